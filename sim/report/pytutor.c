#include "sim/report/pytutor.h"

#include "sim/base/array.h"
#include "sim/report/pytutor_values.h"
#include "sim/session_events.h"
#include "sim/tracer.h"
#include "sim/view_value.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* A name that the module has, or had. */
typedef struct tutor_global {
    const char *name;
    uint32_t length;
    ref value; /* now; 0: none, and between entries */
} tutor_global;

/* An entry of the stack, as it stands in the buffer of them all. */
typedef struct stack_part {
    uint32_t call;
    size_t start, end;
} stack_part;

typedef struct tutor {
    session *s;
    const world *w;
    const program *p;
    buffer *out;
    tracer tracer;
    tutor_calls calls;
    tutor_heap heap;
    uint32_t *active; /* per frame: its call's number, 0: none is told */
    uint32_t active_count, active_capacity;
    tutor_global *globals; /* in order of appearance */
    uint32_t global_count, global_capacity;
    arena memory; /* their names */
    buffer printed;
    uint32_t class_frame;  /* the body of a class that runs, and with it nothing is told; 0: none */
    stack_part *parts; /* of the entry that is written */
    uint32_t part_count, part_capacity;
    uint32_t entries, first_step;
    bool ended, failed;
} tutor;

/* --- Calls ------------------------------------------------------------------------------------------------ */

static void call_begin(tutor *t, uint32_t frame, const code *c)
{
    while (t->active_count <= frame && !t->failed) {
        t->active = array_room(t->active, t->active_count, &t->active_capacity, sizeof *t->active, &t->failed);
        if (!t->failed)
            t->active[t->active_count++] = 0;
    }
    t->calls.all = array_room(t->calls.all, t->calls.count, &t->calls.capacity, sizeof *t->calls.all, &t->failed);
    if (t->failed || frame == 0)
        return;
    ref function = world_frames(t->w)[frame].function;
    uint32_t parent = function ? tutor_call_of(&t->calls, world_serial(t->w, function)) : 0;
    t->calls.all[t->calls.count++] = (tutor_call){.code = c, .parent = parent, .alive = true};
    t->active[frame] = t->calls.count;
}

static void calls_end(tutor *t, uint32_t frames)
{
    while (t->active_count > frames) {
        uint32_t call = t->active[--t->active_count];
        if (call)
            t->calls.all[call - 1].alive = false;
    }
}

/* A function is born: in the call of a function, that call is its parent. */
static void function_note(tutor *t, ref function)
{
    uint32_t frame = t->w->state.used[TABLE_FRAMES] - 1, id = world_serial(t->w, function);
    uint32_t call = frame < t->active_count ? t->active[frame] : 0;
    if (!call || id >= WORLD_FIRST_OWN_SERIAL)
        return;
    tutor_calls *c = &t->calls;
    c->births = array_room(c->births, c->birth_count, &c->birth_capacity, sizeof *c->births, &t->failed);
    if (t->failed)
        return;
    c->births[c->birth_count++] = (tutor_birth){.function = id, .call = call};
    c->all[call - 1].is_parent = true;
}

/* --- Variables --------------------------------------------------------------------------------------------- */

/* Writes `"name": value` pairs and their names in order. */
typedef struct names_writer {
    tutor *t;
    buffer values, order;
} names_writer;

static void name_add(names_writer *n, const char *name, size_t length, ref value)
{
    buffer_add_text(&n->values, n->values.length ? ", " : "");
    buffer_add_json(&n->values, name, length);
    buffer_add_text(&n->values, ": ");
    if (value)
        tutor_value_write(&n->t->heap, &n->values, value);
    else
        buffer_add_text(&n->values, "null");
    buffer_add_text(&n->order, n->order.length ? ", " : "");
    buffer_add_json(&n->order, name, length);
}

static void names_end(names_writer *n)
{
    n->t->failed = n->t->failed || n->values.failed || n->order.failed;
    buffer_free(&n->values);
    buffer_free(&n->order);
}

static bool is_of_module(const char *name)
{
    static const char *const NAMES[] = {"__name__", "__doc__", "__package__", "__loader__", "__spec__",
                                        "__file__", "__cached__", "__builtins__", "__annotations__"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strcmp(name, NAMES[i]) == 0)
            return true;
    return false;
}

