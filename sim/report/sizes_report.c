#include "sim/base/utf8.h"
#include "sim/holders.h"
#include "sim/object_sizes.h"
#include "sim/report/columns.h"
#include "sim/report/report.h"
#include "sim/session_events.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    TEXT_ROWS = 30,   /* a table that can be read; those of an object's own objects are shorter */
    KEPT_ROWS = 10,
    JSON_ROWS = 1000, /* each costs a walk over what it leads to */
    ID_WIDTH = 8,
    TYPE_LEAST = 6,
    TYPE_MOST = 14,
    NAME_WIDTH = 18,
    BYTES_WIDTH = 12
};

static ouro_result sizes_of(const report_request *r, arena *memory, object_sizes *out, ouro_error *err)
{
    return object_sizes_build(session_world(r->s), session_program(r->s), memory, NULL, out, err);
}

static void name_add(void *user, const char *name)
{
    buffer *b = user;
    buffer_printf(b, "%s%s", b->length ? ", " : "", name);
}

/* --- A table ------------------------------------------------------------------------------------------ */

static void head_write(buffer *b, int type_width)
{
    column_heading(b, ID_WIDTH, "id");
    buffer_add_text(b, "  ");
    column_text(b, type_width, "type");
    buffer_add_text(b, "  ");
    column_text(b, NAME_WIDTH, "name");
    column_heading(b, BYTES_WIDTH, "shallow");
    column_heading(b, BYTES_WIDTH, "deep");
    column_heading(b, BYTES_WIDTH, "retained");
    buffer_add_char(b, '\n');
}

/* How a row without a name can be found: the first reference to it. */
typedef struct place {
    uint32_t holder, edge; /* GRAPH_NONE: no object of the script holds it */
} place;

/* One pass over the references, for all rows. False: out of memory. */
static bool places_find(const object_graph *g, const object_size *rows, uint32_t count, place *places)
{
    arena scratch = {0};
    uint32_t *row_of = arena_alloc(&scratch, ((size_t)g->object_count + 1) * sizeof *row_of); /* 1 + row */
    for (uint32_t i = 0; row_of && i < count; i++) {
        row_of[rows[i].object] = i + 1;
        places[i] = (place){GRAPH_NONE, GRAPH_NONE};
    }
    for (uint32_t o = 0; row_of && o < g->script_count; o++)
        for (uint32_t e = g->edge_first[o]; e < g->edge_first[o + 1]; e++) {
            uint32_t row = row_of[g->edge_target[e]];
            if (row && o != g->edge_target[e] && !edge_is_weak(g, e) && places[row - 1].holder == GRAPH_NONE)
                places[row - 1] = (place){o, e};
        }
    bool there = row_of != NULL;
    arena_free(&scratch);
    return there;
}

static void name_write(buffer *b, const object_sizes *s, const object_size *o, place p)
{
    buffer name = {0};
    char label[VALUE_BYTES];
    object_names_tell(&s->g, o->object, name_add, &name);
    if (!name.length && p.holder != GRAPH_NONE) {
        object_graph_label(&s->g, p.holder, p.edge, label);
        holder_place_write(&name, s->g.ids[p.holder], label, s->g.edge_kind[p.edge] == REFERENCE_KEY);
    }
    if (!name.length && !s->d.reachable[o->object])
        buffer_add_text(&name, "(unreachable)");
    column_text(b, NAME_WIDTH, buffer_text(&name));
    b->failed = b->failed || name.failed;
    buffer_free(&name);
}

static void row_write(buffer *b, const object_sizes *s, int type_width, const object_size *o, place p)
{
    char id[16], type[VALUE_BYTES];
    (void)snprintf(id, sizeof id, "#%" PRIu32, o->id);
    object_graph_type(&s->g, o->object, type);
    column_heading(b, ID_WIDTH, id);
    buffer_add_text(b, "  ");
    column_text(b, type_width, type);
    buffer_add_text(b, "  ");
    name_write(b, s, o, p);
    column_number(b, BYTES_WIDTH, o->shallow);
    column_number(b, BYTES_WIDTH, o->deep);
    column_number(b, BYTES_WIDTH, o->retained);
    buffer_add_char(b, '\n');
}

/* At most TEXT_ROWS rows. */
static void table_write(buffer *b, const object_sizes *s, const object_size *rows, uint32_t count)
{
    int width = TYPE_LEAST;
    place places[TEXT_ROWS];
    if (!places_find(&s->g, rows, count, places)) {
        b->failed = true;
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        char type[VALUE_BYTES];
        object_graph_type(&s->g, rows[i].object, type);
        width = column_fit(width, type, TYPE_MOST);
    }
    head_write(b, width);
    for (uint32_t i = 0; i < count; i++)
        row_write(b, s, width, &rows[i], places[i]);
}

static ouro_result largest_write(buffer *b, const report_request *r, object_sizes *s, arena *memory, ouro_error *err)
{
    uint32_t count;
    const object_size *rows = object_sizes_largest(s, TEXT_ROWS, memory, &count);
    if (!rows)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    report_heading(b, r, "sizes in bytes, what retains the most first");
    table_write(b, s, rows, count);
    if (count < s->g.script_count) {
        buffer_add_text(b, "... and ");
        column_number(b, 0, s->g.script_count - count);
        buffer_add_text(b, " objects that retain no more than the last one.\n");
    }
    buffer_add_text(b, "\nshallow: sys.getsizeof(); deep: with all that it leads to, each counted once;\n"
                       "retained: with all that only it keeps alive.\n");
    return OURO_OK;
}

