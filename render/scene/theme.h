/* Themes: which colour a role has, and how large things are.
 *
 * One table holds every theme: THEME_TABLE in theme.c has a row per role and a column per theme. A
 * further theme is one more column. Colour is state (live, new, changed, dying, garbage,
 * immortal), and never the only sign of it: line style and mark say the same.
 *
 * Reads and writes nothing; every function is pure. Invariant: badge inks reach 4.5:1 on their role
 * in every theme (checked by tests); THEME_NEW and THEME_CHANGED are never used for text:
 * theme_word() is. */
#ifndef OURO_RENDER_SCENE_THEME_H
#define OURO_RENDER_SCENE_THEME_H

#include "render/scene/frame.h"

typedef enum theme_role {
    THEME_BACKGROUND, /* behind everything */
    THEME_SURFACE,    /* panes, objects, tags */
    THEME_FRAME,      /* call frames, key caps */
    THEME_RULE,       /* hairlines between panes */
    THEME_TRACK,      /* empty part of bars and scrubber */
    THEME_TEXT,
    THEME_SECONDARY,
    THEME_ARROW,     /* references, ports, the border of names */
    THEME_HIGHLIGHT, /* the current line of code */
    THEME_LIVE,      /* from here the states of an object */
    THEME_NEW,
    THEME_CHANGED,
    THEME_DYING,
    THEME_GARBAGE,
    THEME_IMMORTAL,
    THEME_INK_LIVE, /* digits on a badge of that state; same order as the states */
    THEME_INK_NEW,
    THEME_INK_CHANGED,
    THEME_INK_DYING,
    THEME_INK_GARBAGE,
    THEME_INK_IMMORTAL,
    THEME_INK_DIMMED, /* digits on a dimmed badge of any state */
    THEME_WORD_NEW, /* the same hue, dark (or bright) enough for words */
    THEME_WORD_CHANGED,
    THEME_WORD_DYING,
    THEME_ROLES
} theme_role;

typedef enum theme_name { THEME_LIGHT, THEME_DARK, THEME_CONTRAST, THEME_COUNT } theme_name;

typedef struct theme {
    const char *name; /* as on the command line */
    frame_colour colours[THEME_ROLES];
    float fill_percent;     /* of the state, over surface: the inside of an object */
    float delta_percent;    /* of the state, over surface: the +1 pill */
    float dim_line_percent; /* of background, mixed into lines out of focus */
    float dim_text_percent; /* the same for text, which must keep 4.5:1 */
    float dim_secondary_percent; /* and for what is paler from the start */
    float dim_badge_percent;     /* of the state, over surface: a badge out of focus */
    float island_percent;   /* of the state, over background: the area of an island */
    float scrim_percent;    /* opacity of the background under help */
} theme;

const theme *theme_of(theme_name name);
/* By its name on the command line; NULL if there is none such. */
const theme *theme_named(const char *name);
/* The same as a number; THEME_LIGHT if there is none such. */
theme_name theme_number(const char *name);

/* `percent` of b in a, channel by channel, opaque. */
frame_colour theme_mix(frame_colour a, frame_colour b, float percent);
/* The colour with that opacity. */
frame_colour theme_fade(frame_colour colour, float percent);

static inline frame_colour theme_colour(const theme *t, theme_role role)
{
    return t->colours[role];
}
frame_colour theme_ink(const theme *t, theme_role state);  /* digits on a badge of that state */
frame_colour theme_word(const theme *t, theme_role role);  /* fit for text */
frame_colour theme_fill(const theme *t, theme_role state); /* inside of an object; live: surface */
frame_colour theme_delta(const theme *t, theme_role state);
frame_colour theme_island(const theme *t, theme_role state);
frame_colour theme_dim_line(const theme *t, frame_colour colour);
frame_colour theme_dim_text(const theme *t, theme_role role); /* THEME_TEXT or THEME_SECONDARY */
frame_colour theme_dim_badge(const theme *t, theme_role state); /* with THEME_INK_DIMMED on it */
frame_colour theme_scrim(const theme *t);

