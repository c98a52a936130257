import sys
def t(f):
    try: r=f(); print('->',repr(r))
    except BaseException as e: print(type(e).__name__, str(e), e.args)
class S(StopIteration):
    def __init__(s): pass
class S2(StopIteration): pass
class O(OSError): pass
class O2(OSError):
    def __init__(s, a, b): super().__init__(a,b); s.extra=1
class O3(OSError):
    def __init__(s, a, b): s.extra=1
for f in (lambda: StopIteration(1,2).value, lambda: StopIteration().value, lambda:StopIteration(5).value, lambda:S().value, lambda:S2(7).value, lambda: SystemExit().code, lambda: SystemExit(1).code, lambda: SystemExit(1,2).code, lambda: ValueError(x=1), lambda: StopIteration(x=1), lambda: OSError(2,'x'), lambda: OSError(2,'x').errno, lambda: type(OSError(2,'x','f')), lambda: OSError(2,'x','f').args, lambda: str(OSError(2,'x','f')), lambda: str(OSError(2,'x')), lambda:str(OSError(2)), lambda: OSError(2).errno, lambda: OSError('m').strerror, lambda: str(OSError(None,'x','f')), lambda: type(OSError(9999,'x')), lambda:type(O(2,'x')), lambda: O(2,'x').errno, lambda: O2(2,'x').errno, lambda: O3(2,'x').errno, lambda: O3(2,'x').args, lambda: str(O3(2,'x')), lambda: OSError(x=1), lambda: OSError(1,2,3,4,5,6), lambda: OSError(2,'x','f').filename, lambda: FileNotFoundError(5,'x').errno, lambda: type(FileNotFoundError(5,'x')), lambda: FileNotFoundError('z').args, lambda: str(OSError(2,'x',None)),lambda: OSError(2,'x',None).args, lambda: repr(OSError(2,'x','f')), lambda: ImportError('m', name='n', path='p').name, lambda: ImportError('m', bad=1), lambda: ImportError('m', name='n').msg, lambda: str(ImportError('a','b')), lambda: ImportError('a','b').msg, lambda: NameError('a',name='n').name, lambda: NameError(q=1), lambda: AttributeError('a',name='n',obj=3).obj, lambda: AttributeError('x').obj, lambda: AttributeError(z=1), lambda: KeyError(x=1), lambda: KeyError('a'), lambda: str(KeyError('a')), lambda: str(KeyError('a','b')), lambda: str(KeyError()), lambda: str(StopIteration(3)), lambda: UnicodeError('a','b').args, lambda: MemoryError(1), lambda: ValueError().with_traceback(None), lambda: ValueError().with_traceback(3), lambda: ValueError().with_traceback(), lambda: setattr(ValueError(),'args',[1,2]), lambda: setattr(ValueError(),'args',3), lambda: setattr(ValueError(),'__cause__',3), lambda: setattr(ValueError(),'__context__',3), lambda: setattr(ValueError(),'__traceback__',3), lambda: setattr(ValueError(),'__suppress_context__',3), lambda: delattr(ValueError(),'args'), lambda: delattr(ValueError(),'__cause__'), lambda: delattr(ValueError(),'__traceback__'), lambda: ValueError().foo, lambda:sys.getsizeof(OSError(1)), lambda: ReferenceError('q'), lambda: ResourceWarning('x'), lambda: EOFError(), lambda:GeneratorExit(1), lambda: KeyboardInterrupt(), lambda: issubclass(ResourceWarning, Exception), lambda: setattr(StopIteration(),'value',4)):
    t(f)
class A: pass
a=A()
try: a.b
except AttributeError as e: print(e.obj is a, e.name, sys.getrefcount(a)); 
print(sys.getrefcount(a))
try: A.b
except AttributeError as e: print(e.obj is A, e.name)
try: sys.zork
except AttributeError as e: print(e.obj, e.name)
try: getattr(a,'q')
except AttributeError as e: print(e.obj is a, e.name)
try: del a.q
except AttributeError as e: print(e, e.obj is a, e.name)
try: a.zork()
except AttributeError as e: print(e, e.obj is a, e.name)
try: (3).x=1
except AttributeError as e: print(e, e.obj, e.name)
try: object().x=1
except AttributeError as e: print(e, e.name)
try: del (3).x
except AttributeError as e: print(e, e.obj, e.name)
try: int.x=1
except (TypeError,AttributeError) as e: print(type(e),e)
try: None.x=1
except (TypeError,AttributeError) as e: print(type(e),e, e.obj,e.name)
try: del A.q
except (TypeError,AttributeError) as e: print(type(e),e, e.obj,e.name)
try: sys.zz; 
except (TypeError,AttributeError) as e: print(type(e),e, e.obj,e.name)
try: del sys.zz; 
except (TypeError,AttributeError) as e: print(type(e),e, e.obj,e.name)
try: nope
except NameError as e: print(e, e.name)
def f():
    try: xx; xx=1
    except NameError as e: print(type(e), e, e.name)
f()
def g():
    try:
        yy
    except NameError as e: print(type(e), e, e.name)
    del yy0
yy0=0
try: g()
except NameError as e: print(type(e), e, e.name)
def h():
    def k(): return v
    try: k()
    except NameError as e: print(type(e), e, e.name)
    v=1
h()
try: del nope
except NameError as e: print(type(e), e, e.name)
try: import sys as q; from gc import nope
except ImportError as e: print(type(e), e, e.name, e.path, e.msg)
class Told:
    def __del__(s): print('gone')
try: Told().missing
except AttributeError as e: print('held by the exception')
print('after')
def ends():
    raise SystemExit(Told())
try: ends()
except SystemExit as e:
    print(sys.getrefcount(e.code))
    e.code = None
    print('code is None')
    e.args = ()
    print('args are empty')
