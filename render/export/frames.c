#define _POSIX_C_SOURCE 200809L
#include "render/export/frames.h"

#include "render/export/file.h"
#include "render/export/folder.h"
#include "render/export/picture.h"
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

typedef enum frames_format { FRAMES_PNG, FRAMES_SVG } frames_format;

static const char *const ENDINGS[] = {[FRAMES_PNG] = "png", [FRAMES_SVG] = "svg"};
enum { FORMATS = sizeof ENDINGS / sizeof *ENDINGS };

/* What the threads share. `lock` guards all of it, and the stage. */
typedef struct work {
    pthread_mutex_t lock;
    const export_job *job;
    frames_format format;
    reel *pictures;
    uint64_t next, end, done, total; /* numbers of frames */
    uint64_t bytes;
    bool skip_present; /* resumed: a frame that is there stays */
    ouro_error error;
} work;

typedef struct worker {
    work *shared;
    text_cache *text;
    picture_press *press;
    buffer encoded; /* the picture's bytes */
    pthread_t thread;
} worker;

/* ---- names ---- */

static void frame_path(const work *w, uint64_t number, buffer *out)
{
    buffer_clear(out);
    buffer_printf(out, "%s/%s-%0*" PRIu64 ".%s", w->job->out, w->job->stem, NUMBER_DIGITS, number,
                  ENDINGS[w->format]);
}

static bool exists(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0;
}

/* STEM-0000.png, with four digits or more; whatever the format: one folder holds one export. */
static bool is_frame_name(const export_job *job, const char *name)
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

/* ---- the folder ---- */

