"""The short answer to any question of the record is one page, says nothing twice and leaves no caution out.

`make one-page` asks two thousand questions; `PYTHONPATH=engine:tests python tests/test_one_page.py 2000` measures as
many as one likes.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

import dedere
import profiles
from dedere.engine import default_engine
from dedere.errors import UsageError
from dedere.reporting.assessment import MOST_BARE, MOST_LINES
from dedere.schema.answer import Assessment

SEED = 7
SAMPLE = 24

HARD = (
    ("putin", "mng", "2024-09-02", "2024-09-03", "visit"),
    ("netanyahu", "hun", "2026-12-03", "2026-12-03", "visit"),
    ("putin", "arm", "2024-01-31", "2024-02-02", "visit"),
    ("bashir", "jor", "2017-03-29", "2017-03-29", "visit"),
    ("harun", "pse", "2023-05-21", "2023-05-21", "visit"),
    ("hussein", "cod", "2020-04-06", "2020-05-16", "visit"),
    ("bashir", "ita", "2014-03-10", "2015-04-14", "overflight"),
    ("putin", "ind", "2025-12-05", "2025-12-05", "visit"),
    ("bashir", "zaf", "2015-06-13", "2015-06-15", "visit"),
    ("sokolov", "crimea", "2023-11-12", "2024-05-30", "special_mission"),
    ("sokolov", "donetsk", "2025-05-31", "2026-05-31", "visit"),
    ("kobylash", "south_ossetia", "2025-06-12", "2025-06-14", "special_mission"),
    ("bashir", "east_jerusalem", "2017-02-12", "2017-02-14", "special_mission"),
    ("yekatom", "west_bank", "2020-12-24", "2021-02-02", "embassy"),
)
"""Questions whose answers have much to tell."""


def questions(seed: int, number: int) -> Iterator[tuple[str, str, str, str, str]]:
    """Random questions of the record: a person, a host, days and a manner of presence."""
    engine = default_engine()
    of = engine.corpus.by_predicate
    persons, hosts, areas = (sorted({str(it.atom.args[0]) for it in of[it]}) for it in ("person", "state", "part_of"))
    held = sorted({str(it.atom.args[0]) for it in of["controlled_by"]} & set(areas))
    wanted = sorted({(str(it.atom.args[2]), str(it.atom.args[3])) for it in of["warrant"]})
    presences = sorted(engine.corpus.vocabulary.types["presence"].constants)
    chance = random.Random(seed)  # nothing is kept secret by it
    for at in range(number):
        person, begin, host = chance.choice(persons), "20010101", chance.choice(hosts)
        if at % 2:
            # Half are of somebody who is wanted, on a day after that.
            person, since = chance.choice(wanted)
            begin = since if since.isdigit() else begin
        if at % 5 == 0:
            host = chance.choice(held if at % 10 else areas)
        day = date(int(begin[:4]), int(begin[4:6]), int(begin[6:]))
        first = day + timedelta(days=chance.randrange((date(2026, 12, 31) - day).days))
        last = first + timedelta(days=chance.choice((0, 0, 0, 2, 40)))
        yield person, host, str(first), str(last), chance.choice(("visit", chance.choice(presences)))


def answers(asked: Iterator[tuple[str, str, str, str, str]]) -> Iterator[Assessment]:
    """The answers to those of some questions that can be asked."""
    for person, host, first, last, presence in asked:
        try:
            yield dedere.assess(person, host, first=first, last=last, presence=presence)
        except UsageError:
            continue


def faults(answer: Assessment) -> list[str]:
    """What is wrong with the short answer as it is printed."""
    shown = answer.to_text()
    lines = shown.splitlines()
    flat = " ".join(shown.split()).lower()
    found = [f"a line of {len(it)} columns" for it in lines if len(it) > 80]
    # Cautions are never left out, however many there are: the rest of the page makes room for them.
    if len(lines) > MOST_LINES:
        found.append(f"{len(lines)} lines")
    for caution in (*answer.assumptions, *answer.warnings):
        said = _said(caution)
        # Of cautions that begin alike the beginning is told once; of days up to which the record is kept the first.
        apart = ((said[: it.start()], said[it.end() :]) for it in re.finditer(": ", said))
        there = said in flat or any(begin in flat and end in flat for begin, end in apart)
        if said.startswith("kept until "):
            first = re.findall(r" up to (\d+ \w+ \d+)", said)[0]
            there = there or f" up to {first}" in flat or f"only until {first}" in flat
        if not there and not ("the question goes past it" in said and "the question goes past it" in flat):
            found.append(f"left out: {caution}")
    items = re.findall(r"^  - (.*(?:\n    .*)*)", shown, re.MULTILINE)
    told = [" ".join(re.sub(r"\[[^]]*\]", "", it).split()) for it in items]
    found += [f"twice: {it}" for it, number in Counter(told).items() if number > 1]
    found += [f"machinery: {it}" for it in re.findall(r"\b[A-Z]{2,4}-[A-Z0-9]+(?:-[A-Z0-9]+)*\b", _prose(shown))]
    return [*found, *_bare_faults(answer)]


def _bare_faults(answer: Assessment) -> list[str]:
    """What is wrong with the answer without reasons: nine lines, with the verdict and every caution told or counted."""
    bare = answer.to_text(explain="none")
    flat = " ".join(bare.split())
    found = [f"{lines} lines with no explanation"] if (lines := len(bare.splitlines())) > MOST_BARE else []
    found += [] if flat.startswith(answer.summary) else ["no verdict"]
    every = [_said(it) for it in (*answer.assumptions, *answer.warnings) if "the record is kept" not in it]
    untold = sum(it not in flat.lower() for it in every)
    found += [] if answer.known_until is None or "Record: kept " in flat else ["not up to when the record is kept"]
    counted = sum(map(int, re.findall(r"\d+", "".join(re.findall(r"([^.]*)(?:, told by|:) --explain short", flat)))))
    if untold > counted:
        found.append(f"{untold} cautions are untold, {counted} are counted")
    return found


def _said(caution: str) -> str:
    """A caution as it is told under its label."""
    common = r"^(it is taken (?=that)|rests on memory, not on a source that was seen: |the record is (?=kept))"
    return re.sub(common, "", caution).lower()


def _prose(shown: str) -> str:
    """The text without what stands in brackets: authorities and decisions have numbers of their own."""
    return re.sub(r"\[[^]]*\]", "", shown)


@pytest.mark.parametrize("asked", HARD, ids=[" ".join(it[:3]) for it in HARD])
def test_an_answer_with_much_to_tell_is_one_page(asked: tuple[str, str, str, str, str]) -> None:
    (answer,) = answers(iter([asked]))
    assert faults(answer) == []
    assert "--explain full" in answer.to_text()
    assert len(answer.to_text().splitlines()) < len(answer.to_text(explain="full").splitlines())


NOTICES = (
    ("bashir", "zaf", "2016-12-01", ("has given notice, received on 19 October 2016", "Act 27 of 2002")),
    ("bashir", "zaf", "2017-06-15", ("took the notice back on 7 March 2017", "Act 27 of 2002")),
    ("bashir", "zaf", "2018-05-01", ("took the notice back on 7 March 2017", "Act 27 of 2002")),
    ("bashir", "hun", "2025-09-01", ("has given notice, received on 2 June 2025",)),
    ("harun", "bdi", "2017-06-01", ("has given notice, received on 27 October 2016",)),
)


@pytest.mark.parametrize(("person", "host", "day", "parts"), NOTICES, ids=[f"{it[1]} {it[2]}" for it in NOTICES])
def test_a_full_page_tells_what_has_changed_and_the_law_of_the_host(
    person: str, host: str, day: str, parts: tuple[str, ...]
) -> None:
    told, _, _ = " ".join(dedere.assess(person, host, on=day).to_text().split()).partition("Take care: ")
    assert [it for it in parts if it not in told] == []


@pytest.mark.parametrize("school", [None, "court"])
def test_what_a_state_that_only_agreed_risks_is_on_the_page(school: str | None) -> None:
    """Art. 87(5)(b), and why the Court's newer line leaves the State free: by holder and reason, at any width."""
    agreed = ["arrangement(ind,icc,20250901,#sup)"]
    told = dedere.assess("putin", "ind", on="2025-12-05", suppose=agreed, school=school).to_text()
    page = " ".join(told.split())
    assert "the Court may so inform the Assembly of States Parties (art. 87(5)(b))" in page
    if school:
        assert "the line of Pre-Trial Chamber II in 2024, taken no further (India is no Party, and" in page


def test_any_answer_is_one_page() -> None:
    asked = questions(profiles.DEMANDED or SEED, profiles.DEMANDED or SAMPLE)
    found = {str(it.question): wrong for it in answers(asked) if (wrong := faults(it))}
    assert found == {}


if __name__ == "__main__":
    lengths: list[int] = []
    for each in answers(questions(int(sys.argv[2]) if sys.argv[2:] else SEED, int(sys.argv[1]))):
        lengths.append(len(each.to_text().splitlines()))
        for fault in faults(each):
            it = each.question
            print(it.person, it.area or it.host, it.first_day, it.last_day, it.presence, fault, flush=True)
    lengths.sort()
    median, percent = statistics.median(lengths), statistics.quantiles(lengths, n=20)[-1]
    print(f"{len(lengths)} answers: {lengths[-1]} lines at most, median {median:.0f}, 95th percentile {percent:.0f}")
