x = 1
y = x
# ---
a = b = c = 1
# ---
a, b = b, a
# ---
a, b, c = c, b, a
# ---
def f(a, b, c):
    a, b, c = c, a, b
    a, b = b, a
    a, a = b, c
    return a
# ---
(a, (b, c)), d = x
[a, b] = x
# ---
a, *b, c = x
*a, = x
# ---
a.b = c.d = e[f] = g
a[1:2] = x
a[::2] = x
a[1:2, 3] = x
a[:] = x
# ---
a += 1
a.b -= 2
a[b] *= 3
a[b:c] /= 4
a[b:c:d] //= 4
# ---
a %= 1; a **= 2; a <<= 3; a >>= 4; a &= 5; a |= 6; a ^= 7
# ---
del a
del a.b, a[c], a[b:c], a[b:c:d]
del (a, b), [c]
# ---
pass
# ---
pass
pass

pass
# ---
if a:
    b
# ---
if a:
    b
else:
    c
# ---
if a:
    b
elif c:
    d
elif e:
    f
else:
    g
h
# ---
def f(a):
    if a:
        return 1
    elif a > 2:
        return 2
    else:
        return 3
# ---
if a and b or c:
    d
if not (a or b) and c:
    d
if a if b else c:
    d
if a < b < c:
    d
if not a < b < c:
    d
# ---
if a is None:
    b
if a is not None:
    b
if None is a:
    b
while x is None:
    y
# ---
if 1:
    a
if 0:
    b
if "":
    c
elif d:
    e
# ---
while a:
    b
else:
    c
# ---
while a:
    if b:
        break
    if c:
        continue
    d
else:
    e
# ---
while True:
    a
    if b:
        break
# ---
while 1:
    pass
# ---
while 0:
    a
# ---
def f():
    while True:
        x = g()
        if x:
            return x
# ---
for a in b:
    c
# ---
for a in b:
    c
else:
    d
# ---
for a, b in c:
    if a:
        continue
    if b:
        break
else:
    d
e
# ---
for x in [1, 2, 3]:
    print(x)
for x in (a, b):
    pass
for x in [a, b]:
    pass
for x in {1, 2}:
    pass
# ---
def f(n):
    for i in range(n):
        for j in range(i):
            if j == 3:
                break
            if j == 4:
                return i
            if j == 5:
                continue
        else:
            return n
    return 0
# ---
def f(xs):
    for x.y in xs:
        pass
    for x[0] in xs:
        pass
    for (x, y), z in xs:
        print(x,
              y,
              z)
# ---
assert a
assert a, b
assert a and b, "c" + d
assert not a
assert (a, b)
# ---
global x
x = 1
del x
# ---
def f():
    global x
    x = 1
    x += y
    del x
    def g():
        x
        y
# ---
import gc
import gc as g, sys
from weakref import ref
from weakref import ref as r, proxy
from gc import (collect, get_count as gcount,)
# ---
def f():
    import gc
    from sys import getrefcount
    gc.collect()
    return getrefcount(gc)
# ---
import gc
gc.collect()
gc.garbage.append(1)
gc.a.b()
x.gc.collect()
# ---
raise
# ---
raise X
# ---
raise X from Y
# ---
def f(x):
    raise ValueError(x) from None
# ---
"""The docstring.

    Indented.
      More.
"""
x = 1
# ---
'doc'
# ---
'a' 'b'
1
"c"
...
None
# ---
f"doc"
# ---
"a" + "b"
# ---
# ---
a; b; c
# ---
a = 1;
# ---
x = [
    1,
    f(2,
      3),
    g
    .h
    .i(),
]
# ---
x = (
    a
    + b
    - c
    * d
)
# ---
def f():
    x = 1
    return (
        x
    )
# ---
def f():
    return
    x = 1
    print(x)
# ---
def f():
    return None
def g():
    return 5
def h():
    return 1, 2
def i():
    return -1
# ---
def f(x):
    if x:
        return 1
    print(x)
# ---
def f(a):
    if a:
        b = 1
    return b
# ---
def f(a):
    while a:
        b = 1
        a = b
    del a
    a
    return b
# ---
def f():
    x
    x = 1
    del x
    x
# ---
def f():
    for i in x:
        pass
    return i
# ---
def f(a):
    try:
        b = a()
    except E:
        pass
    return b
