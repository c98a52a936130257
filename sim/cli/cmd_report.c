#include "sim/cli/commands.h"

#include "sim/base/utf8.h"
#include "sim/cli/failure.h"
#include "sim/cli/run_options.h"
#include "sim/cli/terminal.h"
#include "sim/neighbours.h"
#include "sim/report/expect.h"
#include "sim/report/report.h"
#include "sim/scenario/suggest.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPORT_OWN_ROWS = 12, REPORT_ROWS = REPORT_OWN_ROWS + RUN_OPTIONS_ROWS };

static const report_kind *find_kind(const char *name, ouro_error *err)
{
    const report_kind *found = report_find(name);
    if (found)
        return found;
    const char *known[16];
    size_t count = 0;
    for (; count < REPORT_COUNT && count < sizeof known / sizeof *known; count++)
        known[count] = REPORTS[count].name;
    const char *near = suggest_nearest(name, known, count);
    if (near)
        (void)error_set(err, OURO_ERR_USAGE, 0, 0, "no report is called '%.*s', did you mean '%s'?",
                        utf8_head(name, 80), name, near);
    else
        (void)error_set(err, OURO_ERR_USAGE, 0, 0, "no report is called '%.*s'", utf8_head(name, 80), name);
    return NULL;
}

/* What else the command line says, as text; NULL: nothing. */
typedef struct report_words {
    const char *at, *from;
    uint64_t depth, too_many; /* 0: nothing */
    bool all;
    report_picture picture; /* over time */
    bool timeline;          /* which a picture implies */
    bool json, dot;
    const report_drawer *drawer;
} report_words;

typedef enum report_form { FORM_TEXT, FORM_JSON, FORM_DOT } report_form;

/* "growth, leaks": the reports that compare two moments. */
static void comparing_write(buffer *b)
{
    for (size_t i = 0; i < REPORT_COUNT; i++)
        if (REPORTS[i].compares)
            buffer_printf(b, "%s%s", b->length ? ", " : "", REPORTS[i].name);
}

static ouro_result refuse_from(const report_kind *kind, ouro_error *err)
{
    buffer others = {0};
    comparing_write(&others);
    (void)error_set(err, OURO_ERR_USAGE, 0, 0,
                    "the report '%s' is about one moment: --from is for %s", kind->name,
                    buffer_text(&others));
    buffer_free(&others);
    return OURO_ERR_USAGE;
}

/* How far around an object it goes: that of some reports alone. */
static ouro_result check_around(const report_kind *kind, const report_words *words, ouro_error *err)
{
    const char *given = words->depth ? "--depth" : words->too_many ? "--too-many" : words->all ? "--all" : NULL;
    if (given && !kind->around)
        return error_set(err, OURO_ERR_USAGE, 0, 0,
                         "the report '%s' does not go from object to object: it has no %s", kind->name, given);
    if (words->depth > UINT32_MAX - 1 || words->too_many > UINT32_MAX)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "option '%s' is too large",
                         words->too_many > UINT32_MAX ? "--too-many" : "--depth");
    return OURO_OK;
}

static bool has_ending(const char *path, const char *ending)
{
    size_t length = strlen(path), end = strlen(ending);
    return length > end && strcmp(path + length - end, ending) == 0;
}

/* What is over time is the whole run's, and is drawn in two formats. */
static ouro_result check_timeline(const report_kind *kind, const report_request *r, const report_words *words,
                                  report_form form, ouro_error *err)
{
    const report_picture *to = &words->picture;
    const char *idle = to->force ? "--force" : to->size ? "--size" : to->theme ? "--theme" : NULL;
    if (idle && !to->out)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "%s is for a file: add -o OUT", idle);
    if (!r->timeline)
        return OURO_OK;
    if (!kind->over_time)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "the report '%s' is not over time: it has no %s", kind->name,
                         words->timeline ? "--timeline" : "-o");
    if (r->name)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "the timeline is of the whole run: it takes no name");
    if (to->out && form != FORM_TEXT)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "-o %s: a picture, which is no --json", to->out);
    if (to->out && !has_ending(to->out, ".png") && !has_ending(to->out, ".svg"))
        return error_set(err, OURO_ERR_USAGE, 0, 0, "-o %s: the timeline is drawn as .png or .svg", to->out);
    return to->out ? words->drawer->check(to, err) : OURO_OK;
}

