#include "render/export/pptx.h"

#include "render/export/notes.h"
#include "render/export/picture.h"
#include "render/export/pptx_parts.h"
#include "render/export/zip.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/*  [Content_Types].xml          a type for every part
 *  _rels/.rels                  -> presentation, core properties
 *  ppt/presentation.xml         masters, slides, size
 *  ppt/slideMasters, slideLayouts, notesMasters, theme (two of them)
 *  ppt/slides/slideN.xml        -> layout, picture twice, notes
 *  ppt/notesSlides/notesSlideN.xml  -> notes master, slide
 *  ppt/media/slideN.png, .svg */

enum { FIRST_SLIDE_ID = 256, FIRST_SLIDE_RELATION = 10, NAME_BYTES = 64 };
#define OFFICE "application/vnd.openxmlformats-officedocument."

/* What is under way. */
typedef struct deck {
    const export_job *job;
    text_cache *text;
    picture_press *press;
    zip archive;
    buffer part; /* the one that is being written */
    frame drawn;
    uint32_t slides, done, total;
    uint32_t width_emu;
} deck;

/* The part that has been written goes into the archive. */
static void part_end(deck *d, const char *name)
{
    if (d->part.failed)
        (void)export_no_memory(&d->archive.error);
    zip_add(&d->archive, name, buffer_text(&d->part), d->part.length, false);
    buffer_clear(&d->part);
}

