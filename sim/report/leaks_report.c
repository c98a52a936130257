/* leaks: what is unreachable and not collected yet, the cycles in it, and what objgraph would say. */
#include "sim/base/utf8.h"
#include "sim/leaks.h"
#include "sim/report/columns.h"
#include "sim/report/graph_dot.h"
#include "sim/report/report.h"
#include "sim/type_counts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { ROWS_TOLD = 30, CYCLES_TOLD = 10, MEMBERS_TOLD = 8, TYPE_WIDTH = 12, VALUE_WIDTH = 48 };

typedef struct lost {
    arena memory;
    object_graph g;
    leaks l;
} lost;

static ouro_result lost_open(lost *t, const report_request *r, ouro_error *err)
{
    *t = (lost){.l = {0}};
    ouro_result result = session_object_graph(r->s, &t->memory, &t->g, err);
    if (result == OURO_OK && !leaks_find(&t->g, &t->memory, &t->l))
        result = error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    return result;
}

/* --- Text -------------------------------------------------------------------------------------------- */

static void object_write(buffer *b, const lost *t, uint32_t object)
{
    char type[VALUE_BYTES], value[VALUE_BYTES];
    object_graph_type(&t->g, object, type);
    object_graph_value(&t->g, object, value);
    buffer_printf(b, "#%-6" PRIu32 " ", t->g.ids[object]);
    column_text(b, TYPE_WIDTH, type);
    buffer_add_char(b, ' ');
    if (utf8_count(value, strlen(value)) > VALUE_WIDTH)
        column_text(b, VALUE_WIDTH, value);
    else
        buffer_add_text(b, value); /* the line's last: no spaces */
}

static void rest_write(buffer *b, uint32_t count, uint32_t told)
{
    if (count > told)
        buffer_printf(b, "  ... and %" PRIu32 " more (--json lists them all)\n", count - told);
}

static void lost_write(buffer *b, const lost *t)
{
    const leaks *l = &t->l;
    if (!l->lost_count) {
        buffer_add_text(b, "Unreachable: nothing. A name or the interpreter leads to every object.\n");
        return;
    }
    buffer_printf(b, "Unreachable: %" PRIu32 " object%s that no name leads to, not collected yet.\n%s",
                  l->lost_count, column_plural(l->lost_count),
                  l->in_cycles < l->lost_count ? "(held): in no cycle itself, but held by one.\n" : "");
    for (uint32_t i = 0; i < l->lost_count && i < ROWS_TOLD; i++) {
        buffer_add_text(b, "  ");
        object_write(b, t, l->lost[i]);
        buffer_add_text(b, l->parts.of[l->lost[i]] != GRAPH_NONE &&
                                   component_is_cycle(&t->g, &l->parts, l->parts.of[l->lost[i]])
                               ? "\n"
                               : " (held)\n");
    }
    rest_write(b, l->lost_count, ROWS_TOLD);
}

/* A reference from `from` to another member, the nearest to the first one; GRAPH_NONE: there is none. */
static uint32_t next_in_cycle(const lost *t, uint32_t part, uint32_t from, uint32_t wanted)
{
    uint32_t other = GRAPH_NONE;
    for (uint32_t e = t->g.edge_first[from]; e < t->g.edge_first[from + 1]; e++) {
        uint32_t target = t->g.edge_target[e];
        if (edge_is_weak(&t->g, e) || t->l.parts.of[target] != part)
            continue;
        if (target == wanted)
            return e;
        other = other == GRAPH_NONE ? e : other;
    }
    return other;
}

/* The members, each with the reference by which it holds another one. */
static void cycle_write(buffer *b, const lost *t, uint32_t part)
{
    const components *c = &t->l.parts;
    uint32_t first = c->first[part], count = c->first[part + 1] - first;
    char label[VALUE_BYTES];
    buffer_printf(b, count == 1 ? "  An object that holds itself:\n" : "  %" PRIu32 " objects that hold each other:\n", count);
    for (uint32_t i = 0; i < count && i < MEMBERS_TOLD; i++) {
        uint32_t member = c->members[first + i], wanted = c->members[first + (i + 1) % count];
        uint32_t edge = next_in_cycle(t, part, member, wanted);
        buffer_add_text(b, "    ");
        object_write(b, t, member);
        if (edge != GRAPH_NONE) {
            object_graph_label(&t->g, member, edge, label);
            buffer_printf(b, "\n            %s -> #%" PRIu32, *label ? label : "(member)", t->g.ids[t->g.edge_target[edge]]);
        }
        buffer_add_char(b, '\n');
    }
    if (count > MEMBERS_TOLD)
        buffer_printf(b, "    ... and %" PRIu32 " more\n", count - MEMBERS_TOLD);
}

static void cycles_write(buffer *b, const lost *t)
{
    const leaks *l = &t->l;
    if (!l->lost_count)
        return;
    buffer_printf(b, "\nCycles: %" PRIu32 ". References alone never free them; the collector does.\n", l->cycle_count);
    for (uint32_t i = 0; i < l->cycle_count && i < CYCLES_TOLD; i++)
        cycle_write(b, t, l->cycles[i]);
    if (l->cycle_count > CYCLES_TOLD)
        buffer_printf(b, "  ... and %" PRIu32 " more\n", l->cycle_count - CYCLES_TOLD);
}

