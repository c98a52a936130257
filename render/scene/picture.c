#include "render/scene/picture.h"

#include "render/scene/picture_library.h"
#include "sim/base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIBRARY_DEPTH = 2 }; /* container -> callback -> defaults */
enum { HOLDS_DEPTH = 3 }; /* function -> closure tuple -> cell -> list */

/* A cell before it is known which objects are drawn. */
typedef struct raw_cell {
    picture_cell cell;
    int32_t target; /* index in the view, or VIEW_NONE */
    const char *target_value;
} raw_cell;

typedef struct raw_object {
    raw_cell *cells;
    uint32_t count, capacity;
    uint32_t holders;  /* cells and tags of the module that point here */
    bool passing;      /* a call or a temporary does */
    bool drawable;     /* of a kind that may be drawn */
    bool shown;        /* reached, therefore drawn */
    bool folds;        /* a weakref that stands in its only holder's cell */
    bool out_of_sight; /* behind an elided row or a hidden name */
} raw_object;

typedef struct work {
    const view *seen;
    const picture_rules *rules;
    arena *memory;
    raw_object *objects; /* by view index */
    raw_object *frames;  /* by frame; cells are its tags */
    uint32_t *stack;     /* of the walk */
    uint32_t rows_most;
    const picture_fold **folds; /* by view index; NULL: not folded */
    uint32_t *stack_first;      /* by fold of the first member: the lowest living one, + 1 */
    bool failed;
} work;

/* ---- which kinds are drawn ---- */

static bool rules_hide(const picture_rules *rules, const char *name)
{
    for (uint32_t i = 0; i < rules->hidden_count; i++)
        if (strcmp(rules->hidden[i], name) == 0)
            return true;
    return false;
}

static bool is_script_data(const view_object *o)
{
    return !o->interpreter && o->role == VIEW_ROLE_DATA;
}

/* Whether a class, a function, a cell leads to an object of the script within a few references. */
static bool holds_data(const view *seen, const view_object *o, uint32_t depth)
{
    for (uint32_t i = 0; i < o->ref_count; i++) {
        int32_t target = o->refs[i].target;
        if (target == VIEW_NONE || o->refs[i].weak)
            continue;
        const view_object *held = &seen->objects[target];
        if (held->interpreter)
            continue;
        if (is_script_data(held) && (held->ref_count == 0 || strcmp(held->type, "tuple") != 0))
            return true;
        bool passage = held->role == VIEW_ROLE_DATA || held->role == VIEW_ROLE_MACHINERY
                       || held->role == VIEW_ROLE_INSTANCE_DICT;
        if (passage && depth > 0 && holds_data(seen, held, depth - 1))
            return true;
    }
    return false;
}

uint32_t picture_temporaries(const view_object *o)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < o->internal_count; i++)
        if (strcmp(o->internals[i].name, "temporary") == 0)
            count += o->internals[i].count;
    return count;
}

/* Arguments on their way to a call: nobody wrote down that tuple. */
static bool is_passing_tuple(const view_object *o)
{
    return !o->instance && o->refcount > 0 && picture_temporaries(o) == o->refcount
           && strcmp(o->type, "tuple") == 0;
}

static bool kind_is_drawable(const work *w, const view_object *o)
{
    if (o->interpreter || is_passing_tuple(o) || rules_hide(w->rules, o->type) || picture_library_hides(o))
        return false;
    switch (o->role) {
    case VIEW_ROLE_DATA:
    case VIEW_ROLE_MACHINERY:
        return true;
    case VIEW_ROLE_CLASS:
    case VIEW_ROLE_FUNCTION:
        return holds_data(w->seen, o, HOLDS_DEPTH);
    case VIEW_ROLE_CONSTANT:
    case VIEW_ROLE_INSTANCE_DICT:
        return false;
    }
    return false;
}

/* ---- raw cells ---- */

static raw_cell *cell_add(work *w, raw_object *o)
{
    if (o->count == o->capacity) {
        uint32_t wanted = o->capacity ? o->capacity * 2 : 8;
        raw_cell *larger = arena_grow(w->memory, o->cells, o->count * sizeof *o->cells,
                                      wanted * sizeof *o->cells);
        if (!larger) {
            w->failed = true;
            return NULL;
        }
        o->cells = larger;
        o->capacity = wanted;
    }
    return &o->cells[o->count++];
}

