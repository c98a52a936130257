#include "render/scene/theme.h"

#include <assert.h>
#include <string.h>

/* A row per role: light, dark, contrast (7:1 and more against its white). The states are told apart under every kind of colour blindness
 * (worst pair deltaE2000 17.2 light, 15.8 dark), so no single value can be changed alone. */
#define THEME_TABLE(X)                                  \
    X(THEME_BACKGROUND, 0xFAFAF7, 0x10151F, 0xFFFFFF)   \
    X(THEME_SURFACE, 0xFFFFFF, 0x182131, 0xFFFFFF)      \
    X(THEME_FRAME, 0xEDF0F5, 0x1D2838, 0xF0F0F0)        \
    X(THEME_RULE, 0xD4D9E1, 0x36435A, 0x595959)         \
    X(THEME_TRACK, 0xDDE2EA, 0x2B374B, 0xC8C8C8)        \
    X(THEME_TEXT, 0x111827, 0xF3F4F6, 0x000000)         \
    X(THEME_SECONDARY, 0x4B5563, 0xD1D5DB, 0x303030)    \
    X(THEME_ARROW, 0x374151, 0xB9C3D2, 0x000000)        \
    X(THEME_HIGHLIGHT, 0xFFF0C2, 0x3D3600, 0xFFE680)    \
    X(THEME_LIVE, 0x0055CB, 0x3388FF, 0x003A94)         \
    X(THEME_NEW, 0x1D9D85, 0x66FFCA, 0x00513C)          \
    X(THEME_CHANGED, 0xB58900, 0xFFC816, 0x5C4200)      \
    X(THEME_DYING, 0xA61E00, 0xEE381B, 0x8A0000)        \
    X(THEME_GARBAGE, 0x5A145A, 0xB571A0, 0x5A145A)      \
    X(THEME_IMMORTAL, 0x505050, 0xD1DFFB, 0x404040)     \
    X(THEME_INK_LIVE, 0xFFFFFF, 0x0B0F19, 0xFFFFFF)     \
    X(THEME_INK_NEW, 0x0B0F19, 0x0B0F19, 0xFFFFFF)      \
    X(THEME_INK_CHANGED, 0x0B0F19, 0x0B0F19, 0xFFFFFF)  \
    X(THEME_INK_DYING, 0xFFFFFF, 0x0B0F19, 0xFFFFFF)    \
    X(THEME_INK_GARBAGE, 0xFFFFFF, 0x0B0F19, 0xFFFFFF)  \
    X(THEME_INK_IMMORTAL, 0xFFFFFF, 0x0B0F19, 0xFFFFFF) \
    X(THEME_INK_DIMMED, 0x4B5563, 0xD1D5DB, 0x303030)   \
    X(THEME_WORD_NEW, 0x0B6B5A, 0x66FFCA, 0x00513C)     \
    X(THEME_WORD_CHANGED, 0x7A5C00, 0xFFC816, 0x5C4200) \
    X(THEME_WORD_DYING, 0x951B00, 0xFF9B88, 0x8A0000)

#define OPAQUE 0xFF000000U
#define LIGHT_ROW(role, light, dark, contrast) [role] = OPAQUE | (light),
#define DARK_ROW(role, light, dark, contrast) [role] = OPAQUE | (dark),
#define CONTRAST_ROW(role, light, dark, contrast) [role] = OPAQUE | (contrast),
#define COUNT_ROW(role, light, dark, contrast) +1
_Static_assert(THEME_TABLE(COUNT_ROW) == THEME_ROLES, "a role without a colour");

