line = "x" * 40000000
kept = []
while True:
    kept.append(line + "y")
