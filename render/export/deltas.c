#include "render/export/deltas.h"

#include "render/export/fragments.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM_PICTURE, ROOM_PANE, ROOM_GRAPH };
enum { MARK_RECT, MARK_ROUND, MARK_CURVE, MARK_LINE, MARK_TRIANGLE, MARK_TEXT };
enum { GROUPS_DEEP = 16, NONE = -1 };
/* It stands where there is room, and moves as one. */
static const char CARRIED[] = "legend";

/* The colours that the page itself is made of, and what it calls them. */
static const struct {
    const char *name;
    theme_role role;
} ROLES[] = {{"background", THEME_BACKGROUND}, {"surface", THEME_SURFACE},     {"rule", THEME_RULE},
             {"text", THEME_TEXT},             {"secondary", THEME_SECONDARY}, {"live", THEME_LIVE}};
enum { ROLE_COUNT = sizeof ROLES / sizeof *ROLES };

typedef struct sprite {
    uint32_t key, form, paint;
    int32_t x, y; /* tenths */
    int32_t was;  /* its place in the picture before; NONE: it was not there */
    bool carried; /* it belongs to the group of that kind */
} sprite;

typedef struct sprite_list {
    sprite *all;
    uint32_t count, room;
} sprite_list;

/* The last picture that a key was in, and its place there. */
typedef struct key_use {
    uint32_t picture, place;
} key_use;

/* What is said for the first time comes in the order of its table: 0 is the next one, n + 1 is n. */
typedef struct said {
    uint32_t count;
} said;

struct deltas {
    const frame_ruler *ruler;
    fragments colours, types, strokes, forms, paints, groups, identities;
    sprite_list before, now;
    key_use *uses; /* of each key */
    uint32_t use_room, picture; /* picture: its number, from 1 on */
    buffer pictures, keys, form, paint, word;
    buffer camera; /* as written last */
    uint32_t roles[ROLE_COUNT]; /* their numbers */
    said keys_said, forms_said, paints_said;
    bool carries;                   /* a carried group has begun in this picture, */
    int32_t carried_x, carried_y;   /* here */
    int32_t width_px, height_px;
    frame_clip clip;
    bool fresh; /* the list of edits is empty yet */
};

/* What the commands that come next belong to. */
typedef struct reader {
    deltas *d;
    const frame *drawn; /* one in each theme */
    uint32_t mark;      /* the next of the frame's marks */
    const char *open[GROUPS_DEEP];
    uint32_t depth, camera_depth; /* camera_depth 0: not in the graph */
    const frame_group *camera;
} reader;

deltas *deltas_open(const frame_ruler *ruler)
{
    deltas *d = calloc(1, sizeof *d);
    if (d)
        d->ruler = ruler;
    return d;
}

void deltas_close(deltas *d)
{
    if (!d)
        return;
    fragments *tables[] = {&d->colours, &d->types,  &d->strokes,   &d->forms,
                           &d->paints,  &d->groups, &d->identities};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        fragments_free(tables[i]);
    buffer *buffers[] = {&d->pictures, &d->keys, &d->form, &d->paint, &d->word, &d->camera};
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        buffer_free(buffers[i]);
    free(d->before.all);
    free(d->now.all);
    free(d->uses);
    free(d);
}

/* ---- numbers ---- */

static int32_t tenths(float value)
{
    return (int32_t)lroundf(fminf(1e8F, fmaxf(-1e8F, value)) * 10);
}

/* "12.5", "-3", ".5" has its 0. */
static void add_tenths(buffer *out, int32_t value)
{
    uint32_t size = value < 0 ? 0 - (uint32_t)value : (uint32_t)value;
    if (value < 0)
        buffer_add_char(out, '-');
    buffer_add_int(out, size / 10);
    if (size % 10) {
        buffer_add_char(out, '.');
        buffer_add_char(out, (char)('0' + size % 10));
    }
}

static void add_value(buffer *out, float value)
{
    buffer_add_char(out, ',');
    add_tenths(out, tenths(value));
}

static void add_number(buffer *out, uint32_t number)
{
    buffer_add_char(out, ',');
    buffer_add_int(out, number);
}

