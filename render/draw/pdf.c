#include "render/draw/pdf.h"

#include "render/draw/text.h"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CIRCLE 0.55228474983 /* a Bezier curve's reach towards the corner that makes it a quarter of a circle */
#define ROUND_MIN_PT 0.25     /* the radius of a corner that can be seen to be round */
enum { RUN_BYTES = 256, BOOKMARK_BYTES = 512 };

struct pdf {
    cairo_surface_t *surface;
    cairo_t *to;
    FT_Library library;
    FT_Face faces[FONT_COUNT];
    cairo_font_face_t *fonts[FONT_COUNT];
    uint32_t page;           /* from 1 */
    double left, top, scale; /* of the frame under way: its corner in points, points per pixel */
    bool (*write)(void *user, const void *bytes, size_t length);
    void *user;
    bool refused;
};

/* ---- life ---- */

/* cairo is never told that writing has failed: on its way out of that it may crash. pdf_close() tells. */
static cairo_status_t bytes_take(void *closure, const unsigned char *bytes, unsigned int length)
{
    pdf *p = closure;
    if (!p->refused)
        p->refused = !p->write(p->user, bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static ouro_result font_open(pdf *p, const char *font_dir, frame_font which, ouro_error *err)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", font_dir, text_face_file(which));
    if (FT_New_Face(p->library, path, 0, &p->faces[which]) != 0)
        return error_set(err, OURO_ERR_DISPLAY, 0, 0, "%s: cannot open this font", path);
    p->fonts[which] = cairo_ft_font_face_create_for_ft_face(p->faces[which], FT_LOAD_NO_HINTING);
    return OURO_OK;
}

/* Nothing of the document depends on when it was made. */
static void document_start(pdf *p, const pdf_setup *setup)
{
    p->surface = cairo_pdf_surface_create_for_stream(bytes_take, p, (double)setup->width_pt,
                                                     (double)setup->height_pt);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE, setup->title);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATOR, "Ouroboros");
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE, "1980-01-01T00:00:00Z");
    p->to = cairo_create(p->surface);
    cairo_font_options_t *exact = cairo_font_options_create();
    cairo_font_options_set_hint_style(exact, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(exact, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(p->to, exact);
    cairo_font_options_destroy(exact);
}

static void pdf_free(pdf *p)
{
    if (p->to)
        cairo_destroy(p->to);
    if (p->surface)
        cairo_surface_destroy(p->surface);
    for (size_t i = 0; i < FONT_COUNT; i++)
        if (p->fonts[i])
            cairo_font_face_destroy(p->fonts[i]);
    /* cairo may keep glyphs of a face in its caches: they go first. */
    cairo_debug_reset_static_data();
    for (size_t i = 0; i < FONT_COUNT; i++)
        if (p->faces[i])
            FT_Done_Face(p->faces[i]);
    if (p->library)
        FT_Done_FreeType(p->library);
    free(p);
}

pdf *pdf_open(const pdf_setup *setup, ouro_error *err)
{
    pdf *p = calloc(1, sizeof *p);
    ouro_result result = p && FT_Init_FreeType(&p->library) == 0
                             ? OURO_OK
                             : error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for a PDF");
    for (size_t i = 0; i < FONT_COUNT && result == OURO_OK; i++)
        result = font_open(p, setup->font_dir, (frame_font)i, err);
    if (result == OURO_OK) {
        p->write = setup->write;
        p->user = setup->user;
        p->page = 1;
        document_start(p, setup);
        return p;
    }
    if (p)
        pdf_free(p);
    return NULL;
}

ouro_result pdf_close(pdf *p, ouro_error *err)
{
    cairo_status_t status = cairo_status(p->to);
    cairo_surface_finish(p->surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(p->surface);
    bool refused = p->refused;
    pdf_free(p);
    if (refused)
        return error_set(err, OURO_ERR_IO, 0, 0, "the PDF could not be written");
    if (status != CAIRO_STATUS_SUCCESS)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "PDF: %s", cairo_status_to_string(status));
    return OURO_OK;
}

void pdf_bookmark(pdf *p, const char *text)
{
    char link[32];
    snprintf(link, sizeof link, "page=%u", p->page);
    cairo_pdf_surface_add_outline(p->surface, CAIRO_PDF_OUTLINE_ROOT, text, link,
                                  CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

void pdf_page_end(pdf *p)
{
    cairo_show_page(p->to);
    p->page++;
}

/* ---- shapes ----
 *
 * cairo's own matrix stays what it is: under another one it would wrap each stroke in a matrix of its own and
 * repeat the colour, which makes a page half as large again. */

static double x_of(const pdf *p, float x)
{
    return p->left + (double)x * p->scale;
}

static double y_of(const pdf *p, float y)
{
    return p->top + (double)y * p->scale;
}

static double size_of(const pdf *p, float px)
{
    return (double)px * p->scale;
}

static void move_to(const pdf *p, frame_point at)
{
    cairo_move_to(p->to, x_of(p, at.x), y_of(p, at.y));
}

static void line_to(const pdf *p, frame_point at)
{
    cairo_line_to(p->to, x_of(p, at.x), y_of(p, at.y));
}

static void box_path(const pdf *p, float x, float y, float width, float height)
{
    cairo_rectangle(p->to, x_of(p, x), y_of(p, y), size_of(p, width), size_of(p, height));
}

static bool colour_set(const pdf *p, frame_colour c)
{
    cairo_set_source_rgba(p->to, (c >> 16 & 0xFF) / 255.0, (c >> 8 & 0xFF) / 255.0, (c & 0xFF) / 255.0,
                          (c >> 24) / 255.0);
    return c >> 24 != 0;
}

/* A quarter of a circle, clockwise from `from` to `to`, which a corner of the box joins. */
static void corner_path(const pdf *p, double from_x, double from_y, double corner_x, double corner_y, double to_x,
                        double to_y)
{
    double k = CIRCLE;
    cairo_line_to(p->to, from_x, from_y);
    cairo_curve_to(p->to, from_x + (corner_x - from_x) * k, from_y + (corner_y - from_y) * k,
                   to_x + (corner_x - to_x) * k, to_y + (corner_y - to_y) * k, to_x, to_y);
}

/* The outline of a box, `inset_px` inside it. Most of a page's bytes, and
 * of the time it takes, are numbers: what nobody can see to be round has none of them. */
static void round_path(const pdf *p, const draw_round *r, float inset_px)
{
    float rounding = frame_round_radius(r) - inset_px;
    cairo_set_line_join(p->to, r->radius > 0 ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
    if (!(size_of(p, rounding) > ROUND_MIN_PT)) {
        box_path(p, r->x + inset_px, r->y + inset_px, r->width - 2 * inset_px, r->height - 2 * inset_px);
        return;
    }
    double radius = size_of(p, rounding), inset = size_of(p, inset_px);
    double left = x_of(p, r->x) + inset, right = x_of(p, r->x + r->width) - inset;
    double top = y_of(p, r->y) + inset, bottom = y_of(p, r->y + r->height) - inset;
    cairo_new_sub_path(p->to);
    corner_path(p, right - radius, top, right, top, right, top + radius);
    corner_path(p, right, bottom - radius, right, bottom, right - radius, bottom);
    corner_path(p, left + radius, bottom, left, bottom, left, bottom - radius);
    corner_path(p, left, top + radius, left, top, left + radius, top);
    cairo_close_path(p->to);
}

static void dash_set(const pdf *p, frame_dash dash)
{
    double pattern[2] = {size_of(p, dash.on_px), size_of(p, dash.off_px)};
    cairo_set_dash(p->to, pattern, dash.on_px > 0 ? 2 : 0, 0);
}

/* Two opposite sides, with the dashes that frame_dash_fit() says. */
static void sides_draw(const pdf *p, const draw_round *r, bool across, float corner)
{
    float half = r->border_px / 2, length = (across ? r->width : r->height) - 2 * corner;
    frame_dashes fit = frame_dash_fit(length, r->dash);
    float gap = fit.count ? fit.off_px : 0;
    if (!(length > 0))
        return;
    for (int side = 0; side < 2; side++) {
        float x = across ? r->x + corner + gap : side ? r->x + r->width - half : r->x + half;
        float y = !across ? r->y + corner + gap : side ? r->y + r->height - half : r->y + half;
        float on = length - 2 * gap;
        move_to(p, (frame_point){x, y});
        line_to(p, (frame_point){across ? x + on : x, across ? y : y + on});
    }
    dash_set(p, (frame_dash){fit.count ? fit.on_px : 0, fit.off_px});
    cairo_stroke(p->to);
}

/* The solid corners of a dashed border: those parts of the whole outline. */
static void corners_draw(const pdf *p, const draw_round *r, float corner)
{
    float right = r->x + r->width - corner, bottom = r->y + r->height - corner;
    cairo_save(p->to);
    for (int i = 0; i < 4; i++)
        box_path(p, i & 1 ? right : r->x, i & 2 ? bottom : r->y, corner, corner);
    cairo_clip(p->to);
    dash_set(p, (frame_dash){0});
    round_path(p, r, r->border_px / 2);
    cairo_stroke(p->to);
    cairo_restore(p->to);
}

/* An opaque border covers half of itself: one outline, along its middle, is filled and stroked at once. */
static void border_draw(const pdf *p, const draw_round *r, bool filled)
{
    dash_set(p, (frame_dash){0});
    round_path(p, r, r->border_px / 2);
    if (filled && colour_set(p, r->fill))
        cairo_fill_preserve(p->to);
    colour_set(p, r->border);
    cairo_stroke(p->to);
}

/* A disc or a pill is a line with round ends: in a page a tenth of what its outline would be. */
static void pill_draw(const pdf *p, const draw_round *r)
{
    float radius = frame_round_radius(r), long_x = r->width - 2 * radius, long_y = r->height - 2 * radius;
    frame_point from = {r->x + radius, r->y + radius};
    cairo_set_line_cap(p->to, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_width(p->to, size_of(p, 2 * radius));
    dash_set(p, (frame_dash){0});
    move_to(p, from);
    line_to(p, (frame_point){from.x + fmaxf(long_x, 0), from.y + fmaxf(long_y, 0)});
    cairo_stroke(p->to);
}

static void fill_draw(const pdf *p, const draw_round *r)
{
    float radius = frame_round_radius(r);
    if (!colour_set(p, r->fill))
        return;
    if (radius > 0 && 2 * radius >= fminf(r->width, r->height)) {
        pill_draw(p, r);
        return;
    }
    round_path(p, r, 0);
    cairo_fill(p->to);
}

static void dashes_draw(const pdf *p, const draw_round *r)
{
    float corner = frame_dash_corner(r);
    cairo_set_line_cap(p->to, CAIRO_LINE_CAP_BUTT);
    colour_set(p, r->border);
    corners_draw(p, r, corner);
    sides_draw(p, r, true, corner);
    sides_draw(p, r, false, corner);
}

static void round_draw(const pdf *p, const draw_round *r)
{
    bool border = r->border_px > 0 && r->border >> 24, dashed = border && r->dash.on_px > 0;
    bool at_once = border && !dashed && r->border >> 24 == 0xFF;
    if (!at_once)
        fill_draw(p, r);
    if (!border)
        return;
    cairo_set_line_width(p->to, size_of(p, r->border_px));
    if (dashed)
        dashes_draw(p, r);
    else
        border_draw(p, r, at_once);
}

static void rect_draw(const pdf *p, const draw_rect *r)
{
    if (!colour_set(p, r->fill))
        return;
    box_path(p, r->x, r->y, r->width, r->height);
    cairo_fill(p->to);
}

static bool goes_on(const draw_command *a, const draw_command *b)
{
    return b->kind == FRAME_CURVE && a->clip == b->clip && a->id == b->id
           && memcmp(&a->curve.points[3], &b->curve.points[0], sizeof a->curve.points[3]) == 0
           && a->curve.colour == b->curve.colour;
}

/* Curves that go on from each other are one stroke, so that their dashes do not start anew. Returns
 * how many commands that took. */
static uint32_t curves_draw(const pdf *p, const draw_command *c, uint32_t left)
{
    uint32_t count = 1;
    move_to(p, c->curve.points[0]);
    for (;; count++) {
        const draw_curve *curve = &c[count - 1].curve;
        const frame_point *at = curve->points;
        if (frame_is_straight(curve))
            line_to(p, at[3]);
        else
            cairo_curve_to(p->to, x_of(p, at[1].x), y_of(p, at[1].y), x_of(p, at[2].x), y_of(p, at[2].y),
                           x_of(p, at[3].x), y_of(p, at[3].y));
        if (count >= left || !goes_on(&c[count - 1], &c[count]))
            break;
    }
    cairo_set_line_width(p->to, size_of(p, c->curve.width_px));
    cairo_set_line_cap(p->to, c->curve.cap == CAP_ROUND ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    dash_set(p, c->curve.dash);
    if (colour_set(p, c->curve.colour))
        cairo_stroke(p->to);
    cairo_new_path(p->to);
    return count;
}

static void triangle_draw(const pdf *p, const draw_triangle *t)
{
    if (!colour_set(p, t->fill))
        return;
    for (size_t i = 0; i < 3; i++)
        line_to(p, t->points[i]);
    cairo_fill(p->to);
}

/* ---- texts ---- */

/* Bytes of the code point at `at`, which gets its number; malformed bytes are taken one by one. */
static size_t code_point(const char *at, size_t left, uint32_t *number)
{
    static const uint32_t LEAST[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char lead = (unsigned char)*at;
    size_t length = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
    *number = lead < 0x80 ? lead : length ? lead & (0x7FU >> length) : 0xFFFD;
    if (!length || length > left) {
        *number = 0xFFFD;
        return 1;
    }
    for (size_t i = 1; i < length; i++) {
        if (((unsigned char)at[i] & 0xC0) != 0x80) {
            *number = 0xFFFD;
            return 1;
        }
        *number = *number << 6 | ((unsigned char)at[i] & 0x3F);
    }
    if (*number < LEAST[length])
        *number = 0xFFFD;
    return length;
}

/* What the face lacks comes from DejaVu Sans; none lacks ASCII. */
static frame_font face_of(const pdf *p, frame_font wanted, uint32_t number)
{
    bool everywhere = number >= ' ' && number <= '~';
    return everywhere || FT_Get_Char_Index(p->faces[wanted], number) ? wanted : FONT_UI;
}

/* The longest run of one face at the start of the text, well-formed, with a NUL. */
static size_t run_take(const pdf *p, const draw_text *t, size_t from, char run[RUN_BYTES],
                       frame_font *face)
{
    size_t at = from, written = 0;
    while (at < t->length) {
        uint32_t number;
        size_t length = code_point(t->text + at, t->length - at, &number);
        frame_font its = face_of(p, t->font, number);
        bool replaced = number == 0xFFFD;
        if ((at > from && its != *face) || written + 4 >= RUN_BYTES)
            break;
        *face = its;
        memcpy(run + written, replaced ? "\xEF\xBF\xBD" : t->text + at, replaced ? 3 : length);
        written += replaced ? 3 : length;
        at += length;
    }
    run[written] = '\0';
    return at - from;
}

/* The next run of a line's one face, from `from` on, with that face set; returns its bytes. */
static size_t run_start(const pdf *p, const draw_text *t, size_t from, char run[RUN_BYTES])
{
    frame_font face = t->font;
    size_t length = run_take(p, t, from, run, &face);
    cairo_set_font_face(p->to, p->fonts[face]);
    cairo_set_font_size(p->to, size_of(p, t->size_px));
    return length;
}

/* How long the line is, in points. */
static double line_width(const pdf *p, const draw_text *t)
{
    double width = 0;
    for (size_t at = 0; at < t->length;) {
        char run[RUN_BYTES];
        cairo_text_extents_t extents;
        at += run_start(p, t, at, run);
        cairo_text_extents(p->to, run, &extents);
        width += extents.x_advance;
    }
    return width;
}

/* Each run leaves the current point at its end. */
static void line_draw(const pdf *p, const draw_text *t)
{
    for (size_t at = 0; at < t->length;) {
        char run[RUN_BYTES];
        at += run_start(p, t, at, run);
        cairo_show_text(p->to, run);
    }
    cairo_new_path(p->to);
}

static void strike_draw(const pdf *p, const draw_text *t, double left, double width)
{
    double over = size_of(p, frame_strike_overhang(t)), y = y_of(p, frame_strike_y(t));
    cairo_move_to(p->to, left - over, y);
    cairo_line_to(p->to, left + width + over, y);
    dash_set(p, (frame_dash){0});
    cairo_set_line_cap(p->to, CAIRO_LINE_CAP_BUTT);
    cairo_set_line_width(p->to, size_of(p, t->strike_px));
    cairo_stroke(p->to);
}

static void text_draw(const pdf *p, const draw_text *t)
{
    if (!colour_set(p, t->colour))
        return;
    double width = t->align != ALIGN_LEFT || t->strike_px > 0 ? line_width(p, t) : 0;
    double left = x_of(p, t->x);
    if (t->align != ALIGN_LEFT)
        left -= t->align == ALIGN_CENTRE ? width / 2 : width;
    cairo_move_to(p->to, left, y_of(p, t->y));
    line_draw(p, t);
    if (t->strike_px > 0)
        strike_draw(p, t, left, width);
}

/* ---- frames ---- */

static void clip_set(const pdf *p, const frame_clip *c)
{
    box_path(p, c->x, c->y, c->width, c->height);
    cairo_clip(p->to);
}

static uint32_t command_draw(const pdf *p, const frame *f, uint32_t i)
{
    const draw_command *c = &f->commands[i];
    switch (c->kind) {
    case FRAME_RECT:
        rect_draw(p, &c->rect);
        break;
    case FRAME_ROUND:
        round_draw(p, &c->round);
        break;
    case FRAME_CURVE:
        return curves_draw(p, c, f->count - i);
    case FRAME_TRIANGLE:
        triangle_draw(p, &c->triangle);
        break;
    case FRAME_TEXT:
        text_draw(p, &c->text);
        break;
    }
    return 1;
}

void pdf_draw(pdf *p, const frame *f, float x_pt, float y_pt, float scale, float height_px)
{
    float height = height_px > 0 ? height_px : (float)f->height_px;
    p->left = (double)x_pt;
    p->top = (double)y_pt;
    p->scale = (double)scale;
    cairo_save(p->to);
    clip_set(p, &(frame_clip){0, 0, (float)f->width_px, height});
    if (colour_set(p, f->background))
        cairo_paint(p->to);
    uint32_t clip = 0;
    cairo_save(p->to);
    for (uint32_t i = 0; i < f->count;) {
        if (f->commands[i].clip != clip) {
            cairo_restore(p->to);
            cairo_save(p->to);
            clip = f->commands[i].clip;
            clip_set(p, &f->clips[clip]);
        }
        i += command_draw(p, f, i);
    }
    cairo_restore(p->to);
    cairo_restore(p->to);
}
