/* Every field of the profile means something: with another figure the engine does another thing.
 *
 * A case changes one field of 3.13's row and runs a program under both. What 3.13 prints was compared
 * with CPython 3.13.0; what the made-up version prints follows from its figure (the trashcan's and
 * del l[i]'s, with 3.12.1's rule, is what 3.12.1 prints). A field that no case changes fails the last
 * test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/buffer.h"
#include "sim/base/limits.h"
#include "sim/lang/code.h"
#include "sim/log/heap.h"
#include "sim/memory/invariant.h"
#include "sim/memory/sizes.h"
#include "sim/vm/run.h"

/* --- Running under a profile ------------------------------------------------------------------------ */

static void collect_output(void *user, bool is_stderr, const char *text, size_t length)
{
    if (!is_stderr)
        buffer_add(user, text, length);
}

/* Run `script`; the recorder is the caller's to close. */
static void run_script(recorder *r, const profile *p, const char *script, buffer *out)
{
    ouro_error err = {0};
    program *compiled = NULL;
    run_outcome outcome;
    run_options options = {
        .max_events = LIMIT_EVENTS,
        .max_instructions = LIMIT_INSTRUCTIONS,
        .file = "made_up.py",
        .script = script,
        .output = collect_output,
        .user = out,
    };
    ouro_result result = lang_compile("", script, strlen(script), &compiled, &err);
    if (!result)
        result = recorder_open(r, p, true, &err);
    if (!result)
        result = vm_run(compiled, r, &options, &outcome, &err);
    if (result)
        fail_msg("line %u: %s", err.line, err.text);
    free(outcome.exception);
    free(outcome.traceback);
    program_free(compiled);
}

/* The second reader finds nothing wrong at the end, and a replay comes to the same state. */
static void check_world(const recorder *r)
{
    char text[256];
    cursor *c;
    if (!invariant_check(&r->w, text, sizeof text) || !invariant_check_blocks(&r->w, text, sizeof text))
        fail_msg("%s", text);
    assert_int_equal(cursor_open(r, &c, NULL), OURO_OK);
    cursor_seek(c, r->w.state.event);
    assert_memory_equal(&cursor_world(c)->state, &r->w.state, sizeof r->w.state);
    cursor_close(c);
}

static void assert_prints(const profile *p, const char *name, const char *script, const char *expected)
{
    recorder r;
    buffer out = {0};
    run_script(&r, p, script, &out);
    if (strcmp(buffer_text(&out), expected) != 0)
        fail_msg("%s: expected\n%sgot\n%s", name, expected, buffer_text(&out));
    check_world(&r);
    recorder_close(&r);
    buffer_free(&out);
}

/* --- Figures ------------------------------------------------------------------------------------------ */

typedef struct field_case {
    const char *name;
    size_t offset;
    uint32_t value; /* the made-up one */
    const char *script, *usual, *changed;
} field_case;

#define FIELD(field, value) #field, offsetof(profile, field), (uint32_t)(value)

/* A birth, and what is counted when it is over. */
#define COUNT "import gc\ngc.collect()\n"
#define TOLD "print(gc.get_count()[0])\n"

/* It imports atexit. */
#define FIRST_FINALIZER                                                                            \
    "import gc, weakref\n"                                                                         \
    "class C:\n"                                                                                   \
    "    pass\n"                                                                                   \
    "c = C()\n"                                                                                    \
    "gc.collect()\n"                                                                               \
    "f = weakref.finalize(c, print)\n"                                                             \
    "f.detach()\n" TOLD

/* Each node holds the next one and a leaf: the last leaf dies first, unless the trashcan is in between. */
#define CHAIN(length)                                                                              \
    "class Leaf:\n"                                                                                \
    "    def __init__(self, n):\n"                                                                 \
    "        self.n = n\n"                                                                         \
    "    def __del__(self):\n"                                                                     \
    "        seen.append(self.n)\n"                                                                \
    "class Node:\n"                                                                                \
    "    def __init__(self, n, next):\n"                                                           \
    "        self.next = next\n"                                                                   \
    "        self.leaf = Leaf(n)\n"                                                                \
    "seen = []\n"                                                                                  \
    "node = None\n"                                                                                \
    "for n in range(" length "):\n"                                                                \
    "    node = Node(n, node)\n"                                                                   \
    "node = None\n"                                                                                \
    "print(seen[0])\n"

