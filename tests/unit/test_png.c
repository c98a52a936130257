#define _XOPEN_SOURCE 700 /* mkdtemp, symlink */

#include "render/export/file.h"
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

static void a_png_decodes_to_the_same_pixels(void **state)
{
    (void)state;
    enum { W = 37, H = 11, STRIDE = 50 };
    uint32_t pixels[H * STRIDE];
    for (uint32_t i = 0; i < H * STRIDE; i++)
        pixels[i] = i * 2654435761U;
    buffer out = {0};
    assert_int_equal(png_encode(pixels, W, H, STRIDE, &out, NULL), OURO_OK);
    const unsigned char *bytes = (const unsigned char *)out.text;
    assert_memory_equal(bytes, "\x89PNG\r\n\x1a\n", 8);
    size_t length, at = 8;
    at += chunk_check(bytes + at, "IHDR", &length);
    assert_int_equal(length, 13);
    assert_int_equal(read_u32(bytes + 16), W);
    assert_int_equal(read_u32(bytes + 20), H);
    const unsigned char *stream = bytes + at + 8;
    at += chunk_check(bytes + at, "IDAT", &length);
    unsigned char rows[H * (1 + 3 * W)];
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    assert_int_equal(libdeflate_zlib_decompress(d, stream, length, rows, sizeof rows, NULL),
                     LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(d);
    at += chunk_check(bytes + at, "IEND", &length);
    assert_int_equal(length, 0);
    assert_int_equal(at, out.length);
    for (uint32_t y = 0; y < H; y++)
        for (uint32_t x = 0; x < W; x++) {
            const unsigned char *rgb = rows + y * (1 + 3 * W) + 1 + 3 * x;
            uint32_t value = (uint32_t)rgb[0] << 16 | (uint32_t)rgb[1] << 8 | rgb[2];
            assert_int_equal(value, pixels[y * STRIDE + x] & 0xFFFFFF);
        }
    buffer_free(&out);
}

static void impossible_sizes_are_refused(void **state)
{
    (void)state;
    uint32_t pixel = 0;
    buffer out = {0};
    ouro_error err = {0};
    assert_int_equal(png_encode(&pixel, 0, 1, 1, &out, NULL), OURO_ERR_LIMIT);
    assert_int_equal(png_encode(&pixel, LIMIT_FRAME_SIDE_PX + 1, 1, 1, &out, &err), OURO_ERR_LIMIT);
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
        cmocka_unit_test(impossible_sizes_are_refused),
        FILE_TEST(a_file_appears_whole),
        FILE_TEST(an_existing_file_is_replaced_only_when_asked),
        FILE_TEST(a_file_too_large_leaves_nothing_behind),
        FILE_TEST(a_failed_replacement_keeps_the_old_file),
        cmocka_unit_test(a_full_device_is_named),
        cmocka_unit_test(a_missing_folder_is_named),
        FILE_TEST(a_folder_is_never_replaced),
        FILE_TEST(a_link_keeps_pointing_at_what_was_replaced),
        FILE_TEST(the_umask_decides_who_may_read),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
