"""A line asked of a file that is open for writing: what waits is handed on before that is complained of, and
with it goes the list that held it."""
import gc


def next_of(f): return next(f)
def listed(f): return list(f)


for ask in (lambda f: f.readline(), lambda f: f.readlines(), next_of, listed, lambda f: f.read()):
    for mode in "wa":
        f = open("f", mode)
        gc.collect()
        f.write("one")
        f.write("two")
        before = gc.get_count()
        try:
            ask(f)
        except OSError as e:
            message = str(e)
        e = None
        after = gc.get_count()
        lists = [[], [], []]
        print(mode, message, before, after, gc.get_count())
        f.close()
        try:
            ask(f)
        except ValueError as e:
            print(e)
        f = lists = None
with open("f") as f:
    print(f.read())
