#include "render/scene/panels.h"

#include <math.h>
#include <string.h>

/* What the teacher says, then what the step raised, then the answer to its question. Rather than cutting
 * a text short it is set smaller, in as many lines as the band has room for: two of 48 px, three of 40, four of
 * 34 where it is low, three of 48 or four of 40 where it is high. */

typedef struct setting {
    float size, pitch, first; /* first: baseline of the first line */
} setting;

static const setting SETTINGS[] = {
    {48, 62, 70}, {44, 58, 66}, {40, 48, 54}, {36, 46, 52}, {36, 41, 41}, {34, 40, 35}, {32, 38, 44}, {28, 34, 40}, {24, 29, 34}};
enum { SETTING_COUNT = sizeof SETTINGS / sizeof *SETTINGS, PARTS = 4 };

static size_t lines_of(const setting *how, const pen_box *box)
{
    float below = how->size / 4; /* what hangs below a baseline */
    return 1 + (size_t)fmaxf(0, (box->height - how->first - below) / how->pitch);
}

typedef struct part {
    const char *text, *prefix;
    frame_font font;
    frame_colour colour;
} part;

static bool present(const char *text)
{
    return text && *text;
}

/* Captions hide what is said, not what was asked. */
static size_t parts_of(const scene *s, const pen *p, bool captions, part parts[PARTS])
{
    size_t count = 0;
    frame_colour text = pen_colour(p, THEME_TEXT);
    if (captions && present(s->say))
        parts[count++] = (part){s->say, "", FONT_UI, text};
    if (captions && present(s->raised))
        parts[count++] = (part){s->raised, "", FONT_MONO_BOLD, theme_word(p->colours, THEME_DYING)};
    const scene_question *q = s->question;
    if (q && present(q->told))
        parts[count++] = (part){q->told, "\xE2\x9C\x93 ", FONT_UI_BOLD, pen_colour(p, THEME_WORD_NEW)};
    if (q && present(q->explain))
        parts[count++] = (part){q->explain, "", FONT_UI, text};
    return count;
}

static float prefix_width(const pen *p, const part *t, float size)
{
    return *t->prefix ? pen_width(p, FONT_UI_BOLD, size, t->prefix) : 0;
}

static size_t lines_needed(const pen *p, const part *parts, size_t count, float size, float width)
{
    size_t lines = 0;
    for (size_t i = 0; i < count; i++) {
        pen_line_of_text broken[PEN_LINES_MAX];
        pen_type type = {.font = parts[i].font, .size = size};
        lines += pen_wrap(p, &type, parts[i].text, width - prefix_width(p, &parts[i], size),
                          broken);
    }
    return lines;
}

/* Draws up to `most` lines; the last one takes all the rest, and ends in an ellipsis if it must. */
static size_t part_draw(pen *p, const pen_box *box, const part *t, const setting *how, size_t line,
                        size_t most)
{
    float left = box->x + THEME_MARGIN, indent = prefix_width(p, t, how->size);
    float width = box->width - 2 * THEME_MARGIN - indent;
    pen_type type = {.font = t->font, .size = how->size, .colour = t->colour};
    pen_line_of_text lines[PEN_LINES_MAX];
    size_t count = pen_wrap(p, &type, t->text, width, lines);
    pen_type prefix = {.font = FONT_UI_BOLD, .size = how->size, .colour = t->colour};
    for (size_t i = 0; i < count && i < most && i < PEN_LINES_MAX; i++) {
        float baseline = box->y + how->first + how->pitch * (float)(line + i);
        if (i == 0 && *t->prefix)
            pen_text(p, left, baseline, &prefix, t->prefix);
        size_t length = lines[i].length;
        if (i + 1 == most && count > most) {
            type.limit = width;
            length = strlen(lines[i].text);
        }
        pen_text_part(p, left + indent, baseline, &type, lines[i].text, length);
    }
    return count < most ? count : most;
}

void panel_narration_draw(const scene *s, pen p, pen_box box, bool captions)
{
    part parts[PARTS];
    size_t count = parts_of(s, &p, captions, parts);
    float width = box.width - 2 * THEME_MARGIN;
    size_t chosen = 0;
    while (chosen + 1 < SETTING_COUNT
           && lines_needed(&p, parts, count, SETTINGS[chosen].size, width) > lines_of(&SETTINGS[chosen], &box))
        chosen++;
    const setting *how = &SETTINGS[chosen];
    p.id = scene_id(SCENE_NARRATION, s->step, 0);
    size_t line = 0, lines = lines_of(how, &box), needed = lines_needed(&p, parts, count, how->size, width);
    if (chosen > 0 && needed < lines) /* small text stands in the middle of the band */
        box.y += how->pitch * (float)(lines - needed) / 2;
    for (size_t i = 0; i < count && line < lines; i++) {
        size_t kept = count - i - 1; /* a line for each part that follows */
        size_t room = lines - line;
        line += part_draw(&p, &box, &parts[i], how, line, room > kept ? room - kept : 1);
    }
}
