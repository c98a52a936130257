"""round() binds a method; list.append(), bound before it is called, looks whether a collection waits."""
import gc

begun = []


def note(phase, info):
    if phase == "start":
        begun.append(gc.get_count()[0])


def append_bound():
    append = [].append
    append(1)


def append_of_type():
    list.append([], [])


def append_at_once():
    items = []
    items.append([])


functions = [append_bound, append_of_type, append_at_once, lambda: round(2.5), lambda: round(7), lambda: round(2.567, 2),
             lambda: round(1234, -2), lambda: list(zip([], **{"strict": True})), lambda: int("3", **{"base": 4}),
             lambda: property(**{"fget": None}), lambda: property(None, None), lambda: dict(**{"a": []})]
gc.callbacks.append(note)
for number, function in enumerate(functions):
    function()
    function()
    for threshold in (0, 1, 2, 3, 4, 5, 6):
        gc.set_threshold(0)
        gc.collect()
        begun.clear()
        gc.set_threshold(threshold)
        function()
        gc.set_threshold(0)
        print(number, threshold, gc.get_count(), begun)
