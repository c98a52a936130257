/* Bytecode is not made here, but its length is told by sys.getsizeof(): one unit for each instruction or
 * superinstruction, units for inline caches, EXTENDED_ARG for arguments beyond a byte.
 * Source: CPython 3.13.0, Python/assemble.c, resolve_jump_offsets(); Python/flowgraph.c,
 * insert_superinstructions() (marked by flow_pair()); Include/internal/pycore_opcode_metadata.h, caches. */
#include "sim/lang/code_units.h"

/* A name's place in co_names. */
static uint32_t name_place(const index_map *names, uint32_t name)
{
    uint32_t place = 0;
    (void)index_map_find(names, name, &place);
    return place;
}

static uint32_t cache_units(uint16_t op)
{
    enum { ATTRIBUTE = 9, GLOBAL = 4, STORE = 4, CALLS = 3, BOOL = 3 };
    switch (op) {
    case OP_LOAD_ATTR:
        return ATTRIBUTE;
    case OP_LOAD_GLOBAL:
        return GLOBAL;
    case OP_STORE_ATTR:
        return STORE;
    case OP_CALL:
        return CALLS;
    case OP_TO_BOOL:
        return BOOL;
    case OP_BINARY_OP:
    case OP_UNPACK_SEQUENCE:
    case OP_COMPARE_OP:
    case OP_CONTAINS_OP:
    case OP_BINARY_SUBSCR:
    case OP_FOR_ITER:
    case OP_LOAD_SUPER_ATTR:
    case OP_STORE_SUBSCR:
    case OP_SEND:
    case OP_JUMP_BACKWARD:
    case OP_POP_JUMP_IF_TRUE:
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_NONE:
    case OP_POP_JUMP_IF_NOT_NONE:
        return 1;
    default:
        return 0;
    }
}

/* The argument of CPython's instruction, jumps excepted. */
static uint32_t argument(const flow_instr *in, const index_map *names, const uint32_t *const_index)
{
    enum { UNPACK_AFTER_SHIFT = 8 };
    switch (in->op) {
    case OP_LOAD_CONST:
    case FLOW_RETURN_CONST:
        return const_index[in->arg];
    case OP_LOAD_GLOBAL:
    case OP_LOAD_ATTR:
        return name_place(names, in->arg) << 1;
    case OP_LOAD_SUPER_ATTR:
        return name_place(names, in->arg) << 2;
    case OP_LOAD_NAME:
    case OP_STORE_NAME:
    case OP_DELETE_NAME:
    case OP_STORE_GLOBAL:
    case OP_DELETE_GLOBAL:
    case OP_STORE_ATTR:
    case OP_DELETE_ATTR:
    case OP_IMPORT_NAME:
    case OP_IMPORT_FROM:
    case OP_LOAD_FROM_DICT_OR_GLOBALS:
        return name_place(names, in->arg);
    case OP_UNPACK_EX:
        return in->arg | (uint32_t)in->aux << UNPACK_AFTER_SHIFT;
    case OP_COMPARE_OP: /* all of it in one byte */
        return 0;
    default:
        return in->arg;
    }
}

/* EXTENDED_ARG instructions before one with this argument. */
static uint32_t prefix_units(uint32_t arg)
{
    return arg > 0xFFFFFF ? 3 : arg > 0xFFFF ? 2 : arg > 0xFF;
}

/* `at`: the number of the instruction. Backward jumps have a cache if they look for signals. */
static uint32_t plain_units(const flow_instr *in, uint32_t at)
{
    bool back = in->op == OP_JUMP && in->target && in->target->offset <= at;
    return 1 + cache_units(back ? OP_JUMP_BACKWARD : in->op);
}

/* Where the blocks begin; the length of all. Of a pair the second has no units. */
static uint32_t place_blocks(flow *f)
{
    uint32_t units = 0, at = 0;
    for (block *b = f->entry; b; b = b->next) {
        b->unit = units;
        for (uint32_t i = 0; i < b->count; i++, at++) {
            const flow_instr *in = &b->instrs[i];
            units += in->is_second ? 0 : plain_units(in, at) + in->prefix;
            at += in->op == FLOW_RETURN_CONST;
        }
    }
    return units;
}

/* Jumps are told how far they go, from behind them. False: none has become longer. */
static bool lengthen_jumps(flow *f)
{
    bool longer = false;
    uint32_t at = 0;
    for (block *b = f->entry; b; b = b->next) {
        uint32_t end = b->unit; /* of the instruction */
        for (uint32_t i = 0; i < b->count; i++, at++) {
            flow_instr *in = &b->instrs[i];
            end += in->is_second ? 0 : plain_units(in, at) + in->prefix;
            at += in->op == FLOW_RETURN_CONST;
            if (!in->target)
                continue;
            uint32_t to = in->target->unit, prefix = prefix_units(to < end ? end - to : to - end);
            longer |= prefix > in->prefix;
            in->prefix = (uint8_t)(prefix > in->prefix ? prefix : in->prefix);
        }
    }
    return longer;
}

uint32_t code_units(flow *f, const index_map *names, const uint32_t *const_index)
{
    for (block *b = f->entry; b; b = b->next)
        for (uint32_t i = 0; i < b->count; i++) {
            flow_instr *in = &b->instrs[i];
            in->prefix = in->target ? 0 : (uint8_t)prefix_units(argument(in, names, const_index));
        }
    uint32_t units = place_blocks(f);
    while (lengthen_jumps(f))
        units = place_blocks(f);
    return units;
}
