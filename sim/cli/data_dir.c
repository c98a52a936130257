#define _XOPEN_SOURCE 700 /* realpath, readlink */
#include "sim/cli/data_dir.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef OURO_PREFIX
#define OURO_PREFIX "/usr/local"
#endif

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* The folder of the running program, without a slash at its end. */
static bool program_folder(char *path, size_t size)
{
    ssize_t length = readlink("/proc/self/exe", path, size - 1);
    if (length <= 0 || (size_t)length >= size - 1)
        return false;
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    if (!slash)
        return false;
    *slash = '\0';
    return true;
}

/* `folder`/`below`/`part`, if it is a folder; its path without the dots. */
static bool try_folder(const char *folder, const char *below, const char *part, buffer *out)
{
    buffer path = {0};
    buffer_printf(&path, "%s/%s/%s", folder, below, part);
    char *whole = NULL;
    if (!path.failed && is_folder(buffer_text(&path)))
        whole = realpath(buffer_text(&path), NULL);
    buffer_free(&path);
    if (!whole)
        return false;
    buffer_add_text(out, whole);
    free(whole);
    return !out->failed;
}

ouro_result data_dir_find(const char *part, buffer *out, ouro_error *err)
{
    char folder[PATH_MAX];
    bool known = program_folder(folder, sizeof folder);
    /* The source tree has both parts at its top; asking for the fonts too keeps a stranger's
     * /scenarios beside /build/x/ouro from being taken for ours. */
    buffer fonts = {0};
    bool in_tree = known && try_folder(folder, "../..", "assets/fonts", &fonts);
    buffer_free(&fonts);
    if (in_tree && try_folder(folder, "../..", part, out))
        return OURO_OK;
    if (known && try_folder(folder, "../share/ouroboros", part, out))
        return OURO_OK;
    if (try_folder(OURO_PREFIX, "share/ouroboros", part, out))
        return OURO_OK;
    return error_set(err, OURO_ERR_IO, 0, 0,
                     "no folder '%s' in %s/../.., %s/../share/ouroboros or " OURO_PREFIX
                     "/share/ouroboros",
                     part, known ? folder : "?", known ? folder : "?");
}
