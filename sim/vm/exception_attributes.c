/* What scripts may ask of exceptions, tracebacks and frames.
 * Source: CPython 3.13.0, Objects/exceptions.c, Python/traceback.c, Objects/frameobject.c. */
#include "sim/vm/eval.h"
#include "sim/vm/frame_locals.h"

#include "sim/log/dict.h"
#include "sim/log/exception_fields.h"

static value or_none(const machine *m, ref o)
{
    return o ? o : m->none;
}

/* --- Exceptions ------------------------------------------------------------------------------------ */

/* The slot of an attribute that is no entry of the exception's dict, or -1. */
static int32_t exception_slot(const machine *m, ref o, ref name)
{
    const world *w = machine_world(m);
    uint32_t length;
    const char *text = world_text(w, name, &length);
    const exception_fields *own = exception_fields_of(w, world_row(w, o)->lo);
    for (int32_t i = 0; i < EXCEPTION_OWN_SLOTS && own->names[i]; i++)
        if (strcmp(own->names[i], text) == 0)
            return EXCEPTION_OWN + i;
    return name_is(m, name, "__traceback__") ? EXCEPTION_TRACEBACK
           : name_is(m, name, "__cause__")   ? EXCEPTION_CAUSE
           : name_is(m, name, "__context__") ? EXCEPTION_CONTEXT
           : name_is(m, name, "args")        ? EXCEPTION_ARGS
                                             : -1;
}

/* Where a text could not be coded: the start and end of a UnicodeDecodeError, a UnicodeEncodeError. */
static value codec_error_place(const machine *m, ref o, ref name)
{
    const world *w = machine_world(m);
    ref args = world_word(w, o, EXCEPTION_ARGS);
    bool is_codec = exception_is(m, o, BT_UNICODE_DECODE_ERROR) || exception_is(m, o, BT_UNICODE_ENCODE_ERROR);
    if (!is_codec || !args || world_row(w, args)->lo != 5)
        return 0;
    return name_is(m, name, "start") ? world_word(w, args, 2) : name_is(m, name, "end") ? world_word(w, args, 3) : 0;
}

value exception_attribute(machine *m, ref o, ref name)
{
    int32_t slot = exception_slot(m, o, name);
    if (slot >= 0)
        return or_none(m, world_word(machine_world(m), o, (uint32_t)slot));
    if (name_is(m, name, "__suppress_context__"))
        return make_bool(m, world_row(machine_world(m), o)->hi != 0);
    return codec_error_place(m, o, name);
}

static void slot_replace(machine *m, ref o, uint32_t slot, ref content)
{
    if (content)
        world_emit(m->r, EV_SLOT_SET, 0, o, slot, content);
    else if (world_word(machine_world(m), o, slot))
        world_emit(m->r, EV_SLOT_CLEAR, 0, o, slot, 0);
    memory_settle(&m->mem);
}

/* BaseException_set_args(): any iterable becomes a tuple. */
static void args_set(machine *m, ref o, value v)
{
    value tuple = call_object(m, m->types[BT_TUPLE], &v, 1);
    if (tuple)
        world_emit(m->r, EV_SLOT_SET, value_steal(tuple), o, EXCEPTION_ARGS, VALUE_ROW(tuple));
    memory_settle(&m->mem);
}

/* The setters of BaseException: None, or an object of the right kind. */
static void link_set(machine *m, ref o, uint32_t slot, ref content)
{
    bool traceback = slot == EXCEPTION_TRACEBACK;
    object_kind kind = world_kind(machine_world(m), content);
    if (content != m->none && kind != (traceback ? KIND_TRACEBACK : KIND_EXCEPTION)) {
        if (traceback)
            raise_error(m, BT_TYPE_ERROR, "__traceback__ must be a traceback or None");
        else
            raise_error(m, BT_TYPE_ERROR, "exception %s must be None or derive from BaseException",
                        slot == EXCEPTION_CAUSE ? "cause" : "context");
        return;
    }
    slot_replace(m, o, slot, content == m->none ? 0 : content);
    if (slot == EXCEPTION_CAUSE)
        world_emit(m->r, EV_PAYLOAD_SET, 0, o, world_row(machine_world(m), o)->lo, 1);
}

bool exception_attribute_set(machine *m, ref o, ref name, value v)
{
    const world *w = machine_world(m);
    int32_t slot = exception_slot(m, o, name);
    if (slot == EXCEPTION_ARGS)
        args_set(m, o, v);
    else if (slot >= EXCEPTION_DICT)
        link_set(m, o, (uint32_t)slot, VALUE_ROW(v));
    else if (slot >= 0)
        slot_replace(m, o, (uint32_t)slot, VALUE_ROW(v));
    else if (!name_is(m, name, "__suppress_context__"))
        return false;
    else if (world_kind(w, VALUE_ROW(v)) != KIND_BOOL)
        raise_error(m, BT_TYPE_ERROR, "attribute value type must be bool");
    else
        world_emit(m->r, EV_PAYLOAD_SET, 0, o, world_row(w, o)->lo, VALUE_ROW(v) == m->yes);
    return true;
}

bool exception_attribute_delete(machine *m, ref o, ref name)
{
    uint32_t length;
    int32_t slot = exception_slot(m, o, name);
    if (slot < 0 && !name_is(m, name, "__suppress_context__"))
        return false;
    if (slot < 0)
        raise_error(m, BT_TYPE_ERROR, "can't delete numeric/char attribute");
    else if (slot >= EXCEPTION_DICT)
        raise_error(m, BT_TYPE_ERROR, "%s may not be deleted", world_text(machine_world(m), name, &length));
    else
        slot_replace(m, o, (uint32_t)slot, 0);
    return true;
}

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

/* frame_getlocals() */
static value frame_locals(machine *m, const vm_frame *f, ref o)
{
    if (m->program->codes[world_row(machine_world(m), o)->lo]->flags & CODE_OPTIMIZED || (f && frame_hides(f)))
        return locals_proxy_make(m, o);
    return f ? f->names ? f->names : f->globals : world_word(machine_world(m), o, FRAME_NAMES);
}

value frame_attribute(machine *m, ref o, ref name)
{
    const world *w = machine_world(m);
    const vm_frame *f = frame_running(m, o);
    if (name_is(m, name, "f_locals"))
        return frame_locals(m, f, o);
    if (name_is(m, name, "f_code"))
        return m->codes[world_row(w, o)->lo];
    if (name_is(m, name, "f_globals"))
        return m->main_dict;
    if (!name_is(m, name, "f_back"))
        return 0;
    if (!f)
        return or_none(m, world_word(w, o, world_row(w, o)->hi - 1));
    return or_none(m, frame_back(m, f));
}
