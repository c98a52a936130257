#include "render/scene/tween.h"
#include "render/scene/scene.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define UNMATCHED UINT32_MAX

/* Slow, fast, slow. */
static float ease(float part)
{
    return part * part * (3 - 2 * part);
}

static float mix(float a, float b, float t)
{
    return a + (b - a) * t;
}

static frame_colour mix_colour(frame_colour a, frame_colour b, float t)
{
    frame_colour mixed = 0;
    for (unsigned shift = 0; shift < 32; shift += 8) {
        float from = (float)(a >> shift & 0xFF), to = (float)(b >> shift & 0xFF);
        mixed |= (frame_colour)(mix(from, to, t) + 0.5F) << shift;
    }
    return mixed;
}

static frame_colour fade(frame_colour colour, float opacity)
{
    frame_colour alpha = (frame_colour)((float)(colour >> 24) * opacity + 0.5F);
    return (colour & 0xFFFFFF) | alpha << 24;
}

static frame_point mix_point(frame_point a, frame_point b, float t)
{
    return (frame_point){mix(a.x, b.x, t), mix(a.y, b.y, t)};
}

/* ---- matching ---- */

typedef struct entry {
    uint64_t id;
    frame_kind kind;
    uint32_t index;
} entry;

static bool entry_before(const entry *a, const entry *b)
{
    if (a->id != b->id)
        return a->id < b->id;
    if (a->kind != b->kind)
        return a->kind < b->kind;
    return a->index < b->index;
}

/* Where the rising run that starts at `start` ends. */
static uint32_t run_end(const entry *entries, uint32_t start, uint32_t count)
{
    uint32_t end = start < count ? start + 1 : count;
    while (end < count && entry_before(&entries[end - 1], &entries[end]))
        end++;
    return end;
}

/* Two neighbouring runs of `in`, [start, middle) and [middle, end), become one of `out`. */
static void runs_merge(const entry *in, entry *out, uint32_t start, uint32_t middle, uint32_t end)
{
    uint32_t left = start, right = middle;
    for (uint32_t i = start; i < end; i++) {
        bool from_left = left < middle && (right == end || entry_before(&in[left], &in[right]));
        out[i] = from_left ? in[left++] : in[right++];
    }
}

/* Objects are drawn in the order of their ids but for a few: merging the runs that are there costs a
 * pass for each halving of their number, where a general sort makes one for each halving of `count`.
 * `spare` has room for as many; the sorted ones are in the array that is given back. */
static entry *entries_sort(entry *entries, entry *spare, uint32_t count)
{
    while (run_end(entries, 0, count) < count) {
        for (uint32_t start = 0; start < count;) {
            uint32_t middle = run_end(entries, start, count), end = run_end(entries, middle, count);
            runs_merge(entries, spare, start, middle, end);
            start = end;
        }
        entry *merged = spare;
        spare = entries;
        entries = merged;
    }
    return entries;
}

static entry *entries_of(const frame *f)
{
    entry *entries = calloc(f->count + 1, sizeof *entries), *spare = calloc(f->count + 1, sizeof *spare);
    entry *sorted = NULL;
    if (entries && spare) {
        for (uint32_t i = 0; i < f->count; i++)
            entries[i] = (entry){f->commands[i].id, f->commands[i].kind, i};
        sorted = entries_sort(entries, spare, f->count);
    }
    if (sorted != entries)
        free(entries);
    if (sorted != spare)
        free(spare);
    return sorted;
}

static bool same_mark(const entry *a, const entry *b)
{
    return a->id == b->id && a->kind == b->kind;
}

/* partner[i]: the command of `from` that command i of `to` was; taken[j]: somebody was it. */
static void match(const frame *from, const frame *to, const entry *a, const entry *b,
                  uint32_t *partner, bool *taken)
{
    uint32_t i = 0, j = 0;
    while (i < from->count && j < to->count) {
        if (same_mark(&a[i], &b[j])) {
            partner[b[j].index] = a[i].index;
            taken[a[i].index] = true;
            i++;
            j++;
        } else if (a[i].id < b[j].id || (a[i].id == b[j].id && a[i].kind < b[j].kind)) {
            i++;
        } else {
            j++;
        }
    }
}

/* ---- emitting ---- */

static void clip_begin(frame *out, const frame *of, const draw_command *c)
{
    if (c->clip)
        frame_push_clip(out, of->clips[c->clip]);
}

static void clip_end(frame *out, const draw_command *c)
{
    if (c->clip)
        frame_pop_clip(out);
}

static void emit(frame *out, const frame *of, const draw_command *c)
{
    clip_begin(out, of, c);
    switch (c->kind) {
    case FRAME_RECT:
        frame_rect(out, c->rect);
        break;
    case FRAME_ROUND:
        frame_round(out, c->round);
        break;
    case FRAME_CURVE:
        frame_curve(out, c->curve);
        break;
    case FRAME_TRIANGLE:
        frame_triangle(out, c->triangle);
        break;
    case FRAME_TEXT:
        if (c->text.length)
            frame_text(out, c->text);
        break;
    }
    clip_end(out, c);
}

static void emit_faded(frame *out, const frame *of, const draw_command *of_command, float opacity)
{
    draw_command c = *of_command;
    switch (c.kind) {
    case FRAME_RECT:
        c.rect.fill = fade(c.rect.fill, opacity);
        break;
    case FRAME_ROUND:
        c.round.fill = fade(c.round.fill, opacity);
        c.round.border = fade(c.round.border, opacity);
        break;
    case FRAME_CURVE:
        c.curve.colour = fade(c.curve.colour, opacity);
        break;
    case FRAME_TRIANGLE:
        c.triangle.fill = fade(c.triangle.fill, opacity);
        break;
    case FRAME_TEXT: /* words over words cannot be read: the old go before the new come */
        c.text.colour = fade(c.text.colour, fmaxf(0, 2 * opacity - 1));
        break;
    }
    emit(out, of, &c);
}

