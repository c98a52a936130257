/* The methods with special names that heirs of builtin types find in their base: super().__len__(),
 * list.__setitem__(self, i, v), ...
 * Source: CPython 3.13.0, Objects/typeobject.c, slotdefs and the wrap_... function of each row;
 * tp_new_wrapper(). */
#include "sim/vm/call.h"
#include "sim/vm/eval.h"
#include "sim/vm/heir.h"
#include "sim/vm/type_call.h"

static ref arg(const call_args *a, uint32_t i)
{
    return VALUE_ROW(a->v[i]);
}

/* --- Containers ----------------------------------------------------------------------------------------- */

static value slot_len(machine *m, const call_args *a)
{
    return make_int(m, object_length(m, a->self));
}

/* dict_subscript() looks for __missing__ whoever calls it. */
static value slot_getitem(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    if (world_kind(w, a->self) == KIND_DICT && world_is_core(w, a->self)) {
        bool failed;
        uint32_t entry = dict_lookup(m, a->self, arg(a, 0), &failed);
        if (failed)
            return 0;
        return entry == UINT32_MAX ? heir_missing(m, core_outer(w, a->self), arg(a, 0))
                                   : value_own(m, dict_entry(w, a->self, entry).value);
    }
    value v = subscript_get(m, a->self, arg(a, 0));
    return value_own(m, v);
}

static value slot_setitem(machine *m, const call_args *a)
{
    return subscript_set(m, a->self, arg(a, 0), arg(a, 1)) ? m->none : 0;
}

static value slot_delitem(machine *m, const call_args *a)
{
    return subscript_delete(m, a->self, arg(a, 0)) ? m->none : 0;
}

static value slot_contains(machine *m, const call_args *a)
{
    int found = object_contains(m, a->self, arg(a, 0));
    return found < 0 ? 0 : make_bool(m, found);
}

static value slot_iter(machine *m, const call_args *a)
{
    return iterator_of(m, a->self);
}

static value slot_reversed(machine *m, const call_args *a)
{
    value self = a->self;
    return construct_iterator(m, BT_REVERSED, &self, 1, 0);
}

/* --- Texts, truth, hash() ------------------------------------------------------------------------------- */

static value slot_repr(machine *m, const call_args *a)
{
    return object_repr(m, a->self);
}

/* str and bytes have a tp_str of their own; object_str() asks the class for its repr(). */
static value slot_str(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    object_kind kind = world_kind(w, a->self);
    if (kind == KIND_STR)
        return value_own(m, a->self);
    return object_repr(m, kind == KIND_BYTES ? a->self : world_outer_of(w, a->self));
}

static value slot_bool(machine *m, const call_args *a)
{
    return make_bool(m, object_is_true(m, a->self) != 0);
}

static value slot_hash(machine *m, const call_args *a)
{
    int64_t hash;
    return hash_of(m, a->self, &hash) ? make_int(m, hash) : 0;
}

/* --- Comparison and arithmetic -------------------------------------------------------------------------- */

static value compared(machine *m, const call_args *a, compare_op_kind kind)
{
    return operator_compare_builtin(m, kind, a->self, arg(a, 0));
}

#define COMPARE(name, kind)                                                                        \
    static value name(machine *m, const call_args *a)                                              \
    {                                                                                              \
        return compared(m, a, kind);                                                               \
    }
COMPARE(slot_lt, COMPARE_LT)
COMPARE(slot_le, COMPARE_LE)
COMPARE(slot_eq, COMPARE_EQ)
COMPARE(slot_ne, COMPARE_NE)
COMPARE(slot_gt, COMPARE_GT)
COMPARE(slot_ge, COMPARE_GE)

/* wrap_binaryfunc(), wrap_binaryfunc_r(). */
#define BINARY(name, kind)                                                                         \
    static value name(machine *m, const call_args *a)                                              \
    {                                                                                              \
        return operator_binary_builtin(m, kind, a->self, arg(a, 0));                                   \
    }
#define BINARY_REFLECTED(name, kind)                                                               \
    static value name(machine *m, const call_args *a)                                              \
    {                                                                                              \
        return operator_binary_builtin(m, kind, arg(a, 0), a->self);                                   \
    }
BINARY(slot_add, BINARY_ADD)
BINARY(slot_sub, BINARY_SUBTRACT)
BINARY(slot_mul, BINARY_MULTIPLY)
BINARY(slot_or, BINARY_OR)
BINARY(slot_iadd, BINARY_ADD + BINARY_INPLACE)
BINARY(slot_imul, BINARY_MULTIPLY + BINARY_INPLACE)
BINARY(slot_ior, BINARY_OR + BINARY_INPLACE)
BINARY_REFLECTED(slot_radd, BINARY_ADD)

/* --- Instances ------------------------------------------------------------------------------------------ */

static value slot_init(machine *m, const call_args *a)
{
    return heir_init(m, a->self, a->v, a->count, a->keyword_names) ? m->none : 0;
}

/* tp_new_wrapper(): an heir's instance, or what calling the type itself gives. */
static value new_of(machine *m, const call_args *a, builtin_type owner)
{
    if (!type_new_fits(m, a, owner))
        return 0;
    ref type = VALUE_ROW(a->v[0]);
    return type_has_core(machine_world(m), type)
               ? heir_new(m, type, a->v + 1, a->count - 1, a->keyword_names)
               : construct_builtin(m, owner, a->v + 1, a->count - 1, a->keyword_names);
}

#define NEW(name, owner)                                                                           \
    static value name(machine *m, const call_args *a)                                              \
    {                                                                                              \
        return new_of(m, a, owner);                                                                \
    }
