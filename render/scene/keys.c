#include "render/scene/keys.h"

#include <assert.h>
#include <math.h>

enum { KEYS_MAX = 3, CAP_BYTES = 32 };

/* What stands on a key: a sign, a word, or a sign that is pressed together with Ctrl or Shift. */
typedef struct keys_cap {
    const char *sign;
    tongue_word word;
    bool worded;
} keys_cap;

#define SIGN(text) {.sign = (text)}
#define NAMED(name) {.word = SAY_CAP_##name, .worded = true}
#define CTRL(text) {.sign = (text), .word = SAY_CAP_CTRL, .worded = true}
#define SHIFT(text) {.sign = (text), .word = SAY_CAP_SHIFT, .worded = true}

typedef struct keys_row {
    tongue_word what;
    keys_cap keys[KEYS_MAX];
} keys_row;

static const keys_row TABLE[KEYS_ROWS] = {
    {SAY_KEY_NEXT, {SIGN("\xE2\x86\x92"), NAMED(PAGE_DOWN), NAMED(ENTER)}},
    {SAY_KEY_PREVIOUS, {SIGN("\xE2\x86\x90"), NAMED(PAGE_UP)}},
    {SAY_KEY_LINES, {SIGN("\xE2\x86\x93"), SIGN("\xE2\x86\x91")}},
    {SAY_KEY_EVENTS, {SHIFT("\xE2\x86\x92"), SHIFT("\xE2\x86\x90")}},
    {SAY_KEY_PLAY, {NAMED(SPACE)}},
    {SAY_KEY_SPEED, {SIGN("["), SIGN("]")}},
    {SAY_KEY_MOTION, {SIGN("M")}},
    {SAY_KEY_ENDS, {NAMED(HOME), NAMED(END)}},
    {SAY_KEY_NUMBER, {SIGN("1 2"), NAMED(ENTER)}},
    {SAY_KEY_ZOOM, {SIGN("+"), SIGN("\xE2\x88\x92"), SIGN("0")}},
    {SAY_KEY_FONT, {CTRL("+"), CTRL("\xE2\x88\x92")}},
    {SAY_KEY_THEME, {SIGN("T")}},
    {SAY_KEY_LEGEND, {SIGN("L")}},
    {SAY_KEY_LEVEL, {SIGN("D")}},
    {SAY_KEY_CAPTIONS, {SIGN("C")}},
    {SAY_KEY_REVEAL, {SIGN("R"), SIGN("\xE2\x86\x92")}},
    {SAY_KEY_QUESTIONS, {SIGN("Q")}},
    {SAY_KEY_BLANK, {SIGN("B"), SIGN("W")}},
    {SAY_KEY_INSPECT, {NAMED(CLICK), SIGN("Tab")}},
    {SAY_KEY_FOLD, {NAMED(DOUBLE_CLICK), SIGN("Z")}},
    {SAY_KEY_HIDE, {NAMED(RIGHT_CLICK), SIGN("X"), SHIFT("X")}},
    {SAY_KEY_WHY, {SIGN("Y")}},
    {SAY_KEY_REPORTS, {SIGN("I"), SHIFT("I")}},
    {SAY_KEY_LESSONS, {CTRL("O")}},
    {SAY_KEY_RELOAD, {CTRL("R")}},
    {SAY_KEY_EXPORT, {CTRL("E")}},
    {SAY_KEY_FULLSCREEN, {SIGN("F"), SIGN("F11")}},
    {SAY_KEY_PRESENT, {SIGN("F5")}},
    {SAY_KEY_HELP, {SIGN("H"), SIGN("?")}},
    {SAY_KEY_QUIT, {CTRL("Q")}},
};

#define LETTER 0.56F    /* of the box's height, */
#define BETWEEN 0.1667F /* as is the room between two rows' keys */

static const char *cap_text(const pen *p, const keys_cap *k, char text[CAP_BYTES])
{
    return k->worded ? tongue_write(p->words, text, CAP_BYTES, k->word, TELL({.text = k->sign ? k->sign : ""})) : k->sign;
}

static pen_type chip_type(const pen *p, float height)
{
    return (pen_type){.font = FONT_UI_BOLD,
                      .size = height * LETTER,
                      .colour = pen_colour(p, THEME_TEXT),
                      .align = ALIGN_CENTRE};
}

static float chip_width(const pen *p, const pen_type *type, float height, const char *cap)
{
    float gap = height * BETWEEN;
    return fmaxf(height - gap, pen_width(p, type->font, type->size, cap) + 2 * gap);
}

/* From the right; returns how much room the keys take. */
static float chips_draw(pen *p, const keys_row *row, pen_box box)
{
    float gap = box.height * BETWEEN, side = box.height - gap, x = box.x + box.width;
    pen_type type = chip_type(p, box.height);
    float baseline = box.y + box.height / 2 + type.size * THEME_BASELINE;
    for (size_t i = KEYS_MAX; i-- > 0;) {
        char text[CAP_BYTES];
        const char *cap = cap_text(p, &row->keys[i], text);
        if (!cap)
            continue;
        float width = chip_width(p, &type, box.height, cap);
        x -= width;
        pen_border(p, (pen_box){x, box.y + gap / 2, width, side}, THEME_RADIUS_TAG * box.height / 60,
                   pen_colour(p, THEME_FRAME), pen_colour(p, THEME_RULE), THEME_STROKE_RULE,
                   (frame_dash){0});
        pen_text(p, x + width / 2, baseline, &type, cap);
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
             pen_say(p, TABLE[row].what));
}

/* What the row takes, with the words in full. */
static float row_width(const pen *p, const keys_row *row, float height)
{
    pen_type type = chip_type(p, height);
    float gap = height * BETWEEN, width = pen_width(p, FONT_UI, height * LETTER, pen_say(p, row->what)) + gap;
    for (size_t i = 0; i < KEYS_MAX; i++) {
        char text[CAP_BYTES];
        const char *cap = cap_text(p, &row->keys[i], text);
        if (cap)
            width += chip_width(p, &type, height, cap) + gap;
    }
    return width;
}

float keys_row_height(const pen *p, float width, float most)
{
    float height = most;
    for (uint32_t row = 0; row < KEYS_ROWS; row++)
        while (height > 1 && row_width(p, &TABLE[row], height) > width)
            height -= 1;
    return height;
}
