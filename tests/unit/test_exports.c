#define _XOPEN_SOURCE 700 /* mkdtemp */
/* What exports are made of: the archive, the palette, the planes of a video, drafts of files. */
#include "render/export/file.h"
#include "render/export/palette.h"
#include "render/export/yuv.h"
#include "render/export/zip.h"

#include <dirent.h>
#include <libdeflate.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATH_BYTES = 256 };

typedef struct place {
    char folder[PATH_BYTES / 2], path[PATH_BYTES];
} place;

static void place_make(place *p)
{
    strcpy(p->folder, "/tmp/ouro-test-XXXXXX");
    assert_non_null(mkdtemp(p->folder));
    snprintf(p->path, sizeof p->path, "%s/file", p->folder);
}

static void place_remove(const place *p)
{
    (void)unlink(p->path);
    assert_int_equal(rmdir(p->folder), 0); /* nothing else is in it */
}

static uint32_t files_in(const char *folder)
{
    uint32_t count = 0;
    DIR *all = opendir(folder);
    assert_non_null(all);
    for (struct dirent *e; (e = readdir(all));)
        count += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    closedir(all);
    return count;
}

static buffer content_of(const char *path)
{
    buffer out = {0};
    char block[4096];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;)
        buffer_add(&out, block, got);
    fclose(file);
    return out;
}

/* ---- the archive ---- */

static uint32_t u16_at(const buffer *b, size_t at)
{
    return (uint32_t)(unsigned char)b->text[at] | (uint32_t)(unsigned char)b->text[at + 1] << 8;
}

static uint32_t u32_at(const buffer *b, size_t at)
{
    return u16_at(b, at) | u16_at(b, at + 2) << 16;
}

typedef struct part {
    const char *name;
    const char *data;
    size_t length;
    bool pressed;
} part;

static void archive_write(const place *p, const part *parts, size_t count)
{
    ouro_error err = {0};
    file_draft *d;
    zip z;
    assert_int_equal(file_draft_open(p->path, true, &d, &err), OURO_OK);
    zip_start(&z, d);
    for (size_t i = 0; i < count; i++)
        zip_add(&z, parts[i].name, parts[i].data, parts[i].length, parts[i].pressed);
    assert_int_equal(zip_end(&z, &err), OURO_OK);
    assert_int_equal(file_draft_commit(d, &err), OURO_OK);
}

/* The directory's entry at `at` says what its local header says, and its data is the part's. */
static size_t entry_check(const buffer *b, size_t at, const part *wanted)
{
    assert_int_equal(u32_at(b, at), 0x02014B50);
    uint32_t method = u16_at(b, at + 10), packed = u32_at(b, at + 20), name = u16_at(b, at + 28);
    size_t local = u32_at(b, at + 42), data = local + 30 + name;
    assert_int_equal(u32_at(b, local), 0x04034B50);
    assert_memory_equal(b->text + at + 6, b->text + local + 4, 26);
    assert_int_equal(name, strlen(wanted->name));
    assert_memory_equal(b->text + at + 46, wanted->name, name);
    assert_memory_equal(b->text + local + 30, wanted->name, name);
    assert_int_equal(u32_at(b, at + 24), wanted->length);
    assert_int_equal(u32_at(b, at + 16), libdeflate_crc32(0, wanted->data, wanted->length));
    if (method == 0) {
        assert_int_equal(packed, wanted->length);
        assert_memory_equal(b->text + data, wanted->data, packed);
        return at + 46 + name;
    }
    assert_int_equal(method, 8);
    assert_true(packed < wanted->length && !wanted->pressed);
    char *out = malloc(wanted->length);
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    assert_int_equal(libdeflate_deflate_decompress(d, b->text + data, packed, out, wanted->length, NULL),
                     LIBDEFLATE_SUCCESS);
    assert_memory_equal(out, wanted->data, wanted->length);
    libdeflate_free_decompressor(d);
    free(out);
    return at + 46 + name;
}

