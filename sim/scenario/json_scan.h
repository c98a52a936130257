/* A strict reading of JSON (RFC 8259, UTF-8) before cJSON may see it.
 *
 * cJSON accepts what no scenario may hold (trailing text, raw control characters, 007, \u0000,
 * bytes that are no UTF-8) and tells no positions. So this scan goes over the text first, without
 * recursion and without building anything: it refuses all that, enforces the limits of limits.h,
 * and notes where every value stands, in the order in which a walk meets them (parents before
 * children).
 *
 * Reads the text, writes an array of spots. Knows no scenario, no cJSON.
 * Invariant: what it accepts, cJSON parses to the same values, or runs out of memory. */
#ifndef OURO_SIM_SCENARIO_JSON_SCAN_H
#define OURO_SIM_SCENARIO_JSON_SCAN_H

#include "sim/base/error.h"

#include <stddef.h>
#include <stdint.h>

/* Byte offsets of a value and of the key in front of it (the value's own in an array). */
typedef struct json_spot {
    uint32_t key, value;
} json_spot;

typedef struct json_spots {
    json_spot *at; /* malloc; json_spots_free() */
    size_t count;
} json_spots;

/* Errors  OURO_ERR_SYNTAX, OURO_ERR_LIMIT_INPUT, each with line and column; OURO_ERR_NOMEM.
 * Cost    O(length). `out` is empty after an error. */
ouro_result json_scan(const char *text, size_t length, json_spots *out,
                      ouro_error *err) OURO_MUST_CHECK;
void json_spots_free(json_spots *spots);

/* Where byte `decoded` of a string's value was written: the offset in the text of the character or
 * the escape that made it. `string` is the offset of the opening quote in a text that json_scan()
 * accepted; at or behind the end of the value it is the closing quote. O(decoded). */
size_t json_string_offset(const char *text, size_t length, size_t string, size_t decoded);

#endif
