#include "render/window/picker_room.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    NARROWEST = 1440, /* as the stage: what is narrower is drawn smaller */
    HEAD = 112,
    SIDE = 440,
    SIDE_LEFT = 48,
    GRID_MARGIN = 36,
    CARD_WIDTH_MIN = 400,
    CARD_BELOW = 152, /* the preview: the title, the foot */
    CARD_GAP = 24,
    CARD_PADDING = 24,
    PREVIEW_INSET = 8,
    TITLE_LINES = 2,
    TITLE_TOP = 42, /* its first baseline below the preview */
    FOOT = 22,      /* its baseline above the card's lower edge */
    SUMMARY = 96,   /* the band below the cards */
    SUMMARY_LINES = 2,
    TOPIC_PITCH_MOST = 72,
    TOPIC_SIZE = 32,
    TOPIC_LEAST = 26, /* of a long name */
    SUMMARY_LEAST = 26,
    HINTS_HEIGHT = 190
};

/* ---- where things are ---- */

static float preview_height(const picker_room *r)
{
    return (r->card_width - 2 * PREVIEW_INSET) * 9 / 16;
}

picker_room picker_room_of(const scene_look *look)
{
    picker_room r = {.side = SIDE, .top = HEAD};
    r.unit_px = fmaxf(0.05F, fminf((float)look->height_px / THEME_LINES,
                                   (float)look->width_px / NARROWEST));
    r.width = (float)look->width_px / r.unit_px;
    r.height = (float)look->height_px / r.unit_px;
    float across = r.width - r.side - 2 * GRID_MARGIN;
    r.columns = (uint32_t)fmaxf(1, floorf((across + CARD_GAP) / (CARD_WIDTH_MIN + CARD_GAP)));
    r.card_width = (across - CARD_GAP * (float)(r.columns - 1)) / (float)r.columns;
    r.card_height = preview_height(&r) + PREVIEW_INSET + CARD_BELOW;
    float down = r.height - HEAD - SUMMARY - CARD_GAP;
    r.rows_in_sight = (uint32_t)fmaxf(1, floorf((down + CARD_GAP) / (r.card_height + CARD_GAP)));
    return r;
}

pen_box picker_card_box(const picker_room *r, uint32_t match, uint32_t top_row)
{
    float column = (float)(match % r->columns), row = (float)(match / r->columns) - (float)top_row;
    return (pen_box){r->side + GRID_MARGIN + column * (r->card_width + CARD_GAP),
                     HEAD + CARD_GAP + row * (r->card_height + CARD_GAP), r->card_width, r->card_height};
}

scene_look picker_preview_look(const scene_look *look)
{
    picker_room r = picker_room_of(look);
    return (scene_look){.colours = look->colours,
                        .ruler = look->ruler,
                        .words = look->words,
                        .width_px = (int32_t)((r.card_width - 2 * PREVIEW_INSET) * r.unit_px),
                        .height_px = (int32_t)(preview_height(&r) * r.unit_px),
                        .captions = true,
                        .unasked = true, /* what is asked there is not given away here */
                        .zoom = 1};
}

pen_box picker_topic_box(const picker_room *r, uint32_t topic, uint32_t count)
{
    float pitch = fminf(TOPIC_PITCH_MOST, (r->height - HEAD - HINTS_HEIGHT) / (float)(count ? count : 1));
    return (pen_box){0, HEAD + 20 + pitch * (float)topic, r->side, pitch};
}

uint32_t picker_topics(const picker *p, picker_topic topics[PICKER_TOPICS_MAX])
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->all.count; i++) {
        const char *name = p->all.lessons[i].topic;
        if (count && strcmp(topics[count - 1].name, name) == 0)
            continue;
        if (count == PICKER_TOPICS_MAX)
            break;
        topics[count++] = (picker_topic){.name = name};
    }
    for (uint32_t m = p->match_count; m-- > 0;)
        for (uint32_t t = 0; t < count; t++)
            if (strcmp(topics[t].name, p->all.lessons[p->matches[m]].topic) == 0) {
                topics[t].first = m;
                topics[t].count++;
            }
    return count;
}

/* ---- head and side ---- */

