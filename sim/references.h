/* What each object holds: one walk over its references, in the order and with the names in which
 * people see them.
 *
 * The view, the object graph and the reports all ask here, so they cannot disagree about who holds whom.
 * Every strong reference of the world that is an object's is visited once, the ones as well that the
 * collector does not look into (a class's list of subclasses, str keys); what frames, evaluation stacks
 * and the interpreter itself hold is no object's. Weak references are visited as such.
 *
 * Reads the world and the program's names; writes nothing. A label is a number that needs no memory:
 * reference_label() makes its text. */
#ifndef OURO_SIM_REFERENCES_H
#define OURO_SIM_REFERENCES_H

#include "sim/lang/code.h"
#include "sim/log/world.h"
#include "sim/view_value.h"

/* What a reference is of its holder, and what `label` then means. */
typedef enum reference_kind {
    REFERENCE_FIELD,     /* a field of its struct: object_kind << 8 | the field's number */
    REFERENCE_OWN_FIELD, /* a field that an exception class adds: its number */
    REFERENCE_ATTRIBUTE, /* an attribute of an instance, in it or in a slot: the row of the name, or 0 */
    REFERENCE_ITEM,      /* of a list, tuple: its index */
    REFERENCE_CONSTANT,  /* of a code: its index in co_consts */
    REFERENCE_VALUE,     /* of a dict's entry: the row of the key; 0: the key is gone already */
    REFERENCE_KEY,       /* the key of a dict's entry: its row */
    REFERENCE_MEMBER,    /* of a set: 0 */
    REFERENCE_LOCAL,     /* of a frame, a generator: 1 + number of the name in the program; 0: none */
    REFERENCE_STACK,     /* on a generator's evaluation stack: 0 */
    REFERENCE_CLASS,     /* an instance's class: 0 */
    REFERENCE_CORE,      /* what an heir of list, dict, ... hides: 0; its references follow, the heir's now */
    REFERENCE_WEAK       /* a weak reference's object: 0. The target is 0 if it is dead */
} reference_kind;

typedef struct object_reference {
    ref target; /* 0 only of a dead weak reference */
    uint32_t label;
    reference_kind kind;
} object_reference;

typedef void reference_visitor(void *user, const object_reference *r);

/* Visit what `o` holds. `p` may be NULL: locals then have no names. A core that an heir hides holds
 * nothing by itself. O(references). */
void references_visit(const world *w, const program *p, ref o, reference_visitor *visit, void *user);

/* The core of an heir: its references are told as the heir's. */
bool reference_is_hidden(const world *w, ref o);

/* The label's text if it is one of the interpreter's or the program's: "cell_contents", "__class__", "".
 * NULL: it is made of an object (its name, its key) or of an index. Lives as long as the program. */
const char *reference_fixed_label(const world *w, const program *p, ref holder, const object_reference *r);

/* The label as the trace tells it: "partner", "[0]", "'key'", "__dict__"; a key's and its value's are the
 * key's repr. */
void reference_label(const world *w, const program *p, ref holder, const object_reference *r,
                     char out[VALUE_BYTES]);

#endif
