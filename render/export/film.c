#include "render/export/film.h"

#include <stdlib.h>

typedef struct film {
    const export_job *job;
    film_show *show;
    void *user;
    reel *pictures;
    text_cache *text;
    raster_tiles *tiles;
    raster_target target;
    frame drawn;
    reel_spare spare;
    raster_area changed; /* of the picture that waits */
    uint64_t waiting;    /* frames that it stays; 0: there is none */
    uint64_t shown;      /* frames handed on or waiting */
} film;

static raster_area area_around(raster_area a, raster_area b)
{
    if (a.x0 >= a.x1 || a.y0 >= a.y1)
        return b;
    return (raster_area){.x0 = a.x0 < b.x0 ? a.x0 : b.x0,
                         .y0 = a.y0 < b.y0 ? a.y0 : b.y0,
                         .x1 = a.x1 > b.x1 ? a.x1 : b.x1,
                         .y1 = a.y1 > b.y1 ? a.y1 : b.y1};
}

/* What the last drawing changed; empty: nothing. */
static raster_area area_changed(const film *f)
{
    const raster_area *areas;
    raster_area all = {0};
    size_t count = raster_tiles_changed(f->tiles, &areas);
    for (size_t i = 0; i < count; i++)
        all = area_around(all, areas[i]);
    if (all.x1 > f->target.width_px)
        all.x1 = f->target.width_px;
    if (all.y1 > f->target.height_px)
        all.y1 = f->target.height_px;
    return all;
}

static ouro_result waiting_show(film *f, ouro_error *err)
{
    if (!f->waiting)
        return OURO_OK;
    film_picture p = {.pixels = f->target.pixels, .changed = f->changed, .frames = f->waiting};
    f->waiting = 0;
    return f->show(f->user, &p, err);
}

/* Is the next picture the one that is there? The display lists tell, before a pixel is touched. */
static ouro_result picture_take(film *f, uint64_t number, uint64_t *hash, uint64_t *frames, ouro_error *err)
{
    scene_look look = export_look(f->job);
    reel_picture p;
    ouro_result result = export_interrupted(f->job, err);
    if (result == OURO_OK)
        result = reel_at(f->pictures, number, &p, err);
    if (result == OURO_OK)
        result = reel_draw(f->pictures, &p, &look, &f->spare, &f->drawn, err);
    if (result != OURO_OK)
        return result;
    *frames = p.frames;
    uint64_t before = *hash;
    *hash = frame_hash(&f->drawn);
    if (before == *hash && f->waiting)
        return OURO_OK;
    result = waiting_show(f, err);
    if (result == OURO_OK)
        result = raster_tiles_draw(f->tiles, &f->drawn, &f->target, f->text, err);
    f->changed = area_changed(f);
    if (f->changed.x0 >= f->changed.x1) /* another display list, the same pixels */
        f->changed = (raster_area){0, 0, 1, 1};
    return result;
}

static ouro_result film_play(film *f, ouro_error *err)
{
    uint64_t first = reel_first(f->pictures), end = first + reel_count(f->pictures), hash = 0;
    ouro_result result = OURO_OK;
    for (uint64_t n = first; n < end && result == OURO_OK;) {
        uint64_t frames = 1;
        result = picture_take(f, n, &hash, &frames, err);
        if (frames > end - n)
            frames = end - n;
        f->waiting += frames;
        n += frames;
        export_progress(f->job, n - first, end - first);
    }
    return result == OURO_OK ? waiting_show(f, err) : result;
}

ouro_result film_run(const export_job *job, film_show *show, void *user, ouro_error *err)
{
    size_t pixels = (size_t)job->width_px * (size_t)job->height_px;
    film f = {.job = job,
              .show = show,
              .user = user,
              .tiles = raster_tiles_open(),
              .target = {.pixels = calloc(pixels, sizeof(uint32_t)),
                         .width_px = job->width_px,
                         .height_px = job->height_px,
                         .stride_px = job->width_px}};
    ouro_result result = f.tiles && f.target.pixels ? OURO_OK : export_no_memory(err);
    if (result == OURO_OK && !(f.text = text_cache_open(job->font_dir, err)))
        result = err->code;
    if (result == OURO_OK)
        result = reel_open(job->shown, &job->plan, job->first_step, job->last_step, &f.pictures, err);
    if (result == OURO_OK)
        result = film_play(&f, err);
    reel_close(f.pictures);
    frame_free(&f.drawn);
    reel_spare_free(&f.spare);
    if (f.text)
        text_cache_close(f.text);
    raster_tiles_close(f.tiles);
    free(f.target.pixels);
    return result;
}
