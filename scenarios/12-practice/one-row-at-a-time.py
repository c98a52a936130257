"""One row at a time

Data that is looked at once need not be kept. A generator hands out one row after the other, and the memory
it takes is the same for ten rows and for ten million.
"""

# Rows that count themselves: how many are alive, and how many were alive at most.
class Row:
    alive = most = 0
    def __init__(self, n):
        self.n = n
        Row.alive += 1
        Row.most = max(Row.most, Row.alive)
    def __del__(self):
        Row.alive -= 1

# The usual way: read everything into a list, then add it up.
rows = [Row(n) for n in range(4)]
total = sum(row.n for row in rows)
assert total == 6

# All four rows were in memory at the same time, and they still are.
assert Row.alive == 4 and Row.most == 4

# They go when the list goes. We set the counter back for a second try.
del rows
Row.most = 0
assert Row.alive == 0

# yield makes it a generator: it hands out a row and waits. To call read() runs nothing yet.
def read():
    for n in range(4):
        yield Row(n)
rows = read()
assert Row.most == 0

# The first next() runs it up to its yield: one row is there, the others do not exist.
first = next(rows)
assert Row.alive == 1

# The sum over the rest. Each row dies as soon as the loop goes on to the next one.
total = first.n + sum(row.n for row in rows)
assert total == 6

# Never more than first and two others: the loop lets go of a row only when it has the next one.
assert Row.most == 3 and Row.alive == 1

# So keep what you need again, and stream the rest: for line in file, not file.readlines().
del first, rows
assert Row.alive == 0
