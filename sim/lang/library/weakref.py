# What the module weakref defines in Python: finalizers, weak containers, weak bound methods.
#
# Behaves as CPython 3.13.0, Lib/weakref.py, Lib/_weakrefset.py and the mixin methods of
# Lib/_collections_abc.py. Objects, references and the order of attributes are the same as there,
# because scripts can see them: who holds whom, how much a container in garbage counts, what dies
# first. The helpers _register, _excepthook and _remove_dead_weakref are sim/vm/library.c's.
#
# Differs: no locks, no pickling, no copying by the module copy; Mapping is one with MutableMapping, and
# type stands for the metaclass of abstract base classes.

ProxyTypes = (ProxyType, CallableProxyType)

# --- Guards ----------------------------------------------------------------------------------------

class _IterationGuard:
    # While one is entered, its container notes what dies instead of forgetting it. It holds the
    # container weakly: no cycle.
    __module__ = "_weakrefset"

    def __init__(self, weakcontainer):
        self.weakcontainer = ref(weakcontainer)

    def __enter__(self):
        container = self.weakcontainer()
        if container is not None:
            container._iterating.add(self)
        return self

    def __exit__(self, kind, error, trace):
        container = self.weakcontainer()
        if container is not None:
            guards = container._iterating
            guards.remove(self)
            if not guards:
                container._commit_removals()


# --- WeakSet ---------------------------------------------------------------------------------------

class WeakSet:
    __module__ = "_weakrefset"

    def __init__(self, data=None):
        self.data = set()

        def _remove(item, selfref=ref(self)):
            self = selfref()
            if self is not None:
                if self._iterating:
                    self._pending_removals.append(item)
                else:
                    self.data.discard(item)

        self._remove = _remove
        self._pending_removals = []
        self._iterating = set()
        if data is not None:
            self.update(data)

    def _commit_removals(self):
        pending = self._pending_removals.pop
        forget = self.data.discard
        while True:
            try:
                item = pending()
            except IndexError:
                return
            forget(item)

    def __iter__(self):
        with _IterationGuard(self):
            for weak in self.data:
                item = weak()
                if item is not None:
                    yield item

    def __len__(self):
        return len(self.data) - len(self._pending_removals)

    def __contains__(self, item):
        try:
            weak = ref(item)
        except TypeError:
            return False
        return weak in self.data

    def add(self, item):
        if self._pending_removals:
            self._commit_removals()
        self.data.add(ref(item, self._remove))

    def clear(self):
        if self._pending_removals:
            self._commit_removals()
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def pop(self):
        if self._pending_removals:
            self._commit_removals()
        while True:
            try:
                weak = self.data.pop()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            item = weak()
            if item is not None:
                return item

    def remove(self, item):
        if self._pending_removals:
            self._commit_removals()
        self.data.remove(ref(item))

    def discard(self, item):
        if self._pending_removals:
            self._commit_removals()
        self.data.discard(ref(item))

    def update(self, other):
        if self._pending_removals:
            self._commit_removals()
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def difference(self, other):
        rest = self.copy()
        rest.difference_update(other)
        return rest
    __sub__ = difference

    def difference_update(self, other):
        self.__isub__(other)

    def __isub__(self, other):
        if self._pending_removals:
            self._commit_removals()
        if self is other:
            self.data.clear()
        else:
            _difference_update(self.data, (ref(item) for item in other))
        return self

    def intersection(self, other):
        return self.__class__(item for item in other if item in self)
    __and__ = intersection

    def intersection_update(self, other):
        self.__iand__(other)

    def __iand__(self, other):
        if self._pending_removals:
            self._commit_removals()
        _intersection_update(self.data, (ref(item) for item in other))
        return self

    def issubset(self, other):
        return self.data.issubset(ref(item) for item in other)
    __le__ = issubset

    def __lt__(self, other):
        return self.data < set(map(ref, other))

    def issuperset(self, other):
        return self.data.issuperset(ref(item) for item in other)
    __ge__ = issuperset

    def __gt__(self, other):
        return self.data > set(map(ref, other))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == set(map(ref, other))

    def symmetric_difference(self, other):
        rest = self.copy()
        rest.symmetric_difference_update(other)
        return rest
    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        self.__ixor__(other)

    def __ixor__(self, other):
        if self._pending_removals:
            self._commit_removals()
        if self is other:
            self.data.clear()
        else:
            _symmetric_difference_update(self.data, (ref(item, self._remove) for item in other))
        return self

    def union(self, other):
        return self.__class__(item for part in (self, other) for item in part)
    __or__ = union

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0

    def __repr__(self):
        return repr(self.data)


# --- Abstract base classes -------------------------------------------------------------------------
#
# Whether an object is a mapping is asked of Mapping, its heirs, and theirs. Each remembers by weak
# references which classes it has accepted and which not: Modules/_abc.c, _abc__abc_subclasscheck_impl().
# Differs: heirs that scripts derive are asked nothing.

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


