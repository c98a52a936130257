/* A script of the program's own with short names: what its readers call things costs a page bytes.
 *
 * The script is one function around everything, `(() => {` to `})();`. What its statements declare with
 * const, let or function (a plain name, no pattern) gets two letters, the same ones everywhere. Whatever else
 * is named inside of a statement, and is neither JavaScript's nor the browser's, gets a letter of
 * its own there. What stands behind a dot or before a colon keeps its name.
 *
 *   const rounded = value => Math.round(value * 100) / 100;      const Aa = a => Math.round(a * 100) / 100;
 *
 * Knows strings, templates, patterns and shorthands; no comments. Invariant: two names that differ in a statement
 * differ afterwards. */
#ifndef OURO_RENDER_EXPORT_SHORTEN_H
#define OURO_RENDER_EXPORT_SHORTEN_H

#include "sim/base/buffer.h"

/* Appends the script. Cost O(length) plus its names. False: no memory. */
bool script_shorten(const char *script, size_t length, buffer *out) OURO_MUST_CHECK;

#endif
