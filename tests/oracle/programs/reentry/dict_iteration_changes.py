# Dict iteration while it changes.
for action in ("add", "delete", "replace", "clear"):
    d = {1: 1, 2: 2, 3: 3}
    try:
        for k in d:
            print(k, end=" ")
            if action == "add": d[k + 10] = 0
            if action == "delete": d.pop(k)
            if action == "replace": d.pop(k); d[k + 10] = 0
            if action == "clear": d.clear()
            if k > 40: break
    except RuntimeError as e: print(e)
    print(d)
for view in (dict.items, dict.values, dict.keys):
    d = {1: 1, 2: 2}
    it = iter(view(d))
    next(it)
    d[3] = 3
    try: next(it)
    except RuntimeError as e: print(e)
    try: print(next(it, "end"))
    except RuntimeError as e: print(e)
