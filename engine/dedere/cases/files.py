"""Case files: questions with the answers that the law must give, in YAML that a lawyer can read and write.

A file is a list of cases. The keys of a case:

    - name: one line, unlike any other in the file
      rule: the rule it is an example of                                         (optional)
      question: {person, host, first, last, presence, school}     last, presence and school may be left out
      positions: {ISSUE: option}     taken as given; only conclusions can be expected then   (optional)
      suppose: [facts added to the record]                                       (optional)
      withdraw: [facts left out of the record]                                   (optional)
      expect:                                                          at least one of
        verdict: obliged, not_obliged or contested
        schools: {court: obliged, ...}     or of a school by day: {court: {DAY: obliged, DAY to DAY: contested}}
        holds: [norms in force on some day under some position; `_` stands for anything]
        holds_not: [norms that must be in force on no day under no position]
        rules: [rules among the reasons]
        rules_not: [rules that must have no part in what holds]
        says: [parts of what the answer says]
        says_not: [what no sentence of the answer may say]
        issues: [contested questions that bear on the answer; ISSUE, or ISSUE: alone, together or no: how it turns it]
        issues_not: [contested questions that must not]
        assumptions: [parts of what the answer takes for granted]
        warnings: [parts of its warnings]
        why: {RULE: [parts of what `dedere why RULE` says in the case], FACT: ...}
        windows: [{act, first_day, last_day, standing, rule}, ...]   any of these keys; other windows may exist
        conclusions: ["NORM by RULE, certain, 2025-12-05 to 2025-12-07", ...]   exactly so; others may exist;
                     also "NORM by RULE is defeated by RULE, DAY to DAY" and "doubt WHAT, DAY to DAY"
        conclusions_not: ["NORM by RULE", "NORM by RULE is defeated by RULE", "doubt WHAT", ...]   on no day
      confidence: seen_twice, seen_once or recall                                (optional)
      source: where the expectation is from                                      (optional)
      xfail: why the case fails today                                            (optional)

A list of one may be written without brackets. A rule is among the reasons if it founds a norm in force on some day,
defeats a norm, or is named in a proof or in a reason why not. For `rules_not` reasons why not do not count, since they
name every rule that failed to found a duty, nor do technical steps of proofs. A part of a sentence is found whatever
the letter case and the blanks.

A case with `xfail` must fail. A case that rests on memory (`recall`) may fail without breaking a build, and is counted.
An expectation that cannot fail, or can never hold, is refused (see `validating`); in `says_not` only a slip in a word
is seen, none in how words follow one another.

What is deliberately no case is listed in comment lines `# left out NAME: reason`, which the tally counts too. All
values are read as text, so `NO` is Norway and a date is what is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from dedere.errors import UsageError, printable, reason_of
from dedere.language.files import read_file
from dedere.language.vocabulary import nearest
from dedere.language.yaml_texts import tree
from dedere.schema.answer import STRENGTH, Standing, Verdict

STAY = ""
"""The key of a verdict that is expected of the whole stay, where others stand under days."""

Status = Literal["passed", "failed", "open", "excused"]
"""How a case went: `open` fails as it says it does, `excused` fails and rests on memory only."""

UNDER_POSITIONS = frozenset({"conclusions", "conclusions_not", "why"})
"""The keys that can be expected where positions are taken as given."""

Turns = Literal["alone", "together", "no"]
"""How an issue turns the verdict, as answers have it."""


def _listed(given: Any) -> Any:
    return (given,) if isinstance(given, str) else given


def _by_day(given: Any) -> Any:
    return {STAY: given} if isinstance(given, str) else given


def _with_turns(given: Any) -> Any:
    """Issues in either way of writing them: `[ISS-A, ISS-B: alone]` or `{ISS-B: alone}`."""
    if not isinstance(given, (list, tuple, str)):
        return given
    items = _listed(given)
    if not all(isinstance(it, (dict, str)) for it in items):
        return given
    pairs = [pair for it in items for pair in (it.items() if isinstance(it, dict) else [(it, None)])]
    if len(dict(pairs)) < len(pairs):
        raise PydanticCustomError("twice", "an issue stands twice")
    return dict(pairs)


_TEXT = {"type": "string"}
_VERDICT = {"enum": list(STRENGTH), "type": "string"}
_ISSUES = {"type": "object", "additionalProperties": {"enum": [*get_args(Turns), None]}}

_TEXTS = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}

Texts = Annotated[tuple[str, ...], BeforeValidator(_listed), WithJsonSchema(_TEXTS)]
ByDay = Annotated[
    dict[str, Verdict],
    BeforeValidator(_by_day),
    WithJsonSchema({"anyOf": [_VERDICT, {"type": "object", "additionalProperties": _VERDICT}]}),
]
Whys = Annotated[
    dict[str, Texts], WithJsonSchema({"type": "object", "additionalProperties": _TEXTS, "minProperties": 1})
]
Issues = Annotated[
    dict[str, Turns | None],
    BeforeValidator(_with_turns),
    WithJsonSchema({"anyOf": [_TEXT, _ISSUES, {"type": "array", "items": {"anyOf": [_TEXT, _ISSUES]}}]}),
]


class Written(BaseModel):
    """What stands in a case file, which anyone may write: checked when it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Asked(Written):
    """The question of a case, as it is given to `dedere.assess`."""

    person: str
    host: str
    first: str
    last: str | None = None
    presence: str = "visit"
    school: str | None = None


