#include "render/draw/text.h"

#include <SDL_ttf.h>
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    UNITS_PER_EM = 2048, /* at this size an advance is a whole number: the font's own unit */
    PHASES = 4,          /* positions within a pixel */
    SIZE_STEPS = 4,      /* glyphs are made for quarter pixels of size */
    SIZE_MAX_PX = 512,
    BOX_ADVANCE = 1229, /* 0.6 em: the box of an unknown glyph */
    BOX_LEFT = 123,
    BOX_RIGHT = 1106,
    BOX_TOP = 1493, /* as high as a capital */
    ASCII = 128,
    FACE_BOX = FONT_COUNT, /* no face has it */
    NO_CODE_POINT = 0x7FFFFFFF
};

static const char *const FACE_FILES[FONT_COUNT] = {[FONT_UI] = "DejaVuSans.ttf",
                                                   [FONT_UI_BOLD] = "DejaVuSans-Bold.ttf",
                                                   [FONT_MONO] = "DejaVuSansMono.ttf",
                                                   [FONT_MONO_BOLD] = "DejaVuSansMono-Bold.ttf"};

/* Where a code point comes from, and how far it moves the pen. */
typedef struct text_source {
    uint32_t key; /* code point and font, +1; 0 = free */
    int16_t advance_units;
    uint8_t face, known;
} text_source;

typedef struct stored_glyph {
    uint64_t key; /* 0 = free */
    size_t at;    /* into coverage */
    int32_t left, top, width, height;
} stored_glyph;

struct text_cache {
    TTF_Font *faces[FONT_COUNT];  /* at whatever size was last rasterised: face_size */
    TTF_Font *rulers[FONT_COUNT]; /* at UNITS_PER_EM, unhinted: advances only */
    int32_t face_size[FONT_COUNT];
    text_source ascii[FONT_COUNT][ASCII];
    text_source *sources; /* everything else; open addressing, capacity a power of two */
    uint32_t source_count, source_capacity;
    stored_glyph *glyphs; /* the same way */
    uint32_t glyph_count, glyph_capacity;
    uint8_t *coverage;
    size_t coverage_bytes, coverage_capacity;
    bool failed;
};

/* ---- opening ---- */

static TTF_Font *face_open(const char *path, int hinting, ouro_error *err)
{
    TTF_Font *face = TTF_OpenFont(path, UNITS_PER_EM);
    if (!face) {
        error_set(err, OURO_ERR_DISPLAY, 0, 0, "%s: cannot open this font: %s", path,
                  TTF_GetError());
        return NULL;
    }
    TTF_SetFontHinting(face, hinting);
    TTF_SetFontKerning(face, 0);
    return face;
}

static bool faces_open(text_cache *cache, const char *font_dir, ouro_error *err)
{
    for (size_t i = 0; i < FONT_COUNT; i++) {
        char path[4096];
        int length = snprintf(path, sizeof path, "%s/%s", font_dir, FACE_FILES[i]);
        if (length < 0 || (size_t)length >= sizeof path) {
            error_set(err, OURO_ERR_DISPLAY, 0, 0, "the path of the fonts is too long");
            return false;
        }
        cache->rulers[i] = face_open(path, TTF_HINTING_NONE, err);
        cache->faces[i] = cache->rulers[i] ? face_open(path, TTF_HINTING_LIGHT, err) : NULL;
        if (!cache->faces[i])
            return false;
    }
    return true;
}

text_cache *text_cache_open(const char *font_dir, ouro_error *err)
{
    text_cache *cache = calloc(1, sizeof *cache);
    if (!cache) {
        error_set(err, OURO_ERR_NOMEM, 0, 0, "no memory for the fonts");
        return NULL;
    }
    if (TTF_Init() != 0) {
        error_set(err, OURO_ERR_DISPLAY, 0, 0, "the font library does not start: %s",
                  TTF_GetError());
        free(cache);
        return NULL;
    }
    if (!faces_open(cache, font_dir, err)) {
        text_cache_close(cache);
        return NULL;
    }
    return cache;
}

void text_cache_close(text_cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; i < FONT_COUNT; i++) {
        if (cache->faces[i])
            TTF_CloseFont(cache->faces[i]);
        if (cache->rulers[i])
            TTF_CloseFont(cache->rulers[i]);
    }
    TTF_Quit();
    free(cache->sources);
    free(cache->glyphs);
    free(cache->coverage);
    free(cache);
}

