#include "sim/session.h"

#include "sim/base/limits.h"
#include "sim/lang/code.h"
#include "sim/memory/invariant.h"
#include "sim/profile.h"
#include "sim/session_events.h"
#include "sim/session_steps.h"
#include "sim/vm/run.h"

#include <stdlib.h>

struct session {
    scenario *script;
    const profile *profile;
    program *program;
    recorder recorder;
    bool recording; /* the recorder is open */
    cursor *cursor; /* NULL: nothing was kept */
    run_outcome ending;
    session_steps steps;
};

/* --- Opening: load, compile, run, look back --------------------------------------------------- */

/* Errors of the compiler and of the machine have places in the script: say where that is in the
 * file. */
static ouro_result error_in_file(const session *s, const ouro_error *inner, ouro_error *err)
{
    uint32_t line = 0, column = 0;
    if (inner->line)
        scenario_position(s->script, inner->line, inner->column ? inner->column : 1, &line,
                          &column);
    return error_set(err, inner->code, line, column, "%s", inner->text);
}

static ouro_result find_profile(session *s, const char *wanted, ouro_error *err)
{
    const char *name = wanted ? wanted : s->script->python;
    s->profile = profile_find(name);
    if (s->profile)
        return OURO_OK;
    return error_set(err, OURO_ERR_USAGE, 0, 0, "python %s is not modelled yet", name);
}

static ouro_result compile_script(session *s, ouro_error *err)
{
    ouro_error inner = {0};
    const scenario *from = s->script;
    if (lang_compile(from->prefix, from->script, from->script_length, &s->program, &inner) ==
        OURO_OK)
        return OURO_OK;
    return error_in_file(s, &inner, err);
}

/* The last line of what contains script line `line`: a step, or the setup; 0: neither. Both arrays
 * are in order, so `*step` only moves on. */
static uint32_t range_end(const scenario *from, uint32_t line, uint32_t *step)
{
    if (line >= from->setup_first_line && line <= from->setup_last_line)
        return from->setup_last_line;
    while (*step < from->step_count && from->steps[*step].last_line < line)
        ++*step;
    if (*step < from->step_count && from->steps[*step].first_line <= line)
        return from->steps[*step].last_line;
    return 0;
}

static ouro_result check_straddling(const session *s, ouro_error *err)
{
    uint32_t step = 0;
    for (uint32_t i = 0; i < s->program->statement_count; i++) {
        const program_statement *statement = &s->program->statements[i];
        uint32_t end = range_end(s->script, statement->first_line, &step);
        if (!end || statement->last_line <= end)
            continue;
        uint32_t line, column;
        scenario_position(s->script, statement->first_line, 1, &line, &column);
        return error_set(err, OURO_ERR_SYNTAX, line, column,
                         "this statement goes on beyond its step: a step holds whole statements");
    }
    return OURO_OK;
}

static ouro_result run_program(session *s, const char *path, const session_options *options,
                               ouro_error *err)
{
    const scenario *from = s->script;
    ouro_error inner = {0};
    run_step *steps = calloc(from->step_count + 1, sizeof *steps);
    if (!steps)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    for (uint32_t i = 0; i < from->step_count; i++)
        steps[i] = (run_step){from->steps[i].first_line, from->steps[i].last_line};
    uint64_t events = options->discard ? UINT64_MAX : LIMIT_EVENTS;
    run_options run = {
        .steps = steps,
        .step_count = from->step_count,
        .max_events = options->max_events ? options->max_events : events,
        .max_instructions =
            options->max_instructions ? options->max_instructions : LIMIT_INSTRUCTIONS,
        .stop = options->stop,
        .file = path,
        .traceback_file = options->traceback_file,
        .script = from->script,
        .output = options->output,
        .user = options->user,
    };
    ouro_result result = vm_run(s->program, &s->recorder, &run, &s->ending, &inner);
    free(steps);
    if (result == OURO_OK && s->recorder.failed)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    return result == OURO_OK ? OURO_OK : error_in_file(s, &inner, err);
}

/* The second reader looks at the state after every event of the run. */
static ouro_result check_every_event(session *s, ouro_error *err)
{
    char text[256];
    event e;
    cursor_seek(s->cursor, 0);
    while (cursor_next(s->cursor, &e)) {
        const world *w = cursor_world(s->cursor);
        if (!invariant_check(w, text, sizeof text))
            return error_set(err, OURO_ERR_FAILED, 0, 0, "after event %llu (%s): %s",
                             (unsigned long long)w->state.event, EVENT_INFO[e.kind].name, text);
    }
    return OURO_OK;
}

