/* The stop flag: the user's wish that long work ends.
 *
 * stop_install() makes SIGINT and SIGTERM set it; whoever loads, simulates or exports polls it and
 * returns OURO_ERR_INTERRUPTED, so that files are closed and nothing half-written stays. A second
 * signal ends the program at once, for the case that something does not poll. */
#ifndef OURO_SIM_CLI_STOP_H
#define OURO_SIM_CLI_STOP_H

#include <signal.h>

void stop_install(void);
/* For session_options.stop and the like; 0 until a signal came. Lives as long as the program. */
const volatile sig_atomic_t *stop_flag(void);
/* The program ends as if SIGINT had killed it, which is how python ends after a KeyboardInterrupt that nobody
 * caught: a shell then stops what it was doing, too. Returns only if that cannot be. */
void stop_like_interrupted(void);

#endif
