#include "sim/report/heap_snapshot.h"

#include "sim/base/array.h"
#include "sim/base/utf8.h"
#include "sim/object_sizes.h"
#include "sim/session_events.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Their places in node_types and edge_types below. */
typedef enum node_type {
    NODE_HIDDEN,
    NODE_ARRAY,
    NODE_STRING,
    NODE_OBJECT,
    NODE_CODE,
    NODE_CLOSURE,
    NODE_REGEXP,
    NODE_NUMBER,
    NODE_NATIVE,
    NODE_SYNTHETIC
} node_type;
typedef enum edge_type { EDGE_CONTEXT, EDGE_ELEMENT, EDGE_PROPERTY, EDGE_INTERNAL, EDGE_HIDDEN, EDGE_SHORTCUT, EDGE_WEAK } edge_type;

enum { NODE_FIELDS = 7, TEXT_BYTES_MOST = 1000 };
#define SYNTHETIC_ID 3900000000U /* past every object of a script, before the interpreter's own */

static const char META[] =
    "\"meta\":{\"node_fields\":[\"type\",\"name\",\"id\",\"self_size\",\"edge_count\",\"trace_node_id\",\"detachedness\"],"
    "\"node_types\":[[\"hidden\",\"array\",\"string\",\"object\",\"code\",\"closure\",\"regexp\",\"number\",\"native\","
    "\"synthetic\",\"concatenated string\",\"sliced string\",\"symbol\",\"bigint\",\"object shape\"],"
    "\"string\",\"number\",\"number\",\"number\",\"number\",\"number\"],"
    "\"edge_fields\":[\"type\",\"name_or_index\",\"to_node\"],"
    "\"edge_types\":[[\"context\",\"element\",\"property\",\"internal\",\"hidden\",\"shortcut\",\"weak\"],"
    "\"string_or_number\",\"node\"],"
    "\"trace_function_info_fields\":[\"function_id\",\"name\",\"script_name\",\"script_id\",\"line\",\"column\"],"
    "\"trace_node_fields\":[\"id\",\"function_info_index\",\"count\",\"size\",\"children\"],"
    "\"sample_fields\":[\"timestamp_us\",\"last_assigned_id\"],"
    "\"location_fields\":[\"object_index\",\"script_id\",\"line\",\"column\"]}";

/* A text of the table of strings, as JSON: so many bytes from there. */
typedef struct text_place {
    size_t start, length;
} text_place;

typedef struct snapshot {
    object_sizes sizes;
    const object_graph *g;
    buffer nodes, edges, strings;
    text_place *texts;
    uint32_t text_count, text_capacity;
    uint32_t *places; /* open addressing: 1 + number of a text, 0 empty */
    uint32_t place_count;
    uint32_t node_count, edge_count;
    uint32_t frames, first_object; /* numbers of nodes: frames are 1..frames */
    const volatile sig_atomic_t *stop; /* may be NULL */
    bool failed;
} snapshot;

/* --- Strings ---------------------------------------------------------------------------------------------- */

static uint32_t text_hash(const char *text, size_t length)
{
    uint32_t hash = 2166136261U; /* FNV-1a */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (uint8_t)text[i]) * 16777619U;
    return hash;
}

/* Where the text is, or the empty place for it. */
static uint32_t *place_of(const snapshot *s, const char *text, size_t length)
{
    uint32_t at = text_hash(text, length) & (s->place_count - 1);
    while (s->places[at]) {
        const text_place *p = &s->texts[s->places[at] - 1];
        if (p->length == length && memcmp(s->strings.text + p->start, text, length) == 0)
            break;
        at = (at + 1) & (s->place_count - 1);
    }
    return &s->places[at];
}

static bool places_grow(snapshot *s)
{
    if (s->text_count * 2 < s->place_count)
        return true;
    uint32_t count = s->place_count ? s->place_count * 2 : 1024;
    uint32_t *places = calloc(count, sizeof *places);
    if (!places) {
        s->failed = true;
        return false;
    }
    free(s->places);
    s->places = places;
    s->place_count = count;
    for (uint32_t i = 0; i < s->text_count; i++) {
        const text_place *p = &s->texts[i];
        *place_of(s, s->strings.text + p->start, p->length) = i + 1;
    }
    return true;
}

