/* `ouro export`: the run as pictures. Parses its options, prints its errors, returns the exit code. */
#ifndef OURO_RENDER_CLI_EXPORT_H
#define OURO_RENDER_CLI_EXPORT_H

/* argv[0] is the command's name. */
int export_command(int argc, char **argv);

#endif
