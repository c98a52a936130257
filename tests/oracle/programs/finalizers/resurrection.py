# __del__ may tie its object to a name again; it is called only once in a life.
class Phoenix:
    def __init__(self):
        self.deaths = 0
    def __del__(self):
        global kept
        self.deaths = self.deaths + 1
        print("del", self.deaths)
        kept = self
p = Phoenix()
del p
print("kept", kept.deaths)
kept = None
print("gone without another call")
