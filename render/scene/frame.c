#include "render/scene/frame.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- building ---- */

static bool grow(void **array, uint32_t *capacity, uint32_t count, size_t item_bytes)
{
    if (count < *capacity)
        return true;
    uint32_t wanted = *capacity ? *capacity * 2 : 256;
    if (wanted < *capacity)
        return false;
    void *larger = realloc(*array, wanted * item_bytes);
    if (!larger)
        return false;
    *array = larger;
    *capacity = wanted;
    return true;
}

static uint32_t clip_add(frame *f, frame_clip area)
{
    void *array = f->clips;
    bool fits = grow(&array, &f->clip_capacity, f->clip_count, sizeof *f->clips);
    f->clips = array;
    if (!fits) {
        f->failed = true;
        return 0;
    }
    f->clips[f->clip_count] = area;
    return f->clip_count++;
}

void frame_begin(frame *f, int32_t width_px, int32_t height_px, frame_colour background)
{
    f->width_px = width_px;
    f->height_px = height_px;
    f->background = background;
    f->count = f->clip_count = f->clip_depth = f->mark_count = 0;
    f->failed = f->grouped = false;
    arena_free(&f->texts);
    clip_add(f, (frame_clip){.width = (float)width_px, .height = (float)height_px});
}

void frame_free(frame *f)
{
    free(f->commands);
    free(f->clips);
    free(f->marks);
    arena_free(&f->texts);
    *f = (frame){0};
}

/* A new command in the clip of the moment, or NULL when memory is out. */
static draw_command *command_add(frame *f, frame_kind kind)
{
    void *array = f->commands;
    bool fits = grow(&array, &f->capacity, f->count, sizeof *f->commands);
    f->commands = array;
    if (!fits) {
        f->failed = true;
        return NULL;
    }
    draw_command *c = &f->commands[f->count++];
    c->kind = kind;
    c->clip = f->clip_depth ? f->clip_stack[f->clip_depth - 1] : 0;
    return c;
}

void frame_rect(frame *f, draw_rect r)
{
    draw_command *c = command_add(f, FRAME_RECT);
    if (c)
        c->rect = r;
}

void frame_round(frame *f, draw_round r)
{
    draw_command *c = command_add(f, FRAME_ROUND);
    if (c)
        c->round = r;
}

void frame_curve(frame *f, draw_curve curve)
{
    draw_command *c = command_add(f, FRAME_CURVE);
    if (c)
        c->curve = curve;
}

void frame_triangle(frame *f, draw_triangle t)
{
    draw_command *c = command_add(f, FRAME_TRIANGLE);
    if (c)
        c->triangle = t;
}

void frame_text(frame *f, draw_text t)
{
    if (!t.length)
        t.length = (uint32_t)strlen(t.text);
    t.text = arena_text(&f->texts, t.text, t.length);
    if (!t.text) {
        f->failed = true;
        return;
    }
    draw_command *c = command_add(f, FRAME_TEXT);
    if (c)
        c->text = t;
}

void frame_textf(frame *f, draw_text t, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = length < 0 ? NULL : arena_alloc(&f->texts, (size_t)length + 1);
    draw_command *c = NULL;
    if (text) {
        vsnprintf(text, (size_t)length + 1, format, again);
        c = command_add(f, FRAME_TEXT);
    }
    va_end(again);
    if (!c) {
        f->failed = true;
        return;
    }
    t.text = text;
    t.length = (uint32_t)length;
    c->text = t;
}

draw_curve frame_straight(frame_point from, frame_point to)
{
    float dx = (to.x - from.x) / 3, dy = (to.y - from.y) / 3;
    return (draw_curve){
        .points = {
            from, {.x = from.x + dx, .y = from.y + dy}, {.x = to.x - dx, .y = to.y - dy}, to}};
}

bool frame_is_straight(const draw_curve *c)
{
    draw_curve line = frame_straight(c->points[0], c->points[3]);
    return memcmp(line.points, c->points, sizeof line.points) == 0;
}

draw_round frame_disc(frame_point centre, float radius, frame_colour fill)
{
    return (draw_round){.x = centre.x - radius,
                        .y = centre.y - radius,
                        .width = 2 * radius,
                        .height = 2 * radius,
                        .radius = radius,
                        .fill = fill};
}

/* ---- clips ---- */

static float smaller(float a, float b)
{
    return a < b ? a : b;
}

static float larger(float a, float b)
{
    return a > b ? a : b;
}