/* The number of a text in the table. */
static uint32_t text_number(snapshot *s, const char *text, size_t length)
{
    buffer json = {0};
    uint32_t number = 0;
    if (s->failed)
        return 0; /* the places may lead past the strings */
    buffer_add_json(&json, text, length);
    if (!json.failed && places_grow(s)) {
        uint32_t *place = place_of(s, buffer_text(&json), json.length);
        if (!*place)
            s->texts = array_room(s->texts, s->text_count, &s->text_capacity, sizeof *s->texts, &s->failed);
        if (!*place && !s->failed) {
            buffer_add_text(&s->strings, s->text_count ? ",\n" : "");
            s->texts[s->text_count++] = (text_place){.start = s->strings.length, .length = json.length};
            buffer_add(&s->strings, buffer_text(&json), json.length);
            *place = s->text_count;
        }
        number = *place ? *place - 1 : 0;
    }
    s->failed = s->failed || json.failed || s->strings.failed;
    buffer_free(&json);
    return number;
}

static uint32_t text_of(snapshot *s, const char *text)
{
    return text_number(s, text, strlen(text));
}

/* A str's own characters, the first of them. */
static uint32_t str_number(snapshot *s, ref o)
{
    uint32_t length;
    const char *text = world_text(s->g->w, o, &length);
    return text_number(s, text, utf8_cut(text, length, TEXT_BYTES_MOST));
}

/* --- Nodes and edges ---------------------------------------------------------------------------------------- */

static void node_add(snapshot *s, node_type type, uint32_t name, uint32_t id, uint32_t size, uint32_t edges)
{
    buffer_printf(&s->nodes, "%s%d,%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",0,0\n", s->node_count ? "," : "",
                  (int)type, name, id, size, edges);
    s->node_count++;
}

static void edge_add(snapshot *s, edge_type type, uint32_t name_or_index, uint32_t to)
{
    buffer_printf(&s->edges, "%s%d,%" PRIu32 ",%" PRIu64 "\n", s->edge_count ? "," : "", (int)type, name_or_index,
                  (uint64_t)to * NODE_FIELDS);
    s->edge_count++;
}

/* Edges since there were `before`: those of the node that is added now. */
static uint32_t edges_since(const snapshot *s, uint32_t before)
{
    return s->edge_count - before;
}

/* --- Objects --------------------------------------------------------------------------------------------------- */

static node_type type_of(const world *w, ref o)
{
    switch ((unsigned)world_kind(w, o)) {
    case KIND_LIST:
    case KIND_TUPLE:
        return NODE_ARRAY;
    case KIND_STR:
        return NODE_STRING;
    case KIND_INT:
    case KIND_FLOAT:
    case KIND_BOOL:
        return NODE_NUMBER;
    case KIND_FUNCTION:
    case KIND_METHOD:
    case KIND_BUILTIN:
        return NODE_CLOSURE;
    case KIND_CODE:
        return NODE_CODE;
    case KIND_NONE:
    case KIND_ELLIPSIS:
    case KIND_NOT_IMPLEMENTED:
        return NODE_HIDDEN;
    case KIND_FILE_PART:
        return NODE_NATIVE;
    default:
        return NODE_OBJECT;
    }
}

/* The panel groups objects by name: the type. A value stands for itself, classes and modules have names. */
static uint32_t name_of(snapshot *s, uint32_t object, node_type type)
{
    char text[VALUE_BYTES];
    const world *w = s->g->w;
    ref o = s->g->rows[object];
    object_kind kind = world_kind(w, o);
    if (type == NODE_STRING)
        return str_number(s, o);
    if (kind == KIND_FUNCTION && world_word(w, o, FUNCTION_NAME))
        return str_number(s, world_word(w, o, FUNCTION_NAME));
    if (type == NODE_NUMBER || type == NODE_HIDDEN || type == NODE_CODE || kind == KIND_TYPE || kind == KIND_MODULE)
        object_graph_value(s->g, object, text);
    else
        object_graph_type(s->g, object, text);
    return text_of(s, text);
}

