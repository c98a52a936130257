/* The interpreter's own objects: made, through events like everything else, before the script runs.
 *
 * Differs: CPython's start-up heap has some 5,000 tracked objects; ours has none of them but counts
 * them in long_lived_total, because they weigh in the 25 % rule. */
#include "sim/vm/text_places.h"
#include "sim/vm/call.h"

#include "sim/vm/bytes.h"
#include "sim/vm/code_tuples.h"
#include "sim/vm/constants.h"
#include "sim/vm/library.h"
#include "sim/vm/disk.h"
#include "sim/vm/file.h"
#include "sim/vm/names.h"
#include "sim/vm/setobject.h"

#include <stdlib.h>

/* --- Immortals ----------------------------------------------------------------------------------------- */

static ref immortal(machine *m)
{
    ref o = m->r->w.born;
    world_emit(m->r, EV_IMMORTAL, 0, o, 0, 0);
    return o;
}

static ref immortal_new(machine *m, object_kind kind, uint32_t extra, uint32_t lo, uint32_t hi)
{
    world_emit(m->r, EV_NEW, (uint8_t)kind, extra, lo, hi);
    return immortal(m);
}

static void boot_singletons(machine *m)
{
    const profile *p = m->profile;
    m->none = immortal_new(m, KIND_NONE, 0, 0, 0);
    m->no = immortal_new(m, KIND_BOOL, 0, 0, 0);
    m->yes = immortal_new(m, KIND_BOOL, 0, 1, 0);
    m->ellipsis = immortal_new(m, KIND_ELLIPSIS, 0, 0, 0);
    m->not_implemented = immortal_new(m, KIND_NOT_IMPLEMENTED, 0, 0, 0);
    for (int32_t i = p->small_int_min; i <= p->small_int_max; i++) {
        ref o = immortal_new(m, KIND_INT, 4, (uint32_t)i, i < 0 ? UINT32_MAX : 0);
        if (i == p->small_int_min)
            m->small_ints = o; /* the rows follow each other: nothing has been freed yet */
    }
    world_emit_text(m->r, EV_NEW_TEXT, KIND_STR, 0, 0, 0, "");
    m->empty_str = immortal(m);
    for (unsigned i = 0; i < 256; i++) {
        char text[2] = {(char)(i < 0x80 ? i : 0xC0 | i >> 6), (char)(0x80 | (i & 0x3F))};
        world_emit_text(m->r, EV_NEW_TEXT, KIND_STR, i >= 0x80, 0, i < 0x80 ? 1 : 2, text);
        m->chars[i] = immortal(m);
    }
    world_emit_text(m->r, EV_NEW_TEXT, KIND_BYTES, 0, 0, 0, "");
    m->empty_bytes = immortal(m);
    for (unsigned i = 0; i < 256; i++) {
        char text = (char)i;
        world_emit_text(m->r, EV_NEW_TEXT, KIND_BYTES, 0, 0, 1, &text);
        m->bytes[i] = immortal(m);
    }
    m->empty_tuple = immortal_new(m, KIND_TUPLE, 0, 0, 0);
}

/* --- Names ------------------------------------------------------------------------------------------- */

static ref name_of(machine *m, const char *text)
{
    return name_intern(m, text, (uint32_t)strlen(text));
}

