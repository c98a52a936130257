#include "sim/base/float_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Digits of the shortest decimal that reads back as `value`, as "d.ddde+xx". Fifteen digits always
 * survive the way through a normal double, so a shorter text is fifteen digits with zeros at the
 * end; only numbers near zero have fewer. */
static void shortest_exponential(double value, char out[FLOAT_TEXT_BYTES])
{
    for (int digits = fabs(value) < 2.3e-308 ? 1 : 15; digits <= 17; digits++) {
        (void)snprintf(out, FLOAT_TEXT_BYTES, "%.*e", digits - 1, value);
        if (strtod(out, NULL) == value)
            return;
    }
}

void float_text(double value, char out[FLOAT_TEXT_BYTES])
{
    if (isnan(value) || isinf(value)) {
        (void)snprintf(out, FLOAT_TEXT_BYTES, "%s",
                       isnan(value) ? "nan"
                       : value < 0  ? "-inf"
                                    : "inf");
        return;
    }
    char text[FLOAT_TEXT_BYTES];
    shortest_exponential(value, text);
    int exponent = atoi(strchr(text, 'e') + 1);
    char *end = strchr(text, 'e');
    if (strchr(text, '.'))
        while (end[-1] == '0')
            end--;
    if (end[-1] == '.')
        end--;
    int decimals = (int)(end - text) - (text[0] == '-') - 2; /* digits behind the point */
    decimals = decimals < 0 ? 0 : decimals;
    if (exponent < -4 || exponent >= 16) {
        *end = '\0';
        (void)snprintf(out, FLOAT_TEXT_BYTES, "%.20se%c%02d", text, exponent < 0 ? '-' : '+',
                       abs(exponent) % 1000);
        return;
    }
    int places = decimals - exponent;
    (void)snprintf(out, FLOAT_TEXT_BYTES, "%.*f", places > 1 ? places : 1, value);
}
