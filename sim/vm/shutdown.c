/* The interpreter's end: what dies, in which order.
 * Source: CPython 3.13.0, Python/pylifecycle.c, _Py_Finalize(), finalize_modules();
 * Objects/moduleobject.c, _PyModule_ClearDict(). */
#include "sim/vm/machine.h"

#include "sim/vm/constants.h"

#include "sim/log/dict.h"
#include "sim/vm/library.h"
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

/* Does a name go in the first round? One underscore in front, not two. */
static bool is_private(const world *w, ref key)
{
    uint32_t length;
    const char *text = world_text(w, key, &length);
    return length > 1 && text[0] == '_' && text[1] != '_';
}

/* _PyModule_ClearDict(): names become None, private ones first, __builtins__ never. */
static void clear_names(machine *m, ref dict)
{
    const world *w = machine_world(m);
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < dict_entry_count(w, dict); i++) {
            dict_item entry = dict_entry(w, dict, i);
            if (!entry.key || world_kind(w, entry.key) != KIND_STR || entry.value == m->none)
                continue;
            if (round == 0 ? !is_private(w, entry.key) : entry.key == name_find(m, "__builtins__"))
                continue;
            world_emit(m->r, EV_DICT_SET, 0, dict, i, m->none);
            memory_settle(&m->mem);
        }
}

void machine_shutdown(machine *m)
{
    const world *w = machine_world(m);
    ref exception = m->raised;
    m->raised = 0;
    end_frames(m);
    if (exception)
        traceback_import(m);
    library_exit(m);
    stage(m, EXIT_COLLECT);
    if (w->state.gc_enabled)
        (void)gc_collect(&m->mem, 2, true);
    if (exception)
        forget_exception(m, exception);
    stage(m, EXIT_MAIN);
    m->modules_gone = true;
    ref module = m->main_module;
    uint32_t serial = world_serial(w, module);
    world_emit(m->r, EV_PIN, 1, module, 0, 0);
    memory_settle(&m->mem);
    library_release(m);
    stage(m, EXIT_COLLECT_MAIN);
    m->mem.gc_quiet = true; /* _Py_GC_REASON_SHUTDOWN */
    (void)gc_collect(&m->mem, 2, true);
    if (world_kind(w, module) == KIND_MODULE && world_serial(w, module) == serial) {
        stage(m, EXIT_CLEAR);
        clear_names(m, world_word(w, module, MODULE_DICT));
    }
    stage(m, EXIT_COLLECT_LAST);
    (void)gc_collect(&m->mem, 2, true);
}
