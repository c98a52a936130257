/* tool-eye: what Python's own tools would say about an object, beside the truth. */
#include "sim/base/utf8.h"
#include "sim/report/columns.h"
#include "sim/report/report.h"
#include "sim/session_events.h"
#include "sim/tool_eye.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { CALL_WIDTH = 24, SAYS_WIDTH = 12, LINKS_TOLD = 8, CALLED_BYTES = 40, PLACE_WIDTH = 20, WHAT_WIDTH = 12 };

typedef struct eyed {
    const report_request *r;
    arena memory;
    tool_eye e;
} eyed;

static ouro_result eyed_open(eyed *t, const report_request *r, ouro_error *err)
{
    *t = (eyed){.r = r, .e = {.object = GRAPH_NONE}};
    return tool_eye_look(session_world(r->s), session_program(r->s), r->id, &t->memory, &t->e, err);
}

/* --- Words ------------------------------------------------------------------------------------------------ */

/* How the call names it: "a"; an object without a name is "it". */
static const char *called(const eyed *t)
{
    return t->r->name[0] == '#' ? "it" : t->r->name;
}

static bool is_namespace(const object_graph *g, ref o)
{
    for (uint32_t i = 0; i < g->w->state.used[TABLE_FRAMES]; i++)
        if (world_frames(g->w)[i].names == o)
            return true;
    return false;
}

/* "#15", "the names of the module", "interpreter's". */
static void who_write(buffer *b, const object_graph *g, uint32_t object)
{
    if (is_namespace(g, g->rows[object]))
        buffer_add_text(b, "the names");
    else if (object < g->script_count)
        buffer_printf(b, "#%" PRIu32, g->ids[object]);
    else
        buffer_add_text(b, "interpreter's");
}

static void root_write(buffer *b, const object_graph *g, const graph_root *root)
{
    char name[VALUE_BYTES];
    bool named = graph_root_is_name(root);
    object_graph_root_name(g, root, name);
    buffer_printf(b, named ? "name %s" : "%s", name);
}

/* ".partner", "[0]", "['key']", "weak": what the reference is of its holder. */
static void label_write(buffer *b, const object_graph *g, uint32_t holder, uint32_t edge)
{
    char label[VALUE_BYTES];
    reference_kind kind = (reference_kind)g->edge_kind[edge];
    object_graph_label(g, holder, edge, label);
    if (kind == REFERENCE_WEAK)
        buffer_add_text(b, " weakly");
    else if (kind == REFERENCE_KEY)
        buffer_printf(b, " key %s", label);
    else if (kind == REFERENCE_VALUE)
        buffer_printf(b, "[%s]", label);
    else if (*label)
        buffer_printf(b, "%s%s", kind == REFERENCE_ITEM ? "" : ".", label);
}

/* Where the reference stands: "name a", "#15.partner"; of the object's own ".partner". */
static void place_write(buffer *b, const eyed *t, const tool_link *link, bool back)
{
    const object_graph *g = &t->e.sizes.g;
    if (link->other == GRAPH_NONE) {
        root_write(b, g, &g->roots[link->root]);
        return;
    }
    if (back)
        who_write(b, g, link->other);
    label_write(b, g, back ? link->other : t->e.object, link->edge);
}

/* What stands at its other end: "Node", "#15 Node". */
static void end_write(buffer *b, const eyed *t, const tool_link *link, bool back)
{
    const object_graph *g = &t->e.sizes.g;
    char type[VALUE_BYTES];
    if (link->other == GRAPH_NONE)
        return;
    object_graph_type(g, link->other, type);
    if (!back) {
        who_write(b, g, link->other);
        buffer_add_char(b, ' ');
    }
    buffer_add_text(b, type);
}

/* --- Text ------------------------------------------------------------------------------------------------- */

static void call_write(buffer *b, const eyed *t, const char *tool, const char *says)
{
    buffer call = {0};
    buffer_printf(&call, "%s(%.*s)", tool, utf8_head(called(t), CALLED_BYTES), called(t));
    column_text(b, CALL_WIDTH, buffer_text(&call));
    column_heading(b, SAYS_WIDTH, says);
    buffer_add_text(b, "  ");
    b->failed = b->failed || call.failed;
    buffer_free(&call);
}

static void number_write(buffer *b, const eyed *t, const char *tool, uint64_t says)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRIu64, says);
    call_write(b, t, tool, text);
}

static void numbers_write(buffer *b, const eyed *t)
{
    const tool_eye *e = &t->e;
    number_write(b, t, "sys.getrefcount", e->getrefcount);
    if (e->immortal)
        buffer_add_text(b, "it is immortal: nobody counts\n");
    else
        buffer_printf(b, "%" PRIu32 " reference%s, and the call's own argument\n", e->references,
                      column_plural(e->references));
    number_write(b, t, "sys.getsizeof", e->size.shallow);
    buffer_printf(b, "bytes alone; %" PRIu64 " with what it leads to,\n", e->size.deep);
    buffer_printf(b, "%*s%" PRIu64 " with what only it keeps alive\n", CALL_WIDTH + SAYS_WIDTH + 2, "", e->size.retained);
    call_write(b, t, "gc.is_tracked", e->tracked ? "True" : "False");
    buffer_add_text(b, e->tracked ? "the collector looks at it\n" : "the collector does not look at it\n");
    if (e->weakrefs)
        buffer_printf(b, "%*s%" PRIu32 " weak reference%s, which none counts\n",
                      CALL_WIDTH + SAYS_WIDTH + 2, "", e->weakrefs, column_plural(e->weakrefs));
}

