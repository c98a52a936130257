/* What drawing costs: CPU milliseconds of a 1920 x 1080 frame, the median of many.
 *
 *     bench_draw [FONT_DIR]
 *
 * The scene has 200 (2000) objects with three lines of text, 300 (3000) curved arrows, 60 lines of
 * code, 30 lines of facts and a heap map of 64 x 32 blocks. `build` makes the display list, `full`
 * draws all of it, `idle` draws by tiles when nothing changed, `moving` when ten objects move,
 * `png` encodes the picture, `svg` writes it as a document. */
#define _POSIX_C_SOURCE 199309L /* clock_gettime */

#include "render/draw/raster.h"
#include "render/draw/svg.h"
#include "render/export/png.h"
#include "render/scene/frame.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { WIDTH = 1920, HEIGHT = 1080, ROUNDS = 61, WARM_UP = 5, OBJECTS_MAX = 2000 };

static double cpu_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* ---- the scene ---- */

static uint32_t random_next(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static float random_unit(uint32_t *state)
{
    return (float)(random_next(state) >> 8) / 16777216.0F;
}

static const frame_colour FILLS[6] = {0xFFDBEAFE, 0xFFDCFCE7, 0xFFFEF3C7,
                                      0xFFFCE7F3, 0xFFEDE9FE, 0xFFE2E8F0};
static const frame_colour BORDERS[6] = {0xFF2563EB, 0xFF16A34A, 0xFFD97706,
                                        0xFFDB2777, 0xFF7C3AED, 0xFF475569};

static void panes_draw(frame *f, uint32_t *state)
{
    static const char *const CODE[5] = {
        "def make_node(name, children=()):", "    node = Node(name)   # refcount 1",
        "    for child in children:", "        child.parent = node  # cycle!",
        "del a, b; assert sys.getrefcount(c) == 2"};
    frame_round(f, (draw_round){.x = 8,
                                .y = 8,
                                .width = 440,
                                .height = 1064,
                                .radius = 10,
                                .fill = 0xFF0F172A,
                                .border = 0xFF334155,
                                .border_px = 1.5F});
    frame_round(f, (draw_round){.x = 1460,
                                .y = 8,
                                .width = 452,
                                .height = 560,
                                .radius = 10,
                                .fill = 0xFFFFFFFF,
                                .border = 0xFFCBD5E1,
                                .border_px = 1.5F});
    frame_round(f, (draw_round){.x = 1460,
                                .y = 576,
                                .width = 452,
                                .height = 496,
                                .radius = 10,
                                .fill = 0xFFFFFFFF,
                                .border = 0xFFCBD5E1,
                                .border_px = 1.5F});
    for (int i = 0; i < 60; i++)
        frame_textf(f,
                    (draw_text){.x = 20,
                                .y = 33 + (float)i * 17.25F,
                                .size_px = 14,
                                .font = FONT_MONO,
                                .colour = 0xFFE2E8F0},
                    "%2d  %s", i + 1, CODE[i % 5]);
    for (int i = 0; i < 30; i++)
        frame_textf(
            f, (draw_text){.x = 1472, .y = 32 + (float)i * 18, .size_px = 14, .colour = 0xFF334155},
            "0x7f%08x  list  refcnt=%d  gen=%d  size=%d", i * 4096 + 0xA000, i % 7, i % 3,
            56 + 8 * i);
    for (int y = 0; y < 32; y++)
        for (int x = 0; x < 64; x++)
            frame_rect(f, (draw_rect){.x = 1464 + (float)x * 6.9F,
                                      .y = 610 + (float)y * 14,
                                      .width = 5.9F,
                                      .height = 13,
                                      .fill = BORDERS[random_next(state) % 6]});
}

static void arrow_draw(frame *f, frame_point from, frame_point to, frame_colour colour, bool small,
                       uint32_t *state)
{
    float bend = fabsf(to.y - from.y) * 0.5F + 15, head = small ? 5 : 8;
    frame_point a = {from.x + (random_unit(state) - 0.5F) * 20, from.y + bend};
    frame_point b = {to.x + (random_unit(state) - 0.5F) * 20, to.y - bend};
    frame_curve(f, (draw_curve){.points = {from, a, b, {to.x, to.y - 6}},
                                .colour = colour,
                                .width_px = small ? 1 : 1.6F});
    float dx = to.x - b.x, dy = to.y - b.y, length = sqrtf(dx * dx + dy * dy) + 1e-6F;
    dx *= head / length;
    dy *= head / length;
    frame_point left = {to.x - dx - dy * 0.45F, to.y - dy + dx * 0.45F};
    frame_point right = {to.x - dx + dy * 0.45F, to.y - dy - dx * 0.45F};
    frame_triangle(f, (draw_triangle){.points = {to, left, right}, .fill = colour});
}

typedef struct bench_grid {
    int count, columns;
    float cell_width, cell_height, width, height;
    frame_point at[OBJECTS_MAX];
} bench_grid;

static void grid_place(bench_grid *g, int count, int moving, float time, uint32_t *state)
{
    int columns = count <= 200 ? 14 : 44, rows = (count + columns - 1) / columns;
    g->count = count;
    g->columns = columns;
    g->cell_width = 996.0F / (float)columns;
    g->cell_height = 1056.0F / (float)rows;
    g->width = count <= 200 ? 54 : g->cell_width - 4;
    g->height = count <= 200 ? 44 : g->cell_height - 4;
    for (int i = 0; i < count; i++) {
        float x = 456 + (float)(i % columns) * g->cell_width + (g->cell_width - g->width) / 2;
        float y = 12 + (float)(i / columns) * g->cell_height + (g->cell_height - g->height) / 2;
        x += (random_unit(state) - 0.5F) * 6;
        y += (random_unit(state) - 0.5F) * 6;
        if (i * 7 % count < moving) {
            x += 8 * sinf(time * 3 + (float)i);
            y += 8 * cosf(time * 3 + (float)i);
        }
        g->at[i] = (frame_point){x, y};
    }
}

static void arrows_draw(frame *f, const bench_grid *g, uint32_t *state)
{
    for (int i = 0; i < g->count * 3 / 2; i++) {
        int from = (int)(random_next(state) % (uint32_t)g->count);
        int column = from % g->columns + (int)(random_next(state) % 5) - 2;
        int row = from / g->columns + 1 + (int)(random_next(state) % 2);
        column = column < 0 ? 0 : column >= g->columns ? g->columns - 1 : column;
        int to = row * g->columns + column;
        if (to >= g->count)
            to = from >= g->columns * 2 ? from - g->columns * 2 : 0;
        frame_point start = {g->at[from].x + g->width / 2, g->at[from].y + g->height};
        frame_point end = {g->at[to].x + g->width / 2, g->at[to].y - 1};
        arrow_draw(f, start, end, BORDERS[i % 6], g->count > 200, state);
    }
}

static void objects_draw(frame *f, const bench_grid *g)
{
    bool small = g->count > 200;
    float size = small ? 7 : 11, line = small ? 7 : 13;
    for (int i = 0; i < g->count; i++)
        frame_round(f, (draw_round){.x = g->at[i].x,
                                    .y = g->at[i].y,
                                    .width = g->width,
                                    .height = g->height,
                                    .radius = small ? 3 : 7,
                                    .fill = FILLS[i % 6],
                                    .border = BORDERS[i % 6],
                                    .border_px = small ? 1 : 1.5F});
    for (int i = 0; i < g->count; i++) {
        draw_text t = {
            .x = g->at[i].x + 3, .y = g->at[i].y + line, .size_px = size, .colour = 0xFF0F172A};
        frame_textf(f, t, small ? "l%d" : "list#%d", i);
        t.y += line;
        frame_textf(f, t, small ? "r%d" : "rc %d", i % 9);
        t.y += line;
        frame_textf(f, t, small ? "g%d" : "gen %d", i % 3);
    }
}

static void scene_draw(frame *f, bench_grid *g, int count, int moving, float time)
{
    uint32_t state = 0x1234567;
    frame_begin(f, WIDTH, HEIGHT, 0xFFF8FAFC);
    panes_draw(f, &state);
    grid_place(g, count, moving, time, &state);
    arrows_draw(f, g, &state);
    objects_draw(f, g);
}

/* ---- measuring ---- */

typedef struct bench_state {
    frame f;
    bench_grid grid;
    raster_target target;
    text_cache *text;
    raster_tiles *tiles;
    png_writer *writer;
    buffer png, svg;
    int count;
} bench_state;

typedef ouro_result bench_step(bench_state *s, int round, ouro_error *err);

static ouro_result step_full(bench_state *s, int round, ouro_error *err)
{
    (void)round;
    return raster_draw(&s->f, &s->target, s->text, err);
}

static ouro_result step_idle(bench_state *s, int round, ouro_error *err)
{
    (void)round;
    return raster_tiles_draw(s->tiles, &s->f, &s->target, s->text, err);
}

static ouro_result step_build(bench_state *s, int round, ouro_error *err)
{
    (void)err;
    scene_draw(&s->f, &s->grid, s->count, 10, (float)round / 60);
    return OURO_OK;
}

static ouro_result step_png(bench_state *s, int round, ouro_error *err)
{
    (void)round;
    buffer_clear(&s->png);
    png_rows_changed(s->writer, 0, HEIGHT);
    return png_write(s->writer, &(png_pixels){s->target.pixels, WIDTH, HEIGHT, WIDTH, false}, &s->png, err);
}

static ouro_result step_svg(bench_state *s, int round, ouro_error *err)
{
    (void)round;
    (void)err;
    frame_ruler ruler = text_ruler(s->text);
    buffer_clear(&s->svg);
    svg_write(&(svg_picture){.drawn = &s->f, .prefix = ""}, &ruler, &s->svg);
    return s->svg.failed ? OURO_ERR_NOMEM : OURO_OK;
}

static int compare(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The median of ROUNDS; `before` each is not counted. Negative: it failed. */
static double measure(bench_state *s, bench_step *step, bench_step *before)
{
    double times[ROUNDS];
    ouro_error err = {0};
    for (int i = -WARM_UP; i < ROUNDS; i++) {
        if (before && before(s, i, &err) != OURO_OK)
            return -1;
        double start = cpu_ms();
        if (step(s, i, &err) != OURO_OK)
            return -1;
        if (i >= 0)
            times[i] = cpu_ms() - start;
    }
    qsort(times, ROUNDS, sizeof *times, compare);
    return times[ROUNDS / 2];
}

static void bench_run(bench_state *s, int count)
{
    s->count = count;
    double build = measure(s, step_build, NULL);
    scene_draw(&s->f, &s->grid, count, 0, 0);
    double full = measure(s, step_full, NULL);
    raster_tiles_forget(s->tiles);
    double idle = measure(s, step_idle, NULL);
    double png = measure(s, step_png, NULL);
    double svg = measure(s, step_svg, NULL);
    double moving = measure(s, step_idle, step_build);
    printf("%5d objects, %u commands: build %.3f  full %.2f  idle %.3f  moving %.2f  png %.1f ms"
           " (%zu KB)  svg %.2f ms (%zu KB)\n",
           count, s->f.count, build, full, idle, moving, png, s->png.length / 1024, svg,
           s->svg.length / 1024);
}

int main(int argc, char **argv)
{
    static bench_state s;
    ouro_error err = {0};
    double start = cpu_ms();
    s.text = text_cache_open(argc > 1 ? argv[1] : "assets/fonts", &err);
    double opened = cpu_ms() - start;
    s.tiles = raster_tiles_open();
    s.writer = png_writer_open();
    uint32_t *pixels = malloc(sizeof *pixels * WIDTH * HEIGHT);
    if (!s.text || !s.tiles || !s.writer || !pixels) {
        fprintf(stderr, "bench_draw: %s\n", err.text);
        return 1;
    }
    s.target = (raster_target){
        .pixels = pixels, .width_px = WIDTH, .height_px = HEIGHT, .stride_px = WIDTH};
    scene_draw(&s.f, &s.grid, 200, 0, 0);
    start = cpu_ms();
    if (raster_draw(&s.f, &s.target, s.text, &err) != OURO_OK)
        return 1;
    printf("fonts opened in %.1f ms, first frame with its glyphs %.1f ms\n", opened,
           cpu_ms() - start);
    bench_run(&s, 200);
    bench_run(&s, 2000);
    raster_tiles_close(s.tiles);
    png_writer_close(s.writer);
    text_cache_close(s.text);
    frame_free(&s.f);
    buffer_free(&s.png);
    buffer_free(&s.svg);
    free(pixels);
    return 0;
}
