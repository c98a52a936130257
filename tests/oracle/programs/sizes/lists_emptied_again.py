"""An empty list that has room for more gives it back when nothing takes the place of nothing."""
import sys
v = "".split()
print(sys.getsizeof(v))
v[slice(-4)] = []
print(sys.getsizeof(v))
v = "".split()
v[:] = []
print(sys.getsizeof(v))
v = "".split()
v[slice(-4)] = [x for x in []]
print(sys.getsizeof(v))
v = "".split()
v[:] = ()
print(sys.getsizeof(v))
v = [1,2,3]
v.pop();v.pop();v.pop()
print(sys.getsizeof(v))
v[2:5]=[]
print(sys.getsizeof(v))
v = [1,2,3]
v.pop();v.pop();v.pop()
print(sys.getsizeof(v))
v[slice(2,5)]=[]
print(sys.getsizeof(v))
v = [1,2,3]
v.pop();v.pop();v.pop()
del v[:]
print(sys.getsizeof(v))
v = [1,2,3]
v.pop();v.pop();v.pop()
del v[slice(5)]
print(sys.getsizeof(v))
v = [1,2,3]
v.pop();v.pop();v.pop()
v[::-1]=[]
print(sys.getsizeof(v))
v[::2]=[]
print(sys.getsizeof(v))
del v[::2]
print(sys.getsizeof(v))
