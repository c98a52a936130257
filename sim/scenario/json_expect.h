/* The `expect` object of a step. Private to this room. */
#ifndef OURO_SIM_SCENARIO_JSON_EXPECT_H
#define OURO_SIM_SCENARIO_JSON_EXPECT_H

#include "sim/scenario/json_reader.h"

/* Fills step->expects: one row for every single thing that is expected. */
ouro_result json_expect_read(json_reader *r, const cJSON *node, scenario_step *step);

#endif