/* "[3]" is shown as 3; an attribute that lives in a dict loses the quotes of its key. */
static const char *label_shown(work *w, const char *label, bool attribute)
{
    size_t length = strlen(label);
    bool index = length > 2 && label[0] == '[' && label[length - 1] == ']';
    bool quoted = attribute && length > 2 && label[0] == '\'' && label[length - 1] == '\'';
    if (!index && !quoted)
        return label;
    const char *inner = arena_text(w->memory, label + 1, length - 2);
    w->failed |= !inner;
    return inner ? inner : label;
}

/* What a reference is known by in its holder. A set's items have no places to be told apart by: their
 * own names tell them apart. */
static const char *key_of_ref(work *w, const view_ref *r, const char *shown)
{
    if (shown[0] || r->weak || !r->target_value)
        return shown;
    size_t room = strlen(r->target_value) + sizeof "4294967295 ";
    char *key = arena_alloc(w->memory, room);
    w->failed |= !key;
    if (key)
        snprintf(key, room, "%u %s", r->target_id, r->target_value);
    return key ? key : shown;
}

static bool ref_is_drawn(const work *w, const view_object *holder, const view_ref *r)
{
    const view_object *target = r->target == VIEW_NONE ? NULL : &w->seen->objects[r->target];
    if (r->key)
        return target && is_script_data(target) && kind_is_drawable(w, target);
    if (holder->role == VIEW_ROLE_CLASS || holder->role == VIEW_ROLE_FUNCTION)
        return target && !target->interpreter && target->role != VIEW_ROLE_CLASS
               && target->role != VIEW_ROLE_FUNCTION
               && (is_script_data(target) || holds_data(w->seen, target, HOLDS_DEPTH));
    return true;
}

static void cells_of_refs(work *w, raw_object *into, const view_object *holder, bool attributes)
{
    for (uint32_t i = 0; i < holder->ref_count; i++) {
        const view_ref *r = &holder->refs[i];
        const view_object *target = r->target == VIEW_NONE ? NULL : &w->seen->objects[r->target];
        if (target && target->role == VIEW_ROLE_INSTANCE_DICT && strcmp(r->label, "__dict__") == 0) {
            cells_of_refs(w, into, target, true);
            continue;
        }
        if (!ref_is_drawn(w, holder, r))
            continue;
        raw_cell *c = cell_add(w, into);
        if (!c)
            return;
        const char *shown = label_shown(w, r->label, attributes);
        *c = (raw_cell){.cell = {.key = key_of_ref(w, r, shown),
                                 .label = shown,
                                 .name = attributes ? shown : r->label,
                                 .weak = r->weak,
                                 .dead = r->dead},
                        .target = r->target,
                        .target_value = r->target_value};
    }
}

/* What an object of the library is made of stays out of sight, unless the script holds it too: its
 * containers, its callback and what that is made of. What users put into them is theirs. */
static void library_hide(work *w, const view_object *o, uint32_t depth)
{
    for (uint32_t i = 0; i < o->ref_count; i++) {
        const view_ref *r = &o->refs[i];
        const view_object *part = r->target == VIEW_NONE ? NULL : &w->seen->objects[r->target];
        bool weakref = part && strstr(part->type, "Ref") != NULL; /* ReferenceType, KeyedRef */
        if (!part || r->weak || part->interpreter || part->instance || (depth == 0 && !weakref))
            continue;
        w->objects[r->target].out_of_sight = true;
        if (depth && !weakref)
            library_hide(w, part, depth - 1);
    }
}

/* False: it is no object of the library, or none that is drawn in a way of its own. */
static bool cells_of_library(work *w, raw_object *into, const view_object *o)
{
    library_cells cells;
    if (!picture_library_cells(w->seen, o, w->memory, &cells))
        return false;
    w->failed |= cells.failed;
    library_hide(w, o, LIBRARY_DEPTH);
    for (uint32_t i = 0; i < cells.count; i++) {
        const library_cell *from = &cells.all[i];
        raw_cell *c = cell_add(w, into);
        if (!c)
            break;
        *c = (raw_cell){.cell = {.key = from->key,
                                 .label = from->label,
                                 .name = from->label,
                                 .weak = from->weak,
                                 .dead = from->dead},
                        .target = from->target,
                        .target_value = from->value};
    }
    return true;
}

/* Keep the first rows and the last, with one between them that says how many are left out. A row
 * keeps the key of its position, so that a list that grows or shrinks past the limit does not turn its
 * rows over. */