static frame_clip clip_cut(frame_clip a, frame_clip b)
{
    float left = larger(a.x, b.x), top = larger(a.y, b.y);
    float right = smaller(a.x + a.width, b.x + b.width);
    float bottom = smaller(a.y + a.height, b.y + b.height);
    return (frame_clip){
        .x = left, .y = top, .width = larger(0, right - left), .height = larger(0, bottom - top)};
}

void frame_push_clip(frame *f, frame_clip area)
{
    assert(f->clip_depth < FRAME_CLIP_DEPTH);
    uint32_t outer = f->clip_depth ? f->clip_stack[f->clip_depth - 1] : 0;
    if (f->clip_count)
        area = clip_cut(f->clips[outer], area);
    f->clip_stack[f->clip_depth++] = clip_add(f, area);
}

void frame_pop_clip(frame *f)
{
    assert(f->clip_depth > 0);
    f->clip_depth--;
}

/* ---- one frame in another ---- */

static frame_point shifted(frame_point p, float x, float y)
{
    return (frame_point){p.x + x, p.y + y};
}

static void command_shift(draw_command *c, float x, float y)
{
    switch (c->kind) {
    case FRAME_RECT:
        c->rect.x += x;
        c->rect.y += y;
        return;
    case FRAME_ROUND:
        c->round.x += x;
        c->round.y += y;
        return;
    case FRAME_CURVE:
        for (size_t i = 0; i < 4; i++)
            c->curve.points[i] = shifted(c->curve.points[i], x, y);
        return;
    case FRAME_TRIANGLE:
        for (size_t i = 0; i < 3; i++)
            c->triangle.points[i] = shifted(c->triangle.points[i], x, y);
        return;
    case FRAME_TEXT:
        c->text.x += x;
        c->text.y += y;
        return;
    }
}

/* With the clip and the memory of the frame it goes into. */
static void command_copy(frame *f, const draw_command *from, float x, float y)
{
    draw_command shown = *from;
    command_shift(&shown, x, y);
    if (shown.kind == FRAME_TEXT) {
        frame_text(f, shown.text);
        return;
    }
    draw_command *c = command_add(f, shown.kind);
    if (!c)
        return;
    shown.clip = c->clip;
    *c = shown;
}

void frame_add(frame *f, const frame *part, float x, float y)
{
    frame_rect(f, (draw_rect){.x = x,
                              .y = y,
                              .width = (float)part->width_px,
                              .height = (float)part->height_px,
                              .fill = part->background});
    for (uint32_t i = 0; i < part->count; i++) {
        bool begins = i == 0 || part->commands[i].clip != part->commands[i - 1].clip;
        if (begins) {
            frame_clip area = part->clips[part->commands[i].clip];
            area.x += x;
            area.y += y;
            if (i)
                frame_pop_clip(f);
            frame_push_clip(f, area);
        }
        command_copy(f, &part->commands[i], x, y);
    }
    if (part->count)
        frame_pop_clip(f);
    f->failed |= part->failed;
}

/* ---- groups ---- */

static const char *text_keep(frame *f, const char *text)
{
    const char *kept = text ? arena_text(&f->texts, text, strlen(text)) : NULL;
    f->failed |= text && !kept;
    return kept;
}

static void mark_add(frame *f, const frame_group *group)
{
    void *array = f->marks;
    bool fits = grow(&array, &f->mark_capacity, f->mark_count, sizeof *f->marks);
    f->marks = array;
    f->failed |= !fits;
    if (!fits)
        return;
    frame_mark *m = &f->marks[f->mark_count++];
    *m = (frame_mark){.at = f->count, .opens = group != NULL};
    m->clip = f->clip_depth ? f->clip_stack[f->clip_depth - 1] : 0;
    if (!group)
        return;
    m->group = *group;
    m->group.name = text_keep(f, group->name);
    m->group.classes = text_keep(f, group->classes);
    for (size_t i = 0; i < FRAME_GROUP_DATA; i++) {
        m->group.data[i].key = text_keep(f, group->data[i].key);
        m->group.data[i].value = text_keep(f, group->data[i].value);
    }
}

void frame_open(frame *f, const frame_group *group)
{
    if (f->grouped)
        mark_add(f, group);
}

void frame_close(frame *f)
{
    if (f->grouped)
        mark_add(f, NULL);
}

/* ---- what every reader of a frame must agree on ---- */