static void search_draw(const picker *p, pen *with, const picker_room *r)
{
    pen_box box = {r->width - GRID_MARGIN - 460, 20, 460, 72};
    bool typed = *p->query;
    pen_border(with, box, THEME_RADIUS_OBJECT, pen_colour(with, THEME_SURFACE),
               pen_colour(with, typed ? THEME_LIVE : THEME_RULE), THEME_STROKE, (frame_dash){0});
    float width = pen_text(with, box.x + 24, box.y + 49,
                           &(pen_type){.font = FONT_UI,
                                       .size = THEME_TYPE_CODE,
                                       .colour = pen_colour(with, typed ? THEME_TEXT : THEME_SECONDARY),
                                       .limit = box.width - 60},
                           typed ? p->query : pen_say(with, SAY_SEARCH));
    if (typed)
        pen_rect(with, (pen_box){box.x + 28 + width, box.y + 16, 4, 40}, pen_colour(with, THEME_TEXT));
}

static void head_draw(const picker *p, pen *with, const picker_room *r)
{
    frame_colour rule = pen_colour(with, THEME_RULE);
    pen_rect(with, (pen_box){0, 0, r->width, HEAD}, pen_colour(with, THEME_BACKGROUND));
    float width = pen_text(with, SIDE_LEFT, 76,
                           &(pen_type){.font = FONT_UI_BOLD,
                                       .size = 60,
                                       .colour = pen_colour(with, THEME_TEXT)},
                           "Ouroboros");
    if (r->columns > 2)
        pen_text(with, SIDE_LEFT + width + 36, 74,
                 &(pen_type){.font = FONT_UI,
                             .size = THEME_TYPE_CODE,
                             .colour = pen_colour(with, THEME_SECONDARY)},
                 pen_say(with, SAY_ABOUT));
    search_draw(p, with, r);
    pen_rect(with, (pen_box){0, HEAD, r->width, THEME_STROKE_RULE}, rule);
    pen_rect(with, (pen_box){r->side, HEAD, THEME_STROKE_RULE, r->height - HEAD}, rule);
}

static void topic_draw(pen *with, pen_box box, const picker_topic *t, bool current)
{
    char count[16];
    snprintf(count, sizeof count, "%u", t->count);
    if (current) {
        pen_rect(with, (pen_box){0, box.y, box.width + 2, box.height - 4}, pen_colour(with, THEME_SURFACE));
        pen_rect(with, (pen_box){0, box.y, 10, box.height - 4}, pen_colour(with, THEME_LIVE));
    }
    theme_role ink = current ? THEME_TEXT : THEME_SECONDARY;
    pen_type type = {.font = current ? FONT_UI_BOLD : FONT_UI,
                     .size = fminf(TOPIC_SIZE, box.height * 0.62F),
                     .colour = pen_colour(with, ink),
                     .align = ALIGN_RIGHT};
    if (!t->count)
        type.colour = theme_dim_text(with->colours, ink);
    float y = box.y + (box.height - 4) / 2 + type.size * THEME_BASELINE;
    float taken = pen_text(with, box.width - 32, y, &type, count);
    type.align = ALIGN_LEFT;
    type.limit = box.width - SIDE_LEFT - taken - 44;
    type.size = pen_size_for(with, &type, t->name, TOPIC_LEAST);
    pen_text(with, SIDE_LEFT, y, &type, t->name);
}

static void side_draw(const picker *p, pen *with, const picker_room *r)
{
    picker_topic topics[PICKER_TOPICS_MAX];
    uint32_t count = picker_topics(p, topics);
    const window_lesson *selected = picker_lesson(p);
    for (uint32_t i = 0; i < count; i++)
        topic_draw(with, picker_topic_box(r, i, count), &topics[i],
                   selected && strcmp(selected->topic, topics[i].name) == 0);
    float y = r->height - HINTS_HEIGHT + 56;
    pen_rect(with, (pen_box){SIDE_LEFT, y, r->side - 2 * SIDE_LEFT, THEME_STROKE_RULE},
             pen_colour(with, THEME_RULE));
    pen_type type = {.font = FONT_UI,
                     .size = THEME_TYPE_CELL,
                     .colour = pen_colour(with, THEME_SECONDARY),
                     .limit = r->side - 2 * SIDE_LEFT};
    pen_text(with, SIDE_LEFT, y + 52, &type, pen_say(with, SAY_DROP));
    pen_text(with, SIDE_LEFT, y + 96, &type,
             pen_say(with, p->can_leave ? SAY_ESC_BACK : SAY_CTRL_Q));
}

/* ---- cards ---- */

