"""Hypothesis strategies: facts, well-formed and hostile, and whole worlds of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from dedere.terms.reader import LARGEST_INTEGER, SMALLEST_INTEGER
from dedere.terms.values import Atom, Value, quote
from second_opinion import Case, year_after
from worlds import World

identifiers = st.from_regex(r"\A[_']{0,2}[a-z][A-Za-z0-9_']{0,6}\Z").filter(lambda name: name != "not")
integers = st.integers(SMALLEST_INTEGER, LARGEST_INTEGER)
# No control characters and no lone surrogates: clingo's text cannot carry them.
strings = st.text(
    st.one_of(st.characters(exclude_categories=("Cc", "Cs")), st.sampled_from('"\\\n')),
    max_size=12,
).map(quote)
constants: st.SearchStrategy[Value] = st.one_of(identifiers, integers, strings, st.sampled_from(["#sup", "#inf"]))


def _function(children: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    return st.builds(
        lambda name, args: str(Atom(name, tuple(args))), identifiers, st.lists(children, min_size=1, max_size=3)
    )


terms: st.SearchStrategy[Value] = st.recursive(constants, _function, max_leaves=6)
atoms: st.SearchStrategy[Atom] = st.builds(
    lambda name, args: Atom(name, tuple(args)), identifiers, st.lists(terms, max_size=4)
)

_PIECES = [
    *("a", "p(", ")", "(", ",", ".", "..", ";", ":-", ":", "@f", "X", "_", "not ", "-", "+", "1", "007", "99999999999"),
    *(
        "#sup",
        "#script(python)",
        "#include",
        "#end",
        "%",
        "%*",
        '"',
        '\\"',
        "\\",
        "\n",
        "\x00",
        " ",
        "|",
        "&t",
        "\ud800",
        "é",
    ),
]
hostile = st.one_of(st.text(), st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))

# -------------------------------------------------------------------------------------------------------------- worlds

HOST, SENDER, THIRD = "qaa", "qbb", "qcc"
PERSON = "pat"
AREA = "the_isle"
SITUATIONS = ("somewhere", "elsewhere")
WARRANTS = ("first_warrant", "second_warrant")

NAMES = (
    *(Atom("state", (state, quote(f"State {state}"))) for state in (HOST, SENDER, THIRD)),
    Atom("person", (PERSON, quote("Pat"))),
    *(Atom("situation", (situation, quote(situation))) for situation in SITUATIONS),
    *(Atom("resolution", (resolution, quote(resolution))) for resolution in ("res_a", "res_b")),
)
"""What every world names, so that facts about it can be supposed."""

# Two stays across the first of a month on which treaties enter into force, one of them in a leap year, with the days on
# which acts make a difference: sixty days or a year before, the day before, the day itself, the day after.
_STAYS = {
    (20100225, 20100306): (
        *(20100225, 20100226, 20100301, 20100302, 20100224, 20100306, 20100307),
        *(20090225, 20090228, 20090301, 20090303, 20091201, 20091230, 20091231, 20100101),
    ),
    (20120227, 20120303): (
        *(20120227, 20120228, 20120229, 20120301, 20120226, 20120303, 20120304),
        *(20110227, 20110228, 20110301, 20111230, 20111231, 20120101),
    ),
}
_LONG_AGO = (20020411, 20030101, 20050630, 20080229, 20020601)

# Which arguments tell an act from others: a resolution is adopted once, a notice names one day, a day has one ruling.
_TOLD_APART_BY = {
    "accepted": (0,),
    "adopted": (0,),
    "agreement_in_force": (0, 1),
    "agreement_in_force_by": (0, 1),
    "extradition_request": (0,),
    "non_surrender_agreement": (0, 1),
    "ruling": (0, 1, 2, 4),
    "withdrawal_date_named": (0, 1, 2),
}

Facts = list[Atom]


def _fact(name: str, *args: st.SearchStrategy[Value] | Value) -> st.SearchStrategy[Facts]:
    """One fact; arguments that are strategies are drawn."""
    drawn = [arg if isinstance(arg, st.SearchStrategy) else st.just(arg) for arg in args]
    return st.tuples(*drawn).map(lambda values: [Atom(name, values)])


def _all(*parts: st.SearchStrategy[Facts]) -> st.SearchStrategy[Facts]:
    return st.tuples(*parts).map(lambda lists: [fact for part in lists for fact in part])


def _perhaps(part: st.SearchStrategy[Facts]) -> st.SearchStrategy[Facts]:
    return st.one_of(st.just([]), part)


def _lasting(name: str, *args: Value, since: Iterable[Value], until: Iterable[Value]) -> st.SearchStrategy[Facts]:
    """A fact that holds from one day to another, which is later."""
    spans = [
        (first, after)
        for first in since
        for after in until
        if first == "#inf" or after == "#sup" or int(first) < int(after)
    ]
    return st.sampled_from(spans).map(lambda span: [Atom(name, (*args, *span))])


def _membership(state: str, days: Sequence[int], near: Sequence[int]) -> st.SearchStrategy[Facts]:
    """What a State did about the Statute."""
    any_day, recent = st.sampled_from(days), st.sampled_from(near)
    party = _fact("deposited", state, "rome", _LONG_AGO[0])
    leaving = _all(
        party,
        _fact("withdrawal_notified", state, "rome", recent),
        _perhaps(_fact("withdrawal_revoked", state, "rome", recent)),
    )
    return st.one_of(
        party,
        st.just([]),
        _fact("deposited", state, "rome", any_day),
        leaving,
        _all(_fact("deposited", state, "rome", any_day), _fact("withdrawal_notified", state, "rome", recent)),
        _all(
            _fact("deposited", state, "rome", recent),
            _fact("instrument_withdrawn", state, "rome", recent),
            _perhaps(_fact("deposited", state, "rome", recent)),
        ),
        _all(leaving, _fact("deposited", state, "rome", recent)),
        _fact("signed", state, "rome", any_day),
        st.tuples(any_day, recent).map(lambda pair: [Atom("succeeded", (state, "rome", max(pair), min(pair)))]),
    )


def _warrant(
    id_: str, situation: str, crimes: Iterable[str], days: Sequence[int], near: Sequence[int]
) -> st.SearchStrategy[Facts]:
    any_day, recent = st.sampled_from(days), st.sampled_from(near)
    return _all(
        _fact("warrant", id_, "icc", PERSON, any_day),
        _fact("in_situation", id_, situation),
        st.just([Atom("charged", (id_, crime)) for crime in crimes]),
        st.one_of(_fact("made_public", id_, any_day), st.just([])),
        _perhaps(
            st.one_of(
                _fact("warrant_ended", id_, st.sampled_from(["withdrawn", "executed"]), recent),
                _fact("warrant_ended_undated", id_, "vacated"),
                _all(
                    _fact("circulated", id_, st.sampled_from(["all_parties", "case_by_case"]), any_day),
                    _perhaps(
                        _fact("circulated_as", id_, st.sampled_from(["arrest_and_surrender", "provisional_arrest"]))
                    ),
                ),
            )
        ),
    )


def _situation(id_: str, days: Sequence[int]) -> st.SearchStrategy[Facts]:
    any_day = st.sampled_from(days)
    return _all(
        _perhaps(_lasting("situation_period", id_, since=days, until=["#sup"])),
        _perhaps(_fact("stage", id_, "preliminary_examination", any_day)),
        _perhaps(_fact("stage", id_, st.sampled_from(["investigation", "authorisation"]), any_day)),
    )


def _circumstance(days: Sequence[int], near: Sequence[int]) -> st.SearchStrategy[Facts]:
    """One further thing that may matter, or is thought to matter and does not."""
    any_day, recent = st.sampled_from(days), st.sampled_from(near)
    states, situations = st.sampled_from([SENDER, HOST, THIRD]), st.sampled_from(SITUATIONS)
    since: tuple[Value, ...] = (*days, *near)
    until: tuple[Value, ...] = ("#sup", *near, 20300101)

    def lasting(name: str, *args: st.SearchStrategy[Value] | Value) -> st.SearchStrategy[Facts]:
        drawn = [arg if isinstance(arg, st.SearchStrategy) else st.just(arg) for arg in args]
        return st.tuples(*drawn).flatmap(lambda values: _lasting(name, *values, since=since, until=until))

    declaration = st.sampled_from(["declaration_a", "declaration_b"])
    offices = [
        *("head_of_state", "foreign_minister", "defence_minister", "deputy_head_of_state"),
        *("military_commander", "ambassador"),
    ]
    return st.one_of(
        lasting("office", PERSON, st.sampled_from(offices), states),
        lasting("waiver", SENDER, PERSON, st.sampled_from(["icc", HOST, THIRD])),
        declaration.flatmap(
            lambda id_: _all(
                _fact("accepted", id_, st.sampled_from([HOST, SENDER]), "icc", any_day),
                _fact("acceptance_of", id_, situations),
                _perhaps(_fact("acceptance_rejected", id_, any_day)),
            )
        ),
        st.sampled_from(["res_a", "res_b"]).flatmap(
            lambda id_: _all(
                _fact("adopted", id_, any_day),
                _fact("council_obliges", id_, st.sampled_from([SENDER, HOST, THIRD]), situations, "icc"),
            )
        ),
        _all(_fact("adopted", "res_b", any_day), _fact("council_urges", "res_b", situations, "icc")),
        lasting("arrangement", HOST, "icc"),
        lasting("special_mission", PERSON, SENDER, HOST),
        lasting("accredited", PERSON, SENDER, HOST),
        lasting("un_delegate", PERSON, SENDER, HOST),
        lasting("icc_delegate", PERSON, SENDER, HOST),
        _fact("national", PERSON, states),
        _fact("died", PERSON, recent),
        _fact("surrendered", PERSON, "icc", recent),
        _all(_fact("surrendered", PERSON, "icc", recent), _fact("released", PERSON, "icc", recent)),
        _fact("no_article_70_law", HOST),
        _fact("withdrawal_announced", HOST, "rome", any_day),
        _fact("intention_renounced", SENDER, "rome", any_day),
        _fact("signed", HOST, "rome", any_day),
        _fact("summons", "a_summons", "icc", PERSON, any_day),
        lasting("member", HOST, "un"),
    )


def _further(days: Sequence[int], near: Sequence[int]) -> st.SearchStrategy[Facts]:
    """An agreement, a deferral, a challenge, another's request, a notice: what the articles on them turn on."""
    any_day, recent = st.sampled_from(days), st.sampled_from(near)
    since: tuple[Value, ...] = (*days, *near)
    until: tuple[Value, ...] = ("#sup", *near, 20300101)
    another = st.sampled_from([SENDER, THIRD])

    def lasting(name: str, *args: st.SearchStrategy[Value] | Value) -> st.SearchStrategy[Facts]:
        drawn = [arg if isinstance(arg, st.SearchStrategy) else st.just(arg) for arg in args]
        return st.tuples(*drawn).flatmap(lambda values: _lasting(name, *values, since=since, until=until))

    agreement = another.flatmap(
        lambda sending: _all(
            _fact("non_surrender_agreement", HOST, sending, any_day),
            _perhaps(_fact("agreement_in_force", HOST, sending, any_day)),
            _perhaps(_fact("agreement_in_force_by", HOST, sending, any_day)),
            _perhaps(_fact("national", PERSON, sending)),
            _perhaps(lasting("sent_person", PERSON, sending, HOST)),
            _perhaps(lasting("forces_agreement", HOST, sending)),
        )
    )
    challenge = st.sampled_from(["admissibility", "jurisdiction"]).flatmap(
        lambda kind: lasting("challenge", PERSON, "icc", kind)
    )
    competing = st.tuples(another, st.sampled_from(["ask_a", "ask_b"])).flatmap(
        lambda asking: _all(
            lasting("extradition_request", asking[1], asking[0], HOST, PERSON, st.sampled_from(["same", "different"])),
            st.one_of(
                st.just([]),
                _fact("ruling", PERSON, "icc", "admissibility", "admissible", any_day),
                lasting("extradition_obligation", HOST, asking[0]),
                _all(
                    lasting("extradition_obligation", HOST, asking[0]),
                    _fact("ruling", PERSON, "icc", "admissibility", "admissible", any_day),
                ),
            ),
        )
    )
    notice = st.sampled_from([HOST, SENDER]).flatmap(
        lambda leaving: recent.flatmap(
            lambda given: _all(
                _fact("deposited", leaving, "rome", _LONG_AGO[0]),
                _fact("withdrawal_notified", leaving, "rome", given),
                _perhaps(_fact("withdrawal_date_named", leaving, "rome", given, recent)),
                _perhaps(_fact("withdrawal_revoked", leaving, "rome", recent)),
                _perhaps(_fact("withdrawal_notified", leaving, "rome", recent)),
            )
        )
    )
    # Art. 16: twelve months; each renewal is a decision of its own.
    deferral = st.sampled_from(
        [
            Atom("deferral", (SITUATIONS[0], first, after))
            for first in near
            for after in near
            if first < after <= year_after(first)
        ]
    ).map(lambda fact: [fact])
    ruled = _all(
        _fact("ruling", PERSON, "icc", "admissibility", "inadmissible", any_day),
        _perhaps(_fact("ruling", PERSON, "icc", "admissibility", "admissible", any_day)),
    )
    mission = lasting("inside_mission", PERSON, another, HOST)
    return st.one_of(agreement, deferral, challenge, competing, notice, ruled, mission)


