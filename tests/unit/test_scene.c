#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/scene_story.h"

#include "render/scene/panels.h"
#include "render/scene/tween.h"

/* ---- reading a frame ---- */

static const draw_text *find_text(const frame *f, const char *text)
{
    for (uint32_t i = 0; i < f->count; i++) {
        const draw_command *c = &f->commands[i];
        if (c->kind == FRAME_TEXT && strcmp(c->text.text, text) == 0)
            return &c->text;
    }
    return NULL;
}

static const draw_round *find_box(const frame *f, uint32_t id)
{
    for (uint32_t i = 0; i < f->count; i++) {
        const draw_command *c = &f->commands[i];
        if (c->kind == FRAME_ROUND && c->id == scene_id(SCENE_OBJECT, id, 0)
            && c->round.border_px > 0)
            return &c->round;
    }
    return NULL;
}

static const draw_text *find_badge(const frame *f, uint32_t id)
{
    for (uint32_t i = 0; i < f->count; i++)
        if (f->commands[i].kind == FRAME_TEXT
            && f->commands[i].id == scene_id(SCENE_BADGE, id, 0))
            return &f->commands[i].text;
    return NULL;
}

static uint32_t count_kind(const frame *f, scene_kind kind)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < f->count; i++)
        count += f->commands[i].kind == FRAME_CURVE && scene_kind_of(f->commands[i].id) == kind;
    return count;
}

static frame_colour light(theme_role role)
{
    return theme_colour(theme_of(THEME_LIGHT), role);
}

static void draw_step(const told_run *run, uint32_t step, scene_look look, frame *f)
{
    scene s = told_scene(run, step);
    scene_draw(&s, &look, f);
    assert_false(f->failed);
}

/* ---- the graph ---- */

static void what_is_new_is_green_and_has_a_plus(void **state)
{
    (void)state;
    told_run run;
    frame f = {0};
    told_begin(&run);
    draw_step(&run, 1, told_look(1920, 1080), &f);
    const draw_round *box = find_box(&f, TOLD_A);
    assert_non_null(box);
    assert_int_equal(box->border, light(THEME_NEW));
    assert_non_null(find_text(&f, "+"));
    assert_string_equal(find_badge(&f, TOLD_A)->text, "1");
    assert_null(find_box(&f, TOLD_B));
    frame_free(&f);
    told_end(&run);
}

static void a_changed_count_shows_by_how_much(void **state)
{
    (void)state;
    told_run run;
    frame f = {0};
    told_begin(&run);
    draw_step(&run, 2, told_look(1920, 1080), &f);
    assert_int_equal(find_box(&f, TOLD_A)->border, light(THEME_CHANGED));
    assert_non_null(find_text(&f, "+1"));
    assert_string_equal(find_badge(&f, TOLD_A)->text, "2");
    frame_free(&f);
    told_end(&run);
}

/* The texts of that colour one after the other, without spaces. */
static void texts_join(const frame *f, frame_colour colour, char *out)
{
    for (uint32_t i = 0; i < f->count; i++) {
        const draw_command *c = &f->commands[i];
        if (c->kind != FRAME_TEXT || c->text.colour != colour)
            continue;
        for (uint32_t k = 0; k < c->text.length; k++)
            if (c->text.text[k] != ' ')
                *out++ = c->text.text[k];
    }
    *out = '\0';
}

static void however_long_the_cause_of_a_death_is_whole(void **state)
{
    (void)state;
    static const char *const CAUSES[][2] = {{"del a", "dela"},
                                            {"kept.__traceback__ = None", "kept.__traceback__=None"},
                                            {"del lost, step, holder, h", "dellost,step,holder,h"},
                                            {"box = dict.fromkeys(range(3))", "box=dict.fromkeys(range(3))"}};
    told_run run;
    frame f = {0};
    told_begin(&run);
    for (size_t i = 0; i < sizeof CAUSES / sizeof *CAUSES; i++) {
        for (size_t k = 0; k < 2; k++)
            run.deaths[k] = (session_death){.id = TOLD_A + (uint32_t)k, .type = "Node", .cause = "gc", .reason = CAUSES[i][0]};
        char told[512], twice[512];
        draw_step(&run, 4, told_look(1920, 1080), &f);
        texts_join(&f, light(THEME_WORD_DYING), told);
        snprintf(twice, sizeof twice, "%s%s", CAUSES[i][1], CAUSES[i][1]);
        assert_string_equal(told, twice);
    }
    frame_free(&f);
    told_end(&run);
}

