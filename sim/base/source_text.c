#define _POSIX_C_SOURCE 200809L
#include "sim/base/source_text.h"

#include "sim/base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- reading --- */

static ouro_result io_error(ouro_error *err)
{
    return error_set(err, OURO_ERR_IO, 0, 0, "%s", strerror(errno));
}

static ouro_result too_large(size_t limit, ouro_error *err)
{
    return error_set(err, OURO_ERR_LIMIT_INPUT, 0, 0, "the file is larger than %zu MiB",
                     limit / (1024 * 1024));
}

/* The size that fstat() gives is only a hint: the file may grow while it is read. */
static ouro_result read_all(int fd, size_t hint, size_t limit, source_text *out, ouro_error *err)
{
    size_t room = hint + 1, used = 0;
    char *text = malloc(room + 1);
    ssize_t got = 1;
    while (text && got != 0) {
        if (used == room) {
            room *= 2;
            char *more = realloc(text, room + 1);
            if (!more)
                free(text);
            text = more;
            continue;
        }
        got = read(fd, text + used, room - used);
        if (got < 0 && errno != EINTR) {
            free(text);
            return io_error(err);
        }
        used += got > 0 ? (size_t)got : 0;
        if (used > limit) {
            free(text);
            return too_large(limit, err);
        }
    }
    if (!text)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    text[used] = '\0';
    *out = (source_text){.text = text, .length = used};
    return OURO_OK;
}

static void drop_byte_order_mark(source_text *s)
{
    if (s->length < 3 || memcmp(s->text, "\xEF\xBB\xBF", 3) != 0)
        return;
    s->length -= 3;
    memmove(s->text, s->text + 3, s->length + 1);
}

static ouro_result read_open(int fd, size_t limit, source_text *out, ouro_error *err)
{
    struct stat facts;
    if (fstat(fd, &facts) != 0)
        return io_error(err);
    if (S_ISDIR(facts.st_mode))
        return error_set(err, OURO_ERR_IO, 0, 0, "%s", strerror(EISDIR));
    if (!S_ISREG(facts.st_mode))
        return error_set(err, OURO_ERR_IO, 0, 0, "Not a regular file");
    if (facts.st_size < 0 || (uintmax_t)facts.st_size > limit)
        return too_large(limit, err);
    ouro_result result = read_all(fd, (size_t)facts.st_size, limit, out, err);
    if (result == OURO_OK)
        drop_byte_order_mark(out);
    return result;
}

ouro_result source_text_read(const char *path, size_t limit, source_text *out, ouro_error *err)
{
    *out = (source_text){0};
    /* O_NONBLOCK: opening a pipe that nobody writes to would wait for ever. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return io_error(err);
    ouro_result result = read_open(fd, limit, out, err);
    (void)close(fd); /* read only: nothing can be lost */
    return result;
}

void source_text_free(source_text *s)
{
    free(s->text);
    *s = (source_text){0};
}

/* --- lines and columns --- */

/* Is there the last byte of a line's end at `i`? */
static bool ends_line(const char *text, size_t length, size_t i)
{
    return text[i] == '\n' || (text[i] == '\r' && !(i + 1 < length && text[i + 1] == '\n'));
}

void source_text_locate(const char *text, size_t length, size_t offset, uint32_t *line,
                        uint32_t *column)
{
    if (offset > length)
        offset = length;
    size_t start = 0;
    *line = 1;
    for (size_t i = 0; i < offset; i++) {
        if (ends_line(text, length, i)) {
            ++*line;
            start = i + 1;
        }
    }
    *column = 1 + (uint32_t)utf8_count(text + start, offset - start);
}

bool source_text_line(const char *text, size_t length, uint32_t line, size_t *start,
                      size_t *line_length)
{
    size_t at = 0;
    for (uint32_t now = 1; now < line; now++) {
        while (at < length && !ends_line(text, length, at))
            at++;
        if (at == length)
            return false;
        at++;
    }
    if (line == 0)
        return false;
    size_t end = at;
    while (end < length && text[end] != '\n' && text[end] != '\r')
        end++;
    *start = at;
    *line_length = end - at;
    return true;
}

ouro_result source_text_error(const char *text, size_t length, size_t offset, ouro_error *err,
                              ouro_result code, const char *format, ...)
{
    uint32_t line, column;
    va_list args;
    source_text_locate(text, length, offset, &line, &column);
    va_start(args, format);
    ouro_result result = error_vset(err, code, line, column, format, args);
    va_end(args);
    return result;
}