const char *text_face_file(frame_font font)
{
    return FACE_FILES[font];
}

bool text_cache_failed(const text_cache *cache)
{
    return cache->failed;
}

size_t text_cache_bytes(const text_cache *cache)
{
    return cache->coverage_bytes;
}

/* ---- UTF-8 ---- */

/* How many bytes the sequence after `lead` has, and the smallest code point it may encode. */
static int sequence_length(unsigned char lead, uint32_t *smallest)
{
    if (lead < 0x80) {
        *smallest = 0;
        return 1;
    }
    if (lead >= 0xC2 && lead < 0xE0) {
        *smallest = 0x80;
        return 2;
    }
    if (lead >= 0xE0 && lead < 0xF0) {
        *smallest = 0x800;
        return 3;
    }
    if (lead >= 0xF0 && lead < 0xF5) {
        *smallest = 0x10000;
        return 4;
    }
    return 0;
}

/* The next code point; a malformed byte is NO_CODE_POINT and one byte long. */
static uint32_t code_point_next(const char **next, const char *end)
{
    static const unsigned char LEAD_BITS[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    const unsigned char *bytes = (const unsigned char *)*next;
    uint32_t smallest = 0;
    int length = sequence_length(bytes[0], &smallest);
    (*next)++;
    if (length == 0 || end - (const char *)bytes < length)
        return NO_CODE_POINT;
    uint32_t code_point = bytes[0] & LEAD_BITS[length];
    for (int i = 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return NO_CODE_POINT;
        code_point = code_point << 6 | (bytes[i] & 0x3F);
    }
    bool surrogate = code_point >= 0xD800 && code_point < 0xE000;
    if (code_point < smallest || code_point > 0x10FFFF || surrogate)
        return NO_CODE_POINT;
    *next = (const char *)bytes + length;
    return code_point;
}

/* ---- where a code point comes from ---- */

static text_source source_find(text_cache *cache, frame_font font, uint32_t code_point)
{
    const frame_font order[] = {font, FONT_UI};
    for (size_t i = 0; i < sizeof order / sizeof *order && code_point >= ' '; i++) {
        TTF_Font *ruler = cache->rulers[order[i]];
        int advance = 0;
        if (code_point != NO_CODE_POINT && TTF_GlyphIsProvided32(ruler, code_point) &&
            TTF_GlyphMetrics32(ruler, code_point, NULL, NULL, NULL, NULL, &advance) == 0)
            return (text_source){
                .advance_units = (int16_t)advance, .face = (uint8_t)order[i], .known = 1};
    }
    return (text_source){.advance_units = BOX_ADVANCE, .face = FACE_BOX, .known = 1};
}

static uint32_t slot_of(uint64_t key, uint32_t capacity)
{
    return (uint32_t)((key * 0x9E3779B97F4A7C15U) >> 32) & (capacity - 1);
}

/* Makes room for one more: twice the table while it may grow, else an empty one (what is thrown
 * away is found again in the font). False: no memory. */
static bool sources_room(text_cache *cache)
{
    enum { FIRST = 256, LARGEST = 1 << 16 };
    if (cache->source_count < cache->source_capacity / 2)
        return true;
    uint32_t capacity = cache->source_capacity ? cache->source_capacity * 2 : FIRST;
    if (capacity > LARGEST) {
        memset(cache->sources, 0, cache->source_capacity * sizeof *cache->sources);
        cache->source_count = 0;
        return true;
    }
    text_source *table = calloc(capacity, sizeof *table);
    if (!table)
        return false;
    for (uint32_t i = 0; i < cache->source_capacity; i++) {
        if (!cache->sources[i].key)
            continue;
        uint32_t slot = slot_of(cache->sources[i].key, capacity);
        while (table[slot].key)
            slot = (slot + 1) & (capacity - 1);
        table[slot] = cache->sources[i];
    }
    free(cache->sources);
    cache->sources = table;
    cache->source_capacity = capacity;
    return true;
}

static text_source source_of(text_cache *cache, frame_font font, uint32_t code_point)
{
    if (code_point < ASCII) {
        text_source *known = &cache->ascii[font][code_point];
        if (!known->known)
            *known = source_find(cache, font, code_point);
        return *known;
    }
    if (code_point == NO_CODE_POINT)
        return source_find(cache, font, code_point);
    if (!sources_room(cache))
        return source_find(cache, font, code_point); /* slower, not wrong */
    uint32_t key = (code_point * FONT_COUNT + font) + 1;
    uint32_t slot = slot_of(key, cache->source_capacity);
    while (cache->sources[slot].key && cache->sources[slot].key != key)
        slot = (slot + 1) & (cache->source_capacity - 1);
    if (!cache->sources[slot].key) {
        cache->sources[slot] = source_find(cache, font, code_point);
        cache->sources[slot].key = key;
        cache->source_count++;
    }
    return cache->sources[slot];
}

/* ---- width ---- */

float text_width(text_cache *cache, frame_font font, float size_px, const char *text, size_t length)
{
    assert(font < FONT_COUNT);
    int64_t units = 0;
    for (const char *next = text, *end = text + length; next < end;)
        units += source_of(cache, font, code_point_next(&next, end)).advance_units;
    return (float)((double)units * (double)size_px / UNITS_PER_EM);
}

static float ruler_width(void *context, frame_font font, float size_px, const char *text,
                         size_t length)
{
    return text_width(context, font, size_px, text, length);
}

frame_ruler text_ruler(text_cache *cache)
{
    return (frame_ruler){.width = ruler_width, .context = cache};
}

float text_left(text_cache *cache, const draw_text *t)
{
    if (t->align == ALIGN_LEFT)
        return t->x;
    float width = text_width(cache, t->font, t->size_px, t->text, t->length);
    return t->align == ALIGN_RIGHT ? t->x - width : t->x - width / 2;
}

/* ---- the store of glyphs ---- */

static void glyphs_forget(text_cache *cache)
{
    if (cache->glyphs)
        memset(cache->glyphs, 0, cache->glyph_capacity * sizeof *cache->glyphs);
    cache->glyph_count = 0;
    cache->coverage_bytes = 0;
}

static bool glyphs_room(text_cache *cache)
{
    if (cache->glyph_count < cache->glyph_capacity / 2)
        return true;
    uint32_t capacity = cache->glyph_capacity ? cache->glyph_capacity * 2 : 1024;
    stored_glyph *table = calloc(capacity, sizeof *table);
    if (!table)
        return false;
    for (uint32_t i = 0; i < cache->glyph_capacity; i++) {
        if (!cache->glyphs[i].key)
            continue;
        uint32_t slot = slot_of(cache->glyphs[i].key, capacity);
        while (table[slot].key)
            slot = (slot + 1) & (capacity - 1);
        table[slot] = cache->glyphs[i];
    }
    free(cache->glyphs);
    cache->glyphs = table;
    cache->glyph_capacity = capacity;
    return true;
}

/* Zeroed room for a glyph's coverage, or NULL. A full store is emptied: what is still needed comes
 * back within a frame, and an animation that zooms does not grow without end. */
static uint8_t *coverage_room(text_cache *cache, stored_glyph *glyph)
{
    size_t bytes = (size_t)glyph->width * (size_t)glyph->height;
    if (cache->coverage_bytes + bytes > TEXT_CACHE_BYTES)
        glyphs_forget(cache);
    if (cache->coverage_bytes + bytes > cache->coverage_capacity) {
        size_t capacity = cache->coverage_capacity ? cache->coverage_capacity * 2 : 1U << 18;
        while (capacity < cache->coverage_bytes + bytes)
            capacity *= 2;
        uint8_t *larger = realloc(cache->coverage, capacity);
        if (!larger)
            return NULL;
        cache->coverage = larger;
        cache->coverage_capacity = capacity;
    }
    glyph->at = cache->coverage_bytes;
    cache->coverage_bytes += bytes;
    uint8_t *room = cache->coverage + glyph->at;
    memset(room, 0, bytes);
    return room;
}

/* ---- making glyphs ---- */

static int64_t floor_div(int64_t value, int64_t by)
{
    return value >= 0 ? value / by : -((by - 1 - value) / by);
}

/* By truncation: floor() is a function call, and this runs for every glyph. */
static int64_t round_half_up(double value)
{
    int64_t whole = (int64_t)(value + 0.5);
    return whole - (value + 0.5 < (double)whole);
}

/* SDL2_ttf takes whole points. One point at size x 72 dots per inch is any size we like; PHASES
 * times as many dots across, and each column is a quarter of a pixel. Light hinting moves nothing
 * sideways, so the mean of four such columns is the exact coverage of a pixel, wherever it starts.
 */
static bool face_resize(text_cache *cache, uint32_t face, int32_t quarter_px)
{
    if (cache->face_size[face] == quarter_px)
        return true;
    unsigned dots = (unsigned)quarter_px * 72 / SIZE_STEPS;
    if (TTF_SetFontSizeDPI(cache->faces[face], 1, dots * PHASES, dots) != 0)
        return false;
    cache->face_size[face] = quarter_px;
    return true;
}

/* Four columns of the wide picture make one of the glyph, `phase` quarters further right. */
static void coverage_narrow(uint8_t *out, const stored_glyph *glyph, const SDL_Surface *wide,
                            int32_t first_column)
{
    for (int32_t row = 0; row < wide->h; row++) {
        const uint8_t *from = (const uint8_t *)wide->pixels + (ptrdiff_t)row * wide->pitch;
        uint8_t *to = out + (ptrdiff_t)row * glyph->width;
        for (int32_t x = 0; x < glyph->width; x++) {
            uint32_t sum = 0;
            for (int32_t k = 0; k < PHASES; k++) {
                int32_t column = x * PHASES + k - first_column;
                sum += column >= 0 && column < wide->w ? from[column] : 0U;
            }
            to[x] = (uint8_t)((sum + PHASES / 2) / PHASES);
        }
    }
}

/* Rasterises through SDL2_ttf. True with width 0: nothing to see (a space). */
static bool glyph_rasterise(text_cache *cache, uint32_t face, int32_t quarter_px, int32_t phase,
                            uint32_t code_point, stored_glyph *glyph)
{
    int left = 0, top = 0;
    if (!face_resize(cache, face, quarter_px) ||
        TTF_GlyphMetrics32(cache->faces[face], code_point, &left, NULL, NULL, &top, NULL) != 0)
        return false;
    SDL_Color ink = {255, 255, 255, 255}, paper = {0, 0, 0, 0};
    SDL_Surface *wide = TTF_RenderGlyph32_Shaded(cache->faces[face], code_point, ink, paper);
    if (!wide)
        return true;
    /* The picture starts at the pen, or at the ink if that is further left; and at the ascent, or
     * at the ink if that is higher. */
    int32_t ascent = TTF_FontAscent(cache->faces[face]);
    int32_t start = (left < 0 ? left : 0) + phase;
    glyph->left = (int32_t)floor_div(start, PHASES);
    glyph->top = -(top > ascent ? top : ascent);
    int32_t first_column = start - glyph->left * PHASES;
    glyph->width = (first_column + wide->w + PHASES - 1) / PHASES;
    glyph->height = wide->h;
    uint8_t *out = coverage_room(cache, glyph);
    if (out)
        coverage_narrow(out, glyph, wide, first_column);
    SDL_FreeSurface(wide);
    return out != NULL;
}

/* An empty rectangle as high as a capital: nothing that could be mistaken for a letter. */
static bool glyph_box(text_cache *cache, int32_t quarter_px, stored_glyph *glyph)
{
    int32_t em = UNITS_PER_EM * SIZE_STEPS;
    int32_t left = BOX_LEFT * quarter_px / em, right = BOX_RIGHT * quarter_px / em;
    int32_t height = BOX_TOP * quarter_px / em, line = 1 + quarter_px / (SIZE_STEPS * 20);
    glyph->left = left;
    glyph->width = right - left < 1 ? 1 : right - left;
    glyph->height = height < 1 ? 1 : height;
    glyph->top = -glyph->height;
    uint8_t *out = coverage_room(cache, glyph);
    if (!out)
        return false;
    for (int32_t y = 0; y < glyph->height; y++)
        for (int32_t x = 0; x < glyph->width; x++) {
            bool inside =
                x >= line && x < glyph->width - line && y >= line && y < glyph->height - line;
            out[y * glyph->width + x] = inside ? 0 : 255;
        }
    return true;
}

/* SDL2_ttf's pictures are as high as the font; most of that is empty rows. */
static void glyph_trim(text_cache *cache, stored_glyph *glyph)
{
    size_t width = (size_t)glyph->width;
    const uint8_t *rows = cache->coverage + glyph->at;
    int32_t first = 0, end = glyph->height;
    uint8_t any = 0;
    for (; first < end; first++) {
        for (size_t x = 0; x < width; x++)
            any |= rows[(size_t)first * width + x];
        if (any)
            break;
    }
    for (any = 0; end > first; end--) {
        for (size_t x = 0; x < width; x++)
            any |= rows[(size_t)(end - 1) * width + x];
        if (any)
            break;
    }
    memmove(cache->coverage + glyph->at, rows + (size_t)first * width,
            (size_t)(end - first) * width);
    glyph->top += first;
    glyph->height = end - first;
    cache->coverage_bytes = glyph->at + width * (size_t)glyph->height;
}

static bool glyph_make(text_cache *cache, uint32_t face, int32_t quarter_px, int32_t phase,
                       uint32_t code_point, stored_glyph *glyph)
{
    bool made = face == FACE_BOX
                    ? glyph_box(cache, quarter_px, glyph)
                    : glyph_rasterise(cache, face, quarter_px, phase, code_point, glyph);
    if (made && glyph->width > 0)
        glyph_trim(cache, glyph);
    return made;
}

/* The glyph from the store, made if need be; NULL: no memory. */
static const stored_glyph *glyph_of(text_cache *cache, uint32_t face, int32_t quarter_px,
                                    int32_t phase, uint32_t code_point)
{
    uint64_t key = 1ULL << 63 | (uint64_t)face << 40 | (uint64_t)quarter_px << 44 |
                   (uint64_t)phase << 32 | code_point;
    if (!glyphs_room(cache)) {
        cache->failed = true;
        return NULL;
    }
    uint32_t slot = slot_of(key, cache->glyph_capacity);
    while (cache->glyphs[slot].key && cache->glyphs[slot].key != key)
        slot = (slot + 1) & (cache->glyph_capacity - 1);
    if (cache->glyphs[slot].key)
        return &cache->glyphs[slot];
    stored_glyph made = {.key = key};
    if (!glyph_make(cache, face, quarter_px, phase, code_point, &made)) {
        cache->failed = true;
        return NULL;
    }
    /* Making it may have emptied the store: look for the slot again. */
    slot = slot_of(key, cache->glyph_capacity);
    while (cache->glyphs[slot].key)
        slot = (slot + 1) & (cache->glyph_capacity - 1);
    cache->glyphs[slot] = made;
    cache->glyph_count++;
    return &cache->glyphs[slot];
}

/* ---- walking ---- */

text_run text_run_start(text_cache *cache, const draw_text *t)
{
    assert(t->font < FONT_COUNT);
    return (text_run){.cache = cache,
                      .font = t->font,
                      .size_px = t->size_px,
                      .next = t->text,
                      .end = t->text + t->length,
                      .pen_px = (double)text_left(cache, t),
                      .baseline_px = (int32_t)round_half_up((double)t->y)};
}

static int32_t quarters_of(float size_px)
{
    float quarters = size_px * SIZE_STEPS + 0.5F;
    if (!(quarters >= SIZE_STEPS))
        return SIZE_STEPS;
    return quarters > SIZE_MAX_PX * SIZE_STEPS ? SIZE_MAX_PX * SIZE_STEPS : (int32_t)quarters;
}

bool text_run_next(text_run *run, text_glyph *out)
{
    while (run->next < run->end) {
        uint32_t code_point = code_point_next(&run->next, run->end);
        text_source source = source_of(run->cache, run->font, code_point);
        int64_t pen = round_half_up(run->pen_px * PHASES);
        run->pen_px += source.advance_units * (double)run->size_px / UNITS_PER_EM;
        int32_t at = (int32_t)floor_div(pen, PHASES);
        /* All boxes are one glyph, whatever they stand for. */
        bool box = source.face == FACE_BOX;
        int32_t phase = box ? 0 : (int32_t)(pen - (int64_t)at * PHASES);
        const stored_glyph *glyph = glyph_of(run->cache, source.face, quarters_of(run->size_px),
                                             phase, box ? NO_CODE_POINT : code_point);
        if (!glyph || glyph->width == 0 || glyph->height == 0)
            continue;
        *out = (text_glyph){.coverage = run->cache->coverage + glyph->at,
                            .x = at + glyph->left,
                            .y = run->baseline_px + glyph->top,
                            .width = glyph->width,
                            .height = glyph->height};
        return true;
    }
    return false;
}
