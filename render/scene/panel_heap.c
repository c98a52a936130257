#include "render/scene/panel_heap.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

enum {
    TOP = 12,
    ARENA_PITCH = 52,
    ARENAS_SHOWN = 3,
    ROW_PITCH = 58,   /* of a pool, if there is room; less if there is not */
    ROW_PITCH_MIN = 5,
    ROW_PITCH_READ = 46, /* from here on its label is read from the last row, */
    CELL_PITCH_READ = 22, /* and with such cells, so the pane need not be higher: the graph wants it */
    PANE_HEIGHT_MOST = 376,
    LABELLED = 26,    /* a row at least so high has a label */
    LABEL_WIDTH = 150,
    COLUMNS_MAX = 3,
    COLUMN_LABEL = 126, /* the same, where rows stand side by side */
    COLUMN_GAP = 40,
    REST_WIDTH = 140, /* "326 free" */
    LEGEND_HEIGHT = 48,
    OTHERS_HEIGHT = 36,
    OTHERS_BASELINE = 28,
    OTHERS_WIDTH = 960, /* of what is said there */
    CELL_PITCH = 26,
    CELLS_AHEAD = 3,  /* never used ones that are shown behind the last one in use */
    DIGITS_FROM = 18, /* a cell at least so wide tells its turn */
    TURN_DIGITS = 9,
    LARGE_LEAST = 10
};

/* Where things stand in the pane; rows are those of the plan, in one column or several. */
typedef struct heap_grid {
    float x, right;            /* of all that is drawn */
    float label, rest;         /* room before and behind a row's cells */
    float column_width;
    float arena_y, rows_y, row_pitch, large_y, others_y, legend_y;
    uint32_t rows, arenas;     /* that are shown */
    uint32_t columns, deep;    /* rows that stand one below the other */
} heap_grid;

static float cell_pitch(const heap_grid *g, const heap_row *row)
{
    float room = g->column_width - g->label - g->rest;
    return fminf(CELL_PITCH, room / (float)(row->most_begun + CELLS_AHEAD));
}

static void columns_set(heap_grid *g, const heap_plan *plan, uint32_t columns, float room)
{
    float gaps = COLUMN_GAP * (float)(columns - 1);
    g->columns = columns;
    g->column_width = (g->right - g->x - gaps) / (float)columns;
    g->label = columns > 1 ? COLUMN_LABEL : LABEL_WIDTH;
    g->rest = columns > 2 ? 0 : REST_WIDTH;
    g->deep = (plan->row_count + columns - 1) / columns;
    uint32_t rows = g->deep + plan->large;
    g->row_pitch = fmaxf(ROW_PITCH_MIN, fminf(ROW_PITCH, room / fmaxf(1, (float)rows)));
}

static float narrowest_pitch(const heap_grid *g, const heap_plan *plan)
{
    float narrowest = CELL_PITCH;
    for (uint32_t i = 0; i < plan->row_count; i++)
        narrowest = fminf(narrowest, cell_pitch(g, &plan->rows[i]));
    return narrowest;
}

/* How well the last row of the classroom sees it: the height of rows, for their labels, more than the
 * width of cells; how many are free is worth a column. */
static float columns_worth(const heap_grid *g, const heap_plan *plan)
{
    float height = g->row_pitch / ROW_PITCH, width = narrowest_pitch(g, plan) / CELL_PITCH;
    return height * height * fmaxf(0.05F, width) * (g->rest > 0 ? 1 : 0.8F);
}

