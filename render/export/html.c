#include "render/export/html.h"

#include "render/export/deltas.h"
#include "render/export/facts.h"
#include "render/export/notes.h"
#include "render/export/shorten.h"
#include "render/export/squeeze.h"
#include "sim/base/source_text.h"

#include <stdio.h>
#include <string.h>

/* ---- pictures ---- */

/* The same stop in every theme: only the colours differ. */
static ouro_result stop_add(const export_job *job, stage_stop at, uint32_t step, delta_kind kind,
                            frame drawn[THEME_COUNT], deltas *d, ouro_error *err)
{
    scene_look look = export_look(job);
    look.keyless = false; /* the page has keys */
    look.vector = true;
    /* The page shows it when it is asked for, and inside a step that of its end. */
    look.legend = kind == DELTA_END || kind == DELTA_QUESTION;
    ouro_result result = export_interrupted(job, err);
    for (int t = 0; t < THEME_COUNT && result == OURO_OK; t++) {
        look.colours = theme_of((theme_name)t);
        result = stage_draw(job->shown, at, &look, &drawn[t], err);
    }
    if (result == OURO_OK && !deltas_add(d, drawn, step, kind))
        result = export_no_memory(err);
    return result;
}

/* What is known of the end of a step, for the picture of it that came last. */
static ouro_result facts_add(const export_job *job, uint32_t step, facts *known, deltas *d, ouro_error *err)
{
    arena memory = {0};
    buffer json = {0};
    picture seen;
    ouro_result result = stage_graph_of(job->shown, step, &memory, &seen, err);
    if (result == OURO_OK) {
        facts_write(known, &seen, &json);
        deltas_add_facts(d, &json);
        result = json.failed ? export_no_memory(err) : OURO_OK;
    }
    buffer_free(&json);
    arena_free(&memory);
    return result;
}

/* A picture of the reel, and before the first of a step the question that it asks. */
static ouro_result picture_add(const export_job *job, const reel_picture *p, bool first, facts *known,
                               frame drawn[THEME_COUNT], deltas *d, ouro_error *err)
{
    ouro_result result = OURO_OK;
    if (first && p->step > 0 && stage_asks(job->shown, p->step))
        result = stop_add(job, stage_asking(job->shown, p->step), p->step, DELTA_QUESTION, drawn, d, err);
    delta_kind kind = stage_is_step_end(job->shown, p->to) ? DELTA_END
                      : p->phase                           ? DELTA_PHASE
                      : p->line                            ? DELTA_LINE
                                                           : DELTA_INSIDE;
    if (result == OURO_OK)
        result = stop_add(job, p->to, p->step, kind, drawn, d, err);
    return result == OURO_OK && kind == DELTA_END ? facts_add(job, p->step, known, d, err) : result;
}

static ouro_result pictures_add(const export_job *job, deltas *d, ouro_error *err)
{
    reel *r = NULL;
    frame drawn[THEME_COUNT] = {{0}};
    uint32_t step = UINT32_MAX;
    facts *known = facts_open();
    ouro_result result = known ? reel_open(job->shown, &job->plan, job->first_step, job->last_step, &r, err)
                               : export_no_memory(err);
    uint64_t total = result == OURO_OK ? reel_count(r) : 0;
    for (uint64_t i = 0; i < total && result == OURO_OK; i++) {
        reel_picture p;
        result = reel_at(r, reel_first(r) + i, &p, err);
        if (result == OURO_OK)
            result = picture_add(job, &p, p.step != step, known, drawn, d, err);
        step = p.step;
        export_progress(job, i + 1, total);
    }
    reel_close(r);
    facts_close(known);
    for (size_t t = 0; t < THEME_COUNT; t++)
        frame_free(&drawn[t]);
    return result;
}

/* ---- texts ---- */

static void add_escaped(buffer *out, const char *text)
{
    for (; *text; text++)
        switch (*text) {
        case '<':
            buffer_add_text(out, "&lt;");
            break;
        case '>':
            buffer_add_text(out, "&gt;");
            break;
        case '&':
            buffer_add_text(out, "&amp;");
            break;
        case '"':
            buffer_add_text(out, "&quot;");
            break;
        case '\r': /* a browser would read a newline, and unpack the rest with that */
            buffer_add_text(out, "&#13;");
            break;
        default:
            buffer_add_char(out, *text);
        }
}

static void element_add(buffer *out, const char *name, const char *text)
{
    buffer_printf(out, "<%s>", name);
    add_escaped(out, text);
    buffer_printf(out, "</%s>\n", name);
}

/* One step of the list: its title, if it has one of its own, then what is to be seen, line by line. */
static void step_write(const stage_text *t, const char *title, buffer *out)
{
    buffer seen = {0};
    notes_description(t, false, &seen);
    buffer_add_text(out, "<li>");
    if (strcmp(t->title, title) != 0)
        element_add(out, "b", t->title);
    add_escaped(out, buffer_text(&seen));
    buffer_add_text(out, "</li>\n");
    out->failed |= seen.failed;
    buffer_free(&seen);
}

