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

#define QUARTER 1.57079632679489661923 /* of a turn */
enum { RUN_BYTES = 256, BOOKMARK_BYTES = 512 };

struct pdf {
    cairo_surface_t *surface;
    cairo_t *to;
    FT_Library library;
    FT_Face faces[FONT_COUNT];
    cairo_font_face_t *fonts[FONT_COUNT];
    uint32_t page; /* from 1 */
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

/* ---- shapes ---- */

static bool colour_set(cairo_t *to, frame_colour c)
{
    cairo_set_source_rgba(to, (c >> 16 & 0xFF) / 255.0, (c >> 8 & 0xFF) / 255.0, (c & 0xFF) / 255.0,
                          (c >> 24) / 255.0);
    return c >> 24 != 0;
}

static void round_path(cairo_t *to, double x, double y, double width, double height, double radius)
{
    cairo_new_sub_path(to);
    cairo_arc(to, x + width - radius, y + radius, radius, -QUARTER, 0);
    cairo_arc(to, x + width - radius, y + height - radius, radius, 0, QUARTER);
    cairo_arc(to, x + radius, y + height - radius, radius, QUARTER, 2 * QUARTER);
    cairo_arc(to, x + radius, y + radius, radius, 2 * QUARTER, 3 * QUARTER);
    cairo_close_path(to);
}

static void dash_set(cairo_t *to, frame_dash dash)
{
    double pattern[2] = {(double)dash.on_px, (double)dash.off_px};
    cairo_set_dash(to, pattern, dash.on_px > 0 ? 2 : 0, 0);
}

/* Two opposite sides, with the dashes that frame_dash_fit() says. */
static void sides_draw(cairo_t *to, const draw_round *r, bool across, float corner)
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
        cairo_move_to(to, (double)x, (double)y);
        cairo_rel_line_to(to, across ? (double)on : 0, across ? 0 : (double)on);
    }
    dash_set(to, (frame_dash){fit.count ? fit.on_px : 0, fit.off_px});
    cairo_stroke(to);
}

/* The solid corners of a dashed border: those parts of the whole outline. */
static void corners_draw(cairo_t *to, const draw_round *r, float corner)
{
    double half = (double)r->border_px / 2, x = (double)r->x, y = (double)r->y;
    double width = (double)r->width, height = (double)r->height, c = (double)corner;
    cairo_save(to);
    for (int i = 0; i < 4; i++)
        cairo_rectangle(to, i & 1 ? x + width - c : x, i & 2 ? y + height - c : y, c, c);
    cairo_clip(to);
    dash_set(to, (frame_dash){0});
    round_path(to, x + half, y + half, width - 2 * half, height - 2 * half,
               fmax(0, (double)frame_round_radius(r) - half));
    cairo_stroke(to);
    cairo_restore(to);
}

static void round_draw(cairo_t *to, const draw_round *r)
{
    double radius = (double)frame_round_radius(r), half = (double)r->border_px / 2;
    if (colour_set(to, r->fill)) {
        round_path(to, (double)r->x, (double)r->y, (double)r->width, (double)r->height, radius);
        cairo_fill(to);
    }
    if (!(r->border_px > 0) || !colour_set(to, r->border))
        return;
    cairo_set_line_cap(to, CAIRO_LINE_CAP_BUTT);
    cairo_set_line_width(to, (double)r->border_px);
    if (r->dash.on_px > 0) {
        float corner = frame_dash_corner(r);
        corners_draw(to, r, corner);
        sides_draw(to, r, true, corner);
        sides_draw(to, r, false, corner);
        return;
    }
    dash_set(to, (frame_dash){0});
    round_path(to, (double)r->x + half, (double)r->y + half, (double)r->width - 2 * half,
               (double)r->height - 2 * half, fmax(0, radius - half));
    cairo_stroke(to);
}

static void rect_draw(cairo_t *to, const draw_rect *r)
{
    if (!colour_set(to, r->fill))
        return;
    cairo_rectangle(to, (double)r->x, (double)r->y, (double)r->width, (double)r->height);
    cairo_fill(to);
}

static bool goes_on(const draw_command *a, const draw_command *b)
{
    return b->kind == FRAME_CURVE && a->clip == b->clip && a->id == b->id
           && memcmp(&a->curve.points[3], &b->curve.points[0], sizeof a->curve.points[3]) == 0
           && a->curve.colour == b->curve.colour;
}

/* Curves that go on from each other are one stroke, so that their dashes do not start anew. Returns
 * how many commands that took. */
