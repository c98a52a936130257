#define _POSIX_C_SOURCE 200809L
#include "render/export/frames.h"

#include "render/draw/raster.h"
#include "render/draw/svg.h"
#include "render/export/file.h"
#include "render/export/png.h"
#include "sim/base/limits.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { THREADS_MAX = 16, NUMBER_DIGITS = 4 };

static const char *const ENDINGS[] = {[FRAMES_PNG] = "png", [FRAMES_SVG] = "svg"};
enum { FORMATS = sizeof ENDINGS / sizeof *ENDINGS };

/* What the threads share. `lock` guards all of it, and the stage. */
typedef struct work {
    pthread_mutex_t lock;
    const frames_job *job;
    stage *shown;
    uint32_t next_step, done, total;
    uint64_t bytes;
    bool skip_present; /* resumed: a frame that is there stays */
    ouro_error error;
} work;

typedef struct worker {
    work *shared;
    text_cache *text;
    pthread_t thread;
} worker;

/* ---- names ---- */

static void frame_path(const frames_job *job, uint32_t step, buffer *out)
{
    buffer_clear(out);
    buffer_printf(out, "%s/%s-%0*" PRIu32 ".%s", job->folder, job->stem, NUMBER_DIGITS, step,
                  ENDINGS[job->format]);
}

static bool exists(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0;
}

/* STEM-0000.png, with four digits or more; whatever the format: one folder holds one export. */
static bool is_frame_name(const frames_job *job, const char *name)
{
    size_t stem = strlen(job->stem), length = strlen(name);
    if (strncmp(name, job->stem, stem) != 0 || name[stem] != '-' || length < stem + 9)
        return false;
    size_t digits = strspn(name + stem + 1, "0123456789");
    const char *dot = name + stem + 1 + digits;
    bool known = false;
    for (size_t i = 0; i < FORMATS && *dot == '.'; i++)
        known |= strcmp(dot + 1, ENDINGS[i]) == 0;
    return digits >= NUMBER_DIGITS && known;
}

static ouro_result io_error(ouro_error *err, const char *path)
{
    return error_set(err, OURO_ERR_IO, 0, 0, "%s: %s", path, strerror(errno));
}

static ouro_result no_memory(ouro_error *err)
{
    return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the export");
}

/* ---- the folder ---- */

