/* Weak proxies: what is done to one is done to its object. */
#ifndef OURO_SIM_VM_PROXY_H
#define OURO_SIM_VM_PROXY_H

#include "sim/vm/machine.h"

OURO_INLINE bool is_proxy(const world *w, ref o)
{
    return world_kind(w, o) == KIND_PROXY;
}

/* The object of `o`, which is a proxy, or `o` itself: held while it is worked with. 0: it is gone, a
 * ReferenceError is raised. */
value proxy_unwrap(machine *m, ref o);
/* `function` of the object. */
value proxy_number(machine *m, ref o, value (*function)(machine *, ref));
/* operator.index() of the object of `o`: always false, as none of those that can be referred to weakly has one. */
bool proxy_index(machine *m, ref o);

/* Each works like the function of the object that its name says; the result is owned. */
value proxy_attribute(machine *m, ref o, ref name);
int proxy_attribute_find(machine *m, ref o, ref name, value *out);
bool proxy_attribute_set(machine *m, ref o, ref name, value v); /* v 0: delete it */
value proxy_binary(machine *m, uint32_t kind, ref a, ref b);
value proxy_compare(machine *m, compare_op_kind kind, ref a, ref b);
value proxy_unary(machine *m, char sign, ref o);
int proxy_is_true(machine *m, ref o);
int proxy_contains(machine *m, ref o, ref item);
int64_t proxy_length(machine *m, ref o);
value proxy_item(machine *m, ref o, ref key);
bool proxy_item_set(machine *m, ref o, ref key, value v); /* v 0: delete it */
value proxy_iterator(machine *m, ref o);
value proxy_next(machine *m, ref o);
bool proxy_str(machine *m, ref o, buffer *out);

#endif
