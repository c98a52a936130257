/* What a script may use: the gate before anything runs.
 *
 * Walks the tree and refuses, by name and place, the parts of the grammar and the builtins that
 * the machine does not execute (subset.def). Reads the tree and its scopes, writes nothing. */
#ifndef OURO_SIM_LANG_SUBSET_H
#define OURO_SIM_LANG_SUBSET_H

#include "sim/lang/symtable.h"

typedef enum subset_feature {
#define FEATURE(name, text, supported) FEATURE_##name,
#define BUILTIN(name, supported)
#define FOREIGN(name)
#include "sim/lang/subset.def"
#undef FEATURE
#undef BUILTIN
#undef FOREIGN
    FEATURE_COUNT
} subset_feature;

ouro_result subset_check(const stmt_list *statements, const symtable *st, ouro_error *err)
    OURO_MUST_CHECK;

/* Does the machine have it? */
bool subset_supports(subset_feature feature);
/* May a class have an attribute of this name? All but the special names that the machine lacks. */
bool subset_special(const char *name);

#endif
