#include "render/scene/panels.h"

#include <stdio.h>

enum { TITLE_BASELINE = 68, NUMBER_BASELINE = 66, NUMBER_GAP = 40, TITLE_LEAST = 40, NUMBER_TEXT = 32 };

static pen_type number_type(const pen *p)
{
    return (pen_type){.font = FONT_UI,
                      .size = THEME_TYPE_COUNT,
                      .colour = pen_colour(p, THEME_SECONDARY),
                      .align = ALIGN_RIGHT};
}

static void number_write(const scene *s, char text[NUMBER_TEXT])
{
    snprintf(text, NUMBER_TEXT, "%u/%u", s->step, s->step_count);
}

float panel_number_width(const scene *s, const pen *p)
{
    char number[NUMBER_TEXT];
    pen_type type = number_type(p);
    number_write(s, number);
    return pen_width(p, type.font, type.size, number);
}

/* The step's title, and where in the run it stands. */
void panel_title_draw(const scene *s, pen p, float width, float taken)
{
    char number[NUMBER_TEXT];
    pen_type type = number_type(&p);
    number_write(s, number);
    p.id = scene_id(SCENE_PANE, 1, 0);
    float number_width = pen_text(&p, width - THEME_MARGIN, NUMBER_BASELINE, &type, number);
    p.id = scene_id(SCENE_PANE, 2, 0);
    type = (pen_type){.font = FONT_UI_BOLD,
                      .size = THEME_TYPE_TITLE,
                      .colour = pen_colour(&p, THEME_TEXT),
                      .limit = width - 2 * THEME_MARGIN - number_width - NUMBER_GAP - taken};
    const char *title = s->title ? s->title : "";
    type.size = pen_size_for(&p, &type, title, TITLE_LEAST);
    pen_text(&p, THEME_MARGIN, TITLE_BASELINE, &type, title);
}
