/* The object graph: it explains every count, it has the view's references, it can be turned round. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/open_run.h"

#include "sim/object_graph.h"
#include "sim/view.h"

/* A long run is looked at in this many places. */
enum { LOOKS_MOST = 12, OBJECTS_MOST = 20000, EVERY_NTH_PROGRAM = 3 };

typedef void graph_check(session *s, const object_graph *g, arena *memory);

static void look_at(session *s, uint64_t event, graph_check *check)
{
    arena memory = {0};
    object_graph g;
    assert_int_equal(session_seek(s, event, NULL), OURO_OK);
    assert_int_equal(session_object_graph(s, &memory, &g, NULL), OURO_OK);
    if (g.object_count <= OBJECTS_MOST)
        check(s, &g, &memory);
    arena_free(&memory);
}

static void look_along(const char *path, graph_check *check)
{
    session *s = open_run_with(path, &(session_options){0});
    if (!s)
        return;
    uint64_t events = session_event_count(s), stride = events / LOOKS_MOST + 1;
    for (uint64_t event = 1; event < events; event += stride)
        look_at(s, event, check);
    look_at(s, events, check);
    session_close(s);
}

static void each_run(graph_check *check)
{
    static const char *const PATTERNS[] = {"scenarios/*/*.json", "tests/oracle/programs/*/*.py"};
    size_t paths = 0;
    for (size_t i = 0; i < sizeof PATTERNS / sizeof *PATTERNS; i++) {
        glob_t found = {0};
        if (glob(PATTERNS[i], 0, NULL, &found) == 0)
            for (size_t k = 0; k < found.gl_pathc; k++, paths++)
                if (paths % EVERY_NTH_PROGRAM == 0)
                    look_along(found.gl_pathv[k], check);
        globfree(&found);
    }
    assert_true(paths > 20); /* run from the root of the project */
}

/* --- Counts -------------------------------------------------------------------------------------- */

static void counts_are_explained(session *s, const object_graph *g, arena *memory)
{
    uint32_t *explained = arena_alloc(memory, (g->object_count + 1) * sizeof *explained);
    for (uint32_t e = 0; e < g->edge_count; e++)
        explained[g->edge_target[e]] += !edge_is_weak(g, e);
    for (uint32_t r = 0; r < g->root_count; r++)
        explained[g->roots[r].target] += g->roots[r].count;
    for (uint32_t i = 0; i < g->object_count; i++) {
        const object_row *row = world_row(g->w, g->rows[i]);
        if (!(row->flags & OBJ_IMMORTAL) && explained[i] != row->refcount)
            fail_msg("event %llu: #%u %s: refcount %u, explained %u", (unsigned long long)session_event(s),
                     g->ids[i], KIND_INFO[row->kind].type_name, row->refcount, explained[i]);
    }
}

static void every_count_is_explained(void **state)
{
    (void)state;
    each_run(counts_are_explained);
}

/* --- The view's story ------------------------------------------------------------------------------- */

/* The references of an object that a view without the interpreter's objects lists: between objects of
 * the script, its class and immortal keys excepted. */
static uint32_t edges_of_script(const object_graph *g, uint32_t object)
{
    uint32_t count = 0;
    for (uint32_t e = g->edge_first[object]; e < g->edge_first[object + 1]; e++) {
        uint32_t target = g->edge_target[e];
        bool told = target < g->script_count && g->edge_kind[e] != REFERENCE_CLASS;
        if (g->edge_kind[e] == REFERENCE_KEY && world_has(g->w, g->rows[target], OBJ_IMMORTAL))
            told = false;
        count += told;
    }
    return count;
}

static bool is_namespace(const object_graph *g, uint32_t object)
{
    for (uint32_t f = 0; f < g->w->state.used[TABLE_FRAMES]; f++)
        if (world_frames(g->w)[f].names == g->rows[object])
            return true;
    return false;
}

/* Every reference of the view is the graph's next one between objects of the script. */
static void assert_same_references(const object_graph *g, const view *v, uint32_t object)
{
    const view_object *o = &v->objects[object];
    uint32_t e = g->edge_first[object], listed = 0;
    char label[VALUE_BYTES];
    for (uint32_t i = 0; i < o->ref_count; i++) {
        if (o->refs[i].target == VIEW_NONE)
            continue;
        listed++;
        while (e < g->edge_first[object + 1] && (g->edge_target[e] != (uint32_t)o->refs[i].target ||
                                                 g->edge_kind[e] == REFERENCE_CLASS))
            e++;
        assert_true(e < g->edge_first[object + 1]);
        assert_int_equal(edge_is_weak(g, e), o->refs[i].weak);
        object_graph_label(g, object, e, label);
        assert_string_equal(label, o->refs[i].label);
        e++;
    }
    assert_int_equal(listed, is_namespace(g, object) ? 0 : edges_of_script(g, object));
}

static void same_as_view(session *s, const object_graph *g, arena *memory)
{
    view v;
    char text[VALUE_BYTES];
    const uint8_t *reached = object_graph_reach(g, memory);
    assert_non_null(reached);
    assert_int_equal(session_view(s, &(view_options){0}, memory, &v, NULL), OURO_OK);
    assert_int_equal(v.object_count, g->script_count);
    for (uint32_t i = 0; i < v.object_count; i++) {
        assert_int_equal(v.objects[i].id, g->ids[i]);
        assert_int_equal(object_graph_find(g, g->ids[i]), i);
        assert_int_equal(g->index[g->rows[i]], i);
        object_graph_type(g, i, text);
        assert_string_equal(text, v.objects[i].type);
        object_graph_value(g, i, text);
        assert_string_equal(text, v.objects[i].value);
        if (!reached[i] != v.objects[i].unreachable)
            fail_msg("event %llu: #%u %s %s is %sreached", (unsigned long long)session_event(s), g->ids[i],
                     v.objects[i].type, text, reached[i] ? "" : "not ");
        assert_same_references(g, &v, i);
    }
    assert_int_equal(object_graph_find(g, 0), GRAPH_NONE);
}

static void the_graph_is_the_views(void **state)
{
    (void)state;
    each_run(same_as_view);
}

/* --- Turned round ----------------------------------------------------------------------------------- */

static void turned_round(session *s, const object_graph *g, arena *memory)
{
    (void)s;
    object_holders h;
    uint8_t *seen = arena_alloc(memory, (size_t)g->edge_count + 1);
    assert_true(object_graph_holders(g, memory, &h));
    assert_int_equal(h.first[g->object_count], g->edge_count);
    assert_int_equal(h.root_first[g->object_count], g->root_count);
    for (uint32_t i = 0; i < g->object_count; i++) {
        for (uint32_t k = h.first[i]; k < h.first[i + 1]; k++) {
            uint32_t e = h.edge[k], from = h.source[k];
            assert_int_equal(g->edge_target[e], i);
            assert_true(g->edge_first[from] <= e && e < g->edge_first[from + 1]);
            assert_int_equal(object_graph_source(g, e), from);
            assert_false(seen[e]++);
        }
        for (uint32_t k = h.root_first[i]; k < h.root_first[i + 1]; k++)
            assert_int_equal(g->roots[h.root[k]].target, i);
    }
}

static void holders_are_the_edges_turned_round(void **state)
{
    (void)state;
    each_run(turned_round);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_count_is_explained),
        cmocka_unit_test(the_graph_is_the_views),
        cmocka_unit_test(holders_are_the_edges_turned_round),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
