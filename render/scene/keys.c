#include "render/scene/keys.h"

#include <assert.h>
#include <math.h>

enum { KEYS_MAX = 3 };

typedef struct keys_row {
    const char *what;
    const char *keys[KEYS_MAX];
} keys_row;

static const keys_row TABLE[KEYS_ROWS] = {
    {"next step", {"\xE2\x86\x92", "PgDn", "Enter"}},
    {"previous step", {"\xE2\x86\x90", "PgUp", NULL}},
    {"line by line", {"\xE2\x86\x93", "\xE2\x86\x91", NULL}},
    {"event by event", {"Shift \xE2\x86\x92", "Shift \xE2\x86\x90", NULL}},
    {"play, pause", {"Space", NULL, NULL}},
    {"slower, faster", {"[", "]", NULL}},
    {"with, without animation", {"M", NULL, NULL}},
    {"first, last step", {"Home", "End", NULL}},
    {"go to step", {"1 2", "Enter", NULL}},
    {"zoom, fit", {"+", "\xE2\x88\x92", "0"}},
    {"font size", {"Ctrl +", "Ctrl \xE2\x88\x92", NULL}},
    {"theme", {"T", NULL, NULL}},
    {"legend of symbols", {"L", NULL, NULL}},
    {"how much is shown", {"D", NULL, NULL}},
    {"captions", {"C", NULL, NULL}},
    {"reveal the answer", {"R", "\xE2\x86\x92", NULL}},
    {"questions on, off", {"Q", NULL, NULL}},
    {"black, white", {"B", "W", NULL}},
    {"inspect an object", {"click", "Tab", NULL}},
    {"fold, unfold it", {"double click", "Z", NULL}},
    {"hide, show all", {"right click", "X", "Shift X"}},
    {"why is it alive?", {"Y", NULL, NULL}},
    {"reports: next, back", {"I", "Shift I", NULL}},
    {"other lessons", {"Ctrl O", NULL, NULL}},
    {"read the file anew", {"Ctrl R", NULL, NULL}},
    {"export this frame", {"Ctrl E", NULL, NULL}},
    {"full screen", {"F", "F11", NULL}},
    {"present from the start", {"F5", NULL, NULL}},
    {"these keys", {"H", "?", NULL}},
    {"quit", {"Ctrl Q", NULL, NULL}},
};

#define LETTER 0.56F    /* of the box's height, */
#define BETWEEN 0.1667F /* as is the room between two rows' keys */

/* From the right; returns how much room the keys take. */
static float chips_draw(pen *p, const keys_row *row, pen_box box)
{
    float gap = box.height * BETWEEN, side = box.height - gap, x = box.x + box.width;
    pen_type type = {.font = FONT_UI_BOLD,
                     .size = box.height * LETTER,
                     .colour = pen_colour(p, THEME_TEXT),
                     .align = ALIGN_CENTRE};
    float baseline = box.y + box.height / 2 + type.size * THEME_BASELINE;
    for (size_t i = KEYS_MAX; i-- > 0;) {
        if (!row->keys[i])
            continue;
        float width = fmaxf(side, pen_width(p, type.font, type.size, row->keys[i]) + 2 * gap);
        x -= width;
        pen_border(p, (pen_box){x, box.y + gap / 2, width, side}, THEME_RADIUS_TAG * box.height / 60,
                   pen_colour(p, THEME_FRAME), pen_colour(p, THEME_RULE), THEME_STROKE_RULE,
                   (frame_dash){0});
        pen_text(p, x + width / 2, baseline, &type, row->keys[i]);
        x -= gap;
    }
    return box.x + box.width - x;
}

void keys_row_draw(pen *p, uint32_t row, pen_box box)
{
    assert(row < KEYS_ROWS);
    float taken = chips_draw(p, &TABLE[row], box), size = box.height * LETTER;
    pen_text(p, box.x, box.y + box.height / 2 + size * THEME_BASELINE,
             &(pen_type){.font = FONT_UI,
                         .size = size,
                         .colour = pen_colour(p, THEME_TEXT),
                         .limit = box.width - taken - box.height * BETWEEN},
             TABLE[row].what);
}
