/* Every change of a step, as JSON Lines (`ouro trace --events`).
 *
 *     {"event": 41, "sub": 0, "step": 3, "line": 7, "kind": "ref_dec", "object": 11,
 *      "type": "Node", "before": 2, "after": 1, "by": "dict_remove", "holder": "namespace",
 *      "label": "'a'"}
 *
 * `event` is the log's number. One event may change several counts (a store over an old value): its
 * records are numbered by `sub`. A count that changes is a "ref_inc" or "ref_dec", with the event
 * that did it in `by`; whatever else an event does is a record of the event's own kind, first.
 * Counts of immortal objects never change, so nothing is said of them. Replaying all "before" and
 * "after" of an object, from its birth (0, 1) on, gives its count. */
#ifndef OURO_SIM_REPORT_EVENT_TEXT_H
#define OURO_SIM_REPORT_EVENT_TEXT_H

#include "sim/session.h"

typedef void event_text_line(void *user, const char *text, size_t length);

/* Tell every event of `step`, a line (newline included) at a time. Moves the session's cursor.
 *   all  records about objects of the interpreter too
 * Errors  of session_seek(); OURO_ERR_NOMEM. Cost O(events of the step + one seek). */
ouro_result event_text_step(session *s, uint32_t step, bool all, event_text_line *line, void *user,
                            ouro_error *err) OURO_MUST_CHECK;

#endif
