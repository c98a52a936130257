/* O_TMPFILE, linkat's AT_SYMLINK_FOLLOW on /proc and the strerror_r that returns its text. */
#define _GNU_SOURCE

#include "render/export/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MODE_NEW = 0666 /* the umask takes from it */, TEMPORARY_TRIES = 100, COPY_BYTES = 1 << 16 };

struct file_draft {
    char *path;   /* as it was given: for messages */
    char *target; /* a link followed */
    char *name;   /* of the temporary; NULL: it has none */
    int fd;
    bool through; /* no regular file: the bytes go straight to it */
    bool replace;
};

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
    *fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, MODE_NEW);
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
    flock(fd, LOCK_EX | LOCK_NB); /* it has a name for a moment */
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

/* ---- what killed runs have left ---- */

static const char *digits_before(const char *from, const char *end)
{
    while (end > from && end[-1] >= '0' && end[-1] <= '9')
        end--;
    return end;
}

/* ".BASE.PID-TRY.tmp": the length of BASE, else 0. */
static size_t temporary_base(const char *entry)
{
    static const char ENDING[] = ".tmp";
    size_t length = strlen(entry);
    const char *end = entry + length - (sizeof ENDING - 1);
    if (entry[0] != '.' || length < sizeof ENDING || strcmp(end, ENDING) != 0)
        return 0;
    const char *try = digits_before(entry, end), *dash = try - 1;
    if (try == end || *dash != '-')
        return 0;
    const char *pid = digits_before(entry, dash);
    return pid < dash && pid > entry + 2 && pid[-1] == '.' ? (size_t)(pid - entry) - 2 : 0;
}

/* Who writes a temporary has it locked. */
static void leftover_remove(int folder, const char *entry)
{
    int fd = openat(folder, entry, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        unlinkat(folder, entry, 0);
    close(fd);
}

/* `base`: of that file only; NULL: of any. */
static void leftovers_remove(const char *path, const char *base)
{
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        size_t length = temporary_base(entry->d_name);
        if (length && (!base || (strlen(base) == length && memcmp(base, entry->d_name + 1, length) == 0)))
            leftover_remove(dirfd(folder), entry->d_name);
    }
    if (folder)
        closedir(folder);
}

void file_leftovers_remove(const char *path)
{
    struct stat there;
    const char *slash = strrchr(path, '/');
    if (stat(path, &there) == 0 && S_ISDIR(there.st_mode)) {
        leftovers_remove(path, NULL);
        return;
    }
    char *folder = folder_name(path);
    if (folder)
        leftovers_remove(folder, slash ? slash + 1 : path);
    free(folder);
}

/* ---- with a temporary name ---- */

static int temporary_open(const char *path, char **name, int *fd)
{
    for (int try = 0; try < TEMPORARY_TRIES; try++) {
        *name = temporary_name(path, try);
        if (!*name)
            return ENOMEM;
        *fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, MODE_NEW);
        if (*fd >= 0) {
            flock(*fd, LOCK_EX | LOCK_NB); /* some file systems have none */
            return 0;
        }
        int error = errno;
        free(*name);
        *name = NULL;
        if (error != EEXIST)
            return error;
    }
    return EEXIST;
}

static int temporary_take(file_draft *d)
{
    int error = fsync(d->fd) == 0 ? 0 : errno;
    if (!error && d->replace)
        error = rename(d->name, d->target) == 0 ? 0 : errno;
    else if (!error) /* link refuses a name in use, rename does not */
        error = link(d->name, d->target) == 0 ? 0 : errno;
    if (error || !d->replace)
        unlink(d->name);
    free(d->name);
    d->name = NULL;
    return error;
}

/* The file system has nameless files, but cannot give them a name: into one that has. */
static int nameless_copy(file_draft *d)
{
    unsigned char *block = malloc(COPY_BYTES);
    int from = d->fd, error = block ? temporary_open(d->target, &d->name, &d->fd) : ENOMEM;
    if (!error && lseek(from, 0, SEEK_SET) != 0)
        error = errno;
    for (ssize_t got = 1; !error && got != 0;) {
        got = read(from, block, COPY_BYTES);
        error = got < 0 ? errno : bytes_write(d->fd, block, (size_t)got);
    }
    if (d->fd != from)
        close(from);
    free(block);
    return error ? error : temporary_take(d);
}

