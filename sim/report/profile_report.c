#include "sim/base/utf8.h"
#include "sim/memory_profile.h"
#include "sim/report/columns.h"
#include "sim/report/report.h"
#include "sim/report/timeline.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { TABLE_WIDTH = 80, LIVES_WIDTH = 7, CODE_LEAST = 24 };

static ouro_result profile_of(const report_request *r, arena *memory, memory_profile *out, ouro_error *err)
{
    memory_profile_request request = {.from = r->from, .step = r->step, .function = r->name};
    return memory_profile_build(r->s, &request, memory, out, err);
}

/* --- Text ------------------------------------------------------------------------------------------- */

/* Which columns there is room and reason for, and how wide they are. */
typedef struct profile_table {
    const memory_profile *p;
    const scenario *from;
    uint32_t first, last; /* lines */
    int line, bytes, increment, large, times;
    bool lives;
} profile_table;

static int number_width(const char *heading, uint64_t most)
{
    buffer text = {0};
    column_number(&text, 0, most);
    size_t length = text.length > strlen(heading) ? text.length : strlen(heading);
    buffer_free(&text);
    return (int)length;
}

static int code_width(const profile_table *t)
{
    size_t most = 0, length;
    const char *start;
    for (uint32_t i = t->first; i <= t->last; i++)
        if (scenario_script_line(t->from, i, &start, &length) && length > most)
            most = length;
    return most > TABLE_WIDTH ? TABLE_WIDTH : (int)most;
}

static int code_column(const profile_table *t)
{
    return t->line + t->bytes + t->increment + t->large + t->times + (t->lives ? 2 * LIVES_WIDTH : 0) + 2;
}

static profile_table table_of(const report_request *r, const memory_profile *p)
{
    uint64_t most = 0, increment = 0, times = 0;
    profile_table t = {.p = p, .from = session_scenario(r->s)};
    t.first = p->function_first ? p->function_first : 1;
    t.last = p->function_first ? p->function_last : p->line_count ? p->lines[p->line_count - 1].line : 0;
    for (uint32_t i = 0; i < p->line_count; i++) {
        const memory_line *l = &p->lines[i];
        uint64_t size = (uint64_t)(l->increment < 0 ? -l->increment : l->increment);
        most = l->memory > most ? l->memory : most;
        increment = size > increment ? size : increment;
        times = l->occurrences > times ? l->occurrences : times;
    }
    t.line = number_width("line", t.last);
    t.bytes = number_width("memory", most) + 2;
    t.increment = number_width("increment", increment * 10) + 2;
    t.large = p->large_peak.bytes ? number_width("large", p->large_peak.bytes) + 2 : 0;
    t.times = number_width("occurrences", times) + 2;
    t.lives = true;
    t.lives = code_column(&t) + code_width(&t) <= TABLE_WIDTH;
    return t;
}

static void heading_write(buffer *b, const profile_table *t)
{
    column_heading(b, t->line, "line");
    column_heading(b, t->bytes, "memory");
    column_heading(b, t->increment, "increment");
    if (t->large)
        column_heading(b, t->large, "large");
    column_heading(b, t->times, "occurrences");
    if (t->lives) {
        column_heading(b, LIVES_WIDTH, "born");
        column_heading(b, LIVES_WIDTH, "died");
    }
    buffer_add_text(b, "  code\n");
}

/* The line's text, tabs as spaces, cut where the table ends. */
static void code_write(buffer *b, const profile_table *t, uint32_t number)
{
    const char *start;
    size_t length;
    int room = TABLE_WIDTH - code_column(t);
    if (!scenario_script_line(t->from, number, &start, &length))
        return;
    buffer text = {0}, cell = {0};
    buffer_add(&text, start, length);
    for (size_t i = 0; i < text.length; i++)
        if (text.text[i] == '\t')
            text.text[i] = ' ';
    column_text(&cell, room < CODE_LEAST ? CODE_LEAST : room, buffer_text(&text));
    size_t end = cell.length;
    while (end > 0 && cell.text[end - 1] == ' ')
        end--;
    if (end)
        buffer_add_text(b, "  ");
    buffer_add(b, buffer_text(&cell), end);
    b->failed = b->failed || text.failed || cell.failed;
    buffer_free(&text);
    buffer_free(&cell);
}

static void figures_write(buffer *b, const profile_table *t, const memory_line *l)
{
    column_number(b, t->bytes, l->memory);
    column_change(b, t->increment, l->increment);
    if (t->large)
        column_number(b, t->large, l->large_bytes);
    column_number(b, t->times, l->occurrences);
    if (t->lives) {
        column_number(b, LIVES_WIDTH, l->births);
        column_number(b, LIVES_WIDTH, l->deaths);
    }
}

