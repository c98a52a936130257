#include "render/export/sprites.h"

#include "sim/base/array.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM_PICTURE, ROOM_PANE, ROOM_GRAPH };
enum { MARK_RECT, MARK_ROUND, MARK_SHAFT, MARK_LINE, MARK_TRIANGLE, MARK_TEXT };
enum { GROUPS_DEEP = 16 };
/* It stands where there is room, and moves as one. */
static const char CARRIED[] = "legend";

/* The colours that the page itself is made of, and what it calls them. */
static const struct {
    const char *name;
    theme_role role;
} ROLES[SPRITE_ROLES] = {{"background", THEME_BACKGROUND}, {"surface", THEME_SURFACE},     {"rule", THEME_RULE},
             {"text", THEME_TEXT},             {"secondary", THEME_SECONDARY}, {"live", THEME_LIVE}};

/* What the commands that come next belong to. */
typedef struct reader {
    sprite_sheet *sheet;
    const frame *drawn; /* one in each theme */
    uint32_t mark;      /* the next of the frame's marks */
    const frame_group *open[GROUPS_DEEP];
    uint32_t depth, camera_depth; /* camera_depth 0: not in the graph */
    const frame_group *camera;
    bool drawing;                 /* a shaft has begun that may go on, */
    uint32_t shaft, stroke;       /* with this command, of this stroke, */
    int32_t pen_x, pen_y;         /* and ends here: whole pixels from the sprite's origin */
    bool carries, carried;        /* a carried group has begun in this picture; the sprite is of one */
    int32_t carried_x, carried_y; /* where it has */
} reader;

const char *sprites_role_name(size_t role)
{
    return ROLES[role].name;
}

void sprites_free(sprite_sheet *s)
{
    fragments *tables[] = {&s->colours, &s->types,  &s->strokes,    &s->forms,
                           &s->paints,  &s->groups, &s->abouts,     &s->identities, &s->cameras};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        fragments_free(tables[i]);
    buffer_free(&s->form);
    buffer_free(&s->paint);
    buffer_free(&s->word);
    free(s->keys);
    free(s->all);
    *s = (sprite_sheet){0};
}

/* ---- numbers ---- */

static int32_t tenths(float value)
{
    return (int32_t)lroundf(fminf(1e8F, fmaxf(-1e8F, value)) * 10);
}

void sprites_add_tenths(buffer *out, int32_t value)
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

