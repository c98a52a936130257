#define _GNU_SOURCE /* sched_getaffinity */
#include "render/cli/export.h"

#include "render/cli/export_data.h"
#include "render/cli/looks.h"
#include "render/cli/opening.h"
#include "render/export/cheat_sheet.h"
#include "render/export/formats.h"
#include "sim/base/limits.h"
#include "sim/cli/data_dir.h"
#include "sim/cli/options.h"
#include "sim/cli/progress.h"
#include "sim/cli/stop.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS_MOST = 8 }; /* more would wait for the one that lays the scenes out */

typedef struct export_request {
    const char *out, *format, *steps, *size, *theme, *look, *crop, *per, *seconds;
    uint64_t scale, fps, handout;
    bool force, transparent, cheat_sheet;
    const export_format *as;
    bool one_file; /* not a folder */
    int32_t width_px, height_px;
    theme_name colours;
    uint32_t first_step, last_step;
    reel_plan plan;
    opening_options open;
} export_request;

static const char SYNOPSIS[] = "export FILE -o OUT";
static const char ABOUT[]
    = "Write pictures, slides, films. The ending of OUT is the format:\n\n"
      "  OUT                     a folder: STEM-0000.png, the state before the first step, and so on;\n"
      "                          one that was interrupted goes on where it stopped\n"
      "  OUT.png                 one step\n"
      "  OUT.svg                 one step, or a contact sheet of several\n"
      "  OUT.pdf                 a page per step, or a handout\n"
      "  OUT.pptx                slides with notes: PowerPoint, Keynote, Google Slides, Impress\n"
      "  OUT.html                a page that plays in any browser\n"
      "  OUT.md, OUT.tex         a talk for Marp, Quarto, pandoc; for Beamer\n"
      "  OUT.gif, .mp4, .webm    a film; the last two need ffmpeg\n"
      "  OUT.dot                 the reference graph of one step, for Graphviz\n"
      "  OUT.heapsnapshot        the heap of one step, for the memory panel of Chrome\n"
      "  OUT.json                with --format pytutor: the run as a trace of Python Tutor\n"
      "  -                       standard output; --format says what";

static ouro_result OURO_PRINTF(2, 3) usage(ouro_error *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    ouro_result result = error_vset(err, OURO_ERR_USAGE, 0, 0, format, args);
    va_end(args);
    return result;
}

/* ---- values ---- */

/* "A-B", or "A" alone. */
static ouro_result steps_read(export_request *r, uint32_t step_count, ouro_error *err)
{
    bool one = r->as->still && r->one_file, last_alone = one && !r->as->folder;
    r->first_step = last_alone ? step_count : 0;
    r->last_step = step_count;
    if (!r->steps && one && r->first_step < r->last_step)
        return usage(err, "-o %s: one %s file is one step, and there are 0 to %u; add --steps K, or name a "
                     "folder", r->out, r->as->name, step_count);
    if (!r->steps)
        return OURO_OK;
    const char *at = r->steps;
    bool good = looks_number(&at, LIMIT_STEPS, &r->first_step);
    r->last_step = r->first_step;
    if (good && *at == '-') {
        at++;
        good = looks_number(&at, LIMIT_STEPS, &r->last_step);
    }
    if (!good || *at || r->first_step > r->last_step)
        return usage(err, "--steps %s: give a range such as 0-5, or one step", r->steps);
    if (r->last_step > step_count)
        return usage(err, "--steps %s: this scenario has the steps 0 to %u",
                         r->steps, step_count);
    if (one && r->first_step < r->last_step)
        return usage(err, "-o %s: one %s file is one step, not the %u of --steps %s", r->out, r->as->name,
                     r->last_step - r->first_step + 1, r->steps);
    return OURO_OK;
}

static const char *ending_of(const char *path)
{
    const char *name = strrchr(path, '/');
    const char *dot = strrchr(name ? name : path, '.');
    return dot && dot != (name ? name + 1 : path) ? dot + 1 : NULL;
}

/* Endings that mean a format, also those of other programs that nothing here writes; a folder may have
 * any other dot in its name. */
static bool is_format(const char *word)
{
    static const char *const FORMATS[]
        = {"png", "svg", "pdf", "gif", "mp4", "webm", "pptx", "html", "md", "tex", "dot", "heapsnapshot",
           "jpg", "jpeg", "bmp", "webp", "tif", "tiff", "apng", "eps", "ps", "avi", "mkv", "mov", "ppt", "odp",
           "key", "doc", "docx", "odt", "htm", "gv", "txt", "zip"};
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
        if (strcmp(FORMATS[i], word) == 0)
            return true;
    return false;
}

