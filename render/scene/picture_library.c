#include "render/scene/picture_library.h"

#include <stdio.h>
#include <string.h>

static const view_ref *reference(const view_object *o, const char *label)
{
    for (uint32_t i = 0; o && i < o->ref_count; i++)
        if (!o->refs[i].weak && !o->refs[i].key && strcmp(o->refs[i].label, label) == 0)
            return &o->refs[i];
    return NULL;
}

static const view_object *held(const view *v, const view_object *o, const char *label)
{
    const view_ref *r = reference(o, label);
    return !r || r->target == VIEW_NONE ? NULL : &v->objects[r->target];
}

/* What a weak reference looks at. */
static const view_ref *looked_at(const view_object *weakref)
{
    for (uint32_t i = 0; i < weakref->ref_count; i++)
        if (weakref->refs[i].weak)
            return &weakref->refs[i];
    return NULL;
}

static void cell_add(library_cells *out, arena *memory, library_cell cell)
{
    /* Doubling at each power of two: cells are few. */
    if ((out->count & (out->count - 1)) == 0) {
        size_t bytes = out->count * sizeof *out->all;
        library_cell *more = arena_grow(memory, out->all, bytes, bytes ? 2 * bytes : sizeof *more);
        if (!more) {
            out->failed = true;
            return;
        }
        out->all = more;
    }
    out->all[out->count++] = cell;
}

/* A cell that looks where the weak reference does; its key tells it from the others. */
static void weak_add(library_cells *out, arena *memory, const view_object *weakref, const char *label)
{
    char text[32];
    int length = snprintf(text, sizeof text, "weak-%u", weakref->id);
    const char *key = arena_text(memory, text, (size_t)length);
    const view_ref *at = looked_at(weakref);
    out->failed = out->failed || !key;
    if (key && at)
        cell_add(out, memory,
                 (library_cell){.key = key,
                                .label = label,
                                .target = at->dead ? VIEW_NONE : at->target,
                                .value = at->target_value,
                                .weak = true,
                                .dead = at->dead});
}

/* data: {key: weak reference to the value}. */
static void values_tell(const view *v, const view_object *data, arena *memory, library_cells *out)
{
    for (uint32_t i = 0; i < data->ref_count; i++)
        if (!data->refs[i].key && data->refs[i].target != VIEW_NONE)
            weak_add(out, memory, &v->objects[data->refs[i].target], data->refs[i].label);
}

/* data: {weak reference to the key: value}; a key and its value stand one after the other, in any order. */
static void keys_tell(const view *v, const view_object *data, arena *memory, library_cells *out)
{
    for (uint32_t i = 0; i < data->ref_count; i++) {
        const view_ref *key = &data->refs[i];
        if (!key->key || key->target == VIEW_NONE)
            continue;
        const char *value = "";
        for (uint32_t k = i > 0 ? i - 1 : 0; k < data->ref_count && k <= i + 1; k++)
            if (!data->refs[k].key && data->refs[k].label == key->label)
                value = data->refs[k].target_value;
        weak_add(out, memory, &v->objects[key->target], value);
    }
}

static void items_tell(const view *v, const view_object *data, arena *memory, library_cells *out)
{
    for (uint32_t i = 0; i < data->ref_count; i++)
        if (data->refs[i].target != VIEW_NONE)
            weak_add(out, memory, &v->objects[data->refs[i].target], "");
}

/* Its info is known by the weak reference whose callback the finalizer is. */
static void finalizer_tell(const view *v, const view_object *o, arena *memory, library_cells *out)
{
    for (uint32_t i = 0; i < v->object_count; i++) {
        const view_object *info = &v->objects[i], *watcher;
        if (!info->library || strcmp(info->type, "_Info") != 0)
            continue;
        watcher = held(v, info, "weakref");
        if (!watcher || held(v, watcher, "__callback__") != o)
            continue;
        weak_add(out, memory, watcher, "object");
        for (uint32_t k = 0; k < info->ref_count; k++) {
            const view_ref *r = &info->refs[k];
            bool func = strcmp(r->label, "func") == 0, args = strcmp(r->label, "args") == 0;
            if (func || (args && r->target != VIEW_NONE && v->objects[r->target].ref_count))
                cell_add(out, memory,
                         (library_cell){.key = r->label,
                                        .label = r->label,
                                        .target = func ? VIEW_NONE : r->target,
                                        .value = r->target_value});
        }
        return;
    }
    cell_add(out, memory,
             (library_cell){.key = "alive", .label = "alive", .target = VIEW_NONE, .value = "False"});
}

static void text_add(library_cells *out, arena *memory, const char *label, const view_ref *r)
{
    if (r)
        cell_add(out, memory,
                 (library_cell){
                     .key = label, .label = label, .target = VIEW_NONE, .value = r->target_value});
}

/* Of the chain of objects that a text file is, what its user knows of it, and what waits to be written. */
static void file_tell(const view *v, const view_object *o, arena *memory, library_cells *out)
{
    text_add(out, memory, "name", reference(held(v, held(v, o, "raw"), "__dict__"), "'name'"));
    text_add(out, memory, "mode", reference(held(v, o, "__dict__"), "'mode'"));
    text_add(out, memory, "pending_bytes", reference(o, "pending_bytes"));
}

bool picture_library_hides(const view_object *o)
{
    return o->library && o->type[0] == '_';
}

bool picture_library_cells(const view *v, const view_object *o, arena *memory, library_cells *out)
{
    *out = (library_cells){0};
    if (strcmp(o->type, "_io.TextIOWrapper") == 0) {
        file_tell(v, o, memory, out);
        return out->count > 0;
    }
    if (!o->library)
        return false;
    const view_object *data = held(v, o, "data");
    if (strcmp(o->type, "finalize") == 0)
        finalizer_tell(v, o, memory, out);
    else if (data && strcmp(o->type, "WeakValueDictionary") == 0)
        values_tell(v, data, memory, out);
    else if (data && strcmp(o->type, "WeakKeyDictionary") == 0)
        keys_tell(v, data, memory, out);
    else if (data && strcmp(o->type, "WeakSet") == 0)
        items_tell(v, data, memory, out);
    else
        return false;
    return true;
}
