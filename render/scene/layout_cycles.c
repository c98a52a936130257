/* Cycles, in time.
 *
 * Students must see the cycle, so it may not dissolve into columns. But only cycles whose
 * references exist at the same moment are cycles: the union over the run would invent others. So
 * components are looked for at each step that bears a reference, inside the components of the union
 * (which bound them), and joined. */
#include "render/scene/layout_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CYCLE_STEPS_PER_START = 20000, ANY_STEP = -1 };
#define WEIGHT_BRIEF 0.35 /* what is seen only inside a step takes the places that are left */
#define RING_GAP_X_PX 84.0
#define RING_GAP_Y_PX 58.0

/* Tarjan's components without recursion: chains of objects are as long as the input likes. */
typedef struct scc {
    const layout_model *m;
    uint32_t *label;  /* component of each box, the result */
    uint32_t *within; /* only links inside one of these components count, or NULL */
    uint32_t *number, *low, *stack, *call, *next;
    bool *on_stack;
    uint32_t counter, label_count, stack_count, call_count;
    int64_t step;    /* links alive then, or ANY_STEP */
    bool weak, back; /* whether such links count */
} scc;

static bool scc_init(scc *s, const layout_model *m)
{
    size_t bytes = (m->box_count + 1) * sizeof(uint32_t);
    *s = (scc){.m = m, .step = ANY_STEP};
    s->label = arena_alloc(m->memory, bytes);
    s->number = arena_alloc(m->memory, bytes);
    s->low = arena_alloc(m->memory, bytes);
    s->stack = arena_alloc(m->memory, bytes);
    s->call = arena_alloc(m->memory, bytes);
    s->next = arena_alloc(m->memory, bytes);
    s->on_stack = arena_alloc(m->memory, m->box_count + 1);
    return s->label && s->number && s->low && s->stack && s->call && s->next && s->on_stack;
}

static bool scc_follows(const scc *s, const layout_link *l)
{
    if ((l->in->weak && !s->weak) || (l->back && !s->back) || l->src == l->dst)
        return false;
    if (s->within && s->within[l->src] != s->within[l->dst])
        return false;
    return s->step == ANY_STEP || (l->birth <= s->step && s->step < l->death);
}

static void scc_enter(scc *s, uint32_t box)
{
    s->number[box] = s->low[box] = ++s->counter;
    s->stack[s->stack_count++] = box;
    s->on_stack[box] = true;
    s->next[box] = 0;
    s->call[s->call_count++] = box;
}

static void scc_leave(scc *s, uint32_t box)
{
    if (s->low[box] == s->number[box]) {
        uint32_t member;
        do {
            member = s->stack[--s->stack_count];
            s->on_stack[member] = false;
            s->label[member] = s->label_count;
        } while (member != box);
        s->label_count++;
    }
    s->call_count--;
    if (s->call_count > 0) {
        uint32_t caller = s->call[s->call_count - 1];
        if (s->low[box] < s->low[caller])
            s->low[caller] = s->low[box];
    }
}

static void scc_visit(scc *s, uint32_t root)
{
    if (s->number[root])
        return;
    scc_enter(s, root);
    while (s->call_count > 0) {
        uint32_t box = s->call[s->call_count - 1];
        const layout_box *b = &s->m->boxes[box];
        if (s->next[box] == b->out_count) {
            scc_leave(s, box);
            continue;
        }
        const layout_link *l = &s->m->links[b->out_first + s->next[box]++];
        if (!scc_follows(s, l))
            continue;
        if (!s->number[l->dst])
            scc_enter(s, l->dst);
        else if (s->on_stack[l->dst] && s->number[l->dst] < s->low[box])
            s->low[box] = s->number[l->dst];
    }
}

static void scc_run(scc *s)
{
    for (uint32_t i = 0; i < s->m->box_count; i++)
        scc_visit(s, i);
}

/* Components among `members` alone, at s->step. */
static void scc_run_members(scc *s, const uint32_t *members, uint32_t count)
{
    s->counter = s->label_count = 0;
    for (uint32_t i = 0; i < count; i++)
        s->number[members[i]] = 0;
    for (uint32_t i = 0; i < count; i++)
        scc_visit(s, members[i]);
}

/* --- ways back ------------------------------------------------------------------------------- */

