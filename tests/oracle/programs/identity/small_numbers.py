# Small numbers are shared, larger ones made each time.
def add(x, y):
    return x + y
for n in [-7, -6, -5, -4, 0, 1, 255, 256, 257, 258]:
    print(n, add(n, 0) is add(n, 0), add(n, 1) is add(n, 1), int(str(n)) is int(str(n)))
x = 256
y = 256
print(add(x, 1) is add(y, 1), add(x, -1) is 255)
print(len("a" * 256) is 256, len("a" * 257) is len("a" * 257))
print(abs(-5) is 5, -(-5) is 5, 10 // 2 is 5, 7 % 2 is 1, 2 ** 8 is 256, 1 << 8 is 256)
print(int(3.7) is 3, round(2.5) is 2, int(True) is 1, True + 0 is 1)
print(sum is sum if False else 1)
l = list(range(254, 260))
m = list(range(254, 260))
print([p is q for p, q in [(l[i], m[i]) for i in range(6)]])
big = 10 ** 15
copy = big
print(copy is big, big + 0 is big, big * 1 == big)
d = {257: "a"}
print([k is 257 for k in d], d[256 + 1])
print(hash(300) is 300 or hash(300) == 300)
