#include "sim/base/utf8.h"
#include "sim/lifetimes.h"
#include "sim/report/columns.h"
#include "sim/report/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    TEXT_ROWS = 100,
    BAR_LEAST = 4, /* the heading's */
    BAR_MOST = 16,
    ID_WIDTH = 8,
    TYPE_WIDTH = 11,
    NAME_WIDTH = 12,
    STEP_WIDTH = 6,
    CAUSE_WIDTH = 8
};

/* Who was wanted and lived between the two steps. */
static bool is_shown(const report_request *r, const lifetime *life)
{
    return life->wanted && life->born <= r->step && (life->died == LIFETIME_ENDLESS || life->died >= r->from);
}

static ouro_result lives_of(const report_request *r, arena *memory, lifetimes *out, ouro_error *err)
{
    ouro_result result = lifetimes_build(r->s, r->name, memory, out, err);
    if (result != OURO_OK || !r->name)
        return result;
    for (uint32_t i = 0; i < out->count; i++)
        if (out->rows[i].wanted)
            return OURO_OK;
    return error_set(err, OURO_ERR_USAGE, 0, 0,
                     "no object of the script is ever called '%.*s' in the module, or of a type of that name",
                     utf8_head(r->name, 80), r->name);
}

/* --- Text ---------------------------------------------------------------------------------------------- */

/* A bar's cell stands for `per_cell` steps from `first` on; the exit is the step after the last. */
typedef struct scale {
    uint32_t per_cell, cells;
    int bar_width, name_width; /* columns: what the bars do not need, names have */
} scale;

static scale scale_of(const report_request *r)
{
    uint32_t steps = session_step_count(r->s) + 2;
    uint32_t per_cell = (steps + BAR_MOST - 1) / BAR_MOST, cells = (steps + per_cell - 1) / per_cell;
    int width = (int)cells > BAR_LEAST ? (int)cells : BAR_LEAST;
    return (scale){.per_cell = per_cell, .cells = cells, .bar_width = width,
                   .name_width = NAME_WIDTH + BAR_MOST - width};
}

static void bar_write(buffer *b, const scale *s, const lifetime *life)
{
    for (uint32_t i = 0; i < s->cells; i++) {
        uint32_t begin = i * s->per_cell, end = begin + s->per_cell - 1;
        buffer_add_text(b, life->born <= end && life->died >= begin ? "\xE2\x96\x88" /* full block */
                                                                    : "\xC2\xB7" /* middle dot */);
    }
}

/* "3", "exit", "-" */
static void step_write(buffer *b, const session *s, uint32_t step)
{
    char text[16];
    (void)snprintf(text, sizeof text, "%" PRIu32, step);
    column_heading(b, STEP_WIDTH, step == LIFETIME_ENDLESS            ? "-"
                                  : step > session_step_count(s) ? "exit"
                                                                 : text);
}

static void line_write(buffer *b, uint32_t line)
{
    if (line)
        column_number(b, STEP_WIDTH, line);
}

static void head_write(buffer *b, const scale *s)
{
    column_heading(b, ID_WIDTH, "id");
    buffer_add_text(b, "  ");
    column_text(b, TYPE_WIDTH + 1, "type");
    column_text(b, s->name_width + 1, "name");
    column_text(b, s->bar_width, "life");
    column_heading(b, STEP_WIDTH, "born");
    column_heading(b, STEP_WIDTH, "died");
    buffer_add_text(b, "  ");
    column_text(b, CAUSE_WIDTH, "cause");
    column_heading(b, STEP_WIDTH, "line");
    buffer_add_char(b, '\n');
}

static void row_write(buffer *b, const session *run, const scale *s, const lifetime *life)
{
    char id[16];
    (void)snprintf(id, sizeof id, "#%" PRIu32, life->id);
    column_heading(b, ID_WIDTH, id);
    buffer_add_text(b, "  ");
    column_text(b, TYPE_WIDTH, life->type);
    buffer_add_char(b, ' ');
    column_text(b, s->name_width, life->name ? life->name : "");
    buffer_add_char(b, ' ');
    bar_write(b, s, life);
    column_text(b, s->bar_width - (int)s->cells, "");
    step_write(b, run, life->born);
    step_write(b, run, life->died);
    buffer_add_text(b, "  ");
    if (life->death) {
        column_text(b, CAUSE_WIDTH, life->death->cause);
        line_write(b, life->death->line);
    } else {
        buffer_add_char(b, '-');
    }
    buffer_add_char(b, '\n');
}

