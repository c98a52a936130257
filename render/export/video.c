#define _GNU_SOURCE /* pipe2 */
#include "render/export/video.h"

#include "render/export/film.h"
#include "render/export/yuv.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { ARGUMENTS_MOST = 64, WORDS_BYTES = 512, NUMBER_BYTES = 32 };

/* The encoder, and the ends of the pipes to it that are ours. */
typedef struct video {
    const export_job *job;
    pid_t encoder;
    int pictures, words; /* to it, from it; -1: none */
    uint8_t *planes;
    size_t length;
} video;

/* ---- the encoder ---- */

typedef struct arguments {
    const char *list[ARGUMENTS_MOST];
    size_t count;
    char size[NUMBER_BYTES], rate[NUMBER_BYTES];
} arguments;

static void add(arguments *a, const char *const *words)
{
    for (; *words; words++) {
        assert(a->count + 1 < ARGUMENTS_MOST);
        a->list[a->count++] = *words;
    }
    a->list[a->count] = NULL;
}

static void arguments_make(arguments *a, const export_job *job, bool webm, const char *path)
{
    /* -xerror: where the end of the file cannot be written it would call that a success. */
    static const char *const START[] = {"ffmpeg", "-hide_banner", "-loglevel", "error", "-xerror", "-nostdin", "-y",
                                        "-f", "rawvideo", "-pix_fmt", "yuv420p", "-color_range", "tv",
                                        NULL};
    static const char *const H264[]
        = {"-c:v", "libx264", "-profile:v", "high", "-preset", "veryfast", "-crf", "20", "-tune",
           "animation", "-movflags", "+faststart", NULL};
    static const char *const VP9[] = {"-c:v", "libvpx-vp9", "-crf", "30", "-b:v", "0", "-deadline",
                                      "realtime", "-cpu-used", "6", "-row-mt", "1", NULL};
    static const char *const TAGS[] = {"-pix_fmt", "yuv420p", "-color_range", "tv", "-colorspace",
                                       "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
                                       "-map_metadata", "-1", "-fflags", "+bitexact", NULL};
    /* Where the threads part a picture shows in the bytes: as many on every machine. */
    static const char *const THREADS[] = {"-threads", "4", NULL};
    a->count = 0;
    snprintf(a->size, sizeof a->size, "%dx%d", yuv_side(job->width_px), yuv_side(job->height_px));
    snprintf(a->rate, sizeof a->rate, "%u", job->plan.fps);
    add(a, START);
    add(a, (const char *const[]){"-s", a->size, "-r", a->rate, "-i", "pipe:0", NULL});
    add(a, webm ? VP9 : H264);
    add(a, THREADS);
    add(a, TAGS);
    add(a, (const char *const[]){"-f", webm ? "webm" : "mp4", path, NULL});
}

static ouro_result failed(const char *what, int error, ouro_error *err)
{
    return error_set(err, OURO_ERR_IO, 0, 0, "%s: %s", what, strerror(error));
}

/* Ctrl+C is for this program alone, which ends the encoder: in a group of its own. */
static int encoder_run(video *v, const arguments *a, const posix_spawn_file_actions_t *actions)
{
    posix_spawnattr_t apart;
    int error = posix_spawnattr_init(&apart);
    if (error)
        return error;
    error = posix_spawnattr_setpgroup(&apart, 0);
    if (!error)
        error = posix_spawnattr_setflags(&apart, POSIX_SPAWN_SETPGROUP);
    if (!error)
        error = posix_spawnp(&v->encoder, a->list[0], actions, &apart, (char *const *)(uintptr_t)a->list,
                             environ);
    posix_spawnattr_destroy(&apart);
    return error;
}

/* Starts it with its standard input and error on our pipes. */
static int encoder_spawn(video *v, const arguments *a, const int in[2], const int out[2])
{
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error)
        return error;
    error = posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    if (!error)
        error = posix_spawn_file_actions_adddup2(&actions, out[1], STDERR_FILENO);
    if (!error)
        error = encoder_run(v, a, &actions);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static ouro_result encoder_start(video *v, const arguments *a, ouro_error *err)
{
    int in[2] = {-1, -1}, out[2] = {-1, -1};
    int error = pipe2(in, O_CLOEXEC) == 0 && pipe2(out, O_CLOEXEC) == 0 ? 0 : errno;
    if (!error)
        error = encoder_spawn(v, a, in, out);
    if (in[0] >= 0)
        close(in[0]);
    if (out[1] >= 0)
        close(out[1]);
    v->pictures = in[1];
    v->words = out[0];
    if (error == ENOENT)
        return error_set(err, OURO_ERR_IO, 0, 0,
                         "videos need the program ffmpeg: install the package ffmpeg "
                         "(apt install ffmpeg), or export a .gif");
    return error ? failed("ffmpeg", error, err) : OURO_OK;
}

