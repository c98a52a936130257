/* The simulated disk: files in memory, open for one run, and the handles through which they are read
 * and written as CPython's text files do it. Empty at the start; the host's files are never touched.
 *
 * Knows nothing of the machine or the world: what is on the disk is no part of a replay.
 * Source: CPython 3.13.0, Modules/_io/textio.c: what is written waits until 8192 bytes are there, until
 * a flush or the close; what is read comes in chunks of as many, line ends become "\n". */
#ifndef OURO_SIM_VM_DISK_H
#define OURO_SIM_VM_DISK_H

#include "sim/base/buffer.h"

#include <stdint.h>

typedef struct disk disk;

/* NULL: no memory. */
disk *disk_new(void);
void disk_free(disk *d);

/* Open `name` for 'r', 'w' (emptied) or 'a'. A handle, or 0: there is no such file, or (*failed) no memory. */
uint32_t disk_open(disk *d, const char *name, char mode, bool *failed);
char disk_mode(const disk *d, uint32_t handle);
bool disk_closed(const disk *d, uint32_t handle);
/* False: no memory. */
bool disk_write(disk *d, uint32_t handle, const char *text, size_t length);
bool disk_flush(disk *d, uint32_t handle);
/* Has everything that was written gone to the file? */
bool disk_flushed(const disk *d, uint32_t handle);
/* Nothing more will be read or written. `flush`: what waits is written first, else it is lost. */
bool disk_close(disk *d, uint32_t handle, bool flush);
/* The handle may be given out again. */
void disk_release(disk *d, uint32_t handle);
/* How a read came to its text. */
typedef struct disk_reading {
    uint32_t chunks; /* asked for, the empty one at the end among them */
    bool end;        /* ... which was met */
    bool aside;      /* of the line, some was put aside before the next chunk came */
    bool aside_first; /* ... some that was left from the last time */
    bool whole;      /* the text is all of one chunk */
} disk_reading;
/* Up to `characters` of them (negative: all there are); `line`: no more than to the end of a line. */
bool disk_read(disk *d, uint32_t handle, int64_t characters, bool line, disk_reading *how, buffer *out);
/* The bytes of all files and of what waits to be written. */
uint64_t disk_bytes(const disk *d);

#endif
