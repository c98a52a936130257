#include "sim/report/report.h"

#include "sim/base/utf8.h"
#include "sim/report/heap.h"
#include "sim/session_events.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_SHOWN_BYTES = 80 };

static ouro_result heap_report_text(buffer *b, const report_request *r, ouro_error *err)
{
    (void)err;
    report_heading(b, r, "the heap");
    heap_text(b, session_world(r->s));
    return OURO_OK;
}

static ouro_result heap_report_json(buffer *b, const report_request *r, ouro_error *err)
{
    (void)err;
    heap_json(b, session_world(r->s));
    return OURO_OK;
}

const report_kind REPORTS[] = {
    {.name = "types",
     .about = "how many objects of each type there are, and their bytes (sys.getsizeof())",
     .text = types_text,
     .json = types_json},
    {.name = "growth",
     .about = "which types have more objects than after step --from, as objgraph's\n"
              "show_growth() tells it; then, as Pympler's summary, those with fewer,\n"
              "others or larger ones (--json: the growing ones alone)",
     .compares = true,
     .text = growth_text,
     .json = growth_json},
    {.name = "refs",
     .about = "what NAME refers to, and so on, --depth references deep; an object has a\n"
              "line for each reference, at most --too-many",
     .naming = REPORT_NEEDS_OBJECT,
     .around = true,
     .text = refs_text,
     .json = refs_json,
     .dot = refs_dot},
    {.name = "backrefs",
     .about = "who refers to NAME: names, objects, weak references; and who to those",
     .naming = REPORT_NEEDS_OBJECT,
     .around = true,
     .text = backrefs_text,
     .json = backrefs_json,
     .dot = backrefs_dot},
    {.name = "why",
     .about = "why NAME is alive: the shortest way from a name to it",
     .naming = REPORT_NEEDS_OBJECT,
     .text = why_text,
     .json = why_json,
     .dot = why_dot},
    {.name = "sizes",
     .about = "bytes of NAME, or of what retains the most: alone (sys.getsizeof()), with all\n"
              "that it leads to (deep), with all that only it keeps alive (retained)",
     .naming = REPORT_MAY_OBJECT,
     .text = sizes_text,
     .json = sizes_json},
    {.name = "lifetimes",
     .about = "a bar per object that lived between --from and --at, from birth to death, and\n"
              "what it died of; NAME: a name of the module or a type, of those alone",
     .naming = REPORT_MAY_TEXT,
     .compares = true,
     .text = lifetimes_text,
     .json = lifetimes_json},
    {.name = "leaks",
     .about = "what is unreachable and not collected yet, the cycles in it, the types with\n"
              "more objects than after step --from; and what objgraph's\n"
              "get_leaking_objects() would say (--dot: the cycles)",
     .compares = true,
     .text = leaks_text,
     .json = leaks_json,
     .siblings = leaks_siblings,
     .dot = leaks_dot},
    {.name = "tool-eye",
     .about = "what getrefcount(), getsizeof(), gc's and objgraph's functions would say\n"
              "about NAME at that step, beside the truth",
     .naming = REPORT_NEEDS_OBJECT,
     .text = tool_eye_text,
     .json = tool_eye_json},
    {.name = "ledger",
     .about = "every reference to NAME that came or went: step, line, holder, count",
     .naming = REPORT_NEEDS_OBJECT,
     .text = ledger_text,
     .json = ledger_json},
    {.name = "profile",
     .about = "bytes in use after each line of the script, or of the function NAME alone:\n"
              "what it added, how often it ran; and the peak",
     .naming = REPORT_MAY_TEXT,
     .compares = true,
     .over_time = true,
     .text = profile_text,
     .json = profile_json,
     .siblings = profile_siblings},
    {.name = "heap",
     .about = "what each size of memory block holds: pools, blocks in use, kept for\n"
              "objects to come (of those in use), free, never touched (of the free ones)",
     .text = heap_report_text,
     .json = heap_report_json},
};
const size_t REPORT_COUNT = sizeof REPORTS / sizeof *REPORTS;

const report_kind *report_find(const char *name)
{
    for (size_t i = 0; i < REPORT_COUNT; i++)
        if (strcmp(REPORTS[i].name, name) == 0)
            return &REPORTS[i];
    return NULL;
}

ouro_result report_go(const report_request *r, uint32_t step, ouro_error *err)
{
    return session_seek(r->s, session_step_at(r->s, step)->last_event, err);
}

void report_heading(buffer *b, const report_request *r, const char *what)
{
    buffer_printf(b, "%s, step %u of %u: %s\n\n", r->file, r->step, session_step_count(r->s), what);
}

/* --- Objects by name --------------------------------------------------------------------------------- */

static bool id_read(const char *text, uint32_t *id)
{
    char *end = NULL;
    if (text[0] != '#' || text[1] < '0' || text[1] > '9')
        return false;
    unsigned long number = strtoul(text + 1, &end, 10);
    *id = number <= UINT32_MAX ? (uint32_t)number : 0;
    return *end == '\0';
}

static bool is_born(const session *s, uint32_t id, uint32_t step)
{
    for (uint32_t k = 0; k <= step; k++) {
        const session_step *about = session_step_at(s, k);
        for (uint32_t i = 0; i < about->birth_count; i++)
            if (about->births[i].id == id)
                return true;
    }
    return false;
}

/* Objects that the interpreter has made for scripts (gc.garbage) are listed, though no step bears them. */
static ouro_result check_id(const report_request *r, uint32_t id, ouro_error *err)
{
    if (is_born(r->s, id, r->step))
        return OURO_OK;
    arena memory = {0};
    object_graph g = {0};
    ouro_result result = session_object_graph(r->s, &memory, &g, err);
    if (result == OURO_OK && object_graph_find(&g, id) == GRAPH_NONE)
        result = error_set(err, OURO_ERR_USAGE, 0, 0, "there is no object %.*s up to step %u",
                           utf8_head(r->name, NAME_SHOWN_BYTES), r->name, r->step);
    arena_free(&memory);
    return result;
}

/* Outermost names come first. 0: the interpreter's object; false: the module has no such name. */
static bool find_named(const object_graph *g, const char *name, uint32_t *id)
{
    bool known = false;
    for (uint32_t i = 0; i < g->root_count && graph_root_is_name(&g->roots[i]) && !g->roots[i].frame; i++) {
        uint32_t target = g->roots[i].target;
        if (!object_graph_root_is_called(g, &g->roots[i], name))
            continue;
        known = true;
        *id = target < g->script_count ? g->ids[target] : 0;
    }
    return known;
}

ouro_result report_find_object(const report_request *r, uint32_t *id, ouro_error *err)
{
    if (id_read(r->name, id))
        return check_id(r, *id, err);
    arena memory = {0};
    object_graph g = {0};
    ouro_result result = session_object_graph(r->s, &memory, &g, err);
    int shown = utf8_head(r->name, NAME_SHOWN_BYTES);
    *id = 0;
    if (result == OURO_OK && !find_named(&g, r->name, id))
        result = error_set(err, OURO_ERR_USAGE, 0, 0, "the module has no name '%.*s' after step %u", shown, r->name,
                           r->step);
    else if (result == OURO_OK && !*id)
        result = error_set(err, OURO_ERR_USAGE, 0, 0, "'%.*s' is an object of the interpreter's, not of the script's",
                           shown, r->name);
    arena_free(&memory);
    return result;
}