static void cells_elide(work *w, raw_object *o)
{
    uint32_t most = w->rules->rows_max ? w->rules->rows_max : PICTURE_ROWS_MAX;
    if (o->count > w->rows_most)
        w->rows_most = o->count;
    if (o->count <= most)
        return;
    uint32_t head = most / 2, tail = most - 1 - head, left_out = o->count - head - tail;
    for (uint32_t i = head; i < head + left_out; i++)
        if (o->cells[i].target != VIEW_NONE)
            w->objects[o->cells[i].target].out_of_sight = true;
    for (uint32_t i = 0; i < tail; i++) {
        const char *key = o->cells[head + 1 + i].cell.key;
        o->cells[head + 1 + i] = o->cells[head + left_out + i];
        o->cells[head + 1 + i].cell.key = key;
    }
    char text[48];
    tongue_write(w->rules->words, text, sizeof text, SAY_MORE, TELL({.number = left_out}));
    const char *label = arena_text(w->memory, text, strlen(text));
    w->failed |= !label;
    raw_cell *gap = &o->cells[head];
    *gap = (raw_cell){.cell = {.key = gap->cell.key,
                               .label = label ? label : "",
                               .name = label ? label : "",
                               .value = ""},
                      .target = VIEW_NONE};
    o->count = most;
}

/* ---- stacks ---- */

static const picture_fold *fold_find(const picture_folds *all, uint32_t id)
{
    uint32_t low = 0, high = all->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (all->folds[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < all->count && all->folds[low].id == id ? &all->folds[low] : NULL;
}

/* Which slot of stack_first counts for a fold's stack. */
static uint32_t *stack_of(const work *w, const picture_fold *f)
{
    const picture_fold *first = fold_find(&w->rules->folds, f->stack);
    return &w->stack_first[first - w->rules->folds.folds];
}

/* The first living member stands for all of its stack. */
static void folds_find(work *w)
{
    w->folds = arena_alloc(w->memory, (w->seen->object_count + 1) * sizeof *w->folds);
    w->stack_first = arena_alloc(w->memory, w->rules->folds.count * sizeof *w->stack_first);
    w->failed |= !w->folds || !w->stack_first;
    for (uint32_t i = 0; i < w->seen->object_count && !w->failed; i++) {
        const picture_fold *f = fold_find(&w->rules->folds, w->seen->objects[i].id);
        w->folds[i] = w->objects[i].drawable ? f : NULL;
        if (!w->folds[i])
            continue;
        uint32_t *first = stack_of(w, f);
        bool stands = !f->container && !*first;
        if (stands)
            *first = i + 1;
        w->objects[i].drawable = stands;
    }
}

/* The rows of one holder that lead to one stack become one row: "0 ... 19". */
static void rows_fold(work *w, raw_object *o)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < o->count; i++) {
        raw_cell c = o->cells[i];
        const picture_fold *f = c.target == VIEW_NONE ? NULL : w->folds[c.target];
        uint32_t first = f ? *stack_of(w, f) : 0;
        raw_cell *last = kept ? &o->cells[kept - 1] : NULL;
        if (first)
            c.target = (int32_t)first - 1;
        if (first && last && last->target == c.target && !f->container) {
            char text[96];
            const char *gap = strstr(last->cell.label, " \xE2\x80\xA6 ");
            int length = (int)(gap ? gap - last->cell.label : (long)strlen(last->cell.label));
            length = (int)utf8_cut(last->cell.label, (size_t)length, 40);
            length = snprintf(text, sizeof text, "%.*s \xE2\x80\xA6 %.*s", length, last->cell.label,
                              utf8_head(c.cell.label, 40), c.cell.label);
            const char *label = arena_text(w->memory, text, (size_t)length);
            w->failed |= !label;
            last->cell.label = label ? label : "";
            continue;
        }
        o->cells[kept++] = c;
    }
    o->count = kept;
}

static void folds_apply(work *w)
{
    if (!w->rules->folds.count || w->failed)
        return;
    folds_find(w);
    for (uint32_t i = 0; i < w->seen->object_count && !w->failed; i++)
        if (w->objects[i].drawable)
            rows_fold(w, &w->objects[i]);
}

/* The id under which an object is drawn. */
static uint32_t drawn_id(const work *w, int32_t index)
{
    const picture_fold *f = w->folds ? w->folds[index] : NULL;
    return f ? f->stack : w->seen->objects[index].id;
}

