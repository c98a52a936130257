/* A run whose script has made a million objects: a chain of nodes that hold each other and has a name at both
 * ends, a list of lists, a dict. What benches of reports measure; to be included first. */
#ifndef OURO_TESTS_BENCH_MILLION_H
#define OURO_TESTS_BENCH_MILLION_H

#define _DEFAULT_SOURCE /* mkstemps */

#include "sim/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { MILLION_ROUNDS = 5 };

static const char MILLION_SCRIPT[] = "class Node:\n"
                                     "    pass\n"
                                     "\n"
                                     "first = last = Node()\n"
                                     "for i in range(300000):\n"
                                     "    node = Node()\n"
                                     "    node.before = last\n"
                                     "    node.tag = 1000 + i\n"
                                     "    last.after = node\n"
                                     "    last = node\n"
                                     "rows = [[i, last] for i in range(200000)]\n"
                                     "table = {i: (i,) for i in range(1000, 101000)}\n";

/* Of the processor. */
static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* The time since `start`, if it is the least so far. */
static inline void keep_least(double *least, double start)
{
    double took = now_ms() - start;
    *least = took < *least ? took : *least;
}

/* The run at the end of its last step. NULL: `err` says why. */
static session *million_open(ouro_error *err)
{
    char path[] = "/tmp/bench_million_XXXXXX.py";
    int file = mkstemps(path, 3);
    ssize_t length = (ssize_t)(sizeof MILLION_SCRIPT - 1);
    if (file < 0 || write(file, MILLION_SCRIPT, (size_t)length) != length || close(file) != 0) {
        (void)error_set(err, OURO_ERR_IO, 0, 0, "cannot write %s", path);
        return NULL;
    }
    source_text source = {0};
    session *s = NULL;
    session_options options = {.max_events = 100000000};
    bool there = session_open(path, &options, &source, &s, err) == OURO_OK &&
                 session_seek(s, session_step_at(s, session_step_count(s))->last_event, err) == OURO_OK;
    source_text_free(&source);
    (void)unlink(path);
    if (!there)
        session_close(s);
    return there ? s : NULL;
}

#endif
