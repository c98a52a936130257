# Bound builtin methods as keys.
l, m = [], []
d = {l.append: 1, m.append: 2, len: 3, "a".join: 4}
print(d[l.append], d[m.append], d[len], l.append in d, l.pop in d, len({l.append, l.append}))
print(hash(l.append) == hash(l.append), hash(l.append) == hash(l.pop), l.append == m.append)
for k, v in d.items():
    if v < 3: k(v)
print(l, m)
