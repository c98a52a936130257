# Importing gc and weakref brings immortal strs with it.
import gc, sys, weakref

for word in ["callbacks", "garbage", "DEBUG_SAVEALL", "finalize", "pending", "permutations", "itemref", "alive",
             "memo", "typ", "node", "zzz", "Hashable", "winner", "other"]:
    n = sys.getrefcount(word)
    print(word, "immortal" if n > 4000000000 else n)