/* What garbage refers to, but names or the interpreter lead to as well, does not live by it. */
static bool keeps_nothing_alive(const snapshot *s, uint32_t holder, uint32_t target)
{
    return !s->sizes.d.reachable[holder] && s->sizes.d.reachable[target];
}

static void reference_add(snapshot *s, uint32_t holder, uint32_t edge, uint32_t *members)
{
    const object_graph *g = s->g;
    uint32_t label = g->edge_label[edge], to = s->first_object + g->edge_target[edge];
    reference_kind kind = (reference_kind)g->edge_kind[edge];
    char text[RECORD_LABEL_BYTES];
    if (kind == REFERENCE_WEAK || keeps_nothing_alive(s, holder, g->edge_target[edge])) {
        object_graph_record_label(g, holder, edge, text);
        edge_add(s, EDGE_WEAK, text_of(s, text), to);
        return;
    }
    switch (kind) {
    case REFERENCE_ITEM:
        edge_add(s, EDGE_ELEMENT, label, to);
        return;
    case REFERENCE_MEMBER:
        edge_add(s, EDGE_ELEMENT, (*members)++, to);
        return;
    case REFERENCE_STACK:
        edge_add(s, EDGE_HIDDEN, (*members)++, to);
        return;
    case REFERENCE_ATTRIBUTE:
    case REFERENCE_VALUE:
        if (label && world_kind(g->w, label) == KIND_STR) {
            edge_add(s, EDGE_PROPERTY, str_number(s, label), to);
            return;
        }
        break;
    case REFERENCE_KEY:
    case REFERENCE_FIELD:
    case REFERENCE_OWN_FIELD:
    case REFERENCE_CONSTANT:
    case REFERENCE_LOCAL:
    case REFERENCE_CLASS:
    case REFERENCE_CORE:
    case REFERENCE_WEAK:
        break;
    }
    object_graph_record_label(g, holder, edge, text);
    bool named = kind == REFERENCE_ATTRIBUTE || kind == REFERENCE_VALUE || kind == REFERENCE_LOCAL;
    edge_add(s, named ? EDGE_PROPERTY : EDGE_INTERNAL, text_of(s, text), to);
}

static void object_add(snapshot *s, uint32_t object)
{
    uint32_t before = s->edge_count, members = 0;
    node_type type = type_of(s->g->w, s->g->rows[object]);
    for (uint32_t e = s->g->edge_first[object]; e < s->g->edge_first[object + 1]; e++)
        reference_add(s, object, e, &members);
    node_add(s, type, name_of(s, object, type), s->g->ids[object], s->sizes.shallow[object], edges_since(s, before));
}

/* --- Roots -------------------------------------------------------------------------------------------------------- */

static void root_add(snapshot *s, const graph_root *root, uint32_t *hidden)
{
    char text[VALUE_BYTES];
    uint32_t to = s->first_object + root->target;
    if (root->kind == GRAPH_ROOT_TEMPORARY) {
        edge_add(s, EDGE_HIDDEN, (*hidden)++, to);
        return;
    }
    bool name = graph_root_is_name(root);
    object_graph_root_name(s->g, root, text);
    edge_add(s, name ? EDGE_PROPERTY : EDGE_INTERNAL, text_of(s, text), to);
}

/* Roots of one frame; GRAPH_NONE: of the interpreter. */
static void roots_add(snapshot *s, uint32_t frame, const char *name)
{
    uint32_t before = s->edge_count, hidden = 0;
    for (uint32_t i = 0; i < s->g->root_count; i++)
        if (s->g->roots[i].frame == frame)
            root_add(s, &s->g->roots[i], &hidden);
    node_add(s, NODE_SYNTHETIC, text_of(s, name), SYNTHETIC_ID + s->node_count, 0, edges_since(s, before));
}

