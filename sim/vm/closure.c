/* Cells, starred calls and displays: the parts of calls that plain functions do without.
 * Source: CPython 3.13.0, Python/bytecodes.c, the instruction named at each function;
 * Objects/cellobject.c. */
#include "sim/vm/call.h"
#include "sim/vm/eval.h"
#include "sim/vm/heir.h"
#include "sim/vm/sequence.h"
#include "sim/vm/setobject.h"

#include "sim/log/dict.h"

#include <stdlib.h>

static ref local_at(const machine *m, uint32_t i)
{
    return m->frame->locals[i];
}

/* --- Cells --------------------------------------------------------------------------------------- */

void cell_make(machine *m, uint32_t i)
{
    ref initial = local_at(m, i);
    world_emit(m->r, EV_NEW, KIND_CELL, 0, 0, 0);
    ref cell = m->r->w.born;
    if (initial)
        world_emit(m->r, EV_SLOT_SET, 0, cell, 0, initial);
    world_emit(m->r, EV_LOCAL_SET, EV_STEAL, i, cell, 0);
    memory_settle(&m->mem);
}

void cells_copy_free(machine *m, uint32_t count)
{
    const world *w = machine_world(m);
    ref closure = world_word(w, m->frame->function, FUNCTION_CLOSURE);
    uint32_t first = m->frame->code->local_count - count;
    for (uint32_t i = 0; i < count; i++)
        world_emit(m->r, EV_LOCAL_SET, 0, first + i, world_word(w, closure, i), 0);
}

/* format_exc_unbound() */
static value cell_empty(machine *m, uint32_t i)
{
    const code *c = m->frame->code;
    const char *name = m->program->names[c->local_names[i]].text;
    if (i < c->local_count - c->free_count)
        return raise_error(m, BT_UNBOUND_LOCAL_ERROR,
                           "cannot access local variable '%s' where it is not associated with a value", name);
    raise_error(m, BT_NAME_ERROR,
                "cannot access free variable '%s' where it is not associated with a value in enclosing scope",
                name);
    raised_field(m, 0, m->names[c->local_names[i]]);
    return 0;
}

value cell_load(machine *m, uint32_t i)
{
    ref content = world_word(machine_world(m), local_at(m, i), 0);
    return content ? content : cell_empty(m, i);
}

void cell_store(machine *m, uint32_t i, value v)
{
    world_emit(m->r, EV_SLOT_SET, value_steal(v), local_at(m, i), 0, VALUE_ROW(v));
    memory_settle(&m->mem);
}

bool cell_delete(machine *m, uint32_t i)
{
    if (!world_word(machine_world(m), local_at(m, i), 0))
        return cell_empty(m, i) != 0;
    world_emit(m->r, EV_SLOT_CLEAR, 0, local_at(m, i), 0, 0);
    memory_settle(&m->mem);
    return true;
}

/* LOAD_FROM_DICT_OR_DEREF: a class body asks its own names first. */
value cell_load_in_class(machine *m, ref names, uint32_t i)
{
    ref found = dict_get_name(m, names, m->names[m->frame->code->local_names[i]]);
    return found ? found : cell_load(m, i);
}

/* LOAD_FAST_AND_CLEAR: a comprehension puts a local aside, which may be empty. */
value local_put_aside(machine *m, uint32_t i)
{
    ref o = local_at(m, i);
    if (!o)
        return 0;
    value v = value_own(m, o);
    world_emit(m->r, EV_LOCAL_CLEAR, 0, i, 0, 0);
    return v;
}

/* --- f(*args, **kwargs) ----------------------------------------------------------------------------- */

enum { EX_MAX = 1000000, EX_SMALL = 32 }; /* arguments of a call; so many need no block of their own */

/* A callable without a vectorcall gets the dict as it is. Here the names still come in a tuple, of whose life
 * neither the collector nor the free lists are told. Source: CPython 3.13.0, Objects/call.c, _PyObject_Call(). */
static value unseen_tuple(machine *m, uint32_t n)
{
    if (n == 0)
        return m->empty_tuple;
    world *w = &m->r->w;
    uint32_t count = w->state.gc_count[0];
    bool due = w->gc_due;
    world_emit(m->r, EV_OWN, 0, 0, 0, 0);
    world_emit(m->r, EV_NEW, KIND_TUPLE | EV_FRESH, n * 8, n, 0);
    value tuple = value_born(m);
    world_emit(m->r, EV_UNTRACK, 0, VALUE_ROW(tuple), 0, 0);
    world_emit(m->r, EV_FLAG, 0, VALUE_ROW(tuple), OBJ_INTERPRETER | OBJ_MARKED, 0);
    world_emit(m->r, EV_GC_SET, 0, GC_COUNT0, count, 0);
    w->gc_due = due;
    return tuple;
}

