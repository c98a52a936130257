#define _POSIX_C_SOURCE 200809L
#include "render/cli/play.h"

#include "render/cli/looks.h"
#include "render/cli/opening.h"
#include "render/cli/shelf.h"
#include "render/window/window.h"
#include "sim/base/limits.h"
#include "sim/cli/options.h"
#include "sim/cli/stop.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct play_request {
    const char *step, *theme;
    bool fullscreen, no_motion;
    opening_options open;
    uint32_t first_step;
    theme_name colours;
} play_request;

static const char SYNOPSIS[] = "play [FILE]";
static const char ABOUT[] = "Show the scenario in a window; without FILE, the lessons to choose from. H lists the keys.";

static ouro_result OURO_PRINTF(2, 3) usage(ouro_error *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    ouro_result result = error_vset(err, OURO_ERR_USAGE, 0, 0, format, args);
    va_end(args);
    return result;
}

static ouro_result values_check(play_request *r, ouro_error *err)
{
    ouro_result result = looks_theme(r->theme, &r->colours, err);
    if (result != OURO_OK)
        return result;
    if (!r->step)
        return OURO_OK;
    size_t digits = strspn(r->step, "0123456789");
    unsigned long step = strtoul(r->step, NULL, 10);
    if (!digits || r->step[digits] || step > LIMIT_STEPS)
        return usage(err, "--step %s: give the number of a step", r->step);
    r->first_step = (uint32_t)step;
    return OURO_OK;
}

enum { OWN_ROWS = 4 };

static ouro_result request_read(play_request *r, int argc, char **argv, const char **file,
                                ouro_error *err)
{
    option table[OWN_ROWS + OPENING_ROWS] = {
        {"--step", "N", "begin there (0 is before the first step)", OPTION_TEXT, &r->step},
        {"--theme", "T", "light (default), dark or contrast", OPTION_TEXT, &r->theme},
        {"--fullscreen", NULL, "fill the screen", OPTION_FLAG, &r->fullscreen},
        {"--no-motion", NULL, "no animation: every change at once", OPTION_FLAG, &r->no_motion},
    };
    int left = 0;
    ouro_result result = opening_read(&r->open, SYNOPSIS, ABOUT, table, OWN_ROWS, argc, argv, &left, err);
    if (result != OURO_OK || r->open.help || r->open.version)
        return result;
    if (left > 1)
        return usage(err, "play takes one FILE");
    if (r->step && !left)
        return usage(err, "--step %s needs a FILE", r->step);
    *file = left ? argv[1] : NULL;
    return values_check(r, err);
}

/* ---- what the window asks for ---- */

/* Between the window and the files. */
typedef struct player {
    opening open;
    const opening_options *options;
    const char *asked; /* the FILE of the command line; NULL: none */
    bool on_asked;     /* it is the one that is open */
    shelf lessons;
    struct stat seen; /* the open file as it was when it was read */
    ouro_error error;
} player;

static stage *player_open(void *context, const char *path, window_failure *why)
{
    player *p = context;
    opening_unload(&p->open);
    p->error = (ouro_error){0};
    p->seen = (struct stat){0};
    p->on_asked = p->asked && strcmp(p->asked, path) == 0;
    (void)stat(path, &p->seen);
    if (opening_load(&p->open, path, p->options, &p->error) == OURO_OK)
        return p->open.shown;
    *why = (window_failure){.path = path,
                            .error = p->error,
                            .text = p->open.source.text,
                            .length = p->open.source.length};
    return NULL;
}

static bool player_changed(void *context)
{
    const player *p = context;
    struct stat now;
    if (stat(p->open.file, &now) != 0)
        return false;
    return now.st_size != p->seen.st_size || now.st_mtim.tv_sec != p->seen.st_mtim.tv_sec
           || now.st_mtim.tv_nsec != p->seen.st_mtim.tv_nsec;
}

/* Without lessons the picker is empty, and says so. */
static window_lessons player_lessons(void *context)
{
    player *p = context;
    ouro_error ignored = {0};
    if (!p->lessons.lessons && shelf_fill(&p->lessons, p->options->lang, &ignored) != OURO_OK)
        return (window_lessons){0};
    return (window_lessons){.lessons = p->lessons.lessons, .count = p->lessons.count};
}

/* A run of its own, beside the one that is open; they share the fonts. */
static bool player_preview(void *context, const char *path, const scene_look *look, frame *onto)
{
    const player *p = context;
    opening beside = {.text = p->open.text, .ruler = p->open.ruler};
    ouro_error ignored = {0};
    bool drawn = opening_load(&beside, path, p->options, &ignored) == OURO_OK
                 && stage_draw(beside.shown, stage_fullest(beside.shown), look, onto, &ignored) == OURO_OK;
    opening_unload(&beside);
    return drawn;
}

/* ---- the command ---- */

static int step_check(const player *p, const play_request *r)
{
    ouro_error err = {0};
    if (!p->open.shown || r->first_step <= stage_step_count(p->open.shown))
        return 0;
    usage(&err, "--step %s: this scenario has the steps 0 to %u", r->step,
          stage_step_count(p->open.shown));
    return opening_report(&p->open, &err);
}

static int window_show(player *p, const play_request *r, const window_failure *failure)
{
    ouro_error err = {0};
    window_host host = {.context = p,
                        .open = player_open,
                        .changed = player_changed,
                        .lessons = player_lessons,
                        .preview = player_preview};
    window_options options = {.file = p->asked,
                              .shown = p->open.shown,
                              .failure = failure,
                              .step = r->first_step,
                              .theme = r->colours,
                              .lang = r->open.lang,
                              .fullscreen = r->fullscreen,
                              .no_motion = r->no_motion,
                              .stop = stop_flag()};
    if (window_run(&host, p->open.text, &options, &err) != OURO_OK)
        return opening_report(&p->open, &err);
    if (!p->on_asked)
        return 0;
    return p->open.shown ? opening_outcome(&p->open) : error_exit_code(p->error.code);
}

/* What is wrong in a file is told on the terminal, and in the window if there is one: there it can be
 * mended and tried again. */
static int play(player *p, const play_request *r)
{
    window_failure failure = {0};
    if (!p->asked)
        return window_show(p, r, NULL);
    if (player_open(p, p->asked, &failure)) {
        int wrong = step_check(p, r);
        return wrong ? wrong : window_show(p, r, NULL);
    }
    bool mendable = opening_is_of_file(&p->open, &p->error) && p->error.code != OURO_ERR_IO
                    && p->error.code != OURO_ERR_USAGE;
    int exit_code = opening_report(&p->open, &p->error);
    return mendable && window_is_seen() ? window_show(p, r, &failure) : exit_code;
}

int play_command(int argc, char **argv)
{
    play_request r = {0};
    ouro_error err = {0};
    player p = {.options = &r.open};
    if (request_read(&r, argc, argv, &p.asked, &err) != OURO_OK)
        return opening_report(&p.open, &err);
    if (r.open.help || r.open.version)
        return 0;
    int exit_code = opening_fonts(&p.open, &err) == OURO_OK ? play(&p, &r)
                                                            : opening_report(&p.open, &err);
    opening_end(&p.open);
    shelf_free(&p.lessons);
    return exit_code;
}
