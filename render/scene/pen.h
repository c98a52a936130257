/* A pen: drawing in layout pixels (those of 1080 lines) onto a frame of any size.
 *
 * Everything of the picture is measured once, in layout pixels; the pen turns, scales and shifts it.
 * Panes use a pen with the window's scale, the graph one with the camera on top of it.
 *
 * Reads a theme and a ruler, writes commands into one frame. Knows nothing of objects.
 * Invariant: a text drawn with a limit is never wider than the limit: it shrinks a little, then ends
 * in an ellipsis. */
#ifndef OURO_RENDER_SCENE_PEN_H
#define OURO_RENDER_SCENE_PEN_H

#include "render/scene/frame.h"
#include "render/scene/theme.h"
#include "render/scene/tongue.h"

typedef struct pen {
    frame *onto;
    const theme *colours;
    const frame_ruler *ruler;
    const tongue *words; /* NULL: English */
    float scale, x, y; /* picture pixel = layout pixel * scale + (x, y) */
    uint64_t id;       /* what the marks that follow belong to */
} pen;

typedef struct pen_box {
    float x, y, width, height;
} pen_box;

/* How a line of text is set. `limit` 0: as wide as it is. */
typedef struct pen_type {
    frame_font font;
    float size;
    frame_colour colour;
    frame_align align;
    float limit;
    float strike; /* thickness of the line through it; 0: none */
} pen_type;

static inline frame_colour pen_colour(const pen *p, theme_role role)
{
    return theme_colour(p->colours, role);
}

static inline const char *pen_say(const pen *p, tongue_word word)
{
    return tongue_say(p->words, word);
}

/* Filled, its edges on whole pixels: panes, rules, bands. At least one pixel in each direction. */
void pen_rect(pen *p, pen_box box, frame_colour fill);
void pen_round(pen *p, pen_box box, float radius, frame_colour fill);
void pen_border(pen *p, pen_box box, float radius, frame_colour fill, frame_colour border,
                float border_width, frame_dash dash);
void pen_disc(pen *p, frame_point centre, float radius, frame_colour fill);
void pen_curve(pen *p, const frame_point points[4], frame_colour colour, float width,
               frame_dash dash);
void pen_line(pen *p, frame_point from, frame_point to, frame_colour colour, float width);
void pen_triangle(pen *p, frame_point a, frame_point b, frame_point c, frame_colour fill);

/* One line; returns the width drawn, in layout pixels. */
float pen_text(pen *p, float x, float baseline, const pen_type *type, const char *text);
/* The same for a part of a text. */
float pen_text_part(pen *p, float x, float baseline, const pen_type *type, const char *text,
                    size_t length);
/* In layout pixels, measured at the size that the picture really uses. */
float pen_width(const pen *p, frame_font font, float size, const char *text);
/* The same for a part of a text. */
float pen_width_part(const pen *p, const pen_type *type, const char *text, size_t length);

/* The size, at most that of `type`, in which the text keeps to its limit; not below `least`. */
float pen_size_for(const pen *p, const pen_type *type, const char *text, float least);

/* Bytes of `text` that fit into `width`, cut at a code point. */
size_t pen_fit(const pen *p, const pen_type *type, const char *text, size_t length, float width);

/* "65 536": digits in threes, with thin spaces. */
void pen_number(char *out, size_t size, uint64_t number);

/* ---- paragraphs ---- */

enum { PEN_LINES_MAX = 12 };

typedef struct pen_line_of_text {
    const char *text;
    size_t length;
} pen_line_of_text;

/* Break at spaces (a word wider than the line after a sign like a dot or a bracket, else anywhere). Returns the number of lines that
 * the whole text takes; only the first PEN_LINES_MAX are written. */
size_t pen_wrap(const pen *p, const pen_type *type, const char *text, float width,
                pen_line_of_text lines[PEN_LINES_MAX]);

/* The code point after the one at `at`. */
size_t pen_next(const char *text, size_t length, size_t at);

#endif
