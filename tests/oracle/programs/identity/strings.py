"""Strings that are one object: of one character, whole slices."""
def f(n):
    if n: return "é" is chr(233), "\xe9x" is "\xe9x"
print(f(1))
e_acute = chr(233)
print(e_acute is chr(233))
euro = chr(8364)
print(euro is chr(8364))
s = "hello"
print(s[1:3] is s[1:3], s[:] is s, str(s) is s)
print("hello"[1:3] is "hello"[1:3])
print(s[1:3] is s[1:3])
