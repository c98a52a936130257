/* O_TMPFILE, linkat's AT_SYMLINK_FOLLOW on /proc and the strerror_r that returns its text. */
#define _GNU_SOURCE

#include "render/export/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MODE_NEW = 0666 /* the umask takes from it */, TEMPORARY_TRIES = 100 };

/* Every step below returns 0 or an errno; only the top turns that into words. */

static int bytes_write(int fd, const unsigned char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        if (written == 0)
            return ENOSPC;
        bytes += written;
        length -= (size_t)written;
    }
    return 0;
}

/* Closing may be where a network file system first reports what went wrong. */
static int file_close(int fd, int error)
{
    int closed = close(fd) == 0 || errno == EINTR ? 0 : errno;
    return error ? error : closed;
}

/* ---- a name for a moment, beside the file ---- */

static char *temporary_name(const char *path, int try)
{
    const char *slash = strrchr(path, '/');
    int folder = slash ? (int)(slash - path) + 1 : 0;
    int length = snprintf(NULL, 0, "%s.%ld-%d.tmp", path, (long)getpid(), try) + 2;
    char *name = malloc((size_t)length);
    if (name)
        snprintf(name, (size_t)length, "%.*s.%s.%ld-%d.tmp", folder, path, path + folder,
                 (long)getpid(), try);
    return name;
}

static char *folder_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return strdup(".");
    return slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
}

/* ---- without a name ---- */

static int nameless_open(const char *path, int *fd)
{
    char *folder = folder_name(path);
    if (!folder)
        return ENOMEM;
    *fd = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, MODE_NEW);
    int error = *fd < 0 ? errno : 0;
    free(folder);
    return error;
}

static int nameless_link(int fd, const char *path)
{
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    return linkat(AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 ? 0 : errno;
}

/* A link cannot take a name that is in use: link beside it, then rename over it. */
static int nameless_replace(int fd, const char *path)
{
    int error = fsync(fd) == 0 ? EEXIST : errno;
    for (int try = 0; error == EEXIST && try < TEMPORARY_TRIES; try++) {
        char *name = temporary_name(path, try);
        if (!name)
            return ENOMEM;
        error = nameless_link(fd, name);
        if (!error && rename(name, path) != 0) {
            error = errno;
            unlink(name);
            free(name);
            return error;
        }
        free(name);
    }
    return error;
}

/* *usable false: this file system (or a missing /proc) cannot do it, nothing was left behind. */
static int write_nameless(const char *path, const void *bytes, size_t length, bool replace,
                          bool *usable)
{
    int fd = -1, error = nameless_open(path, &fd);
    *usable = error != EOPNOTSUPP && error != EISDIR && error != EINVAL;
    if (error)
        return error;
    error = bytes_write(fd, bytes, length);
    if (!error) {
        error = nameless_link(fd, path);
        if (error == EEXIST && replace)
            error = nameless_replace(fd, path);
        *usable = error != ENOENT && error != EPERM && error != EXDEV;
    }
    return file_close(fd, error);
}

/* ---- with a temporary name ---- */

static int temporary_open(const char *path, char **name, int *fd)
{
    for (int try = 0; try < TEMPORARY_TRIES; try++) {
        *name = temporary_name(path, try);
        if (!*name)
            return ENOMEM;
        *fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, MODE_NEW);
        if (*fd >= 0)
            return 0;
        int error = errno;
        free(*name);
        if (error != EEXIST)
            return error;
    }
    return EEXIST;
}

static int write_temporary(const char *path, const void *bytes, size_t length, bool replace)
{
    char *name = NULL;
    int fd = -1, error = temporary_open(path, &name, &fd);
    if (error)
        return error;
    error = bytes_write(fd, bytes, length);
    if (!error && fsync(fd) != 0)
        error = errno;
    error = file_close(fd, error);
    if (!error && replace)
        error = rename(name, path) == 0 ? 0 : errno;
    else if (!error)
        error = link(name, path) == 0 ? 0 : errno; /* link refuses a name in use, rename does not */
    if (error || !replace)
        unlink(name);
    free(name);
    return error;
}

/* ---- the whole ---- */

static int write_through(const char *path, const void *bytes, size_t length)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    return file_close(fd, bytes_write(fd, bytes, length));
}

static int write_regular(const char *path, const void *bytes, size_t length, bool replace)
{
    bool usable = true;
    int error = write_nameless(path, bytes, length, replace, &usable);
    return usable ? error : write_temporary(path, bytes, length, replace);
}

static int write_any(const char *path, const void *bytes, size_t length, bool replace)
{
    struct stat there;
    if (stat(path, &there) != 0)
        return write_regular(path, bytes, length, replace);
    if (S_ISDIR(there.st_mode))
        return EISDIR;
    if (!S_ISREG(there.st_mode))
        return write_through(path, bytes, length);
    if (!replace)
        return EEXIST;
    /* Replace the file a symbolic link points at, not the link. */
    char *target = realpath(path, NULL);
    if (!target)
        return errno;
    int error = write_regular(target, bytes, length, true);
    free(target);
    return error;
}

ouro_result file_write_atomic(const char *path, const void *bytes, size_t length, bool replace,
                              ouro_error *err)
{
    int error = write_any(path, bytes, length, replace);
    if (!error)
        return OURO_OK;
    char words[128];
    return error_set(err, error == ENOMEM ? OURO_ERR_NOMEM : OURO_ERR_IO, 0, 0, "%s: %s", path,
                     strerror_r(error, words, sizeof words));
}
