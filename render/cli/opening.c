#include "render/cli/opening.h"

#include "sim/base/report_error.h"
#include "sim/cli/data_dir.h"
#include "sim/cli/stop.h"
#include "sim/cli/terminal.h"

#include <stdio.h>
#include <string.h>

/* Trouble with fonts, folders or the display is not the scenario's: then its name stays out. */
bool opening_is_of_file(const opening *o, const ouro_error *err)
{
    return err->code == OURO_ERR_SYNTAX || err->code == OURO_ERR_UNSUPPORTED
           || err->code == OURO_ERR_LIMIT_INPUT || err->code == OURO_ERR_LIMIT
           || (err->code == OURO_ERR_IO && !o->run && o->asked)
           || (err->code == OURO_ERR_USAGE && !o->run && o->asked);
}

int opening_report(const opening *o, const ouro_error *err)
{
    buffer message = {0};
    bool of_file = opening_is_of_file(o, err);
    error_format(err, of_file ? o->file : NULL, of_file ? o->source.text : NULL, o->source.length, &message);
    if (!message.failed)
        terminal_write(stderr, message.text, message.length);
    buffer_free(&message);
    return error_exit_code(err->code);
}

ouro_result opening_read(opening_options *o, const char *synopsis, const char *about, option *rows, size_t own, int argc,
                         char **argv, int *left, ouro_error *err)
{
    const option all[OPENING_ROWS] = {
        {"--python", "V", "behave like CPython V; 3.13 is modelled so far", OPTION_TEXT, &o->python},
        {"--lang", "L", "language of the texts (default en)", OPTION_TEXT, &o->lang},
        {"--max-events", "N", "stop after N events", OPTION_NUMBER, &o->max_events},
        {"--help", NULL, "this", OPTION_FLAG, &o->help},
        {"--version", NULL, "which ouro this is", OPTION_FLAG, &o->version},
    };
    memcpy(rows + own, all, sizeof all);
    ouro_result result = options_parse(rows, own + OPENING_ROWS, argc, argv, left, err);
    if (result == OURO_OK && o->help)
        options_print_help(synopsis, about, rows, own + OPENING_ROWS);
    else if (result == OURO_OK && o->version)
        puts("ouro " OURO_VERSION);
    return result;
}

ouro_result opening_fonts(opening *o, ouro_error *err)
{
    ouro_result result = data_dir_find("assets/fonts", &o->fonts, err);
    if (result != OURO_OK)
        return result;
    o->text = text_cache_open(o->fonts.text, err);
    if (!o->text)
        return err->code;
    o->ruler = text_ruler(o->text);
    return OURO_OK;
}

ouro_result opening_run(opening *o, const char *file, const opening_options *options, ouro_error *err)
{
    session_options run = {.python = options->python,
                           .lang = options->lang,
                           .max_events = options->max_events,
                           .stop = stop_flag()};
    o->file = file;
    o->asked = true;
    return session_open(file, &run, &o->source, &o->run, err);
}

ouro_result opening_load(opening *o, const char *file, const opening_options *options,
                         ouro_error *err)
{
    ouro_result result = opening_run(o, file, options, err);
    if (result == OURO_OK)
        result = stage_open(o->run, &o->ruler, options->style, stop_flag(), &o->shown, err);
    return result;
}

bool opening_make(opening *o, const char *file, const opening_options *options, int *exit_code)
{
    ouro_error err = {0};
    *o = (opening){.file = file};
    ouro_result result = opening_fonts(o, &err);
    if (result == OURO_OK)
        result = opening_load(o, file, options, &err);
    if (result == OURO_OK)
        return true;
    *exit_code = opening_report(o, &err);
    return false;
}

void opening_unload(opening *o)
{
    stage_close(o->shown);
    if (o->run)
        session_close(o->run);
    source_text_free(&o->source);
    o->shown = NULL;
    o->run = NULL;
    o->source = (source_text){0};
}

void opening_end(opening *o)
{
    opening_unload(o);
    if (o->text)
        text_cache_close(o->text);
    buffer_free(&o->fonts);
    *o = (opening){0};
}

/* `raises` may stand on the last step only, and says that the exception is the point. */
static bool exception_is_expected(const scenario *s)
{
    if (s->step_count == 0)
        return false;
    const scenario_step *last = &s->steps[s->step_count - 1];
    for (uint32_t i = 0; i < last->expect_count; i++)
        if (last->expects[i].kind == EXPECT_RAISES)
            return true;
    return false;
}

int opening_outcome(const opening *o)
{
    session_outcome outcome = session_outcome_of(o->run);
    if (!outcome.raised || exception_is_expected(session_scenario(o->run)))
        return 0;
    if (outcome.traceback)
        terminal_write(stderr, outcome.traceback, strlen(outcome.traceback));
    return 1;
}