static const theme THEMES[THEME_COUNT] = {
    [THEME_LIGHT] = {.name = "light",
                     .colours = {THEME_TABLE(LIGHT_ROW)},
                     .fill_percent = 7,
                     .delta_percent = 28,
                     .dim_line_percent = 48,
                     .dim_text_percent = 38,
                     .dim_secondary_percent = 18,
                     .dim_badge_percent = 22,
                     .island_percent = 5.5F,
                     .scrim_percent = 82},
    [THEME_DARK] = {.name = "dark",
                    .colours = {THEME_TABLE(DARK_ROW)},
                    .fill_percent = 12,
                    .delta_percent = 40,
                    .dim_line_percent = 45,
                    .dim_text_percent = 34,
                    .dim_secondary_percent = 34,
                    .dim_badge_percent = 25,
                    .island_percent = 13,
                    .scrim_percent = 85},
    [THEME_CONTRAST] = {.name = "contrast",
                        .colours = {THEME_TABLE(CONTRAST_ROW)},
                        .fill_percent = 6,
                        .delta_percent = 18,
                        .dim_line_percent = 20,
                        .dim_text_percent = 14,
                        .dim_secondary_percent = 14,
                        .dim_badge_percent = 20,
                        .island_percent = 7,
                        .scrim_percent = 92},
};

const theme *theme_of(theme_name name)
{
    assert(name < THEME_COUNT);
    return &THEMES[name];
}

const theme *theme_named(const char *name)
{
    for (size_t i = 0; i < THEME_COUNT; i++)
        if (strcmp(THEMES[i].name, name) == 0)
            return &THEMES[i];
    return NULL;
}

theme_name theme_number(const char *name)
{
    const theme *t = theme_named(name);
    return t ? (theme_name)(t - THEMES) : THEME_LIGHT;
}

frame_colour theme_mix(frame_colour a, frame_colour b, float percent)
{
    frame_colour mixed = OPAQUE;
    for (unsigned shift = 0; shift < 24; shift += 8) {
        float from = (float)(a >> shift & 0xFF), to = (float)(b >> shift & 0xFF);
        uint32_t channel = (uint32_t)(from + (to - from) * percent / 100 + 0.5F);
        mixed |= channel << shift;
    }
    return mixed;
}

frame_colour theme_fade(frame_colour colour, float percent)
{
    return (colour & ~OPAQUE) | (uint32_t)(255 * percent / 100 + 0.5F) << 24;
}

frame_colour theme_ink(const theme *t, theme_role state)
{
    assert(state >= THEME_LIVE && state <= THEME_IMMORTAL);
    return t->colours[THEME_INK_LIVE + (state - THEME_LIVE)];
}

frame_colour theme_word(const theme *t, theme_role role)
{
    if (role == THEME_NEW)
        return t->colours[THEME_WORD_NEW];
    if (role == THEME_CHANGED)
        return t->colours[THEME_WORD_CHANGED];
    if (role == THEME_DYING)
        return t->colours[THEME_WORD_DYING];
    return t->colours[role];
}

frame_colour theme_fill(const theme *t, theme_role state)
{
    frame_colour surface = t->colours[THEME_SURFACE];
    if (state == THEME_LIVE || state == THEME_IMMORTAL)
        return surface; /* what merely lives has no tint: a second hue always means "look here" */
    return theme_mix(surface, t->colours[state], t->fill_percent);
}

frame_colour theme_delta(const theme *t, theme_role state)
{
    return theme_mix(t->colours[THEME_SURFACE], t->colours[state], t->delta_percent);
}

frame_colour theme_island(const theme *t, theme_role state)
{
    return theme_mix(t->colours[THEME_BACKGROUND], t->colours[state], t->island_percent);
}

frame_colour theme_dim_line(const theme *t, frame_colour colour)
{
    return theme_mix(colour, t->colours[THEME_BACKGROUND], t->dim_line_percent);
}

frame_colour theme_dim_text(const theme *t, theme_role role)
{
    float percent = role == THEME_SECONDARY ? t->dim_secondary_percent : t->dim_text_percent;
    return theme_mix(t->colours[role], t->colours[THEME_BACKGROUND], percent);
}

frame_colour theme_dim_badge(const theme *t, theme_role state)
{
    return theme_mix(t->colours[THEME_SURFACE], t->colours[state], t->dim_badge_percent);
}

frame_colour theme_scrim(const theme *t)
{
    return theme_fade(t->colours[THEME_BACKGROUND], t->scrim_percent);
}