/* As much of a text as fits before an ellipsis. */
static void cut_draw(pen *with, float x, float y, float width, const pen_type *type, const char *text)
{
    static const char ELLIPSIS[] = "\xE2\x80\xA6";
    char line[256];
    size_t length = pen_fit(with, type, text, strlen(text),
                            width - pen_width(with, type->font, type->size, ELLIPSIS));
    while (length && strchr(" ,.;:", text[length - 1]))
        length--;
    snprintf(line, sizeof line, "%.*s%s", (int)(length < 240 ? length : 240), text, ELLIPSIS);
    pen_text(with, x, y, type, line);
}

/* Up to `most` lines; the baseline after them. */
static float lines_draw(pen *with, float x, float y, float pitch, float width, const pen_type *type,
                        const char *text, size_t most)
{
    pen_line_of_text lines[PEN_LINES_MAX];
    size_t count = pen_wrap(with, type, text, width, lines);
    for (size_t i = 0; i < count && i < most; i++, y += pitch) {
        if (i + 1 == most && count > most)
            cut_draw(with, x, y, width, type, lines[i].text);
        else
            pen_text_part(with, x, y, type, lines[i].text, lines[i].length);
    }
    return y;
}

static void foot_draw(pen *with, const pen_box *box, const window_lesson *l, bool selected)
{
    char text[64], minutes[16];
    snprintf(minutes, sizeof minutes, "%.0f", l->minutes);
    if (l->minutes > 0)
        tongue_write(with->words, text, sizeof text, SAY_MINUTES_STEPS, TELL({.text = minutes}, {.number = l->step_count}));
    else
        tongue_write(with->words, text, sizeof text, SAY_STEPS, TELL({.number = l->step_count}));
    float y = box->y + box->height - FOOT;
    pen_type type = {.font = FONT_UI, .size = 30, .colour = pen_colour(with, THEME_SECONDARY)};
    pen_box pill = {box->x + box->width - 146, y - 40, 122, 54};
    type.limit = pill.x - 10 - box->x - CARD_PADDING;
    pen_text(with, box->x + CARD_PADDING, y, &type, text);
    if (selected) {
        pen_round(with, pill, 27, pen_colour(with, THEME_LIVE));
        type = (pen_type){.font = FONT_UI_BOLD,
                          .size = THEME_TYPE_CELL,
                          .colour = theme_ink(with->colours, THEME_LIVE),
                          .align = ALIGN_CENTRE};
        pen_text(with, pill.x + pill.width / 2, pill.y + 39, &type, pen_say(with, SAY_CAP_ENTER));
        return;
    }
    if (!l->question_count)
        return;
    snprintf(text, sizeof text, "%u ?", l->question_count);
    type.align = ALIGN_RIGHT;
    pen_text(with, box->x + box->width - CARD_PADDING, y, &type, text);
}

/* Two lines, set smaller if that makes two of three. */
static void title_draw(pen *with, float x, float y, float width, const char *title)
{
    static const float SIZES[] = {38, 34, 30};
    enum { LAST = sizeof SIZES / sizeof *SIZES - 1 };
    pen_type type = {.font = FONT_UI_BOLD, .colour = pen_colour(with, THEME_TEXT)};
    pen_line_of_text lines[PEN_LINES_MAX];
    for (size_t i = 0; i <= LAST; i++) {
        type.size = SIZES[i];
        if (pen_wrap(with, &type, title, width, lines) <= TITLE_LINES)
            break;
    }
    lines_draw(with, x, y, type.size * 1.15F, width, &type, title, TITLE_LINES);
}

/* On whole pixels: it was made for them. */
static void preview_draw(pen *with, const pen_box *box, const frame *drawn)
{
    if (!drawn)
        return;
    frame_add(with->onto, drawn, roundf((box->x + PREVIEW_INSET) * with->scale),
              roundf((box->y + PREVIEW_INSET) * with->scale));
}

