#include "render/scene/pen.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char ELLIPSIS[] = "\xE2\x80\xA6";

static float at_x(const pen *p, float x)
{
    return x * p->scale + p->x;
}

static float at_y(const pen *p, float y)
{
    return y * p->scale + p->y;
}

static frame_point at(const pen *p, frame_point point)
{
    return (frame_point){at_x(p, point.x), at_y(p, point.y)};
}

/* A stroke thinner than a pixel would be a grey breath. */
static float stroke(const pen *p, float width)
{
    return width > 0 ? fmaxf(1.0F, width * p->scale) : 0;
}

static frame_dash dash_scaled(const pen *p, frame_dash dash)
{
    return (frame_dash){dash.on_px * p->scale, dash.off_px * p->scale};
}

/* ---- shapes ---- */

void pen_rect(pen *p, pen_box box, frame_colour fill)
{
    float left = roundf(at_x(p, box.x)), top = roundf(at_y(p, box.y));
    float right = fmaxf(left + 1, roundf(at_x(p, box.x + box.width)));
    float bottom = fmaxf(top + 1, roundf(at_y(p, box.y + box.height)));
    frame_rect(p->onto, (draw_rect){.id = p->id,
                                    .x = left,
                                    .y = top,
                                    .width = right - left,
                                    .height = bottom - top,
                                    .fill = fill});
}

void pen_round(pen *p, pen_box box, float radius, frame_colour fill)
{
    pen_border(p, box, radius, fill, 0, 0, (frame_dash){0});
}

void pen_border(pen *p, pen_box box, float radius, frame_colour fill, frame_colour border,
                float border_width, frame_dash dash)
{
    frame_round(p->onto, (draw_round){.id = p->id,
                                      .x = at_x(p, box.x),
                                      .y = at_y(p, box.y),
                                      .width = box.width * p->scale,
                                      .height = box.height * p->scale,
                                      .radius = radius * p->scale,
                                      .fill = fill,
                                      .border = border,
                                      .border_px = stroke(p, border_width),
                                      .dash = dash_scaled(p, dash)});
}

void pen_disc(pen *p, frame_point centre, float radius, frame_colour fill)
{
    draw_round disc = frame_disc(at(p, centre), radius * p->scale, fill);
    disc.id = p->id;
    frame_round(p->onto, disc);
}

void pen_curve(pen *p, const frame_point points[4], frame_colour colour, float width,
               frame_dash dash)
{
    draw_curve curve = {.id = p->id,
                        .colour = colour,
                        .width_px = stroke(p, width),
                        .dash = dash_scaled(p, dash)};
    for (size_t i = 0; i < 4; i++)
        curve.points[i] = at(p, points[i]);
    frame_curve(p->onto, curve);
}

void pen_line(pen *p, frame_point from, frame_point to, frame_colour colour, float width)
{
    draw_curve line = frame_straight(at(p, from), at(p, to));
    line.id = p->id;
    line.colour = colour;
    line.width_px = stroke(p, width);
    frame_curve(p->onto, line);
}

void pen_triangle(pen *p, frame_point a, frame_point b, frame_point c, frame_colour fill)
{
    frame_triangle(p->onto, (draw_triangle){.id = p->id,
                                            .points = {at(p, a), at(p, b), at(p, c)},
                                            .fill = fill});
}

/* ---- text ---- */

size_t pen_next(const char *text, size_t length, size_t at_byte)
{
    at_byte++;
    while (at_byte < length && ((unsigned char)text[at_byte] & 0xC0) == 0x80)
        at_byte++;
    return at_byte;
}

static float width_px(const pen *p, frame_font font, float size_px, const char *text,
                      size_t length)
{
    return p->ruler->width(p->ruler->context, font, size_px, text, length);
}

float pen_width(const pen *p, frame_font font, float size, const char *text)
{
    return width_px(p, font, size * p->scale, text, strlen(text)) / p->scale;
}

float pen_width_part(const pen *p, const pen_type *type, const char *text, size_t length)
{
    return width_px(p, type->font, type->size * p->scale, text, length) / p->scale;
}

float pen_size_for(const pen *p, const pen_type *type, const char *text, float least)
{
    float size = type->size;
    while (size - 1 >= least && pen_width(p, type->font, size, text) > type->limit)
        size--;
    return size;
}

