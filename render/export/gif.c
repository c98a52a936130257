#include "render/export/gif.h"

#include "render/export/film.h"
#include "render/export/palette.h"

#include <gif_lib.h>
#include <stdlib.h>
#include <string.h>

enum {
    TRANSPARENT = PALETTE_MOST, /* the last of 256 */
    DELAY_MOST = 65535,
    SIDE_MOST = 65535
};

typedef struct gif {
    const export_job *job;
    file_draft *file;
    GifFileType *to;
    palette colours;
    uint8_t *shown;  /* the picture that is there, as indices */
    GifByteType *row;
    uint64_t frames, centiseconds; /* so far */
    bool started;
    ouro_error file_error;
} gif;

static int bytes_write(GifFileType *to, const GifByteType *bytes, int length)
{
    gif *g = to->UserData;
    if (g->file_error.code != OURO_OK)
        return 0;
    return file_draft_write(g->file, bytes, (size_t)length, &g->file_error) == OURO_OK ? length : 0;
}

static ouro_result gif_error(const gif *g, ouro_error *err)
{
    if (g->file_error.code != OURO_OK) {
        *err = g->file_error;
        return err->code;
    }
    const char *why = g->to ? GifErrorString(g->to->Error) : NULL;
    return error_set(err, OURO_ERR_NOMEM, 0, 0, "GIF: %s", why ? why : "out of memory");
}

static bool head_write(gif *g)
{
    GifColorType table[256] = {0};
    for (uint32_t i = 0; i < g->colours.count; i++)
        table[i] = (GifColorType){.Red = (GifByteType)(g->colours.colours[i] >> 16),
                                  .Green = (GifByteType)(g->colours.colours[i] >> 8),
                                  .Blue = (GifByteType)g->colours.colours[i]};
    ColorMapObject *map = GifMakeMapObject(256, table);
    bool good = map
                && EGifPutScreenDesc(g->to, g->job->width_px, g->job->height_px, 8, 0, map) == GIF_OK;
    GifFreeMapObject(map);
    static const GifByteType FOREVER[] = {1, 0, 0};
    return good && EGifPutExtensionLeader(g->to, APPLICATION_EXT_FUNC_CODE) == GIF_OK
           && EGifPutExtensionBlock(g->to, 11, "NETSCAPE2.0") == GIF_OK
           && EGifPutExtensionBlock(g->to, sizeof FOREVER, FOREVER) == GIF_OK
           && EGifPutExtensionTrailer(g->to) == GIF_OK;
}

/* Indices of the part, cut to the rows and columns that really differ; false: nothing does. */
static bool part_find(gif *g, const film_picture *p, raster_area *part)
{
    raster_area c = p->changed, found = {c.x1, c.y1, c.x0, c.y0};
    for (int32_t y = c.y0; y < c.y1; y++)
        for (int32_t x = c.x0; x < c.x1; x++) {
            size_t at = (size_t)y * (size_t)g->job->width_px + (size_t)x;
            uint8_t index = palette_index(&g->colours, p->pixels[at]);
            if (g->started && index == g->shown[at])
                continue;
            found.x0 = x < found.x0 ? x : found.x0;
            found.y0 = y < found.y0 ? y : found.y0;
            found.x1 = x >= found.x1 ? x + 1 : found.x1;
            found.y1 = y >= found.y1 ? y + 1 : found.y1;
        }
    *part = found;
    return found.x0 < found.x1 && found.y0 < found.y1;
}

static bool part_write(gif *g, const film_picture *p, raster_area part, int delay)
{
    GraphicsControlBlock about = {.DisposalMode = DISPOSE_DO_NOT,
                                  .DelayTime = delay,
                                  .TransparentColor = g->started ? TRANSPARENT : NO_TRANSPARENT_COLOR};
    GifByteType block[4];
    EGifGCBToExtension(&about, block);
    if (EGifPutExtension(g->to, GRAPHICS_EXT_FUNC_CODE, sizeof block, block) != GIF_OK
        || EGifPutImageDesc(g->to, part.x0, part.y0, part.x1 - part.x0, part.y1 - part.y0, false, NULL)
               != GIF_OK)
        return false;
    for (int32_t y = part.y0; y < part.y1; y++) {
        for (int32_t x = part.x0; x < part.x1; x++) {
            size_t at = (size_t)y * (size_t)g->job->width_px + (size_t)x;
            uint8_t index = palette_index(&g->colours, p->pixels[at]);
            g->row[x - part.x0] = g->started && index == g->shown[at] ? TRANSPARENT : index;
            g->shown[at] = index;
        }
        if (EGifPutLine(g->to, g->row, part.x1 - part.x0) != GIF_OK)
            return false;
    }
    return true;
}

/* A picture that stays longer than a delay can say is shown again: one pixel of it. */
static ouro_result picture_show(void *user, const film_picture *p, ouro_error *err)
{
    gif *g = user;
    raster_area part = {0, 0, 1, 1};
    bool differs = part_find(g, p, &part);
    if (!differs)
        part = (raster_area){0, 0, 1, 1};
    g->frames += p->frames;
    uint64_t until = (g->frames * 100 + g->job->plan.fps / 2) / g->job->plan.fps;
    uint64_t left = until - g->centiseconds;
    g->centiseconds = until;
    do {
        int delay = left < DELAY_MOST ? (int)left : DELAY_MOST;
        if (!part_write(g, p, part, delay))
            return gif_error(g, err);
        g->started = true;
        part = (raster_area){0, 0, 1, 1};
        left -= (uint64_t)delay;
    } while (left > 0);
    return OURO_OK;
}

static ouro_result gif_run(gif *g, ouro_error *err)
{
    size_t pixels = (size_t)g->job->width_px * (size_t)g->job->height_px;
    int why = 0;
    palette_make(&g->colours, g->job->colours);
    g->shown = calloc(pixels, 1);
    g->row = malloc((size_t)g->job->width_px);
    g->to = EGifOpen(g, bytes_write, &why);
    if (!g->shown || !g->row || !g->to)
        return export_no_memory(err);
    EGifSetGifVersion(g->to, true);
    if (!head_write(g))
        return gif_error(g, err);
    return film_run(g->job, picture_show, g, err);
}

ouro_result gif_write(const export_job *job, ouro_error *err)
{
    gif g = {.job = job};
    if (job->width_px > SIDE_MOST || job->height_px > SIDE_MOST)
        return error_set(err, OURO_ERR_LIMIT, 0, 0, "GIF: a side is longer than %d pixels", SIDE_MOST);
    ouro_result result = export_file_open(job, &g.file, err);
    if (result != OURO_OK)
        return result;
    result = gif_run(&g, err);
    int why = 0;
    if (g.to && EGifCloseFile(g.to, &why) != GIF_OK && result == OURO_OK) {
        g.to = NULL;
        result = gif_error(&g, err);
    }
    free(g.shown);
    free(g.row);
    if (result == OURO_OK)
        return file_draft_commit(g.file, err);
    file_draft_drop(g.file);
    return result;
}