static void link_write(buffer *b, const eyed *t, const tool_link *link, bool back)
{
    buffer place = {0}, end = {0};
    place_write(&place, t, link, back);
    end_write(&end, t, link, back);
    buffer_add_text(b, link->blind == TOOL_SEES ? "  tells   " : "  misses  ");
    if (link->blind == TOOL_SEES && !end.length) {
        buffer_add_text(b, buffer_text(&place));
    } else {
        column_text(b, PLACE_WIDTH, buffer_text(&place));
        buffer_add_text(b, "  ");
        if (link->blind == TOOL_SEES)
            buffer_add_text(b, buffer_text(&end));
        else
            column_text(b, WHAT_WIDTH, buffer_text(&end));
    }
    if (link->blind != TOOL_SEES)
        buffer_printf(b, "  %s", tool_blind_reason(link->blind));
    buffer_add_char(b, '\n');
    b->failed = b->failed || place.failed || end.failed;
    buffer_free(&place);
    buffer_free(&end);
}

/* What is missed comes last, so that it is read. */
static void links_write(buffer *b, const eyed *t, const tool_list *list, bool back)
{
    for (int misses = 0; misses < 2; misses++) {
        uint32_t told = 0, of = misses ? list->link_count - list->seen_count : list->seen_count;
        for (uint32_t i = 0; i < list->link_count && told < LINKS_TOLD; i++)
            if ((list->links[i].blind != TOOL_SEES) == misses) {
                link_write(b, t, &list->links[i], back);
                told++;
            }
        if (of > told)
            buffer_printf(b, "  %s  ... and %" PRIu32 " more\n", misses ? "misses" : "tells ", of - told);
    }
}

static void list_write(buffer *b, const eyed *t, const char *tool, const tool_list *list, bool back)
{
    char says[32];
    (void)snprintf(says, sizeof says, "%" PRIu32 " object%s", list->said_count, column_plural(list->said_count));
    buffer_add_char(b, '\n');
    call_write(b, t, tool, says);
    buffer_printf(b, "%" PRIu32 " of %" PRIu32 " reference%s %s it\n", list->seen_count, list->link_count,
                  column_plural(list->link_count), back ? "to" : "from");
    links_write(b, t, list, back);
}

static void unknown_write(buffer *b, const eyed *t)
{
    char type[VALUE_BYTES];
    object_graph_type(&t->e.sizes.g, t->e.object, type);
    buffer_add_char(b, '\n');
    call_write(b, t, "gc.get_referents", "?");
    buffer_printf(b, "not modelled for a %.*s; it has %" PRIu32 " reference%s\n", utf8_head(type, 24), type, t->e.referents.link_count,
                  column_plural(t->e.referents.link_count));
}

static void arrows_write(buffer *b, const eyed *t)
{
    const tool_eye *e = &t->e;
    const object_graph *g = &e->sizes.g;
    buffer_printf(b, "\nobjgraph.show_backrefs([%.*s], max_depth=1) collects, then draws %" PRIu32 " arrow%s:\n"
                     "one for each object that refers to it, of a dict the first key; weak ones never.\n",
                  utf8_head(called(t), CALLED_BYTES), called(t), e->drawn_count, column_plural(e->drawn_count));
    for (uint32_t i = 0; i < e->drawn_count && i < LINKS_TOLD; i++) {
        char label[VALUE_BYTES], type[VALUE_BYTES];
        buffer who = {0};
        tool_eye_arrow(e, e->drawn[i], label);
        view_value_type(g->w, e->drawn[i], type);
        who_write(&who, g, g->index[e->drawn[i]]);
        buffer_printf(&who, " (%s)", type);
        buffer_add_text(b, "  ");
        column_text(b, CALL_WIDTH, buffer_text(&who));
        buffer_printf(b, *label ? "labelled %s\n" : "without a label\n", label);
        buffer_free(&who);
    }
    if (e->drawn_count > LINKS_TOLD)
        buffer_printf(b, "  ... and %" PRIu32 " more; it draws 10 at most (too_many)\n", e->drawn_count - LINKS_TOLD);
}

ouro_result tool_eye_text(buffer *b, const report_request *r, ouro_error *err)
{
    eyed t;
    char what[120];
    ouro_result result = eyed_open(&t, r, err);
    (void)snprintf(what, sizeof what, "what tools say about %.*s, and the truth", utf8_head(r->name, 80), r->name);
    if (result == OURO_OK) {
        report_heading(b, r, what);
        if (t.e.object == GRAPH_NONE) {
            buffer_printf(b, "#%" PRIu32 " is dead: no tool can be asked about it.\n", r->id);
        } else {
            numbers_write(b, &t);
            if (t.e.unknown)
                unknown_write(b, &t);
            else
                list_write(b, &t, "gc.get_referents", &t.e.referents, false);
            list_write(b, &t, "gc.get_referrers", &t.e.referrers, true);
            arrows_write(b, &t);
        }
    }
    arena_free(&t.memory);
    return result;
}