static const char LONG[] = "the same words again, the same words again, the same words again, the same words again";
static const part PARTS[] = {{"a/empty.xml", "", 0, false},
                             {"one", "1", 1, false},
                             {"a/b/long.xml", LONG, sizeof LONG - 1, false},
                             {"stored.png", LONG, sizeof LONG - 1, true}};
enum { PART_COUNT = sizeof PARTS / sizeof *PARTS };

static void every_part_of_an_archive_is_found_by_its_directory(void **state)
{
    (void)state;
    place p;
    place_make(&p);
    archive_write(&p, PARTS, PART_COUNT);
    buffer b = content_of(p.path);
    size_t end = b.length - 22;
    assert_int_equal(u32_at(&b, end), 0x06054B50);
    assert_int_equal(u16_at(&b, end + 8), PART_COUNT);
    assert_int_equal(u16_at(&b, end + 10), PART_COUNT);
    size_t at = u32_at(&b, end + 16);
    assert_int_equal(at + u32_at(&b, end + 12), end);
    for (size_t i = 0; i < PART_COUNT; i++)
        at = entry_check(&b, at, &PARTS[i]);
    assert_int_equal(at, end);
    buffer_free(&b);
    place_remove(&p);
}

static void an_archive_without_parts_is_its_end(void **state)
{
    (void)state;
    place p;
    place_make(&p);
    archive_write(&p, PARTS, 0);
    buffer b = content_of(p.path);
    assert_int_equal(b.length, 22);
    assert_int_equal(u32_at(&b, 0), 0x06054B50);
    buffer_free(&b);
    place_remove(&p);
}

static void an_archive_keeps_its_first_error(void **state)
{
    (void)state;
    ouro_error err = {0};
    file_draft *d;
    zip z;
    assert_int_equal(file_draft_open("/dev/full", true, &d, &err), OURO_OK);
    zip_start(&z, d);
    for (size_t i = 0; i < PART_COUNT; i++)
        zip_add(&z, PARTS[i].name, PARTS[i].data, PARTS[i].length, PARTS[i].pressed);
    assert_int_equal(zip_end(&z, &err), OURO_ERR_IO);
    assert_non_null(strstr(err.text, "No space left"));
    file_draft_drop(d);
}

static void more_parts_than_a_directory_counts_are_refused(void **state)
{
    (void)state;
    place p;
    ouro_error err = {0};
    file_draft *d;
    zip z;
    place_make(&p);
    assert_int_equal(file_draft_open("/dev/null", true, &d, &err), OURO_OK);
    zip_start(&z, d);
    for (uint32_t i = 0; i < 65536; i++)
        zip_add(&z, "n", "", 0, true);
    assert_int_equal(zip_end(&z, &err), OURO_ERR_LIMIT);
    file_draft_drop(d);
    place_remove(&p);
}

/* ---- the palette ---- */

static void every_colour_of_a_palette_is_found_exactly(void **state)
{
    (void)state;
    static palette p;
    for (int name = 0; name < THEME_COUNT; name++) {
        palette_make(&p, theme_of((theme_name)name));
        assert_in_range(p.count, THEME_ROLES / 2, PALETTE_MOST);
        for (uint32_t i = 0; i < p.count; i++)
            if (p.colours[palette_index(&p, p.colours[i])] != p.colours[i])
                fail_msg("theme %d: colour %u, %06x, becomes %06x", name, i, p.colours[i],
                         p.colours[palette_index(&p, p.colours[i])]);
    }
}

static void the_fills_of_objects_are_in_the_palette(void **state)
{
    (void)state;
    static palette p;
    const theme *t = theme_of(THEME_LIGHT);
    palette_make(&p, t);
    for (int s = THEME_LIVE; s <= THEME_IMMORTAL; s++) {
        uint32_t fill = theme_fill(t, (theme_role)s) & 0xFFFFFF;
        assert_int_equal(p.colours[palette_index(&p, fill)], fill);
    }
}