static heap_grid grid_of(const heap_plan *plan, const pen_box *box)
{
    heap_grid g = {.x = box->x + THEME_MARGIN,
                   .right = box->x + box->width - THEME_PANE_PADDING,
                   .arena_y = box->y + TOP,
                   .arenas = plan->arenas_most < ARENAS_SHOWN ? plan->arenas_most : ARENAS_SHOWN};
    g.legend_y = box->y + box->height - LEGEND_HEIGHT;
    g.others_y = g.legend_y - OTHERS_HEIGHT;
    g.rows_y = g.arena_y + ARENA_PITCH * (float)g.arenas + 4;
    float room = g.others_y - g.rows_y, best = 0;
    uint32_t columns = 1;
    for (uint32_t c = 1; c <= COLUMNS_MAX; c++) {
        columns_set(&g, plan, c, room);
        float worth = columns_worth(&g, plan);
        if (worth > best * 1.1F) {
            best = worth;
            columns = c;
        }
    }
    columns_set(&g, plan, columns, room);
    uint32_t fit = (uint32_t)(room / g.row_pitch + 0.01F);
    if (g.deep + plan->large > fit)
        g.deep = fit > plan->large ? fit - plan->large : 0;
    g.rows = plan->row_count < g.deep * columns ? plan->row_count : g.deep * columns;
    g.large_y = g.rows_y + g.row_pitch * (float)g.deep;
    return g;
}

float panel_heap_height(const heap_plan *plan, float width)
{
    const float fixed = TOP + 4 + OTHERS_HEIGHT + LEGEND_HEIGHT;
    float widest = 0; /* that cells can be at all: more room would not make them legible */
    if (plan && plan->told) {
        heap_grid most = grid_of(plan, &(pen_box){0, 0, width, PANE_HEIGHT_MOST});
        widest = fminf(CELL_PITCH_READ, narrowest_pitch(&most, plan));
    }
    for (uint32_t rows = 1; plan && plan->told; rows++) {
        uint32_t arenas = plan->arenas_most < ARENAS_SHOWN ? plan->arenas_most : ARENAS_SHOWN;
        float height = fixed + (float)(ARENA_PITCH * arenas + ROW_PITCH_READ * rows);
        if (height >= PANE_HEIGHT_MOST)
            break;
        heap_grid g = grid_of(plan, &(pen_box){0, 0, width, height});
        if (g.row_pitch >= ROW_PITCH_READ && narrowest_pitch(&g, plan) >= widest)
            return height;
    }
    return PANE_HEIGHT_MOST;
}

/* ---- a row's cells ---- */

typedef struct cell_row {
    const view_pool *now, *before; /* NULL: the pool is not taken */
    float x, left; /* of the label, of the cells */
    float y, height, pitch, width;
    uint32_t count; /* cells that are shown */
} cell_row;

static cell_row row_of(const scene *s, const heap_grid *g, uint32_t i)
{
    const heap_row *plan = &s->heap_plan->rows[i];
    cell_row row = {.now = view_heap_pool(s->heap, plan->pool),
                    .before = s->heap_before ? view_heap_pool(s->heap_before, plan->pool) : NULL,
                    .x = g->x + (g->column_width + COLUMN_GAP) * (float)(i / g->deep),
                    .y = g->rows_y + g->row_pitch * (float)(i % g->deep)};
    row.left = row.x + g->label;
    row.height = g->row_pitch >= LABELLED ? g->row_pitch - 18 * g->row_pitch / ROW_PITCH
                                          : fmaxf(1, g->row_pitch - 1);
    uint32_t wanted = plan->most_begun + CELLS_AHEAD;
    row.pitch = cell_pitch(g, plan);
    row.width = row.pitch > 6 ? row.pitch - row.pitch * 4 / CELL_PITCH : row.pitch;
    row.count = row.now && row.now->block_count < wanted ? row.now->block_count : wanted;
    if (row.before && row.now && row.before->size_bytes != row.now->size_bytes)
        row.before = NULL;
    return row;
}

/* How a block looks. */
typedef enum cell_look {
    CELL_UNTOUCHED,
    CELL_IN_USE,
    CELL_MACHINERY, /* in use, by what the picture does not show */
    CELL_BORN,
    CELL_REUSED, /* somebody else's than before */
    CELL_FREED,
    CELL_FREE,
    CELL_KEPT_FOR,
    CELL_LOOKS
} cell_look;

