/* The lessons that come with the program, as the picker shows them.
 *
 * Reads scenario files; owns all texts until shelf_free(). A lesson that cannot be read is listed by its
 * file's name: opening it tells what is wrong. */
#ifndef OURO_RENDER_CLI_SHELF_H
#define OURO_RENDER_CLI_SHELF_H

#include "render/window/host.h"
#include "sim/cli/file_list.h"

typedef struct shelf {
    file_list files;
    arena memory;
    window_lesson *lessons;
    uint32_t count;
} shelf;

/* Cost O(bytes of all lessons). `lang` NULL: English. */
ouro_result shelf_fill(shelf *s, const char *lang, ouro_error *err) OURO_MUST_CHECK;
void shelf_free(shelf *s);

#endif