static ouro_result steps_write(const export_job *job, buffer *out, ouro_error *err)
{
    ouro_result result = OURO_OK;
    const char *title = stage_title(job->shown);
    element_add(out, "h1", title);
    buffer_printf(out, "<ol start=\"%u\">\n", job->first_step);
    for (uint64_t k = job->first_step; k <= job->last_step && result == OURO_OK; k++) {
        arena memory = {0};
        stage_text t;
        result = export_interrupted(job, err);
        if (result == OURO_OK)
            result = stage_text_of(job->shown, (uint32_t)k, &memory, &t, err);
        if (result == OURO_OK)
            step_write(&t, title, out);
        arena_free(&memory);
    }
    return result;
}

/* ---- the page ---- */

/* What stands in for what is written here, in the page's order. */
enum { BLANK_LANG, BLANK_THEME, BLANK_TITLE, BLANK_STEPS, BLANK_PACKED, BLANKS };
static const char *const BLANK_MARKS[BLANKS] = {"@LANG@", "@THEME@", "@TITLE@", "@STEPS@", "@PACKED@"};

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

/* Would these two mean something else side by side? Words, doubled signs, the beginning of a comment. */
static bool grow_together(char a, char b)
{
    return (is_word(a) && is_word(b)) || a == b || (a == '/' && b == '*');
}

/* A line of a script without the spaces that only its readers need: those beside a sign, outside of
 * quotes; nor its end, where the next line could not go on with it. */
static void script_line_add(const char *line, const char *end, buffer *out)
{
    char quote = 0, last = '\n';
    for (const char *at = line; at < end; at++) {
        if (*at == ' ' && !quote && (last == ' ' || !grow_together(last, at[strspn(at, " ")])))
            continue;
        if (quote && *at == '\\' && at + 1 < end)
            buffer_add_char(out, *at++); /* the next one ends nothing */
        else if (quote ? *at == quote : *at == '\'' || *at == '"' || *at == '`')
            quote = quote ? 0 : *at;
        if (*at == '\n' && !quote && strchr(";{},(", last))
            return;
        last = *at;
        buffer_add_char(out, last);
    }
}

/* A script that has come to its end; `names`: not even its names are for readers. */
static void script_add(buffer *script, bool names, buffer *out)
{
    if (!names)
        buffer_add(out, buffer_text(script), script->length);
    else if (!script_shorten(buffer_text(script), script->length, out))
        out->failed = true;
    out->failed |= script->failed;
    buffer_clear(script);
}

/* A page of the program's own without what only its readers need: indentation, empty lines, lines that are a
 * comment, spaces in scripts, and their `names`. */
static void page_strip(const char *page, bool names, buffer *out)
{
    buffer script = {0};
    bool inside = false;
    for (const char *line = page, *end; *line; line = end) {
        line += strspn(line, " ");
        end = line + strcspn(line, "\n");
        end += *end == '\n';
        if (inside && strncmp(line, "</script>", 9) == 0) {
            script_add(&script, names, out);
            inside = false;
        }
        if (inside && strncmp(line, "//", 2) != 0 && *line != '\n')
            script_line_add(line, end, &script);
        else if (!inside && *line != '\n')
            buffer_add(out, line, (size_t)(end - line));
        inside |= strncmp(line, "<script", 7) == 0 && end - line < 24;
    }
    buffer_free(&script);
}

/* A file of the program's own. */
static ouro_result asset_read(const export_job *job, const char *name, bool names, buffer *out, ouro_error *err)
{
    enum { ASSET_MOST = 1 << 20 };
    buffer path = {0};
    source_text file = {0};
    buffer_printf(&path, "%s/%s", job->asset_dir, name);
    ouro_result result = path.failed ? export_no_memory(err)
                                     : source_text_read(path.text, ASSET_MOST, &file, err);
    if (result == OURO_OK)
        page_strip(file.text, names, out);
    source_text_free(&file);
    buffer_free(&path);
    return result == OURO_OK && out->failed ? export_no_memory(err) : result;
}

/* What stands between the two in a page of ours. Errors: OURO_ERR_IO, one is missing. */
static ouro_result between(const char *page, const char *open, const char *close, const char **from, const char **to,
                           ouro_error *err)
{
    *from = strstr(page, open);
    *to = *from ? strstr(*from, close) : NULL;
    if (!*to)
        return error_set(err, OURO_ERR_IO, 0, 0, "player.html: %s is missing", open);
    *from += strlen(open);
    return OURO_OK;
}

/* What primes the reader of the rest: what a browser has read by then, the list of the steps and the reader itself. */
static ouro_result primer_make(const char *shell, const buffer *steps, buffer *out, ouro_error *err)
{
    const char *from, *to, *mark = BLANK_MARKS[BLANK_STEPS];
    ouro_result result = between(shell, "<noscript id=\"steps\">", mark, &from, &to, err);
    if (result != OURO_OK)
        return result;
    buffer_add(out, from, (size_t)(to - from));
    buffer_add(out, buffer_text(steps), steps->length);
    result = between(to, mark, "</noscript>", &from, &to, err);
    if (result == OURO_OK)
        buffer_add(out, from, (size_t)(to - from));
    if (result == OURO_OK)
        result = between(to, "<script>", "</script>", &from, &to, err);
    if (result == OURO_OK)
        buffer_add(out, from, (size_t)(to - from));
    return result;
}