/* A stack looks like an object whose count is that of its members. */
static void stack_finish(work *w, const picture_fold *f, picture_object *o)
{
    view_object *seen = arena_alloc(w->memory, sizeof *seen);
    w->failed |= !seen;
    if (!seen)
        return;
    *seen = *o->seen;
    seen->id = f->stack;
    seen->refcount = 0;
    for (uint32_t i = 0; i < w->seen->object_count; i++)
        seen->refcount += w->folds[i] && w->folds[i]->stack == f->stack && !w->folds[i]->container;
    o->seen = seen;
    o->stacked = seen->refcount;
    o->cells = NULL;
    o->cell_count = 0;
    o->value = NULL;
}

static int by_drawn_id(const void *left, const void *right)
{
    const picture_object *a = left, *b = right;
    return a->seen->id < b->seen->id ? -1 : a->seen->id > b->seen->id;
}

static void objects_collect(work *w)
{
    for (uint32_t i = 0; i < w->seen->object_count && !w->failed; i++)
        w->objects[i].drawable = kind_is_drawable(w, &w->seen->objects[i]);
    for (uint32_t i = 0; i < w->seen->object_count && !w->failed; i++) {
        if (!w->objects[i].drawable) {
            if (picture_library_hides(&w->seen->objects[i]))
                library_hide(w, &w->seen->objects[i], 0);
            continue;
        }
        if (!cells_of_library(w, &w->objects[i], &w->seen->objects[i]))
            cells_of_refs(w, &w->objects[i], &w->seen->objects[i], false);
    }
    folds_apply(w);
    for (uint32_t i = 0; i < w->seen->object_count && !w->failed; i++)
        if (w->objects[i].drawable)
            cells_elide(w, &w->objects[i]);
}

/* Temporaries may share a name: their place on the stack tells them apart. */
static const char *temporary_key(work *w, const char *name, uint32_t place)
{
    char text[64];
    int length = snprintf(text, sizeof text, "%.*s %u", utf8_head(name, 40), name, place);
    const char *key = arena_text(w->memory, text, (size_t)length);
    w->failed |= !key;
    return key ? key : name;
}

static void tags_add(work *w, raw_object *into, const view_name *names, uint32_t count,
                     bool temporary)
{
    for (uint32_t i = 0; i < count && !w->failed; i++) {
        const view_name *n = &names[i];
        const view_object *target = n->target == VIEW_NONE ? NULL : &w->seen->objects[n->target];
        bool plain = !target || target->role == VIEW_ROLE_CONSTANT;
        if (n->interpreter || (temporary && (plain || !is_script_data(target))))
            continue;
        if (rules_hide(w->rules, n->name)) {
            if (target)
                w->objects[n->target].out_of_sight = true;
            continue;
        }
        const char *key = temporary ? temporary_key(w, n->name, i) : n->name;
        raw_cell *c = cell_add(w, into);
        if (c)
            *c = (raw_cell){.cell = {.key = key,
                                     .label = n->name,
                                     .name = n->name,
                                     .temporary = temporary},
                            .target = n->target,
                            .target_value = n->target_value};
    }
}

static void frames_collect(work *w)
{
    for (uint32_t i = 0; i < w->seen->frame_count && !w->failed; i++) {
        const view_frame *f = &w->seen->frames[i];
        tags_add(w, &w->frames[i], f->names, f->name_count, false);
        tags_add(w, &w->frames[i], f->temporaries, f->temporary_count, true);
    }
}

/* ---- weakrefs that fold into their holder ---- */

static const view_ref *weak_ref_of(const view_object *o)
{
    for (uint32_t i = 0; i < o->ref_count; i++)
        if (o->refs[i].weak)
            return &o->refs[i];
    return NULL;
}

static void holders_count(work *w, const raw_object *holder, bool call)
{
    for (uint32_t i = 0; i < holder->count; i++) {
        const raw_cell *c = &holder->cells[i];
        if (c->target == VIEW_NONE || c->cell.weak)
            continue;
        if (call || c->cell.temporary)
            w->objects[c->target].passing = true;
        else
            w->objects[c->target].holders++;
    }
}

/* What a call holds for a while makes no difference to where a weakref stands. */
static void weakrefs_fold(work *w)
{
    for (uint32_t i = 0; i < w->seen->frame_count; i++)
        holders_count(w, &w->frames[i], i > 0);
    for (uint32_t i = 0; i < w->seen->object_count; i++)
        if (w->objects[i].drawable)
            holders_count(w, &w->objects[i], false);
    for (uint32_t i = 0; i < w->seen->object_count; i++) {
        raw_object *o = &w->objects[i];
        bool one = o->holders == 1 || (o->holders == 0 && o->passing);
        o->folds = o->drawable && one && weak_ref_of(&w->seen->objects[i]);
    }
}

