#include "sim/vm/disk.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 8192 };

typedef struct disk_file {
    char *name;
    buffer content;
} disk_file;

typedef struct disk_handle {
    uint32_t file;
    char mode; /* 0: free */
    bool closed;
    bool after_cr;   /* the last byte read was "\r", which waits for a "\n" */
    size_t position; /* in the file: where the next chunk is, or where writing goes on */
    buffer pending;  /* written and not yet in the file */
    buffer chunk;    /* read and not yet asked for, from `at` */
    size_t at;
} disk_handle;

struct disk {
    disk_file *files;
    uint32_t file_count;
    disk_handle *handles;
    uint32_t handle_count;
};

disk *disk_new(void)
{
    return calloc(1, sizeof(disk));
}

static void handle_empty(disk_handle *h)
{
    buffer_free(&h->pending);
    buffer_free(&h->chunk);
    *h = (disk_handle){.closed = true};
}

void disk_free(disk *d)
{
    if (!d)
        return;
    for (uint32_t i = 0; i < d->file_count; i++) {
        free(d->files[i].name);
        buffer_free(&d->files[i].content);
    }
    for (uint32_t i = 0; i < d->handle_count; i++)
        handle_empty(&d->handles[i]);
    free(d->files);
    free(d->handles);
    free(d);
}

/* --- Opening, closing --------------------------------------------------------------------------------- */

/* The number of a file, or file_count. */
static uint32_t file_find(const disk *d, const char *name)
{
    uint32_t i = 0;
    while (i < d->file_count && strcmp(d->files[i].name, name) != 0)
        i++;
    return i;
}

static bool file_create(disk *d, const char *name)
{
    disk_file *more = realloc(d->files, (d->file_count + 1) * sizeof *more);
    if (!more)
        return false;
    d->files = more;
    char *copy = malloc(strlen(name) + 1);
    if (!copy)
        return false;
    memcpy(copy, name, strlen(name) + 1);
    d->files[d->file_count++] = (disk_file){.name = copy};
    return true;
}

/* A free handle's number, or handle_count: no memory. */
static uint32_t handle_take(disk *d)
{
    for (uint32_t i = 0; i < d->handle_count; i++)
        if (!d->handles[i].mode)
            return i;
    disk_handle *more = realloc(d->handles, (d->handle_count + 1) * sizeof *more);
    if (!more)
        return d->handle_count;
    d->handles = more;
    d->handles[d->handle_count] = (disk_handle){0};
    return d->handle_count++;
}

uint32_t disk_open(disk *d, const char *name, char mode, bool *failed)
{
    *failed = false;
    uint32_t file = file_find(d, name);
    if (file == d->file_count && mode == 'r')
        return 0;
    *failed = true;
    if (file == d->file_count && !file_create(d, name))
        return 0;
    uint32_t before = d->handle_count, i = handle_take(d);
    if (i == before && i == d->handle_count)
        return 0;
    *failed = false;
    if (mode == 'w')
        buffer_clear(&d->files[file].content);
    d->handles[i] = (disk_handle){.file = file, .mode = mode};
    return i + 1;
}

static disk_handle *handle_of(const disk *d, uint32_t handle)
{
    return &d->handles[handle - 1];
}

char disk_mode(const disk *d, uint32_t handle)
{
    return handle_of(d, handle)->mode;
}

bool disk_closed(const disk *d, uint32_t handle)
{
    return handle_of(d, handle)->closed;
}

bool disk_close(disk *d, uint32_t handle, bool flush)
{
    disk_handle *h = handle_of(d, handle);
    bool ok = h->closed || !flush || disk_flush(d, handle);
    h->closed = true;
    buffer_free(&h->pending);
    buffer_free(&h->chunk);
    return ok;
}

void disk_release(disk *d, uint32_t handle)
{
    handle_empty(handle_of(d, handle));
}

/* --- Writing -------------------------------------------------------------------------------------------- */

bool disk_flush(disk *d, uint32_t handle)
{
    disk_handle *h = handle_of(d, handle);
    buffer *content = &d->files[h->file].content;
    if (!h->pending.length)
        return true;
    if (h->mode == 'a')
        h->position = content->length;
    while (content->length < h->position && !content->failed)
        buffer_add_char(content, '\0'); /* somebody else has emptied the file: a hole */
    size_t over = content->length - h->position;
    over = over < h->pending.length ? over : h->pending.length;
    if (over)
        memcpy(content->text + h->position, buffer_text(&h->pending), over);
    buffer_add(content, buffer_text(&h->pending) + over, h->pending.length - over);
    h->position += h->pending.length;
    buffer_clear(&h->pending);
    return !content->failed;
}

