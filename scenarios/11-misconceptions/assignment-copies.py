"""“Assignment makes a copy”

The sign = never copies anything: it ties one more name to the same object. Whoever wants a copy has to
ask for one, and has to say how deep it shall go.
"""

# A list with two prices. Its count is 1: the name prices.
prices = [3, 5]

# If = made a copy, there would be two lists now. There is one, with two names.
backup = prices
assert backup is prices

# So the "backup" changes with the original. This is how data gets lost.
prices.append(8)
assert backup == [3, 5, 8]

# A copy has to be asked for: list(prices), prices.copy() or prices[:].
backup = list(prices)
assert backup == prices and backup is not prices

# Now they are two lists. What happens to one does not happen to the other.
prices.clear()
assert backup == [3, 5, 8]

# Now a list of lists: two rows of a table.
del prices, backup
table = [[1, 2], [3, 4]]

# This copy is shallow: the outer list is new, the rows are the same two.
draft = list(table)
assert draft is not table and draft[0] is table[0]

# So a change in a row is seen from both tables.
draft[0][0] = 9
assert table[0][0] == 9

# Copy each row, and nothing is shared. So whenever you write =, ask: one more name, or a copy? How deep?
draft = [list(row) for row in table]
draft[1][1] = 7
assert table[1][1] == 4
