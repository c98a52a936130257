/* What every command that draws begins with: the fonts, the scenario, its run, its stage.
 *
 * Owns all of it until opening_end(). Prints what goes wrong, as only commands do. */
#ifndef OURO_RENDER_CLI_OPENING_H
#define OURO_RENDER_CLI_OPENING_H

#include "render/draw/text.h"
#include "render/scene/stage.h"
#include "sim/cli/options.h"
#include "sim/session.h"

typedef struct opening {
    const char *file;
    source_text source;
    bool asked; /* the file has been asked for */
    session *run;
    buffer fonts; /* folder */
    text_cache *text;
    frame_ruler ruler;
    stage *shown;
} opening;

typedef struct opening_options {
    const char *python, *lang; /* NULL: as the scenario says */
    uint64_t max_events;       /* 0: the usual */
    scene_style style;
    bool help, version; /* asked for, and told: nothing else is to be done */
} opening_options;

/* How the command lines of all commands that draw end. */
enum { OPENING_ROWS = 5 };
/* Reads a command line by `own` rows of a command and by those of all, for which there is room behind them;
 * --help and --version are answered. `*left`: as options_parse() leaves it. */
ouro_result opening_read(opening_options *o, const char *synopsis, const char *about, option *rows, size_t own, int argc,
                         char **argv, int *left, ouro_error *err) OURO_MUST_CHECK;

/* The parts: the fonts, once; then files, one after the other. */
ouro_result opening_fonts(opening *o, ouro_error *err) OURO_MUST_CHECK;
/* The run alone, without a stage. */
ouro_result opening_run(opening *o, const char *file, const opening_options *options,
                        ouro_error *err) OURO_MUST_CHECK;
/* `file` is borrowed until opening_unload(). After an error the source is there if it could be read. */
ouro_result opening_load(opening *o, const char *file, const opening_options *options,
                         ouro_error *err) OURO_MUST_CHECK;
void opening_unload(opening *o);

/* True: everything is there. False: it has been reported, and `*exit_code` is the exit code. Ends with
 * opening_end() either way. */
bool opening_make(opening *o, const char *file, const opening_options *options, int *exit_code);
void opening_end(opening *o);

/* An uncaught exception that the scenario does not expect: prints its traceback. The exit code. */
int opening_outcome(const opening *o);
/* The error is the scenario's, not the environment's. */
bool opening_is_of_file(const opening *o, const ouro_error *err);
/* Prints "FILE:LINE:COL: error: ..." and returns the exit code. */
int opening_report(const opening *o, const ouro_error *err);

#endif
