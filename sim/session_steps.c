#include "sim/session_steps.h"

#include "sim/base/array.h"
#include "sim/base/utf8.h"
#include "sim/view_value.h"

#include <stdio.h>
#include <stdlib.h>

/* Where a step's share of the arrays begins. */
typedef struct step_start {
    uint32_t birth, death, collection;
    size_t output;
} step_start;

/* A weak reference that died and has a callback. */
typedef struct pending_call {
    uint32_t id;
    ref callback;
} pending_call;

typedef struct scanner {
    session_steps *out;
    const world *w;
    const program *p;
    const scenario *from;
    name_table texts;
    step_start *starts;
    const char **line_texts; /* per line of the script: stripped, made when first wanted */
    const char **line_starts;
    uint32_t script_lines;
    uint32_t last_class; /* its number */
    const char *last_class_name;
    const char **last_words; /* per row: the value of an object that is dying */
    uint32_t last_words_capacity;
    uint32_t birth_count, birth_capacity, death_count, death_capacity;
    uint32_t collection_count, collection_capacity, line_capacity, stop_capacity;
    uint32_t phase_capacity, call_capacity;
    pending_call *pending;
    uint32_t pending_count, pending_capacity;
    ref flagged;         /* the object that the last event marked as finalized */
    uint32_t finalizing; /* number of the object that was just taken up for its finalizer */
    uint32_t step;         /* the current one */
    uint32_t leaving;      /* 1 + serial of a code whose frame let go of something as it ended */
    session_collection collecting; /* the collection that runs */
    uint64_t step_started; /* event number of the first EV_STEP right before */
    uint8_t previous_kind;
    const char *raised;
    const volatile sig_atomic_t *stop; /* may be NULL */
    bool failed;
} scanner;

/* --- Texts ------------------------------------------------------------------------------------ */

static const char *text_once(scanner *s, const char *text, size_t length)
{
    uint32_t number = name_table_intern(&s->texts, text, length);
    s->failed = s->failed || s->texts.failed;
    return name_table_text(&s->texts, number);
}

/* Objects come in runs of one class: the last name is remembered. */
static const char *type_text(scanner *s, ref o)
{
    char text[VALUE_BYTES];
    ref class = world_class_of(s->w, o);
    uint32_t id = class ? world_serial(s->w, class) : 0;
    if (class && id == s->last_class)
        return s->last_class_name;
    view_value_type(s->w, o, text);
    const char *kind_name = KIND_INFO[world_kind(s->w, o)].type_name;
    if (!class && strcmp(text, kind_name) == 0)
        return kind_name;
    const char *name = text_once(s, text, strlen(text));
    if (class) {
        s->last_class = id;
        s->last_class_name = name;
    }
    return name;
}

static const char *value_text(scanner *s, ref o)
{
    char text[VALUE_BYTES];
    view_value_write(s->w, s->p, o, text);
    return text_once(s, text, strlen(text));
}

/* --- Lines of the script ---------------------------------------------------------------------- */

/* Of the innermost frame that has lines: the interpreter's own Python code has none. */
static uint32_t top_line(const world *w)
{
    uint32_t line = 0;
    for (uint32_t i = w->state.used[TABLE_FRAMES]; i-- > 0 && !line;)
        line = world_frames(w)[i].line;
    return line;
}

static bool lines_index(scanner *s)
{
    const char *script = s->from->script, *end = script + s->from->script_length;
    uint32_t count = 1;
    for (const char *at = script; at < end; at++)
        count += *at == '\n' || (*at == '\r' && (at + 1 == end || at[1] != '\n'));
    s->line_starts = arena_alloc(&s->out->memory, (count + 1) * sizeof *s->line_starts);
    s->line_texts = arena_alloc(&s->out->memory, (count + 1) * sizeof *s->line_texts);
    if (!s->line_starts || !s->line_texts)
        return false;
    s->line_starts[s->script_lines++] = script;
    for (const char *at = script; at < end; at++)
        if (*at == '\n' || (*at == '\r' && (at + 1 == end || at[1] != '\n')))
            s->line_starts[s->script_lines++] = at + 1;
    s->line_starts[s->script_lines] = end;
    return true;
}

