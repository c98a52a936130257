#include "render/scene/symbols.h"

#include "render/scene/keys.h"
#include "render/scene/panels.h"
#include "render/scene/scene_badge.h"

/* The sheet is a grid: objects, then references, then names, down the columns. The objects are told to a
 * story of their own, which only says how large they are; each is then drawn at its place on the sheet. */

enum {
    MARGIN = 48,
    TITLE_BASELINE = 84,
    TOP = 126,
    ROWS = 8,
    CELL_WIDTH = 424,
    CELL_HEIGHT = 133,
    TEXT_LEFT = 208, /* of a meaning, from its cell's left */
    TEXT_WIDTH = CELL_WIDTH - TEXT_LEFT - 12,
    TERM_BASELINE = 62,
    MEANING_BASELINE = 88,
    TERM_SIZE = 24,
    MEANING_SIZE = 18,
    MEANING_PITCH = 23,
    SYMBOL_TOP = 44, /* of a box; its badge stands out above */
    SYMBOL_LEFT = 20,
    KEYS_LEFT = 1344,
    KEYS_PITCH = 33,
    SPECIMEN_ID = 1 /* of the first; the others follow */
};
#define SYMBOL_SCALE 0.57F

typedef struct specimen {
    const char *term, *meaning;
    object_state state;
    uint32_t refcount, gc_refs, weakrefs, stacked;
    int64_t delta;
    bool copied, apart, rescued, selected, dim, aged, has_del;
} specimen;

static const specimen OBJECTS[] = {
    {.term = "alive", .meaning = "the disc is its reference count", .refcount = 2},
    {.term = "new", .meaning = "created in this step", .state = OBJECT_NEW, .refcount = 1},
    {.term = "changed",
     .meaning = "its count changed, by so much",
     .state = OBJECT_CHANGED,
     .refcount = 3,
     .delta = 1},
    {.term = "dying", .meaning = "count 0: it goes at once", .state = OBJECT_DYING, .delta = -1},
    {.term = "dead", .meaning = "stays for one step, with the cause", .state = OBJECT_TOMBSTONE},
    {.term = "unreachable",
     .meaning = "no name leads to it, yet its count is not 0",
     .state = OBJECT_UNREACHABLE,
     .refcount = 1},
    {.term = "resurrected",
     .meaning = "its finalizer brought it back to life",
     .state = OBJECT_RESURRECTED,
     .refcount = 1},
    {.term = "immortal",
     .meaning = "not counted, never dies",
     .state = OBJECT_IMMORTAL},
    {.term = "gc_refs",
     .meaning = "the square: the collector's copy of the count",
     .refcount = 2,
     .gc_refs = 1,
     .copied = true},
    {.term = "set apart",
     .meaning = "tentatively unreachable, to the collector",
     .refcount = 1,
     .copied = true,
     .apart = true},
    {.term = "rescued",
     .meaning = "the collector found a way to it after all",
     .refcount = 1,
     .gc_refs = 1,
     .copied = true,
     .rescued = true},
    {.term = "tabs",
     .meaning = "its generation; weak references to it",
     .refcount = 1,
     .weakrefs = 2,
     .aged = true},
    {.term = "finalizer", .meaning = "its __del__ runs before it dies", .refcount = 1, .has_del = true},
    {.term = "stack", .meaning = "so many alike, folded into one", .stacked = 3},
    {.term = "selected",
     .meaning = "the inspector tells who holds it",
     .refcount = 2,
     .selected = true},
    {.term = "dimmed", .meaning = "this step is not about it", .refcount = 2, .dim = true},
};
enum { OBJECT_COUNT = sizeof OBJECTS / sizeof *OBJECTS };

typedef struct line_symbol {
    const char *term, *meaning;
    edge_state state;
    bool weak;
} line_symbol;

static const line_symbol LINES[] = {
    {"reference", "strong: it counts", EDGE_LIVE, false},
    {"weak reference", "not counted, holds nothing alive", EDGE_LIVE, true},
    {"new reference", "made in this step", EDGE_NEW, false},
    {"let go", "the reference ended in this step", EDGE_LETTING_GO, false},
};
enum { LINE_COUNT = sizeof LINES / sizeof *LINES };

typedef struct name_symbol {
    const char *term, *meaning, *name;
    cell_state state;
} name_symbol;

static const name_symbol NAMES[] = {
    {"name", "refers to an object, and counts", "a", CELL_LIVE},
    {"gone", "a name after del", "b", CELL_GONE},
    {"in passing", "held while an expression runs", "(value)", CELL_LIVE},
};
enum { NAME_COUNT = sizeof NAMES / sizeof *NAMES };

