#!/usr/bin/env python3
"""Films: ffprobe finds the frames, time, size and format asked for, and the pictures are those of the
frames.

OURO is the program under test (default build/release/ouro)."""
import json
import os

from consumers import STEM, Folder, Tap, difference, export, make, missing, read, run, words

FPS, SIZE = 10, (480, 270)
OPTIONS = ["--fps", str(FPS), "--seconds", "1.5", "--size", "%dx%d" % SIZE]
BYTES = 3 * SIZE[0] * SIZE[1]


def frames_of(*source):
    """Every picture that ffmpeg reads, as bytes."""
    data = run("ffmpeg", "-v", "error", *source, "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "rgb24",
               "-").stdout
    return [data[i:i + BYTES] for i in range(0, len(data), BYTES)]


def probe(path):
    said = words("ffprobe", "-v", "error", "-count_frames", "-show_streams", "-show_format", "-of", "json", path)
    streams = json.loads(said or '{"streams": [{}]}')
    return streams["streams"][0], streams.get("format", {})


def ratio(text):
    above, _, below = text.partition("/")
    return int(above) / int(below)


def test_video(tap, folder, ending, codec, frames):
    path = folder.file("film." + ending)
    if not make(tap, ending + ": is written", folder.scenario, "-o", path, *OPTIONS):
        return
    about, whole = probe(path)
    tap.ok(about.get("codec_name") == codec and about.get("pix_fmt") == "yuv420p",
           ending + ": of the codec and format that all players read", str(about))
    tap.ok((about.get("width"), about.get("height")) == SIZE, ending + ": of the size asked for")
    tap.ok(int(about.get("nb_read_frames", 0)) == len(frames), ending + ": has as many frames as the frames' folder",
           "%s, expected %d" % (about.get("nb_read_frames"), len(frames)))
    tap.ok(abs(float(whole.get("duration", 0)) - len(frames) / FPS) < 1.5 / FPS
           and ratio(about.get("r_frame_rate", "0/1")) == FPS, ending + ": lasts as long",
           "%s s at %s" % (whole.get("duration"), about.get("r_frame_rate")))
    tap.ok(about.get("color_space") == about.get("color_primaries") == "bt709" and about.get("color_range") == "tv",
           ending + ": its colours are tagged", str(about))
    apart = [difference(a, b) for a, b in zip(frames_of("-i", path), frames)]
    tap.ok(apart and max(apart) < 4, ending + ": each picture is the frame's", str(apart))
    if ending == "mp4":
        data = read(path)
        tap.ok(data.find(b"moov") < data.find(b"mdat"), "mp4: plays before all of it is there")


def test_odd(tap, folder):
    """4:2:0 has no odd sides: they grow by a pixel."""
    path = folder.file("odd.mp4")
    if make(tap, "odd sides", folder.scenario, "-o", path, "--size", "401x301", "--steps", "1", "--fps", "5"):
        about, _ = probe(path)
        tap.ok((about.get("width"), about.get("height")) == (402, 302), "become even", str(about))


# ---- GIF, read by hand: what a program makes of the delays is its own affair ----


def blocks_end(data, at):
    while data[at]:
        at += data[at] + 1
    return at + 1


def gif_read(data):
    """(loops for ever, [(delay in 1/100 s, disposal, (left, top, width, height))], (width, height))"""
    number = lambda i: int.from_bytes(data[i:i + 2], "little")
    size, at = (number(6), number(8)), 13 + (3 << ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    forever, pictures, control = False, [], (0, 0)
    while data[at] != 0x3B:
        if data[at] == 0x21:
            if data[at + 1] == 0xF9:
                control = number(at + 4), data[at + 3] >> 2 & 7
            forever |= data[at + 1] == 0xFF and data[at + 3:at + 14] == b"NETSCAPE2.0" and number(at + 16) == 0
            at = blocks_end(data, at + 2)
        else:
            assert data[at] == 0x2C, data[at]
            pictures.append((*control, tuple(number(at + i) for i in (1, 3, 5, 7))))
            at = blocks_end(data, at + 11 + (3 << ((data[at + 9] & 7) + 1) if data[at + 9] & 0x80 else 0))
    return forever, pictures, size


def test_gif(tap, folder, frames):
    path = folder.file("film.gif")
    if not make(tap, "gif: is written", folder.scenario, "-o", path, *OPTIONS):
        return
    data = read(path)
    forever, pictures, size = gif_read(data)
    tap.ok(data[:6] == b"GIF89a" and forever and size == SIZE, "gif: of the size asked for, again and again")
    tap.ok(sum(p[0] for p in pictures) == len(frames) * 100 // FPS, "gif: lasts as long as the film",
           "%d, expected %d" % (sum(p[0] for p in pictures), len(frames) * 100 // FPS))
    # What is quicker than two hundredths, viewers slow down to a tenth of a second.
    tap.ok(min(p[0] for p in pictures) >= 2 and pictures[-1][0] >= 150, "gif: no delay is too short to be kept",
           str([p[0] for p in pictures]))
    outside = [p for p in pictures if p[2][0] + p[2][2] > SIZE[0] or p[2][1] + p[2][3] > SIZE[1]]
    tap.ok(not outside and pictures[0][2] == (0, 0, *SIZE), "gif: pictures stand within the first", str(outside))
    about, _ = probe(path)
    tap.ok((about.get("width"), about.get("height")) == SIZE and int(about.get("nb_read_frames", 0)) == len(pictures),
           "gif: ffprobe counts the pictures that are there", str(about))
    shown = frames_of("-i", path)
    for name, a, b in (("first", shown[0], frames[0]), ("last", shown[-1], frames[-1])):
        strange = sum(x != y for x, y in zip(a, b)) / BYTES
        tap.ok(difference(a, b) < 1.5 and strange < 0.15, "gif: the %s picture is the frame's, up to the palette" % name,
               "mean %.2f, %.1f %% differ" % (difference(a, b), 100 * strange))


def test_without(tap, folder):
    """Without ffmpeg a video is refused in words, a GIF is made."""
    bare = {"PATH": folder.file("nowhere")}
    r = export(folder.scenario, "-o", folder.file("none.mp4"), env=bare)
    tap.ok(r.returncode == 3 and "install the package ffmpeg" in r.stderr, "without ffmpeg the message names the package",
           "exit %d\n%s" % (r.returncode, r.stderr))
    tap.ok(not [n for n in os.listdir(folder.path) if "none" in n], "and nothing is left", str(os.listdir(folder.path)))
    r = export(folder.scenario, "-o", folder.file("made.gif"), "--steps", "1", "--size", "160x90", env=bare)
    tap.ok(r.returncode == 0, "a GIF needs no other program", r.stderr)


def main():
    tap = Tap()
    lacking = missing("ffmpeg", "ffprobe")
    with Folder() as folder:
        test_without(tap, folder)
        if lacking:
            tap.skip("films", lacking + " not installed")
        elif make(tap, "the film as frames", folder.scenario, "-o", folder.file("frames"), *OPTIONS):
            frames = frames_of("-i", folder.file("frames/%s-%%04d.png" % STEM))
            test_video(tap, folder, "mp4", "h264", frames)
            test_video(tap, folder, "webm", "vp9", frames)
            test_odd(tap, folder)
            test_gif(tap, folder, frames)
    tap.end()


if __name__ == "__main__":
    main()
