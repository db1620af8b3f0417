"""Differences, tables of suppositions and what would turn an answer, as text for a terminal or a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dedere.reporting import phrases
from dedere.reporting.report import ANSWERS, Names, School
from dedere.schema.answer import IN_WORDS

if TYPE_CHECKING:
    from dedere import Engine
    from dedere.reporting.page import Page
    from dedere.schema.difference import Difference, Flip, Flips, Grid, Shift

MOST_SHIFTS = 8
"""How many conclusions are told that are gained or lost."""

MOST_SETS = 6
"""How many sets of changes are told."""

_LEVELS = {"absent": "not", "contested": "on some views", "certain": "in any case"}


def named(engine: Engine, host: str | None) -> Names:
    """The names of the host and of the schools."""
    schools = tuple(School(it.id, it.name, it.positions, it.court) for it in engine.schools)
    return Names(engine.reasoner.phrases.name(host.lower()) if host else "", schools)


def difference(found: Difference, called: Names, page: Page) -> str:
    """What is gained and lost, each with the step at which the proofs part."""
    lines = page.wrap(f"What that changes: {_lower(found.summary)}", styles=("bold",))
    for school in called.schools:
        before, after = found.schools_before[school.id], found.schools_after[school.id]
        if before != after:
            lines += page.wrap(f"{school.name}: {ANSWERS[before]} before, {ANSWERS[after]} now", "  ", "    ")
    for title, shifts in (("Gained", found.gained), ("Lost", found.lost)):
        if shifts:
            lines += ["", *page.wrap(title, styles=("bold",))]
            for shift in shifts[:MOST_SHIFTS]:
                lines += _shift(shift, page)
            if len(shifts) > MOST_SHIFTS:
                more = f"and {len(shifts) - MOST_SHIFTS} more (dedere whatif --json shows all)"
                lines += page.wrap(more, "  ", "  ", ("dim",))
    if not found.gained and not found.lost:
        lines += page.wrap("Nothing is gained and nothing lost.", "  ")
    return "\n".join(lines)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _shift(shift: Shift, page: Page) -> list[str]:
    days = shift.first_day if shift.first_day == shift.last_day else f"{shift.first_day} to {shift.last_day}"
    standing = f"{_LEVELS[shift.before]} before, {_LEVELS[shift.after]} now"
    lines = page.wrap(phrases.sentence(shift.sentence), "  - ", "    ")
    lines += page.wrap(f"[{shift.rule}; {days}; {standing}]", "    ", "    ", ("dim",))
    for part in shift.parts[:1]:
        lines += page.wrap(f"the reasons part at: {part.sentence}", "    ", "      ")
        lines += page.wrap(f"otherwise: {part.instead.sentence}", "    ", "      ", ("yellow",))
    return lines


def grid(found: Grid, called: Names, page: Page) -> str:
    """A table with a row for each set of suppositions; rows alike are told together."""
    from tabulate import tabulate

    alike: dict[tuple[str, ...], list[str]] = {}
    for row in found.rows:
        answers = tuple(ANSWERS[row.schools[school.id]] for school in called.schools)
        said = row.host if found.host is None else " ".join(row.suppose)
        alike.setdefault((row.verdict.replace("_", " "), *answers), []).append(said)
    most = max(len(its) for its in alike.values()) if alike else 0
    ordered = sorted(alike.items(), key=lambda it: (len(it[1]) == most and len(alike) > 1, it[1]))
    lines = page.wrap(f"{len(found.rows)} suppositions, answered one at a time", styles=("bold",))
    for (verdict, *views_of), its in ordered:
        lines += ["", *page.wrap(f"{phrases.sentence(verdict)} ({len(its)})", styles=("bold",))]
        views = [[school.name, answer] for school, answer in zip(called.schools, views_of, strict=True)]
        lines += [f"  {line.rstrip()}" for line in tabulate(views, tablefmt="plain").splitlines()]
        told = its if len(its) <= 40 or found.host is None else its[:40]
        joint = ", " if found.host is None else "; "
        lines += page.wrap(joint.join(told), "  ", "  ", ("dim",))
        if len(told) < len(its):
            lines += page.wrap(f"and {len(its) - len(told)} more (--json shows all)", "  ", "  ", ("dim",))
    return "\n".join(lines)


def flips(found: Flips, called: Names, page: Page) -> str:
    """The sets of changes, each with the reason for the new verdict."""
    view = f" in the view of {called.of_schools([found.school])}" if found.school else ""
    before, after = IN_WORDS[found.from_verdict], IN_WORDS[found.to_verdict]
    if not found.sets:
        return "\n".join(page.wrap(f"Nothing turns it{view}: {found.reason}.", styles=("bold",)))
    lines = page.wrap(f"From {before} to {after}{view}, with any of these:", styles=("bold",))
    for number, it in enumerate(found.sets[:MOST_SETS], 1):
        lines += _flip(number, it, called, found.school, page)
    if len(found.sets) > MOST_SETS:
        more = f"and {len(found.sets) - MOST_SETS} more sets (--json shows all)"
        lines += ["", *page.wrap(more, styles=("dim",))]
    if not found.complete:
        lines += ["", *page.wrap("There may be more: the search was broken off.", styles=("dim",))]
    return "\n".join(lines)


def _flip(number: int, it: Flip, called: Names, only: str | None, page: Page) -> list[str]:
    lines = [""]
    for place, change in enumerate(it.changes):
        lines += page.wrap(phrases.sentence(change.sentence), f"{number}. " if place == 0 else "   ", "     ")
        facts = [*(f"--suppose '{fact}'" for fact in change.suppose), *(f"--withdraw '{it}'" for it in change.withdraw)]
        asked = not set(change.suppose) <= set(it.question.suppose)
        if not asked:
            lines += page.wrap(" ".join(facts), "     ", "     ", ("dim",))
    lines += page.wrap(f"then: {it.why.sentence}", "   ", "     ", ("yellow",))
    if only is None and len(set(it.schools.values())) > 1:
        told: Mapping[str, str] = it.schools
        views: Sequence[str] = [f"{school.name} {ANSWERS[told[school.id]]}" for school in called.schools]
        lines += page.wrap("; ".join(views), "   ", "     ", ("dim",))
    return lines
