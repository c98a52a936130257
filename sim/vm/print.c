/* print(): to the console, to a file, to whatever has a write method.
 * Source: CPython 3.13.0, Python/bltinmodule.c, builtin_print_impl(); Objects/fileobject.c,
 * PyFile_WriteObject(). */
#include "sim/vm/file.h"

#include "sim/log/dict.h"
#include "sim/vm/arguments.h"

enum { PRINT_SEP, PRINT_END, PRINT_FILE, PRINT_FLUSH, PRINT_OPTIONS };

/* Where the text goes. To the console it is gathered first; everybody else gets it piece by piece. */
typedef struct printer {
    ref file;
    bool console;
    buffer text;    /* for the console: what is complete */
} printer;

static bool options_take(machine *m, const call_args *a, ref out[PRINT_OPTIONS])
{
    static const char *const NAMES[PRINT_OPTIONS] = {"sep", "end", "file", "flush"};
    const world *w = machine_world(m);
    for (uint32_t k = 0; k < a->keywords; k++) {
        uint32_t length, i = 0;
        const char *name = world_text(w, world_word(w, a->keyword_names, k), &length);
        while (i < PRINT_OPTIONS && strcmp(NAMES[i], name) != 0)
            i++;
        if (i == PRINT_OPTIONS)
            return raise_keyword(m, "print", name, NAMES, PRINT_OPTIONS);
        out[i] = VALUE_ROW(a->v[a->count - a->keywords + k]);
    }
    return true;
}

/* sep= and end=: a str or None. */
static bool separators_check(machine *m, ref options[PRINT_OPTIONS])
{
    static const char *const NAMES[] = {"sep", "end"};
    for (uint32_t i = PRINT_SEP; i <= PRINT_END; i++) {
        if (options[i] == m->none)
            options[i] = 0;
        options[i] = world_core_of(machine_world(m), options[i]);
        if (options[i] && world_kind(machine_world(m), options[i]) != KIND_STR) {
            raise_error(m, BT_TYPE_ERROR, "%s must be None or a string, not %s", NAMES[i],
                        type_name(m, options[i]));
            return false;
        }
    }
    return true;
}

/* file= or sys.stdout. 0: raised, or nothing to do. */
static ref file_of(machine *m, ref given)
{
    if (given && given != m->none)
        return given;
    ref file = dict_get_name(m, world_word(machine_world(m), m->module_sys, MODULE_DICT), m->name_stdout);
    if (!file)
        raise_error(m, BT_RUNTIME_ERROR, "lost sys.stdout");
    return file == m->none || m->builtins_gone ? 0 : file;
}

static bool text_out(machine *m, printer *p)
{
    if (!machine_charge(m, (uint32_t)(p->text.length / 16)))
        return false;
    value v = p->text.length ? machine_output(m, false, buffer_text(&p->text), p->text.length) : m->none;
    buffer_clear(&p->text);
    return v != 0;
}

/* The write method of the interpreter's own files only counts. */
static bool write_to_file(machine *m, ref file, ref o, bool repr)
{
    unseen_birth(m);
    value str = repr ? object_repr(m, o) : object_str(m, o);
    bool ok = str && file_write(m, file, str);
    value_drop(m, str);
    unseen_death(m);
    return ok;
}

/* Source: CPython 3.13.0, Objects/fileobject.c, PyFile_WriteObject(). */
bool file_write_object(machine *m, ref file, ref o, bool repr)
{
    if (world_kind(machine_world(m), file) == KIND_FILE)
        return write_to_file(m, file, o, repr);
    value write = attribute_get(m, file, m->name_write);
    if (!write)
        return false;
    write = value_own(m, write);
    value str = repr ? object_repr(m, o) : object_str(m, o);
    value result = str ? call_object(m, VALUE_ROW(write), &str, 1) : 0;
    value_drop(m, result);
    value_drop(m, str);
    value_drop(m, write);
    return result != 0;
}

/* sys.stdout has taken a piece. What it has written stands before what a collection prints. */
static bool piece_taken(machine *m, printer *p, bool written)
{
    if (!written)
        return true;
    if (!text_out(m, p))
        return false;
    buffer_written(m);
    return !m->stopped;
}

/* To the console: what may be a str that others hold as well is kept as such. `held`: the references that
 * the call of print() itself has to `v`. */