static tutor_global *global_of(tutor *t, const char *name, uint32_t length)
{
    for (uint32_t i = 0; i < t->global_count; i++)
        if (t->globals[i].length == length && memcmp(t->globals[i].name, name, length) == 0)
            return &t->globals[i];
    const char *copy = arena_text(&t->memory, name, length);
    t->globals = array_room(t->globals, t->global_count, &t->global_capacity, sizeof *t->globals, &t->failed);
    t->failed = t->failed || !copy;
    if (t->failed)
        return NULL;
    t->globals[t->global_count] = (tutor_global){.name = copy, .length = length};
    return &t->globals[t->global_count++];
}

static void globals_find(tutor *t)
{
    ref dict = world_frames(t->w)[0].names;
    for (uint32_t i = 0, n = dict ? dict_entry_count(t->w, dict) : 0; i < n && !t->failed; i++) {
        uint32_t length;
        dict_item entry = dict_entry(t->w, dict, i);
        if (!entry.key || !entry.value || world_kind(t->w, entry.key) != KIND_STR)
            continue;
        const char *text = world_text(t->w, entry.key, &length);
        tutor_global *g = global_of(t, text, length);
        if (g)
            g->value = entry.value;
    }
}

static void globals_write(tutor *t, buffer *b)
{
    names_writer n = {.t = t};
    globals_find(t);
    for (uint32_t i = 0; i < t->global_count; i++) {
        tutor_global *g = &t->globals[i];
        if (g->value && !is_of_module(g->name))
            name_add(&n, g->name, g->length, g->value);
        g->value = 0;
    }
    buffer_printf(b, "\"globals\": {%s}, \"ordered_globals\": [%s]", buffer_text(&n.values), buffer_text(&n.order));
    names_end(&n);
}

static bool is_named_before(const code *c, uint32_t i)
{
    for (uint32_t k = 0; k < i; k++)
        if (c->local_names[k] == c->local_names[i])
            return true;
    return false;
}

/* Its own variables: what it has from an outer function is shown there. */
static void locals_add(names_writer *n, uint32_t frame, const code *c)
{
    const world *w = n->t->w;
    const world_frame *f = &world_frames(w)[frame];
    for (uint32_t i = 0; i < f->local_count && i < c->local_count; i++) {
        ref value = world_locals(w)[f->locals + i];
        if (c->local_kinds[i] == LOCAL_FREE || is_named_before(c, i))
            continue;
        if (value && c->local_kinds[i] == LOCAL_CELL && world_kind(w, value) == KIND_CELL)
            value = world_word(w, value, 0);
        const program_name *name = &n->t->p->names[c->local_names[i]];
        if (value && name->text[0] != '.')
            name_add(n, name->text, name->length, value);
    }
}

/* --- The stack --------------------------------------------------------------------------------------------- */

static void stack_entry_write(tutor *t, buffer *b, uint32_t call, bool highlighted, const names_writer *n)
{
    const tutor_call *c = &t->calls.all[call - 1];
    buffer name = {0};
    size_t start = b->length;
    tutor_name_write(&name, t->p, c->code);
    buffer_add_text(b, "{\"func_name\": ");
    buffer_add_json(b, buffer_text(&name), name.length);
    buffer_printf(b, ", \"encoded_locals\": {%s}, \"ordered_varnames\": [%s], \"frame_id\": %" PRIu32,
                  buffer_text(&n->values), buffer_text(&n->order), call);
    buffer_printf(b, ", \"is_highlighted\": %s, \"is_parent\": %s, \"is_zombie\": %s, \"parent_frame_id_list\": [",
                  highlighted ? "true" : "false", c->is_parent ? "true" : "false", c->alive ? "false" : "true");
    for (uint32_t at = c->parent; at; at = t->calls.all[at - 1].parent)
        buffer_printf(b, "%s%" PRIu32, at == c->parent ? "" : ", ", at);
    buffer_printf(&name, "_f%" PRIu32 "%s%s", call, c->is_parent ? "_p" : "", c->alive ? "" : "_z");
    buffer_add_text(b, "], \"unique_hash\": ");
    buffer_add_json(b, buffer_text(&name), name.length);
    buffer_add_char(b, '}');
    t->parts = array_room(t->parts, t->part_count, &t->part_capacity, sizeof *t->parts, &t->failed);
    t->failed = t->failed || name.failed;
    if (!t->failed)
        t->parts[t->part_count++] = (stack_part){.call = call, .start = start, .end = b->length};
    buffer_free(&name);
}

