#include "render/export/huffman.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

typedef struct leaf {
    uint32_t count, symbol;
} leaf;

/* ---- lengths ---- */

static int leaf_compare(const void *a, const void *b)
{
    const leaf *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? -1 : 1;
    return x->symbol < y->symbol ? -1 : 1;
}

/* The symbols that come, rarest first. */
static uint32_t leaves_sort(const uint32_t *counts, uint32_t symbols, leaf *out)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < symbols; i++)
        if (counts[i])
            out[count++] = (leaf){counts[i], i};
    for (uint32_t i = 0; i < symbols && count < 2; i++)
        if (!counts[i])
            out[count++] = (leaf){1, i};
    qsort(out, count, sizeof *out, leaf_compare);
    return count;
}

/* A tree being built. Leaves and joints stand each in a row, rarest first: the rarest of all is at the
 * head of one of them. */
typedef struct tree {
    const leaf *leaves;
    uint32_t count, next_leaf, next_joint, joints;
    uint64_t weight[HUFFMAN_SYMBOLS_MAX];
    uint32_t leaf_parent[HUFFMAN_SYMBOLS_MAX], joint_parent[HUFFMAN_SYMBOLS_MAX];
} tree;

/* Hangs the rarest node that hangs nowhere yet under joint `under`; returns its weight. */
static uint64_t rarest_hang(tree *t, uint32_t under)
{
    bool leaf_is_next = t->next_leaf < t->count
                        && (t->next_joint == t->joints
                            || t->leaves[t->next_leaf].count <= t->weight[t->next_joint]);
    if (leaf_is_next) {
        t->leaf_parent[t->next_leaf] = under;
        return t->leaves[t->next_leaf++].count;
    }
    t->joint_parent[t->next_joint] = under;
    return t->weight[t->next_joint++];
}

/* How many leaves the best tree has at each depth; those deeper than `most` count as at `most`. */
static void depths_count(const leaf *leaves, uint32_t count, uint32_t most, uint32_t *per_depth)
{
    tree t = {.leaves = leaves, .count = count};
    uint32_t depth[HUFFMAN_SYMBOLS_MAX];
    for (uint32_t joint = 0; joint + 1 < count; joint++) {
        uint64_t weight = rarest_hang(&t, joint);
        t.weight[joint] = weight + rarest_hang(&t, joint);
        t.joints++;
    }
    uint32_t root = count - 2;
    depth[root] = 0;
    for (uint32_t joint = root; joint-- > 0;)
        depth[joint] = depth[t.joint_parent[joint]] + 1;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = depth[t.leaf_parent[i]] + 1;
        per_depth[at < most ? at : most]++;
    }
}

/* Cutting depths has left too many leaves for one tree: move some down until all fit. */
static void depths_fit(uint32_t *per_depth, uint32_t most)
{
    uint32_t taken = 0;
    for (uint32_t depth = 1; depth <= most; depth++)
        taken += per_depth[depth] << (most - depth);
    for (; taken > 1U << most; taken--) {
        uint32_t depth = most - 1;
        while (!per_depth[depth])
            depth--;
        per_depth[most]--;
        per_depth[depth]--;
        per_depth[depth + 1] += 2;
    }
}

/* ---- codes ---- */

static uint16_t reversed(uint32_t code, uint32_t length)
{
    uint32_t out = 0;
    for (; length > 0; length--, code >>= 1)
        out = out << 1 | (code & 1);
    return (uint16_t)out;
}

/* The first code of each length follows from how many are shorter (RFC 1951, 3.2.2). */
static void codes_give(huffman_code *code, uint32_t symbols, const uint32_t *per_depth)
{
    uint32_t next[HUFFMAN_BITS_MAX + 2] = {0};
    for (uint32_t depth = 1; depth <= HUFFMAN_BITS_MAX; depth++)
        next[depth + 1] = (next[depth] + per_depth[depth]) << 1;
    for (uint32_t i = 0; i < symbols; i++)
        if (code->length[i])
            code->bits[i] = reversed(next[code->length[i]]++, code->length[i]);
}

void huffman_make(const uint32_t *counts, uint32_t symbols, uint32_t most, huffman_code *out)
{
    assert(symbols >= 2 && symbols <= HUFFMAN_SYMBOLS_MAX && most <= HUFFMAN_BITS_MAX);
    leaf leaves[HUFFMAN_SYMBOLS_MAX];
    uint32_t per_depth[HUFFMAN_BITS_MAX + 1] = {0};
    uint32_t count = leaves_sort(counts, symbols, leaves);
    depths_count(leaves, count, most, per_depth);
    depths_fit(per_depth, most);
    *out = (huffman_code){.length = {0}};
    uint32_t next = 0;
    for (uint32_t depth = most; depth > 0; depth--)
        for (uint32_t i = 0; i < per_depth[depth]; i++)
            out->length[leaves[next++].symbol] = (uint8_t)depth;
    codes_give(out, symbols, per_depth);
}
