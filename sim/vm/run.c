/* A run from start to end; functions, imports and output that belong to no other file. */
#include "sim/vm/run.h"

#include "sim/base/limits.h"
#include "sim/vm/call.h"
#include "sim/vm/descriptor.h"
#include "sim/vm/disk.h"
#include "sim/vm/eval.h"
#include "sim/vm/file.h"
#include "sim/vm/names.h"
#include "sim/vm/shutdown.h"
#include "sim/vm/traceback.h"

#include <pthread.h>
#include <stdlib.h>

/* --- Output ---------------------------------------------------------------------------------------------- */

void machine_flush(machine *m)
{
    if (m->out.length && m->options->output)
        m->options->output(m->options->user, false, buffer_text(&m->out), m->out.length);
    buffer_clear(&m->out);
}

value machine_output(machine *m, bool is_stderr, const char *text, size_t length)
{
    enum { FLUSH_BYTES = 1 << 16 };
    if (m->r->keep && length)
        world_emit_text(m->r, EV_OUTPUT, 0, is_stderr ? 2 : 1, 0, (uint32_t)length, text);
    if (!m->options->output)
        return m->none;
    if (is_stderr) {
        machine_flush(m);
        m->options->output(m->options->user, true, text, length);
        return m->none;
    }
    buffer_add(&m->out, text, length);
    if (m->out.length >= FLUSH_BYTES)
        machine_flush(m);
    return m->out.failed ? stop_limit(m, OURO_ERR_NOMEM, "out of memory") : m->none;
}

/* --- Functions, imports ------------------------------------------------------------------------------------- */

static void function_slot(machine *m, ref function, uint32_t slot, ref o)
{
    world_emit(m->r, EV_SLOT_SET, 0, function, slot, o);
}

/* Objects/funcobject.c, PyFunction_NewWithQualName(). */
value make_function(machine *m, value code_value)
{
    const world *w = machine_world(m);
    ref code_row = VALUE_ROW(code_value);
    const code *c = m->program->codes[world_row(w, code_row)->lo];
    world_emit(m->r, EV_NEW, KIND_FUNCTION, 0, c->serial, 0);
    value function = value_born(m);
    ref f = VALUE_ROW(function);
    function_slot(m, f, FUNCTION_GLOBALS, m->frame->globals);
    function_slot(m, f, FUNCTION_NAME, m->names[c->name]);
    function_slot(m, f, FUNCTION_QUALNAME, m->names[c->qualname]);
    function_slot(m, f, FUNCTION_CODE, code_row);
    ref module = dict_get_name(m, m->frame->globals, name_find(m, "__name__"));
    if (module)
        function_slot(m, f, FUNCTION_MODULE, module);
    if (c->const_count && c->consts[0].kind == CONST_STR)
        function_slot(m, f, FUNCTION_DOC, m->constants[c->serial][0]);
    return function;
}

value import_module(machine *m, ref name)
{
    uint32_t length;
    const char *text = world_text(machine_world(m), name, &length);
    if (m->modules_gone)
        return raise_error(m, BT_IMPORT_ERROR, "sys.meta_path is None, Python is likely shutting down");
    if (strcmp(text, "gc") == 0)
        return m->module_gc;
    if (strcmp(text, "sys") == 0)
        return m->module_sys;
    if (strcmp(text, "weakref") == 0)
        return m->module_weakref;
    return stop_unsupported(m, "'import %s' is not supported", text);
}

/* Python/ceval.c, _PyEval_ImportFrom(). Differs: of a module that is a file CPython tells where it lies. */
value import_from(machine *m, ref module, ref name)
{
    value found;
    uint32_t length;
    const world *w = machine_world(m);
    int answer = attribute_find(m, module, name, &found);
    if (answer)
        return answer < 0 ? 0 : found;
    ref module_name = world_word(w, module, MODULE_NAME);
    value keywords = make_dict(m); /* Python/errors.c, PyErr_SetImportErrorSubclass(): name, path, name_from */
    raise_error(m, BT_IMPORT_ERROR, "cannot import name '%s' from '%s' (unknown location)",
                world_text(w, name, &length), world_text(w, module_name, &length));
    raised_field(m, 0, world_word(w, world_word(w, m->raised, EXCEPTION_ARGS), 0));
    raised_field(m, 1, module_name);
    value_drop(m, keywords);
    return 0;
}

/* --- Python code that memory asks for ------------------------------------------------------------------------- */

/* An exception on its way waits while other code runs (PyErr_GetRaisedException). */
typedef struct parked {
    ref raised;
    bool reraised;
} parked;

static parked park(machine *m)
{
    parked p = {m->raised, m->reraised};
    m->raised = 0;
    return p;
}

static void unpark(machine *m, parked p)
{
    m->raised = p.raised;
    m->reraised = p.reraised;
}

/* A function gets the object; what else stands in the class is asked for what to call, without arguments.
 * Source: CPython 3.13.0, Objects/typeobject.c, slot_tp_finalize(), lookup_maybe_method(). */
