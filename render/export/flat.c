#include "render/export/flat.h"

#include "render/export/huffman.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

enum {
    MATCH_MIN = 3,
    MATCH_MAX = 258,
    REACH = 32768, /* how far back a match may lie */
    LITERALS = 286,
    DISTANCES = 30,
    END = 256, /* of a block */
    LENGTH_FIRST = 257,
    LENGTH_CODES = 29,
    DISTANCE_BITS_MAX = 15,
    LITERAL_BITS_MAX = 15,
    META = 19, /* symbols that say lengths of codes */
    META_BITS_MAX = 7,
    PAIRS_BITS = 12, /* places remembered by what stands there */
    PAIRS = 1 << PAIRS_BITS,
    LEFT_SHORT = 4, /* a run from above this short may be beaten by one from the left */
    NEAR = 256 /* the codes of distances up to here stand one by one in a table, then one for 128 */
};

/* A literal byte; or, with this bit, distance << 9 | length. */
#define TOKEN_MATCH 0x80000000U

struct flat {
    uint32_t *tokens;
    size_t token_count, token_room;
    uint32_t literals[LITERALS], distances[DISTANCES]; /* how often */
    uint32_t above; /* bytes, not yet said, that are as one row further up */
    uint32_t row_bytes, pixel_bytes;
    uint32_t pairs[PAIRS]; /* a place in the rows, +1, where two pixels with this hash stood */
    uint8_t length_code[MATCH_MAX + 1];
    uint8_t distance_code[NEAR + REACH / 128];
    unsigned char *row; /* as bytes */
    size_t row_room;
    unsigned char *bytes; /* what comes out */
    size_t byte_count, byte_room;
    uint64_t bits;
    uint32_t bit_count;
};

static const uint16_t LENGTH_BASE[LENGTH_CODES] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,
                                                   15, 17, 19, 23, 27, 31, 35, 43, 51,  59,
                                                   67, 83, 99, 115, 131, 163, 195, 227, 258};
static const uint8_t LENGTH_EXTRA[LENGTH_CODES] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                                   2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};

/* Codes 0-3 are distances 1-4; then there are two for each power of two. */
static uint32_t distance_extra(uint32_t code)
{
    return code < 4 ? 0 : code / 2 - 1;
}

static uint32_t distance_base(uint32_t code)
{
    return code < 4 ? code + 1 : ((2 + code % 2) << (code / 2 - 1)) + 1;
}

static void codes_tabulate(flat *work)
{
    for (uint32_t length = MATCH_MIN, code = 0; length <= MATCH_MAX; length++) {
        if (code + 1 < LENGTH_CODES && length >= LENGTH_BASE[code + 1])
            code++;
        work->length_code[length] = (uint8_t)code;
    }
    for (uint32_t from = 0, code = 0; from < REACH; from++) {
        if (code + 1 < DISTANCES && from + 1 >= distance_base(code + 1))
            code++;
        work->distance_code[from < NEAR ? from : NEAR + from / 128] = (uint8_t)code;
    }
}

flat *flat_open(void)
{
    flat *work = calloc(1, sizeof *work);
    if (work)
        codes_tabulate(work);
    return work;
}

void flat_close(flat *work)
{
    if (!work)
        return;
    free(work->tokens);
    free(work->row);
    free(work->bytes);
    free(work);
}

/* ---- tokens ---- */

static uint32_t distance_code(const flat *work, uint32_t distance)
{
    uint32_t from = distance - 1;
    return work->distance_code[from < NEAR ? from : NEAR + from / 128];
}

static void literal_say(flat *work, uint32_t byte)
{
    work->tokens[work->token_count++] = byte;
    work->literals[byte]++;
}

/* `count` bytes as `distance` further back; a rest too short for a match takes from the last but one. */
static void match_say(flat *work, uint32_t count, uint32_t distance)
{
    uint32_t code = distance_code(work, distance);
    while (count) {
        uint32_t length = count <= MATCH_MAX              ? count
                          : count - MATCH_MAX < MATCH_MIN ? MATCH_MAX - MATCH_MIN
                                                          : MATCH_MAX;
        work->tokens[work->token_count++] = TOKEN_MATCH | distance << 9 | length;
        work->literals[LENGTH_FIRST + work->length_code[length]]++;
        work->distances[code]++;
        count -= length;
    }
}

