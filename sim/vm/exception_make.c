/* How exceptions are made: the tp_new and tp_init of each type, what their attributes accept.
 * Source: CPython 3.13.0, Objects/exceptions.c, the function named at each. */
#include "sim/vm/exception_make.h"

#include "sim/vm/arguments.h"

#include "sim/log/exception_fields.h"
#include "sim/vm/introspect.h"

#include <errno.h>

static void slot_set(machine *m, ref e, uint32_t slot, ref o)
{
    if (o)
        world_emit(m->r, EV_SLOT_SET, 0, e, slot, o);
    else if (world_word(machine_world(m), e, slot))
        world_emit(m->r, EV_SLOT_CLEAR, 0, e, slot, 0);
    memory_settle(&m->mem);
}

static value tuple_of(machine *m, const value *items, uint32_t count)
{
    value tuple = make_tuple(m, count);
    for (uint32_t i = count; i-- > 0;)
        tuple_fill(m, tuple, i, VALUE_ROW(items[i]));
    return tuple;
}

/* --- OSError ---------------------------------------------------------------------------------------- */

enum { OS_ERRNO = EXCEPTION_OWN, OS_STRERROR, OS_FILENAME, OS_MOST = 5 };

static bool is_int(const world *w, ref o)
{
    return world_kind(w, o) == KIND_INT || world_kind(w, o) == KIND_BOOL;
}

/* The classes that errnomap knows and the language has not. */
static const char *foreign_os_error(int64_t number)
{
    static const struct {
        int number;
        const char *name;
    } FOREIGN[] = {
        {EAGAIN, "BlockingIOError"},        {EALREADY, "BlockingIOError"},
        {EINPROGRESS, "BlockingIOError"},   {EPIPE, "BrokenPipeError"},
        {ESHUTDOWN, "BrokenPipeError"},     {ECHILD, "ChildProcessError"},
        {ECONNABORTED, "ConnectionAbortedError"},
        {ECONNREFUSED, "ConnectionRefusedError"},
        {ECONNRESET, "ConnectionResetError"},
        {EEXIST, "FileExistsError"},        {EISDIR, "IsADirectoryError"},
        {ENOTDIR, "NotADirectoryError"},    {EINTR, "InterruptedError"},
        {EACCES, "PermissionError"},        {EPERM, "PermissionError"},
        {ESRCH, "ProcessLookupError"},      {ETIMEDOUT, "TimeoutError"},
    };
    for (size_t i = 0; i < sizeof FOREIGN / sizeof *FOREIGN; i++)
        if (FOREIGN[i].number == number)
            return FOREIGN[i].name;
    return NULL;
}

/* OSError_new(): OSError itself becomes the class that the number stands for. 0: refused. */
static ref os_error_class(machine *m, ref type, const value *args, uint32_t count)
{
    const world *w = machine_world(m);
    if (type != m->types[BT_OS_ERROR] || count < 2 || count > OS_MOST || !is_int(w, VALUE_ROW(args[0])))
        return type;
    int64_t number = world_int(w, VALUE_ROW(args[0]));
    if (number == ENOENT)
        return m->types[BT_FILE_NOT_FOUND_ERROR];
    const char *foreign = foreign_os_error(number);
    return foreign ? stop_unsupported(m, "'%s' is not supported", foreign) : type;
}

/* oserror_init(): number, text and file name are no longer among the args if there is a name. */
static void os_error_fill(machine *m, ref e, const value *args, uint32_t count, ref packed)
{
    bool parsed = count >= 2 && count <= OS_MOST;
    ref name = parsed && count > 2 && VALUE_ROW(args[2]) != m->none ? VALUE_ROW(args[2]) : 0;
    if (parsed && count == OS_MOST && VALUE_ROW(args[4]) != m->none) {
        stop_unsupported(m, "'OSError.filename2' is not supported");
        return;
    }
    slot_set(m, e, OS_FILENAME, name);
    slot_set(m, e, OS_ERRNO, parsed ? VALUE_ROW(args[0]) : 0);
    slot_set(m, e, OS_STRERROR, parsed ? VALUE_ROW(args[1]) : 0);
    value tuple = packed && !name ? packed : tuple_of(m, args, name ? 2 : count);
    world_emit(m->r, EV_SLOT_SET, value_steal(tuple), e, EXCEPTION_ARGS, VALUE_ROW(tuple));
    memory_settle(&m->mem);
}

