# List.sort: key appends, deletes the name.
def key(x):
    global items
    items.append(x)
    return -x
items = [3, 1, 2]
other = items
try: items.sort(key=key)
except ValueError as e: print(e)
print(items, other)
def key2(x):
    global items
    items = None
    return -x
items = [3, 1, 2]
try: items.sort(key=key2)
except ValueError as e: print(e)
print(items)
