#include "render/window/input.h"

#include <math.h>

#define ZOOM_STEP 1.25F
#define FONT_STEP 1.1F
#define WHEEL_STEP 1.1F
#define CLICK_MOVES_LESS 5.0F /* units of the mouse: a hand shakes */

static intent simple(intent_kind kind)
{
    return (intent){.kind = kind};
}

/* ---- keys ---- */

static intent arrow(SDL_Keycode key, bool shift)
{
    if (key == SDLK_RIGHT)
        return simple(shift ? INTENT_NEXT_CHANGE : INTENT_NEXT_STEP);
    if (key == SDLK_LEFT)
        return simple(shift ? INTENT_PREVIOUS_CHANGE : INTENT_PREVIOUS_STEP);
    if (key == SDLK_DOWN)
        return simple(INTENT_NEXT_LINE);
    return simple(key == SDLK_UP ? INTENT_PREVIOUS_LINE : INTENT_NONE);
}

typedef struct key_row {
    SDL_Keycode key;
    intent_kind kind;
} key_row;

static const key_row KEYS[] = {
    {SDLK_PAGEDOWN, INTENT_NEXT_STEP}, {SDLK_n, INTENT_NEXT_STEP},
    {SDLK_PAGEUP, INTENT_PREVIOUS_STEP}, {SDLK_p, INTENT_PREVIOUS_STEP},
    {SDLK_RETURN, INTENT_ENTER}, {SDLK_KP_ENTER, INTENT_ENTER},
    {SDLK_BACKSPACE, INTENT_BACKSPACE}, {SDLK_SPACE, INTENT_PLAY},
    {SDLK_HOME, INTENT_FIRST}, {SDLK_END, INTENT_LAST},
    {SDLK_b, INTENT_BLACK}, {SDLK_w, INTENT_WHITE},
    {SDLK_f, INTENT_FULLSCREEN},
    {SDLK_ESCAPE, INTENT_ESCAPE}, {SDLK_t, INTENT_THEME},
    {SDLK_h, INTENT_HELP}, {SDLK_c, INTENT_CAPTIONS},
    {SDLK_y, INTENT_WHY}, {SDLK_q, INTENT_QUESTIONS},
    {SDLK_r, INTENT_REVEAL}, {SDLK_l, INTENT_LEGEND},
    {SDLK_d, INTENT_LEVEL}, {SDLK_m, INTENT_MOTION},
};

static intent with_ctrl(const SDL_KeyboardEvent *key)
{
    if (key->repeat)
        return simple(INTENT_NONE);
    switch (key->keysym.sym) {
    case SDLK_r:
        return simple(INTENT_RELOAD);
    case SDLK_e:
        return simple(INTENT_EXPORT);
    case SDLK_PLUS:
    case SDLK_EQUALS: /* where + is on it, with shift */
    case SDLK_KP_PLUS:
        return (intent){.kind = INTENT_FONT, .amount = FONT_STEP};
    case SDLK_MINUS:
    case SDLK_KP_MINUS:
        return (intent){.kind = INTENT_FONT, .amount = 1 / FONT_STEP};
    case SDLK_0:
    case SDLK_KP_0:
        return (intent){.kind = INTENT_FONT};
    default:
        return simple(INTENT_NONE);
    }
}

static intent key_read(const SDL_KeyboardEvent *key)
{
    SDL_Keycode sym = key->keysym.sym;
    bool shift = key->keysym.mod & KMOD_SHIFT, ctrl = key->keysym.mod & KMOD_CTRL;
    if (key->keysym.mod & (KMOD_ALT | KMOD_GUI))
        return simple(INTENT_NONE);
    if (ctrl)
        return with_ctrl(key);
    intent moved = arrow(sym, shift);
    if (moved.kind != INTENT_NONE)
        return moved;
    if (key->repeat)
        return simple(INTENT_NONE);
    if (sym == SDLK_TAB)
        return simple(shift ? INTENT_SELECT_PREVIOUS : INTENT_SELECT_NEXT);
    if (sym == SDLK_z)
        return (intent){.kind = INTENT_FOLD, .x = -1};
    if (sym == SDLK_x || sym == SDLK_DELETE)
        return (intent){.kind = shift ? INTENT_SHOW_ALL : INTENT_HIDE, .x = -1};
    if (sym == SDLK_i)
        return (intent){.kind = INTENT_REPORT, .number = shift};
    if (sym == SDLK_F5)
        return simple(shift ? INTENT_PRESENT_HERE : INTENT_PRESENT_START);
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (KEYS[i].key == sym)
            return simple(KEYS[i].kind);
    return simple(INTENT_NONE);
}

