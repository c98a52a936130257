#define _DEFAULT_SOURCE
/* The states inside steps: their order, the collector's visits, and that every way to one of them
 * ends in the same picture. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "render/scene/inside.h"
#include "render/scene/stage.h"
#include "render/scene/passage.h"
#include "sim/session_events.h"

/* Every character is 0.6 of the size wide: pictures do not depend on fonts. */
static float width_of(void *context, frame_font font, float size_px, const char *text, size_t length)
{
    (void)context;
    (void)font;
    (void)text;
    return 0.6F * size_px * (float)length;
}

static const frame_ruler RULER = {.width = width_of};

typedef struct opened {
    source_text source;
    session *run;
    stage *shown;
} opened;

static void open_script(opened *o, const char *text)
{
    char path[] = "/tmp/ouro-test-XXXXXX.py";
    ouro_error err = {0};
    *o = (opened){0};
    int file = mkstemps(path, 3);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
    ouro_result result = session_open(path, &(session_options){0}, &o->source, &o->run, &err);
    (void)unlink(path);
    if (result == OURO_OK)
        result = stage_open(o->run, &RULER, SCENE_STAGE, NULL, &o->shown, &err);
    if (result != OURO_OK)
        fail_msg("%u:%u: %s", err.line, err.column, err.text);
}

static void close_script(opened *o)
{
    stage_close(o->shown);
    session_close(o->run);
    source_text_free(&o->source);
}

/* A ring with a way out, a weak reference that calls back, finalizers, a resurrection, a list that
 * dies with its items. */
static const char SCRIPT[] =
    "\"\"\"Inside\"\"\"\nimport gc, weakref\n"
    "class Node:\n    def __init__(self):\n        self.next = None\n"
    "class Saved:\n    def __del__(self):\n        kept.append(self)\n"
    "def gone(ref):\n    pass\n"
    "kept = []\n\n"
    "a = Node()\nb = Node()\na.next = b\nb.next = a\nb.out = kept\n\n"
    "w = weakref.ref(b, gone)\n\n"
    "row = [[1], [2], Node()]\n\n"
    "del row\n\n"
    "del a\ndel b\n\n"
    "gc.collect()\n\n"
    "s = Saved()\n\n"
    "del s\n\n"
    "s = Saved()\ns.me = s\n\n"
    "del s\n\n"
    "gc.collect()\n\n"
    "kept = None\n\n"
    "gc.collect()\n";

static uint64_t hash_at(const opened *o, stage_stop at)
{
    scene_look look = {.colours = theme_of(THEME_LIGHT),
                       .width_px = 1280,
                       .height_px = 720,
                       .scrubber = true,
                       .captions = true,
                       .zoom = 1};
    frame f = {0};
    ouro_error err = {0};
    if (stage_draw(o->shown, at, &look, &f, &err) != OURO_OK)
        fail_msg("%s", err.text);
    uint64_t hash = frame_hash(&f);
    frame_free(&f);
    return hash;
}

static bool same_stop(stage_stop a, stage_stop b)
{
    return a.step == b.step && a.event == b.event && a.before == b.before && a.sub == b.sub;
}

enum { STOPS_MAX = 1000 };

/* Every stop of the run, from the beginning on. */
static uint32_t all_stops(const opened *o, stage_stop stops[STOPS_MAX])
{
    uint32_t count = 0;
    stage_stop at = stage_at_step(o->shown, 0);
    for (;;) {
        assert_true(count < STOPS_MAX);
        stops[count++] = at;
        stage_stop next = stage_change(o->shown, at, true);
        if (same_stop(next, at))
            return count;
        at = next;
    }
}

static void the_way_back_leads_over_the_same_stops(void **state)
{
    (void)state;
    opened o;
    static stage_stop stops[STOPS_MAX];
    open_script(&o, SCRIPT);
    uint32_t count = all_stops(&o, stops);
    assert_true(count > 60);
    for (uint32_t i = count; i-- > 1;)
        assert_true(same_stop(stage_change(o.shown, stops[i], false), stops[i - 1]));
    assert_true(same_stop(stage_change(o.shown, stops[0], false), stops[0]));
    close_script(&o);
}

