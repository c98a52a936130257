#include "render/window/window.h"

#include "render/scene/tween.h"
#include "render/window/help.h"
#include "render/window/input.h"
#include "render/window/passage.h"
#include "render/window/screen.h"
#include "render/window/ui.h"

#include <SDL.h>
#include <stdio.h>
#include <string.h>

enum {
    WINDOW_WIDTH = 1280,
    WINDOW_HEIGHT = 720,
    FRAME_MS = 16,
    STOP_POLL_MS = 100, /* a signal is honoured within this */
    CURSOR_MS = 2000,
    TITLE_BYTES = 400
};

typedef struct window {
    stage *shown;
    const window_options *options;
    frame_ruler ruler;
    screen *onto;
    ui user;
    input in;
    frame last, next, between; /* glides from last to next through between */
    passage way;               /* what goes by before user.at is there */
    bool gliding, stale;       /* stale: `next` must be drawn anew */
    bool quit;
    Uint64 glide_started_ms, step_started_ms, mouse_moved_ms;
    bool cursor_shown;
} window;

static scene_look look_of(const window *w)
{
    int32_t width_px, height_px;
    screen_size(w->onto, &width_px, &height_px);
    scene_look look = ui_look(&w->user, width_px, height_px);
    look.ruler = &w->ruler;
    return look;
}

/* ---- drawing ---- */

static void title_set(const window *w)
{
    char title[TITLE_BYTES];
    snprintf(title, sizeof title, "%.300s (step %u/%u) - Ouroboros", stage_title(w->shown),
             w->user.at.step, stage_step_count(w->shown));
    screen_set_title(w->onto, title);
}

/* Draws what is asked for, or what goes by on the way there, into `next`. */
static ouro_result next_draw(window *w, ouro_error *err)
{
    scene_look look = look_of(w);
    w->stale = false;
    if (w->user.blank != UI_SHOWN) {
        frame_begin(&w->next, look.width_px, look.height_px,
                    w->user.blank == UI_BLACK ? 0xFF000000U : 0xFFFFFFFFU);
        return OURO_OK;
    }
    bool passing = w->gliding && !passage_ends(&w->way);
    look.passing = passing;
    ouro_result result = stage_draw(w->shown, passing ? w->way.stops[w->way.at] : w->user.at, &look,
                                    &w->next, err);
    if (result != OURO_OK)
        return result;
    if (w->user.typing)
        help_draw_typed(&w->next, &look, w->user.typed);
    if (w->user.help)
        help_draw(&w->next, &look);
    return OURO_OK;
}

/* The picture that is there becomes the one to glide from. */
static void frames_turn(window *w)
{
    frame swap = w->last;
    w->last = w->next;
    w->next = swap;
    w->stale = true;
}

/* On to the next stop of the passage. A slow machine leaves out what it has no time for. */
static void hop(window *w)
{
    Uint64 now = SDL_GetTicks64();
    do {
        w->way.at++;
        w->glide_started_ms += w->way.hop_ms;
    } while (!passage_ends(&w->way) && now - w->glide_started_ms >= w->way.hop_ms);
    frames_turn(w);
}

static ouro_result present(window *w, ouro_error *err)
{
    if (w->stale) {
        ouro_result result = next_draw(w, err);
        if (result != OURO_OK)
            return result;
        title_set(w);
    }
    Uint64 elapsed = SDL_GetTicks64() - w->glide_started_ms;
    if (w->gliding && elapsed < w->way.hop_ms) {
        tween_between(&w->last, &w->next, (float)elapsed / (float)w->way.hop_ms, &w->between);
        return screen_draw(w->onto, &w->between, err);
    }
    if (w->gliding && !passage_ends(&w->way)) {
        hop(w);
        return present(w, err);
    }
    w->gliding = false;
    return screen_draw(w->onto, &w->next, err);
}

/* ---- effects ---- */

static void glide_end(window *w)
{
    if (w->gliding && !passage_ends(&w->way))
        w->stale = true; /* what is there only goes by */
    w->gliding = false;
}

static void glide_start(window *w, stage_stop from)
{
    if (!w->stale)
        frames_turn(w);
    w->way = passage_make(w->shown, from, w->user.at, w->user.step_ms);
    w->gliding = w->user.motion;
    w->glide_started_ms = w->step_started_ms = SDL_GetTicks64();
    w->stale = true;
}

/* `from`: where the viewer was. */
static void effect_apply(window *w, ui_effect effect, stage_stop from)
{
    switch (effect) {
    case UI_NOTHING:
        return;
    case UI_REDRAW:
        w->gliding = false;
        w->stale = true;
        return;
    case UI_TRANSITION:
        glide_start(w, from);
        return;
    case UI_FULLSCREEN:
        screen_set_fullscreen(w->onto, w->user.fullscreen);
        w->gliding = false;
        w->stale = true;
        return;
    case UI_QUIT:
        w->quit = true;
        return;
    }
}

