import sys


def hook(*what):
    print(what)


sys.excepthook = hook