static bool boot_names(machine *m)
{
    static const char *const OWN[] = {"__dict__", "__weakref__", "__doc__", "__name__", "__qualname__",
                                      "__main__", "__package__", "__loader__", "__spec__",
                                      "__builtins__", "Py_Repr", "__file__", "__init__", "__del__", "__traceback__",
                                      "__hash__", "__new__", "__module__", "__annotations__",
                                      "__call__", "__cached__", "__notes__"};
    const program *p = m->program;
    m->names = calloc(p->name_count + 1, sizeof *m->names);
    m->shared_constants = calloc(p->constant_count + 1, sizeof *m->shared_constants);
    if (!m->names || !m->shared_constants || !name_table_open(m))
        return false;
    for (uint32_t i = 0; i < p->name_count; i++)
        m->names[i] = name_intern(m, p->names[i].text, p->names[i].length);
    m->last_name = m->r->w.born;
    for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++)
        name_of(m, OWN[i]);
    static const char *const OF_FILES[] = {"name", "mode", "closed", "<stdout>", "<stderr>", "__enter__", "__exit__"};
    for (size_t i = 0; i < sizeof OF_FILES / sizeof *OF_FILES; i++)
        name_of(m, OF_FILES[i]);
    m->name_stdout = name_of(m, "stdout");
    m->name_write = name_of(m, "write");
    m->name_flush = name_of(m, "flush");
    m->name_init = name_of(m, "__init__");
    m->name_dict = name_of(m, "__dict__");
    m->name_new = name_of(m, "__new__");
    m->name_getattr = name_find(m, "__getattr__");
    m->name_setattr = name_find(m, "__setattr__");
    m->name_delattr = name_find(m, "__delattr__");
    for (uint32_t i = 0; i < p->name_count; i++) {
        m->module_weakref_used |= strcmp(p->names[i].text, "weakref") == 0;
        m->module_gc_used |= strcmp(p->names[i].text, "gc") == 0;
    }
    return true;
}

/* --- Types ------------------------------------------------------------------------------------------------ */

typedef struct type_row {
    const char *name;
    uint8_t base, kind, flags;
} type_row;

static const type_row TYPES[BT_COUNT] = {
#define TYPE(name, text, base, kind, flags) [BT_##name] = {text, BT_##base, KIND_##kind, flags},
#include "sim/vm/builtin_type.def"
#undef TYPE
};

static void boot_type(machine *m, builtin_type number)
{
    const type_row *row = &TYPES[number];
    ref type = immortal_new(m, KIND_TYPE, 0, 0, 0), chain[16];
    uint32_t n = 0;
    m->types[number] = type;
    const char *dot = strrchr(row->name, '.'); /* tp_name has the module in front, __name__ has not */
    ref name = name_of(m, row->name), short_name = name_of(m, dot ? dot + 1 : row->name);
    world_emit(m->r, EV_SLOT_SET, 0, type, TYPE_NAME, name);
    world_emit(m->r, EV_SLOT_SET, 0, type, TYPE_QUALNAME, short_name);
    world_emit(m->r, EV_WORD_SET, 0, type, TYPE_BUILTIN, (uint32_t)number + 1);
    world_emit(m->r, EV_WORD_SET, 0, type, TYPE_INSTANCE_KIND, row->kind);
    if (row->kind == KIND_EXCEPTION) /* one is made by calling type(), as those of scripts */
        world_emit(m->r, EV_WORD_SET, 0, type, TYPE_LAYOUT,
                   LAYOUT_DICT | (number == BT_UNSUPPORTED_OPERATION ? LAYOUT_WEAKREFS : 0U));
    if ((row->flags & MAY_BE_BASE || row->kind == KIND_EXCEPTION) && !(row->flags & HEIRLESS))
        world_emit(m->r, EV_SLOT_SET, 0, type, TYPE_SUBCLASSES, immortal_new(m, KIND_DICT, 0, 0, 0));
    for (builtin_type t = number;; t = (builtin_type)TYPES[t].base) {
        chain[n++] = m->types[t];
        if (number == BT_UNSUPPORTED_OPERATION && t == BT_OS_ERROR)
            chain[n++] = m->types[BT_VALUE_ERROR]; /* its second base */
        if (t == BT_OBJECT)
            break;
    }
    ref mro = immortal_new(m, KIND_TUPLE, n * 8, n, 0);
    for (uint32_t i = 0; i < n; i++)
        world_emit(m->r, EV_SLOT_SET, 0, mro, i, chain[i]);
    world_emit(m->r, EV_SLOT_SET, 0, type, TYPE_MRO, mro);
}

