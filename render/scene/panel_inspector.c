#include "render/scene/panels.h"
#include "render/scene/scene_cause.h"

#include "sim/base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* One object: what it is, who holds it, and the ledger of its count, the newest rows last. */

enum {
    COMPACT_BELOW = 500,
    TITLE_BASELINE = 50,
    FACT_FIRST = 94,
    FACT_PITCH = 42,
    WHY_LINES = 3,
    WHY_BYTES = 320,
    ROWS_GAP = 16,
    SUM_HEIGHT = 74,
    BASELINE = 43, /* of a row */
    SIGN_WIDTH = 84,
    HOLDER_LEAST = 24, /* letters of a long holder, */
    HOLDER_UPPER = 26, /* and where its two lines stand if that does not help */
    HOLDER_LOWER = 51,
    HOLDER_PART = 65 /* percent of the rest that the holder gets */
};

typedef struct inspector {
    const scene *s;
    const inspected *o;
    pen *p;
    pen_box box; /* without the padding at both sides */
    bool compact;
} inspector;

static void title_draw(const inspector *i)
{
    char id[16];
    snprintf(id, sizeof id, "#%u", i->o->life->id);
    pen_type type = {.font = FONT_UI_BOLD,
                     .size = THEME_TYPE_OBJECT,
                     .colour = pen_colour(i->p, THEME_TEXT),
                     .limit = i->box.width - 12 - pen_width(i->p, FONT_UI, THEME_TYPE_CELL, id),
                     .strike = i->o->is_dead ? THEME_STROKE_QUIET : 0};
    type.size = pen_size_for(i->p, &type, i->o->life->type, HOLDER_LEAST);
    float y = i->box.y + TITLE_BASELINE, width = pen_text(i->p, i->box.x, y, &type, i->o->life->type);
    pen_text(i->p, i->box.x + width + 12, y,
             &(pen_type){.font = FONT_UI,
                         .size = THEME_TYPE_CELL,
                         .colour = pen_colour(i->p, THEME_SECONDARY)},
             id);
}

/* ---- facts ---- */

/* Where the pane is low, the last facts have no room. */
static float fact_draw(const inspector *i, float y, theme_role role, const char *text)
{
    if (y + FACT_PITCH > i->box.y + i->box.height - SUM_HEIGHT)
        return y;
    pen_text(i->p, i->box.x, y,
             &(pen_type){.font = FONT_UI,
                         .size = THEME_TYPE_CELL,
                         .colour = theme_word(i->p->colours, role),
                         .limit = i->box.width},
             text);
    return y + FACT_PITCH;
}

/* A long way from a name, a long cause of a death goes on in the lines below, unless slightly smaller letters
 * help. */
static float why_draw(const inspector *i, float y, theme_role role, const char *text)
{
    pen_line_of_text lines[PEN_LINES_MAX];
    pen_type type = {.font = FONT_UI, .size = THEME_TYPE_CELL};
    if (pen_width(i->p, type.font, type.size * 0.9F, text) <= i->box.width)
        return fact_draw(i, y, role, text);
    size_t count = pen_wrap(i->p, &type, text, i->box.width, lines);
    for (size_t k = 0; k < count && k < WHY_LINES; k++) {
        char line[WHY_BYTES];
        bool rest = k + 1 == WHY_LINES;
        snprintf(line, sizeof line, "%.*s", (int)(rest ? strlen(lines[k].text) : lines[k].length),
                 lines[k].text);
        y = fact_draw(i, y, role, line);
    }
    return y;
}

static float death_draw(const inspector *i, float y)
{
    const session_death *d = i->o->life->death;
    char text[256], words[SCENE_CAUSE_BYTES];
    if (!d)
        return fact_draw(i, y, THEME_DYING, pen_say(i->p, SAY_DEAD));
    const char *known = scene_cause_words(i->p->words, d, words), *cause = known ? known : d->cause;
    if (d->line)
        tongue_write(i->p->words, text, sizeof text, SAY_DIED_IN_LINE, TELL({.number = d->line}, {.text = cause}));
    else
        tongue_write(i->p->words, text, sizeof text, SAY_DIED_OF, TELL({.text = cause}));
    return why_draw(i, y, THEME_DYING, text);
}

static void generation_text(const pen *p, char *out, size_t size, const view_object *o)
{
    tongue_word word = !o->tracked ? SAY_BYTES_UNTRACKED : o->generation > 2 ? SAY_BYTES_PERMANENT : SAY_BYTES_GENERATION;
    uint64_t generation = o->generation > 0 ? (uint64_t)o->generation : 0;
    tongue_write(p->words, out, size, word, TELL({.number = o->size_bytes}, {.number = generation}));
}