/* --- One object ---------------------------------------------------------------------------------------- */

static void size_line(buffer *b, const char *what, uint64_t bytes, const char *meaning, uint32_t others)
{
    column_text(b, 9, what);
    column_number(b, BYTES_WIDTH, bytes);
    buffer_printf(b, " bytes  %s", meaning);
    if (others) {
        buffer_add_text(b, " (");
        column_number(b, 0, others);
        buffer_printf(b, " other object%s)", column_plural(others));
    }
    buffer_add_char(b, '\n');
}

/* The largest of those that nobody else dominates in between. */
static uint32_t kept_find(object_sizes *s, uint32_t object, object_size kept[KEPT_ROWS])
{
    uint32_t found[KEPT_ROWS], count = 0;
    for (uint32_t o = 0; o < s->g.object_count; o++) {
        if (s->d.parent[o] != object)
            continue;
        uint32_t at = count < KEPT_ROWS ? count++ : KEPT_ROWS;
        for (; at && s->d.retained[found[at - 1]] < s->d.retained[o]; at--)
            if (at < KEPT_ROWS)
                found[at] = found[at - 1];
        if (at < KEPT_ROWS)
            found[at] = o;
    }
    for (uint32_t i = 0; i < count; i++)
        kept[i] = object_sizes_of(s, found[i]);
    return count;
}

static void object_write(buffer *b, const report_request *r, object_sizes *s, uint32_t object)
{
    char what[96 + VALUE_BYTES], type[VALUE_BYTES];
    bool named = r->name[0] != '#';
    object_size size = object_sizes_of(s, object), kept[KEPT_ROWS];
    object_graph_type(&s->g, object, type);
    (void)snprintf(what, sizeof what, "the sizes of %.*s%s#%" PRIu32 " %s", named ? utf8_head(r->name, 80) : 0, r->name, named ? ", " : "",
                   size.id, type);
    report_heading(b, r, what);
    size_line(b, "shallow", size.shallow, "alone: sys.getsizeof()", 0);
    size_line(b, "deep", size.deep, "with all that it leads to", size.deep_count - 1);
    size_line(b, "retained", size.retained, "with all that only it keeps alive", size.retained_count - 1);
    if (!s->d.reachable[object])
        buffer_add_text(b, "It is unreachable; what it retains is counted among the unreachable alone.\n");
    uint32_t count = kept_find(s, object, kept);
    if (!count)
        return;
    buffer_add_text(b, "\nOnly through it are kept alive:\n");
    table_write(b, s, kept, count);
    uint32_t told = 1;
    for (uint32_t i = 0; i < count; i++)
        told += kept[i].retained_count;
    if (told < size.retained_count) {
        buffer_add_text(b, "... and ");
        column_number(b, 0, size.retained_count - told);
        buffer_add_text(b, " more objects.\n");
    }
}

ouro_result sizes_text(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    object_sizes s;
    ouro_result result = sizes_of(r, &memory, &s, err);
    uint32_t object = result == OURO_OK && r->id ? object_graph_find(&s.g, r->id) : GRAPH_NONE;
    if (result == OURO_OK && !r->id) {
        result = largest_write(b, r, &s, &memory, err);
    } else if (result == OURO_OK && object == GRAPH_NONE) {
        report_heading(b, r, "sizes");
        buffer_printf(b, "#%" PRIu32 " is dead.\n", r->id);
    } else if (result == OURO_OK) {
        object_write(b, r, &s, object);
    }
    arena_free(&memory);
    return result;
}

/* --- JSON ------------------------------------------------------------------------------------------------ */

typedef struct name_list {
    buffer *b;
    bool begun;
} name_list;

static void name_add_json(void *user, const char *name)
{
    name_list *list = user;
    buffer_add_text(list->b, list->begun ? ", " : "");
    buffer_add_json(list->b, name, strlen(name));
    list->begun = true;
}

static void row_write_json(buffer *b, const object_graph *g, const object_size *o)
{
    char type[VALUE_BYTES];
    name_list names = {.b = b};
    object_graph_type(g, o->object, type);
    buffer_printf(b, "{\"id\": %" PRIu32 ", \"type\": ", o->id);
    buffer_add_json(b, type, strlen(type));
    buffer_add_text(b, ", \"names\": [");
    object_names_tell(g, o->object, name_add_json, &names);
    buffer_printf(b, "], \"shallow\": %" PRIu64 ", \"deep\": %" PRIu64 ", \"retained\": %" PRIu64 "}", o->shallow,
                  o->deep, o->retained);
}

ouro_result sizes_json(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    object_sizes s;
    object_size one;
    const object_size *rows = &one;
    uint32_t count = 0;
    ouro_result result = sizes_of(r, &memory, &s, err);
    if (result == OURO_OK && !r->id) {
        rows = object_sizes_largest(&s, JSON_ROWS, &memory, &count);
        if (!rows)
            result = error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    } else if (result == OURO_OK && object_graph_find(&s.g, r->id) != GRAPH_NONE) {
        one = object_sizes_of(&s, object_graph_find(&s.g, r->id));
        count = 1;
    }
    buffer_add_char(b, '[');
    for (uint32_t i = 0; result == OURO_OK && i < count; i++) {
        buffer_add_text(b, i ? ", " : "");
        row_write_json(b, &s.g, &rows[i]);
    }
    buffer_add_char(b, ']');
    arena_free(&memory);
    return result;
}
