#include "render/window/previews.h"

#include <stdlib.h>

void previews_free(previews *p)
{
    for (uint32_t i = 0; i < p->count; i++)
        frame_free(&p->all[i].drawn);
    free(p->all);
    *p = (previews){0};
}

bool previews_fit(previews *p, uint32_t count, const scene_look *look)
{
    if (p->count == count && p->width_px == look->width_px && p->height_px == look->height_px
        && p->colours == look->colours)
        return true;
    previews_free(p);
    p->all = calloc(count ? count : 1, sizeof *p->all);
    if (!p->all)
        return false;
    p->count = count;
    p->width_px = look->width_px;
    p->height_px = look->height_px;
    p->colours = look->colours;
    return true;
}

const frame *previews_find(const previews *p, uint32_t lesson)
{
    return p && lesson < p->count && p->all[lesson].state == PREVIEW_MADE ? &p->all[lesson].drawn : NULL;
}

bool previews_lack(const previews *p, uint32_t lesson)
{
    return lesson < p->count && p->all[lesson].state == PREVIEW_MISSING;
}

void previews_make(previews *p, uint32_t lesson, const window_host *host, const char *path,
                   const scene_look *look)
{
    preview *made = &p->all[lesson];
    bool drawn = host->preview(host->context, path, look, &made->drawn) && !made->drawn.failed;
    made->state = drawn ? PREVIEW_MADE : PREVIEW_FAILED;
}