/* What was asked for comes first. */
static float held_draw(const inspector *i, float y)
{
    const inspected *o = i->o;
    char text[WHY_BYTES];
    if (i->s->look_why) {
        const char *why = o->why ? o->why : "";
        if (o->seen->unreachable)
            snprintf(text, sizeof text, "%.*s", utf8_head(why, 280), why);
        else
            tongue_write(i->p->words, text, sizeof text, SAY_ALIVE, TELL({.text = why}));
        return why_draw(i, y, o->seen->unreachable ? THEME_GARBAGE : THEME_TEXT, text);
    }
    tongue_write(i->p->words, text, sizeof text, o->held_by ? SAY_HELD_BY : SAY_HELD_BY_NOBODY, TELL({.text = o->held_by ? o->held_by : ""}));
    return fact_draw(i, y, THEME_SECONDARY, text);
}

static float birth_draw(const inspector *i, float y)
{
    const inspected *o = i->o;
    char text[128];
    tongue_write(i->p->words, text, sizeof text, o->life->birth_line ? SAY_BORN_IN_LINE : SAY_BORN,
                 TELL({.number = o->life->birth_step}, {.number = o->life->birth_line}));
    if (o->seen && o->seen->weakref_count)
        snprintf(text + strlen(text), sizeof text - strlen(text), ", weak %u", o->seen->weakref_count);
    return why_draw(i, y, THEME_SECONDARY, text);
}

static float facts_draw(const inspector *i)
{
    const inspected *o = i->o;
    float y = i->box.y + FACT_FIRST;
    char text[320];
    if (o->is_dead)
        return birth_draw(i, death_draw(i, y));
    if (!o->seen)
        return birth_draw(i, fact_draw(i, y, THEME_SECONDARY, pen_say(i->p, SAY_NOT_BORN)));
    y = held_draw(i, y);
    generation_text(i->p, text, sizeof text, o->seen);
    y = birth_draw(i, fact_draw(i, y, THEME_SECONDARY, text));
    if (o->holds) {
        tongue_write(i->p->words, text, sizeof text, SAY_HOLDS, TELL({.text = o->holds}));
        y = fact_draw(i, y, THEME_SECONDARY, text);
    }
    return y;
}

/* ---- the ledger ---- */

/* "name a" is a. */
static const char *holder_text(const char *text)
{
    return strncmp(text, "name ", 5) == 0 ? text + 5 : text;
}

/* Where it ends says as much as where it begins: a long holder takes two lines. */
static void holder_draw(const inspector *i, const char *text, pen_type type, float x, float y)
{
    pen_line_of_text lines[PEN_LINES_MAX];
    type.size = pen_size_for(i->p, &type, text, HOLDER_LEAST);
    size_t count = pen_wrap(i->p, &type, text, type.limit, lines);
    if (count < 2) {
        pen_text(i->p, x, y + BASELINE, &type, text);
        return;
    }
    pen_text_part(i->p, x, y + HOLDER_UPPER, &type, lines[0].text, lines[0].length);
    pen_text(i->p, x, y + HOLDER_LOWER, &type, lines[1].text);
}

static void row_draw(const inspector *i, const ledger_row *row, float y)
{
    bool now = row->step == i->s->step;
    char text[32];
    float right = i->box.x + i->box.width, baseline = y + BASELINE;
    if (now)
        pen_rect(i->p, (pen_box){i->box.x - 20, y + 2, i->box.width + 40, THEME_LEDGER_ROW - 2},
                 pen_colour(i->p, THEME_HIGHLIGHT));
    snprintf(text, sizeof text, row->change < 0 ? "\xE2\x88\x92%d" : "+%d",
             row->change < 0 ? -row->change : row->change);
    pen_text(i->p, i->box.x, baseline,
             &(pen_type){.font = FONT_UI_BOLD,
                         .size = THEME_TYPE_CODE,
                         .colour = theme_word(i->p->colours, row->change < 0 ? THEME_DYING : THEME_NEW)},
             text);
    float left = i->box.x + SIGN_WIDTH, rest = right - left - 70;
    pen_type holder = {.font = now ? FONT_MONO_BOLD : FONT_MONO,
                       .size = THEME_TYPE_CELL,
                       .colour = pen_colour(i->p, THEME_TEXT),
                       .limit = (i->compact ? 1 : HOLDER_PART / 100.0F) * rest - 12};
    holder_draw(i, holder_text(row->holder), holder, left, y);
    if (row->line && !i->compact) {
        tongue_write(i->p->words, text, sizeof text, SAY_LINE, TELL({.number = row->line}));
        pen_text(i->p, left + rest * HOLDER_PART / 100.0F, baseline,
                 &(pen_type){.font = FONT_UI,
                             .size = THEME_TYPE_CELL,
                             .colour = pen_colour(i->p, THEME_SECONDARY),
                             .limit = rest * (100 - HOLDER_PART) / 100},
                 text);
    }
    snprintf(text, sizeof text, "%u", row->count);
    pen_text(i->p, right, baseline,
             &(pen_type){.font = FONT_UI_BOLD,
                         .size = THEME_TYPE_CODE,
                         .colour = pen_colour(i->p, THEME_TEXT),
                         .align = ALIGN_RIGHT},
             text);
}

