# int() and float() take the decimal digits and the white space of all scripts.
def tell(make, *a):
    try:
        print(ascii_of(a), make(*a))
    except (ValueError, TypeError) as e:
        print(ascii_of(a), type(e).__name__, e)
def ascii_of(a):
    return [ord(c) if ord(c) > 126 else c for c in str(a[0])]
for s in ["٣", "\u3000١٢\u2003", "5\xa0", "-४", "1_٣", "٣x", "0٣", "é", "", " ", "1\x00", "\x1c5\x1f", "𝟗", "½", "²", "+٣", "٣ ٣", "１２３", "\xa0", "٣.٥",
          "\u3000-1e٣ ", "inf\xa0", "１_２", "５é", "_１", "۱e۲", "\u200b5", "5\x7f"]:
    tell(int, s)
    tell(float, s)
for base in [0, 2, 8, 16, 36]:
    for s in ["٣", "٩", "0b１", "０", "００", "z٣"]:
        tell(int, s, base)
for b in [b" 5\n", b"\x1c5", b"\x855"]:
    for make in [int, float]:
        try:
            print(make(b))
        except ValueError as e:
            print(e)
for a in [lambda: object(x=1), lambda: object(1, x=1), lambda: object(1)]:
    try:
        a()
    except TypeError as e:
        print(e)
