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
        schools: {court: obliged, ...}
        holds: [norms in force on some day under some position; `_` stands for anything]
        holds_not: [norms that must be in force on no day under no position]
        rules: [rules among the reasons]
        rules_not: [rules that must have no part in what holds]
        windows: [{act, first_day, last_day, standing, rule}, ...]   any of these keys; other windows may exist
        conclusions: ["NORM by RULE, certain, 2025-12-05 to 2025-12-07", ...]   exactly so; others may exist;
                     also "NORM by RULE is defeated by RULE, DAY to DAY" and "doubt WHAT, DAY to DAY"
        conclusions_not: ["NORM by RULE", "NORM by RULE is defeated by RULE", "doubt WHAT", ...]   on no day
      confidence: seen_twice, seen_once or recall                                (optional)
      source: where the expectation is from                                      (optional)
      xfail: why the case fails today                                            (optional)

A rule is among the reasons if it founds a norm in force on some day, defeats a norm, or is named in a proof or in a
reason why not. For `rules_not` reasons why not do not count, since they name every rule that failed to found a duty,
nor do technical steps of proofs.

A case with `xfail` must fail. A case that rests on memory (`recall`) may fail without breaking a build, and is counted.

What is deliberately no case is listed in comment lines `# left out NAME: reason`, which the tally counts too. All
values are read as text, so `NO` is Norway and a date is what is written.

Reading these files needs PyYAML, which Dedere itself does without: `pip install 'dedere[test]'`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from dedere import dates
from dedere.answers.assessment import assess
from dedere.answers.solution import solve, windows
from dedere.asking import query as asking
from dedere.engine import Engine, School, default_engine
from dedere.errors import DedereError, UsageError, reason_of
from dedere.language.files import read_file
from dedere.program.question import matches
from dedere.schema.answer import Assessment, Proof, Verdict
from dedere.terms.values import Atom, quote, split, text

Status = Literal["passed", "failed", "open", "excused"]
"""How a case went: `open` fails as it says it does, `excused` fails and rests on memory only."""


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
    standing: Literal["certain", "contested"] | None = None
    rule: str | None = None


class Expected(Written):
    """What the answer must be; what is left out may be anything."""

    verdict: Verdict | None = None
    schools: dict[str, Verdict] = Field(default_factory=dict)
    holds: tuple[str, ...] = ()
    holds_not: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    rules_not: tuple[str, ...] = ()
    windows: tuple[ExpectedWindow, ...] = ()
    conclusions: tuple[str, ...] = ()
    conclusions_not: tuple[str, ...] = ()

    @property
    def of_conclusions_alone(self) -> bool:
        """Whether nothing else is expected, so that no reasons are needed."""
        return self.model_fields_set <= {"conclusions", "conclusions_not"}


class Example(Written):
    """One case of a file."""

    name: str
    rule: str | None = None
    question: Asked
    positions: dict[str, str] = Field(default_factory=dict)
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


class Outcome(NamedTuple):
    """How a case went, and what was not as expected, a sentence each."""

    case: Example
    status: Status
    different: tuple[str, ...]


@lru_cache(maxsize=1)
def _reader() -> Any:
    """A reader that takes every scalar as text, and no key twice."""
    try:
        import yaml
    except ImportError:
        raise DedereError("case files are read with PyYAML, which is not installed", "pip install PyYAML") from None

    class Reader(yaml.BaseLoader):
        pass

    def mapping(reader: Reader, node: yaml.MappingNode) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = reader.construct_object(key_node, deep=True)
            if key in made:
                message = f"the key `{key}` stands twice"
                raise yaml.constructor.ConstructorError(None, None, message, key_node.start_mark)
            made[key] = reader.construct_object(value_node, deep=True)
        return made

    Reader.add_constructor("tag:yaml.org,2002:map", mapping)
    return Reader


_LEFT_OUT = re.compile(r"^# left out ([^:]+): (.+)$", re.MULTILINE)


def read(path: Path) -> CaseFile:
    """Read a case file. Raises `UsageError` for a file that is none: unknown or repeated keys, repeated names."""
    reader = _reader()
    import yaml

    try:
        content = read_file(path).decode()
        listed = yaml.load(content, Loader=reader) or []  # noqa: S506 - it makes nothing but texts, lists and mappings
        if not isinstance(listed, list):
            raise ValueError("it is no list of cases")
        cases = tuple(map(_example, listed))
        names = [case.name for case in cases]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"it has these names twice: {', '.join(twice)}")
        empty = [case.name for case in cases if not case.expect.model_fields_set]
        more = [case.name for case in cases if case.positions and not case.expect.of_conclusions_alone]
        if more:
            raise ValueError(f"it has cases that take positions and expect more than conclusions: {', '.join(more)}")
        if empty:
            raise ValueError(f"it has cases that expect nothing: {', '.join(empty)}")
    except OSError as error:
        raise UsageError(f"`{path}` cannot be read: {reason_of(error)}", "name a case file") from None
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise UsageError(f"`{path.name}` is no case file: {why}", "see the documentation of case files") from None
    return CaseFile(path, cases, tuple(_LEFT_OUT.findall(content)))