static void every_step_ends_in_the_picture_that_is_exported(void **state)
{
    (void)state;
    opened o;
    static stage_stop stops[STOPS_MAX];
    open_script(&o, SCRIPT);
    uint32_t count = all_stops(&o, stops), ends = 0;
    for (uint32_t i = 0; i < count; i++)
        if (stage_is_step_end(o.shown, stops[i])) {
            assert_true(same_stop(stops[i], stage_at_step(o.shown, ends)));
            ends++;
        }
    assert_int_equal(ends, stage_step_count(o.shown) + 1);
    close_script(&o);
}

/* Each stop is something to see: no two pictures in a row are alike. */
static void every_stop_shows_something(void **state)
{
    (void)state;
    opened o;
    static stage_stop stops[STOPS_MAX];
    open_script(&o, SCRIPT);
    uint32_t count = all_stops(&o, stops);
    uint64_t last = hash_at(&o, stops[0]);
    for (uint32_t i = 1; i < count; i++) {
        uint64_t hash = hash_at(&o, stops[i]);
        if (hash == last)
            fail_msg("step %u, event %llu, visit %u looks like the stop before", stops[i].step,
                     (unsigned long long)stops[i].event, stops[i].sub);
        last = hash;
    }
    close_script(&o);
}

static void a_thousand_random_moves_end_in_the_picture_of_the_straight_way(void **state)
{
    (void)state;
    enum { MOVES = 1000 };
    opened o, fresh;
    static stage_stop stops[STOPS_MAX];
    static uint64_t hashes[STOPS_MAX];
    open_script(&o, SCRIPT);
    open_script(&fresh, SCRIPT);
    uint32_t count = all_stops(&fresh, stops), at = 0;
    for (uint32_t i = 0; i < count; i++)
        hashes[i] = hash_at(&fresh, stops[i]);
    uint32_t random = 12345;
    stage_stop here = stage_at_step(o.shown, 0);
    for (uint32_t i = 0; i < MOVES; i++) {
        random = random * 1664525U + 1013904223U;
        bool forward = random >> 16 & 1;
        if (random >> 20 & 1 && (random >> 17 & 7) == 0) { /* a jump */
            at = (random >> 8) % count;
            here = stage_at_step(o.shown, stops[at].step);
            while (!same_stop(stops[at], here))
                at++;
        } else {
            here = stage_change(o.shown, here, forward);
            at = forward ? (at + 1 < count ? at + 1 : at) : (at ? at - 1 : 0);
        }
        assert_true(same_stop(here, stops[at]));
        if (hash_at(&o, here) != hashes[at])
            fail_msg("move %u: another picture of step %u, event %llu, visit %u", i, here.step,
                     (unsigned long long)here.event, here.sub);
    }
    close_script(&o);
    close_script(&fresh);
}

/* ---- the collector ---- */

/* After its last visit a view shows what the event itself leaves behind. */
static void visits_add_up_to_the_event(void **state)
{
    (void)state;
    opened o;
    arena memory = {0};
    event next;
    uint32_t phases = 0;
    open_script(&o, SCRIPT);
    uint64_t end = session_step_at(o.run, session_step_count(o.run))->last_event;
    for (uint64_t at = 0; at < end; at++) {
        visit_list list;
        view before, after;
        view_options all = {.all = true};
        assert_int_equal(session_visits(o.run, at, &memory, &list, NULL), OURO_OK);
        assert_true(session_peek_event(o.run, &next));
        if (!list.count)
            continue;
        phases++;
        assert_int_equal(session_view(o.run, &all, &memory, &before, NULL), OURO_OK);
        visits_show(&list, list.count, &before);
        session_advance(o.run);
        assert_int_equal(session_view(o.run, &all, &memory, &after, NULL), OURO_OK);
        for (uint32_t i = 0; i < before.object_count; i++) {
            const view_object *a = &before.objects[i], *b = &after.objects[i];
            if (a->interpreter)
                continue;
            assert_int_equal(a->tentatively_unreachable, b->tentatively_unreachable);
            if (b->collecting)
                assert_int_equal(a->gc_refs, b->gc_refs);
        }
        arena_free(&memory);
    }
    assert_int_equal(phases, 6);
    close_script(&o);
}

