"""Case files: questions with the answers that the law must give, in YAML that a lawyer can read and write.

A file is a list of cases. The keys of a case:

    - name: one line, unlike any other in the file
      rule: the rule it is an example of                                         (optional)
      question: {person, host, first, last, presence, school}     last, presence and school may be left out
      suppose: [facts added to the record]                                       (optional)
      withdraw: [facts left out of the record]                                   (optional)
      expect:                                                          at least one of
        verdict: obliged, not_obliged or contested
        schools: {court: obliged, ...}
        holds: [norms in force on some day under some position; `_` stands for anything]
        holds_not: [norms that must be in force on no day under no position]
        rules: [rules among the reasons]
        rules_not: [rules that must have no part in what holds]
        windows: [{act, first_day, last_day, standing, rule}, ...]   any of these keys; other windows may exist
      confidence: seen_twice, seen_once or recall                                (optional)
      source: where the expectation is from                                      (optional)
      xfail: why the case fails today                                            (optional)

A rule is among the reasons if it founds a norm in force on some day, defeats a norm, or is named in a proof or in a
reason why not. For `rules_not` reasons why not do not count, since they name every rule that failed to found a duty,
nor do technical steps of proofs.

A case with `xfail` must fail. A case that rests on memory (`recall`) may fail without breaking a build, and is counted.

What is deliberately no case is listed in comment lines `# left out NAME: reason`, which the tally counts too. All
values are read as text, so `NO` is Norway and a date is what is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field

import dedere
from dedere import asking
from dedere.answering import Answering
from dedere.answers import Assessment, Proof, Verdict
from dedere.engine import Engine
from dedere.questions import matches
from dedere.values import Atom, split, text

HOME = Path(__file__).parent
FOLDERS = (HOME / "examples", HOME / "cases")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Asked(_Strict):
    """The question of a case, as it is given to `dedere.assess`."""

    person: str
    host: str
    first: str
    last: str | None = None
    presence: str = "visit"
    school: str | None = None


class ExpectedWindow(_Strict):
    """What a window must be; what is left out may be anything."""

    act: str | None = None
    first_day: str | None = None
    last_day: str | None = None
    standing: Literal["certain", "contested"] | None = None
    rule: str | None = None


class Expected(_Strict):
    """What the answer must be; what is left out may be anything."""

    verdict: Verdict | None = None
    schools: dict[Literal["court", "custom2011", "council", "horizontal"], Verdict] = Field(default_factory=dict)
    holds: tuple[str, ...] = ()
    holds_not: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    rules_not: tuple[str, ...] = ()
    windows: tuple[ExpectedWindow, ...] = ()


class Example(_Strict):
    """One case of a file."""

    name: str
    rule: str | None = None
    question: Asked
    suppose: tuple[str, ...] = ()
    withdraw: tuple[str, ...] = ()
    expect: Expected
    confidence: Literal["seen_twice", "seen_once", "recall"] | None = None
    source: str | None = None
    xfail: str | None = None


class CaseFile(NamedTuple):
    """The cases of a file, and the names of what it leaves out with the reasons."""

    path: Path
    cases: tuple[Example, ...]
    left_out: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """The path below the tests."""
        return self.path.relative_to(HOME).as_posix() if self.path.is_relative_to(HOME) else self.path.name


class _Reader(yaml.BaseLoader):
    """Reads every scalar as text, and no key twice."""


def _mapping(reader: _Reader, node: yaml.MappingNode) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = reader.construct_object(key_node, deep=True)
        if key in made:
            raise yaml.constructor.ConstructorError(None, None, f"the key `{key}` stands twice", key_node.start_mark)
        made[key] = reader.construct_object(value_node, deep=True)
    return made


_Reader.add_constructor("tag:yaml.org,2002:map", _mapping)
_LEFT_OUT = re.compile(r"^# left out ([^:]+): (.+)$", re.MULTILINE)


def read(path: Path) -> CaseFile:
    """Read a case file. Raises `ValueError` for unknown or repeated keys and repeated names."""
    content = path.read_text(encoding="utf-8")
    # A BaseLoader makes nothing but texts, lists and mappings.
    listed = yaml.load(content, Loader=_Reader) or []  # noqa: S506
    if not isinstance(listed, list):
        raise ValueError(f"{path.name} is no list of cases")
    cases = tuple(map(Example.model_validate, listed))
    names = [case.name for case in cases]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"{path.name} has these names twice: {', '.join(twice)}")
    empty = [case.name for case in cases if not case.expect.model_fields_set]
    if empty:
        raise ValueError(f"{path.name} has cases that expect nothing: {', '.join(empty)}")
    return CaseFile(path, cases, tuple(_LEFT_OUT.findall(content)))


def files(folders: Iterable[Path] = FOLDERS) -> Iterator[Path]:
    """The case files below the folders, in order."""
    for folder in folders:
        yield from sorted(folder.rglob("*.yaml"))


# ----------------------------------------------------------------------------------------------------------- the answer


class Norm(NamedTuple):
    """A norm of an answer with the rule that founds it."""

    text: str
    rule: str


def norms(answer: Assessment) -> Iterator[Norm]:
    """Every norm in force on some day under some position; ids of States in lower case, as in the record."""
    for window in answer.windows:
        yield _norm("duty", (window.bearer, window.act, window.person, window.toward), window.rule)
    for it in answer.conclusions:
        yield _norm(it.kind, (it.bearer, it.act, it.object, it.toward), it.rule)


def _norm(kind: str, parts: tuple[str, ...], rule: str) -> Norm:
    return Norm(str(Atom(kind, tuple(_id(part) for part in parts))), rule)


def _id(shown: str) -> str:
    return shown.lower() if re.fullmatch(r"[A-Z]{3}", shown) else shown


def _same(pattern: str, norm: str) -> bool:
    return matches(_plain(pattern), norm)


def _plain(pattern: str) -> str:
    """A norm without the spaces that a writer may have left and without the quotes of its texts."""
    name, args = split(re.sub(r"\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", "", pattern))
    return str(Atom(name, tuple(text(arg) for arg in args)))


def founding(answer: Assessment, technical: bool = True) -> set[str]:
    """The rules that found what holds, with those in its proofs, technical steps among them or not."""
    return {norm.rule for norm in norms(answer)} | {it for proof in answer.why for it in _rules(proof, technical)}


def named(answer: Assessment) -> set[str]:
    """The rules that the reasons why not name."""
    missing = {it for miss in answer.why_not for it in _rules(miss.missing)}
    return missing | {miss.rule for miss in answer.why_not}


def _rules(proof: Proof, technical: bool = True) -> Iterator[str]:
    if proof.rule and (technical or not proof.folded):
        yield proof.rule
    for child in proof.children:
        yield from _rules(child, technical)


def asked(case: Example, engine: Engine) -> Answering:
    """The question of a case, solved."""
    question = case.question
    return asking.ask(
        engine,
        question.person,
        question.host,
        first=question.first,
        last=question.last or question.first,
        presence=question.presence,
        suppose=case.suppose,
        withdraw=case.withdraw,
        school=question.school,
    ).answer(engine)


def defeaters(engine: Engine, case: Example) -> set[str]:
    """The rules that defeat a norm on some day under some position, read off the solver and not off the reasons."""
    found = asked(case, engine)
    brave = found.ground._solve("brave", found.fixed, (), True)  # the public face shows norms only
    return {text(split(atom)[1][2]) for atom in brave or () if atom.startswith("defeated(")}


def ask(case: Example, engine: Engine | None = None) -> Assessment:
    """The engine's answer to the question of a case."""
    question = case.question
    return dedere.assess(
        question.person,
        question.host,
        first=question.first,
        last=question.last or question.first,
        presence=question.presence,
        suppose=case.suppose,
        withdraw=case.withdraw,
        school=question.school,
        engine=engine,
    )


