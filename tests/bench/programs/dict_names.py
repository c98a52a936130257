# A dict of names as keys, counted up in a function.
N = 1000000
WORDS = ["red", "green", "blue", "yellow", "black", "white", "brown", "grey"]
def work():
    counts = {}
    for i in range(N):
        word = WORDS[i % 8]
        counts[word] = counts.get(word, 0) + 1
    return counts
print(work())
