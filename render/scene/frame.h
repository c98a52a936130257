/* The display list: one picture as a list of drawing commands.
 *
 * The scene writes it, everything that leaves the program reads it: the raster (window, PNG, GIF,
 * video), the SVG writer, cairo for PDF. Five primitives and no more: rectangle, rounded rectangle,
 * cubic curve, triangle, text. A disc or pill is a rounded rectangle, a line a straight curve.
 *
 * Coordinates are float pixels, y downwards, pixel (0, 0) covering 0..1. Later commands cover
 * earlier ones. Colours are 0xAARRGGBB with straight alpha; alpha 0 draws nothing.
 *
 * Reads nothing but what the builders are given; knows nothing of objects, fonts or files.
 * Invariant: what a frame holds depends on the builder calls alone, so equal pictures have equal
 * hashes on every machine. Builders never fail loudly: without memory the frame is `failed`, and
 * whoever draws it looks once. */
#ifndef OURO_RENDER_SCENE_FRAME_H
#define OURO_RENDER_SCENE_FRAME_H

#include "sim/base/arena.h"
#include "sim/base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t frame_colour; /* 0xAARRGGBB */

typedef struct frame_point {
    float x, y;
} frame_point;

/* A rectangle to draw inside; already cut to the one around it. */
typedef struct frame_clip {
    float x, y, width, height;
} frame_clip;

typedef enum frame_font { FONT_UI, FONT_UI_BOLD, FONT_MONO, FONT_MONO_BOLD, FONT_COUNT } frame_font;

typedef enum frame_align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT } frame_align;
typedef enum frame_cap { CAP_BUTT, CAP_ROUND } frame_cap;
typedef enum frame_kind {
    FRAME_RECT,
    FRAME_ROUND,
    FRAME_CURVE,
    FRAME_TRIANGLE,
    FRAME_TEXT
} frame_kind;

/* On-off pattern of a line; on_px 0 means solid. */
typedef struct frame_dash {
    float on_px, off_px;
} frame_dash;

/* `id` comes first in each primitive: what the mark belongs to, 0 = nothing. Its meaning is the
 * scene's; writers only group by it. */
typedef struct draw_rect {
    uint64_t id;
    float x, y, width, height;
    frame_colour fill;
} draw_rect;

/* The border lies inside the box. With a dash its corners stay solid and the sides get whole
 * dashes: see frame_dash_fit(). A radius beyond half a side is cut to it. */
typedef struct draw_round {
    uint64_t id;
    float x, y, width, height, radius;
    frame_colour fill, border;
    float border_px; /* 0: no border */
    frame_dash dash;
} draw_round;

/* A cubic Bezier stroke. Its dashes start "on" at points[0]. */
typedef struct draw_curve {
    uint64_t id;
    frame_point points[4];
    frame_colour colour;
    float width_px;
    frame_dash dash;
    frame_cap cap;
} draw_curve;

typedef struct draw_triangle {
    uint64_t id;
    frame_point points[3];
    frame_colour fill;
} draw_triangle;

/* One line of UTF-8. `x` is the left end, middle or right end, as `align` says; `y` the baseline.
 */
typedef struct draw_text {
    uint64_t id;
    float x, y, size_px;
    frame_font font;
    frame_align align;
    frame_colour colour;
    float strike_px; /* thickness of the line through a dead name, 0: none. See frame_strike_y() */
    uint32_t length; /* bytes; given as 0: up to the NUL */
    const char *text;
} draw_text;

typedef struct draw_command {
    frame_kind kind;
    uint32_t clip; /* index into frame.clips; 0 = the whole frame */
    union {
        uint64_t id;
        draw_rect rect;
        draw_round round;
        draw_curve curve;
        draw_triangle triangle;
        draw_text text;
    };
} draw_command;

enum { FRAME_CLIP_DEPTH = 8, FRAME_GROUP_DATA = 3 }; /* panes in panes; deeper is our bug */

/* ---- what a script finds ----
 *
 * Groups give parts of the picture names and facts, for writers of documents (SVG). Rasters know
 * nothing of them, so nobody makes them unless the frame is `grouped`. */
typedef enum frame_group_kind {
    GROUP_PLAIN,
    GROUP_CAMERA, /* what is inside has coordinates of its own: scale, x, y lead out of them */
    GROUP_PATH    /* no group: the first curve inside bears the name */
} frame_group_kind;

