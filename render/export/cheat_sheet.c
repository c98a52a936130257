#include "render/export/cheat_sheet.h"

#include "render/draw/pdf.h"
#include "render/scene/symbols.h"

enum { A4_WIDTH_PT = 842, A4_HEIGHT_PT = 595 };

typedef struct sheet {
    file_draft *file;
    ouro_error file_error;
} sheet;

static bool bytes_write(void *user, const void *bytes, size_t length)
{
    sheet *s = user;
    return file_draft_write(s->file, bytes, length, &s->file_error) == OURO_OK;
}

static ouro_result page_write(const export_job *job, sheet *s, const frame *f, ouro_error *err)
{
    ouro_error closing = {0};
    pdf *to = pdf_open(&(pdf_setup){.font_dir = job->font_dir,
                                    .title = "Ouroboros: what the picture says",
                                    .width_pt = A4_WIDTH_PT,
                                    .height_pt = A4_HEIGHT_PT,
                                    .write = bytes_write,
                                    .user = s},
                       err);
    if (!to)
        return err->code;
    pdf_draw(to, f, 0, 0, (float)A4_WIDTH_PT / SYMBOLS_WIDTH, 0);
    pdf_page_end(to);
    if (pdf_close(to, &closing) == OURO_OK)
        return OURO_OK;
    *err = s->file_error.code != OURO_OK ? s->file_error : closing;
    return err->code;
}

static ouro_result sheet_make(const export_job *job, sheet *s, ouro_error *err)
{
    text_cache *text = text_cache_open(job->font_dir, err);
    if (!text)
        return err->code;
    frame_ruler ruler = text_ruler(text);
    frame f = {0};
    ouro_result result = symbols_draw(&f, job->colours, &ruler, err);
    if (result == OURO_OK)
        result = page_write(job, s, &f, err);
    frame_free(&f);
    text_cache_close(text);
    return result;
}

ouro_result cheat_sheet_write(const export_job *job, ouro_error *err)
{
    sheet s = {.file = NULL};
    ouro_result result = export_file_open(job, &s.file, err);
    if (result != OURO_OK)
        return result;
    result = sheet_make(job, &s, err);
    if (result == OURO_OK)
        return file_draft_commit(s.file, err);
    file_draft_drop(s.file);
    return result;
}