ouro_result session_study(session *s, const volatile sig_atomic_t *stop, ouro_error *err)
{
    if (s->cursor || !s->recorder.keep)
        return OURO_OK;
    const char *raised = s->ending.raised ? s->ending.exception : NULL;
    ouro_result result = cursor_open(&s->recorder, &s->cursor, err);
    if (!result)
        result = session_steps_build(&s->steps, s->cursor, s->script, s->program, raised, stop, err);
    if (!result)
        cursor_seek(s->cursor, 0);
    return result;
}

static ouro_result look_back(session *s, const session_options *options, ouro_error *err)
{
    ouro_result result = session_steps_plan(&s->steps, s->script, err);
    if (s->recorder.keep)
        s->steps.event_count = s->recorder.w.state.event;
    if (!result && (!options->unstudied || options->check_invariants))
        result = session_study(s, options->stop, err);
    if (!result && s->cursor && options->check_invariants) {
        result = check_every_event(s, err);
        cursor_seek(s->cursor, 0);
    }
    return result;
}

static ouro_result open_all(session *s, const char *path, const session_options *options,
                            source_text *source, ouro_error *err)
{
    ouro_result result = scenario_load(path, options->lang, source, &s->script, err);
    if (!result)
        result = find_profile(s, options->python, err);
    if (!result)
        result = compile_script(s, err);
    if (!result)
        result = check_straddling(s, err);
    if (result)
        return result;
    s->recording = true; /* a recorder that failed to open is closed all the same */
    result = recorder_open(&s->recorder, s->profile, !options->discard, err);
    if (!result)
        result = run_program(s, path, options, err);
    return result ? result : look_back(s, options, err);
}

ouro_result session_open(const char *path, const session_options *options, source_text *source,
                         session **out, ouro_error *err)
{
    *out = NULL;
    *source = (source_text){0};
    session *s = calloc(1, sizeof *s);
    if (!s)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    ouro_result result = open_all(s, path, options, source, err);
    if (result) {
        session_close(s);
        return result;
    }
    *out = s;
    return OURO_OK;
}

void session_close(session *s)
{
    if (!s)
        return;
    session_steps_free(&s->steps);
    cursor_close(s->cursor);
    if (s->recording)
        recorder_close(&s->recorder);
    program_free(s->program);
    scenario_free(s->script);
    free(s->ending.exception);
    free(s->ending.traceback);
    free(s);
}

/* --- What it is ------------------------------------------------------------------------------- */

const scenario *session_scenario(const session *s)
{
    return s->script;
}

struct recorder *session_recorder(session *s)
{
    return &s->recorder;
}

const char *session_python(const session *s)
{
    return s->profile->name;
}

session_outcome session_outcome_of(const session *s)
{
    return (session_outcome){.raised = s->ending.raised,
                             .exception = s->ending.exception,
                             .traceback = s->ending.traceback,
                             .exited = s->ending.exited,
                             .exit_status = s->ending.exit_status,
                             .line = s->ending.line};
}

uint32_t session_step_count(const session *s)
{
    return s->script->step_count;
}

const session_step *session_step_at(const session *s, uint32_t step)
{
    return step < s->steps.count ? &s->steps.steps[step] : NULL;
}

uint64_t session_event_count(const session *s)
{
    return s->steps.event_count;
}

/* --- Places ----------------------------------------------------------------------------------- */

ouro_result session_seek(session *s, uint64_t at, ouro_error *err)
{
    if (!s->cursor)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "the run kept no log");
    cursor_seek(s->cursor, at < s->steps.event_count ? at : s->steps.event_count);
    return OURO_OK;
}

uint64_t session_event(const session *s)
{
    return s->cursor ? cursor_world(s->cursor)->state.event : 0;
}

