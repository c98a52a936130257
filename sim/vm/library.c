#include "sim/vm/library.h"

#include "sim/vm/call.h"
#include "sim/vm/eval.h"
#include "sim/vm/names.h"
#include "sim/vm/shutdown.h"
#include "sim/vm/traceback.h"

#include "sim/lang/library.h"
#include "sim/log/dict.h"

static ref name_of(machine *m, const char *text)
{
    return name_intern(m, text, (uint32_t)strlen(text));
}

ref library_global(machine *m, const char *name)
{
    return dict_get_name(m, m->library_dict, name_of(m, name));
}

/* --- Before the script ------------------------------------------------------------------------------ */

/* Its globals: a dict of its own, so that scripts do not see the helpers. */
static void globals_make(machine *m)
{
    value dict = make_dict(m);
    const world *w = machine_world(m);
    m->library_dict = VALUE_ROW(dict);
    world_emit(m->r, EV_IMMORTAL, 0, m->library_dict, 0, 0);
    dict_put_name(m, m->library_dict, name_of(m, "__name__"), name_of(m, "weakref"));
    ref module = world_word(w, m->module_weakref, MODULE_DICT);
    for (uint32_t i = 0; i < dict_entry_count(w, module); i++)
        if (dict_entry(w, module, i).key && dict_entry(w, module, i).key != name_of(m, "__name__"))
            dict_put_name(m, m->library_dict, dict_entry(w, module, i).key, dict_entry(w, module, i).value);
    for (uint32_t i = 0; i < m->builtin_count; i++)
        if (builtin_at(m, i)->owner == OWNER_LIBRARY)
            dict_put_name(m, m->library_dict, name_of(m, builtin_at(m, i)->name), m->builtin_rows[i]);
    dict_put_name(m, m->library_dict, name_of(m, "weakref"), m->module_weakref);
    import_names(m);
}

/* What has been born is the interpreter's, and old. */
static void grow_old(machine *m)
{
    const world *w = machine_world(m);
    for (ref o = LIST_COUNT + 1; o < w->state.used[TABLE_ROWS]; o++) {
        if (world_kind(w, o) == KIND_FREE || world_has(w, o, OBJ_INTERPRETER))
            continue;
        world_emit(m->r, EV_FLAG, 0, o, OBJ_INTERPRETER, 0);
        if (world_has(w, o, OBJ_TRACKED))
            world_emit(m->r, EV_GC_MOVE, 0, o, LIST_OLD, 0);
    }
}

/* What scripts may name goes to the module, which is the only one to hold it: the library asks the module
 * as well. WeakSet remains in the namespace of _weakrefset, where it comes from. */
static void publish(machine *m)
{
    ref module = world_word(machine_world(m), m->module_weakref, MODULE_DICT);
    const char *name;
    bool failed;
    for (uint32_t i = 0; (name = library_public_name(i)) != NULL; i++) {
        ref key = name_of(m, name);
        dict_put_name(m, module, key, dict_get_name(m, m->library_dict, key));
        if (strcmp(name, "WeakSet") != 0)
            (void)dict_delete(m, m->library_dict, dict_lookup(m, m->library_dict, key, &failed));
    }
}

bool library_boot(machine *m)
{
    if (!m->program->library)
        return true;
    globals_make(m);
    m->starting = true;
    value result = 0;
    if (frame_enter(m, m->program->library, 0, m->library_dict, m->library_dict, EXIT_TO_C))
        result = machine_execute(m);
    m->starting = false;
    if (!result) /* no script can make it raise: a bug of ours, told as what it is */
        return m->stopped ? false : stop_limit(m, OURO_ERR_UNSUPPORTED, "the library raised an exception") != 0;
    value_drop(m, result);
    m->mapping_class = dict_get_name(m, m->library_dict, name_of(m, "MutableMapping"));
    publish(m);
    grow_old(m);
    return true;
}

/* --- Helpers that only the library sees --------------------------------------------------------------- */

/* atexit.register(): the callback is held by a pin. The library registers one. */
static value library_register(machine *m, const call_args *a)
{
    m->exit_callback = VALUE_ROW(a->v[0]);
    world_emit(m->r, EV_PIN, 0, m->exit_callback, 0, 0);
    return m->none;
}

/* sys.excepthook(*sys.exc_info()). */
static value library_excepthook(machine *m, const call_args *a)
{
    ref exception = VALUE_ROW(a->v[0]);
    buffer text = {0};
    traceback_print(m, exception, &text, NULL);
    buffer_free(&text);
    return m->none;
}

/* Modules/_weakref.c, _weakref__remove_dead_weakref(): the entry goes if its value is a dead reference. */
static value library_remove_dead_weakref(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    ref dict = VALUE_ROW(a->v[0]);
    bool failed;
    uint32_t entry = dict_lookup(m, dict, VALUE_ROW(a->v[1]), &failed);
    if (failed)
        return 0;
    if (entry == DICT_NONE)
        return m->none;
    ref weak = world_weak_of(w, dict_entry(w, dict, entry).value);
    if (weak && !world_row(w, weak)->lo && !dict_delete(m, dict, entry))
        return 0;
    return m->none;
}

const builtin_info BUILTINS_LIBRARY[] = {
    {"_register", OWNER_LIBRARY, 1, 1, BUILTIN_TUPLE, library_register},
    {"_excepthook", OWNER_LIBRARY, 1, 1, 0, library_excepthook},
    {"_remove_dead_weakref", OWNER_LIBRARY, 2, 2, 0, library_remove_dead_weakref},
    {0},
};

/* --- At exit ------------------------------------------------------------------------------------------- */

/* Modules/atexitmodule.c, atexit_callfuncs() */
static void callback_ignored(machine *m, ref callback)
{
    buffer message = {0};
    ref exception = m->raised;
    m->raised = 0;
    buffer_add_text(&message, "Exception ignored in atexit callback ");
    if (!text_repr(m, callback, &message))
        exception_drop(m);
    m->raised = exception;
    exception_ignore(m, 0, buffer_text(&message));
    buffer_free(&message);
}

void library_exit(machine *m)
{
    ref callback = m->exit_callback;
    if (!callback)
        return;
    value result = call_object(m, callback, NULL, 0);
    if (!result && m->raised)
        callback_ignored(m, callback);
    value_drop(m, result);
    m->exit_callback = 0;
    world_emit(m->r, EV_PIN, 1, callback, 0, 0);
    memory_settle(&m->mem);
}

/* Names of a dict that never dies come to mean None. */
static void names_release(machine *m, ref dict, bool all)
{
    const world *w = machine_world(m);
    for (uint32_t i = 0; i < dict_entry_count(w, dict); i++) {
        ref held = dict_entry(w, dict, i).value;
        if (!held || world_has(w, held, OBJ_IMMORTAL) || !(all || world_has(w, held, OBJ_INTERPRETER)))
            continue;
        world_emit(m->r, EV_DICT_SET, 0, dict, i, m->none);
        memory_settle(&m->mem);
    }
}

void library_release(machine *m)
{
    if (!m->library_dict)
        return;
    names_release(m, world_word(machine_world(m), m->module_weakref, MODULE_DICT), false);
    names_release(m, m->library_dict, true);
    if (m->module_atexit)
        world_emit(m->r, EV_PIN, 1, m->module_atexit, 0, 0);
    world_emit(m->r, EV_PIN, 1, m->codes[m->program->library->serial], 0, 0);
    memory_settle(&m->mem);
}
