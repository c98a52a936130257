/* The scene: one state of the run as a picture of any size.
 *
 *   +----------------------------------------+-------------+
 *   | title                             6/11 |             |
 *   +----------------------------------------+-------------+
 *   | the reference graph                    | code        |
 *   |                                        +-------------+
 *   | (heap map, at level "heap")            | generations |  (memory, at level "heap")
 *   +----------------------------------------+-------------+
 *   | narration                                            |
 *   +------------------------------------------------------+
 *   | scrubber (in a window only)                          |
 *   +------------------------------------------------------+
 *
 * Reads plain data: the picture, what changed in it, where the story places things, the texts of the
 * step. Writes a frame. Knows nothing of sessions, windows and files; computes no semantics.
 * Invariant: equal scene and look, equal frame. */
#ifndef OURO_RENDER_SCENE_SCENE_H
#define OURO_RENDER_SCENE_SCENE_H

#include "render/scene/choices.h"
#include "render/scene/heap_plan.h"
#include "render/scene/hover.h"
#include "render/scene/inspect.h"
#include "render/scene/overview.h"
#include "render/scene/pen.h"
#include "render/scene/reported.h"
#include "render/scene/story.h"

/* How much is shown; each level has what the one before has. */
typedef enum scene_level { SCENE_NAMES, SCENE_COUNTS, SCENE_GC, SCENE_HEAP } scene_level;

typedef struct scene_code {
    const char *const *lines; /* lines[0] is line 1 */
    uint32_t line_count;
    uint32_t current;     /* the line that runs or has just run; 0: none */
    uint32_t first, last; /* the lines of the step; 0 0: none */
} scene_code;

/* What the scrubber shows of the whole run; arrays of step_count + 1. */
typedef struct scene_run {
    const uint64_t *heap_bytes; /* after the step */
    const uint64_t *heap_peak;  /* the most within it */
    const uint32_t *alive;      /* objects of the script, after it */
    const bool *asks;           /* the step asks a question */
} scene_run;

/* The question of a step: before it runs, and answered at its end. */
typedef struct scene_question {
    const char *text;
    const char *const *choices;
    uint32_t choice_count;
    bool asking;         /* it has not been answered yet */
    const char *answer;  /* NULL: not yet, or nobody knows */
    const char *told;    /* question and answer in one line; NULL like the answer */
    const char *explain; /* NULL: nothing */
} scene_question;

/* Where a collection is. */
typedef struct scene_collector {
    bool running;
    int phase; /* the line of the seven that is the current one; -1: it has only begun */
    uint32_t generation;
    bool automatic;
} scene_collector;

/* Where the camera stands, as a layout point in the middle of its pane. */
typedef struct scene_view {
    float scale, x, y;
} scene_view;

/* What the camera was last asked to show whole among these things, and where it went. */
typedef struct scene_search {
    layout_rect what;
    const layout_rect *things; /* of the story; NULL: it has not been asked yet */
    size_t count;
    scene_view found;
} scene_search;

/* Where it has stood at the end of each step so far: kept from picture to picture. All zero: nothing is
 * known yet. */
typedef struct scene_views {
    scene_view *of; /* step 0.. */
    uint32_t known, room;
    scene_search last;
    float width, height; /* of the pane they are for */
    bool slide;
} scene_views;

typedef struct scene {
    const picture *now;
    const change *changed;
    const story *told;
    const scene_chosen *chosen; /* what was folded and hidden by hand; NULL: nothing */
    scene_views *views; /* of this story as it is laid out; NULL: found anew for each picture */
    const overview *overview; /* instead of boxes and arrows; NULL: the run is no crowd */
    uint32_t step, step_count;
    bool inside; /* one of the single changes of the step: the camera is the same for all of them */
    const char *title;
    const char *say, *raised;       /* NULL: none */
    const char *output;             /* what the step printed; NULL: nothing */
    const scene_question *question; /* NULL: none */
    scene_level level;
    scene_code code;
    scene_run run;
    const view_heap_map *heap, *heap_before; /* level "heap"; before: NULL if nothing is compared */
    const heap_plan *heap_plan;
    uint32_t selected_id;       /* 0: none */
    const inspected *inspected; /* the selected object; NULL: none */
    bool look_why;              /* the way to it is lit */
    const reported *reported;   /* the report that is open; NULL: none */
    const hovered *hovered;     /* what the pointer is on; NULL: no object */
    scene_collector collector;
    uint32_t collected_generations; /* bit g: the step ran a collection of generation g */
} scene;

/* The stage is what a fullscreen window shows; a slide has no panes, only the graph, large, and the
 * step's lines on a card; SCENE_GRAPH is the graph alone. */
typedef enum scene_style { SCENE_STAGE, SCENE_SLIDE, SCENE_GRAPH } scene_style;

/* The room that a run's slides keep free for the card, in layout pixels. */
typedef struct scene_card {
    float width, height; /* of the largest one */
    bool beside;         /* the graph stands beside the card, else below it */
} scene_card;

/* Where the small map of the whole graph is: nowhere; in a corner of the graph's pane, four of them; in the title's band. */
typedef enum map_corner { MAP_NOWHERE, MAP_CORNER, MAP_BAND = MAP_CORNER + 4 } map_corner;