static ouro_result style_read(export_request *r, ouro_error *err)
{
    bool slide = r->look && strcmp(r->look, "slide") == 0;
    if (r->look && !slide && strcmp(r->look, "stage") != 0)
        return usage(err, "--look %s: there are stage and slide", r->look);
    if (r->crop && strcmp(r->crop, "graph") != 0)
        return usage(err, "--crop %s: there is graph", r->crop);
    if (r->crop && r->look)
        return usage(err, "--crop graph leaves nothing of --look %s", r->look);
    r->open.style = r->crop ? SCENE_GRAPH : slide ? SCENE_SLIDE : r->look ? SCENE_STAGE : r->as->style;
    return OURO_OK;
}

/* "2", "1.5": seconds, to a thousandth. */
static bool seconds_read(const char *text, uint32_t *ms)
{
    enum { SECONDS_MOST = 600 };
    const char *at = text;
    uint32_t whole, unit = 100;
    if (!looks_number(&at, SECONDS_MOST, &whole))
        return false;
    *ms = whole * 1000;
    if (*at == '.')
        for (at++; *at >= '0' && *at <= '9'; at++, unit /= 10)
            *ms += (uint32_t)(*at - '0') * unit;
    return !*at && *ms > 0;
}

/* Which pictures: --per, --fps, --seconds. */
static ouro_result plan_read(export_request *r, ouro_error *err)
{
    enum { FPS_USUAL = 25 };
    static const char *const UNITS[]
        = {[REEL_STEPS] = "step", [REEL_LINES] = "line", [REEL_CHANGES] = "event"};
    bool film = r->as->moves || r->fps;
    r->plan = (reel_plan){.unit = film ? REEL_FILM : REEL_STEPS,
                          .fps = r->fps ? (uint32_t)r->fps : FPS_USUAL,
                          .stay_ms = REEL_STAY_MS,
                          .stop = stop_flag()};
    if (r->fps > REEL_FPS_MAX)
        return usage(err, "--fps %llu: at most %d", (unsigned long long)r->fps, REEL_FPS_MAX);
    if (r->seconds && !film)
        return usage(err, "--seconds %s: only pictures at a rate stay; give --fps as well", r->seconds);
    if (r->seconds && !seconds_read(r->seconds, &r->plan.stay_ms))
        return usage(err, "--seconds %s: give a number such as 2 or 1.5, at most 600", r->seconds);
    if (r->per && film)
        return usage(err, "--per %s: a film has as many pictures as its rate says", r->per);
    if (!r->per && r->as->inside && !film) {
        r->plan.unit = REEL_CHANGES;
        r->plan.most = r->as->inside;
    }
    if (!r->per)
        return OURO_OK;
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
        if (strcmp(r->per, UNITS[i]) == 0) {
            r->plan.unit = (reel_unit)i;
            return OURO_OK;
        }
    return usage(err, "--per %s: there are step, line and event", r->per);
}

/* What is written where, from --format and the ending of OUT. */
static ouro_result target_read(export_request *r, ouro_error *err)
{
    if (!r->out || !*r->out)
        return usage(err, "export needs -o OUT");
    bool standard = strcmp(r->out, "-") == 0;
    const char *ending = ending_of(r->out);
    if (ending && !is_format(ending))
        ending = NULL;
    const char *format = r->format ? r->format : ending ? ending : "png";
    if (ending && r->format && strcmp(ending, format) != 0)
        return usage(err, "-o %s: its ending says %s, --format says %s", r->out, ending, format);
    r->as = export_format_named(format, strlen(format));
    if (!r->as) {
        buffer known = {0};
        export_format_list(&known);
        ouro_result result = usage(err, "%s %s: this version writes %s", r->format ? "--format" : "-o",
                                   r->format ? format : r->out, buffer_text(&known));
        buffer_free(&known);
        return result;
    }
    r->one_file = standard || ending || !r->as->folder;
    if (r->one_file && !r->as->file && !r->as->data)
        return usage(err, "-o %s: %s files come in a folder; name one without an ending", r->out,
                     format);
    return OURO_OK;
}