static void an_island_is_dotted_named_and_keeps_its_true_counts(void **state)
{
    (void)state;
    told_run run;
    frame f = {0};
    told_begin(&run);
    draw_step(&run, 3, told_look(1920, 1080), &f);
    const draw_round *box = find_box(&f, TOLD_A);
    assert_int_equal(box->border, light(THEME_GARBAGE));
    assert_true(box->dash.on_px > 0);
    assert_non_null(find_text(&f, "unreachable"));
    assert_non_null(find_text(&f, "?"));
    assert_string_equal(find_badge(&f, TOLD_A)->text, "1");
    assert_string_equal(find_badge(&f, TOLD_B)->text, "1");
    frame_free(&f);
    told_end(&run);
}

/* Wherever the graph is moved: the word is whole below the title, or not there at all. */
static void the_name_of_an_island_is_never_cut(void **state)
{
    (void)state;
    told_run run;
    frame f = {0};
    told_begin(&run);
    uint32_t moved = 0;
    for (int pan = 100; pan > -400; pan -= 10) {
        scene_look look = told_look(1920, 1080);
        look.pan_y = (float)pan;
        draw_step(&run, 3, look, &f);
        float area = 0;
        for (uint32_t i = 0; i < f.count; i++) {
            const draw_command *c = &f.commands[i];
            if (scene_kind_of(c->id) != SCENE_ISLAND)
                continue;
            if (c->kind == FRAME_ROUND)
                area = c->round.y;
            if (c->kind != FRAME_TEXT)
                continue;
            assert_true(c->text.y - c->text.size_px >= 96 - SCENE_GRAPH_PADDING / 2.0F);
            moved += area < 96 - SCENE_GRAPH_PADDING / 2.0F;
        }
    }
    assert_true(moved > 0);
    frame_free(&f);
    told_end(&run);
}

static void deleted_names_stay_struck_for_one_step_and_let_go(void **state)
{
    (void)state;
    told_run run;
    frame f = {0};
    told_begin(&run);
    draw_step(&run, 3, told_look(1920, 1080), &f);
    assert_true(find_text(&f, "a")->strike_px > 0);
    assert_true(find_text(&f, "x")->strike_px == 0);
    assert_true(count_kind(&f, SCENE_OLD_EDGE) >= 2);
    draw_step(&run, 4, told_look(1920, 1080), &f);
    assert_null(find_text(&f, "a"));
    frame_free(&f);
    told_end(&run);
}

static void the_dead_leave_a_tombstone_that_tells_the_cause(void **state)
{
    (void)state;
    told_run run;
    frame f = {0};
    told_begin(&run);
    draw_step(&run, 4, told_look(1920, 1080), &f);
    const draw_round *box = find_box(&f, TOLD_A);
    assert_non_null(box);
    assert_true(box->dash.on_px > 0);
    assert_int_equal(box->fill, light(THEME_BACKGROUND));
    assert_string_equal(find_badge(&f, TOLD_A)->text, "0");
    assert_non_null(find_text(&f, "cycle, gen 2"));
    frame_free(&f);
    told_end(&run);
}

static void an_object_never_moves(void **state)
{
    (void)state;
    told_run run;
    frame f = {0};
    told_begin(&run);
    draw_step(&run, 1, told_look(1920, 1080), &f);
    draw_round first = *find_box(&f, TOLD_A);
    for (uint32_t step = 2; step <= TOLD_STEPS; step++) {
        draw_step(&run, step, told_look(1920, 1080), &f);
        const draw_round *now = find_box(&f, TOLD_A);
        assert_true(now->x == first.x && now->y == first.y);
        assert_true(now->width == first.width && now->height == first.height);
    }
    frame_free(&f);
    told_end(&run);
}

static void counts_are_drawn_after_every_arrow(void **state)
{
    (void)state;
    told_run run;
    frame f = {0};
    told_begin(&run);
    draw_step(&run, 2, told_look(1920, 1080), &f);
    uint32_t last_arrow = 0, first_badge = f.count;
    for (uint32_t i = 0; i < f.count; i++) {
        if (scene_kind_of(f.commands[i].id) == SCENE_EDGE)
            last_arrow = i;
        if (scene_kind_of(f.commands[i].id) == SCENE_BADGE && i < first_badge)
            first_badge = i;
    }
    assert_true(last_arrow > 0 && last_arrow < first_badge);
    frame_free(&f);
    told_end(&run);
}

