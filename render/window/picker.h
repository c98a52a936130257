/* The lesson picker: every lesson as a card, by topic; typing searches, Enter opens.
 *
 * Reads lessons, writes its own state and a frame. Knows nothing of SDL, files and stages.
 * Invariant: what is selected is one of the lessons that match what is typed, if there is one. */
#ifndef OURO_RENDER_WINDOW_PICKER_H
#define OURO_RENDER_WINDOW_PICKER_H

#include "render/scene/scene.h"
#include "render/window/previews.h"

enum { PICKER_QUERY_MAX = 63, PICKER_LESSONS_MAX = 512 };

typedef struct picker {
    window_lessons all;
    bool can_leave; /* a lesson is open behind it */
    const previews *pictures; /* of the lessons, borrowed; NULL: none */
    char query[PICKER_QUERY_MAX + 1];
    uint16_t matches[PICKER_LESSONS_MAX]; /* indices into `all` */
    uint32_t match_count, selected;       /* selected: an index into `matches` */
    uint32_t top_row;                     /* the first row of cards in sight */
} picker;

typedef enum picker_key {
    PICKER_LEFT,
    PICKER_RIGHT,
    PICKER_UP,
    PICKER_DOWN,
    PICKER_PAGE_UP,
    PICKER_PAGE_DOWN,
    PICKER_HOME,
    PICKER_END,
    PICKER_ENTER,
    PICKER_BACKSPACE,
    PICKER_ESCAPE
} picker_key;

typedef enum picker_effect {
    PICKER_NOTHING,
    PICKER_REDRAW,
    PICKER_OPEN, /* picker_lesson() */
    PICKER_LEAVE /* back to the lesson behind it */
} picker_effect;

void picker_start(picker *p, window_lessons all, bool can_leave);
/* The selected lesson; NULL: none matches. */
const window_lesson *picker_lesson(const picker *p);

/* `look` has the size of the picture. */
picker_effect picker_press(picker *p, picker_key key, const scene_look *look);
/* Characters of the search, UTF-8. */
picker_effect picker_type(picker *p, const char *text, const scene_look *look);
/* The mouse is there, in picture pixels; `click`: and its button went down. */
picker_effect picker_point(picker *p, float x_px, float y_px, bool click, const scene_look *look);
/* Rows downwards. */
picker_effect picker_scroll(picker *p, int32_t rows, const scene_look *look);

/* How a lesson's preview is looked at in a picker that is looked at so. */
scene_look picker_preview_look(const scene_look *look);
/* The first lesson in sight whose preview can still be made; false: there is none. */
bool picker_lacks(const picker *p, const scene_look *look, uint32_t *lesson);

void picker_draw(const picker *p, const scene_look *look, frame *onto);

#endif
