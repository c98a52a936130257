/* The reports of one state. Each is made of what sim/ has computed; here it gets words and an order. */
#include "render/scene/stage_report.h"

#include "sim/base/utf8.h"
#include "sim/lifetimes.h"
#include "sim/memory_profile.h"
#include "sim/object_sizes.h"
#include "sim/session_events.h"
#include "sim/type_counts.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_BYTES = 256 };

const char *report_text(const report_writer *w, const char *format, ...)
{
    char line[TEXT_BYTES];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    bool whole = length < (int)sizeof line;
    return length < 0 ? "" : arena_text(w->memory, line, utf8_cut(line, strlen(line), sizeof line - (whole ? 1 : 2)));
}

const char *report_number(const report_writer *w, const char *sign, uint64_t n)
{
    char digits[40];
    pen_number(digits, sizeof digits, n);
    return report_text(w, "%s%s", sign, digits);
}

/* With its sign: +96, a minus, 0. */
static const char *change_text(const report_writer *w, int64_t n)
{
    return report_number(w, n > 0 ? "+" : n < 0 ? "\xE2\x88\x92" : "", n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
}

reported_row *report_row(const report_writer *w, const char *name)
{
    reported *r = w->out;
    if (r->count == REPORTED_ROWS || !name) {
        r->more++;
        return NULL;
    }
    reported_row *row = &r->rows[r->count++];
    *row = (reported_row){.name = name};
    return row;
}

const char *report_say(const report_writer *w, tongue_word word)
{
    return tongue_say(w->g->rules.words, word);
}

const char *report_tell(const report_writer *w, tongue_word word, const tongue_arg *args, size_t count)
{
    char line[TEXT_BYTES];
    return report_text(w, "%s", tongue_write(w->g->rules.words, line, sizeof line, word, args, count));
}

static const char *sum_text(const report_writer *w, const char *objects, const char *bytes, bool one)
{
    return report_tell(w, one ? SAY_SUM_ONE : SAY_SUM_MANY, TELL({.text = objects}, {.text = bytes}));
}

static ouro_result no_memory(const report_writer *w)
{
    return stage_no_memory(w->err);
}

static const char *type_and_id(const report_writer *w, const char *type, uint32_t id)
{
    return report_text(w, "%.*s #%u", utf8_head(type, 40), type, id);
}

/* ---- types ---- */

static ouro_result counts_at(const report_writer *w, uint64_t state, uint32_t since, type_counts *out)
{
    ouro_result result = session_seek(w->g->run, state, w->err);
    if (result == OURO_OK && !type_counts_build(session_world(w->g->run), since, w->memory, out))
        result = no_memory(w);
    return result;
}

static ouro_result types_report(report_writer *w)
{
    type_counts counts;
    ouro_result result = counts_at(w, w->at.event, 0, &counts);
    w->out->title = report_say(w, SAY_TYPES);
    w->out->heads[0] = report_say(w, SAY_OBJECTS);
    w->out->heads[1] = report_say(w, SAY_BYTES);
    w->out->empty = report_say(w, SAY_NO_OBJECT);
    for (uint32_t i = 0; result == OURO_OK && i < counts.row_count; i++) {
        reported_row *row = report_row(w, report_text(w, "%s", counts.rows[i].type));
        if (row) {
            row->figures[0] = report_number(w, "", counts.rows[i].count);
            row->figures[1] = report_number(w, "", counts.rows[i].bytes);
        }
    }
    if (result == OURO_OK)
        w->out->foot = sum_text(w, report_number(w, "", counts.objects), report_number(w, "", counts.bytes),
                                counts.objects == 1);
    return result;
}

/* ---- growth ---- */

static ouro_result growth_report(report_writer *w)
{
    type_counts before, now;
    type_changes changes;
    uint64_t from = w->at.step ? stage_end_of(w->g, w->at.step - 1) : 0;
    ouro_result result = counts_at(w, from, 0, &before);
    uint32_t last = result == OURO_OK ? type_counts_last(session_world(w->g->run)) : 0;
    if (result == OURO_OK)
        result = counts_at(w, w->at.event, last, &now);
    if (result == OURO_OK && !type_changes_build(&before, &now, w->memory, &changes))
        result = no_memory(w);
    w->out->title = report_tell(w, SAY_GROWTH, TELL({.number = w->at.step}));
    w->out->heads[0] = report_say(w, SAY_OBJECTS);
    w->out->heads[1] = report_say(w, SAY_BYTES);
    w->out->empty = report_say(w, SAY_AS_BEFORE);
    for (uint32_t i = 0; result == OURO_OK && i < changes.row_count; i++) {
        const type_change *c = &changes.rows[i];
        reported_row *row = report_row(w, report_text(w, "%s", c->type));
        if (row) {
            row->figures[0] = change_text(w, c->count);
            row->figures[1] = change_text(w, c->bytes);
        }
    }
    if (result == OURO_OK)
        w->out->foot = sum_text(w, change_text(w, changes.count), change_text(w, changes.bytes),
                                changes.count == 1 || changes.count == -1);
    return result;
}

/* ---- sizes ---- */

typedef struct first_name {
    char name[80];
} first_name;

static void name_take(void *user, const char *name)
{
    first_name *f = user;
    if (!f->name[0])
        snprintf(f->name, sizeof f->name, "%.*s", utf8_head(name, sizeof f->name - 1), name);
}

static ouro_result sizes_report(report_writer *w)
{
    object_sizes sizes;
    uint32_t count = 0;
    ouro_result result = session_seek(w->g->run, w->at.event, w->err);
    if (result == OURO_OK)
        result = object_sizes_build(session_world(w->g->run), session_program(w->g->run), w->memory, NULL, &sizes, w->err);
    if (result != OURO_OK)
        return result;
    const object_size *rows = object_sizes_largest(&sizes, REPORTED_ROWS, w->memory, &count);
    if (!rows)
        return no_memory(w);
    w->out->title = report_say(w, SAY_SIZES);
    w->out->heads[0] = report_say(w, SAY_ALONE);
    w->out->heads[1] = report_say(w, SAY_RETAINED);
    w->out->empty = report_say(w, SAY_NO_OBJECT);
    for (uint32_t i = 0; i < count; i++) {
        char type[VALUE_BYTES];
        first_name name = {{0}};
        object_graph_type(&sizes.g, rows[i].object, type);
        object_names_tell(&sizes.g, rows[i].object, name_take, &name);
        reported_row *row = report_row(w, name.name[0] ? report_text(w, "%s", name.name) : type_and_id(w, type, rows[i].id));
        if (row) {
            row->figures[0] = report_number(w, "", rows[i].shallow);
            row->figures[1] = report_number(w, "", rows[i].retained);
        }
    }
    w->out->foot = report_say(w, SAY_FREE_WITH_IT);
    return OURO_OK;
}

/* ---- lifetimes ---- */

static ouro_result lifetimes_report(report_writer *w)
{
    lifetimes lives;
    ouro_result result = lifetimes_build(w->g->run, NULL, w->memory, &lives, w->err);
    float steps = (float)w->g->step_count + 1;
    w->out->title = report_say(w, SAY_LIFETIMES);
    w->out->empty = report_say(w, SAY_NOTHING_BORN);
    w->out->here = ((float)w->at.step + 1) / steps;
    for (uint32_t i = 0; result == OURO_OK && i < lives.count; i++) {
        const lifetime *l = &lives.rows[i];
        if (l->born > w->at.step || (l->born == l->died && l->died != w->at.step))
            continue; /* not yet; or it came and went inside another step */
        const char *named = l->name ? report_text(w, "%.*s", utf8_head(l->name, 60), l->name) : NULL;
        reported_row *row = report_row(w, named ? named : type_and_id(w, l->type, l->id));
        if (!row)
            continue;
        row->gone = l->died <= w->at.step;
        row->from = ((float)l->born + 0.5F) / steps;
        row->to = row->gone ? ((float)l->died + 0.5F) / steps : 1;
        row->now = l->born == w->at.step || l->died == w->at.step;
    }
    return result;
}

/* ---- leaks ---- */

static ouro_result leaks_report(report_writer *w)
{
    const view *seen = w->now->seen;
    uint64_t bytes = 0;
    uint32_t lost = 0;
    w->out->title = report_say(w, SAY_LOST);
    w->out->heads[1] = report_say(w, SAY_BYTES);
    w->out->empty = report_say(w, SAY_ALL_REACHED);
    for (uint32_t i = 0; i < seen->object_count; i++) {
        const view_object *o = &seen->objects[i];
        if (!o->unreachable)
            continue;
        lost++;
        bytes += o->size_bytes;
        reported_row *row = report_row(w, type_and_id(w, o->type, o->id));
        if (row)
            row->figures[1] = report_number(w, "", o->size_bytes);
    }
    w->out->foot = sum_text(w, report_number(w, "", lost), report_number(w, "", bytes), lost == 1);
    return OURO_OK;
}

/* ---- profile ---- */

static int by_increment(const void *a, const void *b)
{
    const memory_line *x = a, *y = b;
    int64_t left = llabs(x->increment), right = llabs(y->increment);
    return left != right ? (left < right ? 1 : -1) : (x->line > y->line) - (x->line < y->line);
}

static const char *code_of(const stage *g, uint32_t line)
{
    const char *shown = line && line <= g->line_count ? g->lines[line - 1] : "";
    return shown + strspn(shown, " ");
}

static ouro_result profile_report(report_writer *w)
{
    memory_profile lines;
    memory_profile_request request = {.from = 0, .step = w->at.step};
    ouro_result result = memory_profile_build(w->g->run, &request, w->memory, &lines, w->err);
    w->out->title = report_say(w, SAY_BY_LINE);
    w->out->empty = report_say(w, SAY_NO_LINE);
    if (result != OURO_OK)
        return result;
    if (lines.line_count)
        qsort(lines.lines, lines.line_count, sizeof *lines.lines, by_increment);
    for (uint32_t i = 0; i < lines.line_count; i++) {
        const memory_line *l = &lines.lines[i];
        const char *text = code_of(w->g, l->line);
        reported_row *row = report_row(w, report_text(w, "%u %.*s", l->line, utf8_head(text, 80), text));
        if (row) {
            const session_step *step = session_step_at(w->g->run, w->at.step);
            row->figures[1] = change_text(w, l->increment);
            row->now = l->line >= step->first_line && l->line <= step->last_line;
        }
    }
    if (lines.peak.bytes)
        w->out->foot = report_tell(w, SAY_PEAK_LINE,
                                   TELL({.text = report_number(w, "", lines.peak.bytes)}, {.number = lines.peak.line}));
    return OURO_OK;
}

/* ---- any ---- */

static ouro_result (*const REPORTS[PANE_COUNT])(report_writer *) = {
    [PANE_TYPES] = types_report,         [PANE_GROWTH] = growth_report, [PANE_SIZES] = sizes_report,
    [PANE_LIFETIMES] = lifetimes_report, [PANE_LEAKS] = leaks_report,   [PANE_PROFILE] = profile_report,
    [PANE_HOLDERS] = report_holders,     [PANE_HELD] = report_held,     [PANE_TOOLS] = report_tools,
};

ouro_result stage_report_at(stage *g, stage_stop at, const scene_look *look, const picture *now, const reported **out,
                            ouro_error *err)
{
    report_kept *kept = &g->report;
    report_pane kind = look->report;
    uint32_t id = kind >= PANE_ABOUT_OBJECT ? look->selected_id : 0;
    bool same = kept->found.kind == kind && kept->at.event == at.event && kept->at.step == at.step
                && kept->selected_id == id;
    *out = NULL;
    if (!kind)
        return OURO_OK;
    if (!same) {
        arena_free(&kept->memory);
        *kept = (report_kept){.at = at, .selected_id = id};
        reported found = {.kind = kind, .rows = arena_alloc(&kept->memory, REPORTED_ROWS * sizeof(reported_row))};
        report_writer w = {.g = g, .at = at, .selected_id = id, .now = now, .memory = &kept->memory, .out = &found, .err = err};
        ouro_result result = found.rows ? REPORTS[kind](&w) : stage_no_memory(err);
        if (result != OURO_OK)
            return result;
        kept->found = found;
    }
    *out = &kept->found;
    return OURO_OK;
}
