/* Drawings while they are judged: what layout_judge.c offers to layout_polish.c. */
#ifndef OURO_RENDER_SCENE_LAYOUT_JUDGE_H
#define OURO_RENDER_SCENE_LAYOUT_JUDGE_H

#include "render/scene/layout_model.h"

/* A choice, drawn. */
typedef struct judge_drawing {
    const layout_choice *choice;
    struct router *routes;
    double cost, fit;
} judge_drawing;

/* Less is better. Where nothing can be made large enough for the camera to stand still (`fit_most`), it shows
 * all piece by piece: there size is worth less than order. */
double judge_score(const judge_drawing *d, double fit_most);
/* Draws what the model holds, d->choice; a sketch if that shows how much worse it is than the best so far
 * (NULL: there is none). */
ouro_result judge_draw(layout_model *m, judge_drawing *d, const judge_drawing *best) OURO_MUST_CHECK;

/* Turns rings and lets single blocks change places, as long as the drawing gains and the budget lasts
 * (layout_polish.c). */
ouro_result judge_polish(layout_model *m, judge_drawing *best) OURO_MUST_CHECK;

#endif
