#include "render/scene/stage_model.h"

#include "sim/answers.h"

#include <string.h>

/* The questions of a run: where they stand, and what the run answers. */

bool stage_asks(const stage *g, uint32_t step)
{
    return step <= g->step_count && g->asks[step];
}

stage_stop stage_asking(const stage *g, uint32_t step)
{
    stage_stop at = stage_at_step(g, step - 1);
    at.before = at.event;
    at.asking = true;
    return at;
}

/* "How many die?" and "0" in one line. */
static const char *told_of(const scene_question *q, arena *memory)
{
    size_t question = strlen(q->text), answer = strlen(q->answer);
    char *told = arena_alloc(memory, question + answer + 3);
    if (!told)
        return NULL;
    memcpy(told, q->text, question);
    memcpy(told + question, "  ", 2);
    memcpy(told + question + 2, q->answer, answer + 1);
    return told;
}

ouro_result stage_question_at(const stage *g, stage_stop at, arena *memory,
                              const scene_question **out, ouro_error *err)
{
    uint32_t step = at.asking ? at.step + 1 : at.step;
    *out = NULL;
    if (!stage_asks(g, step) || (!at.asking && !stage_is_step_end(g, at)))
        return OURO_OK;
    const scenario_ask *ask = &session_scenario(g->run)->steps[step - 1].ask;
    scene_question *q = arena_alloc(memory, sizeof *q);
    if (!q)
        return stage_no_memory(err);
    *q = (scene_question){.text = ask->question,
                          .choices = ask->choices.names,
                          .choice_count = ask->choices.count,
                          .asking = at.asking};
    *out = q;
    if (at.asking)
        return OURO_OK;
    ouro_result result = answers_ask(g->run, step, ask, memory, &q->answer, err);
    if (result != OURO_OK)
        return result;
    q->explain = ask->explain;
    if (q->answer)
        q->told = told_of(q, memory);
    return q->answer && !q->told ? stage_no_memory(err) : OURO_OK;
}
