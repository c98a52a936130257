"""A window that is closed"""
import gc

class Part:
    pass

class Window:
    pass

class Controller:
    pass

class Row:
    pass

app = Part()

app.win = Window()

app.log = []

app.win.ctl = Controller()
app.win.ctl.window = app.win

app.win.ctl.model = Part()
app.win.ctl.model.views = [app.win]

app.win.ctl.model.rows = [Row(), Row(), Row(), Row()]

app.log.append([])
app.log.append([])

app.win = None

app.win = Window()

gc.collect()

app.win.ctl = Controller()
app.win.ctl.window = app.win