class ExpectedWindow(Written):
    """What a window must be; what is left out may be anything."""

    act: str | None = None
    first_day: str | None = None
    last_day: str | None = None
    standing: Standing | None = None
    rule: str | None = None


class Expected(Written):
    """What the answer must be; what is left out may be anything."""

    verdict: Verdict | None = None
    schools: dict[str, ByDay] = Field(default_factory=dict)
    holds: Texts = ()
    holds_not: Texts = ()
    rules: Texts = ()
    rules_not: Texts = ()
    says: Texts = ()
    says_not: Texts = ()
    issues: Issues = Field(default_factory=dict)
    issues_not: Texts = ()
    assumptions: Texts = ()
    warnings: Texts = ()
    why: Whys = Field(default_factory=dict)
    windows: tuple[ExpectedWindow, ...] = ()
    conclusions: Texts = ()
    conclusions_not: Texts = ()


class Example(Written):
    """One case of a file."""

    name: str
    rule: str | None = None
    question: Asked
    positions: dict[str, str] = Field(default_factory=dict)
    suppose: Texts = ()
    withdraw: Texts = ()
    expect: Expected
    confidence: Literal["seen_twice", "seen_once", "recall"] | None = None
    source: str | None = None
    xfail: str | None = None


class Fault(NamedTuple):
    """What is wrong with a case: where in it (`("expect", "rules_not", 0)`), what, and what to do about it."""

    way: tuple[str | int, ...]
    message: str
    hint: str | None = None


class CaseFile(NamedTuple):
    """The cases of a file, the names of what it leaves out with the reasons, its text, and where in it all that is."""

    path: Path
    cases: tuple[Example, ...]
    left_out: tuple[tuple[str, str], ...]
    content: str = ""
    node: Any = None

    def refusal(self, faults: Sequence[tuple[int, Fault]]) -> UsageError:
        """The error that tells what is wrong with which cases: the first fault, and how many there are beside it."""
        return _refusal(self.path, self.node, faults)


# --------------------------------------------------------------------------------------------------------- reading them


_SEE = "see the documentation of case files"
_QUOTED = re.compile(r"(?<!\w)'(.*?)'(?!\w)")
_LEFT_OUT = re.compile(r"^# left out ([^:\n]+): (.+?)\r?$", re.MULTILINE)


