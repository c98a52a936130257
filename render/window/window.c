#include "render/window/window.h"

#include "render/scene/tween.h"
#include "render/window/broken.h"
#include "render/window/help.h"
#include "render/window/input.h"
#include "render/scene/passage.h"
#include "render/window/screen.h"
#include "render/window/still.h"
#include "sim/base/utf8.h"

#include <SDL.h>
#include <stdio.h>
#include <string.h>

enum {
    WINDOW_WIDTH = 1280,
    WINDOW_HEIGHT = 720,
    FRAME_MS = 16,
    STOP_POLL_MS = 100, /* a signal is honoured within this */
    CURSOR_MS = 2000,
    NOTICE_MS = 2500, /* long enough to read a line */
    TITLE_BYTES = 400
};

typedef enum window_screen { SCREEN_LESSON, SCREEN_LESSONS, SCREEN_BROKEN } window_screen;

typedef struct window {
    const window_host *host;
    const window_options *options;
    const tongue *words;
    window_screen at;
    stage *shown; /* the open lesson; NULL: none */
    window_failure failure;
    picker choose;
    previews pictures;         /* of the lessons to choose from */
    bool previewing;           /* the last thing that was done is one of them */
    buffer path; /* of what was opened last */
    char notice[STILL_NAME_BYTES + 40]; /* shown until the next key, and not for long */
    Uint64 noticed_ms;
    text_cache *text;
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
    intent pointed; /* INTENT_HOVER: the pointer has moved, and nobody has looked what it is on */
} window;

static scene_look look_of(const window *w)
{
    int32_t width_px, height_px;
    screen_size(w->onto, &width_px, &height_px);
    scene_look look = ui_look(&w->user, width_px, height_px);
    look.ruler = &w->ruler;
    look.words = w->words;
    return look;
}

/* ---- drawing ---- */