/* --- Builtins and modules ----------------------------------------------------------------------------------- */

static bool builtin_is_descriptor(const builtin_info *info)
{
    return info->owner >= 0 && !(info->flags & (BUILTIN_CLASS | BUILTIN_STATIC));
}

/* Whom CPython's start-up has hold a builtin besides the namespaces that stand here: the dict of its type, and the
 * copies of the modules' namespaces. */
static uint32_t builtin_holders(const machine *m, const builtin_info *info)
{
    const profile *p = m->profile;
    if (info->owner != OWNER_BUILTINS)
        return info->owner == OWNER_GC ? 0 : 1;
    return strcmp(info->name, "getattr") == 0 ? p->getattr_holders - 1
           : strcmp(info->name, "open") == 0  ? p->open_holders - 1
                                              : p->builtin_holders - 1;
}

/* The object of a builtin. It stands in no list of the collector: scripts would find the start-up heap there. */
static ref boot_builtin(machine *m, uint32_t number)
{
    const builtin_info *info = m->builtins[number];
    world_emit(m->r, EV_NEW, KIND_BUILTIN, 0, number, builtin_is_descriptor(info));
    ref o = m->r->w.born;
    world_emit(m->r, EV_FLAG, 0, o, OBJ_INTERPRETER, 0);
    world_emit(m->r, EV_UNTRACK, 0, o, 0, 0);
    for (uint32_t i = builtin_holders(m, info); i > 0; i--)
        world_emit(m->r, EV_PIN, 0, o, 0, 0);
    if (info->flags & BUILTIN_CLASS)
        world_emit(m->r, EV_SLOT_SET, 0, o, BUILTIN_SELF, m->types[info->owner]);
    return o;
}

static bool boot_builtins(machine *m)
{
    uint32_t n = m->builtin_count = builtin_count();
    m->builtin_rows = calloc(n, sizeof *m->builtin_rows);
    m->builtin_names = calloc(m->program->name_count + 1, sizeof *m->builtin_names);
    m->builtins = calloc(n, sizeof *m->builtins);
    if (!m->builtin_rows || !m->builtin_names || !m->builtins)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        m->builtins[i] = builtin_numbered(i);
        m->builtin_rows[i] = boot_builtin(m, i);
        if (m->builtins[i] == BUILTINS_METHODS) /* the first of them */
            m->list_append = m->builtin_rows[i];
        if (m->builtins[i]->owner == BT_LIST && strcmp(m->builtins[i]->name, "sort") == 0)
            m->list_sort = m->builtin_rows[i];
        if (m->builtins[i]->owner == BT_DICT && strcmp(m->builtins[i]->name, "get") == 0)
            m->dict_get = m->builtin_rows[i];
    }
    m->build_class = m->builtin_rows[0];
    return true;
}

/* What a name means if neither locals nor globals have it. */
static ref builtin_named(const machine *m, const char *text)
{
    if (strcmp(text, "Ellipsis") == 0)
        return m->ellipsis;
    if (strcmp(text, "NotImplemented") == 0)
        return m->not_implemented;
    for (unsigned t = 0; t < BT_COUNT; t++)
        if (TYPES[t].flags & MAY_BE_CALLED && strcmp(TYPES[t].name, text) == 0)
            return m->types[t];
    for (uint32_t i = 0; i < m->builtin_count; i++)
        if (builtin_at(m, i)->owner == OWNER_BUILTINS && strcmp(builtin_at(m, i)->name, text) == 0)
            return m->builtin_rows[i];
    return 0;
}

