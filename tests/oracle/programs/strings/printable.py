"""What repr() shows of characters, and what it escapes."""
texts = ["\uffff", "\ufffe", "\ufdd0", "\U0001ffff", "\ue000", "\ud7ff", "\u2028", "\u2029", "\xa0", "\xad", "\xa1",
         "\U0010ffff", "\u0378", "\u0600", "\u0606", "\u061c", "\u1680", "\u180e", "\u3000", "\u2064", "\ufeff",
         "\ufff9", "\ufffc", "\U0001f600", "\U000110bd", "\U0001d173", "\U000e0001", "\U00020000", "\U0002fa1e",
         "\u0488", "\u0300", "\u1ffe", "\u1fff", "\t\x7f\x00 ~"]
for text in texts:
    print(repr(text).startswith("'\\"), len(repr(text)))
