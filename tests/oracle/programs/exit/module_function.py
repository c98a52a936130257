"""The module's frame, kept by a traceback, keeps the function that ran the module's code."""
import gc


class Node:
    def __del__(self):
        print("del node")


def tell(phase, info):
    print(phase, info["generation"], info["collected"])


def fail():
    x = Node()
    raise ValueError


def keep_error():
    try:
        fail()
    except ValueError as e:
        error = e


keep_error()
print(gc.collect())
gc.callbacks.append(tell)
keep_error()
