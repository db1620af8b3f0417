"""What the law once had wrong: a kind of fault a line, and the cases (their names, or how these begin) that hold what
is right of it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent

ONCE_WRONG = {
    "a request of another State ended the duty to arrest": (
        "RS-90-5: a bare request of his own State never ends the duty to arrest the President of Russia",
        "RS-90-6: a State that is no party asks under a treaty, the case is admissible",
    ),
    "cannot was told as need not": (
        "TER-OCC: in occupied Mariupol Ukraine is bound, but cannot act",
        "TER-OCC: in the Gaza Strip Palestine is bound, but cannot act",
    ),
    "one exit, two answers": (
        "RS-127-2B: the same question of the same exit gets the same answer, whoever is wanted (Putin in Burundi)",
        "RS-127-2B: the same question of the same exit gets the same answer, whoever is wanted (Netanyahu in Burundi)",
        "T04 Burundi left in 2017, while Ukraine was under preliminary examination",
    ),
    "a ship in passage, and no conflict told": (
        "TER-PASSAGE: a merchant ship in passage: two treaties may conflict, and the flag State can be asked",
    ),
    "a treaty on diplomats stopped an order of the Council": (
        "HC-103: a treaty on diplomats yields to the Charter, the custom behind it is another question",
    ),
    "an extension from a day that is not certain": (
        "DOUBT-EXTENT: from when the Statute extends to the Isle of Man is not certain",
    ),
    "a finding under the Statute was cited for custom": (
        "the Statute alone leaves custom aside: what the host owes the other State is outranked, not denied",
    ),
    "what removes one immunity removed all": (
        "IM-UNREP: in New York no view of the Court removes what the United States owes a delegate",
    ),
    "the ban of a State that owes nothing fell for some persons": (
        "a State that owes the Court nothing: the ban stands on every view, of a Party's leader",
        "a State that owes the Court nothing: and of another's",
    ),
    "a declaration was read wider than it is": (
        "RS-124: the declaration of Ukraine covers its nationals alone, and that is disputed",
    ),
    "a school spoke that was not asked": ("with one school only that school speaks",),
    "an instrument that was taken back had never been": (
        "VT-INSTRUMENT: an instrument that is taken back later makes a contracting State meanwhile",
    ),
    "a notice of withdrawal was passed over": (
        "RS-127-1: a notice that runs is told, with the day it takes effect and what outlasts it",
        "RS-127-REV: a notice taken back is told for two years",
    ),
    "what an agreement with the Court brings was read as a Party's": (
        "CQ-INFORM: what a State that only agreed to cooperate risks is that the Court says so",
    ),
    "a request that was made was not known": (
        "EX-NONE: a request once made was made, though it has ended; Habré in Senegal",
        "GV-146: unlawful deportation; Lvova-Belova in India",
    ),
    "the kind of a request": ("RS-92-1: what was asked of Italy for Njeem was a provisional arrest",),
    "an arrest ended a warrant": (
        "RS-58-4: an arrest does not end the warrant; the day of the surrender is the last of the duty",
    ),
    "a decision of the Union was a mere wish": (
        "AU-245: a must of the law of the Union, and no defence before the Court",
        "AU-245: past by its own words once he was no longer President",
    ),
    "the rule that defeats the exception was left out": ("what defeats the exception is among the first reasons",),
    "a sealed warrant was a flat no": (
        "RS-87-SEALED: where a warrant is under seal, that the host was not asked is taken for granted, and shown",
    ),
    "capture ended an office": (
        "IM-CAPTURE: capture ends no office, and what a host that does not recognise the leader owes is open",
    ),
    "the First Protocol was read by no rule": (
        "GV-85: excessive incidental harm is a grave breach of the Protocol; Gerasimov in China",
        "GV-146: torture in a war between States",
    ),
    "domestic law was passed over": (
        "DL-ACT: South Africa is bound by its own Act too; the answer is that of the Statute",
        "DL-JUDGMENT: Kenya, 2011 and 2018",
        "DL-ACT: the Philippines may, and need not",
    ),
    "a reading without a holder was a school": (
        "a position that nobody was seen to hold is a doubt, and keeps the answer from being certain",
    ),
    "aggression by person, not by charge": (
        "RS-15BIS-5: aggression on the territory of a State that is no Party is out of reach too",
        "RS-15TER: what the Council referred does not free another situation",
    ),
    "to choose between States was to choose against the court": (
        "HC-DIL: to choose between the States that ask is not to choose against the Special Court",
    ),
    "a notice of an earlier membership ended the later one": (
        "VT-54: a notice of an earlier membership does not end a renewed one",
        "RS-127-1: a notice may name a later day",
    ),
    "a wider declaration took another away": (
        "RS-12-3-ST: a wider declaration for one situation leaves another standing",
    ),
    "a dilemma where none is": ("SL-IMM: under the school of the Court no dilemma is warned of",),
    "one host's agreement was cited for another": (
        "IM-PREMISES: the agreement of the United States is not cited for another State",
        "IM-SEAT: an agreement binds its own host alone",
    ),
    "an authority that the clause does not need": (
        "TER-AREA: that a person is in the country needs no convention",
        "TER-ELSEWHERE: who takes part from afar is not on the territory",
    ),
    "who only flies over, and what leaves it open": (
        "who only flies over: the question on which the Court has no position is what leaves it open",
    ),
}
"""What is no case stands in tests of its own: promises (`answers/test_promises.py`), schools by day
(`answers/test_headline.py`), a death that became known later (`test_hindsight.py`), and orders that concern the goods
of another country (`test_trade_measures.py`)."""


@cache
def named() -> frozenset[str]:
    """The names of all cases."""
    files = (it for folder in ("examples", "cases") for it in (HERE / folder).glob("*.yaml"))
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return frozenset(line.removeprefix("- name: ").strip("\"'") for line in lines if line.startswith("- name: "))


@pytest.mark.parametrize("kind", ONCE_WRONG)
def test_what_was_wrong_is_held_by_a_case(kind: str) -> None:
    for begins in ONCE_WRONG[kind]:
        assert any(it.startswith(begins) for it in named()), begins