/* All of them, in the order of the calls: both sorts are in it already. */
static void stack_write(tutor *t, buffer *b, const buffer *entries, uint32_t live_count)
{
    uint32_t live = 0, zombie = live_count;
    buffer_add_text(b, ", \"stack_to_render\": [");
    for (uint32_t i = 0; i < t->part_count; i++) {
        bool older = zombie < t->part_count && (live == live_count || t->parts[zombie].call < t->parts[live].call);
        const stack_part *part = &t->parts[older ? zombie++ : live++];
        buffer_add_text(b, i ? ", " : "");
        buffer_add(b, buffer_text(entries) + part->start, part->end - part->start);
    }
    buffer_add_char(b, ']');
}

/* `returned`: of the highlighted one, if it returns a value that is known. */
static void live_write(tutor *t, buffer *b, uint32_t top, bool returns, ref returned)
{
    for (uint32_t frame = 1; frame <= top && frame < t->active_count; frame++) {
        uint32_t call = t->active[frame];
        if (!call)
            continue;
        names_writer n = {.t = t};
        locals_add(&n, frame, t->calls.all[call - 1].code);
        if (frame == top && returns)
            name_add(&n, "__return__", strlen("__return__"), returned);
        stack_entry_write(t, b, call, frame == top, &n);
        names_end(&n);
    }
}

/* What a closure keeps may lead to further closures: until the heap grows no more. */
static void heap_complete(tutor *t)
{
    buffer nowhere = {0};
    for (uint32_t i = 0; i <= t->heap.kept_count && !t->heap.failed; i++) {
        tutor_heap_fill(&t->heap);
        ref cell = i < t->heap.kept_count ? t->heap.kept[i].cell : 0;
        ref value = cell ? world_word(t->w, cell, 0) : 0;
        if (value)
            tutor_value_write(&t->heap, &nowhere, value);
    }
    buffer_free(&nowhere);
}

static int in_order_of_calls(const void *a, const void *b)
{
    const tutor_kept *x = a, *y = b;
    return x->call != y->call ? (x->call > y->call) - (x->call < y->call) : (x->order > y->order) - (x->order < y->order);
}

static bool is_told_among(const tutor_kept *told, uint32_t count, const char *name)
{
    for (uint32_t i = 0; i < count; i++)
        if (told[i].name == name)
            return true;
    return false;
}

/* One call's. Each name once: the variable of a comprehension in it may be called like its own. */
static void zombie_write(tutor *t, buffer *b, tutor_kept *kept, uint32_t count)
{
    names_writer n = {.t = t};
    uint32_t told = 0;
    for (uint32_t i = 0; i < count; i++) {
        tutor_kept k = kept[i];
        ref value = k.name && !is_told_among(kept, told, k.name) ? world_word(t->w, k.cell, 0) : 0;
        if (!value)
            continue;
        name_add(&n, k.name, strlen(k.name), value);
        kept[told++] = k;
    }
    stack_entry_write(t, b, kept[0].call, false, &n);
    names_end(&n);
}

static void zombies_write(tutor *t, buffer *b)
{
    heap_complete(t);
    tutor_kept *kept = t->heap.kept;
    uint32_t count = t->heap.kept_count;
    if (count)
        qsort(kept, count, sizeof *kept, in_order_of_calls);
    for (uint32_t first = 0, end = 0; first < count; first = end) {
        while (end < count && kept[end].call == kept[first].call)
            end++;
        zombie_write(t, b, &kept[first], end - first);
    }
}

/* --- Entries ------------------------------------------------------------------------------------------------ */

static void exception_write(const tutor *t, buffer *b, ref exception)
{
    char text[VALUE_BYTES];
    buffer message = {0};
    ref args = world_word(t->w, exception, EXCEPTION_ARGS);
    uint32_t count = args && world_kind(t->w, args) == KIND_TUPLE ? world_row(t->w, args)->lo : 0, length;
    view_value_type(t->w, exception, text);
    buffer_printf(&message, "%s: ", text);
    ref only = count == 1 ? world_word(t->w, args, 0) : 0;
    if (only && world_kind(t->w, only) == KIND_STR && strcmp(text, "KeyError") != 0) {
        const char *bytes = world_text(t->w, only, &length);
        buffer_add(&message, bytes, length);
    } else if (count) {
        view_value_write(t->w, t->p, only ? only : args, text);
        buffer_add_text(&message, text);
    }
    buffer_add_text(b, ", \"exception_msg\": ");
    buffer_add_json(b, buffer_text(&message), message.length);
    b->failed = b->failed || message.failed;
    buffer_free(&message);
}

