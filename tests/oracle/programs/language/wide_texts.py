# Characters of long texts that are not ASCII, asked for by their number, in all orders.
s = 'aé€😀z' * 200
n = len(s)
def slow(s, i):
    for k, c in enumerate(s):
        if k == i:
            return c
for i in [0, 1, 5, 63, 64, 65, 127, 128, 500, 999, -1, -1000, -64]:
    print(i, s[i], s[i] == slow(s, i % n), end=' ')
print()
print(all(s[i] == c for i, c in enumerate(s)), all(s[n - 1 - i] == c for i, c in enumerate(reversed(s))))
print(s[::-1] == ''.join(reversed(s)), s[10:20], s[990:2000], s[5:5] == '', s[::97], s[-3:], s[3:90:7], s[90:3:-7])
print(s.find('z', 700), s.find('é', 999), s.find('', 1000), s.find('', 1001), s.count('€', 100, 333), s.index('😀', 64, 128))
print(s.startswith('é', 501), s.endswith('€', 0, 503), s.startswith('', 1001), s.find('q'))
t = 'é' * 70
u = [t + str(i) for i in range(40)]
print([x[70] for x in u], [x[65:71] for x in u][3])
def grow():
    r = 'é'
    out = []
    for i in range(200):
        r += 'ab€é'[i % 4]
        out.append(r[len(r) // 2] + r[-1])
    return ''.join(out), r[150:]
print(grow())
def grow2():
    r = '€'
    last = None
    for i in range(300):
        r += 'aé€'[i % 3]
        if i % 50 == 0:
            last = r[i // 2], r[i]
    return last, r[250:], r[::50]
print(grow2())
print(s[1:3], len(''.join(s[i] for i in range(0, n, 3))))