static void unseen_tuple_drop(machine *m, value tuple)
{
    if (tuple & VALUE_OWNED)
        world_emit(m->r, EV_GC_SET, 0, GC_COUNT0, machine_world(m)->state.gc_count[0] + 1, 0);
    value_drop(m, tuple);
}

/* The keyword arguments of a dict, behind the positional ones; their names in a tuple on the stack. */
static bool keywords_unpack(machine *m, ref callable, ref dict, value *args, uint32_t *count, ref *names)
{
    const world *w = machine_world(m);
    uint32_t n = dict_used(w, dict), k = 0;
    value tuple = has_vectorcall(m, callable) ? make_tuple(m, n) : unseen_tuple(m, n);
    *m->sp++ = tuple;
    for (uint32_t i = 0; i < dict_entry_count(w, dict); i++) {
        dict_item entry = dict_entry(w, dict, i);
        if (!entry.key)
            continue;
        if (world_kind(w, entry.key) != KIND_STR) {
            if (world_kind(w, world_core_of(w, entry.key)) == KIND_STR)
                return stop_unsupported(m, "keywords of a class derived from str are not supported"), false;
            raise_error(m, BT_TYPE_ERROR, "keywords must be strings");
            return false;
        }
        args[(*count)++] = entry.value;
        world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(tuple), k++, entry.key);
    }
    *names = n ? VALUE_ROW(tuple) : 0;
    return true;
}

/* _PyObject_FunctionStr(): "__main__.f()", "len()". */
void function_shown(machine *m, ref callable, buffer *out)
{
    signals_check(m); /* each part is its str() */
    const world *w = machine_world(m);
    uint32_t length;
    object_kind kind = world_kind(w, callable);
    if (kind == KIND_METHOD)
        callable = world_word(w, callable, METHOD_FUNCTION);
    kind = world_kind(w, callable);
    if (kind == KIND_FUNCTION)
        buffer_printf(out, "__main__.%s()",
                      world_text(w, world_word(w, callable, FUNCTION_QUALNAME), &length));
    else if (kind == KIND_TYPE)
        buffer_printf(out, "%s%s()", world_word(w, callable, TYPE_BUILTIN) ? "" : "__main__.",
                      world_text(w, world_word(w, callable, TYPE_QUALNAME), &length));
    else if (kind == KIND_BUILTIN) {
        char name[BUILTIN_NAME_BYTES];
        builtin_full_name(m, builtin_at(m, world_row(w, callable)->lo), name);
        buffer_printf(out, "%s()", name);
    } else if (!text_str(m, callable, out)) {
        exception_drop(m);
    }
}

/* check_args_iterable() */
static bool arguments_iterable(machine *m, ref callable, ref o)
{
    if (object_iterable(m, o))
        return true;
    buffer name = {0};
    function_shown(m, callable, &name);
    raise_error(m, BT_TYPE_ERROR, "%s argument after * must be an iterable, not %s", buffer_text(&name),
                type_name(m, o));
    buffer_free(&name);
    return false;
}

/* The positional arguments as a tuple, in the place of the iterable. */
static bool positional_unpack(machine *m, value *place)
{
    if (world_kind(machine_world(m), VALUE_ROW(*place)) == KIND_TUPLE)
        return true;
    value tuple = sequence_tuple(m, *place);
    if (!tuple)
        return false;
    value starred = *place;
    *place = tuple;
    value_drop(m, starred);
    return true;
}

/* What is called by a vector gets keywords as _PyStack_UnpackDict() lays them out: that holds each argument
 * once more. Of more arguments than these nobody will look at the counts. */
enum { HELD_UNPACKED = 24 };
static const instr *call_with_unpacked(machine *m, value *base, value *args, uint32_t count, ref names,
                                       const instr *next)
{
    if (world_kind(machine_world(m), VALUE_ROW(base[0])) == KIND_FUNCTION)
        return call_unpacked(m, base, args, count, names, next);
    value *top = m->sp;
    bool held = names && count <= HELD_UNPACKED && has_vectorcall(m, VALUE_ROW(base[0]));
    for (uint32_t i = 0; held && i < count; i++)
        *m->sp++ = value_own(m, VALUE_ROW(args[i]));
    value result = call_with_made(m, VALUE_ROW(base[0]), args, count, names, VALUE_ROW(base[2]));
    while (m->sp > top)
        value_drop(m, *--m->sp);
    if (names && world_has(machine_world(m), names, OBJ_INTERPRETER))
        unseen_tuple_drop(m, *--m->sp);
    if (!result)
        return NULL;
    stack_drop_from(m, base);
    *m->sp++ = result;
    if (m->r->w.gc_due)
        gc_run_pending(&m->mem);
    return m->stopped ? NULL : next;
}