static void OURO_PRINTF(2, 3) part_end_named(deck *d, const char *format, ...)
{
    char name[NAME_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(name, sizeof name, format, args);
    va_end(args);
    part_end(d, name);
}

static uint32_t slides_of(const stage *g, uint32_t step)
{
    return stage_asks(g, step) ? 2 : 1;
}

/* ---- the presentation ---- */

static void override(deck *d, const char *name, uint32_t number, const char *type)
{
    buffer_printf(&d->part, "<Override PartName=\"/ppt/%s", name);
    if (number)
        buffer_printf(&d->part, "%u", number);
    buffer_printf(&d->part, ".xml\" ContentType=\"" OFFICE "%s+xml\"/>", type);
}

static void content_types(deck *d)
{
    buffer_add_text(&d->part,
                    XML_HEAD "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                             "content-types\"><Default Extension=\"rels\" "
                             "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                             "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                             "<Default Extension=\"png\" ContentType=\"image/png\"/>"
                             "<Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>");
    override(d, "presentation", 0, "presentationml.presentation.main");
    override(d, "slideMasters/slideMaster", 1, "presentationml.slideMaster");
    override(d, "slideLayouts/slideLayout", 1, "presentationml.slideLayout");
    override(d, "notesMasters/notesMaster", 1, "presentationml.notesMaster");
    override(d, "theme/theme", 1, "theme");
    override(d, "theme/theme", 2, "theme");
    for (uint32_t i = 1; i <= d->total; i++) {
        override(d, "slides/slide", i, "presentationml.slide");
        override(d, "notesSlides/notesSlide", i, "presentationml.notesSlide");
    }
    buffer_add_text(&d->part, "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/"
                              "vnd.openxmlformats-package.core-properties+xml\"/></Types>");
    part_end(d, "[Content_Types].xml");
}

static void package(deck *d)
{
    const char *title = stage_title(d->job->shown);
    pptx_relations_start(&d->part);
    pptx_relation(&d->part, 1, "officeDocument", "ppt/presentation.xml");
    buffer_add_text(&d->part, "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/"
                              "2006/relationships/metadata/core-properties\" "
                              "Target=\"docProps/core.xml\"/>");
    pptx_relations_end(&d->part);
    part_end(d, "_rels/.rels");
    buffer_add_text(&d->part, XML_HEAD "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/"
                                       "package/2006/metadata/core-properties\" "
                                       "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
    xml_add(&d->part, title, strlen(title));
    buffer_add_text(&d->part, "</dc:title><dc:creator>Ouroboros</dc:creator></cp:coreProperties>");
    part_end(d, "docProps/core.xml");
}

static void presentation(deck *d)
{
    buffer_add_text(&d->part, XML_HEAD "<p:presentation " XML_SPACES "><p:sldMasterIdLst>"
                                       "<p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/>"
                                       "</p:sldMasterIdLst><p:notesMasterIdLst>"
                                       "<p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst>"
                                       "<p:sldIdLst>");
    for (uint32_t i = 0; i < d->total; i++)
        buffer_printf(&d->part, "<p:sldId id=\"%u\" r:id=\"rId%u\"/>", FIRST_SLIDE_ID + i,
                      FIRST_SLIDE_RELATION + i);
    buffer_printf(&d->part,
                  "</p:sldIdLst><p:sldSz cx=\"%u\" cy=\"%d\"/>"
                  "<p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>",
                  d->width_emu, SLIDE_HEIGHT_EMU);
    part_end(d, "ppt/presentation.xml");
    pptx_relations_start(&d->part);
    pptx_relation(&d->part, 1, "slideMaster", "slideMasters/slideMaster1.xml");
    pptx_relation(&d->part, 2, "notesMaster", "notesMasters/notesMaster1.xml");
    pptx_relation(&d->part, 3, "theme", "theme/theme1.xml");
    for (uint32_t i = 0; i < d->total; i++) {
        char target[NAME_BYTES];
        snprintf(target, sizeof target, "slides/slide%u.xml", i + 1);
        pptx_relation(&d->part, FIRST_SLIDE_RELATION + i, "slide", target);
    }
    pptx_relations_end(&d->part);
    part_end(d, "ppt/_rels/presentation.xml.rels");
}

/* The relations of a part that has at most two. */
static void relations(deck *d, const char *part, const char *kind, const char *target,
                      const char *kind2, const char *target2)
{
    pptx_relations_start(&d->part);
    pptx_relation(&d->part, 1, kind, target);
    if (kind2)
        pptx_relation(&d->part, 2, kind2, target2);
    pptx_relations_end(&d->part);
    part_end(d, part);
}

static void masters(deck *d)
{
    pptx_theme(&d->part);
    part_end(d, "ppt/theme/theme1.xml");
    pptx_theme(&d->part);
    part_end(d, "ppt/theme/theme2.xml");
    pptx_master(&d->part, d->width_emu);
    part_end(d, "ppt/slideMasters/slideMaster1.xml");
    relations(d, "ppt/slideMasters/_rels/slideMaster1.xml.rels", "slideLayout",
              "../slideLayouts/slideLayout1.xml", "theme", "../theme/theme1.xml");
    pptx_layout(&d->part, d->width_emu);
    part_end(d, "ppt/slideLayouts/slideLayout1.xml");
    relations(d, "ppt/slideLayouts/_rels/slideLayout1.xml.rels", "slideMaster",
              "../slideMasters/slideMaster1.xml", NULL, NULL);
    pptx_notes_master(&d->part);
    part_end(d, "ppt/notesMasters/notesMaster1.xml");
    relations(d, "ppt/notesMasters/_rels/notesMaster1.xml.rels", "theme", "../theme/theme2.xml", NULL,
              NULL);
}

/* ---- slides ---- */

static void slide_part(deck *d, const char *title, const buffer *description)
{
    buffer_add_text(&d->part, XML_HEAD "<p:sld " XML_SPACES "><p:cSld><p:spTree>" XML_TREE);
    pptx_title(&d->part, title, d->job->lang, d->width_emu);
    buffer_add_text(&d->part, "<p:pic><p:nvPicPr><p:cNvPr id=\"3\" name=\"Step\" descr=\"");
    xml_add(&d->part, buffer_text(description), description->length);
    buffer_printf(&d->part,
                  "\"/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/>"
                  "</p:nvPicPr><p:blipFill><a:blip r:embed=\"rId2\"><a:extLst>"
                  "<a:ext uri=\"{96DAC541-7B7A-43D3-8B79-37D633B846F1}\">"
                  "<asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" "
                  "r:embed=\"rId3\"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch>"
                  "</p:blipFill><p:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%u\" cy=\"%d\"/>"
                  "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>"
                  "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
                  d->width_emu, SLIDE_HEIGHT_EMU);
    part_end_named(d, "ppt/slides/slide%u.xml", d->slides);
    static const char *const KINDS[] = {"slideLayout", "image", "image", "notesSlide"};
    static const char *const TARGETS[] = {"../slideLayouts/slideLayout1.xml", "../media/slide%u.png",
                                          "../media/slide%u.svg", "../notesSlides/notesSlide%u.xml"};
    pptx_relations_start(&d->part);
    for (uint32_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        buffer_printf(&d->part, "<Relationship Id=\"rId%u\" Type=\"" XML_RELATION "%s\" Target=\"", i + 1,
                      KINDS[i]);
        const char *number = strstr(TARGETS[i], "%u");
        size_t before = number ? (size_t)(number - TARGETS[i]) : strlen(TARGETS[i]);
        buffer_add(&d->part, TARGETS[i], before);
        if (number)
            buffer_printf(&d->part, "%u%s", d->slides, number + 2);
        buffer_add_text(&d->part, "\"/>");
    }
    pptx_relations_end(&d->part);
    part_end_named(d, "ppt/slides/_rels/slide%u.xml.rels", d->slides);
}

/* A paragraph for each line. */
static void notes_part(deck *d, const buffer *notes)
{
    buffer_add_text(&d->part,
                    XML_HEAD "<p:notes " XML_SPACES "><p:cSld><p:spTree>" XML_TREE
                             "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide Image\"/><p:cNvSpPr>"
                             "<a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr>"
                             "<p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>"
                             "<p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr>"
                             "<a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>"
                             "<p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody>"
                             "<a:bodyPr/><a:lstStyle/>");
    const char *at = buffer_text(notes);
    do {
        size_t length = strcspn(at, "\n");
        buffer_add_text(&d->part, "<a:p><a:r>");
        pptx_language(&d->part, d->job->lang);
        buffer_add_text(&d->part, "<a:t>");
        xml_add(&d->part, at, length);
        buffer_add_text(&d->part, "</a:t></a:r></a:p>");
        at += length + (at[length] == '\n');
    } while (*at);
    buffer_add_text(&d->part, "</p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr>"
                              "<a:masterClrMapping/></p:clrMapOvr></p:notes>");
    part_end_named(d, "ppt/notesSlides/notesSlide%u.xml", d->slides);
    char slide[NAME_BYTES], part[NAME_BYTES];
    snprintf(slide, sizeof slide, "../slides/slide%u.xml", d->slides);
    snprintf(part, sizeof part, "ppt/notesSlides/_rels/notesSlide%u.xml.rels", d->slides);
    relations(d, part, "notesMaster", "../notesMasters/notesMaster1.xml", "slide", slide);
}

static ouro_result pictures(deck *d, stage_stop at, const char *title, ouro_error *err)
{
    scene_look look = export_look(d->job);
    char name[NAME_BYTES];
    look.vector = true;
    ouro_result result = stage_draw(d->job->shown, at, &look, &d->drawn, err);
    if (result == OURO_OK)
        result = picture_svg(&d->drawn, title, d->text, &d->part, err);
    if (result != OURO_OK)
        return result;
    part_end_named(d, "ppt/media/slide%u.svg", d->slides);
    look.vector = false; /* a raster knows no groups */
    result = stage_draw(d->job->shown, at, &look, &d->drawn, err);
    if (result == OURO_OK)
        result = picture_press_png(d->press, &d->drawn, &d->part, err);
    snprintf(name, sizeof name, "ppt/media/slide%u.png", d->slides);
    if (result == OURO_OK)
        zip_add(&d->archive, name, d->part.text, d->part.length, true);
    buffer_clear(&d->part);
    return result;
}

static ouro_result slide_add(deck *d, stage_stop at, const stage_text *t, ouro_error *err)
{
    buffer notes = {0}, description = {0};
    notes_speaker(t, at.asking, &notes);
    notes_description(t, at.asking, &description);
    d->slides++;
    if (notes.failed || description.failed)
        (void)export_no_memory(&d->archive.error);
    slide_part(d, t->title, &description);
    notes_part(d, &notes);
    buffer_free(&notes);
    buffer_free(&description);
    return pictures(d, at, t->title, err);
}

static ouro_result step_add(deck *d, uint32_t step, ouro_error *err)
{
    stage *g = d->job->shown;
    arena memory = {0};
    stage_text t;
    ouro_result result = export_interrupted(d->job, err);
    if (result == OURO_OK)
        result = stage_text_of(g, step, &memory, &t, err);
    if (result == OURO_OK && stage_asks(g, step))
        result = slide_add(d, stage_asking(g, step), &t, err);
    if (result == OURO_OK)
        result = slide_add(d, stage_at_step(g, step), &t, err);
    arena_free(&memory);
    export_progress(d->job, ++d->done, d->job->last_step - d->job->first_step + 1);
    return result == OURO_OK ? d->archive.error.code : result;
}

static ouro_result deck_write(deck *d, file_draft *to, ouro_error *err)
{
    const export_job *job = d->job;
    for (uint32_t k = job->first_step; k <= job->last_step; k++)
        d->total += slides_of(job->shown, k);
    d->width_emu = (uint32_t)((uint64_t)SLIDE_HEIGHT_EMU * (uint64_t)job->width_px
                              / (uint64_t)job->height_px);
    zip_start(&d->archive, to);
    content_types(d);
    package(d);
    presentation(d);
    masters(d);
    ouro_result result = d->archive.error.code;
    for (uint32_t k = job->first_step; k <= job->last_step && result == OURO_OK; k++)
        result = step_add(d, k, err);
    ouro_error ended = {0};
    if (zip_end(&d->archive, &ended) != OURO_OK && (result == OURO_OK || result == ended.code)) {
        *err = ended;
        result = ended.code;
    }
    frame_free(&d->drawn);
    buffer_free(&d->part);
    return result;
}

ouro_result pptx_write(const export_job *job, ouro_error *err)
{
    deck d = {.job = job};
    file_draft *to;
    ouro_result result = export_file_open(job, &to, err);
    if (result != OURO_OK)
        return result;
    d.text = text_cache_open(job->font_dir, err);
    d.press = d.text ? picture_press_open(d.text, err) : NULL;
    result = d.press ? deck_write(&d, to, err) : err->code;
    picture_press_close(d.press);
    text_cache_close(d.text);
    if (result == OURO_OK)
        return file_draft_commit(to, err);
    file_draft_drop(to);
    return result;
}