/* Does the command line fit the report? */
static ouro_result check_form(const report_kind *kind, const report_request *r, const report_words *words,
                              report_form form, ouro_error *err)
{
    if (kind->naming == REPORT_NEEDS_OBJECT && !r->name)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "the report '%s' needs a NAME (or \"#ID\") after FILE",
                         kind->name);
    if (kind->naming == REPORT_NO_NAME && r->name)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "the report '%s' takes no name", kind->name);
    if (words->from && !kind->compares)
        return refuse_from(kind, err);
    if (words->json && words->dot)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "--json and --dot: give one of them");
    if (form == FORM_DOT && !kind->dot)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "the report '%s' is no graph: it has no --dot",
                         kind->name);
    ouro_result result = check_around(kind, words, err);
    return result == OURO_OK ? check_timeline(kind, r, words, form, err) : result;
}

/* A step from 0 to `last`; without text it is `*step` already. */
static ouro_result choose_step(const char *name, const char *text, uint32_t last, uint32_t *step,
                               ouro_error *err)
{
    if (!text)
        return OURO_OK;
    char *end = NULL;
    errno = 0;
    unsigned long n = strtoul(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0 || n > last)
        return error_set(err, OURO_ERR_USAGE, 0, 0,
                         "option '%s' needs a step from 0 to %u, not '%.*s'", name, last, utf8_head(text, 80), text);
    *step = (uint32_t)n;
    return OURO_OK;
}

static ouro_result write_report(buffer *b, const report_kind *kind, const report_request *r,
                                report_form form, ouro_error *err)
{
    if (form == FORM_TEXT)
        return kind->text(b, r, err);
    if (form == FORM_DOT)
        return kind->dot(b, r, err);
    buffer_printf(b, "{\"report\": \"%s\", \"file\": ", kind->name);
    buffer_add_json(b, r->file, strlen(r->file));
    buffer_printf(b, ", \"step\": %u, \"rows\": ", r->step);
    ouro_result result = kind->json(b, r, err);
    if (result == OURO_OK && kind->siblings)
        result = report_go(r, r->step, err);
    if (result == OURO_OK && kind->siblings)
        result = kind->siblings(b, r, err);
    buffer_add_text(b, "}\n");
    return result;
}

/* The steps, the object: what the request lacks. */
static ouro_result request_fill(report_request *r, const report_kind *kind, const report_words *words,
                                ouro_error *err)
{
    r->step = session_step_count(r->s);
    ouro_result result = choose_step("--at", words->at, r->step, &r->step, err);
    if (result == OURO_OK)
        result = choose_step("--from", words->from, r->step, &r->from, err);
    if (result == OURO_OK)
        result = report_go(r, r->step, err);
    if (result == OURO_OK && r->name && kind->naming != REPORT_MAY_TEXT)
        result = report_find_object(r, &r->id, err);
    return result;
}

