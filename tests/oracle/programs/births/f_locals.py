"""What f_locals and locals() make in passing: the young generation's count."""
import gc

gc.disable()


def count(action):
    gc.collect()
    spare = [[] for _ in range(30)]
    del spare
    before = gc.get_count()[0]
    kept = action()
    after = gc.get_count()[0]
    again = action()
    third = gc.get_count()[0]
    print(after - before, third - after, type(kept).__name__)


def fail(a, b=2, *rest, **more):
    x = [a]
    raise ValueError(a)


try:
    fail(1)
except ValueError as e:
    frame = e.__traceback__.tb_next.tb_frame
proxy = frame.f_locals
count(lambda: None)
count(lambda: frame.f_locals)
count(lambda: proxy.keys())
count(lambda: proxy.values())
count(lambda: proxy.items())
count(lambda: proxy.copy())
count(lambda: list(proxy))
count(lambda: tuple(proxy))
count(lambda: iter(proxy))
count(lambda: reversed(proxy))
count(lambda: repr(proxy))
count(lambda: proxy | {})
count(lambda: {} | proxy)
count(lambda: dict(proxy))
count(lambda: {**proxy})
count(lambda: proxy == {})
count(lambda: proxy == proxy)
count(lambda: len(proxy))
count(lambda: "a" in proxy)
count(lambda: proxy["a"])
count(lambda: proxy.get("a"))
count(lambda: proxy.get("zz"))
count(lambda: proxy.setdefault("extra", 1))
count(lambda: proxy.update({"b": 3}))
count(lambda: proxy.__setitem__("b", 4) if False else None)


def ask():
    a, b, c = 1, 2, []
    return locals()


def ask_twice():
    a, b, c = 1, 2, []
    one = locals()
    return locals()


def ask_none():
    return locals()


def ask_vars():
    a = 1
    return vars()


def ask_names():
    a = 1
    return dir()


count(ask)
count(ask_twice)
count(ask_none)
count(ask_vars)
count(ask_names)
print(gc.collect(), gc.get_count()[0])