#define FULL                                                                                       \
    "gc.set_threshold(20, 1, 1)\n"                                                                 \
    "keep = []\n"                                                                                  \
    "for n in range(20000):\n"                                                                     \
    "    keep.append([])\n"                                                                        \
    "print(gc.get_stats()[2]['collections'] > 1)\n"

static const field_case FIGURES[] = {
    {FIELD(gc_threshold[0], 700), "import gc\nprint(gc.get_threshold())\n", "(2000, 10, 10)\n", "(700, 10, 10)\n"},
    {FIELD(gc_threshold[1], 11), "import gc\nprint(gc.get_threshold())\n", "(2000, 10, 10)\n", "(2000, 11, 10)\n"},
    {FIELD(gc_threshold[2], 12), "import gc\nprint(gc.get_threshold())\n", "(2000, 10, 10)\n", "(2000, 10, 12)\n"},
    {FIELD(gc_full_part, 100000), "import gc\ngc.collect()\ngc.set_threshold(20, 1, 1)\nkeep = []\n"
                                  "for n in range(600):\n    keep.append([])\nprint(gc.get_stats()[2]['collections'])\n",
     "1\n", "5\n"},
    {FIELD(long_lived_start, 1000000), "import gc\n" FULL, "True\n", "False\n"},
    {FIELD(long_lived_with_sys_weakref, 1000000), "import gc, sys, weakref\n" FULL, "True\n", "False\n"},
    {FIELD(small_int_max, 1024), "n = int('1000')\nm = int('1000')\nprint(n is m, int('256') is int('256'))\n",
     "False True\n", "True True\n"},
    {FIELD(small_int_min, -9), "n = int('-7')\nm = int('-7')\nprint(n is m, int('-5') is int('-5'))\n",
     "False True\n", "True True\n"},
    {FIELD(keep_tuples, 0), COUNT "a = 1\nt = (a, a)\ndel t\n" TOLD, "1\n", "0\n"},
    {FIELD(keep_lists, 0), COUNT "t = []\ndel t\n" TOLD, "1\n", "0\n"},
    {FIELD(keep_dicts, 0), COUNT "t = {}\ndel t\n" TOLD, "1\n", "0\n"},
    {FIELD(keep_slices, 0), COUNT "t = slice(1, 2)\n" TOLD, "1\n", "2\n"},
    {FIELD(keep_list_iters, 10), COUNT "a = [1]\nb = iter(a)\ndel b\n" TOLD, "1\n", "2\n"},
    {FIELD(keep_tuple_iters, 10), COUNT "a = (1, 2)\nb = iter(a)\ndel b\n" TOLD, "0\n", "1\n"},
    {FIELD(keep_builtins, 16), COUNT "a = [1]\nb = a.append\ndel b\n" TOLD, "1\n", "2\n"},
    {FIELD(keep_methods, 20), "class C:\n    def f(self):\n        pass\nc = C()\n" COUNT "b = c.f\ndel b\n" TOLD,
     "0\n", "1\n"},
    {FIELD(keep_floats, 0), "a = 1.5\nb = a + a\nat = id(b)\ndel b\nc = int('100000')\nprint(id(c) == at)\n",
     "False\n", "True\n"},
    {FIELD(keep_ints, 100), "import gc\ngc.collect()\nb = int('100000')\nat = id(b)\ndel b\nc = float('1.5')\nprint(id(c) == at)\n", "True\n",
     "False\n"},
    {FIELD(keep_ranges, 6), "a = range(9)\nat = id(a)\ndel a\nb = 'abcdefg'.upper()\nc = range(8)\nprint(id(c) == at)\n",
     "False\n", "True\n"},
    {FIELD(keep_range_iters, 6),
     "r = range(9)\na = iter(r)\nat = id(a)\ndel a\nb = 'abcdefg'.upper()\nc = iter(r)\nprint(id(c) == at)\n",
     "False\n", "True\n"},
    {FIELD(keep_dict_keys, 0),
     "import gc\ngc.collect()\na = bytes(90)\nat = id(a)\ndel a\nd = {'a': 1}\ndel d\nb = bytes(90)\nprint(id(b) == at)\n", "False\n", "True\n"},
    {FIELD(traceback_births, 0),
     "import gc\ngc.callbacks.append(lambda phase, info: print(phase, info['generation']))\nprint(1 / 0)\n",
     "start 0\nstop 0\nstart 0\nstop 0\nstart 0\nstop 0\nstart 2\nstop 2\n", "start 2\nstop 2\n"},
    {FIELD(list_growth_shift, 1),
     "import sys\na = []\nfor n in range(9):\n    a.append(n)\nprint(sys.getsizeof(a))\n", "184\n", "152\n"},
    {FIELD(list_growth_more, 14), "import sys\na = []\na.append(1)\nprint(sys.getsizeof(a))\n", "88\n", "152\n"},
    {FIELD(list_step, 2), "import sys\na = []\na.append(1)\nprint(sys.getsizeof(a))\n", "88\n", "104\n"},
    {FIELD(list_exact_step, 8), "import sys\nprint(sys.getsizeof(list((1, 2, 3))))\n", "88\n", "120\n"},
    {FIELD(list_hint, 0), "import sys\nprint(sys.getsizeof(list(n for n in range(3))))\n", "120\n", "88\n"},
    {FIELD(tuple_hint, 4), "import gc\ngc.collect()\na = 1\nt = (a, a, a, a, a, a, a, a, a, a)\ndel t\n"
                           "t = tuple(n for n in range(3))\n" TOLD,
     "1\n", "2\n"},
    {FIELD(dict_least_log2, 4), "import sys\nprint(sys.getsizeof({'a': 1}))\n", "184\n", "272\n"},
    {FIELD(dict_growth, 7),
     "import sys\nd = {}\nfor n in range(6):\n    d[n] = n\nprint(sys.getsizeof(d))\n", "352\n", "1168\n"},
    {FIELD(shared_keys, 10), "import sys\nclass C:\n    pass\nc = C()\nc.a = 1\nprint(sys.getsizeof(c.__dict__))\n",
     "296\n", "136\n"},
    {FIELD(shared_keys_log2, 5), "import sys\nclass C:\n    pass\nprint(sys.getsizeof(C))\n", "1712\n", "1344\n"},
    {FIELD(set_full_fifths, 4), "import sys\ns = set()\nfor n in range(5):\n    s.add(n)\nprint(sys.getsizeof(s))\n",
     "728\n", "216\n"},
    {FIELD(set_growth, 8), "import sys\ns = set()\nfor n in range(5):\n    s.add(n)\nprint(sys.getsizeof(s))\n",
     "728\n", "1240\n"},
    {FIELD(set_large, 4), "import sys\ns = set()\nfor n in range(5):\n    s.add(n)\nprint(sys.getsizeof(s))\n",
     "728\n", "472\n"},
    {FIELD(set_growth_large, 8), "import sys\ns = set(range(80000))\nfor n in range(90000):\n    s.add(n)\n"
                                 "print(sys.getsizeof(s))\n",
     "4194520\n", "16777432\n"},
    {FIELD(c_recursion_limit, 60),
     "a = []\nfor n in range(100):\n    a = [a]\ntry:\n    print(len(repr(a)))\nexcept RecursionError as e:\n"
     "    print(e)\n",
     "202\n", "maximum recursion depth exceeded while getting the repr of an object\n"},
    {FIELD(trashcan_headroom, 9000), CHAIN("2000"), "0\n", "1003\n"},
    {FIELD(trashcan_nesting, 50), CHAIN("200"), "0\n", "151\n"},
    {FIELD(eval_c_units, 200),
     "class C:\n    def __init__(self, n):\n        self.n = n\n"
     "    def __repr__(self):\n        return repr([C(self.n - 1)]) if self.n else 'deep'\n"
     "try:\n    print(repr(C(60)).strip('[]'))\nexcept RecursionError:\n    print('too deep')\n",
     "deep\n", "too deep\n"},
    {FIELD(recursion_limit, 77), "import sys\nprint(sys.getrecursionlimit())\n", "1000\n", "77\n"},
    {FIELD(none_hash, 7), "print(hash(None))\n", "4238894112\n", "7\n"},
    {FIELD(builtin_holders, 5), "import sys\nprint(sys.getrefcount(len), sys.getrefcount(sys.exit))\n", "3 3\n", "6 3\n"},
    {FIELD(open_holders, 1), "import sys\nprint(sys.getrefcount(open), sys.getrefcount(abs))\n", "4 3\n", "2 3\n"},
    {FIELD(getattr_holders, 9), "import sys\nprint(sys.getrefcount(getattr), sys.getrefcount(abs))\n", "7 3\n", "10 3\n"},
    {FIELD(immortal_refcount, 3221225472U), "import sys\nprint(sys.getrefcount(None))\n", "4294967295\n", "3221225472\n"},
};

