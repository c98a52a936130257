"""Calls inside calls"""
class Item:
    pass

class Result:
    pass

def inner(it):
    r = (it,)
    return r

def work(xs):
    tmp = []
    for x in xs:
        tmp.append(inner(x))
    r = Result()
    r.src = xs
    return r

data = []

data.append(Item())

data.append(Item())

data.append(Item())

out = []

out.append(work(data))

out.append(work(data))

out.append(work(data))
