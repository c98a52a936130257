"""Find a real CPython of the wanted series: the judge of everything this project claims.

Looks at OURO_CPYTHON (a path), the folders of pyenv, then PATH, and believes none of them before it
has said its own version. Prefers the patch level that the simulator's profile is pinned to.
"""
import glob
import os
import shutil
import subprocess
import tempfile

# Sorted by preference: the profile's own patch level first (sim/profile.c).
PINNED = {"3.13": "3.13.0"}
# Isolated, no site, no byte code files: what the contract with CPython names.
FLAGS = ["-I", "-S", "-B"]


def version_of(path):
    """'3.13.0' if `path` is a CPython that runs, else None."""
    code = ("import sys; print(sys.implementation.name, '.'.join(map(str, sys.version_info[:3])),"
            " sys.version_info[3])")
    try:
        r = subprocess.run([path, "-I", "-S", "-c", code], stdin=subprocess.DEVNULL,
                           capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    words = r.stdout.split()
    return words[1] if len(words) == 3 and words[0] == "cpython" else None


def candidates(series):
    if os.environ.get("OURO_CPYTHON"):
        yield os.environ["OURO_CPYTHON"]
    root = os.environ.get("PYENV_ROOT", os.path.join(os.path.expanduser("~"), ".pyenv"))
    found = glob.glob(os.path.join(root, "versions", series + ".*", "bin", "python" + series))
    pinned = os.path.join(root, "versions", PINNED.get(series, ""), "bin", "python" + series)
    yield from sorted(found, key=lambda path: (path != pinned, path))
    for name in ("python" + series, "python3"):
        path = shutil.which(name)
        if path:
            yield path


def find(series="3.13"):
    """(path, version) of the best CPython of that series, or (None, why there is none)."""
    for path in candidates(series):
        version = version_of(path)
        if version and version.startswith(series + "."):
            return path, version
    return None, "no CPython %s in OURO_CPYTHON, pyenv or PATH" % series


def run(path, program, timeout=60):
    """(exit status, stdout as bytes) of a program file, as the contract has it. It runs in a new, empty
    folder: the simulator's disk is empty at the start, too."""
    with tempfile.TemporaryDirectory() as folder:
        r = subprocess.run([path, *FLAGS, os.path.abspath(program)], stdin=subprocess.DEVNULL,
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=timeout, cwd=folder)
    return r.returncode, r.stdout
