/* refs and backrefs: the objects around one object, as objgraph's show_refs() and show_backrefs(). */
#include "sim/base/utf8.h"
#include "sim/neighbours.h"
#include "sim/report/columns.h"
#include "sim/report/graph_dot.h"
#include "sim/report/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { LINE_WIDTH = 80, INDENT_MOST = 48 };

typedef struct around {
    const report_request *r;
    bool back;
    arena memory;
    object_graph g;
    neighbours n;
    bool there; /* the object lives */
} around;

static ouro_result around_open(around *a, const report_request *r, bool back, ouro_error *err)
{
    *a = (around){.r = r, .back = back};
    ouro_result result = session_object_graph(r->s, &a->memory, &a->g, err);
    uint32_t object = result == OURO_OK ? object_graph_find(&a->g, r->id) : GRAPH_NONE;
    neighbours_options options = {.back = back, .all = r->all, .depth = r->depth, .too_many = r->too_many};
    if (object == GRAPH_NONE)
        return result;
    a->there = true;
    if (!neighbours_find(&a->g, object, &options, &a->memory, &a->n))
        result = error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    return result;
}

/* --- A tree for readers ------------------------------------------------------------------------------ */

/* ".partner", "[0]", "['key']", "(key 'key')", "(weak)", "(member)". */
static void step_write(buffer *b, const around *a, const neighbour *row)
{
    char label[VALUE_BYTES];
    uint32_t holder = a->back ? row->object : a->n.rows[row->from].object;
    reference_kind kind = (reference_kind)a->g.edge_kind[row->edge];
    object_graph_label(&a->g, holder, row->edge, label);
    if (kind == REFERENCE_WEAK)
        buffer_add_text(b, a->back ? " (weak)" : "(weak)");
    else if (kind == REFERENCE_MEMBER)
        buffer_add_text(b, a->back ? " (member)" : "(member)");
    else if (kind == REFERENCE_KEY)
        buffer_printf(b, a->back ? " (key %s)" : "(key %s)", label);
    else if (kind == REFERENCE_VALUE)
        buffer_printf(b, "[%s]", label);
    else if (kind == REFERENCE_STACK)
        buffer_add_text(b, a->back ? " (stack)" : "(stack)");
    else
        buffer_printf(b, "%s%s", kind == REFERENCE_ITEM ? "" : ".", label);
}

/* "#4", "interpreter's": its own objects have no number that people see. */
static void who_write(buffer *b, const around *a, uint32_t object)
{
    if (object < a->g.script_count || a->r->all)
        buffer_printf(b, "#%" PRIu32, a->g.ids[object]);
    else
        buffer_add_text(b, "interpreter's");
}

/* "Node <Node>" */
static void what_write(buffer *b, const around *a, uint32_t object)
{
    char type[VALUE_BYTES], value[VALUE_BYTES];
    object_graph_type(&a->g, object, type);
    object_graph_value(&a->g, object, value);
    buffer_printf(b, " %s %s", type, value);
}

static void root_write(buffer *b, const around *a, const graph_root *root)
{
    char name[VALUE_BYTES];
    bool named = graph_root_is_name(root);
    object_graph_root_name(&a->g, root, name);
    buffer_printf(b, named ? "name %s" : "the interpreter: %s", name);
    if (named && root->frame)
        buffer_printf(b, " in %s()", object_graph_frame_name(&a->g, root->frame));
}

/* Cut what reaches over the width, whole characters only. */
static void line_end(buffer *b, const char *line)
{
    uint32_t chars = 0, keep = 0, i = 0;
    for (; line[i]; i++) {
        if (((unsigned char)line[i] & 0xC0) == 0x80)
            continue;
        if (chars == LINE_WIDTH - 3)
            keep = i;
        if (++chars > LINE_WIDTH)
            break;
    }
    if (chars > LINE_WIDTH) {
        buffer_add(b, line, keep);
        buffer_add_text(b, "...");
    } else {
        buffer_add_text(b, line);
    }
    buffer_add_char(b, '\n');
}

static void indent_write(buffer *b, uint32_t depth)
{
    uint32_t columns = 2 * depth < INDENT_MOST ? 2 * depth : INDENT_MOST;
    buffer_printf(b, "%*s", (int)columns, "");
}