/* Says what was like the row above up to here. Less than a match is the 0 that a row starts with. */
static void above_say(flat *work)
{
    if (work->above >= MATCH_MIN)
        match_say(work, work->above, work->row_bytes);
    else if (work->above)
        literal_say(work, 0);
    work->above = 0;
}

static void pixel_say(flat *work, uint32_t pixel)
{
    literal_say(work, pixel >> 16 & 255);
    literal_say(work, pixel >> 8 & 255);
    literal_say(work, pixel & 255);
    if (work->pixel_bytes == 4)
        literal_say(work, pixel >> 24);
}

/* ---- finding what is alike ---- */

static uint64_t two_pixels(const uint32_t *at)
{
    uint64_t two;
    memcpy(&two, at, sizeof two);
    return two;
}

/* How many pixels from a and b on are the same, at most `most`. */
static uint32_t alike(const uint32_t *a, const uint32_t *b, uint32_t most)
{
    uint32_t n = 0;
    while (n + 2 <= most && two_pixels(a + n) == two_pixels(b + n))
        n += 2;
    return n + (n < most && a[n] == b[n]);
}

static uint32_t *pair_at(flat *work, const uint32_t *at)
{
    return &work->pairs[(two_pixels(at) * 0x9E3779B97F4A7C15U) >> (64 - PAIRS_BITS)];
}

/* The last place where the two pixels at x stood, if it is near enough and at least as good as two
 * pixels; remembers x. */
static uint32_t pair_find(flat *work, const flat_rows *rows, uint32_t x, uint32_t y, uint32_t *distance)
{
    const uint32_t *at = rows->pixels + (ptrdiff_t)y * rows->stride_px + x;
    if (x + 2 > rows->width)
        return 0;
    uint32_t *known = pair_at(work, at), was = *known;
    *known = y * rows->width + x + 1;
    if (!was)
        return 0;
    uint32_t was_x = (was - 1) % rows->width, was_y = (was - 1) / rows->width;
    *distance = (y - was_y) * work->row_bytes + x * work->pixel_bytes - was_x * work->pixel_bytes;
    if (*distance > REACH)
        return 0;
    uint32_t most = rows->width - (x > was_x ? x : was_x);
    uint32_t n = alike(at, rows->pixels + (ptrdiff_t)was_y * rows->stride_px + was_x, most);
    return n < 2 ? 0 : n;
}

/* One row; `above`: there is one, near enough. */
static void row_say(flat *work, const flat_rows *rows, uint32_t y, bool above)
{
    const uint32_t *row = rows->pixels + (ptrdiff_t)y * rows->stride_px;
    const uint32_t *over = above ? row - rows->stride_px : NULL;
    if (above)
        work->above++;
    else
        literal_say(work, 0);
    for (uint32_t x = 0; x < rows->width;) {
        uint32_t left = rows->width - x, distance = 0;
        uint32_t n = over ? alike(row + x, over + x, left) : 0;
        uint32_t even = n < LEFT_SHORT && x ? alike(row + x, row + x - 1, left) : 0;
        if (n && n >= even) {
            work->above += n * work->pixel_bytes;
            x += n;
            continue;
        }
        above_say(work);
        uint32_t pair = even ? 0 : pair_find(work, rows, x, y, &distance);
        n = even ? even : pair;
        if (n)
            match_say(work, n * work->pixel_bytes, even ? work->pixel_bytes : distance);
        else
            pixel_say(work, row[x]);
        x += n ? n : 1;
    }
}

/* ---- bits ---- */

static void bits_add(flat *work, uint32_t bits, uint32_t count)
{
    work->bits |= (uint64_t)bits << work->bit_count;
    work->bit_count += count;
    if (work->bit_count < 32)
        return;
    unsigned char *to = work->bytes + work->byte_count;
    to[0] = (unsigned char)work->bits;
    to[1] = (unsigned char)(work->bits >> 8);
    to[2] = (unsigned char)(work->bits >> 16);
    to[3] = (unsigned char)(work->bits >> 24);
    work->byte_count += 4;
    work->bits >>= 32;
    work->bit_count -= 32;
}

