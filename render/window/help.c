#include "render/window/help.h"

#include "render/scene/keys.h"

#include <math.h>

enum { ROWS = KEYS_ROWS / 2, WIDTH = 1920, HEIGHT = 1080 };
_Static_assert(KEYS_ROWS == 2 * ROWS, "two full columns");

/* The overlay is made for 1920 x 1080 and stands in the middle of any other shape. */
static pen overlay_pen(frame *onto, const scene_look *look)
{
    float across = (float)look->width_px / WIDTH, down = (float)look->height_px / HEIGHT;
    float scale = fminf(across, down);
    return (pen){.onto = onto,
                 .colours = look->colours,
                 .ruler = look->ruler,
                 .words = look->words,
                 .scale = scale,
                 .x = ((float)look->width_px - WIDTH * scale) / 2,
                 .y = ((float)look->height_px - HEIGHT * scale) / 2};
}

enum { TOP = 166, FOOT = 74, COLUMN = 796, ROW_MOST = 84 };

/* On a screen that is higher than 16 : 9 the card takes the height as well. */
static float card_spare(const pen *p)
{
    float most = (ROW_MOST - (float)(HEIGHT - TOP - FOOT) / ROWS) * ROWS;
    return fminf(2 * p->y / p->scale, most);
}

void help_draw(frame *onto, const scene_look *look)
{
    pen p = overlay_pen(onto, look);
    float spare = card_spare(&p), top = -spare / 2;
    frame_rect(onto, (draw_rect){.width = (float)look->width_px,
                                 .height = (float)look->height_px,
                                 .fill = theme_scrim(look->colours)});
    pen_border(&p, (pen_box){96, top + 48, 1728, 984 + spare}, THEME_RADIUS_OVERLAY,
               pen_colour(&p, THEME_SURFACE), pen_colour(&p, THEME_TEXT), THEME_STROKE,
               (frame_dash){0});
    pen_text(&p, 136, top + 140,
             &(pen_type){.font = FONT_UI_BOLD,
                         .size = THEME_TYPE_TITLE,
                         .colour = pen_colour(&p, THEME_TEXT)},
             pen_say(&p, SAY_KEYS));
    pen_text(&p, 1784, top + 138,
             &(pen_type){.font = FONT_UI,
                         .size = THEME_TYPE_CODE,
                         .colour = pen_colour(&p, THEME_SECONDARY),
                         .align = ALIGN_RIGHT},
             pen_say(&p, SAY_ESC_CLOSES));
    float pitch = ((float)(HEIGHT - TOP - FOOT) + spare) / ROWS, high = keys_row_height(&p, COLUMN, pitch);
    for (uint32_t i = 0; i < KEYS_ROWS; i++) {
        float x = i < ROWS ? 136 : 988, y = top + TOP + pitch * (float)(i % ROWS);
        if (i % ROWS)
            pen_rect(&p, (pen_box){x, y - 1, COLUMN, THEME_STROKE_RULE},
                     pen_colour(&p, THEME_RULE));
        keys_row_draw(&p, i, (pen_box){x, y + (pitch - high) / 2, COLUMN, high});
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
    help_draw_notice(onto, look, tongue_write(look->words, text, sizeof text, SAY_GO_TO, TELL({.number = number})));
}