/* ---- what is reached ---- */

/* Mark what the cells lead to; objects wait on the stack once each. */
static uint32_t walk_push(work *w, const raw_object *holder, uint32_t depth)
{
    for (uint32_t i = 0; i < holder->count; i++) {
        int32_t target = holder->cells[i].target;
        if (target == VIEW_NONE)
            continue;
        raw_object *o = &w->objects[target];
        if (!o->drawable || o->shown || o->folds)
            continue;
        o->shown = true;
        w->stack[depth++] = (uint32_t)target;
    }
    return depth;
}

static void walk_from(work *w, const raw_object *holder)
{
    uint32_t depth = walk_push(w, holder, 0);
    while (depth > 0) {
        depth--;
        depth = walk_push(w, &w->objects[w->stack[depth]], depth);
    }
}

static void show_and_walk(work *w, uint32_t index)
{
    w->objects[index].shown = true;
    walk_from(w, &w->objects[index]);
}

/* What may be drawn though nothing drawn leads to it: data, and a function that its own closure keeps. */
static bool stands_alone(const view_object *o)
{
    return is_script_data(o) || (o->unreachable && o->role == VIEW_ROLE_FUNCTION);
}

/* From the tags; then what nobody holds; then cycles that nothing leads into. What stands only behind
 * an elided row or a hidden name stays out. */
static void objects_reach(work *w)
{
    for (uint32_t i = 0; i < w->seen->frame_count; i++)
        walk_from(w, &w->frames[i]);
    for (uint32_t pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < w->seen->object_count; i++) {
            raw_object *o = &w->objects[i];
            bool starts = o->drawable && !o->shown && !o->folds && !o->out_of_sight
                          && stands_alone(&w->seen->objects[i]);
            if (starts && (pass == 1 || o->holders == 0))
                show_and_walk(w, i);
        }
    }
}

/* ---- the picture ---- */

/* A function is called what one writes to call it: shorter, and its name is not cut off. */
static const char *value_shown(work *w, const char *value)
{
    static const char BEGIN[] = "<function ";
    size_t length = value ? strlen(value) : 0;
    if (length < sizeof BEGIN || strncmp(value, BEGIN, sizeof BEGIN - 1) != 0
        || value[length - 1] != '>')
        return value ? value : "";
    const char *name = value + sizeof BEGIN - 1;
    size_t name_length = length - sizeof BEGIN;
    char *call = arena_alloc(w->memory, name_length + sizeof "()");
    w->failed |= !call;
    if (!call)
        return value;
    memcpy(call, name, name_length);
    memcpy(call + name_length, "()", sizeof "()");
    return call;
}

static void cell_finish(work *w, raw_cell *raw)
{
    picture_cell *c = &raw->cell;
    if (c->value)
        return;
    int32_t target = raw->target;
    if (target != VIEW_NONE && w->objects[target].folds) {
        const view_ref *r = weak_ref_of(&w->seen->objects[target]);
        c->weak = true;
        c->weakref_id = w->seen->objects[target].id;
        c->dead = r->dead;
        target = r->target;
        raw->target_value = r->target_value;
    }
    if (c->dead)
        c->value = tongue_say(w->rules->words, SAY_DEAD);
    else if (target != VIEW_NONE && w->objects[target].shown)
        c->target_id = drawn_id(w, target);
    else
        c->value = value_shown(w, raw->target_value);
}

/* A tag of a class, a function or a module that is not drawn says nothing about memory. */
static bool tag_is_drawn(const work *w, const raw_cell *raw)
{
    if (raw->target == VIEW_NONE)
        return true;
    const view_object *o = &w->seen->objects[raw->target];
    return o->role == VIEW_ROLE_CONSTANT || w->objects[raw->target].shown
           || w->objects[raw->target].folds;
}

typedef struct keyed {
    const char *key;
    uint32_t index;
} keyed;

static int by_key(const void *left, const void *right)
{
    const keyed *a = left, *b = right;
    int order = strcmp(a->key, b->key);
    return order ? order : a->index < b->index ? -1 : 1;
}

/* So that finding one of many takes no walk over all of them. */
static void cells_sort(work *w, picture_cell *cells, uint32_t count)
{
    if (count <= PICTURE_CELLS_FEW)
        return;
    keyed *order = malloc(count * sizeof *order);
    w->failed |= !order;
    for (uint32_t i = 0; i < count && order; i++)
        order[i] = (keyed){cells[i].key, i};
    if (order)
        qsort(order, count, sizeof *order, by_key);
    for (uint32_t i = 0; i < count && order; i++)
        cells[i].by_key = order[i].index;
    free(order);
}

