/* format(): specs of numbers and texts, the templates of str.format(), and %.
 *
 * Reads values and specs; makes a str or raises with CPython's messages. */
#ifndef OURO_SIM_VM_FORMAT_H
#define OURO_SIM_VM_FORMAT_H

#include "sim/vm/machine.h"

/* format(o, spec), where spec is a str's text; the result is a str, `o` itself where CPython gives it. */
value format_value(machine *m, ref o, const char *spec, uint32_t length);
/* The same without asking the type for its __format__. */
value format_at_once(machine *m, ref o, const char *spec, uint32_t length);
/* str.format() of the template a->self. */
value format_template(machine *m, const call_args *a);
/* `format` % `values`; 0: raised. */
value format_percent(machine *m, ref format, ref values);
/* The text of x >= 0 for one of the types e f g E F G; precision -1: 6. */
void format_float_digits(double x, uint32_t type, bool alternate, int64_t precision, buffer *out);

#endif
