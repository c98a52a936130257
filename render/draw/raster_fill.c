/* Rectangles, rounded rectangles with a border, triangles. */
#include "render/draw/raster_canvas.h"

#include <math.h>

/* ---- rectangles ---- */

/* How much of the pixel at..at+1 lies between low and high. */
static float pixel_overlap(int32_t at, float low, float high)
{
    return unit_clamp(float_min((float)at + 1, high) - float_max((float)at, low));
}

void fill_rect(const raster_canvas *canvas, const draw_rect *r)
{
    float right = r->x + r->width, bottom = r->y + r->height;
    /* Whole columns, and one at each side that may be covered in part. */
    int32_t left_column = floor_px(r->x), right_column = ceil_px(right) - 1;
    uint32_t left_weight = coverage_weight(pixel_overlap(left_column, r->x, right));
    uint32_t right_weight = coverage_weight(pixel_overlap(right_column, r->x, right));
    uint32_t alpha = colour_weight(r->fill);
    const raster_area *clip = &canvas->clip;
    for (int32_t y = clip->y0; y < clip->y1; y++) {
        uint32_t *row = canvas_row(canvas, y);
        uint32_t weight = weight_times(coverage_weight(pixel_overlap(y, r->y, bottom)), alpha);
        int32_t from = clip->x0, to = clip->x1;
        if (from == left_column && from < to) {
            row_fill(row, from, from + 1, r->fill, weight_times(weight, left_weight));
            from++;
        }
        if (to - 1 == right_column && from < to) {
            to--;
            row_fill(row, to, to + 1, r->fill, weight_times(weight, right_weight));
        }
        row_fill(row, from, to, r->fill, weight);
    }
}

/* ---- rounded rectangles ---- */

/* A rounded box by the distance to its edge, negative inside. */
typedef struct round_box {
    float centre_x, centre_y, half_width, half_height, radius, border;
    frame_colour fill, line;
    uint32_t fill_weight, line_weight;
} round_box;

static round_box box_of(const draw_round *r)
{
    return (round_box){.centre_x = r->x + r->width / 2,
                       .centre_y = r->y + r->height / 2,
                       .half_width = r->width / 2,
                       .half_height = r->height / 2,
                       .radius = frame_round_radius(r),
                       .border = r->border_px,
                       .fill = r->fill,
                       .line = r->border,
                       .fill_weight = colour_weight(r->fill),
                       .line_weight = r->border_px > 0 ? colour_weight(r->border) : 0};
}

/* How far a pixel's centre is beyond the point where the corner starts to bend: <= 0 before it. */
static float bend_x(const round_box *box, int32_t x)
{
    return fabsf((float)x + 0.5F - box->centre_x) - box->half_width + box->radius;
}

static float bend_y(const round_box *box, int32_t y)
{
    return fabsf((float)y + 0.5F - box->centre_y) - box->half_height + box->radius;
}

static float box_distance(const round_box *box, float across, float down)
{
    if (across > 0 && down > 0)
        return sqrtf(across * across + down * down) - box->radius;
    return float_max(across, down) - box->radius;
}

/* The weights of border and fill in a pixel at that distance. */
static void box_weights(const round_box *box, float distance, uint32_t *line, uint32_t *fill)
{
    uint32_t all = coverage_weight(unit_clamp(0.5F - distance));
    uint32_t inner = coverage_weight(unit_clamp(0.5F - distance - box->border));
    *fill = weight_times(inner, box->fill_weight);
    *line = weight_times(all - inner, box->line_weight);
}

/* Both mixed in at once: one after the other would let the background shine through the seam. */
static uint32_t pixel_mix_two(uint32_t under, const round_box *box, uint32_t line, uint32_t fill)
{
    uint32_t rest = WEIGHT_FULL - line - fill;
    uint32_t red_blue =
        (under & 0xFF00FF) * rest + (box->line & 0xFF00FF) * line + (box->fill & 0xFF00FF) * fill;
    uint32_t green =
        (under & 0x00FF00) * rest + (box->line & 0x00FF00) * line + (box->fill & 0x00FF00) * fill;
    return 0xFF000000U | (red_blue >> 8 & 0xFF00FF) | (green >> 8 & 0x00FF00);
}

static void box_pixels(const round_box *box, uint32_t *row, int32_t from, int32_t to, float down)
{
    for (int32_t x = from; x < to; x++) {
        uint32_t line, fill;
        box_weights(box, box_distance(box, bend_x(box, x), down), &line, &fill);
        if (line | fill)
            row[x] = pixel_mix_two(row[x], box, line, fill);
    }
}

