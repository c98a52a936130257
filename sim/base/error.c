#include "sim/base/error.h"

#include <stdio.h>
#include <string.h>

/* Cut a text that filled its buffer back to the start of a code point. */
static void cut_at_code_point(char *text, size_t length)
{
    while (length > 0 && ((unsigned char)text[length - 1] & 0xC0U) == 0x80U)
        length--;
    if (length > 0 && ((unsigned char)text[length - 1] & 0x80U))
        length--;
    text[length] = '\0';
}

ouro_result error_vset(ouro_error *err, ouro_result code, uint32_t line, uint32_t column,
                       const char *format, va_list args)
{
    if (!err || err->code != OURO_OK)
        return code;
    err->code = code;
    err->line = line;
    err->column = column;
    int wanted = vsnprintf(err->text, sizeof err->text, format, args);
    if (wanted >= (int)sizeof err->text)
        cut_at_code_point(err->text, sizeof err->text - 1);
    return code;
}

ouro_result error_set(ouro_error *err, ouro_result code, uint32_t line, uint32_t column,
                      const char *format, ...)
{
    va_list args;
    va_start(args, format);
    ouro_result result = error_vset(err, code, line, column, format, args);
    va_end(args);
    return result;
}

int error_exit_code(ouro_result code)
{
    switch (code) {
    case OURO_OK:
        return 0;
    case OURO_ERR_LIMIT:
    case OURO_ERR_FAILED:
        return 1;
    case OURO_ERR_SYNTAX:
    case OURO_ERR_UNSUPPORTED:
    case OURO_ERR_LIMIT_INPUT:
    case OURO_ERR_USAGE:
        return 2;
    case OURO_ERR_IO:
    case OURO_ERR_NOMEM:
    case OURO_ERR_DISPLAY:
    case OURO_ERR_INTERRUPTED:
        return 3;
    }
    return 3;
}
