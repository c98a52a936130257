#include "render/export/pdf_pages.h"

#include "render/draw/pdf.h"
#include "render/scene/pen.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    PAGE_HEIGHT_PT = 540,
    A4_WIDTH_PT = 595,
    A4_HEIGHT_PT = 842,
    MARGIN_PT = 36,
    GAP_PT = 16,
    HEAD_PT = 26, /* the title on top of each page */
    BOOKMARK_BYTES = 256,
    LINE_PERCENT = 132
};

/* What is under way. */
typedef struct booklet {
    const export_job *job;
    text_cache *text;
    frame_ruler ruler;
    pdf *to;
    file_draft *file;
    ouro_error *file_error;
    frame picture, words; /* of the step; of the page around it */
} booklet;

static bool bytes_write(void *user, const void *bytes, size_t length)
{
    booklet *b = user;
    return file_draft_write(b->file, bytes, length, b->file_error) == OURO_OK;
}

static float page_width(const export_job *job)
{
    return roundf((float)PAGE_HEIGHT_PT * (float)job->width_px / (float)job->height_px);
}

static ouro_result step_draw(booklet *b, uint32_t step, bool captions, ouro_error *err)
{
    scene_look look = export_look(b->job);
    look.captions = captions;
    ouro_result result = export_interrupted(b->job, err);
    if (result != OURO_OK)
        return result;
    return stage_draw(b->job->shown, stage_at_step(b->job->shown, step), &look, &b->picture, err);
}

static void bookmark(booklet *b, uint32_t step, const char *title)
{
    char text[BOOKMARK_BYTES];
    snprintf(text, sizeof text, "%u  %s", step, title);
    pdf_bookmark(b->to, text);
}

static ouro_result slide_page(booklet *b, uint32_t step, ouro_error *err)
{
    arena memory = {0};
    stage_text t;
    ouro_result result = stage_text_of(b->job->shown, step, &memory, &t, err);
    if (result == OURO_OK)
        result = step_draw(b, step, true, err);
    if (result == OURO_OK) {
        bookmark(b, step, t.title);
        pdf_draw(b->to, &b->picture, 0, 0, (float)PAGE_HEIGHT_PT / (float)b->job->height_px, 0);
        pdf_page_end(b->to);
    }
    arena_free(&memory);
    return result;
}

/* ---- handout ---- */

/* A column of text that runs down until its room is full. */
typedef struct column {
    pen to;
    pen_box room;
    float size, y; /* y: the next line's top */
} column;

static float pitch_of(float size)
{
    return size * LINE_PERCENT / 100;
}

static void paragraph(column *c, frame_font font, const char *label, const char *text, float indent)
{
    char line[PEN_LINES_MAX * 512];
    pen_line_of_text lines[PEN_LINES_MAX];
    pen_type type = {.font = font, .size = c->size, .colour = pen_colour(&c->to, THEME_TEXT)};
    if (!text || !*text)
        return;
    snprintf(line, sizeof line, "%s%s", label, text);
    size_t count = pen_wrap(&c->to, &type, line, c->room.width - indent, lines);
    for (size_t i = 0; i < count && i < PEN_LINES_MAX; i++, c->y += pitch_of(c->size)) {
        if (c->y + pitch_of(c->size) > c->room.y + c->room.height)
            return;
        bool last = c->y + 2 * pitch_of(c->size) > c->room.y + c->room.height && i + 1 < count;
        type.limit = last ? c->room.width - indent : 0;
        pen_text_part(&c->to, c->room.x + indent, c->y + c->size, &type, lines[i].text,
                      last ? strlen(lines[i].text) : lines[i].length);
    }
}

