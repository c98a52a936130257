#define _DEFAULT_SOURCE /* lstat, opendir; glibc's own switch for POSIX and BSD names */
#include "sim/cli/file_list.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool ends_with(const char *name, const char *ending)
{
    size_t length = strlen(name), end = strlen(ending);
    return length > end && strcmp(name + length - end, ending) == 0;
}

static bool is_folder(const char *path, bool follow_link)
{
    struct stat about;
    int r = follow_link ? stat(path, &about) : lstat(path, &about);
    return r == 0 && S_ISDIR(about.st_mode);
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Takes `path`, which is the list's own memory. */
static ouro_result append(file_list *list, const char *path, ouro_error *err)
{
    if (path && list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 16;
        const char **paths = arena_grow(&list->memory, list->paths, list->count * sizeof *paths,
                                        capacity * sizeof *paths);
        if (!paths)
            return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
        list->paths = paths;
        list->capacity = capacity;
    }
    if (!path)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    list->paths[list->count++] = path;
    return OURO_OK;
}

static const char *join(file_list *list, const char *folder, const char *name)
{
    size_t length = strlen(folder);
    bool slash = length > 0 && folder[length - 1] == '/';
    size_t bytes = length + 1 + strlen(name) + 1;
    char *path = arena_alloc(&list->memory, bytes);
    if (path)
        (void)snprintf(path, bytes, "%s%s%s", folder, slash ? "" : "/", name);
    return path;
}

/* The scenarios of one folder go to `list`, its folders to `folders`. */
static ouro_result read_folder(file_list *list, file_list *folders, const char *folder,
                               ouro_error *err)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return error_set(err, OURO_ERR_IO, 0, 0, "%s: %s", folder, strerror(errno));
    ouro_result r = OURO_OK;
    for (struct dirent *entry; r == OURO_OK && (entry = readdir(dir)) != NULL;) {
        const char *name = entry->d_name;
        if (name[0] == '.')
            continue;
        const char *path = join(list, folder, name);
        if (!path)
            r = append(list, NULL, err);
        else if (is_folder(path, false))
            r = append(folders, path, err);
        else if (ends_with(name, ".json") || ends_with(name, ".py"))
            r = append(list, path, err);
    }
    closedir(dir);
    return r;
}

ouro_result file_list_add(file_list *list, const char *path, ouro_error *err)
{
    const char *copy = arena_text(&list->memory, path, strlen(path));
    if (!copy || !is_folder(path, true))
        return append(list, copy, err);
    /* A worklist instead of recursion: folders may be nested as deep as the disk allows. */
    size_t first = list->count;
    file_list folders = {0};
    ouro_result r = append(&folders, copy, err);
    for (size_t i = 0; r == OURO_OK && i < folders.count; i++)
        r = read_folder(list, &folders, folders.paths[i], err);
    file_list_free(&folders);
    if (list->count > first)
        qsort(list->paths + first, list->count - first, sizeof *list->paths, compare_paths);
    return r;
}

void file_list_free(file_list *list)
{
    arena_free(&list->memory);
    *list = (file_list){0};
}

bool file_list_together(const char *a, const char *b)
{
    const char *end_a = strrchr(a, '/'), *end_b = strrchr(b, '/');
    size_t length_a = end_a ? (size_t)(end_a - a) : 0, length_b = end_b ? (size_t)(end_b - b) : 0;
    return length_a == length_b && memcmp(a, b, length_a) == 0;
}

void file_list_find_topics(const lesson_topic *all, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char **topic = all[i].topic;
        for (size_t k = 0; k < count && **topic == '\0'; k++)
            if (file_list_together(all[i].path, all[k].path))
                *topic = *all[k].topic;
        if (**topic == '\0')
            *topic = "Other";
    }
}