static void bits_end(flat *work)
{
    for (uint32_t i = 0; i < work->bit_count; i += 8)
        work->bytes[work->byte_count++] = (unsigned char)(work->bits >> i);
    work->bits = work->bit_count = 0;
}

static void symbol_add(flat *work, const huffman_code *code, uint32_t symbol)
{
    bits_add(work, code->bits[symbol], code->length[symbol]);
}

/* The lengths of codes: 16 repeats the last 3-6 times, 17 is 3-10 zeros, 18 is 11-138. */
typedef struct meta_list {
    uint8_t symbol[LITERALS + DISTANCES], extra[LITERALS + DISTANCES];
    uint32_t count, counts[META];
} meta_list;

static void meta_add(meta_list *list, uint32_t symbol, uint32_t extra)
{
    list->symbol[list->count] = (uint8_t)symbol;
    list->extra[list->count++] = (uint8_t)extra;
    list->counts[symbol]++;
}

static void meta_run(meta_list *list, uint32_t length, uint32_t run)
{
    while (length == 0 && run >= 3) {
        uint32_t zeros = run < 138 ? run : 138;
        meta_add(list, zeros < 11 ? 17 : 18, zeros < 11 ? zeros - 3 : zeros - 11);
        run -= zeros;
    }
    if (length && run) {
        meta_add(list, length, 0);
        run--;
    }
    while (length && run >= 3) {
        uint32_t again = run < 6 ? run : 6;
        meta_add(list, 16, again - 3);
        run -= again;
    }
    for (; run; run--)
        meta_add(list, length, 0);
}

static void lengths_list(const uint8_t *lengths, uint32_t count, meta_list *list)
{
    for (uint32_t from = 0, at = 1; at <= count; at++)
        if (at == count || lengths[at] != lengths[from]) {
            meta_run(list, lengths[from], at - from);
            from = at;
        }
}

/* How many codes there are, the last ones that never come left out; all of `least` are said. */
static uint32_t used_count(const huffman_code *code, uint32_t all, uint32_t least)
{
    while (all > least && !code->length[all - 1])
        all--;
    return all;
}

static void header_write(flat *work, const huffman_code *literal, const huffman_code *distance)
{
    static const uint8_t ORDER[META] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    static const uint8_t EXTRA[META] = {[16] = 2, [17] = 3, [18] = 7};
    uint32_t literals = used_count(literal, LITERALS, LENGTH_FIRST);
    uint32_t distances = used_count(distance, DISTANCES, 1), metas = META;
    uint8_t lengths[LITERALS + DISTANCES];
    memcpy(lengths, literal->length, literals);
    memcpy(lengths + literals, distance->length, distances);
    meta_list list = {.count = 0};
    lengths_list(lengths, literals + distances, &list);
    huffman_code meta;
    huffman_make(list.counts, META, META_BITS_MAX, &meta);
    while (metas > 4 && !meta.length[ORDER[metas - 1]])
        metas--;
    bits_add(work, 2 << 1, 3); /* not the last block; codes of its own */
    bits_add(work, literals - LENGTH_FIRST, 5);
    bits_add(work, distances - 1, 5);
    bits_add(work, metas - 4, 4);
    for (uint32_t i = 0; i < metas; i++)
        bits_add(work, meta.length[ORDER[i]], 3);
    for (uint32_t i = 0; i < list.count; i++) {
        symbol_add(work, &meta, list.symbol[i]);
        bits_add(work, list.extra[i], EXTRA[list.symbol[i]]);
    }
}

static void match_write(flat *work, uint32_t token, const huffman_code *literal, const huffman_code *distance)
{
    uint32_t length = token & 511, far = (token & ~TOKEN_MATCH) >> 9;
    uint32_t code = work->length_code[length];
    symbol_add(work, literal, LENGTH_FIRST + code);
    bits_add(work, length - LENGTH_BASE[code], LENGTH_EXTRA[code]);
    code = distance_code(work, far);
    symbol_add(work, distance, code);
    bits_add(work, far - distance_base(code), distance_extra(code));
}