/* --- Rules -------------------------------------------------------------------------------------------- */

static const field_case RULES[] = {
    {FIELD(slice_outlives_gc, 0), COUNT "t = slice(1, 2)\n" TOLD, "1\n", "2\n"},
    {FIELD(list_del_resizes, 1), "import sys\na = list(range(100))\nfor n in range(99):\n    del a[0]\n"
                                 "print(sys.getsizeof(a))\n",
     "856\n", "88\n"},
    {FIELD(dict_tracks_by_items, 0), "import gc\nprint(gc.is_tracked({}), gc.is_tracked({1: []}))\n", "False True\n",
     "True True\n"},
    {FIELD(tuple_tracks_by_items, 1), "import gc\na = 1\nb = []\nprint(gc.is_tracked((a, a)), gc.is_tracked((a, b)))\n",
     "True True\n", "False True\n"},
    {FIELD(frozenset_tracks_by_items, 1),
     "import gc\nprint(gc.is_tracked(frozenset([1])), gc.is_tracked(frozenset([print])))\n", "True True\n",
     "False True\n"},
    {FIELD(gc_untracks_dicts, 0), "import gc\nd = {1: []}\nd[1] = None\ngc.collect()\nprint(gc.is_tracked(d))\n",
     "False\n", "True\n"},
    {FIELD(gc_clears_weakrefs_late, 1),
     "import gc, weakref\nseen = []\nclass C:\n    def __del__(self):\n"
     "        seen.append(weakref.ref(self, lambda w: print('called')))\n"
     "c = C()\nc.self = c\ndel c\ngc.collect()\nprint(seen[0]() is None)\n",
     "called\nTrue\n", "True\n"},
    {FIELD(weakref_outlives_del, 1),
     "import gc, weakref\nclass C:\n    def __del__(self):\n        print(w() is None)\n"
     "c = C()\nc.self = c\nw = weakref.ref(c)\nx = weakref.ref(c, lambda w: print('called', w() is None))\ndel c\n"
     "gc.collect()\nprint(w() is None)\n",
     "called True\nTrue\nTrue\n", "called True\nFalse\nTrue\n"},
    {FIELD(locals_die_backwards, 1),
     "class C:\n    def __init__(self, n):\n        self.n = n\n    def __del__(self):\n        print(self.n)\n"
     "def f():\n    a = C(1)\n    b = C(2)\n"
     "def g():\n    a = C(3)\n    b = C(4)\n    yield\n"
     "f()\nx = g()\nnext(x)\ndel x\ny = g()\nnext(y)\ny.close()\n",
     "1\n2\n3\n4\n3\n4\n", "2\n1\n4\n3\n4\n3\n"},
    {FIELD(constants_immortal, 1), "import sys\nprint(sys.getrefcount('some_name') > 4000000000)\n", "False\n",
     "True\n"},
    {FIELD(unpack_tells_count, 1), "try:\n    a, b = [1, 2, 3]\nexcept ValueError as e:\n    print(e)\n",
     "too many values to unpack (expected 2)\n", "too many values to unpack (expected 2, got 3)\n"},
};
enum { FIGURE_COUNT = sizeof FIGURES / sizeof *FIGURES, RULE_COUNT = sizeof RULES / sizeof *RULES };

