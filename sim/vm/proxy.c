/* Weak proxies. Source: CPython 3.13.0, Objects/weakrefobject.c, the functions proxy_...(): each takes a
 * reference to the object, so that it lives while it is worked with, and lets it go. */
#include "sim/vm/proxy.h"

#include "sim/vm/eval.h"

value proxy_unwrap(machine *m, ref o)
{
    const world *w = machine_world(m);
    if (!is_proxy(w, o))
        return value_own(m, o);
    ref target = world_row(w, o)->lo;
    return target ? value_own(m, target)
                  : raise_error(m, BT_REFERENCE_ERROR, "weakly-referenced object no longer exists");
}

value proxy_number(machine *m, ref o, value (*function)(machine *, ref))
{
    if (!is_proxy(machine_world(m), o))
        return function(m, o);
    value target = proxy_unwrap(m, o), v = target ? function(m, VALUE_ROW(target)) : 0;
    if (v && !(v & VALUE_OWNED))
        v = value_own(m, VALUE_ROW(v));
    value_drop(m, target);
    return v;
}

bool proxy_index(machine *m, ref o)
{
    value target = proxy_unwrap(m, o);
    if (target)
        raise_error(m, BT_TYPE_ERROR, "'%s' object cannot be interpreted as an integer",
                    type_name(m, VALUE_ROW(target)));
    value_drop(m, target);
    return false;
}

/* --- Attributes ------------------------------------------------------------------------------------- */

value proxy_attribute(machine *m, ref o, ref name)
{
    value target = proxy_unwrap(m, o);
    if (!target)
        return 0;
    value v = value_own(m, attribute_load(m, VALUE_ROW(target), name, NULL));
    value_drop(m, target);
    return v;
}

int proxy_attribute_find(machine *m, ref o, ref name, value *out)
{
    value target = proxy_unwrap(m, o);
    *out = 0;
    if (!target)
        return -1;
    int answer = attribute_find(m, VALUE_ROW(target), name, out);
    *out = value_own(m, *out);
    value_drop(m, target);
    return answer;
}

bool proxy_attribute_set(machine *m, ref o, ref name, value v)
{
    value target = proxy_unwrap(m, o);
    bool ok = target && (v ? attribute_set(m, VALUE_ROW(target), name, v, NULL)
                           : attribute_delete(m, VALUE_ROW(target), name));
    value_drop(m, target);
    return ok;
}

/* --- Operators ---------------------------------------------------------------------------------------- */

value proxy_binary(machine *m, uint32_t kind, ref a, ref b)
{
    value x = proxy_unwrap(m, a), y = x ? proxy_unwrap(m, b) : 0;
    value result = y ? operator_binary(m, kind, VALUE_ROW(x), VALUE_ROW(y)) : 0;
    result = value_own(m, result);
    value_drop(m, x);
    value_drop(m, y);
    return result;
}

value proxy_compare(machine *m, compare_op_kind kind, ref a, ref b)
{
    value x = proxy_unwrap(m, a), y = x ? proxy_unwrap(m, b) : 0;
    value result = y ? operator_compare(m, kind, VALUE_ROW(x), VALUE_ROW(y)) : 0;
    result = value_own(m, result);
    value_drop(m, x);
    value_drop(m, y);
    return result;
}

value proxy_unary(machine *m, char sign, ref o)
{
    value target = proxy_unwrap(m, o);
    value result = target ? value_own(m, operator_unary(m, sign, VALUE_ROW(target))) : 0;
    value_drop(m, target);
    return result;
}

int proxy_is_true(machine *m, ref o)
{
    value target = proxy_unwrap(m, o);
    int truth = target ? object_is_true(m, VALUE_ROW(target)) : -1;
    value_drop(m, target);
    return truth;
}

/* --- Containers ------------------------------------------------------------------------------------------ */

int proxy_contains(machine *m, ref o, ref item)
{
    value target = proxy_unwrap(m, o);
    int found = target ? object_contains(m, VALUE_ROW(target), item) : -1;
    value_drop(m, target);
    return found;
}

int64_t proxy_length(machine *m, ref o)
{
    value target = proxy_unwrap(m, o);
    int64_t n = target ? object_length(m, VALUE_ROW(target)) : -1;
    value_drop(m, target);
    return n;
}

/* Reading unwraps the key, too; writing does not. */
value proxy_item(machine *m, ref o, ref key)
{
    value x = proxy_unwrap(m, o), k = x ? proxy_unwrap(m, key) : 0;
    value result = k ? value_own(m, subscript_get(m, VALUE_ROW(x), VALUE_ROW(k))) : 0;
    value_drop(m, x);
    value_drop(m, k);
    return result;
}

bool proxy_item_set(machine *m, ref o, ref key, value v)
{
    value target = proxy_unwrap(m, o);
    bool ok = target && (v ? subscript_set(m, VALUE_ROW(target), key, v)
                           : subscript_delete(m, VALUE_ROW(target), key));
    value_drop(m, target);
    return ok;
}

value proxy_iterator(machine *m, ref o)
{
    value target = proxy_unwrap(m, o);
    value iterator = target ? iterator_of(m, VALUE_ROW(target)) : 0;
    value_drop(m, target);
    return iterator;
}

/* PyIter_Check(), for the types that have weak references. */
static bool is_iterator(machine *m, ref o)
{
    ref next = name_find(m, "__next__");
    switch ((unsigned)world_kind(machine_world(m), o)) {
    case KIND_INSTANCE:
    case KIND_EXCEPTION:
        return next && type_lookup(m, type_of(m, o), next);
    case KIND_FUNCTION:
    case KIND_BUILTIN:
    case KIND_METHOD:
    case KIND_TYPE:
    case KIND_MODULE:
        return false;
    default:
        return true;
    }
}

value proxy_next(machine *m, ref o)
{
    value target = proxy_unwrap(m, o), v = 0;
    if (target && !is_iterator(m, VALUE_ROW(target)))
        raise_error(m, BT_TYPE_ERROR, "Weakref proxy referenced a non-iterator '%s' object",
                    type_name(m, VALUE_ROW(target)));
    else if (target)
        v = iterator_next(m, VALUE_ROW(target));
    value_drop(m, target);
    return v;
}

bool proxy_str(machine *m, ref o, buffer *out)
{
    value target = proxy_unwrap(m, o);
    bool ok = target && text_str(m, VALUE_ROW(target), out);
    value_drop(m, target);
    return ok;
}