/* How they ended, in sum. */
typedef struct ends {
    uint32_t all, refcount, gc, exit, never;
} ends;

static void ends_add(ends *e, const lifetime *life)
{
    const char *cause = life->death ? life->death->cause : "";
    e->all++;
    e->refcount += strcmp(cause, "refcount") == 0;
    e->gc += strcmp(cause, "gc") == 0;
    e->exit += strcmp(cause, "exit") == 0;
    e->never += !life->death;
}

static void end_write(buffer *b, const char *cause, uint32_t count)
{
    buffer_add_text(b, cause);
    column_number(b, 0, count);
}

static void ends_write(buffer *b, const ends *e)
{
    buffer_add_char(b, '\n');
    column_number(b, 0, e->all);
    buffer_printf(b, " object%s; causes of death: ", column_plural(e->all));
    end_write(b, "refcount ", e->refcount);
    end_write(b, ", gc ", e->gc);
    end_write(b, ", exit ", e->exit);
    if (e->never)
        end_write(b, "; never: ", e->never);
    buffer_add_text(b, ".\n");
}

ouro_result lifetimes_text(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    lifetimes all;
    ends sum = {0};
    ouro_result result = lives_of(r, &memory, &all, err);
    if (result == OURO_OK) {
        char what[64];
        scale s = scale_of(r);
        (void)snprintf(what, sizeof what, "objects that lived since step %" PRIu32 ", from birth to death", r->from);
        report_heading(b, r, what);
        head_write(b, &s);
        for (uint32_t i = 0; i < all.count; i++) {
            if (!is_shown(r, &all.rows[i]))
                continue;
            if (sum.all < TEXT_ROWS)
                row_write(b, r->s, &s, &all.rows[i]);
            ends_add(&sum, &all.rows[i]);
        }
        if (sum.all > TEXT_ROWS) {
            buffer_add_text(b, "... and ");
            column_number(b, 0, sum.all - TEXT_ROWS);
            buffer_add_text(b, " more: a name or a type after FILE tells of those alone.\n");
        }
        ends_write(b, &sum);
    }
    arena_free(&memory);
    return result;
}

/* --- JSON ------------------------------------------------------------------------------------------------ */

static void row_write_json(buffer *b, const session *s, const lifetime *life)
{
    buffer_printf(b, "{\"id\": %" PRIu32 ", \"type\": ", life->id);
    buffer_add_json(b, life->type, strlen(life->type));
    buffer_add_text(b, ", \"name\": ");
    if (life->name)
        buffer_add_json(b, life->name, strlen(life->name));
    else
        buffer_add_text(b, "null");
    buffer_printf(b, ", \"born\": %" PRIu32 ", \"died\": ", life->born);
    if (life->died == LIFETIME_ENDLESS)
        buffer_add_text(b, "null");
    else if (life->died > session_step_count(s))
        buffer_add_text(b, "\"exit\"");
    else
        buffer_printf(b, "%" PRIu32, life->died);
    if (life->death)
        buffer_printf(b, ", \"cause\": \"%s\", \"line\": %" PRIu32 "}", life->death->cause, life->death->line);
    else
        buffer_add_text(b, ", \"cause\": null, \"line\": null}");
}

ouro_result lifetimes_json(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    lifetimes all;
    bool more = false;
    ouro_result result = lives_of(r, &memory, &all, err);
    buffer_add_char(b, '[');
    for (uint32_t i = 0; result == OURO_OK && i < all.count; i++) {
        if (!is_shown(r, &all.rows[i]))
            continue;
        buffer_add_text(b, more ? ", " : "");
        row_write_json(b, r->s, &all.rows[i]);
        more = true;
    }
    buffer_add_char(b, ']');
    arena_free(&memory);
    return result;
}
