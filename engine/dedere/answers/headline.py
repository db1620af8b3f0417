"""The first line of an answer: the verdict with the days on which it is so, and what is told beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dedere import dates
from dedere.answers.inability import partly, throughout
from dedere.answers.solution import Solution, norm_of
from dedere.program.question import fill, matches
from dedere.schema.answer import Conclusion, Inability, Stretch, Verdict
from dedere.terms.values import text

if TYPE_CHECKING:
    from dedere.engine import School

_VIEWS: Mapping[Verdict, str] = {
    "obliged": "it must",
    "not_obliged": "it need not",
    "contested": "that is open too",
}
_BOUND: Mapping[Verdict, str] = {**_VIEWS, "not_obliged": "it is not bound"}
_OTHERWISE: Mapping[Verdict, str] = {
    "obliged": "it must",
    "contested": "that is contested",
    "not_obliged": "it has no such duty",
}


def stretches(found: Solution, verdict: Verdict, schools: Mapping[str, Verdict]) -> tuple[Stretch, ...]:
    """The verdict, and that of each school, by the longest days on which none of them changes.

    `verdict` and `schools` are those of the whole stay, which are those of its only day where no other was looked at.
    """
    days = found.days
    told: list[Stretch] = []
    for day, after in zip(days, [*days[1:], None], strict=True):
        last = dates.as_date(found.last if after is None else dates.previous_day(after))
        if len(days) > 1:
            verdict = found.ground.verdict_on(day, found.fixed)
            schools = {it.id: found.ground.verdict_on(day, it.positions) for it in found.schools}
        if told and (told[-1].verdict, told[-1].schools) == (verdict, schools):
            told[-1] = told[-1].model_copy(update={"last_day": last})
        else:
            told.append(Stretch(first_day=dates.as_date(day), last_day=last, verdict=verdict, schools=dict(schools)))
    return tuple(told)


def headline(
    found: Solution,
    verdict: Verdict,
    by_day: Sequence[Stretch],
    named: Mapping[str, str],
    *,
    area: bool,
    school: School | None,
    unable: Sequence[Inability] = (),
    under: Collection[str] = (),
    completing: Sequence[Conclusion] = (),
) -> str:
    """The verdict in words, with the days on which it is so; `named` has the slots of the question in words.

    Days of the stay on which the answer is another are told behind it. `area` says whether an area was asked about;
    a school is named as it is `under` these regimes. Who is bound and cannot act is never told as one who must, nor as
    one who need not. What is `completing` the act is told in one breath with it.
    """
    slot = found.declared.slot
    sought = act_sought(found)
    host, act = named[slot("host")], fill(sought, named)
    cannot = throughout(found, unable)
    place = f"in {named[slot('area')]} " if area and named[slot("area")] != cannot else ""
    voice = school.voice(under) if school is not None and _settles(found, str(found.given[slot("host")])) else None
    view = f", in the view of {voice}" if voice is not None else ""
    when = f"{place}{_when(_joined(it for it in by_day if it.verdict == verdict))}{view}"
    if verdict == "not_obliged":
        told = [f"Not obliged: {host} has no duty to {act} {when}"]
    elif verdict == "obliged" and cannot is not None:
        told = [f"Obliged: {host} is bound, but cannot act in {cannot}: the duty to {act} stands {when}"]
    elif verdict == "obliged":
        told = ["".join([f"Obliged: {host} must {act} {when}", *_instead(found, sought, named, under)])]
    elif cannot is not None:
        told = [f"Contested: whether {host} is bound to {act} {when}; it cannot act in {cannot}"]
    else:
        told = [f"Contested: whether {host} must {act} {when}"]
    told[0] += f"{_completed(found, completing, by_day, verdict, bound=cannot is not None, under=under)}."
    if cannot is None and verdict != "not_obliged":
        told += map(partly, unable)
    court = found.engine.court
    # Where no school differs from another, what is open is not what they differ on.
    differ = len({view for it in by_day for view in it.schools.values()}) > 1
    speaking = None if court is None or school is not None or not differ else court.voice(under)
    if verdict == "contested" and court is not None and speaking is not None:
        views: Mapping[Verdict, str] = _VIEWS
        if cannot is not None:
            views = {**_BOUND, "obliged": "it is bound, but cannot act there"}
        told.append(_court(speaking, court.id, [it for it in by_day if it.verdict == verdict], views))
    for other in _VIEWS:
        if other != verdict and any(it.verdict == other for it in by_day):
            days = _when(_joined(it for it in by_day if it.verdict == other))
            told.append(f"{days[:1].upper()}{days[1:]} {_OTHERWISE[other]}.")
    return " ".join(told)


def _settles(found: Solution, host: str) -> bool:
    """Whether the school that is asked settles anything that the host must, must not or may do: else no view is its."""

    def of_host(norms: Iterable[str]) -> set[str]:
        return {it for it in norms if norm_of(it).partition("(")[2].startswith(f"{host},")}

    ground = found.ground
    return of_host(ground.possible({})) != of_host(found.possible) or of_host(ground.certain({})) != of_host(
        found.certain
    )


def completing(found: Solution, conclusions: Iterable[Conclusion], host: str) -> tuple[Conclusion, ...]:
    """What the rules tell of the host within the first line: what becomes of what its act leaves open."""
    return tuple(it for it in conclusions if it.bearer == host and it.act in _named(found, "completes"))


def _completed(
    found: Solution,
    completing: Iterable[Conclusion],
    by_day: Sequence[Stretch],
    verdict: Verdict,
    *,
    bound: bool,
    under: Collection[str],
) -> str:
    """What completes the act, each with its schools where these are not those of the verdict, and with its days where
    it is not so on all of those.
    """
    days = _joined(it for it in by_day if it.verdict == verdict)
    told: dict[tuple[str, ...], list[tuple[date, date]]] = {}
    for it in sorted(completing, key=lambda it: it.first_day):
        among = [day for day in by_day if day.first_day <= it.last_day and it.first_day <= day.last_day]
        owing = {id_ for day in among for id_, view in day.schools.items() if view == "obliged"}
        heard = [] if owing <= {*it.schools} else [school for school in found.schools if school.id in it.schools]
        voices = [voice for school in heard if (voice := school.voice(under)) is not None]
        view = [f"in the view of {' and '.join(voices)}"] if voices else []
        runs = told.setdefault((*view, it.sentence), [])
        if runs and it.first_day <= runs[-1][1] + timedelta(days=1):
            runs[-1] = runs[-1][0], max(runs[-1][1], it.last_day)
        else:
            runs.append((it.first_day, it.last_day))
    if not told:
        return ""
    condition = {"contested": f"if it {'is bound' if bound else 'must'}, "}.get(verdict, "")
    parts = []
    for (*said, sentence), runs in told.items():
        if not all(any(first <= day.first_day and day.last_day <= last for first, last in runs) for day in days):
            said.append(" and ".join(dates.stretch(*it) for it in runs))
        parts.append(", ".join([*said, sentence]))
    return f"; {condition}{'; '.join(parts)}"


def act_sought(found: Solution) -> str:
    """The act that the answer is about: the first that is owed whatever position is taken, else the first that is owed
    on some view, else the first that is asked for.
    """
    owed = _owed(found, found.certain) or _owed(found, found.possible)
    return owed[0] if owed else found.declared.seeks[0].sentence


def _owed(found: Solution, atoms: Iterable[str]) -> list[str]:
    """The acts that are owed by some of these atoms of `effective/3`, in the order in which they are told."""
    norms = {norm_of(it) for it in atoms}
    seeks = zip(found.declared.seeks, found.seeks, strict=True)
    return list(dict.fromkeys(it.sentence for it, pattern in seeks if any(matches(pattern, norm) for norm in norms)))


def _instead(found: Solution, told: str, named: Mapping[str, str], under: Collection[str]) -> Iterator[str]:
    """Who must act whatever position is taken, and on some views does another act than the one told: on which views.

    Told is what goes before the act told, and, where no one act is owed on every view, of each who holds it.
    """
    owed = _owed(found, found.possible)
    if told in _owed(found, found.certain):
        others = owed[: owed.index(told)]
    else:
        yield f", {_view(found, told, under)}"
        others = [it for it in owed if it != told]
    for act in others:
        yield f"; {_view(found, act, under)}, it must {fill(act, named)}"


def _view(found: Solution, act: str, under: Collection[str]) -> str:
    """In whose view an act is owed."""
    holders = [it for it in found.schools if act in _owed(found, found.by_school[it.id][1])]
    voices = [voice for it in holders if (voice := it.voice(under)) is not None]
    return f"in the view of {' and '.join(voices)}" if voices else "on some positions"


def _court(name: str, court: str, by_day: Sequence[Stretch], words: Mapping[Verdict, str]) -> str:
    """What the court holds, by days where it is not the same on all of them."""
    views: list[Verdict] = list(dict.fromkeys(it.schools[court] for it in by_day))
    told = [words[views[0]]]
    if len(views) > 1:
        told = [f"{words[it]} {_when(_joined(day for day in by_day if day.schools[court] == it))}" for it in views]
    return f"In the view of {name}, {'; '.join(told)}."


def _joined(by_day: Iterable[Stretch]) -> list[Stretch]:
    """Stretches without a gap between them made one, whatever the schools say on each."""
    joined: list[Stretch] = []
    for it in by_day:
        if joined and joined[-1].last_day + timedelta(days=1) == it.first_day:
            joined[-1] = joined[-1].model_copy(update={"last_day": it.last_day})
        else:
            joined.append(it)
    return joined


def _when(by_day: Iterable[Stretch]) -> str:
    told = [dates.stretch(it.first_day, it.last_day) for it in by_day]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def beside(found: Solution, conclusions: Iterable[Conclusion], host: str) -> tuple[Conclusion, ...]:
    """What the host must or may do, or is told, that the rules tell beside the first line, whatever the verdict is."""
    acts = _named(found, "beside")
    return tuple(it for it in conclusions if it.bearer == host and it.act in acts)


def _named(found: Solution, predicate: str) -> set[str]:
    """The acts that a predicate of the rules names."""
    return {text(it.atom.args[1]) for it in found.engine.corpus.by_predicate.get(predicate, ())}
