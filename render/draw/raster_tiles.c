/* Redrawing only what changed. Each tile has the hash of the commands that touch it, in order; a
 * tile whose hash differs from the last frame's is drawn again, through a clip. */
#include "render/draw/raster_canvas.h"

#include <stdlib.h>
#include <string.h>

struct raster_tiles {
    int32_t width_px, height_px; /* of the last target */
    uint32_t columns, rows;
    uint64_t *before, *now; /* a hash per tile */
    raster_area *changed;
    size_t changed_count, changed_capacity;
    raster_area *bounds; /* of each command, this time */
    size_t bounds_capacity;
    bool known; /* `before` describes the target */
};

raster_tiles *raster_tiles_open(void)
{
    return calloc(1, sizeof(raster_tiles));
}

void raster_tiles_close(raster_tiles *tiles)
{
    if (!tiles)
        return;
    free(tiles->before);
    free(tiles->now);
    free(tiles->changed);
    free(tiles->bounds);
    free(tiles);
}

void raster_tiles_forget(raster_tiles *tiles)
{
    tiles->known = false;
}

size_t raster_tiles_changed(const raster_tiles *tiles, const raster_area **areas)
{
    *areas = tiles->changed;
    return tiles->changed_count;
}

/* ---- room ---- */

static bool tiles_resize(raster_tiles *tiles, const raster_target *target)
{
    if (tiles->now && tiles->width_px == target->width_px && tiles->height_px == target->height_px)
        return true;
    uint32_t columns = ((uint32_t)target->width_px + RASTER_TILE_PX - 1) / RASTER_TILE_PX;
    uint32_t rows = ((uint32_t)target->height_px + RASTER_TILE_PX - 1) / RASTER_TILE_PX;
    size_t count = (size_t)columns * rows + 1;
    free(tiles->before);
    free(tiles->now);
    free(tiles->changed);
    tiles->before = calloc(count, sizeof *tiles->before);
    tiles->now = calloc(count, sizeof *tiles->now);
    tiles->changed = calloc(count, sizeof *tiles->changed);
    tiles->known = false;
    if (!tiles->before || !tiles->now || !tiles->changed) {
        free(tiles->now);
        tiles->now = NULL; /* try again next time */
        return false;
    }
    tiles->columns = columns;
    tiles->rows = rows;
    tiles->width_px = target->width_px;
    tiles->height_px = target->height_px;
    return true;
}

static bool bounds_room(raster_tiles *tiles, size_t count)
{
    if (count <= tiles->bounds_capacity)
        return true;
    raster_area *larger = realloc(tiles->bounds, 2 * count * sizeof *larger);
    if (!larger)
        return false;
    tiles->bounds = larger;
    tiles->bounds_capacity = 2 * count;
    return true;
}

/* ---- hashing ---- */

/* Order matters: the same two boxes the other way round are another picture. */
static uint64_t tile_add(uint64_t tile, uint64_t command)
{
    tile = (tile ^ command) * 0xD6E8FEB86659FD93U;
    return tile ^ tile >> 32;
}

static void tiles_hash(raster_tiles *tiles, const frame *f, text_cache *text)
{
    raster_area whole = {.x1 = tiles->width_px, .y1 = tiles->height_px};
    size_t count = (size_t)tiles->columns * tiles->rows;
    for (size_t i = 0; i < count; i++)
        tiles->now[i] = f->background;
    for (uint32_t i = 0; i < f->count; i++) {
        const draw_command *c = &f->commands[i];
        raster_area area = area_cut(whole, raster_bounds(f, c, text));
        tiles->bounds[i] = area;
        if (area_empty(area))
            continue;
        uint64_t hash = frame_command_hash(f, c);
        uint32_t left = (uint32_t)area.x0 / RASTER_TILE_PX;
        uint32_t right = (uint32_t)(area.x1 - 1) / RASTER_TILE_PX;
        uint32_t bottom = (uint32_t)(area.y1 - 1) / RASTER_TILE_PX;
        for (uint32_t y = (uint32_t)area.y0 / RASTER_TILE_PX; y <= bottom; y++)
            for (uint32_t x = left; x <= right; x++) {
                uint64_t *tile = &tiles->now[y * tiles->columns + x];
                *tile = tile_add(*tile, hash);
            }
    }
}

/* ---- what changed ---- */

/* A run of tiles in one row; joined to the area right above it if that is equally wide. */
static void changed_add(raster_tiles *tiles, uint32_t from, uint32_t to, uint32_t row)
{
    raster_area run = {.x0 = (int32_t)from * RASTER_TILE_PX,
                       .y0 = (int32_t)row * RASTER_TILE_PX,
                       .x1 = int_min((int32_t)to * RASTER_TILE_PX, tiles->width_px),
                       .y1 = int_min((int32_t)(row + 1) * RASTER_TILE_PX, tiles->height_px)};
    for (size_t i = tiles->changed_count; i-- > 0;) {
        raster_area *above = &tiles->changed[i];
        if (above->y1 < run.y0)
            break;
        if (above->x0 == run.x0 && above->x1 == run.x1 && above->y1 == run.y0) {
            above->y1 = run.y1;
            return;
        }
    }
    tiles->changed[tiles->changed_count++] = run;
}

static bool tile_changed(const raster_tiles *tiles, uint32_t column, uint32_t row)
{
    size_t i = (size_t)row * tiles->columns + column;
    return !tiles->known || tiles->before[i] != tiles->now[i];
}

static void changed_find(raster_tiles *tiles)
{
    tiles->changed_count = 0;
    for (uint32_t row = 0; row < tiles->rows; row++)
        for (uint32_t column = 0; column < tiles->columns; column++) {
            if (!tile_changed(tiles, column, row))
                continue;
            uint32_t from = column;
            while (column < tiles->columns && tile_changed(tiles, column, row))
                column++;
            changed_add(tiles, from, column, row);
        }
}

static void area_draw(const raster_tiles *tiles, const frame *f, const raster_target *target,
                      text_cache *text, raster_area area)
{
    raster_canvas canvas = {.pixels = target->pixels, .stride_px = target->stride_px, .clip = area};
    raster_clear(&canvas, f->background);
    for (uint32_t i = 0; i < f->count; i++) {
        canvas.clip = area_cut(area, tiles->bounds[i]);
        if (!area_empty(canvas.clip))
            raster_command(&canvas, &f->commands[i], text);
    }
}

ouro_result raster_tiles_draw(raster_tiles *tiles, const frame *f, const raster_target *target,
                              text_cache *text, ouro_error *err)
{
    tiles->changed_count = 0;
    if (!tiles_resize(tiles, target) || !bounds_room(tiles, f->count))
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "no memory for the picture");
    tiles_hash(tiles, f, text);
    changed_find(tiles);
    for (size_t i = 0; i < tiles->changed_count; i++)
        area_draw(tiles, f, target, text, tiles->changed[i]);
    uint64_t *swap = tiles->before;
    tiles->before = tiles->now;
    tiles->now = swap;
    tiles->known = true;
    return raster_result(f, text, err);
}