static int nameless_take(file_draft *d)
{
    int error = nameless_link(d->fd, d->target);
    if (error == EEXIST && d->replace)
        error = nameless_replace(d->fd, d->target);
    bool usable = error != ENOENT && error != EPERM && error != EXDEV;
    return usable ? error : nameless_copy(d);
}

/* ---- the draft ---- */

static int through_open(file_draft *d)
{
    bool standard = strcmp(d->path, "-") == 0;
    d->through = true;
    d->fd = standard ? dup(STDOUT_FILENO) : open(d->path, O_WRONLY | O_CLOEXEC);
    return d->fd < 0 ? errno : 0;
}

static int regular_open(file_draft *d, bool named)
{
    int error = named ? EOPNOTSUPP : nameless_open(d->target, &d->fd);
    if (error == EOPNOTSUPP || error == EISDIR || error == EINVAL)
        error = temporary_open(d->target, &d->name, &d->fd);
    return error;
}

static int draft_start(file_draft *d, bool named)
{
    struct stat there;
    if (strcmp(d->path, "-") == 0)
        return through_open(d);
    if (stat(d->path, &there) != 0) {
        d->target = strdup(d->path);
        return d->target ? regular_open(d, named) : ENOMEM;
    }
    if (S_ISDIR(there.st_mode))
        return EISDIR;
    if (!S_ISREG(there.st_mode))
        return through_open(d);
    if (!d->replace)
        return EEXIST;
    /* Replace the file a symbolic link points at, not the link. */
    d->target = realpath(d->path, NULL);
    return d->target ? regular_open(d, named) : errno;
}

static ouro_result failed(const char *path, int error, ouro_error *err)
{
    char words[128];
    if (strcmp(path, "-") == 0)
        path = "standard output";
    return error_set(err, error == ENOMEM ? OURO_ERR_NOMEM : OURO_ERR_IO, 0, 0, "%s: %s", path,
                     strerror_r(error, words, sizeof words));
}

static ouro_result draft_open(const char *path, bool replace, bool named, file_draft **out,
                              ouro_error *err)
{
    file_draft *d = calloc(1, sizeof *d);
    int error = ENOMEM;
    *out = NULL;
    if (d) {
        d->fd = -1;
        d->replace = replace;
        d->path = strdup(path);
        error = d->path ? draft_start(d, named) : ENOMEM;
    }
    if (!error) {
        *out = d;
        return OURO_OK;
    }
    file_draft_drop(d);
    return failed(path, error, err);
}

ouro_result file_draft_open(const char *path, bool replace, file_draft **out, ouro_error *err)
{
    return draft_open(path, replace, false, out, err);
}

ouro_result file_draft_open_named(const char *path, bool replace, file_draft **out, ouro_error *err)
{
    return draft_open(path, replace, true, out, err);
}

const char *file_draft_name(const file_draft *d)
{
    return d->name;
}

ouro_result file_draft_write(file_draft *d, const void *bytes, size_t length, ouro_error *err)
{
    int error = bytes_write(d->fd, bytes, length);
    return error ? failed(d->path, error, err) : OURO_OK;
}

ouro_result file_draft_commit(file_draft *d, ouro_error *err)
{
    int error = d->through ? 0 : d->name ? temporary_take(d) : nameless_take(d);
    error = file_close(d->fd, error);
    d->fd = -1;
    ouro_result result = error ? failed(d->path, error, err) : OURO_OK;
    file_draft_drop(d);
    return result;
}

void file_draft_drop(file_draft *d)
{
    if (!d)
        return;
    if (d->fd >= 0)
        close(d->fd);
    if (d->name)
        unlink(d->name);
    free(d->name);
    free(d->target);
    free(d->path);
    free(d);
}

ouro_result file_write_atomic(const char *path, const void *bytes, size_t length, bool replace,
                              ouro_error *err)
{
    file_draft *d;
    ouro_result result = file_draft_open(path, replace, &d, err);
    if (result == OURO_OK)
        result = file_draft_write(d, bytes, length, err);
    if (result == OURO_OK)
        return file_draft_commit(d, err);
    file_draft_drop(d);
    return result;
}
