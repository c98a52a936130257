/* What the heap map costs: CPU milliseconds of a pane of 64 pools with 1,000 blocks each, a third of
 * them free in no order, on a 1920 x 1080 picture; the median of many.
 *
 *     bench_map [FONT_DIR] */
#define _POSIX_C_SOURCE 199309L /* clock_gettime */

#include "render/draw/raster.h"
#include "render/scene/panel_heap.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { WIDTH = 1920, HEIGHT = 1080, ROUNDS = 61, POOLS = 64, BLOCKS = 1000, OWNER = 7 };

static double cpu_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static view_block blocks[POOLS][BLOCKS];
static view_pool pools[POOLS];
static heap_plan plan;

static void map_fill(void)
{
    uint32_t random = 2463534242U;
    for (uint32_t i = 0; i < POOLS; i++) {
        for (uint32_t k = 0; k < BLOCKS; k++) {
            random ^= random << 13;
            random ^= random >> 17;
            random ^= random << 5;
            bool free = random % 3 == 0;
            blocks[i][k] = (view_block){.state = free ? VIEW_BLOCK_FREE : VIEW_BLOCK_USED,
                                        .turn = free ? 1 : 0,
                                        .owner_id = free ? 0 : OWNER};
        }
        pools[i] = (view_pool){.number = i, .size_bytes = 16, .used = 667, .begun = BLOCKS,
                               .block_count = BLOCKS, .blocks = blocks[i]};
        plan.rows[i] = (heap_row){.pool = i, .most_begun = BLOCKS};
    }
    plan.row_count = POOLS;
    plan.arenas_most = 1;
    plan.told = true;
}

int main(int argc, char **argv)
{
    static frame f;
    ouro_error err = {0};
    double build[ROUNDS], draw[ROUNDS];
    text_cache *text = text_cache_open(argc > 1 ? argv[1] : "assets/fonts", &err);
    uint32_t *pixels = malloc(sizeof *pixels * WIDTH * HEIGHT);
    if (!text || !pixels) {
        fprintf(stderr, "bench_map: %s\n", err.text);
        return 1;
    }
    map_fill();
    static const view_arena ARENA = {.begun = POOLS, .pool_count = POOLS};
    static view_object owner = {.id = OWNER, .role = VIEW_ROLE_DATA};
    view seen = {.objects = &owner, .object_count = 1};
    picture now = {.seen = &seen};
    view_heap_map map = {.arenas = &ARENA, .arena_count = 1, .pools = pools, .pool_count = POOLS};
    scene s = {.now = &now, .heap = &map, .heap_plan = &plan, .level = SCENE_HEAP};
    frame_ruler ruler = text_ruler(text);
    pen p = {.onto = &f, .colours = theme_of(THEME_LIGHT), .ruler = &ruler, .scale = 1};
    raster_target target = {.pixels = pixels, .width_px = WIDTH, .height_px = HEIGHT, .stride_px = WIDTH};
    for (int i = 0; i < ROUNDS; i++) {
        double start = cpu_ms();
        frame_begin(&f, WIDTH, HEIGHT, theme_colour(p.colours, THEME_BACKGROUND));
        panel_heap_draw(&s, p, (pen_box){0, 424, 1360, 432});
        build[i] = cpu_ms() - start;
        if (raster_draw(&f, &target, text, &err) != OURO_OK)
            return 1;
        draw[i] = cpu_ms() - start;
    }
    qsort(build, ROUNDS, sizeof *build, compare);
    qsort(draw, ROUNDS, sizeof *draw, compare);
    printf("heap map of %d blocks, %u commands: build %.2f  with drawing %.2f ms\n", POOLS * BLOCKS,
           f.count, build[ROUNDS / 2], draw[ROUNDS / 2]);
    text_cache_close(text);
    frame_free(&f);
    free(pixels);
    return 0;
}
