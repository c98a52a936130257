"""Put it in a function

The names of a module stay until the program ends. The names of a function go when it returns, and what
only they held goes with them.
"""
import gc
import weakref

# A table of something, and a list of weak references: they watch the tables without holding them.
class Table:
    rows = 3
seen = []

# A script as it is often written: all names stand at the top of the module.
table = Table()
seen.append(weakref.ref(table))
total = table.rows * 2

# The answer is there, and the table is of no use any more. It stays: a name of the module leads to it.
print(total)
assert seen[0]() is table

# One can untie it by hand. With ten names one forgets the eleventh.
del table
assert seen[0]() is None

# The same lines, in a function. table is a name of the call now, not of the module.
def work():
    table = Table()
    seen.append(weakref.ref(table))
    return table.rows * 2

# The call is over, its names are gone, and the table with them. Nobody had to think of it.
print(work())
assert seen[1]() is None

# It falls also if something goes wrong: the call ends by an exception, and its names go all the same.
def fail():
    table = Table()
    seen.append(weakref.ref(table))
    return table.columns

# The exception is caught, the except block is over, and the table is dead.
try:
    fail()
except AttributeError:
    print("no columns")
assert seen[2]() is None

# What outlives the call is what it returns or hands to somebody else. Here: the table itself.
def make():
    table = Table()
    seen.append(weakref.ref(table))
    return table
kept = make()
assert seen[3]() is kept

# So: def main(), and a call of it. At the top of a module leave constants, functions and classes.
kept = None
assert seen[3]() is None and gc.collect() == 0