/* A state that ends a step belongs to it, not to the next one. */
uint32_t session_step_of(const session *s, uint64_t at)
{
    uint32_t low = 0, high = s->steps.count - 1;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->steps.steps[middle].last_event >= at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

uint32_t session_line_of(const session *s, uint64_t at)
{
    uint32_t low = 0, high = s->steps.line_count; /* lines before `low` have begun */
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->steps.lines[middle].event < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? s->steps.lines[low - 1].line : 0;
}

/* How many stops are before state `at`. */
static uint32_t stops_before(const session *s, uint64_t at)
{
    uint32_t low = 0, high = s->steps.stop_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->steps.stops[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint64_t session_next_line(const session *s, uint64_t at)
{
    uint32_t next = stops_before(s, at + 1);
    return next < s->steps.stop_count ? s->steps.stops[next] : s->steps.event_count;
}

uint64_t session_previous_line(const session *s, uint64_t at)
{
    uint32_t before = stops_before(s, at);
    return before ? s->steps.stops[before - 1] : 0;
}

/* --- Changes: event number n leads to state n + 1 --------------------------------------------- */

static uint64_t changes_in(const session *s, uint64_t word)
{
    return s->steps.changes ? s->steps.changes[word] : 0;
}

uint64_t session_next_change(const session *s, uint64_t at)
{
    uint64_t words = s->steps.event_count / 64 + 1;
    for (uint64_t word = at / 64; word < words; word++) {
        uint64_t bits = changes_in(s, word);
        if (word == at / 64)
            bits &= UINT64_MAX << (at % 64);
        if (bits)
            return word * 64 + (uint64_t)__builtin_ctzll(bits) + 1;
    }
    return s->steps.event_count;
}

uint64_t session_previous_change(const session *s, uint64_t at)
{
    if (at > s->steps.event_count + 1)
        at = s->steps.event_count + 1;
    if (at < 2)
        return 0;
    uint64_t last = at - 2; /* the youngest event that led to an earlier state */
    for (uint64_t word = last / 64 + 1; word-- > 0;) {
        uint64_t bits = changes_in(s, word);
        if (word == last / 64)
            bits &= UINT64_MAX >> (63 - last % 64);
        if (bits)
            return word * 64 + 63 - (uint64_t)__builtin_clzll(bits) + 1;
    }
    return 0;
}

/* --- Collections, and calls because of a death ------------------------------------------------ */

const session_phase *session_phase_at(const session *s, uint64_t at)
{
    uint32_t low = 0, high = s->steps.phase_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->steps.phases[middle].event <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &s->steps.phases[low - 1] : NULL;
}

const session_call *session_call_of(const session *s, uint32_t frame)
{
    uint32_t low = 0, high = s->steps.call_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->steps.calls[middle].frame < frame)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < s->steps.call_count && s->steps.calls[low].frame == frame;
    return found ? &s->steps.calls[low] : NULL;
}

ouro_result session_visits(session *s, uint64_t at, arena *memory, visit_list *out,
                           ouro_error *err)
{
    event next;
    *out = (visit_list){.count = 0};
    ouro_result result = session_seek(s, at, err);
    if (result != OURO_OK || !session_peek_event(s, &next) || next.kind != EV_GC_PHASE)
        return result;
    if (!visits_find(cursor_world(s->cursor), (gc_phase)next.a, next.b, memory, out))
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    return OURO_OK;
}

/* --- Looking ---------------------------------------------------------------------------------- */

ouro_result session_view(const session *s, const view_options *options, arena *memory, view *out,
                         ouro_error *err)
{
    if (!s->cursor) {
        *out = (view){0};
        return error_set(err, OURO_ERR_USAGE, 0, 0, "the run kept no log");
    }
    return view_build(cursor_world(s->cursor), s->program, options, memory, out, err);
}

ouro_result session_view_heap(const session *s, arena *memory, view_heap_map *out, ouro_error *err)
{
    if (!s->cursor) {
        *out = (view_heap_map){0};
        return error_set(err, OURO_ERR_USAGE, 0, 0, "the run kept no log");
    }
    return view_heap_build(cursor_world(s->cursor), memory, out, err);
}

ouro_result session_object_graph(const session *s, arena *memory, object_graph *out, ouro_error *err)
{
    if (!s->cursor) {
        *out = (object_graph){0};
        return error_set(err, OURO_ERR_USAGE, 0, 0, "the run kept no log");
    }
    return object_graph_build(cursor_world(s->cursor), s->program, memory, out, err);
}

/* --- Event by event --------------------------------------------------------------------------- */

const world *session_world(const session *s)
{
    return s->cursor ? cursor_world(s->cursor) : NULL;
}

const program *session_program(const session *s)
{
    return s->program;
}

bool session_peek_event(const session *s, event *out)
{
    return s->cursor && cursor_peek(s->cursor, out);
}

log_position session_position(const session *s)
{
    return s->cursor ? cursor_position(s->cursor) : (log_position){0};
}

bool session_read_on(const session *s, log_position *at, event *out)
{
    return s->cursor && log_read(&s->recorder, at, out);
}

void session_advance(session *s)
{
    event e;
    if (s->cursor)
        (void)cursor_next(s->cursor, &e);
}

bool session_is_of_script(const session *s, uint32_t id)
{
    const session_step *last = &s->steps.steps[s->steps.count - 1];
    uint32_t low = 0;
    uint32_t high =
        s->steps.births ? (uint32_t)(last->births + last->birth_count - s->steps.births) : 0;
    while (low < high) { /* births of all steps stand in one array, ids rising */
        uint32_t middle = low + (high - low) / 2;
        if (s->steps.births[middle].id == id)
            return true;
        if (s->steps.births[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}