/* The parts of a row, as distances of a pixel's centre from the left (or right) edge: where
 * coverage begins, and from where on every pixel is like the one in the middle. */
static void row_ends(const round_box *box, float down, float *begin, float *even)
{
    float radius = box->radius;
    *begin = -0.5F;
    *even = down > 0 ? radius : radius - down;
    if (down <= 0) {
        if (down - radius <= -box->border - 0.5F)
            *even = box->border + 0.5F;
        return;
    }
    float outer = radius + 0.5F, inner = radius - box->border - 0.5F;
    if (outer > down)
        *begin = radius - sqrtf(outer * outer - down * down);
    if (inner > down)
        *even = radius - sqrtf(inner * inner - down * down);
}

/* The parts of a row, left to right: edge, even middle, edge. */
typedef struct box_spans {
    int32_t first, even_from, even_to, end;
} box_spans;

static box_spans row_spans(const round_box *box, const raster_area *clip, float down)
{
    float begin, even;
    row_ends(box, down, &begin, &even);
    float left = box->centre_x - box->half_width - 0.5F;
    float right = box->centre_x + box->half_width - 0.5F;
    box_spans spans = {.first = floor_px(left + begin) + 1,
                       .even_from = ceil_px(left + even),
                       .even_to = floor_px(right - even) + 1,
                       .end = ceil_px(right - begin)};
    if (spans.even_from > spans.even_to) /* a narrow box has no even middle */
        spans.even_from = spans.even_to = spans.end;
    spans.first = int_max(spans.first, clip->x0);
    spans.end = int_max(int_min(spans.end, clip->x1), spans.first);
    spans.even_from = int_min(int_max(spans.even_from, spans.first), spans.end);
    spans.even_to = int_max(int_min(spans.even_to, spans.end), spans.even_from);
    return spans;
}

static void box_row(const round_box *box, const box_spans *spans, uint32_t *row, float down)
{
    box_pixels(box, row, spans->first, spans->even_from, down);
    uint32_t line, fill;
    box_weights(box, down - box->radius, &line, &fill);
    if (line == 0)
        row_fill(row, spans->even_from, spans->even_to, box->fill, fill);
    else if (fill == 0)
        row_fill(row, spans->even_from, spans->even_to, box->line, line);
    else
        for (int32_t x = spans->even_from; x < spans->even_to; x++)
            row[x] = pixel_mix_two(row[x], box, line, fill);
    box_pixels(box, row, spans->even_to, spans->end, down);
}

static void box_draw(const raster_canvas *canvas, const round_box *box)
{
    /* Rows between the corners are all alike. */
    float straight = float_min(0, box->radius - box->border - 0.5F);
    box_spans middle = row_spans(box, &canvas->clip, straight - 1);
    for (int32_t y = canvas->clip.y0; y < canvas->clip.y1; y++) {
        float down = bend_y(box, y);
        if (down >= box->radius + 0.5F)
            continue;
        box_spans spans = down <= straight ? middle : row_spans(box, &canvas->clip, down);
        box_row(box, &spans, canvas_row(canvas, y), down);
    }
}

/* ---- dashed borders ---- */

/* One side: a solid corner, gap, dash, gap, ..., dash, gap, a solid corner. */
typedef struct dashed_side {
    float start, length; /* of the part between the corners */
    frame_dashes dashes;
} dashed_side;

static dashed_side side_of(float start, float length, float corner, frame_dash dash)
{
    float between = length - 2 * corner;
    return (dashed_side){
        .start = start + corner, .length = between, .dashes = frame_dash_fit(between, dash)};
}

/* How much is drawn between the start of the side and `at`. */
static float side_drawn(const dashed_side *side, float at)
{
    if (at <= 0)
        return at; /* the corner */
    float total = (float)side->dashes.count * side->dashes.on_px;
    if (at >= side->length)
        return total + at - side->length;
    float period = side->dashes.on_px + side->dashes.off_px;
    float whole = (float)floor_px(at / period);
    float rest = at - whole * period - side->dashes.off_px;
    return whole * side->dashes.on_px + float_min(float_max(rest, 0), side->dashes.on_px);
}

static float side_coverage(const dashed_side *side, int32_t pixel)
{
    if (side->dashes.count == 0)
        return 1;
    float at = (float)pixel - side->start;
    return unit_clamp(side_drawn(side, at + 1) - side_drawn(side, at));
}

