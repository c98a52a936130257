/* Cells of the tables that reports write for readers: texts left, numbers right, all in fixed widths.
 *
 * Widths count code points; a number too wide is written in full and moves its line. */
#ifndef OURO_SIM_REPORT_COLUMNS_H
#define OURO_SIM_REPORT_COLUMNS_H

#include "sim/base/buffer.h"

/* `width` code points; a longer text is cut and ends in "...". */
void column_text(buffer *b, int width, const char *text);
/* "1,234,567", right. */
void column_number(buffer *b, int width, uint64_t n);
/* "+1,234", "-5", "0", right. */
void column_change(buffer *b, int width, int64_t n);
/* A text at the right, as the heading of numbers. */
void column_heading(buffer *b, int width, const char *text);
/* The width that shows all texts it has been told of, within limits: start with the least. */
int column_fit(int width, const char *text, int most);

/* What follows a noun: "s", after 1 nothing. */
const char *column_plural(uint64_t n);

#endif
