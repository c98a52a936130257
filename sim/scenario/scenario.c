#include "sim/scenario/scenario.h"

#include "sim/base/limits.h"
#include "sim/base/utf8.h"
#include "sim/scenario/json_scan.h"
#include "sim/scenario/scenario_build.h"

#include <stdlib.h>
#include <string.h>

typedef enum file_kind { FILE_OTHER, FILE_JSON, FILE_PY } file_kind;

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), end_length = strlen(end);
    return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

static file_kind kind_of(const char *path)
{
    return ends_with(path, ".json") ? FILE_JSON : ends_with(path, ".py") ? FILE_PY : FILE_OTHER;
}

static ouro_result refuse_ending(ouro_error *err)
{
    return error_set(err, OURO_ERR_USAGE, 0, 0, "a scenario's name ends in .json or .py");
}

/* The file's name without folders and ending. A title is text: what is none in the name becomes "?". */
static char *stem_of(scenario *s, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    size_t length = dot ? (size_t)(dot - name) : strlen(name);
    char *stem = arena_text(&s->memory, name, length);
    for (size_t i = 0; stem && (i += utf8_find_invalid(stem + i, length - i)) < length;)
        stem[i] = '?';
    return stem;
}

static ouro_result fill(scenario *s, const char *name, const char *lang, ouro_error *err)
{
    s->python = "3.13";
    s->level = LEVEL_COUNTS;
    s->prefix = "";
    s->title = stem_of(s, name);
    if (!s->title)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    if (kind_of(name) == FILE_JSON)
        return scenario_from_json(s, lang ? lang : "en", err);
    return scenario_from_py(s, s->title, err);
}

ouro_result scenario_load_text(const char *name, const char *text, size_t length, const char *lang,
                               scenario **out, ouro_error *err)
{
    *out = NULL;
    if (kind_of(name) == FILE_OTHER)
        return refuse_ending(err);
    if (length > LIMIT_FILE_BYTES)
        return error_set(err, OURO_ERR_LIMIT_INPUT, 0, 0, "the file is larger than %u MiB",
                         LIMIT_FILE_BYTES / (1024 * 1024));
    scenario *s = calloc(1, sizeof *s);
    if (!s)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    s->text = text;
    s->text_length = length;
    s->lang = lang ? arena_text(&s->memory, lang, strlen(lang)) : NULL;
    ouro_result result = lang && !s->lang ? error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory")
                                          : fill(s, name, lang, err);
    if (result == OURO_OK)
        *out = s;
    else
        scenario_free(s);
    return result;
}

ouro_result scenario_load(const char *path, const char *lang, source_text *source, scenario **out,
                          ouro_error *err)
{
    *out = NULL;
    *source = (source_text){0};
    if (kind_of(path) == FILE_OTHER)
        return refuse_ending(err);
    ouro_result result = source_text_read(path, LIMIT_FILE_BYTES, source, err);
    if (result != OURO_OK)
        return result;
    return scenario_load_text(path, source->text, source->length, lang, out, err);
}

void scenario_free(scenario *s)
{
    if (!s)
        return;
    arena memory = s->memory;
    arena_free(&memory);
    free(s);
}

/* --- positions --- */

void scenario_locate(const scenario *s, size_t offset, uint32_t *line, uint32_t *column)
{
    if (s->script_is_file) /* its line ends are shorter than the file's, its columns the same */
        source_text_locate(s->script, s->script_length, offset, line, column);
    else
        source_text_locate(s->text, s->text_length, offset, line, column);
}

/* Bytes in front of a column of a line. */
static size_t bytes_before(const char *text, size_t length, uint32_t column)
{
    size_t i = 0;
    for (uint32_t now = 1; now < column && i < length; now++) {
        size_t bytes = utf8_length(text + i, length - i);
        i += bytes ? bytes : 1;
    }
    return i;
}

void scenario_position(const scenario *s, uint32_t script_line, uint32_t script_column,
                       uint32_t *line, uint32_t *column)
{
    *line = script_line;
    *column = script_column;
    if (s->script_is_file || s->line_count == 0 || script_line == 0)
        return;
    if (script_line > s->line_count) {
        script_line = s->line_count;
        script_column = UINT32_MAX;
    }
    const char *start = "";
    size_t length = 0;
    (void)scenario_script_line(s, script_line, &start,
                               &length); /* it has as many lines as `lines` */
    scenario_line place = s->lines[script_line - 1];
    size_t decoded = place.decoded + bytes_before(start, length, script_column);
    scenario_locate(s, json_string_offset(s->text, s->text_length, place.string, decoded), line,
                    column);
}

static bool line_of(const char *text, size_t text_length, uint32_t line, const char **start,
                    size_t *length)
{
    size_t at;
    if (!source_text_line(text, text_length, line, &at, length))
        return false;
    *start = text + at;
    return true;
}

bool scenario_script_line(const scenario *s, uint32_t line, const char **start, size_t *length)
{
    return line_of(s->script, s->script_length, line, start, length);
}

bool scenario_source_line(const scenario *s, uint32_t line, const char **start, size_t *length)
{
    return line_of(s->text, s->text_length, line, start, length);
}
