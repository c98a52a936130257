/* File objects: what the machine asks of them, print() and the finalizers among it. */
#ifndef OURO_SIM_VM_FILE_H
#define OURO_SIM_VM_FILE_H

#include "sim/vm/machine.h"

/* What a file's row says it reads from or writes to: one of these, or FILE_ON_DISK + a handle. */
enum { FILE_STDOUT = 1, FILE_STDERR = 2, FILE_ON_DISK = 2 };

/* sys.stdout, sys.stderr. */
value file_console(machine *m, uint32_t stream);
/* False: raised. */
bool file_write(machine *m, ref file, value str);
bool file_flush(machine *m, ref file);
/* str() or repr() of an object by the write method of anything; and the flush method. False: raised. */
bool file_write_object(machine *m, ref file, ref o, bool repr);
bool file_flush_by_name(machine *m, ref file);
bool file_is_closed(const machine *m, ref file);
/* Is it the interpreter's own sys.stderr? */
bool file_is_stderr(const machine *m, ref file);
bool file_iterable(machine *m, ref file);
/* The next line; 0: at the end, or raised. */
value file_next(machine *m, ref file);
/* What its type computes, or 0. */
value file_attribute(machine *m, ref o, ref name);
/* True: the attribute cannot be written, raised. */
bool file_attribute_refuses(machine *m, ref name);
bool file_repr(machine *m, ref o, buffer *out);
/* The file, or the part of it that knows the disk, is about to die. */
void file_finalize(machine *m, ref o);

extern const builtin_info BUILTINS_FILES[], BUILTINS_PRINT[];

/* sys.stdout is given a piece of `bytes` bytes, and keeps it until it has some 8 KiB; or it is flushed. True:
 * now it has written them, buffer_written() is to follow. */
bool stdout_piece(machine *m, size_t bytes);
/* The same for a str, to which `own` references last only as long as the call. */
bool stdout_str(machine *m, ref str, uint32_t own);
void stdout_flush(machine *m);
/* A buffer has shown its file a view of what to write, and then looks whether a collection waits.
 * Source: CPython 3.13.0, Modules/_io/bufferedio.c, _bufferedwriter_raw_write(), _io_BufferedWriter_write_impl(). */
void buffer_written(machine *m);

#endif
