open("x", "w", encoding="latin-1")
