#include "render/export/facts.h"

#include <stdlib.h>

typedef struct object_fact {
    uint32_t id, bytes;
} object_fact;

struct facts {
    object_fact *objects; /* of the state before, ascending id */
    uint32_t object_count;
};

facts *facts_open(void)
{
    return calloc(1, sizeof(facts));
}

void facts_close(facts *f)
{
    if (!f)
        return;
    free(f->objects);
    free(f);
}

static bool is_as_before(const facts *f, const object_fact *now, uint32_t *at)
{
    while (*at < f->object_count && f->objects[*at].id < now->id)
        ++*at;
    const object_fact *was = &f->objects[*at];
    return *at < f->object_count && was->id == now->id && was->bytes == now->bytes;
}

static bool objects_write(facts *f, const picture *p, buffer *out)
{
    object_fact *now = calloc(p->object_count + 1U, sizeof *now);
    uint32_t at = 0;
    bool first = true;
    if (!now)
        return false;
    for (uint32_t i = 0; i < p->object_count; i++) {
        const view_object *o = p->objects[i].seen;
        now[i] = (object_fact){o->id, o->size_bytes};
        if (is_as_before(f, &now[i], &at))
            continue;
        buffer_printf(out, "%s[%u,%u]", first ? "[" : ",", o->id, o->size_bytes);
        first = false;
    }
    if (!first)
        buffer_add_char(out, ']');
    free(f->objects);
    f->objects = now;
    f->object_count = p->object_count;
    return true;
}

void facts_write(facts *f, const picture *p, buffer *out)
{
    out->failed |= !objects_write(f, p, out);
}
