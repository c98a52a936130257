#define _XOPEN_SOURCE 700 /* mkdtemp, symlink */

#include "render/export/file.h"
#include "render/export/huffman.h"
#include "render/export/png.h"
#include "sim/base/limits.h"

#include <dirent.h>
#include <libdeflate.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- PNG ---- */

static uint32_t read_u32(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* Checks the chunk at `at` and returns its length in the file. */
static size_t chunk_check(const unsigned char *at, const char *type, size_t *data_length)
{
    size_t length = read_u32(at);
    assert_memory_equal(at + 4, type, 4);
    assert_int_equal(read_u32(at + 8 + length), libdeflate_crc32(0, at + 4, length + 4));
    *data_length = length;
    return length + 12;
}

/* The rows, each after its filter byte, of a PNG whose chunks are checked on the way. */
static unsigned char *rows_read(const buffer *png, size_t rows_bytes)
{
    const unsigned char *bytes = (const unsigned char *)png->text;
    unsigned char *rows = malloc(rows_bytes);
    size_t length, at = 8;
    assert_memory_equal(bytes, "\x89PNG\r\n\x1a\n", 8);
    at += chunk_check(bytes + at, "IHDR", &length);
    assert_int_equal(length, 13);
    const unsigned char *stream = bytes + at + 8;
    at += chunk_check(bytes + at, "IDAT", &length);
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    assert_int_equal(libdeflate_zlib_decompress(d, stream, length, rows, rows_bytes, NULL),
                     LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(d);
    at += chunk_check(bytes + at, "IEND", &length);
    assert_int_equal(length, 0);
    assert_int_equal(at, png->length);
    return rows;
}

static void assert_holds(const buffer *png, const png_pixels *wanted)
{
    size_t each = wanted->alpha ? 4 : 3, row_bytes = 1 + each * wanted->width;
    const unsigned char *bytes = (const unsigned char *)png->text;
    unsigned char *rows = rows_read(png, row_bytes * wanted->height);
    assert_int_equal(read_u32(bytes + 16), wanted->width);
    assert_int_equal(read_u32(bytes + 20), wanted->height);
    assert_int_equal(bytes[25], wanted->alpha ? 6 : 2);
    for (uint32_t y = 0; y < wanted->height; y++) {
        assert_int_equal(rows[y * row_bytes], 0);
        for (uint32_t x = 0; x < wanted->width; x++) {
            const unsigned char *at = rows + y * row_bytes + 1 + each * x;
            uint32_t value = (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2];
            uint32_t pixel = wanted->at[(ptrdiff_t)y * wanted->stride_px + x];
            if (value != (pixel & 0xFFFFFF) || (wanted->alpha && at[3] != pixel >> 24))
                fail_msg("pixel %u, %u is %06x, not %06x", x, y, value, pixel & 0xFFFFFF);
        }
    }
    free(rows);
}

/* `kind` 0: noise, 1: one colour, 2: stripes across, 3: stripes down, 4: specks on a ground, 5: letters
 * that come again and again, 6: noise of two colours. */
enum { PATTERNS = 7 };
static uint32_t pattern_at(int kind, uint32_t x, uint32_t y)
{
    uint32_t noise = (x * 2654435761U ^ y * 2246822519U) * 3266489917U;
    noise ^= noise >> 15;
    switch (kind) {
    case 0:
        return noise;
    case 1:
        return 0xFFFAFAF7;
    case 2:
        return y % 3 ? 0xFF112233 : 0xFFFFFFFF;
    case 3:
        return x % 5 ? 0xFF112233 : 0xFFFFFFFF;
    case 4:
        return noise % 97 ? 0xFFFAFAF7 : noise | 0xFF000000;
    case 5:
        return 0xFF000000 | ((x % 23) * (y % 31) * 0x010203);
    default:
        return noise & 64 ? 0xFF000000 : 0xFFFFFFFF;
    }
}

static void pattern_fill(uint32_t *pixels, const png_pixels *as, int kind)
{
    for (uint32_t y = 0; y < as->height; y++)
        for (uint32_t x = 0; x < as->stride_px; x++)
            pixels[(ptrdiff_t)y * as->stride_px + x] = pattern_at(kind, x, y);
}

static void a_png_decodes_to_the_same_pixels(void **state)
{
    (void)state;
    static const uint32_t SIZES[][2] = {{1, 1}, {2, 1}, {1, 2}, {1, 200}, {37, 11}, {86, 64}, {87, 65},
                                        {300, 129}, {1920, 130}, {8192, 3}};
    uint32_t *pixels = malloc(sizeof *pixels * 8200 * 140);
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++)
        for (int kind = 0; kind < 2 * PATTERNS; kind++) {
            png_pixels p = {.at = pixels,
                            .width = SIZES[i][0],
                            .height = SIZES[i][1],
                            .stride_px = (ptrdiff_t)SIZES[i][0] + 5,
                            .alpha = kind >= PATTERNS};
            pattern_fill(pixels, &p, kind % PATTERNS);
            buffer out = {0};
            assert_int_equal(png_encode(&p, &out, NULL), OURO_OK);
            assert_holds(&out, &p);
            buffer_free(&out);
        }
    free(pixels);
}

/* What a writer has kept of the pictures before changes no byte of the next one. */
static void kept_bands_give_the_same_bytes(void **state)
{
    (void)state;
    enum { W = 200, H = 150 };
    static uint32_t pixels[W * H];
    png_pixels p = {.at = pixels, .width = W, .height = H, .stride_px = W};
    png_writer *writer = png_writer_open();
    pattern_fill(pixels, &p, 4);
    for (uint32_t round = 0; round < 20; round++) {
        uint32_t y = round * 37 % H;
        for (uint32_t x = 0; x < 20; x++)
            pixels[y * W + x + round] ^= 0x00FF40;
        png_rows_changed(writer, y, y + 1);
        if (round % 6 == 5) /* another kind of picture between */
            p.alpha = !p.alpha;
        buffer kept = {0}, fresh = {0};
        assert_int_equal(png_write(writer, &p, &kept, NULL), OURO_OK);
        assert_int_equal(png_encode(&p, &fresh, NULL), OURO_OK);
        assert_int_equal(kept.length, fresh.length);
        assert_memory_equal(kept.text, fresh.text, kept.length);
        assert_holds(&kept, &p);
        buffer_free(&kept);
        buffer_free(&fresh);
    }
    png_writer_close(writer);
}

/* Counts that a tree of any depth would serve best: codes stay short enough, and fill their room. */
static void codes_are_complete_and_short_enough(void **state)
{
    (void)state;
    for (uint32_t most = 5; most <= HUFFMAN_BITS_MAX; most++)
        for (uint32_t symbols = 2; symbols <= 30; symbols++) {
            uint32_t counts[30] = {0}, taken = 0;
            for (uint32_t i = 0, a = 1, b = 1; i < symbols; i++, b += a, a = b - a)
                counts[i] = i % 7 == 6 ? 0 : b;
            huffman_code code;
            huffman_make(counts, symbols, most, &code);
            for (uint32_t i = 0; i < symbols; i++) {
                assert_true(code.length[i] <= most && (!counts[i] || code.length[i]));
                taken += code.length[i] ? 1U << (most - code.length[i]) : 0;
            }
            assert_int_equal(taken, 1U << most);
        }
}

static void impossible_sizes_are_refused(void **state)
{
    (void)state;
    uint32_t pixel = 0;
    buffer out = {0};
    ouro_error err = {0};
    assert_int_equal(png_encode(&(png_pixels){&pixel, 0, 1, 1, false}, &out, NULL), OURO_ERR_LIMIT);
    png_pixels wide = {&pixel, LIMIT_FRAME_SIDE_PX + 1, 1, 1, false};
    assert_int_equal(png_encode(&wide, &out, &err), OURO_ERR_LIMIT);
    assert_string_equal(err.text, "a picture of 8193 x 1 pixels: 1 to 8192 are allowed");
    assert_int_equal(out.length, 0);
}

/* ---- files ---- */

typedef struct folder {
    char path[64], file[96];
} folder;

static int folder_setup(void **state)
{
    static folder f;
    strcpy(f.path, "/tmp/ouro-test-XXXXXX");
    if (!mkdtemp(f.path))
        return -1;
    snprintf(f.file, sizeof f.file, "%s/frame.png", f.path);
    *state = &f;
    return 0;
}

static int folder_teardown(void **state)
{
    const folder *f = *state;
    unlink(f->file);
    return rmdir(f->path); /* fails if anything was left behind */
}

static int entry_count(const folder *f)
{
    DIR *dir = opendir(f->path);
    int count = -2; /* . and .. */
    while (readdir(dir))
        count++;
    closedir(dir);
    return count;
}

static void assert_content(const char *path, const char *wanted)
{
    char bytes[64] = {0};
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fread(bytes, 1, sizeof bytes - 1, file), strlen(wanted));
    fclose(file);
    assert_string_equal(bytes, wanted);
}

