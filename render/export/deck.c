#include "render/export/deck.h"

#include "render/export/folder.h"
#include "render/export/frames.h"
#include "render/export/notes.h"
#include "render/export/pdf_pages.h"
#include "sim/base/utf8.h"

#include <stdio.h>
#include <string.h>

/* The file's path without its ending. */
static void base_of(const export_job *job, buffer *out)
{
    const char *dot = strrchr(job->out, '.'), *slash = strrchr(job->out, '/');
    bool ends = dot && (!slash || dot > slash);
    buffer_add(out, job->out, ends ? (size_t)(dot - job->out) : strlen(job->out));
}

static const char *name_in(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* A text in which what the format reads is said in another way. */
typedef struct escape {
    char c;
    const char *as;
} escape;

static void add_escaped(buffer *out, const char *text, const escape *escapes, size_t count)
{
    for (; *text; text++) {
        const char *as = NULL;
        for (size_t i = 0; i < count; i++)
            if (escapes[i].c == *text)
                as = escapes[i].as;
        if (as)
            buffer_add_text(out, as);
        else
            buffer_add_char(out, *text);
    }
}

/* ---- Markdown ---- */

static void add_markdown(buffer *out, const char *text)
{
    static const escape ESCAPES[] = {{'\\', "\\\\"}, {'`', "\\`"}, {'*', "\\*"}, {'_', "\\_"}, {'[', "\\["},
                                     {']', "\\]"}, {'<', "&lt;"}, {'>', "&gt;"}, {'#', "\\#"}, {'$', "\\$"},
                                     {'~', "\\~"}, {':', "&#58;"}, {'\n', "\n\n"}};
    add_escaped(out, text, ESCAPES, sizeof ESCAPES / sizeof *ESCAPES);
}

/* The title in the head: pandoc reads it as Markdown, others show it as it stands. So only what would
 * become something else is escaped. */
static void add_head_title(buffer *out, const char *text)
{
    static const escape ESCAPES[] = {{'\\', "\\\\"}, {'`', "\\`"}, {'*', "\\*"}, {'_', "\\_"}, {'[', "\\["},
                                     {']', "\\]"}, {'<', "&lt;"}, {'>', "&gt;"}, {'$', "\\$"}, {'~', "\\~"},
                                     {'^', "\\^"}, {'\n', " "}};
    buffer title = {0};
    add_escaped(&title, text, ESCAPES, sizeof ESCAPES / sizeof *ESCAPES);
    out->failed |= title.failed;
    buffer_add_json(out, buffer_text(&title), title.length);
    buffer_free(&title);
}

/* One line: an image's description. */
static void add_alternative(buffer *out, const char *text)
{
    static const escape ESCAPES[] = {{'\\', "\\\\"}, {'[', "\\["}, {']', "\\]"}, {'`', "\\`"},
                                     {'<', "&lt;"}, {'>', "&gt;"}, {'\n', " "}};
    add_escaped(out, text, ESCAPES, sizeof ESCAPES / sizeof *ESCAPES);
}

/* Part of a picture's place: bytes that end a link, or are no text, stand as in addresses (RFC 3986). */
static void add_place(buffer *out, const char *path)
{
    for (size_t i = 0, length = strlen(path), bytes; i < length; i += bytes) {
        bytes = utf8_length(path + i, length - i);
        unsigned char c = (unsigned char)path[i];
        if (bytes == 0 || c < 0x20 || strchr("%<>\\#?", c))
            buffer_printf(out, "%%%02X", c);
        else
            buffer_add(out, path + i, bytes);
        bytes += bytes == 0;
    }
}

/* Two dashes would end a comment early. */
static void add_comment(buffer *out, const char *text)
{
    for (; *text; text++)
        buffer_add_text(out, text[0] == '-' && text[1] == '-' ? "- " : (const char[]){*text, '\0'});
}

static void markdown_head(const export_job *job, buffer *out)
{
    buffer_add_text(out, "---\ntitle: ");
    add_head_title(out, stage_title(job->shown));
    buffer_add_text(out, "\nmarp: true\nheadingDivider: 2\nformat: revealjs\n"
                         "style: |\n"
                         "  section { padding: 0; }\n"
                         "  section h2 { position: absolute; left: -200vw; }\n"
                         "  section p { margin: 0; }\n"
                         "  section p:not(:has(img)) { display: none; }\n"
                         "  section img { width: 100%; }\n"
                         "header-includes: |\n"
                         "  <style>\n"
                         "  .reveal h2 { position: absolute; left: -200vw; }\n"
                         "  .reveal section img { width: 100%; max-height: none; margin: 0; }\n"
                         "  </style>\n"
                         "---\n");
}

static void markdown_slide(const export_job *job, uint32_t step, const stage_text *t, const char *folder,
                           buffer *out)
{
    buffer notes = {0}, seen = {0};
    notes_speaker(t, false, &notes);
    notes_description(t, false, &seen);
    buffer_add_text(out, "\n## ");
    add_markdown(out, t->title);
    buffer_add_text(out, "\n\n![");
    add_alternative(out, buffer_text(&seen));
    buffer_add_text(out, "](<");
    add_place(out, folder);
    buffer_add_char(out, '/');
    add_place(out, job->stem);
    buffer_printf(out, "-%04u.png>)\n", step);
    if (notes.length) {
        buffer_add_text(out, "\n<!--\n");
        add_comment(out, buffer_text(&notes));
        buffer_add_text(out, "\n-->\n\n::: notes\n\n");
        add_markdown(out, buffer_text(&notes));
        buffer_add_text(out, "\n\n:::\n");
    }
    out->failed |= notes.failed || seen.failed;
    buffer_free(&notes);
    buffer_free(&seen);
}

/* Every step's slide, added by `slide`. */
typedef void slide_add(const export_job *job, uint32_t step, const stage_text *t, const char *where,
                       buffer *out);

static ouro_result slides_add(const export_job *job, const char *where, slide_add *slide, buffer *out,
                              ouro_error *err)
{
    ouro_result result = OURO_OK;
    for (uint64_t k = job->first_step; k <= job->last_step && result == OURO_OK; k++) {
        arena memory = {0};
        stage_text t;
        result = export_interrupted(job, err);
        if (result == OURO_OK)
            result = stage_text_of(job->shown, (uint32_t)k, &memory, &t, err);
        if (result == OURO_OK)
            slide(job, (uint32_t)k, &t, where, out);
        arena_free(&memory);
    }
    return result;
}

static ouro_result two_files_check(const export_job *job, ouro_error *err)
{
    if (strcmp(job->out, "-") == 0)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "-o -: this format is more than one file");
    ouro_result result = export_file_check(job, err);
    return result == OURO_OK ? folder_make_above(job->out, err) : result;
}

