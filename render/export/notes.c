#include "render/export/notes.h"

static void paragraph(buffer *out, const char *label, const char *text)
{
    if (!text || !*text)
        return;
    if (out->length)
        buffer_add_char(out, '\n');
    buffer_printf(out, "%s%s", label, text);
    while (out->length && out->text[out->length - 1] == '\n')
        out->text[--out->length] = '\0';
}

static void question_words(const stage_text *t, bool answered, buffer *out)
{
    paragraph(out, "Question: ", t->question);
    for (uint32_t i = 0; i < t->choice_count; i++) {
        char letter[] = {(char)('A' + i), ')', ' ', '\0'};
        paragraph(out, letter, t->choices[i]);
    }
    if (answered)
        paragraph(out, "Answer: ", t->answer);
    if (answered)
        paragraph(out, "", t->explain);
}

void notes_speaker(const stage_text *t, bool asking, buffer *out)
{
    if (!asking)
        paragraph(out, "", t->say);
    if (t->question)
        question_words(t, true, out);
    if (!asking)
        paragraph(out, "", t->notes);
}

void notes_description(const stage_text *t, bool asking, buffer *out)
{
    if (asking) {
        question_words(t, false, out);
        return;
    }
    paragraph(out, "", t->say);
    paragraph(out, "Code: ", t->code);
    paragraph(out, "Prints: ", t->output);
    paragraph(out, "Raises: ", t->raised);
    if (t->question)
        question_words(t, true, out);
}