static void title_set(const window *w)
{
    char title[TITLE_BYTES];
    if (w->at == SCREEN_LESSON)
        tongue_write(w->words, title, sizeof title, w->user.at.asking ? SAY_TITLE_ASKING : SAY_TITLE,
                     TELL({.text = stage_title(w->shown)}, {.number = w->user.at.step},
                          {.number = stage_step_count(w->shown)}));
    else
        tongue_write(w->words, title, sizeof title, w->at == SCREEN_LESSONS ? SAY_TITLE_LESSONS : SAY_TITLE_BROKEN,
                     TELL({.text = w->failure.path ? w->failure.path : ""}));
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
    if (w->at == SCREEN_LESSONS) {
        picker_draw(&w->choose, &look, &w->next);
        return OURO_OK;
    }
    if (w->at == SCREEN_BROKEN) {
        broken_draw(&w->failure, &look, &w->next);
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
    if (*w->notice)
        help_draw_notice(&w->next, &look, w->notice);
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

static void screen_change(window *w, window_screen to)
{
    w->at = to;
    w->user.blank = UI_SHOWN;
    w->gliding = false;
    w->stale = true;
}

/* How the viewer looks at things outlives the lesson. */
static void lesson_begin(window *w, uint32_t step, bool from_lessons)
{
    ui before = w->user;
    w->user = ui_start(w->shown, step, before.theme, before.fullscreen);
    w->user.captions = before.captions;
    w->user.unasked = before.unasked;
    w->user.motion = before.motion;
    w->user.legend = before.legend;
    w->user.font_scale = before.font_scale;
    w->user.step_ms = before.step_ms;
    w->user.from_lessons = from_lessons;
    screen_change(w, SCREEN_LESSON);
}

/* `path` may be the one that is open. */
static void file_open(window *w, const char *path, uint32_t step, bool from_lessons)
{
    buffer copy = {0};
    buffer_add_text(&copy, path);
    buffer_free(&w->path);
    w->path = copy;
    w->shown = w->host->open(w->host->context, buffer_text(&w->path), &w->failure);
    if (w->shown)
        lesson_begin(w, step, from_lessons);
    else
        screen_change(w, SCREEN_BROKEN);
    w->user.from_lessons = from_lessons;
}

static void lessons_show(window *w)
{
    bool again = w->choose.all.lessons != NULL;
    if (again)
        w->choose.can_leave = w->shown != NULL;
    else
        picker_start(&w->choose, w->host->lessons(w->host->context), w->shown != NULL);
    w->choose.pictures = &w->pictures;
    w->user.playing = w->user.help = false;
    screen_change(w, SCREEN_LESSONS);
}

static void notice_set(window *w, tongue_word word, const char *what)
{
    tongue_write(w->words, w->notice, sizeof w->notice, word, TELL({.text = what}));
    w->noticed_ms = SDL_GetTicks64();
}

static void still_make(window *w)
{
    char name[STILL_NAME_BYTES] = "";
    ouro_error err = {0};
    if (still_save(w->shown, w->user.at, look_of(w), w->text, buffer_text(&w->path), name, &err) == OURO_OK)
        notice_set(w, SAY_SAVED, name);
    else
        notice_set(w, SAY_NOT_SAVED, err.text);
    w->gliding = false;
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
    case UI_EXPORT:
        still_make(w);
        return;
    case UI_LESSONS:
        lessons_show(w);
        return;
    case UI_RELOAD:
        file_open(w, buffer_text(&w->path), w->user.at.step, w->user.from_lessons);
        return;
    case UI_QUIT:
        w->quit = true;
        return;
    }
}

static const intent NOWHERE = {.kind = INTENT_HOVER, .x = -1, .y = -1};

/* A transition is not interrupted for what the pointer is on. */
static void pointed_do(window *w)
{
    if (w->pointed.kind != INTENT_HOVER || w->gliding || w->at != SCREEN_LESSON)
        return;
    scene_look look = look_of(w);
    effect_apply(w, ui_do(&w->user, w->shown, &look, w->pointed), w->user.at);
    w->pointed.kind = INTENT_NONE;
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
    case SDL_WINDOWEVENT_LEAVE:
        w->pointed = NOWHERE;
        break;
    default:
        break;
    }
}

static void notice_clear(window *w)
{
    if (!*w->notice)
        return;
    w->notice[0] = '\0';
    w->stale = true;
}

static void level_notice(window *w)
{
    static const tongue_word WORDS[] = {SAY_SHOWN_NAMES, SAY_SHOWN_COUNTS, SAY_SHOWN_GC, SAY_SHOWN_HEAP};
    notice_set(w, WORDS[stage_level(w->shown)], "");
}

static void lesson_event(window *w, const SDL_Event *event, intent what)
{
    scene_look look = look_of(w);
    if (what.kind == INTENT_NONE) {
        scene_geometry geometry = stage_geometry(w->shown, &look);
        scene_map map = {0};
        if (event->type == SDL_MOUSEBUTTONDOWN)
            map = stage_map(w->shown, w->user.at, &look);
        what = input_read(&w->in, event, &geometry, &map);
    }
    if (what.kind == INTENT_HOVER) { /* however often it moved: only where it is now matters */
        w->pointed = what;
        return;
    }
    bool was_playing = w->user.playing;
    uint32_t hidden = w->user.choices.hidden.count;
    stage_stop from = w->user.at;
    effect_apply(w, ui_do(&w->user, w->shown, &look, what), from);
    if (what.kind == INTENT_LEVEL)
        level_notice(w);
    if (w->user.choices.hidden.count > hidden)
        notice_set(w, SAY_HIDDEN_HINT, "");
    if (w->user.playing && !was_playing)
        w->step_started_ms = SDL_GetTicks64();
}

/* On the screens without a lesson. */
static void anywhere_do(window *w, intent what)
{
    if (what.kind == INTENT_QUIT)
        w->quit = true;
    else if (what.kind == INTENT_LESSONS)
        lessons_show(w);
    else if (what.kind == INTENT_FULLSCREEN) {
        w->user.fullscreen = !w->user.fullscreen;
        effect_apply(w, UI_FULLSCREEN, w->user.at);
    }
}