# --- Mappings --------------------------------------------------------------------------------------

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


class KeyedRef(ref):
    # A weak reference to a value that knows its key: one callback serves a whole dictionary.
    __slots__ = "key",

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class WeakValueDictionary(MutableMapping):
    def __init__(self, other=(), /, **kw):
        def remove(weak, selfref=ref(self), _atomic_removal=_remove_dead_weakref):
            self = selfref()
            if self is not None:
                if self._iterating:
                    self._pending_removals.append(weak.key)
                else:
                    _atomic_removal(self.data, weak.key)

        self._remove = remove
        self._pending_removals = []
        self._iterating = set()
        self.data = {}
        self.update(other, **kw)

    def _commit_removals(self):
        pending = self._pending_removals.pop
        data = self.data
        while True:
            try:
                key = pending()
            except IndexError:
                return
            _remove_dead_weakref(data, key)

    def __getitem__(self, key):
        if self._pending_removals:
            self._commit_removals()
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __delitem__(self, key):
        if self._pending_removals:
            self._commit_removals()
        del self.data[key]

    def __len__(self):
        if self._pending_removals:
            self._commit_removals()
        return len(self.data)

    def __contains__(self, key):
        if self._pending_removals:
            self._commit_removals()
        try:
            value = self.data[key]()
        except KeyError:
            return False
        return value is not None

    def __setitem__(self, key, value):
        if self._pending_removals:
            self._commit_removals()
        self.data[key] = KeyedRef(value, self._remove, key)

    def copy(self):
        if self._pending_removals:
            self._commit_removals()
        new = WeakValueDictionary()
        with _IterationGuard(self):
            for key, weak in self.data.items():
                value = weak()
                if value is not None:
                    new[key] = value
        return new
    __copy__ = copy

    def get(self, key, default=None):
        if self._pending_removals:
            self._commit_removals()
        try:
            weak = self.data[key]
        except KeyError:
            return default
        value = weak()
        return default if value is None else value

    def items(self):
        if self._pending_removals:
            self._commit_removals()
        with _IterationGuard(self):
            for key, weak in self.data.items():
                value = weak()
                if value is not None:
                    yield key, value

    def keys(self):
        if self._pending_removals:
            self._commit_removals()
        with _IterationGuard(self):
            for key, weak in self.data.items():
                if weak() is not None:
                    yield key
    __iter__ = keys

    def itervaluerefs(self):
        if self._pending_removals:
            self._commit_removals()
        with _IterationGuard(self):
            yield from self.data.values()

    def values(self):
        if self._pending_removals:
            self._commit_removals()
        with _IterationGuard(self):
            for weak in self.data.values():
                value = weak()
                if value is not None:
                    yield value

    def popitem(self):
        if self._pending_removals:
            self._commit_removals()
        while True:
            key, weak = self.data.popitem()
            value = weak()
            if value is not None:
                return key, value

    def pop(self, key, *args):
        if self._pending_removals:
            self._commit_removals()
        try:
            value = self.data.pop(key)()
        except KeyError:
            value = None
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def setdefault(self, key, default=None):
        try:
            value = self.data[key]()
        except KeyError:
            value = None
        if value is not None:
            return value
        if self._pending_removals:
            self._commit_removals()
        self.data[key] = KeyedRef(default, self._remove, key)
        return default

    def update(self, other=None, /, **kwargs):
        if self._pending_removals:
            self._commit_removals()
        data = self.data
        if other is not None:
            if not hasattr(other, "items"):
                other = dict(other)
            for key, value in other.items():
                data[key] = KeyedRef(value, self._remove, key)
        for key, value in kwargs.items():
            data[key] = KeyedRef(value, self._remove, key)

    def valuerefs(self):
        if self._pending_removals:
            self._commit_removals()
        return list(self.data.values())


