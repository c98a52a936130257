#define _POSIX_C_SOURCE 200809L
#include "sim/cli/stop.h"

#include <stddef.h>

/* A signal handler can reach nothing but file scope: this is the one variable of its kind. */
static volatile sig_atomic_t stop_requested;

static void request_stop(int signal_number)
{
    (void)signal_number;
    stop_requested = 1;
}

void stop_install(void)
{
    /* SA_RESETHAND puts the default action back: the second signal ends the program. Calls that are
     * waiting are not restarted, so that a read from a pipe ends too. */
    struct sigaction action = {.sa_handler = request_stop, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

const volatile sig_atomic_t *stop_flag(void)
{
    return &stop_requested;
}

void stop_like_interrupted(void)
{
    (void)signal(SIGINT, SIG_DFL);
    (void)raise(SIGINT);
}
