#define _POSIX_C_SOURCE 200809L
#include "sim/cli/commands.h"

#include "sim/base/buffer.h"
#include "sim/base/utf8.h"
#include "sim/cli/data_dir.h"
#include "sim/cli/failure.h"
#include "sim/cli/file_list.h"
#include "sim/cli/run_options.h"
#include "sim/cli/terminal.h"
#include "sim/scenario/scenario.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LIST_PATH_BYTES = 4096, LIST_TITLE_COLUMNS = 52 };

static const command_face FACE = {
    .name = "list",
    .synopsis = "list [OPTIONS]",
    .about = "The lessons that come with the program, by topic: title, minutes, path.",
};

typedef struct lesson {
    const char *path;
    const char *title, *topic; /* the list's arena; topic "": the file names none */
    double minutes;
    bool printed;
} lesson;

typedef struct lesson_list {
    arena memory;
    lesson *lessons;
    size_t count;
    int worst; /* exit code of those that could not be read */
} lesson_list;

/* Titles outlive the scenario they come from, so they are copied. */
static bool keep_lesson(lesson_list *list, const char *path, const scenario *s)
{
    const char *topic = s->topic ? s->topic : "";
    lesson *l = &list->lessons[list->count];
    *l = (lesson){.path = path,
                  .title = arena_text(&list->memory, s->title, strlen(s->title)),
                  .topic = arena_text(&list->memory, topic, strlen(topic)),
                  .minutes = s->minutes};
    if (!l->title || !l->topic)
        return false;
    list->count++;
    return true;
}

static void load_lesson(lesson_list *list, const char *path, const char *lang)
{
    source_text source = {0};
    ouro_error err = {0};
    scenario *s = NULL;
    if (scenario_load(path, lang, &source, &s, &err) == OURO_OK && !keep_lesson(list, path, s))
        (void)error_set(&err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    if (err.code != OURO_OK) {
        int status = failure_of_file(path, &source, &err);
        list->worst = status > list->worst ? status : list->worst;
    }
    scenario_free(s);
    source_text_free(&source);
}

/* The path as the user would type it from here. */
static const char *short_path(const char *path, const char *here)
{
    size_t length = strlen(here);
    if (length > 1 && strncmp(path, here, length) == 0 && path[length] == '/')
        return path + length + 1;
    return path;
}

static bool find_topics(lesson_list *list)
{
    lesson_topic *all = arena_alloc(&list->memory, (list->count + 1) * sizeof *all);
    for (size_t i = 0; all && i < list->count; i++)
        all[i] = (lesson_topic){list->lessons[i].path, &list->lessons[i].topic};
    if (all)
        file_list_find_topics(all, list->count);
    return all != NULL;
}

static void print_lesson(buffer *b, lesson *l, const char *here)
{
    size_t columns = utf8_count(l->title, strlen(l->title));
    size_t gap = columns < LIST_TITLE_COLUMNS ? LIST_TITLE_COLUMNS - columns : 0;
    buffer_printf(b, "  %s%*s ", l->title, (int)gap, "");
    if (l->minutes > 0)
        buffer_printf(b, "%3.0f min  ", l->minutes);
    else
        buffer_printf(b, "%9s", "");
    buffer_printf(b, "%s\n", short_path(l->path, here));
    l->printed = true;
}

/* Topics in the order of their first lesson; lessons of a topic need not stand together. False: it did
 * not arrive (errno tells). */
static bool print_lessons(lesson_list *list)
{
    char here[LIST_PATH_BYTES];
    if (!getcwd(here, sizeof here))
        here[0] = '\0';
    buffer b = {0};
    for (size_t i = 0; i < list->count; i++) {
        if (list->lessons[i].printed)
            continue;
        buffer_printf(&b, "%s%s\n", b.length > 0 ? "\n" : "", list->lessons[i].topic);
        for (size_t j = i; j < list->count; j++) {
            if (strcmp(list->lessons[j].topic, list->lessons[i].topic) == 0)
                print_lesson(&b, &list->lessons[j], here);
        }
    }
    bool done = terminal_write(stdout, buffer_text(&b), b.length);
    int error_number = errno;
    buffer_free(&b);
    errno = error_number;
    return done;
}

static int list_files(const file_list *files, const char *folder, const char *lang)
{
    lesson_list list = {0};
    ouro_error err = {0};
    list.lessons = arena_alloc(&list.memory, (files->count + 1) * sizeof *list.lessons);
    if (!list.lessons) {
        (void)error_set(&err, OURO_ERR_NOMEM, 0, 0, "out of memory");
        return failure_of_usage(FACE.name, &err);
    }
    for (size_t i = 0; i < files->count; i++)
        load_lesson(&list, files->paths[i], lang);
    if (find_topics(&list)) {
        if (!print_lessons(&list))
            list.worst = failure_of_output(errno);
    } else {
        (void)error_set(&err, OURO_ERR_NOMEM, 0, 0, "out of memory");
        list.worst = failure_of_usage(FACE.name, &err);
    }
    if (files->count == 0) {
        (void)error_set(&err, OURO_ERR_IO, 0, 0, "no lessons in %s", folder);
        list.worst = failure_of_usage(FACE.name, &err);
    }
    arena_free(&list.memory);
    return list.worst;
}

int list_command(int argc, char **argv)
{
    run_options o;
    option rows[RUN_OPTIONS_ROWS];
    int left = 0;
    int status = run_options_parse(&FACE, rows, 0, &o, argc, argv, &left);
    if (status >= 0)
        return status;
    buffer folder = {0};
    file_list files = {0};
    ouro_error err = {0};
    if (data_dir_find("scenarios", &folder, &err) == OURO_OK &&
        file_list_add(&files, buffer_text(&folder), &err) == OURO_OK)
        status = list_files(&files, buffer_text(&folder), o.session.lang);
    else
        status = failure_of_usage(FACE.name, &err);
    file_list_free(&files);
    buffer_free(&folder);
    return status;
}
