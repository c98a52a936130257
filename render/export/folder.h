/* Folders, made with all that are missing above them. */
#ifndef OURO_RENDER_EXPORT_FOLDER_H
#define OURO_RENDER_EXPORT_FOLDER_H

#include "sim/base/error.h"

/* Errors: OURO_ERR_IO ("PATH: is a file, and frames need a folder"), OURO_ERR_NOMEM. */
ouro_result folder_make(const char *path, ouro_error *err) OURO_MUST_CHECK;
/* The folder that `path` lies in. */
ouro_result folder_make_above(const char *path, ouro_error *err) OURO_MUST_CHECK;

#endif