/* The source of a line without its indentation, cut like a value; NULL: the line has no number. */
static const char *line_text(scanner *s, uint32_t line)
{
    if (line == 0 || line > s->script_lines)
        return NULL;
    if (s->line_texts[line - 1])
        return s->line_texts[line - 1];
    const char *start = s->line_starts[line - 1], *end = s->line_starts[line];
    while (start < end && (*start == ' ' || *start == '\t'))
        start++;
    while (end > start && (unsigned char)end[-1] <= ' ')
        end--;
    uint32_t chars = 0;
    const char *at = start, *dots = start;
    for (; at < end; at++) {
        if (((unsigned char)*at & 0xC0U) == 0x80U)
            continue;
        if (chars == VALUE_CHARS - 3)
            dots = at;
        if (++chars > VALUE_CHARS)
            break;
    }
    buffer text = {0};
    buffer_add(&text, start, (size_t)((at < end ? dots : end) - start));
    buffer_add_text(&text, at < end ? "..." : "");
    s->failed = s->failed || text.failed;
    s->line_texts[line - 1] = text_once(s, buffer_text(&text), text.length);
    buffer_free(&text);
    return s->line_texts[line - 1];
}

/* --- Births and deaths ------------------------------------------------------------------------ */

static void birth_add(scanner *s, ref o)
{
    if (world_has(s->w, o, OBJ_INTERPRETER))
        return;
    s->out->births =
        array_room(s->out->births, s->birth_count, &s->birth_capacity, sizeof(session_birth), &s->failed);
    if (s->failed)
        return;
    s->out->births[s->birth_count++] = (session_birth){
        .id = world_serial(s->w, o), .type = type_text(s, o), .line = top_line(s->w)};
}

