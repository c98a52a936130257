/* The syntax tree: what the parser makes and the later passes read.
 *
 * All nodes live in the scratch arena of one compilation. Names are numbers of the name table. A
 * chain of binary operators of one level (a + b - c) is one node with links, not a tree as deep as
 * the chain is long; `depth` bounds the height of every tree at AST_DEPTH_LIMIT, so that passes may
 * recurse. fold.c rewrites expressions in place; symtable.c fills in `scope`. */
#ifndef OURO_SIM_LANG_AST_H
#define OURO_SIM_LANG_AST_H

#include "sim/base/limits.h"
#include "sim/lang/code.h"
#include "sim/lang/lexer.h"

/* A bracket takes a handful of levels; a hundred of them may stand in each other. */
enum { AST_DEPTH_LIMIT = 8 * LIMIT_NESTING };

typedef struct expr expr;
typedef struct stmt stmt;
typedef struct scope scope; /* symtable.h */

typedef struct expr_list {
    expr **items;
    uint32_t count, capacity;
} expr_list;

typedef struct stmt_list {
    stmt **items;
    uint32_t count, capacity;
} stmt_list;

typedef struct name_at {
    uint32_t name;
    source_span span;
} name_at;

typedef enum expr_kind {
    EXPR_CONSTANT,
    EXPR_NAME,
    EXPR_TUPLE,
    EXPR_LIST,
    EXPR_SET,
    EXPR_DICT,
    EXPR_BINARY,
    EXPR_UNARY,
    EXPR_BOOL,
    EXPR_COMPARE,
    EXPR_CONDITIONAL,
    EXPR_CALL,
    EXPR_ATTRIBUTE,
    EXPR_SUBSCRIPT,
    EXPR_SLICE,
    EXPR_STARRED,
    EXPR_LAMBDA,
    EXPR_COMPREHENSION,
    EXPR_JOINED,    /* an f-string: its parts */
    EXPR_FORMATTED, /* a field of one */
    EXPR_NAMED,
    EXPR_YIELD,
    EXPR_YIELD_FROM
} expr_kind;

typedef enum unary_kind { UNARY_KIND_NOT, UNARY_KIND_MINUS, UNARY_KIND_PLUS, UNARY_KIND_INVERT } unary_kind;

/* CPython's comparisons; the first six are compare_op_kind. */
typedef enum comparison {
    COMPARISON_LT,
    COMPARISON_LE,
    COMPARISON_EQ,
    COMPARISON_NE,
    COMPARISON_GT,
    COMPARISON_GE,
    COMPARISON_IS,
    COMPARISON_IS_NOT,
    COMPARISON_IN,
    COMPARISON_NOT_IN
} comparison;

typedef enum comprehension_kind {
    COMPREHENSION_LIST,
    COMPREHENSION_SET,
    COMPREHENSION_DICT,
    COMPREHENSION_GENERATOR
} comprehension_kind;

typedef enum expr_context { CONTEXT_LOAD, CONTEXT_STORE, CONTEXT_DEL } expr_context;

typedef struct binary_link {
    binary_op_kind op;
    expr *operand;
    uint32_t end_line, end_column; /* of the chain up to here */
} binary_link;

typedef struct keyword_argument {
    uint32_t name; /* 0: **value */
    expr *value;
    source_span span;
} keyword_argument;

typedef struct comprehension_for {
    expr *target, *iterable;
    expr_list conditions;
} comprehension_for;

typedef struct parameter {
    uint32_t name; /* 0: there is none */
    expr *fallback; /* the default value, or NULL */
    source_span span;
} parameter;

typedef struct parameter_list {
    parameter *positional; /* with or without default */
    uint32_t positional_count, posonly_count;
    parameter *keyword_only;
    uint32_t keyword_only_count;
    parameter rest, keywords; /* *args, **kwargs */
} parameter_list;

