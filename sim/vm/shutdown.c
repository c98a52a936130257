/* The interpreter's end: what dies, in which order.
 * Source: CPython 3.13.0, Python/pylifecycle.c, _Py_Finalize(), finalize_modules();
 * Objects/moduleobject.c, _PyModule_ClearDict(). */
#include "sim/vm/machine.h"

#include "sim/vm/constants.h"
#include "sim/vm/file.h"

#include "sim/log/dict.h"
#include "sim/vm/library.h"
#include "sim/vm/module_end.h"
#include "sim/vm/shutdown.h"

enum { EXIT_FRAMES = 1, EXIT_COLLECT, EXIT_MAIN, EXIT_COLLECT_MAIN, EXIT_CLEAR, EXIT_COLLECT_LAST };

static void stage(machine *m, uint32_t n)
{
    world_emit(m->r, EV_EXIT, 0, n, 0, 0);
}

void machine_leave(machine *m)
{
    while (m->depth > 0)
        frame_leave(m, 0);
}

/* The calls are over; then the module's code has nobody left. Of an uncaught exception the frames live
 * on in its traceback. */
static void end_frames(machine *m)
{
    stage(m, EXIT_FRAMES);
    machine_leave(m);
    world_emit(m->r, EV_PIN, 1, m->main_dict, 0, 0);
    constants_release_tree(m);
    world_emit(m->r, EV_PIN, 1, m->codes[0], 0, 0);
    memory_settle(&m->mem);
}

/* An uncaught exception is printed by the module traceback, which is imported for that: so many
 * objects are born that the collector runs, and finds young garbage before anything else dies.
 * Source: Python/pythonrun.c, _PyErr_PrintEx(); Python/traceback.c. Differs: what is born is only
 * counted. */
static void traceback_import(machine *m)
{
    const world_state *s = &machine_world(m)->state;
    uint32_t births = m->profile->traceback_births;
    while (s->gc_enabled && s->gc_threshold[0] > 0) {
        uint32_t most = s->gc_threshold[0], needed = s->gc_count[0] > most ? 1 : most + 1 - s->gc_count[0];
        if (births < needed)
            break;
        births -= needed;
        world_emit(m->r, EV_GC_SET, 0, GC_COUNT0, most + 1, 0);
        gc_run_pending(&m->mem);
    }
    world_emit(m->r, EV_GC_SET, 0, GC_COUNT0, s->gc_count[0] + births, 0);
}

/* --- The streams ----------------------------------------------------------------------------------------- */

static ref sys_dict(const machine *m)
{
    return world_word(machine_world(m), m->module_sys, MODULE_DICT);
}

static ref sys_named(const machine *m, const char *name)
{
    return dict_get_name(m, sys_dict(m), name_find(m, name));
}

/* Source: CPython 3.13.0, Python/pythonrun.c, flush_io(). */
void streams_flush(machine *m)
{
    static const char *const NAMES[] = {"stderr", "stdout"};
    for (size_t i = 0; i < 2 && !m->stopped; i++) {
        ref stream = sys_named(m, NAMES[i]);
        if (stream && !file_flush_by_name(m, stream) && m->raised)
            exception_drop(m);
    }
}

/* file_is_closed() */
static bool stream_is_closed(machine *m, ref stream)
{
    if (world_kind(machine_world(m), stream) == KIND_FILE)
        return file_is_closed(m, stream);
    ref name = name_find(m, "closed");
    value closed = 0;
    int truth = name ? attribute_find(m, stream, name, &closed) : 0;
    if (truth > 0)
        truth = object_is_true(m, VALUE_ROW(closed));
    if (truth < 0 && m->raised)
        exception_drop(m);
    value_drop(m, closed);
    return truth > 0;
}

/* Source: CPython 3.13.0, Python/pylifecycle.c, flush_std_files(). */
static bool std_files_flush(machine *m)
{
    static const char *const NAMES[] = {"stdout", "stderr"};
    bool ok = true;
    for (size_t i = 0; i < 2 && !m->stopped; i++) {
        ref stream = sys_named(m, NAMES[i]);
        if (!stream || stream == m->none || stream_is_closed(m, stream) || file_flush_by_name(m, stream))
            continue;
        ok = false;
        if (i == 0)
            exception_ignore(m, 0, "Exception ignored on flushing sys.stdout");
        else if (m->raised)
            exception_drop(m);
    }
    return ok;
}