static void entry_write(tutor *t, const tracer_event *e, bool returns, ref returned)
{
    static const char *const NAMES[] = {[TRACER_CALL] = "call",
                                        [TRACER_LINE] = "step_line",
                                        [TRACER_EXCEPTION] = "exception",
                                        [TRACER_RETURN] = "return"};
    buffer *b = t->out, stack = {0};
    const char *name = t->p->names[e->code->name].text;
    if (t->entries++)
        buffer_add_text(b, ",\n");
    buffer_printf(b, "{\"line\": %" PRIu32 ", \"event\": \"%s\", \"func_name\": ", e->line, NAMES[e->kind]);
    buffer_add_json(b, name, strlen(name));
    buffer_add_text(b, ", ");
    tutor_heap_begin(&t->heap, t->w);
    globals_write(t, b);
    t->part_count = 0;
    live_write(t, &stack, e->frame, returns, returned);
    uint32_t live_count = t->part_count;
    zombies_write(t, &stack);
    tutor_heap_fill(&t->heap);
    stack_write(t, b, &stack, live_count);
    buffer_printf(b, ", \"heap\": {%s}, \"stdout\": ", buffer_text(&t->heap.out));
    buffer_add_json(b, buffer_text(&t->printed), t->printed.length);
    if (e->kind == TRACER_EXCEPTION)
        exception_write(t, b, e->exception);
    buffer_add_char(b, '}');
    t->failed = t->failed || stack.failed || t->heap.failed || t->heap.out.failed || t->printed.failed;
    buffer_free(&stack);
}

/* --- What a frame returns ------------------------------------------------------------------------------- */

/* A generator yields what a temporary holds; what is immortal nobody holds, but a constant or a local is
 * known by the instruction before. 0: not known (a small number that was computed): it is not told. */
static ref yielded_of(const tutor *t, const event *e, uint32_t frame)
{
    const world_frame *f = &world_frames(t->w)[frame];
    uint32_t temps = t->w->state.used[TABLE_TEMPS];
    if (temps > f->temps)
        return world_temps(t->w)[temps - 1];
    const code *c = t->p->codes[f->code];
    ref object = world_word(t->w, e->a, GENERATOR_CODE);
    if (e->b < 2 || e->b > c->instr_count || c->instrs[e->b - 1].op != OP_YIELD_VALUE)
        return 0;
    const instr *before = &c->instrs[e->b - 2];
    if (before->op == OP_LOAD_CONST && object)
        return world_word(t->w, object, before->arg);
    if (before->op == OP_LOAD_FAST && before->arg < f->local_count)
        return world_locals(t->w)[f->locals + before->arg];
    return 0;
}

/* The log knows already with which value the frame will be gone; what it holds is let go before. */
static ref returned_of(const tutor *t, const event *first, uint32_t frame)
{
    if (first->kind == EV_GENERATOR_SUSPEND)
        return yielded_of(t, first, frame);
    log_position ahead = session_position(t->s);
    uint32_t deeper = 0; /* calls that letting go makes */
    event e;
    while (session_read_on(t->s, &ahead, &e)) {
        if (e.kind == EV_FRAME_POP && !deeper)
            return e.a;
        if (e.kind == EV_FRAME_PUSH || e.kind == EV_GENERATOR_RESUME)
            deeper++;
        else if (e.kind == EV_FRAME_POP || e.kind == EV_GENERATOR_SUSPEND)
            deeper--;
    }
    return 0;
}

/* --- The replay ---------------------------------------------------------------------------------------------- */

static bool is_told(tutor *t, const tracer_event *e)
{
    if (t->class_frame)
        return false;
    if (tracer_is_class(e->code)) {
        t->class_frame = e->frame;
        return false;
    }
    return !(e->frame == 0 && e->kind == TRACER_CALL);
}

/* Do the entries begin with an earlier step, or with this one? */
static bool is_in_time(const tutor *t)
{
    return !t->ended && session_step_of(t->s, session_event(t->s)) >= t->first_step;
}

