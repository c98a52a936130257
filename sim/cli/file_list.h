/* The scenarios below a folder: every .json and .py file, sorted by path (bytes, so that the order
 * is the same on every machine). Hidden files and folders are skipped, links to folders not
 * followed. */
#ifndef OURO_SIM_CLI_FILE_LIST_H
#define OURO_SIM_CLI_FILE_LIST_H

#include "sim/base/arena.h"
#include "sim/base/error.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct file_list {
    arena memory; /* owns the paths */
    const char **paths;
    size_t count, capacity;
} file_list;

/* Appends `path` itself, or, if it is a folder, what is below it. A path that does not exist is
 * appended too: whoever opens it reports it.
 * Errors: OURO_ERR_IO (a folder that cannot be read), OURO_ERR_NOMEM. */
ouro_result file_list_add(file_list *list, const char *path, ouro_error *err) OURO_MUST_CHECK;
void file_list_free(file_list *list);

/* Do both paths lie in one folder? Lessons of a folder belong together. */
bool file_list_together(const char *a, const char *b);

/* Of a lesson: its path, and where its topic stands; "": it names none. */
typedef struct lesson_topic {
    const char *path, **topic;
} lesson_topic;

/* A Python file cannot name its topic: it takes that of the lessons beside it, else "Other". */
void file_list_find_topics(const lesson_topic *all, size_t count);

#endif
