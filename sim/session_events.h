/* A session event by event: for reports that tell every change (`ouro trace --events`).
 *
 * Pictures and the other commands need no more than session.h. The world is const and borrowed: it
 * is the cursor's, and changes with the next session_seek() or session_advance(). */
#ifndef OURO_SIM_SESSION_EVENTS_H
#define OURO_SIM_SESSION_EVENTS_H

#include "sim/lang/code.h"
#include "sim/log/event.h"
#include "sim/log/world.h"
#include "sim/session.h"

/* The world at the cursor. NULL: the run kept no log. */
const world *session_world(const session *s);
const program *session_program(const session *s);
/* The event that comes next; false at the end. */
bool session_peek_event(const session *s, event *out);
/* What comes after it, one by one, while the cursor stays: from the position that this tells, which
 * session_read_on() moves. The events' texts are borrowed. False at the end. */
log_position session_position(const session *s);
bool session_read_on(const session *s, log_position *at, event *out);
/* Let it happen. */
void session_advance(session *s);
/* Was the object with this number made by the script, and not by the interpreter? O(log births). */
bool session_is_of_script(const session *s, uint32_t id);

#endif