/* CALL_FUNCTION_EX: callable, empty, positional, and perhaps a dict of keywords lie on the stack. */
const instr *call_starred(machine *m, bool keywords, const instr *next)
{
    const world *w = machine_world(m);
    machine_own_stack(m);
    value *base = m->sp - 3 - keywords, few[EX_SMALL];
    uint32_t count = 0;
    ref names = 0;
    if (!arguments_iterable(m, VALUE_ROW(base[0]), VALUE_ROW(base[2])) || !positional_unpack(m, &base[2]))
        return NULL;
    if (!object_callable(m, VALUE_ROW(base[0])))
        return raise_error(m, BT_TYPE_ERROR, "'%s' object is not callable", type_name(m, VALUE_ROW(base[0]))), NULL;
    ref tuple = VALUE_ROW(base[2]);
    uint32_t total = world_row(w, tuple)->lo + (keywords ? dict_used(w, VALUE_ROW(base[3])) : 0);
    if (total > EX_MAX)
        return stop_limit(m, OURO_ERR_LIMIT, "more than %d arguments", EX_MAX), NULL;
    value *args = total > EX_SMALL ? malloc(total * sizeof *args) : few;
    if (!args)
        return stop_limit(m, OURO_ERR_NOMEM, "out of memory"), NULL;
    for (; count < world_row(w, tuple)->lo; count++)
        args[count] = world_word(w, tuple, count);
    const instr *done = NULL;
    if (!keywords || keywords_unpack(m, VALUE_ROW(base[0]), VALUE_ROW(base[3]), args, &count, &names))
        done = call_with_unpacked(m, base, args, count, names, next);
    if (args != few)
        free(args);
    return done;
}

/* --- Displays ------------------------------------------------------------------------------------------ */

value list_to_tuple(machine *m, ref list)
{
    uint32_t n = world_row(machine_world(m), list)->lo;
    value tuple = make_tuple(m, n);
    for (uint32_t i = n; i-- > 0;)
        tuple_fill(m, tuple, i, world_word(machine_world(m), list, i));
    return tuple;
}

/* A keyword given twice, or any other KeyError while the keywords were collected. */
static void keyword_raise(machine *m, ref function, ref error)
{
    ref key = world_word(machine_world(m), world_word(machine_world(m), error, EXCEPTION_ARGS), 0);
    buffer name = {0}, text = {0};
    function_shown(m, function, &name);
    if (text_str(m, key, &text))
        raise_error(m, BT_TYPE_ERROR, "%s got multiple values for keyword argument '%s'", buffer_text(&name),
                    buffer_text(&text));
    buffer_free(&name);
    buffer_free(&text);
}

/* _PyEval_FormatKwargsError(): it is no mapping, or gives a keyword twice. */
static void keywords_raise(machine *m, ref function, ref from)
{
    ref error = m->raised;
    if (exception_is(m, error, BT_ATTRIBUTE_ERROR)) {
        buffer name = {0};
        exception_drop(m);
        function_shown(m, function, &name);
        raise_error(m, BT_TYPE_ERROR, "%s argument after ** must be a mapping, not %s", buffer_text(&name),
                    type_name(m, from));
        buffer_free(&name);
    } else if (exception_is(m, error, BT_KEY_ERROR) &&
               world_row(machine_world(m), world_word(machine_world(m), error, EXCEPTION_ARGS))->lo == 1) {
        m->raised = 0;
        keyword_raise(m, function, error);
        memory_drop(&m->mem, error);
    }
}

/* DICT_UPDATE, DICT_MERGE: `unique`: the function that gets these keyword arguments, else 0. */
bool dict_take_all(machine *m, ref to, ref from, ref unique)
{
    ref core = world_core_of(machine_world(m), from);
    bool direct = dict_merges_directly(m, from);
    bool ok = !direct  ? dict_merge_mapping(m, to, from, unique != 0)
              : unique ? dict_merge_unique(m, to, core)
                       : dict_merge_dict(m, to, core);
    if (ok || !m->raised)
        return ok;
    if (unique) {
        keywords_raise(m, unique, from);
    } else if (exception_is(m, m->raised, BT_ATTRIBUTE_ERROR)) {
        exception_drop(m);
        raise_error(m, BT_TYPE_ERROR, "'%s' object is not a mapping", type_name(m, from));
    }
    return false;
}
