"""A collection that waits when the script ends begins when sys.stdout is flushed."""
import gc


def note(phase, info):
    print(phase, info["generation"], info["collected"], gc.get_count())


gc.collect()
gc.callbacks.append(note)
gc.set_threshold(2, 1, 1)
x = [[] for i in range(14)]
x = None
