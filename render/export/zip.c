#include "render/export/zip.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEFLATE_LEVEL = 6,
    METHOD_STORED = 0,
    METHOD_DEFLATED = 8,
    VERSION = 20,      /* of the format: folders and deflate */
    DOS_DATE = 0x21,   /* 1980-01-01 */
    ENTRIES_MOST = 65535
};
#define LOCAL_SIGNATURE 0x04034B50U
#define DIRECTORY_SIGNATURE 0x02014B50U
#define END_SIGNATURE 0x06054B50U

typedef struct entry {
    const char *name;
    uint32_t crc, packed, length, at;
    uint32_t method;
} entry;

static void add_u16(buffer *b, uint32_t value)
{
    buffer_add_char(b, (char)(value & 0xFF));
    buffer_add_char(b, (char)(value >> 8 & 0xFF));
}

static void add_u32(buffer *b, uint32_t value)
{
    add_u16(b, value & 0xFFFF);
    add_u16(b, value >> 16);
}

static void no_memory(zip *z)
{
    if (z->error.code == OURO_OK)
        (void)error_set(&z->error, OURO_ERR_NOMEM, 0, 0, "out of memory for the archive");
}

static void bytes_write(zip *z, const void *bytes, size_t length)
{
    if (z->error.code != OURO_OK)
        return;
    if (z->length + length > UINT32_MAX)
        (void)error_set(&z->error, OURO_ERR_LIMIT, 0, 0, "the archive would be larger than 4 GiB");
    else if (file_draft_write(z->to, bytes, length, &z->error) == OURO_OK)
        z->length += length;
}

void zip_start(zip *z, file_draft *to)
{
    *z = (zip){.to = to, .deflate = libdeflate_alloc_compressor(DEFLATE_LEVEL)};
    if (!z->deflate)
        no_memory(z);
}

/* What a local header and the directory say alike. */
static void entry_describe(buffer *b, const entry *e)
{
    add_u16(b, VERSION);
    add_u16(b, 0); /* flags */
    add_u16(b, e->method);
    add_u16(b, 0); /* midnight */
    add_u16(b, DOS_DATE);
    add_u32(b, e->crc);
    add_u32(b, e->packed);
    add_u32(b, e->length);
    add_u16(b, (uint32_t)strlen(e->name));
    add_u16(b, 0); /* extra field */
}

static void entry_write(zip *z, const entry *e, const void *data)
{
    buffer header = {0};
    add_u32(&header, LOCAL_SIGNATURE);
    entry_describe(&header, e);
    buffer_add_text(&header, e->name);
    if (header.failed)
        no_memory(z);
    bytes_write(z, header.text, header.length);
    bytes_write(z, data, e->packed);
    buffer_free(&header);
    add_u32(&z->directory, DIRECTORY_SIGNATURE);
    add_u16(&z->directory, VERSION); /* made by */
    entry_describe(&z->directory, e);
    add_u16(&z->directory, 0); /* comment */
    add_u16(&z->directory, 0); /* disk */
    add_u16(&z->directory, 0); /* attributes */
    add_u32(&z->directory, 0);
    add_u32(&z->directory, e->at);
    buffer_add_text(&z->directory, e->name);
    z->count++;
}

void zip_add(zip *z, const char *name, const void *data, size_t length, bool pressed)
{
    if (z->error.code != OURO_OK)
        return;
    if (length > UINT32_MAX || z->count == ENTRIES_MOST) {
        (void)error_set(&z->error, OURO_ERR_LIMIT, 0, 0, "the archive would have too many parts");
        return;
    }
    entry e = {.name = name,
               .crc = libdeflate_crc32(0, data, length),
               .packed = (uint32_t)length,
               .length = (uint32_t)length,
               .at = (uint32_t)z->length,
               .method = METHOD_STORED};
    void *packed = pressed || length == 0 ? NULL : malloc(length);
    size_t less = packed ? libdeflate_deflate_compress(z->deflate, data, length, packed, length - 1)
                         : 0;
    if (!pressed && length && !packed)
        no_memory(z);
    if (less) { /* 0: it does not get smaller */
        e.packed = (uint32_t)less;
        e.method = METHOD_DEFLATED;
    }
    entry_write(z, &e, less ? packed : data);
    free(packed);
}

ouro_result zip_end(zip *z, ouro_error *err)
{
    buffer end = {0};
    uint32_t at = (uint32_t)z->length;
    if (z->directory.failed)
        no_memory(z);
    bytes_write(z, z->directory.text, z->directory.length);
    add_u32(&end, END_SIGNATURE);
    add_u16(&end, 0);
    add_u16(&end, 0);
    add_u16(&end, z->count);
    add_u16(&end, z->count);
    add_u32(&end, (uint32_t)z->directory.length);
    add_u32(&end, at);
    add_u16(&end, 0);
    if (end.failed)
        no_memory(z);
    bytes_write(z, end.text, end.length);
    buffer_free(&end);
    buffer_free(&z->directory);
    libdeflate_free_compressor(z->deflate);
    z->deflate = NULL;
    if (z->error.code != OURO_OK && err)
        *err = z->error;
    return z->error.code;
}
