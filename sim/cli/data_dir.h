/* Where the program's own files are: the lessons and the fonts.
 *
 * They stand in one folder: the top of the source tree when the program runs from build/VARIANT/,
 * and PREFIX/share/ouroboros when it is installed (found from where the program lies, so that an
 * installed tree may be moved; the PREFIX of the build is the last resort). */
#ifndef OURO_SIM_CLI_DATA_DIR_H
#define OURO_SIM_CLI_DATA_DIR_H

#include "sim/base/buffer.h"
#include "sim/base/error.h"

/* Appends the absolute path of `part` ("scenarios", "assets/fonts") to `out`.
 * Errors: OURO_ERR_IO, naming the places where it was looked for. */
ouro_result data_dir_find(const char *part, buffer *out, ouro_error *err) OURO_MUST_CHECK;

#endif
