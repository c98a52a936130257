# A dictionary whose keys are held weakly: Lib/weakref.py.

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
        new = weakref.WeakKeyDictionary()
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
