/* Text made small for a page that unpacks itself: as good as the best compressors on texts of this size,
 * in letters that may stand in a page, and with a reader of under 2 KB (in assets/player.html).
 *
 * Why no library: of the formats that have one, browsers unpack deflate alone (DecompressionStream). The page
 * of ring-of-three, 67,579 bytes, takes 18,851 bytes of deflate, which are 23,063 in the same letters (25,136
 * in base64), and 16,769 here: a page may take some 22,000, a quarter of them for its shell and its list.
 *
 * The text is predicted bit by bit. Each of several contexts - the last 0 to 6 bytes, the words, the column
 * of a list and what stood in it before, a stretch that looked the same - has an opinion, how
 * likely a 1 is, from what followed it earlier; the opinions are weighed, and those who were right
 * weigh more from then on. The likelier the bit that comes, the less an arithmetic coder spends on it.
 * Writer and reader learn the same from what both know, so nothing else has to be said.
 *
 * What is written are digits to the base of 93: the printable ASCII characters but the space and "<".
 * Both sides compute in whole numbers and IEEE doubles, with + - * / alone, in the same order.
 *
 * Knows nothing of pages. Invariant: equal texts, equal digits. */
#ifndef OURO_RENDER_EXPORT_SQUEEZE_H
#define OURO_RENDER_EXPORT_SQUEEZE_H

#include "sim/base/buffer.h"

#include <signal.h>

/* Appends `text`, in which no byte is 0. The reader has the `primer` too: what stands in it costs little
 * to say again. Cost: a few us a byte, and 100 MB. Once *stop is set it ends early, what it has made is then
 * of no use; `stop` may be NULL. False: no memory. */
bool squeeze(const buffer *primer, const buffer *text, const volatile sig_atomic_t *stop,
             buffer *out) OURO_MUST_CHECK;

#endif