static int32_t whole(int32_t value_tenths)
{
    return (value_tenths + (value_tenths < 0 ? -5 : 5)) / 10;
}

static void add_whole(buffer *out, int32_t value_tenths)
{
    buffer_add_char(out, ',');
    buffer_add_int(out, whole(value_tenths));
}

/* Small things stand in rows, where fractions of a pixel add up. */
static bool is_small(float size)
{
    enum { SMALL_PX = 24 };
    return size < SMALL_PX;
}

static void add_size(buffer *out, float value)
{
    if (is_small(value))
        add_value(out, value);
    else
        add_whole(out, tenths(value));
}

static void add_said(buffer *out, said *s, uint32_t number)
{
    bool first = number == s->count;
    s->count += first;
    buffer_add_int(out, first ? 0 : number + 1);
}

/* A point, seen from the sprite's origin: a picture does not show less than a pixel of that. */
static void add_point(buffer *out, const sprite *of, float x, float y)
{
    add_whole(out, tenths(x) - of->x);
    add_whole(out, tenths(y) - of->y);
}

/* ---- colours ---- */

static void add_hex(buffer *out, frame_colour colour)
{
    uint32_t alpha = colour >> 24;
    if (alpha == 0)
        buffer_add_char(out, '-');
    else if (alpha == 255)
        buffer_printf(out, "%06X", (unsigned)(colour & 0xFFFFFF));
    else
        buffer_printf(out, "%06X%02X", (unsigned)(colour & 0xFFFFFF), (unsigned)alpha);
}

/* The same place of the picture in every theme. */
static uint32_t colour_of(deltas *d, const frame_colour in[THEME_COUNT])
{
    buffer_add_char(&d->word, '"');
    for (size_t t = 0; t < THEME_COUNT; t++) {
        if (t)
            buffer_add_char(&d->word, ' ');
        add_hex(&d->word, in[t]);
    }
    buffer_add_char(&d->word, '"');
    return fragments_take(&d->colours, &d->word);
}

static void roles_name(deltas *d)
{
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        frame_colour in[THEME_COUNT];
        for (int t = 0; t < THEME_COUNT; t++)
            in[t] = theme_colour(theme_of((theme_name)t), ROLES[i].role);
        d->roles[i] = colour_of(d, in);
    }
}

static frame_colour inside_of(const draw_command *c)
{
    switch (c->kind) {
    case FRAME_RECT:
        return c->rect.fill;
    case FRAME_ROUND:
        return c->round.fill;
    case FRAME_CURVE:
        return c->curve.colour;
    case FRAME_TRIANGLE:
        return c->triangle.fill;
    case FRAME_TEXT:
        return c->text.colour;
    }
    return 0;
}

static void paint_add(const reader *r, uint32_t at, bool border)
{
    frame_colour in[THEME_COUNT];
    for (size_t t = 0; t < THEME_COUNT; t++) {
        const draw_command *c = &r->drawn[t].commands[at];
        in[t] = border ? c->round.border : inside_of(c);
    }
    buffer_add_char(&r->d->paint, r->d->paint.length ? ',' : '[');
    buffer_add_int(&r->d->paint, colour_of(r->d, in));
}

/* ---- marks ---- */

static uint32_t stroke_of(deltas *d, float width, frame_dash dash, bool round)
{
    buffer_add_char(&d->word, '[');
    add_tenths(&d->word, tenths(width));
    if (dash.on_px > 0 || round) {
        add_value(&d->word, dash.on_px);
        add_value(&d->word, dash.off_px);
    }
    buffer_add_text(&d->word, round ? ",1]" : "]");
    return fragments_take(&d->strokes, &d->word);
}

/* How wide a text of the monospaced font is: all its signs are equally wide, in 2048ths of the size. */
static float mono_width(const draw_text *t)
{
    enum { ADVANCE = 1233, EM = 2048 };
    uint32_t signs = 0;
    for (size_t i = 0; i < t->length; i++)
        signs += ((unsigned char)t->text[i] & 0xC0) != 0x80;
    return (float)signs * t->size_px * ADVANCE / EM;
}

