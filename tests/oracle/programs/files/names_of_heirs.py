# open() takes heirs of str for the name, which it keeps, and for the mode, which it does not.
class Name(str):
    pass


name = Name("names_of_heirs.txt")
try:
    open(name)
except FileNotFoundError as e:
    print(e, type(e.filename).__name__, e.filename is name)
try:
    open(name, Name("q"))
except ValueError as e:
    print(e)
try:
    open(name, Name(""))
except ValueError as e:
    print(e)
try:
    open(name, None)
except TypeError as e:
    print(e)
