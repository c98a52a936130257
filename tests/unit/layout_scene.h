/* Scenes for the layout's tests, in classroom sizes, and the measures of a result.
 *
 * A scene is boxes and references with lifetimes; scene_load reads one of tests/unit/layout/. The
 * measures judge the result by what a student sees: at each step, boxes over boxes, arrows through
 * boxes, arrows over arrows. They read the result alone, never the layout's own ideas of it. */
#ifndef OURO_TESTS_UNIT_LAYOUT_SCENE_H
#define OURO_TESTS_UNIT_LAYOUT_SCENE_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/scene/layout_graph.h"

enum { SCENE_MAX = 512, SCENE_CELLS_MAX = 24, SCENE_NAME = 16, SCENE_SAMPLES = 16 };

typedef struct scene {
    layout_node nodes[SCENE_MAX];
    layout_edge edges[SCENE_MAX];
    double cells[SCENE_MAX][SCENE_CELLS_MAX];
    char names[SCENE_MAX][SCENE_CELLS_MAX][SCENE_NAME];
    size_t node_count, edge_count;
} scene;

static uint32_t scene_node(scene *s, layout_kind kind, uint32_t depth, uint32_t cells,
                           uint32_t birth, uint32_t death)
{
    size_t i = s->node_count++;
    bool frame = kind == LAYOUT_FRAME;
    for (uint32_t k = 0; k < cells; k++)
        s->cells[i][k] = frame ? 60 + 28 + 72.0 * k : 60 + 24 + 48.0 * k;
    double rows = frame ? 60 + 72.0 * cells : 60 + 48.0 * cells + 4;
    s->nodes[i] = (layout_node){.id = (uint32_t)i + 1,
                                .kind = kind,
                                .depth = depth,
                                .width_px = frame ? 180 : 200,
                                .height_px = rows < 104 ? 104 : rows,
                                .port_inset_px = frame ? 38 : 24,
                                .cell_y_px = s->cells[i],
                                .cell_count = cells,
                                .birth_step = birth,
                                .death_step = death};
    return (uint32_t)i + 1;
}

static void scene_edge(scene *s, uint32_t src, uint32_t cell, uint32_t dst, const char *label,
                       bool weak, uint32_t birth, uint32_t death)
{
    size_t i = s->edge_count++;
    s->edges[i] = (layout_edge){.id = (uint32_t)i + 1,
                                .src = src,
                                .dst = dst,
                                .cell = cell,
                                .label = label,
                                .weak = weak,
                                .birth_step = birth,
                                .death_step = death};
}

static void scene_read_node(scene *s, const char *line)
{
    unsigned cells, birth, death;
    int id, depth;
    char kind, names[256];
    if (sscanf(line, "%d %c %u %u %u %d %*s %255s", &id, &kind, &cells, &birth, &death, &depth,
               names) != 7)
        abort();
    size_t i = s->node_count;
    char *name = names;
    for (unsigned k = 0; k < cells && k < SCENE_CELLS_MAX; k++) {
        size_t length = strcspn(name, ",");
        snprintf(s->names[i][k], SCENE_NAME, "%.*s", (int)length, name);
        name += length + (name[length] == ',');
    }
    scene_node(s, kind == 'F' ? LAYOUT_FRAME : LAYOUT_OBJECT, depth < 0 ? 0 : (uint32_t)depth,
               cells, birth, death);
}

static void scene_read_edge(scene *s, const char *line)
{
    unsigned src, cell, dst, weak, birth, death;
    if (sscanf(line, "%u %u %u %u %*u %u %u", &src, &cell, &dst, &weak, &birth, &death) != 6)
        abort();
    scene_edge(s, src + 1, cell, dst + 1, s->names[src][cell], weak != 0, birth, death);
}

/* The scene in tests/unit/layout/`name`.txt; on the heap, because it is large. */
static scene *scene_load(const char *name)
{
    char file_name[128], line[512];
    unsigned nodes, edges;
    scene *s = calloc(1, sizeof *s);
    snprintf(file_name, sizeof file_name, "tests/unit/layout/%s.txt", name);
    FILE *f = fopen(file_name, "r");
    if (!s || !f || !fgets(line, sizeof line, f) || !fgets(line, sizeof line, f) ||
        sscanf(line, "%*u %u %u", &nodes, &edges) != 2 || nodes > SCENE_MAX || edges > SCENE_MAX)
        abort();
    for (unsigned i = 0; i < nodes + edges && fgets(line, sizeof line, f); i++)
        if (i < nodes)
            scene_read_node(s, line);
        else
            scene_read_edge(s, line);
    fclose(f);
    return s;
}

static layout_input scene_input(const scene *s)
{
    return (layout_input){s->nodes, s->node_count, s->edges, s->edge_count};
}

/* --- measures -------------------------------------------------------------------------------- */

typedef struct scene_measure {
    unsigned overlaps, through; /* over the whole run: every pair that lives together */
    double crossings, length;   /* mean of the steps at which something changes */
    double scale;               /* at which the bounds fit 1360 x 760, at most 1 */
} scene_measure;

static layout_point scene_point(const layout_curve *c, double t)
{
    double u = 1 - t, a = u * u * u, b = 3 * u * u * t, d = 3 * u * t * t, e = t * t * t;
    return (layout_point){a * c->p[0].x + b * c->p[1].x + d * c->p[2].x + e * c->p[3].x,
                          a * c->p[0].y + b * c->p[1].y + d * c->p[2].y + e * c->p[3].y};
}

