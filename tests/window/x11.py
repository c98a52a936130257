"""What xdotool cannot do to a window: drop a file on it, ask whether the pointer is to be seen."""
import ctypes
import ctypes.util
import time

CLIENT_MESSAGE, SELECTION_REQUEST, SELECTION_NOTIFY = 33, 30, 31
XDND_VERSION = 5


class ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong),
                ("message_type", ctypes.c_ulong), ("format", ctypes.c_int), ("data", ctypes.c_long * 5)]


class SelectionRequest(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("owner", ctypes.c_ulong), ("requestor", ctypes.c_ulong),
                ("selection", ctypes.c_ulong), ("target", ctypes.c_ulong), ("property", ctypes.c_ulong),
                ("time", ctypes.c_ulong)]


class SelectionNotify(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("requestor", ctypes.c_ulong),
                ("selection", ctypes.c_ulong), ("target", ctypes.c_ulong), ("property", ctypes.c_ulong),
                ("time", ctypes.c_ulong)]


class Event(ctypes.Union):
    _fields_ = [("type", ctypes.c_int), ("message", ClientMessage), ("request", SelectionRequest),
                ("notify", SelectionNotify), ("room", ctypes.c_long * 24)]


class CursorImage(ctypes.Structure):
    _fields_ = [("x", ctypes.c_short), ("y", ctypes.c_short), ("width", ctypes.c_ushort),
                ("height", ctypes.c_ushort), ("xhot", ctypes.c_ushort), ("yhot", ctypes.c_ushort),
                ("serial", ctypes.c_ulong), ("pixels", ctypes.POINTER(ctypes.c_ulong)),
                ("atom", ctypes.c_ulong), ("name", ctypes.c_char_p)]


class Desktop:
    """A second client of the server, as a file manager would be one."""

    def __init__(self, display):
        self.x = ctypes.CDLL("libX11.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XInternAtom.restype = self.x.XCreateSimpleWindow.restype = ctypes.c_ulong
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(display.encode()))
        root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))
        self.own = self.x.XCreateSimpleWindow(self.display, root, 0, 0, 1, 1, 0, 0, 0)

    def close(self):
        self.x.XCloseDisplay(self.display)

    def atom(self, name):
        return self.x.XInternAtom(self.display, name.encode(), 0)

    def send(self, window, event):
        self.x.XSendEvent(self.display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(event))
        self.x.XFlush(self.display)

    def tell(self, window, kind, *data):
        event = Event(message=ClientMessage(type=CLIENT_MESSAGE, window=window, format=32,
                                            message_type=self.atom(kind)))
        for i, value in enumerate(data):
            event.message.data[i] = value
        self.send(window, event)

    def hand_over(self, asked, data):
        self.x.XChangeProperty(self.display, ctypes.c_ulong(asked.requestor),
                               ctypes.c_ulong(asked.property), ctypes.c_ulong(asked.target), 8, 0, data,
                               len(data))
        self.send(asked.requestor, Event(notify=SelectionNotify(
            type=SELECTION_NOTIFY, requestor=asked.requestor, selection=asked.selection,
            target=asked.target, property=asked.property, time=asked.time)))

    def drop(self, window, path, x, y, patience_s=20):
        """Drags the file over the window and lets go. True: the window has taken it."""
        data = ("file://%s\r\n" % path).encode()
        selection, finished = self.atom("XdndSelection"), self.atom("XdndFinished")
        self.x.XSetSelectionOwner(self.display, ctypes.c_ulong(selection), ctypes.c_ulong(self.own),
                                  ctypes.c_ulong(0))
        self.tell(window, "XdndEnter", self.own, XDND_VERSION << 24, self.atom("text/uri-list"))
        self.tell(window, "XdndPosition", self.own, 0, x << 16 | y, 0, self.atom("XdndActionCopy"))
        self.tell(window, "XdndDrop", self.own, 0, 0)
        end, event = time.monotonic() + patience_s, Event()
        while time.monotonic() < end:
            if not self.x.XPending(self.display):
                time.sleep(0.02)
                continue
            self.x.XNextEvent(self.display, ctypes.byref(event))
            if event.type == SELECTION_REQUEST:
                self.hand_over(event.request, data)
            elif event.type == CLIENT_MESSAGE and event.message.message_type == finished:
                return True
        return False

    def pointer_is_seen(self):
        """Is anything of the pointer's picture not transparent?"""
        fixes = ctypes.CDLL("libXfixes.so.3")
        first, error = ctypes.c_int(), ctypes.c_int()
        fixes.XFixesQueryExtension(self.display, ctypes.byref(first), ctypes.byref(error))
        fixes.XFixesGetCursorImage.restype = ctypes.POINTER(CursorImage)
        image = fixes.XFixesGetCursorImage(self.display).contents
        return any(image.pixels[i] >> 24 & 255 for i in range(image.width * image.height))
