/* The world's tables, the second reader that must notice what is wrong with them, and sizes. */
#include "tests/unit/world_story.h"

#include "sim/memory/sizes.h"

/* --- The second reader can fail --------------------------------------------------------------- */

/* A copy of the story's world that a test may spoil: a replay of its own. */
static void spoilt_copy(const story *s, recorder *copy)
{
    log_position at = {0};
    event e;
    assert_int_equal(recorder_open(copy, profile_find("3.13"), false, NULL), OURO_OK);
    while (log_read(&s->r, &at, &e))
        world_emit_text(copy, e.kind, e.aux, e.a, e.b, e.c, e.text);
    char text[256];
    assert_true(invariant_check(&copy->w, text, sizeof text));
    assert_true(invariant_check_blocks(&copy->w, text, sizeof text));
}

static object_row *row_of(world *w, ref o)
{
    return (object_row *)(void *)w->base[TABLE_ROWS] + o;
}

static uint32_t *word_of(world *w, ref o, uint32_t i)
{
    return (uint32_t *)(void *)w->base[TABLE_WORDS] + world_row(w, o)->words + i;
}

/* Two nodes in a cycle, a list [a, b], a weakref to a, a dict {1: a}, in a world to be spoilt. */
typedef struct bench {
    story s;
    recorder copy;
    ref a, b, list, weakref, dict;
} bench;

static void bench_begin(bench *t)
{
    story *s = &t->s;
    story_begin(s, KEYFRAME_EVENTS);
    story_two_nodes(s);
    t->a = story_get(s, 0);
    t->b = story_get(s, 1);
    t->list = story_new(s, KIND_LIST, 0, 0, 0);
    story_tell(s, EV_LIST_APPEND, 0, t->list, t->a, 0);
    story_tell(s, EV_LIST_APPEND, 0, t->list, t->b, 0);
    story_bind(s, 2, t->list);
    t->weakref = weakref_new(&s->m, t->a, 0);
    story_bind(s, 3, t->weakref);
    t->dict = story_new(s, KIND_DICT, 0, 0, 0);
    ref key = story_new(s, KIND_INT, 4, 1, 0);
    story_tell(s, EV_DICT_INSERT, 0, t->dict, key, t->a);
    memory_drop(&s->m, key);
    story_bind(s, 4, t->dict);
    ref dead = story_str(s, "dead");
    memory_drop(&s->m, dead);
    spoilt_copy(s, &t->copy);
}

static void bench_end(bench *t)
{
    recorder_close(&t->copy);
    story_end(&t->s);
}

static void assert_noticed(const world *w, const char *what)
{
    char text[256] = "";
    if (invariant_check(w, text, sizeof text))
        fail_msg("not noticed: %s", what);
    if (!strstr(text, what))
        fail_msg("'%s' is not in: %s", what, text);
}

static void count_that_is_wrong_is_noticed(void **state)
{
    (void)state;
    bench t;
    bench_begin(&t);
    row_of(&t.copy.w, t.a)->refcount++;
    assert_noticed(&t.copy.w, "its count is 5, but 4 references were found");
    row_of(&t.copy.w, t.a)->refcount -= 2;
    assert_noticed(&t.copy.w, "its count is 3, but 4 references were found");
    bench_end(&t);
}

static void reference_that_is_lost_is_noticed(void **state)
{
    (void)state;
    bench t;
    bench_begin(&t);
    *word_of(&t.copy.w, t.list, 1) = 0;
    assert_noticed(&t.copy.w, "references were found");
    bench_end(&t);
}

static void reference_to_a_free_row_is_noticed(void **state)
{
    (void)state;
    bench t;
    bench_begin(&t);
    assert_int_not_equal(t.copy.w.state.free_row, 0);
    *word_of(&t.copy.w, t.list, 1) = t.copy.w.state.free_row;
    assert_noticed(&t.copy.w, "refers to a row that holds no object");
    bench_end(&t);
}

static void temporary_that_nobody_counts_is_noticed(void **state)
{
    (void)state;
    bench t;
    bench_begin(&t);
    ((ref *)(void *)t.copy.w.base[TABLE_TEMPS])[t.copy.w.state.used[TABLE_TEMPS]++] = t.b;
    assert_noticed(&t.copy.w, "references were found");
    bench_end(&t);
}

static void collector_list_that_is_torn_is_noticed(void **state)
{
    (void)state;
    bench t;
    bench_begin(&t);
    world *w = &t.copy.w;
    ref next = world_row(w, t.a)->gc_next;
    row_of(w, t.a)->gc_prev = next;
    assert_noticed(w, "does not lead back from it");
    bench_end(&t);
}

