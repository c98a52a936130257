#!/usr/bin/env python3
"""Compare the compiler's instructions with those of CPython 3.13 (dis), snippet by snippet.

Snippets stand in tests/oracle/dis/*.txt, separated by lines of dashes ("# ---"). Superinstructions,
RETURN_CONST, caches and extended arguments are taken apart on CPython's side; jumps become indices.
Compared for every code object: instructions with their arguments and lines, where the expression of
each that can fail begins and ends, fast locals and their kinds, names, flags, counts, stack size (ours may be one smaller: CPython counts the
superinstructions' way), and for every instruction the handler of an exception in it.
"""

import dis
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CANDIDATES = [os.environ.get("PYTHON313", ""), "python3.13"]
PYENV = os.path.expanduser("~/.pyenv/versions")
if os.path.isdir(PYENV):
    CANDIDATES += [os.path.join(PYENV, v, "bin", "python3.13") for v in sorted(os.listdir(PYENV))]


def works(python):
    try:
        out = subprocess.run([python, "-c", "import sys; print(sys.version_info[:2] == (3, 13))"],
                             capture_output=True, text=True)
    except OSError:
        return False
    return out.stdout.strip() == "True"


def find_python():
    return next((c for c in CANDIDATES if c and works(c)), None)


def find_dumper():
    places = [os.environ.get("DIS_DUMP", "")]
    for build in (os.environ.get("BUILD", ""), "build/release", "build/debug", "build/asan"):
        places.append(os.path.join(ROOT, build, "tests", "test_dis_dump"))
    return next((p for p in places if p and os.access(p, os.X_OK)), None)


# --- CPython's side -------------------------------------------------------------------------

LOAD_FASTS = {"LOAD_FAST_LOAD_FAST": ("LOAD_FAST", "LOAD_FAST"),
              "STORE_FAST_LOAD_FAST": ("STORE_FAST", "LOAD_FAST"),
              "STORE_FAST_STORE_FAST": ("STORE_FAST", "STORE_FAST")}
SAME_NAME = {"JUMP_FORWARD": "JUMP", "JUMP_BACKWARD_NO_INTERRUPT": "JUMP"}
BINARY = ["+", "&", "//", "<<", "@", "*", "%", "|", "**", ">>", "-", "/", "^"]
INTRINSICS = {3: "STOPITERATION_ERROR", 5: "UNARY_POSITIVE", 6: "LIST_TO_TUPLE"}
KINDS = {"name": "LOAD_NAME STORE_NAME DELETE_NAME STORE_GLOBAL DELETE_GLOBAL STORE_ATTR "
                 "DELETE_ATTR IMPORT_NAME IMPORT_FROM".split()}
FAST = ("LOAD_FAST LOAD_FAST_CHECK LOAD_FAST_AND_CLEAR STORE_FAST DELETE_FAST MAKE_CELL LOAD_DEREF "
        "STORE_DEREF DELETE_DEREF LOAD_FROM_DICT_OR_DEREF").split()
RESUME_AUX = {0: 0, 1: 1, 2: 2}


def constant(value):
    if value is None:
        return ["none"]
    if value is Ellipsis:
        return ["ellipsis"]
    if isinstance(value, bool):
        return ["bool", value]
    if isinstance(value, int):
        return ["int", value]
    if isinstance(value, float):
        return ["float", value.hex()]
    if isinstance(value, str):
        return ["str", value]
    if isinstance(value, bytes):
        return ["bytes", value.hex()]
    if isinstance(value, tuple):
        return ["tuple"] + [constant(v) for v in value]
    if isinstance(value, frozenset):
        return ["frozenset"] + sorted((constant(v) for v in value), key=repr)
    return ["code", value.co_qualname]


def place(positions, lines):
    """(line, column, end line, end column), columns in code points from 1."""
    def column(line, byte):
        return len(lines[line - 1].encode()[:byte].decode()) + 1

    if not positions.lineno or positions.col_offset is None:
        return (positions.lineno or 0, 0, 0, 0)
    return (positions.lineno, column(positions.lineno, positions.col_offset), positions.end_lineno,
            column(positions.end_lineno, positions.end_col_offset))