/* Pixels of the border in one row. A pixel belongs to the side it is nearest to. */
static void dashed_pixels(const round_box *box, const dashed_side *horizontal, float vertical,
                          uint32_t *row, int32_t from, int32_t to, float down)
{
    for (int32_t x = from; x < to; x++) {
        float across = bend_x(box, x);
        uint32_t line, fill;
        box_weights(box, box_distance(box, across, down), &line, &fill);
        if (line == 0)
            continue;
        float mask = down >= across ? side_coverage(horizontal, x) : vertical;
        row[x] = pixel_mix(row[x], box->line, weight_times(line, coverage_weight(mask)));
    }
}

static void dashed_draw(const raster_canvas *canvas, const round_box *box, const draw_round *r)
{
    const raster_area *clip = &canvas->clip;
    float corner = frame_dash_corner(r);
    dashed_side horizontal = side_of(r->x, r->width, corner, r->dash);
    dashed_side vertical = side_of(r->y, r->height, corner, r->dash);
    int32_t band = ceil_px(corner) + 2;
    int32_t left_end = int_min(clip->x1, floor_px(r->x) + band);
    int32_t right_start = int_max(clip->x0, ceil_px(r->x + r->width) - band);
    for (int32_t y = clip->y0; y < clip->y1; y++) {
        uint32_t *row = canvas_row(canvas, y);
        float down = bend_y(box, y), mask = side_coverage(&vertical, y);
        bool crosses = down - box->radius > -box->border - 0.5F;
        if (crosses || left_end >= right_start) {
            dashed_pixels(box, &horizontal, mask, row, clip->x0, clip->x1, down);
        } else {
            dashed_pixels(box, &horizontal, mask, row, clip->x0, left_end, down);
            dashed_pixels(box, &horizontal, mask, row, right_start, clip->x1, down);
        }
    }
}

void fill_round(const raster_canvas *canvas, const draw_round *r)
{
    round_box box = box_of(r);
    if (!(r->border_px > 0 && r->dash.on_px > 0)) {
        box_draw(canvas, &box);
        return;
    }
    round_box inside = box;
    inside.border = 0;
    inside.line_weight = 0;
    if (inside.fill_weight)
        box_draw(canvas, &inside);
    box.fill_weight = 0;
    dashed_draw(canvas, &box, r);
}

/* ---- triangles ---- */

/* Distance to an edge, positive inside: x * normal_x + y * normal_y + offset. */
typedef struct triangle_edge {
    float normal_x, normal_y, offset;
} triangle_edge;

static triangle_edge edge_of(frame_point a, frame_point b, float turn)
{
    float dx = b.x - a.x, dy = b.y - a.y;
    float length = sqrtf(dx * dx + dy * dy);
    float scale = length > 0 ? turn / length : 0;
    triangle_edge edge = {.normal_x = -dy * scale, .normal_y = dx * scale};
    edge.offset = -(edge.normal_x * a.x + edge.normal_y * a.y);
    return edge;
}

static float edge_distance(const triangle_edge *edge, float x, float y)
{
    return edge->normal_x * x + edge->normal_y * y + edge->offset;
}

void fill_triangle(const raster_canvas *canvas, const draw_triangle *t)
{
    const frame_point *p = t->points;
    float area = (p[1].x - p[0].x) * (p[2].y - p[0].y) - (p[1].y - p[0].y) * (p[2].x - p[0].x);
    if (area == 0)
        return;
    float turn = area > 0 ? 1 : -1;
    triangle_edge edges[3] = {edge_of(p[0], p[1], turn), edge_of(p[1], p[2], turn),
                              edge_of(p[2], p[0], turn)};
    uint32_t alpha = colour_weight(t->fill);
    const raster_area *clip = &canvas->clip;
    for (int32_t y = clip->y0; y < clip->y1; y++) {
        uint32_t *row = canvas_row(canvas, y);
        for (int32_t x = clip->x0; x < clip->x1; x++) {
            float px = (float)x + 0.5F, py = (float)y + 0.5F;
            float inside = float_min(
                edge_distance(&edges[0], px, py),
                float_min(edge_distance(&edges[1], px, py), edge_distance(&edges[2], px, py)));
            uint32_t weight = weight_times(coverage_weight(unit_clamp(inside + 0.5F)), alpha);
            if (weight)
                row[x] = pixel_mix(row[x], t->fill, weight);
        }
    }
}
