#include "render/scene/panels.h"

#include <stdio.h>

enum { TITLE_BASELINE = 68, NUMBER_BASELINE = 66, NUMBER_GAP = 40, TITLE_LEAST = 40 };

/* The step's title, and where in the run it stands. */
void panel_title_draw(const scene *s, pen p, float width)
{
    char number[32];
    snprintf(number, sizeof number, "%u/%u", s->step, s->step_count);
    p.id = scene_id(SCENE_PANE, 1, 0);
    float number_width = pen_text(&p, width - THEME_MARGIN, NUMBER_BASELINE,
                                  &(pen_type){.font = FONT_UI,
                                              .size = THEME_TYPE_COUNT,
                                              .colour = pen_colour(&p, THEME_SECONDARY),
                                              .align = ALIGN_RIGHT},
                                  number);
    p.id = scene_id(SCENE_PANE, 2, 0);
    pen_type type = {.font = FONT_UI_BOLD,
                     .size = THEME_TYPE_TITLE,
                     .colour = pen_colour(&p, THEME_TEXT),
                     .limit = width - 2 * THEME_MARGIN - number_width - NUMBER_GAP};
    const char *title = s->title ? s->title : "";
    type.size = pen_size_for(&p, &type, title, TITLE_LEAST);
    pen_text(&p, THEME_MARGIN, TITLE_BASELINE, &type, title);
}