static picture_cell *cells_finish(work *w, raw_object *o, bool tags, uint32_t *count)
{
    picture_cell *cells = arena_alloc(w->memory, (o->count + 1) * sizeof *cells);
    if (!cells) {
        w->failed = true;
        return NULL;
    }
    *count = 0;
    for (uint32_t i = 0; i < o->count; i++) {
        if (tags && !tag_is_drawn(w, &o->cells[i]))
            continue;
        cell_finish(w, &o->cells[i]);
        cells[(*count)++] = o->cells[i].cell;
    }
    cells_sort(w, cells, *count);
    return cells;
}

static const char *value_of(const view_object *o, uint32_t cell_count)
{
    return cell_count == 0 && o->value && o->value[0] != '<' ? o->value : NULL;
}

static void objects_finish(work *w, picture *out)
{
    picture_object *objects
        = arena_alloc(w->memory, (w->seen->object_count + 1) * sizeof *objects);
    w->failed |= !objects;
    out->objects = objects;
    for (uint32_t i = 0; i < w->seen->object_count && !w->failed; i++) {
        if (!w->objects[i].shown)
            continue;
        picture_object *o = &objects[out->object_count++];
        o->seen = &w->seen->objects[i];
        o->cells = cells_finish(w, &w->objects[i], false, &o->cell_count);
        o->value = value_of(o->seen, o->cell_count);
        if (w->folds && w->folds[i])
            stack_finish(w, w->folds[i], o);
    }
    if (w->folds && !w->failed)
        qsort(objects, out->object_count, sizeof *objects, by_drawn_id);
}

static void frames_finish(work *w, picture *out)
{
    picture_frame *frames = arena_alloc(w->memory, (w->seen->frame_count + 1) * sizeof *frames);
    w->failed |= !frames;
    out->frames = frames;
    for (uint32_t i = 0; i < w->seen->frame_count && !w->failed; i++) {
        const view_frame *seen = &w->seen->frames[i];
        picture_frame *f = &frames[out->frame_count++];
        f->serial = seen->serial;
        f->depth = i;
        f->title = i == 0 ? tongue_say(w->rules->words, SAY_MODULE) : seen->name;
        f->class_body = seen->class_body;
        f->tags = cells_finish(w, &w->frames[i], true, &f->tag_count);
    }
}

ouro_result picture_of(const view *seen, const picture_rules *rules, arena *memory, picture *out,
                       ouro_error *err)
{
    work w = {.seen = seen, .rules = rules, .memory = memory};
    w.objects = arena_alloc(memory, (seen->object_count + 1) * sizeof *w.objects);
    w.frames = arena_alloc(memory, (seen->frame_count + 1) * sizeof *w.frames);
    w.stack = arena_alloc(memory, (seen->object_count + 1) * sizeof *w.stack);
    w.failed = !w.objects || !w.frames || !w.stack;
    *out = (picture){.seen = seen};
    if (!w.failed) {
        objects_collect(&w);
        frames_collect(&w);
    }
    if (!w.failed) {
        weakrefs_fold(&w);
        objects_reach(&w);
        objects_finish(&w, out);
        frames_finish(&w, out);
        out->rows_most = w.rows_most;
    }
    if (w.failed)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the picture");
    return OURO_OK;
}

/* ---- finding ---- */

const picture_object *picture_find(const picture *p, uint32_t id)
{
    uint32_t low = 0, high = p->object_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (p->objects[middle].seen->id < id)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < p->object_count && p->objects[low].seen->id == id;
    return found ? &p->objects[low] : NULL;
}

const picture_frame *picture_find_frame(const picture *p, uint32_t serial)
{
    for (uint32_t i = 0; i < p->frame_count; i++)
        if (p->frames[i].serial == serial)
            return &p->frames[i];
    return NULL;
}

static const picture_cell *find_among_many(const picture_cell *cells, uint32_t count,
                                           const char *key)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strcmp(cells[cells[middle].by_key].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    const picture_cell *found = low < count ? &cells[cells[low].by_key] : NULL;
    return found && strcmp(found->key, key) == 0 ? found : NULL;
}

const picture_cell *picture_find_cell(const picture_cell *cells, uint32_t count, const char *key)
{
    if (count > PICTURE_CELLS_FEW)
        return find_among_many(cells, count, key);
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(cells[i].key, key) == 0)
            return &cells[i];
    return NULL;
}