static void a_file_appears_whole(void **state)
{
    const folder *f = *state;
    assert_int_equal(file_write_atomic(f->file, "abc", 3, false, NULL), OURO_OK);
    assert_content(f->file, "abc");
    assert_int_equal(entry_count(f), 1);
}

static void an_existing_file_is_replaced_only_when_asked(void **state)
{
    const folder *f = *state;
    ouro_error err = {0};
    char wanted[160];
    assert_int_equal(file_write_atomic(f->file, "old", 3, false, NULL), OURO_OK);
    assert_int_equal(file_write_atomic(f->file, "new", 3, false, &err), OURO_ERR_IO);
    snprintf(wanted, sizeof wanted, "%s: File exists", f->file);
    assert_string_equal(err.text, wanted);
    assert_content(f->file, "old");
    assert_int_equal(file_write_atomic(f->file, "newer", 5, true, NULL), OURO_OK);
    assert_content(f->file, "newer");
    assert_int_equal(entry_count(f), 1);
}

static void a_file_too_large_leaves_nothing_behind(void **state)
{
    const folder *f = *state;
    static char bytes[4096];
    struct rlimit before, small = {.rlim_cur = 1024, .rlim_max = RLIM_INFINITY};
    getrlimit(RLIMIT_FSIZE, &before);
    small.rlim_max = before.rlim_max;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    ouro_error err = {0};
    ouro_result result = file_write_atomic(f->file, bytes, sizeof bytes, true, &err);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_int_equal(result, OURO_ERR_IO);
    assert_non_null(strstr(err.text, ": File too large"));
    assert_int_equal(entry_count(f), 0);
}