/* The newest rows that fit; what came before stands in one line. */
static void rows_draw(const inspector *i, float top, float bottom)
{
    uint32_t fit = bottom > top ? (uint32_t)((bottom - top) / THEME_LEDGER_ROW) : 0;
    uint32_t count = i->o->row_count, first = 0;
    if (count > fit) {
        first = fit ? count - fit + 1 : count;
        char text[64];
        tongue_write(i->p->words, text, sizeof text, SAY_BEFORE,
                     TELL({.number = first}, {.number = i->o->rows[first - 1].count}));
        if (fit)
            pen_text(i->p, i->box.x, top + BASELINE,
                     &(pen_type){.font = FONT_UI,
                                 .size = THEME_TYPE_CELL,
                                 .colour = pen_colour(i->p, THEME_SECONDARY),
                                 .limit = i->box.width},
                     text);
        top += THEME_LEDGER_ROW;
    }
    for (uint32_t k = first; k < count; k++)
        row_draw(i, &i->o->rows[k], top + THEME_LEDGER_ROW * (float)(k - first));
}

static void sum_draw(const inspector *i, float y)
{
    enum { R = THEME_BADGE_RADIUS };
    bool dead = i->o->is_dead || !i->o->seen;
    theme_role role = i->o->seen && i->o->seen->unreachable ? THEME_GARBAGE : THEME_LIVE;
    char text[16];
    pen_rect(i->p, (pen_box){i->box.x, y, i->box.width, THEME_STROKE_QUIET},
             pen_colour(i->p, THEME_TEXT));
    pen_text(i->p, i->box.x, y + 50,
             &(pen_type){.font = FONT_UI,
                         .size = THEME_TYPE_CODE,
                         .colour = pen_colour(i->p, THEME_TEXT)},
             "refcount");
    snprintf(text, sizeof text, "%u", i->o->is_dead ? 0 : i->o->count);
    const char *digits = i->o->life->immortal ? "\xE2\x88\x9E" : text;
    float width = fmaxf(2 * R, pen_width(i->p, FONT_UI_BOLD, THEME_TYPE_COUNT, digits) + 28);
    pen_box disc = {i->box.x + i->box.width - width, y + 6, width, 2 * R};
    if (dead)
        pen_border(i->p, disc, R, pen_colour(i->p, THEME_SURFACE), pen_colour(i->p, THEME_SECONDARY),
                   THEME_STROKE_QUIET, (frame_dash){0});
    else
        pen_round(i->p, disc, R, pen_colour(i->p, role));
    pen_text(i->p, disc.x + width / 2, disc.y + R + THEME_TYPE_COUNT * THEME_BASELINE,
             &(pen_type){.font = FONT_UI_BOLD,
                         .size = THEME_TYPE_COUNT,
                         .colour = dead ? pen_colour(i->p, THEME_SECONDARY)
                                        : theme_ink(i->p->colours, role),
                         .align = ALIGN_CENTRE},
             digits);
}

void panel_inspector_draw(const scene *s, pen p, pen_box box)
{
    bool compact = box.width < COMPACT_BELOW;
    float padding = compact ? 24 : THEME_PANE_PADDING;
    inspector i = {.s = s,
                   .o = s->inspected,
                   .p = &p,
                   .box = {box.x + padding, box.y, box.width - 2 * padding, box.height},
                   .compact = compact};
    p.id = scene_id(SCENE_INSPECTOR, i.o->life->id, 0);
    title_draw(&i);
    float y = facts_draw(&i) - FACT_PITCH + ROWS_GAP;
    pen_rect(&p, (pen_box){i.box.x, y, i.box.width, THEME_STROKE_RULE}, pen_colour(&p, THEME_RULE));
    float sum = box.y + box.height - SUM_HEIGHT;
    rows_draw(&i, y + 6, sum - 4);
    sum_draw(&i, sum);
}
