#include "sim/memory/shown.h"

static void visit_words(const world *w, ref o, const uint8_t *slots, size_t count, world_visit *visit,
                        void *user)
{
    for (size_t i = 0; i < count; i++) {
        ref target = world_word(w, o, slots[i]);
        if (target)
            visit(user, target);
    }
}

void shown_traverse(const world *w, ref o, world_visit *visit, void *user)
{
    static const uint8_t OF_TYPE[] = {TYPE_DICT, TYPE_MRO, TYPE_BASES, TYPE_BASE};
    static const uint8_t OF_MODULE[] = {MODULE_DICT}, OF_GETSET[] = {0};
    static const uint8_t OF_EXCEPTION[] = {EXCEPTION_OWN,       EXCEPTION_OWN + 1,   EXCEPTION_OWN + 2,
                                           EXCEPTION_DICT,      EXCEPTION_ARGS,      EXCEPTION_TRACEBACK,
                                           EXCEPTION_CAUSE,     EXCEPTION_CONTEXT};
    switch ((unsigned)world_kind(w, o)) {
    case KIND_TYPE:
        visit_words(w, o, OF_TYPE, sizeof OF_TYPE, visit, user);
        break;
    case KIND_MODULE:
        visit_words(w, o, OF_MODULE, sizeof OF_MODULE, visit, user);
        break;
    case KIND_GETSET:
        visit_words(w, o, OF_GETSET, sizeof OF_GETSET, visit, user);
        break;
    case KIND_EXCEPTION: /* only a class of the script is an object of the heap */
        visit_words(w, o, OF_EXCEPTION, sizeof OF_EXCEPTION, visit, user);
        if (!world_word(w, world_row(w, o)->lo, TYPE_BUILTIN))
            visit(user, world_row(w, o)->lo);
        break;
    default:
        world_traverse(w, o, visit, user);
    }
}

bool shown_is_asked(const world *w, ref o)
{
    bool is_static = world_kind(w, o) == KIND_TYPE && world_word(w, o, TYPE_BUILTIN);
    return KIND_INFO[world_kind(w, o)].gc && !is_static;
}

static bool holds_function(const world *w, ref held)
{
    return !held || world_kind(w, held) == KIND_FUNCTION;
}

bool shown_is_known(const world *w, ref o)
{
    switch ((unsigned)world_kind(w, o)) {
    case KIND_LIST:
    case KIND_TUPLE:
    case KIND_DICT:
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_SET_ITER:
    case KIND_INSTANCE:
    case KIND_METHOD:
    case KIND_CELL:
    case KIND_LOCALS_PROXY:
    case KIND_PROXY:
    case KIND_WEAKREF:
    case KIND_SLICE:
    case KIND_LIST_ITER:
    case KIND_TUPLE_ITER:
    case KIND_STR_ITER:
    case KIND_DICT_ITER:
    case KIND_ENUMERATE:
    case KIND_ZIP:
    case KIND_MAP:
    case KIND_FILTER:
    case KIND_REVERSED:
    case KIND_SEQUENCE_ITER:
    case KIND_CALL_ITER:
    case KIND_LIST_REVERSE_ITER:
    case KIND_DICT_REVERSE_ITER:
    case KIND_BYTES_ITER:
    case KIND_GENERATOR:
    case KIND_FUNCTION:
    case KIND_EXCEPTION:
    case KIND_DICT_VIEW:
    case KIND_MAPPINGPROXY:
    case KIND_SUPER:
    case KIND_TRACEBACK:
        return true;
    case KIND_TYPE:
        return !world_word(w, o, TYPE_BUILTIN);
    case KIND_BUILTIN:
        return world_row(w, o)->hi;
    case KIND_PROPERTY: /* the docstring that they take over from anything else is not known */
        return holds_function(w, world_word(w, o, PROPERTY_GET));
    case KIND_STATICMETHOD:
    case KIND_CLASSMETHOD:
        return holds_function(w, world_word(w, o, WRAPPER_CALLABLE));
    default:
        return false;
    }
}

/* Objects/funcobject.c, func_traverse(): the builtins stand between its other references. */
static void function_referents(const world *w, ref function, ref builtins, ref none, world_visit *visit, void *user)
{
    static const uint8_t FIRST[] = {FUNCTION_CODE, FUNCTION_GLOBALS};
    static const uint8_t THEN[] = {FUNCTION_MODULE, FUNCTION_DEFAULTS, FUNCTION_KWDEFAULTS};
    static const uint8_t LAST[] = {FUNCTION_NAME, FUNCTION_DICT, FUNCTION_CLOSURE, FUNCTION_ANNOTATIONS,
                                   FUNCTION_QUALNAME};
    ref doc = world_word(w, function, FUNCTION_DOC);
    visit_words(w, function, FIRST, sizeof FIRST, visit, user);
    visit(user, builtins);
    visit_words(w, function, THEN, sizeof THEN, visit, user);
    visit(user, doc ? doc : none);
    visit_words(w, function, LAST, sizeof LAST, visit, user);
}

/* Objects/exceptions.c, BaseException_traverse() and those of its heirs; only a class of the script is seen. */
static void exception_referents(const world *w, ref exception, world_visit *visit, void *user)
{
    ref class = world_row(w, exception)->lo;
    if (!world_word(w, class, TYPE_BUILTIN))
        visit(user, class);
    for (uint32_t slot = 0; slot < EXCEPTION_SLOT_END; slot++)
        if (world_word(w, exception, slot))
            visit(user, world_word(w, exception, slot));
}

void shown_referents(const world *w, ref o, ref builtins, ref none, world_visit *visit, void *user)
{
    if (!shown_is_asked(w, o))
        return;
    if (world_kind(w, o) == KIND_FUNCTION)
        function_referents(w, o, builtins, none, visit, user);
    else if (world_kind(w, o) == KIND_EXCEPTION)
        exception_referents(w, o, visit, user);
    else
        shown_traverse(w, o, visit, user);
}
