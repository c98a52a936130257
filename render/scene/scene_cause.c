#include "render/scene/scene_cause.h"


#include <math.h>
#include <string.h>

/* Causes are lines of code, of any length: the largest of these settings in which the whole cause has room
 * is taken. The smallest is used however long it is. */
typedef struct setting {
    float size, pitch;
} setting;

enum { SETTINGS = 4 };

typedef struct fitted {
    setting how;
    pen_line_of_text lines[PEN_LINES_MAX];
    size_t count, room; /* lines that it takes, and for which there is room */
} fitted;

static fitted cause_fit(const pen *p, const setting settings[SETTINGS], const char *cause, float width, float height)
{
    fitted f;
    size_t first = 0;
    for (size_t i = 0; i < SETTINGS - 1; i++) /* rather one line a little smaller than a word alone in the next */
        if (pen_width(p, FONT_UI_BOLD, settings[i].size, cause) <= width) {
            first = i;
            break;
        }
    for (size_t i = first; i < SETTINGS; i++) {
        pen_type type = {.font = FONT_UI_BOLD, .size = settings[i].size};
        f.how = settings[i];
        f.count = pen_wrap(p, &type, cause, width, f.lines);
        f.room = (size_t)fmaxf(1, height / f.how.pitch);
        if (f.count <= f.room)
            break;
    }
    if (f.count > PEN_LINES_MAX)
        f.count = PEN_LINES_MAX;
    return f;
}

static pen_type type_of(const pen *p, const fitted *f)
{
    return (pen_type){.font = FONT_UI_BOLD, .size = f->how.size, .colour = theme_word(p->colours, THEME_DYING)};
}

/* The first line's baseline: the line stands in the middle of its pitch. */
static float first_baseline(float top, const fitted *f)
{
    return top + f->how.pitch / 2 + f->how.size * THEME_BASELINE;
}

const char *scene_cause_words(const tongue *words, const session_death *d, char text[SCENE_CAUSE_BYTES])
{
    if (!d || !d->reason || !*d->reason)
        return NULL;
    char last = d->reason[strlen(d->reason) - 1];
    if (d->cause && strcmp(d->cause, "gc") == 0 && last >= '0' && last <= '2')
        return tongue_write(words, text, SCENE_CAUSE_BYTES, SAY_CYCLE, TELL({.number = (uint64_t)(last - '0')}));
    if (d->returned)
        return tongue_write(words, text, SCENE_CAUSE_BYTES, SAY_RETURN_OF, TELL({.text = d->returned}));
    return d->reason;
}

bool scene_dying_draw(pen *p, pen_box box, const changed_object *o)
{
    enum { LEFT = 16, TEXT = 10, ROOM = SCENE_TAB_HEIGHT - SCENE_TAB_OVERLAP };
    static const setting TAB[SETTINGS] = {{28, ROOM}, {25, ROOM}, {23, ROOM}, {23, 26}};
    char words[SCENE_CAUSE_BYTES];
    const char *cause = o->state == OBJECT_DYING ? scene_cause_words(p->words, o->death, words) : NULL;
    if (!cause)
        return false;
    fitted f = cause_fit(p, TAB, cause, box.width - LEFT - 2 * TEXT, ROOM);
    pen_type type = type_of(p, &f);
    float width = 0;
    for (size_t i = 0; i < f.count; i++)
        width = fmaxf(width, pen_width_part(p, &type, f.lines[i].text, f.lines[i].length));
    float bottom = box.y + box.height, rest = fmaxf(ROOM, f.how.pitch * (float)f.count + 4);
    pen_border(p, (pen_box){box.x + LEFT, bottom - SCENE_TAB_OVERLAP, width + 2 * TEXT, rest + SCENE_TAB_OVERLAP},
               THEME_RADIUS_MARK, pen_colour(p, THEME_SURFACE), pen_colour(p, THEME_DYING), THEME_STROKE_RULE,
               (frame_dash){0});
    for (size_t i = 0; i < f.count; i++)
        pen_text_part(p, box.x + LEFT + TEXT, first_baseline(bottom - 2, &f) + f.how.pitch * (float)i, &type,
                      f.lines[i].text, f.lines[i].length);
    return true;
}

void scene_cause_draw(pen *p, pen_box box, const changed_object *o)
{
    static const setting ROWS[SETTINGS] = {{32, 44}, {29, 32}, {27, 32}, {24, 24}};
    char words[SCENE_CAUSE_BYTES];
    const char *known = scene_cause_words(p->words, o->death, words), *cause = known ? known : pen_say(p, SAY_DIED);
    float height = box.height - THEME_OBJECT_HEADER - THEME_OBJECT_FOOT;
    fitted f = cause_fit(p, ROWS, cause, box.width - 2 * THEME_OBJECT_INSET, height);
    pen_type type = type_of(p, &f);
    float x = box.x + THEME_OBJECT_INSET, baseline = first_baseline(box.y + THEME_OBJECT_HEADER, &f);
    bool by_count = o->death && o->death->cause && strcmp(o->death->cause, "refcount") == 0;
    size_t room = f.room;
    if (by_count && room > f.count) {
        pen_text(p, x, baseline, &type, STORY_CAUSE_COUNT);
        baseline += f.how.pitch;
        room--;
    }
    for (size_t i = 0; i < f.count; i++)
        pen_text_part(p, x, baseline + f.how.pitch * (float)i, &type, f.lines[i].text, f.lines[i].length);
    if (room > f.count && o->death && o->death->line) {
        char line[32];
        tongue_write(p->words, line, sizeof line, SAY_LINE, TELL({.number = o->death->line}));
        pen_text(p, x, baseline + f.how.pitch * (float)f.count, &type, line);
    }
}
