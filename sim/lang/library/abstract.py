# Abstract base classes: Modules/_abc.c.
#
# references which classes it has accepted and which not: Modules/_abc.c, _abc__abc_subclasscheck_impl().
# Differs: heirs that scripts derive are asked nothing.

class _abc_data:
    # What each class knows; heirs that scripts derive have it as well.
    __module__ = "_abc"
    __slots__ = "_registry", "_cache", "_negative_cache", "_negative_cache_version"


class _Abstract:
    __slots__ = "base", "heirs", "registry", "accepted", "refused", "stale"

    def __init__(self, base, heirs, registry, refused):
        self.base = ref(base)
        self.heirs = heirs
        self.registry = registry
        self.accepted = None
        self.refused = _remember(None, refused) if refused else None
        self.stale = True

    def accept(self, kind):
        self.accepted = _remember(self.accepted, kind)
        return True

    def has_instance(self, kind):
        if _remembers(self.accepted, kind):
            return True
        if not self.stale and _remembers(self.refused, kind):
            return False
        check = self.has
        return check(kind)

    def has(self, kind):
        if _remembers(self.accepted, kind):
            return True
        if self.stale:  # what was refused then may have been registered since
            self.stale = False
            if self.refused:
                self.refused.clear()
        elif _remembers(self.refused, kind):
            return False
        if self.base() in kind.__mro__:
            return self.accept(kind)
        if kind is self.registry:
            return True
        for heir in [*self.heirs]:
            check = heir.has
            found = check(kind)
            del check
            if found:
                return self.accept(kind)
        self.refused = _remember(self.refused, kind)
        return False


def _is_mapping(other):
    check = _mapping.has_instance
    return check(other.__class__)


_mapping = _Abstract(MutableMapping, (
    _Abstract(MutableMapping, (_Abstract(WeakValueDictionary, (), None, None),
                               _Abstract(WeakKeyDictionary, (), None, None)), dict, dict),), None, _Abstract)
