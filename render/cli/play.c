#include "render/cli/play.h"

#include "render/cli/opening.h"
#include "render/window/window.h"
#include "sim/base/limits.h"
#include "sim/cli/options.h"
#include "sim/cli/stop.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct play_request {
    const char *step, *theme;
    bool fullscreen, no_motion, help, version;
    opening_options open;
    uint32_t first_step;
} play_request;

static const char SYNOPSIS[] = "play FILE";
static const char ABOUT[] = "Show the scenario in a window. H lists the keys.";

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
    if (r->theme && !theme_named(r->theme))
        return usage(err, "--theme %s: there are light and dark", r->theme);
    if (!r->step)
        return OURO_OK;
    size_t digits = strspn(r->step, "0123456789");
    unsigned long step = strtoul(r->step, NULL, 10);
    if (!digits || r->step[digits] || step > LIMIT_STEPS)
        return usage(err, "--step %s: give the number of a step", r->step);
    r->first_step = (uint32_t)step;
    return OURO_OK;
}

static ouro_result request_read(play_request *r, int argc, char **argv, const char **file,
                                ouro_error *err)
{
    const option table[] = {
        {"--step", "N", "begin there (0 is before the first step)", OPTION_TEXT, &r->step},
        {"--theme", "T", "light (default) or dark", OPTION_TEXT, &r->theme},
        {"--fullscreen", NULL, "fill the screen", OPTION_FLAG, &r->fullscreen},
        {"--no-motion", NULL, "no animation: every change at once", OPTION_FLAG, &r->no_motion},
        {"--python", "V", "3.11 to 3.15; wins over the scenario's", OPTION_TEXT, &r->open.python},
        {"--lang", "L", "language of the texts (default en)", OPTION_TEXT, &r->open.lang},
        {"--max-events", "N", "stop after N events", OPTION_NUMBER, &r->open.max_events},
        {"--help", NULL, "this", OPTION_FLAG, &r->help},
        {"--version", NULL, "which ouro this is", OPTION_FLAG, &r->version},
    };
    enum { COUNT = sizeof table / sizeof *table };
    int left = 0;
    ouro_result result = options_parse(table, COUNT, argc, argv, &left, err);
    if (result != OURO_OK)
        return result;
    if (r->help)
        options_print_help(SYNOPSIS, ABOUT, table, COUNT);
    else if (r->version)
        puts("ouro " OURO_VERSION);
    if (r->help || r->version)
        return OURO_OK;
    if (left != 1)
        return usage(err, "play %s", left ? "takes one FILE" : "needs a FILE");
    *file = argv[1];
    return values_check(r, err);
}

static int window_show(const opening *o, const play_request *r)
{
    ouro_error err = {0};
    window_options options = {.step = r->first_step,
                              .theme = THEME_LIGHT,
                              .fullscreen = r->fullscreen,
                              .no_motion = r->no_motion,
                              .stop = stop_flag()};
    if (r->theme && theme_named(r->theme) == theme_of(THEME_DARK))
        options.theme = THEME_DARK;
    if (r->first_step > stage_step_count(o->shown)) {
        usage(&err, "--step %s: this scenario has the steps 0 to %u", r->step,
              stage_step_count(o->shown));
        return opening_report(o, &err);
    }
    if (window_run(o->shown, o->text, &options, &err) != OURO_OK)
        return opening_report(o, &err);
    return opening_outcome(o);
}

int play_command(int argc, char **argv)
{
    play_request r = {0};
    ouro_error err = {0};
    opening o = {0};
    const char *file = NULL;
    int exit_code = 0;
    if (request_read(&r, argc, argv, &file, &err) != OURO_OK)
        return opening_report(&o, &err);
    if (r.help || r.version)
        return 0;
    if (opening_make(&o, file, &r.open, &exit_code))
        exit_code = window_show(&o, &r);
    opening_end(&o);
    return exit_code;
}
