#include "sim/answers.h"

#include <inttypes.h>
#include <stdio.h>
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

/* ---- a step's question ---- */

/* Of the script's objects, then of all of them: a name may hold one of the interpreter's. */
static ouro_result ask_views(session *s, const session_step *about, const scenario_ask *ask,
                             arena *memory, answers_state *state, uint64_t *number,
                             ouro_error *err)
{
    view seen;
    ouro_result result = session_seek(s, about->last_event, err);
    if (result == OURO_OK)
        result = session_view(s, &(view_options){.all = false}, memory, &seen, err);
    if (result != OURO_OK)
        return result;
    if (ask->kind == ASK_ALIVE) {
        *number = answers_alive(&seen, ask->name);
        return OURO_OK;
    }
    *state = answers_refcount(&seen, ask->name, number);
    if (*state != ANSWERS_NOT_LISTED)
        return OURO_OK;
    result = session_view(s, &(view_options){.all = true}, memory, &seen, err);
    if (result == OURO_OK)
        *state = answers_refcount(&seen, ask->name, number);
    return result;
}

static const char *number_text(arena *memory, uint64_t number)
{
    char text[24];
    int length = snprintf(text, sizeof text, "%" PRIu64, number);
    return arena_text(memory, text, (size_t)length);
}

ouro_result answers_ask(session *s, uint32_t step, const scenario_ask *ask, arena *memory,
                        const char **out, ouro_error *err)
{
    const session_step *about = session_step_at(s, step);
    answers_state state = ANSWERS_OK;
    uint64_t number = 0;
    ouro_result result = OURO_OK;
    *out = NULL;
    switch (ask->kind) {
    case ASK_TEXT:
        *out = ask->text;
        return OURO_OK;
    case ASK_DIED:
        number = answers_died(about, NULL);
        break;
    case ASK_COLLECTED:
        number = answers_collected(about);
        break;
    case ASK_BYTES:
        number = about->heap_bytes;
        break;
    case ASK_REFCOUNT:
    case ASK_ALIVE:
        result = ask_views(s, about, ask, memory, &state, &number, err);
        break;
    }
    if (result != OURO_OK || state != ANSWERS_OK)
        return result;
    *out = number_text(memory, number);
    return *out ? OURO_OK : error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for an answer");
}
