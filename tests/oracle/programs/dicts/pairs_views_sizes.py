# dict() and update() of pairs, fromkeys, popitem, |, views as sets, lists made of iterables: results, errors, sizes.
import gc
import sys


def tell(what):
    try:
        print(what())
    except Exception as e:
        print(type(e).__name__, e)


tell(lambda: (dict([(1, 2), (3, 4)])))
tell(lambda: (dict([[1, 2], "ab"])))
tell(lambda: (dict(a=1, b=2)))
tell(lambda: (dict({1: 2}, a=3)))
tell(lambda: (dict([(1, 2)], z=9)))
tell(lambda: (dict([(1, 2, 3)])))
tell(lambda: (dict([1])))
tell(lambda: (dict([5, 6])))
tell(lambda: (dict(5)))
tell(lambda: (dict("ab")))
tell(lambda: (dict(["ab", "cd"])))
tell(lambda: (dict(((1, 2), (1, 3)))))
tell(lambda: (dict({1: 2}, {3: 4})))
tell(lambda: (dict({1: 2}.items())))
tell(lambda: (dict.fromkeys([1, 2, 3])))
tell(lambda: (dict.fromkeys("abc", 0)))
tell(lambda: (dict.fromkeys({3, 1, 2}, [])))
tell(lambda: (dict.fromkeys({1: 2, 3: 4}, 5)))
tell(lambda: (dict.fromkeys(range(20))))
tell(lambda: (sys.getsizeof(dict.fromkeys(range(20)))))
tell(lambda: (sys.getsizeof(dict.fromkeys({i for i in range(20)}))))
tell(lambda: (sys.getsizeof(dict.fromkeys(dict.fromkeys(range(20))))))
tell(lambda: (dict.fromkeys(5)))
tell(lambda: (dict.fromkeys()))
tell(lambda: (dict.fromkeys([[]])))
tell(lambda: ({}.fromkeys([1], 2)))

def case():
    d = {1: 2, 3: 4}
    return (d.popitem(), d, d.popitem(), d)


tell(case)
tell(lambda: ({}.popitem()))
tell(lambda: ({1: 2} | {3: 4}))
tell(lambda: ({1: 2} | {1: 5, 3: 4}))

def case():
    d = {1: 2}
    e = d
    d |= {3: 4}
    return (d, e is d)


tell(case)

def case():
    d = {1: 2}
    d |= [(5, 6)]
    return d


tell(case)
tell(lambda: ({1: 2} | [(1, 2)]))
tell(lambda: ({1: 2} | 5))
tell(lambda: (5 | {1: 2}))

def case():
    d = {}
    d.update([(1, 2)], a=5)
    return d


tell(case)

def case():
    d = {}
    d.update({1: 2}.items())
    return d


tell(case)

def case():
    d = {}
    return d.update(5)


tell(case)

def case():
    d = {}
    return d.update([1, 2])


tell(case)

def case():
    d = {}
    return d.update([(1, 2, 3)])


tell(case)

def case():
    d = {}
    d.update(["ab"])
    return d


tell(case)

def case():
    d = {}
    d.update()
    d.update(x=1, y=2)
    return d


tell(case)

def case():
    d = {}
    return d.update({1: 2}, {3: 4})


tell(case)

def case():
    d = {1: 2}
    return (d.setdefault(1), d.setdefault(2), d.setdefault(3, []), d)


tell(case)
tell(lambda: ({}.setdefault()))
tell(lambda: ({}.setdefault([])))
tell(lambda: ({}.setdefault(1, 2, 3)))
tell(lambda: ({1: 2}.keys() & {1, 5}))
tell(lambda: ({1: 2, 3: 4}.keys() | [7]))
tell(lambda: ({1: 2, 3: 4}.keys() - {1}))
tell(lambda: ({1: 2, 3: 4}.keys() ^ {1, 9}))
tell(lambda: ({1: 2}.items() & {(1, 2)}))
tell(lambda: ({1: 2}.items() | {(3, 2)}))
tell(lambda: ({1: 2}.items() - [(1, 2)]))
tell(lambda: ({1, 2} & {1: 0}.keys()))
tell(lambda: ({1, 2} - {1: 0}.keys()))
tell(lambda: ({1: 2}.keys() == {1}))
tell(lambda: ({1: 2}.keys() == {1: 5}.keys()))
tell(lambda: ({1: 2}.keys() <= {1, 2}))
tell(lambda: ({1: 2}.keys() < {1: 3}.keys()))
tell(lambda: ({1: 2}.items() == {(1, 2)}))
tell(lambda: ({1: 2}.values() == {1: 2}.values()))
tell(lambda: ({1: 2}.keys().isdisjoint([2])))
tell(lambda: ({1: 2}.keys().isdisjoint({1})))
tell(lambda: ({1: 2}.items().isdisjoint([(1, 2)])))
tell(lambda: (1 in {1: 2}.keys()))
tell(lambda: ((1, 2) in {1: 2}.items()))
tell(lambda: ((1, 3) in {1: 2}.items()))
tell(lambda: (5 in {1: 2}.items()))
tell(lambda: (2 in {1: 2}.values()))
tell(lambda: (len({1: 2}.items())))
tell(lambda: (({1: 2}.keys(), {1: 2}.values(), {1: 2}.items())))
tell(lambda: (hash({}.keys())))
tell(lambda: (hash({}.items())))
tell(lambda: ({}.keys()[0]))
tell(lambda: ({1: 2} == {1: 2.0}))
tell(lambda: ({1: 2, 3: 4} == {3: 4, 1: 2}))
tell(lambda: ({1: 2} == {1: 3}))
tell(lambda: ({1: 2} != {2: 2}))
tell(lambda: ({1: 2} < {3: 4}))

