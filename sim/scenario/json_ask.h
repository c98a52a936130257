/* The `ask` object of a step. Private to this room. */
#ifndef OURO_SIM_SCENARIO_JSON_ASK_H
#define OURO_SIM_SCENARIO_JSON_ASK_H

#include "sim/scenario/json_reader.h"

/* Fills `out`. A written answer must stand among the choices, in every language it has; what the
 * engine answers is only known after the run. */
ouro_result json_ask_read(json_reader *r, const cJSON *node, scenario_ask *out);

#endif