static void each_figure_changes_what_a_program_prints(void **state)
{
    (void)state;
    for (size_t i = 0; i < FIGURE_COUNT; i++) {
        const field_case *c = &FIGURES[i];
        profile made_up = *profile_find("3.13");
        memcpy((char *)&made_up + c->offset, &c->value, sizeof c->value);
        assert_prints(profile_find("3.13"), c->name, c->script, c->usual);
        assert_prints(&made_up, c->name, c->script, c->changed);
    }
}

static void each_rule_changes_what_a_program_prints(void **state)
{
    (void)state;
    for (size_t i = 0; i < RULE_COUNT; i++) {
        const field_case *c = &RULES[i];
        profile made_up = *profile_find("3.13");
        bool flag = c->value != 0;
        memcpy((char *)&made_up + c->offset, &flag, sizeof flag);
        assert_prints(profile_find("3.13"), c->name, c->script, c->usual);
        assert_prints(&made_up, c->name, c->script, c->changed);
    }
}

static void the_version_is_told(void **state)
{
    (void)state;
    profile made_up = *profile_find("3.13");
    made_up.version = "3.99.7rc2";
    assert_prints(&made_up, "version", "import sys\nprint(sys.version_info[:3], sys.version_info[4])\n",
                  "(3, 99, 7) 2\n");
}