typedef struct frame_datum {
    const char *key, *value; /* key NULL: none */
} frame_datum;

typedef struct frame_group {
    frame_group_kind kind;
    const char *name;    /* unique in the picture */
    const char *classes; /* words with spaces between them; NULL: none */
    frame_datum data[FRAME_GROUP_DATA];
    float scale, x, y;   /* GROUP_CAMERA: outer = inner * scale + (x, y) */
} frame_group;

/* Where a group starts (`opens`) or ends: before commands[at]. */
typedef struct frame_mark {
    uint32_t at, clip;
    bool opens;
    frame_group group;
} frame_mark;

/* Owns its arrays and the texts. A zeroed frame is a valid empty one. */
typedef struct frame {
    int32_t width_px, height_px;
    frame_colour background;
    draw_command *commands;
    uint32_t count, capacity;
    frame_clip *clips; /* clips[0] is the whole frame */
    uint32_t clip_count, clip_capacity;
    uint32_t clip_stack[FRAME_CLIP_DEPTH], clip_depth;
    bool grouped;      /* set after frame_begin() by whoever wants groups */
    frame_mark *marks; /* in order; balanced */
    uint32_t mark_count, mark_capacity;
    arena texts;
    bool failed;
} frame;

/* Empties the frame for a new picture of this size; the arrays keep their capacity. */
void frame_begin(frame *f, int32_t width_px, int32_t height_px, frame_colour background);
void frame_free(frame *f);

void frame_rect(frame *f, draw_rect r);
void frame_round(frame *f, draw_round r);
void frame_curve(frame *f, draw_curve c);
void frame_triangle(frame *f, draw_triangle t);
/* Copies the bytes: the caller's may go. */
void frame_text(frame *f, draw_text t);
/* The same with a text made of `format`; t.text and t.length are not looked at. */
void frame_textf(frame *f, draw_text t, const char *format, ...) OURO_PRINTF(3, 4);

/* A straight curve, to be given width and colour. */
draw_curve frame_straight(frame_point from, frame_point to);
/* Has the curve the points of such a one? */
bool frame_is_straight(const draw_curve *c);
/* A disc, to be given more if it needs more. */
draw_round frame_disc(frame_point centre, float radius, frame_colour fill);

/* Everything of `part`, its ground included, with its upper left corner at (x, y). Its groups stay
 * behind. Cost O(commands of part). */
void frame_add(frame *f, const frame *part, float x, float y);

/* Commands between push and pop draw inside `area` only, and inside the clips around it. */
void frame_push_clip(frame *f, frame_clip area);
void frame_pop_clip(frame *f);

/* Commands between open and close belong to the group. Copies the texts. Nothing happens unless the
 * frame is grouped. */
void frame_open(frame *f, const frame_group *group);
void frame_close(frame *f);

/* How a side of `length_px` between two solid corners is dashed: gap, dash, gap, ..., dash, gap
 * with `count` whole dashes, stretched a little to fit. count 0: too short, draw it solid. */
typedef struct frame_dashes {
    uint32_t count;
    float on_px, off_px;
} frame_dashes;
frame_dashes frame_dash_fit(float length_px, frame_dash wanted);
/* How long the solid part at each corner is. */
float frame_dash_corner(const draw_round *r);
/* The radius as drawn: at most half of the shorter side. */
float frame_round_radius(const draw_round *r);

/* The strike of a text: its middle's y, and how far it stands out at both ends. */
float frame_strike_y(const draw_text *t);
float frame_strike_overhang(const draw_text *t);

/* How wide a text is: the scene needs to know without knowing who rasterises. */
typedef struct frame_ruler {
    float (*width)(void *context, frame_font font, float size_px, const char *text, size_t length);
    void *context;
} frame_ruler;
float frame_text_width(const frame_ruler *ruler, frame_font font, float size_px, const char *text);

/* Hash of everything a command draws (its clip included, ids not): equal hash, equal pixels. */
uint64_t frame_command_hash(const frame *f, const draw_command *c);
/* Hash of the picture: size, background, every command in order, ids included. */
uint64_t frame_hash(const frame *f);
/* The picture as text, a line per command: what golden files hold and diffs are read from. */
void frame_dump(const frame *f, buffer *out);

#endif
