"""The consistency properties of section J of the rule catalogue, each on random worlds and over all schools.

What must be so of any law is in `dedere.testing`, and tried here in worlds that are drawn for the rules of this one.

`DEDERE_EXAMPLES=2000 pytest tests/test_properties.py` searches longer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import second_opinion
import worlds
from dedere import dates
from dedere.answers.solution import Solution
from dedere.engine import default_engine
from dedere.errors import UsageError
from dedere.schema.answer import Proof
from dedere.terms.values import Atom, Value, split, text
from dedere.testing import PROPERTIES, try_worlds
from profiles import DEMANDED, few
from second_opinion import Facts
from strategies import HOST, PERSON, SENDER, SITUATIONS
from strategies import worlds as random_worlds
from worlds import World, answering, by_day

FEW = 10
PARTY_SINCE_2002 = 20020411

Told = dict[str, tuple[dict[int, frozenset[tuple[str, str]]], dict[int, frozenset[tuple[str, str]]]]]
"""By school and day: the norms, with their rules, that hold in some and in all answer sets."""


def conclusions(found: Solution) -> Told:
    """All that is concluded, by school (and `all`) and by day."""

    def plain(atoms: Iterable[str]) -> dict[int, frozenset[tuple[str, str]]]:
        return {
            day: frozenset((str(args[0]), text(args[1])) for args in (split(atom)[1] for atom in holding))
            for day, holding in by_day(found, atoms).items()
        }

    sets = {**found.by_school, "all": (found.possible, found.certain)}
    return {school: (plain(possible), plain(certain)) for school, (possible, certain) in sets.items()}


def duties(found: Solution) -> dict[str, tuple[dict[int, set[str]], dict[int, set[str]]]]:
    """The duties to arrest and surrender that may and that must be, by school (and `all`) and by day."""
    sets = {**found.by_school, "all": (found.possible, found.certain)}
    return {school: (worlds.duties(found, may), worlds.duties(found, must)) for school, (may, must) in sets.items()}


def no_more(fewer: Solution, more: Solution) -> bool:
    """Whether no duty of the first is missing in the second, under any school and on any day."""
    first, second = duties(fewer), duties(more)
    return all(
        first[school][kind][day] <= second[school][kind][day]
        for school in first
        for kind in (0, 1)
        for day in first[school][kind]
    )


def days_of(world: World) -> st.SearchStrategy[int]:
    """A day of the stay."""
    return st.sampled_from(second_opinion.days(world.case))


def any_day() -> st.SearchStrategy[int]:
    return st.dates(date(2000, 1, 1), date(2031, 1, 1)).map(lambda it: it.year * 10000 + it.month * 100 + it.day)


def fact(name: str, *args: Value) -> Atom:
    return Atom(name, args)


def without(world: World, *names: str, of: str | None = None) -> World:
    """The world without the facts of some predicates; with `of`, only those that speak of it."""
    return world.but(without=[it for it in world.facts if it.name in names and (of is None or of in it.args)])


def as_party(world: World, state: str) -> World:
    """The world in which a State has been a Party from the beginning to the end."""
    acts = ("deposited", "succeeded", "instrument_withdrawn", "withdrawal_notified", "withdrawal_revoked", "signed")
    return without(world, *acts, of=state).but(fact("deposited", state, "rome", PARTY_SINCE_2002))


# ------------------------------------------------------------------------------------------------------------ P1 to P5


def test_what_must_be_so_of_any_law_is_so_of_this_one() -> None:
    """P1, P2, P5, P14, P16 and P20 with what else any law must keep, in worlds that are drawn for its rules."""
    found = try_worlds(worlds=DEMANDED or 6, seed=4, properties=PROPERTIES)
    assert found.counterexamples == (), found.to_text()


@few(FEW)
@given(random_worlds(), st.randoms(use_true_random=False), st.integers(0, 30))
def test_p03_order_repetition_and_a_second_request_do_not_matter(world: World, random: object, later: int) -> None:
    facts = [*world.facts, *world.facts[::3]]
    random.shuffle(facts)  # type: ignore[attr-defined]
    before = answering(world)
    assert conclusions(before) == conclusions(answering(World(world.case, tuple(facts))))
    again = [
        it._replace(args=(*it.args[:4], _shifted(int(it.args[4]), later))) for it in world.facts if it.name == "request"
    ]
    assert duties(before) == duties(answering(world.but(*again)))


@few(FEW)
@given(random_worlds())
def test_p04_no_duty_is_early(world: World) -> None:
    facts = Facts(world.facts)
    found = answering(world)
    known = [int(it.args[4]) for it in world.facts if it.name == "request"]
    public = [int(it.args[1]) for it in world.facts if it.name == "made_public"]
    sent = [int(it.args[2]) for it in world.facts if it.name == "circulated"]
    for day, held in conclusions(found)["all"][0].items():
        for norm, rule in held:
            if rule == "RS-89-1" and found.sought(norm):
                assert min(int(it.args[3]) for it in world.facts if it.name == "warrant") <= day
                assert min([*known, *public, *sent]) <= day
                assert world.case.first <= day
                assert second_opinion.party(facts, HOST, day)


@few(FEW)
@given(random_worlds(), any_day())
def test_p05_windows_lie_inside_the_stay(world: World, other: int) -> None:
    # Another stay would bring its own days; the question alone says which stay is meant.
    with pytest.raises(UsageError, match="the question itself"):
        answering(world.but(fact("visit", "another_trip", PERSON, "qcc", other, "#sup")))
    for it in answering(world).held():
        assert world.case.first <= it.first <= it.last <= world.case.last, it


# ----------------------------------------------------------------------------------------------------------- P6 to P10


@few(FEW)
@given(random_worlds(), st.integers(0, 800))
def test_p06_a_late_notice_changes_nothing(world: World, later: int) -> None:
    notice = _shifted(world.case.last, later + 1) - 10000
    assume(dates.valid(notice))
    assert second_opinion.year_after(notice) > world.case.last
    late = world.but(fact("withdrawal_notified", HOST, "rome", notice))
    assert duties(answering(world)) == duties(answering(late))


@few(FEW)
@given(random_worlds(), any_day())
def test_p07_announcements_are_inert(world: World, day: int) -> None:
    more = world.but(
        fact("withdrawal_announced", HOST, "rome", day),
        fact("withdrawal_announced", SENDER, "rome", day),
        fact("adopted", "res_u", day),
        fact("resolution", "res_u", '"res_u"'),
        *(fact("council_urges", "res_u", situation, "icc") for situation in SITUATIONS),
        fact("application", "application_a", "icc", PERSON, day),
    )
    assert duties(answering(world)) == duties(answering(more))


@few(FEW)
@given(random_worlds(), any_day())
def test_p08_a_signature_is_inert(world: World, day: int) -> None:
    stranger = without(
        world, "deposited", "succeeded", "instrument_withdrawn", "withdrawal_notified", "signed", of=HOST
    )
    signatory = stranger.but(fact("signed", HOST, "rome", day))
    before, after = answering(stranger), answering(signatory)
    assert duties(before) == duties(after)
    assert not {rule for held in conclusions(after)["all"][0].values() for _, rule in held} & {"RS-89-1", "RS-86"}


@few(FEW)
@given(random_worlds())
def test_p09_nothing_binds_a_state_that_nothing_binds(world: World) -> None:
    stranger = without(
        world, "deposited", "succeeded", "accepted", "acceptance_of", "council_obliges", "arrangement", of=HOST
    )
    declared = {it.args[0] for it in stranger.facts if it.name == "accepted"}
    stray = [it for it in stranger.facts if it.name.startswith("acceptance_") and it.args[0] not in declared]
    found = answering(stranger.but(without=stray))
    assert not any(found.sought(str(split(atom)[1][0])) for atom in found.possible)


def _by_rule(found: Solution, rule: str, school: str) -> tuple[dict[int, set[str]], ...]:
    return tuple(
        {day: {norm for norm, by in held if by == rule} for day, held in kind.items()}
        for kind in conclusions(found)[school]
    )


offices = st.lists(
    st.tuples(
        st.sampled_from(["head_of_state", "foreign_minister", "defence_minister", "military_commander"]),
        st.sampled_from([("#inf", "#sup"), ("#inf", 20090101), (20100226, "#sup"), (20120101, 20120229)]),
    ),
    max_size=3,
)


@few(FEW)
@given(random_worlds(), offices)
def test_p10_office_is_irrelevant_to_the_court(world: World, new: list[tuple[str, tuple[Value, Value]]]) -> None:
    # In these two manners of presence an office makes an envoy of the person, which is another question.
    assume(world.case.presence not in ("special_mission", "un_meeting"))
    other = without(world, "office").but(*(fact("office", PERSON, office, SENDER, *span) for office, span in new))
    assert _by_rule(answering(world), "RS-89-1", "court") == _by_rule(answering(other), "RS-89-1", "court")


# ---------------------------------------------------------------------------------------------------------- P11 to P15


@few(FEW)
@given(random_worlds(), offices, st.sampled_from([SENDER, HOST]))
def test_p11_office_is_irrelevant_for_a_party_and_at_home(
    world: World, new: list[tuple[str, tuple[Value, Value]]], state: str
) -> None:
    base = without(as_party(world, SENDER), "office", of="qcc")
    other = without(base, "office").but(*(fact("office", PERSON, office, state, *span) for office, span in new))
    before, after = answering(base), answering(other)
    for school in (*second_opinion.SCHOOLS, "all"):
        assert _by_rule(before, "RS-89-1", school) == _by_rule(after, "RS-89-1", school)


@few(FEW)
@given(random_worlds(), any_day(), st.sampled_from([SENDER, HOST, "qcc"]), st.sampled_from(["icc", HOST, "qcc"]))
def test_p12_a_waiver_never_takes_a_duty_away(world: World, day: int, state: str, toward: str) -> None:
    more = world.but(fact("waiver", state, PERSON, toward, day, "#sup"))
    before, after = answering(world), answering(more)
    assert no_more(before, after)
    bars = ({norm for norm, rule in held if rule == "RS-98-1"} for held in conclusions(after)["all"][0].values())
    barred = ({norm for norm, rule in held if rule == "RS-98-1"} for held in conclusions(before)["all"][0].values())
    assert all(now <= then for now, then in zip(bars, barred, strict=True))


@few(FEW)
@given(random_worlds())
def test_p13_the_schools_are_ordered(world: World) -> None:
    held = duties(answering(world))
    for narrow, wide in (("horizontal", "council"), ("council", "court")):
        for kind in (0, 1):
            for day in second_opinion.days(world.case):
                assert held[narrow][kind][day] <= held[wide][kind][day], (narrow, wide, day)


@few(FEW)
@given(random_worlds())
def test_p14_certain_is_in_each_answer_and_each_answer_in_possible(world: World) -> None:
    found = answering(world)
    for answer in worlds.answer_sets(world):
        effective = {atom for atom in answer if atom.startswith("effective(")}
        assert found.certain <= effective <= found.possible
        positions = worlds.positions(answer)
        assert found.ground.possible(positions) == found.ground.certain(positions) == effective
        for issue, option in positions.items():
            assert found.certain <= found.ground.certain({issue: option})
    if found.possible == found.certain:
        assert (
            len({frozenset(it for it in answer if it.startswith("effective(")) for answer in worlds.answer_sets(world)})
            == 1
        )


@few(FEW)
@given(random_worlds(), st.sampled_from(SITUATIONS), any_day())
def test_p15_a_deferral_only_shrinks(world: World, situation: str, first: int) -> None:
    end = second_opinion.year_after(first)
    before, after = answering(world), answering(world.but(fact("deferral", situation, first, end)))
    assert no_more(after, before)
    was, now = duties(before), duties(after)
    for school, kinds in was.items():
        for kind in (0, 1):
            for day, held in kinds[kind].items():
                if not first <= day < end:
                    assert held == now[school][kind][day]


# ---------------------------------------------------------------------------------------------------------- P16 to P20


@few(FEW)
@given(random_worlds(), st.data())
def test_p16_splitting_a_stay_changes_nothing(world: World, data: st.DataObject) -> None:
    middle = data.draw(days_of(world), label="middle")
    assume(middle != world.case.first)
    whole = answering(world)
    parts = [
        answering(world.but(case=world.case._replace(last=dates.previous_day(middle)))),
        answering(world.but(case=world.case._replace(first=middle))),
    ]
    # A breakpoint that nothing else hangs on.
    refined = answering(world.but(fact("resolution", "res_x", '"res_x"'), fact("adopted", "res_x", middle)))
    assert conclusions(whole) == conclusions(refined)
    for school, kinds in conclusions(whole).items():
        for kind in (0, 1):
            joined = {**conclusions(parts[0])[school][kind], **conclusions(parts[1])[school][kind]}
            assert kinds[kind] == joined, school


@few(FEW)
@given(random_worlds(circumstances=4))
def test_p17_four_hundred_years_later_all_is_the_same(world: World) -> None:
    def later(value: Value) -> Value:
        return value + 4_000_000 if isinstance(value, int) else value

    case = world.case._replace(first=world.case.first + 4_000_000, last=world.case.last + 4_000_000)
    facts = [Atom(it.name, tuple(map(later, it.args))) for it in world.facts]
    constant = fact("treaty_in_force", "rome", second_opinion.STATUTE_IN_FORCE)
    facts.append(Atom(constant.name, tuple(map(later, constant.args))))
    shifted = conclusions(answering(World(case, tuple(facts)), withdrawn=[constant]))
    for school, kinds in conclusions(answering(world)).items():
        for kind in (0, 1):
            assert {day + 4_000_000: held for day, held in kinds[kind].items()} == shifted[school][kind], school


@few(FEW)
@given(any_day(), st.one_of(st.none(), any_day()), st.integers(0, 900))
def test_p18_treaty_status_is_sane(deposit: int, notice: int | None, stay: int) -> None:
    first = _shifted(deposit, stay)
    acts = [fact("state", HOST, '"H"'), fact("person", PERSON, '"P"'), fact("deposited", HOST, "rome", deposit)]
    acts += [fact("withdrawal_notified", HOST, "rome", notice)] if notice else []
    case = second_opinion.Case(PERSON, HOST, first, _shifted(first, 500))
    world = World(case, tuple(acts))
    found = answering(world)
    atoms: dict[str, list[tuple[Value, ...]]] = {}
    for atom in found.world({}).answer_set.texts:
        name, args = split(atom)
        atoms.setdefault(name, []).append(args)
    ((_, _, entry),) = [row for row in atoms["entry"] if row[:2] == (HOST, "rome")]
    if deposit > second_opinion.STATUTE_IN_FORCE:
        assert 61 <= _between(deposit, int(entry)) <= 91
    for _, _, notified, out in atoms.get("exit_due", ()):
        assert out == second_opinion.year_after(int(notified))
        assert int(entry) <= int(notified)
    statuses = {"state_party", "former_party", "contracting_state", "signatory", "never_signed"}
    for day, held in conclusions(found)["all"][1].items():
        told = {str(split(norm)[1][1]) for norm, _ in held if norm.startswith("status(") and "rome" in norm} & statuses
        assert len(told) == 1, (day, told)
        is_party = second_opinion.party(Facts(acts), HOST, day)
        assert ("state_party" in told) == is_party


@few(FEW)
@given(random_worlds(), st.sampled_from(second_opinion.SCHOOLS))
def test_p19_explanations_are_sound(world: World, school: str) -> None:
    engine = default_engine()
    positions = next(it.positions for it in engine.schools if it.id == school)
    found = answering(world)
    answer = found.world(positions)
    proofs = [answer.why(atom) for atom in sorted(answer.answer_set.texts) if atom.startswith("effective(")]
    leaves = [leaf for proof in proofs for leaf in _walk(proof)]
    for leaf in leaves:
        assert leaf.rule is None or leaf.rule in engine.corpus.rules
        if leaf.kind == "fact":
            assert leaf.atom in answer.answer_set.texts
            assert leaf.source
    used = {leaf.atom for leaf in leaves if leaf.kind == "fact"}
    # As long as a duty holds, its proof names facts that are there; without them, one by one, it goes.
    bare = world
    for _ in range(len(world.facts)):
        now = answering(bare).world(positions)
        held = [it for it in sorted(now.answer_set.texts) if it.startswith("effective(duty(")]
        if not held:
            break
        supports = {leaf.atom for leaf in _walk(now.why(held[0])) if leaf.kind == "fact"}
        gone = [it for it in bare.facts if str(it) in supports and it.name not in worlds.NAMING]
        assert gone, f"{held[0]} rests on no fact of the world"
        bare = bare.but(without=gone)
    else:
        raise AssertionError("a duty outlives its facts")
    # What no explanation names, and of whose kind nothing is named as absent, does not matter.
    absent = {(leaf.atom or "").removeprefix("not ").partition("(")[0] for leaf in leaves if leaf.kind == "absent"}
    reached = _reached(absent)
    idle = [it for it in world.facts if str(it) not in used and it.name not in reached and it.name not in worlds.NAMING]
    after = answering(world.but(without=idle)).world(positions)
    effective = {it for it in answer.answer_set.texts if it.startswith("effective(")}
    days = {int(day) for row in after.answer_set.rows("day") for day in row[1:]}
    assert {it for it in effective if int(split(it)[1][2]) in days} == {
        it for it in after.answer_set.texts if it.startswith("effective(")
    }


@few(FEW)
@given(random_worlds())
def test_p20_one_answer_for_each_combination_and_no_hidden_conflict(world: World) -> None:
    answers = worlds.answer_sets(world)
    assert len({frozenset(worlds.positions(answer).items()) for answer in answers}) == len(answers)
    for answer in answers:
        norms: dict[int, dict[str, set[tuple[Value, ...]]]] = {}
        for atom in answer:
            if atom.startswith("effective("):
                norm, _, day = split(atom)[1]
                kind, args = split(norm)
                norms.setdefault(int(day), {}).setdefault(kind, set()).add(args)
        for day, held in norms.items():
            demanded = {(args[0], act, args[2]) for args in held.get("duty", ()) for act in _acts(str(args[1]))}
            banned = {(args[0], args[1], args[2]) for args in held.get("forbidden", ())}
            told = any(atom.startswith("dilemma(") for atom in answer)
            assert told or not demanded & banned, (day, demanded & banned)


# ------------------------------------------------------------------------------------------------------------- helpers


def _acts(act: str) -> tuple[str, ...]:
    """A duty to arrest and to surrender demands that which a ban on arrest forbids."""
    return (act, "arrest") if act in ("arrest_and_surrender", "provisional_arrest") else (act,)


def _shifted(day: int, by: int) -> int:
    moved = date(day // 10000, day // 100 % 100, day % 100) + timedelta(days=by)
    return moved.year * 10000 + moved.month * 100 + moved.day


def _between(first: int, last: int) -> int:
    one, two = (date(day // 10000, day // 100 % 100, day % 100) for day in (first, last))
    return (two - one).days


def _walk(proof: Proof) -> Iterable[Proof]:
    yield proof
    for child in proof.children:
        yield from _walk(child)


def _reached(names: Iterable[str]) -> set[str]:
    """The predicates on which the given ones can depend."""
    below: dict[str, set[str]] = {}
    for clause in default_engine().corpus.clauses:
        below.setdefault(clause.head_name, set()).update(it.name for it in clause.body)
    found, waiting = set(names), list(names)
    while waiting:
        for name in below.get(waiting.pop(), ()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found
