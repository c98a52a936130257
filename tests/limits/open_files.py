files = []
while True:
    files.append(open("x"+str(len(files)), "w"))