/* `o` turns out to be the interpreter's: it was never born for the script. */
static void birth_withdraw(scanner *s, ref o)
{
    uint32_t id = world_serial(s->w, o), low = 0, high = s->birth_count;
    while (low < high) { /* ids rise; withdrawn births keep theirs until the end */
        uint32_t middle = low + (high - low) / 2;
        if (s->out->births[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < s->birth_count && s->out->births[low].id == id)
        s->out->births[low].type = NULL;
}

static void death_begins(scanner *s, ref o)
{
    while (o >= s->last_words_capacity) {
        uint32_t old = s->last_words_capacity;
        s->last_words =
            array_room(s->last_words, old, &s->last_words_capacity, sizeof *s->last_words, &s->failed);
        if (s->failed)
            return;
        memset(s->last_words + old, 0, (s->last_words_capacity - old) * sizeof *s->last_words);
    }
    /* Garbage that the collector has emptied is remembered as it was before. */
    if (!s->last_words[o] || !world_has(s->w, o, OBJ_UNREACHABLE))
        s->last_words[o] = world_has(s->w, o, OBJ_INTERPRETER) ? NULL : value_text(s, o);
}

static const char *death_reason(scanner *s, death_cause cause, const char **returned)
{
    char text[VALUE_BYTES];
    if (cause == DEATH_EXIT)
        return "exit";
    if (cause == DEATH_GC) {
        static const char *const GENERATIONS[] = {"gc, generation 0", "gc, generation 1",
                                                  "gc, generation 2"};
        return GENERATIONS[s->w->state.gc_generation % 3];
    }
    const char *line = line_text(s, top_line(s->w));
    bool deleted = line && strncmp(line, "del ", 4) == 0;
    if (!s->leaving || deleted || s->leaving > s->p->code_count)
        return line;
    const code *c = s->p->codes[s->leaving - 1];
    *returned = s->p->names[c->name].text;
    int length = snprintf(text, sizeof text, "return of %.*s()", utf8_head(*returned, 40), *returned);
    return text_once(s, text, (size_t)length);
}

static bool is_of_script_class(const world *w, ref o)
{
    ref class = world_class_of(w, o);
    return class && world_word(w, class, TYPE_BUILTIN) == 0 && !world_has(w, class, OBJ_INTERPRETER);
}

static void death_add(scanner *s, ref o, uint8_t cause)
{
    static const char *const CAUSES[] = {
        [DEATH_REFCOUNT] = "refcount", [DEATH_GC] = "gc", [DEATH_EXIT] = "exit"};
    const char *value = o < s->last_words_capacity ? s->last_words[o] : NULL;
    if (value)
        s->last_words[o] = NULL;
    if (world_has(s->w, o, OBJ_INTERPRETER) || world_serial(s->w, o) >= WORLD_FIRST_OWN_SERIAL)
        return;
    s->out->deaths =
        array_room(s->out->deaths, s->death_count, &s->death_capacity, sizeof(session_death), &s->failed);
    if (s->failed)
        return;
    const char *returned = NULL, *reason = death_reason(s, (death_cause)cause, &returned);
    s->out->deaths[s->death_count++] = (session_death){
        .id = world_serial(s->w, o),
        .type = type_text(s, o),
        .value = value ? value : value_text(s, o),
        .cause = CAUSES[cause <= DEATH_EXIT ? cause : DEATH_REFCOUNT],
        .line = top_line(s->w),
        .reason = reason,
        .returned = returned,
        .instance = is_of_script_class(s->w, o),
    };
}

/* What lets go of a reference for a reason of its own is the cause of the deaths that follow; what
 * a dying object lets go of is not. */
static void release_note(scanner *s, const event *e)
{
    switch ((unsigned)e->kind) {
    case EV_SLOT_CLEAR:
    case EV_ATTR_CLEAR:
    case EV_DICT_DROP:
    case EV_DICT_LEAVE:
        if (world_has(s->w, e->a, OBJ_DYING))
            return;
        s->leaving = 0;
        return;
    case EV_LOCAL_CLEAR:
    case EV_FRAME_POP:
        s->leaving = 1 + world_frames(s->w)[s->w->state.used[TABLE_FRAMES] - 1].code;
        return;
    case EV_TEMP_DROP:
    case EV_LOCAL_SET:
    case EV_FRAME_LOCAL_SET:
    case EV_SLOT_SET:
    case EV_ATTR_SET:
    case EV_DICT_SET:
    case EV_PIN:
        s->leaving = 0;
        return;
    default: /* lets go of nothing */
        return;
    }
}

/* --- Steps and lines -------------------------------------------------------------------------- */

static void step_close(scanner *s, uint32_t step, uint64_t at)
{
    s->out->steps[step].last_event = at;
    buffer_add_char(&s->out->output, '\0');
}

static void step_open(scanner *s, uint32_t step, uint64_t at)
{
    s->out->steps[step].first_event = at;
    s->starts[step] = (step_start){.birth = s->birth_count,
                                   .death = s->death_count,
                                   .collection = s->collection_count,
                                   .output = s->out->output.length};
}

/* Steps without code, or that an exception kept from running, are empty where they would be. */
static void step_begins(scanner *s, uint32_t step, uint64_t at)
{
    if (step <= s->step || step >= s->out->count)
        return;
    if (step == s->out->count - 1 && s->raised)
        s->out->steps[s->step].raised = s->raised;
    for (uint32_t next = s->step + 1; next <= step; next++) {
        step_close(s, next - 1, at);
        step_open(s, next, at);
    }
    s->step = step;
}

static void line_add(scanner *s, uint64_t at, uint32_t line)
{
    session_steps *out = s->out;
    if (out->line_count && out->lines[out->line_count - 1].line == line)
        return;
    out->lines = array_room(out->lines, out->line_count, &s->line_capacity, sizeof *out->lines, &s->failed);
    if (!s->failed)
        out->lines[out->line_count++] = (session_line){.event = at, .line = line};
}

static void stop_add(scanner *s, uint64_t state)
{
    session_steps *out = s->out;
    if (out->stop_count && out->stops[out->stop_count - 1] >= state)
        return;
    out->stops = array_room(out->stops, out->stop_count, &s->stop_capacity, sizeof *out->stops, &s->failed);
    if (!s->failed)
        out->stops[out->stop_count++] = state;
}

/* A step and its first line begin together, whichever of the two events is told first. */
static void where_note(scanner *s, const event *e, uint64_t at)
{
    bool together = s->previous_kind == EV_STEP || s->previous_kind == EV_LINE;
    uint64_t begin = together && at ? s->step_started : at;
    if (e->kind == EV_STEP && e->a == 0)
        s->birth_count = 0; /* what was made before is the interpreter, numbered on its own */
    if (e->kind == EV_STEP) {
        step_begins(s, e->a, s->previous_kind == EV_LINE ? at - 1 : at);
        stop_add(s, begin);
    } else {
        begin = s->previous_kind == EV_STEP ? begin : at;
        stop_add(s, begin);
        line_add(s, at, e->a);
    }
    s->step_started = begin;
}

/* --- Collections, and calls because of a death ------------------------------------------------ */

static void phase_note(scanner *s, const event *e, uint64_t at)
{
    session_steps *out = s->out;
    session_phase now = {.event = at + 1, .running = true};
    if (e->kind == EV_GC_PHASE) {
        now = out->phases[out->phase_count - 1];
        now.event = at + 1;
        now.begun = false;
        now.phase = (gc_phase)e->a;
    } else {
        now.begun = e->kind == EV_GC_START;
        now.running = now.begun;
        now.generation = e->a;
        now.automatic = e->aux != 0;
        now.collected = e->kind == EV_GC_STOP ? e->b : 0;
    }
    out->phases =
        array_room(out->phases, out->phase_count, &s->phase_capacity, sizeof *out->phases, &s->failed);
    if (!s->failed)
        out->phases[out->phase_count++] = now;
}

static void call_add(scanner *s, session_call_kind kind, uint32_t id)
{
    session_steps *out = s->out;
    const world_frame *top = &world_frames(s->w)[s->w->state.used[TABLE_FRAMES] - 1];
    out->calls = array_room(out->calls, out->call_count, &s->call_capacity, sizeof *out->calls, &s->failed);
    if (!s->failed)
        out->calls[out->call_count++] =
            (session_call){.frame = top->serial, .kind = kind, .id = id};
}

static void pending_add(scanner *s, ref weakref)
{
    ref callback = world_word(s->w, weakref, WEAKREF_CALLBACK);
    if (!callback)
        return;
    s->pending = array_room(s->pending, s->pending_count, &s->pending_capacity,
                            sizeof *s->pending, &s->failed);
    if (!s->failed)
        s->pending[s->pending_count++] =
            (pending_call){world_serial(s->w, weakref_outer(s->w, weakref)), callback};
}

/* A frame has just begun, and takes `o` as its first argument. */
static void call_note(scanner *s, ref o)
{
    uint32_t id = world_serial(s->w, o);
    ref function = world_frames(s->w)[s->w->state.used[TABLE_FRAMES] - 1].function;
    if (s->finalizing && id == s->finalizing)
        call_add(s, SESSION_CALL_FINALIZER, id);
    for (uint32_t i = s->pending_count; i-- > 0;)
        if (s->pending[i].id == id && s->pending[i].callback == function) {
            s->pending[i] = s->pending[--s->pending_count];
            call_add(s, SESSION_CALL_CALLBACK, id);
            return;
        }
}

/* Before a finalizer runs, its object is held by a temporary: either its count was 0, or the collector
 * has just marked it. */
static void calls_watch(scanner *s, const event *e)
{
    ref flagged = s->flagged;
    s->flagged = 0;
    switch ((unsigned)e->kind) {
    case EV_FLAG:
        if (e->b & OBJ_FINALIZED && !e->aux)
            s->flagged = e->a;
        break;
    case EV_TEMP_PUSH:
        if (world_row(s->w, e->a)->refcount == 0 || e->a == flagged)
            s->finalizing = world_serial(s->w, e->a);
        break;
    case EV_WEAK_CLEAR:
        pending_add(s, e->a);
        break;
    case EV_LOCAL_SET:
        if (s->previous_kind == EV_FRAME_PUSH && e->a == 0)
            call_note(s, e->b);
        s->finalizing = 0;
        break;
    case EV_LINE:
        s->finalizing = 0;
        break;
    default: /* neither leads to such a call */
        break;
    }
}

/* --- Which events a view shows ---------------------------------------------------------------- */

static bool is_shown(const event *e)
{
    switch ((unsigned)e->kind) {
    case EV_STEP:
    case EV_LINE:
    case EV_OUTPUT:
    case EV_RAISE:
    case EV_DICT_HASH:
    case EV_OWN:
    case EV_WORD_SET:    /* an iterator's place, a class's shared keys */
    case EV_PAYLOAD_SET: /* the same */
    case EV_EXIT:
        return false;
    case EV_RANGE_NEXT:
        return !(e->aux & 1);
    default: /* a count, a reference, a list, a flag: all that a view is made of */
        return true;
    }
}

/* --- One event -------------------------------------------------------------------------------- */

static void collection_add(scanner *s, const event *e)
{
    s->collecting.generation = e->a;
    s->collecting.automatic = e->aux != 0;
    s->collecting.collected = e->b;
    s->collecting.uncollectable = e->c;
    s->collecting.line = top_line(s->w);
    s->out->collections[s->collection_count++] = s->collecting;
    s->collecting = (session_collection){0};
}

/* `all`: the interpreter's own objects too. */
static uint32_t list_size(const world *w, uint32_t list, bool all)
{
    uint32_t count = 0;
    for (ref o = world_row(w, list)->gc_next; o != list; o = world_row(w, o)->gc_next)
        count += all || !world_has(w, o, OBJ_INTERPRETER);
    return count;
}

/* What the phase that is done has found. */
static void phase_count(scanner *s, const event *e)
{
    switch ((int)e->a) {
    case GC_MOVE_UNREACHABLE:
        s->collecting.unreachable = list_size(s->w, LIST_UNREACHABLE, true);
        s->collecting.examined = s->collecting.unreachable + list_size(s->w, LIST_YOUNG + e->b, false);
        break;
    case GC_HANDLE_RESURRECTED:
        s->collecting.resurrected = s->collecting.unreachable - list_size(s->w, LIST_UNREACHABLE, true);
        break;
    default: /* nothing is counted */
        break;
    }
}

static void event_before(scanner *s, const event *e, uint64_t at)
{
    session_steps *out = s->out;
    if (is_shown(e))
        out->changes[at / 64] |= (uint64_t)1 << (at % 64);
    release_note(s, e);
    calls_watch(s, e);
    switch ((unsigned)e->kind) {
    case EV_STEP:
    case EV_LINE:
        where_note(s, e, at);
        break;
    case EV_OUTPUT:
        if (e->a == 1)
            buffer_add(&out->output, e->text, e->c);
        break;
    case EV_LIST_DETACH:
    case EV_DICT_DETACH:
    case EV_SET_DETACH:
        if (world_has(s->w, e->a, OBJ_UNREACHABLE))
            death_begins(s, e->a);
        break;
    case EV_DIE:
        death_begins(s, e->a);
        break;
    case EV_RESURRECT:
        if (e->a < s->last_words_capacity)
            s->last_words[e->a] = NULL;
        break;
    case EV_FREE:
        death_add(s, e->a, e->aux);
        break;
    case EV_IMMORTAL:
        birth_withdraw(s, e->a);
        break;
    case EV_FLAG:
        if (e->b & OBJ_INTERPRETER && !e->aux)
            birth_withdraw(s, e->a);
        break;
    case EV_GC_START:
    case EV_GC_PHASE:
        phase_note(s, e, at);
        break;
    case EV_GC_STOP:
        phase_note(s, e, at);
        out->collections = array_room(out->collections, s->collection_count,
                                      &s->collection_capacity, sizeof *out->collections, &s->failed);
        if (!s->failed)
            collection_add(s, e);
        break;
    default: /* nothing that steps tell */
        break;
    }
    s->previous_kind = e->kind;
}

static void event_after(scanner *s, const event *e, uint64_t at)
{
    switch ((unsigned)e->kind) {
    case EV_NEW:
    case EV_NEW_TEXT:
    case EV_NEW_INSTANCE:
    case EV_MATERIALIZE:
        birth_add(s, s->w->born);
        break;
    case EV_RANGE_NEXT:
        if (!(e->aux & 1))
            birth_add(s, s->w->born);
        break;
    case EV_GC_PHASE:
        phase_count(s, e);
        break;
    case EV_FRAME_POP:
    case EV_GENERATOR_SUSPEND:
    case EV_GENERATOR_RESUME:
        line_add(s, at, top_line(s->w));
        break;
    default:
        break;
    }
}

/* --- The end ---------------------------------------------------------------------------------- */

/* Births that were withdrawn go; every step gets its share of the arrays, which grow no more. */
static void steps_finish(scanner *s)
{
    session_steps *out = s->out;
    step_close(s, s->step, out->event_count);
    for (uint32_t next = s->step + 1; next < out->count; next++) {
        step_open(s, next, out->event_count);
        step_close(s, next, out->event_count);
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->count; i++) {
        session_step *step = &out->steps[i];
        bool last = i + 1 == out->count;
        uint32_t birth_end = last ? s->birth_count : s->starts[i + 1].birth, first = kept;
        for (uint32_t b = s->starts[i].birth; b < birth_end; b++)
            if (out->births[b].type)
                out->births[kept++] = out->births[b];
        step->births = out->births ? out->births + first : NULL;
        step->birth_count = kept - first;
        step->deaths = out->deaths ? out->deaths + s->starts[i].death : NULL;
        step->death_count = (last ? s->death_count : s->starts[i + 1].death) - s->starts[i].death;
        step->collections = out->collections ? out->collections + s->starts[i].collection : NULL;
        step->collection_count =
            (last ? s->collection_count : s->starts[i + 1].collection) - s->starts[i].collection;
        step->alive = (i ? out->steps[i - 1].alive : 0) + step->birth_count - step->death_count;
        if (i && !step->heap_peak) /* nothing happened in it */
            step->heap_peak = step->heap_bytes = out->steps[i - 1].heap_bytes;
        step->output = buffer_text(&out->output) + s->starts[i].output;
        step->output_length =
            (last ? out->output.length : s->starts[i + 1].output) - s->starts[i].output - 1;
    }
}

/* A step's memory: as its last event leaves it, and the most there was. */
static void heap_note(scanner *s)
{
    session_step *step = &s->out->steps[s->step];
    const world_state *state = &s->w->state;
    if (!state->heap.start)
        return; /* the interpreter is still starting */
    step->heap_bytes = heap_bytes(state) + state->heap.large_bytes;
    if (step->heap_bytes > step->heap_peak)
        step->heap_peak = step->heap_bytes;
}

static bool is_stopped(const scanner *s)
{
    return s->stop && *s->stop;
}

static void scanner_run(scanner *s, cursor *c)
{
    event e;
    step_open(s, 0, 0);
    while (!s->failed && !is_stopped(s) && cursor_peek(c, &e)) {
        uint64_t at = s->w->state.event;
        event_before(s, &e, at);
        (void)cursor_next(c, &e);
        event_after(s, &e, at);
        heap_note(s);
    }
    if (!s->failed && s->out->event_count == s->w->state.event)
        steps_finish(s);
    s->failed = s->failed || s->out->output.failed;
}

ouro_result session_steps_plan(session_steps *s, const scenario *from, ouro_error *err)
{
    *s = (session_steps){.count = from->step_count + 2};
    s->steps = arena_alloc(&s->memory, s->count * sizeof *s->steps);
    if (!s->steps)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    for (uint32_t i = 0; i < s->count; i++)
        s->steps[i].output = "";
    s->steps[0].first_line = from->setup_first_line;
    s->steps[0].last_line = from->setup_last_line;
    for (uint32_t i = 0; i < from->step_count; i++) {
        s->steps[i + 1].first_line = from->steps[i].first_line;
        s->steps[i + 1].last_line = from->steps[i].last_line;
    }
    return OURO_OK;
}

ouro_result session_steps_build(session_steps *s, cursor *c, const scenario *from, const program *p,
                                const char *raised, const volatile sig_atomic_t *stop, ouro_error *err)
{
    scanner scan = {.out = s,
                    .w = cursor_world(c),
                    .p = p,
                    .from = from,
                    .raised = raised,
                    .stop = stop,
                    .previous_kind = EV_COUNT};
    cursor_seek(c, UINT64_MAX);
    s->event_count = cursor_world(c)->state.event;
    cursor_seek(c, 0);
    name_table_start(&scan.texts, &s->memory);
    scan.starts = arena_alloc(&s->memory, s->count * sizeof *scan.starts);
    s->changes = calloc(s->event_count / 64 + 1, sizeof *s->changes);
    scan.failed = !scan.starts || !s->changes || !lines_index(&scan);
    if (!scan.failed)
        scanner_run(&scan, c);
    free(scan.last_words);
    free(scan.pending);
    if (is_stopped(&scan))
        return error_set(err, OURO_ERR_INTERRUPTED, 0, 0, "interrupted");
    return scan.failed ? error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory") : OURO_OK;
}

void session_steps_free(session_steps *s)
{
    free(s->births);
    free(s->deaths);
    free(s->collections);
    free(s->phases);
    free(s->calls);
    free(s->lines);
    free(s->stops);
    free(s->changes);
    buffer_free(&s->output);
    arena_free(&s->memory);
    *s = (session_steps){0};
}