def case():
    d = {1: 1, 2: 2}
    for k in d: d[k + 10] = 1


tell(case)

def case():
    d = {1: 1, 2: 2}
    for k in d: del d[k]


tell(case)

def case():
    d = {1: 1, 2: 2}
    for k in d: del d[k]; d[k + 10] = 5


tell(case)

def case():
    d = {1: 1, 2: 2}
    for k in d.items(): d.clear()


tell(case)

def case():
    d = {1: 1}
    for k in d: del d[k]; d[k] = 5


tell(case)
tell(lambda: ({1: 2}[3]))
tell(lambda: ({}["abc"]))
tell(lambda: ({}[(1, 2)]))
tell(lambda: ({1: 2}.pop(3)))
tell(lambda: ({1: 2}.pop(3, 4)))
tell(lambda: ({}.pop()))
tell(lambda: ({}.get()))
tell(lambda: ({}.get(1, 2, 3)))
tell(lambda: ({1: 2}.get([])))
tell(lambda: ({}.clear(1)))
tell(lambda: ({[]: 1}))

def case():
    del_ = {1: 2}
    del del_[5]


tell(case)
tell(lambda: ({1: 2}.copy()))
tell(lambda: ({**{1: 2}, **{3: 4}, 5: 6}))
tell(lambda: ({**5}))

def case():
    d = dict.fromkeys(range(10))
    [d.pop(i) for i in range(8)]
    d[99] = 1
    return (d, sys.getsizeof(d), sys.getsizeof(d.copy()), sys.getsizeof(dict(d)))


tell(case)

def case():
    d = {}
    d.update(dict.fromkeys(range(10)))
    return sys.getsizeof(d)


tell(case)
tell(lambda: (sys.getsizeof(dict([(i, i) for i in range(10)]))))
tell(lambda: (sys.getsizeof(dict(a=1, b=2, c=3, d=4, e=5, f=6))))
tell(lambda: (sys.getsizeof({1: 2} | {i: i for i in range(6)})))

def case():
    d = {"a": 1}
    return sys.getsizeof(d), sys.getsizeof(d | {1: 2}), sys.getsizeof(d.copy())


tell(case)
tell(lambda: (sys.getsizeof(list({1: 1, 2: 2, 3: 3}))))
tell(lambda: (sys.getsizeof(list({1: 1, 2: 2, 3: 3}.values()))))
tell(lambda: (sys.getsizeof(list({1: 1, 2: 2, 3: 3}.items()))))
tell(lambda: (sys.getsizeof(list("abcde"))))
tell(lambda: (sys.getsizeof(list(b"abcde"))))
tell(lambda: (sys.getsizeof(list(range(5)))))
tell(lambda: (sys.getsizeof([*range(5)])))
tell(lambda: (sys.getsizeof([*"abcde"])))
tell(lambda: (sys.getsizeof([1, *{2, 3, 4}])))

def case():
    l = [1]
    l.extend("abcdef")
    return sys.getsizeof(l)


tell(case)

def case():
    l = [1]
    l.extend(range(20))
    return sys.getsizeof(l)


tell(case)

def case():
    l = [1]
    l.extend({1: 2, 3: 4, 5: 6})
    return sys.getsizeof(l)


tell(case)

def case():
    l = []
    l += "abc"
    return sys.getsizeof(l)


tell(case)

def case():
    l = [1, 2, 3]
    l += {7, 8}
    return (l, sys.getsizeof(l))


tell(case)
tell(lambda: (sys.getsizeof(list(()))))
tell(lambda: (sys.getsizeof(list([1, 2, 3]))))
tell(lambda: (sys.getsizeof(list((1, 2, 3, 4, 5)))))
tell(lambda: (sys.getsizeof(sorted([3, 1, 2])), sys.getsizeof(sorted((3, 1, 2, 5, 4))), sys.getsizeof(sorted({1, 2, 3}))))
tell(lambda: (sys.getsizeof(list({1: 2}.keys()) + [1])))
tell(lambda: (sys.getsizeof(tuple([1, 2])), sys.getsizeof(tuple("abc")), sys.getsizeof(tuple({1, 2}))))
