#include "render/window/screen.h"

#include <stdlib.h>

struct screen {
    SDL_Window *window;
    text_cache *text;
    raster_tiles *tiles;
    uint32_t *pixels; /* width_px x height_px, what the window shows */
    int32_t width_px, height_px;
    SDL_Renderer *renderer; /* only where the driver has no surface */
    SDL_Texture *texture;
    SDL_Rect windowed;      /* where it was before it became fullscreen; w 0: it never was */
    bool whole;             /* the next draw is whole */
};

static ouro_result display_error(ouro_error *err)
{
    return error_set(err, OURO_ERR_DISPLAY, 0, 0, "no display (%s)", SDL_GetError());
}

/* ---- life ---- */

screen *screen_open(const char *title, int width, int height, bool fullscreen, text_cache *text,
                    ouro_error *err)
{
    Uint32 flags = SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
    screen *s = calloc(1, sizeof *s);
    if (!s) {
        error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the window");
        return NULL;
    }
    s->text = text;
    s->whole = true;
    s->tiles = raster_tiles_open();
    s->window = SDL_CreateWindow(title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width,
                                 height, flags);
    if (!s->window || !s->tiles) {
        if (!s->window)
            display_error(err);
        else
            error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the window");
        screen_close(s);
        return NULL;
    }
    SDL_SetWindowMinimumSize(s->window, 480, 360);
    if (fullscreen)
        screen_set_fullscreen(s, true);
    return s;
}

void screen_close(screen *s)
{
    if (!s)
        return;
    if (s->texture)
        SDL_DestroyTexture(s->texture);
    if (s->renderer)
        SDL_DestroyRenderer(s->renderer);
    if (s->window)
        SDL_DestroyWindow(s->window);
    if (s->tiles)
        raster_tiles_close(s->tiles);
    free(s->pixels);
    free(s);
}

void screen_set_title(screen *s, const char *title)
{
    SDL_SetWindowTitle(s->window, title);
}

/* The window takes the display's size before it asks for the whole screen: where no window manager
 * answers (a bare X server) that alone has to do. */
void screen_set_fullscreen(screen *s, bool on)
{
    SDL_Rect display;
    int index = SDL_GetWindowDisplayIndex(s->window);
    s->whole = true;
    if (!on) {
        SDL_SetWindowFullscreen(s->window, 0);
        if (s->windowed.w > 0) {
            SDL_SetWindowSize(s->window, s->windowed.w, s->windowed.h);
            SDL_SetWindowPosition(s->window, s->windowed.x, s->windowed.y);
        }
        return;
    }
    SDL_GetWindowPosition(s->window, &s->windowed.x, &s->windowed.y);
    SDL_GetWindowSize(s->window, &s->windowed.w, &s->windowed.h);
    if (index >= 0 && SDL_GetDisplayBounds(index, &display) == 0) {
        SDL_SetWindowPosition(s->window, display.x, display.y);
        SDL_SetWindowSize(s->window, display.w, display.h);
    }
    SDL_SetWindowFullscreen(s->window, SDL_WINDOW_FULLSCREEN_DESKTOP);
}

void screen_size(const screen *s, int32_t *width_px, int32_t *height_px)
{
    int width = 0, height = 0;
    SDL_GetWindowSizeInPixels(s->window, &width, &height);
    *width_px = width > 0 ? width : 1;
    *height_px = height > 0 ? height : 1;
}

void screen_ratio(const screen *s, float *across, float *down)
{
    int width = 0, height = 0;
    int32_t width_px, height_px;
    SDL_GetWindowSize(s->window, &width, &height);
    screen_size(s, &width_px, &height_px);
    *across = width > 0 ? (float)width_px / (float)width : 1;
    *down = height > 0 ? (float)height_px / (float)height : 1;
}

void screen_forget(screen *s)
{
    s->whole = true;
}

/* ---- showing ---- */

static ouro_result pixels_fit(screen *s, int32_t width_px, int32_t height_px, ouro_error *err)
{
    if (s->pixels && width_px == s->width_px && height_px == s->height_px)
        return OURO_OK;
    free(s->pixels);
    s->pixels = malloc((size_t)width_px * (size_t)height_px * sizeof *s->pixels);
    if (!s->pixels)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the window");
    s->width_px = width_px;
    s->height_px = height_px;
    if (s->texture)
        SDL_DestroyTexture(s->texture);
    s->texture = NULL;
    s->whole = true;
    return OURO_OK;
}

