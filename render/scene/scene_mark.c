#include "render/scene/scene_mark.h"

#include <stdio.h>

enum { NUMBER = 24, NAME = 160 };

static const char *object_word(object_state state)
{
    switch (state) {
    case OBJECT_LIVE:
        return "live";
    case OBJECT_NEW:
        return "new";
    case OBJECT_CHANGED:
        return "changed";
    case OBJECT_DYING:
        return "dying";
    case OBJECT_UNREACHABLE:
        return "unreachable";
    case OBJECT_TOMBSTONE:
        return "tombstone";
    case OBJECT_RESURRECTED:
        return "resurrected";
    case OBJECT_IMMORTAL:
        return "immortal";
    }
    return "live";
}

static const char *name_word(cell_state state)
{
    switch (state) {
    case CELL_LIVE:
        return "name live";
    case CELL_NEW:
        return "name new";
    case CELL_CHANGED:
        return "name changed";
    case CELL_GONE:
        return "name gone";
    }
    return "name";
}

void scene_mark_part(frame *onto, const char *name)
{
    frame_open(onto, &(frame_group){.name = name});
}

pen scene_mark_graph(pen p, scene_camera camera)
{
    p.x += camera.x * p.scale;
    p.y += camera.y * p.scale;
    p.scale *= camera.scale;
    frame_open(p.onto, &(frame_group){
                           .kind = GROUP_CAMERA, .name = "graph", .scale = p.scale, .x = p.x, .y = p.y});
    if (p.onto->grouped) {
        p.x = p.y = 0;
        p.scale = 1;
    }
    return p;
}

void scene_mark_object(frame *onto, const char *part, const changed_object *o)
{
    if (!onto->grouped)
        return;
    const view_object *seen = o->object->seen;
    char name[NUMBER], classes[48], count[NUMBER];
    bool object = part[0] == 'o', stack = part[0] == 's' && o->object->stacked;
    snprintf(name, sizeof name, "%s-%u", part, seen->id);
    snprintf(classes, sizeof classes, "%s %s", object ? "object" : part, object_word(o->state));
    snprintf(count, sizeof count, "%u", o->state == OBJECT_TOMBSTONE ? 0 : seen->refcount);
    frame_group g = {.name = name, .classes = classes};
    if (object) {
        g.data[0] = (frame_datum){"type", seen->type};
        g.data[1] = (frame_datum){"refcount", count};
    }
    if (stack)
        g.data[0] = (frame_datum){"type", seen->type};
    if (stack && part[1] == 't')
        g.data[1] = (frame_datum){"count", count};
    frame_open(onto, &g);
}

void scene_mark_frame(frame *onto, const changed_frame *f)
{
    if (!onto->grouped)
        return;
    char name[NUMBER];
    snprintf(name, sizeof name, "frame-%u", f->frame->serial);
    frame_open(onto, &(frame_group){.name = name,
                                    .classes = f->dying  ? "frame dying"
                                               : f->born ? "frame new"
                                                         : "frame live",
                                    .data = {{"name", f->frame->title}}});
}

void scene_mark_name(frame *onto, uint32_t serial, const changed_tag *t)
{
    if (!onto->grouped)
        return;
    char name[NAME];
    const char *word = t->cell->temporary ? "temporary" : "name";
    snprintf(name, sizeof name, "%s-%u-%s", word, serial, t->cell->key);
    frame_open(onto, &(frame_group){.name = name,
                                    .classes = name_word(t->state),
                                    .data = {{"name", t->cell->label}}});
}

static const char *edge_word(const changed_edge *e)
{
    switch (e->state) {
    case EDGE_LETTING_GO:
        return "gone";
    case EDGE_GHOST:
        return "ghost";
    case EDGE_LIVE:
    case EDGE_NEW:
        break;
    }
    return e->cell->weak ? "weak" : "strong";
}

void scene_mark_edge(frame *onto, const changed_edge *e, uint32_t port)
{
    if (!onto->grouped)
        return;
    char name[NAME], target[NUMBER];
    const char *word = e->state == EDGE_LIVE || e->state == EDGE_NEW ? "ref" : "gone";
    if (e->from_frame)
        snprintf(name, sizeof name, "%s-name-%u-%s", word, e->holder, e->cell->key);
    else
        snprintf(name, sizeof name, "%s-%u-%u", word, e->holder, port);
    snprintf(target, sizeof target, "%u", e->cell->target_id);
    /* A weak reference's row has no text in the picture; the trace calls it so. */
    const char *label = e->cell->weak && !*e->cell->name ? "referent" : e->cell->name;
    frame_open(onto, &(frame_group){.kind = GROUP_PATH,
                                    .name = name,
                                    .classes = edge_word(e),
                                    .data = {{"label", label}, {"target", target}}});
}
