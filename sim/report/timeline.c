#include "sim/report/timeline.h"

#include "sim/report/columns.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { TIMELINE_COLUMNS = 62, TIMELINE_ROWS = 12, EIGHTHS = 8, LABEL_LEAST = 5 };

/* --- Text ------------------------------------------------------------------------------------------------- */

typedef struct chart {
    uint64_t bytes[TIMELINE_COLUMNS];
    uint32_t columns;
    uint32_t peak; /* column */
    uint64_t top;  /* of the scale */
    int label;     /* width */
} chart;

/* The places of the curve that a column stands for; a place may have several columns. */
static void chart_fill(chart *c, const memory_curve *curve)
{
    uint32_t wide = curve->count && curve->count <= TIMELINE_COLUMNS ? TIMELINE_COLUMNS / curve->count : 1;
    c->columns = curve->count <= TIMELINE_COLUMNS ? curve->count * wide : TIMELINE_COLUMNS;
    for (uint32_t i = 0; i < c->columns; i++) {
        uint32_t from = (uint32_t)((uint64_t)i * curve->count / c->columns);
        uint32_t to = (uint32_t)((uint64_t)(i + 1) * curve->count / c->columns);
        for (uint32_t k = from; k < to || k == from; k++)
            if (curve->bytes[k] > c->bytes[i])
                c->bytes[i] = curve->bytes[k];
        if (c->bytes[i] > c->bytes[c->peak])
            c->peak = i;
    }
}

static uint32_t eighths_of(const chart *c, uint32_t column)
{
    uint64_t all = TIMELINE_ROWS * EIGHTHS, value = c->bytes[column];
    uint64_t n = c->top ? (uint64_t)((double)value / (double)c->top * (double)all + 0.5) : 0;
    return value && !n ? 1 : (uint32_t)n;
}

static void row_write(buffer *b, const chart *c, uint32_t row)
{
    static const char *const BLOCKS[] = {" ", "\u2581", "\u2582", "\u2583", "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"};
    size_t end = 0;
    bool labelled = row == 0 || row * 2 == TIMELINE_ROWS;
    if (labelled)
        column_number(b, c->label, row ? c->top / 2 : c->top);
    else
        buffer_printf(b, "%*s", c->label, "");
    buffer_add_text(b, labelled ? " \u2524" : " \u2502");
    end = b->length;
    for (uint32_t i = 0; i < c->columns; i++) {
        uint32_t below = (TIMELINE_ROWS - 1 - row) * EIGHTHS, n = eighths_of(c, i);
        uint32_t part = n <= below ? 0 : n - below > EIGHTHS ? EIGHTHS : n - below;
        buffer_add_text(b, BLOCKS[part]);
        end = part ? b->length : end;
    }
    b->length = b->failed ? b->length : end;
    buffer_add_char(b, '\n');
}

static uint32_t column_of_step(const chart *c, const memory_curve *curve, uint32_t k)
{
    return curve->line_count ? (uint32_t)((uint64_t)curve->step_first[k] * c->columns / curve->line_count) : 0;
}

/* The steps' numbers where they begin, as far as there is room. */
static void axis_write(buffer *b, const chart *c, const memory_profile *p, uint32_t from)
{
    char ticks[TIMELINE_COLUMNS + 1], numbers[TIMELINE_COLUMNS + 16];
    const memory_curve *curve = &p->curve;
    uint32_t free_from = 0;
    memset(ticks, '-', c->columns);
    memset(numbers, ' ', sizeof numbers);
    for (uint32_t k = 0; k < curve->step_count; k++) {
        uint32_t at = column_of_step(c, curve, k);
        char text[12];
        int length = snprintf(text, sizeof text, "%" PRIu32, from + 1 + k);
        bool last = k + 1 == curve->step_count || column_of_step(c, curve, k + 1) > at;
        if (at < free_from || at >= c->columns || !last)
            continue;
        ticks[at] = '+';
        memcpy(numbers + at, text, (size_t)length);
        free_from = at + (uint32_t)length + 1;
    }
    column_number(b, c->label, 0);
    buffer_add_text(b, " \u253c");
    for (uint32_t i = 0; i < c->columns; i++)
        buffer_add_text(b, ticks[i] == '+' ? "\u253c" : "\u2500");
    buffer_printf(b, "\n%*s  %.*s", c->label, "step", (int)(free_from > 1 ? free_from - 1 : 0), numbers);
    buffer_add_char(b, '\n');
}

void timeline_text(buffer *b, const report_request *r, const memory_profile *p)
{
    chart c = {.top = memory_curve_top(p->peak.bytes), .label = LABEL_LEAST};
    buffer label = {0};
    column_number(&label, 0, c.top);
    if ((int)label.length > c.label)
        c.label = (int)label.length;
    buffer_free(&label);
    chart_fill(&c, &p->curve);
    if (c.columns)
        buffer_printf(b, "%*s  %*s\u25bc\n", c.label, "bytes", (int)c.peak, "");
    for (uint32_t row = 0; c.columns && row < TIMELINE_ROWS; row++)
        row_write(b, &c, row);
    if (c.columns)
        axis_write(b, &c, p, r->from);
    if (p->curve.lines_per_place > 1)
        buffer_printf(b, "\n%" PRIu32 " executions of lines; a column shows the most of its time.\n",
                      p->curve.line_count);
}

/* --- JSON ------------------------------------------------------------------------------------------------- */

void timeline_json(buffer *b, const report_request *r, const memory_profile *p)
{
    const memory_curve *c = &p->curve;
    uint32_t step = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        uint32_t first = i * c->lines_per_place;
        while (step < c->step_count && c->step_first[step] <= first)
            step++;
        buffer_printf(b, "%s{\"execution\": %" PRIu32 ", \"step\": %" PRIu32 ", \"bytes\": %" PRIu64
                         ", \"large_bytes\": %" PRIu64 "}",
                      i ? ", " : "", first, r->from + step, c->bytes[i], c->large_bytes[i]);
    }
}