static cell_look look_of(const scene *s, const cell_row *row, uint32_t i)
{
    static const view_block UNTOUCHED = {0};
    const view_block *now = &row->now->blocks[i];
    const view_block *was = row->before ? &row->before->blocks[i] : &UNTOUCHED;
    bool compared = s->heap_before != NULL;
    switch ((view_block_state)now->state) {
    case VIEW_BLOCK_UNTOUCHED:
        return CELL_UNTOUCHED;
    case VIEW_BLOCK_FREE:
        return compared && was->state == VIEW_BLOCK_USED ? CELL_FREED : CELL_FREE;
    case VIEW_BLOCK_KEPT:
        return CELL_KEPT_FOR;
    case VIEW_BLOCK_USED:
        break;
    }
    if (!heap_plan_is_shown(s->now, now->owner_id))
        return CELL_MACHINERY;
    if (!compared || (was->state == VIEW_BLOCK_USED && was->owner_id == now->owner_id))
        return CELL_IN_USE;
    return was->state == VIEW_BLOCK_UNTOUCHED ? CELL_BORN : CELL_REUSED;
}

static frame_colour used_colour(const pen *p, float percent)
{
    return theme_mix(pen_colour(p, THEME_LIVE), pen_colour(p, THEME_BACKGROUND), percent);
}

static frame_colour cell_colour(const pen *p, cell_look look)
{
    switch (look) {
    case CELL_IN_USE:
        return used_colour(p, 15);
    case CELL_MACHINERY:
        return used_colour(p, 62);
    case CELL_BORN:
        return pen_colour(p, THEME_NEW);
    case CELL_REUSED:
        return pen_colour(p, THEME_CHANGED);
    case CELL_FREED:
    case CELL_FREE:
    case CELL_KEPT_FOR:
        return pen_colour(p, THEME_SURFACE);
    case CELL_UNTOUCHED:
    case CELL_LOOKS:
        break;
    }
    return pen_colour(p, THEME_TRACK);
}

static frame_colour cell_border(const pen *p, cell_look look)
{
    if (look == CELL_FREED)
        return pen_colour(p, THEME_DYING);
    return look == CELL_KEPT_FOR ? pen_colour(p, THEME_LIVE) : pen_colour(p, THEME_ARROW);
}

/* What stands in a hollow cell: the turn in which a free block is used again, a bar if it is kept. */
static void cell_sign_draw(pen *p, pen_box cell, cell_look look, uint32_t turn)
{
    frame_colour ink = cell_border(p, look);
    float x = cell.x + cell.width / 2, y = cell.y + cell.height / 2;
    if (look == CELL_KEPT_FOR) {
        pen_rect(p, (pen_box){cell.x + cell.width / 4, y - 2, cell.width / 2, 4}, ink);
    } else if (turn && turn <= TURN_DIGITS && cell.width >= DIGITS_FROM && cell.height >= 24) {
        char digit[4];
        float size = fminf(THEME_TYPE_SMALL, fminf(cell.height * 0.78F, cell.width * 1.35F));
        snprintf(digit, sizeof digit, "%u", turn);
        pen_text(p, x, y + THEME_BASELINE * size,
                 &(pen_type){.font = FONT_UI_BOLD, .size = size, .colour = ink, .align = ALIGN_CENTRE},
                 digit);
    } else if (cell.width >= 7) {
        pen_disc(p, (frame_point){x, y}, fminf(3, cell.width / 5), ink);
    }
}

static void cell_draw(pen *p, pen_box cell, cell_look look, uint32_t turn)
{
    bool hollow = look == CELL_FREE || look == CELL_FREED || look == CELL_KEPT_FOR;
    float radius = fminf(4, cell.width / 4);
    if (hollow && cell.width >= 5 && cell.height >= 5) {
        float border = cell.width >= 14 ? THEME_STROKE_QUIET : THEME_STROKE_RULE / 2.0F;
        pen_border(p, cell, radius, cell_colour(p, look), cell_border(p, look), border,
                   (frame_dash){0});
        cell_sign_draw(p, cell, look, turn);
    } else if (cell.width < 5 || cell.height < 5) {
        pen_rect(p, cell, cell_colour(p, look));
    } else {
        pen_round(p, cell, radius, cell_colour(p, look));
    }
}

