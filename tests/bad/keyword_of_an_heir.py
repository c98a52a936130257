class Name(str):
    pass


def f(**k):
    return k


print(f(**{"a": 1}))
print(f(**{Name("a"): 1}))
