"""raise X from Y: X is made before Y, and complained of first."""
class Told(Exception):
    def __init__(self, *args):
        print("init", type(self).__name__, args)
        super().__init__(*args)
    def __del__(self):
        print("del", type(self).__name__)
class First(Told): pass
class Second(Told): pass
class Fault(Exception):
    def __init__(self): raise ValueError("fault")


def attempt(function):
    try:
        function()
    except BaseException as e:
        print(type(e).__name__, e, repr(e.__cause__), e.__suppress_context__)
        e = None


def classes(): raise First from Second
def instances(): raise First(1) from Second(2)
def none(): raise First from None
def no_cause(): raise First from 3
def no_exception(): raise 3 from 4
def no_exception_caused(): raise 3 from Second
def faulty(): raise Fault from Second
def faulty_cause(): raise First from Fault
def made_before(): raise 3 from Second(5)


for function in (classes, instances, none, no_cause, no_exception, no_exception_caused, faulty, faulty_cause, made_before):
    print(function.__name__)
    attempt(function)
