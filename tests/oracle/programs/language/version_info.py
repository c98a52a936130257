import gc, sys, weakref

v = sys.version_info
print(v, len(v), v[0], v[-2], v.major, v.minor, v.micro, v.releaselevel, v.serial)
print(v >= (3, 8), v < (3, 99), v == (3, 13, 0, "final", 0), v[:2] == (3, 13), v[:2], v[:])
print((3, 0) < v, v != (3,), 13 in v, v.count(0), v.index(13))
major, minor, micro, level, serial = v
print(major, minor, micro, level, serial)
for part in v:
    print(part)
print(type(v), type(v).__name__, isinstance(v, tuple), type(v[:]) is tuple, v[:] is v)
print(sys.getrefcount(sys.version_info), sys.getsizeof(v), gc.is_tracked(v), hash(v[:3]) == hash((3, 13, 0)))
print(sys.version_info is v, "%d" and str(v[0]) + "." + str(v[1]), {v: 1}[(3, 13, 0, "final", 0)])
print(hasattr(v, "minor"), hasattr(v, "patch"))
