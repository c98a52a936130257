/* What laying out costs: CPU milliseconds, the median of many.
 *
 *     bench_layout        from the top of the tree: it reads tests/unit/layout/
 *
 * The recorded runs of the layout's test, one by one; then the overview of 2,000 and of 10,000 objects:
 * `tell` is one step's picture, `lay out` gives all cells their places. */
#define _POSIX_C_SOURCE 199309L /* clock_gettime */

#include "tests/unit/layout_scene.h"

#include "render/scene/overview.h"

#include <time.h>

enum { ROUNDS = 15, OBJECTS_MAX = 10000 };

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

static double median(double times[ROUNDS])
{
    qsort(times, ROUNDS, sizeof *times, compare);
    return times[ROUNDS / 2];
}

/* The most boxes alive at once. */
static uint32_t alive_most(const scene *s)
{
    uint32_t most = 0;
    for (size_t i = 0; i < s->node_count; i++) {
        uint32_t alive = 0, step = s->nodes[i].birth_step;
        for (size_t k = 0; k < s->node_count; k++)
            alive += s->nodes[k].birth_step <= step && step < s->nodes[k].death_step;
        most = alive > most ? alive : most;
    }
    return most;
}

static bool run_bench(const char *name)
{
    double times[ROUNDS];
    scene *s = scene_load(name);
    layout_input in = scene_input(s);
    scene_measure m = {0};
    for (int i = 0; i < ROUNDS; i++) {
        arena memory = {0};
        layout_result out;
        double start = cpu_ms();
        if (layout_graph(&in, NULL, &memory, &out, NULL) != OURO_OK)
            return false;
        times[i] = cpu_ms() - start;
        m = scene_judge(&in, &out);
        arena_free(&memory);
    }
    printf("%-14s %3zu boxes, %2u at once: %6.1f ms   crossings %.2f  length %.0f  scale %.2f\n",
           name, s->node_count, alive_most(s), median(times), m.crossings, m.length, m.scale);
    free(s);
    return true;
}

/* One list that holds everything. */
static bool crowd_bench(uint32_t count)
{
    static view_object seen[OBJECTS_MAX];
    static picture_object objects[OBJECTS_MAX];
    static picture_cell cells[OBJECTS_MAX];
    picture_cell tag = {.key = "all", .label = "all", .target_id = 1};
    picture_frame module = {.title = "module", .tags = &tag, .tag_count = 1};
    picture p = {.frames = &module, .frame_count = 1, .objects = objects, .object_count = count};
    double tells[ROUNDS], layouts[ROUNDS];
    for (uint32_t i = 0; i < count; i++) {
        cells[i] = (picture_cell){.key = "", .label = "", .target_id = i + 1};
        seen[i] = (view_object){.id = i + 1, .type = i ? "Node" : "list"};
        objects[i] = (picture_object){.seen = &seen[i], .cells = cells};
    }
    objects[0].cell_count = count;
    for (int i = 0; i < ROUNDS; i++) {
        overview *o = overview_open();
        double start = cpu_ms();
        if (!o || overview_tell(o, &p, 0, NULL) != OURO_OK)
            return false;
        tells[i] = cpu_ms() - start;
        start = cpu_ms();
        overview_lay_out(o, 1296, 696);
        layouts[i] = cpu_ms() - start;
        overview_close(o);
    }
    printf("overview of %5u: tell %.2f ms, lay out %.3f ms\n", count, median(tells),
           median(layouts));
    return true;
}

int main(void)
{
    static const char *const runs[] = {"linked_list", "doubly_linked", "two_cycle",  "ring6",
                                       "tree_parent", "observer_weak", "cache_dict", "island",
                                       "calls",       "churn200"};
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
        if (!run_bench(runs[i]))
            return 1;
    return crowd_bench(2000) && crowd_bench(10000) ? 0 : 1;
}