/* Data looks like nothing. */
static ouro_result data_check(const export_request *r, ouro_error *err)
{
    const struct {
        const char *name;
        bool given;
    } looks[] = {{"--size", r->size},       {"--scale", r->scale},         {"--theme", r->theme},
                 {"--look", r->look},       {"--crop", r->crop},           {"--per", r->per},
                 {"--fps", r->fps},         {"--seconds", r->seconds},     {"--handout", r->handout},
                 {"--transparent", r->transparent}};
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
        if (looks[i].given)
            return usage(err, "%s: only for pictures, and %s is data", looks[i].name, r->as->name);
    return OURO_OK;
}

static ouro_result request_check(export_request *r, ouro_error *err)
{
    ouro_result result = target_read(r, err);
    if (result == OURO_OK && r->as->data)
        return data_check(r, err);
    if (result == OURO_OK)
        result = looks_theme(r->theme, &r->colours, err);
    if (result == OURO_OK)
        result = style_read(r, err);
    if (result == OURO_OK)
        result = plan_read(r, err);
    if (result == OURO_OK && r->as->still && r->one_file && r->plan.unit != REEL_STEPS)
        result = usage(err, "-o %s: one %s file is one picture; --per and --fps need a folder", r->out,
                       r->as->name);
    if (result == OURO_OK && r->transparent && !r->as->groundless)
        result = usage(err, "--transparent: only PNG and SVG can be without a background");
    if (result == OURO_OK && r->handout && strcmp(r->as->name, "pdf") != 0)
        result = usage(err, "--handout %llu: only PDF has handouts", (unsigned long long)r->handout);
    if (result == OURO_OK && r->handout && r->handout != 1 && r->handout != 2 && r->handout != 4
        && r->handout != 6)
        result = usage(err, "--handout %llu: there are 1, 2, 4 and 6", (unsigned long long)r->handout);
    return result == OURO_OK ? looks_size(r->size, r->scale, &r->width_px, &r->height_px, err) : result;
}

/* --cheat-sheet knows no FILE, and is a PDF. */
static ouro_result sheet_check(export_request *r, int files, ouro_error *err)
{
    if (files)
        return usage(err, "--cheat-sheet needs no FILE");
    ouro_result result = target_read(r, err);
    if (result == OURO_OK && strcmp(r->as->name, "pdf") != 0 && (r->format || ending_of(r->out)))
        result = usage(err, "-o %s: the cheat sheet is a PDF", r->out);
    if (result == OURO_OK)
        result = looks_theme(r->theme, &r->colours, err);
    return result;
}

/* The file's name without its folder and its ending. */
static char *stem_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return strndup(name, dot && dot != name ? (size_t)(dot - name) : strlen(name));
}

/* Those that this process may use: a container or taskset may allow fewer than there are. */
static uint32_t processors(void)
{
    cpu_set_t allowed;
    int count = sched_getaffinity(0, sizeof allowed, &allowed) == 0 ? CPU_COUNT(&allowed) : 1;
    return count < 1 ? 1 : count > THREADS_MOST ? THREADS_MOST : (uint32_t)count;
}

/* ---- the command ---- */

static void progress_show(void *user, uint64_t done, uint64_t total)
{
    progress *bar = user;
    bar->total = total;
    progress_set(bar, done);
}

static ouro_result job_run(const opening *o, const export_request *r, progress *bar,
                           ouro_error *err)
{
    buffer assets = {0};
    char *stem = stem_of(o->file);
    if (!stem)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    ouro_result result = data_dir_find("assets", &assets, err);
    export_job job = {.shown = o->shown,
                      .out = r->out,
                      .stem = stem,
                      .font_dir = o->fonts.text,
                      .asset_dir = buffer_text(&assets),
                      .python = session_python(o->run),
                      .lang = r->open.lang,
                      .source = o->source.text,
                      .source_length = o->source.length,
                      .first_step = r->first_step,
                      .last_step = r->last_step,
                      .width_px = r->width_px,
                      .height_px = r->height_px,
                      .colours = theme_of(r->colours),
                      .style = r->open.style,
                      .plan = r->plan,
                      .transparent = r->transparent,
                      .handout = (uint32_t)r->handout,
                      .threads = processors(),
                      .force = r->force,
                      .stop = stop_flag(),
                      .progress = progress_show,
                      .user = bar};
    if (result == OURO_OK)
        result = (r->one_file ? r->as->file : r->as->folder)(&job, err);
    buffer_free(&assets);
    free(stem);
    return result;
}

