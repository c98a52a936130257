#!/usr/bin/env python3
"""What the program can do is told wherever it is told: the options that a command's --help lists are those of
the man page and of both completions, no more and no fewer; the keys of the window's help stand in the man page
and in the README.

OURO is the program under test (default build/release/ouro)."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TOP, "tests", "oracle"))
from tap import Tap

OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))
COMMANDS = ["play", "run", "check", "trace", "report", "export", "list"]
OPTION = r"(?<![\w-])--?[a-z][a-z-]*"


def text_of(*path):
    with open(os.path.join(TOP, *path), encoding="utf-8") as f:
        return f.read()


def ouro(*arguments):
    return subprocess.run([OURO, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)


def options_of(command):
    return set(re.findall(r"^  (--?[a-z-]+)", ouro(command, "--help").stdout, re.M))


# ---- completions ----

def completed(*words):
    """What bash offers for the last of the words."""
    script = "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _ouro; printf '%%s\\n' \"${COMPREPLY[@]}\"" % (
        os.path.join(TOP, "assets", "completions", "ouro.bash"), " ".join("'%s'" % w for w in words), len(words) - 1)
    r = subprocess.run(["bash", "-c", script], cwd="/", capture_output=True, text=True, timeout=60)
    return set(r.stdout.split())


def zsh_arrays():
    """name: the words of each array in the completion, those of other arrays in it included."""
    arrays = {}
    for name, body in re.findall(r"^    (\w+)=\((.*?)\)$", text_of("assets", "completions", "ouro.zsh"), re.M | re.S):
        own = re.findall(r"'(--?[a-z-]+)", body)
        arrays[name] = set(own).union(*(arrays[other] for other in re.findall(r"\$(\w+)", body)))
    return arrays


def test_options(tap):
    arrays, every = zsh_arrays(), set()
    for command in COMMANDS:
        known = options_of(command)
        every |= known
        tap.ok({"--help", "--version", "--python", "--max-events"} < known, command + " --help lists options", known)
        offered = completed("ouro", command, "-")
        tap.ok(offered == known, "bash completes the options of %s, and no others" % command, sorted(offered ^ known))
        offered = arrays.get(command, set())
        tap.ok(offered == known, "zsh completes the options of %s, and no others" % command, sorted(offered ^ known))
    zsh = text_of("assets", "completions", "ouro.zsh")
    for command in COMMANDS:
        used = "*) _arguments $play " if command == "play" else "        %s) _arguments '1:command:' " % command
        line = next((line for line in zsh.split("\n") if used in line), "")
        tap.ok("$%s " % command in line, "zsh takes them for " + command, line)
    page = text_of("assets", "ouro.1").replace("\\-", "-")
    told = set(re.findall(OPTION, re.sub(r"^\.TH.*", "", page, flags=re.M)))
    told -= {"-Tpdf", "-n"}  # of other programs, in examples
    lacking, unknown = every - told, {o for o in told - every if o.startswith("--")}
    tap.ok(not lacking, "the man page tells every option", sorted(lacking))
    tap.ok(not unknown, "and none that there is not", sorted(unknown))


    for shell in ("bash", "zsh"):
        if not shutil.which(shell):
            tap.skip(shell + " reads its completion", "no " + shell)
            continue
        r = subprocess.run([shell, "-n", os.path.join(TOP, "assets", "completions", "ouro." + shell)], capture_output=True,
                           text=True, timeout=60)
        tap.ok(r.returncode == 0 and not r.stderr, shell + " reads its completion", r.stderr)


def test_commands(tap):
    tap.ok(completed("ouro", "") >= set(COMMANDS) | {"help"}, "bash completes the commands", completed("ouro", ""))
    for command in COMMANDS:
        asked = ouro("help", command)
        tap.ok(asked.returncode == 0 and asked.stdout == ouro(command, "--help").stdout != "" and not asked.stderr,
               "ouro help %s is ouro %s --help" % (command, command), asked.stderr)
    tap.ok(ouro("help").stdout == ouro("--help").stdout, "ouro help is ouro --help")
    r = ouro("help", "chek")
    tap.ok(r.returncode == 2 and "did you mean 'check'?" in r.stderr, "help on no command", r.stderr)
    shown = set(re.findall(r"^  ouro \[?([a-z]+)", ouro("--help").stdout, re.M))
    tap.ok(shown == set(COMMANDS), "--help lists the commands", sorted(shown ^ set(COMMANDS)))
    page = text_of("assets", "ouro.1")
    lacking = [c for c in COMMANDS if "\n.TP\n.B %s\n" % c not in page]
    tap.ok(not lacking, "the man page tells each of them", lacking)


# ---- keys ----

CAPS = {"\u2192": "Right", "\u2190": "Left", "\u2191": "Up", "\u2193": "Down", "\u2212": "-", "1 2": "digits",
        "PAGE_DOWN": "PageDown", "PAGE_UP": "PageUp", "ENTER": "Enter", "SPACE": "Space", "HOME": "Home", "END": "End",
        "CLICK": "click", "DOUBLE_CLICK": "double click", "RIGHT_CLICK": "right click"}


def keys():
    """The keys of the window's help, as the other texts write them."""
    table = text_of("render", "scene", "keys.c").split("TABLE[KEYS_ROWS] = {")[1].split("};")[0]
    for kind, cap in re.findall(r'\b(SIGN|NAMED|CTRL|SHIFT)\("?((?:\\.|[^")])+)"?\)', table):
        cap = re.sub(r"(?:\\x[0-9A-F]{2})+", lambda m: bytes.fromhex(m[0].replace("\\x", "")).decode(), cap)
        yield {"CTRL": "Ctrl+", "SHIFT": "Shift+"}.get(kind, "") + CAPS.get(cap, cap)


