/* From SDL's events to intents: the table of keys.
 *
 * Keys that are characters (digits, + - [ ] ? .) come as text, so that they are where the keyboard's
 * own layout has them; all others come as keys. Only arrows repeat while held down. */
#ifndef OURO_RENDER_WINDOW_INPUT_H
#define OURO_RENDER_WINDOW_INPUT_H

#include "render/window/picker.h"
#include "render/window/ui.h"

#include <SDL.h>

typedef struct input {
    bool no_text;        /* the text that follows belongs to a key held down, or with Ctrl */
    bool panning;        /* the left button went down on the graph */
    bool scrubbing;      /* or on the scrubber, */
    scene_map map;       /* or on the small map, as it was then; MAP_NOWHERE: it did not */
    bool pressed;        /* it went down where objects are, */
    float moved;         /* and the mouse has moved so far since */
    float pixels_across; /* picture pixels per unit of the mouse */
    float pixels_down;
} input;

/* INTENT_NONE: the event asks for nothing. `geometry`: where the panes are; `map`: where the small map is, asked for
 * when a button goes down. */
intent input_read(input *in, const SDL_Event *event, const scene_geometry *geometry, const scene_map *map);

/* The same in the lesson picker: keys move and type. */
picker_effect input_pick(const input *in, const SDL_Event *event, const scene_look *look,
                         picker *choose);
/* What holds whatever is shown: Ctrl+Q, Ctrl+O, F11, the window's end; INTENT_NONE: none of these. */
intent input_anywhere(const SDL_Event *event);

#endif
