/* What view.c and view_refs.c share while a view is being made; nobody else includes this.
 *
 * Every strong reference of the world is told exactly once: as a reference of a listed object, as a
 * name of a frame, or as an internal count of its target. view_refs.c walks the holders and decides
 * which; view.c does the rest. */
#ifndef OURO_SIM_VIEW_BUILDER_H
#define OURO_SIM_VIEW_BUILDER_H

#include "sim/view.h"

/* Who holds a reference that is not told as one. grep ORDER HELD: names are read by table. */
typedef enum held_by {
    HELD_TEMPORARY,
    HELD_FRAME,
    HELD_TYPE,
    HELD_MODULE,
    HELD_INTERNED,
    HELD_INTERPRETER,
    HELD_CODE,
    HELD_MRO,
    HELD_BASES,
    HELD_NAMESPACE_KEY,
    HELD_NAMESPACE,
    HELD_CLASS,
    HELD_FUNCTION,
    HELD_BUILTIN,
    HELD_CONTAINER,
    HELD_DICT,
    HELD_INSTANCE,
    HELD_EXCEPTION,
    HELD_OTHER,
    HELD_COUNT
} held_by;

/* What a container is for. */
typedef enum container_part {
    PART_NONE,
    PART_NAMESPACE,  /* dict: the names of a running frame */
    PART_MODULE,     /* dict: of a module */
    PART_ATTRIBUTES, /* dict: the __dict__ of an instance or of a class */
    PART_MRO,
    PART_BASES,
    PART_CLOSURE,
    PART_CONSTANT /* tuple: a constant of a code */
} container_part;

typedef struct held_count held_count;
struct held_count {
    held_count *next;
    held_by by;
    uint32_t count;
};

typedef struct view_builder {
    const world *w;
    const program *p;
    bool all;
    arena *memory; /* the result's */
    arena scratch; /* ours: ends with the building */
    bool failed;   /* out of memory, for good */
    uint32_t rows;
    int32_t *index;      /* per row: in objects, or VIEW_NONE */
    const char **values; /* per row: its value text, made when first wanted */
    const char **names;  /* per row of a str: its text */
    const char **types;  /* per row of a class: its name */
    uint8_t *parts;      /* per row: container_part */
    int8_t *generations; /* per row */
    uint8_t *reached;
    held_count **held; /* per row */
    view_ref *refs;    /* of all objects, one after the other */
    uint32_t ref_count, ref_capacity;
} view_builder;

void *builder_alloc(view_builder *b, arena *from, size_t count, size_t element_bytes);
const char *builder_text(view_builder *b, const char *text, size_t length);
const char *builder_value(view_builder *b, ref o);
/* The text of a str, as a label. */
const char *builder_name(view_builder *b, ref text);
/* `o` is held `count` times by something that no reference tells. */
void builder_hold(view_builder *b, ref o, held_by by, uint32_t count);

/* Tell every reference that `o` holds: refs of a listed object, internal counts of the rest. */
void view_refs_tell(view_builder *b, ref o);

#endif