static void tabs_are_drawn_after_every_box_and_arrow(void **state)
{
    (void)state;
    told_run run;
    told_begin(&run);
    scene s = told_scene(&run, 2);
    s.level = SCENE_GC;
    scene_look look = told_look(1920, 1080);
    frame f = {0};
    scene_draw(&s, &look, &f);
    uint32_t under = 0, first_tab = UINT32_MAX, tabs = 0;
    for (uint32_t i = 0; i < f.count; i++) {
        uint64_t id = f.commands[i].id;
        bool object = scene_kind_of(id) == SCENE_OBJECT, tab = id == scene_id(SCENE_OBJECT, (uint32_t)id, 2);
        if (tab && !tabs++)
            first_tab = i;
        if (scene_kind_of(id) == SCENE_EDGE || (object && !tab))
            under = i;
    }
    assert_int_equal(tabs, 4); /* two objects: a box and a word each */
    assert_true(under > 0 && under < first_tab);
    frame_free(&f);
    told_end(&run);
}

static void the_level_of_names_shows_no_counts_and_no_collector(void **state)
{
    (void)state;
    told_run run;
    frame f = {0};
    told_begin(&run);
    scene s = told_scene(&run, 2);
    s.level = SCENE_NAMES;
    scene_look look = told_look(1920, 1080);
    scene_draw(&s, &look, &f);
    assert_null(find_badge(&f, TOLD_A));
    assert_null(find_text(&f, "generation"));
    frame_free(&f);
    told_end(&run);
}

/* ---- every size ---- */

static const int32_t SIZES[][2] = {{1920, 1080}, {1024, 768}, {800, 600}, {3840, 2160},
                                   {1280, 720},  {768, 1366}, {640, 480}, {2560, 1080}};

static float text_left(const draw_text *t)
{
    float width = fixed_width(NULL, t->font, t->size_px, t->text, t->length);
    return t->align == ALIGN_LEFT ? t->x : t->align == ALIGN_RIGHT ? t->x - width : t->x - width / 2;
}

static void no_text_leaves_the_picture_at_any_size(void **state)
{
    (void)state;
    told_run run;
    frame f = {0};
    told_begin(&run);
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        for (uint32_t step = 0; step <= TOLD_STEPS; step++) {
            draw_step(&run, step, told_look(SIZES[i][0], SIZES[i][1]), &f);
            for (uint32_t k = 0; k < f.count; k++) {
                const draw_text *t = &f.commands[k].text;
                if (f.commands[k].kind != FRAME_TEXT)
                    continue;
                float width = fixed_width(NULL, t->font, t->size_px, t->text, t->length);
                assert_true(text_left(t) >= 0);
                assert_true(text_left(t) + width <= (float)SIZES[i][0] + 0.5F);
                assert_true(t->y <= (float)SIZES[i][1]);
            }
        }
    }
    frame_free(&f);
    told_end(&run);
}

static void a_long_narration_is_set_smaller_rather_than_cut(void **state)
{
    (void)state;
    told_run run;
    frame f = {0};
    told_begin(&run);
    scene s = told_scene(&run, 2);
    scene_look look = told_look(1920, 1080);
    char say[300];
    memset(say, 'a', sizeof say);
    for (size_t i = 9; i < sizeof say; i += 10)
        say[i] = ' ';
    memcpy(say + sizeof say - 5, " end", 5);
    s.say = say;
    scene_draw(&s, &look, &f);
    float smallest = 100;
    bool end_seen = false;
    for (uint32_t i = 0; i < f.count; i++) {
        const draw_text *t = &f.commands[i].text;
        if (f.commands[i].kind != FRAME_TEXT
            || scene_kind_of(f.commands[i].id) != SCENE_NARRATION)
            continue;
        smallest = t->size_px < smallest ? t->size_px : smallest;
        end_seen |= strcmp(t->text + t->length - 3, "end") == 0;
    }
    assert_true(end_seen);
    assert_true(smallest < 48 && smallest >= 24);
    frame_free(&f);
    told_end(&run);
}