/* What functions hold as their builtins: a script sees it by gc.get_referents() alone. */
static void boot_builtins_dict(machine *m)
{
    m->builtins_dict = immortal_new(m, KIND_DICT, 0, 0, 0);
    for (uint32_t i = 0; i < m->builtin_count; i++)
        if (builtin_at(m, i)->owner == OWNER_BUILTINS)
            dict_put_name(m, m->builtins_dict, name_of(m, builtin_at(m, i)->name), m->builtin_rows[i]);
    for (unsigned t = 0; t < BT_COUNT; t++)
        if (TYPES[t].flags & MAY_BE_CALLED && !strchr(TYPES[t].name, '.'))
            dict_put_name(m, m->builtins_dict, name_of(m, TYPES[t].name), m->types[t]);
    m->module_builtins = immortal_new(m, KIND_MODULE, 0, 0, 0);
    world_emit(m->r, EV_SLOT_SET, 0, m->module_builtins, MODULE_DICT, m->builtins_dict);
    world_emit(m->r, EV_SLOT_SET, 0, m->module_builtins, MODULE_NAME, name_of(m, "builtins"));
    dict_put_name(m, m->builtins_dict, name_of(m, "__name__"), name_of(m, "builtins"));
}

/* Now that the namespaces hold the builtins, their maker lets go. */
static void boot_builtins_settle(machine *m)
{
    for (uint32_t i = 0; i < m->builtin_count; i++)
        world_emit(m->r, EV_TEMP_DROP, 0, m->builtin_rows[i], 0, 0);
}

static ref module_new(machine *m, const char *name, int owner)
{
    ref module = immortal_new(m, KIND_MODULE, 0, 0, 0), dict = immortal_new(m, KIND_DICT, 0, 0, 0);
    world_emit(m->r, EV_SLOT_SET, 0, module, MODULE_DICT, dict);
    world_emit(m->r, EV_SLOT_SET, 0, module, MODULE_NAME, name_of(m, name));
    dict_put_name(m, dict, name_of(m, "__name__"), name_of(m, name));
    for (uint32_t i = 0; i < m->builtin_count; i++)
        if (builtin_at(m, i)->owner == owner)
            dict_put_name(m, dict, name_of(m, builtin_at(m, i)->name), m->builtin_rows[i]);
    return module;
}

/* Made by the interpreter, not by the script. */
static void interpreters(machine *m, value v)
{
    if (v & VALUE_OWNED)
        world_emit(m->r, EV_FLAG, 0, VALUE_ROW(v), OBJ_INTERPRETER, 0);
}

static void module_put(machine *m, ref module, const char *name, value v)
{
    interpreters(m, v);
    dict_put_name(m, world_word(machine_world(m), module, MODULE_DICT), name_of(m, name), v);
}

/* A list that stands in a module and, if `pinned`, in the interpreter's own state too. It is older than the
 * last collection of the start: it stands in the middle generation (measured: gc.get_objects() of 3.11.7,
 * 3.12.1, 3.13.0). */
static ref module_list(machine *m, ref module, const char *name, bool pinned)
{
    ref list = VALUE_ROW(make_list(m, 0, 0));
    world_emit(m->r, EV_GC_MOVE, 0, list, LIST_YOUNG + 1, 0);
    if (pinned)
        world_emit(m->r, EV_PIN, 0, list, 0, 0);
    module_put(m, module, name, list | VALUE_OWNED);
    return list;
}

static void boot_gc(machine *m)
{
    static const struct {
        const char *name;
        int64_t flag;
    } FLAGS[] = {{"DEBUG_STATS", GC_DEBUG_STATS},
                 {"DEBUG_COLLECTABLE", GC_DEBUG_COLLECTABLE},
                 {"DEBUG_UNCOLLECTABLE", GC_DEBUG_UNCOLLECTABLE},
                 {"DEBUG_SAVEALL", GC_DEBUG_SAVEALL},
                 {"DEBUG_LEAK", GC_DEBUG_LEAK}};
    m->mem.gc_garbage = module_list(m, m->module_gc, "garbage", true);
    m->gc_callbacks = module_list(m, m->module_gc, "callbacks", true);
    for (size_t i = 0; i < sizeof FLAGS / sizeof *FLAGS; i++)
        module_put(m, m->module_gc, FLAGS[i].name, make_int(m, FLAGS[i].flag));
}