/* Line by line, as it was written. */
static void listing(column *c, const char *text, uint32_t first_line)
{
    for (const char *at = text; at && *at; first_line++) {
        char line[256], number[16];
        size_t length = strcspn(at, "\n");
        snprintf(line, sizeof line, "%.*s", (int)(length < 250 ? length : 250), at);
        if (c->y + pitch_of(c->size) > c->room.y + c->room.height)
            return;
        snprintf(number, sizeof number, "%u", first_line);
        pen_text(&c->to, c->room.x + 2 * c->size, c->y + c->size,
                 &(pen_type){.font = FONT_MONO,
                             .size = c->size * 0.8F,
                             .colour = pen_colour(&c->to, THEME_SECONDARY),
                             .align = ALIGN_RIGHT},
                 number);
        pen_text(&c->to, c->room.x + 2.6F * c->size, c->y + c->size,
                 &(pen_type){.font = FONT_MONO,
                             .size = c->size,
                             .colour = pen_colour(&c->to, THEME_TEXT),
                             .limit = c->room.width - 2.6F * c->size},
                 line);
        c->y += pitch_of(c->size);
        at += length + (at[length] == '\n');
    }
}

static void step_words(column *c, const stage_text *t, bool listed)
{
    if (listed)
        listing(c, t->code, t->first_line);
    paragraph(c, FONT_UI, "", t->say, 0);
    paragraph(c, FONT_MONO, "", t->raised, 0);
    paragraph(c, FONT_UI_BOLD, "", t->question, 0);
    for (uint32_t i = 0; i < t->choice_count; i++) {
        char letter[] = {(char)('A' + i), ' ', ' ', '\0'};
        paragraph(c, FONT_UI, letter, t->choices[i], c->size);
    }
    if (t->question)
        paragraph(c, FONT_UI, "\xE2\x9C\x93 ", t->answer, 0);
    paragraph(c, FONT_UI, "", t->explain, 0);
}

/* The part of a picture above its narration; of the graph alone: all of it. */
static float picture_height(const booklet *b)
{
    scene_look look = export_look(b->job);
    scene_geometry g = stage_geometry(b->job->shown, &look);
    return g.narration.height > 0 ? g.narration.y * g.unit_px : (float)b->job->height_px;
}

static ouro_result handout_step(booklet *b, uint32_t step, pen_box cell, float size, ouro_error *err)
{
    enum { BORDER_GREY = 40 };
    arena memory = {0};
    stage_text t;
    ouro_result result = stage_text_of(b->job->shown, step, &memory, &t, err);
    if (result == OURO_OK)
        result = step_draw(b, step, false, err);
    if (result == OURO_OK) {
        float scale = cell.width / (float)b->job->width_px, height = picture_height(b);
        float most = cell.height * 0.68F;
        if (height * scale > most)
            scale = most / height;
        bookmark(b, step, t.title);
        pdf_draw(b->to, &b->picture, cell.x, cell.y, scale, height);
        pen p = {.onto = &b->words, .colours = b->job->colours, .ruler = &b->ruler, .scale = 1};
        float bottom = cell.y + height * scale;
        pen_border(&p, (pen_box){cell.x, cell.y, (float)b->job->width_px * scale, height * scale}, 0, 0,
                   pen_colour(&p, THEME_RULE), 1, (frame_dash){0});
        column c = {.to = p,
                    .room = {cell.x, bottom + 4, cell.width, cell.y + cell.height - bottom - 4},
                    .size = size,
                    .y = bottom + 4};
        step_words(&c, &t, b->job->style == SCENE_GRAPH);
    }
    arena_free(&memory);
    return result;
}

static void head_draw(booklet *b, uint32_t page)
{
    char number[16];
    snprintf(number, sizeof number, "%u", page);
    pen p = {.onto = &b->words, .colours = b->job->colours, .ruler = &b->ruler, .scale = 1};
    pen_text(&p, MARGIN_PT, MARGIN_PT + 8,
             &(pen_type){.font = FONT_UI_BOLD,
                         .size = 13,
                         .colour = pen_colour(&p, THEME_TEXT),
                         .limit = A4_WIDTH_PT - 2 * MARGIN_PT - 40},
             stage_title(b->job->shown));
    pen_text(&p, A4_WIDTH_PT - MARGIN_PT, MARGIN_PT + 8,
             &(pen_type){.font = FONT_UI,
                         .size = 10,
                         .colour = pen_colour(&p, THEME_SECONDARY),
                         .align = ALIGN_RIGHT},
             number);
}

