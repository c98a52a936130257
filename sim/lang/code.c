#include "sim/lang/code.h"

#include <assert.h>
#include <stdlib.h>

static const char *const opcode_names[] = {
#define OP(name, sentence) #name,
#include "sim/lang/op.def"
#undef OP
};

static const char *const opcode_sentences[] = {
#define OP(name, sentence) sentence,
#include "sim/lang/op.def"
#undef OP
};

const char *opcode_name(opcode op)
{
    assert(op < OP_COUNT);
    return opcode_names[op];
}

const char *opcode_sentence(opcode op)
{
    assert(op < OP_COUNT);
    return opcode_sentences[op];
}

void program_free(program *p)
{
    if (!p)
        return;
    arena_free(&p->memory);
    free(p);
}
