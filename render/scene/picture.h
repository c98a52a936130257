/* What is drawn of one state: a view reduced to frames with tags and objects with rows.
 *
 * A world holds far more than a lesson is about. This is the filter: classes and functions stay out
 * unless they hold an object of the script, the interpreter's own objects always do; an instance's
 * dict gives its entries to the instance; a constant is written into the cell that holds it; a weakref
 * object that one cell holds folds into that cell; a long list is elided in the middle.
 *
 * Reads a view, writes a picture in an arena; borrows the view's texts. Knows nothing of pixels, of
 * time or of what changed. Invariant: every row and tag with a target points at an object of the
 * picture; objects ascend by id. */
#ifndef OURO_RENDER_SCENE_PICTURE_H
#define OURO_RENDER_SCENE_PICTURE_H

#include "render/scene/tongue.h"
#include "sim/base/arena.h"
#include "sim/base/error.h"
#include "sim/view.h"

/* An object with more rows is elided in the middle; few: where there is little room. */
enum { PICTURE_CELLS_FEW = 16 }; /* are searched one after the other */
enum { PICTURE_ROWS_MAX = 8, PICTURE_ROWS_FEW = 5, PICTURE_ROWS_LEAST = 4 };

/* An object that is drawn as part of a stack; a container goes into the stack of its items. */
typedef struct picture_fold {
    uint32_t id, stack; /* the stack has the id of its first member */
    bool container;
} picture_fold;

typedef struct picture_folds {
    const picture_fold *folds; /* ascending id */
    uint32_t count;
} picture_folds;

/* How a run is drawn: the same in all its pictures. */
typedef struct picture_rules {
    const tongue *words; /* NULL: English */
    const char *const *hidden; /* names and types that the scenario hides */
    uint32_t hidden_count;
    uint32_t rows_max; /* 0: PICTURE_ROWS_MAX */
    picture_folds folds;
} picture_rules;

/* A cell of an object, or a name's tag: both hold one reference. */
typedef struct picture_cell {
    const char *key;    /* its identity in its holder: stays when the shown label changes */
    const char *label;  /* as shown */
    const char *name;   /* as the trace calls it: "partner", "[0]", "'key'" */
    const char *value;  /* written into the cell; NULL: an arrow */
    uint32_t target_id; /* 0: no arrow */
    uint32_t weakref_id; /* the weakref object that is folded into the cell; 0: none */
    bool weak, dead;
    bool temporary; /* a tag of the evaluation stack */
    uint32_t by_key; /* of more than PICTURE_CELLS_FEW: which cell is here in the order of keys */
} picture_cell;

typedef struct picture_object {
    const view_object *seen;
    const picture_cell *cells;
    uint32_t cell_count;
    const char *value; /* what it says where the cells would be; NULL: nothing */
    uint32_t stacked; /* so many objects, folded: `seen` is made up and counts them; 0: one object */
} picture_object;

typedef struct picture_frame {
    uint32_t serial, depth;
    const char *title;
    bool class_body;
    const picture_cell *tags;
    uint32_t tag_count;
} picture_frame;

typedef struct picture {
    const view *seen;
    const picture_frame *frames; /* outermost first */
    uint32_t frame_count;
    const picture_object *objects; /* ascending id */
    uint32_t object_count;
    uint32_t rows_most; /* the longest object, before anything was elided */
} picture;

/* Cost O(objects + references). `seen` was made with options.all and must outlive the picture. */
ouro_result picture_of(const view *seen, const picture_rules *rules, arena *memory, picture *out,
                       ouro_error *err) OURO_MUST_CHECK;

/* How many temporaries of the interpreter hold it. */
uint32_t picture_temporaries(const view_object *o);
const picture_object *picture_find(const picture *p, uint32_t id);
const picture_frame *picture_find_frame(const picture *p, uint32_t serial);
const picture_cell *picture_find_cell(const picture_cell *cells, uint32_t count, const char *key);

#endif
