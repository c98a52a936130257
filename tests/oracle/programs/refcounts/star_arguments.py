# What *args and **kwargs hold while a call runs.
import sys
class Item:
    pass
def positional(*args):
    return sys.getrefcount(args[0]), sys.getrefcount(args)
def named(**kwargs):
    return sys.getrefcount(kwargs["a"]), sys.getrefcount(kwargs)
def both(first, *args, last=None, **kwargs):
    return sys.getrefcount(first), len(args), sys.getrefcount(last), sorted(kwargs)
a = Item()
b = Item()
print(positional(a), positional(a, a), positional(a, b))
print(named(a=a), named(a=a, b=a))
print(both(a), both(a, a, b, last=a), both(a, x=a, y=b))
items = [a, b]
print(positional(*items), positional(a, *items))
pairs = {"a": a}
print(named(**pairs), named(**pairs, b=b))
items = (a, b)
print(positional(*items), positional(*items, a))
print(sys.getrefcount(items), sys.getrefcount(pairs))
print(sys.getrefcount(a), sys.getrefcount(b))
def pass_on(*args, **kwargs):
    return both(*args, **kwargs)
print(pass_on(a), pass_on(a, b, last=b), pass_on(a, key=a))
print(sys.getrefcount(a), sys.getrefcount(b))
