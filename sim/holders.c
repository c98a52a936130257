#include "sim/holders.h"

#include <inttypes.h>
#include <stddef.h>

void holder_place_write(buffer *b, uint32_t id, const char *label, bool key)
{
    char c = label[0];
    bool attribute = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (key)
        buffer_add_text(b, "as a key of ");
    if (c == '[' || c == '\0')
        buffer_printf(b, "#%" PRIu32 "%s", id, label);
    else if (attribute)
        buffer_printf(b, "#%" PRIu32 ".%s", id, label);
    else
        buffer_printf(b, "#%" PRIu32 "[%s]", id, label);
}

/* Called for every holder, names before references; `fill` is NULL in the counting pass. */
static void put(uint32_t *next, holder *fill, int32_t target, holder h)
{
    if (target == VIEW_NONE)
        return;
    uint32_t at = next[target]++;
    if (fill)
        fill[at] = h;
}

static void visit_all(const view *v, uint32_t *next, holder *fill)
{
    for (uint32_t f = 0; f < v->frame_count; f++) {
        const view_frame *frame = &v->frames[f];
        for (uint32_t i = 0; i < frame->name_count; i++)
            put(next, fill, frame->names[i].target,
                (holder){.frame = frame, .label = frame->names[i].name});
    }
    for (uint32_t o = 0; o < v->object_count; o++) {
        const view_object *object = &v->objects[o];
        for (uint32_t i = 0; i < object->ref_count; i++)
            put(next, fill, object->refs[i].target,
                (holder){.object = object,
                         .label = object->refs[i].label,
                         .weak = object->refs[i].weak,
                         .key = object->refs[i].key});
    }
}

bool holders_build(const view *v, arena *memory, holders *out)
{
    uint32_t *next = arena_alloc(memory, (v->object_count + 1) * sizeof *next);
    uint32_t *first = arena_alloc(memory, (v->object_count + 1) * sizeof *first);
    if (!next || !first)
        return false;
    visit_all(v, next, NULL);
    uint32_t sum = 0;
    for (uint32_t i = 0; i < v->object_count; i++) {
        first[i] = sum;
        sum += next[i];
        next[i] = first[i];
    }
    first[v->object_count] = sum;
    holder *all = arena_alloc(memory, ((size_t)sum + 1) * sizeof *all);
    if (!all)
        return false;
    visit_all(v, next, all);
    *out = (holders){.first = first, .all = all};
    return true;
}