def expand(code, lines):
    """CPython's instructions as ours: (offset, name, argument, place, jump target's offset)."""
    names = code.co_varnames
    out = []
    local = code._varname_from_oparg
    for i in dis.get_instructions(code, adaptive=False):
        name, arg, line = i.opname, i.arg, place(i.positions, lines)
        if name in ("CACHE", "EXTENDED_ARG"):
            continue
        target = i.argval if i.opcode in dis.hasjrel or i.opcode in dis.hasjabs else None
        rows = [(name, arg)]
        if name in LOAD_FASTS:
            first, second = LOAD_FASTS[name]
            rows = [(first, local(arg >> 4)), (second, local(arg & 15))]
        elif name == "RETURN_CONST":
            rows = [("LOAD_CONST", constant(i.argval)), ("RETURN_VALUE", 0)]
        elif name == "LOAD_CONST":
            rows = [(name, constant(i.argval))]
        elif name == "CALL_INTRINSIC_1":
            rows = [(INTRINSICS[arg], 0)]
        elif name in KINDS["name"]:
            rows = [(name, code.co_names[arg])]
        elif name == "LOAD_GLOBAL":
            rows = [(name, (code.co_names[arg >> 1], arg & 1))]
        elif name == "LOAD_ATTR":
            rows = [(name, (code.co_names[arg >> 1], arg & 1))]
        elif name == "LOAD_SUPER_ATTR":
            rows = [(name, (code.co_names[arg >> 2], arg & 3))]
        elif name in FAST:
            rows = [(name, local(arg))]
        elif name == "COMPARE_OP":
            rows = [(name, (arg >> 5, arg >> 4 & 1))]
        elif name == "RESUME":
            rows = [(name, RESUME_AUX[arg & 3])]
        elif name == "UNPACK_EX":
            rows = [(name, (arg & 255, arg >> 8))]
        elif target is not None:
            rows = [(SAME_NAME.get(name, name), None)]
        for name, arg in rows:
            out.append([i.offset, name, arg or 0, line, target])
            target = None
    return out


def theirs(code, lines):
    rows = expand(code, lines)
    first_at = {}
    for index, row in enumerate(rows):
        first_at.setdefault(row[0], index)
    table = []
    for offset, name, arg, line, target in rows:
        if target is not None:
            while target not in first_at:
                target += 2  # past EXTENDED_ARG
            arg = first_at[target]
        table.append((name, arg, line[0]))
    handlers = {}
    for e in dis._parse_exception_table(code):
        for index, row in enumerate(rows):
            if e.start <= row[0] < e.end:
                handlers[index] = (first_at[e.target], e.depth, bool(e.lasti))
    kinds = {}
    local_names = [code._varname_from_oparg(i) for i in range(len(code.co_varnames) + len(
        [c for c in code.co_cellvars if c not in code.co_varnames]) + len(code.co_freevars))]
    for name in local_names:
        kinds[name] = "free" if name in code.co_freevars else (
            "cell" if name in code.co_cellvars else "plain")
    return {"instrs": table, "places": [row[3] for row in rows],
            "handlers": handlers, "locals": [(n, kinds[n]) for n in local_names],
            "names": list(code.co_names), "line": code.co_firstlineno,
            "counts": (code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount),
            "flags": code.co_flags & 0x3F, "stack": code.co_stacksize,
            "name": code.co_name, "qualname": code.co_qualname}


def all_codes(code):
    yield code
    for value in code.co_consts:
        if hasattr(value, "co_code"):
            yield from all_codes(value)


def cpython(source):
    """What CPython makes of it, as JSON: run in CPython 3.13 itself."""
    try:
        module = compile(source, "snippet", "exec", dont_inherit=True)
    except SyntaxError as e:
        return {"error": "%s" % e.msg, "line": e.lineno, "column": e.offset}
    lines = source.split("\n")
    return {"codes": [theirs(c, lines) for c in all_codes(module)]}


# --- our side -------------------------------------------------------------------------------

