"""The Test Anything Protocol, as prove reads it: a line per test, diagnostics behind '#'."""
import sys


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = 0

    def say(self, text):
        for line in str(text).splitlines():
            print("# " + line, flush=True)

    def ok(self, passed, name, why=""):
        self.count += 1
        print("%sok %d - %s" % ("" if passed else "not ", self.count, name), flush=True)
        if not passed:
            self.failed += 1
            self.say(why)
        return passed

    def skip(self, name, why):
        """A skipped test says so on stderr as well: prove hides what goes to stdout."""
        self.count += 1
        print("ok %d - %s # SKIP %s" % (self.count, name, why), flush=True)
        print("# skipped: %s: %s" % (name, why), file=sys.stderr, flush=True)

    def end(self):
        print("1..%d" % self.count, flush=True)
        sys.exit(1 if self.failed or self.count == 0 else 0)


def first_difference(expected, got):
    """The first line in which two outputs (bytes) differ, for people."""
    want, have = expected.decode("utf-8", "replace"), got.decode("utf-8", "replace")
    want, have = want.split("\n"), have.split("\n")
    for number in range(max(len(want), len(have))):
        w = want[number] if number < len(want) else "(end)"
        h = have[number] if number < len(have) else "(end)"
        if w != h:
            return "line %d: expected %r, got %r" % (number + 1, w, h)
    return "the same"