static intent text_read(const char *text)
{
    if (!text[0] || text[1])
        return simple(INTENT_NONE);
    if (text[0] >= '0' && text[0] <= '9')
        return (intent){.kind = INTENT_DIGIT, .number = (uint32_t)(text[0] - '0')};
    switch (text[0]) {
    case '+':
        return (intent){.kind = INTENT_ZOOM, .amount = ZOOM_STEP};
    case '-':
        return (intent){.kind = INTENT_ZOOM, .amount = 1 / ZOOM_STEP};
    case '[':
        return simple(INTENT_SLOWER);
    case ']':
        return simple(INTENT_FASTER);
    case '?':
        return simple(INTENT_HELP);
    case '.':
        return simple(INTENT_BLACK);
    default:
        return simple(INTENT_NONE);
    }
}

/* ---- mouse ---- */

static bool inside(const pen_box *box, float unit_px, float x, float y)
{
    x /= unit_px;
    y /= unit_px;
    return x >= box->x && x < box->x + box->width && y >= box->y && y < box->y + box->height;
}

/* What a click on an object asks for: the left button selects it and, twice, folds it; the right one
 * hides it. */
static intent_kind click_kind(const SDL_MouseButtonEvent *button)
{
    if (button->button == SDL_BUTTON_RIGHT)
        return INTENT_HIDE;
    return button->clicks % 2 == 0 ? INTENT_FOLD : INTENT_SELECT;
}

/* The camera goes to where the pointer is on the small map, and no farther than the map reaches. */
static intent steer(const input *in, float x, float y)
{
    const pen_box *box = &in->map.box;
    return (intent){.kind = INTENT_STEER,
                    .number = in->map.at,
                    .x = fminf(1, fmaxf(0, (x - box->x) / box->width)),
                    .y = fminf(1, fmaxf(0, (y - box->y) / box->height))};
}

/* Once more where it let go, and then the map may stand elsewhere. */
static intent steer_end(input *in, float x, float y)
{
    intent last = steer(in, x, y);
    in->map.at = MAP_NOWHERE;
    last.number = MAP_NOWHERE;
    return last;
}

/* A click that does not move means an object; one that does pans. */
static intent button_read(input *in, const SDL_MouseButtonEvent *button,
                          const scene_geometry *geometry, const scene_map *map)
{
    float x = (float)button->x * in->pixels_across, y = (float)button->y * in->pixels_down;
    bool left = button->button == SDL_BUTTON_LEFT, down = button->state == SDL_PRESSED;
    if (!left && button->button != SDL_BUTTON_RIGHT)
        return simple(INTENT_NONE);
    if (left && !down && in->map.at)
        return steer_end(in, x, y);
    if (left && down && map->at && inside(&map->card, 1, x, y)) {
        in->map = *map;
        return steer(in, x, y);
    }
    bool clicked = !down && in->pressed && in->moved < CLICK_MOVES_LESS;
    bool on_graph = inside(&geometry->graph, geometry->unit_px, x, y);
    in->panning = left && down && on_graph;
    in->pressed = down && (on_graph || inside(&geometry->heap, geometry->unit_px, x, y));
    in->moved = 0;
    in->scrubbing = left && down && inside(&geometry->scrubber, geometry->unit_px, x, y);
    intent_kind kind = in->scrubbing ? INTENT_SEEK : clicked ? click_kind(button) : INTENT_NONE;
    return (intent){.kind = kind, .x = x, .y = y};
}

static intent motion_read(input *in, const SDL_MouseMotionEvent *motion)
{
    in->moved += fabsf((float)motion->xrel) + fabsf((float)motion->yrel);
    if (in->map.at)
        return steer(in, (float)motion->x * in->pixels_across, (float)motion->y * in->pixels_down);
    if (in->panning && in->moved >= CLICK_MOVES_LESS)
        return (intent){.kind = INTENT_PAN,
                        .x = (float)motion->xrel * in->pixels_across,
                        .y = (float)motion->yrel * in->pixels_down};
    if (in->scrubbing)
        return (intent){.kind = INTENT_SEEK,
                        .x = (float)motion->x * in->pixels_across,
                        .y = (float)motion->y * in->pixels_down};
    if (motion->xrel == 0 && motion->yrel == 0)
        return simple(INTENT_NONE); /* the window has come under the pointer */
    return (intent){.kind = INTENT_HOVER,
                    .x = (float)motion->x * in->pixels_across,
                    .y = (float)motion->y * in->pixels_down};
}

