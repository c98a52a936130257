/* The report command of a program that can draw. */
#ifndef OURO_RENDER_CLI_REPORT_H
#define OURO_RENDER_CLI_REPORT_H

int report_drawing_command(int argc, char **argv);

#endif