static uint32_t curves_draw(cairo_t *to, const draw_command *c, uint32_t left)
{
    uint32_t count = 1;
    frame_point first = c->curve.points[0];
    cairo_move_to(to, (double)first.x, (double)first.y);
    for (;; count++) {
        const frame_point *at = c[count - 1].curve.points;
        cairo_curve_to(to, (double)at[1].x, (double)at[1].y, (double)at[2].x, (double)at[2].y,
                       (double)at[3].x, (double)at[3].y);
        if (count >= left || !goes_on(&c[count - 1], &c[count]))
            break;
    }
    cairo_set_line_width(to, (double)c->curve.width_px);
    cairo_set_line_cap(to, c->curve.cap == CAP_ROUND ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    dash_set(to, c->curve.dash);
    if (colour_set(to, c->curve.colour))
        cairo_stroke(to);
    cairo_new_path(to);
    return count;
}

static void triangle_draw(cairo_t *to, const draw_triangle *t)
{
    if (!colour_set(to, t->fill))
        return;
    for (size_t i = 0; i < 3; i++)
        cairo_line_to(to, (double)t->points[i].x, (double)t->points[i].y);
    cairo_close_path(to);
    cairo_fill(to);
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

/* What the face lacks comes from DejaVu Sans. */
static frame_font face_of(const pdf *p, frame_font wanted, uint32_t number)
{
    return FT_Get_Char_Index(p->faces[wanted], number) ? wanted : FONT_UI;
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

/* Draws, or only measures, the whole line from x; returns where it ends. */
static double line_draw(pdf *p, const draw_text *t, double x, bool drawn)
{
    for (size_t at = 0; at < t->length;) {
        char run[RUN_BYTES];
        frame_font face = t->font;
        at += run_take(p, t, at, run, &face);
        cairo_text_extents_t extents;
        cairo_set_font_face(p->to, p->fonts[face]);
        cairo_set_font_size(p->to, (double)t->size_px);
        cairo_text_extents(p->to, run, &extents);
        if (drawn) {
            cairo_move_to(p->to, x, (double)t->y);
            cairo_show_text(p->to, run);
        }
        x += extents.x_advance;
    }
    return x;
}

static void text_draw(pdf *p, const draw_text *t)
{
    if (!colour_set(p->to, t->colour))
        return;
    double width = t->align != ALIGN_LEFT || t->strike_px > 0 ? line_draw(p, t, 0, false) : 0;
    double left = (double)t->x;
    if (t->align != ALIGN_LEFT)
        left -= t->align == ALIGN_CENTRE ? width / 2 : width;
    (void)line_draw(p, t, left, true);
    cairo_new_path(p->to);
    if (!(t->strike_px > 0))
        return;
    double over = (double)frame_strike_overhang(t), y = (double)frame_strike_y(t);
    cairo_move_to(p->to, left - over, y);
    cairo_line_to(p->to, left + width + over, y);
    dash_set(p->to, (frame_dash){0});
    cairo_set_line_cap(p->to, CAIRO_LINE_CAP_BUTT);
    cairo_set_line_width(p->to, (double)t->strike_px);
    cairo_stroke(p->to);
}

/* ---- frames ---- */

static void clip_set(cairo_t *to, const frame_clip *c)
{
    cairo_rectangle(to, (double)c->x, (double)c->y, (double)c->width, (double)c->height);
    cairo_clip(to);
}

static uint32_t command_draw(pdf *p, const frame *f, uint32_t i)
{
    const draw_command *c = &f->commands[i];
    switch (c->kind) {
    case FRAME_RECT:
        rect_draw(p->to, &c->rect);
        break;
    case FRAME_ROUND:
        round_draw(p->to, &c->round);
        break;
    case FRAME_CURVE:
        return curves_draw(p->to, c, f->count - i);
    case FRAME_TRIANGLE:
        triangle_draw(p->to, &c->triangle);
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
    cairo_save(p->to);
    cairo_translate(p->to, (double)x_pt, (double)y_pt);
    cairo_scale(p->to, (double)scale, (double)scale);
    clip_set(p->to, &(frame_clip){0, 0, (float)f->width_px, height});
    if (colour_set(p->to, f->background))
        cairo_paint(p->to);
    uint32_t clip = 0;
    cairo_save(p->to);
    for (uint32_t i = 0; i < f->count;) {
        if (f->commands[i].clip != clip) {
            cairo_restore(p->to);
            cairo_save(p->to);
            clip = f->commands[i].clip;
            clip_set(p->to, &f->clips[clip]);
        }
        i += command_draw(p, f, i);
    }
    cairo_restore(p->to);
    cairo_restore(p->to);
}