ouro_result deck_write_markdown(const export_job *job, ouro_error *err)
{
    buffer folder = {0}, text = {0};
    ouro_result result = two_files_check(job, err);
    if (result != OURO_OK)
        return result;
    base_of(job, &folder);
    buffer_add_text(&folder, "-frames");
    export_job pictures = *job;
    pictures.out = buffer_text(&folder);
    result = folder.failed ? export_no_memory(err) : frames_write_png(&pictures, err);
    markdown_head(job, &text);
    if (result == OURO_OK)
        result = slides_add(job, name_in(pictures.out), markdown_slide, &text, err);
    if (result == OURO_OK)
        result = export_file_write(job, &text, err);
    buffer_free(&folder);
    buffer_free(&text);
    return result;
}

/* ---- Beamer ---- */

static void add_latex(buffer *out, const char *text)
{
    static const escape ESCAPES[]
        = {{'\\', "\\textbackslash{}"}, {'{', "\\{"}, {'}', "\\}"}, {'$', "\\$"}, {'&', "\\&"}, {'#', "\\#"},
           {'^', "\\textasciicircum{}"}, {'_', "\\_"}, {'~', "\\textasciitilde{}"}, {'%', "\\%"},
           {'<', "\\textless{}"}, {'>', "\\textgreater{}"}, {'"', "\\textquotedbl{}"}, {'\n', "\\par "}};
    add_escaped(out, text, ESCAPES, sizeof ESCAPES / sizeof *ESCAPES);
}

static void beamer_slide(const export_job *job, uint32_t step, const stage_text *t, const char *pages,
                         buffer *out)
{
    buffer notes = {0};
    notes_speaker(t, false, &notes);
    buffer_add_text(out, "\n\\begin{frame}[plain]\n  \\pdfbookmark[2]{");
    add_latex(out, t->title);
    buffer_printf(out, "}{ouro-%u}%%\n  \\includegraphics[page=%u,width=\\paperwidth]{%s}%%\n", step,
                  step - job->first_step + 1, pages);
    if (notes.length) {
        buffer_add_text(out, "  \\note{");
        add_latex(out, buffer_text(&notes));
        buffer_add_text(out, "}\n");
    }
    buffer_add_text(out, "\\end{frame}\n");
    out->failed |= notes.failed;
    buffer_free(&notes);
}

/* The page has the pictures' proportions: 16 cm wide, as Beamer's wide slides are. */
static void beamer_head(const export_job *job, buffer *out)
{
    buffer_printf(out,
                  "%% For pdflatex, xelatex or lualatex. The frames can be copied into another Beamer "
                  "document.\n"
                  "\\documentclass{beamer}\n"
                  "\\usepackage[T1]{fontenc}\n\\usepackage[utf8]{inputenc}\n\\usepackage{textcomp}\n"
                  "\\geometry{paperwidth=160mm,paperheight=%.2fmm}\n"
                  "\\setbeamertemplate{navigation symbols}{}\n"
                  "\\setbeamersize{text margin left=0mm,text margin right=0mm}\n"
                  "%% \\setbeameroption{show notes}\n"
                  "\\title{",
                  160.0 * (double)job->height_px / (double)job->width_px);
    add_latex(out, stage_title(job->shown));
    buffer_add_text(out, "}\n\\begin{document}\n");
}

ouro_result deck_write_beamer(const export_job *job, ouro_error *err)
{
    buffer pages = {0}, text = {0};
    ouro_result result = two_files_check(job, err);
    if (result != OURO_OK)
        return result;
    base_of(job, &pages);
    buffer_add_text(&pages, ".pdf");
    export_job pictures = *job;
    pictures.out = buffer_text(&pages);
    result = pages.failed ? export_no_memory(err) : pdf_pages_write(&pictures, err);
    beamer_head(job, &text);
    if (result == OURO_OK)
        result = slides_add(job, name_in(pictures.out), beamer_slide, &text, err);
    buffer_add_text(&text, "\n\\end{document}\n");
    if (result == OURO_OK)
        result = export_file_write(job, &text, err);
    buffer_free(&pages);
    buffer_free(&text);
    return result;
}
