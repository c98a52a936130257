/* The panes around the graph. Each draws itself into its box with the pen it is given: everything in
 * layout pixels, nothing outside the box.
 *
 * Reads the scene; writes commands. Invariant: a pane needs no other pane. */
#ifndef OURO_RENDER_SCENE_PANELS_H
#define OURO_RENDER_SCENE_PANELS_H

#include "render/scene/scene.h"

/* scene_graph.c: `p` has the panes' scale; the camera is applied on top of it. `pane` is what can be seen. */
void scene_graph_draw(const scene *s, pen p, scene_camera camera, pen_box pane);
/* Parts of it alone; `p` has the camera applied. Objects and frames stand where the story says. */
void scene_object_draw(const scene *s, pen *p, const changed_object *o);
void scene_tabs_draw(const scene *s, pen *p, const changed_object *o);
/* As high as it is drawn now. False: it has no place. */
bool scene_frame_box(const scene *s, const changed_frame *f, pen_box *box);
void scene_frame_draw(const scene *s, pen *p, const changed_frame *f);
void scene_tag_draw(const scene *s, pen *p, pen_box box, const changed_tag *t, bool dying);
void scene_arrow_draw(pen *p, const layout_route *route, const changed_edge *e);
/* scene_island.c: under the boxes; `p` has the camera applied, `seen` is what the pane shows of the graph. */
void scene_islands_draw(const scene *s, pen *p, pen_box seen);
void scene_rings_draw(const scene *s, pen *p);
/* scene_overview.c: the same for a crowd. */
void scene_overview_draw(const scene *s, pen p, scene_camera camera);
/* scene_arrow.c: the arrows; what is dim first, what is new last. `p` has the camera applied. */
void scene_arrows_draw(const scene *s, pen *p);
/* What the dead pointed at, and what was let go of: before the boxes, so that nothing that is gone
 * runs over what is there. */
void scene_ghosts_draw(const scene *s, pen *p);
/* What disc and square stand for, in a lower corner of the pane where nothing else is. `p` has the
 * panes' scale. */
void scene_copies_draw(const scene *s, pen p, scene_camera camera, pen_box pane);
/* Above everything: the -1 on the arrow that the collector follows, and calls because of a death. */
void scene_visits_draw(const scene *s, pen *p);

/* `taken`: so much of the width is not the title's. */
void panel_title_draw(const scene *s, pen p, float width, float taken);
/* Left of the step's number: how wide that is. */
float panel_number_width(const scene *s, const pen *p);
/* The map of the whole graph, which is there if something is out of sight of the pane; `card` is around it. */
typedef struct panel_map {
    map_corner at;
    pen_box map, card;
} panel_map;
/* What it is a map of, in layout pixels of the graph. */
pen_box panel_map_bounds(const scene *s);
/* In a corner of `pane`, if there it hides nothing and `corners` says so, else in the title's band, up to `right`;
 * `held`: where it has to be. Cost: O(what is drawn). */
panel_map panel_map_of(const scene *s, pen_box pane, scene_camera camera, float right, bool corners, map_corner held);
void panel_map_draw(const scene *s, pen p, pen_box pane, scene_camera camera, const panel_map *m);
void panel_code_draw(const scene *s, pen p, pen_box box);
/* A slide's code: the step's lines, or those around the line that runs, and what they printed. */
void panel_card_draw(const scene *s, pen p, pen_box room);
/* In place of the generations, while a report is open. */
void panel_report_draw(const scene *s, pen p, pen_box box);
/* At level "heap" in place of the generations: bytes in use, held, and over the run. */
void panel_memory_draw(const scene *s, pen p, pen_box box);
/* The same in one line, for slides: at the right end of the box. */
void panel_memory_line_draw(const scene *s, pen p, pen_box box);
/* In place of the generations, while an object is selected. */
void panel_inspector_draw(const scene *s, pen p, pen_box box);
/* In place of the generations: what there is to choose from, and which one is right. */
void panel_question_draw(const scene *s, pen p, pen_box box);
/* The question's band, in place of the narration, while it is asked. `keys`: it says which key reveals. */
void panel_question_band_draw(const scene *s, pen p, pen_box box, bool keys);
/* What the step printed, under the code: the last lines of it. */
float panel_output_height(const scene *s, const pen *p, const pen_box *pane);
void panel_output_draw(const scene *s, pen p, pen_box box);
/* What the symbols in sight mean: a card in that corner of the graph's pane
 * where it hides least. */
void panel_legend_draw(const scene *s, pen p, pen_box graph, scene_camera camera);
/* What the pointer is on, in one line: below the object in the graph, else above the pointer. */
void panel_hover_draw(const scene *s, pen p, const scene_look *look, const scene_geometry *g,
                      scene_camera camera);
void panel_generations_draw(const scene *s, pen p, pen_box box);
void panel_narration_draw(const scene *s, pen p, pen_box box, bool captions);
void panel_scrubber_draw(const scene *s, pen p, pen_box box);
/* Where `step` stands on the scrubber's track. */
float panel_scrubber_x(const pen_box *box, uint32_t step, uint32_t step_count);

#endif