static void object_missing_from_the_lists_is_noticed(void **state)
{
    (void)state;
    bench t;
    bench_begin(&t);
    world *w = &t.copy.w;
    ref next = world_row(w, t.a)->gc_next, previous = world_row(w, t.a)->gc_prev;
    row_of(w, previous)->gc_next = next;
    row_of(w, next)->gc_prev = previous;
    assert_noticed(w, "tracked, but in none of the collector's lists");
    bench_end(&t);
}

static void untracked_object_in_a_list_is_noticed(void **state)
{
    (void)state;
    bench t;
    bench_begin(&t);
    row_of(&t.copy.w, t.a)->flags &= (uint8_t)~OBJ_TRACKED;
    assert_noticed(&t.copy.w, "in a collector's list, but not tracked");
    bench_end(&t);
}

static void weak_reference_without_its_object_is_noticed(void **state)
{
    (void)state;
    bench t;
    bench_begin(&t);
    world *w = &t.copy.w;
    row_of(w, t.weakref)->lo = t.b;
    assert_noticed(w, "it is in the list of an object that it does not refer to");
    row_of(w, t.weakref)->lo = t.a;
    *word_of(w, t.a, INSTANCE_WEAKREFS) = 0;
    assert_noticed(w, "its object does not know it");
    row_of(w, t.weakref)->lo = w->state.free_row;
    assert_noticed(w, "it refers weakly to an object that is gone");
    bench_end(&t);
}

static void dict_that_cannot_find_its_key_is_noticed(void **state)
{
    (void)state;
    bench t;
    bench_begin(&t);
    uint32_t *entry = word_of(&t.copy.w, t.dict, DICT_HEADER_WORDS);
    entry[2] += 3;
    assert_noticed(&t.copy.w, "an entry cannot be found by its hash");
    entry[2] -= 3;
    ++*word_of(&t.copy.w, t.dict, DICT_USED);
    assert_noticed(&t.copy.w, "1 entries, 1 in the index, but it counts 2");
    bench_end(&t);
}

static void counters_of_the_heap_that_drift_are_noticed(void **state)
{
    (void)state;
    bench t;
    bench_begin(&t);
    t.copy.w.state.heap.used[3]++;
    assert_noticed(&t.copy.w, "the heap counts");
    t.copy.w.state.heap.used[3]--;
    t.copy.w.state.live++;
    assert_noticed(&t.copy.w, "objects live");
    bench_end(&t);
}

static void blocks_that_overlap_are_noticed(void **state)
{
    (void)state;
    bench t;
    char text[256];
    bench_begin(&t);
    world *w = &t.copy.w;
    uint32_t words = world_row(w, t.a)->words;
    row_of(w, t.a)->words = world_row(w, t.b)->words;
    assert_false(invariant_check_blocks(w, text, sizeof text));
    assert_non_null(strstr(text, "the block of an object"));
    row_of(w, t.a)->words = words;
    row_of(w, t.a)->address = world_row(w, t.b)->address;
    assert_false(invariant_check_blocks(w, text, sizeof text));
    assert_non_null(strstr(text, "the memory of an object"));
    bench_end(&t);
}

static void free_block_that_is_in_use_is_noticed(void **state)
{
    (void)state;
    bench t;
    char text[256];
    bench_begin(&t);
    t.copy.w.state.free_words[3] = world_row(&t.copy.w, t.a)->words;
    assert_false(invariant_check_blocks(&t.copy.w, text, sizeof text));
    assert_non_null(strstr(text, "a free block of words"));
    bench_end(&t);
}

/* --- Events ----------------------------------------------------------------------------------- */

static void cycle_survives_its_names_and_falls_to_the_collector(void **state)
{
    (void)state;
    story s;
    story_begin(&s, KEYFRAME_EVENTS);
    story_two_nodes(&s);
    ref a = story_get(&s, 0), b = story_get(&s, 1);
    assert_int_equal(world_row(&s.r.w, a)->refcount, 2);
    story_unbind(&s, 0);
    story_unbind(&s, 1);
    assert_int_equal(world_row(&s.r.w, a)->refcount, 1);
    assert_int_equal(world_row(&s.r.w, b)->refcount, 1);
    gc_stats stats = gc_collect(&s.m, 2, false);
    story_check(&s);
    assert_int_equal(stats.collected, 2);
    assert_int_equal(world_kind(&s.r.w, a), KIND_FREE);
    assert_int_equal(world_kind(&s.r.w, b), KIND_FREE);
    story_end(&s);
}

