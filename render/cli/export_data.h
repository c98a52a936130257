/* `ouro export` of what is no picture: data about the run for other programs to read. */
#ifndef OURO_RENDER_CLI_EXPORT_DATA_H
#define OURO_RENDER_CLI_EXPORT_DATA_H

#include "render/cli/opening.h"

typedef struct export_data {
    const char *file, *out, *format;
    const opening_options *open;
    bool force;
    /* Chooses the steps once it is known how many there are; writes the two. Errors: OURO_ERR_USAGE. */
    ouro_result (*choose)(void *user, uint32_t step_count, uint32_t *first, uint32_t *last, ouro_error *err);
    void *user;
} export_data;

/* Runs the scenario and writes the file; prints what goes wrong. The exit code. */
int export_data_write(const export_data *data);

#endif
