#include "render/export/pptx_parts.h"

#include <stdbool.h>
#include <string.h>

enum { TITLE_X = 254000, TITLE_HEIGHT = 620000, TITLE_ABOVE = 700000 };

void xml_add(buffer *out, const char *text, size_t length)
{
    static const struct {
        char c;
        const char *as;
    } ESCAPED[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\n', "&#10;"}};
    for (size_t i = 0; i < length; i++) {
        const char *as = NULL;
        for (size_t k = 0; k < sizeof ESCAPED / sizeof *ESCAPED; k++)
            if (text[i] == ESCAPED[k].c)
                as = ESCAPED[k].as;
        if (!as && (unsigned char)text[i] < ' ' && text[i] != '\t')
            as = "\xEF\xBF\xBD";
        if (as)
            buffer_add_text(out, as);
        else
            buffer_add_char(out, text[i]);
    }
}

static void thrice(buffer *out, const char *list, const char *item)
{
    buffer_printf(out, "<a:%s>%s%s%s</a:%s>", list, item, item, item, list);
}

static void colour_scheme(buffer *out)
{
    static const struct {
        const char *name, *rgb;
    } COLOURS[] = {{"dk1", "111827"},     {"lt1", "FFFFFF"},     {"dk2", "374151"},
                   {"lt2", "FAFAF7"},     {"accent1", "0057D0"}, {"accent2", "B8860B"},
                   {"accent3", "1F9E86"}, {"accent4", "5B1257"}, {"accent5", "B3260A"},
                   {"accent6", "4B5563"}, {"hlink", "0057D0"},   {"folHlink", "5B1257"}};
    buffer_add_text(out, "<a:clrScheme name=\"Ouroboros\">");
    for (size_t i = 0; i < sizeof COLOURS / sizeof *COLOURS; i++)
        buffer_printf(out, "<a:%s><a:srgbClr val=\"%s\"/></a:%s>", COLOURS[i].name, COLOURS[i].rgb,
                      COLOURS[i].name);
    buffer_add_text(out, "</a:clrScheme>");
}

static void font(buffer *out, const char *which)
{
    buffer_printf(out,
                  "<a:%s><a:latin typeface=\"Calibri\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:%s>",
                  which, which);
}

void pptx_theme(buffer *out)
{
    static const char FILL[] = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    buffer_add_text(out, XML_HEAD "<a:theme "
                         "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
                         "name=\"Ouroboros\"><a:themeElements>");
    colour_scheme(out);
    buffer_add_text(out, "<a:fontScheme name=\"Ouroboros\">");
    font(out, "majorFont");
    font(out, "minorFont");
    buffer_add_text(out, "</a:fontScheme><a:fmtScheme name=\"Ouroboros\">");
    thrice(out, "fillStyleLst", FILL);
    thrice(out, "lnStyleLst",
           "<a:ln w=\"9525\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>");
    thrice(out, "effectStyleLst", "<a:effectStyle><a:effectLst/></a:effectStyle>");
    thrice(out, "bgFillStyleLst", FILL);
    buffer_add_text(out, "</a:fmtScheme></a:themeElements></a:theme>");
}

static void background(buffer *out)
{
    buffer_add_text(out, "<p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill>"
                         "<a:effectLst/></p:bgPr></p:bg><p:spTree>" XML_TREE);
}

static void colour_map(buffer *out)
{
    buffer_add_text(out, "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" "
                         "accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" "
                         "accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" "
                         "folHlink=\"folHlink\"/>");
}

void pptx_language(buffer *out, const char *lang)
{
    const char *shown = lang ? lang : "en-US";
    buffer_add_text(out, "<a:rPr lang=\"");
    xml_add(out, shown, strlen(shown));
    buffer_add_text(out, "\"/>");
}

void pptx_title(buffer *out, const char *text, const char *lang, uint32_t width_emu)
{
    const char *shown = text ? text : "Title";
    buffer_printf(out,
                  "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr>"
                  "<a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr>"
                  "</p:nvSpPr><p:spPr><a:xfrm><a:off x=\"%d\" y=\"-%d\"/><a:ext cx=\"%u\" cy=\"%d\"/>"
                  "</a:xfrm>%s</p:spPr><p:txBody><a:bodyPr anchor=\"ctr\"><a:normAutofit/></a:bodyPr>"
                  "<a:lstStyle/><a:p><a:r>",
                  TITLE_X, TITLE_ABOVE, width_emu - 2 * TITLE_X, TITLE_HEIGHT,
                  text ? "" : "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>");
    pptx_language(out, lang);
    buffer_add_text(out, "<a:t>");
    xml_add(out, shown, strlen(shown));
    buffer_add_text(out, "</a:t></a:r></a:p></p:txBody></p:sp>");
}

void pptx_master(buffer *out, uint32_t width_emu)
{
    buffer_add_text(out, XML_HEAD "<p:sldMaster " XML_SPACES ">");
    background(out);
    pptx_title(out, NULL, NULL, width_emu);
    buffer_add_text(out, "</p:spTree></p:cSld>");
    colour_map(out);
    buffer_add_text(out, "<p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/>"
                         "</p:sldLayoutIdLst><p:txStyles><p:titleStyle><a:lvl1pPr algn=\"l\">"
                         "<a:defRPr sz=\"2800\" b=\"1\"><a:solidFill><a:schemeClr val=\"tx1\"/>"
                         "</a:solidFill><a:latin typeface=\"+mj-lt\"/></a:defRPr></a:lvl1pPr>"
                         "</p:titleStyle><p:bodyStyle/><p:otherStyle/></p:txStyles></p:sldMaster>");
}

void pptx_layout(buffer *out, uint32_t width_emu)
{
    buffer_add_text(out, XML_HEAD "<p:sldLayout " XML_SPACES " type=\"titleOnly\" preserve=\"1\">"
                                  "<p:cSld name=\"Step\"><p:spTree>" XML_TREE);
    pptx_title(out, NULL, NULL, width_emu);
    buffer_add_text(out, "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
                         "</p:sldLayout>");
}

void pptx_notes_master(buffer *out)
{
    buffer_add_text(out, XML_HEAD "<p:notesMaster " XML_SPACES ">");
    background(out);
    buffer_add_text(
        out, "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide Image\"/><p:cNvSpPr>"
             "<a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr>"
             "<p:ph type=\"sldImg\" idx=\"2\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>"
             "<a:off x=\"685800\" y=\"1143000\"/><a:ext cx=\"5486400\" cy=\"3086100\"/></a:xfrm>"
             "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:sp>"
             "<p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr>"
             "<a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>"
             "<p:ph type=\"body\" sz=\"quarter\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>"
             "<a:off x=\"685800\" y=\"4400550\"/><a:ext cx=\"5486400\" cy=\"3600450\"/></a:xfrm>"
             "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/>"
             "<a:lstStyle/><a:p><a:r><a:rPr lang=\"en-US\"/><a:t>Notes</a:t></a:r></a:p></p:txBody>"
             "</p:sp></p:spTree></p:cSld>");
    colour_map(out);
    buffer_add_text(out, "<p:notesStyle><a:lvl1pPr marL=\"0\" indent=\"0\"><a:defRPr sz=\"1400\">"
                         "<a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>"
                         "<a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr></p:notesStyle>"
                         "</p:notesMaster>");
}

void pptx_relations_start(buffer *out)
{
    buffer_add_text(out, XML_HEAD "<Relationships "
                         "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
}

void pptx_relation(buffer *out, uint32_t number, const char *kind, const char *target)
{
    buffer_printf(out, "<Relationship Id=\"rId%u\" Type=\"" XML_RELATION "%s\" Target=\"%s\"/>",
                  number, kind, target);
}

void pptx_relations_end(buffer *out)
{
    buffer_add_text(out, "</Relationships>");
}
