"""Who asks for an item's repr holds nothing of it, also when a collection is due just then."""
import gc
import sys

log = []


class Item:
    def __repr__(self):
        log.append(sys.getrefcount(self))
        return "<item>"


class Heir(list):
    def __repr__(self):
        log.append(sys.getrefcount(self))
        return "<" + super().__repr__() + ">"


class Error(Exception):
    def __repr__(self):
        log.append(sys.getrefcount(self))
        return "<error>"


item, heir, error = Item(), Heir([1]), Error()
for thresholds in ((2000,), (1,), (1, 1), (2,), (3, 1, 1)):
    for o in item, heir, error:
        gc.collect()
        gc.set_threshold(*thresholds)
        str([o])
        str((o, o))
        str({1: o})
        str([[o]])
        str(next(iter([o])))
        gc.set_threshold(2000)
        print(thresholds, type(o).__name__, log)
        log.clear()
for threshold in 2000, 1:
    gc.collect()
    gc.set_threshold(threshold)
    print([item], (item,), {1: item}, [[item]], heir, [error])
    gc.set_threshold(2000)
    print(log)
    log.clear()
