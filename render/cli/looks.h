/* What options say of how a picture looks: its size, its colours. The same words in every command that draws. */
#ifndef OURO_RENDER_CLI_LOOKS_H
#define OURO_RENDER_CLI_LOOKS_H

#include "render/scene/theme.h"
#include "sim/base/error.h"

/* --size WxH, each side `scale` times as long (0: once); NULL: 1920x1080. Errors: OURO_ERR_USAGE, also for a side
 * that is too long. */
ouro_result looks_size(const char *given, uint64_t scale, int32_t *width_px, int32_t *height_px,
                       ouro_error *err) OURO_MUST_CHECK;
/* --theme T; NULL: the light one. Errors: OURO_ERR_USAGE. */
ouro_result looks_theme(const char *given, theme_name *out, ouro_error *err) OURO_MUST_CHECK;

/* Decimal digits at `*at`, which moves behind them; false if there is none, or the number passes `most`. */
bool looks_number(const char **at, uint32_t most, uint32_t *out);

#endif