/* Cells narrower than the picture's pixels: columns in the mixed colour of their blocks, so that half
 * used looks half used. */
static void row_draw_mixed(const scene *s, pen *p, const cell_row *row)
{
    float column = 3 / p->scale;
    uint32_t columns = (uint32_t)fmaxf(1, row->pitch * (float)row->count / column);
    for (uint32_t i = 0; i < columns; i++) {
        uint32_t first = i * row->count / columns, end = (i + 1) * row->count / columns;
        frame_colour mixed = cell_colour(p, look_of(s, row, first));
        for (uint32_t k = first + 1; k < end; k++)
            mixed = theme_mix(mixed, cell_colour(p, look_of(s, row, k)), 100.0F / (float)(k - first + 1));
        pen_rect(p, (pen_box){row->left + column * (float)i, row->y, column, row->height}, mixed);
    }
}

/* Narrow cells: one rectangle for each run of blocks that look the same, over one for all that is in
 * use. */
static void row_draw_runs(const scene *s, pen *p, const cell_row *row)
{
    pen_rect(p, (pen_box){row->left, row->y, row->pitch * (float)row->count, row->height},
             cell_colour(p, CELL_IN_USE));
    for (uint32_t i = 0; i < row->count;) {
        cell_look look = look_of(s, row, i);
        uint32_t end = i + 1;
        while (end < row->count && look_of(s, row, end) == look)
            end++;
        if (look != CELL_IN_USE)
            pen_rect(p,
                 (pen_box){row->left + row->pitch * (float)i, row->y, row->pitch * (float)(end - i),
                           row->height},
                 cell_colour(p, look));
        i = end;
    }
}

/* Rows of narrow cells. */
static void row_draw_narrow(const scene *s, pen *p, const cell_row *row)
{
    if (row->pitch * p->scale < 1.6F)
        row_draw_mixed(s, p, row);
    else
        row_draw_runs(s, p, row);
    /* White is free, grey was never used: the line around says where one begins and the other ends. */
    pen_box begun = {row->left - 2, row->y - 2, row->pitch * (float)row->now->begun + 4, row->height + 4};
    if (row->height >= 8)
        pen_border(p, begun, 4, 0, pen_colour(p, THEME_SECONDARY), THEME_STROKE_RULE, (frame_dash){0});
}

static void ring_draw(pen *p, pen_box cell)
{
    pen_box around = {cell.x - 6, cell.y - 6, cell.width + 12, cell.height + 12};
    pen_border(p, around, THEME_RADIUS_MARK, 0, pen_colour(p, THEME_TEXT), THEME_STROKE,
               (frame_dash){0});
}

static pen_box cell_box(const cell_row *row, uint32_t i)
{
    return (pen_box){row->left + row->pitch * (float)i, row->y, row->width, row->height};
}

/* The selected object's, or of the one that the pointer is on. */
static bool is_ringed(const scene *s, uint32_t owner_id)
{
    return owner_id && (owner_id == s->selected_id || hover_is_on(s->hovered, owner_id));
}

static void rings_draw(const scene *s, pen *p, const cell_row *row)
{
    for (uint32_t k = 0; k < row->count; k++)
        if (is_ringed(s, row->now->blocks[k].owner_id)) {
            p->id = scene_id(SCENE_HEAP_BLOCK, row->now->number, k);
            ring_draw(p, cell_box(row, k));
        }
}

