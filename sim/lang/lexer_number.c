#include "sim/lang/lexer_state.h"

#include <string.h>

/* Digits of one base with single underscores between them. False: a stray underscore. */
static bool skip_digits(lexer *lx, bool (*is_digit)(char))
{
    for (;;) {
        while (is_digit(lexer_peek(lx, 0)))
            lx->at++;
        if (lexer_peek(lx, 0) != '_')
            return true;
        if (!is_digit(lexer_peek(lx, 1))) {
            lx->at++;
            return false;
        }
        lx->at++;
    }
}

static bool is_hex_digit(char c)
{
    return lexer_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_octal_digit(char c)
{
    return c >= '0' && c <= '7';
}

static bool is_binary_digit(char c)
{
    return c == '0' || c == '1';
}

/* CPython still lets a keyword touch a number ("1if x else y"). */
static bool keyword_follows(const lexer *lx)
{
    static const char *const words[] = {"and", "else", "for", "if", "in", "is", "not", "or"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]);
        if (lx->length - lx->at >= n && !memcmp(words[i], lx->text + lx->at, n))
            return true;
    }
    return false;
}

/* A name may not touch a number: "1abc". The error stands at the number's last character. */
static ouro_result check_end(lexer *lx, const char *base)
{
    char c = lexer_peek(lx, 0);
    if (!lexer_is_name_byte(c) || keyword_follows(lx))
        return OURO_OK;
    return lexer_fail(lx, lx->at - 1, "invalid %s literal", base);
}

static ouro_result number_with_base(lexer *lx, const char *base, bool (*is_digit)(char))
{
    lx->at += 2;
    if (lexer_peek(lx, 0) == '_')
        lx->at++;
    char c = lexer_peek(lx, 0);
    if (!is_digit(c)) {
        if (lexer_is_digit(c))
            return lexer_fail(lx, lx->at, "invalid digit '%c' in %s literal", c, base);
        return lexer_fail(lx, lx->at - 1, "invalid %s literal", base);
    }
    if (!skip_digits(lx, is_digit))
        return lexer_fail(lx, lx->at - 1, "invalid %s literal", base);
    c = lexer_peek(lx, 0);
    if (lexer_is_digit(c))
        return lexer_fail(lx, lx->at, "invalid digit '%c' in %s literal", c, base);
    return check_end(lx, base);
}

static ouro_result decimal_failed(lexer *lx)
{
    return lexer_fail(lx, lx->at - 1, "invalid decimal literal");
}

/* The exponent at `at` ("e" and an optional sign), if digits follow it. */
static ouro_result number_exponent(lexer *lx, bool *found)
{
    char c = lexer_peek(lx, 0);
    char sign = lexer_peek(lx, 1);
    bool has_sign = sign == '+' || sign == '-';
    *found = false;
    if (c != 'e' && c != 'E')
        return OURO_OK;
    if (!lexer_is_digit(lexer_peek(lx, has_sign ? 2 : 1))) {
        if (!has_sign)
            return OURO_OK; /* "1else", or "1e", which check_end() refuses */
        lx->at += 2;
        return decimal_failed(lx);
    }
    *found = true;
    lx->at += has_sign ? 2 : 1;
    return skip_digits(lx, lexer_is_digit) ? OURO_OK : decimal_failed(lx);
}

/* "012" is refused, "000" and "012.5" are not. `at` is behind the digits. */
static ouro_result check_leading_zero(lexer *lx, size_t start)
{
    if (lx->text[start] != '0')
        return OURO_OK;
    for (size_t i = start; i < lx->at; i++)
        if (lx->text[i] != '0' && lx->text[i] != '_')
            return lexer_fail(lx, start,
                              "leading zeros in decimal integer literals are not permitted; "
                              "use an 0o prefix for octal integers");
    return OURO_OK;
}

static ouro_result number_decimal(lexer *lx)
{
    size_t start = lx->at;
    bool is_float = false, has_exponent = false;
    if (lexer_peek(lx, 0) != '.' && !skip_digits(lx, lexer_is_digit))
        return decimal_failed(lx);
    size_t digits_end = lx->at;
    if (lexer_peek(lx, 0) == '.') {
        is_float = true;
        lx->at++;
        if (lexer_is_digit(lexer_peek(lx, 0)) && !skip_digits(lx, lexer_is_digit))
            return decimal_failed(lx);
    }
    ouro_result result = number_exponent(lx, &has_exponent);
    if (result != OURO_OK)
        return result;
    char c = lexer_peek(lx, 0);
    if (c == 'j' || c == 'J') {
        lx->at++;
        return check_end(lx, "imaginary");
    }
    if (!is_float && !has_exponent) {
        lx->at = digits_end;
        result = check_leading_zero(lx, start);
    }
    return result == OURO_OK ? check_end(lx, "decimal") : result;
}

ouro_result lexer_number(lexer *lx)
{
    size_t start = lx->at;
    char second = lexer_peek(lx, 0) == '0' ? lexer_peek(lx, 1) : '\0';
    ouro_result result;
    if (second == 'x' || second == 'X')
        result = number_with_base(lx, "hexadecimal", is_hex_digit);
    else if (second == 'o' || second == 'O')
        result = number_with_base(lx, "octal", is_octal_digit);
    else if (second == 'b' || second == 'B')
        result = number_with_base(lx, "binary", is_binary_digit);
    else
        result = number_decimal(lx);
    return result == OURO_OK ? lexer_add(lx, TOK_NUMBER, start, lx->at) : result;
}
