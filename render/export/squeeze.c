#include "render/export/squeeze.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

/* Change nothing here without changing the reader in assets/player.html: it does the same. */
_Static_assert(FLT_EVAL_METHOD == 0, "the reader computes in doubles, without more precision between");

enum {
    ORDERS = 7, /* the last 0 to 6 bytes */
    CONTEXTS = ORDERS + 5,
    OPINIONS = CONTEXTS + 1, /* and that of the stretch that looked the same */
    CELL_BITS = 21,
    CELLS = 1 << CELL_BITS, /* of each context */
    HALF = 16, /* cells for half a byte: they lie together, or reading would take three times as long */
    STRETCH_BITS = 18,
    STRETCH_ORDER = 5, /* so many bytes alike are looked up */
    SEEN_MOST = 8,     /* a cell forgets slowly what was longer ago */
    COLUMNS = 64,
    COLUMN_AFTER = 30, /* behind a list */
    BEFORE = 8, /* zeros before the text */
    LOGIT_STEP = 256, /* of a unit */
    LOGIT_MOST = 12 * LOGIT_STEP - 1,
    CHANCES = 4096, /* steps of the chances that are looked up */
    ONE = 65536,    /* a chance of 1 */
    BASE = 93
};
#define HASH 0x2F0B4C47U
#define HASH_BIT 0x9E3779B1U
#define HASH_CELL 0x2C1B3C6DU
#define LEARN 0.0035
#define WEIGHT 0.1
#define FIRST 1.25 /* so much less than all is believed of what is seen once */
#define LOGIT_RATIO 1.0039138893383475 /* e ^ (1 / LOGIT_STEP) */
#define LOGIT_FIRST 6.168260120550444e-6 /* e ^ -(LOGIT_MOST / LOGIT_STEP) */
#define TOP 646990183449ULL             /* BASE ^ 6 */

typedef struct model {
    int32_t cells[CONTEXTS][CELLS]; /* chance of a 1, less ONE / 2, << 8 | how often it was seen */
    double weight[(4 + 1) * 256][OPINIONS]; /* by trust and bits so far; by the byte before */
    double logit[CHANCES];            /* ln(p / (1 - p)) */
    double logistic[2 * LOGIT_MOST + 1]; /* and back */
    uint32_t same[1 << STRETCH_BITS]; /* the last place after these bytes */
    const unsigned char *text;        /* BEFORE zeros before it */
    uint32_t at, like, alike;         /* `alike` bytes up to `at` are those up to `like` */
    uint32_t word, word_before, number, column, above[COLUMNS];
    uint32_t hash[CONTEXTS], so_far; /* so_far: the byte's bits, a 1 before them */
    uint32_t half;                   /* those of its second half, when that has come */
    int32_t *halves[CONTEXTS];
    double opinion[OPINIONS], *weights, *others; /* two rows: an opinion weighs both */
    uint32_t predicted;
} model;

/* ---- tables ---- */

static void tables_make(model *m)
{
    double odds = LOGIT_FIRST;
    uint32_t next = 0;
    for (int i = -LOGIT_MOST; i <= LOGIT_MOST; i++, odds *= LOGIT_RATIO) {
        double chance = odds / (1 + odds);
        m->logistic[i + LOGIT_MOST] = chance * ONE;
        while (next < chance * CHANCES)
            m->logit[next++] = (double)i / LOGIT_STEP;
    }
    while (next < CHANCES)
        m->logit[next++] = (double)LOGIT_MOST / LOGIT_STEP;
    for (size_t i = 0; i < (4 + 1) * 256; i++)
        for (size_t k = 0; k < OPINIONS; k++)
            m->weight[i][k] = WEIGHT;
}

/* ---- contexts, before each byte ---- */

static void stretch_find(model *m, uint32_t key)
{
    if (m->alike && m->text[m->like] == m->text[m->at - 1]) {
        m->like++;
        m->alike++;
    } else {
        m->like = m->same[key];
        m->alike = 0;
        while (m->alike < 32 && m->like > m->alike
               && m->text[m->like - 1 - m->alike] == m->text[m->at - 1 - m->alike])
            m->alike++;
    }
    m->same[key] = m->at;
}

static void contexts_find(model *m)
{
    uint32_t hash = 0;
    for (uint32_t i = 0; i < ORDERS; i++) {
        m->hash[i] = hash;
        if (i == STRETCH_ORDER)
            stretch_find(m, hash >> (32 - STRETCH_BITS));
        hash = (hash + m->text[m->at - 1 - i] + 1) * HASH;
    }
    uint32_t above = m->above[m->column % COLUMNS], left = m->above[(m->column + COLUMNS - 1) % COLUMNS];
    m->hash[ORDERS] = m->word * 5 + 1;
    m->hash[ORDERS + 1] = (m->number + m->column) * HASH_BIT + above;
    m->hash[ORDERS + 2] = (m->word * 5 + m->word_before) * HASH_BIT + 7;
    m->hash[ORDERS + 3] = (m->text[m->at - 2] * 256U + m->text[m->at - 3] + 77777) * HASH;
    m->hash[ORDERS + 4] = (above * 3 + left + m->number * HASH_BIT + m->column) * HASH;
    m->so_far = 1;
}