/* --- Modules ----------------------------------------------------------------------------------------------- */

static void sys_put(machine *m, const char *name, ref o)
{
    dict_put_name(m, sys_dict(m), name_find(m, name), o);
    memory_settle(&m->mem);
}

/* finalize_modules_delete_special(): sys.last_exc and sys.last_value let go of the exception, then
 * sys.last_traceback of its frames. */
static void forget_exception(machine *m, ref exception)
{
    ref traceback = world_word(machine_world(m), exception, EXCEPTION_TRACEBACK);
    if (traceback)
        world_emit(m->r, EV_TEMP_PUSH, 0, traceback, 0, 0);
    memory_drop(&m->mem, exception);
    if (traceback)
        memory_drop(&m->mem, traceback);
}

/* Names of sys that scripts may have bound. */
static void sys_forget(machine *m, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ref name = name_find(m, names[i]);
        if (name && dict_get_name(m, sys_dict(m), name))
            sys_put(m, names[i], m->none);
    }
}

/* finalize_modules_delete_special(), sys_deletes: what scripts may have put into sys goes first. */
static void special_delete(machine *m, ref exception)
{
    static const char *const BEFORE[] = {"path", "argv", "ps1", "ps2"};
    static const char *const AFTER[] = {"last_exc",   "last_type",           "last_value", "last_traceback",
                                        "path_hooks", "path_importer_cache", "meta_path",  "__interactivehook__"};
    sys_forget(m, BEFORE, sizeof BEFORE / sizeof *BEFORE);
    if (exception)
        forget_exception(m, exception);
    sys_forget(m, AFTER, sizeof AFTER / sizeof *AFTER);
    sys_put(m, "stdout", m->console);
    sys_put(m, "stderr", m->console_error);
}

/* finalize_restore_builtins_dict(): what has come to builtins since their copy was made is not there any more. Of
 * what scripts can name that is open(). Source: Python/pylifecycle.c, pycore_init_builtins(), init_set_builtins_open(). */
static void builtins_restore(machine *m)
{
    ref name = name_find(m, "open");
    for (uint32_t i = 0; i < m->program->name_count; i++)
        if (m->names[i] == name)
            m->builtin_names[i] = 0;
}

/* finalize_clear_sys_builtins_dict(): with sys.stdout gone, what Python code still runs can write nothing any more;
 * what scripts have put into sys comes behind that. Differs: the interpreter's own objects stay. */
static void builtins_release(machine *m)
{
    names_clear_round(m, sys_dict(m), true, true);
    m->builtins_gone = true;
    names_clear_round(m, sys_dict(m), false, true);
    for (uint32_t i = 0; i < m->program->name_count; i++)
        if (m->builtin_names[i])
            m->builtin_names[i] = m->none;
}

bool machine_shutdown(machine *m, bool ended)
{
    const world *w = machine_world(m);
    ref exception = m->raised;
    m->raised = 0;
    end_frames(m);
    modules_become_mortal(m);
    if (exception)
        traceback_import(m);
    if (ended)
        streams_flush(m);
    library_exit(m);
    bool flushed = std_files_flush(m);
    stage(m, EXIT_COLLECT);
    if (w->state.gc_enabled)
        (void)gc_collect(&m->mem, 2, true);
    special_delete(m, exception);
    stage(m, EXIT_MAIN);
    m->modules_gone = true;
    ref module = m->main_module;
    uint32_t serial = world_serial(w, module);
    world_emit(m->r, EV_PIN, 1, module, 0, 0);
    memory_settle(&m->mem);
    library_release(m);
    modules_release(m);
    builtins_restore(m);
    stage(m, EXIT_COLLECT_MAIN);
    m->mem.gc_quiet = true; /* _Py_GC_REASON_SHUTDOWN */
    (void)gc_collect(&m->mem, 2, true);
    modules_clear(m);
    if (world_kind(w, module) == KIND_MODULE && world_serial(w, module) == serial) {
        stage(m, EXIT_CLEAR);
        names_clear_round(m, world_word(w, module, MODULE_DICT), true, false);
        names_clear_round(m, world_word(w, module, MODULE_DICT), false, false);
    }
    builtins_release(m);
    stage(m, EXIT_COLLECT_LAST);
    (void)gc_collect(&m->mem, 2, true);
    return flushed;
}
