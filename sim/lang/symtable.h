/* Which name means what: one scope per module, class, function, lambda and comprehension.
 *
 * symtable_build() walks the tree, notes every binding and use and hangs a scope on each node that
 * has one; symtable_analyze() then decides whether a name is local, global, a cell or free, and
 * which comprehensions are inlined into their function (PEP 709).
 * Reads the tree, writes only its `scope` fields; everything lives in the scratch arena.
 * Source: CPython 3.13.0, Python/symtable.c. */
#ifndef OURO_SIM_LANG_SYMTABLE_H
#define OURO_SIM_LANG_SYMTABLE_H

#include "sim/lang/ast.h"
#include "sim/lang/name_table.h"

typedef enum scope_kind { SCOPE_MODULE, SCOPE_CLASS, SCOPE_FUNCTION } scope_kind;

typedef enum symbol_flag {
    SYMBOL_GLOBAL = 1,     /* declared so */
    SYMBOL_LOCAL = 2,      /* bound here */
    SYMBOL_PARAMETER = 4,
    SYMBOL_NONLOCAL = 8,   /* declared so */
    SYMBOL_USED = 16,
    SYMBOL_IMPORT = 32,
    SYMBOL_ITERATION = 64, /* the variable of a comprehension */
    SYMBOL_FREE_CLASS = 128,     /* bound in a class body, and free in its functions */
    SYMBOL_COMPREHENSION_CELL = 256, /* a cell of an inlined comprehension */
    SYMBOL_INLINED = 512         /* came here with an inlined comprehension */
} symbol_flag;

typedef enum symbol_place {
    PLACE_UNKNOWN,
    PLACE_LOCAL,
    PLACE_GLOBAL_EXPLICIT,
    PLACE_GLOBAL_IMPLICIT,
    PLACE_FREE,
    PLACE_CELL
} symbol_place;

typedef struct symbol {
    uint32_t name; /* mangled */
    uint32_t flags;
    symbol_place place;
    bool is_hidden, was_hidden; /* a fast local of a module or class: inlined comprehensions' */
    source_span span;           /* of the global or nonlocal declaration */
} symbol;

struct scope {
    scope_kind kind;
    uint32_t name;       /* of the function or class */
    uint32_t class_name; /* of the class around it, for mangling; 0: none */
    scope *parent;
    scope **children;
    uint32_t child_count;
    symbol *symbols; /* in the order of their first mention */
    uint32_t symbol_count;
    uint32_t *buckets; /* open addressing: index of a symbol + 1 */
    uint32_t bucket_count;
    bool nested; /* in a function, however deep */
    bool is_generator;
    bool needs_class_closure; /* a class one of whose functions says super() or __class__ */
    bool is_comprehension, is_inlined;
    comprehension_kind comprehension;
    const code *made; /* while compiling: its code, as a finally body is compiled twice */
    bool in_iteration_target;      /* while building: its names are iteration variables */
    uint32_t iteration_expressions; /* while building: inside the iterable of a comprehension */
};

typedef struct symtable {
    arena *memory;
    name_table *names;
    ouro_error *err;
    ouro_result result;
    scope *module, *current;
    uint32_t class_name; /* while building */
    uint32_t name_super, name_class, name_iterable; /* super, __class__, .0 */
} symtable;

ouro_result symtable_build(symtable *st, const stmt_list *statements) OURO_MUST_CHECK;
ouro_result symtable_analyze(symtable *st) OURO_MUST_CHECK;

/* The symbol of a mangled name in this very scope, or NULL. */
symbol *scope_find(const scope *s, uint32_t name);
/* The same, made if there is none; NULL without memory. */
symbol *scope_add(symtable *st, scope *s, uint32_t name);

/* __name in class Klass is _Klass__name. */
uint32_t symtable_mangle(name_table *names, uint32_t class_name, uint32_t name);

#endif