static void card_draw(const picker *p, pen *with, const picker_room *r, uint32_t match)
{
    const window_lesson *l = &p->all.lessons[p->matches[match]];
    bool selected = match == p->selected;
    pen_box box = picker_card_box(r, match, p->top_row);
    pen_border(with, box, THEME_RADIUS_FRAME, pen_colour(with, THEME_BACKGROUND),
               pen_colour(with, selected ? THEME_LIVE : THEME_RULE),
               selected ? THEME_STROKE_STRONG : THEME_STROKE_RULE, (frame_dash){0});
    preview_draw(with, &box, previews_find(p->pictures, p->matches[match]));
    float below = box.y + PREVIEW_INSET + preview_height(r);
    pen_rect(with, (pen_box){box.x + PREVIEW_INSET, below, box.width - 2 * PREVIEW_INSET, THEME_STROKE_RULE},
             pen_colour(with, THEME_RULE));
    title_draw(with, box.x + CARD_PADDING, below + TITLE_TOP, box.width - 2 * CARD_PADDING, l->title);
    foot_draw(with, &box, l, selected);
}

/* How much of them is in sight, if not all. */
static void scroll_draw(const picker *p, pen *with, const picker_room *r)
{
    enum { WIDTH = 10, RIGHT = 14 };
    uint32_t rows = (p->match_count + r->columns - 1) / r->columns;
    if (rows <= r->rows_in_sight)
        return;
    pen_box track = {r->width - RIGHT - WIDTH, HEAD + CARD_GAP, WIDTH,
                     r->height - HEAD - SUMMARY - 2 * CARD_GAP};
    pen_round(with, track, WIDTH / 2.0F, pen_colour(with, THEME_TRACK));
    pen_box thumb = track;
    thumb.y += track.height * (float)p->top_row / (float)rows;
    thumb.height *= (float)r->rows_in_sight / (float)rows;
    pen_round(with, thumb, WIDTH / 2.0F, pen_colour(with, THEME_SECONDARY));
}

/* What the selected lesson is about. */
static void summary_draw(const picker *p, pen *with, const picker_room *r)
{
    const window_lesson *l = picker_lesson(p);
    pen_box band = {r->side, r->height - SUMMARY, r->width - r->side, SUMMARY};
    if (!l || !*l->summary)
        return;
    pen_rect(with, band, pen_colour(with, THEME_BACKGROUND));
    pen_rect(with, (pen_box){band.x, band.y, band.width, THEME_STROKE_RULE}, pen_colour(with, THEME_RULE));
    pen_type type = {.font = FONT_UI, .size = THEME_TYPE_CELL, .colour = pen_colour(with, THEME_TEXT)};
    float width = band.width - 2 * GRID_MARGIN;
    pen_line_of_text lines[PEN_LINES_MAX];
    size_t count = pen_wrap(with, &type, l->summary, width, lines);
    bool one = count == 1;
    for (; count > SUMMARY_LINES && type.size > SUMMARY_LEAST; type.size--)
        count = pen_wrap(with, &type, l->summary, width, lines);
    lines_draw(with, band.x + GRID_MARGIN, band.y + (one ? 60 : 40), 40, width, &type, l->summary,
               SUMMARY_LINES);
}

static void cards_draw(const picker *p, pen *with, const picker_room *r)
{
    for (uint32_t i = p->top_row * r->columns; i < p->match_count; i++) {
        pen_box box = picker_card_box(r, i, p->top_row);
        if (box.y > r->height)
            break;
        card_draw(p, with, r, i);
    }
    if (p->match_count)
        return;
    char text[PICKER_QUERY_MAX + 60];
    tongue_write(with->words, text, sizeof text, p->all.count ? SAY_NO_LESSON_OF : SAY_NO_LESSONS, TELL({.text = p->query}));
    pen_text(with, r->side + GRID_MARGIN + 12, HEAD + 90,
             &(pen_type){.font = FONT_UI,
                         .size = THEME_TYPE_OBJECT,
                         .colour = pen_colour(with, THEME_TEXT),
                         .limit = r->width - r->side - 2 * GRID_MARGIN},
             text);
}

void picker_draw(const picker *p, const scene_look *look, frame *onto)
{
    picker_room r = picker_room_of(look);
    frame_begin(onto, look->width_px, look->height_px, theme_colour(look->colours, THEME_BACKGROUND));
    pen with = {.onto = onto, .colours = look->colours, .ruler = look->ruler, .words = look->words, .scale = r.unit_px};
    pen_rect(&with, (pen_box){r.side, HEAD, r.width - r.side, r.height - HEAD},
             pen_colour(&with, THEME_SURFACE));
    cards_draw(p, &with, &r);
    scroll_draw(p, &with, &r);
    summary_draw(p, &with, &r);
    head_draw(p, &with, &r);
    side_draw(p, &with, &r);
}