static uint32_t type_of(deltas *d, const draw_text *t, bool mono)
{
    bool bold = t->font == FONT_UI_BOLD || t->font == FONT_MONO_BOLD;
    buffer_printf(&d->word, "[%d", (int)bold + 2 * (int)mono);
    add_value(&d->word, t->size_px);
    buffer_printf(&d->word, ",%d", (int)t->align);
    if (t->strike_px > 0)
        add_value(&d->word, t->strike_px);
    buffer_add_char(&d->word, ']');
    return fragments_take(&d->types, &d->word);
}

static void text_add(deltas *d, const sprite *of, const draw_text *t)
{
    bool mono = t->font == FONT_MONO || t->font == FONT_MONO_BOLD;
    float width = d->ruler->width(d->ruler->context, t->font, t->size_px, t->text, t->length);
    buffer_printf(&d->form, "[%d", MARK_TEXT);
    add_point(&d->form, of, t->x, t->y);
    add_number(&d->form, type_of(d, t, mono));
    if (!mono || fabsf(width - mono_width(t)) >= 0.5F)
        add_whole(&d->form, tenths(width));
    buffer_add_char(&d->form, ',');
    buffer_add_json(&d->form, t->text, t->length);
}

static bool is_straight(const draw_curve *c)
{
    draw_curve line = frame_straight(c->points[0], c->points[3]);
    return memcmp(line.points, c->points, sizeof line.points) == 0;
}

static void curve_add(deltas *d, const sprite *of, const draw_curve *c)
{
    bool straight = is_straight(c);
    buffer_printf(&d->form, "[%d", straight ? MARK_LINE : MARK_CURVE);
    for (size_t i = 0; i < 4; i++)
        if (!straight || i == 0 || i == 3)
            add_point(&d->form, of, c->points[i].x, c->points[i].y);
    add_number(&d->form, stroke_of(d, c->width_px, c->dash, c->cap == CAP_ROUND));
}

static void box_add(deltas *d, const sprite *of, int kind, const float box[4])
{
    buffer_printf(&d->form, "[%d", kind);
    add_point(&d->form, of, box[0], box[1]);
    add_size(&d->form, box[2]);
    add_size(&d->form, box[3]);
}

/* Heads are alike wherever they point from: the other points are said from the first one. */
static void triangle_add(deltas *d, const sprite *of, const frame_point points[3])
{
    buffer_printf(&d->form, "[%d", MARK_TRIANGLE);
    add_point(&d->form, of, points[0].x, points[0].y);
    for (size_t i = 1; i < 3; i++) {
        add_whole(&d->form, tenths(points[i].x - points[0].x));
        add_whole(&d->form, tenths(points[i].y - points[0].y));
    }
}

static void mark_add(const reader *r, const sprite *of, uint32_t at)
{
    deltas *d = r->d;
    const draw_command *c = &r->drawn[0].commands[at];
    buffer_add_char(&d->form, d->form.length ? ',' : '[');
    paint_add(r, at, false);
    switch (c->kind) {
    case FRAME_RECT:
        box_add(d, of, MARK_RECT, (float[]){c->rect.x, c->rect.y, c->rect.width, c->rect.height});
        break;
    case FRAME_ROUND:
        box_add(d, of, MARK_ROUND, (float[]){c->round.x, c->round.y, c->round.width, c->round.height});
        add_value(&d->form, frame_round_radius(&c->round));
        if (c->round.border_px > 0) {
            add_number(&d->form, stroke_of(d, c->round.border_px, c->round.dash, false));
            paint_add(r, at, true);
        }
        break;
    case FRAME_CURVE:
        curve_add(d, of, &c->curve);
        break;
    case FRAME_TRIANGLE:
        triangle_add(d, of, c->triangle.points);
        break;
    case FRAME_TEXT:
        text_add(d, of, &c->text);
        break;
    }
    buffer_add_char(&d->form, ']');
}

/* ---- sprites ---- */