/* Any frame of this name in the folder; with `remove_them` they go. */
static ouro_result frames_present(const export_job *job, bool remove_them, bool *any,
                                  ouro_error *err)
{
    *any = false;
    DIR *folder = opendir(job->out);
    if (!folder)
        return io_error(err, job->out);
    ouro_result result = OURO_OK;
    buffer path = {0};
    for (struct dirent *entry; result == OURO_OK && (entry = readdir(folder));) {
        if (!is_frame_name(job, entry->d_name))
            continue;
        *any = true;
        buffer_clear(&path);
        buffer_printf(&path, "%s/%s", job->out, entry->d_name);
        if (path.failed)
            result = export_no_memory(err);
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
static void manifest_make(const work *w, buffer *out)
{
    static const char *const UNITS[] = {[REEL_STEPS] = "step",
                                        [REEL_LINES] = "line",
                                        [REEL_CHANGES] = "event",
                                        [REEL_FILM] = "time"};
    const export_job *job = w->job;
    buffer_add_text(out, "{\n  \"program\": \"ouro " OURO_VERSION "\",\n  \"frames\": ");
    buffer_add_json(out, job->stem, strlen(job->stem));
    buffer_printf(out, ",\n  \"format\": \"%s\"", ENDINGS[w->format]);
    buffer_printf(out, ",\n  \"scenario\": \"%016" PRIx64 "\",\n  \"python\": \"%s\",\n",
                  text_hash(job->source, job->source_length), job->python);
    const char *lang = job->lang ? job->lang : "";
    buffer_add_text(out, "  \"lang\": ");
    buffer_add_json(out, lang, strlen(lang));
    buffer_printf(out, ",\n  \"per\": \"%s\",\n", UNITS[job->plan.unit]);
    if (job->plan.unit == REEL_FILM)
        buffer_printf(out, "  \"fps\": %" PRIu32 ",\n  \"stay_ms\": %" PRIu32 ",\n",
                      job->plan.fps, job->plan.stay_ms);
    buffer_printf(out, "  \"look\": \"%s\",\n  \"theme\": \"%s\",\n",
                  export_look_name(job->style), job->colours->name);
    if (job->transparent)
        buffer_add_text(out, "  \"transparent\": true,\n");
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
static ouro_result manifest_replace(const export_job *job, const char *path, const buffer *wanted,
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
static ouro_result folder_prepare(work *w, ouro_error *err)
{
    const export_job *job = w->job;
    buffer path = {0}, wanted = {0};
    bool any = false;
    ouro_result result = folder_make(job->out, err);
    file_leftovers_remove(job->out);
    buffer_printf(&path, "%s/manifest.json", job->out);
    manifest_make(w, &wanted);
    if (result == OURO_OK && (path.failed || wanted.failed))
        result = export_no_memory(err);
    if (result == OURO_OK)
        result = frames_present(job, false, &any, err);
    if (result == OURO_OK && manifest_matches(path.text, &wanted)) {
        w->skip_present = !job->force;
    } else if (result == OURO_OK) {
        bool in_the_way = any || exists(path.text);
        if (in_the_way && !job->force)
            result = error_set(err, OURO_ERR_IO, 0, 0,
                               "%s: holds frames of another export; --force replaces them",
                               job->out);
        else
            result = manifest_replace(job, path.text, &wanted, err);
    }
    buffer_free(&path);
    buffer_free(&wanted);
    return result;
}

/* ---- the frames ---- */

/* One picture on its way: the frames first..first + count - 1 show it. */
typedef struct taken {
    frame drawn;
    reel_spare spare;
    uint64_t first, count;
    buffer path;
} taken;

static bool frames_there(const work *w, taken *t)
{
    bool all = true;
    for (uint64_t i = 0; i < t->count && all; i++) {
        frame_path(w, t->first + i, &t->path);
        all = !t->path.failed && exists(t->path.text);
    }
    return all;
}

/* One picture: encoded, into its files. */
static ouro_result picture_finish(worker *self, taken *t, uint64_t *bytes, ouro_error *err)
{
    const work *w = self->shared;
    buffer *encoded = &self->encoded;
    buffer_clear(encoded);
    ouro_result result
        = w->format == FRAMES_SVG
              ? picture_svg(&t->drawn, stage_title(w->job->shown), self->text, encoded, err)
              : picture_press_png(self->press, &t->drawn, encoded, err);
    for (uint64_t i = 0; i < t->count && result == OURO_OK; i++) {
        frame_path(w, t->first + i, &t->path);
        result = t->path.failed ? export_no_memory(err)
                                : file_write_atomic(t->path.text, encoded->text, encoded->length, true, err);
    }
    *bytes = encoded->length * t->count;
    return result;
}

/* The next picture that is not there yet. */
static ouro_result picture_next(work *w, taken *t, bool *found, ouro_error *err)
{
    scene_look look = export_look(w->job);
    look.vector = w->format == FRAMES_SVG;
    while (w->next < w->end) {
        reel_picture p;
        ouro_result result = export_interrupted(w->job, err);
        if (result == OURO_OK)
            result = reel_at(w->pictures, w->next, &p, err);
        if (result != OURO_OK)
            return result;
        uint64_t left = w->end - w->next;
        t->first = w->next;
        t->count = p.frames < left ? p.frames : left;
        w->next += t->count;
        if (w->skip_present && frames_there(w, t)) {
            w->done += t->count;
            continue;
        }
        *found = true;
        result = reel_draw(w->pictures, &p, &look, &t->spare, &t->drawn, err);
        export_ground(w->job, &t->drawn);
        return result;
    }
    return OURO_OK;
}

/* Takes the next picture and draws it. False: nothing is left, or something failed. */
static bool work_take(work *w, taken *t)
{
    bool found = false;
    pthread_mutex_lock(&w->lock);
    if (w->error.code == OURO_OK) {
        ouro_error err = {0};
        if (picture_next(w, t, &found, &err) != OURO_OK) {
            w->error = err;
            found = false;
        }
    }
    pthread_mutex_unlock(&w->lock);
    return found;
}

static void work_note(work *w, ouro_result result, const ouro_error *err, uint64_t frames,
                      uint64_t bytes)
{
    pthread_mutex_lock(&w->lock);
    w->bytes += bytes;
    if (result != OURO_OK && w->error.code == OURO_OK)
        w->error = *err;
    else if (w->bytes > LIMIT_EXPORT_BYTES)
        error_set(&w->error, OURO_ERR_LIMIT, 0, 0, "the export is larger than %llu bytes",
                  LIMIT_EXPORT_BYTES);
    w->done += result == OURO_OK ? frames : 0;
    export_progress(w->job, w->done, w->total);
    pthread_mutex_unlock(&w->lock);
}

static void *worker_run(void *context)
{
    worker *self = context;
    taken t = {.count = 0};
    while (work_take(self->shared, &t)) {
        ouro_error err = {0};
        uint64_t bytes = 0;
        ouro_result result = picture_finish(self, &t, &bytes, &err);
        work_note(self->shared, result, &err, t.count, bytes);
    }
    frame_free(&t.drawn);
    reel_spare_free(&t.spare);
    buffer_free(&t.path);
    return NULL;
}

static void worker_close(worker *self)
{
    buffer_free(&self->encoded);
    picture_press_close(self->press);
    text_cache_close(self->text);
}

static bool worker_open(worker *self, work *shared, ouro_error *err)
{
    *self = (worker){.shared = shared, .text = text_cache_open(shared->job->font_dir, err)};
    self->press = self->text ? picture_press_open(self->text, err) : NULL;
    if (!self->press)
        worker_close(self);
    return self->press;
}

/* One thread is this one; if others cannot be had it does all the work. */
static ouro_result workers_run(work *w, uint32_t wanted, ouro_error *err)
{
    worker workers[THREADS_MAX];
    uint32_t opened = 0, started = 0;
    while (opened < wanted) {
        ouro_error ignored = {0};
        if (!worker_open(&workers[opened], w, opened ? &ignored : err))
            break;
        opened++;
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
        worker_close(&workers[i]);
    return OURO_OK;
}

static ouro_result work_result(const work *w, ouro_error *err)
{
    if (w->error.code == OURO_ERR_IO || w->error.code == OURO_ERR_INTERRUPTED)
        return error_set(err, w->error.code, 0, 0, "%s (%" PRIu64 " of %" PRIu64 " frames written)",
                         w->error.text, w->done, w->total);
    if (w->error.code == OURO_OK)
        return OURO_OK;
    return error_set(err, w->error.code, 0, 0, "%s", w->error.text);
}

static ouro_result work_do(work *w, ouro_error *err)
{
    uint32_t threads = w->job->threads < THREADS_MAX ? w->job->threads : THREADS_MAX;
    w->next = reel_first(w->pictures);
    w->total = reel_count(w->pictures);
    w->end = w->next + w->total;
    if (threads > w->total)
        threads = (uint32_t)w->total;
    if (pthread_mutex_init(&w->lock, NULL) != 0)
        return export_no_memory(err);
    ouro_result result = workers_run(w, threads ? threads : 1, err);
    pthread_mutex_destroy(&w->lock);
    return result == OURO_OK ? work_result(w, err) : result;
}

static ouro_result frames_write(const export_job *job, frames_format format, ouro_error *err)
{
    work w = {.job = job, .format = format};
    ouro_result result = folder_prepare(&w, err);
    if (result == OURO_OK)
        result = reel_open(job->shown, &job->plan, job->first_step, job->last_step, &w.pictures, err);
    if (result == OURO_OK)
        result = work_do(&w, err);
    reel_close(w.pictures);
    return result;
}

ouro_result frames_write_png(const export_job *job, ouro_error *err)
{
    return frames_write(job, FRAMES_PNG, err);
}

ouro_result frames_write_svg(const export_job *job, ouro_error *err)
{
    return frames_write(job, FRAMES_SVG, err);
}
