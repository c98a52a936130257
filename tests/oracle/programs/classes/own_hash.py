"""What a class's __hash__ gives is the hash as it is: it need not be small."""


class Key:
    def __init__(self, content):
        self.content = content

    def __hash__(self):
        return hash(self.content)

    def __eq__(self, other):
        return self.content == (other.content if isinstance(other, Key) else other)


class Number:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n


for content in ("a", "some longer text", (1, "x"), 1.5, -1, 2**61, 2**62 + 5, -2**62, frozenset([1])):
    key = Key(content)
    print(hash(key) == hash(content), {content: 1}.get(key), key in {content}, {key: 2}.get(content))
for n in (-1, -2, 0, 2**61 - 1, 2**61, 2**62, 9223372036854775807, -9223372036854775807, -2**61, True):
    print(n, hash(n), hash(Number(n)))
print([k.n for k in {Number(2**61 + 1), Number(1), Number(2**61 + 2), Number(2)}])


def attempt(o):
    try:
        print(hash(o) == hash(o))
    except TypeError as e:
        print(e)


def outer():
    x = 1
    return lambda: x


attempt(Key.__dict__)
attempt(outer().__closure__[0])
try:
    {Key.__dict__: 1}
except TypeError as e:
    print(e)
try:
    print(outer().__closure__[0] in set())
except TypeError as e:
    print(e)