/* Down leads through the phases of a collection in CPython's order, and Up back. */
static void lines_lead_through_the_phases(void **state)
{
    (void)state;
    opened o;
    open_script(&o, SCRIPT);
    uint32_t step = 1;
    while (session_step_at(o.run, step)->collection_count == 0)
        step++;
    stage_stop at = stage_at_step(o.shown, step - 1), end = stage_at_step(o.shown, step), seen[16];
    int last = -1;
    uint32_t count = 0;
    while (at.event < end.event) {
        assert_true(count < 16);
        seen[count++] = at;
        at = stage_line(o.shown, at, true);
        int phase = inside_phase(o.run, at.event, at.sub);
        if (phase >= 0 && phase != last) /* inside a phase lines of Python code may run */
            assert_int_equal(phase, ++last);
    }
    assert_int_equal(last, 6);
    for (at = stage_line(o.shown, at, false); count > 1; at = stage_line(o.shown, at, false))
        assert_int_equal(at.event, seen[--count].event);
    close_script(&o);
}

static void a_path_is_short_and_ends_where_it_leads(void **state)
{
    (void)state;
    opened o;
    stage_stop path[STAGE_PATH_MAX];
    open_script(&o, SCRIPT);
    for (uint32_t step = 1; step <= stage_step_count(o.shown); step++) {
        stage_stop from = stage_at_step(o.shown, step - 1), to = stage_at_step(o.shown, step);
        uint32_t whole = stage_path(o.shown, from, to, STAGE_PATH_MAX, path);
        assert_true(whole >= 1 && whole <= STAGE_PATH_MAX);
        assert_true(same_stop(path[whole - 1], to));
        for (uint32_t i = 0; i + 1 < whole; i++)
            assert_true(path[i].event < path[i + 1].event
                        || (path[i].event == path[i + 1].event && path[i].sub < path[i + 1].sub));
        uint32_t few = stage_path(o.shown, from, to, 5, path);
        assert_true(few <= 5 && same_stop(path[few - 1], to));
    }
    close_script(&o);
}

/* ---- what is drawn ---- */

static void draw(const opened *o, stage_stop at, bool passing, frame *f)
{
    scene_look look = {.colours = theme_of(THEME_LIGHT),
                       .width_px = 1920,
                       .height_px = 1080,
                       .captions = true,
                       .passing = passing,
                       .zoom = 1};
    ouro_error err = {0};
    if (stage_draw(o->shown, at, &look, f, &err) != OURO_OK)
        fail_msg("%s", err.text);
}

static uint32_t count_text(const frame *f, const char *text, scene_kind kind)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < f->count; i++)
        count += f->commands[i].kind == FRAME_TEXT && scene_kind_of(f->commands[i].id) == kind
                 && strcmp(f->commands[i].text.text, text) == 0;
    return count;
}

static bool has_curve(const frame *f, scene_kind kind, theme_role role)
{
    frame_colour colour = theme_colour(theme_of(THEME_LIGHT), role);
    for (uint32_t i = 0; i < f->count; i++)
        if (f->commands[i].kind == FRAME_CURVE && scene_kind_of(f->commands[i].id) == kind
            && f->commands[i].curve.colour == colour)
            return true;
    return false;
}

static bool narrates(const frame *f, const char *words)
{
    for (uint32_t i = 0; i < f->count; i++)
        if (f->commands[i].kind == FRAME_TEXT
            && scene_kind_of(f->commands[i].id) == SCENE_NARRATION
            && strstr(f->commands[i].text.text, words))
            return true;
    return false;
}

/* The first stop of the run at which visits of this kind are made; fails if there is none. */
static stage_stop stop_of_visit(const opened *o, visit_kind kind)
{
    static stage_stop stops[STOPS_MAX];
    uint32_t count = all_stops(o, stops);
    for (uint32_t i = 0; i < count; i++) {
        arena memory = {0};
        visit_list list;
        assert_int_equal(session_visits(o->run, stops[i].event, &memory, &list, NULL), OURO_OK);
        bool found = stops[i].sub && list.visits[stops[i].sub - 1].kind == kind;
        arena_free(&memory);
        if (found)
            return stops[i];
    }
    fail_msg("no such visit");
    return stops[0];
}

