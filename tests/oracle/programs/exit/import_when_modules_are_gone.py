# Nothing can be imported any more when sys.modules is empty.
class A:
    def __del__(self):
        try:
            import gc
            print(gc.isenabled())
        except ImportError as e:
            print(type(e).__name__, e)
a = A()
a.a = a
b = A()
import gc, sys