static void rows_and_addresses_are_reused_but_numbers_are_not(void **state)
{
    (void)state;
    story s;
    story_begin(&s, KEYFRAME_EVENTS);
    story_bind(&s, 1,
               story_instance(&s)); /* takes more than those after it: room for a name more */
    story_bind(&s, 0, story_instance(&s));
    ref first = story_get(&s, 0);
    uint64_t address = world_address(&s.r.w, first);
    uint32_t id = world_serial(&s.r.w, first);
    story_unbind(&s, 0);
    story_bind(&s, 0, story_instance(&s));
    assert_int_equal(story_get(&s, 0), first);
    assert_int_equal(world_address(&s.r.w, first), address);
    assert_true(world_serial(&s.r.w, first) > id);
    story_end(&s);
}

static void weak_reference_dies_with_its_object(void **state)
{
    (void)state;
    story s;
    story_begin(&s, KEYFRAME_EVENTS);
    story_bind(&s, 0, story_instance(&s));
    ref weak = weakref_new(&s.m, story_get(&s, 0), 0);
    story_bind(&s, 1, weak);
    assert_int_equal(world_row(&s.r.w, weak)->lo, story_get(&s, 0));
    story_unbind(&s, 0);
    assert_int_equal(world_row(&s.r.w, weak)->lo, 0);
    story_end(&s);
}

static void a_dict_shares_the_inline_values_of_its_instance(void **state)
{
    (void)state;
    story s;
    story_begin(&s, KEYFRAME_EVENTS);
    story_two_nodes(&s);
    ref a = story_get(&s, 0);
    story_tell(&s, EV_MATERIALIZE, 0, a, 0, 0);
    ref dict = world_row(&s.r.w, a)->hi;
    assert_int_equal(world_kind(&s.r.w, dict), KIND_DICT);
    assert_int_equal(dict_find(&s.r.w, dict, s.partner), 0);
    assert_true(world_has(&s.r.w, dict, OBJ_TRACKED));
    assert_int_equal(instance_value(&s.r.w, a, 0), story_get(&s, 1));
    assert_int_equal(dict_entry(&s.r.w, dict, 0).value, story_get(&s, 1));
    story_tell(&s, EV_TEMP_PUSH, 0, dict, 0, 0);
    story_unbind(&s, 0);
    story_unbind(&s, 1);
    assert_int_equal(gc_collect(&s.m, 2, false).collected, 2);
    assert_int_equal(dict_used(&s.r.w, dict), 1); /* it has taken the value along */
    memory_drop(&s.m, dict);
    story_check(&s);
    story_end(&s);
}

/* --- Texts ------------------------------------------------------------------------------------ */

static void a_text_that_grows_is_the_text_that_was_born_so(void **state)
{
    (void)state;
    static const char WHOLE[] = "a text that grows, piece by piece, out of block after block: \xC3\xA9\xE2\x82\xAC";
    story s;
    story_begin(&s, KEYFRAME_EVENTS);
    world *w = &s.r.w;
    world_emit_text(&s.r, EV_NEW_TEXT, KIND_STR, 2, 0, sizeof WHOLE - 1, WHOLE);
    ref whole = w->born;
    for (uint32_t piece = 1; piece < 9; piece++) {
        world_emit_text(&s.r, EV_NEW_TEXT, KIND_STR, 2, 0, piece, WHOLE);
        ref grown = w->born;
        for (uint32_t at = piece, n; at < sizeof WHOLE - 1; at += n) {
            n = sizeof WHOLE - 1 - at < piece ? (uint32_t)sizeof WHOLE - 1 - at : piece;
            world_emit_text(&s.r, EV_TEXT_APPEND, 0, grown, 0, n, WHOLE + at);
        }
        uint32_t length;
        assert_string_equal(world_text(w, grown, &length), WHOLE);
        assert_int_equal(length, sizeof WHOLE - 1);
        assert_int_equal(world_row(w, grown)->hi, world_row(w, whole)->hi);
        assert_true(world_wide(w, grown, 0) == world_wide(w, whole, 0)); /* the hash */
        assert_int_equal(sizes_getsizeof(w, grown), sizes_getsizeof(w, whole));
    }
    char text[256];
    assert_true(invariant_check(w, text, sizeof text));
    story_end(&s);
}

/* --- sys.getsizeof(), as CPython 3.13.0 prints it --------------------------------------------- */

static uint32_t size_of_new(story *s, object_kind kind, uint32_t extra, uint32_t lo, uint32_t hi)
{
    return sizes_getsizeof(&s->r.w, story_new(s, kind, extra, lo, hi));
}