static bool is_os_error(const machine *m, ref type)
{
    return type_is_subtype(m, type, m->types[BT_OS_ERROR]);
}

/* --- The others --------------------------------------------------------------------------------------- */

static bool no_keywords(machine *m, ref type, ref names)
{
    if (!names || !world_row(machine_world(m), names)->lo)
        return true;
    raise_error(m, BT_TYPE_ERROR, "%s() takes no keyword arguments", class_name(m, type));
    return false;
}

/* ImportError, NameError, AttributeError: keywords are fields. */
static bool keywords_fill(machine *m, ref e, const exception_fields *own, const value *values, ref names)
{
    const world *w = machine_world(m);
    for (uint32_t k = 0; names && k < world_row(w, names)->lo; k++) {
        uint32_t length, slot = 0;
        const char *name = world_text(w, world_word(w, names, k), &length);
        while (slot < EXCEPTION_OWN_SLOTS && own->names[slot] && strcmp(own->names[slot], name) != 0)
            slot++;
        if (strcmp(name, "name_from") == 0)
            return stop_unsupported(m, "'ImportError.name_from' is not supported"), false;
        if (slot == EXCEPTION_OWN_SLOTS || !own->names[slot] || strcmp(name, "msg") == 0) {
            uint32_t first = own->names[0] && strcmp(own->names[0], "msg") == 0, end = first;
            while (end < EXCEPTION_OWN_SLOTS && own->names[end])
                end++;
            return raise_keyword_of_list(m, own->type_name, name, own->names + first, end - first,
                                         end - first + first); /* an ImportError also takes name_from */
        }
        slot_set(m, e, EXCEPTION_OWN + slot, VALUE_ROW(values[k]));
    }
    return true;
}

static bool takes_keywords(const machine *m, ref type)
{
    return type_is_subtype(m, type, m->types[BT_IMPORT_ERROR]) ||
           type_is_subtype(m, type, m->types[BT_NAME_ERROR]) ||
           type_is_subtype(m, type, m->types[BT_ATTRIBUTE_ERROR]);
}

/* StopIteration_init(), SystemExit_init(), ImportError_init() and so on, behind BaseException_init(). */
static bool fields_fill(machine *m, ref e, const value *args, uint32_t count, ref names)
{
    const world *w = machine_world(m);
    ref type = type_of(m, e), first = count ? VALUE_ROW(args[0]) : 0;
    if (takes_keywords(m, type)) {
        if (type_is_subtype(m, type, m->types[BT_IMPORT_ERROR]))
            slot_set(m, e, EXCEPTION_OWN, count == 1 ? first : 0);
        return keywords_fill(m, e, exception_fields_of(w, type), args + count, names);
    }
    if (!no_keywords(m, type, names))
        return false;
    if (type_is_subtype(m, type, m->types[BT_STOP_ITERATION]))
        slot_set(m, e, EXCEPTION_OWN, count ? first : m->none);
    else if (type_is_subtype(m, type, m->types[BT_SYSTEM_EXIT]) && count)
        slot_set(m, e, EXCEPTION_OWN, count == 1 ? first : world_word(w, e, EXCEPTION_ARGS));
    return true;
}

/* --- tp_new, tp_init --------------------------------------------------------------------------------------- */

bool exception_refuses(machine *m, ref type, ref names)
{
    return is_os_error(m, type) && !no_keywords(m, type, names);
}

value exception_new(machine *m, ref type, const value *args, uint32_t count, ref packed, bool has_init)
{
    const world *w = machine_world(m);
    bool os_error = is_os_error(m, type);
    if (os_error && !has_init && !(type = os_error_class(m, type, args, count)))
        return 0;
    value tuple = os_error ? m->empty_tuple : packed ? packed : tuple_of(m, args, count);
    uint32_t extra = exception_fields_bytes(w, type) - world_kind_bytes(w, KIND_EXCEPTION);
    world_emit(m->r, EV_NEW, KIND_EXCEPTION, extra, type, 0);
    value exception = value_born(m);
    world_emit(m->r, EV_SLOT_SET, value_steal(tuple), VALUE_ROW(exception), EXCEPTION_ARGS, VALUE_ROW(tuple));
    if (os_error && !has_init)
        os_error_fill(m, VALUE_ROW(exception), args, count, packed);
    return exception;
}

