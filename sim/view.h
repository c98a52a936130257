/* A readable snapshot of the world: what a person may be shown at one event.
 *
 * view_build() reads a const world and makes plain arrays: objects in order of their id, their
 * references, frames outermost first, names, temporaries, the collector's and the heap's figures.
 * The trace and the picture both read this, so they cannot tell different stories.
 *
 * An object's refcount always equals the strong references to it in `refs` of all objects, plus the
 * names and locals of `frames` that hold it, plus its `internal` counts; if `options.all` is false,
 * references from objects that are not listed are counted in `internal` under a name of their own.
 *
 * All memory is the arena's: the view borrows nothing from the world. Cost O(objects + references).
 */
#ifndef OURO_SIM_VIEW_H
#define OURO_SIM_VIEW_H

#include "sim/base/arena.h"
#include "sim/base/error.h"
#include "sim/lang/code.h"
#include "sim/log/world.h"

#include <stdbool.h>
#include <stdint.h>

enum { VIEW_NONE = -1, VIEW_VALUE_CHARS = 60 };

/* What an object is, for whoever decides what to draw. */
typedef enum view_role {
    VIEW_ROLE_DATA,          /* an object of the script */
    VIEW_ROLE_CONSTANT,      /* None, a number, a str: drawn inside the cell that holds it */
    VIEW_ROLE_CLASS,         /* a class that the script made */
    VIEW_ROLE_FUNCTION,      /* a function that the script made */
    VIEW_ROLE_INSTANCE_DICT, /* the __dict__ of an instance, or of a class */
    VIEW_ROLE_MACHINERY      /* iterators, bound methods, cells, code, mro tuples, ... */
} view_role;

/* One reference, in the order of the object's ports (attributes, items, ...). */
typedef struct view_ref {
    const char *label; /* "partner", "[0]", "'key'", "__dict__"; UTF-8 */
    uint32_t target_id;
    int32_t target;           /* index in view.objects, or VIEW_NONE: not listed */
    const char *target_value; /* the target's value text, always */
    bool weak;
    bool dead; /* weak: the target is gone (target_id is then 0) */
    bool key;  /* the key of a dict entry, or another reference that is part of a label */
} view_ref;

typedef struct view_internal {
    const char *name; /* "temporary", "code constant", "mro", "instance's type", ... */
    uint32_t count;
} view_internal;

typedef struct view_object {
    uint32_t id; /* never reused */
    const char *type;
    const char *value; /* a repr that runs no Python code, cut at VIEW_VALUE_CHARS with "..." */
    uint64_t address;
    uint32_t size_bytes; /* sys.getsizeof() */
    uint32_t refcount;
    int8_t generation; /* 0..2, 3 permanent, -1 untracked */
    view_role role;
    bool tracked, immortal;
    bool interpreter; /* belongs to the interpreter: listed only with options.all */
    bool instance;    /* of a class that the script made */
    bool library;     /* of a class of Python's library that is written in Python: WeakSet, finalize */
    bool unreachable; /* no path of strong references from frames, names, temporaries, modules */
    bool finalized;   /* its __del__ has run */
    bool has_del;     /* its class has a __del__ */
    uint32_t weakref_count;
    uint32_t gc_refs; /* the collector's copy, while `collecting` */
    bool collecting, tentatively_unreachable;
    const view_ref *refs;
    uint32_t ref_count;
    const view_internal *internals;
    uint32_t internal_count;
} view_object;

typedef struct view_name {
    const char *name;
    uint32_t target_id;
    int32_t target; /* index in view.objects, or VIEW_NONE */
    const char *target_value;
    bool interpreter; /* __name__, __builtins__, ... : not for the picture */
} view_name;

typedef struct view_frame {
    uint32_t serial;  /* of the call, never reused; the module is 0 */
    const char *name; /* "<module>", a function's name */
    uint32_t line;
    bool class_body; /* not a call: the statements of a class run */
    const view_name *names; /* order of binding (module), of the local variables (function) */
    uint32_t name_count;
    const view_name *temporaries; /* name = what it is: "(value)" */
    uint32_t temporary_count;
} view_frame;

/* `generations` and `permanent` count the script's objects, not the interpreter's own. */
typedef struct view_gc {
    bool enabled, collecting;
    uint32_t count[3], threshold[3], generations[3], permanent;
    uint32_t next_generation; /* what the next automatic collection would look at */
} view_gc;

/* What the script has added to the heap that it found. */
typedef struct view_heap {
    uint32_t arenas, pools, blocks;
    uint64_t bytes, large_bytes;
} view_heap;

typedef struct view {
    uint64_t event;
    const view_object *objects; /* ascending id */
    uint32_t object_count;
    const view_frame *frames; /* outermost first */
    uint32_t frame_count;
    view_gc gc;
    view_heap heap;
} view;

typedef struct view_options {
    bool all; /* objects of the interpreter too */
} view_options;

/* Fill `out` with what the world is now.
 *
 *   p       the program that runs: names of frames and of their locals
 *   memory  takes everything that `out` points at
 * A label of a key (`key` is set) is the key's repr, as that of the entry's value: a writer that
 * shows both says "key" itself. The namespace of a running frame stands in the frame alone: its
 * dict, if it is listed, has no refs. Immortal objects have no explained count: their `internals`
 * are empty. Errors  OURO_ERR_NOMEM. Cost O(objects + references). */
ouro_result view_build(const world *w, const program *p, const view_options *options, arena *memory,
                       view *out, ouro_error *err) OURO_MUST_CHECK;

/* The index in v->objects of `id`, or VIEW_NONE. O(log objects). */
int32_t view_find(const view *v, uint32_t id);

#endif