def read(path: Path) -> CaseFile:
    """Read a case file. Raises `UsageError` for a file that is none: unknown or repeated keys, repeated names."""
    try:
        content = read_file(path).decode()
    except UnicodeDecodeError:
        raise _no_file(path, "it is not UTF-8") from None
    except OSError as error:
        raise UsageError(f"`{path}` cannot be read: {reason_of(error)}", "name a case file") from None
    except ValueError:
        raise UsageError(f"`{printable(str(path))}` is the path of no file", "name a case file") from None
    return parse(path, content)


def parse(path: Path, content: str) -> CaseFile:
    """The cases of a text that stands in a file, or is to stand there. Raises `UsageError` as `read` does."""
    import yaml

    try:
        node, listed = tree(content)
    except yaml.MarkedYAMLError as error:
        where = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise _no_file(path, f"{where}{error.problem or error}") from None
    except RecursionError:
        raise _no_file(path, "it is nested too deeply") from None
    except (ValueError, yaml.YAMLError) as error:
        raise _no_file(path, str(error) or type(error).__name__) from None
    if not isinstance(listed, list):
        raise _no_file(path, "it is no list of cases")
    cases: list[Example] = []
    faults: list[tuple[int, Fault]] = []
    for index, it in enumerate(listed):
        try:
            cases.append(Example.model_validate(it))
        except ValidationError as wrong:
            faults.extend((index, it) for it in _faults(wrong.errors()))
    if faults:
        raise _refusal(path, node, faults)
    names = [case.name for case in cases]
    for index, case in enumerate(cases):
        if case.name in names[:index]:
            faults.append((index, Fault(("name",), "has the name of another", "give each case a name of its own")))
        elif len(case.name.splitlines()) != 1 or not case.name.strip():
            faults.append((index, Fault(("name",), "has no name of one line", "say in one line what it is a case of")))
        faults.extend((index, it) for it in _empty(case))
    if faults:
        raise _refusal(path, node, faults)
    return CaseFile(path, tuple(cases), tuple(_LEFT_OUT.findall(content)), content, node)


def _no_file(path: Path, why: str) -> UsageError:
    why = " ".join(_QUOTED.sub(r"`\1`", why).split())
    return UsageError(f"`{path}` is no case file: {why}", _SEE)


def _faults(errors: Iterable[Any]) -> Iterator[Fault]:
    """The faults that pydantic found, in our words; a key that is none comes before the one that it was to be."""
    meant: set[tuple[str | int, ...]] = set()
    for error in sorted(errors, key=lambda it: bool(it["type"] != "extra_forbidden")):
        way = tuple(error["loc"])
        if error["type"] == "extra_forbidden":
            near = nearest(str(way[-1]), _keys(way[:-1]))
            meant.add((*way[:-1], near or ""))
            yield Fault(way, f"has a key that is none: `{'.'.join(map(str, way))}`", _instead(way, near))
        elif error["type"] != "missing":
            yield _fault(error)
        elif way not in meant:
            yield Fault(way, f"has no `{'.'.join(map(str, way))}`", _SEE)


def _keys(way: tuple[str | int, ...]) -> Iterable[str]:
    """The keys that may stand at a place of a case."""
    models: dict[str, type[Written]] = {"": Example, "question": Asked, "expect": Expected}
    return (ExpectedWindow if len(way) > 1 else models[str(way[0]) if way else ""]).model_fields


def _instead(way: tuple[str | int, ...], near: str | None) -> str:
    """What to do about a key that is none: another that is like it, or another place."""
    if near is not None:
        return f"did you mean `{near}`?"
    key = str(way[-1])
    if key in _keys(()):
        return f"`{key}` stands beside `question`"
    above = next((it for it in ("question", "expect") if key in _keys((it,))), None)
    return f"`{key}` stands below `{above}`" if above else f"the keys are {', '.join(_keys(way[:-1]))}"


