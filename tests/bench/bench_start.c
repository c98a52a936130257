#define _DEFAULT_SOURCE /* wait4() */
/* From the start of a process to the first picture of a lesson on its screen, as `ouro play` goes: fonts,
 * scenario, run, layout of all steps, window, drawing, showing. Every round is a process of its own.
 * Without a display SDL's dummy driver takes the picture. */
#include "render/cli/opening.h"
#include "render/scene/theme.h"
#include "render/window/screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 9, WIDTH = 1920, HEIGHT = 1080 };

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int first_picture(const char *lesson)
{
    opening o = {0};
    ouro_error err = {0};
    int exit_code = 0;
    frame first = {0};
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0"); /* as the window does */
    if (!getenv("DISPLAY"))
        SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0 || !opening_make(&o, lesson, &(opening_options){0}, &exit_code))
        return 3;
    scene_look look = {.colours = theme_of(THEME_LIGHT),
                       .ruler = &o.ruler,
                       .width_px = WIDTH,
                       .height_px = HEIGHT,
                       .scrubber = true,
                       .captions = true,
                       .zoom = 1};
    screen *onto = screen_open("first picture", WIDTH, HEIGHT, false, o.text, &err);
    if (!onto || stage_draw(o.shown, stage_at_step(o.shown, 0), &look, &first, &err) ||
        screen_draw(onto, &first, &err))
        return fprintf(stderr, "%s\n", err.text), 3;
    return 0; /* the process ends: nothing is worth closing */
}

static double cpu_ms(const struct rusage *used)
{
    const struct timeval *user = &used->ru_utime, *kernel = &used->ru_stime;
    return (double)(user->tv_sec + kernel->tv_sec) * 1e3 + (double)(user->tv_usec + kernel->tv_usec) / 1e3;
}

int main(int argc, char **argv)
{
    const char *lesson = argc > 1 ? argv[1] : "scenarios/01-names-and-objects/names-are-tags.json";
    double least = 1e9, most = 0, least_cpu = 1e9;
    for (int i = 0; i < ROUNDS; i++) {
        double start = now_ms();
        pid_t child = fork();
        if (child == 0)
            _exit(first_picture(lesson));
        int status = 0;
        struct rusage used = {0};
        wait4(child, &status, 0, &used);
        if (child < 0 || status != 0)
            return fprintf(stderr, "no first picture\n"), 3;
        double took = now_ms() - start;
        least = took < least ? took : least;
        most = took > most ? took : most;
        double cpu = cpu_ms(&used);
        least_cpu = cpu < least_cpu ? cpu : least_cpu;
    }
    printf("first picture of a lesson at %dx%d: least %.0f ms (%.0f of CPU), most %.0f ms of %d starts (%s)\n", WIDTH,
           HEIGHT, least, least_cpu, most, ROUNDS, getenv("DISPLAY") ? "window" : "no display: dummy driver");
    return 0;
}
