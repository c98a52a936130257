a = [1]
b = [1]
for i in range(300):
    a = [a]
    b = [b]
print(a == b)