/* An object in a module's namespace that CPython holds a second time, and that no collection looks at. */
static void module_pinned(machine *m, ref module, const char *name, value v)
{
    world_emit(m->r, EV_UNTRACK, 0, VALUE_ROW(v), 0, 0);
    world_emit(m->r, EV_PIN, 0, VALUE_ROW(v), 0, 0);
    module_put(m, module, name, v);
}

/* sys.stdout and sys.stderr; sys.__stdout__ is the second holder. */
static void boot_console(machine *m)
{
    value out = file_console(m, FILE_STDOUT), error = file_console(m, FILE_STDERR);
    ref files[] = {VALUE_ROW(out), VALUE_ROW(error)};
    m->console = files[0];
    m->console_error = files[1];
    for (size_t i = 0; i < 2; i++)
        interpreters(m, world_word(machine_world(m), files[i], FILE_DICT) | VALUE_OWNED);
    module_pinned(m, m->module_sys, "stdout", out);
    module_pinned(m, m->module_sys, "stderr", error);
}

/* sys.implementation. Source: CPython 3.13.0, Python/sysmodule.c, make_impl_info(). */
static void boot_implementation(machine *m, ref version)
{
    char tag[32];
    int major = 0, minor = 0;
    (void)sscanf(m->profile->version, "%d.%d", &major, &minor);
    (void)snprintf(tag, sizeof tag, "cpython-%d%d", major, minor);
    value dict = make_dict(m), cache_tag = make_text(m, tag);
    ref d = VALUE_ROW(dict);
    dict_put_name(m, d, name_of(m, "name"), name_of(m, "cpython"));
    dict_put_name(m, d, name_of(m, "cache_tag"), VALUE_ROW(cache_tag));
    dict_put_name(m, d, name_of(m, "version"), version);
    interpreters(m, cache_tag);
    value_drop(m, cache_tag);
    interpreters(m, dict);
    world_emit(m->r, EV_UNTRACK, 0, d, 0, 0);
    world_emit(m->r, EV_NEW, KIND_NAMESPACE, 0, 0, 0);
    value implementation = value_born(m);
    world_emit(m->r, EV_SLOT_SET, EV_STEAL, VALUE_ROW(implementation), 0, d);
    world_emit(m->r, EV_UNTRACK, 0, VALUE_ROW(implementation), 0, 0);
    module_put(m, m->module_sys, "implementation", implementation);
}

/* Source: CPython 3.13.0, Python/sysmodule.c, _PySys_InitCore(). */
static void boot_sys(machine *m)
{
    module_put(m, m->module_sys, "maxsize", make_int(m, INT64_MAX));
    /* sys.implementation holds it too; the collector knows neither. */
    value version = version_info_make(m);
    if (world_has(machine_world(m), VALUE_ROW(version), OBJ_TRACKED))
        world_emit(m->r, EV_UNTRACK, 0, VALUE_ROW(version), 0, 0);
    for (uint32_t i = 0; i < world_row(machine_world(m), VALUE_ROW(version))->lo; i++)
        interpreters(m, world_word(machine_world(m), VALUE_ROW(version), i) | VALUE_OWNED);
    module_put(m, m->module_sys, "version_info", version);
    boot_implementation(m, VALUE_ROW(version));
    char text[64]; /* Differs: when and by which compiler CPython was built, it tells too */
    (void)snprintf(text, sizeof text, "%s (main) [Ouroboros]", m->profile->version);
    module_put(m, m->module_sys, "version", make_text(m, text));
    boot_console(m);
    ref argv = module_list(m, m->module_sys, "argv", false);
    value script = make_text(m, m->options->file ? m->options->file : "");
    interpreters(m, script);
    world_emit(m->r, EV_LIST_APPEND, 0, argv, VALUE_ROW(script), 0);
    value_drop(m, script);
}