static void finalizer_call(machine *m, ref o)
{
    ref found = type_lookup(m, type_of(m, o), name_find(m, "__del__"));
    if (!found)
        return;
    bool unbound = is_function(m, found);
    value self = o, method = unbound ? found : descriptor_get(m, found, o, type_of(m, o));
    if (!method) {
        if (!m->stopped)
            exception_drop(m); /* whatever a property raises is forgotten */
        return;
    }
    if (!unbound)
        method = value_own(m, method);
    value result = call_object(m, VALUE_ROW(method), &self, unbound ? 1 : 0);
    if (!result && m->raised)
        exception_ignore(m, VALUE_ROW(method), NULL);
    value_drop(m, result);
    if (!unbound)
        value_drop(m, method);
}

static void hook_finalize(void *machine_pointer, ref o)
{
    machine *m = machine_pointer;
    if (m->stopped)
        return;
    parked p = park(m);
    object_kind kind = world_kind(machine_world(m), o);
    if (kind == KIND_FILE || kind == KIND_FILE_PART) {
        file_finalize(m, o);
    } else if (kind == KIND_GENERATOR) {
        value closed = generator_close(m, o);
        if (!closed && m->raised)
            exception_ignore(m, o, NULL);
        value_drop(m, closed);
    } else {
        finalizer_call(m, o);
    }
    unpark(m, p);
}

static void hook_callback(void *machine_pointer, ref callback, ref weakref)
{
    machine *m = machine_pointer;
    if (m->stopped)
        return;
    parked p = park(m);
    value argument = weakref, result = call_object(m, callback, &argument, 1);
    if (!result && m->raised)
        exception_ignore(m, callback, NULL);
    value_drop(m, result);
    unpark(m, p);
}

static void hook_prepare(void *machine_pointer)
{
    machine *m = machine_pointer;
    if (m->depth)
        machine_own_stack(m);
}

static bool hook_collection(void *machine_pointer, bool stop, uint32_t generation, gc_stats stats)
{
    machine *m = machine_pointer;
    if (m->stopped || !world_row(machine_world(m), m->gc_callbacks)->lo)
        return false;
    if (m->depth) /* what the machine borrows must not come to lie on top of the callbacks' arguments */
        machine_own_stack(m);
    parked p = park(m);
    gc_callbacks_call(m, stop, generation, stats);
    unpark(m, p);
    return true;
}

static void hook_debug(void *machine_pointer, const char *text, ref o)
{
    machine *m = machine_pointer;
    buffer line = {0};
    if (o)
        buffer_printf(&line, "gc: %s <%s 0x%llx>\n", text, type_name(m, o),
                      (unsigned long long)world_address(machine_world(m), o));
    else
        buffer_add_text(&line, text);
    machine_output(m, true, buffer_text(&line), line.length);
    buffer_free(&line);
}

/* --- The run ------------------------------------------------------------------------------------------------------ */

void steps_end(machine *m)
{
    while (m->step < m->options->step_count)
        world_emit(m->r, EV_STEP, 0, ++m->step, 0, 0);
    world_emit(m->r, EV_STEP, 0, m->options->step_count + 1, 0, 0);
}

void program_fails(machine *m)
{
    world_emit(m->r, EV_STEP, 0, m->options->step_count + 1, 0, 0);
    m->mem.cause = DEATH_EXIT;
}

static char *text_copy(const buffer *b)
{
    char *copy = malloc(b->length + 1);
    if (copy)
        memcpy(copy, buffer_text(b), b->length + 1);
    return copy;
}

/* Its str() and the line's end, to sys.stderr. PySys_WriteStderr() forgets what a write of the script's raises. */
static void exit_text(machine *m, ref status)
{
    ref file = traceback_file(m);
    if (file) {
        value held = value_own(m, file), end = m->chars['\n'];
        (void)file_write_object(m, file, status, false);
        ref raised = m->raised;
        m->raised = 0;
        if (!file_write_object(m, file, VALUE_ROW(end), false))
            exception_drop(m);
        m->raised = raised;
        value_drop(m, held);
        return;
    }
    value text = object_str(m, status);
    uint32_t length = 0;
    const char *words = text ? world_text(machine_world(m), VALUE_ROW(text), &length) : "";
    machine_output(m, true, words, length);
    machine_output(m, true, "\n", 1);
    value_drop(m, text);
}

/* handle_system_exit(): the exception dies, and with it the frames that it holds; then its code is the
 * status, if it is a number, and a text for stderr otherwise. */
static void system_exit(machine *m, run_outcome *outcome)
{
    const world *w = machine_world(m);
    ref exception = m->raised, status = world_word(w, exception, EXCEPTION_OWN);
    outcome->exited = true;
    m->raised = 0;
    if (!status)
        status = m->none;
    value held = value_own(m, status);
    machine_leave(m);
    streams_flush(m);
    memory_drop(&m->mem, exception);
    object_kind kind = world_kind(w, status);
    if (kind == KIND_INT || kind == KIND_BOOL) {
        outcome->exit_status = (int)(world_int(w, status) & 0xFF);
    } else if (status != m->none) {
        exit_text(m, status);
        outcome->exit_status = 1;
    }
    value_drop(m, held);
    if (m->raised) /* by its __str__; it is still there when the end comes to Python code */
        exception_ignore(m, 0, "Exception ignored on threading shutdown");
}

