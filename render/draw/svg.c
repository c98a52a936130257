#include "render/draw/svg.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* The families that follow have the same widths as the first, or nearly so. */
static const char UI_FAMILY[] = "DejaVu Sans, Verdana, Bitstream Vera Sans, sans-serif";
static const char MONO_FAMILY[] = "DejaVu Sans Mono, Menlo, Bitstream Vera Sans Mono, monospace";

typedef struct writer {
    const frame *f;
    const frame_ruler *ruler;
    const char *prefix;
    buffer *out;
    uint32_t clip;              /* of the <g> that is open; 0: none */
    uint32_t depth;             /* groups that are open, paths not counted */
    bool in_path;               /* of a GROUP_PATH */
    bool fresh;                 /* nothing has been written in the group yet */
    const frame_group *pending; /* its name goes to the next curve */
} writer;

/* ---- words ---- */

/* Inline: then the length of what is written here is known to the compiler. */
static inline void word(writer *w, const char *text)
{
    buffer_add(w->out, text, strlen(text));
}

/* Two digits behind the point, none of them a closing zero. */
static void number(writer *w, float value)
{
    char digits[32];
    size_t at = sizeof digits;
    double scaled = fmin(fmax((double)value, -1e12), 1e12) * 100;
    int64_t hundredths = (int64_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    bool negative = hundredths < 0;
    uint64_t rest = (uint64_t)(negative ? -hundredths : hundredths);
    uint64_t part = rest % 100;
    rest /= 100;
    if (part % 10)
        digits[--at] = (char)('0' + part % 10);
    if (part) {
        digits[--at] = (char)('0' + part / 10);
        digits[--at] = '.';
    }
    do
        digits[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (negative)
        digits[--at] = '-';
    buffer_add(w->out, digits + at, sizeof digits - at);
}

/* `name` holds the opening quote. */
static void attribute_of_two(writer *w, const char *name, float first, float second)
{
    word(w, name);
    number(w, first);
    buffer_add_char(w->out, ' ');
    number(w, second);
    buffer_add_char(w->out, '"');
}

static void attribute(writer *w, const char *name, float value)
{
    word(w, name);
    number(w, value);
    buffer_add_char(w->out, '"');
}

static void point(writer *w, const char *before, frame_point p)
{
    word(w, before);
    number(w, p.x);
    buffer_add_char(w->out, ' ');
    number(w, p.y);
}

/* How many bytes of a well-formed code point start here; 0: it is none, or XML forbids it. */
static size_t sequence_of(const unsigned char *c, size_t left)
{
    size_t length = c[0] < 0x80 ? 1 : c[0] >= 0xC2 && c[0] < 0xE0 ? 2 : c[0] >= 0xE0 && c[0] < 0xF0 ? 3
                    : c[0] >= 0xF0 && c[0] < 0xF5                                              ? 4
                                                                                               : 0;
    if (length > left || length == 0)
        return 0;
    if (length == 1)
        return c[0] >= 0x20 && c[0] != 0x7F ? 1 : 0;
    for (size_t i = 1; i < length; i++)
        if ((c[i] & 0xC0) != 0x80)
            return 0;
    bool overlong = (c[0] == 0xE0 && c[1] < 0xA0) || (c[0] == 0xF0 && c[1] < 0x90);
    bool surrogate = c[0] == 0xED && c[1] >= 0xA0, beyond = c[0] == 0xF4 && c[1] >= 0x90;
    bool nonchar = c[0] == 0xEF && c[1] == 0xBF && c[2] >= 0xBE;
    return overlong || surrogate || beyond || nonchar ? 0 : length;
}

/* Escaped for a text or an attribute; what cannot stand in XML becomes U+FFFD. */
static void escaped(writer *w, const char *text, size_t length)
{
    size_t plain = 0;
    for (size_t i = 0; i < length;) {
        size_t bytes = sequence_of((const unsigned char *)text + i, length - i);
        const char *instead = !bytes           ? "\xEF\xBF\xBD"
                              : text[i] == '<' ? "&lt;"
                              : text[i] == '>' ? "&gt;"
                              : text[i] == '&' ? "&amp;"
                              : text[i] == '"' ? "&quot;"
                                               : NULL;
        if (instead) {
            buffer_add(w->out, text + plain, i - plain);
            word(w, instead);
            plain = i + (bytes ? bytes : 1);
        }
        i += bytes ? bytes : 1;
    }
    buffer_add(w->out, text + plain, length - plain);
}

/* An attribute for a colour; alpha 0 is none at all. */
static void paint(writer *w, const char *name, frame_colour colour)
{
    static const char HEX[] = "0123456789abcdef";
    uint32_t alpha = colour >> 24;
    char text[8] = "#";
    for (int i = 0; i < 6; i++)
        text[1 + i] = HEX[colour >> (20 - 4 * i) & 15];
    buffer_add_char(w->out, ' ');
    word(w, name);
    word(w, "=\"");
    word(w, alpha ? text : "none");
    buffer_add_char(w->out, '"');
    if (alpha == 0 || alpha == 255)
        return;
    buffer_add_char(w->out, ' ');
    word(w, name);
    attribute(w, "-opacity=\"", (float)alpha / 255);
}

static void dashes(writer *w, frame_dash dash)
{
    if (dash.on_px > 0)
        attribute_of_two(w, " stroke-dasharray=\"", dash.on_px, dash.off_px);
}

/* ---- names ---- */

/* Ids hold no spaces; what a text has of them becomes '_'. */
static void identity(writer *w, const char *name)
{
    word(w, " id=\"");
    word(w, w->prefix);
    size_t from = 0, length = strlen(name);
    for (size_t i = 0; i <= length; i++) {
        if (i < length && (unsigned char)name[i] > ' ')
            continue;
        escaped(w, name + from, i - from);
        if (i < length)
            buffer_add_char(w->out, '_');
        from = i + 1;
    }
    buffer_add_char(w->out, '"');
}

static void group_names(writer *w, const frame_group *g)
{
    identity(w, g->name);
    if (g->classes) {
        word(w, " class=\"");
        escaped(w, g->classes, strlen(g->classes));
        buffer_add_char(w->out, '"');
    }
    for (size_t i = 0; i < FRAME_GROUP_DATA && g->data[i].key; i++) {
        word(w, " data-");
        word(w, g->data[i].key);
        word(w, "=\"");
        escaped(w, g->data[i].value, strlen(g->data[i].value));
        buffer_add_char(w->out, '"');
    }
}

/* ---- shapes ---- */

static void rect_write(writer *w, float x, float y, float width, float height, float radius)
{
    attribute(w, "<rect x=\"", x);
    attribute(w, " y=\"", y);
    attribute(w, " width=\"", width);
    attribute(w, " height=\"", height);
    if (radius > 0)
        attribute(w, " rx=\"", radius);
}

/* The two sides along one axis, their dashes as frame_dash_fit() says. */
static void sides_dashed(writer *w, const draw_round *r, bool across, float corner)
{
    float half = r->border_px / 2, length = (across ? r->width : r->height) - 2 * corner;
    frame_dashes fit = frame_dash_fit(length, r->dash);
    float gap = fit.count ? fit.off_px : 0;
    float x = r->x + half, y = r->y + half;
    float right = r->x + r->width - half, bottom = r->y + r->height - half;
    if (!(length > 0))
        return;
    word(w, "<path d=\"");
    for (int side = 0; side < 2; side++) {
        frame_point from = {r->x + corner + gap, side ? bottom : y};
        if (!across)
            from = (frame_point){side ? right : x, r->y + corner + gap};
        point(w, "M", from);
        word(w, across ? "h" : "v");
        number(w, length - 2 * gap);
    }
    word(w, "\" fill=\"none\"");
    paint(w, "stroke", r->border);
    attribute(w, " stroke-width=\"", r->border_px);
    dashes(w, (frame_dash){fit.count ? fit.on_px : 0, fit.off_px});
    word(w, "/>\n");
}

static void corners_write(writer *w, const draw_round *r, float corner)
{
    float half = r->border_px / 2, radius = fmaxf(0, frame_round_radius(r) - half);
    float x0 = r->x + half, y0 = r->y + half;
    float x1 = r->x + r->width - half, y1 = r->y + r->height - half;
    float reach = corner - half;
    const frame_point at[4] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
    static const float IN[4][2] = {{0, 1}, {-1, 0}, {0, -1}, {1, 0}};
    static const float OUT[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    word(w, "<path d=\"");
    for (size_t i = 0; i < 4; i++) {
        frame_point p = at[i];
        point(w, "M", (frame_point){p.x + IN[i][0] * reach, p.y + IN[i][1] * reach});
        if (reach > radius)
            point(w, "L", (frame_point){p.x + IN[i][0] * radius, p.y + IN[i][1] * radius});
        point(w, "A", (frame_point){radius, radius});
        point(w, " 0 0 1 ", (frame_point){p.x + OUT[i][0] * radius, p.y + OUT[i][1] * radius});
        if (reach > radius)
            point(w, "L", (frame_point){p.x + OUT[i][0] * reach, p.y + OUT[i][1] * reach});
    }
    word(w, "\" fill=\"none\"");
    paint(w, "stroke", r->border);
    attribute(w, " stroke-width=\"", r->border_px);
    word(w, "/>\n");
}

/* The border lies inside the box, SVG strokes run along its middle. The first shape of a group is the
 * whole box: there the border is a shape of its own. */
static void round_write(writer *w, const draw_round *r)
{
    float radius = frame_round_radius(r), half = r->border_px / 2;
    bool border = r->border_px > 0 && r->border >> 24, dashed = border && r->dash.on_px > 0;
    bool apart = border && (dashed || w->fresh);
    if (apart || !border) {
        rect_write(w, r->x, r->y, r->width, r->height, radius);
        paint(w, "fill", r->fill);
        word(w, "/>\n");
    }
    if (dashed) {
        float corner = frame_dash_corner(r);
        corners_write(w, r, corner);
        sides_dashed(w, r, true, corner);
        sides_dashed(w, r, false, corner);
    } else if (border) {
        rect_write(w, r->x + half, r->y + half, r->width - 2 * half, r->height - 2 * half,
                   fmaxf(0, radius - half));
        paint(w, "fill", apart ? 0 : r->fill);
        paint(w, "stroke", r->border);
        attribute(w, " stroke-width=\"", r->border_px);
        word(w, "/>\n");
    }
}

static bool continues(const draw_command *a, const draw_command *b)
{
    const draw_curve *p = &a->curve, *q = &b->curve;
    return b->kind == FRAME_CURVE && a->clip == b->clip && p->id == q->id
           && memcmp(&p->points[3], &q->points[0], sizeof p->points[3]) == 0
           && p->colour == q->colour && memcmp(&p->width_px, &q->width_px, sizeof(float)) == 0
           && memcmp(&p->dash, &q->dash, sizeof p->dash) == 0 && p->cap == q->cap;
}

/* Curves that go on from each other are one path. Returns how many commands that took. */
static uint32_t curve_write(writer *w, uint32_t first, uint32_t end)
{
    const draw_command *c = &w->f->commands[first];
    uint32_t count = 1;
    word(w, "<path");
    if (w->pending) {
        group_names(w, w->pending);
        w->pending = NULL;
    }
    point(w, " d=\"M", c->curve.points[0]);
    for (;; count++) {
        const draw_curve *at = &c[count - 1].curve;
        if (frame_is_straight(at)) {
            point(w, "L", at->points[3]);
        } else {
            point(w, "C", at->points[1]);
            point(w, " ", at->points[2]);
            point(w, " ", at->points[3]);
        }
        if (first + count >= end || !continues(&c[count - 1], &c[count]))
            break;
    }
    word(w, "\" fill=\"none\"");
    paint(w, "stroke", c->curve.colour);
    attribute(w, " stroke-width=\"", c->curve.width_px);
    dashes(w, c->curve.dash);
    if (c->curve.cap == CAP_ROUND)
        word(w, " stroke-linecap=\"round\"");
    word(w, "/>\n");
    return count;
}

static void triangle_write(writer *w, const draw_triangle *t)
{
    point(w, "<polygon points=\"", t->points[0]);
    point(w, " ", t->points[1]);
    point(w, " ", t->points[2]);
    buffer_add_char(w->out, '"');
    paint(w, "fill", t->fill);
    word(w, "/>\n");
}

/* ---- texts ---- */

static void strike_write(writer *w, const draw_text *t, float width)
{
    float over = frame_strike_overhang(t), y = frame_strike_y(t);
    float left = t->align == ALIGN_LEFT     ? t->x
                 : t->align == ALIGN_CENTRE ? t->x - width / 2
                                            : t->x - width;
    point(w, "<path d=\"M", (frame_point){left - over, y});
    word(w, "h");
    number(w, width + 2 * over);
    word(w, "\" fill=\"none\"");
    paint(w, "stroke", t->colour);
    attribute(w, " stroke-width=\"", t->strike_px);
    word(w, "/>\n");
}

static void text_write(writer *w, const draw_text *t)
{
    float width = w->ruler->width(w->ruler->context, t->font, t->size_px, t->text, t->length);
    attribute(w, "<text x=\"", t->x);
    attribute(w, " y=\"", t->y);
    if (t->font == FONT_MONO || t->font == FONT_MONO_BOLD) {
        word(w, " font-family=\"");
        word(w, MONO_FAMILY);
        buffer_add_char(w->out, '"');
    }
    attribute(w, " font-size=\"", t->size_px);
    if (t->font == FONT_UI_BOLD || t->font == FONT_MONO_BOLD)
        word(w, " font-weight=\"bold\"");
    if (t->align != ALIGN_LEFT)
        word(w, t->align == ALIGN_CENTRE ? " text-anchor=\"middle\"" : " text-anchor=\"end\"");
    paint(w, "fill", t->colour);
    if (t->length > 1)
        attribute(w, " textLength=\"", width);
    buffer_add_char(w->out, '>');
    escaped(w, t->text, t->length);
    word(w, "</text>\n");
    if (t->strike_px > 0)
        strike_write(w, t, width);
}

/* ---- groups and clips ---- */

/* Clips are entered between groups only: inside a camera they would have other coordinates. */
static void clip_enter(writer *w, uint32_t clip)
{
    if (w->depth > 0 || clip == w->clip)
        return;
    if (w->clip)
        word(w, "</g>\n");
    w->clip = clip;
    if (!clip)
        return;
    word(w, "<g clip-path=\"url(#");
    word(w, w->prefix);
    buffer_printf(w->out, "clip-%u)\">\n", clip);
}

static void group_start(writer *w, const frame_group *g)
{
    if (g->kind == GROUP_PATH) {
        w->pending = g;
        w->in_path = true;
        return;
    }
    w->depth++;
    w->fresh = true;
    word(w, "<g");
    group_names(w, g);
    if (g->kind == GROUP_CAMERA) {
        point(w, " transform=\"translate(", (frame_point){g->x, g->y});
        buffer_printf(w->out, ") scale(%.6g)\"", (double)g->scale);
    }
    word(w, ">\n");
}

static void group_end(writer *w)
{
    if (w->in_path) {
        w->in_path = false;
        w->pending = NULL;
        return;
    }
    assert(w->depth > 0);
    w->depth--;
    w->fresh = false;
    word(w, "</g>\n");
}

/* ---- a picture ---- */

/* Writes the command, and those that go on from it, up to `end`. */
static uint32_t command_write(writer *w, uint32_t at, uint32_t end)
{
    const draw_command *c = &w->f->commands[at];
    uint32_t taken = 1;
    clip_enter(w, c->clip);
    switch (c->kind) {
    case FRAME_RECT:
        rect_write(w, c->rect.x, c->rect.y, c->rect.width, c->rect.height, 0);
        paint(w, "fill", c->rect.fill);
        word(w, "/>\n");
        break;
    case FRAME_ROUND:
        round_write(w, &c->round);
        break;
    case FRAME_CURVE:
        taken = curve_write(w, at, end);
        break;
    case FRAME_TRIANGLE:
        triangle_write(w, &c->triangle);
        break;
    case FRAME_TEXT:
        text_write(w, &c->text);
        break;
    }
    w->fresh = false;
    return taken;
}

static void commands_write(writer *w)
{
    uint32_t mark = 0, at = 0;
    while (at < w->f->count || mark < w->f->mark_count) {
        const frame_mark *m = mark < w->f->mark_count ? &w->f->marks[mark] : NULL;
        if (m && m->at <= at) {
            if (m->opens) {
                clip_enter(w, m->clip);
                group_start(w, &m->group);
            } else {
                group_end(w);
            }
            mark++;
        } else {
            at += command_write(w, at, m ? m->at : w->f->count);
        }
    }
    clip_enter(w, 0);
}

static void clips_define(writer *w)
{
    if (w->f->clip_count < 2)
        return;
    word(w, "<defs>\n");
    for (uint32_t i = 1; i < w->f->clip_count; i++) {
        const frame_clip *c = &w->f->clips[i];
        word(w, "<clipPath id=\"");
        word(w, w->prefix);
        buffer_printf(w->out, "clip-%u\">", i);
        rect_write(w, c->x, c->y, c->width, c->height, 0);
        word(w, "/></clipPath>\n");
    }
    word(w, "</defs>\n");
}

static void title_write(writer *w, const char *title)
{
    if (!title)
        return;
    word(w, "<title>");
    escaped(w, title, strlen(title));
    word(w, "</title>\n");
}

static void ground_write(writer *w, float width, float height, frame_colour colour)
{
    if (colour >> 24 == 0)
        return;
    rect_write(w, 0, 0, width, height, 0);
    paint(w, "fill", colour);
    word(w, "/>\n");
}

/* Everything between <svg> and </svg>. */
static void picture_write(const svg_picture *p, const frame_ruler *ruler, buffer *out)
{
    writer w = {.f = p->drawn, .ruler = ruler, .prefix = p->prefix, .out = out};
    title_write(&w, p->title);
    clips_define(&w);
    ground_write(&w, (float)p->drawn->width_px, (float)p->drawn->height_px, p->drawn->background);
    commands_write(&w);
}

static void head_write(float width, float height, buffer *out)
{
    writer w = {.out = out};
    word(&w, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    attribute(&w, " width=\"", width);
    attribute(&w, " height=\"", height);
    attribute_of_two(&w, " viewBox=\"0 0 ", width, height);
    word(&w, " role=\"img\" font-family=\"");
    word(&w, UI_FAMILY);
    word(&w, "\" xml:space=\"preserve\">\n");
}

void svg_write(const svg_picture *p, const frame_ruler *ruler, buffer *out)
{
    head_write((float)p->drawn->width_px, (float)p->drawn->height_px, out);
    picture_write(p, ruler, out);
    buffer_add_text(out, "</svg>\n");
}

/* ---- many of them ---- */

svg_sheet svg_sheet_start(const frame *like, uint32_t count, buffer *out)
{
    svg_sheet s = {.count = count, .columns = 1, .width_px = (float)like->width_px / 2};
    s.height_px = (float)like->height_px / 2;
    s.gap_px = roundf(s.width_px / 40);
    while (s.columns * s.columns < count)
        s.columns++;
    uint32_t rows = (count + s.columns - 1) / s.columns;
    float width = s.gap_px + (float)s.columns * (s.width_px + s.gap_px);
    float height = s.gap_px + (float)rows * (s.height_px + s.gap_px);
    writer w = {.out = out};
    head_write(width, height, out);
    ground_write(&w, width, height, like->background);
    return s;
}

void svg_sheet_add(svg_sheet *s, const svg_picture *p, const frame_ruler *ruler, buffer *out)
{
    writer w = {.out = out};
    float x = s->gap_px + (float)(s->added % s->columns) * (s->width_px + s->gap_px);
    float y = s->gap_px + (float)(s->added / s->columns) * (s->height_px + s->gap_px);
    attribute(&w, "<svg x=\"", x);
    attribute(&w, " y=\"", y);
    attribute(&w, " width=\"", s->width_px);
    attribute(&w, " height=\"", s->height_px);
    buffer_printf(out, " viewBox=\"0 0 %d %d\">\n", p->drawn->width_px, p->drawn->height_px);
    picture_write(p, ruler, out);
    word(&w, "</svg>\n");
    s->added++;
}

void svg_sheet_end(const svg_sheet *s, buffer *out)
{
    assert(s->added == s->count);
    (void)s;
    buffer_add_text(out, "</svg>\n");
}