struct expr {
    expr_kind kind;
    expr_context context;  /* of names, attributes, subscripts, tuples, lists, starred */
    bool in_parentheses;
    bool is_minimum;       /* CONSTANT: the literal 2**63, an int only behind a minus */
    uint16_t depth;
    source_span span;
    union {
        constant constant;
        uint32_t name;
        expr_list list; /* TUPLE, LIST, SET, JOINED */
        struct {
            expr_list keys; /* NULL item: ** */
            expr_list values;
        } dict;
        struct {
            expr *first;
            binary_link *links;
            uint32_t count;
        } binary;
        struct {
            unary_kind op;
            expr *operand;
        } unary;
        struct {
            bool is_or;
            expr_list values;
        } boolean;
        struct {
            expr *first;
            comparison *ops;
            expr_list others;
        } compare;
        struct {
            expr *test, *yes, *no;
        } conditional;
        struct {
            expr *function;
            expr_list arguments;
            keyword_argument *keywords;
            uint32_t keyword_count;
        } call;
        struct {
            expr *object;
            uint32_t name;
        } attribute;
        struct {
            expr *object, *index;
        } subscript;
        struct {
            expr *start, *stop, *step; /* any may be NULL */
        } slice;
        expr *value; /* STARRED, YIELD (may be NULL), YIELD_FROM */
        struct {
            parameter_list *parameters;
            expr *body;
            scope *scope;
        } lambda;
        struct {
            comprehension_kind kind;
            expr *item, *value; /* value: of a dict */
            comprehension_for *fors;
            uint32_t count;
            scope *scope;
        } comprehension;
        struct {
            expr *value, *spec; /* spec: EXPR_JOINED or NULL */
            char conversion;    /* 's', 'r', 'a' or 0 */
        } formatted;
        struct {
            expr *target, *value;
        } named;
    };
};

typedef enum stmt_kind {
    STMT_EXPR,
    STMT_ASSIGN,
    STMT_AUGMENTED,
    STMT_DELETE,
    STMT_PASS,
    STMT_IF,
    STMT_WHILE,
    STMT_FOR,
    STMT_BREAK,
    STMT_CONTINUE,
    STMT_DEF,
    STMT_RETURN,
    STMT_CLASS,
    STMT_GLOBAL,
    STMT_NONLOCAL,
    STMT_TRY,
    STMT_RAISE,
    STMT_ASSERT,
    STMT_WITH,
    STMT_IMPORT,
    STMT_FROM
} stmt_kind;

typedef struct if_branch {
    expr *test;
    stmt_list body;
    source_span span;
} if_branch;

typedef struct except_clause {
    expr *type;    /* NULL: catches all */
    uint32_t name; /* 0: none */
    stmt_list body;
    source_span span;
} except_clause;

typedef struct with_item {
    expr *manager, *target; /* target may be NULL */
} with_item;

typedef struct import_alias {
    uint32_t module, as; /* `as`: the name that is bound */
    source_span span;
} import_alias;

struct stmt {
    stmt_kind kind;
    source_span span; /* a definition's without its decorators */
    union {
        struct {
            expr *value;
            bool is_docstring; /* a plain string literal, before any folding */
        } expression;
        struct {
            expr_list targets;
            expr *value;
        } assign;
        struct {
            expr *target, *value;
            binary_op_kind op;
        } augmented;
        expr_list targets; /* DELETE */
        struct {
            if_branch *branches; /* if, elif... */
            uint32_t count;
            stmt_list otherwise;
        } conditional;
        struct {
            expr *test; /* WHILE */
            expr *target, *iterable; /* FOR */
            stmt_list body, otherwise;
        } loop;
        struct {
            uint32_t name;
            source_span name_span;
            expr_list decorators;
            parameter_list *parameters; /* DEF */
            expr_list bases;            /* CLASS */
            keyword_argument *keywords; /* CLASS; refused by subset.c */
            uint32_t keyword_count;
            stmt_list body;
            scope *scope;
        } definition;
        expr *value; /* RETURN; may be NULL */
        struct {
            name_at *names; /* GLOBAL, NONLOCAL */
            uint32_t count;
        } names;
        struct {
            stmt_list body, otherwise, last; /* last: finally */
            except_clause *clauses;
            uint32_t count;
        } attempt;
        struct {
            expr *exception, *cause;
        } raise;
        struct {
            expr *test, *message;
        } assertion;
        struct {
            with_item *items;
            uint32_t count;
            stmt_list body;
        } with;
        struct {
            uint32_t module; /* FROM */
            source_span module_span;
            import_alias *aliases;
            uint32_t count;
            bool star;
        } import;
    };
};

/* A new node, or NULL without memory. Its depth is 1 + the deepest of what ast_adopt() gave it. */
expr *ast_expr(arena *memory, expr_kind kind, source_span span);
stmt *ast_stmt(arena *memory, stmt_kind kind, source_span span);
/* Note that `child` (may be NULL) hangs below `parent`. */
void ast_adopt(expr *parent, const expr *child);
bool ast_push_expr(arena *memory, expr_list *list, expr *item);
bool ast_push_stmt(arena *memory, stmt_list *list, stmt *item);
/* From the start of `first` to the end of `last`. */
source_span ast_join(source_span first, source_span last);

/* What CPython calls an expression in its messages: "literal", "function call", ... */
const char *ast_expr_name(const expr *e);

#endif
