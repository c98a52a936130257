/* References become refs of listed objects, internal counts of the rest. */
#include "sim/references.h"
#include "sim/view_builder.h"

#include <string.h>

typedef struct teller {
    view_builder *b;
    ref holder;
    bool listed;
    held_by by; /* if the holder is not listed */
} teller;

static bool refs_reserve(view_builder *b)
{
    if (b->ref_count < b->ref_capacity)
        return true;
    uint32_t capacity = b->ref_capacity ? b->ref_capacity * 2 : 1024;
    view_ref *bigger =
        arena_grow(&b->scratch, b->refs, b->ref_count * sizeof *b->refs, capacity * sizeof *bigger);
    if (!bigger) {
        b->failed = true;
        return false;
    }
    b->refs = bigger;
    b->ref_capacity = capacity;
    return true;
}

static view_ref *ref_append(view_builder *b, const char *label, ref target)
{
    if (!refs_reserve(b))
        return NULL;
    view_ref *r = &b->refs[b->ref_count++];
    *r = (view_ref){.label = label ? label : "",
                    .target_id = world_serial(b->w, target),
                    .target = b->index[target],
                    .target_value = builder_value(b, target)};
    return r;
}

static void tell(teller *t, const char *label, ref target)
{
    if (!target)
        return;
    if (t->listed)
        (void)ref_append(t->b, label, target);
    else
        builder_hold(t->b, target, t->by, 1);
}

/* A key that is listed is held by its entry as well: a reference of its own. Others are in the
 * label. */
static void tell_key(teller *t, const char *label, ref key)
{
    if (t->b->index[key] == VIEW_NONE || world_has(t->b->w, key, OBJ_IMMORTAL))
        return;
    if (!t->listed) {
        builder_hold(t->b, key, t->by, 1);
        return;
    }
    view_ref *r = ref_append(t->b, label, key);
    if (r)
        r->key = true;
}

/* A name of a running frame holds the value; its key is nothing that people see. */
static void tell_namespace(teller *t)
{
    const world *w = t->b->w;
    for (uint32_t i = 0, n = dict_entry_count(w, t->holder); i < n; i++) {
        ref key = dict_entry(w, t->holder, i).key;
        if (key)
            builder_hold(t->b, key, HELD_NAMESPACE_KEY, 1);
    }
}

static void tell_weak(teller *t, ref target)
{
    if (t->listed && target) {
        view_ref *r = ref_append(t->b, "", target);
        if (r)
            r->weak = true;
    } else if (t->listed && refs_reserve(t->b)) {
        t->b->refs[t->b->ref_count++] = (view_ref){
            .label = "", .target = VIEW_NONE, .target_value = "dead", .weak = true, .dead = true};
    }
}

/* Names and keys are made once for all references that they label. */
static const char *label_of(teller *t, const object_reference *r)
{
    if (!t->listed)
        return "";
    const char *fixed = reference_fixed_label(t->b->w, t->b->p, t->holder, r);
    if (fixed)
        return fixed;
    if (r->kind == REFERENCE_ATTRIBUTE)
        return builder_name(t->b, r->label);
    if (r->kind == REFERENCE_VALUE || r->kind == REFERENCE_KEY)
        return builder_value(t->b, r->label);
    char label[VALUE_BYTES];
    reference_label(t->b->w, t->b->p, t->holder, r, label);
    return builder_text(t->b, label, strlen(label));
}

static void tell_reference(void *user, const object_reference *r)
{
    teller *t = user;
    if (r->kind == REFERENCE_CORE)
        builder_hold(t->b, r->target, HELD_OTHER, 1);
    else if (r->kind == REFERENCE_CLASS)
        builder_hold(t->b, r->target, HELD_TYPE, 1);
    else if (r->kind == REFERENCE_KEY)
        tell_key(t, label_of(t, r), r->target);
    else if (r->kind == REFERENCE_WEAK)
        tell_weak(t, r->target);
    else
        tell(t, label_of(t, r), r->target);
}

/* Under which name the references of an object that is not listed are counted. */
static held_by held_by_kind(const view_builder *b, ref o)
{
    switch ((container_part)b->parts[o]) {
    case PART_MRO:
        return HELD_MRO;
    case PART_BASES:
        return HELD_BASES;
    case PART_CONSTANT:
        return HELD_CODE;
    case PART_NAMESPACE:
    case PART_MODULE:
        return HELD_NAMESPACE;
    case PART_CLOSURE:
        return HELD_FUNCTION;
    case PART_ATTRIBUTES:
    case PART_NONE:
        break;
    }
    switch ((unsigned)world_kind(b->w, o)) {
    case KIND_CODE:
        return HELD_CODE;
    case KIND_TYPE:
        return HELD_CLASS;
    case KIND_FUNCTION:
        return HELD_FUNCTION;
    case KIND_BUILTIN:
    case KIND_METHOD:
        return HELD_BUILTIN;
    case KIND_MODULE:
        return HELD_MODULE;
    case KIND_DICT:
        return HELD_DICT;
    case KIND_INSTANCE:
        return HELD_INSTANCE;
    case KIND_EXCEPTION:
        return HELD_EXCEPTION;
    case KIND_TUPLE:
    case KIND_LIST:
    case KIND_SET:
    case KIND_FROZENSET:
        return HELD_CONTAINER;
    default: /* iterators, cells, ...: rarely the interpreter's own */
        return HELD_OTHER;
    }
}

void view_refs_tell(view_builder *b, ref o)
{
    teller t = {.b = b, .holder = o, .listed = b->index[o] != VIEW_NONE};
    t.by = t.listed ? HELD_OTHER : held_by_kind(b, o);
    if (b->parts[o] == PART_NAMESPACE && world_kind(b->w, o) == KIND_DICT)
        tell_namespace(&t);
    else
        references_visit(b->w, b->p, o, tell_reference, &t);
}
