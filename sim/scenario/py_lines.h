/* The logical lines of a Python file, without a parser.
 *
 * A logical line goes on through open brackets, triple quotes and backslashes; blank lines and
 * comment lines stand for themselves. That is all that cutting into steps needs, and it works for
 * text that is no valid Python too: nothing is refused here, the lexer will do that.
 *
 * Reads a text whose lines end with "\n"; writes nothing but its own place. */
#ifndef OURO_SIM_SCENARIO_PY_LINES_H
#define OURO_SIM_SCENARIO_PY_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum py_line_kind { PY_BLANK, PY_COMMENT, PY_CODE } py_line_kind;

typedef struct py_line {
    py_line_kind kind;
    uint32_t first_line, last_line; /* physical ones */
    size_t start, end;              /* bytes, without indentation and without the last "\n" */
    bool indented;
} py_line;

enum { PY_DEPTH_MAX = 256 }; /* beyond it the rest of the file is one line: the lexer refuses it */

typedef enum py_context_kind { PY_BRACKET, PY_FSTRING, PY_FIELD, PY_SPEC } py_context_kind;

typedef struct py_context {
    py_context_kind kind;
    char quote; /* PY_FSTRING */
    bool triple;
} py_context;

typedef struct py_lines {
    const char *text;
    size_t length, at;
    uint32_t line; /* of `at` */
    py_context open[PY_DEPTH_MAX];
    size_t depth;
} py_lines;

void py_lines_start(py_lines *l, const char *text, size_t length);
/* The next line; false at the end. O(its length). */
bool py_lines_next(py_lines *l, py_line *out);

#endif