bool disk_flushed(const disk *d, uint32_t handle)
{
    return handle_of(d, handle)->pending.length == 0;
}

bool disk_write(disk *d, uint32_t handle, const char *text, size_t length)
{
    disk_handle *h = handle_of(d, handle);
    if (length >= CHUNK_BYTES && !disk_flush(d, handle))
        return false;
    buffer_add(&h->pending, text, length);
    if (h->pending.failed)
        return false;
    return h->pending.length < CHUNK_BYTES || disk_flush(d, handle);
}

uint64_t disk_bytes(const disk *d)
{
    uint64_t bytes = 0;
    for (uint32_t i = 0; i < d->file_count; i++)
        bytes += d->files[i].content.length;
    for (uint32_t i = 0; i < d->handle_count; i++)
        bytes += d->handles[i].pending.length;
    return bytes;
}

/* --- Reading -------------------------------------------------------------------------------------------- */

/* The bytes of the chunk that begin no incomplete character, `n` of them at hand. */
static size_t whole_characters(const char *text, size_t n)
{
    size_t start = n;
    while (start > 0 && n - start < 3 && ((unsigned char)text[start - 1] & 0xC0U) == 0x80U)
        start--;
    if (start == 0 || ((unsigned char)text[start - 1] & 0x80U) == 0)
        return n;
    unsigned char lead = (unsigned char)text[start - 1];
    size_t needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    return n - (start - 1) < needed ? start - 1 : n;
}

/* IncrementalNewlineDecoder.decode(): "\r\n" and "\r" become "\n"; a last "\r" waits. */
static void translate(disk_handle *h, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool swallowed = h->after_cr && text[i] == '\n';
        if (h->after_cr)
            buffer_add_char(&h->chunk, '\n');
        h->after_cr = text[i] == '\r';
        if (!h->after_cr && !swallowed)
            buffer_add_char(&h->chunk, text[i]);
    }
}

/* One more chunk; false: the file ends here, or no memory. */
static bool chunk_fill(disk *d, disk_handle *h)
{
    const buffer *content = &d->files[h->file].content;
    size_t left = content->length > h->position ? content->length - h->position : 0;
    size_t n = left < CHUNK_BYTES ? left : CHUNK_BYTES;
    if (n == 0) {
        bool waits = h->after_cr;
        if (waits)
            buffer_add_char(&h->chunk, '\n');
        h->after_cr = false;
        return waits;
    }
    const char *text = content->text + h->position;
    if (n < left)
        n = whole_characters(text, n);
    translate(h, text, n);
    h->position += n;
    return !h->chunk.failed;
}

/* Bytes from `at` that are `characters` long, or to the end of a line; *enough: no more are needed. */
static size_t bytes_wanted(const disk_handle *h, int64_t characters, bool line, bool *enough)
{
    const char *text = buffer_text(&h->chunk) + h->at;
    size_t n = h->chunk.length - h->at, i = 0;
    *enough = true;
    for (int64_t seen = 0; i < n; i++) {
        bool begins = ((unsigned char)text[i] & 0xC0U) != 0x80U;
        if (begins && characters >= 0 && seen++ == characters)
            return i;
        if (line && text[i] == '\n')
            return i + 1;
    }
    *enough = characters == 0;
    return n;
}

bool disk_read(disk *d, uint32_t handle, int64_t characters, bool line, disk_reading *how, buffer *out)
{
    disk_handle *h = handle_of(d, handle);
    bool enough = false;
    *how = (disk_reading){0};
    while (!enough) {
        if (h->at == h->chunk.length) {
            buffer_clear(&h->chunk);
            h->at = 0;
            if (characters == 0)
                break;
            how->chunks++;
            how->end = !chunk_fill(d, h);
            if (how->end)
                break;
        }
        size_t n = bytes_wanted(h, characters, line, &enough);
        how->whole = h->at == 0 && n == h->chunk.length && out->length == 0;
        const char *text = buffer_text(&h->chunk) + h->at;
        for (size_t i = 0; i < n && characters > 0; i++)
            characters -= ((unsigned char)text[i] & 0xC0U) != 0x80U;
        buffer_add(out, text, n);
        h->at += n;
        how->aside |= line && !enough && characters != 0 && n > 0;
        how->aside_first |= how->aside && how->chunks == 0;
    }
    how->whole &= !how->aside;
    return !h->chunk.failed && !out->failed;
}