/* The last line that it said. */
static void words_read(const video *v, char words[WORDS_BYTES])
{
    char part[WORDS_BYTES];
    size_t length = 0;
    ssize_t got;
    while ((got = read(v->words, part, sizeof part)) > 0 || (got < 0 && errno == EINTR)) {
        size_t keep = got > 0 ? (size_t)got : 0;
        if (keep + length >= WORDS_BYTES) {
            size_t drop = keep + length - WORDS_BYTES + 1;
            drop = drop > length ? length : drop;
            memmove(words, words + drop, length - drop);
            length -= drop;
        }
        if (keep > WORDS_BYTES - 1 - length)
            keep = WORDS_BYTES - 1 - length;
        memcpy(words + length, part, keep);
        length += keep;
    }
    words[length] = '\0';
    while (length && words[length - 1] == '\n')
        words[--length] = '\0';
    char *line = strrchr(words, '\n');
    if (line)
        memmove(words, line + 1, strlen(line + 1) + 1);
}

/* Lets it finish, or not; what it said if it failed. */
static ouro_result encoder_end(video *v, bool wanted, ouro_error *err)
{
    char words[WORDS_BYTES] = "";
    int status = 0;
    if (v->pictures >= 0)
        close(v->pictures);
    if (v->encoder > 0 && !wanted)
        kill(v->encoder, SIGKILL);
    if (v->encoder > 0)
        words_read(v, words);
    if (v->words >= 0)
        close(v->words);
    while (v->encoder > 0 && waitpid(v->encoder, &status, 0) < 0 && errno == EINTR)
        continue;
    if (!wanted || v->encoder <= 0 || (WIFEXITED(status) && WEXITSTATUS(status) == 0))
        return OURO_OK;
    return error_set(err, OURO_ERR_IO, 0, 0, "ffmpeg: %s", *words ? words : "it has failed");
}

/* ---- pictures ---- */

/* EPIPE: the encoder has gone; its last words tell why. */
static int planes_write(const video *v)
{
    size_t written = 0;
    while (written < v->length) {
        ssize_t got = write(v->pictures, v->planes + written, v->length - written);
        if (got < 0 && errno == EINTR && !(v->job->stop && *v->job->stop))
            continue;
        if (got < 0)
            return errno;
        written += (size_t)got;
    }
    return 0;
}

static ouro_result picture_show(void *user, const film_picture *p, ouro_error *err)
{
    video *v = user;
    yuv_from_pixels(p->pixels, v->job->width_px, v->job->height_px, v->planes);
    for (uint64_t i = 0; i < p->frames; i++) {
        int error = planes_write(v);
        ouro_result result = export_interrupted(v->job, err);
        if (result != OURO_OK)
            return result;
        if (error)
            return failed("ffmpeg", error, err);
    }
    return OURO_OK;
}

/* A signal for a broken pipe would end the program: writing tells as well. */
static ouro_result film_encode(video *v, const arguments *a, ouro_error *err)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    ouro_error encoding = {0};
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGPIPE, &ignore, &before);
    ouro_result result = encoder_start(v, a, err);
    if (result == OURO_OK)
        result = film_run(v->job, picture_show, v, err);
    bool wanted = result == OURO_OK || result == OURO_ERR_IO;
    ouro_result encoded = encoder_end(v, wanted, &encoding);
    sigaction(SIGPIPE, &before, NULL);
    if (encoded == OURO_OK)
        return result;
    *err = encoding;
    return encoded;
}

static ouro_result video_encode(const export_job *job, bool webm, const char *path, ouro_error *err)
{
    video v = {.job = job, .pictures = -1, .words = -1,
               .length = yuv_bytes(job->width_px, job->height_px)};
    arguments a;
    arguments_make(&a, job, webm, path);
    v.planes = malloc(v.length);
    if (!v.planes)
        return export_no_memory(err);
    ouro_result result = film_encode(&v, &a, err);
    free(v.planes);
    return result;
}

static ouro_result video_write(const export_job *job, bool webm, ouro_error *err)
{
    file_draft *file;
    if (strcmp(job->out, "-") == 0)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "-o -: a video needs a file that it can go back in");
    ouro_result result = export_file_open_named(job, &file, err);
    if (result != OURO_OK)
        return result;
    const char *name = file_draft_name(file);
    result = video_encode(job, webm, name ? name : job->out, err);
    if (result == OURO_OK)
        return file_draft_commit(file, err);
    file_draft_drop(file);
    return result;
}

ouro_result video_write_mp4(const export_job *job, ouro_error *err)
{
    return video_write(job, false, err);
}

ouro_result video_write_webm(const export_job *job, ouro_error *err)
{
    return video_write(job, true, err);
}
