#include "sim/report/columns.h"
#include "sim/report/report.h"
#include "sim/session_events.h"
#include "sim/type_counts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { TYPE_LEAST = 12, TYPE_MOST = 36, COUNT_WIDTH = 11, BYTES_WIDTH = 15, SHARE_WIDTH = 8 };

static ouro_result counts_of(const report_request *r, arena *memory, type_counts *out, ouro_error *err)
{
    if (type_counts_build(session_world(r->s), 0, memory, out))
        return OURO_OK;
    return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
}

/* In tenths of a percent, rounded. */
static void share_write(buffer *b, uint64_t part, uint64_t all)
{
    char text[24];
    uint64_t tenths = all ? (part * 1000 + all / 2) / all : 0;
    (void)snprintf(text, sizeof text, "%" PRIu64 ".%" PRIu64 " %%", tenths / 10, tenths % 10);
    column_heading(b, SHARE_WIDTH, text);
}

static void row_write(buffer *b, int width, const char *type, const type_count *t, uint64_t all)
{
    column_text(b, width, type);
    column_number(b, COUNT_WIDTH, t->count);
    column_number(b, BYTES_WIDTH, t->bytes);
    buffer_add_text(b, "  ");
    share_write(b, t->bytes, all);
    buffer_add_char(b, '\n');
}

void report_type_json(buffer *b, const char *type, int64_t count, int64_t bytes)
{
    buffer_add_text(b, "{\"type\": ");
    buffer_add_json(b, type, strlen(type));
    buffer_printf(b, ", \"count\": %" PRId64 ", \"bytes\": %" PRId64 "}", count, bytes);
}

ouro_result types_text(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    type_counts counts;
    ouro_result result = counts_of(r, &memory, &counts, err);
    if (result == OURO_OK) {
        int width = TYPE_LEAST;
        for (uint32_t i = 0; i < counts.row_count; i++)
            width = column_fit(width, counts.rows[i].type, TYPE_MOST);
        report_heading(b, r, "objects of the script by type");
        column_text(b, width, "type");
        column_heading(b, COUNT_WIDTH, "count");
        column_heading(b, BYTES_WIDTH, "bytes");
        column_heading(b, SHARE_WIDTH + 2, "share");
        buffer_add_char(b, '\n');
        for (uint32_t i = 0; i < counts.row_count; i++)
            row_write(b, width, counts.rows[i].type, &counts.rows[i], counts.bytes);
        row_write(b, width, "all", &(type_count){.count = counts.objects, .bytes = counts.bytes}, counts.bytes);
    }
    arena_free(&memory);
    return result;
}

ouro_result types_json(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    type_counts counts;
    ouro_result result = counts_of(r, &memory, &counts, err);
    buffer_add_char(b, '[');
    for (uint32_t i = 0; result == OURO_OK && i < counts.row_count; i++) {
        const type_count *t = &counts.rows[i];
        buffer_add_text(b, i ? ", " : "");
        report_type_json(b, t->type, t->count, (int64_t)t->bytes);
    }
    buffer_add_char(b, ']');
    arena_free(&memory);
    return result;
}
