/* The look of slides: on every lesson, whatever the step, the card with the code and the graph keep out
 * of each other's way, and nothing stands outside the slide. */
#include "render/draw/text.h"
#include "render/scene/stage.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "open_run.h"

typedef struct shape {
    const char *name;
    int32_t width_px, height_px;
} shape;

static const shape SHAPES[] = {{"16:9", 1920, 1080}, {"4:3", 1024, 768}, {"16:10", 1280, 800}};
enum { SHAPE_COUNT = sizeof SHAPES / sizeof *SHAPES };

typedef struct area {
    float x0, y0, x1, y1;
} area;

static bool overlap(area a, area b)
{
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

/* Boxes and pills; a text or an arrow belongs to one of them. False: no such command. */
static bool area_of(const draw_command *c, area *out)
{
    if (c->kind == FRAME_RECT)
        *out = (area){c->rect.x, c->rect.y, c->rect.x + c->rect.width, c->rect.y + c->rect.height};
    else if (c->kind == FRAME_ROUND)
        *out = (area){c->round.x, c->round.y, c->round.x + c->round.width, c->round.y + c->round.height};
    else
        return false;
    return out->x1 - out->x0 > 1 && out->y1 - out->y0 > 1;
}

static bool is_graph(scene_kind k)
{
    return k == SCENE_OBJECT || k == SCENE_BADGE || k == SCENE_CALL || k == SCENE_NAME || k == SCENE_RING;
}

/* The card's own outline is marked as a pane; its lines and output lie on it. */
static bool is_card(const draw_command *c)
{
    return (c->kind == FRAME_ROUND && c->id == scene_id(SCENE_PANE, 3, 0))
           || scene_kind_of(c->id) == SCENE_CODE || scene_kind_of(c->id) == SCENE_OUTPUT;
}

static void picture_check(const frame *f, const char *path, uint32_t step, const char *shape_name)
{
    for (uint32_t i = 0; i < f->count; i++) {
        area card;
        if (!is_card(&f->commands[i]) || !area_of(&f->commands[i], &card))
            continue;
        if (card.x0 < 0 || card.y0 < 0 || card.x1 > (float)f->width_px || card.y1 > (float)f->height_px)
            fail_msg("%s, step %u, %s: the card stands outside", path, step, shape_name);
        for (uint32_t k = 0; k < f->count; k++) {
            area thing;
            const draw_command *c = &f->commands[k];
            if (is_graph(scene_kind_of(c->id)) && area_of(c, &thing) && overlap(card, thing))
                fail_msg("%s, step %u, %s: card %.0f %.0f %.0f %.0f, graph's %d at %.0f %.0f %.0f %.0f", path, step,
                         shape_name, (double)card.x0, (double)card.y0, (double)card.x1, (double)card.y1,
                         (int)scene_kind_of(c->id), (double)thing.x0, (double)thing.y0, (double)thing.x1,
                         (double)thing.y1);
        }
    }
}

static uint32_t cards_seen(const frame *f)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < f->count; i++)
        count += f->commands[i].kind == FRAME_ROUND && f->commands[i].id == scene_id(SCENE_PANE, 3, 0);
    return count;
}

static void stop_check(stage *g, stage_stop at, const shape *s, const char *path, uint32_t *cards)
{
    frame f = {0};
    ouro_error err = {0};
    scene_look look = {.colours = theme_of(THEME_LIGHT), .width_px = s->width_px, .height_px = s->height_px,
                       .captions = true, .zoom = 1};
    if (stage_draw(g, at, &look, &f, &err) != OURO_OK)
        fail_msg("%s: %s", path, err.text);
    picture_check(&f, path, at.step, s->name);
    *cards += cards_seen(&f);
    frame_free(&f);
}

static void lesson_check(const char *path, const frame_ruler *ruler)
{
    session *run = open_run_with(path, &(session_options){0});
    ouro_error err = {0};
    stage *g;
    assert_non_null(run);
    assert_int_equal(stage_open(run, ruler, SCENE_SLIDE, NULL, &g, &err), OURO_OK);
    for (int i = 0; i < SHAPE_COUNT; i++) {
        uint32_t cards = 0;
        for (uint32_t k = 0; k <= stage_step_count(g); k++) {
            if (k > 0 && stage_asks(g, k))
                stop_check(g, stage_asking(g, k), &SHAPES[i], path, &cards);
            stop_check(g, stage_at_step(g, k), &SHAPES[i], path, &cards);
        }
        assert_true(cards > stage_step_count(g) / 2);
    }
    stage_close(g);
    session_close(run);
}

static void card_and_graph_never_overlap_in_a_lesson(void **state)
{
    (void)state;
    ouro_error err = {0};
    text_cache *text = text_cache_open("assets/fonts", &err);
    assert_non_null(text);
    frame_ruler ruler = text_ruler(text);
    glob_t found;
    assert_int_equal(glob("scenarios/*/*.json", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        lesson_check(found.gl_pathv[i], &ruler);
    globfree(&found);
    text_cache_close(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(card_and_graph_never_overlap_in_a_lesson)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