static void row_label_draw(const scene *s, pen *p, const heap_grid *g, const cell_row *row, uint32_t i)
{
    char text[32];
    float size = fminf(THEME_TYPE_CODE, g->row_pitch * 0.78F);
    float y = row->y + row->height / 2 + THEME_BASELINE * size;
    pen_type type = {.font = FONT_UI_BOLD, .size = size, .colour = pen_colour(p, THEME_TEXT)};
    snprintf(text, sizeof text, "%u B", row->now->size_bytes);
    p->id = scene_id(SCENE_HEAP_POOL, s->heap_plan->rows[i].pool, 1);
    pen_text(p, row->x, y, &type, text);
    if (g->rest <= 0)
        return;
    type = (pen_type){.font = FONT_UI,
                      .size = fminf(THEME_TYPE_SMALL, size),
                      .colour = pen_colour(p, THEME_SECONDARY),
                      .align = ALIGN_RIGHT};
    tongue_write(p->words, text, sizeof text, SAY_FREE, TELL({.number = row->now->block_count - row->now->used}));
    pen_text(p, row->x + g->column_width, y, &type, text);
}

static void row_draw(const scene *s, pen *p, const heap_grid *g, uint32_t i)
{
    cell_row row = row_of(s, g, i);
    if (!row.now)
        return;
    if (g->row_pitch >= LABELLED)
        row_label_draw(s, p, g, &row, i);
    uint32_t pool = s->heap_plan->rows[i].pool;
    p->id = scene_id(SCENE_HEAP_POOL, pool, 0);
    if (row.pitch < 5) {
        row_draw_narrow(s, p, &row);
        rings_draw(s, p, &row);
        return;
    }
    for (uint32_t k = 0; k < row.count; k++) {
        p->id = scene_id(SCENE_HEAP_BLOCK, pool, k);
        cell_draw(p, cell_box(&row, k), look_of(s, &row, k), row.now->blocks[k].turn);
    }
    rings_draw(s, p, &row);
}

/* ---- arenas ---- */

static bool pool_is_ringed(const scene *s, const view_pool *pool)
{
    bool any = s->selected_id || s->hovered;
    for (uint32_t i = 0; any && i < pool->begun; i++)
        if (is_ringed(s, pool->blocks[i].owner_id))
            return true;
    return false;
}

/* A pool in its arena's strip: filled from below as far as its blocks are in use. */
static void arena_pool_draw(const scene *s, pen *p, const view_arena *from, uint32_t i, pen_box cell)
{
    const view_pool *pool = view_heap_pool(s->heap, from->first_pool + i);
    p->id = scene_id(SCENE_HEAP_POOL, from->first_pool + i, 2);
    if (!pool) {
        bool given_back = i < from->begun;
        if (given_back)
            cell_draw(p, cell, CELL_FREE, 0);
        else
            pen_round(p, cell, 4, pen_colour(p, THEME_TRACK));
        return;
    }
    float part = (float)pool->used / (float)pool->block_count;
    float height = fmaxf(cell.height * 0.15F, cell.height * part);
    pen_round(p, cell, 4, used_colour(p, 68));
    pen_round(p, (pen_box){cell.x, cell.y + cell.height - height, cell.width, height}, 4,
              used_colour(p, 10));
    if (pool_is_ringed(s, pool))
        ring_draw(p, cell);
}

static void arena_draw(const scene *s, pen *p, const heap_grid *g, uint32_t i)
{
    const view_arena *shown = &s->heap->arenas[i];
    char text[48];
    float y = g->arena_y + ARENA_PITCH * (float)i, left = g->x + LABEL_WIDTH;
    p->id = scene_id(SCENE_HEAP_POOL, shown->first_pool, 3);
    tongue_write(p->words, text, sizeof text, SAY_ARENA, TELL({.number = shown->number}));
    pen_text(p, g->x, y + 33,
             &(pen_type){.font = FONT_UI_BOLD,
                         .size = THEME_TYPE_CELL,
                         .colour = pen_colour(p, THEME_TEXT),
                         .limit = LABEL_WIDTH - 10},
             text);
    float pitch = (g->right - left) / (float)shown->pool_count;
    for (uint32_t k = 0; k < shown->pool_count; k++)
        arena_pool_draw(s, p, shown, k,
                        (pen_box){left + pitch * (float)k, y + 4, pitch * 0.8F, 36});
}

