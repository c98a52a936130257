/* Writing files whole or not at all.
 *
 * The bytes go to a file without a name, which is given its name when they are all there: nobody
 * ever sees half of it, and a crash or a full disk leaves nothing behind. Where the file system has
 * no nameless files, a hidden temporary is written, flushed and renamed.
 *
 * A path that is no regular file (a terminal, a pipe, /dev/null) is simply written to. */
#ifndef OURO_RENDER_EXPORT_FILE_H
#define OURO_RENDER_EXPORT_FILE_H

#include "sim/base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Writes `length` bytes to `path`. An existing file is replaced only if `replace` says so, and then
 * at one stroke: readers see the old bytes or the new ones. Errors: OURO_ERR_IO, its text "PATH: No
 * space left on device" and the like; the file at `path` is then as it was. OURO_ERR_NOMEM. */
OURO_MUST_CHECK ouro_result file_write_atomic(const char *path, const void *bytes, size_t length,
                                              bool replace, ouro_error *err);

#endif
