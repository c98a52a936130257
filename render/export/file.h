/* Writing files whole or not at all.
 *
 * The bytes go to a file without a name, which is given its name when they are all there: nobody
 * ever sees half of it, and a crash or a full disk leaves nothing behind. Where the file system has
 * no nameless files, a hidden temporary is written, flushed and renamed.
 *
 * A path that is no regular file (a terminal, a pipe, /dev/null) is simply written to; "-" is standard
 * output.
 *
 * Errors everywhere: OURO_ERR_IO, its text "PATH: No space left on device" and the like; the file at
 * `path` is then as it was. OURO_ERR_NOMEM. */
#ifndef OURO_RENDER_EXPORT_FILE_H
#define OURO_RENDER_EXPORT_FILE_H

#include "sim/base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Writes `length` bytes to `path`. An existing file is replaced only if `replace` says so, and then
 * at one stroke: readers see the old bytes or the new ones. */
OURO_MUST_CHECK ouro_result file_write_atomic(const char *path, const void *bytes, size_t length,
                                              bool replace, ouro_error *err);

/* Removes the temporaries that killed runs have left: beside a file, for that file; in a folder, for all. What
 * is being written stays. Nothing depends on its success. Cost: reads the folder. */
void file_leftovers_remove(const char *path);

/* As file_write_atomic(), for a file that is written piece by piece. */
typedef struct file_draft file_draft;

/* *out is NULL after an error; else it ends with commit or drop. */
OURO_MUST_CHECK ouro_result file_draft_open(const char *path, bool replace, file_draft **out,
                                            ouro_error *err);
/* For another program to write: the draft has a name, beside the file. */
OURO_MUST_CHECK ouro_result file_draft_open_named(const char *path, bool replace, file_draft **out,
                                                  ouro_error *err);
/* Of a draft opened named; NULL: what is at the path is simply written to, under its own name. */
const char *file_draft_name(const file_draft *d);
OURO_MUST_CHECK ouro_result file_draft_write(file_draft *d, const void *bytes, size_t length,
                                             ouro_error *err);
/* The file is there, whole. Frees the draft, also after an error. */
OURO_MUST_CHECK ouro_result file_draft_commit(file_draft *d, ouro_error *err);
/* Nothing was written. NULL is fine. */
void file_draft_drop(file_draft *d);

#endif