static void the_arrow_that_is_followed_takes_one_away(void **state)
{
    (void)state;
    opened o;
    frame f = {0};
    open_script(&o, SCRIPT);
    draw(&o, stop_of_visit(&o, VISIT_INSIDE), false, &f);
    assert_int_equal(count_text(&f, "\xE2\x88\x92" "1", SCENE_VISIT), 1);
    assert_true(has_curve(&f, SCENE_EDGE, THEME_CHANGED));
    assert_true(narrates(&f, "subtract_refs:"));
    assert_int_equal(count_text(&f, "\xE2\x9C\x93", SCENE_GENERATION), 2); /* merge, update_refs */
    draw(&o, stop_of_visit(&o, VISIT_RESCUED), false, &f);
    assert_true(has_curve(&f, SCENE_EDGE, THEME_NEW));
    assert_true(narrates(&f, "rescued"));
    assert_int_equal(count_text(&f, "\xE2\x9C\x93", SCENE_GENERATION), 3);
    frame_free(&f);
    close_script(&o);
}

static void every_stop_inside_says_what_happens_unless_it_passes_by(void **state)
{
    (void)state;
    opened o;
    frame f = {0};
    static stage_stop stops[STOPS_MAX];
    open_script(&o, SCRIPT);
    uint32_t count = all_stops(&o, stops), silent = 0, told = 0;
    for (uint32_t i = 1; i < count; i++) {
        bool end = stage_is_step_end(o.shown, stops[i]);
        draw(&o, stops[i], false, &f);
        silent += !end && !narrates(&f, "");
        told += narrates(&f, "calls gone()") || narrates(&f, "last words of")
                || narrates(&f, "it dies now") || narrates(&f, "is gone, its memory");
        draw(&o, stops[i], true, &f);
        assert_true(end || !narrates(&f, ""));
    }
    assert_int_equal(silent, 0);
    assert_true(told >= 10);
    frame_free(&f);
    close_script(&o);
}

static void a_callback_comes_from_its_weak_reference(void **state)
{
    (void)state;
    opened o;
    frame f = {0};
    static stage_stop stops[STOPS_MAX];
    open_script(&o, SCRIPT);
    uint32_t count = all_stops(&o, stops), calls = 0;
    for (uint32_t i = 0; i < count; i++) {
        draw(&o, stops[i], false, &f);
        calls += count_text(&f, "callback", SCENE_VISIT);
    }
    assert_true(calls > 0);
    frame_free(&f);
    close_script(&o);
}

/* ---- passages ---- */

static void a_step_is_played_in_two_seconds_at_most(void **state)
{
    (void)state;
    opened o;
    open_script(&o, SCRIPT);
    for (uint32_t step = 1; step <= stage_step_count(o.shown); step++) {
        stage_stop from = stage_at_step(o.shown, step - 1), to = stage_at_step(o.shown, step);
        passage p = passage_make(o.shown, from, to, PASSAGE_USUAL_MS);
        assert_true(p.count >= 1 && p.count * p.hop_ms <= PASSAGE_MS);
        assert_true(same_stop(p.stops[p.count - 1], to));
        passage fast = passage_make(o.shown, from, to, PASSAGE_USUAL_MS / 3);
        assert_true(p.count == 1 || fast.hop_ms * 2 < p.hop_ms);
        passage back = passage_make(o.shown, to, from, PASSAGE_USUAL_MS);
        assert_int_equal(back.count, 1);
        assert_true(same_stop(back.stops[0], from));
    }
    close_script(&o);
}

static void a_step_is_finished_from_where_one_is(void **state)
{
    (void)state;
    opened o;
    open_script(&o, SCRIPT);
    uint32_t step = 1;
    while (session_step_at(o.run, step)->collection_count == 0)
        step++;
    stage_stop from = stage_at_step(o.shown, step - 1), to = stage_at_step(o.shown, step);
    uint32_t whole = passage_make(o.shown, from, to, PASSAGE_USUAL_MS).count;
    for (uint32_t i = 0; i < 5; i++)
        from = stage_change(o.shown, from, true);
    passage rest = passage_make(o.shown, from, to, PASSAGE_USUAL_MS);
    assert_true(rest.count + 5 >= whole && rest.count <= whole);
    assert_true(same_stop(rest.stops[0], stage_change(o.shown, from, true)));
    close_script(&o);
}

