#include "sim/report/answers.h"

#include <string.h>

/* "ReferenceType" is also the type called "weakref.ReferenceType". */
static bool is_type(const char *type, const char *wanted)
{
    const char *dot = strrchr(type, '.');
    return strcmp(type, wanted) == 0 || (dot && strcmp(dot + 1, wanted) == 0);
}

/* The module's frame is the outermost one. */
static const view_name *find_name(const view *v, const char *name)
{
    if (v->frame_count == 0)
        return NULL;
    const view_frame *module = &v->frames[0];
    for (uint32_t i = 0; i < module->name_count; i++) {
        if (strcmp(module->names[i].name, name) == 0)
            return &module->names[i];
    }
    return NULL;
}

static answers_state find_object(const view *v, const char *name, const view_object **out)
{
    const view_name *found = find_name(v, name);
    if (!found)
        return ANSWERS_NO_NAME;
    if (found->target == VIEW_NONE)
        return ANSWERS_NOT_LISTED;
    *out = &v->objects[found->target];
    return ANSWERS_OK;
}

answers_state answers_refcount(const view *v, const char *name, uint64_t *out)
{
    const view_object *o = NULL;
    answers_state state = find_object(v, name, &o);
    if (state == ANSWERS_OK)
        *out = o->refcount;
    return state;
}

answers_state answers_dead(const view *v, const char *name, bool *out)
{
    const view_object *o = NULL;
    answers_state state = find_object(v, name, &o);
    if (state != ANSWERS_OK)
        return state;
    for (uint32_t i = 0; i < o->ref_count; i++) {
        if (o->refs[i].weak) {
            *out = o->refs[i].dead;
            return ANSWERS_OK;
        }
    }
    return ANSWERS_NOT_WEAK;
}

uint64_t answers_alive(const view *v, const char *type)
{
    uint64_t count = 0;
    for (uint32_t i = 0; i < v->object_count; i++)
        count += is_type(v->objects[i].type, type);
    return count;
}

uint64_t answers_died(const session_step *step, const char *type)
{
    uint64_t count = 0;
    for (uint32_t i = 0; i < step->death_count; i++) {
        const session_death *death = &step->deaths[i];
        count += type ? is_type(death->type, type) : death->instance;
    }
    return count;
}

uint64_t answers_collected(const session_step *step)
{
    uint64_t count = 0;
    for (uint32_t i = 0; i < step->collection_count; i++)
        count += step->collections[i].collected;
    return count;
}

/* A view does not say what is an instance of the script's classes, a death does, and whatever lives
 * at a step dies at a later one or at the interpreter's end. */
bool answers_find_instances(const session *s, arena *memory, answers_instances *out)
{
    uint32_t last = session_step_count(s) + 1, highest = 0;
    for (uint32_t step = 0; step <= last; step++) {
        const session_step *about = session_step_at(s, step);
        for (uint32_t i = 0; i < about->death_count; i++) {
            if (about->deaths[i].instance && about->deaths[i].id > highest)
                highest = about->deaths[i].id;
        }
    }
    uint8_t *bits = arena_alloc(memory, (size_t)highest / 8 + 1);
    if (!bits)
        return false;
    for (uint32_t step = 0; step <= last; step++) {
        const session_step *about = session_step_at(s, step);
        for (uint32_t i = 0; i < about->death_count; i++) {
            uint32_t id = about->deaths[i].id;
            if (about->deaths[i].instance)
                bits[id / 8] = (uint8_t)(bits[id / 8] | 1U << (id % 8));
        }
    }
    *out = (answers_instances){.bits = bits, .count = highest + 1};
    return true;
}

uint64_t answers_alive_instances(const view *v, const answers_instances *instances)
{
    uint64_t count = 0;
    for (uint32_t i = 0; i < v->object_count; i++) {
        uint32_t id = v->objects[i].id;
        unsigned byte = id < instances->count ? instances->bits[id / 8] : 0;
        count += byte >> (id % 8) & 1U;
    }
    return count;
}
