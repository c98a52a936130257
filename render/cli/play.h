/* `ouro play`: the run in a window. Parses its options, prints its errors, returns the exit code. */
#ifndef OURO_RENDER_CLI_PLAY_H
#define OURO_RENDER_CLI_PLAY_H

/* argv[0] is the command's name. */
int play_command(int argc, char **argv);

#endif
