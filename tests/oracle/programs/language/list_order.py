# Lists: reverse and sort, in place and stable.
l = [3, 1, 2, 3]
l.reverse()
print(l)
l.sort()
print(l)
words = ["b", "a", "C", ""]
words.sort()
print(words)
words.sort(reverse=True)
print(words)
print(l is l, len(l))