/* One page with the steps from `first` on. */
static ouro_result handout_page(booklet *b, uint32_t first, uint32_t page, ouro_error *err)
{
    uint32_t most = b->job->handout, columns = most >= 4 ? 2 : 1, rows = most / columns;
    float width = (float)(A4_WIDTH_PT - 2 * MARGIN_PT - (int)(columns - 1) * GAP_PT) / (float)columns;
    float height = (float)(A4_HEIGHT_PT - 2 * MARGIN_PT - HEAD_PT - (int)(rows - 1) * GAP_PT) / (float)rows;
    float size = columns == 1 ? 11 : 8.5F;
    ouro_result result = OURO_OK;
    frame_begin(&b->words, A4_WIDTH_PT, A4_HEIGHT_PT, 0);
    head_draw(b, page);
    for (uint32_t i = 0; i < most && first + i <= b->job->last_step && result == OURO_OK; i++) {
        pen_box cell = {MARGIN_PT + (float)(i % columns) * (width + GAP_PT),
                        MARGIN_PT + HEAD_PT + (float)(i / columns) * (height + GAP_PT), width, height};
        result = handout_step(b, first + i, cell, size, err);
    }
    if (result == OURO_OK) {
        pdf_draw(b->to, &b->words, 0, 0, 1, 0);
        pdf_page_end(b->to);
    }
    return result;
}

/* ---- the file ---- */

static ouro_result pages_draw(booklet *b, ouro_error *err)
{
    const export_job *job = b->job;
    uint32_t per_page = job->handout ? job->handout : 1, page = 0;
    uint64_t total = (uint64_t)job->last_step - job->first_step + 1;
    ouro_result result = OURO_OK;
    for (uint64_t k = job->first_step; k <= job->last_step && result == OURO_OK; k += per_page) {
        result = job->handout ? handout_page(b, (uint32_t)k, ++page, err)
                              : slide_page(b, (uint32_t)k, err);
        uint64_t done = k - job->first_step + per_page;
        export_progress(job, done < total ? done : total, total);
        if (b->file_error->code != OURO_OK)
            return OURO_OK; /* closing tells */
    }
    return result;
}

static ouro_result booklet_write(booklet *b, ouro_error *err)
{
    ouro_error file_error = {0}, closing = {0};
    b->file_error = &file_error;
    b->ruler = text_ruler(b->text);
    b->to = pdf_open(&(pdf_setup){.font_dir = b->job->font_dir,
                                  .title = stage_title(b->job->shown),
                                  .width_pt = b->job->handout ? A4_WIDTH_PT : page_width(b->job),
                                  .height_pt = b->job->handout ? A4_HEIGHT_PT : PAGE_HEIGHT_PT,
                                  .write = bytes_write,
                                  .user = b},
                     err);
    if (!b->to)
        return err->code;
    ouro_result result = pages_draw(b, err), closed = pdf_close(b->to, &closing);
    frame_free(&b->picture);
    frame_free(&b->words);
    if (result == OURO_OK && closed != OURO_OK) {
        *err = file_error.code != OURO_OK ? file_error : closing;
        result = err->code;
    }
    return result;
}

ouro_result pdf_pages_write(const export_job *job, ouro_error *err)
{
    booklet b = {.job = job};
    ouro_result result = export_file_open(job, &b.file, err);
    if (result != OURO_OK)
        return result;
    b.text = text_cache_open(job->font_dir, err);
    result = b.text ? booklet_write(&b, err) : err->code;
    if (b.text)
        text_cache_close(b.text);
    if (result == OURO_OK)
        return file_draft_commit(b.file, err);
    file_draft_drop(b.file);
    return result;
}
