#include "render/export/dot.h"

#include <inttypes.h>
#include <string.h>

/* Inside a quoted string: DOT knows \" alone, the labels of its nodes backslashes as well. A line break
 * becomes a space, as does whatever else is no character. */
static void escaped(buffer *out, const char *text)
{
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\')
            buffer_add_char(out, '\\');
        buffer_add_char(out, (unsigned char)*c < ' ' || *c == 0x7F ? ' ' : *c);
    }
}

static void quoted(buffer *out, const char *text)
{
    buffer_add_char(out, '"');
    escaped(out, text);
    buffer_add_char(out, '"');
}

/* ---- objects ---- */

static void object_write(buffer *out, const picture_object *o)
{
    const view_object *seen = o->seen;
    buffer_printf(out, "  o%" PRIu32 "[label=\"", seen->id);
    escaped(out, seen->type);
    buffer_add_text(out, "\\n");
    escaped(out, seen->value);
    for (uint32_t i = 0; seen->instance && i < o->cell_count; i++) {
        if (!o->cells[i].value)
            continue;
        buffer_add_text(out, "\\n");
        escaped(out, o->cells[i].name);
        buffer_add_text(out, " = ");
        escaped(out, o->cells[i].value);
    }
    if (seen->immortal)
        buffer_add_text(out, "\\nimmortal\"");
    else
        buffer_printf(out, "\\nrefcount %" PRIu32 "\"", seen->refcount);
    if (seen->unreachable)
        buffer_add_text(out, ", style=\"filled,dotted\"");
    buffer_add_text(out, "];\n");
}

static void object_edges_write(buffer *out, const picture_object *o)
{
    for (uint32_t i = 0; i < o->cell_count; i++) {
        const picture_cell *c = &o->cells[i];
        if (!c->target_id)
            continue;
        buffer_printf(out, "  o%" PRIu32 " -> o%" PRIu32 "[label=", o->seen->id, c->target_id);
        quoted(out, c->name);
        buffer_add_text(out, c->weak ? ", style=dashed];\n" : "];\n");
    }
}

/* ---- names ---- */

static void frame_write(buffer *out, const picture_frame *f)
{
    buffer_printf(out, "  subgraph cluster_%" PRIu32 " {\n    label=", f->serial);
    quoted(out, f->title);
    buffer_add_text(out, ";\n    style=filled;\n    color=\"#EDF0F5\";\n");
    for (uint32_t i = 0; i < f->tag_count; i++) {
        buffer_printf(out, "    f%" PRIu32 "_%" PRIu32 "[label=\"", f->serial, i);
        escaped(out, f->tags[i].name);
        if (f->tags[i].value) {
            buffer_add_text(out, " = ");
            escaped(out, f->tags[i].value);
        }
        buffer_add_text(out, "\", style=\"filled,rounded\"];\n");
    }
    buffer_add_text(out, "  }\n");
}

static void frame_edges_write(buffer *out, const picture_frame *f)
{
    for (uint32_t i = 0; i < f->tag_count; i++)
        if (f->tags[i].target_id)
            buffer_printf(out, "  f%" PRIu32 "_%" PRIu32 " -> o%" PRIu32 "%s;\n", f->serial, i,
                          f->tags[i].target_id, f->tags[i].weak ? "[style=dashed]" : "");
}

static void graph_write(buffer *out, const picture *p)
{
    buffer_add_text(out, "digraph ObjectGraph {\n  node[shape=box, style=filled, fillcolor=white];\n");
    for (uint32_t i = 0; i < p->frame_count; i++)
        frame_write(out, &p->frames[i]);
    for (uint32_t i = 0; i < p->object_count; i++)
        object_write(out, &p->objects[i]);
    for (uint32_t i = 0; i < p->frame_count; i++)
        frame_edges_write(out, &p->frames[i]);
    for (uint32_t i = 0; i < p->object_count; i++)
        object_edges_write(out, &p->objects[i]);
    buffer_add_text(out, "}\n");
}

ouro_result dot_write(const export_job *job, ouro_error *err)
{
    arena memory = {0};
    buffer out = {0};
    picture p;
    ouro_result result = export_file_check(job, err);
    if (result == OURO_OK)
        result = stage_graph_of(job->shown, job->last_step, &memory, &p, err);
    if (result == OURO_OK) {
        graph_write(&out, &p);
        result = export_file_write(job, &out, err);
    }
    buffer_free(&out);
    arena_free(&memory);
    return result;
}
