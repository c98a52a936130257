# An assert that holds is silent; its message is evaluated only when it fails.
def noisy():
    print("noisy")
    return "message"
assert True
assert 1 + 1 == 2, noisy()
x = [1]
assert x, "not empty"
assert len(x) == 1 and x[0] == 1
print("all held")