static size_t scene_flatten(const layout_route *r, layout_point *out)
{
    size_t n = 0;
    for (uint32_t k = 0; k < r->curve_count; k++)
        for (int i = k > 0; i <= SCENE_SAMPLES; i++)
            out[n++] = scene_point(&r->curves[k], (double)i / SCENE_SAMPLES);
    return n;
}

static bool scene_together(uint32_t b1, uint32_t d1, uint32_t b2, uint32_t d2)
{
    return b1 < d2 && b2 < d1;
}

static unsigned scene_overlaps(const layout_input *in, const layout_result *out)
{
    unsigned count = 0;
    for (size_t i = 0; i < in->node_count; i++)
        for (size_t j = 0; j < i; j++) {
            const layout_node *a = &in->nodes[i], *b = &in->nodes[j];
            layout_point p = out->places[i], q = out->places[j];
            count += scene_together(a->birth_step, a->death_step, b->birth_step, b->death_step) &&
                     p.x < q.x + b->width_px && q.x < p.x + a->width_px &&
                     p.y < q.y + b->height_px && q.y < p.y + a->height_px;
        }
    return count;
}

static bool scene_runs_through(const layout_route *r, layout_point at, const layout_node *n)
{
    for (uint32_t k = 0; k < r->curve_count; k++)
        for (int i = 0; i <= 4 * SCENE_SAMPLES; i++) {
            layout_point p = scene_point(&r->curves[k], i / (4.0 * SCENE_SAMPLES));
            if (p.x > at.x + 1 && p.x < at.x + n->width_px - 1 && p.y > at.y + 1 &&
                p.y < at.y + n->height_px - 1)
                return true;
        }
    return false;
}

static unsigned scene_through(const layout_input *in, const layout_result *out)
{
    unsigned count = 0;
    for (size_t i = 0; i < in->edge_count; i++)
        for (size_t j = 0; j < in->node_count; j++) {
            const layout_edge *e = &in->edges[i];
            const layout_node *n = &in->nodes[j];
            if (n->id == e->src ||
                !scene_together(e->birth_step, e->death_step, n->birth_step, n->death_step))
                continue; /* an arrow begins inside its source, and ends before its target */
            count += scene_runs_through(&out->routes[i], out->places[j], n);
        }
    return count;
}

static double scene_turn(layout_point a, layout_point b, layout_point c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/* Arrows that share a target merge at its side: within 40 px of the tip that is no crossing. */
static bool scene_routes_cross(const layout_route *a, const layout_route *b, bool same_target)
{
    layout_point p[3 * SCENE_SAMPLES + 3], q[3 * SCENE_SAMPLES + 3];
    size_t n = scene_flatten(a, p), m = scene_flatten(b, q);
    for (size_t i = 0; i + 1 < n; i++)
        for (size_t j = 0; j + 1 < m; j++) {
            if (scene_turn(p[i], p[i + 1], q[j]) * scene_turn(p[i], p[i + 1], q[j + 1]) >= -1e-6 ||
                scene_turn(q[j], q[j + 1], p[i]) * scene_turn(q[j], q[j + 1], p[i + 1]) >= -1e-6)
                continue;
            if (!same_target || hypot(p[i].x - a->tip.x, p[i].y - a->tip.y) > 40)
                return true;
        }
    return false;
}

static int scene_by_step(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static double scene_route_length(const layout_route *r)
{
    layout_point p[3 * SCENE_SAMPLES + 3];
    double sum = 0;
    size_t n = scene_flatten(r, p);
    for (size_t i = 1; i < n; i++)
        sum += hypot(p[i].x - p[i - 1].x, p[i].y - p[i - 1].y);
    return sum;
}

static void scene_measure_arrows(const layout_input *in, const layout_result *out, scene_measure *m)
{
    uint32_t *steps = calloc(2 * in->edge_count + 1, sizeof *steps);
    size_t n = 0, seen = 0;
    for (size_t i = 0; steps && i < in->edge_count; i++) {
        steps[n++] = in->edges[i].birth_step;
        steps[n++] = in->edges[i].death_step;
    }
    qsort(steps, n, sizeof *steps, scene_by_step);
    for (size_t k = 0; k < n; k++) {
        if (k > 0 && steps[k] == steps[k - 1])
            continue;
        seen++;
        for (size_t i = 0; i < in->edge_count; i++) {
            const layout_edge *a = &in->edges[i];
            if (a->birth_step > steps[k] || steps[k] >= a->death_step)
                continue;
            m->length += scene_route_length(&out->routes[i]);
            for (size_t j = 0; j < i; j++) {
                const layout_edge *b = &in->edges[j];
                if (b->birth_step <= steps[k] && steps[k] < b->death_step &&
                    !(a->src == b->src && a->dst == b->dst))
                    m->crossings +=
                        scene_routes_cross(&out->routes[i], &out->routes[j], a->dst == b->dst);
            }
        }
    }
    free(steps);
    m->crossings /= seen > 0 ? (double)seen : 1;
    m->length /= seen > 0 ? (double)seen : 1;
}

static scene_measure scene_judge(const layout_input *in, const layout_result *out)
{
    scene_measure m = {.overlaps = scene_overlaps(in, out), .through = scene_through(in, out)};
    m.scale = fmin(1, fmin(1360 / fmax(1, out->bounds.w), 760 / fmax(1, out->bounds.h)));
    scene_measure_arrows(in, out, &m);
    return m;
}

#endif
