# vars() and locals().
print(locals() is globals())
x=1
print(vars() is globals())
class A: pass
a = A(); a.q = 1
print(vars(a))
def f(a, b=2):
    c = 3
    l = locals()
    d = 4
    m = locals()
    print(l, m, l is m)
f(1)
class A:
    x = 1
    print(list(locals()))
try: vars(1)
except TypeError as e: print(e)
try: vars(1,2)
except TypeError as e: print(e)
try: dir(1,2)
except TypeError as e: print(e)
try: locals(1)
except TypeError as e: print(e)
