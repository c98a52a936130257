"""What writing to the disk makes in passing, and where a collection that waits begins then; a file that is not found."""
import gc, sys
n = gc.get_count
log = []
def cb(phase, info):
    if phase == "start": log.append(n()[0])
def f(t, k):
    gc.set_threshold(0)
    keep = [[] for x in range(30)]
    gc.collect()
    a = n()[0]
    if k == 0: 
        o = open("one", "w"); b=n()[0]; o.write("x"); c=n()[0]
        del o
        d=n()[0]
        return a,b,c,d
    if k == 1:
        o = open("one", "w"); b=n()[0]; c=n()[0]
        del o
        d=n()[0]
        return a,b,c,d
    if k == 2:
        o = open("one", "w"); b=n()[0]; o.write("x"); c=n()[0]
        gc.set_threshold(t,1000,1000)
        del o
        d=n()
        return a,b,c,d
    if k == 3:
        o = open("one", "w"); b=n()[0]; c=n()[0]
        gc.set_threshold(t,1000,1000)
        del o
        d=n()
        return a,b,c,d
    if k == 4:
        o = open("one", "w"); b=n()[0]; o.write("x"); c=n()[0]
        gc.set_threshold(t,1000,1000)
        o.close()
        d=n()
        return a,b,c,d
for k in 0, 1: print(k, f(0,k), f(0,k))
for k in 2, 3, 4:
    for t in range(6,20): print(k, t, f(t,k), f(t,k))
import gc, sys
n = gc.get_count
def f(t, k):
    gc.set_threshold(0)
    keep = [[] for x in range(30)]
    gc.collect()
    gc.set_threshold(t,100,100)
    if k == 0: open("one", "w").write("x")
    elif k == 1: open("one", "w")
    elif k == 2: 
        for x in open("one"): pass
    elif k == 3: open("one").read()
    elif k == 4: open("one").readlines()
    elif k == 5:
        with open("one") as a, open("two", "w") as b: pass
    elif k == 6:
        try: open("no such")
        except OSError: pass
    elif k == 7: [x for x in open("one")]
    elif k == 8:
        o = open("one", "w")
        print("a", 1, file=o)
        print("b", [1], file=o)
        o.close()
    elif k == 9:
        o = open("one", "a")
        o.writelines(["a"]) if 0 else o.write("a\nb\nc\n")
        o.flush()
        o.close()
    elif k == 10:
        open("one").readline()
    elif k == 11:
        o = open("one")
        o.read(1); o.read(1); o.readline()
        del o
    elif k == 12:
        sys.stdout.write("a\n")
        sys.stdout.flush()
    elif k == 13:
        print("x", [1, 2], sep="-", flush=True)
    r = n()
    gc.set_threshold(0)
    return r
for k in range(14):
    print(k, [f(t, k)[:2] for t in range(1, 24)])
    print(k, [f(t, k)[:2] for t in range(1, 24)])
import gc
n = gc.get_count
def f(k):
    keep = [[] for x in range(30)]
    gc.collect()
    a = n()[0]
    if k == 0:
        try: open("no such")
        except OSError: pass
    elif k == 1:
        try: open("no such")
        except OSError as e: pass
    elif k == 2:
        try: int("x")
        except ValueError: pass
    elif k == 3:
        try: int("x")
        except ValueError as e: pass
    elif k == 4:
        try: open("no such", "r")
        except FileNotFoundError: pass
    elif k == 5:
        try: raise OSError(2, "x")
        except OSError: pass
    elif k == 6:
        try: raise OSError(2, "x", "y")
        except OSError: pass
    return n()[0] - a
for k in range(7): print(k, f(k), f(k))
import gc
n = gc.get_count
z = 0
def g(k, pre):
    gc.collect()
    for s in pre:
        t = tuple([z]*s)
    t = None
    a = n()[0]
    try: open("no such")
    except OSError: pass
    b = n()[0]
    return b - a
for pre in [], [1],[2],[3],[4],[5],[2,3],[2,3,4],[1,2,3,4],[3,3],[1,2,3,4,5,6]:
    print(pre, g(0,pre), g(0,pre))
