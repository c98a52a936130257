# A slice that dies is kept for the next one: the collector counts neither.
import gc
a=[1,2,3]
r=[]
gc.collect()
n=gc.get_count()[0]
r.append(n)
n=gc.get_count()[0]
r.append(n)
n=gc.get_count()[0]
r.append(n)
b=a[0:2]
n=gc.get_count()[0]
r.append(n)
b=a[0:1]
n=gc.get_count()[0]
r.append(n)
x=1.5*a[0]
print(r)
