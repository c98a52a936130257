open("x", "rb")