static frame_point origin_of(const draw_command *c)
{
    switch (c->kind) {
    case FRAME_RECT:
        return (frame_point){c->rect.x, c->rect.y};
    case FRAME_ROUND:
        return (frame_point){c->round.x, c->round.y};
    case FRAME_CURVE:
        return c->curve.points[0];
    case FRAME_TRIANGLE:
        return c->triangle.points[0];
    case FRAME_TEXT:
        return (frame_point){c->text.x, c->text.y};
    }
    return (frame_point){0, 0};
}

/* The group that a command is in, and the part of the picture around that: the outermost one. */
static const char *group_at(const reader *r, bool outermost)
{
    return r->depth == 0 ? "" : r->open[outermost ? 0 : r->depth - 1];
}

static int room_at(const reader *r, const draw_command *c)
{
    return r->camera ? ROOM_GRAPH : c->clip ? ROOM_PANE : ROOM_PICTURE;
}

static bool uses_grow(deltas *d)
{
    uint32_t room = d->use_room ? d->use_room * 2 : 128;
    key_use *larger = realloc(d->uses, room * sizeof *larger);
    if (!larger)
        return false;
    memset(larger + d->use_room, 0, (room - d->use_room) * sizeof *larger);
    d->uses = larger;
    d->use_room = room;
    return true;
}

/* A key that nobody has had yet. Of a group's name the page needs to know what kind of thing it is. */
static void key_declare(const reader *r, int room)
{
    deltas *d = r->d;
    const char *name = group_at(r, false);
    buffer_add_char(&d->word, '[');
    buffer_add_json(&d->word, name, strcspn(name, "-"));
    buffer_printf(&d->word, ",%d]", room);
    buffer_printf(&d->keys, "%s%u", d->keys.length ? "," : "", fragments_take(&d->groups, &d->word));
}

/* Where it is written to be: a carried sprite is placed from the first one of the picture. */
static void sprite_carry(deltas *d, sprite *s)
{
    if (!d->carries) {
        d->carries = true;
        d->carried_x = s->x;
        d->carried_y = s->y;
        return;
    }
    s->x -= d->carried_x;
    s->y -= d->carried_y;
}

/* Id, part, room, and the how manyth such run of the picture it is: together they are the sprite through
 * all pictures. False: no memory. */
static bool key_find(const reader *r, uint64_t id, int room, uint32_t *key)
{
    deltas *d = r->d;
    for (uint32_t again = 0;; again++) {
        uint32_t known = d->identities.count;
        buffer_printf(&d->word, "%llx %d %u %s", (unsigned long long)id, room, again, group_at(r, true));
        *key = fragments_take(&d->identities, &d->word);
        if (d->identities.text.failed || (*key >= d->use_room && !uses_grow(d)))
            return false;
        if (*key == known)
            key_declare(r, room);
        if (d->uses[*key].picture != d->picture)
            return true;
    }
}

static bool sprite_start(const reader *r, uint32_t at)
{
    deltas *d = r->d;
    sprite_list *list = &d->now;
    if (list->count == list->room) {
        uint32_t room = list->room ? list->room * 2 : 128;
        sprite *larger = realloc(list->all, room * sizeof *larger);
        if (!larger)
            return false;
        list->all = larger;
        list->room = room;
    }
    const draw_command *c = &r->drawn[0].commands[at];
    frame_point origin = origin_of(c);
    bool fine = c->kind == FRAME_RECT && is_small(c->rect.width);
    int32_t x = tenths(origin.x), y = tenths(origin.y);
    sprite s = {.x = fine ? x : whole(x) * 10,
                .y = fine ? y : whole(y) * 10,
                .was = NONE,
                .carried = strcmp(group_at(r, false), CARRIED) == 0};
    if (!key_find(r, c->id, room_at(r, c), &s.key))
        return false;
    key_use *use = &d->uses[s.key];
    if (use->picture && use->picture + 1 == d->picture)
        s.was = (int32_t)use->place;
    *use = (key_use){d->picture, list->count};
    list->all[list->count++] = s;
    return true;
}