static int32_t apart(uint32_t a, uint32_t b)
{
    int32_t most = 0;
    for (unsigned shift = 0; shift < 24; shift += 8) {
        int32_t d = abs((int32_t)(a >> shift & 0xFF) - (int32_t)(b >> shift & 0xFF));
        most = d > most ? d : most;
    }
    return most;
}

/* An index does not depend on what was asked for before; greys go to what is near, if tinted. */
static void a_colour_has_one_index(void **state)
{
    (void)state;
    static palette forwards, backwards;
    palette_make(&forwards, theme_of(THEME_LIGHT));
    palette_make(&backwards, theme_of(THEME_LIGHT));
    enum { STEP = 997, COLOURS = 0x1000000 / STEP };
    static uint8_t found[COLOURS];
    for (uint32_t i = 0; i < COLOURS; i++)
        found[i] = palette_index(&forwards, i * STEP);
    for (uint32_t i = COLOURS; i-- > 0;)
        assert_int_equal(palette_index(&backwards, i * STEP), found[i]);
    for (uint32_t grey = 0x11; grey < 0x100; grey++)
        assert_true(apart(forwards.colours[palette_index(&forwards, grey * 0x10101)], grey * 0x10101) <= 32);
}

/* ---- planes ---- */

/* Rec. 709, tables of the colour bars: black, white, red, green, blue. */
static void colours_become_those_of_bt709(void **state)
{
    (void)state;
    static const struct {
        uint32_t colour;
        uint8_t y, u, v;
    } WANTED[] = {{0x000000, 16, 128, 128}, {0xFFFFFF, 235, 128, 128}, {0xFF0000, 63, 102, 240},
                  {0x00FF00, 173, 42, 26},  {0x0000FF, 32, 240, 118},  {0xFFFF00, 219, 16, 138}};
    for (size_t i = 0; i < sizeof WANTED / sizeof *WANTED; i++) {
        uint32_t pixels[4];
        uint8_t planes[6];
        for (int k = 0; k < 4; k++)
            pixels[k] = WANTED[i].colour | 0xFF000000;
        yuv_from_pixels(pixels, 2, 2, planes);
        const uint8_t wanted[] = {WANTED[i].y, WANTED[i].u, WANTED[i].v}, got[] = {planes[0], planes[4], planes[5]};
        for (int k = 0; k < 3; k++)
            assert_true(abs(wanted[k] - got[k]) <= 1);
        assert_true(planes[0] == planes[1] && planes[0] == planes[2] && planes[0] == planes[3]);
    }
}

static void odd_sides_double_their_last_row_and_column(void **state)
{
    (void)state;
    static const uint32_t PIXELS[] = {0x000000, 0x000000, 0xFFFFFF, 0x000000, 0x000000, 0xFFFFFF,
                                      0xFFFFFF, 0xFFFFFF, 0xFFFFFF};
    uint8_t planes[24];
    assert_int_equal(yuv_bytes(3, 3), 24);
    yuv_from_pixels(PIXELS, 3, 3, planes);
    static const uint8_t LUMA[] = {16, 16, 235, 235, 16, 16, 235, 235, 235, 235, 235, 235, 235, 235, 235, 235};
    assert_memory_equal(planes, LUMA, sizeof LUMA);
    for (size_t i = sizeof LUMA; i < sizeof planes; i++)
        assert_int_equal(planes[i], 128); /* greys have no colour */
}

/* ---- drafts ---- */

