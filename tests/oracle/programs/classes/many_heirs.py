# Many classes, which their bases forget one after the other.
import gc
class Base:
    pass
class Other:
    pass
def some(n):
    return [make(i) for i in range(n)]
def make(i):
    if i % 3 == 0:
        class Heir(Base):
            number = i
    elif i % 3 == 1:
        class Heir(Base, Other):
            number = i
    else:
        class Heir(Other):
            number = i
    return Heir
heirs = some(60)
for i in (0, 59, 30, 31, 1):
    heirs[i] = None
gc.collect()
for i in range(0, 60, 2):
    heirs[i] = None
print(gc.collect())
print([h.number for h in heirs if h])
heirs.reverse()
while heirs:
    heirs.pop()
print(gc.collect())
