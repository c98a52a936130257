/* The program's entry: which command was asked for. A file alone is played. */
#define _XOPEN_SOURCE 700 /* SIGXFSZ */
#include "render/cli/export.h"
#include "render/cli/play.h"
#include "render/cli/report.h"
#include "sim/base/utf8.h"
#include "sim/cli/commands.h"
#include "sim/cli/failure.h"
#include "sim/cli/stop.h"
#include "sim/scenario/suggest.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *synopsis, *about;
} command;

static const command COMMANDS[] = {
    {"play", play_command, "[play] [FILE]", "the window; no FILE: the lesson picker"},
    {"run", run_command, "run FILE", "the program's own output, as python would print it"},
    {"check", check_command, "check FILE|DIR...", "validate, run, verify expectations"},
    {"trace", trace_command, "trace FILE", "what happens, step by step, as text or JSON Lines"},
    {"report", report_drawing_command, "report KIND FILE", "a table about a moment or the run: types, why, ..."},
    {"export", export_command, "export FILE -o OUT", "pictures, slides, video, a page for the web"},
    {"list", list_command, "list", "the lessons that come with the program, by topic"},
};
enum { COMMAND_COUNT = sizeof COMMANDS / sizeof COMMANDS[0] };

static int print_help(void)
{
    puts("usage: ouro COMMAND [OPTIONS] FILE\n\n"
         "Ouroboros makes CPython's memory visible: a Python script, cut into steps, shown\n"
         "with its objects, references, reference counts and collections.\n\ncommands:");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        printf("  ouro %-20s %s\n", COMMANDS[i].synopsis, COMMANDS[i].about);
    puts("\nEvery command knows --help (ouro help COMMAND is the same), --version, --python V and --max-events N.\n"
         "Exit codes: 0 ok; 1 the scenario failed (exception, expectation); 2 usage, invalid or\n"
         "unsupported input; 3 the environment (no such file, disk full, no display).");
    return 0;
}

static const command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(COMMANDS[i].name, name) == 0)
            return &COMMANDS[i];
    }
    return NULL;
}

/* A word with a dot or a slash is a path, also if no such file exists: then the message about the
 * file is the helpful one. */
static bool looks_like_file(const char *word)
{
    return strpbrk(word, "./") != NULL || access(word, F_OK) == 0;
}

static int unknown_command(const char *word)
{
    const char *names[COMMAND_COUNT];
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[i] = COMMANDS[i].name;
    const char *nearest = suggest_nearest(word, names, COMMAND_COUNT);
    fprintf(stderr, "ouro: error: no command and no file is called '%.*s'", utf8_head(word, 80), word);
    if (nearest)
        fprintf(stderr, ", did you mean '%s'?", nearest);
    fputs("\nTry 'ouro --help'.\n", stderr);
    return 2;
}

/* `ouro help COMMAND` is `ouro COMMAND --help`. */
static int help_command(int argc, char **argv)
{
    static char help[] = "--help";
    if (argc < 2)
        return print_help();
    const command *c = find_command(argv[1]);
    return c ? c->run(2, (char *[]){argv[1], help, NULL}) : unknown_command(argv[1]);
}

static int dispatch(int argc, char **argv)
{
    static char play[] = "play";
    if (argc < 2) {
        char *picker[] = {play, NULL};
        return play_command(1, picker);
    }
    const char *word = argv[1];
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        return print_help();
    if (strcmp(word, "help") == 0)
        return help_command(argc - 1, argv + 1);
    if (strcmp(word, "--version") == 0)
        return puts("ouro " OURO_VERSION) < 0 ? 3 : 0;
    const command *c = find_command(word);
    if (c)
        return c->run(argc - 1, argv + 1);
    if (word[0] != '-' && !looks_like_file(word))
        return unknown_command(word);
    argv[0] = play;
    return play_command(argc, argv);
}

int main(int argc, char **argv)
{
    stop_install();
    /* A file past the allowed size is an error of writing, told as any other. */
    signal(SIGXFSZ, SIG_IGN);
    int code = dispatch(argc, argv);
    /* What was printed counts only when it has arrived: a full disk may show itself only here. */
    errno = 0;
    bool failed = fflush(stdout) != 0 || ferror(stdout);
    return failed ? failure_of_output(errno ? errno : EIO) : code;
}