static void cursor_show(window *w, bool on)
{
    if (w->cursor_shown != on)
        SDL_ShowCursor(on ? SDL_ENABLE : SDL_DISABLE);
    w->cursor_shown = on;
}

static void window_event(window *w, const SDL_WindowEvent *event)
{
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_RESTORED:
        screen_forget(w->onto);
        w->gliding = false;
        w->stale = true;
        break;
    case SDL_WINDOWEVENT_CLOSE:
        w->quit = true;
        break;
    default:
        break;
    }
}

static void event_handle(window *w, const SDL_Event *event)
{
    if (event->type == SDL_WINDOWEVENT)
        window_event(w, &event->window);
    if (event->type == SDL_MOUSEMOTION || event->type == SDL_MOUSEBUTTONDOWN) {
        w->mouse_moved_ms = SDL_GetTicks64();
        cursor_show(w, true);
    }
    if (event->type == SDL_KEYDOWN)
        glide_end(w); /* a key finishes the transition at once */
    scene_look look = look_of(w);
    screen_ratio(w->onto, &w->in.pixels_across, &w->in.pixels_down);
    intent what = input_read(&w->in, event, &look, stage_level(w->shown));
    bool was_playing = w->user.playing;
    stage_stop from = w->user.at;
    effect_apply(w, ui_do(&w->user, w->shown, &look, what), from);
    if (w->user.playing && !was_playing)
        w->step_started_ms = SDL_GetTicks64();
}

/* ---- time ---- */

static bool step_is_due(const window *w)
{
    return w->user.playing && w->user.blank == UI_SHOWN
           && SDL_GetTicks64() - w->step_started_ms >= w->user.step_ms;
}

static void clock_tick(window *w)
{
    if (step_is_due(w)) {
        scene_look look = look_of(w);
        stage_stop from = w->user.at;
        effect_apply(w, ui_do(&w->user, w->shown, &look, (intent){.kind = INTENT_TICK}), from);
    }
    if (w->cursor_shown && SDL_GetTicks64() - w->mouse_moved_ms >= CURSOR_MS)
        cursor_show(w, false);
    if (w->options->stop && *w->options->stop)
        w->quit = true;
}

/* Everything that has happened, after waiting for the first of it. */
static void events_wait(window *w)
{
    SDL_Event event;
    int wait_ms = w->gliding ? FRAME_MS : STOP_POLL_MS;
    if (!SDL_WaitEventTimeout(&event, wait_ms))
        return;
    do
        event_handle(w, &event);
    while (!w->quit && SDL_PollEvent(&event));
}

static ouro_result loop(window *w, ouro_error *err)
{
    ouro_result result = OURO_OK;
    bool drawn_once = false;
    while (result == OURO_OK && !w->quit) {
        if (!drawn_once || w->stale || w->gliding)
            result = present(w, err);
        drawn_once = true;
        if (result != OURO_OK)
            break;
        bool was_gliding = w->gliding;
        events_wait(w);
        clock_tick(w);
        if (was_gliding && !w->gliding && !w->stale)
            result = present(w, err); /* finished early: show where it was going */
    }
    return result;
}

/* ---- life ---- */

/* Without a display SDL falls back to drivers that show nothing to anybody: only those who ask for
 * one of them by name (tests) want that. */
static ouro_result video_start(ouro_error *err)
{
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1"); /* the program has its own */
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
        return error_set(err, OURO_ERR_DISPLAY, 0, 0, "no display (%s)", SDL_GetError());
    const char *driver = SDL_GetCurrentVideoDriver();
    bool seen = strcmp(driver, "offscreen") != 0 && strcmp(driver, "evdev") != 0
                && strcmp(driver, "dummy") != 0;
    if (seen || SDL_GetHint(SDL_HINT_VIDEODRIVER))
        return OURO_OK;
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return error_set(err, OURO_ERR_DISPLAY, 0, 0, "no display (neither X11 nor Wayland answers)");
}

ouro_result window_run(stage *g, text_cache *text, const window_options *options, ouro_error *err)
{
    ouro_result result = video_start(err);
    if (result != OURO_OK)
        return result;
    window w = {.shown = g,
                .options = options,
                .ruler = text_ruler(text),
                .user = ui_start(g, options->step, options->theme, options->fullscreen),
                .stale = true,
                .cursor_shown = true,
                .mouse_moved_ms = SDL_GetTicks64()};
    w.onto = screen_open("Ouroboros", WINDOW_WIDTH, WINDOW_HEIGHT, options->fullscreen, text, err);
    result = w.onto ? OURO_OK : err->code;
    w.user.motion = !options->no_motion;
    if (result == OURO_OK) {
        SDL_StartTextInput();
        result = loop(&w, err);
    }
    frame_free(&w.last);
    frame_free(&w.next);
    frame_free(&w.between);
    screen_close(w.onto);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return result;
}
