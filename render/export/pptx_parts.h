/* The parts of a presentation that are the same in all of them, and the texts around the others.
 *
 * Office Open XML (ECMA-376, part 1): what PowerPoint asks for beyond the schema is that the notes master
 * has a theme of its own, that the theme has three of each fill, line and effect, and that slides and
 * their notes refer to each other. */
#ifndef OURO_RENDER_EXPORT_PPTX_PARTS_H
#define OURO_RENDER_EXPORT_PPTX_PARTS_H

#include "sim/base/buffer.h"

#include <stdint.h>

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define XML_SPACES                                                                                 \
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "                           \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "             \
    "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\""
#define XML_RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
/* What every tree of shapes begins with. */
#define XML_TREE                                                                                   \
    "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"              \
    "<p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/>"                         \
    "<a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>"

enum { SLIDE_HEIGHT_EMU = 6858000 }; /* 7.5 inches */

/* Text between tags or in an attribute; what XML 1.0 forbids becomes U+FFFD. Line ends stay. */
void xml_add(buffer *out, const char *text, size_t length);

void pptx_theme(buffer *out);
void pptx_master(buffer *out, uint32_t width_emu);
void pptx_layout(buffer *out, uint32_t width_emu);
void pptx_notes_master(buffer *out);
/* A run's properties: the language that a spelling check takes; `lang` NULL: English. */
void pptx_language(buffer *out, const char *lang);
/* The title's shape; `text` NULL: a prompt, in masters and layouts. */
void pptx_title(buffer *out, const char *text, const char *lang, uint32_t width_emu);
void pptx_relations_start(buffer *out);
void pptx_relation(buffer *out, uint32_t number, const char *kind, const char *target);
void pptx_relations_end(buffer *out);

#endif