void sprites_add_value(buffer *out, float value)
{
    buffer_add_char(out, ',');
    sprites_add_tenths(out, tenths(value));
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

static void add_number_signed(buffer *out, int32_t number)
{
    buffer_add_char(out, ',');
    buffer_add_int(out, number);
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
        sprites_add_value(out, value);
    else
        add_whole(out, tenths(value));
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
static uint32_t colour_of(sprite_sheet *sheet, const frame_colour in[THEME_COUNT])
{
    buffer_add_char(&sheet->word, '"');
    for (size_t t = 0; t < THEME_COUNT; t++) {
        if (t)
            buffer_add_char(&sheet->word, ' ');
        add_hex(&sheet->word, in[t]);
    }
    buffer_add_char(&sheet->word, '"');
    return fragments_take(&sheet->colours, &sheet->word);
}

static void roles_name(sprite_sheet *sheet)
{
    for (size_t i = 0; i < SPRITE_ROLES; i++) {
        frame_colour in[THEME_COUNT];
        for (int t = 0; t < THEME_COUNT; t++)
            in[t] = theme_colour(theme_of((theme_name)t), ROLES[i].role);
        sheet->roles[i] = colour_of(sheet, in);
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
    buffer_add_char(&r->sheet->paint, r->sheet->paint.length ? ',' : '[');
    buffer_add_int(&r->sheet->paint, colour_of(r->sheet, in));
}

/* ---- marks ---- */

static void mark_part(const reader *r)
{
    buffer_add_char(&r->sheet->form, r->sheet->form.length ? ',' : '[');
}

static uint32_t stroke_of(sprite_sheet *sheet, float width, frame_dash dash, bool round)
{
    buffer_add_char(&sheet->word, '[');
    sprites_add_tenths(&sheet->word, tenths(width));
    if (dash.on_px > 0 || round) {
        sprites_add_value(&sheet->word, dash.on_px);
        sprites_add_value(&sheet->word, dash.off_px);
    }
    buffer_add_text(&sheet->word, round ? ",1]" : "]");
    return fragments_take(&sheet->strokes, &sheet->word);
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

static uint32_t type_of(sprite_sheet *sheet, const draw_text *t, bool mono)
{
    bool bold = t->font == FONT_UI_BOLD || t->font == FONT_MONO_BOLD;
    buffer_printf(&sheet->word, "[%d", (int)bold + 2 * (int)mono);
    sprites_add_value(&sheet->word, t->size_px);
    buffer_printf(&sheet->word, ",%d", (int)t->align);
    if (t->strike_px > 0)
        sprites_add_value(&sheet->word, t->strike_px);
    buffer_add_char(&sheet->word, ']');
    return fragments_take(&sheet->types, &sheet->word);
}

static void text_add(sprite_sheet *sheet, const sprite *of, const draw_text *t)
{
    bool mono = t->font == FONT_MONO || t->font == FONT_MONO_BOLD;
    float width = sheet->ruler->width(sheet->ruler->context, t->font, t->size_px, t->text, t->length);
    buffer_printf(&sheet->form, "[%d", MARK_TEXT);
    add_point(&sheet->form, of, t->x, t->y);
    add_number(&sheet->form, type_of(sheet, t, mono));
    if (!mono || fabsf(width - mono_width(t)) >= 0.5F)
        add_whole(&sheet->form, tenths(width));
    buffer_add_char(&sheet->form, ',');
    buffer_add_json(&sheet->form, t->text, t->length);
}

/* ---- shafts and heads ---- */

static bool is_straight(const draw_curve *c)
{
    draw_curve line = frame_straight(c->points[0], c->points[3]);
    return memcmp(line.points, c->points, sizeof line.points) == 0;
}

static bool is_coloured_as(const reader *r, uint32_t at, uint32_t other)
{
    for (size_t t = 0; t < THEME_COUNT; t++)
        if (inside_of(&r->drawn[t].commands[at]) != inside_of(&r->drawn[t].commands[other]))
            return false;
    return true;
}

/* A point, seen from the one before it. */
static void shaft_add(reader *r, const sprite *of, frame_point to)
{
    int32_t x = whole(tenths(to.x) - of->x), y = whole(tenths(to.y) - of->y);
    add_number_signed(&r->sheet->form, x - r->pen_x);
    add_number_signed(&r->sheet->form, y - r->pen_y);
    r->pen_x = x;
    r->pen_y = y;
}

static void shaft_end(reader *r)
{
    if (r->drawing)
        buffer_add_char(&r->sheet->form, ']');
    r->drawing = false;
}

static void shaft_start(reader *r, const sprite *of, uint32_t at, uint32_t stroke)
{
    r->drawing = true;
    r->shaft = at;
    r->stroke = stroke;
    r->pen_x = r->pen_y = 0;
    paint_add(r, at, false);
    buffer_printf(&r->sheet->form, "[%d,%u", MARK_SHAFT, stroke);
    shaft_add(r, of, r->drawn[0].commands[at].curve.points[0]);
}

/* The command begins where the shaft ends, and looks the same. */
static bool shaft_goes_on(const reader *r, const sprite *of, uint32_t at, uint32_t stroke)
{
    frame_point from = r->drawn[0].commands[at].curve.points[0];
    return r->drawing && r->stroke == stroke && whole(tenths(from.x) - of->x) == r->pen_x
           && whole(tenths(from.y) - of->y) == r->pen_y && is_coloured_as(r, at, r->shaft);
}

static void line_add(reader *r, const sprite *of, uint32_t at, uint32_t stroke)
{
    sprite_sheet *sheet = r->sheet;
    const draw_curve *c = &r->drawn[0].commands[at].curve;
    paint_add(r, at, false);
    buffer_printf(&sheet->form, "[%d", MARK_LINE);
    add_point(&sheet->form, of, c->points[0].x, c->points[0].y);
    add_point(&sheet->form, of, c->points[3].x, c->points[3].y);
    add_number(&sheet->form, stroke);
    buffer_add_char(&sheet->form, ']');
}

static void curve_add(reader *r, const sprite *of, uint32_t at)
{
    const draw_curve *c = &r->drawn[0].commands[at].curve;
    uint32_t stroke = stroke_of(r->sheet, c->width_px, c->dash, c->cap == CAP_ROUND);
    bool straight = is_straight(c), goes_on = shaft_goes_on(r, of, at, stroke);
    if (!goes_on) {
        shaft_end(r);
        mark_part(r);
    }
    if (!goes_on && straight) {
        line_add(r, of, at, stroke);
        return;
    }
    if (!goes_on)
        shaft_start(r, of, at, stroke);
    if (straight)
        buffer_add_text(&r->sheet->form, ",0,0,0,0");
    else
        for (size_t i = 1; i < 3; i++)
            shaft_add(r, of, c->points[i]);
    shaft_add(r, of, c->points[3]);
}

/* Heads are alike wherever they point from: the other points are said from the first one. */
static void triangle_add(sprite_sheet *sheet, const sprite *of, const frame_point points[3])
{
    buffer_printf(&sheet->form, "[%d", MARK_TRIANGLE);
    add_point(&sheet->form, of, points[0].x, points[0].y);
    for (size_t i = 1; i < 3; i++) {
        add_whole(&sheet->form, tenths(points[i].x - points[0].x));
        add_whole(&sheet->form, tenths(points[i].y - points[0].y));
    }
}

/* The triangle is what the page makes of its shaft's end and its tip: 2 px overlap, half as wide as that
 * times 22/26; within the pixels that are rounded away. */
static bool is_head(const reader *r, const sprite *of, uint32_t at)
{
    static const float NEAR_PX = 2.5F, OVERLAP_PX = 2, HALF = 11.0F / 26;
    const frame_point *is = r->drawn[0].commands[at].triangle.points;
    if (!r->drawing || !is_coloured_as(r, at, r->shaft))
        return false;
    float neck_x = (float)of->x / 10 + (float)r->pen_x, neck_y = (float)of->y / 10 + (float)r->pen_y;
    float dx = is[0].x - neck_x, dy = is[0].y - neck_y, length = hypotf(dx, dy);
    if (!(length > 1))
        return false;
    float size = length + OVERLAP_PX;
    dx *= size / length;
    dy *= size / length;
    float back_x = is[0].x - dx, back_y = is[0].y - dy;
    return hypotf(back_x - dy * HALF - is[1].x, back_y + dx * HALF - is[1].y) < NEAR_PX
           && hypotf(back_x + dy * HALF - is[2].x, back_y - dx * HALF - is[2].y) < NEAR_PX;
}

static void box_add(sprite_sheet *sheet, const sprite *of, int kind, const float box[4])
{
    buffer_printf(&sheet->form, "[%d", kind);
    add_point(&sheet->form, of, box[0], box[1]);
    add_size(&sheet->form, box[2]);
    add_size(&sheet->form, box[3]);
}

static void round_add(reader *r, const sprite *of, uint32_t at)
{
    sprite_sheet *sheet = r->sheet;
    const draw_round *c = &r->drawn[0].commands[at].round;
    box_add(sheet, of, MARK_ROUND, (float[]){c->x, c->y, c->width, c->height});
    sprites_add_value(&sheet->form, frame_round_radius(c));
    if (c->border_px > 0) {
        add_number(&sheet->form, stroke_of(sheet, c->border_px, c->dash, false));
        paint_add(r, at, true);
    }
}

static void mark_add(reader *r, const sprite *of, uint32_t at)
{
    sprite_sheet *sheet = r->sheet;
    const draw_command *c = &r->drawn[0].commands[at];
    if (c->kind == FRAME_CURVE) {
        curve_add(r, of, at);
        return;
    }
    if (c->kind == FRAME_TRIANGLE && is_head(r, of, at)) {
        shaft_add(r, of, c->triangle.points[0]);
        shaft_end(r);
        return;
    }
    shaft_end(r);
    mark_part(r);
    paint_add(r, at, false);
    switch (c->kind) {
    case FRAME_RECT:
        box_add(sheet, of, MARK_RECT, (float[]){c->rect.x, c->rect.y, c->rect.width, c->rect.height});
        break;
    case FRAME_ROUND:
        round_add(r, of, at);
        break;
    case FRAME_TRIANGLE:
        triangle_add(sheet, of, c->triangle.points);
        break;
    case FRAME_TEXT:
        text_add(sheet, of, &c->text);
        break;
    case FRAME_CURVE: /* see above */
        break;
    }
    buffer_add_char(&sheet->form, ']');
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
    return r->depth == 0 ? "" : r->open[outermost ? 0 : r->depth - 1]->name;
}

static int room_at(const reader *r, const draw_command *c)
{
    return r->camera ? ROOM_GRAPH : c->clip ? ROOM_PANE : ROOM_PICTURE;
}

static void about_text(buffer *out, const char *text)
{
    buffer_add_char(out, ',');
    buffer_add_json(out, text, strlen(text));
}

/* What a group is of: an object's number, and its type; a reference's holder (0: a name), label and target, and
 * whether it is weak. */
static uint32_t about_of(sprite_sheet *sheet, const frame_group *g)
{
    static const char *const PARTS[] = {"obj-", "stack-", "sheets-", "badge-", "tabs-"};
    const frame_datum *data = g->data;
    buffer *out = &sheet->word;
    if (data[1].key && strcmp(data[1].key, "target") == 0) {
        const char *holder = strchr(g->name, '-') + 1;
        bool named = strncmp(holder, "name-", 5) == 0;
        buffer_printf(out, ",%.*s", named ? 1 : (int)strspn(holder, "0123456789"), named ? "0" : holder);
        about_text(out, data[0].value);
        buffer_printf(out, ",%s%s", data[1].value, g->classes && strcmp(g->classes, "weak") == 0 ? ",1" : "");
    }
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
        if (strncmp(g->name, PARTS[i], strlen(PARTS[i])) == 0)
            buffer_printf(out, ",%s", g->name + strlen(PARTS[i]));
    if (data[0].key && strcmp(data[0].key, "type") == 0)
        about_text(out, data[0].value);
    return fragments_take(&sheet->abouts, out);
}

/* A key that nobody has had yet. Of a group's name the page needs to know what kind of thing it is. */
static bool key_declare(const reader *r, int room)
{
    sprite_sheet *sheet = r->sheet;
    const char *name = group_at(r, false);
    bool failed = false;
    sheet->keys = array_room(sheet->keys, sheet->key_count, &sheet->key_room, sizeof *sheet->keys, &failed);
    if (failed)
        return false;
    buffer_add_char(&sheet->word, '[');
    buffer_add_json(&sheet->word, name, strcspn(name, "-"));
    buffer_printf(&sheet->word, ",%d]", room);
    sprite_key key = {.group = fragments_take(&sheet->groups, &sheet->word)};
    static const frame_group NONE = {.name = ""};
    key.about = about_of(sheet, r->depth ? r->open[r->depth - 1] : &NONE);
    sheet->keys[sheet->key_count++] = key;
    return true;
}

/* Where it is written to be: a carried sprite is placed from the first one of the picture. */
static void sprite_carry(reader *r, sprite *s)
{
    if (!r->carries) {
        r->carries = true;
        r->carried_x = s->x;
        r->carried_y = s->y;
        return;
    }
    s->x -= r->carried_x;
    s->y -= r->carried_y;
}

/* Id, part, room, and the how manyth such run of the picture it is: together they are the sprite through
 * all pictures. False: no memory. */
static bool key_find(const reader *r, uint64_t id, int room, uint32_t *key)
{
    sprite_sheet *sheet = r->sheet;
    for (uint32_t again = 0;; again++) {
        buffer_printf(&sheet->word, "%llx %d %u %s", (unsigned long long)id, room, again, group_at(r, true));
        *key = fragments_take(&sheet->identities, &sheet->word);
        if (sheet->identities.text.failed || (*key == sheet->key_count && !key_declare(r, room)))
            return false;
        if (sheet->keys[*key].picture != sheet->picture) {
            sheet->keys[*key].picture = sheet->picture;
            return true;
        }
    }
}

static bool sprite_start(reader *r, uint32_t at)
{
    sprite_sheet *sheet = r->sheet;
    bool failed = false;
    sheet->all = array_room(sheet->all, sheet->count, &sheet->room, sizeof *sheet->all, &failed);
    if (failed)
        return false;
    const draw_command *c = &r->drawn[0].commands[at];
    frame_point origin = origin_of(c);
    bool fine = c->kind == FRAME_RECT && is_small(c->rect.width);
    int32_t x = tenths(origin.x), y = tenths(origin.y);
    sprite s = {.x = fine ? x : whole(x) * 10, .y = fine ? y : whole(y) * 10, .graph = r->camera};
    r->carried = strcmp(group_at(r, false), CARRIED) == 0;
    if (!key_find(r, c->id, room_at(r, c), &s.key))
        return false;
    sheet->all[sheet->count++] = s;
    return true;
}

static void sprite_end(reader *r)
{
    sprite_sheet *sheet = r->sheet;
    sprite *s = &sheet->all[sheet->count - 1];
    shaft_end(r);
    buffer_add_char(&sheet->form, ']');
    buffer_add_char(&sheet->paint, ']');
    s->form = fragments_take(&sheet->forms, &sheet->form);
    s->paint = fragments_take(&sheet->paints, &sheet->paint);
    if (r->carried)
        sprite_carry(r, s);
}

/* ---- reading a frame ---- */

static void group_open(reader *r, const frame_group *g)
{
    assert(r->depth < GROUPS_DEEP);
    r->open[r->depth++] = g;
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

static void camera_note(sprite_sheet *sheet, const frame_group *g)
{
    buffer_printf(&sheet->word, "[%.5g", (double)g->scale);
    sprites_add_value(&sheet->word, g->x);
    sprites_add_value(&sheet->word, g->y);
    buffer_add_char(&sheet->word, ']');
    sheet->camera = fragments_take(&sheet->cameras, &sheet->word) + 1;
}

static bool commands_read(reader *r)
{
    const frame *f = &r->drawn[0];
    for (uint32_t i = 0; i < f->count; i++) {
        bool had_camera = r->camera;
        bool parted = groups_pass(r, i);
        bool starts = i == 0 || parted || f->commands[i].id != f->commands[i - 1].id
                      || f->commands[i].clip != f->commands[i - 1].clip;
        if (r->camera && !had_camera)
            camera_note(r->sheet, r->camera);
        if (starts && i > 0)
            sprite_end(r);
        if (starts && !sprite_start(r, i))
            return false;
        mark_add(r, &r->sheet->all[r->sheet->count - 1], i);
    }
    if (f->count)
        sprite_end(r);
    return true;
}

bool sprites_read(sprite_sheet *sheet, const frame drawn[THEME_COUNT])
{
    reader r = {.sheet = sheet, .drawn = drawn};
    for (size_t t = 0; t < THEME_COUNT; t++)
        if (drawn[t].failed)
            return false;
    for (size_t t = 1; t < THEME_COUNT; t++)
        assert(drawn[t].count == drawn[0].count);
    if (!sheet->picture) {
        sheet->width_px = drawn[0].width_px;
        sheet->height_px = drawn[0].height_px;
        roles_name(sheet);
    }
    if (drawn[0].clip_count > 1)
        sheet->clip = drawn[0].clips[1];
    sheet->picture++;
    sheet->camera = 0;
    return commands_read(&r) && !sheet->form.failed && !sheet->paint.failed && !sheet->word.failed && !sheet->abouts.text.failed;
}