static void boot_modules(machine *m)
{
    m->module_gc = module_new(m, "gc", OWNER_GC);
    m->module_sys = module_new(m, "sys", OWNER_SYS);
    m->module_weakref = module_new(m, "weakref", OWNER_WEAKREF);
    module_put(m, m->module_weakref, "ref", m->types[BT_WEAKREF]);
    module_put(m, m->module_weakref, "ReferenceType", m->types[BT_WEAKREF]);
    module_put(m, m->module_weakref, "ProxyType", m->types[BT_PROXY]);
    module_put(m, m->module_weakref, "CallableProxyType", m->types[BT_CALLABLE_PROXY]);
    boot_gc(m);
    boot_sys(m);
}

/* __main__ and its namespace. They are made before the first collection; a script that imports weakref
 * has had one when it begins (measured: gc.get_objects() of 3.13.0). Their place matters at exit. */
static void boot_main(machine *m)
{
    world_emit(m->r, EV_NEW, KIND_MODULE, 0, 0, 0);
    ref module = m->main_module = m->r->w.born;
    world_emit(m->r, EV_PIN, 0, module, 0, 0);
    world_emit(m->r, EV_TEMP_DROP, 0, module, 0, 0);
    ref dict = m->main_dict = VALUE_ROW(make_dict(m));
    world_emit(m->r, EV_PIN, 0, dict, 0, 0); /* the module's frame holds it twice: f_locals, f_funcobj's globals */
    world_emit(m->r, EV_SLOT_SET, EV_STEAL, module, MODULE_DICT, dict);
    world_emit(m->r, EV_SLOT_SET, 0, module, MODULE_NAME, name_of(m, "__main__"));
    world_emit(m->r, EV_FLAG, 0, module, OBJ_INTERPRETER, 0);
    world_emit(m->r, EV_FLAG, 0, dict, OBJ_INTERPRETER, 0);
    dict_put_name(m, dict, name_of(m, "__name__"), name_of(m, "__main__"));
    static const char *const EMPTY[] = {"__doc__", "__package__", "__loader__", "__spec__"};
    for (size_t i = 0; i < sizeof EMPTY / sizeof *EMPTY; i++)
        dict_put_name(m, dict, name_of(m, EMPTY[i]), m->none);
    value annotations = make_dict(m), file = make_text(m, m->options->file ? m->options->file : "");
    interpreters(m, annotations);
    interpreters(m, file);
    dict_put_name(m, dict, name_of(m, "__annotations__"), annotations);
    dict_put_name(m, dict, name_of(m, "__builtins__"), m->none);
    dict_put_name(m, dict, name_of(m, "__file__"), file);
    dict_put_name(m, dict, name_of(m, "__cached__"), m->none);
    if (!world_has(machine_world(m), dict, OBJ_TRACKED))
        world_emit(m->r, EV_TRACK, 0, dict, 0, 0);
    /* The dict stands before its module. Importing weakref takes more allocations than the threshold:
     * such a script finds both in the middle generation. */
    uint32_t list = m->module_weakref_used ? LIST_YOUNG + 1 : LIST_YOUNG;
    world_emit(m->r, EV_GC_MOVE, 0, dict, list, 0);
    world_emit(m->r, EV_GC_MOVE, 0, module, list, 0);
}

/* --- Code ------------------------------------------------------------------------------------------------------ */

/* The code object holds its constants, or a tuple of them that is an earlier code's as well; behind them its other
 * tuples. */
