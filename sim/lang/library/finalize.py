# Finalizers: Lib/weakref.py.

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
            weakref.finalize._registered_with_atexit = True
        info = self._Info()
        info.weakref = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs or None
        info.atexit = True
        info.index = weakref.finalize._count
        weakref.finalize._count += 1
        self._registry[self] = info
        weakref.finalize._dirty = True

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
                    if pending is None or weakref.finalize._dirty:
                        pending = cls._select_for_exit()
                        weakref.finalize._dirty = False
                    if not pending:
                        break
                    f = pending.pop()
                    try:
                        f()
                    except Exception as error:
                        _excepthook(error)
        finally:
            weakref.finalize._shutdown = True
            if collects:
                gc.enable()