size_t pen_fit(const pen *p, const pen_type *type, const char *text, size_t length, float width)
{
    float limit_px = width * p->scale;
    size_t low = 0, high = length;
    while (low < high) { /* the longest prefix that is not too wide */
        size_t middle = low + (high - low + 1) / 2;
        while (middle < length && ((unsigned char)text[middle] & 0xC0) == 0x80)
            middle++;
        if (middle <= high
            && width_px(p, type->font, type->size * p->scale, text, middle) <= limit_px)
            low = middle;
        else {
            high = low + (high - low + 1) / 2 - 1;
            while (high > low && ((unsigned char)text[high] & 0xC0) == 0x80)
                high--;
        }
    }
    return low;
}

static void emit(pen *p, float x, float baseline, const pen_type *type, float size_px,
                 const char *text, size_t length)
{
    if (!length)
        return;
    frame_text(p->onto, (draw_text){.id = p->id,
                                    .x = at_x(p, x),
                                    .y = at_y(p, baseline),
                                    .size_px = size_px,
                                    .font = type->font,
                                    .align = type->align,
                                    .colour = type->colour,
                                    .strike_px = stroke(p, type->strike),
                                    .length = (uint32_t)length,
                                    .text = text});
}

/* What does not fit even a tenth smaller ends in an ellipsis. */
static float emit_cut(pen *p, float x, float baseline, const pen_type *type, const char *text,
                      size_t length)
{
    pen_type smaller = *type;
    smaller.size = type->size * 0.9F;
    float room = type->limit - pen_width(p, type->font, smaller.size, ELLIPSIS);
    size_t fits = pen_fit(p, &smaller, text, length, fmaxf(0, room));
    while (fits > 0 && text[fits - 1] == ' ')
        fits--;
    buffer cut = {0};
    buffer_add(&cut, text, fits);
    buffer_add_text(&cut, ELLIPSIS);
    if (cut.failed)
        p->onto->failed = true;
    else
        emit(p, x, baseline, type, smaller.size * p->scale, cut.text, cut.length);
    buffer_free(&cut);
    return type->limit;
}

float pen_text_part(pen *p, float x, float baseline, const pen_type *type, const char *text,
                    size_t length)
{
    float size_px = type->size * p->scale;
    float width = width_px(p, type->font, size_px, text, length) / p->scale;
    if (!(type->limit > 0) || width <= type->limit) {
        emit(p, x, baseline, type, size_px, text, length);
        return width;
    }
    float smaller_px = size_px * 0.9F;
    float smaller = width_px(p, type->font, smaller_px, text, length) / p->scale;
    if (smaller > type->limit)
        return emit_cut(p, x, baseline, type, text, length);
    emit(p, x, baseline, type, smaller_px, text, length);
    return smaller;
}

float pen_text(pen *p, float x, float baseline, const pen_type *type, const char *text)
{
    return pen_text_part(p, x, baseline, type, text, strlen(text));
}

/* ---- paragraphs ---- */

/* Where a word that does not fit is broken: after the last sign among the bytes that fit, if not much is lost
 * by it. Words of texts about code are code. */
static size_t word_part(const char *word, size_t fits)
{
    size_t cut = fits;
    while (cut > fits / 3 && !strchr(".,;:=([{/-_", word[cut - 1]))
        cut--;
    return cut > fits / 3 ? cut : fits;
}

/* The bytes of one line from `text`: up to the last space that fits, or what fits of a word. */
static size_t line_length(const pen *p, const pen_type *type, const char *text, size_t length,
                          float width)
{
    const char *end = memchr(text, '\n', length);
    size_t wanted = end ? (size_t)(end - text) : length;
    size_t fits = pen_fit(p, type, text, wanted, width);
    if (fits == wanted)
        return wanted;
    size_t cut = fits;
    while (cut > 0 && text[cut] != ' ')
        cut--;
    if (cut > 0)
        return cut;
    return fits > 0 ? word_part(text, fits) : pen_next(text, length, 0);
}

size_t pen_wrap(const pen *p, const pen_type *type, const char *text, float width,
                pen_line_of_text lines[PEN_LINES_MAX])
{
    size_t count = 0, length = strlen(text), from = 0;
    while (from < length) {
        size_t taken = line_length(p, type, text + from, length - from, width);
        if (count < PEN_LINES_MAX)
            lines[count] = (pen_line_of_text){.text = text + from, .length = taken};
        count++;
        from += taken;
        while (from < length && (text[from] == ' ' || text[from] == '\n'))
            from++;
    }
    return count;
}

void pen_number(char *out, size_t size, uint64_t number)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, number);
    size_t at = 0;
    for (int i = 0; i < length && at + 5 < size; i++) {
        if (i && (length - i) % 3 == 0) {
            out[at++] = '\xE2';
            out[at++] = '\x80';
            out[at++] = '\x89';
        }
        out[at++] = digits[i];
    }
    out[at] = 0;
}