/* Lists of words instead of figures: the names that CPython's start has interned. */
static void without_the_names_of_the_start_a_constant_is_the_scripts_own(void **state)
{
    (void)state;
    static const char SCRIPT[] = "import gc, sys, weakref\n"
                                 "print(sys.getrefcount('ABCMeta') > 4000000000)\n"
                                 "print(sys.getrefcount('DEBUG_STATS') > 4000000000)\n"
                                 "print(sys.getrefcount('CapsuleType') > 4000000000)\n"
                                 "print(sys.getrefcount('__callback__') > sys.getrefcount('__of_nobody__'))\n";
    static const char *const NO_WORD[] = {""};
    static const start_names NONE = {NO_WORD, 1};
    static const char *const EXPECTED[] = {"True\nTrue\nTrue\nTrue\n", "False\nTrue\nTrue\nTrue\n",
                                           "True\nFalse\nTrue\nTrue\n", "True\nTrue\nFalse\nTrue\n",
                                           "True\nTrue\nTrue\nFalse\n"};
    for (int i = 0; i < 5; i++) {
        profile made_up = *profile_find("3.13");
        const start_names **lists[] = {NULL, &made_up.names, &made_up.names_of_gc, &made_up.names_of_weakref,
                                       &made_up.names_held};
        if (lists[i])
            *lists[i] = &NONE;
        assert_prints(&made_up, "names", SCRIPT, EXPECTED[i]);
    }
}

static void assert_raises(const profile *p, const char *script, const char *expected)
{
    recorder r;
    ouro_error err = {0};
    program *compiled = NULL;
    run_outcome outcome;
    run_options options = {
        .max_events = LIMIT_EVENTS, .max_instructions = LIMIT_INSTRUCTIONS, .file = "made_up.py", .script = script};
    assert_int_equal(lang_compile("", script, strlen(script), &compiled, &err), OURO_OK);
    assert_int_equal(recorder_open(&r, p, true, &err), OURO_OK);
    assert_int_equal(vm_run(compiled, &r, &options, &outcome, &err), OURO_OK);
    assert_string_equal(outcome.exception, expected);
    free(outcome.exception);
    free(outcome.traceback);
    recorder_close(&r);
    program_free(compiled);
}

/* What a name that was not found may have meant comes from the version's lists. */
static void a_misspelt_name_meant_one_that_this_version_has(void **state)
{
    (void)state;
    static const char *const MADE_UP[] = {"prunt math3"};
    static const start_names NAMES = {MADE_UP, 1};
    profile made_up = *profile_find("3.13");
    assert_raises(&made_up, "prunt\n", "NameError: name 'prunt' is not defined. Did you mean: 'print'?");
    made_up.names_of_builtins = &NAMES;
    assert_raises(&made_up, "prumt\n", "NameError: name 'prumt' is not defined. Did you mean: 'prunt'?");
    assert_raises(&made_up, "math3\n", "NameError: name 'math3' is not defined");
    made_up.names_of_stdlib = &NAMES;
    assert_raises(&made_up, "math3\n", "NameError: name 'math3' is not defined. Did you forget to import 'math3'?");
}