/* ---- outside pools ---- */

static void large_draw(const scene *s, pen *p, const heap_grid *g)
{
    uint64_t total = 0, used = 0;
    for (uint32_t i = 0; i < s->heap->large_count; i++) {
        total += s->heap->large[i].bytes;
        used += s->heap->large[i].used ? s->heap->large[i].bytes : 0;
    }
    if (!total)
        return;
    float height = g->row_pitch >= LABELLED ? g->row_pitch - 18 * g->row_pitch / ROW_PITCH : g->row_pitch;
    float x = g->x + LABEL_WIDTH, right = g->right - REST_WIDTH, gap = 4, size = fminf(THEME_TYPE_CODE, g->row_pitch * 0.78F);
    float room = right - x - (float)s->heap->large_count * (gap + LARGE_LEAST);
    for (uint32_t i = 0; i < s->heap->large_count && x < right; i++) {
        const view_large *piece = &s->heap->large[i];
        float share = (float)((double)piece->bytes / (double)total);
        pen_box cell = {x, g->large_y, LARGE_LEAST + fmaxf(0, room) * share, height};
        cell.width = fminf(cell.width, right - x);
        cell_look look = !piece->used                                 ? CELL_FREE
                         : heap_plan_is_shown(s->now, piece->owner_id) ? CELL_IN_USE
                                                                       : CELL_MACHINERY;
        p->id = scene_id(SCENE_HEAP_BLOCK, piece->owner_id, 0xFFFFFF);
        cell_draw(p, cell, look, 0);
        if (is_ringed(s, piece->owner_id))
            ring_draw(p, cell);
        x += cell.width + gap;
    }
    if (g->row_pitch < LABELLED)
        return;
    char text[48];
    float y = g->large_y + height / 2 + THEME_BASELINE * size;
    p->id = scene_id(SCENE_HEAP_POOL, 0, 1);
    pen_type type = {.font = FONT_UI_BOLD, .size = size, .colour = pen_colour(p, THEME_TEXT), .limit = LABEL_WIDTH - 6};
    pen_text(p, g->x, y, &type, "> 512 B");
    type = (pen_type){.font = FONT_UI,
                      .size = fminf(THEME_TYPE_CELL, size),
                      .colour = pen_colour(p, THEME_SECONDARY),
                      .align = ALIGN_RIGHT};
    snprintf(text, sizeof text, "%" PRIu64 " B", used);
    pen_text(p, g->right, y, &type, text);
}

/* ---- below the rows ---- */

static void others_draw(const scene *s, pen *p, const pen_box *box, const heap_grid *g)
{
    uint32_t pools = 0, blocks = 0;
    for (uint32_t i = 0; i < s->heap->pool_count; i++) {
        const heap_row *row = heap_plan_row(s->heap_plan, s->heap->pools[i].number);
        if (row && row - s->heap_plan->rows < (ptrdiff_t)g->rows)
            continue;
        pools++;
        blocks += s->heap->pools[i].used;
    }
    if (!pools)
        return;
    char text[160], all_pools[32], all_blocks[32];
    tongue_write(p->words, all_pools, sizeof all_pools, pools == 1 ? SAY_POOL_ONE : SAY_POOL_MANY, TELL({.number = pools}));
    tongue_write(p->words, all_blocks, sizeof all_blocks, blocks == 1 ? SAY_BLOCK_ONE : SAY_BLOCKS_MANY,
                 TELL({.number = blocks}));
    tongue_write(p->words, text, sizeof text, SAY_OTHER_POOLS, TELL({.text = all_pools}, {.text = all_blocks}));
    p->id = scene_id(SCENE_HEAP_POOL, 0, 4);
    pen_text(p, box->x + THEME_MARGIN, g->others_y + OTHERS_BASELINE,
             &(pen_type){.font = FONT_UI,
                         .size = THEME_TYPE_SMALL,
                         .colour = pen_colour(p, THEME_SECONDARY),
                         .limit = box->width - 2 * THEME_MARGIN},
             text);
}

