#include "render/window/help.h"

#include <math.h>
#include <stdio.h>

enum { KEYS_MAX = 3, ROWS = 14, WIDTH = 1920, HEIGHT = 1080 };

typedef struct help_row {
    const char *what;
    const char *keys[KEYS_MAX];
} help_row;

static const help_row TABLE[] = {
    {"next step", {"\xE2\x86\x92", "PgDn", "Enter"}},
    {"previous step", {"\xE2\x86\x90", "PgUp", NULL}},
    {"line by line", {"\xE2\x86\x93", "\xE2\x86\x91", NULL}},
    {"event by event", {"Shift \xE2\x86\x92", "Shift \xE2\x86\x90", NULL}},
    {"play, pause", {"Space", NULL, NULL}},
    {"slower, faster, at once", {"[", "]", "M"}},
    {"first, last step", {"Home", "End", NULL}},
    {"go to step", {"1 2", "Enter", NULL}},
    {"zoom, fit", {"+", "\xE2\x88\x92", "0"}},
    {"font size", {"Ctrl +", "Ctrl \xE2\x88\x92", NULL}},
    {"theme", {"T", NULL, NULL}},
    {"legend of symbols", {"L", NULL, NULL}},
    {"how much is shown", {"D", NULL, NULL}},
    {"captions", {"C", NULL, NULL}},
    {"reveal the answer", {"R", "\xE2\x86\x92", NULL}},
    {"questions on, off", {"Q", NULL, NULL}},
    {"black, white", {"B", "W", NULL}},
    {"inspect an object", {"click", "Tab", NULL}},
    {"fold, unfold it", {"double click", "Z", NULL}},
    {"hide it, show all", {"right click", "X", "Shift X"}},
    {"why is it alive?", {"Y", NULL, NULL}},
    {"other lessons", {"Ctrl O", NULL, NULL}},
    {"read the file anew", {"Ctrl R", NULL, NULL}},
    {"export this frame", {"Ctrl E", NULL, NULL}},
    {"full screen", {"F", "F11", NULL}},
    {"present from the start", {"F5", NULL, NULL}},
    {"these keys", {"H", "?", NULL}},
    {"quit", {"Ctrl Q", NULL, NULL}},
};
enum { KEY_ROWS = sizeof TABLE / sizeof *TABLE };
_Static_assert(KEY_ROWS == 2 * ROWS, "two full columns");

/* The overlay is made for 1920 x 1080 and stands in the middle of any other shape. */
static pen overlay_pen(frame *onto, const scene_look *look)
{
    float across = (float)look->width_px / WIDTH, down = (float)look->height_px / HEIGHT;
    float scale = fminf(across, down);
    return (pen){.onto = onto,
                 .colours = look->colours,
                 .ruler = look->ruler,
                 .scale = scale,
                 .x = ((float)look->width_px - WIDTH * scale) / 2,
                 .y = ((float)look->height_px - HEIGHT * scale) / 2};
}

enum { TOP = 166, ROOM = 840, COLUMN = 796, KEY_GAP = 10 };
#define LETTER 0.56F /* of a row's height */

static float pitch(void)
{
    return (float)ROOM / ROWS;
}

static float baseline(void)
{
    return pitch() * (0.5F + LETTER * THEME_BASELINE);
}

/* From the right; returns how much room the keys take. */
static float keys_draw(pen *p, const help_row *row, float right, float y)
{
    float x = right, height = pitch() - KEY_GAP;
    pen_type type = {.font = FONT_UI_BOLD,
                     .size = pitch() * LETTER,
                     .colour = pen_colour(p, THEME_TEXT),
                     .align = ALIGN_CENTRE};
    for (size_t i = KEYS_MAX; i-- > 0;) {
        if (!row->keys[i])
            continue;
        float width = fmaxf(height, pen_width(p, type.font, type.size, row->keys[i]) + 20);
        x -= width;
        pen_border(p, (pen_box){x, y + KEY_GAP / 2.0F, width, height}, THEME_RADIUS_TAG,
                   pen_colour(p, THEME_FRAME), pen_colour(p, THEME_RULE), THEME_STROKE_RULE,
                   (frame_dash){0});
        pen_text(p, x + width / 2, y + baseline(), &type, row->keys[i]);
        x -= 10;
    }
    return right - x;
}

static void row_draw(pen *p, const help_row *row, float x, float y)
{
    enum { GAP = 16 };
    float taken = keys_draw(p, row, x + COLUMN, y);
    pen_text(p, x, y + baseline(),
             &(pen_type){.font = FONT_UI,
                         .size = pitch() * LETTER,
                         .colour = pen_colour(p, THEME_TEXT),
                         .limit = COLUMN - taken - GAP},
             row->what);
}

void help_draw(frame *onto, const scene_look *look)
{
    pen p = overlay_pen(onto, look);
    frame_rect(onto, (draw_rect){.width = (float)look->width_px,
                                 .height = (float)look->height_px,
                                 .fill = theme_scrim(look->colours)});
    pen_border(&p, (pen_box){96, 48, 1728, 984}, THEME_RADIUS_OVERLAY,
               pen_colour(&p, THEME_SURFACE), pen_colour(&p, THEME_TEXT), THEME_STROKE,
               (frame_dash){0});
    pen_text(&p, 136, 140,
             &(pen_type){.font = FONT_UI_BOLD,
                         .size = THEME_TYPE_TITLE,
                         .colour = pen_colour(&p, THEME_TEXT)},
             "Keys");
    pen_text(&p, 1784, 138,
             &(pen_type){.font = FONT_UI,
                         .size = THEME_TYPE_CODE,
                         .colour = pen_colour(&p, THEME_SECONDARY),
                         .align = ALIGN_RIGHT},
             "Esc closes this");
    for (uint32_t i = 0; i < KEY_ROWS; i++) {
        float x = i < ROWS ? 136 : 988, y = TOP + pitch() * (float)(i % ROWS);
        if (i % ROWS)
            pen_rect(&p, (pen_box){x, y - 1, COLUMN, THEME_STROKE_RULE},
                     pen_colour(&p, THEME_RULE));
        row_draw(&p, &TABLE[i], x, y);
    }
}

void help_draw_notice(frame *onto, const scene_look *look, const char *text)
{
    pen p = overlay_pen(onto, look);
    pen_type type = {.font = FONT_UI_BOLD,
                     .size = THEME_TYPE_COUNT,
                     .colour = pen_colour(&p, THEME_TEXT),
                     .align = ALIGN_CENTRE};
    float width = pen_width(&p, type.font, type.size, text) + 64;
    pen_border(&p, (pen_box){(WIDTH - width) / 2, 120, width, 96}, THEME_RADIUS_OVERLAY,
               pen_colour(&p, THEME_SURFACE), pen_colour(&p, THEME_TEXT), THEME_STROKE,
               (frame_dash){0});
    pen_text(&p, WIDTH / 2.0F, 184, &type, text);
}

void help_draw_typed(frame *onto, const scene_look *look, uint32_t number)
{
    char text[48];
    snprintf(text, sizeof text, "go to step %u", number);
    help_draw_notice(onto, look, text);
}
