# Builtins between numbers and texts.
# A hexadecimal number would look like an address.
for n in (255, -255, 0, True, 2 ** 62):
    print(hex(n).replace("0x", "0(x)"), end=" ")
print(oct(8), oct(-8), oct(0))
print(chr(97), chr(233), chr(8364), chr(128512), ord("a"), ord("é"), ord("€"), ord("😀"), ord("\0"))
print(round(2.5), round(3.5), round(-0.5), round(1.5, None), round(7), round(True), round(1e15 + 0.5))
print(round(2.675, 2), round(1.005, 2), round(0.5, 0), round(-0.04, 1), round(1234.5, -2), round(5.0, -1), round(15.0, -1))
print(round(25.0, -1), round(4.9, -1), round(5.1, -1), round(1e308, -308), round(1e22, -22), round(1.5, 400), round(1.5, -400))
print(round(15, -1), round(25, -1), round(-25, -1), round(26, -1), round(449, -3), round(500, -3), round(1500, -3), round(5, -30))
print(round(12345, 2), round(number=1.25, ndigits=1), round(float("inf"), 2), round(float("nan"), 1))
print(divmod(7, 2), divmod(-7, 2), divmod(7, -2), divmod(7.5, 2), divmod(-7.5, 2), divmod(7, -2.5), divmod(True, 2))
print(pow(2, 10), pow(2, -1), pow(2.0, 3), pow(2, 0.5), pow(3, 4, 5), pow(-3, 3, 5), pow(3, 4, -5), pow(3, -1, 7), pow(2, 5, 1))
print(pow(10 ** 18, 10 ** 18, 10 ** 9 + 7), pow(base=2, exp=3), pow(2, 3, mod=5), pow(2, 3, None), pow(0, 0, 1))
print((0).bit_length(), (1).bit_length(), (-255).bit_length(), (256).bit_length(), (2 ** 62).bit_length(), True.bit_length())
print((1.0).is_integer(), (1.5).is_integer(), (-0.0).is_integer(), float("inf").is_integer(), float("nan").is_integer(), (1e300).is_integer())
n = 12345678
print(round(n) is n, round(n, 3) is n)