static void byte_note(model *m, uint32_t byte)
{
    bool letter = (byte | 32) > 96 && (byte | 32) < 123;
    bool part = letter || (byte > 43 && byte < 58) || byte == ' ' || byte > 127;
    uint32_t word = part ? (m->word + byte) * HASH : 0;
    if (!word && m->word)
        m->word_before = m->word;
    m->word = word;
    m->at++;
    if (byte != ',' && byte != '[' && byte != ']' && byte != '"') {
        m->number = (m->number + byte) * HASH;
        return;
    }
    m->above[m->column % COLUMNS] = m->number;
    m->number = 0;
    m->column = byte == ',' ? m->column + 1 : byte == '[' ? 0 : byte == ']' ? COLUMN_AFTER : m->column;
}

/* ---- bits ---- */

/* What the stretch says of the next bit, if it has been right in this byte. */
static double stretch_opinion(model *m, uint32_t bit)
{
    uint32_t byte = m->alike ? m->text[m->like] | 256U : 0;
    if (byte >> (bit + 1) != m->so_far)
        m->alike = 0;
    if (!m->alike)
        return 0;
    double sure = m->alike < 32 ? m->alike / 4.0 : 8;
    return byte >> bit & 1 ? sure : -sure;
}

static void half_start(model *m)
{
    m->half = 1;
    for (size_t c = 0; c < CONTEXTS; c++) {
        uint32_t hash = (m->hash[c] + m->so_far * HASH_BIT) * HASH_CELL;
        hash = (hash ^ hash >> 15) * HASH_BIT >> (32 - CELL_BITS);
        m->halves[c] = m->cells[c] + hash / HALF * HALF;
    }
}

static int32_t cell_chance(int32_t cell)
{
    return (cell >> 8) + ONE / 2;
}

/* The chance that bit `bit` of the byte is a 1, of ONE. */
static uint32_t bit_predict(model *m, uint32_t bit)
{
    if (bit % 4 == 3)
        half_start(m);
    double sum = m->opinion[CONTEXTS] = stretch_opinion(m, bit);
    uint32_t trust = !m->alike ? 0 : m->alike < 16 ? 1 : m->alike < 32 ? 2 : 3;
    m->weights = m->weight[trust * 256 + m->so_far];
    m->others = m->weight[4 * 256 + m->text[m->at - 1]];
    sum *= m->weights[CONTEXTS] + m->others[CONTEXTS];
    for (size_t c = 0; c < CONTEXTS; c++) {
        m->opinion[c] = m->logit[cell_chance(m->halves[c][m->half]) >> 4];
        sum += (m->weights[c] + m->others[c]) * m->opinion[c];
    }
    sum *= LOGIT_STEP;
    sum = sum < -LOGIT_MOST ? -LOGIT_MOST : sum > LOGIT_MOST ? LOGIT_MOST : sum;
    uint32_t chance = (uint32_t)m->logistic[(uint32_t)(sum + LOGIT_MOST)];
    m->predicted = chance < 1 ? 1 : chance;
    return m->predicted;
}

static void bit_note(model *m, uint32_t bit)
{
    double wrong = (bit - m->predicted / (double)ONE) * LEARN;
    for (size_t i = 0; i < OPINIONS; i++) {
        m->weights[i] += m->opinion[i] * wrong;
        m->others[i] += m->opinion[i] * wrong;
    }
    for (size_t c = 0; c < CONTEXTS; c++) {
        int32_t *cell = &m->halves[c][m->half], seen = *cell & 255, chance = cell_chance(*cell);
        chance = (int32_t)(chance + ((bit ? ONE - 1 : 0) - chance) / (seen + FIRST));
        *cell = (chance - ONE / 2) * 256 + seen + (seen < SEEN_MOST);
    }
    m->so_far = m->so_far * 2 + bit;
    m->half = m->half * 2 + bit;
}

/* ---- digits ---- */

/* All that was said so far lies between low and high, both seven digits long. */
typedef struct coder {
    uint64_t low, high;
    buffer *out;
} coder;

static void digit_add(buffer *out, uint64_t digit)
{
    char c = (char)('!' + digit);
    buffer_add_char(out, c < '<' ? c : (char)(c + 1));
}

static void bit_say(coder *c, uint32_t bit, uint32_t chance)
{
    uint64_t middle = c->low + (c->high - c->low) / ONE * chance;
    if (bit)
        c->high = middle;
    else
        c->low = middle + 1;
    while (c->low / TOP == c->high / TOP) {
        digit_add(c->out, c->low / TOP);
        c->low = c->low % TOP * BASE;
        c->high = c->high % TOP * BASE + BASE - 1;
    }
}

static void byte_say(model *m, coder *c, uint32_t byte)
{
    contexts_find(m);
    for (uint32_t bit = 8; bit-- > 0;) {
        uint32_t now = byte >> bit & 1, chance = bit_predict(m, bit);
        if (c)
            bit_say(c, now, chance);
        bit_note(m, now);
    }
    byte_note(m, byte);
}

bool squeeze(const buffer *primer, const buffer *text, const volatile sig_atomic_t *stop, buffer *out)
{
    size_t length = primer->length + text->length;
    model *m = calloc(1, sizeof *m);
    unsigned char *all = calloc(1, BEFORE + length + 1);
    if (m && all) {
        memcpy(all + BEFORE, buffer_text(primer), primer->length);
        memcpy(all + BEFORE + primer->length, buffer_text(text), text->length);
        tables_make(m);
        m->text = all;
        m->at = BEFORE;
        coder c = {.high = TOP * BASE - 1, .out = out};
        for (size_t i = 0; i <= length && !(stop && *stop); i++) /* with the 0 behind it */
            byte_say(m, i < primer->length ? NULL : &c, all[BEFORE + i]);
        digit_add(out, c.high / TOP); /* what follows counts as zeros */
    }
    bool made = m && all && !primer->failed && !text->failed && !out->failed;
    free(all);
    free(m);
    return made;
}