def _place(days: Sequence[int], near: Sequence[int]) -> st.SearchStrategy[Facts]:
    """An area of the host, and what the Statute and the State's control are there."""
    since: tuple[Value, ...] = ("#inf", *days)
    excluded = _lasting("territory_excluded", HOST, "rome", AREA, since=since, until=("#sup", *near))
    extended = _lasting("territory_excluded", HOST, "rome", AREA, since=since, until=near).map(
        lambda facts: [*facts, Atom("territory_extended", (HOST, "rome", AREA, facts[0].args[-1]))]
    )
    occupied = _all(
        _lasting("no_effective_control", HOST, AREA, since=since, until=("#sup", *near)),
        _lasting("controlled_by", AREA, SENDER, since=since, until=("#sup", *near)),
    )
    area = st.just([Atom("area", (AREA, quote("the Isle"))), Atom("part_of", (AREA, HOST))])
    return _all(area, st.one_of(st.just([]), excluded, extended), _perhaps(occupied))


def _request(near: Sequence[int]) -> st.SearchStrategy[Facts]:
    kinds = st.sampled_from(["arrest_and_surrender", "provisional_arrest"])
    return st.one_of(
        st.just([]),
        _fact("request", "icc", HOST, PERSON, kinds, st.sampled_from(near)),
        _fact("no_request", "icc", HOST, PERSON),
    )


