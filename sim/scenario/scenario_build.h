/* What fills a scenario: the two readers of files. Private to this room.
 *
 * Both find the scenario zeroed but for its defaults, with `text` set, and leave a valid one or an
 * error; the caller frees it either way. */
#ifndef OURO_SIM_SCENARIO_SCENARIO_BUILD_H
#define OURO_SIM_SCENARIO_SCENARIO_BUILD_H

#include "sim/scenario/scenario.h"

ouro_result scenario_from_json(scenario *s, const char *lang, ouro_error *err) OURO_MUST_CHECK;
/* `stem`: the title if the file has no docstring. */
ouro_result scenario_from_py(scenario *s, const char *stem, ouro_error *err) OURO_MUST_CHECK;

#endif
