# Methods of text.
s = "Hello"
print(s.upper(), s.lower(), s.startswith("He"), s.startswith("lo"))
print("-".join(["x", "y"]), "".join([]), ", ".join(("a", "b", "c")), "  trim ".strip())
print(s, s.upper().lower() == s.lower())
