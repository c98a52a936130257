try:
    a
except:
    b
# ---
try:
    a
except E:
    b
# ---
try:
    a
except E as e:
    b
# ---
try:
    a
except (A, B) as e:
    b
except C:
    c
except:
    d
# ---
try:
    a
except E:
    b
else:
    c
finally:
    d
# ---
try:
    a
finally:
    b
# ---
try:
    a
except E:
    raise
finally:
    b
c
# ---
def f():
    try:
        return 1
    except E:
        return 2
# ---
def f():
    try:
        return x
    finally:
        y
# ---
def f():
    try:
        a
    finally:
        return 1
# ---
def f():
    try:
        return a()
    except E as e:
        return e
    finally:
        b()
# ---
def f():
    for x in y:
        try:
            continue
        finally:
            a
# ---
def f():
    for x in y:
        try:
            break
        except E:
            continue
        finally:
            a
    return x
# ---
while a:
    try:
        b
    except E:
        break
    else:
        continue
# ---
def f():
    while a:
        try:
            try:
                return b()
            finally:
                c
        except E as e:
            return d(e)
# ---
def f():
    try:
        try:
            a
        except A:
            b
    except B:
        c
# ---
try:
    a
except E:
    try:
        b
    except F as f:
        c
# ---
try:
    pass
except E:
    pass
# ---
try:
    pass
finally:
    pass
# ---
with a:
    b
# ---
with a as b:
    c
# ---
with a as b, c as d:
    e
# ---
with (a as b, c as d,):
    e
# ---
with (a, b):
    c
# ---
with (a):
    pass
with (a) as b:
    pass
with (a, b) as c:
    pass
with a as (b, c), d as [e], f as g.h, i as j[k]:
    pass
# ---
def f():
    with a as b:
        return b
# ---
def f():
    with a:
        with b:
            return c()
# ---
def f():
    for x in y:
        with a:
            if x:
                continue
            break
    return x
# ---
def f():
    try:
        with a as b:
            return b.c()
    except E:
        pass
    finally:
        d
# ---
def f(x):
    try:
        y = x
    except E as e:
        z = e
        return z
    del x
    return y
# ---
def f():
    try:
        x = 1
        raise E("a") from None
    except E as x:
        pass
    print(x)
# ---
def f():
    e = 1
    def g():
        return e
    try:
        a
    except E as e:
        b
    return g
# ---
try:
    a
except E as e:
    pass
print(e)
# ---
def f():
    try:
        for i in a:
            yield i
    except E:
        yield 1
    finally:
        b
# ---
def f(a):
    while True:
        try:
            a()
        except E:
            break
        except F:
            pass
        else:
            return 1
    return 2
# ---
def f():
    with a: pass
    with a: b; return
# ---
def f():
    try:
        a
    except E:
        if b:
            raise
        return c
    d
# ---
def f(x):
    if x:
        try:
            a
        except E:
            b
    else:
        c
# ---
def f(x):
    try:
        if x:
            return 1
        else:
            return 2
    finally:
        print(x)
# ---
def f(x):
    with x as a, a as b:
        for c in b:
            try:
                return c
            except E as e:
                raise F from e
            finally:
                x.y
# ---
def f():
    assert x, "no"
    try:
        assert y
    except AssertionError:
        pass
# ---
def f(x):
    while x:
        try:
            x = g(x)
        finally:
            if x:
                break
            continue
# ---
for x in y:
    try:
        a
    except E:
        pass
    b
# ---
try:
    import gc
except ImportError:
    gc = None
# ---
def f():
    try:
        a
    except E as e:
        try:
            b
        except F as f:
            return e, f
        else:
            return 1
# ---
def f():
    try:
        a
    finally:
        g(lambda: 1)
        def h(): return [x for x in (y for y in z)]
        class A: pass
while f(lambda: 2):
    pass
# ---
def f(x):
    for l in y:
        if l:
            if n:
                x = 2
        else:
            m
    while q:
        if l:
            continue
        elif n:
            if p:
                break
        x = 3
# ---
if z:
    if k: pass
elif a:
    if c:
        d
else:
    e
f + 1 + a + g + h + c
# ---
def f():
    with a as b:
        while True:
            s = x[1]
            if not s:
                break
            g(s)
# ---
def f():
    for i in y:
        with a as b:
            while 1:
                if not s:
                    break
                g(s)
        q
# ---
def f():
    try:
        while True:
            part = os.read(errpipe_read, 50000)
            errpipe_data += part
            if not part or len(errpipe_data) > 50000:
                break
    finally:
        os.close(errpipe_read)
    if errpipe_data:
        try:
            pid, sts = os.waitpid(self.pid, 0)
        except ChildProcessError:
            pass