def differences(case: Example, answer: Assessment, engine: Engine) -> list[str]:
    """What is not as expected, a sentence each; nothing if all is."""
    expect = case.expect
    found: list[str] = []
    if expect.verdict is not None and answer.verdict != expect.verdict:
        found.append(f"the verdict is {answer.verdict}, not {expect.verdict}")
    for school, verdict in expect.schools.items():
        if answer.schools.get(school) != verdict:
            found.append(f"under {school} the verdict is {answer.schools.get(school)}, not {verdict}")
    in_force = list(norms(answer))
    listed = ", ".join(sorted({norm.text for norm in in_force}))
    found.extend(
        f"`{pattern}` does not hold; what holds is {listed}"
        for pattern in expect.holds
        if not any(_same(pattern, norm.text) for norm in in_force)
    )
    found.extend(
        f"`{norm.text}` holds by {norm.rule}, and must not"
        for pattern in expect.holds_not
        for norm in in_force
        if _same(pattern, norm.text)
    )
    found.extend(_rule_differences(case, answer, engine))
    for window in expect.windows:
        wanted = window.model_dump(exclude_none=True)
        if not any(all(getattr(it, key) == value for key, value in wanted.items()) for it in answer.windows):
            windows = "; ".join(
                f"{it.act} {it.first_day} to {it.last_day} {it.standing} {it.rule}" for it in answer.windows
            )
            found.append(f"there is no window {wanted}; there is {windows or 'none'}")
    return found


def _rule_differences(case: Example, answer: Assessment, engine: Engine) -> Iterator[str]:
    expect = case.expect
    founds, names = founding(answer), named(answer)
    defeats = defeaters(engine, case) if expect.rules_not or not set(expect.rules) <= founds | names else set()
    for rule in expect.rules:
        if rule not in founds | names | defeats:
            known = "is not among the reasons" if rule in engine.corpus.rules else "is no rule at all"
            yield f"{rule} {known}; those are {', '.join(sorted(founds | names | defeats))}"
    founds = founding(answer, technical=False)
    for rule in expect.rules_not:
        if rule in founds | defeats:
            yield f"{rule} {'founds' if rule in founds else 'defeats'} something, and must not"
