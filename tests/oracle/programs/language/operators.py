# Arithmetic as Python does it: floors, signs, true division, powers, bits.
print(7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3)
print(7 / 2, 6 / 3, 1 / 3, 2 ** 10, 2 ** -1, -2 ** 2)
print(1 + 2 * 3 - 4, (1 + 2) * 3, 10 - 4 - 3, 2 ** 3 ** 2)
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, 1024 >> 3, -1 >> 1)
print(+5, -5, not 5, not 0, True + True)
print(1.5 + 2, 0.1 + 0.2, 1e16, 1e-5, 1.0, 100000.0 * 10)
print("ab" + "cd", "ab" * 3, [1] + [2], [0] * 3, (1,) + (2,))
x = 5
x += 2
x *= 3
x -= 1
x //= 2
x %= 7
x **= 2
print(x)
