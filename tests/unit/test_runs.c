/* Properties of every run: each lesson and each program of our own collection.
 *
 *   - the second reader finds nothing wrong after any event;
 *   - going to event k directly gives the same world as having come there one by one;
 *   - two runs leave the same log, byte for byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glob.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/unit/open_run.h"

#include "sim/log/history.h"
#include "sim/memory/invariant.h"
#include "sim/session.h"
#include "sim/vm/run.h"

static const char *const PATTERNS[] = {"scenarios/*/*.json", "scenarios/*/*.py",
                                       "tests/oracle/programs/*/*.py"};

/* Runs longer than this are looked at in samples. */
enum { EVERY_EVENT_MOST = 6000, SEEKS_LEAST = 5, SEEKS_MOST = 60, REPLAYED_EVENTS = 100000, SANITIZED_SHARE = 4 };

typedef void run_check(const char *path);

static void each_path(run_check *check)
{
    size_t paths = 0, share = 1;
    const char *variant = getenv("VARIANT");
    if (variant && strcmp(variant, "asan") == 0)
        share = SANITIZED_SHARE; /* the sanitizers take ten times as long: every fourth program */
    for (size_t i = 0; i < sizeof PATTERNS / sizeof *PATTERNS; i++) {
        glob_t found = {0};
        if (glob(PATTERNS[i], 0, NULL, &found) == 0)
            for (size_t k = 0; k < found.gl_pathc; k++, paths++)
                if (paths % share == 0)
                    check(found.gl_pathv[k]);
        globfree(&found);
    }
    assert_true(paths > 20); /* run from the root of the project */
}

static session *open_run(const char *path, bool invariants)
{
    return open_run_with(path, &(session_options){.check_invariants = invariants});
}

static void invariants_hold(const char *path)
{
    session *s = open_run(path, false);
    bool all = s && session_event_count(s) <= EVERY_EVENT_MOST;
    session_close(s);
    if (all)
        session_close(open_run(path, true));
}

static void invariants_hold_after_every_event(void **state)
{
    (void)state;
    each_path(invariants_hold);
}

static uint64_t bytes_digest(uint64_t hash, const void *bytes, size_t length)
{
    const uint8_t *p = bytes;
    for (; length >= sizeof hash; p += sizeof hash, length -= sizeof hash) {
        uint64_t word;
        memcpy(&word, p, sizeof word);
        hash = (hash ^ word) * 0x9e3779b97f4a7c15ULL;
        hash ^= hash >> 32;
    }
    for (; length; p++, length--)
        hash = (hash ^ *p) * 0x100000001b3ULL;
    return hash;
}

/* What a world is, in one number: all tables in use and the small state. */
static uint64_t world_digest(const world *w)
{
    static const uint32_t BYTES[TABLE_COUNT] = {
        [TABLE_ROWS] = sizeof(object_row),   [TABLE_MORE] = sizeof(object_more),
        [TABLE_WORDS] = 4,                   [TABLE_LOCALS] = 4,
        [TABLE_FRAMES] = sizeof(world_frame), [TABLE_TEMPS] = 4,
        [TABLE_BLOCKS] = 2,                  [TABLE_POOLS] = sizeof(heap_pool),
        [TABLE_ARENAS] = sizeof(heap_arena), [TABLE_CHUNKS] = sizeof(heap_chunk),
        [TABLE_DETACHED] = 4};
    uint64_t hash = 0xcbf29ce484222325ULL;
    for (unsigned t = 0; t < TABLE_COUNT; t++)
        hash = bytes_digest(hash, w->base[t], (size_t)w->state.used[t] * BYTES[t]);
    return bytes_digest(hash, &w->state, sizeof w->state);
}

static void seek_is_replay(const char *path)
{
    session *s = open_run(path, false);
    if (!s)
        return;
    uint64_t events = session_event_count(s);
    recorder *r = session_recorder(s);
    cursor *steps = NULL, *jumps = NULL;
    assert_int_equal(cursor_open(r, &steps, NULL), OURO_OK);
    assert_int_equal(cursor_open(r, &jumps, NULL), OURO_OK);
    uint64_t seeks = REPLAYED_EVENTS / (events + 1); /* each replays some half of the run */
    seeks = seeks < SEEKS_LEAST ? SEEKS_LEAST : seeks > SEEKS_MOST ? SEEKS_MOST : seeks;
    uint64_t stride = events / seeks + 1;
    for (uint64_t k = 0; k <= events; k += stride) {
        cursor_seek(steps, k);
        cursor_seek(jumps, events - k); /* far away, so that the way back is a jump */
        cursor_seek(jumps, k);
        assert_true(world_digest(cursor_world(steps)) == world_digest(cursor_world(jumps)));
    }
    cursor_seek(steps, events);
    assert_true(world_digest(cursor_world(steps)) == world_digest(&r->w));
    cursor_close(steps);
    cursor_close(jumps);
    session_close(s);
}

static void seeking_is_replaying(void **state)
{
    (void)state;
    each_path(seek_is_replay);
}

static void same_twice(const char *path)
{
    session *a = open_run(path, false), *b = open_run(path, false);
    if (!a || !b)
        return;
    const recorder *x = session_recorder(a), *y = session_recorder(b);
    assert_int_equal(x->chunk_count, y->chunk_count);
    assert_true(world_digest(&x->w) == world_digest(&y->w));
    log_position p = {0}, q = {0};
    event e, f;
    while (log_read(x, &p, &e)) {
        assert_true(log_read(y, &q, &f));
        assert_true(e.kind == f.kind && e.aux == f.aux && e.a == f.a && e.b == f.b && e.c == f.c);
        assert_true(!e.text || memcmp(e.text, f.text, e.c) == 0);
    }
    assert_false(log_read(y, &q, &f));
    session_close(a);
    session_close(b);
}

static void two_runs_are_identical(void **state)
{
    (void)state;
    each_path(same_twice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(invariants_hold_after_every_event),
        cmocka_unit_test(seeking_is_replaying),
        cmocka_unit_test(two_runs_are_identical),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("runs", tests, NULL, NULL);
}