static void an_unknown_version_has_no_profile(void **state)
{
    (void)state;
    assert_null(profile_find("3.14"));
    assert_string_equal(profile_find("3.13")->name, "3.13");
}

/* --- pymalloc ------------------------------------------------------------------------------------------ */

/* Blocks of 512 bytes, until there is a third pool and a second arena: how many each took. */
static void measure_heap(const profile *p, uint32_t *in_pool, uint32_t *in_arena)
{
    recorder r;
    assert_int_equal(recorder_open(&r, p, false, NULL), OURO_OK);
    const heap_state *h = &r.w.state.heap;
    *in_pool = *in_arena = 0;
    while (h->pools < 2) {
        (void)heap_alloc(&r.w, 512);
        ++*in_pool;
    }
    --*in_pool; /* the first block of the second one */
    uint32_t pools = 0;
    while (h->arenas < 2) {
        pools = h->pools;
        (void)heap_alloc(&r.w, 512);
    }
    *in_arena = pools;
    recorder_close(&r);
}

static void pools_and_arenas_are_as_large_as_the_profile_says(void **state)
{
    (void)state;
    static const uint32_t BYTES[][4] = { /* of a pool, of an arena; blocks in a pool, pools in an arena */
        {16 << 10, 1 << 20, 31, 64},   /* 3.13 */
        {4 << 10, 256 << 10, 7, 64},   /* 3.9 */
        {8 << 10, 1 << 20, 15, 128},
        {16 << 10, 2 << 20, 31, 128}}; /* 3.15 may be built so */
    for (size_t i = 0; i < sizeof BYTES / sizeof *BYTES; i++) {
        profile made_up = *profile_find("3.13");
        uint32_t in_pool, in_arena;
        made_up.pymalloc_pool_bytes = BYTES[i][0];
        made_up.pymalloc_arena_bytes = BYTES[i][1];
        measure_heap(&made_up, &in_pool, &in_arena);
        assert_int_equal(in_pool, BYTES[i][2]);
        assert_int_equal(in_arena, BYTES[i][3]);
        assert_prints(&made_up, "pools", "a = [[n] for n in range(3000)]\nb = a[::2]\ndel a\nprint(len(b))\n", "1500\n");
    }
}

static void large_requests_begin_where_the_profile_says(void **state)
{
    (void)state;
    profile made_up = *profile_find("3.13");
    made_up.pymalloc_small_bytes = 256;
    recorder r;
    assert_int_equal(recorder_open(&r, &made_up, false, NULL), OURO_OK);
    assert_false(heap_alloc(&r.w, 256) & HEAP_LARGE);
    assert_true(heap_alloc(&r.w, 257) & HEAP_LARGE);
    recorder_close(&r);
    assert_prints(&made_up, "small", "a = [[n] * 40 for n in range(100)]\nprint(len(a))\n", "100\n");
}

/* --- Sizes ---------------------------------------------------------------------------------------------- */