static uint32_t size_of_text(story *s, object_kind kind, uint32_t width, const char *text)
{
    world_emit_text(&s->r, EV_NEW_TEXT, (uint8_t)kind, width, 0, (uint32_t)strlen(text), text);
    return sizes_getsizeof(&s->r.w, s->r.w.born);
}

static uint32_t size_of_int(story *s, int64_t n)
{
    return size_of_new(s, KIND_INT, 4, (uint32_t)(uint64_t)n, (uint32_t)((uint64_t)n >> 32));
}

static void sizes_of_numbers_and_texts(void **state)
{
    (void)state;
    story s;
    story_begin(&s, KEYFRAME_EVENTS);
    assert_int_equal(size_of_int(&s, 0), 28);
    assert_int_equal(size_of_int(&s, -1), 28);
    assert_int_equal(size_of_int(&s, (1 << 30) - 1), 28);
    assert_int_equal(size_of_int(&s, 1 << 30), 32);
    assert_int_equal(size_of_int(&s, -(1 << 30)), 32);
    assert_int_equal(size_of_int(&s, (INT64_C(1) << 60) - 1), 32);
    assert_int_equal(size_of_int(&s, INT64_C(1) << 60), 36);
    assert_int_equal(size_of_int(&s, INT64_MIN), 36);
    assert_int_equal(size_of_new(&s, KIND_FLOAT, 0, 0, 0), 24);
    assert_int_equal(size_of_text(&s, KIND_STR, 0, ""), 41);
    assert_int_equal(size_of_text(&s, KIND_STR, 0, "ab"), 43);
    assert_int_equal(size_of_text(&s, KIND_STR, 1,
                                  "\xC3\xA9"
                                  "a"),
                     59);
    assert_int_equal(size_of_text(&s, KIND_STR, 2,
                                  "\xE2\x82\xAC"
                                  "a"),
                     62);
    assert_int_equal(size_of_text(&s, KIND_STR, 4, "\xF0\x9F\x98\x80"), 64);
    assert_int_equal(size_of_text(&s, KIND_BYTES, 0, ""), 33);
    assert_int_equal(size_of_text(&s, KIND_BYTES, 0, "a"), 34);
    story_end(&s);
}

static void sizes_of_containers(void **state)
{
    (void)state;
    story s;
    story_begin(&s, KEYFRAME_EVENTS);
    assert_int_equal(size_of_new(&s, KIND_TUPLE, 0, 0, 0), 40);
    assert_int_equal(size_of_new(&s, KIND_TUPLE, 8, 1, 0), 48);
    ref list = story_new(&s, KIND_LIST, 0, 0, 0), dict = story_new(&s, KIND_DICT, 0, 0, 0);
    assert_int_equal(sizes_getsizeof(&s.r.w, list), 56);
    story_tell(&s, EV_LIST_APPEND, 0, list, s.none, 0);
    assert_int_equal(sizes_getsizeof(&s.r.w, list), 88);
    for (uint32_t i = 1; i < 5; i++)
        story_tell(&s, EV_LIST_APPEND, 0, list, s.none, 0);
    assert_int_equal(sizes_getsizeof(&s.r.w, list), 120);
    assert_int_equal(sizes_getsizeof(&s.r.w, dict), 64);
    for (uint32_t i = 0; i < 5; i++)
        story_tell(&s, EV_DICT_INSERT, 0, dict, s.names[i], s.none);
    assert_int_equal(sizes_getsizeof(&s.r.w, dict), 184);
    story_tell(&s, EV_DICT_INSERT, 0, dict, s.names[5], s.none);
    assert_int_equal(sizes_getsizeof(&s.r.w, dict), 272);
    ref numbers = story_new(&s, KIND_DICT, 0, 0, 0);
    story_tell(&s, EV_DICT_INSERT, 0, numbers, story_new(&s, KIND_INT, 4, 1, 0), s.none);
    assert_int_equal(sizes_getsizeof(&s.r.w, numbers), 224);
    story_end(&s);
}

