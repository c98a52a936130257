#include "sim/why.h"

#include "sim/holders.h"
#include "sim/report/report.h"

#include <inttypes.h>
#include <string.h>

/* The state of the step and the way in it; ends with arena_free(). */
static ouro_result way_of(const report_request *r, arena *memory, view *v, why *out, ouro_error *err)
{
    view_options options = {0};
    *out = (why){0};
    ouro_result result = session_view(r->s, &options, memory, v, err);
    if (result == OURO_OK && !why_find(v, r->id, memory, out))
        result = error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    return result;
}

/* Whom the hop starts from, in words: "name a", "x in f()", "#13.partner", "mro". */
static void hop_write(buffer *b, const view *v, const why_hop *hop)
{
    if (hop->holder)
        holder_place_write(b, hop->holder->id, hop->label, hop->key);
    else if (hop->frame == v->frames)
        buffer_printf(b, "name %s", hop->label);
    else if (hop->frame)
        buffer_printf(b, "%s in %s()", hop->label, hop->frame->name);
    else
        buffer_printf(b, "the interpreter: %s", hop->label);
}

static void text_write(buffer *b, const view *v, const why *w, uint32_t id)
{
    int32_t at = view_find(v, id);
    if (at == VIEW_NONE) {
        buffer_printf(b, "#%" PRIu32 " is dead.\n", id);
        return;
    }
    buffer_printf(b, "#%" PRIu32 " %s %s\n", id, v->objects[at].type, v->objects[at].value);
    if (!w->count)
        buffer_add_text(b, v->objects[at].immortal ? "  is immortal: it needs nobody to live.\n"
                                                   : "  is unreachable: no name leads to it. The collector may free it.\n");
    for (uint32_t i = w->count; i-- > 0;) {
        const why_hop *hop = &w->hops[i];
        buffer_add_text(b, "  is held by ");
        hop_write(b, v, hop);
        if (hop->holder)
            buffer_printf(b, " (%s)", hop->holder->type);
        buffer_add_char(b, '\n');
    }
}

ouro_result why_text(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    view v;
    why w;
    ouro_result result = way_of(r, &memory, &v, &w, err);
    if (result == OURO_OK) {
        report_heading(b, r, "why it is alive");
        text_write(b, &v, &w, r->id);
    }
    arena_free(&memory);
    return result;
}

static void row_write(buffer *b, uint32_t depth, const view_object *o, const char *label)
{
    buffer_printf(b, "%s{\"depth\": %" PRIu32 ", \"id\": ", depth ? ", " : "", depth);
    if (o)
        buffer_printf(b, "%" PRIu32 ", \"type\": ", o->id);
    else
        buffer_add_text(b, "null, \"type\": ");
    const char *type = o ? o->type : "name";
    buffer_add_json(b, type, strlen(type));
    buffer_add_text(b, ", \"label\": ");
    if (label)
        buffer_add_json(b, label, strlen(label));
    else
        buffer_add_text(b, "null");
    buffer_add_char(b, '}');
}

/* The object, then each holder, with the label of the reference that leads from it; the root last. */
ouro_result why_json(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    view v;
    why w;
    ouro_result result = way_of(r, &memory, &v, &w, err);
    int32_t at = result == OURO_OK ? view_find(&v, r->id) : VIEW_NONE;
    buffer_add_char(b, '[');
    if (at != VIEW_NONE)
        row_write(b, 0, &v.objects[at], NULL);
    for (uint32_t i = 0; i < w.count; i++) {
        const why_hop *hop = &w.hops[w.count - 1 - i];
        row_write(b, i + 1, hop->holder, hop->label);
    }
    buffer_add_char(b, ']');
    arena_free(&memory);
    return result;
}

static void quoted_write(buffer *b, const char *text)
{
    buffer_add_char(b, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            buffer_add_char(b, '\\');
        buffer_add_char(b, *text == '\n' ? ' ' : *text);
    }
    buffer_add_char(b, '"');
}

/* A box: an object, or (holder NULL) the name or the interpreter that the hop starts from. */
static void node_write(buffer *b, const view *v, const view_object *o, const why_hop *hop)
{
    buffer label = {0};
    if (o)
        buffer_printf(&label, "%s #%" PRIu32, o->type, o->id);
    else
        hop_write(&label, v, hop);
    buffer_printf(b, o ? "  o%" PRIu32 "[label=" : "  name%" PRIu32 "[label=", o ? o->id : 0);
    quoted_write(b, buffer_text(&label));
    buffer_add_text(b, "];\n");
    b->failed = b->failed || label.failed;
    buffer_free(&label);
}

/* objgraph's form: a box per object, arrows from holder to held, labelled. */
ouro_result why_dot(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    view v;
    why w;
    ouro_result result = way_of(r, &memory, &v, &w, err);
    int32_t at = result == OURO_OK ? view_find(&v, r->id) : VIEW_NONE;
    buffer_add_text(b, "digraph ObjectGraph {\n  node[shape=box, style=filled, fillcolor=white];\n");
    if (at != VIEW_NONE)
        node_write(b, &v, &v.objects[at], NULL);
    for (uint32_t i = w.count; i-- > 0;) {
        const why_hop *hop = &w.hops[i];
        node_write(b, &v, hop->holder, hop);
        buffer_printf(b, hop->holder ? "  o%" PRIu32 : "  name%" PRIu32, hop->holder ? hop->holder->id : 0);
        buffer_printf(b, " -> o%" PRIu32 "[label=", hop->object->id);
        quoted_write(b, hop->holder ? hop->label : "");
        buffer_add_text(b, "];\n");
    }
    buffer_add_text(b, "}\n");
    arena_free(&memory);
    return result;
}
