a = 1
print('café', a)
