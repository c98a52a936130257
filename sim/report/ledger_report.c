#include "sim/base/utf8.h"
#include "sim/ledger.h"
#include "sim/report/report.h"
#include "sim/view_value.h"

#include <stdio.h>
#include <string.h>

enum { HOLDER_WIDTH_MIN = 6, HOLDER_WIDTH_MAX = 60 };

/* The rows up to the end of the step. */
static ouro_result rows_of(const report_request *r, arena *memory, ledger *l, uint32_t *count,
                           ouro_error *err)
{
    uint64_t until = session_event(r->s);
    ouro_result result = ledger_build(r->s, r->id, memory, l, err);
    *count = 0;
    while (result == OURO_OK && *count < l->row_count && l->rows[*count].event <= until)
        (*count)++;
    return result;
}

static int holder_width(const ledger *l, uint32_t count)
{
    size_t width = HOLDER_WIDTH_MIN;
    for (uint32_t i = 0; i < count; i++)
        if (strlen(l->rows[i].holder) > width)
            width = strlen(l->rows[i].holder);
    return width > HOLDER_WIDTH_MAX ? HOLDER_WIDTH_MAX : (int)width;
}

static void add_life(buffer *b, const report_request *r, const ledger *l)
{
    buffer_printf(b, "\nBorn in step %u, line %u", l->birth_step, l->birth_line);
    if (!l->death || l->death_step > r->step) {
        buffer_add_text(b, "; alive.\n");
        return;
    }
    if (l->death_step > session_step_count(r->s))
        buffer_add_text(b, "; died at exit");
    else
        buffer_printf(b, "; died in step %u, line %u", l->death_step, l->death->line);
    buffer_printf(b, " (%s).\n", l->death->reason && *l->death->reason ? l->death->reason : l->death->cause);
}

ouro_result ledger_text(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    ledger l;
    uint32_t count;
    ouro_result result = rows_of(r, &memory, &l, &count, err);
    if (result == OURO_OK) {
        char what[128 + VALUE_BYTES];
        bool named = r->name[0] != '#';
        (void)snprintf(what, sizeof what, "the ledger of %.*s%s#%u %s", named ? utf8_head(r->name, 80) : 0, r->name,
                       named ? ", " : "", l.id, l.type);
        report_heading(b, r, what);
        int width = holder_width(&l, count);
        buffer_printf(b, "%4s %6s %7s  %-*s %6s\n", "step", "line", "change", width, "holder", "count");
        for (uint32_t i = 0; i < count; i++) {
            const ledger_row *row = &l.rows[i];
            buffer_printf(b, "%4u %6u %+7d  %-*s %6u\n", row->step, row->line, row->change, width,
                          row->holder, row->count);
        }
        if (l.immortal)
            buffer_add_text(b, "It is immortal: nobody counts its references.\n");
        else if (l.row_count >= LEDGER_ROWS_MAX)
            buffer_printf(b, "... and so on: a ledger ends after %d rows.\n", LEDGER_ROWS_MAX);
        add_life(b, r, &l);
    }
    arena_free(&memory);
    return result;
}

ouro_result ledger_json(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    ledger l;
    uint32_t count = 0;
    ouro_result result = rows_of(r, &memory, &l, &count, err);
    buffer_add_char(b, '[');
    for (uint32_t i = 0; result == OURO_OK && i < count; i++) {
        const ledger_row *row = &l.rows[i];
        buffer_printf(b, "%s{\"step\": ", i ? ", " : "");
        if (row->step > session_step_count(r->s))
            buffer_add_text(b, "\"exit\"");
        else
            buffer_printf(b, "%u", row->step);
        buffer_printf(b, ", \"line\": %u, \"change\": %d, \"holder\": ", row->line, row->change);
        buffer_add_json(b, row->holder, strlen(row->holder));
        buffer_printf(b, ", \"count\": %u}", row->count);
    }
    buffer_add_char(b, ']');
    arena_free(&memory);
    return result;
}
