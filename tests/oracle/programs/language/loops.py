# while and for with else, break and continue; a loop variable outlives its loop.
for i in range(3):
    print(i)
else:
    print("else")
for i in range(5):
    if i == 1:
        continue
    if i == 3:
        break
    print(i)
else:
    print("never")
print("last", i)
n = 3
while n:
    n = n - 1
    if n == 1:
        continue
    print(n)
else:
    print("zero")
for a in [1, 2]:
    for b in "xy":
        print(a, b)
for k in {"one": 1, "two": 2}:
    print(k)
for i in range(10, 0, -3):
    print(i)
for i in ():
    print("never")
else:
    print("empty")