static void legend_draw(pen *p, const pen_box *box, const heap_grid *g)
{
    static const struct {
        cell_look look;
        uint32_t turn;
        tongue_word text;
    } ENTRIES[] = {{CELL_IN_USE, 0, SAY_IN_USE},       {CELL_BORN, 0, SAY_NEW},
                   {CELL_REUSED, 0, SAY_REUSED},       {CELL_FREE, 1, SAY_FREED},
                   {CELL_KEPT_FOR, 0, SAY_FREE_LIST}, {CELL_UNTOUCHED, 0, SAY_NEVER_USED}};
    enum { COUNT = sizeof ENTRIES / sizeof *ENTRIES, SYMBOL = 34, GAP = 30 };
    float x = box->x + THEME_MARGIN, room = box->width - THEME_MARGIN - THEME_PANE_PADDING;
    pen_type type = {.font = FONT_UI, .size = THEME_TYPE_SMALL, .colour = pen_colour(p, THEME_SECONDARY)};
    p->id = scene_id(SCENE_HEAP_POOL, 0, 5);
    float words = 0, gap = GAP, fixed = SYMBOL * COUNT;
    for (size_t i = 0; i < COUNT; i++)
        words += pen_width(p, type.font, type.size, pen_say(p, ENTRIES[i].text));
    if (fixed + words + gap * (COUNT - 1) > room) { /* closer together, then smaller */
        gap = GAP / 2;
        type.size *= fminf(1, (room - fixed - gap * (COUNT - 1)) / words);
    }
    for (size_t i = 0; i < COUNT; i++) {
        float width = pen_width(p, type.font, type.size, pen_say(p, ENTRIES[i].text));
        cell_draw(p, (pen_box){x, g->legend_y + 6, THEME_POOL_WIDTH, 34}, ENTRIES[i].look,
                  ENTRIES[i].turn);
        pen_text(p, x + SYMBOL, g->legend_y + 33, &type, pen_say(p, ENTRIES[i].text));
        x += SYMBOL + width + gap;
    }
}

void panel_heap_draw(const scene *s, pen p, pen_box box)
{
    if (!s->heap || !s->heap_plan)
        return;
    heap_grid g = grid_of(s->heap_plan, &box);
    for (uint32_t i = 0; i < g.arenas && i < s->heap->arena_count; i++)
        arena_draw(s, &p, &g, i);
    for (uint32_t i = 0; i < g.rows; i++)
        row_draw(s, &p, &g, i);
    if (s->heap_plan->large)
        large_draw(s, &p, &g);
    others_draw(s, &p, &box, &g);
    legend_draw(&p, &box, &g);
}

pen_box panel_heap_note(const pen_box *box)
{
    float width = box->width - THEME_MARGIN - OTHERS_WIDTH - THEME_PANE_PADDING, y = box->y + box->height - LEGEND_HEIGHT - OTHERS_HEIGHT;
    return (pen_box){box->x + box->width - width - THEME_PANE_PADDING, y, width, OTHERS_BASELINE};
}

uint32_t panel_heap_hit(const scene *s, const pen_box *box, float x, float y)
{
    if (!s->heap || !s->heap_plan)
        return 0;
    heap_grid g = grid_of(s->heap_plan, box);
    if (y < g.rows_y || x < g.x || y >= g.large_y)
        return 0;
    uint32_t column = (uint32_t)((x - g.x) / (g.column_width + COLUMN_GAP));
    uint32_t i = column * g.deep + (uint32_t)((y - g.rows_y) / g.row_pitch);
    if (i >= g.rows)
        return 0;
    cell_row row = row_of(s, &g, i);
    uint32_t k = x < row.left ? row.count : (uint32_t)((x - row.left) / row.pitch);
    bool inside = row.now && k < row.count && y < row.y + row.height;
    return inside ? row.now->blocks[k].owner_id : 0;
}
