#include "render/scene/hover.h"

#include <inttypes.h>
#include <stdio.h>

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

const hovered *hover_of(const change *c, const view *seen, uint32_t id, const tongue *words, arena *memory)
{
    const changed_object *drawn = change_find(c, id);
    int32_t at = view_find(seen, id);
    const view_object *o = at != VIEW_NONE ? &seen->objects[at] : drawn ? drawn->object->seen : NULL;
    hovered *out = o ? arena_alloc(memory, sizeof *out) : NULL;
    buffer b = {0};
    if (!out)
        return NULL;
    if (drawn && drawn->object->stacked) {
        tongue_add(words, &b, SAY_FOLDED, TELL({.number = drawn->object->stacked}, {.text = drawn->object->seen->type}));
    } else {
        names_add(&b, seen, id);
        char address[24];
        snprintf(address, sizeof address, "0x%" PRIx64, o->address);
        buffer_add_text(&b, b.length ? ": " : "");
        tongue_add(words, &b, at == VIEW_NONE ? SAY_PLACE_DEAD : SAY_PLACE,
                   TELL({.text = o->type}, {.number = id}, {.text = address}, {.number = o->size_bytes}));
    }
    *out = (hovered){.id = id, .text = arena_text(memory, buffer_text(&b), b.length)};
    bool failed = b.failed || !out->text;
    buffer_free(&b);
    return failed ? NULL : out;
}