frame_dashes frame_dash_fit(float length_px, frame_dash wanted)
{
    float period = wanted.on_px + wanted.off_px;
    if (!(wanted.on_px > 0) || !(length_px > wanted.off_px) || !(wanted.off_px > 0))
        return (frame_dashes){.count = 0};
    float whole = (length_px - wanted.off_px) / period;
    uint32_t count = whole < 1 ? 1 : (uint32_t)(whole + 0.5F);
    float stretch = length_px / ((float)count * period + wanted.off_px);
    return (frame_dashes){
        .count = count, .on_px = wanted.on_px * stretch, .off_px = wanted.off_px * stretch};
}

float frame_round_radius(const draw_round *r)
{
    return larger(0, smaller(r->radius, smaller(r->width, r->height) / 2));
}

float frame_dash_corner(const draw_round *r)
{
    return larger(frame_round_radius(r), r->border_px);
}

/* A third of the size above the baseline is the middle of the small letters. */
float frame_strike_y(const draw_text *t)
{
    return t->y - t->size_px * 0.32F;
}

float frame_strike_overhang(const draw_text *t)
{
    return t->size_px * 0.125F;
}

float frame_text_width(const frame_ruler *ruler, frame_font font, float size_px, const char *text)
{
    return ruler->width(ruler->context, font, size_px, text, strlen(text));
}

/* ---- hashing: values only, never padding, addresses or the sign of a zero ---- */

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9E3779B97F4A7C15U;
    return hash ^ (hash >> 29);
}

static uint32_t float_bits(float value)
{
    float positive_zero = value + 0.0F;
    uint32_t bits;
    memcpy(&bits, &positive_zero, sizeof bits);
    return bits;
}

static uint64_t mix_floats(uint64_t hash, float a, float b)
{
    return mix(hash, (uint64_t)float_bits(a) << 32 | float_bits(b));
}

static uint64_t mix_points(uint64_t hash, const frame_point *points, size_t count)
{
    for (size_t i = 0; i < count; i++)
        hash = mix_floats(hash, points[i].x, points[i].y);
    return hash;
}

/* Eight bytes at a time, assembled by shifts so that byte order does not matter. */
static uint64_t mix_text(uint64_t hash, const char *text, uint32_t length)
{
    uint64_t word = length;
    for (uint32_t i = 0; i < length; i++) {
        if (i % 8 == 0) {
            hash = mix(hash, word);
            word = 0;
        }
        word = word << 8 | (unsigned char)text[i];
    }
    return mix(hash, word);
}

static uint64_t mix_command(uint64_t hash, const draw_command *c)
{
    hash = mix(hash, c->kind);
    switch (c->kind) {
    case FRAME_RECT:
        hash = mix_floats(hash, c->rect.x, c->rect.y);
        hash = mix_floats(hash, c->rect.width, c->rect.height);
        return mix(hash, c->rect.fill);
    case FRAME_ROUND:
        hash = mix_floats(hash, c->round.x, c->round.y);
        hash = mix_floats(hash, c->round.width, c->round.height);
        hash = mix_floats(hash, c->round.radius, c->round.border_px);
        hash = mix_floats(hash, c->round.dash.on_px, c->round.dash.off_px);
        return mix(hash, (uint64_t)c->round.fill << 32 | c->round.border);
    case FRAME_CURVE:
        hash = mix_points(hash, c->curve.points, 4);
        hash = mix_floats(hash, c->curve.dash.on_px, c->curve.dash.off_px);
        hash = mix_floats(hash, c->curve.width_px, (float)c->curve.cap);
        return mix(hash, c->curve.colour);
    case FRAME_TRIANGLE:
        return mix(mix_points(hash, c->triangle.points, 3), c->triangle.fill);
    case FRAME_TEXT:
        hash = mix_floats(hash, c->text.x, c->text.y);
        hash = mix_floats(hash, c->text.size_px, c->text.strike_px);
        hash = mix(hash, (uint64_t)c->text.font << 8 | (uint64_t)c->text.align);
        return mix_text(mix(hash, c->text.colour), c->text.text, c->text.length);
    }
    return hash;
}

uint64_t frame_command_hash(const frame *f, const draw_command *c)
{
    uint64_t hash = 0x6F75726F;
    if (c->clip) {
        const frame_clip *clip = &f->clips[c->clip];
        hash = mix_floats(hash, clip->x, clip->y);
        hash = mix_floats(hash, clip->width, clip->height);
    }
    return mix_command(hash, c);
}