/* The folder and every one above it. */
static ouro_result folder_make(const char *path, ouro_error *err)
{
    buffer part = {0};
    ouro_result result = OURO_OK;
    for (size_t i = 0; path[i] && result == OURO_OK; i++) {
        buffer_add_char(&part, path[i]);
        bool ends = path[i + 1] == '/' || !path[i + 1];
        if (part.failed)
            result = no_memory(err);
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

/* Any frame of this name in the folder; with `remove_them` they go. */
static ouro_result frames_present(const frames_job *job, bool remove_them, bool *any,
                                  ouro_error *err)
{
    *any = false;
    DIR *folder = opendir(job->folder);
    if (!folder)
        return io_error(err, job->folder);
    ouro_result result = OURO_OK;
    buffer path = {0};
    for (struct dirent *entry; result == OURO_OK && (entry = readdir(folder));) {
        if (!is_frame_name(job, entry->d_name))
            continue;
        *any = true;
        buffer_clear(&path);
        buffer_printf(&path, "%s/%s", job->folder, entry->d_name);
        if (path.failed)
            result = no_memory(err);
        else if (remove_them && unlink(path.text) != 0)
            result = io_error(err, path.text);
    }
    buffer_free(&path);
    closedir(folder);
    return result;
}

/* ---- the manifest ---- */

static uint64_t text_hash(const char *text, size_t length)
{
    uint64_t hash = 0xCBF29CE484222325U;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 0x100000001B3U;
    return hash;
}

/* Everything that a frame depends on, and nothing else: a range of steps is no part of it, so that
 * several machines may share one folder. */
static void manifest_make(const frames_job *job, buffer *out)
{
    buffer_add_text(out, "{\n  \"program\": \"ouro " OURO_VERSION "\",\n  \"frames\": ");
    buffer_add_json(out, job->stem, strlen(job->stem));
    buffer_printf(out, ",\n  \"format\": \"%s\"", ENDINGS[job->format]);
    buffer_printf(out, ",\n  \"scenario\": \"%016" PRIx64 "\",\n  \"python\": \"%s\",\n",
                  text_hash(job->source, job->source_length), job->python);
    const char *lang = job->lang ? job->lang : "";
    buffer_add_text(out, "  \"lang\": ");
    buffer_add_json(out, lang, strlen(lang));
    buffer_printf(out, ",\n  \"look\": \"stage\",\n  \"theme\": \"%s\",\n", job->colours->name);
    buffer_printf(out, "  \"width\": %" PRId32 ",\n  \"height\": %" PRId32 "\n}\n", job->width_px,
                  job->height_px);
}

static bool manifest_matches(const char *path, const buffer *wanted)
{
    FILE *file = fopen(path, "rb");
    char *text = file ? malloc(wanted->length + 1) : NULL;
    size_t length = text ? fread(text, 1, wanted->length + 1, file) : 0;
    bool same = text && length == wanted->length && memcmp(text, wanted->text, length) == 0;
    free(text);
    if (file)
        fclose(file);
    return same;
}

/* Old frames go before the new manifest comes: a job that is killed here leaves no stale frame that
 * a later one would take for its own. */
static ouro_result manifest_replace(const frames_job *job, const char *path, const buffer *wanted,
                                    ouro_error *err)
{
    bool any;
    if (unlink(path) != 0 && errno != ENOENT)
        return io_error(err, path);
    ouro_result result = frames_present(job, true, &any, err);
    if (result == OURO_OK)
        result = file_write_atomic(path, wanted->text, wanted->length, true, err);
    return result;
}

/* Decides whether to resume, to start, or to refuse. */
static ouro_result folder_prepare(const frames_job *job, bool *resumed, ouro_error *err)
{
    buffer path = {0}, wanted = {0};
    bool any = false;
    ouro_result result = folder_make(job->folder, err);
    buffer_printf(&path, "%s/manifest.json", job->folder);
    manifest_make(job, &wanted);
    *resumed = false;
    if (result == OURO_OK && (path.failed || wanted.failed))
        result = no_memory(err);
    if (result == OURO_OK)
        result = frames_present(job, false, &any, err);
    if (result == OURO_OK && manifest_matches(path.text, &wanted)) {
        *resumed = !job->force;
    } else if (result == OURO_OK) {
        bool in_the_way = any || exists(path.text);
        if (in_the_way && !job->force)
            result = error_set(err, OURO_ERR_IO, 0, 0,
                               "%s: holds frames of another export; --force replaces them",
                               job->folder);
        else
            result = manifest_replace(job, path.text, &wanted, err);
    }
    buffer_free(&path);
    buffer_free(&wanted);
    return result;
}

/* ---- the frames ---- */

static ouro_result frame_as_svg(const frame *f, const char *title, text_cache *text, buffer *out,
                                ouro_error *err)
{
    frame_ruler ruler = text_ruler(text);
    svg_write(&(svg_picture){.drawn = f, .title = title, .prefix = ""}, &ruler, out);
    return out->failed ? no_memory(err) : OURO_OK;
}

static ouro_result frame_as_png(const frames_job *job, const frame *f, text_cache *text,
                                buffer *out, ouro_error *err)
{
    size_t pixels = (size_t)job->width_px * (size_t)job->height_px;
    raster_target target = {.pixels = malloc(pixels * sizeof *target.pixels),
                            .width_px = job->width_px,
                            .height_px = job->height_px,
                            .stride_px = job->width_px};
    ouro_result result = target.pixels ? raster_draw(f, &target, text, err) : no_memory(err);
    if (result == OURO_OK)
        result = png_encode(target.pixels, (uint32_t)job->width_px, (uint32_t)job->height_px,
                            job->width_px, out, err);
    free(target.pixels);
    return result;
}

/* One picture: encoded, into its file. */
static ouro_result frame_finish(const work *w, const frame *f, text_cache *text, const char *path,
                                uint64_t *bytes, ouro_error *err)
{
    buffer encoded = {0};
    ouro_result result = w->job->format == FRAMES_SVG
                             ? frame_as_svg(f, stage_title(w->shown), text, &encoded, err)
                             : frame_as_png(w->job, f, text, &encoded, err);
    if (result == OURO_OK)
        result = file_write_atomic(path, encoded.text, encoded.length, true, err);
    *bytes = encoded.length;
    buffer_free(&encoded);
    return result;
}

/* Takes the next step and draws it into `f`. False: nothing is left, or something failed. */
static bool work_take(work *w, frame *f, buffer *path)
{
    scene_look look = {.colours = w->job->colours,
                       .width_px = w->job->width_px,
                       .height_px = w->job->height_px,
                       .captions = true,
                       .vector = w->job->format == FRAMES_SVG,
                       .zoom = 1};
    bool taken = false;
    pthread_mutex_lock(&w->lock);
    while (!taken && w->error.code == OURO_OK && w->next_step <= w->job->last_step) {
        uint32_t step = w->next_step++;
        frame_path(w->job, step, path);
        if (path->failed) {
            no_memory(&w->error);
        } else if (w->job->stop && *w->job->stop) {
            error_set(&w->error, OURO_ERR_INTERRUPTED, 0, 0, "interrupted");
        } else if (w->skip_present && exists(path->text)) {
            w->done++;
        } else {
            taken = stage_draw(w->shown, stage_at_step(w->shown, step), &look, f, &w->error)
                    == OURO_OK;
        }
    }
    pthread_mutex_unlock(&w->lock);
    return taken;
}

static void work_note(work *w, ouro_result result, const ouro_error *err, uint64_t bytes)
{
    pthread_mutex_lock(&w->lock);
    w->bytes += bytes;
    if (result != OURO_OK && w->error.code == OURO_OK)
        w->error = *err;
    else if (w->bytes > LIMIT_EXPORT_BYTES)
        error_set(&w->error, OURO_ERR_LIMIT, 0, 0, "the export is larger than %llu bytes",
                  LIMIT_EXPORT_BYTES);
    w->done += result == OURO_OK;
    if (w->job->progress)
        w->job->progress(w->job->user, w->done, w->total);
    pthread_mutex_unlock(&w->lock);
}

static void *worker_run(void *context)
{
    worker *self = context;
    frame f = {0};
    buffer path = {0};
    while (work_take(self->shared, &f, &path)) {
        ouro_error err = {0};
        uint64_t bytes = 0;
        ouro_result result
            = frame_finish(self->shared, &f, self->text, path.text, &bytes, &err);
        work_note(self->shared, result, &err, bytes);
    }
    frame_free(&f);
    buffer_free(&path);
    return NULL;
}

/* One thread is this one; if others cannot be had it does all the work. */
static ouro_result workers_run(work *w, uint32_t wanted, ouro_error *err)
{
    worker workers[THREADS_MAX];
    uint32_t opened = 0, started = 0;
    while (opened < wanted) {
        ouro_error ignored = {0};
        text_cache *text = text_cache_open(w->job->font_dir, opened ? &ignored : err);
        if (!text)
            break;
        workers[opened++] = (worker){.shared = w, .text = text};
    }
    if (!opened)
        return err->code;
    for (uint32_t i = 1; i < opened; i++) {
        if (pthread_create(&workers[i].thread, NULL, worker_run, &workers[i]) != 0)
            break;
        started = i;
    }
    worker_run(&workers[0]);
    for (uint32_t i = 1; i <= started; i++)
        pthread_join(workers[i].thread, NULL);
    for (uint32_t i = 0; i < opened; i++)
        text_cache_close(workers[i].text);
    return OURO_OK;
}

static ouro_result work_result(const work *w, ouro_error *err)
{
    switch (w->error.code) {
    case OURO_OK:
        return OURO_OK;
    case OURO_ERR_IO:
    case OURO_ERR_INTERRUPTED:
        return error_set(err, w->error.code, 0, 0, "%s (%" PRIu32 " of %" PRIu32 " frames written)",
                         w->error.text, w->done, w->total);
    case OURO_ERR_SYNTAX:
    case OURO_ERR_UNSUPPORTED:
    case OURO_ERR_LIMIT_INPUT:
    case OURO_ERR_USAGE:
    case OURO_ERR_LIMIT:
    case OURO_ERR_FAILED:
    case OURO_ERR_NOMEM:
    case OURO_ERR_DISPLAY:
        break;
    }
    return error_set(err, w->error.code, 0, 0, "%s", w->error.text);
}

ouro_result frames_write(stage *g, const frames_job *job, uint32_t *done, ouro_error *err)
{
    work w = {.job = job,
              .shown = g,
              .next_step = job->first_step,
              .total = job->last_step - job->first_step + 1};
    *done = 0;
    ouro_result result = folder_prepare(job, &w.skip_present, err);
    if (result != OURO_OK)
        return result;
    if (pthread_mutex_init(&w.lock, NULL) != 0)
        return no_memory(err);
    uint32_t threads = job->threads < THREADS_MAX ? job->threads : THREADS_MAX;
    if (threads > w.total)
        threads = w.total;
    result = workers_run(&w, threads ? threads : 1, err);
    pthread_mutex_destroy(&w.lock);
    *done = w.done;
    return result == OURO_OK ? work_result(&w, err) : result;
}
