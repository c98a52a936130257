#include "render/scene/stage_model.h"

#include "sim/answers.h"

#include <string.h>

/* A step for documents: its texts, its graph. */

static const char *lines_join(const stage *g, uint32_t first, uint32_t last, arena *memory)
{
    size_t length = 0;
    for (uint32_t line = first; line <= last; line++)
        length += strlen(g->lines[line - 1]) + 1;
    char *text = arena_alloc(memory, length + 1), *at = text;
    for (uint32_t line = first; text && line <= last; line++) {
        size_t these = strlen(g->lines[line - 1]);
        memcpy(at, g->lines[line - 1], these);
        at[these] = '\n';
        at += these + 1;
    }
    if (text)
        *at = '\0';
    return text;
}

static ouro_result question_take(const stage *g, uint32_t step, arena *memory, stage_text *out,
                                 ouro_error *err)
{
    if (!stage_asks(g, step))
        return OURO_OK;
    const scenario_ask *ask = &session_scenario(g->run)->steps[step - 1].ask;
    out->question = ask->question;
    out->choices = ask->choices.names;
    out->choice_count = ask->choices.count;
    out->explain = ask->explain;
    return answers_ask(g->run, step, ask, memory, &out->answer, err);
}

ouro_result stage_text_of(stage *g, uint32_t step, arena *memory, stage_text *out, ouro_error *err)
{
    const scenario *script = session_scenario(g->run);
    const session_step *ran = session_step_at(g->run, step);
    *out = (stage_text){.title = script->title,
                        .say = step ? NULL : script->setup_say,
                        .output = ran->output,
                        .raised = ran->raised,
                        .first_line = ran->first_line,
                        .last_line = ran->last_line};
    if (step > 0) {
        const scenario_step *told = &script->steps[step - 1];
        out->title = told->title ? told->title : script->title;
        out->say = told->say;
        out->notes = told->notes;
    }
    bool has_code = ran->first_line && ran->last_line <= g->line_count;
    if (has_code) {
        out->code = lines_join(g, ran->first_line, ran->last_line, memory);
        if (!out->code)
            return stage_no_memory(err);
    }
    return question_take(g, step, memory, out, err);
}

ouro_result stage_graph_of(stage *g, uint32_t step, arena *memory, picture *out, ouro_error *err)
{
    picture_rules rules = g->rules;
    rules.rows_max = UINT32_MAX;
    rules.folds = (picture_folds){0};
    inside_source from = {.run = g->run, .rules = &rules};
    return inside_picture(&from, stage_end_of(g, step), 0, memory, out, NULL, err);
}