def _example(listed: Any) -> Example:
    from pydantic import ValidationError

    try:
        return Example.model_validate(listed)
    except ValidationError as wrong:
        name = listed.get("name", "?") if isinstance(listed, dict) else "?"
        told = "; ".join(f"{'.'.join(map(str, it['loc']))}: {it['msg'].lower()}" for it in wrong.errors())
        raise ValueError(f"the case `{name}` has a fault: {told}") from None


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The case files among and below some paths, in order."""
    for path in paths:
        yield from sorted(path.rglob("*.yaml")) if path.is_dir() else (path,)


# --------------------------------------------------------------------------------------------------------- running them


def run(case: Example, engine: Engine | None = None) -> Outcome:
    """Ask the question of a case, and hold the answer against what is expected."""
    engine = engine or default_engine()
    try:
        if case.expect.of_conclusions_alone:
            different = list(conclusion_differences(case.expect, concluded(case, engine)))
        else:
            different = differences(case, ask(case, engine), engine)
    except DedereError as refused:
        different = [f"the question is refused: {refused.message}"]
    if case.xfail is not None:
        # A case that is said to fail and does not has to be looked at again.
        status: Status = "open" if different else "failed"
        return Outcome(case, status, tuple(different) or (f"it passes, and is said to fail: {case.xfail}",))
    if different and case.confidence == "recall":
        return Outcome(case, "excused", tuple(different))
    return Outcome(case, "failed" if different else "passed", tuple(different))


def updated(file: CaseFile, engine: Engine | None = None) -> tuple[str, list[str]]:
    """The text of a case file with the expectations of failed cases rewritten, and the names of these cases.

    Only the `expect` blocks of these cases change; comments within them are lost, all else stays as it is. What holds
    already stays, what does not is replaced where there is something in its place, else left out. To be read before it
    is kept: a rewritten expectation is what the rules say now, not what they should.
    """
    import yaml

    engine = engine or default_engine()
    lines = file.path.read_text(encoding="utf-8").splitlines(keepends=True)
    node = yaml.compose("".join(lines), Loader=_reader())
    changed: list[str] = []
    entries = list(node.value) if node else []
    for case, at in reversed(list(zip(file.cases, entries, strict=True))):
        outcome = run(case, engine)
        if outcome.status != "failed" or case.xfail is not None:
            continue
        try:
            block = _expected(case, ask(case, engine), engine)
        except DedereError:
            continue  # There is no answer to take the expectation from.
        key, value = next(pair for pair in at.value if pair[0].value == "expect")
        indent = " " * key.start_mark.column
        end = value.end_mark.line + (1 if value.end_mark.column > 0 and value.flow_style else 0)
        while end > key.start_mark.line + 1 and not lines[end - 1].split("#")[0].strip():
            end -= 1
        lines[key.start_mark.line : end] = [f"{indent}expect:\n", *(f"{indent}  {line}\n" for line in block)]
        changed.insert(0, case.name)
    return "".join(lines), changed


def _expected(case: Example, answer: Assessment, engine: Engine) -> Iterator[str]:
    """The lines of an expectation of the same kind as that of the case, which the answer meets."""
    expect = case.expect
    if expect.verdict is not None:
        yield f"verdict: {answer.verdict}"
    schools = [school for school in expect.schools if school in answer.schools]
    if schools:
        yield f"schools: {{{', '.join(f'{it}: {answer.schools[it]}' for it in schools)}}}"
    for key in ("holds", "holds_not", "rules", "rules_not", "conclusions", "conclusions_not"):
        kept = [
            it
            for it in getattr(expect, key)
            if not differences(case.model_copy(update={"expect": Expected.model_validate({key: [it]})}), answer, engine)
        ]
        if kept:
            yield f"{key}: [{', '.join(_scalar(it) for it in kept)}]"
    if expect.windows:
        keys = [key for key in ExpectedWindow.model_fields if any(getattr(it, key) for it in expect.windows)]
        windows = [", ".join(f"{key}: {getattr(it, key)}" for key in keys) for it in answer.windows]
        if windows:
            yield f"windows: [{', '.join(f'{{{it}}}' for it in windows)}]"
    if expect.verdict is None and not schools:
        yield f"verdict: {answer.verdict}"


def _scalar(value: str) -> str:
    return (
        value
        if re.fullmatch(r"[A-Za-z0-9_./-]+", value)
        else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )


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


def _query(case: Example, engine: Engine) -> asking.Query:
    question = case.question
    return asking.ask(
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


def asked(case: Example, engine: Engine) -> asking.Query:
    """The question of a case, read, on the positions that the case takes."""
    read = _query(case, engine)
    if not case.positions:
        return read
    positions = {quote(issue): option for issue, option in case.positions.items()}
    for atom in (Atom("option", it) for it in positions.items()):
        if not any(fact.atom.args[:2] == atom.args for fact in engine.corpus.by_predicate.get("option", ())):
            raise UsageError(f"`{text(atom.args[0])}: {atom.args[1]}` is no position", "see `dedere rules list`")
    taken = {**(read.school.positions if read.school else {}), **positions}
    return read.under(School("", "the positions of the case", taken, court=False))


def defeaters(engine: Engine, case: Example) -> set[str]:
    """The rules that defeat a norm on some day under some position, read off the solver and not off the reasons."""
    found = solve(asked(case, engine), also=["defeated/4"])
    return {text(split(atom)[1][2]) for atom in found.ever if atom.startswith("defeated(")}


def ask(case: Example, engine: Engine | None = None) -> Assessment:
    """The engine's answer to the question of a case."""
    return assess(_query(case, engine or default_engine()))


