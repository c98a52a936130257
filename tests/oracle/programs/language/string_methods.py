# Methods of text.
s = "Hello"
print(s.upper(), s.lower(), s.replace("l", "L"), s.find("l"), s.startswith("He"))
print("a,b,c".split(","), "-".join(["x", "y"]), "  trim ".strip())
