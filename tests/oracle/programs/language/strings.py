# Text: quotes, escapes, indexing, methods, f-strings.
s = "Hello"
print(s[0], s[-1], s[1:3], s[::-1], len(s), s + " " + "there")
print('single "double"', "it's", "tab\tend", "a\\b", """two
lines""")
print(repr("it's"), repr('say "x"'), repr("both ' and \""), repr("line\n"))
n = 3
name = "Ann"
print(f"{name} has {n} {'apple' if n == 1 else 'apples'}, {n * 2} eyes {{}}")
print(f"{[1, 'two']} {None} {n == 3}", "adjacent" " parts")
for c in "abc":
    print(c)
print("abc" "def" == "abcdef", "b" in "abc", "" in "abc", "x" * 0 == "")
print(str(12) + str(None) + str([1]), int("42") + 1)