static void sizes_of_everything_else(void **state)
{
    (void)state;
    story s;
    story_begin(&s, KEYFRAME_EVENTS);
    static const struct {
        uint8_t kind;
        uint32_t bytes;
    } PLAIN[] = {
        {KIND_OBJECT, 16},     {KIND_FUNCTION, 160},  {KIND_BUILTIN, 72},   {KIND_METHOD, 64},
        {KIND_MODULE, 72},     {KIND_WEAKREF, 80},    {KIND_RANGE, 48},     {KIND_LIST_ITER, 48},
        {KIND_TUPLE_ITER, 48}, {KIND_STR_ITER, 48},   {KIND_DICT_ITER, 72}, {KIND_DICT_VIEW, 40},
        {KIND_SLICE, 56},      {KIND_TRACEBACK, 56},  {KIND_CELL, 40},      {KIND_ELLIPSIS, 16},
        {KIND_NONE, 16},       {KIND_RANGE_ITER, 40}, {KIND_BOOL, 28}};
    for (size_t i = 0; i < sizeof PLAIN / sizeof *PLAIN; i++)
        assert_int_equal(size_of_new(&s, (object_kind)PLAIN[i].kind, 0, 0, 0), PLAIN[i].bytes);
    assert_int_equal(size_of_new(&s, KIND_STRUCTSEQ, 40, 5, 0), 80);
    assert_int_equal(sizes_getsizeof(&s.r.w, story_instance(&s)), 48);
    assert_int_equal(sizes_getsizeof(&s.r.w, s.node), 1712);
    story_end(&s);
}

static ref exception_class(story *s, const char *name, bool builtin, ref base)
{
    ref type = story_class(s, name);
    story_tell(s, EV_WORD_SET, 0, type, TYPE_INSTANCE_KIND, KIND_EXCEPTION);
    story_tell(s, EV_WORD_SET, 0, type, TYPE_BUILTIN, builtin);
    if (builtin) /* its instances have no weak references */
        story_tell(s, EV_WORD_SET, 0, type, TYPE_LAYOUT, 0);
    if (!base)
        return type;
    ref mro = story_new(s, KIND_TUPLE, 16, 2, 0);
    story_tell(s, EV_SLOT_SET, 0, mro, 0, type);
    story_tell(s, EV_SLOT_SET, 0, mro, 1, base);
    story_tell(s, EV_SLOT_SET, EV_STEAL, type, TYPE_MRO, mro);
    memory_settle(&s->m);
    return type;
}

static void sizes_of_exceptions_and_their_classes(void **state)
{
    (void)state;
    story s;
    story_begin(&s, KEYFRAME_EVENTS);
    ref value_error = exception_class(&s, "ValueError", true, 0);
    ref os_error = exception_class(&s, "OSError", true, 0);
    ref not_found = exception_class(&s, "FileNotFoundError", true, os_error);
    ref mine = exception_class(&s, "Mine", false, value_error);
    ref my_os_error = exception_class(&s, "MyOSError", false, os_error);
    assert_int_equal(size_of_new(&s, KIND_EXCEPTION, 0, value_error, 0), 88);
    assert_int_equal(size_of_new(&s, KIND_EXCEPTION, 0, os_error, 0), 128);
    assert_int_equal(size_of_new(&s, KIND_EXCEPTION, 0, not_found, 0), 128);
    assert_int_equal(size_of_new(&s, KIND_EXCEPTION, 0, mine, 0), 104);
    assert_int_equal(size_of_new(&s, KIND_EXCEPTION, 0, my_os_error, 0), 144);
    assert_int_equal(sizes_getsizeof(&s.r.w, value_error), 416);
    assert_int_equal(sizes_getsizeof(&s.r.w, mine), 944);
    story_end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(count_that_is_wrong_is_noticed),
        cmocka_unit_test(reference_that_is_lost_is_noticed),
        cmocka_unit_test(reference_to_a_free_row_is_noticed),
        cmocka_unit_test(temporary_that_nobody_counts_is_noticed),
        cmocka_unit_test(collector_list_that_is_torn_is_noticed),
        cmocka_unit_test(object_missing_from_the_lists_is_noticed),
        cmocka_unit_test(untracked_object_in_a_list_is_noticed),
        cmocka_unit_test(weak_reference_without_its_object_is_noticed),
        cmocka_unit_test(dict_that_cannot_find_its_key_is_noticed),
        cmocka_unit_test(counters_of_the_heap_that_drift_are_noticed),
        cmocka_unit_test(blocks_that_overlap_are_noticed),
        cmocka_unit_test(free_block_that_is_in_use_is_noticed),
        cmocka_unit_test(cycle_survives_its_names_and_falls_to_the_collector),
        cmocka_unit_test(rows_and_addresses_are_reused_but_numbers_are_not),
        cmocka_unit_test(weak_reference_dies_with_its_object),
        cmocka_unit_test(a_dict_shares_the_inline_values_of_its_instance),
        cmocka_unit_test(a_text_that_grows_is_the_text_that_was_born_so),
        cmocka_unit_test(sizes_of_numbers_and_texts),
        cmocka_unit_test(sizes_of_containers),
        cmocka_unit_test(sizes_of_everything_else),
        cmocka_unit_test(sizes_of_exceptions_and_their_classes),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
