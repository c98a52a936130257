# Ints as text, and lists of numbers and texts sorted.
for n in (0, 1, -1, 9, 10, -10, 99, 100, 12345678901234567, 9223372036854775807, -9223372036854775807 - 1):
    print(n, str(n), f'{n}', f'{n!r}', [n], repr((n,)), sep='|')
items = [5, -3, 0, 9223372036854775807, -9223372036854775807 - 1, 7, 7, True, False, 2.5, -0.0, 0]
print(sorted(items), sorted(items, reverse=True))
print(sorted([2.5, 1.5, -1.0, 0.0, -0.0, 1e300, float('inf'), -float('inf')]))
nan = float('nan')
print(sorted([3.0, nan, 1.0, 2.0, nan, 0.0]))
words = ['b', 'a', '', 'ab', 'aa', 'é', 'z', '€', '😀', '\uff5e', 'a\0b', 'a\0', 'Ab', 'abc', 'ab ']
print(sorted(words), sorted(words, key=len), sorted(words, reverse=True))
for bad in ([1, 'a'], ['a', 1], [1, None], ['a', b'a'], [b'b', b'a']):
    try:
        print(sorted(bad))
    except TypeError as e:
        print(e)
class Text(str):
    def __lt__(self, other):
        return str.__gt__(self, other)
class Number(int):
    def __lt__(self, other):
        return int.__gt__(self, other)
print(sorted([Text('a'), Text('c'), Text('b')]), sorted([Number(1), Number(3), Number(2)]), sorted([Number(1), 3, 2]))
