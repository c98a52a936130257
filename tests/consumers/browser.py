"""A browser without a window, steered over a pipe (the DevTools protocol), with nothing but the standard library."""
import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WAIT_S = 60


def find():
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Browser:
    """`with Browser() as b`: one program, as many pages as wanted."""

    def __enter__(self):
        self.profile = tempfile.TemporaryDirectory()
        to_read, self.to = os.pipe()
        self.back, to_write = os.pipe()
        # The shell's redirections know numbers of one digit; 3 and 4 are the protocol's own.
        there = [fcntl.fcntl(fd, fcntl.F_DUPFD, 5) for fd in (to_read, to_write)]
        command = [find(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                   "--hide-scrollbars", "--no-first-run", "--remote-debugging-pipe",
                   "--user-data-dir=" + self.profile.name, "about:blank"]
        self.program = subprocess.Popen(
            ["bash", "-c", 'exec "$@" 3<&%d 4>&%d' % tuple(there), "browser", *command], pass_fds=there,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for fd in (to_read, to_write, *there):
            os.close(fd)
        self.unread, self.last, self.pages = b"", 0, {}
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close")
        except (OSError, RuntimeError):
            self.program.kill()
        self.program.wait()
        os.close(self.to)
        os.close(self.back)
        shutil.rmtree(self.profile.name, ignore_errors=True)
        self.profile.cleanup()

    def message(self):
        until = time.monotonic() + WAIT_S
        while b"\0" not in self.unread:
            if not select.select([self.back], [], [], max(0, until - time.monotonic()))[0]:
                raise RuntimeError("the browser says nothing for %d s" % WAIT_S)
            got = os.read(self.back, 1 << 16)
            if not got:
                raise RuntimeError("the browser has gone")
            self.unread += got
        text, self.unread = self.unread.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, page=None, **params):
        self.last += 1
        asked = {"id": self.last, "method": method, "params": params}
        if page:
            asked["sessionId"] = page
        data = json.dumps(asked).encode() + b"\0"
        while data:
            data = data[os.write(self.to, data):]
        while True:
            said = self.message()
            if said.get("id") == asked["id"]:
                if "error" in said:
                    raise RuntimeError("%s: %s" % (method, said["error"]))
                return said["result"]
            if said.get("sessionId") in self.pages:
                self.pages[said["sessionId"]].hear(said["method"], said["params"])

    def page(self, **size):
        return Page(self, **size)


class Page:
    """A tab. `requests`: what it has asked for; `complaints`: errors and warnings of its scripts."""

    def __init__(self, browser, width=1920, height=1080):
        self.browser, self.requests, self.complaints = browser, [], []
        self.target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.call("Target.attachToTarget", targetId=self.target, flatten=True)["sessionId"]
        browser.pages[self.session] = self
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=False)

    def call(self, method, **params):
        return self.browser.call(method, page=self.session, **params)

    def hear(self, event, params):
        if event == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif event == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(params["exceptionDetails"])[:500])
        elif event == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.complaints.append(json.dumps(params["args"])[:500])
        elif event == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.complaints.append(params["entry"]["text"])

    def open(self, url):
        """A page of its own each time: another hash alone would not load it anew."""
        self.call("Page.navigate", url="about:blank")
        self.until("location.href === 'about:blank'")
        self.call("Page.navigate", url=url)
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    def value(self, expression):
        """What the expression is, its promise kept."""
        try:
            got = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        except RuntimeError as e:  # between two documents there is nobody to ask
            return None if "context" in str(e) or "navigated" in str(e) else str(e)
        if "exceptionDetails" in got:
            return "threw: " + json.dumps(got["exceptionDetails"])[:400]
        return got["result"].get("value")

    def until(self, condition, seconds=20):
        """True as soon as it holds; False if it never does."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.value("new Promise(r => setTimeout(() => r(!!(%s)), 10))" % condition) is True:
                return True
        return False

    def press(self, key, shift=False, text=None):
        """A key goes down and up, as from a keyboard."""
        typed = text or (key if len(key) == 1 else "\r" if key == "Enter" else "")
        common = {"key": key, "modifiers": 8 if shift else 0}
        self.call("Input.dispatchKeyEvent", type="keyDown", **common, **({"text": typed} if typed else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def swipe(self, x, to_x, y=400):
        self.call("Emulation.setTouchEmulationEnabled", enabled=True)
        self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self.call("Input.dispatchTouchEvent", type="touchMove", touchPoints=[{"x": to_x, "y": y}])
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def media(self, **features):
        self.call("Emulation.setEmulatedMedia",
                  features=[{"name": k.replace("_", "-"), "value": v} for k, v in features.items()])

    def screenshot(self, path):
        with open(path, "wb") as f:
            f.write(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def print(self, path):
        with open(path, "wb") as f:
            f.write(base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True,
                                               printBackground=True)["data"]))