/* What a shell shows for a process that SIGINT has killed, as CPython kills itself after a KeyboardInterrupt
 * that nobody caught, not after one of its heirs. Source: CPython 3.13.0, Python/pythonrun.c,
 * run_eval_code_obj(); Modules/main.c, exit_sigint(). */
enum { EXIT_STATUS_INTERRUPTED = 130 };
/* Modules/main.c, Py_RunMain() */
enum { EXIT_STATUS_UNFLUSHED = 120 };

/* PyErr_Print(): SystemExit ends quietly, everything else shows its traceback. */
static void uncaught(machine *m, run_outcome *outcome)
{
    if (exception_is(m, m->raised, BT_SYSTEM_EXIT)) {
        system_exit(m, outcome);
        return;
    }
    buffer line = {0}, text = {0};
    const world *w = machine_world(m);
    bool interrupted = world_row(w, m->raised)->lo == m->types[BT_KEYBOARD_INTERRUPT];
    uint32_t at = world_row(w, world_word(w, m->raised, EXCEPTION_TRACEBACK))->lo;
    parked p = park(m); /* its str() may run Python code */
    streams_flush(m);
    traceback_print(m, p.raised, &text, &line);
    unpark(m, p);
    if (!m->stopped) {
        outcome->raised = true;
        outcome->exit_status = interrupted ? EXIT_STATUS_INTERRUPTED : 1;
        outcome->line = at;
        outcome->exception = text_copy(&line);
        outcome->traceback = text_copy(&text);
    }
    buffer_free(&line);
    buffer_free(&text);
}

static void run_module(machine *m, run_outcome *outcome)
{
    world_emit(m->r, EV_STEP, 0, 0, 0, 0);
    recorder_keyframe(m->r);
    m->first_event = m->r->w.state.event;
    if (!frame_enter(m, m->program->module, 0, m->main_dict, m->main_dict, EXIT_TO_C))
        return;
    m->mem.c_depth = m->profile->eval_c_units;
    value result = machine_execute(m);
    m->mem.c_depth = 0;
    if (m->stopped)
        return;
    if (!result && m->raised)
        uncaught(m, outcome);
    m->mem.cause = DEATH_EXIT;
    value_drop(m, result);
    if (!machine_shutdown(m, result != 0) && outcome->exit_status != EXIT_STATUS_INTERRUPTED)
        outcome->exit_status = EXIT_STATUS_UNFLUSHED;
    machine_flush(m);
}

/* Containers may be nested as deep as CPython's C stack allows: repr() and == of ours need more room for
 * that than a thread may have got. The caller does nothing meanwhile. */
typedef struct roomy_run {
    machine *m;
    run_outcome *outcome;
} roomy_run;

static void *run_in_thread(void *argument)
{
    roomy_run *run = argument;
    if (machine_boot(run->m))
        run_module(run->m, run->outcome);
    return NULL;
}

static bool run_with_room(machine *m, run_outcome *outcome)
{
    enum { STACK_BYTES = 256 << 20 }; /* asked for, not touched: 10,000 levels, with sanitizers */
    roomy_run run = {m, outcome};
    pthread_attr_t attributes;
    pthread_t thread;
    if (pthread_attr_init(&attributes) != 0)
        return false;
    bool ok = pthread_attr_setstacksize(&attributes, STACK_BYTES) == 0 &&
              pthread_create(&thread, &attributes, run_in_thread, &run) == 0;
    pthread_attr_destroy(&attributes);
    return ok && pthread_join(thread, NULL) == 0;
}

ouro_result vm_run(const program *p, recorder *r, const run_options *options, run_outcome *outcome,
                   ouro_error *err)
{
    *outcome = (run_outcome){0};
    machine *m = calloc(1, sizeof *m);
    if (!m)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    *m = (machine){
        .r = r,
        .program = p,
        .options = options,
        .profile = r->w.profile,
        .err = err,
        .slice = SLICE_INSTRUCTIONS,
        .recursion_limit = r->w.profile->recursion_limit,
        .class_version = 1,
    };
    m->disk = disk_new();
    ouro_result result = m->disk ? memory_open(&m->mem, r, err)
                                 : error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    m->mem.hooks = (memory_hooks){.machine = m,
                                   .finalize = hook_finalize,
                                   .callback = hook_callback,
                                   .collection = hook_collection,
                                   .debug = hook_debug,
                                   .prepare = hook_prepare};
    if (!result && !run_with_room(m, outcome))
        stop_limit(m, OURO_ERR_NOMEM, "out of memory");
    if (!m->stopped && (r->failed || m->mem.failed))
        stop_limit(m, OURO_ERR_NOMEM, "out of memory");
    if (!m->stopped && r->keep)
        machine_tick(m);
    if (m->stopped)
        machine_flush(m);
    result = result ? result : m->stopped;
    machine_free(m);
    free(m);
    return result;
}