def _fault(error: Any) -> Fault:
    """A fault that pydantic found, in our words."""
    way = tuple(error["loc"])
    where = ".".join(str(it) for it in way if it != STAY)
    message = error["msg"].lower().replace("'", "`").replace("a valid tuple", "a list")
    if error["type"] in ("model_type", "dict_type"):
        return Fault(way, f"has a fault: {where or 'it'} is no mapping of keys to values", _SEE)
    if error["type"] == "literal_error":
        return Fault(way, f"has a fault: {where} is `{error['input']}` and {message.removeprefix('input ')}", _SEE)
    return Fault(way, f"has a fault: {f'{where}: ' if where else ''}{message}", _SEE)


_NO_REASON = frozenset({"", "~", "null", "true", "false", "yes", "no", "on", "off"})
"""What YAML has for nothing, yes and no: all is read as text, and who wrote it gave no reason."""

_PARTS = ("says", "says_not", "assumptions", "warnings")


def _empty(case: Example) -> Iterator[Fault]:
    """What is wrong with a case whatever the law: it expects nothing, by some key or by all."""
    expect = case.expect
    if not expect.model_fields_set:
        yield Fault(("expect",), "expects nothing", "say what must come out, a `verdict` for instance")
    if case.xfail is not None and case.xfail.strip().casefold() in _NO_REASON:
        yield Fault(("xfail",), "does not say why it fails", "say why in words, or leave `xfail` out")
    if case.positions and not expect.model_fields_set <= UNDER_POSITIONS:
        where = ("expect", min(expect.model_fields_set - UNDER_POSITIONS))
        yield Fault(where, "takes positions and expects more than conclusions", "expect `conclusions` or `why` alone")
    for key in expect.model_fields_set:
        value = getattr(expect, key)
        if value in ((), {}):
            yield Fault(("expect", key), f"expects nothing by `{key}`", f"leave `{key}` out")
        for at, it in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(it, ExpectedWindow) and not it.model_fields_set:
                yield Fault(("expect", key, at), f"expects nothing by `{key}`", "say what the window must be")
            if isinstance(it, str) and not it.strip():
                part, unwanted = key in _PARTS, key.endswith("_not")
                # An empty text is said by any sentence, and names no rule, norm or issue.
                wrong = (
                    "expects nothing"
                    if part and not unwanted
                    else f"can never {'hold' if part or not unwanted else 'fail'}"
                )
                message = "is part of any" if part else "names nothing"
                yield Fault(
                    ("expect", key, at), f"{wrong} by `{key}`: an empty text {message}", "fill it, or leave it out"
                )
        for school in value if key == "schools" else ():
            if not value[school]:
                yield Fault(("expect", key, school), f"expects nothing of `{school}`", "name a verdict")
        for what in value if key == "why" else ():
            if not value[what] or not all(it.strip() for it in value[what]):
                yield Fault(("expect", key, what), f"expects nothing of `{what}`", "say a part of what is told of it")


def _refusal(path: Path, node: Any, faults: Sequence[tuple[int, Fault]]) -> UsageError:
    index, first = faults[0]
    entry = node.value[index]
    named = (value for key, value in entry.value if key.value == "name") if _maps(entry) else ()
    name = next((it.value for it in named if it.id == "scalar"), "?")
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    line = line_of(entry, first.way)
    return UsageError(f"`{path}:{line}`: the case `{name}` {first.message}{more}", first.hint)


def _maps(node: Any) -> bool:
    return node.id == "mapping"  # type: ignore[no-any-return]  # nodes of PyYAML are untyped here


def line_of(node: Any, way: Iterable[str | int]) -> int:
    """The line on which what stands at some place below a node of YAML begins, as far as there is such a place."""
    line = node.start_mark.line
    for step in way:
        found = None
        if _maps(node):
            found = next((pair for pair in node.value if pair[0].value == str(step)), None)
        elif node.id == "sequence":
            found = next(
                (
                    (it, it)
                    for at, it in enumerate(node.value)
                    if step in (at, it.value) or (_maps(it) and it.value and it.value[0][0].value == step)
                ),
                None,
            )
        if found is None:
            break
        key, node = found
        line = key.start_mark.line
    return int(line) + 1