NEW(new_list, BT_LIST)
NEW(new_dict, BT_DICT)
NEW(new_set, BT_SET)
NEW(new_frozenset, BT_FROZENSET)
NEW(new_tuple, BT_TUPLE)
NEW(new_int, BT_INT)
NEW(new_float, BT_FLOAT)
NEW(new_str, BT_STR)
NEW(new_bytes, BT_BYTES)

/* --- The tables ----------------------------------------------------------------------------------------- */

#define WRAPPED BUILTIN_WRAPPER
#define EVERY_TYPE(type, new)                                                                      \
    {"__new__", type, 0, ANY_NUMBER, BUILTIN_STATIC | BUILTIN_KEYWORDS | BUILTIN_WRAPPER, new},    \
    {"__repr__", type, 0, 0, WRAPPED, slot_repr},                                                  \
    {"__str__", type, 0, 0, WRAPPED, slot_str},                                                    \
    {"__lt__", type, 1, 1, WRAPPED, slot_lt},                                                      \
    {"__le__", type, 1, 1, WRAPPED, slot_le},                                                      \
    {"__eq__", type, 1, 1, WRAPPED, slot_eq},                                                      \
    {"__ne__", type, 1, 1, WRAPPED, slot_ne},                                                      \
    {"__gt__", type, 1, 1, WRAPPED, slot_gt},                                                      \
    {"__ge__", type, 1, 1, WRAPPED, slot_ge}
/* METH_COEXIST: some have a method beside the slot. */
#define CONTAINER(type, contains)                                                                  \
    {"__len__", type, 0, 0, WRAPPED, slot_len},                                                    \
    {"__contains__", type, 1, 1, contains, slot_contains},                                         \
    {"__iter__", type, 0, 0, WRAPPED, slot_iter}
#define SEQUENCE(type, getitem)                                                                    \
    CONTAINER(type, WRAPPED),                                                                      \
    {"__getitem__", type, 1, 1, getitem, slot_getitem},                                            \
    {"__add__", type, 1, 1, WRAPPED, slot_add},                                                    \
    {"__mul__", type, 1, 1, WRAPPED, slot_mul}
#define MUTABLE(type)                                                                              \
    {"__init__", type, 0, ANY_NUMBER, BUILTIN_KEYWORDS | WRAPPED, slot_init}
#define CHANGES_ITEMS(type)                                                                        \
    MUTABLE(type),                                                                                 \
    {"__setitem__", type, 2, 2, WRAPPED, slot_setitem},                                            \
    {"__delitem__", type, 1, 1, WRAPPED, slot_delitem},                                            \
    {"__reversed__", type, 0, 0, 0, slot_reversed}
#define HASHED(type) {"__hash__", type, 0, 0, WRAPPED, slot_hash}
#define NUMBER(type)                                                                               \
    HASHED(type),                                                                                  \
    {"__bool__", type, 0, 0, WRAPPED, slot_bool},                                                  \
    {"__add__", type, 1, 1, WRAPPED, slot_add},                                                    \
    {"__radd__", type, 1, 1, WRAPPED, slot_radd},                                                  \
    {"__sub__", type, 1, 1, WRAPPED, slot_sub},                                                    \
    {"__mul__", type, 1, 1, WRAPPED, slot_mul}

const builtin_info BUILTINS_HEIR[] = {
    EVERY_TYPE(BT_LIST, new_list),
    SEQUENCE(BT_LIST, 0),
    CHANGES_ITEMS(BT_LIST),
    {"__iadd__", BT_LIST, 1, 1, WRAPPED, slot_iadd},
    {"__imul__", BT_LIST, 1, 1, WRAPPED, slot_imul},
    EVERY_TYPE(BT_DICT, new_dict),
    CONTAINER(BT_DICT, 0),
    {"__getitem__", BT_DICT, 1, 1, 0, slot_getitem},
    CHANGES_ITEMS(BT_DICT),
    {"__or__", BT_DICT, 1, 1, WRAPPED, slot_or},
    {"__ior__", BT_DICT, 1, 1, WRAPPED, slot_ior},
    EVERY_TYPE(BT_SET, new_set),
    CONTAINER(BT_SET, 0),
    MUTABLE(BT_SET),
    {"__or__", BT_SET, 1, 1, WRAPPED, slot_or},
    {"__sub__", BT_SET, 1, 1, WRAPPED, slot_sub},
    {"__ior__", BT_SET, 1, 1, WRAPPED, slot_ior},
    EVERY_TYPE(BT_FROZENSET, new_frozenset),
    CONTAINER(BT_FROZENSET, 0),
    HASHED(BT_FROZENSET),
    {"__or__", BT_FROZENSET, 1, 1, WRAPPED, slot_or},
    {"__sub__", BT_FROZENSET, 1, 1, WRAPPED, slot_sub},
    EVERY_TYPE(BT_TUPLE, new_tuple),
    SEQUENCE(BT_TUPLE, WRAPPED),
    HASHED(BT_TUPLE),
    EVERY_TYPE(BT_INT, new_int),
    NUMBER(BT_INT),
    EVERY_TYPE(BT_FLOAT, new_float),
    NUMBER(BT_FLOAT),
    EVERY_TYPE(BT_STR, new_str),
    SEQUENCE(BT_STR, WRAPPED),
    HASHED(BT_STR),
    EVERY_TYPE(BT_BYTES, new_bytes),
    SEQUENCE(BT_BYTES, WRAPPED),
    HASHED(BT_BYTES),
    {0},
};
