"""What every `ouro trace --json` must keep, checked from outside.

A reader who knows nothing of the simulator, only the records, counts for himself:

    refcount = strong references in + names + internal

for every object of every record. Run alone, it reads traces from files or standard input and prints
what is wrong:

    build/release/ouro trace FILE --json | python3 tests/golden/trace_rules.py
"""
import json
import sys

HEADER_KEYS = ["ouro", "file", "title", "python"]
RECORD_KEYS = ["step", "first_line", "last_line", "code", "say", "output", "raised", "frames",
               "objects", "born", "died", "collections", "gc", "heap"]
OBJECT_KEYS = ["id", "type", "value", "address", "size", "refcount", "tracked", "generation",
               "immortal", "refs", "internal"]
DEATH_KEYS = ["id", "type", "cause", "line"]
COLLECTION_KEYS = ["generation", "automatic", "collected", "uncollectable"]
GC_KEYS = ["enabled", "count", "threshold", "generations", "permanent"]
HEAP_KEYS = ["arenas", "pools", "blocks", "bytes", "large_bytes"]
VALUE_CHARS = 60


def unique_pairs(pairs):
    keys = [k for k, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError("a key stands twice: %s" % sorted(k for k in keys if keys.count(k) > 1))
    return dict(pairs)


def read(text):
    """The records of a trace; ValueError if a line is no JSON object."""
    records = []
    for number, line in enumerate(text.split("\n")[:-1], 1):
        try:
            records.append(json.loads(line, object_pairs_hook=unique_pairs))
        except ValueError as e:
            raise ValueError("line %d: %s" % (number, e)) from None
    if text and not text.endswith("\n"):
        raise ValueError("the last line has no end")
    return records


def keys_wrong(what, value, keys):
    return [] if list(value) == keys else ["%s has keys %s" % (what, list(value))]


def value_wrong(what, value):
    if len(value) > VALUE_CHARS:
        return ["%s has %d characters: %r" % (what, len(value), value)]
    return []


def target_wrong(what, target, listed):
    if isinstance(target, dict):
        return keys_wrong(what, target, ["value"]) or value_wrong(what, target["value"])
    return [] if target in listed else ["%s refers to #%s, which is not listed" % (what, target)]


def object_wrong(o, listed):
    what = "#%s %s" % (o.get("id"), o.get("type"))
    wrong = keys_wrong(what, o, OBJECT_KEYS)
    if wrong:
        return wrong
    wrong += value_wrong(what, o["value"])
    if not o["address"].startswith("0x") or int(o["address"], 16) % 16:
        wrong.append("%s has address %s" % (what, o["address"]))
    if o["tracked"] != (o["generation"] is not None) or \
            o["generation"] not in (0, 1, 2, "permanent", None):
        wrong.append("%s is tracked: %s, generation %s" % (what, o["tracked"], o["generation"]))
    for label, target, strength in o["refs"]:
        if strength not in ("strong", "weak"):
            wrong.append("%s has a %s reference" % (what, strength))
        wrong += target_wrong("%s, %s" % (what, label), target, listed)
    for name, count in o["internal"]:
        if count <= 0 or not name:
            wrong.append("%s has internal %r %d" % (what, name, count))
    return wrong


def counts_wrong(record):
    """The heart of it: is every count explained?"""
    held = {o["id"]: sum(count for _, count in o["internal"]) for o in record["objects"]}
    for o in record["objects"]:
        for _, target, strength in o["refs"]:
            if strength == "strong" and not isinstance(target, dict):
                held[target] += 1
    for frame in record["frames"]:
        for target in frame["locals"].values():
            if not isinstance(target, dict):
                held[target] += 1
    return ["#%d %s: refcount %d, but %d are explained" %
            (o["id"], o["type"], o["refcount"], held[o["id"]])
            for o in record["objects"] if o["refcount"] != held[o["id"]]]


def record_wrong(record):
    wrong = keys_wrong("the record", record, RECORD_KEYS)
    if wrong:
        return wrong
    listed = {o["id"] for o in record["objects"]}
    if len(listed) != len(record["objects"]):
        wrong.append("an id is listed twice")
    for o in record["objects"]:
        wrong += object_wrong(o, listed)
    for frame in record["frames"]:
        wrong += keys_wrong("a frame", frame, ["name", "locals"])
        for name, target in frame["locals"].items():
            wrong += target_wrong("local %s" % name, target, listed)
    for death in record["died"]:
        wrong += keys_wrong("a death", death, DEATH_KEYS)
        if death["cause"] not in ("refcount", "gc", "exit"):
            wrong.append("#%s died of %s" % (death["id"], death["cause"]))
    for collection in record["collections"]:
        wrong += keys_wrong("a collection", collection, COLLECTION_KEYS)
    wrong += keys_wrong("gc", record["gc"], GC_KEYS)
    wrong += keys_wrong("heap", record["heap"], HEAP_KEYS)
    return wrong or counts_wrong(record) # only now is every id known to be listed


def life_wrong(record, before, dead, seen):
    """Who is listed now = who was, plus the born, less the dead; the dead never return."""
    now = {o["id"] for o in record["objects"]}
    born, died = record["born"], [death["id"] for death in record["died"]]
    wrong = ["#%d returned from the dead" % i for i in sorted(dead & (now | set(born) | set(died)))]
    if len(set(died)) != len(died):
        wrong.append("somebody died twice")
    if len(set(born)) != len(born) or seen & set(born):
        wrong.append("somebody was born twice")
    if before is not None:
        wrong += ["#%d was not born, but is there" % i for i in sorted(now - before - set(born))]
        wrong += ["#%d did not die, but is gone" % i
                  for i in sorted((before | set(born)) - now - set(died))]
    wrong += ["#%d died, but is there" % i for i in sorted(set(died) & now)]
    dead |= set(died)
    seen |= set(born)
    return wrong, now


def trace_wrong(records, with_interpreter=False):
    """Everything that is wrong with a whole trace (all steps), as texts. Births and deaths are told
    of the script's objects only: with the interpreter's own (--all) nobody can follow lives."""
    if not records:
        return ["the trace is empty"]
    wrong = keys_wrong("the header", records[0], HEADER_KEYS)
    steps = [r.get("step") for r in records[1:]]
    if steps != list(range(len(steps) - 1)) + ["exit"]:
        wrong.append("the steps are %s" % steps)
    before, dead, seen = None, set(), set()
    for record in records[1:]:
        here = record_wrong(record)
        if not here and not with_interpreter:
            here, before = life_wrong(record, before, dead, seen)
        wrong += ["step %s: %s" % (record.get("step"), text) for text in here]
    return wrong


def main():
    texts = [open(path, encoding="utf-8").read() for path in sys.argv[1:]] or [sys.stdin.read()]
    wrong = [text for trace in texts for text in trace_wrong(read(trace))]
    print("\n".join(wrong) if wrong else "ok")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
