#include "render/cli/shelf.h"

#include "sim/cli/data_dir.h"
#include "sim/scenario/scenario.h"

#include <stdlib.h>
#include <string.h>

static const char *keep(shelf *s, const char *text)
{
    return text ? arena_text(&s->memory, text, strlen(text)) : "";
}

static uint32_t questions_of(const scenario *script)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < script->step_count; i++)
        count += script->steps[i].ask.question != NULL;
    return count;
}

static window_lesson lesson_of(shelf *s, const char *path, const char *lang)
{
    source_text source = {0};
    ouro_error ignored = {0}; /* opening it says what is wrong */
    scenario *script = NULL;
    const char *slash = strrchr(path, '/');
    window_lesson l = {.path = path, .title = slash ? slash + 1 : path, .topic = "Broken", .summary = ""};
    if (scenario_load(path, lang, &source, &script, &ignored) == OURO_OK)
        l = (window_lesson){.path = path,
                            .title = keep(s, script->title),
                            .topic = keep(s, script->topic),
                            .summary = keep(s, script->summary),
                            .minutes = script->minutes,
                            .step_count = script->step_count,
                            .question_count = questions_of(script)};
    scenario_free(script);
    source_text_free(&source);
    return l;
}

static bool find_topics(shelf *s)
{
    lesson_topic *all = arena_alloc(&s->memory, (s->count + (size_t)1) * sizeof *all);
    for (uint32_t i = 0; all && i < s->count; i++)
        all[i] = (lesson_topic){s->lessons[i].path, &s->lessons[i].topic};
    if (all)
        file_list_find_topics(all, s->count);
    return all != NULL;
}

/* Topics stay in the order of their first lesson, and their lessons come together. */
static void by_topic(shelf *s)
{
    for (uint32_t i = 1; i < s->count; i++) {
        uint32_t to = i;
        for (uint32_t k = 0; k < i; k++)
            if (strcmp(s->lessons[k].topic, s->lessons[i].topic) == 0)
                to = k + 1;
        window_lesson moved = s->lessons[i];
        memmove(&s->lessons[to + 1], &s->lessons[to], (i - to) * sizeof moved);
        s->lessons[to] = moved;
    }
}

ouro_result shelf_fill(shelf *s, const char *lang, ouro_error *err)
{
    buffer folder = {0};
    ouro_result result = data_dir_find("scenarios", &folder, err);
    if (result == OURO_OK)
        result = file_list_add(&s->files, buffer_text(&folder), err);
    buffer_free(&folder);
    if (result != OURO_OK)
        return result;
    s->lessons = arena_alloc(&s->memory, (s->files.count + 1) * sizeof *s->lessons);
    if (!s->lessons)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the lessons");
    for (size_t i = 0; i < s->files.count; i++) {
        window_lesson l = lesson_of(s, s->files.paths[i], lang);
        if (!l.title || !l.topic || !l.summary)
            return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the lessons");
        s->lessons[s->count++] = l;
    }
    if (!find_topics(s))
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the lessons");
    by_topic(s);
    return OURO_OK;
}

void shelf_free(shelf *s)
{
    file_list_free(&s->files);
    arena_free(&s->memory);
    *s = (shelf){0};
}
