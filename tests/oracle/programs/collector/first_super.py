# The first time a super() call makes a super object and binds the method: both count at once.
import gc

runs = []


def callback(phase, info):
    if phase == "start":
        runs.append(info["generation"])


class Base:
    def go(self):
        return 1

    word = 5


gc.callbacks.append(callback)


class C0(Base):
    def method(self):
        super().go()


c = C0()
for again in range(3):
    gc.collect()
    gc.set_threshold(100000)
    gc.collect(0)
    runs.clear()
    gc.set_threshold(1, 0, 1000)
    try:
        c.method()
    except AttributeError:
        runs.append("no")
    gc.set_threshold(100000)
    print('super().go()', 1, gc.get_count(), runs)


class C1(Base):
    def method(self):
        super().go()


c = C1()
for again in range(3):
    gc.collect()
    gc.set_threshold(100000)
    gc.collect(0)
    runs.clear()
    gc.set_threshold(2, 0, 1000)
    try:
        c.method()
    except AttributeError:
        runs.append("no")
    gc.set_threshold(100000)
    print('super().go()', 2, gc.get_count(), runs)


class C2(Base):
    def method(self):
        super().go()


c = C2()
for again in range(3):
    gc.collect()
    gc.set_threshold(100000)
    gc.collect(0)
    runs.clear()
    gc.set_threshold(3, 0, 1000)
    try:
        c.method()
    except AttributeError:
        runs.append("no")
    gc.set_threshold(100000)
    print('super().go()', 3, gc.get_count(), runs)


class C3(Base):
    def method(self):
        return super().word


c = C3()
for again in range(3):
    gc.collect()
    gc.set_threshold(100000)
    gc.collect(0)
    runs.clear()
    gc.set_threshold(1, 0, 1000)
    try:
        c.method()
    except AttributeError:
        runs.append("no")
    gc.set_threshold(100000)
    print('return super().word', 1, gc.get_count(), runs)


class C4(Base):
    def method(self):
        return super().word


c = C4()
for again in range(3):
    gc.collect()
    gc.set_threshold(100000)
    gc.collect(0)
    runs.clear()
    gc.set_threshold(2, 0, 1000)
    try:
        c.method()
    except AttributeError:
        runs.append("no")
    gc.set_threshold(100000)
    print('return super().word', 2, gc.get_count(), runs)


class C5(Base):
    def method(self):
        return super().word


c = C5()
for again in range(3):
    gc.collect()
    gc.set_threshold(100000)
    gc.collect(0)
    runs.clear()
    gc.set_threshold(3, 0, 1000)
    try:
        c.method()
    except AttributeError:
        runs.append("no")
    gc.set_threshold(100000)
    print('return super().word', 3, gc.get_count(), runs)


class C6(Base):
    def method(self):
        return super().go


c = C6()
for again in range(3):
    gc.collect()
    gc.set_threshold(100000)
    gc.collect(0)
    runs.clear()
    gc.set_threshold(1, 0, 1000)
    try:
        c.method()
    except AttributeError:
        runs.append("no")
    gc.set_threshold(100000)
    print('return super().go', 1, gc.get_count(), runs)


class C7(Base):
    def method(self):
        return super().go


c = C7()
for again in range(3):
    gc.collect()
    gc.set_threshold(100000)
    gc.collect(0)
    runs.clear()
    gc.set_threshold(2, 0, 1000)
    try:
        c.method()
    except AttributeError:
        runs.append("no")
    gc.set_threshold(100000)
    print('return super().go', 2, gc.get_count(), runs)


class C8(Base):
    def method(self):
        return super().go


c = C8()
for again in range(3):
    gc.collect()
    gc.set_threshold(100000)
    gc.collect(0)
    runs.clear()
    gc.set_threshold(3, 0, 1000)
    try:
        c.method()
    except AttributeError:
        runs.append("no")
    gc.set_threshold(100000)
    print('return super().go', 3, gc.get_count(), runs)


class C9(Base):
    def method(self):
        super().nothing


c = C9()
for again in range(3):
    gc.collect()
    gc.set_threshold(100000)
    gc.collect(0)
    runs.clear()
    gc.set_threshold(1, 0, 1000)
    try:
        c.method()
    except AttributeError:
        runs.append("no")
    gc.set_threshold(100000)
    print('super().nothing', 1, gc.get_count(), runs)


class C10(Base):
    def method(self):
        super().nothing


c = C10()
for again in range(3):
    gc.collect()
    gc.set_threshold(100000)
    gc.collect(0)
    runs.clear()
    gc.set_threshold(2, 0, 1000)
    try:
        c.method()
    except AttributeError:
        runs.append("no")
    gc.set_threshold(100000)
    print('super().nothing', 2, gc.get_count(), runs)


class C11(Base):
    def method(self):
        super().nothing


c = C11()
for again in range(3):
    gc.collect()
    gc.set_threshold(100000)
    gc.collect(0)
    runs.clear()
    gc.set_threshold(3, 0, 1000)
    try:
        c.method()
    except AttributeError:
        runs.append("no")
    gc.set_threshold(100000)
    print('super().nothing', 3, gc.get_count(), runs)


class C12(Base):
    def method(self):
        return super().__init__()


c = C12()
for again in range(3):
    gc.collect()
    gc.set_threshold(100000)
    gc.collect(0)
    runs.clear()
    gc.set_threshold(1, 0, 1000)
    try:
        c.method()
    except AttributeError:
        runs.append("no")
    gc.set_threshold(100000)
    print('return super().__init__()', 1, gc.get_count(), runs)


class C13(Base):
    def method(self):
        return super().__init__()


c = C13()
for again in range(3):
    gc.collect()
    gc.set_threshold(100000)
    gc.collect(0)
    runs.clear()
    gc.set_threshold(2, 0, 1000)
    try:
        c.method()
    except AttributeError:
        runs.append("no")
    gc.set_threshold(100000)
    print('return super().__init__()', 2, gc.get_count(), runs)


class C14(Base):
    def method(self):
        return super().__init__()


c = C14()
for again in range(3):
    gc.collect()
    gc.set_threshold(100000)
    gc.collect(0)
    runs.clear()
    gc.set_threshold(3, 0, 1000)
    try:
        c.method()
    except AttributeError:
        runs.append("no")
    gc.set_threshold(100000)
    print('return super().__init__()', 3, gc.get_count(), runs)