def ours(dumper, path):
    out = subprocess.run([dumper, path], capture_output=True, text=True, errors="replace")
    if out.returncode != 0:
        return {"error": "the dumper failed: " + out.stderr[-400:], "line": 0, "column": 0}
    if out.stdout.startswith("error "):
        place, text = out.stdout[6:].rstrip("\n").split(": ", 1)
        line, column = place.split(":")
        return {"error": text, "line": int(line), "column": int(column)}
    codes = []
    for line in out.stdout.split("\n")[:-1]:
        kind, rest = line.split(" ", 1)
        if kind == "code":
            f = rest.split(" ")
            codes.append({"raw": [], "consts": [], "handlers_raw": [], "locals": [], "names": [],
                          "line": int(f[3]), "counts": tuple(map(int, f[4:7])),
                          "flags": int(f[7]), "stack": int(f[8]), "name": f[1], "qualname": f[2]})
        elif kind == "local":
            name, number = rest.rsplit(" ", 1)
            codes[-1]["locals"].append((name, ["plain", "cell", "free", "plain"][int(number)]))
        elif kind == "name":
            codes[-1]["names"].append(rest)
        elif kind == "const":
            codes[-1]["consts"].append(json.loads(rest))
        elif kind == "instr":
            name, aux, arg, at, text = rest.split(" ", 4)
            codes[-1]["raw"].append((name, int(aux), int(arg), tuple(map(int, at.split(":"))), text))
        elif kind == "handler":
            codes[-1]["handlers_raw"].append(tuple(map(int, rest.split(" "))))
    return {"codes": [finish(c, codes) for c in in_order(codes[0], codes)]}


def in_order(code, codes):
    yield code
    for value in code["consts"]:
        if value[0] == "code":
            yield from in_order(codes[value[1]], codes)


def name_codes(value, codes):
    if value[0] == "code":
        return ["code", codes[value[1]]["qualname"]]
    if value[0] == "float":
        return ["float", float.fromhex(value[1]).hex()]
    if value[0] == "tuple":
        return ["tuple"] + [name_codes(v, codes) for v in value[1:]]
    if value[0] == "frozenset":
        return ["frozenset"] + sorted((name_codes(v, codes) for v in value[1:]), key=repr)
    return value


def finish(code, codes):
    table = []
    for name, aux, arg, line, text in code["raw"]:
        if name == "LOAD_CONST":
            arg = name_codes(code["consts"][arg], codes)
        elif name in KINDS["name"]:
            arg = text
        elif name in ("LOAD_GLOBAL", "LOAD_ATTR", "LOAD_SUPER_ATTR"):
            arg = (text, aux)
        elif name in FAST:
            arg = code["locals"][arg][0]
        elif name in ("COMPARE_OP", "UNPACK_EX"):
            arg = (arg, aux)
        elif name in ("RESUME", "YIELD_VALUE", "CALL_FUNCTION_EX"):
            arg = aux
        table.append((name, arg, line[0]))
    handlers = {}
    for start, end, target, depth, lasti in code["handlers_raw"]:
        for index in range(start, end):
            handlers[index] = (target, depth, bool(lasti))
    return dict(code, instrs=table, places=[row[3] for row in code["raw"]], handlers=handlers)


# --- comparing ------------------------------------------------------------------------------

JUMPS = ("JUMP", "JUMP_BACKWARD", "POP_JUMP_IF_FALSE", "POP_JUMP_IF_TRUE", "POP_JUMP_IF_NONE",
         "POP_JUMP_IF_NOT_NONE", "NOP")


# What can fail, so that its place is shown in a traceback.
FAILING = ("LOAD_NAME LOAD_GLOBAL LOAD_DEREF LOAD_FAST_CHECK DELETE_NAME DELETE_FAST DELETE_DEREF LOAD_ATTR "
           "STORE_ATTR DELETE_ATTR LOAD_SUPER_ATTR CALL CALL_KW CALL_FUNCTION_EX BINARY_OP BINARY_SUBSCR "
           "BINARY_SLICE STORE_SUBSCR STORE_SLICE DELETE_SUBSCR COMPARE_OP CONTAINS_OP UNARY_NEGATIVE "
           "UNARY_NOT UNARY_INVERT UNARY_POSITIVE TO_BOOL GET_ITER FOR_ITER UNPACK_SEQUENCE UNPACK_EX "
           "RAISE_VARARGS RERAISE IMPORT_NAME IMPORT_FROM FORMAT_SIMPLE FORMAT_WITH_SPEC CONVERT_VALUE "
           "BUILD_MAP BUILD_SET SET_ADD MAP_ADD LIST_EXTEND SET_UPDATE DICT_UPDATE DICT_MERGE "
           "BEFORE_WITH WITH_EXCEPT_START CHECK_EXC_MATCH YIELD_VALUE SEND GET_YIELD_FROM_ITER").split()


def sort_static(instrs):
    """__static_attributes__ has no order in 3.13.0: it comes from a set."""
    out = [tuple(i) for i in instrs]
    for at, (name, arg, line) in enumerate(out):
        if name == "STORE_NAME" and arg == "__static_attributes__":
            old = out[at - 1]
            out[at - 1] = (old[0], ["tuple"] + sorted(old[1][1:], key=repr), old[2])
    return out


