/* The import of atexit, which the first weakref.finalize() asks for: the objects that stay are made, and
 * of those that live for a moment the ones whose memory comes from free lists and goes there; the others are
 * counted. In which order, the profile says.
 * Source: CPython 3.13.0, Lib/importlib/_bootstrap.py, _find_and_load(), _ModuleLock, ModuleSpec;
 * Modules/atexitmodule.c. Differs: scripts cannot import it, and its functions are refused. */
#include "sim/vm/call.h"
#include "sim/vm/library.h"
#include "sim/vm/names.h"

#include "sim/log/dict.h"

static const char MODULE_NAME_TEXT[] = "atexit";
static const char DOC[] = "allow programmer to define multiple exit functions to be executed\n"
                          "upon normal program termination.\n\n"
                          "Two public functions, register and unregister, are defined.\n";

/* The attributes of a ModuleSpec, in the order in which they are given. */
static const char *const SPEC[] = {"name", "loader", "origin", "loader_state", "submodule_search_locations",
                                   "_uninitialized_submodules", "_set_fileattr", "_cached", "_initializing"};
enum { SPEC_NAME, SPEC_LOADER, SPEC_ORIGIN, SPEC_SUBMODULES = 5, SPEC_FILE, SPEC_INITIALIZING = 8, SPEC_COUNT };

static ref name_of(machine *m, const char *text)
{
    return name_intern(m, text, (uint32_t)strlen(text));
}

void import_names(machine *m)
{
    static const char *const OTHERS[] = {MODULE_NAME_TEXT, "built-in", "__doc__", "__package__", "__loader__", "__spec__",
                                         "__abstractmethods__", "_abc_impl", "_abc_data"};
    for (size_t i = 0; i < SPEC_COUNT; i++)
        name_of(m, SPEC[i]);
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        name_of(m, OTHERS[i]);
    for (uint32_t i = 0; i < m->builtin_count; i++)
        if (m->builtins[i]->owner == OWNER_ATEXIT)
            name_of(m, m->builtins[i]->name);
}

/* --- What lives for a moment -------------------------------------------------------------------------- */

static value own_dict(machine *m)
{
    own_next(m);
    return make_dict(m);
}

static value held_dict(machine *m, ref name)
{
    value dict = own_dict(m);
    dict_put_name(m, VALUE_ROW(dict), name, m->none);
    return dict;
}

/* The interpreter's table of locks gets one and loses it again: full collections untrack the empty table,
 * now it is young. */
static void table_put(machine *m, const char *table, ref key, ref lock)
{
    (void)dict_put(m, library_global(m, table), key, lock);
}

static void table_take(machine *m, const char *table, ref key)
{
    ref dict = library_global(m, table);
    bool failed;
    uint32_t entry = dict_lookup(m, dict, key, &failed);
    if (entry != DICT_NONE) /* a finalizer that runs meanwhile may import it, too */
        (void)dict_delete(m, dict, entry);
}

/* --- What stays ------------------------------------------------------------------------------------------ */

static value spec_new(machine *m)
{
    own_next(m);
    world_emit(m->r, EV_NEW_INSTANCE, 0, library_global(m, "ModuleSpec"), 0, 0);
    return value_born(m);
}

/* ModuleSpec.__init__() */
static void spec_fill(machine *m, ref spec, ref name, ref loader)
{
    value submodules = 0;
    for (uint32_t i = 0; i < SPEC_COUNT; i++) {
        value v = i == SPEC_NAME ? name : i == SPEC_LOADER ? loader : m->none;
        if (i == SPEC_ORIGIN)
            v = name_of(m, "built-in");
        if (i == SPEC_FILE || i == SPEC_INITIALIZING)
            v = m->no;
        if (i == SPEC_SUBMODULES) {
            own_next(m);
            v = submodules = make_list(m, 0, 0);
        }
        (void)attribute_set(m, spec, name_of(m, SPEC[i]), VALUE_ROW(v), NULL);
    }
    value_drop(m, submodules);
}

static void functions_make(machine *m, ref module, ref dict)
{
    for (uint32_t i = 0; i < m->builtin_count; i++) {
        if (m->builtins[i]->owner != OWNER_ATEXIT)
            continue;
        own_next(m);
        world_emit(m->r, EV_NEW, KIND_BUILTIN, 0, i, 0);
        value function = value_born(m);
        world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(function), BUILTIN_SELF, module);
        dict_put_name(m, dict, name_of(m, m->builtins[i]->name), function);
    }
}

