/* A ZIP archive, written entry by entry to a draft.
 *
 *   local header, data, local header, data, ..., directory, its end
 *
 * Entries are deflated where that makes them smaller (libdeflate), dated 1980-01-01: the same entries give the
 * same bytes. No entry and no archive passes 4 GiB, nor 65,535 entries (there is no ZIP64): that is
 * OURO_ERR_LIMIT. The first error is kept, later calls do nothing: look at zip_end(). */
#ifndef OURO_RENDER_EXPORT_ZIP_H
#define OURO_RENDER_EXPORT_ZIP_H

#include "render/export/file.h"
#include "sim/base/buffer.h"

#include <stdint.h>

struct libdeflate_compressor;

typedef struct zip {
    file_draft *to;
    struct libdeflate_compressor *deflate;
    buffer directory;
    uint64_t length; /* bytes written */
    uint32_t count;
    ouro_error error;
} zip;

/* Writes to `to`, which stays the caller's. */
void zip_start(zip *z, file_draft *to);
/* `pressed`: the data is compressed already, and stored as it is. Names are ASCII, "/" between folders. */
void zip_add(zip *z, const char *name, const void *data, size_t length, bool pressed);
/* Frees what the zip holds, also after an error. */
OURO_MUST_CHECK ouro_result zip_end(zip *z, ouro_error *err);

#endif
