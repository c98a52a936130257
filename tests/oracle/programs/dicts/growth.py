"""Sizes of dicts as they grow, shrink, are copied, merged, converted."""
import sys

S = sys.getsizeof


def keys(n):
    return ["k" + str(i) for i in range(n)]


d = {}
sizes = []
for k in keys(90):
    before = S(d)
    d[k] = 1
    if S(d) != before:
        sizes.append((len(d), S(d)))
print(sizes)
d = {}
sizes = []
for i in range(90):
    before = S(d)
    d[i] = 1
    if S(d) != before:
        sizes.append((len(d), S(d)))
print(sizes)
for n in (1, 2, 4, 5, 6, 10, 11):
    d = dict.fromkeys(keys(n), 0) if False else {}
    for k in keys(n):
        d[k] = 0
    d[0] = 0
    print(n, S(d), end=" ")
print()
print(S({}), S({"a": 1}), S({1: 1}), S({"a": 1, 2: 2}), S({1: 1, "a": 2}))
print(S({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}), S({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6}))
print(S({1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6}), S({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, 6: 6}))
x = 5
print(S({"a": x, "b": x, "c": x, "d": x, "e": x, "f": x, "g": x}), S({1: x, 2: x, 3: x, 4: x, 5: x, 6: x, 7: x}))
print(S({i: i for i in range(5)}), S({i: i for i in range(6)}), S({str(i): i for i in range(11)}))

d = {k: 1 for k in keys(20)}
print(S(d), S(d.copy()), S(dict(d)), S({**d}), S(dict(d, more=1)))
for k in keys(20)[:10]:
    del d[k]
print(len(d), S(d), S(d.copy()), S(dict(d)), S({**d}))
for k in keys(20)[10:17]:
    d.pop(k)
print(len(d), S(d), S(d.copy()), S(dict(d)))
d["new"] = 1
print(S(d))
for i in range(6):
    d["new" + str(i)] = 1
    print(len(d), S(d), end=" ")
print()
d.clear()
print(S(d), d)
d["a"] = 1
print(S(d))
del d["a"]
print(S(d), S(d.copy()))
d[1] = 1
print(S(d))

a = {"a": 1, "b": 2, "c": 3}
a.update({"d": 4, "e": 5, "f": 6})
print(S(a), list(a))
a = {"a": 1}
a.update({i: i for i in range(30)})
print(S(a), len(a))
a = {}
a.update({k: 1 for k in keys(11)})
print(S(a))
b = {k: 1 for k in keys(30)}
for k in keys(30)[:25]:
    del b[k]
a = {}
a.update(b)
print(S(a), S(b), S(b.copy()), S(dict(b)))
a = {"z": 0}
a.update(b, y=1, x=2)
print(S(a), list(a))
a = {1: 1}
a.update({k: 1 for k in keys(8)})
print(S(a), list(a))


def kw(**kwargs):
    return S(kwargs), list(kwargs)


print(kw(), kw(a=1), kw(a=1, b=2, c=3, d=4, e=5, f=6), kw(**{k: 1 for k in keys(11)}))
print(S(dict(a=1)), S(dict(a=1, b=2, c=3, d=4, e=5, f=6)), S(dict({"a": 1}, b=1)))
# order after deletions
d = {"a": 1, "b": 2, "c": 3}
del d["a"]
d["a"] = 4
print(list(d), d)
d["b"] = 5
print(list(d))
