/* What a script finds in the picture: names and facts for objects, references, names of the program.
 *
 *     graph                       the camera; inside are layout pixels
 *     obj-ID, tabs-ID, badge-ID   an object, class "object STATE"; first the box it has for life
 *     stack-ID, sheets-ID         folded objects: no obj- for its members
 *     ref-SRC-N                   the reference from port N of object SRC; gone-SRC-N: it lets go
 *     frame-SERIAL                a call with its names name-SERIAL-NAME; ref-name-SERIAL-NAME
 *
 * Writes groups into frames that want them, and does nothing otherwise. Each of these is closed by
 * frame_close(). */
#ifndef OURO_RENDER_SCENE_SCENE_MARK_H
#define OURO_RENDER_SCENE_SCENE_MARK_H

#include "render/scene/panels.h"
#include "render/scene/scene.h"

/* A part of the picture that is there once: "title", "code". */
void scene_mark_part(frame *onto, const char *name);
/* The graph in the pane that `p` draws in, seen by a camera. The pen to draw it with, in layout pixels. */
pen scene_mark_graph(pen p, scene_camera camera);
/* `part`: "obj", "tabs", "badge"; of folded ones "stack", "sheets". */
void scene_mark_object(frame *onto, const char *part, const changed_object *o);
void scene_mark_frame(frame *onto, const changed_frame *f);
void scene_mark_name(frame *onto, uint32_t serial, const changed_tag *t);
void scene_mark_edge(frame *onto, const changed_edge *e, uint32_t port);

#endif