@st.composite
def worlds(draw: st.DrawFn, circumstances: int = 6, further: int = 0) -> World:
    """A wanted person in a State: its treaty acts and those of the State represented, warrants, requests, offices.

    With `further` above zero there are up to so many agreements, notices, challenges and the like besides, an area of
    the host and flights over it. Every fact is one that a user could suppose. Shrinks to few facts, on early days.
    """
    (first, last), near = draw(st.sampled_from(list(_STAYS.items())))
    days = (*_LONG_AGO, *near)
    facts = list(NAMES)
    facts += draw(_membership(HOST, days, near))
    # Two warrants in one world are in one situation and for the same crimes: the rules look at immunity once for a
    # person, not once for each warrant.
    crimes = draw(
        st.sampled_from([("genocide",), ("offence_false_testimony",), ("genocide", "offence_false_testimony"), ()])
    )
    facts += draw(_warrant(WARRANTS[0], SITUATIONS[0], crimes, days, near))
    facts += draw(_perhaps(_warrant(WARRANTS[1], SITUATIONS[0], crimes, days, near)))
    facts += draw(_request(near))
    facts += draw(st.one_of(st.just([]), _membership(SENDER, days, near)))
    facts += draw(
        _perhaps(_lasting("office", PERSON, "head_of_state", SENDER, since=["#inf", *near], until=["#sup", *near]))
    )
    facts += draw(_perhaps(_situation(SITUATIONS[0], days)))
    for more in draw(st.lists(_circumstance(days, near), max_size=circumstances)):
        facts += more
    if further:
        facts += draw(_place(days, near))
        for more in draw(st.lists(_further(days, near), min_size=1, max_size=further)):
            facts += more
    # Art. 58(1): a warrant comes after the beginning of an investigation.
    earliest = min(int(fact.args[3]) for fact in facts if fact.name == "warrant")
    facts.append(Atom("stage", (SITUATIONS[0], "investigation", earliest)))
    if draw(st.integers(0, 9)) == 9:
        facts += [Atom("private_acts", (fact.args[0],)) for fact in facts if fact.name == "warrant"]
    # Each act is one.
    once: dict[object, Atom] = {}
    for fact in facts:
        key = tuple(fact.args[it] for it in _TOLD_APART_BY.get(fact.name, range(len(fact.args))))
        once.setdefault((fact.name, key), fact)
    manners = ["visit", "official_visit", "landing", "special_mission", "un_meeting", "remote"]
    manner = draw(st.sampled_from([*manners, "overflight", "stopover"] if further else manners))
    end = draw(st.sampled_from([last, first]))
    area = draw(st.sampled_from([AREA, None])) if further else None
    return World(Case(PERSON, HOST, first, end, manner, area), tuple(once.values()))