static int report_session(report_request *r, const source_text *source, const report_kind *kind,
                          const report_words *words, report_form form)
{
    ouro_error err = {0};
    buffer out = {0};
    int status = 0;
    ouro_result result = request_fill(r, kind, words, &err);
    if (result == OURO_OK && words->picture.out)
        status = words->drawer->draw(r, &words->picture);
    else if (result == OURO_OK)
        result = write_report(&out, kind, r, form, &err);
    if (result == OURO_OK && out.failed)
        result = error_set(&err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    if (result == OURO_ERR_USAGE)
        status = failure_of_usage("report", &err);
    else if (result != OURO_OK)
        status = failure_of_file(r->file, source, &err);
    else if (status == 0 && !words->picture.out && !terminal_write(stdout, buffer_text(&out), out.length))
        status = failure_of_output(errno);
    else if (status == 0 && !expect_run_ended_well(r->s, &err))
        status = failure_of_file(r->file, source, &err);
    buffer_free(&out);
    return status;
}

/* Lines of a help text, all but the first moved to the column of the first. */
static void about_lines(buffer *b, const char *lines, int column)
{
    for (; *lines; lines++)
        if (*lines == '\n')
            buffer_printf(b, "\n%*s", column, "");
        else
            buffer_add_char(b, *lines);
}

/* What the kinds are, as --help tells them. */
static void about_write(buffer *b)
{
    enum { NAME_WIDTH = 10 };
    buffer_add_text(b, "A table about one moment of the run, or about one object. KIND is");
    for (size_t i = 0; i < REPORT_COUNT; i++) {
        buffer_printf(b, "\n  %-*s", NAME_WIDTH, REPORTS[i].name);
        about_lines(b, REPORTS[i].about, NAME_WIDTH + 2);
    }
}

static int report_file(int left, char **argv, const run_options *o, const report_words *words)
{
    ouro_error err = {0};
    report_form form = words->dot ? FORM_DOT : words->json ? FORM_JSON : FORM_TEXT;
    report_request r = {.file = argv[2],
                        .name = left >= 3 ? argv[3] : NULL,
                        .depth = words->depth ? (uint32_t)words->depth : NEIGHBOURS_DEPTH,
                        .too_many = words->too_many ? (uint32_t)words->too_many : NEIGHBOURS_TOO_MANY,
                        .all = words->all,
                        .timeline = words->timeline || words->picture.out};
    const report_kind *kind = find_kind(argv[1], &err);
    if (!kind || check_form(kind, &r, words, form, &err) != OURO_OK)
        return failure_of_usage("report", &err);
    source_text source = {0};
    int status;
    if (session_open(r.file, &o->session, &source, &r.s, &err) != OURO_OK)
        status = failure_of_file(r.file, &source, &err);
    else
        status = report_session(&r, &source, kind, words, form);
    session_close(r.s);
    source_text_free(&source);
    return status;
}

int report_command(int argc, char **argv, const report_drawer *drawer)
{
    run_options o;
    report_words words = {.drawer = drawer};
    report_picture *to = &words.picture;
    option rows[REPORT_ROWS] = {
        {"--at", "N", "after step N (0 to the last, which is the default)", OPTION_TEXT, &words.at},
        {"--from", "N", "compare with the moment after step N (default 0), where the report does",
         OPTION_TEXT, &words.from},
        {"--depth", "N", "refs, backrefs: so many references deep (default 3)", OPTION_NUMBER, &words.depth},
        {"--too-many", "N", "... at most so many of an object (default 10)", OPTION_NUMBER, &words.too_many},
        {"--all", NULL, "... the interpreter's objects too, and classes of instances", OPTION_FLAG, &words.all},
        {"--timeline", NULL, "profile: bytes in use over the run, with their peak", OPTION_FLAG, &words.timeline},
        {"-o", "OUT", "profile: the timeline as a picture, .png or .svg", OPTION_TEXT, &to->out},
        {"--size", "WxH", "... of so many pixels (default 1920x1080)", OPTION_TEXT, &to->size},
        {"--theme", "T", "... light (default), dark or contrast", OPTION_TEXT, &to->theme},
        {"--force", NULL, "... replaces a file that is there", OPTION_FLAG, &to->force},
        {"--json", NULL, "JSON for programs", OPTION_FLAG, &words.json},
        {"--dot", NULL, "a graph for Graphviz, where the report is one", OPTION_FLAG, &words.dot},
    };
    buffer about = {0};
    about_write(&about);
    command_face face = {.name = "report",
                         .synopsis = "report KIND FILE [OPTIONS] [NAME]",
                         .about = buffer_text(&about),
                         .files_min = 2,
                         .files_max = 3};
    int left = 0;
    int status = run_options_parse(&face, rows, REPORT_OWN_ROWS, &o, argc, argv, &left);
    if (status < 0)
        status = report_file(left, argv, &o, &words);
    buffer_free(&about);
    return status;
}
