/* A float as Python shows it. */
#ifndef OURO_SIM_BASE_FLOAT_TEXT_H
#define OURO_SIM_BASE_FLOAT_TEXT_H

enum { FLOAT_TEXT_BYTES = 32 };

/* repr() of a float: the shortest digits that read back as the same number.
 * Source: CPython 3.13.0, Python/pystrtod.c, format_float_short() with 'r'. */
void float_text(double value, char out[FLOAT_TEXT_BYTES]);

#endif
