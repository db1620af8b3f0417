"""What an answer has not as a case expects it: what was expected, what is told, and what is nearest, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from difflib import SequenceMatcher, get_close_matches

from dedere import dates
from dedere.cases.days import span
from dedere.cases.files import STAY, Expected, ExpectedWindow
from dedere.cases.told import Told, founded, holds
from dedere.language.vocabulary import nearest
from dedere.schema.answer import Window
from dedere.terms.values import text


def differences(expect: Expected, told: Told) -> list[str]:
    """What is not as expected, a sentence each; nothing if all is."""
    return [line for one in _KEYS if one in expect.model_fields_set for line in _KEYS[one](expect, told)]


def conclusion_differences(expect: Expected, lines: Set[str]) -> Iterator[str]:
    """What the lines of the conclusions have not as expected, a sentence each."""
    for line in expect.conclusions:
        if line not in lines:
            near = sorted(it for it in lines if founded(it).split(" by ")[0] == founded(line).split(" by ")[0])
            near = near or get_close_matches(line, sorted(lines), 1)
            yield f"`{line}` is not concluded; there is {_listed(near) or 'nothing of the kind'}"
    for unwanted in expect.conclusions_not:
        for line in sorted(lines):
            if line == unwanted or line.startswith(f"{unwanted}, "):
                yield f"`{line}` is concluded, and must not be"


# ------------------------------------------------------------------------------------------------------------- verdicts


def _verdict(expect: Expected, told: Told) -> Iterator[str]:
    if expect.verdict is not None and told.verdict != expect.verdict:
        yield f"the verdict is `{told.verdict}` and was to be `{expect.verdict}`"


def _schools(expect: Expected, told: Told) -> Iterator[str]:
    for school, expected in expect.schools.items():
        for when, verdict in expected.items():
            if when == STAY:
                found = told.schools.get(school, "not asked")
                if found != verdict:
                    yield f"under {school} the verdict is `{found}` and was to be `{verdict}`"
            else:
                yield from _on_days(told, school, when, verdict)


def _on_days(told: Told, school: str, when: str, verdict: str) -> Iterator[str]:
    """The first day of those meant on which a school has it otherwise."""
    first, last = span(when)
    for day in sorted({first, *(it for it in told.days if first < it <= last)}):
        found = told.verdict_on(day, school)
        if found != verdict:
            meant = "" if first == last else f", as from {dates.iso(first)} to {dates.iso(last)}"
            yield f"under {school} the verdict on {dates.iso(day)} is `{found}` and was to be `{verdict}`{meant}"
            return


# ------------------------------------------------------------------------------------------------------ norms and rules


def _holds(expect: Expected, told: Told) -> Iterator[str]:
    for pattern in expect.holds:
        if not any(holds(pattern, it.text) for it in told.norms):
            near = get_close_matches(pattern, [it.text for it in told.norms], 3, 0)
            yield f"`{pattern}` does not hold; what does, nearest first: {_listed(near) or 'nothing'}"


def _holds_not(expect: Expected, told: Told) -> Iterator[str]:
    for pattern in expect.holds_not:
        for it in told.norms:
            if holds(pattern, it.text):
                yield f"`{it.text}` holds by {it.rule}, and must not: `{pattern}` was to hold on no day"


def _rules(expect: Expected, told: Told) -> Iterator[str]:
    for rule in expect.rules:
        if any(it.rule == rule for it in told.norms) or rule in told.defeating:
            continue
        # Reasons cost most: they are asked for only where the conclusions do not name the rule.
        if rule not in told.founding and rule not in told.missing:
            reasons = told.founding | told.missing | told.defeating
            near = nearest(rule, reasons)
            more = f"the nearest is {near}, of " if near else ""
            yield f"{rule} is not among the reasons; {more}{', '.join(sorted(reasons)) or 'there are none'}"


def _rules_not(expect: Expected, told: Told) -> Iterator[str]:
    for rule in expect.rules_not:
        founded = [it.text for it in told.norms if it.rule == rule]
        if founded:
            yield f"{rule} founds something, and must not: {_listed(founded)}"
        elif rule in told.plainly_founding:
            yield f"{rule} founds something, and must not: it stands in a proof"
        elif rule in told.defeating:
            beaten = sorted(it for it in told.lines if f" is defeated by {rule}, " in it)
            yield f"{rule} defeats something, and must not: {_listed(beaten)}"


def _windows(expect: Expected, told: Told) -> Iterator[str]:
    for window in expect.windows:
        wanted = window.model_dump(exclude_none=True)
        near = nearest_windows(wanted, told)
        if not near or _alike(near[0], wanted) < len(wanted):
            yield f"there is no window {_window(window)}; there is {'; '.join(map(_window, near)) or 'none'}"


def nearest_windows(wanted: Mapping[str, str], told: Told) -> list[Window]:
    """The windows of an answer, those first that have most of what is wanted."""
    return sorted(told.windows, key=lambda it: -_alike(it, wanted))


def _alike(window: Window, wanted: Mapping[str, str]) -> int:
    return sum(str(getattr(window, key)) == value for key, value in wanted.items())


def _window(it: Window | ExpectedWindow) -> str:
    told = (f"{key}: {value}" for key in ExpectedWindow.model_fields if (value := getattr(it, key)) is not None)
    return f"`{', '.join(told)}`"


def _conclusions(expect: Expected, told: Told) -> Iterator[str]:
    yield from conclusion_differences(expect.model_copy(update={"conclusions_not": ()}), told.lines)


def _conclusions_not(expect: Expected, told: Told) -> Iterator[str]:
    yield from conclusion_differences(expect.model_copy(update={"conclusions": ()}), told.lines)


# ------------------------------------------------------------------------------------------------------------ sentences


def _says(expect: Expected, told: Told) -> Iterator[str]:
    yield from _parts(expect.says, told.sentences, "is not said")


def _says_not(expect: Expected, told: Told) -> Iterator[str]:
    for part in expect.says_not:
        for sentence in told.sentences:
            if _within(part, sentence):
                yield f"`{part}` is said, and must not be: `{sentence}`"


def _assumptions(expect: Expected, told: Told) -> Iterator[str]:
    yield from _parts(expect.assumptions, told.answer.assumptions, "is not assumed")


def _warnings(expect: Expected, told: Told) -> Iterator[str]:
    yield from _parts(expect.warnings, told.answer.warnings, "is not warned of")


def _why(expect: Expected, told: Told) -> Iterator[str]:
    for what, parts in expect.why.items():
        yield from _parts(parts, told.reason(what), f"is not told of `{what}`")


def _parts(wanted: Iterable[str], sentences: Sequence[str], how: str) -> Iterator[str]:
    for part in wanted:
        if not any(_within(part, it) for it in sentences):
            near = max(sentences, key=lambda it: _closeness(part, it), default=None)
            yield f"`{part}` {how}; {f'the nearest is `{near}`' if near else 'there is nothing of the kind'}"


def _within(part: str, sentence: str) -> bool:
    return _folded(part) in _folded(sentence)


def _folded(sentence: str) -> str:
    return " ".join(sentence.split()).casefold()


def _closeness(part: str, sentence: str) -> tuple[int, int]:
    """How many letters of a part stand together in a sentence; of two alike the shorter is closer."""
    blocks = SequenceMatcher(None, _folded(part), _folded(sentence), autojunk=False).get_matching_blocks()
    return sum(it.size for it in blocks if it.size > 2), -len(sentence)


def _issues(expect: Expected, told: Told) -> Iterator[str]:
    there = {it.id: it.turns for it in told.answer.issues}
    listed = ", ".join(f"{id_} ({turns})" for id_, turns in there.items()) or "none"
    for issue, turns in expect.issues.items():
        if issue not in there:
            yield f"the issue {issue} does not bear on the answer; those that do, and how they turn it: {listed}"
        elif turns is not None and there[issue] != turns:
            yield f"the issue {issue} turns the answer `{there[issue]}` and was to turn it `{turns}`"


def _issues_not(expect: Expected, told: Told) -> Iterator[str]:
    for it in told.answer.issues:
        if it.id in expect.issues_not:
            yield f"the issue {it.id} bears on the answer, and must not: `{it.question}`"


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(f"`{text(it)}`" for it in texts)


_KEYS = {
    "verdict": _verdict,
    "schools": _schools,
    "holds": _holds,
    "holds_not": _holds_not,
    "rules": _rules,
    "rules_not": _rules_not,
    "says": _says,
    "says_not": _says_not,
    "issues": _issues,
    "issues_not": _issues_not,
    "assumptions": _assumptions,
    "warnings": _warnings,
    "why": _why,
    "windows": _windows,
    "conclusions": _conclusions,
    "conclusions_not": _conclusions_not,
}
"""How each key is held against the answer."""
