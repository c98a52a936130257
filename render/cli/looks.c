#include "render/cli/looks.h"

#include "sim/base/limits.h"

bool looks_number(const char **at, uint32_t most, uint32_t *out)
{
    uint64_t value = 0;
    const char *c = *at;
    if (*c < '0' || *c > '9')
        return false;
    for (; *c >= '0' && *c <= '9'; c++) {
        value = value * 10 + (uint64_t)(*c - '0');
        if (value > most)
            return false;
    }
    *at = c;
    *out = (uint32_t)value;
    return true;
}

ouro_result looks_size(const char *given, uint64_t scale, int32_t *width_px, int32_t *height_px, ouro_error *err)
{
    const char *at = given ? given : "1920x1080";
    uint32_t width, height, most = LIMIT_FRAME_SIDE_PX;
    bool good = looks_number(&at, most, &width) && *at++ == 'x' && looks_number(&at, most, &height) && !*at
                && width > 0 && height > 0;
    if (!good)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "--size %s: give it as 1920x1080, each side from 1 to %u",
                         given, most);
    scale = scale ? scale : 1;
    if (scale > most || width * scale > most || height * scale > most)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "--scale %llu: a side of the picture would pass %u pixels",
                         (unsigned long long)scale, most);
    *width_px = (int32_t)(width * scale);
    *height_px = (int32_t)(height * scale);
    return OURO_OK;
}

ouro_result looks_theme(const char *given, theme_name *out, ouro_error *err)
{
    if (given && !theme_named(given))
        return error_set(err, OURO_ERR_USAGE, 0, 0, "--theme %s: there are light and dark, and contrast", given);
    *out = given ? theme_number(given) : THEME_LIGHT;
    return OURO_OK;
}
