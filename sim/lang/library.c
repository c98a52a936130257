#include "sim/lang/library.h"

static const char *const LINES[] = {
#include OURO_LIBRARY_WEAKREF
};

static const char *const PUBLIC[] = {"WeakSet",    "WeakValueDictionary", "WeakKeyDictionary",
                                     "WeakMethod", "KeyedRef",            "finalize",
                                     "ProxyTypes"};

const char *library_public_name(uint32_t i)
{
    return i < sizeof PUBLIC / sizeof *PUBLIC ? PUBLIC[i] : NULL;
}

void library_text(buffer *out)
{
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++)
        buffer_add_text(out, LINES[i]);
}