/* One of everything. */
static const char EVERYTHING[] =
    "import gc, sys, weakref\n"
    "class C:\n"
    "    def __init__(self):\n"
    "        self.x = 1\n"
    "    def __getitem__(self, i):\n"
    "        return [1, 2][i]\n"
    "    def same(self):\n"
    "        return super()\n"
    "class Slotted:\n"
    "    __slots__ = ('a',)\n"
    "class Text(str):\n"
    "    pass\n"
    "class Weak(weakref.ref):\n"
    "    pass\n"
    "def function():\n"
    "    return c\n"
    "def generate():\n"
    "    yield 1\n"
    "def outer():\n"
    "    x = []\n"
    "    return lambda: x\n"
    "def caught(error, *arguments):\n"
    "    try:\n"
    "        raise error(*arguments)\n"
    "    except BaseException as e:\n"
    "        return e\n"
    "def failed(f):\n"
    "    try:\n"
    "        f()\n"
    "    except Exception as e:\n"
    "        return e\n"
    "c = C()\n"
    "d = {'a': 1, 'b': 2}\n"
    "f = open('a.txt', 'w')\n"
    "f.write('one')\n"
    "f.close()\n"
    "all = [object(), 12345678, 1.5, 'abc' * 2, 'caf\\u00e9', bytes(3), (c, c), [1], d, {1: 2}, {1}, frozenset([2]),\n"
    "       set(range(9)), c, Slotted(), Text('t'), Weak(c), function, [].append, c.same, weakref.ref(c),\n"
    "       weakref.proxy(function), range(3), iter(range(3)), iter([1]), iter((1, 2)), iter('ab'), iter(b'ab'), iter(d),\n"
    "       d.keys(), iter({1}), enumerate([1]), zip([1]), map(abs, [1]), filter(abs, [1]), reversed((1, 2)), iter(C()),\n"
    "       iter(function, 1), reversed([1]), reversed(d), slice(1, 2), generate(), property(), staticmethod(function),\n"
    "       classmethod(function), C.__dict__, c.same(), outer(), open('a.txt'), open('b.txt', 'w'),\n"
    "       caught(ValueError), caught(StopIteration), caught(SystemExit), caught(OSError, 5, 'x'), caught(ImportError),\n"
    "       failed(lambda: b'\\xff'.decode()), failed(lambda: none), failed(lambda: c.none)]\n"
    "all += [C().__dict__, caught(ValueError).__traceback__.tb_frame.f_locals]\n"
    "print(len(all))\n";

typedef struct size_print {
    uint64_t told, taken, untouched; /* sys.getsizeof() of all; bytes of blocks; where pools have not been used */
} size_print;

static size_print measure_world(const world *w)
{
    size_print print = {.taken = heap_bytes(&w->state) + w->state.heap.large_bytes};
    for (ref o = LIST_COUNT + 1; o < w->state.used[TABLE_ROWS]; o++)
        if (world_kind(w, o) != KIND_FREE)
            print.told += sizes_getsizeof(w, o);
    for (uint32_t i = HEAP_CLASSES; i < w->state.used[TABLE_POOLS]; i++)
        print.untouched += world_pool(w, i)->untouched;
    return print;
}

/* At the only line of output everything is alive. */
static size_print measure_sizes(const profile *p)
{
    recorder r;
    buffer out = {0};
    cursor *c;
    event e;
    run_script(&r, p, EVERYTHING, &out);
    buffer_free(&out);
    check_world(&r);
    assert_int_equal(cursor_open(&r, &c, NULL), OURO_OK);
    while (cursor_next(c, &e) && e.kind != EV_OUTPUT)
        ;
    assert_int_equal(e.kind, EV_OUTPUT);
    size_print print = measure_world(cursor_world(c));
    cursor_close(c);
    recorder_close(&r);
    return print;
}

static void each_size_is_told_or_taken(void **state)
{
    (void)state;
    static const char *const NAMES[] = {
#define SIZE(name, in_3_13) #name,
#include "sim/profile.def"
#undef SIZE
    };
    size_print usual = measure_sizes(profile_find("3.13"));
    for (unsigned i = 0; i < SIZE_COUNT; i++) {
        if (i == SIZE_FREE || i == SIZE_STRUCTSEQ) /* a row that holds nothing; what no script can make */
            continue;
        profile made_up = *profile_find("3.13");
        made_up.size[i] += 16;
        size_print now = measure_sizes(&made_up);
        if (memcmp(&now, &usual, sizeof now) == 0)
            fail_msg("16 bytes more for %s change nothing", NAMES[i]);
    }
}

/* Births that are not taken back by deaths, and memory that goes to free lists, are counted; what the collector
 * takes while it is looked after is not. */
