# Del and assignment of slices with a step, from generators that change the list.
l = list(range(8))
def gen():
    for i in range(4):
        if i == 2: l.append("x")
        yield i * 10
try: l[::2] = gen()
except ValueError as e: print(e)
print(l)
l = list(range(4))
def gen2():
    l.clear()
    yield "a"
l[1:3] = gen2()
print(l)
l = [1, 2, 3]
l[:] = (x for x in l)
l[5:9] = l
print(l)
l += l
l *= 2
print(l)
l[1::3] = l[1::3][::-1]
del l[::-3]
print(l)
try: l[0:2:2] = 5
except TypeError as e: print(e)