static void the_current_line_is_in_sight_in_a_long_script(void **state)
{
    (void)state;
    enum { LINES = 500 };
    const char *lines[LINES];
    for (size_t i = 0; i < LINES; i++)
        lines[i] = "x = some_function_with_a_long_name(argument, another_argument)";
    told_run run;
    told_begin(&run);
    scene s = told_scene(&run, 2);
    s.code.lines = lines;
    s.code.line_count = LINES;
    scene_look look = told_look(1024, 768);
    frame f = {0};
    for (uint32_t line = 1; line <= LINES; line += 83) {
        s.code.current = s.code.first = s.code.last = line;
        scene_draw(&s, &look, &f);
        bool seen = false;
        for (uint32_t i = 0; i < f.count; i++)
            seen |= f.commands[i].kind == FRAME_TRIANGLE
                    && f.commands[i].id == scene_id(SCENE_CODE, line, 0);
        assert_true(seen);
    }
    frame_free(&f);
    told_end(&run);
}

static bool is_of_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static void in_a_narrow_pane_code_breaks_between_names(void **state)
{
    (void)state;
    static const char *const LINES[] = {"except ReferenceError as e:", "        raise ValueError(\"oops\")",
                                        "holder = gc.get_referrers(step)[0]", "w.keys = {\"s\": WeakMethod(w.save)}"};
    told_run run;
    told_begin(&run);
    scene s = told_scene(&run, 2);
    s.code = (scene_code){.lines = LINES, .line_count = 4, .current = 1, .first = 1, .last = 4};
    scene_look look = told_look(1024, 768);
    frame f = {0};
    scene_draw(&s, &look, &f);
    const draw_text *before = NULL;
    uint64_t line = 0;
    uint32_t broken = 0;
    for (uint32_t i = 0; i < f.count; i++) {
        const draw_command *c = &f.commands[i];
        if (c->kind != FRAME_TEXT || scene_kind_of(c->id) != SCENE_CODE || c->text.align == ALIGN_RIGHT)
            continue;
        if (before && c->id == line) {
            broken++;
            assert_false(is_of_name(before->text[before->length - 1]) && is_of_name(c->text.text[0]));
            assert_false(strspn(c->text.text, ")]}: ") == c->text.length);
        }
        before = &c->text;
        line = c->id;
    }
    assert_true(broken >= 4);
    frame_free(&f);
    told_end(&run);
}

static void a_click_on_the_scrubber_finds_its_step(void **state)
{
    (void)state;
    scene_look look = told_look(1280, 720);
    scene_geometry g = scene_geometry_of(&look, SCENE_COUNTS);
    for (uint32_t step = 0; step <= 11; step++) {
        uint32_t found = 99;
        float x = panel_scrubber_x(&g.scrubber, step, 11) * g.unit_px;
        assert_true(scene_step_at(&g, 11, x, 715, &found));
        assert_int_equal(found, step);
    }
    uint32_t untouched = 7;
    assert_false(scene_step_at(&g, 11, 300, 300, &untouched));
    assert_int_equal(untouched, 7);
}

/* ---- what is drawn at all ---- */

static view_ref item(const char *label, const char *value)
{
    return (view_ref){.label = label, .target = VIEW_NONE, .target_value = value};
}

static void a_long_list_is_elided_in_the_middle(void **state)
{
    (void)state;
    enum { ITEMS = 1000 };
    static view_ref refs[ITEMS];
    static char labels[ITEMS][8];
    for (uint32_t i = 0; i < ITEMS; i++) {
        snprintf(labels[i], sizeof labels[i], "[%u]", i);
        refs[i] = item(labels[i], "0");
    }
    view_object list = {.id = 5, .type = "list", .refs = refs, .ref_count = ITEMS};
    view_name name = {.name = "l", .target_id = 5, .target = 0};
    view_frame module = {.name = "<module>", .names = &name, .name_count = 1};
    view seen = {.objects = &list, .object_count = 1, .frames = &module, .frame_count = 1};
    arena memory = {0};
    picture p;
    picture_rules rules = {.hidden_count = 0};
    assert_int_equal(picture_of(&seen, &rules, &memory, &p, NULL), OURO_OK);
    assert_int_equal(p.object_count, 1);
    assert_int_equal(p.objects[0].cell_count, PICTURE_ROWS_MAX);
    assert_string_equal(p.objects[0].cells[0].label, "0");
    assert_string_equal(p.objects[0].cells[4].label, "\xE2\x80\xA6 993 more");
    assert_string_equal(p.objects[0].cells[7].label, "999");
    arena_free(&memory);
}

