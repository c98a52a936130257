/* What the viewer has asked for: where in the run, how it is looked at, what lies over it.
 *
 *   INPUT (keys, mouse) -> intent -> ui_do() -> effect: what the window has to do about it
 *
 * Reads a stage (its stops), writes the ui. Knows nothing of SDL, pixels or time.
 * Invariants: nothing runs a step that asks a question before it has been put, except going somewhere
 * by number; the way back leads over the same stops; the run never wraps; while the picture is blanked the first intent only brings it back;
 * Esc never quits. */
#ifndef OURO_RENDER_WINDOW_UI_H
#define OURO_RENDER_WINDOW_UI_H

#include "render/scene/stage.h"

typedef enum intent_kind {
    INTENT_NONE,
    INTENT_NEXT_STEP,
    INTENT_PREVIOUS_STEP,
    INTENT_NEXT_LINE,
    INTENT_PREVIOUS_LINE,
    INTENT_NEXT_CHANGE,
    INTENT_PREVIOUS_CHANGE,
    INTENT_TICK, /* playing, and it is time for the next step */
    INTENT_PLAY,
    INTENT_FIRST,
    INTENT_LAST,
    INTENT_DIGIT, /* number: 0..9 */
    INTENT_ENTER,
    INTENT_BACKSPACE,
    INTENT_BLACK,
    INTENT_WHITE,
    INTENT_PRESENT_START,
    INTENT_PRESENT_HERE,
    INTENT_FULLSCREEN,
    INTENT_ESCAPE,
    INTENT_SLOWER,
    INTENT_FASTER,
    INTENT_ZOOM, /* amount: the factor; x, y: what stays in place, in picture pixels */
    INTENT_PAN,  /* x, y: picture pixels */
    INTENT_STEER, /* x, y: the place of the small map that comes to the middle, 0 to 1; number: the map's corner */
    INTENT_SELECT, /* x, y: a point of the picture; nothing there: no object is selected any more */
    INTENT_HOVER, /* x, y: where the pointer is, in picture pixels; negative: nowhere */
    INTENT_FOLD,  /* fold or unfold: x, y as for INTENT_SELECT; negative: the selected object */
    INTENT_HIDE,  /* the same: hide it */
    INTENT_SHOW_ALL,
    INTENT_SELECT_NEXT,
    INTENT_SELECT_PREVIOUS,
    INTENT_WHY,
    INTENT_REPORT, /* number: 0 the next one, 1 the one before; behind the last there is none */
    INTENT_SEEK, /* x, y: a point of the picture; nothing if it is not on the scrubber */
    INTENT_THEME,
    INTENT_HELP,
    INTENT_CAPTIONS,
    INTENT_QUESTIONS,
    INTENT_REVEAL, /* the answer to the question that is put */
    INTENT_MOTION,
    INTENT_LEGEND,
    INTENT_LEVEL, /* the next one of names, counts, gc, heap */
    INTENT_FONT,  /* amount: the factor; 0: as the size of the window says */
    INTENT_EXPORT,
    INTENT_LESSONS,
    INTENT_RELOAD,
    INTENT_QUIT
} intent_kind;

typedef struct intent {
    intent_kind kind;
    uint32_t number;
    float amount, x, y;
} intent;

typedef enum ui_effect {
    UI_NOTHING,
    UI_REDRAW,     /* at once */
    UI_TRANSITION, /* another state: glide to it */
    UI_FULLSCREEN, /* as ui.fullscreen says */
    UI_EXPORT,     /* this frame, as a file */
    UI_LESSONS,    /* the lesson picker */
    UI_RELOAD,     /* the same file anew */
    UI_QUIT
} ui_effect;

typedef enum ui_blank { UI_SHOWN, UI_BLACK, UI_WHITE } ui_blank;

typedef struct ui {
    stage_stop at;
    bool playing, help, captions, fullscreen;
    bool from_lessons; /* Esc, with nothing left to close, goes back to the picker */
    bool legend;
    float font_scale;
    bool unasked; /* steps run without their questions */
    ui_blank blank;
    theme_name theme;
    float zoom, pan_x, pan_y; /* as in scene_look */
    map_corner map_held;
    uint32_t selected_id;     /* 0: none */
    uint32_t hovered_id;      /* the same; another state is looked at without it */
    float hover_x, hover_y;
    scene_choices choices; /* what is folded and hidden */
    bool why;
    report_pane report;
    bool typing;              /* a step number is being typed */
    uint32_t typed;
    bool motion;              /* false: every change of the picture is at once */
    uint32_t step_ms;         /* while playing; the transitions keep pace */
} ui;

/* Before anything is open: only how things are going to be looked at. */
ui ui_before(theme_name colours, bool fullscreen);
ui ui_start(const stage *g, uint32_t step, theme_name colours, bool fullscreen);
/* `look` is how the picture is drawn now (its size, its scrubber). */
ui_effect ui_do(ui *u, stage *g, const scene_look *look, intent what);
/* The look borrows the ui. */
scene_look ui_look(const ui *u, int32_t width_px, int32_t height_px);

#endif
