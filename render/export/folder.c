#define _POSIX_C_SOURCE 200809L
#include "render/export/folder.h"

#include "sim/base/buffer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static ouro_result io_error(ouro_error *err, const char *path)
{
    return error_set(err, OURO_ERR_IO, 0, 0, "%s: %s", path, strerror(errno));
}

ouro_result folder_make(const char *path, ouro_error *err)
{
    buffer part = {0};
    ouro_result result = OURO_OK;
    for (size_t i = 0; path[i] && result == OURO_OK; i++) {
        buffer_add_char(&part, path[i]);
        bool ends = path[i + 1] == '/' || !path[i + 1];
        if (part.failed)
            result = error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the export");
        else if (ends && path[i] != '/' && mkdir(part.text, 0777) != 0 && errno != EEXIST)
            result = io_error(err, part.text);
    }
    buffer_free(&part);
    struct stat about;
    if (result == OURO_OK && stat(path, &about) != 0)
        result = io_error(err, path);
    else if (result == OURO_OK && !S_ISDIR(about.st_mode))
        result = error_set(err, OURO_ERR_IO, 0, 0, "%s: is a file, and frames need a folder", path);
    return result;
}

ouro_result folder_make_above(const char *path, ouro_error *err)
{
    const char *slash = strrchr(path, '/');
    if (!slash || slash == path)
        return OURO_OK;
    char *above = strndup(path, (size_t)(slash - path));
    if (!above)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the export");
    ouro_result result = folder_make(above, err);
    free(above);
    return result;
}
