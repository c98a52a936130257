/* A run to look at. NULL: it uses what is not supported (yet); everything else that goes wrong fails. */
#ifndef OURO_TESTS_UNIT_OPEN_RUN_H
#define OURO_TESTS_UNIT_OPEN_RUN_H

#include "sim/session.h"

static session *open_run_with(const char *path, const session_options *options)
{
    source_text source = {0};
    session *s = NULL;
    ouro_error err = {0};
    ouro_result result = session_open(path, options, &source, &s, &err);
    source_text_free(&source);
    if (result == OURO_ERR_UNSUPPORTED)
        return NULL;
    if (result)
        print_error("%s: %s\n", path, err.text);
    assert_int_equal(result, OURO_OK);
    return s;
}

#endif