static void sprite_end(deltas *d)
{
    sprite *s = &d->now.all[d->now.count - 1];
    buffer_add_char(&d->form, ']');
    buffer_add_char(&d->paint, ']');
    s->form = fragments_take(&d->forms, &d->form);
    s->paint = fragments_take(&d->paints, &d->paint);
    if (s->carried)
        sprite_carry(d, s);
}

/* ---- reading a frame ---- */

static void group_open(reader *r, const frame_group *g)
{
    assert(r->depth < GROUPS_DEEP);
    r->open[r->depth++] = g->name;
    if (g->kind != GROUP_CAMERA)
        return;
    r->camera = g;
    r->camera_depth = r->depth;
}

/* The groups that open and close before command `at`. True: another part of the picture begins. */
static bool groups_pass(reader *r, uint32_t at)
{
    const frame *f = &r->drawn[0];
    bool parted = false;
    for (; r->mark < f->mark_count && f->marks[r->mark].at <= at; r->mark++) {
        const frame_mark *m = &f->marks[r->mark];
        if (m->opens) {
            group_open(r, &m->group);
            parted |= r->depth == 1;
            continue;
        }
        assert(r->depth > 0);
        if (r->depth-- == r->camera_depth) {
            r->camera = NULL;
            r->camera_depth = 0;
        }
        parted |= r->depth == 0;
    }
    return parted;
}

static void camera_note(deltas *d, const frame_group *g, buffer *out)
{
    buffer_printf(&d->word, "[%.5g", (double)g->scale);
    add_value(&d->word, g->x);
    add_value(&d->word, g->y);
    buffer_add_char(&d->word, ']');
    if (strcmp(buffer_text(&d->word), buffer_text(&d->camera)) != 0) {
        buffer_clear(&d->camera);
        buffer_add(&d->camera, d->word.text, d->word.length);
        buffer_printf(out, ",\"v\":%s", buffer_text(&d->camera));
    }
    buffer_clear(&d->word);
}

static bool sprites_read(reader *r)
{
    const frame *f = &r->drawn[0];
    deltas *d = r->d;
    d->now.count = 0;
    d->picture++;
    d->carries = false;
    for (uint32_t i = 0; i < f->count; i++) {
        bool had_camera = r->camera;
        bool parted = groups_pass(r, i);
        bool starts = i == 0 || parted || f->commands[i].id != f->commands[i - 1].id
                      || f->commands[i].clip != f->commands[i - 1].clip;
        if (r->camera && !had_camera)
            camera_note(d, r->camera, &d->pictures);
        if (starts && i)
            sprite_end(d);
        if (starts && !sprite_start(r, i))
            return false;
        mark_add(r, &d->now.all[d->now.count - 1], i);
    }
    if (f->count)
        sprite_end(d);
    return true;
}

/* ---- differences ---- */

static void kept_write(deltas *d, int64_t count)
{
    if (!count)
        return;
    buffer_add_char(&d->pictures, d->fresh ? '[' : ',');
    d->fresh = false;
    buffer_add_int(&d->pictures, count);
}

static void sprite_write(deltas *d, const sprite *s, const sprite *was)
{
    buffer *out = &d->pictures;
    bool moved = !was || was->x != s->x || was->y != s->y;
    buffer_add_text(out, d->fresh ? "[[" : ",[");
    d->fresh = false;
    if (!was) {
        add_said(out, &d->keys_said, s->key);
        buffer_add_char(out, ',');
    }
    if (moved || was->form != s->form) {
        add_said(out, &d->forms_said, s->form);
        buffer_add_char(out, ',');
    }
    add_said(out, &d->paints_said, s->paint);
    if (moved) {
        buffer_add_char(out, ',');
        add_tenths(out, s->x);
        buffer_add_char(out, ',');
        add_tenths(out, s->y);
    }
    buffer_add_char(out, ']');
}

