/* What scripts may ask of exceptions, tracebacks and frames.
 * Source: CPython 3.13.0, Objects/exceptions.c, Python/traceback.c, Objects/frameobject.c. */
#include "sim/vm/eval.h"

#include "sim/log/dict.h"

static value or_none(const machine *m, ref o)
{
    return o ? o : m->none;
}

/* --- Exceptions ------------------------------------------------------------------------------------ */

static int32_t exception_slot(const machine *m, ref name)
{
    return name_is(m, name, "__traceback__") ? EXCEPTION_TRACEBACK
           : name_is(m, name, "__cause__")   ? EXCEPTION_CAUSE
           : name_is(m, name, "__context__") ? EXCEPTION_CONTEXT
           : name_is(m, name, "args")        ? EXCEPTION_ARGS
                                             : -1;
}

value exception_attribute(machine *m, ref o, ref name)
{
    int32_t slot = exception_slot(m, name);
    if (slot >= 0)
        return or_none(m, world_word(machine_world(m), o, (uint32_t)slot));
    if (name_is(m, name, "__suppress_context__"))
        return make_bool(m, world_row(machine_world(m), o)->hi != 0);
    return 0;
}

bool exception_attribute_set(machine *m, ref o, ref name, value v)
{
    int32_t slot = exception_slot(m, name);
    ref content = VALUE_ROW(v);
    if (slot < 0)
        return false;
    object_kind kind = world_kind(machine_world(m), content);
    bool fits = content == m->none || kind == (slot == EXCEPTION_TRACEBACK ? KIND_TRACEBACK
                                               : slot == EXCEPTION_ARGS    ? KIND_TUPLE
                                                                           : KIND_EXCEPTION);
    if (!fits || (slot == EXCEPTION_ARGS && content == m->none)) {
        stop_unsupported(m, "this value for an attribute of an exception is not supported");
        return true;
    }
    if (content == m->none)
        world_emit(m->r, EV_SLOT_CLEAR, 0, o, (uint32_t)slot, 0);
    else
        world_emit(m->r, EV_SLOT_SET, 0, o, (uint32_t)slot, content);
    if (slot == EXCEPTION_CAUSE)
        world_emit(m->r, EV_PAYLOAD_SET, 0, o, world_row(machine_world(m), o)->lo, 1);
    memory_settle(&m->mem);
    return true;
}

/* BaseException.__init__(): the arguments become args. */
static value exception_init(machine *m, const call_args *a)
{
    value args = make_tuple(m, a->count);
    for (uint32_t i = a->count; i-- > 0;)
        tuple_fill(m, args, i, VALUE_ROW(a->v[i]));
    world_emit(m->r, EV_SLOT_SET, value_steal(args), a->self, EXCEPTION_ARGS, VALUE_ROW(args));
    memory_settle(&m->mem);
    return m->none;
}

static value exception_with_traceback(machine *m, const call_args *a)
{
    exception_attribute_set(m, a->self, name_find(m, "__traceback__"), a->v[0]);
    return m->stopped ? 0 : value_own(m, a->self);
}

static value object_init(machine *m, const call_args *a)
{
    (void)a;
    return m->none;
}

const builtin_info BUILTINS_EXCEPTIONS[] = {
    {"__init__", BT_BASE_EXCEPTION, 0, 255, 0, exception_init},
    {"with_traceback", BT_BASE_EXCEPTION, 1, 1, 0, exception_with_traceback},
    {"__init__", BT_OBJECT, 0, 0, BUILTIN_PURE, object_init},
    {0},
};

/* --- Tracebacks and frames -------------------------------------------------------------------------------- */

value traceback_attribute(machine *m, ref o, ref name)
{
    const world *w = machine_world(m);
    if (name_is(m, name, "tb_frame"))
        return world_word(w, o, TRACEBACK_FRAME);
    if (name_is(m, name, "tb_next"))
        return or_none(m, world_word(w, o, TRACEBACK_NEXT));
    if (name_is(m, name, "tb_lineno"))
        return make_int(m, world_row(w, o)->lo);
    return 0;
}

/* The running frame whose object this is, or NULL: then the object holds the locals itself. */
static const vm_frame *running(const machine *m, ref o)
{
    for (uint32_t i = m->depth; i-- > 0;)
        if (m->frames[i].object == o)
            return &m->frames[i];
    return NULL;
}

static value frame_locals(machine *m, ref o)
{
    const world *w = machine_world(m);
    const vm_frame *f = running(m, o);
    const code *c = m->program->codes[world_row(w, o)->lo];
    ref names = f ? f->names : world_word(w, o, FRAME_NAMES);
    if (names)
        return names;
    value dict = make_dict(m);
    for (uint32_t i = 0; i < c->local_count; i++) {
        ref v = f ? world_locals(w)[f->locals + i] : world_word(w, o, FRAME_LOCALS + i);
        if (v && world_kind(w, v) == KIND_CELL && c->local_kinds[i] != 0)
            v = world_word(w, v, 0);
        if (v)
            dict_put_name(m, VALUE_ROW(dict), m->names[c->local_names[i]], v);
    }
    return dict;
}

value frame_attribute(machine *m, ref o, ref name)
{
    const world *w = machine_world(m);
    if (name_is(m, name, "f_locals"))
        return frame_locals(m, o);
    if (!name_is(m, name, "f_back"))
        return 0;
    const vm_frame *f = running(m, o);
    if (!f)
        return or_none(m, world_word(w, o, world_row(w, o)->hi - 1));
    return f == m->frames ? m->none : frame_object(m, &m->frames[f - m->frames - 1]);
}