static bool cycles_name_leads_back(const char *name)
{
    static const char *const names[] = {"prev",    "previous", "_prev",   "parent",
                                        "_parent", "owner",    "_owner",  "up",
                                        "back",    "prior",    "subject", "container"};
    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

/* A name alone says little: `owner` may be the only way to an object. It leads back only where
 * another way leads forth. */
static ouro_result cycles_mark_named(layout_model *m)
{
    scc s;
    if (!scc_init(&s, m))
        return OURO_ERR_NOMEM;
    s.weak = s.back = true;
    scc_run(&s);
    for (uint32_t i = 0; i < m->link_count; i++) {
        layout_link *l = &m->links[i];
        if (l->src != l->dst && s.label[l->src] == s.label[l->dst] &&
            !layout_is_frame(&m->boxes[l->src]))
            l->back = cycles_name_leads_back(l->in->label);
    }
    return OURO_OK;
}

/* Of two that point at each other at the same time, the younger one's arrow leads back. */
static void cycles_mark_pairs(layout_model *m)
{
    for (uint32_t i = 0; i < m->link_count; i++) {
        layout_link *l = &m->links[i];
        const layout_box *src = &m->boxes[l->src], *dst = &m->boxes[l->dst];
        bool younger = src->birth > dst->birth || (src->birth == dst->birth && l->src > l->dst);
        if (l->in->weak || l->back || l->src == l->dst || !younger)
            continue;
        for (uint32_t k = 0; k < dst->out_count && m->budget > 0; k++) {
            const layout_link *other = &m->links[dst->out_first + k];
            m->budget--;
            if (other->dst == l->src && !other->back && !other->in->weak &&
                layout_overlap(l->birth, l->death, other->birth, other->death))
                l->back = true;
        }
    }
}

static void cycles_weigh(layout_model *m)
{
    for (uint32_t i = 0; i < m->link_count; i++) {
        layout_link *l = &m->links[i];
        const layout_box *src = &m->boxes[l->src], *dst = &m->boxes[l->dst];
        double src_life = src->death - src->birth, dst_life = dst->death - dst->birth;
        double life = (l->death - l->birth) / fmin(src_life, dst_life);
        l->weight = (0.25 + 0.75 * fmin(1, life)) * (l->in->weak ? 0.5 : 1) * (l->back ? 0.6 : 1) *
                    (layout_is_frame(src) ? 0.7 : 1) *
                    (src->in->brief || dst->in->brief ? WEIGHT_BRIEF : 1);
    }
}

/* --- geometry of a ring ---------------------------------------------------------------------- */

static layout_point ring_seat(const layout_block *ring, uint32_t seat, bool mirrored)
{
    double angle = acos(-1.0) * (1 + 2.0 * seat / ring->count * (mirrored ? -1 : 1));
    return (layout_point){ring->radius_x * cos(angle), ring->radius_y * sin(angle)};
}

/* Whether two members, the other one so many seats on, clear each other wherever the first one sits. */
static bool ring_pair_clears(const layout_block *ring, const layout_node *n, const layout_node *o,
                             uint32_t seats)
{
    double w = (n->width_px + o->width_px) / 2 + RING_GAP_X_PX;
    double h = (n->height_px + o->height_px) / 2 + RING_GAP_Y_PX;
    for (uint32_t seat = 0; seat < ring->count; seat++) {
        layout_point a = ring_seat(ring, seat, false), b = ring_seat(ring, seat + seats, false);
        if (fabs(a.x - b.x) < w && fabs(a.y - b.y) < h)
            return false;
    }
    return true;
}

/* It may still be turned: its members must clear each other on the ellipse in every turn. */
static bool ring_clears(const layout_model *m, const layout_block *ring)
{
    for (uint32_t i = 0; i < ring->count; i++)
        for (uint32_t j = 0; j < i; j++)
            if (!ring_pair_clears(ring, m->boxes[ring->members[j]].in,
                                  m->boxes[ring->members[i]].in, i - j))
                return false;
    return true;
}

/* The smallest ellipse of that flatness on which the members have room. */
static void ring_grow(const layout_model *m, layout_block *ring, double flatness)
{
    double w = 0;
    for (uint32_t i = 0; i < ring->count; i++)
        w = fmax(w, m->boxes[ring->members[i]].in->width_px);
    ring->radius_x = w * 0.6;
    do {
        ring->radius_x += 4;
        ring->radius_y = ring->radius_x * flatness;
    } while (!ring_clears(m, ring));
}

/* Of the ellipses that look well the one that takes least of the pane. */
static void ring_size(const layout_model *m, layout_block *ring)
{
    static const double FLATNESS[] = {0.62, 0.55, 0.5, 0.7, 0.8};
    double best = INFINITY, best_x = 0, best_y = 0;
    for (size_t i = 0; i < sizeof FLATNESS / sizeof *FLATNESS; i++) {
        ring_grow(m, ring, FLATNESS[i]);
        double takes = ring->radius_x / m->pane_w + ring->radius_y / m->pane_h;
        if (takes < best * 0.98) {
            best = takes;
            best_x = ring->radius_x;
            best_y = ring->radius_y;
        }
    }
    ring->radius_x = best_x;
    ring->radius_y = best_y;
}

void layout_ring_stand(layout_model *m, layout_block *ring, uint32_t turn, bool mirrored)
{
    double left = 0, top = 0, right = 0, bottom = 0;
    for (uint32_t i = 0; i < ring->count; i++) {
        layout_box *b = &m->boxes[ring->members[i]];
        layout_point p = ring_seat(ring, (i + turn) % ring->count, mirrored);
        b->dx = p.x - b->in->width_px / 2;
        b->dy = p.y - b->in->height_px / 2;
        left = fmin(left, b->dx);
        top = fmin(top, b->dy);
        right = fmax(right, b->dx + b->in->width_px);
        bottom = fmax(bottom, b->dy + b->in->height_px);
    }
    for (uint32_t i = 0; i < ring->count; i++) {
        m->boxes[ring->members[i]].dx -= left;
        m->boxes[ring->members[i]].dy -= top;
    }
    ring->w = right - left;
    ring->h = bottom - top;
    ring->mirrored = mirrored;
    ring->span = (uint32_t)ceil((ring->w + LAYOUT_GAP_X_PX) / (220 + LAYOUT_GAP_X_PX) - 0.25);
}

/* --- rings ----------------------------------------------------------------------------------- */

typedef struct cycle_search {
    const layout_model *m;
    const uint32_t *tangle; /* component of each box */
    uint32_t label;
    bool *on_path;
    uint32_t path[LAYOUT_RING_MAX], length;
    uint32_t best[LAYOUT_RING_MAX], best_length;
    uint32_t best_birth, best_death;
    int steps;
} cycle_search;

/* Longest simple cycle through path[0] whose references all exist at one moment. Recursion is at
 * most LAYOUT_RING_MAX deep; starting only at the smallest member finds each cycle once. */
static void cycles_extend(cycle_search *c, uint32_t box, uint32_t birth, uint32_t death)
{
    const layout_box *b = &c->m->boxes[box];
    for (uint32_t k = 0; k < b->out_count && c->steps > 0; k++) {
        const layout_link *l = &c->m->links[b->out_first + k];
        uint32_t from = l->birth > birth ? l->birth : birth;
        uint32_t to = l->death < death ? l->death : death;
        c->steps--;
        if (l->in->weak || l->back || from >= to || c->tangle[l->dst] != c->label)
            continue;
        if (l->dst == c->path[0]) {
            bool longer = c->length > c->best_length || (c->length == c->best_length &&
                                                         to - from > c->best_death - c->best_birth);
            if (c->length >= LAYOUT_RING_MIN && longer) {
                memcpy(c->best, c->path, sizeof c->best);
                c->best_length = c->length;
                c->best_birth = from;
                c->best_death = to;
            }
        } else if (l->dst > c->path[0] && !c->on_path[l->dst] && c->length < LAYOUT_RING_MAX) {
            c->on_path[l->dst] = true;
            c->path[c->length++] = l->dst;
            cycles_extend(c, l->dst, from, to);
            c->length--;
            c->on_path[l->dst] = false;
        }
    }
}

/* The member that the outside holds longest; then the oldest; then the lowest id. */
static uint32_t cycles_entry(const cycle_search *c)
{
    uint32_t entry = 0, entry_life = 0;
    for (uint32_t i = 0; i < c->best_length; i++) {
        const layout_box *b = &c->m->boxes[c->best[i]], *e = &c->m->boxes[c->best[entry]];
        uint32_t life = 0;
        for (uint32_t k = 0; k < b->in_count; k++) {
            const layout_link *l = &c->m->links[c->m->into[b->in_first + k]];
            bool inside = false;
            for (uint32_t j = 0; j < c->best_length; j++)
                inside |= c->best[j] == l->src;
            life += inside ? 0 : l->death - l->birth;
        }
        bool older = b->birth < e->birth || (b->birth == e->birth && c->best[i] < c->best[entry]);
        if (i == 0 || life > entry_life || (life == entry_life && older)) {
            entry = i;
            entry_life = life;
        }
    }
    return entry;
}

static layout_block *cycles_add_block(layout_model *m, const uint32_t *members, uint32_t count)
{
    layout_block *b = &m->blocks[m->block_count];
    *b = (layout_block){.count = count, .birth = UINT32_MAX, .span = 1, .rank = 1};
    b->members = arena_alloc(m->memory, count * sizeof *members);
    if (!b->members)
        return NULL;
    for (uint32_t i = 0; i < count; i++) {
        layout_box *box = &m->boxes[members[i]];
        b->members[i] = members[i];
        box->block = (int32_t)m->block_count;
        if (box->birth < b->birth)
            b->birth = box->birth;
        if (box->death > b->death)
            b->death = box->death;
        uint32_t vacant = box->death + (box->in->brief ? 0 : LAYOUT_LINGER_STEPS);
        if (vacant > b->vacant)
            b->vacant = vacant;
        b->brief = (i == 0 || b->brief) && box->in->brief;
    }
    b->w = m->boxes[members[0]].in->width_px;
    b->h = m->boxes[members[0]].in->height_px;
    m->block_count++;
    return b;
}

/* Takes ring after ring out of one tangle. */
static ouro_result cycles_take_rings(layout_model *m, cycle_search *c, uint32_t *tangle,
                                     const uint32_t *members, uint32_t count)
{
    for (;;) {
        c->best_length = c->best_birth = c->best_death = 0;
        for (uint32_t i = 0; i < count && m->budget > 0; i++) {
            if (tangle[members[i]] != c->label)
                continue;
            c->steps = CYCLE_STEPS_PER_START;
            c->path[0] = members[i];
            c->length = 1;
            c->on_path[members[i]] = true;
            cycles_extend(c, members[i], 0, UINT32_MAX);
            c->on_path[members[i]] = false;
            m->budget -= CYCLE_STEPS_PER_START - c->steps;
        }
        if (c->best_length == 0)
            return OURO_OK;
        uint32_t ring[LAYOUT_RING_MAX], entry = cycles_entry(c);
        for (uint32_t i = 0; i < c->best_length; i++) {
            ring[i] = c->best[(entry + i) % c->best_length];
            tangle[ring[i]] = UINT32_MAX;
        }
        layout_block *b = cycles_add_block(m, ring, c->best_length);
        if (!b)
            return OURO_ERR_NOMEM;
        b->ring_birth = c->best_birth;
        b->ring_death = c->best_death;
        ring_size(m, b);
        layout_ring_stand(m, b, 0, false);
    }
}

/* --- the phase ------------------------------------------------------------------------------- */

static int by_step(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static uint32_t union_find(uint32_t *parent, uint32_t x)
{
    while (parent[x] != x)
        x = parent[x] = parent[parent[x]];
    return x;
}

/* Joins in `parent` what lies on one cycle at some step, among the members of one component. */
static ouro_result cycles_join_in_time(layout_model *m, scc *s, const uint32_t *members,
                                       uint32_t count, uint32_t *parent)
{
    size_t links = 0, births = 0;
    for (uint32_t i = 0; i < count; i++)
        links += m->boxes[members[i]].out_count;
    uint32_t *steps = arena_alloc(m->memory, (links + 1) * sizeof *steps);
    uint32_t *first = arena_alloc(m->memory, (count + 1) * sizeof *first);
    if (!steps || !first)
        return OURO_ERR_NOMEM;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < m->boxes[members[i]].out_count; k++) {
            const layout_link *l = &m->links[m->boxes[members[i]].out_first + k];
            if (scc_follows(s, l))
                steps[births++] = l->birth;
        }
    qsort(steps, births, sizeof *steps, by_step);
    for (size_t i = 0; i < births && m->budget > 0; i++) {
        if (i > 0 && steps[i] == steps[i - 1])
            continue;
        s->step = steps[i];
        scc_run_members(s, members, count);
        m->budget -= (int64_t)(links + count);
        for (uint32_t k = 0; k < s->label_count; k++)
            first[k] = UINT32_MAX;
        for (uint32_t k = 0; k < count; k++) {
            uint32_t *f = &first[s->label[members[k]]];
            if (*f == UINT32_MAX)
                *f = members[k];
            else
                parent[union_find(parent, members[k])] = union_find(parent, *f);
        }
    }
    s->step = ANY_STEP;
    return OURO_OK;
}

static int by_component(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* The boxes grouped by component: `order` holds component << 32 | box, sorted. */
static uint64_t *cycles_group(layout_model *m, const uint32_t *component)
{
    uint64_t *order = arena_alloc(m->memory, (m->box_count + 1) * sizeof *order);
    for (uint32_t i = 0; order && i < m->box_count; i++)
        order[i] = (uint64_t)component[i] << 32 | i;
    if (order)
        qsort(order, m->box_count, sizeof *order, by_component);
    return order;
}

/* Calls for each group of at least three boxes: joins them in time, or takes rings out of them. */
static ouro_result cycles_each_group(layout_model *m, const uint32_t *component, scc *join,
                                     uint32_t *labels, cycle_search *take)
{
    uint64_t *order = cycles_group(m, component);
    uint32_t *members = arena_alloc(m->memory, (m->box_count + 1) * sizeof *members);
    if (!order || !members)
        return OURO_ERR_NOMEM;
    for (uint32_t i = 0; i < m->box_count;) {
        uint32_t count = 0, label = (uint32_t)(order[i] >> 32);
        while (i < m->box_count && order[i] >> 32 == label)
            members[count++] = (uint32_t)order[i++];
        ouro_result r = OURO_OK;
        if (count >= LAYOUT_RING_MIN && join)
            r = cycles_join_in_time(m, join, members, count, labels);
        if (count >= LAYOUT_RING_MIN && count <= LAYOUT_CYCLE_BOXES && take) {
            take->label = label;
            r = cycles_take_rings(m, take, labels, members, count);
        }
        if (r != OURO_OK)
            return r;
    }
    return OURO_OK;
}

static ouro_result cycles_find_rings(layout_model *m)
{
    scc all, in_time;
    uint32_t *tangle = arena_alloc(m->memory, (m->box_count + 1) * sizeof *tangle);
    cycle_search search = {.m = m, .tangle = tangle};
    search.on_path = arena_alloc(m->memory, m->box_count + 1);
    if (!tangle || !search.on_path || !scc_init(&all, m) || !scc_init(&in_time, m))
        return OURO_ERR_NOMEM;
    scc_run(&all);
    in_time.within = all.label;
    for (uint32_t i = 0; i < m->box_count; i++)
        tangle[i] = i;
    ouro_result r = cycles_each_group(m, all.label, &in_time, tangle, NULL);
    for (uint32_t i = 0; i < m->box_count; i++)
        tangle[i] = union_find(tangle, i);
    /* Grouped by a copy of the labels: taking rings rewrites them. */
    return r != OURO_OK ? r : cycles_each_group(m, tangle, NULL, tangle, &search);
}

/* A link outside every tangle of forward links may pull its target to the right. */
static ouro_result cycles_mark_loose(layout_model *m)
{
    scc s;
    if (!scc_init(&s, m))
        return OURO_ERR_NOMEM;
    s.weak = true;
    scc_run(&s);
    for (uint32_t i = 0; i < m->link_count; i++)
        m->links[i].loose = s.label[m->links[i].src] != s.label[m->links[i].dst];
    return OURO_OK;
}

static bool cycles_is_forward(const layout_model *m, const layout_link *l)
{
    return !l->in->weak && !l->back && l->src != l->dst && !layout_is_frame(&m->boxes[l->src]);
}

/* A list's link: at no time does another cell lead on, or another object lead here. */
static bool cycles_is_chain(layout_model *m, const layout_link *l)
{
    const layout_box *src = &m->boxes[l->src], *dst = &m->boxes[l->dst];
    if (!cycles_is_forward(m, l))
        return false;
    m->budget -= src->out_count + dst->in_count;
    for (uint32_t k = 0; k < src->out_count; k++) {
        const layout_link *o = &m->links[src->out_first + k];
        if (o != l && cycles_is_forward(m, o) &&
            layout_overlap(l->birth, l->death, o->birth, o->death))
            return false;
    }
    for (uint32_t k = 0; k < dst->in_count; k++) {
        const layout_link *o = &m->links[m->into[dst->in_first + k]];
        if (o != l && cycles_is_forward(m, o) &&
            layout_overlap(l->birth, l->death, o->birth, o->death))
            return false;
    }
    return true;
}

ouro_result layout_cycles(layout_model *m)
{
    ouro_result r = cycles_mark_named(m);
    if (r != OURO_OK)
        return r;
    cycles_mark_pairs(m);
    cycles_weigh(m);
    for (uint32_t i = 0; i < m->box_count; i++)
        m->boxes[i].block = LAYOUT_NONE;
    r = cycles_find_rings(m);
    if (r == OURO_OK)
        r = cycles_mark_loose(m);
    for (uint32_t i = 0; i < m->box_count && r == OURO_OK; i++)
        if (m->boxes[i].block == LAYOUT_NONE && !cycles_add_block(m, &i, 1))
            r = OURO_ERR_NOMEM;
    for (uint32_t i = 0; i < m->link_count && r == OURO_OK; i++) {
        layout_link *l = &m->links[i];
        l->ring = m->boxes[l->src].block == m->boxes[l->dst].block;
        l->chain = !m->bulk && cycles_is_chain(m, l);
        l->lens = LAYOUT_NONE;
    }
    return r;
}
