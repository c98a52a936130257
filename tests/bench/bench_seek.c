#define _DEFAULT_SOURCE /* mkstemps() */
/* How long it takes to be anywhere in a long run: a program of some 10 million events is run with its
 * log kept, then the cursor jumps to random places. */
#include "sim/log/history.h"
#include "sim/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { SEEKS = 200 };

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double cpu_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static const char SCRIPT[] = "class Node:\n"
                             "    pass\n"
                             "keep = []\n"
                             "for i in range(1100000):\n"
                             "    n = Node()\n"
                             "    if i % 10 == 0:\n"
                             "        n.me = n\n"
                             "    if i % 50 == 0:\n"
                             "        keep.append(n)\n";

static void tell(const char *of, double times[SEEKS])
{
    double sum = 0;
    for (int i = 0; i < SEEKS; i++)
        sum += times[i];
    qsort(times, SEEKS, sizeof *times, by_size);
    printf("seek  %s: mean %.1f ms, median %.1f, 95 %% below %.1f, worst %.1f\n", of, sum / SEEKS, times[SEEKS / 2],
           times[SEEKS * 95 / 100], times[SEEKS - 1]);
}

static int measure(session *s)
{
    double times[SEEKS], cpu_times[SEEKS];
    uint64_t events = session_event_count(s), log_bytes, keyframe_bytes, place = 88172645463325252ULL;
    recorder_bytes(session_recorder(s), &log_bytes, &keyframe_bytes);
    printf("log   %llu events: %.1f bytes of log, %.1f bytes of keyframes each\n",
           (unsigned long long)events, (double)log_bytes / (double)events,
           (double)keyframe_bytes / (double)events);
    for (int i = 0; i < SEEKS; i++) {
        place ^= place << 13, place ^= place >> 7, place ^= place << 17; /* xorshift: the same places always */
        double start = now_ms(), cpu_start = cpu_ms();
        if (session_seek(s, place % events, NULL))
            return 1;
        cpu_times[i] = cpu_ms() - cpu_start;
        times[i] = now_ms() - start;
    }
    tell("by the clock", times);
    tell("CPU", cpu_times);
    return 0;
}

int main(void)
{
    char path[] = "/tmp/bench-seek-XXXXXX.py";
    int file = mkstemps(path, 3);
    if (file < 0 || write(file, SCRIPT, sizeof SCRIPT - 1) != (ssize_t)sizeof SCRIPT - 1)
        return perror(path), 3;
    close(file);
    session_options options = {.max_events = 100000000};
    source_text source = {0};
    session *s = NULL;
    ouro_error err = {0};
    double start = now_ms();
    int status = session_open(path, &options, &source, &s, &err) ? 1 : 0;
    printf("open  %.0f ms\n", now_ms() - start);
    status = status ? (fprintf(stderr, "%s\n", err.text), 1) : measure(s);
    session_close(s);
    source_text_free(&source);
    unlink(path);
    return status;
}
