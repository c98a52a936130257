# The mixin methods of Lib/_collections_abc.py.

class MutableMapping:
    __module__ = "collections.abc"
    __slots__ = ()

    def clear(self):
        try:
            while True:
                self.popitem()
        except KeyError:
            pass

    def __eq__(self, other):
        if not _is_mapping(other):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    def __or__(self, other):
        if _is_mapping(other):
            merged = self.copy()
            merged.update(other)
            return merged
        return NotImplemented

    def __ror__(self, other):
        if _is_mapping(other):
            merged = self.__class__()
            merged.update(other)
            merged.update(self)
            return merged
        return NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self):
        told = self.__class__.__name__, id(self)
        return f"<{told[0]} at {told[1]:#x}>"
