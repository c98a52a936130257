f = open("x", "w")
while True:
    f.write("x" * 1000000)