/* A sprite that has come before others that stood before it is dropped and comes in anew; few ever do. */
static void edits_write(deltas *d)
{
    int64_t kept = 0;
    int32_t next = 0; /* of the list before, that has not had its turn */
    for (uint32_t i = 0; i < d->now.count; i++) {
        const sprite *s = &d->now.all[i];
        const sprite *was = s->was >= next ? &d->before.all[s->was] : NULL;
        if (was && s->was > next) {
            kept_write(d, kept);
            kept = 0;
            kept_write(d, next - s->was);
        }
        if (was)
            next = s->was + 1;
        if (was && was->form == s->form && was->paint == s->paint && was->x == s->x && was->y == s->y) {
            kept++;
            continue;
        }
        kept_write(d, kept);
        kept = 0;
        sprite_write(d, s, was);
    }
    kept_write(d, kept);
    kept_write(d, next - (int64_t)d->before.count);
    buffer_add_text(&d->pictures, d->fresh ? "[]" : "]");
}

bool deltas_add(deltas *d, const frame drawn[THEME_COUNT], uint32_t step, delta_kind kind)
{
    reader r = {.d = d, .drawn = drawn};
    for (size_t t = 0; t < THEME_COUNT; t++)
        if (drawn[t].failed)
            return false;
    for (size_t t = 1; t < THEME_COUNT; t++)
        assert(drawn[t].count == drawn[0].count);
    if (!d->picture) {
        d->width_px = drawn[0].width_px;
        d->height_px = drawn[0].height_px;
        roles_name(d);
    }
    if (drawn[0].clip_count > 1)
        d->clip = drawn[0].clips[1];
    buffer_printf(&d->pictures, "%s\n{\"s\":%u", d->picture ? "," : "", step);
    if (kind != DELTA_END)
        buffer_printf(&d->pictures, ",\"k\":%d", (int)kind);
    if (!sprites_read(&r))
        return false;
    buffer_add_text(&d->pictures, ",\"m\":");
    d->fresh = true;
    edits_write(d);
    buffer_add_char(&d->pictures, '}');
    sprite_list list = d->before;
    d->before = d->now;
    d->now = list;
    return !d->pictures.failed && !d->form.failed && !d->paint.failed && !d->word.failed;
}

/* ---- all of it ---- */

static void table_write(const char *name, const fragments *table, buffer *out)
{
    buffer_printf(out, ",\n\"%s\":[", name);
    fragments_write(table, out);
    buffer_add_char(out, ']');
}

static void all_write(const deltas *d, buffer *out)
{
    buffer_printf(out, "{\"size\":[%d,%d],\"clip\":[", d->width_px, d->height_px);
    add_tenths(out, tenths(d->clip.x));
    add_value(out, d->clip.y);
    add_value(out, d->clip.width);
    add_value(out, d->clip.height);
    buffer_add_text(out, "],\"themes\":[");
    for (int t = 0; t < THEME_COUNT; t++)
        buffer_printf(out, "%s\"%s\"", t ? "," : "", theme_of((theme_name)t)->name);
    buffer_add_text(out, "],\"roles\":{");
    for (size_t i = 0; i < ROLE_COUNT; i++)
        buffer_printf(out, "%s\"%s\":%u", i ? "," : "", ROLES[i].name,
                      d->roles[i]);
    buffer_add_char(out, '}');
    table_write("colours", &d->colours, out);
    table_write("types", &d->types, out);
    table_write("strokes", &d->strokes, out);
    table_write("forms", &d->forms, out);
    table_write("paints", &d->paints, out);
    table_write("groups", &d->groups, out);
    buffer_printf(out, ",\n\"keys\":[%s],\n\"pictures\":[%s]}\n", buffer_text(&d->keys),
                  buffer_text(&d->pictures));
    out->failed |= d->keys.failed || d->pictures.failed || d->groups.text.failed;
}

void deltas_write(const deltas *d, buffer *out)
{
    buffer json = {0};
    all_write(d, &json);
    size_t plain = 0;
    for (size_t i = 0; i < json.length; i++)
        if (json.text[i] == '<') {
            buffer_add(out, json.text + plain, i - plain);
            buffer_add_text(out, "\\u003c");
            plain = i + 1;
        }
    if (json.length)
        buffer_add(out, json.text + plain, json.length - plain);
    out->failed |= json.failed;
    buffer_free(&json);
}