/* PyModule_New(), then its functions. */
static value module_make(machine *m, ref name, ref loader, ref spec)
{
    value dict = own_dict(m);
    if (!world_has(machine_world(m), VALUE_ROW(dict), OBJ_TRACKED))
        world_emit(m->r, EV_TRACK, 0, VALUE_ROW(dict), 0, 0); /* before the module */
    own_next(m);
    world_emit(m->r, EV_NEW, KIND_MODULE, 0, 0, 0);
    value module = value_born(m);
    ref d = VALUE_ROW(dict);
    world_emit(m->r, EV_SLOT_SET, EV_STEAL, VALUE_ROW(module), MODULE_DICT, d);
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(module), MODULE_NAME, name);
    own_next(m);
    value doc = make_text(m, DOC);
    dict_put_name(m, d, name_of(m, "__name__"), name);
    dict_put_name(m, d, name_of(m, "__doc__"), doc);
    dict_put_name(m, d, name_of(m, "__package__"), m->empty_str);
    dict_put_name(m, d, name_of(m, "__loader__"), loader);
    dict_put_name(m, d, name_of(m, "__spec__"), spec);
    functions_make(m, VALUE_ROW(module), d);
    return module;
}

/* --- Step by step ------------------------------------------------------------------------------------------ */

typedef struct import {
    machine *m;
    ref name, loader;
    ref lock; /* stands for the lock in the interpreter's tables: the first list that is made */
    value spec, module;
} import;

/* A step whose object lies on the stack until it dies. */
static value passing_make(import *i, char step)
{
    machine *m = i->m;
    if (step == 'D')
        return own_dict(m);
    if (step == 'K')
        return held_dict(m, i->name);
    if (step != 'L')
        return own_tuple(m, (uint32_t)(step - '0'));
    own_next(m);
    value list = make_list(m, 0, 0);
    i->lock = i->lock ? i->lock : VALUE_ROW(list);
    return list;
}

static void lock_step(import *i, char step)
{
    machine *m = i->m;
    if (step == 'M')
        table_put(m, "_module_locks", i->name, i->lock);
    else if (step == 'm')
        table_take(m, "_module_locks", i->name);
    else if (step == 'W')
        table_put(m, "_blocking_on", m->small_ints, i->lock);
    else
        table_take(m, "_blocking_on", m->small_ints);
}

static void lasting_step(import *i, char step)
{
    machine *m = i->m;
    if (step == 'S')
        i->spec = spec_new(m);
    else if (step == 'F')
        spec_fill(m, VALUE_ROW(i->spec), i->name, i->loader);
    else
        i->module = module_make(m, i->name, i->loader, VALUE_ROW(i->spec));
}

/* Its letters: sim/profile.h, import_steps. */
static void import_step(import *i, char step)
{
    machine *m = i->m;
    if (step == 'b')
        unseen_birth(m);
    else if (step == 'd')
        unseen_death(m);
    else if (step == 'c')
        signals_check(m);
    else if (step == '-')
        value_drop(m, *--m->sp);
    else if (strchr("SFA", step))
        lasting_step(i, step);
    else if (strchr("MmWw", step))
        lock_step(i, step);
    else
        *m->sp++ = passing_make(i, step);
}

static value library_import_atexit(machine *m, const call_args *a)
{
    (void)a;
    import i = {.m = m, .name = name_of(m, MODULE_NAME_TEXT), .loader = library_global(m, "BuiltinImporter")};
    for (const char *step = m->profile->import_steps; *step && !m->stopped; step++)
        import_step(&i, *step);
    if (m->stopped)
        return 0;
    if (!m->module_atexit) {
        m->module_atexit = VALUE_ROW(i.module);
        world_emit(m->r, EV_PIN, 0, m->module_atexit, 0, 0); /* sys.modules */
    }
    value_drop(m, i.spec);
    value_drop(m, i.module);
    return m->none;
}

static value atexit_refused(machine *m, const call_args *a)
{
    (void)a;
    return stop_unsupported(m, "the module 'atexit' is not supported");
}

const builtin_info BUILTINS_ATEXIT[] = {
    {"_import_atexit", OWNER_LIBRARY, 0, 0, 0, library_import_atexit},
    {"register", OWNER_ATEXIT, 0, ANY_NUMBER, 0, atexit_refused},
    {"_clear", OWNER_ATEXIT, 0, ANY_NUMBER, 0, atexit_refused},
    {"unregister", OWNER_ATEXIT, 0, ANY_NUMBER, 0, atexit_refused},
    {"_run_exitfuncs", OWNER_ATEXIT, 0, ANY_NUMBER, 0, atexit_refused},
    {"_ncallbacks", OWNER_ATEXIT, 0, ANY_NUMBER, 0, atexit_refused},
    {0},
};
