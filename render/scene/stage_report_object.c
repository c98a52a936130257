/* Reports about the selected object. Who holds it and what it holds are trees, a row per reference and deeper
 * ones further to the right; what tools say stands beside what is true. */
#include "render/scene/stage_report.h"

#include "sim/base/utf8.h"
#include "sim/neighbours.h"
#include "sim/session_events.h"
#include "sim/tool_eye.h"

#include <stdio.h>

/* ---- the object ---- */

/* The selected object in the graph of this state. False: none is selected, or it does not live, and the
 * table says so. */
static bool object_find(report_writer *w, object_graph *g, uint32_t *object, ouro_result *result)
{
    w->out->empty = report_say(w, w->selected_id ? SAY_NOT_ALIVE : SAY_TAB_SELECTS);
    *object = GRAPH_NONE;
    *result = w->selected_id ? session_seek(w->g->run, w->at.event, w->err) : OURO_OK;
    if (w->selected_id && *result == OURO_OK)
        *result = session_object_graph(w->g->run, w->memory, g, w->err);
    if (w->selected_id && *result == OURO_OK)
        *object = object_graph_find(g, w->selected_id);
    return *object != GRAPH_NONE;
}

/* ---- trees ---- */

typedef struct tree {
    report_writer *w;
    const object_graph *g;
    const neighbours *n;
    bool back;
} tree;

/* "a", "a in f()", "the interpreter". */
static const char *root_words(const tree *t, const graph_root *root)
{
    char name[VALUE_BYTES];
    object_graph_root_name(t->g, root, name);
    const char *call = root->frame == GRAPH_NONE ? "" : object_graph_frame_name(t->g, root->frame);
    if (root->kind == GRAPH_ROOT_LOCAL || (root->kind == GRAPH_ROOT_NAME && root->frame))
        return report_text(t->w, "%.*s in %.*s()", utf8_head(name, 60), name, utf8_head(call, 40), call);
    return root->kind == GRAPH_ROOT_NAME ? report_text(t->w, "%.*s", utf8_head(name, 60), name)
                                         : report_tell(t->w, SAY_INTERPRETER, TELL({.text = name}));
}

/* "Node #13", with the reference between the two: ".partner" or "[0]". */
static const char *object_words(const tree *t, const neighbour *row)
{
    char type[VALUE_BYTES], label[VALUE_BYTES] = "";
    uint32_t holder = t->back ? row->object : t->n->rows[row->from].object;
    object_graph_type(t->g, row->object, type);
    if (row->edge != GRAPH_NONE)
        object_graph_label(t->g, holder, row->edge, label);
    bool attribute = row->edge != GRAPH_NONE && t->g->edge_kind[row->edge] == REFERENCE_ATTRIBUTE;
    const char *end = row->weak ? " weak" : row->again ? " \xE2\x86\x91" : "";
    int type_shown = utf8_head(type, 40), label_shown = row->weak ? 0 : utf8_head(label, 40);
    if (t->back)
        return report_text(t->w, "%.*s #%u%s%.*s%s", type_shown, type, t->g->ids[row->object],
                           attribute ? "." : row->weak ? "" : " ", label_shown, label, end);
    return report_text(t->w, "%.*s%s%.*s #%u%s", label_shown, label, label_shown ? " " : "", type_shown, type,
                       t->g->ids[row->object], end);
}

/* The rows below row `i`, each followed by its own. As deep as objgraph's figures: the stack is. */
static void tree_rows(const tree *t, uint32_t i)
{
    const neighbour *row = &t->n->rows[i];
    for (uint32_t k = row->first; k < row->first + row->count; k++) {
        const neighbour *child = &t->n->rows[k];
        const char *words = child->object == GRAPH_NONE ? root_words(t, &t->g->roots[child->root]) : object_words(t, child);
        report_row(t->w, report_text(t->w, "%*s%s", 2 * (int)(child->depth - 1), "", words ? words : ""));
        tree_rows(t, k);
    }
    if (row->cut)
        t->w->out->more += row->cut;
}

static ouro_result tree_report(report_writer *w, bool back)
{
    object_graph g;
    neighbours n;
    uint32_t object;
    ouro_result result;
    neighbours_options options = {.back = back, .depth = NEIGHBOURS_DEPTH, .too_many = NEIGHBOURS_TOO_MANY};
    w->out->title = report_say(w, back ? SAY_WHO_HOLDS_IT : SAY_WHAT_IT_HOLDS);
    if (!object_find(w, &g, &object, &result))
        return result;
    w->out->title = report_tell(w, back ? SAY_WHO_HOLDS : SAY_WHAT_HOLDS, TELL({.number = w->selected_id}));
    w->out->empty = report_say(w, back ? SAY_NOBODY_SEEN : SAY_NOTHING_SEEN);
    if (!neighbours_find(&g, object, &options, w->memory, &n))
        return stage_no_memory(w->err);
    tree_rows(&(tree){.w = w, .g = &g, .n = &n, .back = back}, 0);
    return OURO_OK;
}

ouro_result report_holders(report_writer *w)
{
    return tree_report(w, true);
}

ouro_result report_held(report_writer *w)
{
    return tree_report(w, false);
}

/* ---- tools ---- */

static void tool_row(report_writer *w, const char *tool, uint64_t says, uint64_t truth)
{
    reported_row *row = report_row(w, tool);
    if (!row)
        return;
    row->figures[0] = report_number(w, "", says);
    row->figures[1] = report_number(w, "", truth);
    row->now = says != truth;
}

ouro_result report_tools(report_writer *w)
{
    object_graph g;
    tool_eye e;
    uint32_t object;
    ouro_result result;
    w->out->title = report_say(w, SAY_TOOLS);
    w->out->heads[0] = report_say(w, SAY_TOOLS_SAY);
    w->out->heads[1] = report_say(w, SAY_IS_TRUE);
    if (!object_find(w, &g, &object, &result))
        return result;
    result = tool_eye_look(session_world(w->g->run), session_program(w->g->run), w->selected_id, w->memory, &e, w->err);
    if (result != OURO_OK)
        return result;
    if (!e.immortal)
        tool_row(w, "getrefcount", e.getrefcount, e.references);
    tool_row(w, "getsizeof", e.size.shallow, e.size.deep);
    tool_row(w, "referrers", e.referrers.said_count, e.referrers.link_count);
    tool_row(w, "referents", e.referents.said_count, e.referents.link_count);
    tool_row(w, "weak refs", 0, e.weakrefs);
    w->out->foot = report_say(w, e.tracked ? SAY_LOOKED_AT : SAY_NOT_LOOKED_AT);
    return OURO_OK;
}
