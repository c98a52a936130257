#include "render/scene/hover.h"

#include <inttypes.h>

enum { NAMES_MOST = 3 };

/* The variables that hold it, innermost frame last: what people call it. */
static void names_add(buffer *b, const view *seen, uint32_t id)
{
    uint32_t named = 0;
    for (uint32_t f = 0; f < seen->frame_count; f++)
        for (uint32_t i = 0; i < seen->frames[f].name_count; i++) {
            const view_name *n = &seen->frames[f].names[i];
            if (n->target_id != id || n->interpreter)
                continue;
            if (named == NAMES_MOST) {
                buffer_add_text(b, ", \xE2\x80\xA6");
                return;
            }
            buffer_printf(b, "%s%s", named++ ? ", " : "", n->name);
        }
}

const hovered *hover_of(const change *c, const view *seen, uint32_t id, arena *memory)
{
    const changed_object *drawn = change_find(c, id);
    int32_t at = view_find(seen, id);
    const view_object *o = at != VIEW_NONE ? &seen->objects[at] : drawn ? drawn->object->seen : NULL;
    hovered *out = o ? arena_alloc(memory, sizeof *out) : NULL;
    buffer b = {0};
    if (!out)
        return NULL;
    if (drawn && drawn->object->stacked) {
        buffer_printf(&b, "%u objects of type %s", drawn->object->stacked, drawn->object->seen->type);
    } else {
        names_add(&b, seen, id);
        buffer_printf(&b, "%s%s #%u at 0x%" PRIx64 ", %u bytes", b.length ? ": " : "", o->type, id,
                      o->address, o->size_bytes);
        if (at == VIEW_NONE)
            buffer_add_text(&b, ", dead");
    }
    *out = (hovered){.id = id, .text = arena_text(memory, buffer_text(&b), b.length)};
    bool failed = b.failed || !out->text;
    buffer_free(&b);
    return failed ? NULL : out;
}