static void objgraph_write(buffer *b, const lost *t)
{
    const leaks *l = &t->l;
    buffer_add_text(b, "\nobjgraph.get_leaking_objects() never reports a cycle. It collects first");
    if (l->lost_count)
        buffer_printf(b, l->lost_count == 1 ? ":\nthe object above would be gone" : ":\nthe %" PRIu32 " objects above would be gone",
                      l->lost_count);
    buffer_add_text(b, l->lost_count ? "; then it lists what the collector tracks and\nno tracked object refers to."
                                     : "; then it\nlists what the collector tracks and no tracked object refers to.\n");
    if (!l->unreferred_count) {
        buffer_add_text(b, l->lost_count ? " Of the script's: nothing.\n" : "Of the script's: nothing.\n");
        return;
    }
    buffer_printf(b, l->lost_count ? "\nOf the script's %" PRIu32 " object%s, held where it cannot look; no leak:\n"
                                   : "Of the script's %" PRIu32 " object%s, held where it cannot look; no leak:\n", l->unreferred_count,
                  column_plural(l->unreferred_count));
    for (uint32_t i = 0; i < l->unreferred_count && i < ROWS_TOLD; i++) {
        buffer_add_text(b, "  ");
        object_write(b, t, l->unreferred[i]);
        buffer_add_char(b, '\n');
    }
    rest_write(b, l->unreferred_count, ROWS_TOLD);
}

ouro_result leaks_text(buffer *b, const report_request *r, ouro_error *err)
{
    lost t;
    ouro_result result = lost_open(&t, r, err);
    if (result == OURO_OK) {
        report_heading(b, r, "what is lost");
        lost_write(b, &t);
        cycles_write(b, &t);
        objgraph_write(b, &t);
    }
    arena_free(&t.memory);
    if (result == OURO_OK) {
        buffer_printf(b, "\nTypes with more objects than after step %" PRIu32 ":\n", r->from);
        result = growth_table(b, r, err);
    }
    return result;
}

/* --- Rows for programs ------------------------------------------------------------------------------ */

static void rows_json(buffer *b, const lost *t, const uint32_t *objects, uint32_t count)
{
    char type[VALUE_BYTES];
    buffer_add_char(b, '[');
    for (uint32_t i = 0; i < count; i++) {
        object_graph_type(&t->g, objects[i], type);
        buffer_printf(b, "%s{\"id\": %" PRIu32 ", \"type\": ", i ? ", " : "", t->g.ids[objects[i]]);
        buffer_add_json(b, type, strlen(type));
        buffer_add_char(b, '}');
    }
    buffer_add_char(b, ']');
}

ouro_result leaks_json(buffer *b, const report_request *r, ouro_error *err)
{
    lost t;
    ouro_result result = lost_open(&t, r, err);
    rows_json(b, &t, t.l.lost, t.l.lost_count);
    arena_free(&t.memory);
    return result;
}

static void cycles_json(buffer *b, const lost *t)
{
    const components *c = &t->l.parts;
    buffer_add_text(b, ", \"cycles\": [");
    for (uint32_t i = 0; i < t->l.cycle_count; i++) {
        uint32_t part = t->l.cycles[i];
        buffer_add_text(b, i ? ", [" : "[");
        for (uint32_t m = c->first[part]; m < c->first[part + 1]; m++)
            buffer_printf(b, "%s%" PRIu32, m > c->first[part] ? ", " : "", t->g.ids[c->members[m]]);
        buffer_add_char(b, ']');
    }
    buffer_add_char(b, ']');
}

/* What beside the rows: the cycles' members, the types that grow, what get_leaking_objects() would list. */
ouro_result leaks_siblings(buffer *b, const report_request *r, ouro_error *err)
{
    lost t;
    ouro_result result = lost_open(&t, r, err);
    cycles_json(b, &t);
    buffer_add_text(b, ", \"objgraph\": ");
    rows_json(b, &t, t.l.unreferred, t.l.unreferred_count);
    arena_free(&t.memory);
    buffer_add_text(b, ", \"growing\": ");
    return result == OURO_OK ? growth_json(b, r, err) : result;
}

/* --- A graph: the cycles alone, as Pympler's GarbageGraph(reduce=True) ------------------------------------- */

static void cycle_dot(buffer *b, const lost *t, uint32_t part, dot_seen *seen)
{
    const components *c = &t->l.parts;
    for (uint32_t m = c->first[part]; m < c->first[part + 1]; m++) {
        uint32_t member = c->members[m];
        dot_object(b, &t->g, member, GRAPH_NONE, 0, seen);
        for (uint32_t e = t->g.edge_first[member]; e < t->g.edge_first[member + 1]; e++)
            if (c->of[t->g.edge_target[e]] == part && !edge_is_weak(&t->g, e))
                dot_edge(b, &t->g, member, e, seen);
    }
}

ouro_result leaks_dot(buffer *b, const report_request *r, ouro_error *err)
{
    lost t;
    dot_seen seen = {0};
    ouro_result result = lost_open(&t, r, err);
    dot_begin(b);
    for (uint32_t i = 0; result == OURO_OK && i < t.l.cycle_count; i++)
        cycle_dot(b, &t, t.l.cycles[i], &seen);
    dot_end(b, &seen);
    arena_free(&t.memory);
    return result;
}