/* Lines that never ran stand there with their text alone. */
static void lines_write(buffer *b, const profile_table *t)
{
    uint32_t at = 0;
    heading_write(b, t);
    for (uint32_t number = t->first; number <= t->last; number++) {
        column_number(b, t->line, number);
        while (at < t->p->line_count && t->p->lines[at].line < number)
            at++;
        if (at < t->p->line_count && t->p->lines[at].line == number)
            figures_write(b, t, &t->p->lines[at]);
        else
            buffer_printf(b, "%*s", code_column(t) - 2 - t->line, "");
        code_write(b, t, number);
        while (b->length && b->text[b->length - 1] == ' ')
            b->length--;
        buffer_add_char(b, '\n');
    }
}

static void bytes_write(buffer *b, const char *before, uint64_t bytes)
{
    buffer_add_text(b, before);
    column_number(b, 0, bytes);
    buffer_add_text(b, bytes == 1 ? " byte" : " bytes");
}

static void peak_write(buffer *b, const char *what, const memory_peak *peak)
{
    bytes_write(b, what, peak->bytes);
    buffer_printf(b, " in step %" PRIu32, peak->step);
    if (peak->line)
        buffer_printf(b, ", line %" PRIu32, peak->line);
    buffer_add_text(b, ".\n");
}

ouro_result profile_text(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    memory_profile p;
    char what[160] = "memory line by line";
    ouro_result result = profile_of(r, &memory, &p, err);
    if (result == OURO_OK) {
        if (r->timeline)
            (void)snprintf(what, sizeof what, "memory over time");
        else if (r->name)
            (void)snprintf(what, sizeof what, "memory line by line, of %.*s()", utf8_head(r->name, 80), r->name);
        report_heading(b, r, what);
        if (r->timeline) {
            timeline_text(b, r, &p);
        } else {
            profile_table t = table_of(r, &p);
            lines_write(b, &t);
        }
        buffer_add_char(b, '\n');
        peak_write(b, "Peak: ", &p.peak);
        bytes_write(b, "In use at the end: ", p.after);
        if (r->from)
            bytes_write(b, "; before: ", p.before);
        buffer_add_text(b, ".\n");
        if (p.large_peak.bytes)
            peak_write(b, "In large blocks, besides: at most ", &p.large_peak);
    }
    arena_free(&memory);
    return result;
}

/* --- JSON ------------------------------------------------------------------------------------------- */

static void row_json(buffer *b, const scenario *from, const memory_line *l)
{
    const char *start = "";
    size_t length = 0;
    buffer_printf(b,
                  "{\"line\": %" PRIu32 ", \"memory\": %" PRIu64 ", \"increment\": %" PRId64
                  ", \"occurrences\": %" PRIu32 ", \"code\": ",
                  l->line, l->memory, l->increment, l->occurrences);
    if (!scenario_script_line(from, l->line, &start, &length))
        length = 0;
    buffer_add_json(b, start, length);
    buffer_printf(b, ", \"large_bytes\": %" PRIu64 ", \"born\": %" PRIu32 ", \"died\": %" PRIu32 "}",
                  l->large_bytes, l->births, l->deaths);
}

ouro_result profile_json(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    memory_profile p = {0};
    ouro_result result = profile_of(r, &memory, &p, err);
    buffer_add_char(b, '[');
    if (result == OURO_OK && r->timeline)
        timeline_json(b, r, &p);
    for (uint32_t i = 0; result == OURO_OK && !r->timeline && i < p.line_count; i++) {
        buffer_add_text(b, i ? ", " : "");
        row_json(b, session_scenario(r->s), &p.lines[i]);
    }
    buffer_add_char(b, ']');
    arena_free(&memory);
    return result;
}

static void peak_json(buffer *b, const char *key, const memory_peak *peak)
{
    buffer_printf(b, ", \"%s\": {\"bytes\": %" PRIu64 ", \"step\": %" PRIu32 ", \"line\": %" PRIu32
                     ", \"event\": %" PRIu64 "}",
                  key, peak->bytes, peak->step, peak->line, peak->event);
}

ouro_result profile_siblings(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    memory_profile p = {0};
    ouro_result result = profile_of(r, &memory, &p, err);
    if (result == OURO_OK) {
        peak_json(b, "peak", &p.peak);
        peak_json(b, "large_peak", &p.large_peak);
    }
    arena_free(&memory);
    return result;
}
