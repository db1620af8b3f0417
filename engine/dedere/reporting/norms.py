"""What else the host must, must not and may do, each thing once, with its days, its authority and who holds it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from dedere import dates
from dedere.reporting.names import Names
from dedere.reporting.selection import Reason

if TYPE_CHECKING:
    from datetime import date

    from dedere.schema.answer import Assessment, Conclusion

_VERBS = {"duty": "must", "forbidden": "must not", "permitted": "may"}


_PHASES = ("before", "", "after")
"""When an act is done, in the order in which it is told: before the days asked about, on them, after them."""


def norms(assessment: Assessment, names: Names, case: Collection[str]) -> tuple[str, list[Reason]]:
    """A title and the norms of the host: what comes before the days asked about, what on them, what after them.

    At each time what must, must not and may be done, those of the case first that all hold. Of each time and kind the
    first weighs least. Those that are told beside the first line are not told again.
    """
    near = sorted(
        assessment.conclusions,
        key=lambda it: (
            bool(case) and it.regime not in case and it.regime != "general",
            bool(held(assessment, it, names.within(spoken_of(it, case)))),
        ),
    )
    every = {
        (phase, kind): unique(
            _told(assessment, it, names, case)
            for it in near
            if it.kind == kind and it.bearer == assessment.question.host and it not in assessment.beside
            if names.phases.get(it.act, "") == phase
        )
        for phase in _PHASES
        for kind in _VERBS
    }
    kinds = [verb for kind, verb in _VERBS.items() if any(every[phase, kind] for phase in _PHASES)]
    also = "else " if assessment.windows or assessment.beside else ""
    title = f"What {also}{names.host} {_alternatives(kinds)} do" if kinds else ""
    parted = any(told for (phase, _), told in every.items() if phase)
    return title, [
        it._replace(weight=1 + place, when=_when(phase, assessment) if parted else "")
        for (phase, _), told in every.items()
        for place, it in enumerate(told)
    ]


def _when(phase: str, assessment: Assessment) -> str:
    """At what time something is done, as it is told of a day or of several."""
    if phase:
        return phase
    return "on the day" if assessment.question.first_day == assessment.question.last_day else "on these days"


def _alternatives(verbs: list[str]) -> str:
    return verbs[0] if len(verbs) == 1 else f"{', '.join(verbs[:-1])} and {verbs[-1]}"


def _told(assessment: Assessment, it: Conclusion, names: Names, case: Collection[str]) -> Reason:
    return Reason(
        it.sentence + days(assessment, it), it.authority, held(assessment, it, names.within(spoken_of(it, case)))
    )


class Counted(NamedTuple):
    """What stands before the number of things that there is no room to tell, and their name: of one, of several."""

    lead: str = "Beside that, "
    names: tuple[str, str] = ("", "")


def counted(assessment: Assessment, host: str, names: Names) -> Counted:
    """How what is told beside the first line is counted: by what it is, and whether it is so on every view."""
    every = [it for it in assessment.beside if it.act not in names.titles]
    if not every or any(it.kind != "duty" for it in every):
        return Counted()
    certain = [it.standing == "certain" for it in every]
    view = "" if all(certain) else " partly on some views only," if any(certain) else " on some views only,"
    return Counted(f"Beside that, {host} {'has' if not view else 'has,'}{view} ", ("duty", "duties"))


def beside(assessment: Assessment, names: Names, case: Collection[str]) -> Iterator[Reason]:
    """What is told beside the first line and has no heading of its own."""
    untitled = (it for it in assessment.beside if it.act not in names.titles)
    for it in unique(_told(assessment, it, names, case) for it in untitled):
        yield it._replace(sentence=f"beside that, {it.sentence}")


def titled(assessment: Assessment, names: Names, case: Collection[str]) -> Iterator[tuple[str, list[Reason]]]:
    """What is told beside the first line under headings of its own, in the order in which the rules name the acts."""
    for title in dict.fromkeys(names.titles.values()):
        acts = [act for act in names.titles if names.titles[act] == title]
        found = sorted((it for it in assessment.beside if it.act in acts), key=lambda it: acts.index(it.act))
        if found:
            # What stands under it names what it rests on.
            yield title, unique(_told(assessment, it, names, case)._replace(rests_on="") for it in found)


def spoken_of(it: Conclusion, case: Collection[str]) -> Collection[str]:
    """The regimes in which a school must speak to be named beside it: its own, or for what is common those at hand."""
    return case if it.regime == "general" else {it.regime}


def days(assessment: Assessment, it: Conclusion) -> str:
    """The days on which it holds, where that is not on all that were asked about."""
    asked = assessment.question
    return _within(it.first_day, it.last_day, asked.first_day, asked.last_day)


def _within(first: date, last: date, begin: date, end: date) -> str:
    return "" if (first, last) == (begin, end) else f" ({dates.span(first, last)})"


def held(assessment: Assessment, it: Conclusion, names: Names) -> str:
    """In whose view it holds, where that is not on every view: by their answer, where those who give it are several."""
    if it.standing == "certain":
        return ""
    alike = set(names.heard(it.schools))
    if len(alike) > 1:
        for verdict, said in (("obliged", "must"), ("not_obliged", "need not")):
            if alike == {id_ for id_ in names.heard(assessment.schools) if assessment.schools[id_] == verdict}:
                return f"on the views that it {said}"
    return names.view(it.schools)


def unique(told: Iterable[Reason]) -> list[Reason]:
    """Each sentence once."""
    return list({it.sentence: it for it in told}.values())
