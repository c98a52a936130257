print(int.__dict__)