def has_key(text, key):
    """"Ctrl + and -" names two keys; letters stand alone."""
    if re.search(r"(?<![\w+])%s(?!\w)" % re.escape(key), text):
        return True
    return key in ("Ctrl++", "Ctrl+-") and "Ctrl + and -" in text


def test_keys(tap):
    wanted = list(keys())
    rows = text_of("render", "scene", "keys.c").count("    {SAY_KEY_")
    tap.ok(rows > 20 and len(wanted) > rows, "the window has keys", wanted)
    readme = "\n".join(row.split("|")[1] for row in
                       text_of("README.md").split("## In the window")[1].split("\n## ")[0].split("\n") if row.startswith("|"))
    page = text_of("assets", "ouro.1").replace("\\-", "-").split(".SH KEYS\n")[1].split(".SH ")[0]
    page = "\n".join(re.findall(r"^\.B (.*)$", page, re.M))
    for where, text in (("README", readme), ("man page", page)):
        lacking = [key for key in wanted if not has_key(text, key)]
        tap.ok(not lacking, "the %s tells each of them" % where, lacking)


# ---- README ----

LESSON = {"title": "T", "setup": ["class Node:", "    pass"],
          "steps": [{"do": "a = Node()"}, {"do": "b = [a]"}, {"do": "a.partner = a"}]}


def test_readme(tap):
    """What it says to type works as it stands; exports are tried in commands.t, the window in tests/window."""
    text = text_of("README.md")
    lines = [re.split(r"  +", line)[0].split() for line in re.findall(r"^ouro (.*)$", text, re.M)]
    lines = [words for words in lines if words[0] not in ("export", "my-script.py")]
    tap.ok(len(lines) >= 15 and {words[0] for words in lines} == set(COMMANDS) - {"play", "export"},
           "the README says what to type", lines)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "my-lesson.json"), "w", encoding="utf-8") as f:
            json.dump(LESSON, f)
        example = re.search(r"^```python\n(.*?)^```", text, re.M | re.S).group(1)
        with open(os.path.join(folder, "example.py"), "w", encoding="utf-8") as f:
            f.write(example)
        for words in lines + [["check", "example.py"]]:
            r = subprocess.run([OURO, *words], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
            tap.ok(r.returncode == 0 and not r.stderr and (r.stdout or words[0] == "run"), "README: ouro " + " ".join(words),
                   "%d %r" % (r.returncode, r.stderr))
        tap.ok("example.py (2 steps, 1 expectation)" in r.stdout, "its example is two steps and a claim", r.stdout)
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.M))
    made = {word for line in re.findall(r"\bmake ([a-z][a-z -]*)", text) for word in line.split() if word in targets or "-" in word}
    tap.ok(len(made) > 6 and made <= targets, "what it says to make can be made", sorted(made - targets))
    links = re.findall(r"\]\(([^)#]+)\)", text)
    lacking = [link for link in links if not os.path.exists(os.path.join(TOP, link))]
    tap.ok(len(links) > 3 and not lacking, "and its links lead to files", lacking)


def test_guide(tap):
    """What stands in scenarios/README.md beside the walk that guide.t follows."""
    text = text_of("scenarios", "README.md")
    told = set(re.findall(r"^\| `([^`]+/[^`]+)` \|", text, re.M))
    there = {os.path.join(os.path.basename(folder), name) for folder, _, names in os.walk(os.path.join(TOP, "scenarios"))
             for name in names if name.endswith((".json", ".py"))}
    tap.ok(len(there) > 50 and told == there, "its table has every lesson, and no others", sorted(told ^ there))
    example = re.search(r"^```json\n(.*?)^```", text.split("## The same in JSON")[1], re.M | re.S).group(1)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "my-lesson.json"), "w", encoding="utf-8") as f:
            f.write(example)
        lines = re.findall(r"^ouro (.*?)   ", text.split("## Then")[1], re.M)
        for line in [line for line in lines if len(line.split()) > 1]:
            r = subprocess.run([OURO, *line.split()], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                               timeout=120)
            tap.ok(r.returncode == 0 and not r.stderr, "scenarios/README: ouro " + line, "%d %r" % (r.returncode, r.stderr))
        tap.ok(len(lines) > 4, "it says what to do then", lines)


def test_page_is_sound(tap):
    if not shutil.which("man"):
        tap.skip("man shows the page without a word", "no man")
        return
    r = subprocess.run(["man", "--warnings", "-l", "--no-hyphenation", os.path.join(TOP, "assets", "ouro.1")],
                       stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
                       env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "100", "MANPAGER": "cat"})
    tap.ok(r.returncode == 0 and not r.stderr and "EXIT STATUS" in r.stdout, "man shows the page without a word", r.stderr)


def main():
    tap = Tap()
    for test in (test_options, test_commands, test_keys, test_readme, test_guide, test_page_is_sound):
        test(tap)
    tap.end()


main()
