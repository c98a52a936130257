#include "sim/tracer.h"

#include <stdlib.h>

void tracer_open(tracer *t, const program *p)
{
    *t = (tracer){.p = p};
}

void tracer_close(tracer *t)
{
    free(t->frames);
    *t = (tracer){0};
}

bool tracer_is_class(const code *c)
{
    return c->serial != 0 && !(c->flags & CODE_OPTIMIZED);
}

/* --- The stack of frames -------------------------------------------------------------------------- */

/* RESUME is where a call is told; what follows it is the first line. */
static uint32_t body_line_of(const code *c)
{
    uint32_t at = 0;
    while (at < c->instr_count && c->instrs[at].op != OP_RESUME)
        at++;
    for (at++; at < c->instr_count; at++)
        if (c->positions[at].line)
            return c->positions[at].line;
    return 0;
}

static void frame_add(tracer *t, const world *w)
{
    uint32_t serial = world_frames(w)[t->count].code;
    if (t->count == t->capacity) {
        uint32_t wanted = t->capacity ? t->capacity * 2 : 16;
        tracer_frame *more = realloc(t->frames, wanted * sizeof *more);
        if (!more) {
            t->failed = true;
            return;
        }
        t->frames = more;
        t->capacity = wanted;
    }
    const code *c = serial < t->p->code_count ? t->p->codes[serial] : t->p->module;
    t->frames[t->count++] = (tracer_frame){
        .code = c, .body_line = body_line_of(c), .making = (c->flags & CODE_GENERATOR) != 0};
}

static void frames_follow(tracer *t, const world *w)
{
    uint32_t depth = w->state.used[TABLE_FRAMES];
    while (t->count < depth && !t->failed)
        frame_add(t, w);
    if (t->count > depth)
        t->count = depth;
}

static tracer_frame *top_of(tracer *t)
{
    return t->count ? &t->frames[t->count - 1] : NULL;
}

static tracer_event tell(const tracer *t, tracer_kind kind, uint32_t line)
{
    return (tracer_event){.kind = kind, .frame = t->count - 1, .line = line, .code = t->frames[t->count - 1].code};
}

/* --- Before ----------------------------------------------------------------------------------------- */

/* Is it the first of what ends the running frame, or makes it wait? */
static bool is_leaving(const event *e)
{
    switch ((unsigned)e->kind) {
    case EV_LOCAL_CLEAR:
        return e->aux == 1;
    case EV_FRAME_NAMESPACE:
        return e->a == 0;
    case EV_FRAME_DETACH:
    case EV_FRAME_POP:
    case EV_GENERATOR_SUSPEND:
        return true;
    default:
        return false;
    }
}

bool tracer_before(tracer *t, const world *w, const event *e, tracer_event *told)
{
    tracer_frame *f = top_of(t);
    if (e->kind == EV_GENERATOR_RESUME)
        t->fresh = world_generator_state(w, e->a) == GENERATOR_CREATED;
    if (!f || !is_leaving(e) || f->leaving || !f->told)
        return false;
    f->leaving = true;
    *told = tell(t, TRACER_RETURN, world_frames(w)[t->count - 1].line);
    return true;
}

/* --- After ------------------------------------------------------------------------------------------ */

static uint32_t line_tell(tracer *t, const event *e, tracer_event *told)
{
    tracer_frame *f = top_of(t);
    uint32_t count = 0;
    if (!f || f->making || e->aux & 1)
        return 0;
    if (!f->told)
        told[count++] = tell(t, TRACER_CALL, f->code->first_line);
    bool entry = !f->begun && f->code->flags & CODE_OPTIMIZED && e->a == f->code->first_line &&
                 f->body_line != f->code->first_line;
    f->told = f->begun = true;
    if (!entry)
        told[count++] = tell(t, TRACER_LINE, e->a);
    return count;
}

/* A generator goes on where it was: a call; a body on the line of the def has no other line event. */
static uint32_t resume_tell(tracer *t, const world *w, tracer_event *told)
{
    tracer_frame *f = top_of(t);
    uint32_t line = f ? world_frames(w)[t->count - 1].line : 0;
    if (!line)
        return 0;
    f->making = false;
    f->told = f->begun = true;
    told[0] = tell(t, TRACER_CALL, line);
    if (!t->fresh || f->body_line != line)
        return 1;
    told[1] = tell(t, TRACER_LINE, line);
    return 2;
}

static uint32_t exception_tell(tracer *t, const world *w, const event *e, tracer_event *told)
{
    const tracer_frame *f = top_of(t);
    bool known = t->traceback && e->c == t->traceback && e->b == EXCEPTION_TRACEBACK &&
                 world_kind(w, e->a) == KIND_EXCEPTION;
    if (!known)
        return 0;
    uint32_t line = world_row(w, t->traceback)->lo;
    t->traceback = 0;
    if (!f || !f->told || !line)
        return 0;
    told[0] = tell(t, TRACER_EXCEPTION, line);
    told[0].exception = e->a;
    return 1;
}

uint32_t tracer_after(tracer *t, const world *w, const event *e, tracer_event *told)
{
    frames_follow(t, w);
    if (t->failed)
        return 0;
    switch ((unsigned)e->kind) {
    case EV_LINE:
        return line_tell(t, e, told);
    case EV_GENERATOR_RESUME:
        return resume_tell(t, w, told);
    case EV_NEW:
        if ((e->aux & ~EV_FRESH) == KIND_TRACEBACK)
            t->traceback = w->born;
        return 0;
    case EV_SLOT_SET:
        return exception_tell(t, w, e, told);
    default:
        return 0;
    }
}
