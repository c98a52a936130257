/* A window's pixels: drawing a frame into it, and only what changed of it.
 *
 * The frame is rasterised into our own memory, tile by tile where it differs from the last one; those
 * tiles go to the window's surface, or, where the video driver has none, through a texture. No OpenGL
 * is needed. Owns the SDL window. */
#ifndef OURO_RENDER_WINDOW_SCREEN_H
#define OURO_RENDER_WINDOW_SCREEN_H

#include "render/draw/raster.h"

#include <SDL.h>

typedef struct screen screen;

/* NULL: OURO_ERR_DISPLAY, OURO_ERR_NOMEM. SDL's video must be up; `text` is borrowed. */
screen *screen_open(const char *title, int width, int height, bool fullscreen, text_cache *text,
                    ouro_error *err);
void screen_close(screen *s);

void screen_set_title(screen *s, const char *title);
void screen_set_fullscreen(screen *s, bool on);
/* In pixels; larger than the window's units on a HiDPI display. */
void screen_size(const screen *s, int32_t *width_px, int32_t *height_px);
/* Pixels per unit of the mouse. */
void screen_ratio(const screen *s, float *across, float *down);

/* Shows the frame. It must have the window's size: otherwise nothing is shown, and the next draw
 * will be whole. */
OURO_MUST_CHECK ouro_result screen_draw(screen *s, const frame *f, ouro_error *err);
/* The window's content was lost or uncovered: the next draw is whole. */
void screen_forget(screen *s);

#endif
