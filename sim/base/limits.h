/* Every cap on what input may ask for, with its reason. Raised by a command-line flag where one is
 * named, never by a scenario: a file from a stranger must not be able to raise its own limits. */
#ifndef OURO_SIM_BASE_LIMITS_H
#define OURO_SIM_BASE_LIMITS_H

#define LIMIT_FILE_BYTES (32U * 1024 * 1024) /* the whole file is held, and 5 x as much as a tree */
#define LIMIT_JSON_VALUES 1000000U           /* cJSON takes 64 bytes for each */
#define LIMIT_JSON_DEPTH 64U                 /* cJSON recurses; a scenario needs 5 */
#define LIMIT_STRING_BYTES (64U * 1024)      /* one line of code or text */
#define LIMIT_NARRATION_BYTES (4U * 1024)    /* two lines on the stage are 140 characters */
#define LIMIT_NAME_BYTES 256U                /* a Python identifier */
#define LIMIT_STEPS 1000000U                 /* the scrubber's ticks and the frames' numbers */
#define LIMIT_NESTING 100U                   /* brackets and blocks in a script: the parser recurses */
#define LIMIT_EVENTS 10000000U               /* kept by the log; --max-events */
#define LIMIT_INSTRUCTIONS 2000000000ULL     /* of a run that keeps no events; --max-instructions */
#define LIMIT_OBJECTS 4000000U               /* alive at once: 32 bytes a row and its slots */
#define LIMIT_HEAP_BYTES (1ULL << 30)        /* simulated bytes in use at once */
#define LIMIT_HELD_BYTES (1ULL << 30)        /* of ours, for what they hold and its history */
#define LIMIT_TEXT_BYTES (64U * 1024 * 1024) /* one str made by a script */
#define LIMIT_LIST_ITEMS (1U << 26)          /* one list or tuple: half a GiB in CPython */
#define LIMIT_DISK_BYTES (64U * 1024 * 1024) /* all files of the simulated disk */
#define LIMIT_DISK_FILES 10000U              /* open at once; each is looked for in a row */
#define LIMIT_RECURSION 1000U                /* Python's own: a RecursionError */
#define LIMIT_FRAME_SIDE_PX 8192U            /* one picture: 256 MiB at 4 bytes */
#define LIMIT_FRAMES 10000000U               /* pictures of one export, each a file or a frame of a film */
#define LIMIT_EXPORT_BYTES (10ULL << 30)     /* a whole export */

#endif