static void block_write(flat *work)
{
    huffman_code literal, distance;
    work->literals[END] = 1;
    huffman_make(work->literals, LITERALS, LITERAL_BITS_MAX, &literal);
    huffman_make(work->distances, DISTANCES, DISTANCE_BITS_MAX, &distance);
    work->byte_count = 0;
    header_write(work, &literal, &distance);
    for (size_t i = 0; i < work->token_count; i++)
        if (work->tokens[i] & TOKEN_MATCH)
            match_write(work, work->tokens[i], &literal, &distance);
        else
            symbol_add(work, &literal, work->tokens[i]);
    symbol_add(work, &literal, END);
    /* An empty block of stored bytes begins at a whole byte: so does what follows it. */
    static const unsigned char EMPTY[4] = {0, 0, 0xFF, 0xFF};
    bits_add(work, 0, 3);
    bits_end(work);
    memcpy(work->bytes + work->byte_count, EMPTY, sizeof EMPTY);
    work->byte_count += sizeof EMPTY;
}

/* ---- all of it ---- */

static bool grow(void **room, size_t *has, size_t needs)
{
    if (*has >= needs)
        return true;
    free(*room);
    *room = malloc(needs);
    *has = *room ? needs : 0;
    return *room;
}

/* Each byte may become a token, and each token so many bits. */
static bool room_make(flat *work, const flat_rows *rows)
{
    enum { HEADER_BYTES = 1024 };
    size_t bytes = (size_t)work->row_bytes * rows->height;
    void *tokens = work->tokens, *row = work->row, *out = work->bytes;
    size_t token_bytes = work->token_room;
    bool made = grow(&tokens, &token_bytes, bytes * sizeof *work->tokens);
    made &= grow(&row, &work->row_room, work->row_bytes);
    made &= grow(&out, &work->byte_room, bytes * 2 + HEADER_BYTES);
    work->tokens = tokens;
    work->token_room = token_bytes;
    work->row = row;
    work->bytes = out;
    return made;
}

static void row_unpack(flat *work, const flat_rows *rows, const uint32_t *row)
{
    unsigned char *to = work->row;
    *to++ = 0;
    for (uint32_t x = 0; x < rows->width; x++) {
        *to++ = (unsigned char)(row[x] >> 16);
        *to++ = (unsigned char)(row[x] >> 8);
        *to++ = (unsigned char)row[x];
        if (rows->alpha)
            *to++ = (unsigned char)(row[x] >> 24);
    }
}

static uint32_t rows_sum(flat *work, const flat_rows *rows)
{
    uint32_t sum = 1;
    const uint32_t *before = NULL;
    for (uint32_t y = 0; y < rows->height; y++) {
        const uint32_t *row = rows->pixels + (ptrdiff_t)y * rows->stride_px;
        if (!before || memcmp(before, row, rows->width * sizeof *row) != 0)
            row_unpack(work, rows, row);
        sum = libdeflate_adler32(sum, work->row, work->row_bytes);
        before = row;
    }
    return sum;
}

bool flat_deflate(flat *work, const flat_rows *rows, buffer *out, uint32_t *checksum)
{
    work->pixel_bytes = rows->alpha ? 4 : 3;
    work->row_bytes = rows->width * work->pixel_bytes + 1;
    if (!room_make(work, rows))
        return false;
    work->token_count = work->above = 0;
    memset(work->literals, 0, sizeof work->literals);
    memset(work->distances, 0, sizeof work->distances);
    memset(work->pairs, 0, sizeof work->pairs);
    for (uint32_t y = 0; y < rows->height; y++)
        row_say(work, rows, y, y && work->row_bytes <= REACH);
    above_say(work);
    block_write(work);
    *checksum = rows_sum(work, rows);
    buffer_add(out, (const char *)work->bytes, work->byte_count);
    return !out->failed;
}

void flat_finish(buffer *out)
{
    buffer_add(out, "\x03\0", 2); /* a last block with the fixed codes: its end alone */
}