/* Sizes in px of a picture 1080 lines high; everything scales with the height. */
enum {
    THEME_LINES = 1080,
    THEME_UNIT = 8, /* the grid */
    THEME_MARGIN = 48,
    THEME_PANE_PADDING = 32,

    THEME_STROKE_RULE = 2,
    THEME_STROKE_QUIET = 3,
    THEME_STROKE = 4,
    THEME_STROKE_STRONG = 6,

    THEME_RADIUS_MARK = 8,
    THEME_RADIUS_TAG = 10,
    THEME_RADIUS_OBJECT = 12,
    THEME_RADIUS_FRAME = 16,
    THEME_RADIUS_OVERLAY = 24,
    THEME_RADIUS_ISLAND = 32,

    THEME_TYPE_TITLE = 56,     /* bold */
    THEME_TYPE_NARRATION = 48, /* and the prompt */
    THEME_TYPE_COUNT = 44,     /* counts, step number */
    THEME_TYPE_OBJECT = 40,    /* types (bold), names (mono) */
    THEME_TYPE_CODE = 36,      /* and panes */
    THEME_TYPE_FRAME = 34,     /* titles of call frames, bold */
    THEME_TYPE_CELL = 32,
    THEME_TYPE_SMALL = 28, /* tabs, line numbers */

    THEME_OBJECT_HEADER = 60,
    THEME_OBJECT_ROW = 48,
    THEME_OBJECT_FOOT = 4,
    THEME_OBJECT_WIDTH_MIN = 200,
    THEME_OBJECT_INSET = 20, /* text from the edge */
    THEME_PORT_RADIUS = 8,
    THEME_PORT_INSET = 24,

    THEME_BADGE_RADIUS = 32,
    THEME_BADGE_RIGHT = 14, /* its centre: left of the right edge, */
    THEME_BADGE_TOP = 10,   /* above the top edge */
    THEME_HALO = 5,         /* background around badge, delta and square */
    THEME_DELTA_HEIGHT = 44,
    THEME_MARK_SIDE = 44,
    THEME_GC_REFS_SIDE = 60, /* the collector's copy: a square */
    THEME_GC_REFS_GAP = 12,  /* left of the badge */
    THEME_GC_REFS_RISE = 8,  /* higher than the badge */
    THEME_SELECTED_OUTSET = 14,
    THEME_TENTATIVE_OUTSET = 16,

    THEME_NAME_HEIGHT = 56,
    THEME_NAME_PITCH = 72,

    THEME_ARROW_HEAD = 26,
    THEME_ARROW_HEAD_WIDTH = 22,
    THEME_ARROW_HEAD_STRONG = 30,
    THEME_RING_BAND = 44,

    THEME_CODE_LINE = 48,
    THEME_CODE_BAR = 8,
    THEME_BAR_HEIGHT = 14,
    THEME_LEDGER_ROW = 60,
    THEME_POOL_WIDTH = 22,
    THEME_SCRUB_TRACK = 6,
    THEME_SCRUB_TICK_WIDTH = 4,
    THEME_SCRUB_TICK_HEIGHT = 18,
    THEME_SCRUB_HANDLE_RADIUS = 14,
    THEME_SCRUB_CURVE_HEIGHT = 26
};

/* The dashes that say what a line is. */
#define THEME_DASH_DYING ((frame_dash){18, 10})
#define THEME_DASH_GARBAGE ((frame_dash){6, 8})
#define THEME_DASH_TOMBSTONE ((frame_dash){10, 8})
#define THEME_DASH_TENTATIVE ((frame_dash){22, 12})
#define THEME_DASH_WEAK ((frame_dash){14, 10})
#define THEME_DASH_LETTING_GO ((frame_dash){5, 9})

#define THEME_BASELINE 0.364F /* of the size, below the centre of what the text stands in */

#endif