static void a_weakref_that_one_cell_holds_folds_into_it(void **state)
{
    (void)state;
    view_ref weak = {.label = "", .target_id = 3, .target = 1, .weak = true, .target_value = ""};
    view_object objects[] = {{.id = 2, .type = "ReferenceType", .refs = &weak, .ref_count = 1},
                             {.id = 3, .type = "Reader", .value = "<Reader>", .refcount = 1}};
    view_name names[] = {{.name = "w", .target_id = 2, .target = 0},
                         {.name = "r", .target_id = 3, .target = 1}};
    view_frame module = {.name = "<module>", .names = names, .name_count = 2};
    view seen = {.objects = objects, .object_count = 2, .frames = &module, .frame_count = 1};
    arena memory = {0};
    picture p;
    picture_rules rules = {.hidden_count = 0};
    assert_int_equal(picture_of(&seen, &rules, &memory, &p, NULL), OURO_OK);
    assert_int_equal(p.object_count, 1);
    assert_true(p.frames[0].tags[0].weak);
    assert_int_equal(p.frames[0].tags[0].target_id, 3);
    weak = (view_ref){.label = "", .target = VIEW_NONE, .weak = true, .dead = true};
    assert_int_equal(picture_of(&seen, &rules, &memory, &p, NULL), OURO_OK);
    assert_string_equal(p.frames[0].tags[0].value, "dead");
    arena_free(&memory);
}

static void each_item_of_a_set_has_a_row_of_its_own(void **state)
{
    (void)state;
    view_ref refs[] = {item("", "1"), item("", "2")};
    view_object set = {.id = 5, .type = "set", .refs = refs, .ref_count = 2};
    view_name name = {.name = "s", .target_id = 5, .target = 0};
    view_frame module = {.name = "<module>", .names = &name, .name_count = 1};
    view seen = {.objects = &set, .object_count = 1, .frames = &module, .frame_count = 1};
    arena memory = {0};
    picture p;
    picture_rules rules = {.hidden_count = 0};
    assert_int_equal(picture_of(&seen, &rules, &memory, &p, NULL), OURO_OK);
    assert_int_equal(p.objects[0].cell_count, 2);
    assert_string_equal(p.objects[0].cells[0].label, "");
    assert_string_not_equal(p.objects[0].cells[0].key, p.objects[0].cells[1].key);
    arena_free(&memory);
}

/* TextIOWrapper -> FileIO -> its dict: the file's box tells what stands at the end of the chain. */
static void a_text_file_is_one_box_with_its_name_and_what_waits(void **state)
{
    (void)state;
    view_ref of_file[] = {{.label = "pending_bytes", .target = VIEW_NONE, .target_value = "'hi'"},
                          {.label = "raw", .target_id = 6, .target = 1, .target_value = ""}};
    view_ref of_raw = {.label = "__dict__", .target_id = 7, .target = 2, .target_value = ""};
    view_ref of_dict = item("'name'", "'log.txt'");
    view_object objects[]
        = {{.id = 5, .type = "_io.TextIOWrapper", .refs = of_file, .ref_count = 2},
           {.id = 6, .type = "_io.FileIO", .refs = &of_raw, .ref_count = 1},
           {.id = 7, .type = "dict", .refs = &of_dict, .ref_count = 1}};
    view_name name = {.name = "f", .target_id = 5, .target = 0};
    view_frame module = {.name = "<module>", .names = &name, .name_count = 1};
    view seen = {.objects = objects, .object_count = 3, .frames = &module, .frame_count = 1};
    arena memory = {0};
    picture p;
    picture_rules rules = {.hidden_count = 0};
    assert_int_equal(picture_of(&seen, &rules, &memory, &p, NULL), OURO_OK);
    assert_int_equal(p.object_count, 1);
    assert_int_equal(p.objects[0].cell_count, 2);
    assert_string_equal(p.objects[0].cells[0].value, "'log.txt'");
    assert_string_equal(p.objects[0].cells[1].value, "'hi'");
    arena_free(&memory);
}