static ouro_result page_fill(const char *page, const buffer parts[BLANKS], buffer *out, ouro_error *err)
{
    for (int i = 0; i < BLANKS; i++) {
        const char *mark = strstr(page, BLANK_MARKS[i]);
        if (!mark)
            return error_set(err, OURO_ERR_IO, 0, 0, "player.html: %s is missing", BLANK_MARKS[i]);
        buffer_add(out, page, (size_t)(mark - page));
        buffer_add(out, buffer_text(&parts[i]), parts[i].length);
        out->failed |= parts[i].failed;
        page = mark + strlen(BLANK_MARKS[i]);
    }
    buffer_add_text(out, page);
    return OURO_OK;
}

/* What goes into the page, and of what. */
typedef struct page {
    const export_job *job;
    const deltas *shown;
    buffer shell, engine, primer;
    buffer parts[BLANKS];
    size_t most; /* bytes; 0: as many as it takes */
} page;

/* The engine and what it shows, in one text, squeezed. */
static ouro_result packed_make(page *p, uint32_t inside_most, ouro_error *err)
{
    buffer packed = {0}, *out = &p->parts[BLANK_PACKED];
    ouro_result result = export_interrupted(p->job, err);
    buffer_clear(out);
    buffer_add(&packed, buffer_text(&p->engine), p->engine.length);
    buffer_add_char(&packed, '\1');
    deltas_write(p->shown, inside_most, &packed);
    if (result == OURO_OK && !squeeze(&p->primer, &packed, p->job->stop, out))
        result = export_no_memory(err);
    if (result == OURO_OK)
        result = export_interrupted(p->job, err);
    buffer_free(&packed);
    return result;
}

/* As many of the pictures inside of steps as have room. */
static ouro_result packed_fit(page *p, ouro_error *err)
{
    buffer plain = {0};
    uint32_t all = deltas_inside(p->shown), fits = 0, most = all;
    ouro_result result = page_fill(buffer_text(&p->shell), p->parts, &plain, err);
    size_t room = p->most > plain.length ? p->most - plain.length : 0;
    buffer_free(&plain);
    if (result == OURO_OK)
        result = packed_make(p, all, err);
    if (result != OURO_OK || !p->most || p->parts[BLANK_PACKED].length <= room)
        return result;
    while (result == OURO_OK && most - fits > 1) {
        uint32_t middle = fits + (most - fits) / 2;
        result = packed_make(p, middle, err);
        if (p->parts[BLANK_PACKED].length <= room)
            fits = middle;
        else
            most = middle;
    }
    return result == OURO_OK ? packed_make(p, fits, err) : result;
}

static ouro_result parts_make(page *p, ouro_error *err)
{
    add_escaped(&p->parts[BLANK_LANG], p->job->lang ? p->job->lang : "en");
    add_escaped(&p->parts[BLANK_THEME], p->job->colours->name);
    add_escaped(&p->parts[BLANK_TITLE], stage_title(p->job->shown));
    ouro_result result = steps_write(p->job, &p->parts[BLANK_STEPS], err);
    if (result == OURO_OK)
        result = primer_make(buffer_text(&p->shell), &p->parts[BLANK_STEPS], &p->primer, err);
    return result == OURO_OK ? packed_fit(p, err) : result;
}

static ouro_result page_make(page *p, buffer *out, ouro_error *err)
{
    ouro_result result = asset_read(p->job, "player.html", false, &p->shell, err);
    if (result == OURO_OK)
        result = asset_read(p->job, "player-engine.html", true, &p->engine, err);
    if (result == OURO_OK)
        result = parts_make(p, err);
    if (result == OURO_OK)
        result = page_fill(buffer_text(&p->shell), p->parts, out, err);
    for (int i = 0; i < BLANKS; i++)
        buffer_free(&p->parts[i]);
    buffer_free(&p->primer);
    buffer_free(&p->engine);
    buffer_free(&p->shell);
    return result;
}

/* What a page may take: as much as a small picture, so that any course, mail or frame takes it in. */
static size_t bytes_most(const export_job *job)
{
    enum { PAGE_BYTES = 16384, STEP_BYTES = 500 };
    return job->plan.most ? PAGE_BYTES + (size_t)STEP_BYTES * (job->last_step - job->first_step) : 0;
}

static ouro_result shown_write(const export_job *job, text_cache *text, buffer *out, ouro_error *err)
{
    frame_ruler ruler = text_ruler(text);
    deltas *d = deltas_open(&ruler);
    ouro_result result = d ? pictures_add(job, d, err) : export_no_memory(err);
    page p = {.job = job, .shown = d, .most = bytes_most(job)};
    if (result == OURO_OK)
        result = page_make(&p, out, err);
    deltas_close(d);
    return result;
}

ouro_result html_write(const export_job *job, ouro_error *err)
{
    if (job->plan.unit == REEL_FILM)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "--fps %u: a page moves by itself, it has no rate",
                         job->plan.fps);
    return export_file_make(job, shown_write, err);
}