/* How it is looked at. */
typedef struct scene_look {
    const theme *colours;
    const frame_ruler *ruler;
    const tongue *words; /* of the picture itself; NULL: English */
    int32_t width_px, height_px;
    bool scrubber; /* the band below: a window that is not fullscreen */
    bool captions;
    bool legend;   /* what the symbols in sight mean */
    bool unasked;  /* questions are left out */
    bool keyless;  /* a film, a document: no key would do anything, and none is named */
    bool choosing; /* a question's choices stand below the code: scene_chooses() */
    uint32_t selected_id; /* the object that the inspector is about; 0: none */
    bool why;             /* light the way from a name to it */
    report_pane report;  /* below the code, in place of the inspector too */
    const scene_choices *choices; /* what is folded and hidden; NULL: nothing */
    uint32_t hovered_id;  /* the object that the pointer is on; 0: none */
    float hover_x, hover_y; /* where, in pixels of the picture */
    bool vector; /* for a document: the frame is grouped, the graph in layout pixels */
    scene_style style; /* of the stage: stage_draw() sets these, and the words */
    scene_card card;
    const heap_plan *heap_plan; /* how much of the pane its map needs; NULL: it takes the most */
    bool passing;       /* a picture that goes by: it says what the step says, and nothing else */
    float font_scale;   /* 1, or 0: everything as large as the picture's size says */
    float zoom;         /* 1: the camera's own */
    float pan_x, pan_y; /* of the graph, in layout pixels */
    map_corner map_held; /* the map stays there, however the camera moves; MAP_NOWHERE: it goes where it hides nothing */
} scene_look;

#define SCENE_FONT_SCALE_MIN 0.75F
#define SCENE_FONT_SCALE_MAX 1.4F
enum {
    SCENE_GRAPH_PADDING = 32, /* free of boxes; counts, tabs and arrows stand out into it */
    SCENE_BESIDE = 24,        /* free of those, too: left and right, */
    SCENE_ABOVE = 12          /* above and below */
};

/* Where the panes are, in layout pixels (the picture is unit_px times as large). */
typedef struct scene_geometry {
    float unit_px;
    float width, height;
    pen_box graph, heap, code, generations, narration, scrubber; /* height 0: not there */
    bool slide; /* code is the card's room; generations what is left of it below, for choices */
} scene_geometry;

typedef struct scene_camera {
    float scale, x, y; /* pane pixel = layout pixel * scale + (x, y) */
} scene_camera;

/* What a mark belongs to, in the commands' ids: kind in the top byte. */
typedef enum scene_kind {
    SCENE_PANE = 1,
    SCENE_OBJECT,   /* a: the object's id, b: 0 the box, else what stands around it */
    SCENE_BADGE,    /* a: the object's id, b: which part */
    SCENE_EDGE,     /* a: the holder, b: hash of cell and target */
    SCENE_OLD_EDGE, /* the same, letting go */
    SCENE_CALL,     /* a: the call's serial */
    SCENE_NAME,     /* a: the call's serial, b: hash of the name */
    SCENE_ISLAND,
    SCENE_CODE,       /* a: line */
    SCENE_GENERATION, /* a: generation */
    SCENE_NARRATION,  /* a: step */
    SCENE_SCRUBBER,
    SCENE_RING,
    SCENE_HEAP_POOL,  /* a: the pool's number, b: which part */
    SCENE_HEAP_BLOCK, /* a: the pool's number, b: which block */
    SCENE_INSPECTOR,  /* a: the object's id */
    SCENE_MEMORY,     /* a: step, b: which part */
    SCENE_VISIT,      /* a: the call's serial, or 0 */
    SCENE_QUESTION,   /* a: step, b: which part */
    SCENE_OUTPUT,     /* a: step, b: which line */
    SCENE_LEGEND,     /* a: row */
    SCENE_CHOSEN,     /* how many are hidden */
    SCENE_HOVER,      /* a: the object's id */
    SCENE_REPORT,     /* a: which, b: row + 1, 0 the title */
    SCENE_MAP         /* a: the object's id; 0: b 0 the calls, 1 what the pane shows, 2 the card */
} scene_kind;

static inline uint64_t scene_id(scene_kind kind, uint32_t a, uint32_t b)
{
    return (uint64_t)kind << 56 | (uint64_t)(b & 0xFFFFFF) << 32 | a;
}
static inline scene_kind scene_kind_of(uint64_t id)
{
    return (scene_kind)(id >> 56);
}

/* The choices of the question take the pane below the code: while it is asked, and afterwards at the
 * levels that have nothing else to show of the step there. */
bool scene_chooses(const scene *s);
/* panel_card.c: the card that this step needs. */
scene_card scene_card_of(const scene_code *code, const char *output, const frame_ruler *ruler);
scene_geometry scene_geometry_of(const scene_look *look, scene_level level);
/* The pane that the layout is made for: only a few shapes, so that resizing rarely lays out anew. */
pen_box scene_layout_pane(const scene_geometry *g);
/* camera.c. Cost where the camera follows: O(what is drawn in a step), times the places tried where
 * something would be cut, for each step up to this one that `views` does not know. */
scene_camera scene_camera_of(const scene *s, const scene_geometry *g);
/* The story is laid out in another way, or is another one. */
void scene_views_forget(scene_views *views);
void scene_views_free(scene_views *views);
/* The step that a point of the scrubber stands for. False: the point is not on it. */
bool scene_step_at(const scene_geometry *g, uint32_t step_count, float x_px, float y_px,
                   uint32_t *step);

/* The object at a point of the picture, in its pixels; 0: none. Blocks of the heap map lead to their
 * object. */
uint32_t scene_hit(const scene *s, const scene_look *look, float x_px, float y_px);

typedef struct scene_map {
    map_corner at;
    pen_box box, card; /* in pixels of the picture: the map, and what is its own around it */
} scene_map;
/* The small map that the picture has. Cost: O(what is drawn). */
scene_map scene_map_of(const scene *s, const scene_look *look);
/* The look's pan that brings a place of the map to the middle of the pane: (0, 0) is the map's upper left end, (1, 1)
 * its lower right one. */
frame_point scene_pan_to(const scene *s, const scene_look *look, float across, float down);

void scene_draw(const scene *s, const scene_look *look, frame *onto);

#endif