def plain(value):
    return json.loads(json.dumps(value))


def differences(want, got):
    if "error" in want or "error" in got:
        if want.get("error") != got.get("error"):
            yield "error: CPython %r, ours %r" % (want.get("error"), got.get("error"))
        return
    if len(want["codes"]) != len(got["codes"]):
        yield "%d code objects, ours %d" % (len(want["codes"]), len(got["codes"]))
        return
    for w, g in zip(want["codes"], got["codes"]):
        g = plain(g)
        a, b = sort_static(w["instrs"]), sort_static(g["instrs"])
        where = w["qualname"]
        if a != b:
            at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
            lo = max(0, at - 3)
            yield "%s: instruction %d\n  CPython %s\n  ours    %s" % (
                where, at, "\n          ".join(map(repr, a[lo:at + 5])),
                "\n          ".join(map(repr, b[lo:at + 5])))
            continue
        for index, row in enumerate(a):
            if row[0] in FAILING and w["places"][index] != g["places"][index]:
                yield "%s: place of instruction %d %r: CPython %r, ours %r" % (
                    where, index, row, w["places"][index], g["places"][index])
        for key in ("locals", "names", "line", "counts", "flags", "name", "qualname"):
            if w[key] != g[key]:
                yield "%s: %s: CPython %r, ours %r" % (where, key, w[key], g[key])
        if not w["stack"] - 1 <= g["stack"] <= w["stack"]:
            yield "%s: stack: CPython %r, ours %r" % (where, w["stack"], g["stack"])
        for index, row in enumerate(a):
            if row[0] not in JUMPS and w["handlers"].get(str(index)) != g["handlers"].get(str(index)):
                yield "%s: handler of instruction %d %r: CPython %r, ours %r" % (
                    where, index, row, w["handlers"].get(str(index)), g["handlers"].get(str(index)))


def snippets(path):
    with open(path, encoding="utf-8") as file:
        parts = file.read().split("# ---\n")
    return [p for p in parts if p.strip()]


def bad_cases(path):
    """(place and message, script) of every case of tests/bad/py/syntax.txt."""
    with open(path, encoding="utf-8") as file:
        parts = file.read()[:-1].split("\n### ")[1:]
    return [tuple(p.split("\n", 1)) for p in parts]


def serve():
    """As CPython 3.13: sources come as JSON lines on stdin, tables go out on stdout."""
    for line in sys.stdin:
        print(json.dumps(cpython(json.loads(line))), flush=True)


def main():
    python, dumper = find_python(), find_dumper()
    if not python or not dumper:
        print("1..0 # SKIP %s" % ("no CPython 3.13 found" if not python
                                  else "test_dis_dump is not built (make units)"))
        return 0
    paths = sys.argv[1:] or sorted(
        os.path.join(HERE, "dis", n) for n in os.listdir(os.path.join(HERE, "dis")))
    cases = [("%s %d" % (os.path.basename(p), n + 1), s, None)
             for p in paths for n, s in enumerate(snippets(p))]
    if not sys.argv[1:]:
        bad = bad_cases(os.path.join(ROOT, "tests", "bad", "py", "syntax.txt"))
        cases += [("CPython says %s" % expected, s, expected) for expected, s in bad]
    oracle = subprocess.run([python, "-I", "-S", "-W", "ignore", os.path.abspath(__file__),
                             "--serve"], input="".join(json.dumps(s) + "\n" for _, s, _ in cases),
                            capture_output=True, text=True)
    answers = [json.loads(a) for a in oracle.stdout.split("\n") if a]
    print("1..%d" % len(cases))
    failed = 0
    for number, ((name, source, expected), want) in enumerate(zip(cases, answers), 1):
        if expected:
            said = "%s:%s: %s" % (want.get("line"), want.get("column"), want.get("error"))
            print("%s %d - %s" % ("ok" if said == expected else "not ok", number, name))
            failed += said != expected
            continue
        with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as file:
            file.write(source)
            file.flush()
            found = list(differences(want, ours(dumper, file.name)))
        print("%s %d - %s" % ("not ok" if found else "ok", number, name))
        failed += bool(found)
        for text in found:
            print("# " + text.replace("\n", "\n# "))
        if found:
            print("# " + source.rstrip().replace("\n", "\n# "))
    return failed != 0 or len(answers) != len(cases)


if __name__ == "__main__":
    sys.exit(serve() if sys.argv[1:] == ["--serve"] else main())