static ouro_result steps_choose(void *user, uint32_t step_count, uint32_t *first, uint32_t *last, ouro_error *err)
{
    export_request *r = user;
    ouro_result result = steps_read(r, step_count, err);
    *first = r->first_step;
    *last = r->last_step;
    return result;
}

static int pictures_export(const opening *o, export_request *r)
{
    ouro_error err = {0};
    ouro_result result = steps_read(r, stage_step_count(o->shown), &err);
    if (result == OURO_OK) {
        progress bar;
        progress_start(&bar, "export", r->last_step - r->first_step + 1);
        result = job_run(o, r, &bar, &err);
        progress_end(&bar);
    }
    return result == OURO_OK ? opening_outcome(o) : opening_report(o, &err);
}

enum { OWN_ROWS = 15 };

static ouro_result request_read(export_request *r, int argc, char **argv, const char **file,
                                ouro_error *err)
{
    option table[OWN_ROWS + OPENING_ROWS] = {
        {"-o", "OUT", "a file, or a folder for the pictures; made if missing", OPTION_TEXT,
         &r->out},
        {"--format", "F", "where the ending does not say: png, svg, pdf, ...", OPTION_TEXT, &r->format},
        {"--steps", "A-B", "only these; the others may be made elsewhere", OPTION_TEXT, &r->steps},
        {"--size", "WxH", "of a frame in pixels (default 1920x1080)", OPTION_TEXT, &r->size},
        {"--scale", "K", "K times as large", OPTION_NUMBER, &r->scale},
        {"--theme", "T", "light (default), dark or contrast", OPTION_TEXT, &r->theme},
        {"--per", "U", "a picture per step (default), line or event", OPTION_TEXT, &r->per},
        {"--fps", "N", "a film: N pictures a second, with what moves", OPTION_NUMBER, &r->fps},
        {"--seconds", "S", "... in which a step stays so long (default 3)", OPTION_TEXT,
         &r->seconds},
        {"--handout", "N", "PDF to be printed: 1, 2, 4 or 6 steps on a page", OPTION_NUMBER,
         &r->handout},
        {"--look", "L", "stage, or slide (default of PDF, PPTX, talks)", OPTION_TEXT, &r->look},
        {"--transparent", NULL, "PNG, SVG: no background", OPTION_FLAG, &r->transparent},
        {"--crop", "graph", "the reference graph alone", OPTION_TEXT, &r->crop},
        {"--cheat-sheet", NULL, "instead of FILE: all symbols and keys, a PDF page", OPTION_FLAG,
         &r->cheat_sheet},
        {"--force", NULL, "replace what another export left", OPTION_FLAG, &r->force},
    };
    int left = 0;
    ouro_result result = opening_read(&r->open, SYNOPSIS, ABOUT, table, OWN_ROWS, argc, argv, &left, err);
    if (result != OURO_OK || r->open.help || r->open.version)
        return result;
    if (r->cheat_sheet)
        return sheet_check(r, left, err);
    if (left != 1)
        return usage(err, "export %s", left ? "takes one FILE" : "needs a FILE");
    *file = argv[1];
    return request_check(r, err);
}

static int sheet_export(const export_request *r)
{
    opening o = {0};
    ouro_error err = {0};
    ouro_result result = opening_fonts(&o, &err);
    if (result == OURO_OK)
        result = cheat_sheet_write(
            &(export_job){.out = r->out,
                          .font_dir = o.fonts.text,
                          .colours = theme_of(r->colours),
                          .force = r->force},
            &err);
    int exit_code = result == OURO_OK ? 0 : opening_report(&o, &err);
    opening_end(&o);
    return exit_code;
}

int export_command(int argc, char **argv)
{
    export_request r = {0};
    ouro_error err = {0};
    opening o = {0};
    const char *file = NULL;
    int exit_code = 0;
    if (request_read(&r, argc, argv, &file, &err) != OURO_OK)
        return opening_report(&o, &err);
    if (r.open.help || r.open.version)
        return 0;
    if (r.cheat_sheet)
        return sheet_export(&r);
    if (r.as->data)
        return export_data_write(&(export_data){.file = file,
                                                .out = r.out,
                                                .format = r.as->name,
                                                .open = &r.open,
                                                .force = r.force,
                                                .choose = steps_choose,
                                                .user = &r});
    if (opening_make(&o, file, &r.open, &exit_code))
        exit_code = pictures_export(&o, &r);
    opening_end(&o);
    return exit_code;
}
