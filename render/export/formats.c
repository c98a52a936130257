#include "render/export/formats.h"

#include "render/export/deck.h"
#include "render/export/dot.h"
#include "render/export/frames.h"
#include "render/export/gif.h"
#include "render/export/html.h"
#include "render/export/pdf_pages.h"
#include "render/export/png_page.h"
#include "render/export/pptx.h"
#include "render/export/svg_page.h"
#include "render/export/video.h"

#include <string.h>

static const export_format FORMATS[] = {
    {.name = "png",
     .style = SCENE_STAGE,
     .still = true,
     .groundless = true,
     .file = png_page_write,
     .folder = frames_write_png},
    {.name = "svg", .style = SCENE_STAGE, .groundless = true, .file = svg_page_write, .folder = frames_write_svg},
    {.name = "pdf", .style = SCENE_SLIDE, .file = pdf_pages_write},
    {.name = "gif", .style = SCENE_STAGE, .moves = true, .file = gif_write},
    {.name = "mp4", .style = SCENE_STAGE, .moves = true, .file = video_write_mp4},
    {.name = "webm", .style = SCENE_STAGE, .moves = true, .file = video_write_webm},
    {.name = "pptx", .style = SCENE_SLIDE, .file = pptx_write},
    {.name = "html", .style = SCENE_STAGE, .inside = 32, .file = html_write},
    {.name = "md", .style = SCENE_SLIDE, .file = deck_write_markdown},
    {.name = "tex", .style = SCENE_SLIDE, .file = deck_write_beamer},
    {.name = "dot", .style = SCENE_STAGE, .still = true, .file = dot_write},
    {.name = "pytutor", .data = true},
    {.name = "heapsnapshot", .data = true, .still = true},
};
enum { COUNT = sizeof FORMATS / sizeof *FORMATS };

const export_format *export_format_named(const char *name, size_t length)
{
    for (size_t i = 0; i < COUNT; i++)
        if (strlen(FORMATS[i].name) == length && memcmp(FORMATS[i].name, name, length) == 0)
            return &FORMATS[i];
    return NULL;
}

void export_format_list(buffer *out)
{
    for (size_t i = 0; i < COUNT; i++)
        buffer_printf(out, "%s%s", i ? ", " : "", FORMATS[i].name);
}
