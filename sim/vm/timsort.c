/* Source: CPython 3.13.0, Objects/listobject.c, count_run(), binarysort(), gallop_left(), gallop_right(),
 * merge_lo(), merge_hi(), merge_at(), found_new_run(), powerloop(), merge_force_collapse(),
 * merge_compute_minrun(); explained in Objects/listsort.txt.
 * Differs: keys and values do not move in lockstep, for only numbers of items move.
 *
 * Glossary
 *   run      neighbours in ascending order
 *   gallop   look for a place by steps that double, when one run keeps winning */
#include "sim/vm/timsort.h"

#include <string.h>

enum { MIN_GALLOP = 7, MAX_MINRUN = 64, MAX_PENDING = 85 };

typedef struct run {
    uint32_t start, length;
    uint32_t power; /* of the border to the next run */
} run;

typedef struct sorting {
    uint32_t *a, *spare;
    uint32_t n;
    timsort_less *less;
    void *context;
    int64_t min_gallop;
    run pending[MAX_PENDING];
    uint32_t pending_count;
} sorting;

static int less(const sorting *s, uint32_t x, uint32_t y)
{
    return s->less(s->context, x, y);
}

static void reverse(uint32_t *a, int64_t n)
{
    for (int64_t i = 0; i < n / 2; i++) {
        uint32_t x = a[i];
        a[i] = a[n - 1 - i];
        a[n - 1 - i] = x;
    }
}

static void move(uint32_t *to, const uint32_t *from, int64_t n)
{
    memmove(to, from, (size_t)n * sizeof *to);
}

/* --- Runs ------------------------------------------------------------------------------------------- */

/* How far the ascent of a[0..at] goes on; -1: ended. */
static int64_t ascend(const sorting *s, const uint32_t *a, int64_t at, int64_t n)
{
    for (; at < n; at++) {
        int smaller = less(s, a[at], a[at - 1]);
        if (smaller)
            return smaller < 0 ? -1 : at;
    }
    return at;
}

/* The same for a descent, of which stretches of equal items are turned round at once: the whole run will be
 * turned round, too, and equal items must keep their order. */
static int64_t descend(const sorting *s, uint32_t *a, int64_t at, int64_t n)
{
    int64_t equal = 0;
    for (; at < n; at++) {
        int smaller = less(s, a[at], a[at - 1]), larger = smaller ? 0 : less(s, a[at - 1], a[at]);
        if (smaller < 0 || larger < 0)
            return -1;
        if (larger)
            break;
        if (!smaller) {
            equal++;
        } else if (equal) {
            reverse(a + at - equal - 1, equal + 1);
            equal = 0;
        }
    }
    if (equal)
        reverse(a + at - equal - 1, equal + 1);
    return at;
}

/* The run with which a[0..n-1] begins, ascending afterwards; -1: ended. */
static int64_t run_count(const sorting *s, uint32_t *a, int64_t n)
{
    int64_t at = ascend(s, a, 1, n);
    if (at < 0 || at == n)
        return at;
    if (at > 1) { /* not smaller so far: a descent only if all were equal */
        int rose = less(s, a[0], a[at - 1]);
        if (rose)
            return rose < 0 ? -1 : at;
        reverse(a, at);
    }
    at = descend(s, a, at + 1, n);
    if (at < 0)
        return -1;
    reverse(a, at);
    return ascend(s, a, at, n);
}

/* a[0..sorted-1] is in order; the others are put in, each to its place. */
static bool insert_binary(const sorting *s, uint32_t *a, int64_t n, int64_t sorted)
{
    for (; sorted < n; sorted++) {
        int64_t low = 0, high = sorted;
        uint32_t item = a[sorted];
        while (low < high) {
            int64_t middle = (low + high) >> 1;
            int smaller = less(s, item, a[middle]);
            if (smaller < 0)
                return false;
            if (smaller)
                high = middle;
            else
                low = middle + 1;
        }
        move(a + low + 1, a + low, sorted - low);
        a[low] = item;
    }
    return true;
}

