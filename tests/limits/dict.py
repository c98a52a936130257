d = {}
while True:
    d[len(d)] = 0
