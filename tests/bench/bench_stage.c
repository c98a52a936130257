#define _DEFAULT_SOURCE /* mkstemps() */
/* What a step costs in a window of 1920 x 1080: CPU milliseconds of each frame while one state glides to
 * the next, all in (between, raster, showing), of the picture that is glided to, and of drawing all of it.
 *
 * Trees of 200, 2,000 and 10,000 objects lose half of their nodes: everything changes that can. The
 * larger ones are crowds. Without a display SDL's dummy driver takes the pictures. */
#include "render/cli/opening.h"
#include "render/scene/theme.h"
#include "render/scene/tween.h"
#include "render/window/screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { WIDTH = 1920, HEIGHT = 1080, FRAMES = 24, PICTURES = 9, SCRIPT_BYTES = 600 };

static double cpu_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Steps: the class, the tree, half of it goes. */
static bool script_write(char *path, int objects)
{
    char script[SCRIPT_BYTES];
    int length = snprintf(script, sizeof script,
                          "class Node:\n    pass\n\n"
                          "nodes = [Node()]\n"
                          "for i in range(1, %d):\n"
                          "    n = Node()\n"
                          "    if i %% 2:\n"
                          "        nodes[i // 2].left = n\n"
                          "    else:\n"
                          "        nodes[i // 2 - 1].right = n\n"
                          "    nodes.append(n)\n"
                          "root = nodes[0]\n"
                          "del nodes, n\n\n"
                          "root.left = None\n",
                          objects);
    int file = mkstemps(path, 3);
    bool written = file >= 0 && write(file, script, (size_t)length) == length;
    if (file >= 0)
        close(file);
    return written;
}

typedef struct bench {
    opening o;
    scene_look look;
    screen *onto;
    frame from, to, between;
    double picture[PICTURES], glide[FRAMES], whole[PICTURES];
} bench;

static ouro_result measure(bench *b, ouro_error *err)
{
    uint32_t last = stage_step_count(b->o.shown);
    ouro_result result = stage_draw(b->o.shown, stage_at_step(b->o.shown, last - 1), &b->look, &b->from, err);
    if (result == OURO_OK)
        result = screen_draw(b->onto, &b->from, err);
    for (int i = 0; i < PICTURES && result == OURO_OK; i++) {
        for (uint32_t k = 2; k > 0 && result == OURO_OK; k--) /* one comes from the step before */
            result = stage_draw(b->o.shown, stage_at_step(b->o.shown, last - k), &b->look, &b->to, err);
        double start = cpu_ms();
        if (result == OURO_OK)
            result = stage_draw(b->o.shown, stage_at_step(b->o.shown, last), &b->look, &b->to, err);
        b->picture[i] = cpu_ms() - start;
    }
    for (int i = 0; i < FRAMES && result == OURO_OK; i++) {
        double start = cpu_ms();
        tween_between(&b->from, &b->to, (float)(i + 1) / (FRAMES + 1), &b->between);
        result = screen_draw(b->onto, &b->between, err);
        b->glide[i] = cpu_ms() - start;
    }
    for (int i = 0; i < PICTURES && result == OURO_OK; i++) {
        screen_forget(b->onto);
        double start = cpu_ms();
        result = screen_draw(b->onto, &b->from, err);
        b->whole[i] = cpu_ms() - start;
    }
    qsort(b->whole, PICTURES, sizeof *b->whole, by_size);
    qsort(b->picture, PICTURES, sizeof *b->picture, by_size);
    qsort(b->glide, FRAMES, sizeof *b->glide, by_size);
    return result;
}

static int run(bench *b, int objects)
{
    char path[] = "/tmp/bench-stage-XXXXXX.py";
    ouro_error err = {0};
    int exit_code = 0;
    if (!script_write(path, objects))
        return perror(path), 3;
    double start = cpu_ms();
    bool open = opening_make(&b->o, path, &(opening_options){.max_events = 10000000}, &exit_code);
    double opened = cpu_ms() - start;
    unlink(path);
    if (!open)
        return exit_code;
    b->look = (scene_look){.colours = theme_of(THEME_LIGHT),
                           .ruler = &b->o.ruler,
                           .width_px = WIDTH,
                           .height_px = HEIGHT,
                           .captions = true,
                           .zoom = 1};
    b->onto = screen_open("a step", WIDTH, HEIGHT, false, b->o.text, &err);
    ouro_result result = b->onto ? measure(b, &err) : err.code;
    if (result == OURO_OK)
        printf("%6d objects, %5u commands: opened in %.0f  picture %.2f  drawn whole %.2f  a frame while gliding: median %.2f, "
               "worst %.2f ms\n",
               objects, b->to.count, opened, b->picture[PICTURES / 2], b->whole[PICTURES / 2], b->glide[FRAMES / 2],
               b->glide[FRAMES - 1]);
    else
        fprintf(stderr, "%s\n", err.text);
    screen_close(b->onto);
    opening_end(&b->o);
    return result == OURO_OK ? 0 : 3;
}

int main(void)
{
    static bench b;
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0"); /* as the window does */
    if (!getenv("DISPLAY"))
        SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
        return fprintf(stderr, "%s\n", SDL_GetError()), 3;
    static const int SIZES[] = {40, 200, 2000, 10000};
    int status = 0;
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES && !status; i++)
        status = run(&b, SIZES[i]);
    frame_free(&b.from);
    frame_free(&b.to);
    frame_free(&b.between);
    return status;
}