static void an_import_goes_through_the_steps_of_the_profile(void **state)
{
    (void)state;
    static const struct {
        const char *steps, *told;
    } CASES[] = {{NULL, "24\n"}, /* 3.13's */       {"SFA", "16\n"},           {"SFAb", "17\n"},
                 {"SFAbd", "16\n"},                {"SFA3-", "17\n"},         {"1-2-3-SFA", "17\n"},
                 {"L-SFA", "16\n"},                {"SFAL-", "17\n"},         {"SFAbbbbLMWwm-", "21\n"},
                 {"SFAK-D-", "17\n"},              {"SFADD--", "18\n"}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        profile made_up = *profile_find("3.13");
        buffer out = {0};
        recorder r;
        if (CASES[i].steps)
            made_up.import_steps = CASES[i].steps;
        run_script(&r, &made_up, FIRST_FINALIZER, &out);
        check_world(&r);
        assert_string_equal(buffer_text(&out), CASES[i].told);
        buffer_free(&out);
        recorder_close(&r);
    }
}

static void an_import_looks_where_the_profile_says_whether_a_collection_waits(void **state)
{
    (void)state;
    static const char *const SCRIPT = "import gc, weakref\nclass C:\n    pass\nc = C()\ngc.collect()\n"
                                      "gc.callbacks.append(lambda phase, info: print(phase, gc.get_count()))\n"
                                      "gc.set_threshold(20)\nf = weakref.finalize(c, print)\ngc.set_threshold(0)\nf.detach()\ngc.callbacks.clear()\n";
    static const struct {
        const char *steps, *told;
    } CASES[] = {{"bbbbbbbbbbbbbbbbbbbbcSFA", "start (26, 0, 0)\nstop (0, 1, 0)\n"},
                 {"bbbbbbbbbbbbbbbbbbbbbbcSFA", "start (28, 0, 0)\nstop (0, 1, 0)\n"}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        profile made_up = *profile_find("3.13");
        buffer out = {0};
        recorder r;
        made_up.import_steps = CASES[i].steps;
        run_script(&r, &made_up, SCRIPT, &out);
        check_world(&r);
        assert_string_equal(buffer_text(&out), CASES[i].told);
        buffer_free(&out);
        recorder_close(&r);
    }
}

/* --- All of them ----------------------------------------------------------------------------------------- */

/* A field is known by the place where it begins. */
static bool is_covered(size_t offset)
{
    static const size_t OWN[] = {offsetof(profile, pymalloc_small_bytes), offsetof(profile, pymalloc_pool_bytes),
                                 offsetof(profile, pymalloc_arena_bytes)};
    for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++)
        if (OWN[i] == offset)
            return true;
    for (size_t i = 0; i < FIGURE_COUNT; i++)
        if (FIGURES[i].offset == offset)
            return true;
    for (size_t i = 0; i < RULE_COUNT; i++)
        if (RULES[i].offset == offset)
            return true;
    return false;
}

static void no_field_is_left_out(void **state)
{
    (void)state;
    size_t flags = offsetof(profile, slice_outlives_gc), end = offsetof(profile, unpack_tells_count) + 1;
    assert_int_equal((end + _Alignof(profile) - 1) / _Alignof(profile) * _Alignof(profile), sizeof(profile));
    for (size_t at = offsetof(profile, gc_threshold); at < flags; at += sizeof(uint32_t))
        if (!is_covered(at))
            fail_msg("no case changes the field at byte %zu", at);
    for (size_t at = flags; at < end; at++)
        if (!is_covered(at))
            fail_msg("no case changes the flag at byte %zu", at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_figure_changes_what_a_program_prints),
        cmocka_unit_test(each_rule_changes_what_a_program_prints),
        cmocka_unit_test(the_version_is_told),
        cmocka_unit_test(without_the_names_of_the_start_a_constant_is_the_scripts_own),
        cmocka_unit_test(a_misspelt_name_meant_one_that_this_version_has),
        cmocka_unit_test(an_unknown_version_has_no_profile),
        cmocka_unit_test(pools_and_arenas_are_as_large_as_the_profile_says),
        cmocka_unit_test(large_requests_begin_where_the_profile_says),
        cmocka_unit_test(each_size_is_told_or_taken),
        cmocka_unit_test(an_import_goes_through_the_steps_of_the_profile),
        cmocka_unit_test(an_import_looks_where_the_profile_says_whether_a_collection_waits),
        cmocka_unit_test(no_field_is_left_out),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
