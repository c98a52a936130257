# s += t in a function: a str that one local alone refers to grows in its place.
import sys
def build(n):
    s = ''
    for i in range(n):
        s += 'abc'
    return s
s = build(1000)
print(len(s), s == 'abc' * 1000, hash(s) == hash('abc' * 1000), s in {'abc' * 1000: 1}, sys.getsizeof(s))
def ids(n):
    s = 'x'
    same = 0
    for i in range(n):
        before = id(s)
        s = s + 'y'
        if id(s) == before:
            same += 1
    return same, len(s), sys.getsizeof(s)
print(ids(100))
def alias(n):
    s = 'a'
    keep = []
    for i in range(n):
        keep.append(s)
        s += 'b'
    return keep
print(alias(6))
def wide(n):
    s = 'é'
    out = []
    for i in range(n):
        s += ['a', 'é', '€', '😀', 'z'][i % 5]
        out.append((len(s), sys.getsizeof(s)))
    return s, out
print(wide(12))
def twice(n):
    s = 'ab'
    for i in range(n):
        s += s
    return s
print(twice(5))
def same_line(n):
    s = 'q'
    for i in range(n): s += 'r'; t = s
    return s, t
print(same_line(5))
def deep(n):
    s = 'k'
    for i in range(n):
        t = [s, [s := s + 'l'], s]
        s += 'm'
    return t, s
print(deep(4))
def rc(n):
    s = 'k' + str(n)
    out = []
    for i in range(n):
        s += str(i) * 3
        out.append(sys.getrefcount(s))
    return out
print(rc(5))
def gen(n):
    s = ''
    for i in range(n):
        s += '-' + str(i)
        yield s
print(list(gen(6)))
def closure(n):
    s = 'c'
    def f():
        return s
    for i in range(n):
        s += 'd'
    return f()
print(closure(4))
def long_one(n):
    s = ''
    for i in range(n):
        s += '0123456789' * 10
    return len(s), sys.getsizeof(s)
print(long_one(3000))
def empty(n):
    s = ''
    e = ''
    for i in range(n):
        s += e
        s += 'x'
        s += e
    return s
print(empty(4))
