#include "sim/report/columns.h"
#include "sim/report/report.h"
#include "sim/session_events.h"
#include "sim/type_counts.h"

#include <inttypes.h>
#include <stdio.h>

enum { TYPE_LEAST = 12, TYPE_MOST = 20, COUNT_WIDTH = 9, BYTES_WIDTH = 13, RECENT_SHOWN = 2 };

/* The session stands at the later step; so it does afterwards. */
static ouro_result changes_of(const report_request *r, arena *memory, type_changes *out, ouro_error *err)
{
    type_counts before, now;
    ouro_result result = report_go(r, r->from, err);
    if (result != OURO_OK)
        return result;
    uint32_t last = type_counts_last(session_world(r->s));
    bool there = type_counts_build(session_world(r->s), 0, memory, &before);
    result = report_go(r, r->step, err);
    if (result != OURO_OK)
        return result;
    there = there && type_counts_build(session_world(r->s), last, memory, &now);
    if (there && type_changes_build(&before, &now, memory, out))
        return OURO_OK;
    return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
}

static void head_write(buffer *b, int width)
{
    column_text(b, width, "type");
    column_heading(b, COUNT_WIDTH, "before");
    column_heading(b, COUNT_WIDTH, "now");
    column_heading(b, COUNT_WIDTH, "change");
    column_heading(b, BYTES_WIDTH, "bytes");
    buffer_add_text(b, "  new\n");
}

static void recent_write(buffer *b, const type_count *t)
{
    for (uint32_t i = 0; t && i < RECENT_SHOWN && t->first_recent[i]; i++)
        buffer_printf(b, "%s#%" PRIu32, i ? " " : "  ", t->first_recent[i]);
    if (t && t->recent > RECENT_SHOWN)
        buffer_add_text(b, " ...");
}

static void row_write(buffer *b, int width, const type_change *c)
{
    column_text(b, width, c->type);
    column_number(b, COUNT_WIDTH, c->before ? c->before->count : 0);
    column_number(b, COUNT_WIDTH, c->now ? c->now->count : 0);
    column_change(b, COUNT_WIDTH, c->count);
    column_change(b, BYTES_WIDTH, c->bytes);
    recent_write(b, c->now);
    buffer_add_char(b, '\n');
}

static void total_write(buffer *b, int width, const type_changes *all)
{
    column_text(b, width + 2 * COUNT_WIDTH, "all changes");
    column_change(b, COUNT_WIDTH, all->count);
    column_change(b, BYTES_WIDTH, all->bytes);
    buffer_add_char(b, '\n');
}

/* First what objgraph's show_growth() lists, then what Pympler's get_diff() has besides. */
static void changes_write(buffer *b, const type_changes *all)
{
    uint32_t grown = 0;
    int width = TYPE_LEAST;
    for (uint32_t i = 0; i < all->row_count; i++) {
        grown += all->rows[i].count > 0;
        width = column_fit(width, all->rows[i].type, TYPE_MOST);
    }
    if (!all->row_count) {
        buffer_add_text(b, "Nothing: every type has as many objects, of the same size, as before.\n");
        return;
    }
    head_write(b, width);
    for (uint32_t i = 0; i < grown; i++)
        row_write(b, width, &all->rows[i]);
    if (!grown)
        buffer_add_text(b, "(no type has more objects than before)\n");
    if (grown < all->row_count)
        buffer_add_text(b, "\nNot more of them, but fewer, others, or larger ones:\n");
    for (uint32_t i = grown; i < all->row_count; i++)
        row_write(b, width, &all->rows[i]);
    buffer_add_char(b, '\n');
    total_write(b, width, all);
}

ouro_result growth_text(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    type_changes all;
    ouro_result result = changes_of(r, &memory, &all, err);
    if (result == OURO_OK) {
        char what[48];
        (void)snprintf(what, sizeof what, "what has grown since step %" PRIu32, r->from);
        report_heading(b, r, what);
        changes_write(b, &all);
    }
    arena_free(&memory);
    return result;
}

/* The growing types alone, without a heading. */
ouro_result growth_table(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    type_changes all = {0};
    ouro_result result = changes_of(r, &memory, &all, err);
    int width = TYPE_LEAST;
    bool grown = all.row_count && all.rows[0].count > 0;
    for (uint32_t i = 0; i < all.row_count; i++)
        width = column_fit(width, all.rows[i].type, TYPE_MOST);
    if (grown)
        head_write(b, width);
    else if (result == OURO_OK)
        buffer_add_text(b, "(no type has more objects than before)\n");
    for (uint32_t i = 0; i < all.row_count && all.rows[i].count > 0; i++)
        row_write(b, width, &all.rows[i]);
    arena_free(&memory);
    return result;
}

/* The same as rows. */
ouro_result growth_json(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    type_changes all;
    ouro_result result = changes_of(r, &memory, &all, err);
    buffer_add_char(b, '[');
    for (uint32_t i = 0; result == OURO_OK && i < all.row_count && all.rows[i].count > 0; i++) {
        const type_change *c = &all.rows[i];
        buffer_add_text(b, i ? ", " : "");
        report_type_json(b, c->type, c->count, c->bytes);
    }
    buffer_add_char(b, ']');
    arena_free(&memory);
    return result;
}