/* The largest N of the texts "#N" in the picture; 0: none. */
static uint32_t largest_number(const frame *f)
{
    uint32_t largest = 0, number;
    for (uint32_t i = 0; i < f->count; i++)
        if (f->commands[i].kind == FRAME_TEXT && sscanf(f->commands[i].text.text, "#%u", &number) == 1
            && number > largest)
            largest = number;
    return largest;
}

static const char *text_with(const frame *f, const char *part)
{
    for (uint32_t i = 0; i < f->count; i++)
        if (f->commands[i].kind == FRAME_TEXT && strstr(f->commands[i].text.text, part))
            return f->commands[i].text.text;
    return NULL;
}

static const scene_look *plain_look(void)
{
    static const scene_look LOOK = {.ruler = &RULER, .width_px = 1920, .height_px = 1080, .captions = true, .zoom = 1};
    return &LOOK;
}

static void stop_draw(opened *o, stage_stop at, frame *f)
{
    scene_look look = *plain_look();
    look.colours = theme_of(THEME_LIGHT);
    assert_int_equal(stage_draw(o->shown, at, &look, f, NULL), OURO_OK);
}

/* Weak references of the library come into sight while their target dies: numbers only grow, so what is said to
 * be born is younger than all that was there before. */
static void what_comes_into_sight_is_not_born(void **state)
{
    (void)state;
    opened o;
    frame f = {0};
    uint32_t seen = 0, births = 0, number;
    open_script(&o, "import weakref\nclass Picture:\n    pass\ncache = weakref.WeakValueDictionary()\n\n"
                    "p = Picture()\ncache['cat'] = p\n\n"
                    "r = weakref.ref(p, lambda w: None)\nweakref.finalize(p, print, 'gone')\n\n"
                    "del p\n");
    for (stage_stop at = stage_at_step(o.shown, 0), next; ; at = next) {
        stop_draw(&o, at, &f);
        const char *born = text_with(&f, " is born");
        const char *sign = born ? strchr(born, '#') : NULL;
        if (sign && sscanf(sign, "#%u", &number) == 1) {
            assert_true(number > seen);
            births++;
        }
        uint32_t largest = largest_number(&f);
        seen = largest > seen ? largest : seen;
        next = stage_change(o.shown, at, true);
        if (same_stop(next, at))
            break;
    }
    assert_true(births > 0);
    frame_free(&f);
    close_script(&o);
}

static void a_generator_that_is_being_closed_stays_in_sight(void **state)
{
    (void)state;
    opened o;
    frame f = {0};
    uint32_t stops = 0;
    open_script(&o, "def numbers():\n    try:\n        yield 1\n    finally:\n        print('closed')\n\n"
                    "g = numbers()\nnext(g)\n\ndel g\n");
    stage_stop last = stage_at_step(o.shown, stage_step_count(o.shown));
    for (stage_stop at = stage_at_step(o.shown, last.step - 1); at.event < last.event; stops++) {
        stop_draw(&o, at, &f);
        assert_non_null(text_with(&f, "generator"));
        at = stage_change(o.shown, at, true);
    }
    assert_true(stops > 3);
    frame_free(&f);
    close_script(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_comes_into_sight_is_not_born),
        cmocka_unit_test(a_generator_that_is_being_closed_stays_in_sight),
        cmocka_unit_test(the_way_back_leads_over_the_same_stops),
        cmocka_unit_test(every_step_ends_in_the_picture_that_is_exported),
        cmocka_unit_test(every_stop_shows_something),
        cmocka_unit_test(a_thousand_random_moves_end_in_the_picture_of_the_straight_way),
        cmocka_unit_test(visits_add_up_to_the_event),
        cmocka_unit_test(lines_lead_through_the_phases),
        cmocka_unit_test(a_path_is_short_and_ends_where_it_leads),
        cmocka_unit_test(the_arrow_that_is_followed_takes_one_away),
        cmocka_unit_test(every_stop_inside_says_what_happens_unless_it_passes_by),
        cmocka_unit_test(a_callback_comes_from_its_weak_reference),
        cmocka_unit_test(a_step_is_played_in_two_seconds_at_most),
        cmocka_unit_test(a_step_is_finished_from_where_one_is),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
