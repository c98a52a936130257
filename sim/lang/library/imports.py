# What importing a module makes: Lib/importlib/_bootstrap.py.

class BuiltinImporter:
    __module__ = "_frozen_importlib"

class ModuleSpec:
    __module__ = "_frozen_importlib"

    def __repr__(self):
        return f"ModuleSpec(name={self.name!r}, loader={self.loader!r}, origin={self.origin!r})"


def _used_table(key):
    # Locks have stood in it: it is empty, and the collector knows it.
    table = {key: []}
    del table[key]
    return table


_module_locks = _used_table("weakref")
_blocking_on = _used_table(1)