static intent wheel_read(const input *in, const SDL_MouseWheelEvent *wheel)
{
    float turns = (float)wheel->y;
    if (turns == 0)
        return simple(INTENT_NONE);
    return (intent){.kind = INTENT_ZOOM,
                    .amount = powf(WHEEL_STEP, turns),
                    .x = (float)wheel->mouseX * in->pixels_across,
                    .y = (float)wheel->mouseY * in->pixels_down};
}

/* ---- other screens ---- */

intent input_anywhere(const SDL_Event *event)
{
    if (event->type == SDL_QUIT)
        return simple(INTENT_QUIT);
    if (event->type != SDL_KEYDOWN || event->key.repeat)
        return simple(INTENT_NONE);
    SDL_Keycode sym = event->key.keysym.sym;
    if (sym == SDLK_F11)
        return simple(INTENT_FULLSCREEN);
    if (!(event->key.keysym.mod & KMOD_CTRL))
        return simple(INTENT_NONE);
    return simple(sym == SDLK_q ? INTENT_QUIT : sym == SDLK_o ? INTENT_LESSONS : INTENT_NONE);
}

static const struct {
    SDL_Keycode key;
    picker_key means;
} PICKER_KEYS[] = {
    {SDLK_LEFT, PICKER_LEFT}, {SDLK_RIGHT, PICKER_RIGHT},
    {SDLK_UP, PICKER_UP}, {SDLK_DOWN, PICKER_DOWN},
    {SDLK_PAGEUP, PICKER_PAGE_UP}, {SDLK_PAGEDOWN, PICKER_PAGE_DOWN},
    {SDLK_HOME, PICKER_HOME}, {SDLK_END, PICKER_END},
    {SDLK_RETURN, PICKER_ENTER}, {SDLK_KP_ENTER, PICKER_ENTER},
    {SDLK_BACKSPACE, PICKER_BACKSPACE}, {SDLK_ESCAPE, PICKER_ESCAPE},
};

picker_effect input_pick(const input *in, const SDL_Event *event, const scene_look *look,
                         picker *choose)
{
    if (event->type == SDL_TEXTINPUT)
        return picker_type(choose, event->text.text, look);
    if (event->type == SDL_MOUSEWHEEL)
        return picker_scroll(choose, -event->wheel.y, look);
    if (event->type == SDL_MOUSEMOTION)
        return picker_point(choose, (float)event->motion.x * in->pixels_across,
                            (float)event->motion.y * in->pixels_down, false, look);
    if (event->type == SDL_MOUSEBUTTONDOWN && event->button.button == SDL_BUTTON_LEFT)
        return picker_point(choose, (float)event->button.x * in->pixels_across,
                            (float)event->button.y * in->pixels_down, true, look);
    if (event->type != SDL_KEYDOWN || event->key.keysym.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI))
        return PICKER_NOTHING;
    for (size_t i = 0; i < sizeof PICKER_KEYS / sizeof *PICKER_KEYS; i++)
        if (PICKER_KEYS[i].key == event->key.keysym.sym)
            return picker_press(choose, PICKER_KEYS[i].means, look);
    return PICKER_NOTHING;
}

intent input_read(input *in, const SDL_Event *event, const scene_geometry *geometry, const scene_map *map)
{
    switch (event->type) {
    case SDL_KEYDOWN:
        in->no_text = event->key.repeat || event->key.keysym.mod & KMOD_CTRL;
        return key_read(&event->key);
    case SDL_TEXTINPUT:
        return in->no_text ? simple(INTENT_NONE) : text_read(event->text.text);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return button_read(in, &event->button, geometry, map);
    case SDL_MOUSEMOTION:
        return motion_read(in, &event->motion);
    case SDL_MOUSEWHEEL:
        return wheel_read(in, &event->wheel);
    default:
        return simple(INTENT_NONE);
    }
}