uint64_t frame_hash(const frame *f)
{
    uint64_t hash = mix(f->background, (uint64_t)f->width_px << 32 | (uint32_t)f->height_px);
    for (uint32_t i = 0; i < f->count; i++)
        hash = mix(mix(hash, f->commands[i].id), frame_command_hash(f, &f->commands[i]));
    return hash;
}

/* ---- dumping ---- */

static const char *const FONT_WORDS[FONT_COUNT] = {[FONT_UI] = "ui",
                                                   [FONT_UI_BOLD] = "ui-bold",
                                                   [FONT_MONO] = "mono",
                                                   [FONT_MONO_BOLD] = "mono-bold"};
static const char *const ALIGN_WORDS[] = {
    [ALIGN_LEFT] = "left", [ALIGN_CENTRE] = "centre", [ALIGN_RIGHT] = "right"};

/* Two decimals are finer than anything visible; -0.00 would only make diffs noisy. */
static void dump_number(buffer *out, float value)
{
    char digits[64];
    snprintf(digits, sizeof digits, "%.2f", (double)value);
    buffer_printf(out, " %s", strcmp(digits, "-0.00") == 0 ? "0.00" : digits);
}

static void dump_box(buffer *out, float x, float y, float width, float height)
{
    dump_number(out, x);
    dump_number(out, y);
    dump_number(out, width);
    dump_number(out, height);
}

static void dump_points(buffer *out, const frame_point *points, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        dump_number(out, points[i].x);
        dump_number(out, points[i].y);
    }
}

static void dump_dash(buffer *out, frame_dash dash)
{
    if (!(dash.on_px > 0))
        return;
    buffer_add_text(out, " dash");
    dump_number(out, dash.on_px);
    dump_number(out, dash.off_px);
}

static void dump_round(buffer *out, const draw_round *r)
{
    buffer_add_text(out, "round");
    dump_box(out, r->x, r->y, r->width, r->height);
    dump_number(out, r->radius);
    buffer_printf(out, " fill %08X", r->fill);
    if (r->border_px > 0) {
        buffer_printf(out, " border %08X", r->border);
        dump_number(out, r->border_px);
        dump_dash(out, r->dash);
    }
}

static void dump_curve(buffer *out, const draw_curve *c)
{
    buffer_add_text(out, "curve");
    dump_points(out, c->points, 4);
    buffer_printf(out, " colour %08X", c->colour);
    dump_number(out, c->width_px);
    dump_dash(out, c->dash);
    if (c->cap == CAP_ROUND)
        buffer_add_text(out, " round-caps");
}

static void dump_text(buffer *out, const draw_text *t)
{
    buffer_add_text(out, "text");
    dump_number(out, t->x);
    dump_number(out, t->y);
    buffer_printf(out, " %s", FONT_WORDS[t->font]);
    dump_number(out, t->size_px);
    buffer_printf(out, " %s colour %08X ", ALIGN_WORDS[t->align], t->colour);
    buffer_add_json(out, t->text, t->length);
    if (t->strike_px > 0) {
        buffer_add_text(out, " strike");
        dump_number(out, t->strike_px);
    }
}

static void dump_command(buffer *out, const draw_command *c)
{
    switch (c->kind) {
    case FRAME_RECT:
        buffer_add_text(out, "rect");
        dump_box(out, c->rect.x, c->rect.y, c->rect.width, c->rect.height);
        buffer_printf(out, " fill %08X", c->rect.fill);
        break;
    case FRAME_ROUND:
        dump_round(out, &c->round);
        break;
    case FRAME_CURVE:
        dump_curve(out, &c->curve);
        break;
    case FRAME_TRIANGLE:
        buffer_add_text(out, "triangle");
        dump_points(out, c->triangle.points, 3);
        buffer_printf(out, " fill %08X", c->triangle.fill);
        break;
    case FRAME_TEXT:
        dump_text(out, &c->text);
        break;
    }
}

void frame_dump(const frame *f, buffer *out)
{
    buffer_printf(out, "frame %d x %d background %08X\n", f->width_px, f->height_px, f->background);
    for (uint32_t i = 0; i < f->count; i++) {
        const draw_command *c = &f->commands[i];
        dump_command(out, c);
        if (c->id)
            buffer_printf(out, " id %llx", (unsigned long long)c->id);
        if (c->clip) {
            const frame_clip *clip = &f->clips[c->clip];
            buffer_add_text(out, " clip");
            dump_box(out, clip->x, clip->y, clip->width, clip->height);
        }
        buffer_add_char(out, '\n');
    }
}
