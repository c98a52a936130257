/* libFuzzer: any bytes as a script. The compiler must answer with code or an error, in bounded time
 * and memory, and the error must have a text.
 *
 *   clang -std=c17 -I. -g -O1 -fsanitize=fuzzer,address,undefined tests/fuzz/fuzz_python.c \
 *       sim/lang/ *.c sim/base/ *.c -lm -o fuzz_python   (without the blanks)
 *   ./fuzz_python -max_total_time=60 CORPUS */

#include "sim/lang/compile.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (int whole = 0; whole < 2; whole++) {
        program *p = NULL;
        ouro_error err = {0};
        ouro_result result =
            compile_program("import gc\n", (const char *)data, size, whole, &p, &err);
        if (result == OURO_OK ? p == NULL : err.text[0] == '\0' || err.code != result)
            abort();
        program_free(p);
    }
    return 0;
}
