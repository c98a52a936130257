#include "sim/lang/symtable.h"

/* A set of names: open addressing, 0 is free (no name that matters has the number 0). */
typedef struct name_set {
    uint32_t *slots;
    uint32_t count, capacity;
} name_set;

static bool out_of_memory(symtable *st)
{
    if (st->result == OURO_OK)
        st->result = error_set(st->err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    return false;
}

static const uint32_t slot_removed = UINT32_MAX;

static uint32_t *find_slot(const name_set *set, uint32_t name)
{
    uint32_t mask = set->capacity - 1;
    uint32_t i = (name * 2654435761U) & mask;
    while (set->slots[i] && set->slots[i] != name)
        i = (i + 1) & mask;
    return &set->slots[i];
}

static bool set_has(const name_set *set, uint32_t name)
{
    return set->capacity && *find_slot(set, name) == name;
}

static void set_add(symtable *st, name_set *set, uint32_t name)
{
    if (set_has(set, name))
        return;
    if (2 * (set->count + 1) > set->capacity) {
        uint32_t capacity = set->capacity ? 2 * set->capacity : 8;
        name_set grown = {.slots = arena_alloc(st->memory, capacity * sizeof *grown.slots),
                          .capacity = capacity};
        if (!grown.slots) {
            out_of_memory(st);
            return;
        }
        for (uint32_t i = 0; i < set->capacity; i++)
            if (set->slots[i] && set->slots[i] != slot_removed) {
                *find_slot(&grown, set->slots[i]) = set->slots[i];
                grown.count++;
            }
        *set = grown;
    }
    *find_slot(set, name) = name;
    set->count++;
}

static void set_remove(name_set *set, uint32_t name)
{
    if (set_has(set, name))
        *find_slot(set, name) = slot_removed;
}

static void set_add_all(symtable *st, name_set *set, const name_set *other)
{
    for (uint32_t i = 0; i < other->capacity; i++)
        if (other->slots[i] && other->slots[i] != slot_removed)
            set_add(st, set, other->slots[i]);
}

/* --- one name ------------------------------------------------------------------------------- */

/* Whether `name` is bound in a function around `s`: then a use in `s` is free. Class bodies are
 * passed over, but for __class__, which a class lends to its functions. */
static bool bound_outside(const symtable *st, const scope *s, uint32_t name)
{
    for (const scope *outer = s->parent; outer; outer = outer->parent) {
        if (outer->kind == SCOPE_MODULE)
            return false;
        if (outer->kind == SCOPE_CLASS) {
            if (name == st->name_class)
                return true;
            continue;
        }
        const symbol *found = scope_find(outer, name);
        if (!found || (found->flags & SYMBOL_INLINED))
            continue;
        if (found->flags & SYMBOL_GLOBAL)
            return false;
        if (found->flags & (SYMBOL_LOCAL | SYMBOL_PARAMETER) && !(found->flags & SYMBOL_NONLOCAL))
            return true;
    }
    return false;
}

static void fail_nonlocal(symtable *st, const symbol *s)
{
    st->result = error_set(st->err, OURO_ERR_SYNTAX, s->span.line, s->span.column,
                           "no binding for nonlocal '%s' found",
                           name_table_text(st->names, s->name));
}

static symbol_place place_of(symtable *st, const scope *s, const symbol *found)
{
    if (found->flags & SYMBOL_GLOBAL) {
        if (found->flags & SYMBOL_NONLOCAL)
            st->result = error_set(st->err, OURO_ERR_SYNTAX, found->span.line, found->span.column,
                                   "name '%s' is nonlocal and global",
                                   name_table_text(st->names, found->name));
        return PLACE_GLOBAL_EXPLICIT;
    }
    if (found->flags & SYMBOL_NONLOCAL) {
        if (!bound_outside(st, s, found->name) && st->result == OURO_OK)
            fail_nonlocal(st, found);
        return PLACE_FREE;
    }
    if (found->flags & (SYMBOL_LOCAL | SYMBOL_PARAMETER))
        return PLACE_LOCAL;
    return bound_outside(st, s, found->name) ? PLACE_FREE : PLACE_GLOBAL_IMPLICIT;
}

/* --- inlined comprehensions ----------------------------------------------------------------- */

static bool free_in_child(const scope *s, uint32_t name)
{
    for (uint32_t i = 0; i < s->child_count; i++) {
        const scope *child = s->children[i];
        const symbol *found = scope_find(child, name);
        if (child->is_inlined ? free_in_child(child, name) : found && found->place == PLACE_FREE)
            return true;
    }
    return false;
}

/* The comprehension's names become names of the scope around it. What was free in it and is bound
 * there need be no cell now, unless a function inside wants it. */
static void inline_comprehension(symtable *st, scope *outer, scope *inner,
                                 name_set *inner_free, name_set *cells)
{
    for (uint32_t i = 0; i < inner->symbol_count && st->result == OURO_OK; i++) {
        symbol *s = &inner->symbols[i];
        if (s->flags & SYMBOL_PARAMETER)
            continue;
        if (outer->kind == SCOPE_CLASS && s->name == st->name_class && s->place == PLACE_FREE) {
            s->place = PLACE_GLOBAL_IMPLICIT; /* a class body has no __class__ yet */
            set_remove(inner_free, s->name);
        }
        if (s->place == PLACE_CELL || (s->flags & SYMBOL_COMPREHENSION_CELL))
            set_add(st, cells, s->name);
        const symbol *existing = scope_find(outer, s->name);
        if (!existing) {
            symbol copy = *s;
            symbol *added = scope_add(st, outer, s->name);
            if (!added)
                return;
            *added = copy;
            added->flags |= SYMBOL_INLINED;
        } else if ((existing->flags & (SYMBOL_LOCAL | SYMBOL_PARAMETER)) &&
                   outer->kind != SCOPE_CLASS && !free_in_child(inner, s->name)) {
            set_remove(inner_free, s->name);
        }
    }
}

/* --- one scope ------------------------------------------------------------------------------ */

static void settle_cells(const symtable *st, scope *s, name_set *free_names, const name_set *cells)
{
    if (s->kind == SCOPE_CLASS && set_has(free_names, st->name_class)) {
        s->needs_class_closure = true;
        set_remove(free_names, st->name_class);
    }
    for (uint32_t i = 0; i < s->symbol_count; i++) {
        symbol *found = &s->symbols[i];
        if (s->kind == SCOPE_FUNCTION && found->place == PLACE_LOCAL &&
            (set_has(free_names, found->name) || set_has(cells, found->name))) {
            found->place = PLACE_CELL;
            set_remove(free_names, found->name);
        }
        if (set_has(cells, found->name))
            found->flags |= SYMBOL_COMPREHENSION_CELL;
    }
}

/* A name that only inner functions want passes through as a free one. */
static void settle_free(symtable *st, scope *s, const name_set *free_names)
{
    for (uint32_t i = 0; i < free_names->capacity && st->result == OURO_OK; i++) {
        uint32_t name = free_names->slots[i];
        if (!name || name == slot_removed)
            continue;
        symbol *found = scope_find(s, name);
        if (found) {
            if (s->kind == SCOPE_CLASS && (found->flags & (SYMBOL_LOCAL | SYMBOL_GLOBAL)))
                found->flags |= SYMBOL_FREE_CLASS;
        } else if (s->parent && bound_outside(st, s, name)) {
            found = scope_add(st, s, name);
            if (found)
                found->place = PLACE_FREE;
        }
    }
}

/* Recursion: as deep as functions stand in each other, which the parser bounds. */
static void analyze_scope(symtable *st, scope *s, name_set *free_names)
{
    name_set cells = {0};
    for (uint32_t i = 0; i < s->symbol_count && st->result == OURO_OK; i++) {
        s->symbols[i].place = place_of(st, s, &s->symbols[i]);
        if (s->symbols[i].place == PLACE_FREE)
            set_add(st, free_names, s->symbols[i].name);
    }
    for (uint32_t i = 0; i < s->child_count && st->result == OURO_OK; i++) {
        scope *child = s->children[i];
        name_set child_free = {0};
        analyze_scope(st, child, &child_free);
        if (child->is_comprehension && child->comprehension != COMPREHENSION_GENERATOR) {
            inline_comprehension(st, s, child, &child_free, &cells);
            child->is_inlined = true;
        }
        set_add_all(st, free_names, &child_free);
    }
    settle_cells(st, s, free_names, &cells);
    settle_free(st, s, free_names);
}

ouro_result symtable_analyze(symtable *st)
{
    name_set free_names = {0};
    if (st->result == OURO_OK)
        analyze_scope(st, st->module, &free_names);
    return st->result;
}