static void row_text(buffer *b, const around *a, const neighbour *row)
{
    buffer line = {0};
    indent_write(&line, row->depth);
    if (row->object == GRAPH_NONE) {
        root_write(&line, a, &a->g.roots[row->root]);
    } else {
        if (row->from != GRAPH_NONE && !a->back) {
            step_write(&line, a, row);
            buffer_add_text(&line, " -> ");
        }
        who_write(&line, a, row->object);
        if (row->from != GRAPH_NONE && a->back) {
            step_write(&line, a, row);
            buffer_add_char(&line, ' ');
        }
        what_write(&line, a, row->object);
    }
    if (row->again)
        buffer_add_text(&line, " (see above)");
    line_end(b, buffer_text(&line));
    b->failed = b->failed || line.failed;
    buffer_free(&line);
}

static void rest_text(buffer *b, const around *a, const neighbour *row)
{
    if (row->cut) {
        indent_write(b, row->depth + 1);
        buffer_printf(b, "... and %" PRIu32 " more: --too-many %" PRIu32 " tells them\n", row->cut, row->count + row->cut);
    }
    if (row->deeper) {
        indent_write(b, row->depth + 1);
        buffer_printf(b, "... deeper: --depth %" PRIu32 "\n", a->r->depth + 1);
    }
}

/* Depth first, the rows being breadth first. A path of rows that are open, no recursion. */
static bool tree_text(buffer *b, around *a)
{
    uint32_t *open = arena_alloc(&a->memory, (a->n.count + 1) * sizeof *open), *told, depth = 0;
    told = arena_alloc(&a->memory, (a->n.count + 1) * sizeof *told);
    if (!open || !told)
        return false;
    row_text(b, a, &a->n.rows[0]);
    open[depth++] = 0;
    while (depth) {
        uint32_t at = open[depth - 1];
        const neighbour *row = &a->n.rows[at];
        if (told[at] == row->count) {
            rest_text(b, a, row);
            depth--;
            continue;
        }
        uint32_t child = row->first + told[at]++;
        row_text(b, a, &a->n.rows[child]);
        open[depth++] = child;
    }
    return true;
}

static void close_text(buffer *b, const around *a)
{
    uint32_t more = a->n.unlisted;
    const object_row *row = world_row(a->g.w, a->g.rows[a->n.rows[0].object]);
    if (row->flags & OBJ_IMMORTAL)
        buffer_add_text(b, "\nIt is immortal: nobody counts its references.\n");
    else if (a->back)
        buffer_printf(b, "\nIts refcount is %" PRIu32 ".\n", row->refcount);
    if (more && a->back)
        buffer_printf(b, "Not told: %" PRIu32 " reference%s of its instances, or the interpreter's (--all).\n",
                      more, column_plural(more));
    else if (more)
        buffer_printf(b, "%sNot told: %" PRIu32 " reference%s to its class and what the interpreter made (--all).\n",
                      row->flags & OBJ_IMMORTAL ? "" : "\n", more, column_plural(more));
}

static ouro_result around_text(buffer *b, const report_request *r, bool back, ouro_error *err)
{
    around a;
    char what[160];
    ouro_result result = around_open(&a, r, back, err);
    (void)snprintf(what, sizeof what, "%s %.*s%s", back ? "who refers to" : "what", utf8_head(r->name, 80), r->name,
                   back ? "" : " refers to");
    if (result == OURO_OK) {
        report_heading(b, r, what);
        if (!a.there)
            buffer_printf(b, "#%" PRIu32 " is dead.\n", r->id);
        else if (!tree_text(b, &a))
            result = error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
        else
            close_text(b, &a);
    }
    arena_free(&a.memory);
    return result;
}

/* --- Rows for programs --------------------------------------------------------------------------------- */

static void id_json(buffer *b, const around *a, uint32_t object)
{
    if (object != GRAPH_NONE && (object < a->g.script_count || a->r->all))
        buffer_printf(b, "%" PRIu32, a->g.ids[object]);
    else
        buffer_add_text(b, "null");
}