class WeakKeyDictionary(MutableMapping):
    def __init__(self, dict=None):
        self.data = {}

        def remove(weak, selfref=ref(self)):
            self = selfref()
            if self is not None:
                if self._iterating:
                    self._pending_removals.append(weak)
                else:
                    try:
                        del self.data[weak]
                    except KeyError:
                        pass

        self._remove = remove
        self._pending_removals = []
        self._iterating = set()
        self._dirty_len = False
        if dict is not None:
            self.update(dict)

    # A dead reference never equals a living one: what is pending need not go before the dict changes,
    # but a key may be gone when its turn comes.
    def _commit_removals(self):
        pending = self._pending_removals.pop
        data = self.data
        while True:
            try:
                weak = pending()
            except IndexError:
                return
            try:
                del data[weak]
            except KeyError:
                pass

    def _scrub_removals(self):
        data = self.data
        self._pending_removals = [weak for weak in self._pending_removals if weak in data]
        self._dirty_len = False

    def __delitem__(self, key):
        self._dirty_len = True
        del self.data[ref(key)]

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __len__(self):
        if self._dirty_len and self._pending_removals:
            self._scrub_removals()
        return len(self.data) - len(self._pending_removals)

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def copy(self):
        new = WeakKeyDictionary()
        with _IterationGuard(self):
            for weak, value in self.data.items():
                key = weak()
                if key is not None:
                    new[key] = value
        return new
    __copy__ = copy

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def __contains__(self, key):
        try:
            weak = ref(key)
        except TypeError:
            return False
        return weak in self.data

    def items(self):
        with _IterationGuard(self):
            for weak, value in self.data.items():
                key = weak()
                if key is not None:
                    yield key, value

    def keys(self):
        with _IterationGuard(self):
            for weak in self.data:
                key = weak()
                if key is not None:
                    yield key
    __iter__ = keys

    def values(self):
        with _IterationGuard(self):
            for weak, value in self.data.items():
                if weak() is not None:
                    yield value

    def keyrefs(self):
        return list(self.data)

    def popitem(self):
        self._dirty_len = True
        while True:
            weak, value = self.data.popitem()
            key = weak()
            if key is not None:
                return key, value

    def pop(self, key, *args):
        self._dirty_len = True
        return self.data.pop(ref(key), *args)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, dict=None, /, **kwargs):
        data = self.data
        if dict is not None:
            if not hasattr(dict, "items"):
                dict = type({})(dict)
            for key, value in dict.items():
                data[ref(key, self._remove)] = value
        if len(kwargs):
            self.update(kwargs)


_mapping = _Abstract(MutableMapping, (
    _Abstract(MutableMapping, (_Abstract(WeakValueDictionary, (), None, None),
                               _Abstract(WeakKeyDictionary, (), None, None)), dict, dict),), None, _Abstract)


# --- WeakMethod ------------------------------------------------------------------------------------

class WeakMethod(ref):
    # A weak reference to a bound method: to its object and to its function, since the method itself
    # is made anew each time somebody asks for it.
    __slots__ = "_func_ref", "_meth_type", "_alive", "__weakref__"

    def __new__(cls, meth, callback=None):
        try:
            obj = meth.__self__
            func = meth.__func__
        except AttributeError:
            raise TypeError("argument should be a bound method, not {}"
                            .format(type(meth))) from None

        # It finds the weak method by a weak reference: no cycle.
        def _cb(arg):
            self = self_wr()
            if self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, obj, _cb)
        self._func_ref = ref(func, _cb)
        self._meth_type = type(meth)
        self._alive = True
        self_wr = ref(self)
        return self

    def __call__(self):
        obj = super().__call__()
        func = self._func_ref()
        if obj is None or func is None:
            return None
        return self._meth_type(func, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._func_ref == other._func_ref

    def __ne__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is not other
        return ref.__ne__(self, other) or self._func_ref != other._func_ref

    __hash__ = ref.__hash__


# --- What importing a module makes ------------------------------------------------------------------

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


# --- finalize --------------------------------------------------------------------------------------

class finalize:
    # A finalizer has no state: it is the key of what the registry knows of it, and so is never part
    # of a cycle.
    __slots__ = ()
    _registry = {}
    _shutdown = False
    _count = 0
    _dirty = False
    _registered_with_atexit = False

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "index")

    def __init__(self, obj, func, /, *args, **kwargs):
        if not self._registered_with_atexit:
            _import_atexit()
            _register(self._exitfunc)
            finalize._registered_with_atexit = True
        info = self._Info()
        info.weakref = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs or None
        info.atexit = True
        info.index = finalize._count
        finalize._count += 1
        self._registry[self] = info
        finalize._dirty = True

    def __call__(self, _=None):
        info = self._registry.pop(self, None)
        if info and not self._shutdown:
            return info.func(*info.args, **(info.kwargs or {}))

    def detach(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None and self._registry.pop(self, None):
            return (obj, info.func, info.args, info.kwargs or {})

    def peek(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None:
            return (obj, info.func, info.args, info.kwargs or {})

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is None:
            told = type(self).__name__, id(self)
            return f"<{told[0]} object at {told[1]:#x}; dead>"
        told = type(self).__name__, id(self), type(obj).__name__, id(obj)
        return f"<{told[0]} object at {told[1]:#x}; for {told[2]!r} at {told[3]:#x}>"

    @classmethod
    def _select_for_exit(cls):
        waiting = [(f, info) for (f, info) in cls._registry.items() if info.atexit]
        waiting.sort(key=lambda item: item[1].index)
        return [f for (f, info) in waiting]

    @classmethod
    def _exitfunc(cls):
        collects = False
        try:
            if cls._registry:
                import gc
                if gc.isenabled():
                    collects = True
                    gc.disable()
                pending = None
                while True:
                    if pending is None or finalize._dirty:
                        pending = cls._select_for_exit()
                        finalize._dirty = False
                    if not pending:
                        break
                    f = pending.pop()
                    try:
                        f()
                    except Exception as error:
                        _excepthook(error)
        finally:
            finalize._shutdown = True
            if collects:
                gc.enable()