static bool boot_constants(machine *m, const code *c, uint32_t group, code_tuples *tuples)
{
    const world *w = machine_world(m);
    uint32_t held = group ? 1 : c->const_count;
    value own[CODE_TUPLE_END];
    uint32_t count = code_tuples_make(tuples, m, c, !group, own);
    world_emit(m->r, EV_NEW, KIND_CODE, 0, c->serial, held + count);
    ref row = m->codes[c->serial] = m->r->w.born;
    world_emit(m->r, EV_FLAG, 0, row, OBJ_INTERPRETER, 0);
    world_emit(m->r, EV_WORD_SET, 0, row, held + count, 2 * c->unit_count);
    for (uint32_t i = 0; i < count; i++)
        world_emit(m->r, EV_SLOT_SET, value_steal(own[i]), row, held + i, VALUE_ROW(own[i]));
    if (group) {
        value tuple = group == c->serial ? constants_tuple(m, c) : world_word(w, m->codes[group], 0);
        world_emit(m->r, EV_SLOT_SET, value_steal(tuple), row, 0, VALUE_ROW(tuple));
    }
    for (uint32_t i = 0; i < c->const_count && !m->stopped; i++) {
        value v = constant_object(m, &c->consts[i]);
        if (!v)
            return false;
        m->constants[c->serial][i] = VALUE_ROW(v);
        bool is_code = c->consts[i].kind == CONST_CODE;
        if (!group)
            world_emit(m->r, EV_SLOT_SET, is_code ? EV_STEAL : value_steal(v), row, i, VALUE_ROW(v));
    }
    return true;
}

static bool boot_code(machine *m, const code *c, uint32_t group, code_tuples *tuples)
{
    m->constants[c->serial] = calloc(c->const_count + 1, sizeof **m->constants);
    instr *instrs = m->instrs[c->serial] = calloc(c->instr_count + 1, sizeof *instrs);
    if (!m->constants[c->serial] || !instrs)
        return stop_limit(m, OURO_ERR_NOMEM, "out of memory") != 0;
    if (!boot_constants(m, c, group, tuples))
        return false;
    memcpy(instrs, c->instrs, c->instr_count * sizeof *instrs);
    if (!m->r->keep)
        return true; /* nobody asks for lines: a traceback finds its own by the instruction */
    for (uint32_t i = 0; i < c->instr_count; i++) {
        uint32_t line = c->positions[i].line;
        if (line && (i == 0 || line != c->positions[i - 1].line))
            instrs[i].aux |= LINE_START;
    }
    for (uint32_t i = 0; i < c->instr_count; i++)
        if (c->instrs[i].op == OP_JUMP_BACKWARD && c->positions[c->instrs[i].arg].line)
            instrs[c->instrs[i].arg].aux |= LINE_START;
    return true;
}

/* Nothing but the interpreter holds the code of a module. */
static void pin_code(machine *m, const code *c)
{
    world_emit(m->r, EV_PIN, 0, m->codes[c->serial], 0, 0);
    world_emit(m->r, EV_TEMP_DROP, 0, m->codes[c->serial], 0, 0);
}

/* Inner code first: the compiler has numbered it before its maker, and the module 0. */
static bool boot_codes(machine *m)
{
    const program *p = m->program;
    m->codes = calloc(p->code_count, sizeof *m->codes);
    m->constants = calloc(p->code_count, sizeof *m->constants);
    m->instrs = calloc(p->code_count, sizeof *m->instrs);
    m->caches = calloc(p->code_count, sizeof *m->caches);
    uint32_t *groups = calloc(p->code_count, sizeof *groups);
    code_tuples tuples;
    bool ok = code_tuples_open(&tuples, p) && m->codes && m->constants && m->instrs && m->caches && groups &&
              constants_find_equal(m, groups);
    for (uint32_t i = 1; ok && i <= p->code_count; i++)
        ok = boot_code(m, p->codes[i % p->code_count], groups[i % p->code_count], &tuples);
    code_tuples_close(&tuples);
    free(groups);
    if (!ok)
        return false;
    pin_code(m, p->module);
    if (p->library)
        pin_code(m, p->library);
    return true;
}

/* The start-up of CPython has used slices: one is kept for the script. */
static void boot_slice(machine *m)
{
    world_emit(m->r, EV_NEW, KIND_SLICE, 0, 0, 0);
    ref slice = m->r->w.born;
    world_emit(m->r, EV_FLAG, 0, slice, OBJ_INTERPRETER, 0);
    memory_drop(&m->mem, slice);
}