static void a_failed_replacement_keeps_the_old_file(void **state)
{
    const folder *f = *state;
    assert_int_equal(file_write_atomic(f->file, "old", 3, false, NULL), OURO_OK);
    static char bytes[4096];
    struct rlimit before, small;
    getrlimit(RLIMIT_FSIZE, &before);
    small = before;
    small.rlim_cur = 1024;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    ouro_result result = file_write_atomic(f->file, bytes, sizeof bytes, true, NULL);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_int_equal(result, OURO_ERR_IO);
    assert_content(f->file, "old");
    assert_int_equal(entry_count(f), 1);
}

static void a_full_device_is_named(void **state)
{
    (void)state;
    ouro_error err = {0};
    assert_int_equal(file_write_atomic("/dev/full", "abc", 3, false, &err), OURO_ERR_IO);
    assert_string_equal(err.text, "/dev/full: No space left on device");
    assert_int_equal(file_write_atomic("/dev/null", "abc", 3, false, NULL), OURO_OK);
}

static void a_missing_folder_is_named(void **state)
{
    (void)state;
    ouro_error err = {0};
    assert_int_equal(file_write_atomic("/nonexistent/a.png", "abc", 3, false, &err), OURO_ERR_IO);
    assert_string_equal(err.text, "/nonexistent/a.png: No such file or directory");
}