static void lessons_event(window *w, const SDL_Event *event)
{
    scene_look look = look_of(w);
    switch (input_pick(&w->in, event, &look, &w->choose)) {
    case PICKER_NOTHING:
        return;
    case PICKER_REDRAW:
        w->stale = true;
        return;
    case PICKER_OPEN:
        file_open(w, picker_lesson(&w->choose)->path, 0, true);
        return;
    case PICKER_LEAVE:
        screen_change(w, SCREEN_LESSON);
        return;
    }
}

static void broken_event(window *w, const SDL_Event *event)
{
    if (event->type != SDL_KEYDOWN || event->key.repeat)
        return;
    SDL_Keycode key = event->key.keysym.sym;
    if (key == SDLK_r || key == SDLK_F5)
        file_open(w, buffer_text(&w->path), 0, w->user.from_lessons);
    else if (key == SDLK_ESCAPE)
        lessons_show(w);
}

/* One lesson's preview, when the picker stands there and nobody waits for anything. */
static void preview_make(window *w)
{
    uint32_t lesson;
    w->previewing = false;
    if (w->at != SCREEN_LESSONS || w->stale || w->user.blank != UI_SHOWN || !w->host->preview
        || SDL_PollEvent(NULL))
        return;
    scene_look look = look_of(w), small = picker_preview_look(&look);
    if (!previews_fit(&w->pictures, w->choose.all.count, &small)
        || !picker_lacks(&w->choose, &look, &lesson))
        return;
    previews_make(&w->pictures, lesson, w->host, w->choose.all.lessons[lesson].path, &small);
    w->previewing = w->stale = true;
}

static void event_handle(window *w, const SDL_Event *event)
{
    if (event->type == SDL_WINDOWEVENT)
        window_event(w, &event->window);
    if (event->type == SDL_MOUSEMOTION || event->type == SDL_MOUSEBUTTONDOWN) {
        w->mouse_moved_ms = SDL_GetTicks64();
        cursor_show(w, true);
    }
    if (event->type == SDL_KEYDOWN) {
        glide_end(w); /* a key finishes the transition at once */
        notice_clear(w);
    }
    screen_ratio(w->onto, &w->in.pixels_across, &w->in.pixels_down);
    if (event->type == SDL_DROPFILE) {
        file_open(w, event->drop.file, 0, w->user.from_lessons);
        SDL_free(event->drop.file);
        return;
    }
    intent what = input_anywhere(event);
    if (w->at == SCREEN_LESSON)
        lesson_event(w, event, what);
    else if (what.kind != INTENT_NONE)
        anywhere_do(w, what);
    else if (w->at == SCREEN_LESSONS)
        lessons_event(w, event);
    else
        broken_event(w, event);
}

/* ---- time ---- */

static bool step_is_due(const window *w)
{
    return w->at == SCREEN_LESSON && w->user.playing && w->user.blank == UI_SHOWN
           && SDL_GetTicks64() - w->step_started_ms >= w->user.step_ms;
}

static void clock_tick(window *w)
{
    if (step_is_due(w)) {
        scene_look look = look_of(w);
        stage_stop from = w->user.at;
        effect_apply(w, ui_do(&w->user, w->shown, &look, (intent){.kind = INTENT_TICK}), from);
    }
    if (w->cursor_shown && SDL_GetTicks64() - w->mouse_moved_ms >= CURSOR_MS) {
        cursor_show(w, false);
        w->pointed = NOWHERE;
    }
    pointed_do(w);
    if (SDL_GetTicks64() - w->noticed_ms >= NOTICE_MS)
        notice_clear(w);
    if (w->at == SCREEN_BROKEN && w->host->changed(w->host->context))
        file_open(w, buffer_text(&w->path), 0, w->user.from_lessons);
    if (w->options->stop && *w->options->stop)
        w->quit = true;
}