static void row_json(buffer *b, const around *a, const neighbour *row)
{
    char text[RECORD_LABEL_BYTES];
    const neighbour *from = row->from == GRAPH_NONE ? NULL : &a->n.rows[row->from];
    const graph_root *root = row->object == GRAPH_NONE ? &a->g.roots[row->root] : NULL;
    buffer_add_text(b, from ? ", {\"id\": " : "{\"id\": ");
    id_json(b, a, row->object);
    if (root)
        (void)snprintf(text, sizeof text, "%s", object_graph_root_type(root));
    else
        object_graph_type(&a->g, row->object, text);
    buffer_add_text(b, ", \"type\": ");
    buffer_add_json(b, text, strlen(text));
    buffer_printf(b, ", \"depth\": %" PRIu32 ", \"from\": ", row->depth);
    id_json(b, a, from ? from->object : GRAPH_NONE);
    buffer_add_text(b, ", \"label\": ");
    if (!from) {
        buffer_add_text(b, "null");
    } else {
        if (root)
            object_graph_root_name(&a->g, root, text);
        else
            object_graph_record_label(&a->g, a->back ? row->object : from->object, row->edge, text);
        buffer_add_json(b, text, strlen(text));
    }
    buffer_printf(b, ", \"weak\": %s, \"cut\": %" PRIu32 "}", row->weak ? "true" : "false", row->cut);
}

static ouro_result around_json(buffer *b, const report_request *r, bool back, ouro_error *err)
{
    around a;
    ouro_result result = around_open(&a, r, back, err);
    buffer_add_char(b, '[');
    for (uint32_t i = 0; result == OURO_OK && i < a.n.count; i++)
        row_json(b, &a, &a.n.rows[i]);
    buffer_add_char(b, ']');
    arena_free(&a.memory);
    return result;
}

/* --- A graph ----------------------------------------------------------------------------------------- */

/* objgraph's node for what was too many. */
static void cut_dot(buffer *b, const around *a, const neighbour *row)
{
    uint32_t id = a->g.ids[row->object];
    buffer_printf(b, "  too_many_o%" PRIu32 "[label=\"%" PRIu32 " more %s\",shape=box,height=0.25,color=black,"
                     "fillcolor=\"0,1,1\",fontsize=6,fontcolor=white];\n",
                  id, row->cut, a->back ? "backreferences" : "references");
    buffer_printf(b, a->back ? "  too_many_o%" PRIu32 " -> o%" PRIu32 ";\n" : "  o%" PRIu32 " -> too_many_o%" PRIu32 ";\n",
                  id, id);
}

static void row_dot(buffer *b, const around *a, uint8_t *boxes, const neighbour *row, dot_seen *seen)
{
    if (row->object == GRAPH_NONE) {
        dot_root(b, &a->g, row->root, row->root, seen);
        return;
    }
    if (!boxes[row->object])
        dot_object(b, &a->g, row->object, row->depth, a->r->depth, seen);
    boxes[row->object] = 1;
    if (row->edge != GRAPH_NONE)
        dot_edge(b, &a->g, a->back ? row->object : a->n.rows[row->from].object, row->edge, seen);
    if (row->cut)
        cut_dot(b, a, row);
}

static ouro_result around_dot(buffer *b, const report_request *r, bool back, ouro_error *err)
{
    around a;
    dot_seen seen = {0};
    ouro_result result = around_open(&a, r, back, err);
    uint8_t *boxes = result == OURO_OK ? arena_alloc(&a.memory, (size_t)a.g.object_count + 1) : NULL;
    dot_begin(b);
    for (uint32_t i = 0; boxes && i < a.n.count; i++)
        row_dot(b, &a, boxes, &a.n.rows[i], &seen);
    dot_end(b, &seen);
    if (result == OURO_OK && !boxes)
        result = error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    arena_free(&a.memory);
    return result;
}

/* --- The two kinds ------------------------------------------------------------------------------------- */

ouro_result refs_text(buffer *b, const report_request *r, ouro_error *err)
{
    return around_text(b, r, false, err);
}

ouro_result refs_json(buffer *b, const report_request *r, ouro_error *err)
{
    return around_json(b, r, false, err);
}

ouro_result refs_dot(buffer *b, const report_request *r, ouro_error *err)
{
    return around_dot(b, r, false, err);
}

ouro_result backrefs_text(buffer *b, const report_request *r, ouro_error *err)
{
    return around_text(b, r, true, err);
}

ouro_result backrefs_json(buffer *b, const report_request *r, ouro_error *err)
{
    return around_json(b, r, true, err);
}

ouro_result backrefs_dot(buffer *b, const report_request *r, ouro_error *err)
{
    return around_dot(b, r, true, err);
}
