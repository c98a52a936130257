#include "render/scene/story_model.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    OBJECT_WIDTH_MAX = 420,
    HEADER_WIDTH_MAX = 520, /* where a type is longer, in smaller letters */
    FRAME_WIDTH_MIN = 172,
    FRAME_WIDTH_MAX = 420,
    CALL_WIDTH_MAX = 288, /* of what stands below the module: everything else starts right of it */
    CELL_GAP = 24, /* between label and value */
    VALUE_WIDTH_MAX = 200 /* of a text or a repr: its beginning says enough; numbers are shown whole */
};

/* ---- how much room ---- */

float story_measure(const story *s, frame_font font, float size, const char *text)
{
    return frame_text_width(s->ruler, font, size, text);
}

static bool is_number(const char *value)
{
    return strspn(value, "-0123456789.e+") == strlen(value);
}

static float cell_width(const story *s, const picture_cell *c)
{
    float label = story_measure(s, FONT_MONO, THEME_TYPE_CELL, c->label);
    float rest = THEME_PORT_INSET + THEME_PORT_RADIUS;
    if (c->value) {
        rest = story_measure(s, FONT_MONO, THEME_TYPE_CELL, c->value);
        if (!is_number(c->value))
            rest = fminf(rest, VALUE_WIDTH_MAX);
        rest += THEME_OBJECT_INSET;
    }
    return THEME_OBJECT_INSET + label + CELL_GAP + rest;
}

/* For the whole label, and for the beginning of its value. */
static float label_width(const story *s, const picture_cell *c)
{
    float label = story_measure(s, FONT_MONO, THEME_TYPE_CELL, c->label);
    return c->value ? 2 * THEME_OBJECT_INSET + label + CELL_GAP + STORY_VALUE_LEAST : 0;
}

/* The header leaves room for the badge, which comes down over its right end. */
static float header_width(const story *s, const view_object *o)
{
    char id[16];
    snprintf(id, sizeof id, "#%u", o->id);
    float rest = THEME_OBJECT_INSET + 10 + story_measure(s, FONT_UI, THEME_TYPE_CELL, id) + 52;
    float width = rest + story_measure(s, FONT_UI_BOLD, THEME_TYPE_OBJECT, o->type);
    if (width <= OBJECT_WIDTH_MAX)
        return width;
    width = rest + story_measure(s, FONT_UI_BOLD, THEME_TYPE_CELL, o->type);
    return fminf(fmaxf(width, OBJECT_WIDTH_MAX), HEADER_WIDTH_MAX);
}

static float stack_width(const story *s, const picture_object *o)
{
    char text[STORY_STACK_TEXT];
    story_stack_text(o, text);
    return 2 * THEME_OBJECT_INSET + CELL_GAP
           + story_measure(s, FONT_UI_BOLD, THEME_TYPE_OBJECT, o->seen->type)
           + story_measure(s, FONT_UI, THEME_TYPE_OBJECT, text);
}

void story_stack_text(const picture_object *o, char text[STORY_STACK_TEXT])
{
    snprintf(text, STORY_STACK_TEXT, "\xC3\x97 %u", o->stacked);
}

float story_object_width(const story *s, const picture_object *o)
{
    if (o->stacked)
        return fminf(fmaxf(THEME_OBJECT_WIDTH_MIN, stack_width(s, o)), OBJECT_WIDTH_MAX);
    float width = THEME_OBJECT_WIDTH_MIN;
    float labels = 0;
    for (uint32_t i = 0; i < o->cell_count; i++) {
        width = fmaxf(width, cell_width(s, &o->cells[i]));
        labels = fmaxf(labels, label_width(s, &o->cells[i]));
    }
    if (o->value)
        width = fmaxf(width, story_measure(s, FONT_MONO, THEME_TYPE_CELL, o->value)
                                 + 2 * THEME_OBJECT_INSET);
    width = fminf(width, fmaxf(OBJECT_WIDTH_MAX, fminf(labels, HEADER_WIDTH_MAX)));
    return fmaxf(header_width(s, o->seen), width);
}

static float tab_width(const story *s, frame_font font, const char *text)
{
    return story_measure(s, font, THEME_TYPE_SMALL, text) + STORY_TAB_ROOM;
}

/* The tabs below the box: generation, weak references, finalizer. */
float story_tabs_width(const story *s, const view_object *o)
{
    char text[32];
    float width = o->generation >= 0 ? tab_width(s, FONT_UI, "gen 0") : 0;
    snprintf(text, sizeof text, "weak %u", o->weakref_count);
    if (o->weakref_count)
        width += tab_width(s, FONT_UI, text);
    return o->has_del ? width + tab_width(s, FONT_MONO, "__del__") : width;
}

float story_tag_width(const story *s, const picture_cell *tag)
{
    float label = story_measure(s, FONT_MONO_BOLD, THEME_TYPE_OBJECT, tag->label);
    float rest = tag->value ? story_measure(s, FONT_MONO, THEME_TYPE_CELL, tag->value) + 16 : 38;
    return fminf(16 + label + CELL_GAP + rest, FRAME_WIDTH_MAX - 2 * STORY_FRAME_INSET);
}

float story_node_width(const story_node *n)
{
    float width = n->width;
    if (n->columns)
        width = fmaxf(width, 2 * STORY_FRAME_INSET + n->left_width + STORY_NAMES_GAP
                                 + n->right_width);
    return ceilf(width / THEME_UNIT) * THEME_UNIT;
}

float story_frame_width(const story *s, const picture_frame *f)
{
    float width = fmaxf(FRAME_WIDTH_MIN,
                        36 + story_measure(s, FONT_UI_BOLD, THEME_TYPE_FRAME, f->title));
    for (uint32_t i = 0; i < f->tag_count; i++)
        width = fmaxf(width, 2 * STORY_FRAME_INSET + story_tag_width(s, &f->tags[i]));
    return fminf(width, f->depth ? CALL_WIDTH_MAX : FRAME_WIDTH_MAX);
}

float story_rows_height(uint32_t rows)
{
    return (float)LAYOUT_BADGE_ABOVE_PX + THEME_OBJECT_HEADER + THEME_OBJECT_ROW * (float)rows
           + THEME_OBJECT_FOOT;
}

float story_row_y(uint32_t slot)
{
    return THEME_OBJECT_HEADER + THEME_OBJECT_ROW * ((float)slot + 0.5F);
}

float story_tag_y(uint32_t slot)
{
    return STORY_FRAME_TOP + THEME_NAME_PITCH * (float)slot + THEME_NAME_HEIGHT / 2.0F;
}

float story_node_height(const story_node *n)
{
    float rows = (float)n->rows;
    if (n->stack)
        return STORY_STACK_HEIGHT;
    if (n->holder.frame)
        return STORY_FRAME_TOP + THEME_NAME_PITCH * rows + (n->rows ? STORY_FRAME_FOOT : 0);
    return THEME_OBJECT_HEADER + THEME_OBJECT_ROW * fmaxf(1, rows) + THEME_OBJECT_FOOT;
}