/* Everything that the stage's own drawing wants to read. */
typedef struct show {
    scene s;
    pen to;
    view_object seen[OBJECT_COUNT];
    picture_object objects[OBJECT_COUNT];
    changed_object changed[OBJECT_COUNT];
    picture_cell cell, local;
    changed_tag tag;
    picture_frame frame;
    changed_frame call;
    picture now;
    change all;
    session_death death;
    visit rescue;
} show;

/* ---- made up ---- */

static void object_make(show *w, uint32_t i)
{
    const specimen *made = &OBJECTS[i];
    w->seen[i] = (view_object){.id = SPECIMEN_ID + i,
                               .type = made->stacked ? "Item" : made->state == OBJECT_IMMORTAL ? "str" : "Node",
                               .value = "",
                               .refcount = made->refcount,
                               .generation = made->aged ? 1 : -1,
                               .weakref_count = made->weakrefs,
                               .has_del = made->has_del,
                               .gc_refs = made->gc_refs,
                               .collecting = made->copied,
                               .immortal = made->state == OBJECT_IMMORTAL,
                               .tentatively_unreachable = made->apart};
    w->objects[i] = (picture_object){.seen = &w->seen[i], .stacked = made->stacked};
    if (made->state == OBJECT_IMMORTAL) {
        w->objects[i].value = "''";
    } else if (!made->stacked) {
        w->objects[i].cells = &w->cell;
        w->objects[i].cell_count = 1;
    }
    w->changed[i] = (changed_object){.object = &w->objects[i],
                                     .before = &w->objects[i],
                                     .state = made->state,
                                     .delta = made->delta,
                                     .dim = made->dim,
                                     .visited = made->rescued ? &w->rescue : NULL,
                                     .death = made->state == OBJECT_TOMBSTONE ? &w->death : NULL};
}

static void show_make(show *w)
{
    w->death = (session_death){.type = "Node", .cause = "", .reason = "del x"};
    w->rescue = (visit){.kind = VISIT_RESCUED};
    w->cell = (picture_cell){.key = "next", .label = "next", .name = "next", .value = "None"};
    w->local = (picture_cell){.key = "x", .label = "x", .name = "x", .value = "1"};
    w->tag = (changed_tag){.cell = &w->local};
    w->frame = (picture_frame){.serial = 1, .title = "f()", .tags = &w->local, .tag_count = 1};
    w->call = (changed_frame){.frame = &w->frame, .tags = &w->tag, .tag_count = 1};
    for (uint32_t i = 0; i < OBJECT_COUNT; i++)
        object_make(w, i);
    w->now = (picture){.frames = &w->frame,
                       .frame_count = 1,
                       .objects = w->objects,
                       .object_count = OBJECT_COUNT,
                       .rows_most = 1};
    w->all = (change){.objects = w->changed,
                      .object_count = OBJECT_COUNT,
                      .frames = &w->call,
                      .frame_count = 1};
    w->s.now = &w->now;
    w->s.changed = &w->all;
    w->s.level = SCENE_GC;
}

/* ---- drawn ---- */

/* The pen of a symbol whose box has its left upper corner at (x, y). */
static pen symbol_pen(const show *w, uint32_t cell, float x, float y)
{
    pen p = w->to;
    p.x += ((float)(MARGIN + SYMBOL_LEFT + (int)(cell / ROWS) * CELL_WIDTH) - x * SYMBOL_SCALE) * p.scale;
    p.y += ((float)(TOP + SYMBOL_TOP + (int)(cell % ROWS) * CELL_HEIGHT) - y * SYMBOL_SCALE) * p.scale;
    p.scale *= SYMBOL_SCALE;
    return p;
}

static void meaning_draw(show *w, uint32_t cell, const char *term, const char *meaning)
{
    float x = (float)(MARGIN + TEXT_LEFT + (int)(cell / ROWS) * CELL_WIDTH);
    float y = (float)(TOP + (int)(cell % ROWS) * CELL_HEIGHT);
    pen_text(&w->to, x, y + TERM_BASELINE,
             &(pen_type){.font = FONT_UI_BOLD,
                         .size = TERM_SIZE,
                         .colour = pen_colour(&w->to, THEME_TEXT),
                         .limit = TEXT_WIDTH},
             term);
    pen_type type
        = {.font = FONT_UI, .size = MEANING_SIZE, .colour = pen_colour(&w->to, THEME_SECONDARY)};
    pen_line_of_text lines[PEN_LINES_MAX];
    size_t count = pen_wrap(&w->to, &type, meaning, TEXT_WIDTH, lines);
    for (size_t i = 0; i < count && i < PEN_LINES_MAX; i++)
        pen_text_part(&w->to, x, y + MEANING_BASELINE + MEANING_PITCH * (float)i, &type, lines[i].text,
                      lines[i].length);
}

