# Indexing and slicing of every kind of sequence.
l = list(range(10))
t = tuple(l)
s = "abcdefghij"
r = range(10)
for q in (l, t, s, r):
    print(q[0], q[-1], q[2:5], q[:3], q[7:], q[-3:], q[::3], q[::-1], q[8:2:-2], q[20:], q[-20:2], q[5:5])
for q in (l, t, s, r):
    try:
        q[10]
    except IndexError as e:
        print(e)
    try:
        q["a"]
    except TypeError as e:
        print(e)
    try:
        q[::0]
    except ValueError as e:
        print(e)
l[2:4] = ["x", "y", "z"]
print(l)
l[:0] = [0.5]
print(l)
del l[-2:]
print(l)
l[3:3] = "ab"
print(l)
l[1:100] = []
print(l)
try:
    l[0:1] = 5
except TypeError as e:
    print(e)
try:
    t[0] = 1
except TypeError as e:
    print(e)
try:
    del s[0]
except TypeError as e:
    print(e)
m = [[0] * 3] * 2
m[0][1] = 7
print(m, m[0] is m[1])
n = [[0] * 2 for i in range(2)]
n[0][1] = 7
print(n)
print(len(r[2:8:2]), list(r[2:8:2]), r[::-1], 4 in r[::2], r[3:][0], range(5)[-1])
print(s[True], l[False], [10, 20][-True])
d = {(1, 2): "pair", 3: "three"}
print(d[1, 2], d.get((1, 2)), d[3])