/* --- Rows for programs ---------------------------------------------------------------------------------- */

static void object_json(buffer *b, const object_graph *g, ref row)
{
    char type[VALUE_BYTES];
    uint32_t object = g->index[row];
    view_value_type(g->w, row, type);
    if (object < g->script_count)
        buffer_printf(b, "{\"id\": %" PRIu32 ", \"type\": ", g->ids[object]);
    else
        buffer_add_text(b, "{\"id\": null, \"type\": ");
    buffer_add_json(b, type, strlen(type));
}

static void said_json(buffer *b, const eyed *t, const ref *rows, uint32_t count, bool arrows)
{
    char label[VALUE_BYTES];
    buffer_add_char(b, '[');
    for (uint32_t i = 0; i < count; i++) {
        buffer_add_text(b, i ? ", " : "");
        object_json(b, &t->e.sizes.g, rows[i]);
        if (arrows) {
            tool_eye_arrow(&t->e, rows[i], label);
            buffer_add_text(b, ", \"label\": ");
            buffer_add_json(b, label, strlen(label));
        }
        buffer_add_char(b, '}');
    }
    buffer_add_char(b, ']');
}

/* What the tool would tell of a link is null where its answer is not known. */
static void truth_json(buffer *b, const eyed *t, const tool_list *list, bool back)
{
    const object_graph *g = &t->e.sizes.g;
    char label[RECORD_LABEL_BYTES];
    buffer_add_char(b, '[');
    for (uint32_t i = 0; i < list->link_count; i++) {
        const tool_link *link = &list->links[i];
        const char *reason = tool_blind_reason(link->blind);
        buffer_add_text(b, i ? ", " : "");
        if (link->other == GRAPH_NONE) {
            object_graph_root_name(g, &g->roots[link->root], label);
            buffer_printf(b, "{\"id\": null, \"type\": \"%s\"", object_graph_root_type(&g->roots[link->root]));
        } else {
            object_graph_record_label(g, back ? link->other : t->e.object, link->edge, label);
            object_json(b, g, g->rows[link->other]);
        }
        buffer_add_text(b, ", \"label\": ");
        buffer_add_json(b, label, strlen(label));
        bool unknown = !back && t->e.unknown;
        buffer_printf(b, ", \"told\": %s, \"reason\": ", unknown ? "null" : link->blind == TOOL_SEES ? "true" : "false");
        buffer_add_json(b, unknown ? "" : reason, unknown ? 0 : strlen(reason));
        buffer_add_char(b, '}');
    }
    buffer_add_char(b, ']');
}

static void lists_json(buffer *b, const eyed *t)
{
    const tool_eye *e = &t->e;
    buffer_add_text(b, ", {\"tool\": \"gc.get_referents\", \"says\": ");
    if (e->unknown)
        buffer_add_text(b, "null");
    else
        said_json(b, t, e->referents.said, e->referents.said_count, false);
    buffer_add_text(b, ", \"truth\": ");
    truth_json(b, t, &e->referents, false);
    buffer_add_text(b, "}, {\"tool\": \"gc.get_referrers\", \"says\": ");
    said_json(b, t, e->referrers.said, e->referrers.said_count, false);
    buffer_add_text(b, ", \"truth\": ");
    truth_json(b, t, &e->referrers, true);
    buffer_add_text(b, "}, {\"tool\": \"objgraph.show_backrefs\", \"says\": ");
    said_json(b, t, e->drawn, e->drawn_count, true);
    buffer_add_text(b, ", \"truth\": ");
    truth_json(b, t, &e->referrers, true);
    buffer_add_char(b, '}');
}

/* A row per tool: what it says, what is. */
ouro_result tool_eye_json(buffer *b, const report_request *r, ouro_error *err)
{
    eyed t;
    ouro_result result = eyed_open(&t, r, err);
    const tool_eye *e = &t.e;
    buffer_add_char(b, '[');
    if (result == OURO_OK && e->object != GRAPH_NONE) {
        buffer_printf(b, "{\"tool\": \"sys.getrefcount\", \"says\": %" PRIu64 ", \"truth\": %" PRIu32 "}", e->getrefcount,
                      e->references);
        buffer_printf(b, ", {\"tool\": \"sys.getsizeof\", \"says\": %" PRIu64 ", \"truth\": %" PRIu64
                         ", \"deep\": %" PRIu64 ", \"retained\": %" PRIu64 "}",
                      e->size.shallow, e->size.shallow, e->size.deep, e->size.retained);
        buffer_printf(b, ", {\"tool\": \"gc.is_tracked\", \"says\": %s, \"truth\": %s}", e->tracked ? "true" : "false",
                      e->tracked ? "true" : "false");
        lists_json(b, &t);
    }
    buffer_add_char(b, ']');
    arena_free(&t.memory);
    return result;
}