static void a_hidden_name_hides_what_only_it_holds(void **state)
{
    (void)state;
    told_state s = {0};
    told_set(&s, 2, 3, false, false);
    const char *hidden[] = {"b"};
    picture_rules rules = {.hidden = hidden, .hidden_count = 1};
    arena memory = {0};
    picture p;
    assert_int_equal(picture_of(&s.seen, &rules, &memory, &p, NULL), OURO_OK);
    assert_int_equal(p.object_count, 1);
    assert_int_equal(p.objects[0].seen->id, TOLD_A);
    assert_null(picture_find_cell(p.frames[0].tags, p.frames[0].tag_count, "b"));
    arena_free(&memory);
}

/* A recursive inner function after its call: it leads to itself, and to data, by its closure. */
static void a_function_that_only_its_closure_keeps_is_drawn_once_it_is_lost(void **state)
{
    (void)state;
    view_ref closure = {.label = "__closure__", .target_id = 3, .target = 1, .target_value = ""};
    view_ref kept[] = {{.label = "[0]", .target_id = 4, .target = 2, .target_value = ""},
                       {.label = "[1]", .target_id = 2, .target = 0, .target_value = ""}};
    view_object objects[] = {
        {.id = 2, .type = "function", .role = VIEW_ROLE_FUNCTION, .refs = &closure, .ref_count = 1},
        {.id = 3, .type = "tuple", .role = VIEW_ROLE_MACHINERY, .refs = kept, .ref_count = 2},
        {.id = 4, .type = "Big", .value = "<Big>", .role = VIEW_ROLE_DATA}};
    view_frame module = {.name = "<module>"};
    view seen = {.objects = objects, .object_count = 3, .frames = &module, .frame_count = 1};
    arena memory = {0};
    picture p;
    picture_rules rules = {.hidden_count = 0};
    assert_int_equal(picture_of(&seen, &rules, &memory, &p, NULL), OURO_OK);
    assert_int_equal(p.object_count, 1);
    for (int i = 0; i < 3; i++)
        objects[i].unreachable = true;
    assert_int_equal(picture_of(&seen, &rules, &memory, &p, NULL), OURO_OK);
    assert_int_equal(p.object_count, 3);
    arena_free(&memory);
}

/* ---- transitions ---- */

static void a_transition_ends_in_the_picture_itself(void **state)
{
    (void)state;
    told_run run;
    frame from = {0}, to = {0}, between = {0};
    told_begin(&run);
    for (uint32_t step = 1; step <= TOLD_STEPS; step++) {
        draw_step(&run, step - 1, told_look(1280, 720), &from);
        draw_step(&run, step, told_look(1280, 720), &to);
        tween_between(&from, &to, 0.5F, &between);
        assert_false(between.failed);
        assert_true(frame_hash(&between) != frame_hash(&to));
        tween_between(&from, &to, 1, &between);
        assert_true(frame_hash(&between) == frame_hash(&to));
    }
    frame_free(&from);
    frame_free(&to);
    frame_free(&between);
    told_end(&run);
}

static void nothing_moves_in_a_transition(void **state)
{
    (void)state;
    told_run run;
    frame from = {0}, to = {0}, between = {0};
    told_begin(&run);
    draw_step(&run, 2, told_look(1280, 720), &from);
    draw_step(&run, 3, told_look(1280, 720), &to);
    draw_round before = *find_box(&from, TOLD_A);
    for (int i = 0; i <= 10; i++) {
        tween_between(&from, &to, (float)i / 10, &between);
        const draw_round *box = find_box(&between, TOLD_A);
        assert_true(box->x == before.x && box->y == before.y);
    }
    frame_free(&from);
    frame_free(&to);
    frame_free(&between);
    told_end(&run);
}

static void the_same_scene_gives_the_same_frame(void **state)
{
    (void)state;
    told_run run, again;
    frame f = {0}, g = {0};
    told_begin(&run);
    told_begin(&again);
    for (uint32_t step = TOLD_STEPS + 1; step-- > 0;) {
        draw_step(&run, step, told_look(1024, 768), &f);
        draw_step(&again, step, told_look(1024, 768), &g);
        assert_true(frame_hash(&f) == frame_hash(&g));
    }
    frame_free(&f);
    frame_free(&g);
    told_end(&run);
    told_end(&again);
}

/* ---- golden: the panes, command by command ---- */

