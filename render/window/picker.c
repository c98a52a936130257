#include "render/window/picker.h"

#include "render/window/picker_room.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- searching ---- */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool holds(const char *text, const char *word, size_t length)
{
    for (; *text; text++) {
        size_t i = 0;
        while (i < length && lower(text[i]) == lower(word[i]))
            i++;
        if (i == length)
            return true;
    }
    return length == 0;
}

/* Every word of the query stands somewhere in the lesson's texts. */
static bool matches(const window_lesson *l, const char *query)
{
    while (*query) {
        size_t length = strcspn(query, " ");
        if (length && !holds(l->title, query, length) && !holds(l->topic, query, length)
            && !holds(l->summary, query, length))
            return false;
        query += length + (query[length] == ' ');
    }
    return true;
}

static void search(picker *p)
{
    p->match_count = p->selected = p->top_row = 0;
    for (uint32_t i = 0; i < p->all.count && i < PICKER_LESSONS_MAX; i++)
        if (matches(&p->all.lessons[i], p->query))
            p->matches[p->match_count++] = (uint16_t)i;
}

void picker_start(picker *p, window_lessons all, bool can_leave)
{
    *p = (picker){.all = all, .can_leave = can_leave};
    search(p);
}

const window_lesson *picker_lesson(const picker *p)
{
    return p->match_count ? &p->all.lessons[p->matches[p->selected]] : NULL;
}

picker_effect picker_type(picker *p, const char *text, const scene_look *look)
{
    (void)look;
    size_t have = strlen(p->query), more = strlen(text);
    if (have + more > PICKER_QUERY_MAX || (have == 0 && *text == ' '))
        return PICKER_NOTHING;
    memcpy(p->query + have, text, more + 1);
    search(p);
    return PICKER_REDRAW;
}

static picker_effect query_shorten(picker *p)
{
    size_t length = strlen(p->query);
    if (!length)
        return PICKER_NOTHING;
    do
        length--;
    while (length && ((unsigned char)p->query[length] & 0xC0) == 0x80);
    p->query[length] = '\0';
    search(p);
    return PICKER_REDRAW;
}

static picker_effect escape(picker *p)
{
    if (!*p->query)
        return p->can_leave ? PICKER_LEAVE : PICKER_NOTHING;
    p->query[0] = '\0';
    search(p);
    return PICKER_REDRAW;
}

/* ---- moving ---- */

static void selected_show(picker *p, const picker_room *r)
{
    uint32_t row = p->selected / r->columns;
    if (row < p->top_row)
        p->top_row = row;
    else if (row >= p->top_row + r->rows_in_sight)
        p->top_row = row - r->rows_in_sight + 1;
}

static picker_effect select_at(picker *p, int64_t to, const picker_room *r)
{
    if (!p->match_count)
        return PICKER_NOTHING;
    int64_t last = (int64_t)p->match_count - 1;
    p->selected = (uint32_t)(to < 0 ? 0 : to > last ? last : to);
    selected_show(p, r);
    return PICKER_REDRAW;
}

picker_effect picker_press(picker *p, picker_key key, const scene_look *look)
{
    picker_room r = picker_room_of(look);
    int64_t at = p->selected, row = r.columns, page = row * r.rows_in_sight;
    switch (key) {
    case PICKER_LEFT:
        return select_at(p, at - 1, &r);
    case PICKER_RIGHT:
        return select_at(p, at + 1, &r);
    case PICKER_UP:
        return at >= row ? select_at(p, at - row, &r) : PICKER_NOTHING;
    case PICKER_DOWN:
        return select_at(p, at + row, &r);
    case PICKER_PAGE_UP:
        return select_at(p, at - page, &r);
    case PICKER_PAGE_DOWN:
        return select_at(p, at + page, &r);
    case PICKER_HOME:
        return select_at(p, 0, &r);
    case PICKER_END:
        return select_at(p, p->match_count, &r);
    case PICKER_ENTER:
        return p->match_count ? PICKER_OPEN : PICKER_NOTHING;
    case PICKER_BACKSPACE:
        return query_shorten(p);
    case PICKER_ESCAPE:
        return escape(p);
    }
    return PICKER_NOTHING;
}

/* ---- previews ---- */

bool picker_lacks(const picker *p, const scene_look *look, uint32_t *lesson)
{
    picker_room r = picker_room_of(look);
    uint32_t first = p->top_row * r.columns, end = first + (r.rows_in_sight + 1) * r.columns;
    for (uint32_t i = first; i < end && i < p->match_count; i++)
        if (p->pictures && previews_lack(p->pictures, p->matches[i])) {
            *lesson = p->matches[i];
            return true;
        }
    return false;
}

/* ---- the mouse ---- */

/* The first match of the topic that is listed there; false: none is. */
static bool topic_at(const picker *p, const picker_room *r, float x, float y, uint32_t *match)
{
    picker_topic topics[PICKER_TOPICS_MAX];
    uint32_t count = picker_topics(p, topics);
    for (uint32_t i = 0; i < count; i++) {
        pen_box box = picker_topic_box(r, i, count);
        if (x >= 0 && x < box.x + box.width && y >= box.y && y < box.y + box.height) {
            *match = topics[i].first;
            return topics[i].count > 0;
        }
    }
    return false;
}

picker_effect picker_point(picker *p, float x_px, float y_px, bool click, const scene_look *look)
{
    picker_room r = picker_room_of(look);
    float x = x_px / r.unit_px, y = y_px / r.unit_px;
    uint32_t match;
    if (click && topic_at(p, &r, x, y, &match))
        return select_at(p, match, &r);
    for (uint32_t i = p->top_row * r.columns; i < p->match_count; i++) {
        pen_box box = picker_card_box(&r, i, p->top_row);
        if (y < r.top || x < box.x || x >= box.x + box.width || y < box.y || y >= box.y + box.height)
            continue;
        bool same = p->selected == i;
        p->selected = i;
        return click ? PICKER_OPEN : same ? PICKER_NOTHING : PICKER_REDRAW;
    }
    return PICKER_NOTHING;
}

picker_effect picker_scroll(picker *p, int32_t rows, const scene_look *look)
{
    picker_room r = picker_room_of(look);
    uint32_t all = (p->match_count + r.columns - 1) / r.columns;
    int64_t last = all > r.rows_in_sight ? all - r.rows_in_sight : 0;
    int64_t to = (int64_t)p->top_row + rows;
    to = to < 0 ? 0 : to > last ? last : to;
    bool same = p->top_row == (uint32_t)to;
    p->top_row = (uint32_t)to;
    return same ? PICKER_NOTHING : PICKER_REDRAW;
}