/* A new arrow's shaft grows; everything else new fades in. */
static void emit_new(frame *out, const frame *of, const draw_command *c, float t)
{
    if (c->kind != FRAME_CURVE || scene_kind_of(c->id) != SCENE_EDGE) {
        emit_faded(out, of, c, t);
        return;
    }
    draw_command grown = *c;
    frame_point *p = grown.curve.points;
    frame_point a = mix_point(p[0], p[1], t), b = mix_point(p[1], p[2], t);
    frame_point d = mix_point(p[2], p[3], t);
    frame_point ab = mix_point(a, b, t), bd = mix_point(b, d, t);
    p[1] = a;
    p[2] = ab;
    p[3] = mix_point(ab, bd, t);
    emit(out, of, &grown);
}

/* Texts that say something else take each other's place. */
static void emit_texts(frame *out, const frame *from, const draw_command *a, const frame *to,
                       const draw_command *b, float t)
{
    if (a->text.length != b->text.length
        || memcmp(a->text.text, b->text.text, b->text.length) != 0) {
        emit_faded(out, from, a, 1 - t);
        emit_faded(out, to, b, t);
        return;
    }
    draw_command c = *b;
    c.text.x = mix(a->text.x, b->text.x, t);
    c.text.y = mix(a->text.y, b->text.y, t);
    c.text.size_px = mix(a->text.size_px, b->text.size_px, t);
    c.text.colour = mix_colour(a->text.colour, b->text.colour, t);
    emit(out, to, &c);
}

static draw_round mix_round(const draw_round *a, const draw_round *b, float t)
{
    draw_round r = *b;
    r.x = mix(a->x, b->x, t);
    r.y = mix(a->y, b->y, t);
    r.width = mix(a->width, b->width, t);
    r.height = mix(a->height, b->height, t);
    r.radius = mix(a->radius, b->radius, t);
    r.fill = mix_colour(a->fill, b->fill, t);
    r.border_px = mix(a->border_px, b->border_px, t);
    r.border = mix_colour(a->border, b->border, t);
    return r;
}

static void emit_between(frame *out, const frame *from, const draw_command *a, const frame *to,
                         const draw_command *b, float t)
{
    draw_command c = *b;
    switch (b->kind) {
    case FRAME_RECT:
        c.rect.x = mix(a->rect.x, b->rect.x, t);
        c.rect.y = mix(a->rect.y, b->rect.y, t);
        c.rect.width = mix(a->rect.width, b->rect.width, t);
        c.rect.height = mix(a->rect.height, b->rect.height, t);
        c.rect.fill = mix_colour(a->rect.fill, b->rect.fill, t);
        break;
    case FRAME_ROUND:
        c.round = mix_round(&a->round, &b->round, t);
        break;
    case FRAME_CURVE:
        for (size_t i = 0; i < 4; i++)
            c.curve.points[i] = mix_point(a->curve.points[i], b->curve.points[i], t);
        c.curve.colour = mix_colour(a->curve.colour, b->curve.colour, t);
        c.curve.width_px = mix(a->curve.width_px, b->curve.width_px, t);
        break;
    case FRAME_TRIANGLE:
        for (size_t i = 0; i < 3; i++)
            c.triangle.points[i] = mix_point(a->triangle.points[i], b->triangle.points[i], t);
        c.triangle.fill = mix_colour(a->triangle.fill, b->triangle.fill, t);
        break;
    case FRAME_TEXT:
        emit_texts(out, from, a, to, b, t);
        return;
    }
    emit(out, to, &c);
}

/* ---- the frame ---- */

static void emit_all(const frame *to, frame *out)
{
    for (uint32_t i = 0; i < to->count; i++)
        emit(out, to, &to->commands[i]);
}

/* In the new order; what goes away stands right after what it stood after. */
static void emit_merged(const frame *from, const frame *to, const uint32_t *partner,
                        const bool *taken, float t, frame *out)
{
    uint32_t done = 0; /* commands of `from` that have had their turn */
    for (uint32_t i = 0; i < to->count; i++) {
        const draw_command *c = &to->commands[i];
        if (partner[i] == UNMATCHED) {
            emit_new(out, to, c, t);
            continue;
        }
        for (; done < partner[i]; done++)
            if (!taken[done])
                emit_faded(out, from, &from->commands[done], 1 - t);
        emit_between(out, from, &from->commands[partner[i]], to, c, t);
    }
    for (; done < from->count; done++)
        if (!taken[done])
            emit_faded(out, from, &from->commands[done], 1 - t);
}

void tween_between(const frame *from, const frame *to, float part, frame *out)
{
    float t = ease(fminf(1, fmaxf(0, part)));
    frame_begin(out, to->width_px, to->height_px, mix_colour(from->background, to->background, t));
    bool whole = part >= 1 || from->width_px != to->width_px || from->height_px != to->height_px;
    entry *a = whole ? NULL : entries_of(from), *b = whole ? NULL : entries_of(to);
    uint32_t *partner = whole ? NULL : malloc((to->count + 1) * sizeof *partner);
    bool *taken = whole ? NULL : calloc(from->count + 1, sizeof *taken);
    if (a && b && partner && taken) {
        memset(partner, 0xFF, (to->count + 1) * sizeof *partner);
        match(from, to, a, b, partner, taken);
        emit_merged(from, to, partner, taken, t, out);
    } else {
        out->background = to->background;
        emit_all(to, out); /* without memory there is no motion, only the result */
    }
    free(a);
    free(b);
    free(partner);
    free(taken);
    out->failed |= to->failed;
}