def differences(case: Example, answer: Assessment, engine: Engine) -> list[str]:
    """What is not as expected, a sentence each; nothing if all is."""
    expect = case.expect
    found: list[str] = []
    if expect.verdict is not None and answer.verdict != expect.verdict:
        found.append(f"the verdict is `{answer.verdict}` and was to be `{expect.verdict}`")
    for school, verdict in expect.schools.items():
        if school not in answer.schools:
            found.append(f"there is no school `{school}`; the schools are {', '.join(answer.schools)}")
        elif answer.schools[school] != verdict:
            found.append(f"under {school} the verdict is `{answer.schools[school]}` and was to be `{verdict}`")
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
    if expect.conclusions or expect.conclusions_not:
        found.extend(conclusion_differences(expect, concluded(case, engine)))
    for window in expect.windows:
        wanted = window.model_dump(exclude_none=True)
        if not any(all(str(getattr(it, key)) == value for key, value in wanted.items()) for it in answer.windows):
            windows = "; ".join(
                f"{it.act} {it.first_day} to {it.last_day} {it.standing} {it.rule}" for it in answer.windows
            )
            found.append(f"there is no window {wanted}; there is {windows or 'none'}")
    return found


def concluded(case: Example, engine: Engine) -> frozenset[str]:
    """Every conclusion of the answer to a case, defeat and doubt, a line each (see `lines`)."""
    found = solve(asked(case, engine), also=["defeated/4", "doubt/2"])
    return frozenset(lines(found.ever, found.certain, found.days, found.last))


def lines(possible: Iterable[str], certain: Set[str], days: Sequence[int], last: int) -> Iterator[str]:
    """What a case can name among its conclusions, over the longest days on which nothing changes.

    A norm in force with the rule that founds it and its standing; a norm that is defeated, by which rule; what is in
    doubt. The latter two on some position at least. `days` are those that were looked at, `last` the last of the stay.
    """
    atoms = list(possible)
    for it in windows((atom for atom in atoms if atom.startswith("effective(")), certain, {}, days, last):
        yield f"{it.norm} by {it.rule}, {it.standing}, {dates.iso(it.first)} to {dates.iso(it.last)}"
    beside: dict[str, set[int]] = {}
    for atom in atoms:
        if atom.startswith(("defeated(", "doubt(")):
            name, (*args, day) = split(atom)
            what = (
                f"doubt {args[0]}"
                if name == "doubt"
                else f"{args[0]} by {text(args[1])} is defeated by {text(args[2])}"
            )
            beside.setdefault(what, set()).add(days.index(int(day)))
    ends = [dates.previous_day(day) for day in days[1:]] + [last]
    for what, looked in beside.items():
        for first in sorted(at for at in looked if at - 1 not in looked):
            end = next(at for at in range(first, len(days)) if at + 1 not in looked)
            yield f"{what}, {dates.iso(days[first])} to {dates.iso(ends[end])}"


def conclusion_differences(expect: Expected, lines: Set[str]) -> Iterator[str]:
    """What the lines of the conclusions have not as expected, a sentence each."""
    for line in expect.conclusions:
        if line not in lines:
            near = sorted(it for it in lines if it.split(" by ")[0] == line.split(" by ")[0])
            yield f"`{line}` is not concluded; there is {'; '.join(near) or 'nothing of the kind'}"
    for founded in expect.conclusions_not:
        for line in sorted(lines):
            if line.startswith(f"{founded}, "):
                yield f"`{line}` is concluded, and must not"


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