static bool console_out(machine *m, printer *p, value v, uint32_t held)
{
    object_kind kind = world_kind(machine_world(m), VALUE_ROW(v));
    bool is_str = kind == KIND_STR;
    if (object_runs_code(machine_world(m), VALUE_ROW(v)) && !text_out(m, p)) /* it may print, too */
        return false;
    if (!is_str && kind != KIND_INSTANCE && kind != KIND_EXCEPTION && kind != KIND_PROXY) {
        size_t complete = p->text.length;
        bool ok = text_str(m, VALUE_ROW(v), &p->text);
        if (!ok)
            p->text.length = complete < p->text.length ? complete : p->text.length;
        else
            ok = piece_taken(m, p, stdout_piece(m, p->text.length - complete));
        return ok;
    }
    value str = is_str ? VALUE_ROW(v) : object_str(m, VALUE_ROW(v));
    if (!str)
        return false;
    (void)text_str(m, VALUE_ROW(str), &p->text);
    bool ok = piece_taken(m, p, stdout_str(m, VALUE_ROW(str), is_str ? held : 1));
    value_drop(m, str);
    return ok;
}

/* One piece: an object's str() or (v 0) a text of our own. What is ready goes out before a collection,
 * which may print. */
static bool console_piece_out(machine *m, printer *p, value v, uint32_t held, const char *text)
{
    if (m->r->w.gc_due && !text_out(m, p))
        return false;
    signals_check(m);
    if (v)
        return console_out(m, p, v, held);
    buffer_add_text(&p->text, text);
    return piece_taken(m, p, stdout_piece(m, strlen(text)));
}

static bool piece_out(machine *m, printer *p, value v, uint32_t held, const char *text)
{
    bool ok;
    if (p->console) {
        unseen_birth(m);
        ok = console_piece_out(m, p, v, held, text);
        unseen_death(m);
        return ok;
    }
    value str = v ? 0 : make_text(m, text);
    ok = (v || str) && file_write_object(m, p->file, VALUE_ROW(v ? v : str), false);
    value_drop(m, str);
    return ok;
}

static bool pieces_out(machine *m, printer *p, const call_args *a, const ref options[PRINT_OPTIONS])
{
    bool ok = true;
    for (uint32_t i = 0; ok && i < a->count - a->keywords; i++) {
        if (i)
            ok = piece_out(m, p, options[PRINT_SEP], 0, " ");
        uint32_t held = a->v[i] & VALUE_OWNED ? 2 : 1; /* by the tuple of arguments, and perhaps the stack */
        ok = ok && piece_out(m, p, a->v[i], held, NULL);
    }
    ok = ok && piece_out(m, p, options[PRINT_END], 0, "\n");
    return ok;
}

bool file_flush_by_name(machine *m, ref file)
{
    if (world_kind(machine_world(m), file) == KIND_FILE)
        return file_flush(m, file);
    value result = call_method(m, file, m->name_flush);
    value_drop(m, result);
    return result != 0;
}

/* file.flush(), if flush= is true. */
static bool flush_out(machine *m, ref file, ref flush)
{
    int wanted = flush ? object_is_true(m, flush) : 0;
    return wanted < 0 ? false : wanted == 0 || file_flush_by_name(m, file);
}

/* The arguments come in a tuple, which holds them too: Python/clinic/bltinmodule.c.h, builtin_print(). */
static void push_arguments(machine *m, const call_args *a)
{
    uint32_t n = a->count - a->keywords;
    if (n)
        world_emit(m->r, EV_OWN, 0, 0, 0, 0);
    value tuple = make_tuple(m, n);
    for (uint32_t i = n; i-- > 0;)
        tuple_fill(m, tuple, i, VALUE_ROW(a->v[i]));
    *m->sp++ = tuple;
}

static value builtin_print(machine *m, const call_args *a)
{
    push_arguments(m, a);
    ref options[PRINT_OPTIONS] = {0};
    if (!options_take(m, a, options))
        return 0;
    ref file = file_of(m, options[PRINT_FILE]);
    if (!file) {
        if (m->raised || m->stopped)
            return 0;
        value_drop(m, *--m->sp);
        return m->none;
    }
    if (!separators_check(m, options))
        return 0;
    printer p = {.file = file, .console = file == m->console};
    value held = 0;
    if (!p.console) { /* Python code may run, which may put another file in the place of sys.stdout */
        machine_own_stack(m);
        if (!options[PRINT_FILE] || options[PRINT_FILE] == m->none)
            held = value_own(m, file);
    }
    bool ok = pieces_out(m, &p, a, options);
    ok = text_out(m, &p) && ok && flush_out(m, file, options[PRINT_FLUSH]);
    buffer_free(&p.text);
    value_drop(m, held);
    if (!ok)
        return 0;
    value_drop(m, *--m->sp);
    return m->none;
}

const builtin_info BUILTINS_PRINT[] = {
    {"print", OWNER_BUILTINS, 0, 255, BUILTIN_PURE | BUILTIN_KEYWORDS, builtin_print},
    {0},
};