static void what_killed_runs_left_goes_what_is_being_written_stays(void **state)
{
    static const char *const LEFT[] = {".frame.png.12-0.tmp", ".other.png.34567-99.tmp"};
    static const char *const KEPT[] = {".frame.png.tmp", ".frame.png.1-x.tmp", "frame.png.1-1.tmp", ".1-1.tmp"};
    const folder *f = *state;
    file_draft *d;
    char path[160];
    assert_int_equal(file_draft_open_named(f->file, false, &d, NULL), OURO_OK);
    for (size_t i = 0; i < 6; i++) {
        snprintf(path, sizeof path, "%s/%s", f->path, i < 2 ? LEFT[i] : KEPT[i - 2]);
        fclose(fopen(path, "w"));
    }
    file_leftovers_remove(f->file);
    assert_int_equal(entry_count(f), 6); /* one of the file's own has gone */
    file_leftovers_remove(f->path);
    assert_int_equal(entry_count(f), 5);
    assert_int_equal(access(file_draft_name(d), F_OK), 0);
    for (size_t i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "%s/%s", f->path, KEPT[i]);
        assert_int_equal(unlink(path), 0);
    }
    file_draft_drop(d);
}

static void a_folder_is_never_replaced(void **state)
{
    const folder *f = *state;
    ouro_error err = {0};
    assert_int_equal(file_write_atomic(f->path, "abc", 3, true, &err), OURO_ERR_IO);
    assert_non_null(strstr(err.text, ": Is a directory"));
}

static void a_link_keeps_pointing_at_what_was_replaced(void **state)
{
    const folder *f = *state;
    char link_path[128];
    struct stat there;
    snprintf(link_path, sizeof link_path, "%s/link", f->path);
    assert_int_equal(file_write_atomic(f->file, "old", 3, false, NULL), OURO_OK);
    assert_int_equal(symlink("frame.png", link_path), 0);
    assert_int_equal(file_write_atomic(link_path, "new", 3, true, NULL), OURO_OK);
    assert_int_equal(lstat(link_path, &there), 0);
    assert_true(S_ISLNK(there.st_mode));
    assert_content(f->file, "new");
    unlink(link_path);
}

static void the_umask_decides_who_may_read(void **state)
{
    const folder *f = *state;
    struct stat there;
    mode_t before = umask(027);
    assert_int_equal(file_write_atomic(f->file, "abc", 3, false, NULL), OURO_OK);
    umask(before);
    assert_int_equal(stat(f->file, &there), 0);
    assert_int_equal(there.st_mode & 0777, 0640);
}

#define FILE_TEST(test) cmocka_unit_test_setup_teardown(test, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_png_decodes_to_the_same_pixels),
        cmocka_unit_test(kept_bands_give_the_same_bytes),
        cmocka_unit_test(codes_are_complete_and_short_enough),
        cmocka_unit_test(impossible_sizes_are_refused),
        FILE_TEST(a_file_appears_whole),
        FILE_TEST(an_existing_file_is_replaced_only_when_asked),
        FILE_TEST(a_file_too_large_leaves_nothing_behind),
        FILE_TEST(a_failed_replacement_keeps_the_old_file),
        cmocka_unit_test(a_full_device_is_named),
        cmocka_unit_test(a_missing_folder_is_named),
        FILE_TEST(what_killed_runs_left_goes_what_is_being_written_stays),
        FILE_TEST(a_folder_is_never_replaced),
        FILE_TEST(a_link_keeps_pointing_at_what_was_replaced),
        FILE_TEST(the_umask_decides_who_may_read),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