static void objects_draw(show *w)
{
    for (uint32_t i = 0; i < OBJECT_COUNT; i++) {
        pen_box box;
        if (!story_box(w->s.told, (story_holder){.id = w->seen[i].id}, &box))
            continue;
        pen p = symbol_pen(w, i, box.x, box.y);
        w->s.selected_id = OBJECTS[i].selected ? w->seen[i].id : 0;
        scene_object_draw(&w->s, &p, &w->changed[i]);
        scene_tabs_draw(&w->s, &p, &w->changed[i]);
        scene_badges_draw(&w->s, &p, &w->changed[i]);
        meaning_draw(w, i, OBJECTS[i].term, OBJECTS[i].meaning);
    }
}

static void lines_draw(show *w, uint32_t cell)
{
    enum { LENGTH = 236, MIDDLE = 40, THIRD = LENGTH / 3 };
    layout_curve curve = {{{0, MIDDLE}, {THIRD, MIDDLE}, {LENGTH - THIRD, MIDDLE}, {LENGTH, MIDDLE}}};
    layout_route route = {.curves = &curve,
                          .curve_count = 1,
                          .tip = {LENGTH, MIDDLE},
                          .direction = {1, 0}};
    for (uint32_t i = 0; i < LINE_COUNT; i++) {
        picture_cell holder = {.key = "", .label = "", .weak = LINES[i].weak};
        changed_edge e = {.cell = &holder, .state = LINES[i].state, .fresh = LINES[i].state != EDGE_LIVE};
        pen p = symbol_pen(w, cell + i, 0, 0);
        scene_arrow_draw(&p, &route, &e);
        meaning_draw(w, cell + i, LINES[i].term, LINES[i].meaning);
    }
}

static void names_draw(show *w, uint32_t cell)
{
    enum { TOP_OF_TAG = 16, WIDTH = 236 };
    for (uint32_t i = 0; i < NAME_COUNT; i++) {
        picture_cell holder = {.key = NAMES[i].name, .label = NAMES[i].name, .name = NAMES[i].name};
        changed_tag t = {.cell = &holder, .state = NAMES[i].state};
        pen p = symbol_pen(w, cell + i, 0, 0);
        scene_tag_draw(&w->s, &p, (pen_box){0, TOP_OF_TAG, WIDTH, THEME_NAME_HEIGHT}, &t, false);
        meaning_draw(w, cell + i, NAMES[i].term, NAMES[i].meaning);
    }
    pen_box box;
    if (!story_box(w->s.told, (story_holder){.frame = true}, &box))
        return;
    pen p = symbol_pen(w, cell + NAME_COUNT, box.x, box.y);
    scene_frame_draw(&w->s, &p, &w->call);
    meaning_draw(w, cell + NAME_COUNT, "call", "a function that runs, and its local names");
}

static void title_draw(show *w, float x, const char *text)
{
    pen_text(&w->to, x, TITLE_BASELINE,
             &(pen_type){.font = FONT_UI_BOLD,
                         .size = THEME_TYPE_OBJECT,
                         .colour = pen_colour(&w->to, THEME_TEXT)},
             text);
}

static void page_draw(show *w)
{
    title_draw(w, MARGIN, "What the picture says");
    objects_draw(w);
    lines_draw(w, OBJECT_COUNT);
    names_draw(w, OBJECT_COUNT + LINE_COUNT);
    title_draw(w, KEYS_LEFT, "Keys");
    for (uint32_t i = 0; i < KEYS_ROWS; i++)
        keys_row_draw(&w->to, i,
                      (pen_box){KEYS_LEFT, (float)(TOP + KEYS_PITCH * (int)i),
                                SYMBOLS_WIDTH - KEYS_LEFT - MARGIN, KEYS_PITCH});
}

ouro_result symbols_draw(frame *onto, const theme *colours, const frame_ruler *ruler, ouro_error *err)
{
    story *told = story_open(ruler);
    if (!told)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the symbols");
    show w = {.s = {.told = told}, .to = {.onto = onto, .colours = colours, .ruler = ruler, .scale = 1}};
    show_make(&w);
    frame_begin(onto, SYMBOLS_WIDTH, SYMBOLS_HEIGHT, theme_colour(colours, THEME_BACKGROUND));
    ouro_result result = story_tell(told, &w.now, &w.all, 0, err);
    if (result == OURO_OK)
        result = story_lay_out(told, SYMBOLS_WIDTH, SYMBOLS_HEIGHT, err);
    if (result == OURO_OK)
        page_draw(&w);
    story_close(told);
    return result;
}