/* --- Galloping ---------------------------------------------------------------------------------------- */

typedef enum side { LEFT_OF_EQUAL, RIGHT_OF_EQUAL } side;

/* Does `item` stand before the place of `key`? -1: ended. */
static int stands_before(const sorting *s, uint32_t item, uint32_t key, side where)
{
    if (where == LEFT_OF_EQUAL)
        return less(s, item, key);
    int smaller = less(s, key, item);
    return smaller < 0 ? -1 : !smaller;
}

/* The place of `key` in the run a[0..n-1], looked for from `hint` on; -1: ended. */
static int64_t gallop(const sorting *s, uint32_t key, const uint32_t *a, int64_t n, int64_t hint, side where)
{
    int before = stands_before(s, a[hint], key, where);
    if (before < 0)
        return -1;
    bool up = before == 1;
    int64_t last = 0, step = 1, most = up ? n - hint : hint + 1;
    while (step < most) {
        before = stands_before(s, a[up ? hint + step : hint - step], key, where);
        if (before < 0)
            return -1;
        if ((before == 1) != up)
            break;
        last = step;
        step = 2 * step + 1;
    }
    if (step > most)
        step = most;
    int64_t low = up ? hint + last : hint - step, high = up ? hint + step : hint - last;
    for (low++; low < high;) {
        int64_t middle = low + ((high - low) >> 1);
        before = stands_before(s, a[middle], key, where);
        if (before < 0)
            return -1;
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return high;
}

/* --- Merging ------------------------------------------------------------------------------------------ */

typedef enum outcome {
    MERGE_GALLOP, /* one run keeps winning */
    MERGE_STEP,   /* neither does any more */
    MERGE_DONE,
    MERGE_ONE_LEFT, /* of the run that was put aside; it belongs at the very end */
    MERGE_ENDED     /* a comparison has ended the sort */
} outcome;

/* Upwards `to`, `left` and `right` are the next places; downwards the same from the other end. */
typedef struct merging {
    sorting *s;
    uint32_t *to, *left, *right;
    int64_t left_count, right_count;
} merging;

static outcome up_steps(merging *g)
{
    int64_t left_wins = 0, right_wins = 0;
    for (;;) {
        int smaller = less(g->s, *g->right, *g->left);
        if (smaller < 0)
            return MERGE_ENDED;
        if (smaller) {
            *g->to++ = *g->right++;
            right_wins++;
            left_wins = 0;
            if (!--g->right_count)
                return MERGE_DONE;
        } else {
            *g->to++ = *g->left++;
            left_wins++;
            right_wins = 0;
            if (--g->left_count == 1)
                return MERGE_ONE_LEFT;
        }
        if (left_wins >= g->s->min_gallop || right_wins >= g->s->min_gallop)
            return MERGE_GALLOP;
    }
}

static outcome up_gallop(merging *g)
{
    sorting *s = g->s;
    int64_t left_wins, right_wins;
    s->min_gallop++;
    do {
        s->min_gallop -= s->min_gallop > 1;
        left_wins = gallop(s, *g->right, g->left, g->left_count, 0, RIGHT_OF_EQUAL);
        if (left_wins < 0)
            return MERGE_ENDED;
        move(g->to, g->left, left_wins);
        g->to += left_wins;
        g->left += left_wins;
        g->left_count -= left_wins;
        if (left_wins && g->left_count <= 1)
            return g->left_count ? MERGE_ONE_LEFT : MERGE_DONE;
        *g->to++ = *g->right++;
        if (!--g->right_count)
            return MERGE_DONE;
        right_wins = gallop(s, *g->left, g->right, g->right_count, 0, LEFT_OF_EQUAL);
        if (right_wins < 0)
            return MERGE_ENDED;
        move(g->to, g->right, right_wins);
        g->to += right_wins;
        g->right += right_wins;
        g->right_count -= right_wins;
        if (right_wins && !g->right_count)
            return MERGE_DONE;
        *g->to++ = *g->left++;
        if (--g->left_count == 1)
            return MERGE_ONE_LEFT;
    } while (left_wins >= MIN_GALLOP || right_wins >= MIN_GALLOP);
    s->min_gallop++; /* leaving has its price */
    return MERGE_STEP;
}

/* merge_lo(): the left run is put aside, the smallest comes first. */
static bool merge_up(sorting *s, uint32_t *a, int64_t left_count, int64_t right_count)
{
    merging g = {s, a, s->spare, a + left_count, left_count, right_count};
    move(s->spare, a, left_count);
    *g.to++ = *g.right++; /* known to be the smallest of all */
    outcome o = !--g.right_count ? MERGE_DONE : left_count == 1 ? MERGE_ONE_LEFT : MERGE_STEP;
    while (o == MERGE_STEP) {
        o = up_steps(&g);
        if (o == MERGE_GALLOP)
            o = up_gallop(&g);
    }
    if (o == MERGE_ONE_LEFT) {
        move(g.to, g.right, g.right_count);
        g.to[g.right_count] = *g.left;
    } else {
        move(g.to, g.left, g.left_count);
    }
    return o != MERGE_ENDED;
}

static outcome down_steps(merging *g)
{
    int64_t left_wins = 0, right_wins = 0;
    for (;;) {
        int smaller = less(g->s, *g->right, *g->left);
        if (smaller < 0)
            return MERGE_ENDED;
        if (smaller) {
            *g->to-- = *g->left--;
            left_wins++;
            right_wins = 0;
            if (!--g->left_count)
                return MERGE_DONE;
        } else {
            *g->to-- = *g->right--;
            right_wins++;
            left_wins = 0;
            if (--g->right_count == 1)
                return MERGE_ONE_LEFT;
        }
        if (left_wins >= g->s->min_gallop || right_wins >= g->s->min_gallop)
            return MERGE_GALLOP;
    }
}

/* `a` is where the left run begins. */
static outcome down_gallop(merging *g, const uint32_t *a)
{
    sorting *s = g->s;
    int64_t left_wins, right_wins;
    s->min_gallop++;
    do {
        s->min_gallop -= s->min_gallop > 1;
        int64_t place = gallop(s, *g->right, a, g->left_count, g->left_count - 1, RIGHT_OF_EQUAL);
        if (place < 0)
            return MERGE_ENDED;
        left_wins = g->left_count - place;
        g->to -= left_wins;
        g->left -= left_wins;
        move(g->to + 1, g->left + 1, left_wins);
        g->left_count = place;
        if (left_wins && !place)
            return MERGE_DONE;
        *g->to-- = *g->right--;
        if (--g->right_count == 1)
            return MERGE_ONE_LEFT;
        place = gallop(s, *g->left, s->spare, g->right_count, g->right_count - 1, LEFT_OF_EQUAL);
        if (place < 0)
            return MERGE_ENDED;
        right_wins = g->right_count - place;
        g->to -= right_wins;
        g->right -= right_wins;
        move(g->to + 1, g->right + 1, right_wins);
        g->right_count = place;
        if (right_wins && place <= 1)
            return place ? MERGE_ONE_LEFT : MERGE_DONE;
        *g->to-- = *g->left--;
        if (!--g->left_count)
            return MERGE_DONE;
    } while (left_wins >= MIN_GALLOP || right_wins >= MIN_GALLOP);
    s->min_gallop++;
    return MERGE_STEP;
}

/* merge_hi(): the right run is put aside, the largest comes first. */
static bool merge_down(sorting *s, uint32_t *a, int64_t left_count, int64_t right_count)
{
    merging g = {s, a + left_count + right_count - 1, a + left_count - 1, s->spare + right_count - 1,
                 left_count, right_count};
    move(s->spare, a + left_count, right_count);
    *g.to-- = *g.left--; /* known to be the largest of all */
    outcome o = !--g.left_count ? MERGE_DONE : right_count == 1 ? MERGE_ONE_LEFT : MERGE_STEP;
    while (o == MERGE_STEP) {
        o = down_steps(&g);
        if (o == MERGE_GALLOP)
            o = down_gallop(&g, a);
    }
    if (o == MERGE_ONE_LEFT) {
        move(g.to + 1 - g.left_count, g.left + 1 - g.left_count, g.left_count);
        g.to[-g.left_count] = *g.right;
    } else if (g.right_count) {
        move(g.to - (g.right_count - 1), s->spare, g.right_count);
    }
    return o != MERGE_ENDED;
}

/* merge_at(): runs i and i + 1 become one. What stands right already stays where it is. */
static bool runs_merge(sorting *s, uint32_t i)
{
    run left = s->pending[i], right = s->pending[i + 1];
    uint32_t *a = s->a + left.start, *b = s->a + right.start;
    s->pending[i].length += right.length;
    if (i + 3 == s->pending_count)
        s->pending[i + 1] = s->pending[i + 2];
    s->pending_count--;
    int64_t skip = gallop(s, *b, a, left.length, 0, RIGHT_OF_EQUAL);
    if (skip < 0)
        return false;
    int64_t left_count = left.length - skip;
    if (!left_count)
        return true;
    a += skip;
    int64_t right_count = gallop(s, a[left_count - 1], b, right.length, right.length - 1, LEFT_OF_EQUAL);
    if (right_count <= 0)
        return right_count == 0;
    return left_count <= right_count ? merge_up(s, a, left_count, right_count)
                                     : merge_down(s, a, left_count, right_count);
}

/* powerloop(): how deep in the tree of merges the border between two runs lies: the first bit in which the
 * places of their middles, as fractions of the list, differ. */
static uint32_t border_power(const run *first, uint64_t second_length, uint64_t n)
{
    uint64_t x = 2 * (uint64_t)first->start + first->length, y = x + first->length + second_length;
    for (uint32_t power = 1;; power++) {
        if (x >= n) {
            x -= n;
            y -= n;
        } else if (y >= n) {
            return power;
        }
        x *= 2;
        y *= 2;
    }
}

/* found_new_run(): runs behind deeper borders are merged before the next one comes. */
static bool runs_collapse(sorting *s, uint32_t next_length)
{
    if (!s->pending_count)
        return true;
    uint32_t power = border_power(&s->pending[s->pending_count - 1], next_length, s->n);
    while (s->pending_count > 1 && s->pending[s->pending_count - 2].power > power)
        if (!runs_merge(s, s->pending_count - 2))
            return false;
    s->pending[s->pending_count - 1].power = power;
    return true;
}

static bool runs_merge_all(sorting *s)
{
    while (s->pending_count > 1) {
        uint32_t i = s->pending_count - 2;
        if (i > 0 && s->pending[i - 1].length < s->pending[i + 1].length)
            i--;
        if (!runs_merge(s, i))
            return false;
    }
    return true;
}

/* merge_compute_minrun() */
static uint32_t minrun_of(uint32_t n)
{
    uint32_t shifted_out = 0;
    for (; n >= MAX_MINRUN; n >>= 1)
        shifted_out |= n & 1;
    return n + shifted_out;
}

bool timsort(uint32_t *order, uint32_t *spare, uint32_t n, timsort_less *less_than, void *context)
{
    sorting s = {.a = order, .spare = spare, .n = n, .less = less_than, .context = context, .min_gallop = MIN_GALLOP};
    uint32_t minrun = minrun_of(n);
    if (n < 2)
        return true;
    for (uint32_t at = 0; at < n;) {
        int64_t length = run_count(&s, order + at, n - at);
        if (length < 0)
            return false;
        if (length < minrun) {
            int64_t forced = n - at < minrun ? n - at : minrun;
            if (!insert_binary(&s, order + at, forced, length))
                return false;
            length = forced;
        }
        if (!runs_collapse(&s, (uint32_t)length))
            return false;
        s.pending[s.pending_count++] = (run){.start = at, .length = (uint32_t)length};
        at += (uint32_t)length;
    }
    return runs_merge_all(&s);
}