static void a_draft_is_seen_only_when_it_is_whole(void **state)
{
    (void)state;
    place p;
    ouro_error err = {0};
    file_draft *d;
    place_make(&p);
    assert_int_equal(file_draft_open(p.path, false, &d, &err), OURO_OK);
    assert_int_equal(file_draft_write(d, "one ", 4, &err), OURO_OK);
    assert_int_not_equal(access(p.path, F_OK), 0);
    assert_int_equal(file_draft_write(d, "two", 3, &err), OURO_OK);
    assert_int_equal(file_draft_commit(d, &err), OURO_OK);
    buffer b = content_of(p.path);
    assert_string_equal(buffer_text(&b), "one two");
    buffer_free(&b);
    place_remove(&p);
}

static void a_dropped_draft_leaves_nothing(void **state)
{
    (void)state;
    place p;
    ouro_error err = {0};
    file_draft *d;
    place_make(&p);
    for (int named = 0; named < 2; named++) {
        ouro_result opened = named ? file_draft_open_named(p.path, false, &d, &err)
                                   : file_draft_open(p.path, false, &d, &err);
        assert_int_equal(opened, OURO_OK);
        assert_int_equal(file_draft_write(d, "half", 4, &err), OURO_OK);
        file_draft_drop(d);
        assert_int_equal(files_in(p.folder), 0);
    }
    place_remove(&p);
}

static void a_named_draft_is_hidden_beside_its_file(void **state)
{
    (void)state;
    place p;
    ouro_error err = {0};
    file_draft *d;
    place_make(&p);
    assert_int_equal(file_draft_open_named(p.path, false, &d, &err), OURO_OK);
    const char *name = file_draft_name(d);
    assert_non_null(name);
    assert_memory_equal(name, p.folder, strlen(p.folder));
    assert_int_equal(name[strlen(p.folder) + 1], '.');
    FILE *other = fopen(name, "wb"); /* another program writes it */
    assert_non_null(other);
    fputs("from another", other);
    fclose(other);
    assert_int_equal(file_draft_commit(d, &err), OURO_OK);
    buffer b = content_of(p.path);
    assert_string_equal(buffer_text(&b), "from another");
    buffer_free(&b);
    assert_int_equal(files_in(p.folder), 1);
    place_remove(&p);
}

/* What comes into the way while a draft is written stays. */
static void a_draft_replaces_nothing_unasked(void **state)
{
    (void)state;
    place p;
    ouro_error err = {0};
    file_draft *d;
    place_make(&p);
    for (int named = 0; named < 2; named++) {
        (void)unlink(p.path);
        ouro_result opened = named ? file_draft_open_named(p.path, false, &d, &err)
                                   : file_draft_open(p.path, false, &d, &err);
        assert_int_equal(opened, OURO_OK);
        assert_int_equal(file_write_atomic(p.path, "first", 5, false, &err), OURO_OK);
        assert_int_equal(file_draft_write(d, "second", 6, &err), OURO_OK);
        assert_int_equal(file_draft_commit(d, &err), OURO_ERR_IO);
        buffer b = content_of(p.path);
        assert_string_equal(buffer_text(&b), "first");
        buffer_free(&b);
        assert_int_equal(files_in(p.folder), 1);
        err = (ouro_error){0};
    }
    place_remove(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_part_of_an_archive_is_found_by_its_directory),
        cmocka_unit_test(an_archive_without_parts_is_its_end),
        cmocka_unit_test(an_archive_keeps_its_first_error),
        cmocka_unit_test(more_parts_than_a_directory_counts_are_refused),
        cmocka_unit_test(every_colour_of_a_palette_is_found_exactly),
        cmocka_unit_test(the_fills_of_objects_are_in_the_palette),
        cmocka_unit_test(a_colour_has_one_index),
        cmocka_unit_test(colours_become_those_of_bt709),
        cmocka_unit_test(odd_sides_double_their_last_row_and_column),
        cmocka_unit_test(a_draft_is_seen_only_when_it_is_whole),
        cmocka_unit_test(a_dropped_draft_leaves_nothing),
        cmocka_unit_test(a_named_draft_is_hidden_beside_its_file),
        cmocka_unit_test(a_draft_replaces_nothing_unasked),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
