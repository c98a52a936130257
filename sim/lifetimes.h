/* The life of every object of the script: when it was born, when it died, and of what.
 *
 * Reads a session, whose cursor it moves; texts live in the arena or as long as the session. Source of the
 * idea: Pympler's ClassTracker, here for all classes and without being asked beforehand. */
#ifndef OURO_SIM_LIFETIMES_H
#define OURO_SIM_LIFETIMES_H

#include "sim/session.h"

#define LIFETIME_ENDLESS UINT32_MAX /* it outlives the interpreter */

typedef struct lifetime {
    uint32_t id;
    const char *type;
    /* The first name that the module gave it; else the first of a call or a class body, "x in f()"; else
     * NULL, as for the namespaces of classes. */
    const char *name;
    uint32_t born, born_line;   /* step, line */
    uint32_t died;              /* step, the exit being the one after the last; or LIFETIME_ENDLESS */
    const session_death *death; /* cause, line; NULL: it never died */
    bool is_class_dict;         /* a class's own namespace */
    bool wanted;                /* it has the name, the type, the number that was asked for */
} lifetime;

typedef struct lifetimes {
    const lifetime *rows; /* in order of birth */
    uint32_t count;
} lifetimes;

/* All lives, from the first step to the exit.
 *   wanted  a name that the module gives ("a"), a type ("Node"), or "#ID"; NULL: every object is wanted
 * Errors  OURO_ERR_NOMEM, those of session_seek(). Cost O(events). */
ouro_result lifetimes_build(session *s, const char *wanted, arena *memory, lifetimes *out,
                            ouro_error *err) OURO_MUST_CHECK;

#endif
