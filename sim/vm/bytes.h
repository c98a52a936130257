/* bytes, and the encodings between them and str. */
#ifndef OURO_SIM_VM_BYTES_H
#define OURO_SIM_VM_BYTES_H

#include "sim/vm/machine.h"

/* b"" and single bytes exist once, unless CPython makes one without looking for it ("anew"). */
value make_bytes(machine *m, const char *text, size_t length);
value make_bytes_anew(machine *m, const char *text, size_t length);

/* str() of no or of several arguments, or with keywords. */
value str_construct(machine *m, const value *args, uint32_t count, ref names);
value bytes_construct(machine *m, const value *args, uint32_t count, ref names);
value bytes_subscript(machine *m, ref o, ref key);
int bytes_contains(machine *m, ref o, ref item); /* -1: raised */
/* True: *out is the result of + or * (0: raised). */
bool bytes_binary(machine *m, uint32_t kind, ref a, ref b, value *out);

/* codec.c: `encoding` and `errors` are str, 0: "utf-8", "strict". */
value text_encode(machine *m, ref str, ref encoding, ref errors);
value text_decode(machine *m, ref bytes, ref encoding, ref errors);
/* str() of a UnicodeEncodeError or UnicodeDecodeError with these arguments; false: they are others. */
bool codec_error_text(machine *m, ref exception, ref args, buffer *out);

#endif
