"""The engine against the second opinion: the same verdict under every school and on every day, in random worlds."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given as tried_on

import second_opinion
import worlds
from dedere.engine import default_engine
from dedere.terms.reader import parse_fact
from profiles import few
from second_opinion import Case, Facts
from strategies import AREA, HOST, NAMES, PERSON
from strategies import worlds as random_worlds
from worlds import World

LAW = [fact.atom for fact in default_engine().corpus.facts if fact.law]


def differences(world: World, facts: Facts) -> list[str]:
    """Where the two disagree, a line for each school, act and day."""
    found = worlds.answering(world)
    answers = worlds.answer_sets(world)
    told = {"all": found.verdict({}), **{it.id: found.verdict(it.positions) for it in found.engine.schools}}
    return [
        f"{school}, the whole stay: the engine says {told[school]}, its answer sets {worlds.strongest(days.values())}"
        for school, days in worlds.verdicts(found, answers).items()
        if told[school] != worlds.strongest(days.values())
    ] + [
        f"{school}, {day}, {act}: the engine says {ours[school][day]}, the second opinion {verdict}"
        for act in worlds.ACTS
        for ours in [worlds.verdicts(found, answers, act)]
        for school, verdicts in second_opinion.opinions(facts, world.case, act).items()
        for day, verdict in verdicts.items()
        if ours[school][day] != verdict
    ]


@few(40)
@tried_on(random_worlds())
def test_same_verdict_in_worlds_made_up_at_random(world: World) -> None:
    agreed(world)


@few(140)
@tried_on(random_worlds(circumstances=3, further=4))
def test_same_verdict_with_places_agreements_challenges_and_notices(world: World) -> None:
    agreed(world)


def agreed(world: World) -> None:
    """Raises `AssertionError`, with the world, where the two disagree."""
    worlds.checked(world)
    different = differences(world, Facts([*LAW, *world.facts]))
    assert not different, "\n".join([*different, f"in the world: {world}"])


WANTED = """
deposited(qaa,rome,20020411). warrant(first_warrant,icc,pat,20090101). in_situation(first_warrant,somewhere).
made_public(first_warrant,20090101).
"""

INVESTIGATED = "stage(somewhere,investigation,20080101)."


class Given(NamedTuple):
    """The facts of a world, the area where the person is, the manner of presence, and what is charged."""

    facts: str
    area: str | None = None
    presence: str = "visit"
    charge: str = "genocide"


BY_THE_TEXT = {
    "arts 58(1), 127(2): there is no warrant before an investigation has begun, and what was commenced before the exit "
    "is not affected by it": Given("withdrawal_notified(qaa,rome,20090225)."),
    "arts 27(2), 127(2): nor is what the immunity of a head of State counts for in such a case": Given(
        """withdrawal_notified(qaa,rome,20090225). national(pat,qbb). office(pat,head_of_state,qbb,20050101,#sup)."""
    ),
    "art. 98(2), Convention on Special Missions, arts 1, 21(1): who visits for a State is sent by it": Given(
        f"""{INVESTIGATED} national(pat,qbb). office(pat,head_of_state,qbb,20050101,#sup).
        agreement_in_force(qaa,qbb,20050101).""",
        presence="official_visit",
    ),
    "art. 60(5): whoever the Court has released is arrested on a new warrant": Given(
        f"""{INVESTIGATED} warrant_ended(first_warrant,executed,20090601). surrendered(pat,icc,20090701).
        released(pat,icc,20100101)."""
    ),
    "art. 60(5): and a surrender executes the warrant, whether or not its end is recorded": Given(
        f"{INVESTIGATED} surrendered(pat,icc,20090701). released(pat,icc,20100101)."
    ),
    "art. 90(6): no obligation to extradite is owed against the immunity of a serving head of a third State": Given(
        f"""{INVESTIGATED} office(pat,head_of_state,qbb,20050101,#sup).
        ruling(pat,icc,admissibility,admissible,20091201). extradition_obligation(qaa,qcc,20050101,#sup).
        extradition_request(ask_a,qcc,qaa,pat,same,20091201,#sup)."""
    ),
    "art. 87(5): where a former membership never reached only what was agreed is owed": Given(
        f"""{INVESTIGATED} withdrawal_notified(qaa,rome,20090225). area(the_isle,"the Isle"). part_of(the_isle,qaa).
        territory_excluded(qaa,rome,the_isle,#inf,#sup). arrangement(qaa,icc,20050101,#sup).
        office(pat,head_of_state,qbb,20050101,#sup).""",
        AREA,
    ),
    "art. 16: a deferral lasts twelve months, and longer only by another decision of the Council": Given(
        f"{INVESTIGATED} deferral(somewhere,20080101,#sup)."
    ),
    "VCLT art. 29: the Statute binds a Party in an area from the day on which it is extended there": Given(
        f"""{INVESTIGATED} area(the_isle,"the Isle"). part_of(the_isle,qaa).
        territory_excluded(qaa,rome,the_isle,#inf,#sup). territory_extended(qaa,rome,the_isle,20090101).""",
        AREA,
    ),
    "VCLT art. 29, art. 127(2): what is still owed after the exit reaches no area that the membership left out": Given(
        f"""{INVESTIGATED} withdrawal_notified(qaa,rome,20090225). area(the_isle,"the Isle"). part_of(the_isle,qaa).
        territory_excluded(qaa,rome,the_isle,#inf,#sup).""",
        AREA,
    ),
    "Charter arts 25, 103: an order of the Council binds a Party where its membership does not reach": Given(
        f"""{INVESTIGATED} area(the_isle,"the Isle"). part_of(the_isle,qaa).
        territory_excluded(qaa,rome,the_isle,#inf,#sup). council_obliges(res_a,qaa,somewhere,icc).
        adopted(res_a,20050101).""",
        AREA,
    ),
    "art. 87(5): no arrangement binds there a Party, which is not spoken of": Given(
        f"""{INVESTIGATED} area(the_isle,"the Isle"). part_of(the_isle,qaa).
        territory_excluded(qaa,rome,the_isle,#inf,#sup). arrangement(qaa,icc,20050101,#sup).""",
        AREA,
    ),
    "rule 163(2), art. 90(5): nor where an offence against its justice is tried, to which Part 2 does not apply": Given(
        f"""{INVESTIGATED} ruling(pat,icc,admissibility,admissible,20091201).
        extradition_request(ask_a,qcc,qaa,pat,same,20091201,#sup).""",
        charge="offence_false_testimony",
    ),
    "VCLT art. 34: no immunity of a delegate to the Assembly is owed by a State that did not agree to it": Given(
        f"{INVESTIGATED} icc_delegate(pat,qbb,qaa,20050101,#sup)."
    ),
    "Agreement on Privileges, arts 13, 35: nor thirty days before it binds the State, and then it is": Given(
        f"{INVESTIGATED} icc_delegate(pat,qbb,qaa,20050101,#sup). deposited(qaa,apic,20050101)."
    ),
    "art. 90(5), (6): who is bound to extradite to a State that is no Party is no less free than who is not, where the "
    "case has not been found admissible": Given(
        f"""{INVESTIGATED} extradition_request(ask_a,qcc,qaa,pat,same,20091201,#sup).
        extradition_obligation(qaa,qcc,20050101,#sup)."""
    ),
}
"""Worlds on which the text is plain and rules once went another way, by the text."""


@pytest.mark.parametrize("given", [pytest.param(it, id=text.split(":")[0]) for text, it in BY_THE_TEXT.items()])
def test_where_the_text_is_plain(given: Given) -> None:
    said = f"{WANTED} charged(first_warrant,{given.charge}). {given.facts}".replace("\n", " ").split(".")
    atoms = (parse_fact(fact.strip()) for fact in said if fact.strip())
    agreed(World(Case(PERSON, HOST, 20100301, 20100301, given.presence, given.area), (*NAMES, *atoms)))
