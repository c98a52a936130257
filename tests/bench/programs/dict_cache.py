# A cache that forgets its oldest entries: numbers as keys, small objects as values.
N = 500000
SIZE = 1000
cache = {}
hits = 0
for i in range(N):
    key = i * 7919 % 3001
    if key in cache:
        hits = hits + 1
    else:
        cache[key] = [key]
    if len(cache) > SIZE:
        for oldest in cache:
            break
        del cache[oldest]
print(hits, len(cache))
