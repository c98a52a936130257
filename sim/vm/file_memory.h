/* What text files on the simulated disk hold between calls, and what their work makes in passing: the
 * disk has the contents, these are the objects that the collector and reference counts show. */
#ifndef OURO_SIM_VM_FILE_MEMORY_H
#define OURO_SIM_VM_FILE_MEMORY_H

#include "sim/vm/disk.h"
#include "sim/vm/machine.h"

/* A str is written and waits. */
void file_pending_keep(machine *m, ref file, ref str);
/* What waited is on the disk. */
void file_pending_drop(machine *m, ref file);
/* Everything has been read at once. */
void file_read_all(machine *m, ref file);
/* `str` has been read, a line or so many characters. */
void file_read_chunks(machine *m, ref file, const disk_reading *how, bool line, ref str);
/* Iteration begins, or has come to the end. */
void file_iterates(machine *m, ref file, bool on);
/* What is made in passing while a decoder is asked for its state, while it decodes, and while bytes come or go. */
void decoder_state(machine *m, ref file);
void decoder_decode(machine *m, ref file);
void bytes_pass(machine *m);
/* An open file dies: a ResourceWarning, which nobody sees. */
void file_left_open(machine *m, ref file);

#endif