/* Everything that has happened, after waiting for the first of it. */
static void events_wait(window *w)
{
    SDL_Event event;
    int wait_ms = w->gliding ? FRAME_MS : w->previewing ? 1 : STOP_POLL_MS;
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
        preview_make(w);
        if (was_gliding && !w->gliding && !w->stale)
            result = present(w, err); /* finished early: show where it was going */
    }
    return result;
}

/* ---- life ---- */

static bool driver_is_seen(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    return strcmp(driver, "offscreen") != 0 && strcmp(driver, "evdev") != 0
           && strcmp(driver, "dummy") != 0;
}

/* Without a display SDL falls back to drivers that show nothing to anybody: only those who ask for
 * one of them by name (tests) want that. */
static ouro_result video_start(ouro_error *err)
{
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1"); /* the program has its own */
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
        return error_set(err, OURO_ERR_DISPLAY, 0, 0, "no display (%s)", SDL_GetError());
    if (driver_is_seen() || SDL_GetHint(SDL_HINT_VIDEODRIVER))
        return OURO_OK;
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return error_set(err, OURO_ERR_DISPLAY, 0, 0, "no display (neither X11 nor Wayland answers)");
}

bool window_is_seen(void)
{
    ouro_error err = {0};
    if (video_start(&err) != OURO_OK)
        return false;
    bool seen = driver_is_seen();
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return seen;
}

/* 16:9, but no larger than the display. */
static SDL_Rect first_size(void)
{
    SDL_Rect size = {.w = WINDOW_WIDTH, .h = WINDOW_HEIGHT}, room;
    if (SDL_GetDisplayUsableBounds(0, &room) == 0 && room.w > 0 && room.h > 0) {
        size.w = size.w < room.w ? size.w : room.w;
        size.h = size.h < room.h ? size.h : room.h;
    }
    return size;
}

/* SDL wakes itself through the X server, over a second connection. A wake-up still on its way when the
 * window goes would be an error there, and Xlib ends the program for it: so wait until all is quiet. */
static void events_end(void)
{
    enum { QUIET_MS = 30, MOST = 20 };
    SDL_Event event;
    for (int i = 0; i < MOST && SDL_WaitEventTimeout(&event, QUIET_MS); i++)
        if (event.type == SDL_DROPFILE)
            SDL_free(event.drop.file);
}

/* What the window begins with. */
static void first_show(window *w)
{
    const window_options *o = w->options;
    if (o->file)
        buffer_add_text(&w->path, o->file);
    w->shown = o->shown;
    if (o->failure)
        w->failure = *o->failure;
    if (w->shown)
        lesson_begin(w, o->step, false);
    else if (o->file)
        screen_change(w, SCREEN_BROKEN);
    else
        lessons_show(w);
}

ouro_result window_run(const window_host *host, text_cache *text, const window_options *options,
                       ouro_error *err)
{
    ouro_result result = video_start(err);
    if (result != OURO_OK)
        return result;
    window w = {.host = host,
                .words = tongue_named(options->lang),
                .options = options,
                .text = text,
                .ruler = text_ruler(text),
                .user = ui_before(options->theme, options->fullscreen),
                .cursor_shown = true,
                .mouse_moved_ms = SDL_GetTicks64()};
    SDL_Rect size = first_size();
    w.onto = screen_open("Ouroboros", size.w, size.h, options->fullscreen, text, err);
    result = w.onto ? OURO_OK : err->code;
    w.user.motion = !options->no_motion;
    if (result == OURO_OK) {
        first_show(&w);
        SDL_StartTextInput();
        result = loop(&w, err);
        events_end();
    }
    buffer_free(&w.path);
    previews_free(&w.pictures);
    frame_free(&w.last);
    frame_free(&w.next);
    frame_free(&w.between);
    screen_close(w.onto);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return result;
}