static void the_panes_are_drawn_as_ever(void **state)
{
    (void)state;
    static const struct {
        int32_t width_px, height_px;
        uint32_t step;
        uint64_t hash;
    } GOLDEN[] = {
        {1920, 1080, 0, 0x385138e903a6ea35U},
        {1920, 1080, 1, 0xc866b6cf9cad3a16U},
        {1920, 1080, 2, 0xc76f899f2b385d3eU},
        {1920, 1080, 3, 0x58cce4a46673d250U},
        {1920, 1080, 4, 0xe87dadd3307af2c2U},
        {1024, 768, 2, 0xf4ca2b30ce70fff4U},
        {1024, 768, 4, 0x1d963300cebb7353U},
        {800, 600, 3, 0xa9b505486126d5ffU},
        {3840, 2160, 2, 0xcb456d2dea4234d8U},
        {768, 1366, 2, 0xf064e9de23f8dd9aU},
    };
    told_run run;
    told_begin(&run);
    for (size_t i = 0; i < sizeof GOLDEN / sizeof *GOLDEN; i++) {
        frame f = {0};
        scene s = told_scene(&run, GOLDEN[i].step);
        scene_look look = told_look(GOLDEN[i].width_px, GOLDEN[i].height_px);
        scene_geometry g = scene_geometry_of(&look, s.level);
        frame_begin(&f, look.width_px, look.height_px, light(THEME_BACKGROUND));
        pen p = {.onto = &f, .colours = look.colours, .ruler = look.ruler, .scale = g.unit_px};
        panel_title_draw(&s, p, g.width, 0);
        panel_code_draw(&s, p, g.code);
        panel_generations_draw(&s, p, g.generations);
        panel_narration_draw(&s, p, g.narration, true);
        panel_scrubber_draw(&s, p, g.scrubber);
        if (frame_hash(&f) != GOLDEN[i].hash) {
            buffer dump = {0};
            frame_dump(&f, &dump);
            print_message("# %dx%d step %u: 0x%016llx\n%s", look.width_px, look.height_px, s.step,
                          (unsigned long long)frame_hash(&f), buffer_text(&dump));
            buffer_free(&dump);
        }
        assert_true(frame_hash(&f) == GOLDEN[i].hash);
        frame_free(&f);
    }
    told_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_new_is_green_and_has_a_plus),
        cmocka_unit_test(a_changed_count_shows_by_how_much),
        cmocka_unit_test(an_island_is_dotted_named_and_keeps_its_true_counts),
        cmocka_unit_test(the_name_of_an_island_is_never_cut),
        cmocka_unit_test(deleted_names_stay_struck_for_one_step_and_let_go),
        cmocka_unit_test(the_dead_leave_a_tombstone_that_tells_the_cause),
        cmocka_unit_test(however_long_the_cause_of_a_death_is_whole),
        cmocka_unit_test(in_a_narrow_pane_code_breaks_between_names),
        cmocka_unit_test(an_object_never_moves),
        cmocka_unit_test(counts_are_drawn_after_every_arrow),
        cmocka_unit_test(tabs_are_drawn_after_every_box_and_arrow),
        cmocka_unit_test(the_level_of_names_shows_no_counts_and_no_collector),
        cmocka_unit_test(no_text_leaves_the_picture_at_any_size),
        cmocka_unit_test(a_long_narration_is_set_smaller_rather_than_cut),
        cmocka_unit_test(the_current_line_is_in_sight_in_a_long_script),
        cmocka_unit_test(a_click_on_the_scrubber_finds_its_step),
        cmocka_unit_test(a_long_list_is_elided_in_the_middle),
        cmocka_unit_test(a_weakref_that_one_cell_holds_folds_into_it),
        cmocka_unit_test(each_item_of_a_set_has_a_row_of_its_own),
        cmocka_unit_test(a_text_file_is_one_box_with_its_name_and_what_waits),
        cmocka_unit_test(a_hidden_name_hides_what_only_it_holds),
        cmocka_unit_test(a_function_that_only_its_closure_keeps_is_drawn_once_it_is_lost),
        cmocka_unit_test(a_transition_ends_in_the_picture_itself),
        cmocka_unit_test(nothing_moves_in_a_transition),
        cmocka_unit_test(the_same_scene_gives_the_same_frame),
        cmocka_unit_test(the_panes_are_drawn_as_ever),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
