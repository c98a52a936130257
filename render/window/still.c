#define _POSIX_C_SOURCE 200809L
#include "render/window/still.h"

#include "render/export/file.h"
#include "render/export/picture.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { WIDTH = 1920, HEIGHT = 1080, NAMES_MAX = 1000 };

/* The first name that nothing has yet. */
static ouro_result name_find(const char *file, uint32_t step, char name[STILL_NAME_BYTES],
                             ouro_error *err)
{
    const char *slash = strrchr(file, '/'), *stem = slash ? slash + 1 : file;
    const char *dot = strrchr(stem, '.');
    int length = (int)(dot && dot > stem ? (size_t)(dot - stem) : strlen(stem));
    length = length > 200 ? 200 : length;
    snprintf(name, STILL_NAME_BYTES, "%.*s-%04u.png", length, stem, step);
    for (int i = 2; access(name, F_OK) == 0; i++) {
        if (i == NAMES_MAX)
            return error_set(err, OURO_ERR_IO, 0, 0, "%s: there are too many of these", name);
        snprintf(name, STILL_NAME_BYTES, "%.*s-%04u-%d.png", length, stem, step, i);
    }
    return OURO_OK;
}

ouro_result still_save(stage *g, stage_stop at, scene_look look, text_cache *text,
                       const char *file, char name[STILL_NAME_BYTES], ouro_error *err)
{
    frame f = {0};
    buffer png = {0};
    look.width_px = WIDTH;
    look.height_px = HEIGHT;
    look.scrubber = false;
    look.hovered_id = 0; /* the pointer is not part of it */
    ouro_result result = name_find(file, at.step, name, err);
    if (result == OURO_OK)
        result = stage_draw(g, at, &look, &f, err);
    if (result == OURO_OK)
        result = picture_png(&f, text, &png, err);
    if (result == OURO_OK)
        result = file_write_atomic(name, png.text, png.length, false, err);
    buffer_free(&png);
    frame_free(&f);
    return result;
}