static const uint32_t *pixels_at(const screen *s, SDL_Rect area)
{
    return s->pixels + (ptrdiff_t)area.y * s->width_px + area.x;
}

static bool show_on_surface(screen *s, SDL_Surface *surface, const SDL_Rect *areas, int count)
{
    int pitch = s->width_px * (int)sizeof *s->pixels;
    if (SDL_MUSTLOCK(surface) && SDL_LockSurface(surface) != 0)
        return false;
    for (int i = 0; i < count; i++) {
        SDL_Rect a = areas[i];
        Uint8 *to = (Uint8 *)surface->pixels + a.y * surface->pitch
                    + a.x * surface->format->BytesPerPixel;
        SDL_ConvertPixels(a.w, a.h, SDL_PIXELFORMAT_ARGB8888, pixels_at(s, a), pitch,
                          surface->format->format, to, surface->pitch);
    }
    if (SDL_MUSTLOCK(surface))
        SDL_UnlockSurface(surface);
    return SDL_UpdateWindowSurfaceRects(s->window, areas, count) == 0;
}

static bool show_by_texture(screen *s, const SDL_Rect *areas, int count)
{
    if (!s->renderer)
        s->renderer = SDL_CreateRenderer(s->window, -1, 0);
    if (s->renderer && !s->texture) {
        s->texture = SDL_CreateTexture(s->renderer, SDL_PIXELFORMAT_ARGB8888,
                                       SDL_TEXTUREACCESS_STREAMING, s->width_px, s->height_px);
        static const SDL_Rect NOTHING = {0, 0, 0, 0};
        if (areas->w < s->width_px || areas->h < s->height_px)
            areas = &NOTHING; /* a new texture knows nothing of before: all of it is new */
    }
    if (!s->texture)
        return false;
    int pitch = s->width_px * (int)sizeof *s->pixels;
    if (areas->w == 0)
        SDL_UpdateTexture(s->texture, NULL, s->pixels, pitch);
    for (int i = 0; i < count && areas->w > 0; i++)
        SDL_UpdateTexture(s->texture, &areas[i], pixels_at(s, areas[i]), pitch);
    SDL_RenderCopy(s->renderer, s->texture, NULL, NULL);
    SDL_RenderPresent(s->renderer);
    return true;
}

static ouro_result show(screen *s, const SDL_Rect *areas, int count, ouro_error *err)
{
    if (!s->renderer) {
        SDL_Surface *surface = SDL_GetWindowSurface(s->window);
        if (surface && surface->w == s->width_px && surface->h == s->height_px)
            return show_on_surface(s, surface, areas, count) ? OURO_OK : display_error(err);
        if (surface) {
            s->whole = true; /* resized under our hands: an event about it is on its way */
            return OURO_OK;
        }
    }
    return show_by_texture(s, areas, count) ? OURO_OK : display_error(err);
}

ouro_result screen_draw(screen *s, const frame *f, ouro_error *err)
{
    ouro_result result = pixels_fit(s, f->width_px, f->height_px, err);
    if (result != OURO_OK)
        return result;
    if (s->whole)
        raster_tiles_forget(s->tiles);
    raster_target target = {.pixels = s->pixels,
                            .width_px = s->width_px,
                            .height_px = s->height_px,
                            .stride_px = s->width_px};
    result = raster_tiles_draw(s->tiles, f, &target, s->text, err);
    if (result != OURO_OK)
        return result;
    const raster_area *changed;
    size_t count = raster_tiles_changed(s->tiles, &changed);
    SDL_Rect all = {0, 0, s->width_px, s->height_px};
    SDL_Rect *areas = s->whole || !count ? NULL : malloc(count * sizeof *areas);
    for (size_t i = 0; areas && i < count; i++)
        areas[i] = (SDL_Rect){changed[i].x0, changed[i].y0, changed[i].x1 - changed[i].x0,
                              changed[i].y1 - changed[i].y0};
    if (s->whole || (count && !areas)) {
        s->whole = false;
        result = show(s, &all, 1, err);
    } else if (count) {
        result = show(s, areas, (int)count, err);
    }
    free(areas);
    return result;
}