/* Whoever only a root keeps among the unreachable: their dominators stay what they are. */
static void unreachable_add(snapshot *s)
{
    uint32_t before = s->edge_count, index = 0;
    const dominators *d = &s->sizes.d;
    for (uint32_t i = 0; i < s->g->object_count; i++)
        if (!d->reachable[i] && d->parent[i] == GRAPH_NONE)
            edge_add(s, EDGE_HIDDEN, index++, s->first_object + i);
    node_add(s, NODE_SYNTHETIC, text_of(s, "(unreachable)"), SYNTHETIC_ID + s->node_count, 0, edges_since(s, before));
}

static void frame_title(const snapshot *s, uint32_t frame, buffer *title)
{
    buffer_add_text(title, object_graph_frame_name(s->g, frame));
    buffer_add_text(title, frame ? "()" : "");
}

static bool is_stopped(const snapshot *s)
{
    return s->stop && *s->stop;
}

static void graph_add(snapshot *s)
{
    uint32_t groups = s->frames + 2;
    s->first_object = 1 + groups;
    for (uint32_t i = 0; i < groups; i++)
        edge_add(s, EDGE_ELEMENT, i, 1 + i);
    node_add(s, NODE_SYNTHETIC, text_of(s, "(root)"), SYNTHETIC_ID, 0, groups);
    for (uint32_t frame = 0; frame < s->frames; frame++) {
        buffer title = {0};
        frame_title(s, frame, &title);
        roots_add(s, frame, buffer_text(&title));
        s->failed = s->failed || title.failed;
        buffer_free(&title);
    }
    roots_add(s, GRAPH_NONE, "(interpreter)");
    unreachable_add(s);
    for (uint32_t i = 0; i < s->g->object_count && !s->failed && !is_stopped(s); i++)
        object_add(s, i);
}

/* --- The file -------------------------------------------------------------------------------------------------------- */

static void snapshot_print(buffer *b, const snapshot *s)
{
    buffer_printf(b, "{\"snapshot\":{%s,\n\"node_count\":%" PRIu32 ",\"edge_count\":%" PRIu32 ",\"trace_function_count\":0},\n",
                  META, s->node_count, s->edge_count);
    buffer_add_text(b, "\"nodes\":[");
    buffer_add(b, buffer_text(&s->nodes), s->nodes.length);
    buffer_add_text(b, "],\n\"edges\":[");
    buffer_add(b, buffer_text(&s->edges), s->edges.length);
    buffer_add_text(b, "],\n\"trace_function_infos\":[],\n\"trace_tree\":[],\n\"samples\":[],\n\"locations\":[],\n"
                       "\"strings\":[");
    buffer_add(b, buffer_text(&s->strings), s->strings.length);
    buffer_add_text(b, "]}\n");
}

ouro_result heap_snapshot_write(buffer *b, session *s, uint32_t first_step, uint32_t step,
                                const volatile sig_atomic_t *stop, ouro_error *err)
{
    (void)first_step;
    arena memory = {0};
    snapshot n = {.stop = stop};
    ouro_result result = session_seek(s, session_step_at(s, step)->last_event, err);
    if (result == OURO_OK)
        result = object_sizes_build(session_world(s), session_program(s), &memory, stop, &n.sizes, err);
    if (result == OURO_OK) {
        n.g = &n.sizes.g;
        n.frames = session_world(s)->state.used[TABLE_FRAMES];
        graph_add(&n);
        snapshot_print(b, &n);
        if (n.failed || n.nodes.failed || n.edges.failed || b->failed)
            result = error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    }
    if (result == OURO_OK && is_stopped(&n))
        result = error_set(err, OURO_ERR_INTERRUPTED, 0, 0, "interrupted");
    buffer_free(&n.nodes);
    buffer_free(&n.edges);
    buffer_free(&n.strings);
    free(n.texts);
    free(n.places);
    arena_free(&memory);
    return result;
}
