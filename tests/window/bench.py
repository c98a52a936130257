"""What the tests of pictures share: a scenario, the program under test, an X server of their own."""
import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(TOP, "tests", "oracle"))
from tap import Tap

OURO = os.path.abspath(os.environ.get("OURO", os.path.join(TOP, "build", "release", "ouro")))
STEPS = 4
SCENARIO = {
    "title": "Unreachable, yet alive",
    "setup": ["class Node:", "    pass"],
    "steps": [
        {"do": "a = Node()", "say": "A new object. The name a holds the only reference."},
        {"do": ["b = Node()", "a.partner = b", "b.partner = a"],
         "say": "Each node now holds the other.",
         "ask": {"question": "How many objects die?", "answer": "none"}},
        {"do": ["del a", "del b"], "say": "No name leads here any more, yet both counts stay at 1."},
        {"do": "gc.collect()", "say": "The collector frees both."},
    ],
}
PATIENCE_S = 60


def write_scenario(folder, name="cycle.json"):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as f:
        json.dump(SCENARIO, f)
    return path


def ouro(*arguments, **more):
    return subprocess.run([OURO, *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=120, **more)


def eventually(question, patience_s=PATIENCE_S):
    """Ask until the answer is true; the last answer."""
    end = time.monotonic() + patience_s
    while True:
        answer = question()
        if answer or time.monotonic() > end:
            return answer
        time.sleep(0.02)


def missing_programs(*names):
    return [name for name in names if not shutil.which(name)]


class Screen:
    """An X server without a screen, of 1920 x 1080."""

    def __init__(self, width=1920, height=1080):
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "%dx%dx24" % (width, height),
             "-nolisten", "tcp",
             "-noreset"],  # else nobody can connect for a moment after the last client has gone
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as answer:
            self.display = ":" + answer.readline().strip()
        # No session bus: dbus-launch would outlive the server it talks to.
        self.env = {**os.environ, "DISPLAY": self.display, "SDL_VIDEODRIVER": "x11",
                    "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}

    def close(self):
        self.server.terminate()
        self.server.wait()


class Window:
    """The program, playing a file on a Screen."""

    def __init__(self, screen, *arguments):
        self.screen = screen
        self.folder = tempfile.mkdtemp()  # where it runs, and writes pictures to
        self.process = subprocess.Popen([OURO, "play", *arguments], env=screen.env, cwd=self.folder,
                                        stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.id = eventually(self._find)
        if not self.id:
            self.process.kill()
            raise RuntimeError("no window (server %s, program %s): %s" % (
                screen.server.poll(), self.process.poll(), self.process.communicate()[1]))
        self.do("windowfocus", self.id)

    def _find(self):
        found = subprocess.run(["xdotool", "search", "--pid", str(self.process.pid), "--name",
                                "Ouroboros"], env=self.screen.env, capture_output=True, text=True)
        return found.stdout.split()[-1] if found.stdout.split() else None

    def do(self, *arguments):
        return subprocess.run(["xdotool", *arguments], env=self.screen.env, capture_output=True,
                              text=True).stdout

    def key(self, *keys):
        self.do("key", "--clearmodifiers", *keys)

    def press_close_button(self):
        """What a window manager sends when its close button is pressed."""
        x = ctypes.CDLL("libX11.so.6")
        x.XOpenDisplay.restype = ctypes.c_void_p
        x.XInternAtom.restype = ctypes.c_ulong

        class Message(ctypes.Structure):
            _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong),
                        ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
                        ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong),
                        ("format", ctypes.c_int), ("data", ctypes.c_long * 5),
                        ("rest", ctypes.c_long * 12)]

        display = ctypes.c_void_p(x.XOpenDisplay(self.screen.display.encode()))
        client_message = 33
        delete = x.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
        message = Message(type=client_message, window=int(self.id), format=32,
                          message_type=x.XInternAtom(display, b"WM_PROTOCOLS", 0))
        message.data[0] = delete
        x.XSendEvent(display, ctypes.c_ulong(int(self.id)), 0, ctypes.c_long(0),
                     ctypes.byref(message))
        x.XCloseDisplay(display)

    def title(self):
        return self.do("getwindowname", self.id).strip()

    def at(self, step):
        """Eventually the title says so."""
        return eventually(lambda: "step %d/%d)" % (step, STEPS) in self.title())

    def called(self, part):
        """Eventually the title holds this."""
        return eventually(lambda: part in self.title())

    def size(self):
        found = dict(line.split("=") for line in
                     self.do("getwindowgeometry", "--shell", self.id).split() if "=" in line)
        return int(found["WIDTH"]), int(found["HEIGHT"])

    def shot(self):
        """The whole screen's pixels, as bytes."""
        r = subprocess.run(["import", "-silent", "-window", "root", "-depth", "8", "rgb:-"],
                           env=self.screen.env, capture_output=True)
        return r.stdout

    def shows(self, pixels, patience_s=PATIENCE_S):
        return eventually(lambda: self.shot() == pixels, patience_s)

    def settled(self):
        """Two shots in a row are alike."""
        last = [self.shot()]

        def still():
            before, last[0] = last[0], self.shot()
            return before == last[0]
        eventually(still)
        return last[0]

    def cpu_s(self):
        with open("/proc/%d/stat" % self.process.pid) as f:
            fields = f.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def ended(self):
        try:
            code = self.process.wait(timeout=PATIENCE_S)
            shutil.rmtree(self.folder, ignore_errors=True)
            return code
        except subprocess.TimeoutExpired:
            self.process.kill()
            return None


def pixels_of(path):
    return subprocess.run(["convert", path, "-depth", "8", "rgb:-"], capture_output=True,
                          check=True).stdout