bool exception_begin(machine *m, ref e, const value *args, uint32_t count, ref names)
{
    return is_os_error(m, type_of(m, e)) ? no_keywords(m, type_of(m, e), names)
                                         : fields_fill(m, e, args, count, names);
}

/* exception.__init__(): what a script's own __init__ calls through super(). */
static value exception_init(machine *m, const call_args *a)
{
    uint32_t count = a->count - a->keywords;
    if (is_os_error(m, type_of(m, a->self))) {
        ref init = type_lookup(m, type_of(m, a->self), name_find(m, "__init__"));
        if (!no_keywords(m, type_of(m, a->self), a->keyword_names))
            return 0;
        if (world_kind(machine_world(m), init) == KIND_FUNCTION) /* oserror_use_init() */
            os_error_fill(m, a->self, a->v, count, a->packed);
        return m->stopped ? 0 : m->none;
    }
    value tuple = a->packed ? a->packed : tuple_of(m, a->v, count);
    world_emit(m->r, EV_SLOT_SET, value_steal(tuple), a->self, EXCEPTION_ARGS, VALUE_ROW(tuple));
    memory_settle(&m->mem);
    return fields_fill(m, a->self, a->v, count, a->keyword_names) ? m->none : 0;
}

/* PyErr_SetObject() with a class that is one of the interpreter's. */
value make_exception(machine *m, ref type, value argument)
{
    bool both = type == m->types[BT_STOP_ITERATION] || type == m->types[BT_SYSTEM_EXIT];
    value args = make_tuple(m, argument ? 1 : 0);
    if (argument)
        tuple_fill(m, args, 0, argument);
    const world *w = machine_world(m);
    uint32_t extra = exception_fields_bytes(w, type) - world_kind_bytes(w, KIND_EXCEPTION);
    world_emit(m->r, EV_NEW, KIND_EXCEPTION, extra, type, 0);
    value exception = value_born(m);
    world_emit(m->r, EV_SLOT_SET, value_steal(args), VALUE_ROW(exception), EXCEPTION_ARGS, VALUE_ROW(args));
    if (both && argument)
        slot_set(m, VALUE_ROW(exception), EXCEPTION_OWN, VALUE_ROW(argument));
    return exception;
}

/* --- with_traceback() ---------------------------------------------------------------- */

static value exception_with_traceback(machine *m, const call_args *a)
{
    exception_attribute_set(m, a->self, name_find(m, "__traceback__"), a->v[0]);
    return m->stopped || m->raised ? 0 : value_own(m, a->self);
}

/* BaseException_add_note(): the list is an ordinary attribute. */
static value exception_add_note(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    ref note = VALUE_ROW(a->v[0]);
    if (world_kind(w, note) != KIND_STR)
        return raise_error(m, BT_TYPE_ERROR, "note must be a str, not '%s'", type_name(m, note));
    ref dict = attribute_dict(m, a->self, EXCEPTION_DICT), name = name_find(m, "__notes__");
    ref notes = dict_get_name(m, dict, name);
    if (!notes) {
        value list = make_list(m, 0, 0);
        notes = VALUE_ROW(list);
        dict_put_name(m, dict, name, list);
    }
    if (world_kind(w, notes) != KIND_LIST)
        return raise_error(m, BT_TYPE_ERROR, "Cannot add note: __notes__ is not a list");
    world_emit(m->r, EV_LIST_APPEND, 0, notes, note, 0);
    return m->none;
}

const builtin_info BUILTINS_EXCEPTIONS[] = {
    {"add_note", BT_BASE_EXCEPTION, 1, 1, 0, exception_add_note},
    {"__init__", BT_BASE_EXCEPTION, 0, 255, BUILTIN_KEYWORDS | BUILTIN_WRAPPER, exception_init},
    {"with_traceback", BT_BASE_EXCEPTION, 1, 1, 0, exception_with_traceback},
    {0},
};
