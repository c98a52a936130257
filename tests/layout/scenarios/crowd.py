"""Two thousand objects, three names"""
import gc

class User:
    def __init__(self, n):
        self.n = n

cache = {}
users = []
log = []

for i in range(100):
    users.append(User(i))
    cache[i] = {"id": [i]}

for i in range(100, 600):
    u = User(i)
    users.append(u)
    cache[i] = {"id": i}
    log.append([i])
    if i % 6 == 0:
        u.me = u

del u
del users[300:]

gc.collect()

cache.clear()

del cache, users, log
