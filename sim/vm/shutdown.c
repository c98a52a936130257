/* The interpreter's end: what dies, in which order.
 * Source: CPython 3.13.0, Python/pylifecycle.c, _Py_Finalize(), finalize_modules();
 * Objects/moduleobject.c, _PyModule_ClearDict(). */
#include "sim/vm/machine.h"

#include "sim/vm/constants.h"

#include "sim/log/dict.h"
#include "sim/vm/library.h"

enum { EXIT_FRAMES = 1, EXIT_COLLECT, EXIT_MAIN, EXIT_COLLECT_MAIN, EXIT_CLEAR, EXIT_COLLECT_LAST };

static void stage(machine *m, uint32_t n)
{
    world_emit(m->r, EV_EXIT, 0, n, 0, 0);
}

/* The traceback of an uncaught exception has been printed: it lets go of its frames, the innermost
 * first; then the module's code has nobody left. */
static void end_frames(machine *m)
{
    stage(m, EXIT_FRAMES);
    ref exception = m->raised;
    m->raised = 0;
    while (m->depth > 0)
        frame_leave(m);
    if (exception)
        memory_drop(&m->mem, exception);
    constants_release_tree(m);
    world_emit(m->r, EV_PIN, 1, m->codes[0], 0, 0);
    memory_settle(&m->mem);
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
    end_frames(m);
    library_exit(m);
    stage(m, EXIT_COLLECT);
    if (w->state.gc_enabled)
        (void)gc_collect(&m->mem, 2, true);
    stage(m, EXIT_MAIN);
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
