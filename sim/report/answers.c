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
    for (uint32_t i = 0; i < v->object_count; i++) {
        const view_object *o = &v->objects[i];
        count += type ? is_type(o->type, type) : o->instance;
    }
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
