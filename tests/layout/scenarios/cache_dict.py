"""A dict of values, and who looked last"""
class Stats:
    pass

class Value:
    pass

cache = {}
stats = Stats()

v = Value()
cache["k0"] = v

stats.last = v

v = Value()
cache["k1"] = v

stats.last = v

v = Value()
cache["k2"] = v

stats.last = v

v = Value()
cache["k3"] = v

stats.last = v

v = Value()
cache["k4"] = v

stats.last = v

v = Value()
cache["k5"] = v

stats.last = v

v = Value()
cache["k6"] = v

stats.last = v

v = Value()
cache["k7"] = v

stats.last = v

v = Value()
cache["k8"] = v

stats.last = v

v = Value()
cache["k9"] = v

stats.last = v

v = Value()
cache["k10"] = v

stats.last = v

v = Value()
cache["k11"] = v

stats.last = v

del v

del cache["k0"]

del cache["k3"]

del cache["k6"]

del cache["k9"]
