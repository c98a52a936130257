#!/usr/bin/env python3
"""assets/scenario.schema.json says the same as the program: every shipped scenario is valid, every
bad one whose fault a schema can express is refused. Output is TAP."""
import json
import pathlib
import sys

sys.dont_write_bytecode = True
TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "tests" / "oracle"))
from tap import Tap

SCHEMA = TOP / "assets/scenario.schema.json"

# Faults that lie between two values, or in how the file is written: no schema can see them.
BEYOND_A_SCHEMA = {
    "ask_answer_no_choice.json",
    "ask_answer_no_choice_de.json",
    "expect_raises_early.json",
    "json_high_surrogate.json",
    "json_low_surrogate.json",
    "json_nul_escape.json",
}
# Bad Python in a good scenario is the compiler's to refuse: such files are called script_*.json.
SCRIPT = "script_"

try:
    import jsonschema
except ImportError:
    jsonschema = None


def strict(pairs):
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError("duplicate key")
    return dict(pairs)


def no_constant(word):
    raise ValueError(word)


def read(path):
    """The value, or None where the file is no JSON that a schema could look at."""
    try:
        return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=strict,
                          parse_constant=no_constant)
    except ValueError:
        return None


SMALLEST = {"title": "x", "steps": [{"do": "a = []"}]}


def with_step(**keys):
    return {"title": "x", "steps": [keys]}


VALID = {
    "the smallest scenario": SMALLEST,
    "a step that only speaks": with_step(say="hello"),
    "texts by language": {"title": {"en": "x", "pt-BR": "y"}, "steps": [{}]},
    "all settings": {**SMALLEST, "$schema": "x", "topic": "t", "summary": "s", "python": "3.15",
                     "gc": {"enabled": True, "threshold": [0]}, "minutes": 2.5, "level": "heap",
                     "hide": ["Node"], "setup": "import gc"},
    "all expectations": with_step(expect={
        "refcount": {"a": 1}, "alive": 3, "died": {"Node": 0}, "collected": 2, "output": "",
        "raises": "ValueError", "dead": ["r"]}),
    "an engine's answer": with_step(ask={"question": "?", "answer": "alive(a.Node)",
                                         "choices": ["1", {"de": "2"}], "explain": "so"}),
    "a text that only looks like one": with_step(
        ask={"question": "?", "answer": "refcount(a) + refcount(b)"}),
}


def main():
    tap = Tap()
    if jsonschema is None:
        tap.skip("the schema accepts and refuses what the program does",
                 "python3-jsonschema is not installed")
        tap.end()
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema)

    def must_be_valid(value, name):
        errors = [f"{list(error.absolute_path)}: {error.message}"
                  for error in validator.iter_errors(value)]
        tap.ok(not errors, f"{name} is valid", "\n".join(errors[:3]))

    faults = list(jsonschema.Draft7Validator(
        jsonschema.Draft7Validator.META_SCHEMA).iter_errors(schema))
    tap.ok(not faults, "the schema is a schema", faults[:1])
    for name, value in VALID.items():
        must_be_valid(value, name)
    for path in sorted((TOP / "scenarios").glob("**/*.json")):
        must_be_valid(read(path), path.relative_to(TOP))
    for path in sorted((TOP / "tests/bad").glob("*.json")):
        value = read(path)
        judged = path.name not in BEYOND_A_SCHEMA and not path.name.startswith(SCRIPT)
        if value is not None and judged:
            tap.ok(not validator.is_valid(value), f"{path.name} is refused")
    tap.end()


if __name__ == "__main__":
    main()
