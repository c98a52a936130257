/* Huffman codes as deflate wants them: lengths from how often each symbol comes, codes from lengths.
 *
 * Knows nothing of what the symbols mean. Invariant: equal counts, equal codes. */
#ifndef OURO_RENDER_EXPORT_HUFFMAN_H
#define OURO_RENDER_EXPORT_HUFFMAN_H

#include <stdint.h>

enum { HUFFMAN_SYMBOLS_MAX = 288, HUFFMAN_BITS_MAX = 15 };

typedef struct huffman_code {
    uint16_t bits[HUFFMAN_SYMBOLS_MAX];   /* first bit lowest, as deflate writes them */
    uint8_t length[HUFFMAN_SYMBOLS_MAX]; /* 0: it never comes */
} huffman_code;

/* For `symbols` <= HUFFMAN_SYMBOLS_MAX counts; no code is longer than `most` <= HUFFMAN_BITS_MAX bits. The
 * code is complete, if need be by symbols that never come: at least two have one. */
void huffman_make(const uint32_t *counts, uint32_t symbols, uint32_t most, huffman_code *out);

#endif