typedef struct tracked_search {
    const world *w;
    bool found;
} tracked_search;

static void tracked_look(void *user, ref target)
{
    tracked_search *search = user;
    search->found |= world_may_be_tracked(search->w, target);
}

/* A tuple or dict that the first collection will not follow any more. */
static bool is_atomic(const world *w, ref o)
{
    tracked_search search = {w, false};
    if (world_kind(w, o) != KIND_TUPLE && world_kind(w, o) != KIND_DICT)
        return false;
    world_traverse(w, o, tracked_look, &search);
    return !search.found;
}

/* How many objects the collector knows already, and goes on to: they are among those that CPython starts with. */
static uint32_t tracked_count(const world *w)
{
    uint32_t count = 0;
    for (ref list = LIST_YOUNG; list <= LIST_OLD; list++)
        for (ref o = world_row(w, list)->gc_next; o != list; o = world_row(w, o)->gc_next)
            count += !is_atomic(w, o);
    return count;
}

static void boot_collector(machine *m)
{
    const profile *p = m->profile;
    for (uint32_t i = 0; i < 3; i++)
        world_emit(m->r, EV_GC_SET, 0, GC_THRESHOLD0 + i, p->gc_threshold[i], 0);
    bool all = m->module_weakref_used;
    world_emit(m->r, EV_GC_SET, 0, GC_LONG_LIVED,
               (all ? p->long_lived_with_sys_weakref : p->long_lived_start) - tracked_count(machine_world(m)), 0);
    world_emit(m->r, EV_GC_SET, 0, GC_COUNT0, 0, 0);
    m->r->w.gc_due = false;
}

bool machine_boot(machine *m)
{
    enum { STACK_VALUES = 1 << 20, FIRST_FRAMES = 64 };
    m->stack = malloc(STACK_VALUES * sizeof *m->stack);
    m->frames = m->frame = calloc(FIRST_FRAMES, sizeof *m->frames);
    if (!m->stack || !m->frames)
        return stop_limit(m, OURO_ERR_NOMEM, "out of memory") != 0;
    m->sp = m->stack;
    m->stack_end = m->stack + STACK_VALUES;
    m->frame_capacity = FIRST_FRAMES;
    boot_singletons(m);
    bool ok = boot_names(m);
    for (unsigned t = 0; ok && t < BT_COUNT; t++)
        boot_type(m, (builtin_type)t);
    ok = ok && boot_builtins(m);
    if (!ok)
        return stop_limit(m, OURO_ERR_NOMEM, "out of memory") != 0;
    boot_modules(m);
    boot_builtins_dict(m);
    boot_builtins_settle(m);
    for (uint32_t i = 0; i < m->program->name_count; i++)
        m->builtin_names[i] = builtin_named(m, m->program->names[i].text);
    boot_main(m);
    constants_hold_tree(m);
    if (!boot_codes(m))
        return m->stopped ? false : stop_limit(m, OURO_ERR_NOMEM, "out of memory") != 0;
    if (!library_boot(m))
        return false;
    boot_slice(m);
    boot_collector(m);
    return !m->stopped;
}

void machine_free(machine *m)
{
    for (uint32_t i = 0; i < m->program->code_count; i++) {
        if (m->constants)
            free(m->constants[i]);
        if (m->instrs)
            free(m->instrs[i]);
        if (m->caches)
            free(m->caches[i]);
    }
    free(m->constants);
    free(m->instrs);
    free(m->caches);
    free(m->class_changes);
    free(m->codes);
    free(m->names);
    free(m->name_table);
    free(m->name_serials);
    free(m->shared_constants);
    free(m->builtin_rows);
    free(m->builtins);
    free(m->builtin_names);
    free(m->stack);
    free(m->frames);
    buffer_free(&m->out);
    disk_free(m->disk);
    text_places_free(m);
    memory_close(&m->mem);
}
