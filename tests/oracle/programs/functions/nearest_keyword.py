# A keyword that no parameter has: the nearest name is told.
def f(value, other=2): pass
for k in ("valu", "ather", "x", "values", "VALUE", "oth", "othr"):
    try: f(**{k: 1})
    except TypeError as e: print(e)
try: f(valu=1)
except TypeError as e: print(e)
class A:
    def __init__(self, size=1, *, name=None): pass
for k in ("siz", "nam", "z", "names"):
    try: A(**{k: 1})
    except TypeError as e: print(e)
print(*[1], **{"sep": ""})
try: print(1, seps="")
except TypeError as e: print(e)
try: sorted([1], rev=1)
except TypeError as e: print(e)
try: "a".split(seq=1)
except TypeError as e: print(e)
try: [].sort(keys=1)
except TypeError as e: print(e)
try: max(1, 2, keys=1)
except TypeError as e: print(e)
try: A().sizes
except AttributeError as e: print(e)
try: valu
except NameError as e: print(e)
