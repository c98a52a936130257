class A(Exception):
    def __str__(self):
        return "a".casefold()
raise A