static void event_tell(tutor *t, const tracer_event *e, bool returns, ref returned)
{
    if (e->kind == TRACER_CALL && !tracer_is_class(e->code))
        call_begin(t, e->frame, e->code);
    if (!is_told(t, e) || !is_in_time(t))
        return;
    if (t->entries < PYTUTOR_ENTRIES_MOST) {
        entry_write(t, e, returns, returned);
        return;
    }
    buffer_printf(t->out,
                  ",\n{\"event\": \"instruction_limit_reached\", \"exception_msg\": \"Stopped after running %d steps.\"}",
                  PYTUTOR_ENTRIES_MOST);
    t->ended = true;
}

static void leaving_tell(tutor *t, const tracer_event *told, const event *e)
{
    if (!told->frame || t->class_frame || !is_in_time(t))
        return;
    ref returned = returned_of(t, e, told->frame);
    event_tell(t, told, returned || e->kind != EV_GENERATOR_SUSPEND, returned);
}

static void output_note(tutor *t, const event *e)
{
    if (e->kind == EV_OUTPUT && e->a == 1)
        buffer_add(&t->printed, e->text, e->c);
}

static void event_pass(tutor *t, const event *e)
{
    tracer_event told[TRACER_AT_ONCE];
    bool born = e->kind == EV_NEW && (e->aux & ~EV_FRESH) == KIND_FUNCTION;
    if (tracer_before(&t->tracer, t->w, e, told))
        leaving_tell(t, told, e);
    output_note(t, e);
    session_advance(t->s);
    uint32_t count = tracer_after(&t->tracer, t->w, e, told), frames = t->w->state.used[TABLE_FRAMES];
    calls_end(t, frames);
    if (t->class_frame >= frames)
        t->class_frame = 0;
    if (born && frames)
        function_note(t, t->w->born);
    for (uint32_t i = 0; i < count; i++)
        event_tell(t, &told[i], false, 0);
    t->failed = t->failed || t->tracer.failed;
}

/* The module's end; an exception that has left it was the end already. */
static void module_end(tutor *t, uint32_t last_step)
{
    session_outcome outcome = session_outcome_of(t->s);
    bool whole = last_step >= session_step_count(t->s);
    if (!whole || outcome.raised || !t->w->state.used[TABLE_FRAMES] || !t->tracer.count)
        return;
    event_tell(t,
               &(tracer_event){.kind = TRACER_RETURN, .line = world_frames(t->w)[0].line, .code = t->p->module},
               false, 0);
}

static bool is_stopped(const tutor *t)
{
    return t->heap.stop && *t->heap.stop;
}

static ouro_result replay(tutor *t, uint32_t last_step, ouro_error *err)
{
    uint64_t until = session_step_at(t->s, last_step)->last_event;
    event e;
    ouro_result result = session_seek(t->s, 0, err);
    if (result != OURO_OK)
        return result;
    t->w = session_world(t->s);
    while (!t->failed && !t->ended && !is_stopped(t) && session_event(t->s) < until && session_peek_event(t->s, &e))
        event_pass(t, &e);
    module_end(t, last_step);
    return is_stopped(t) ? error_set(err, OURO_ERR_INTERRUPTED, 0, 0, "interrupted") : OURO_OK;
}

ouro_result pytutor_write(buffer *b, session *s, uint32_t first_step, uint32_t last_step,
                          const volatile sig_atomic_t *stop, ouro_error *err)
{
    const scenario *from = session_scenario(s);
    tutor t = {.s = s, .p = session_program(s), .out = b, .first_step = first_step};
    t.heap.p = t.p;
    t.heap.calls = &t.calls;
    t.heap.stop = stop;
    tracer_open(&t.tracer, t.p);
    buffer_add_text(b, "{\"code\": ");
    buffer_add_json(b, from->script, from->script_length);
    buffer_add_text(b, ",\n\"trace\": [\n");
    ouro_result result = replay(&t, last_step, err);
    buffer_add_text(b, "\n]}\n");
    if (result == OURO_OK && (t.failed || b->failed))
        result = error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    tracer_close(&t.tracer);
    tutor_heap_free(&t.heap);
    free(t.calls.all);
    free(t.calls.births);
    free(t.active);
    free(t.globals);
    free(t.parts);
    buffer_free(&t.printed);
    arena_free(&t.memory);
    return result;
}
