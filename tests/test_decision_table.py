"""The decision table of the catalogue (D.4), row by row, school by school and option by option, over the real rules.

A fictional person is wanted in a fictional situation and comes to a fictional host. What a row says of the State the
person represents and of the office is supposed; law and record are those that come with Dedere. A cell is what it says
as a condition on the options of the issues it names: for every combination of the options of all the table's issues the
answer must be a duty where the condition is met, and none where it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

import pytest

from dedere.answers import solution
from dedere.answers.solution import Solution
from dedere.asking.query import ask
from dedere.engine import default_engine
from dedere.schema.answer import Verdict
from dedere.terms.values import split, text

DAY = "2025-06-01"

OPTIONS = {
    "ISS-ACC123": ("binds_27", "no_27"),
    "ISS-TROIKA": ("strict", "wide"),
    "ISS-FUNC": ("lifted", "kept"),
    "ISS-DIPL": ("stands", "yields"),
    "ISS-982": ("narrow", "wide"),
    "ISS-27W": ("persists", "ends"),
    # Not in the table itself: the lines of the Court, the delegates that art. 98(1) may leave out, and whether an order
    # of the Council to the host takes in art. 98(1).
    "ISS-LINE": ("statute", "custom"),
    "ISS-98KIND": ("covered", "not_covered"),
    "ISS-FULLY": ("with_98", "without_98"),
}
"""The issues that the table names, with their options."""

SCHOOLS = ("court", "council", "horizontal")

HOST = ('state(hhh,"the host")', "deposited(hhh,rome,20050101)")
WANTED = (
    'state(sss,"the sending State")',
    'person(ppp,"the person")',
    'situation(sit,"the situation")',
    "situation_before(sit,icc)",
    "situation_period(sit,20100101,#sup)",
    "stage(sit,investigation,20150101)",
    "warrant(w,icc,ppp,20200101)",
    "in_situation(w,sit)",
    "made_public(w,20200101)",
    "charged(w,cah_murder)",
    "request(icc,hhh,ppp,arrest_and_surrender,20200201)",
)

PARTY = ("deposited(sss,rome,20050101)",)
LEAVING = (*PARTY, "withdrawal_notified(sss,rome,20250101)")
FORMER = (*PARTY, "withdrawal_notified(sss,rome,20200101)")
ACCEPTING = ("accepted(acc,sss,icc,20200101)", "acceptance_of(acc,sit)", "acceptance_period(acc,20100101,#sup)")
RESOLUTION = (
    'resolution(res,"a resolution")',
    "adopted(res,20190101)",
    "refers(res,sit,icc)",
    "council_urges(res,sit,icc)",
)
ORDERED = (*RESOLUTION, "council_obliges(res,sss,sit,icc)")
OTHER: tuple[str, ...] = ()

TROIKA = ("head_of_state", "head_of_government", "foreign_minister")
MINISTERS = ("defence_minister", "minister", "deputy_head_of_state")
BELOW = ("head_of_agency", "military_commander", "official")
ENVOYS = {
    "diplomat": ("accredited(ppp,sss,hhh,20240101,#sup)",),
    "special mission": ("special_mission(ppp,sss,hhh,20250501,20250701)",),
    "UN delegate": ("un_delegate(ppp,sss,hhh,20250501,20250701)", "deposited(hhh,un_privileges,19500101)"),
    "Assembly delegate": ("icc_delegate(ppp,sss,hhh,20250501,20250701)", "deposited(hhh,apic,20050101)"),
}


def serving(office: str, state: str = "sss") -> tuple[str, ...]:
    """Somebody who holds an office today."""
    return (f"office(ppp,{office},{state},20180101,#sup)",)


def former(office: str) -> tuple[str, ...]:
    """Somebody who held an office until last year."""
    return (f"office(ppp,{office},sss,20180101,20240101)",)


# ------------------------------------------------------------------------------------------------------------ the cells

Options = Mapping[str, str]


class Cell(NamedTuple):
    """When there is a duty, and the issues that the cell names."""

    duty: Callable[[Options], bool]
    issues: tuple[str, ...] = ()


def by(issue: str, option: str) -> Cell:
    """Duty on one option of one issue."""
    return Cell(lambda taken: taken[issue] == option, (issue,))


def either(*cells: Cell) -> Cell:
    """Duty where one of the cells has it."""
    return Cell(lambda taken: any(it.duty(taken) for it in cells), tuple(issue for it in cells for issue in it.issues))


def both(*cells: Cell) -> Cell:
    """Duty where all the cells have it."""
    return Cell(lambda taken: all(it.duty(taken) for it in cells), tuple(issue for it in cells for issue in it.issues))


DUTY = Cell(lambda _: True)
BAR = Cell(lambda _: False)
BINDS = by("ISS-ACC123", "binds_27")
LIFTED = by("ISS-FUNC", "lifted")
STRICT_LIFTED = both(by("ISS-TROIKA", "strict"), LIFTED)
YIELDS = by("ISS-DIPL", "yields")
NARROW = by("ISS-982", "narrow")
PERSISTS = by("ISS-27W", "persists")
APART = by("ISS-FULLY", "without_98")
LEFT_OUT = by("ISS-98KIND", "not_covered")
ON_CUSTOM = by("ISS-LINE", "custom")


class Row(NamedTuple):
    """A row of the table: what is supposed, and the cells of the three schools in their order."""

    name: str
    facts: tuple[str, ...]
    cells: tuple[Cell, Cell, Cell]
    host: tuple[str, ...] = HOST


def _rows() -> Iterator[Row]:
    for office in TROIKA:
        yield Row(f"1 {office} of a party", (*PARTY, *serving(office)), (DUTY, DUTY, DUTY))
        yield Row(f"1 {office} of a party in its year of notice", (*LEAVING, *serving(office)), (DUTY, DUTY, DUTY))
        yield Row(f"2 {office} of an accepting State", (*ACCEPTING, *serving(office)), (DUTY, BINDS, BINDS))
        yield Row(f"3 {office} of a State under order", (*ORDERED, *serving(office)), (DUTY, DUTY, BAR))
        yield Row(f"4 {office} of another State", serving(office), (DUTY, BAR, BAR))
        ends = (DUTY, PERSISTS, PERSISTS)
        yield Row(f"12 {office} of a former party", (*FORMER, *serving(office)), ends)
        ordered = (*FORMER, *ORDERED, *serving(office))
        yield Row(f"12 {office} of a former party under order", ordered, (DUTY, DUTY, PERSISTS))
        yield Row(f"9 {office} of the host", serving(office, "hhh"), (DUTY, DUTY, DUTY))
    for office in MINISTERS:
        yield Row(f"5 {office}", serving(office), (DUTY, STRICT_LIFTED, STRICT_LIFTED))
        accepting = either(STRICT_LIFTED, BINDS)
        yield Row(f"5 {office} of an accepting State", (*ACCEPTING, *serving(office)), (DUTY, accepting, accepting))
        yield Row(f"5 {office} of a State under order", (*ORDERED, *serving(office)), (DUTY, DUTY, STRICT_LIFTED))
        private = by("ISS-TROIKA", "strict")
        yield Row(f"5 {office}, private acts", (*serving(office), "private_acts(w)"), (DUTY, private, private))
    for name, holder in [
        *((f"former {it}", former(it)) for it in (*TROIKA, *MINISTERS, *BELOW)),
        *((f"serving {it}", serving(it)) for it in BELOW),
    ]:
        yield Row(f"6 {name}", holder, (DUTY, LIFTED, LIFTED))
        accepting = either(LIFTED, BINDS)
        yield Row(f"6 {name} of an accepting State", (*ACCEPTING, *holder), (DUTY, accepting, accepting))
        yield Row(f"6 {name} of a State under order", (*ORDERED, *holder), (DUTY, DUTY, LIFTED))
        yield Row(f"6 {name}, private acts", (*holder, "private_acts(w)"), (DUTY, DUTY, DUTY))
    for name, sent in ENVOYS.items():
        # Of delegates it is open too whether art. 98(1) takes them in.
        no = LEFT_OUT if "delegate" in name else BAR
        yields = either(YIELDS, LEFT_OUT) if "delegate" in name else YIELDS
        yield Row(f"7 {name}", sent, (yields, no, no))
        yield Row(f"7 {name} of an accepting State", (*ACCEPTING, *sent), (yields, no, no))
        yield Row(f"7 {name} of a State under order", (*ORDERED, *sent), (yields, yields, no))
        yield Row(f"11 {name} of a party", (*PARTY, *sent), (DUTY, DUTY, DUTY))
    agreement = (
        "non_surrender_agreement(hhh,sss,20100101)",
        "agreement_in_force(hhh,sss,20100101)",
        "national(ppp,sss)",
    )
    yield Row("8 a national not sent by a State with an agreement", agreement, (NARROW, NARROW, NARROW))
    yield Row("8 the same of a party", (*PARTY, *agreement), (NARROW, NARROW, NARROW))
    yield Row("9 a former official of the host", ("office(ppp,minister,hhh,20180101,20240101)",), (DUTY, DUTY, DUTY))
    yield Row("10 nobody", (), (DUTY, DUTY, DUTY))
    entity = ('non_state_role(ppp,"head of an entity",20180101,#sup)',)
    yield Row("10 the head of an entity that is no State", entity, (DUTY, DUTY, DUTY))


ROWS = tuple(_rows())


def solve(facts: tuple[str, ...], host: tuple[str, ...] = HOST, presence: str = "visit") -> Solution:
    """The question of the fictional person at the fictional host, solved."""
    engine = default_engine()
    wanted = [it for it in WANTED if not ("unasked" in host and it.startswith("request("))]
    supposed = [it for it in (*host, *wanted, *facts) if it != "unasked" and _declared(it)]
    return solution.solve(ask("ppp", "hhh", on=DAY, presence=presence, suppose=supposed, engine=engine))


def _declared(fact: str) -> bool:
    """Whether the record has the treaty that a fact speaks of: which one an immunity needs is for the rules to say."""
    treaties = default_engine().corpus.names["treaty"]
    name, args = split(fact)
    return name != "deposited" or args[1] in treaties


def combinations(found: Solution) -> Iterator[dict[str, str]]:
    """Every combination of the options of the table's issues that the case raises; of others the first is taken."""
    raised = {issue for issue, _ in found.ground.adopted}
    open_ = [options if f'"{issue}"' in raised else options[:1] for issue, options in OPTIONS.items()]
    for taken in product(*open_):
        yield dict(zip(OPTIONS, taken, strict=True))


def quoted(options: Options) -> dict[str, str]:
    """Positions as the solver names them."""
    return {f'"{issue}"': option for issue, option in options.items()}


def verdict_of(found: Solution, school: str, options: Options) -> Verdict:
    """The verdict on these options; those of issues that the case does not raise are left out, to ask once for all."""
    raised = {issue for issue, _ in found.ground.adopted}
    positions = {issue: option for issue, option in quoted(options).items() if issue in raised}
    return found.verdict({**positions, '"ISS-IMM"': school})


def check(found: Solution, cells: tuple[Cell, ...]) -> list[str]:
    """Where the answer differs from the cells, a line each."""
    wrong = []
    for school, cell in zip(SCHOOLS, cells, strict=True):
        seen = set()
        for options in combinations(found):
            wanted = "obliged" if cell.duty(options) else "not_obliged"
            seen.add(wanted)
            verdict = verdict_of(found, school, options)
            if verdict != wanted:
                named = {issue: options[issue] for issue in cell.issues}
                wrong.append(f"{school} with {named or 'any options'}: {verdict}, not {wanted}")
        overall = seen.pop() if len(seen) == 1 else "contested"
        verdict = found.verdict({'"ISS-IMM"': school})
        if verdict != overall:
            wrong.append(f"{school} with nothing further taken: {verdict}, not {overall}")
    return sorted(set(wrong))


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in ROWS])
def test_row(row: Row) -> None:
    found = solve(row.facts, row.host)
    assert check(found, row.cells) == []
    # The cells were all asked; the whole is certain only if all of them are.
    expected = {cell.duty(options) for cell in row.cells for options in combinations(found)}
    assert found.verdict({}) == ("contested" if len(expected) > 1 else "obliged" if True in expected else "not_obliged")


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in ROWS if any(it.issues for it in row.cells)])
def test_an_issue_that_a_cell_names_is_open_and_turns_it(row: Row) -> None:
    found = solve(row.facts, row.host)
    for school, cell in zip(SCHOOLS, row.cells, strict=True):
        for issue in set(cell.issues):
            assert f'"{issue}"' in found.issues
            turned = [
                options
                for options in combinations(found)
                if len({verdict_of(found, school, {**options, issue: it}) for it in OPTIONS[issue]}) > 1
            ]
            assert turned, f"{issue} turns nothing under {school}"


def test_every_row_of_the_table_is_here() -> None:
    assert {int(row.name.split()[0]) for row in ROWS} == set(range(1, 13))


# ---------------------------------------------------------------------------------------------------------- other hosts

NO_PARTY = ('state(hhh,"the host")',)
SIGNATORY = (*NO_PARTY, "signed(hhh,rome,19990101)")
ARRANGED = (*NO_PARTY, "arrangement(hhh,icc,20200101,#sup)")
ACCEPTED = (*NO_PARTY, "accepted(host_acc,hhh,icc,20200101)", "acceptance_period(host_acc,20100101,#sup)")
LEFT = (*HOST, "withdrawal_notified(hhh,rome,20180101)")
COMMANDED = (*NO_PARTY, *RESOLUTION, "council_obliges(res,hhh,sit,icc)")
ALL_NO = (BAR, BAR, BAR)
ALL_DUTY = (DUTY, DUTY, DUTY)


def norms(found: Solution, kind: str, school: str | None = None) -> set[tuple[str, str]]:
    """The kind's norms that hold in any case, under a school or under all, with the rules that found them."""
    atoms = found.certain if school is None else found.by_school[school][1]
    held = (split(atom)[1] for atom in atoms)
    return {(str(norm), text(rule)) for norm, rule, _ in held if str(norm).startswith(f"{kind}(")}


@pytest.mark.parametrize("host", [NO_PARTY, SIGNATORY], ids=["no party", "signatory"])
@pytest.mark.parametrize(
    "holder",
    [
        serving("head_of_state"),
        (*PARTY, *serving("head_of_state")),
        (*ORDERED, *serving("head_of_state")),
        serving("minister"),
        serving("head_of_state", "hhh"),
        (),
    ],
    ids=["head of State", "of a party", "of a State under order", "minister", "of the host", "nobody"],
)
def test_no_party_owes_nothing_under_any_school(host: tuple[str, ...], holder: tuple[str, ...]) -> None:
    found = solve(holder, host)
    assert check(found, ALL_NO) == []
    assert ("permitted(hhh,assist,ppp,icc)", "RS-87-5A") in norms(found, "permitted")


@pytest.mark.parametrize("holder", [serving("head_of_state", "hhh"), ()], ids=["of the host", "nobody"])
def test_no_party_may_arrest_its_own_official_and_who_represents_nobody(holder: tuple[str, ...]) -> None:
    found = solve(holder, NO_PARTY)
    assert not [atom for atom in found.possible if "forbidden(hhh,arrest,ppp" in atom]


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("school", SCHOOLS)
def test_no_party_may_arrest_one_of_the_three_in_the_view_of_none(school: str, asked: bool) -> None:
    # Where the Court asked it, one line of the Court leaves that open; the duty arises on none.
    found = solve(serving("head_of_state"), NO_PARTY if asked else (*NO_PARTY, "unasked"))
    held = ("forbidden(hhh,arrest,ppp,sss)", "IM-RP") in norms(found, "forbidden", school)
    assert held == (not asked or school != "court")
    assert check(found, ALL_NO) == []


def test_the_line_that_leaves_it_open_is_custom() -> None:
    found = solve(serving("head_of_state"), NO_PARTY)
    ban = solution.effective("forbidden(hhh,arrest,ppp,sss)", "IM-RP", 20250601)
    for line, sure in (("statute", True), ("custom", False)):
        taken = {'"ISS-IMM"': "court", '"ISS-LINE"': line}
        assert ban in found.ground.possible(taken)
        assert (ban in found.ground.certain(taken)) == sure


def test_the_council_may_permit_a_no_party_to_arrest_whom_it_ordered_home() -> None:
    found = solve((*ORDERED, *serving("head_of_state")), NO_PARTY)
    forbidden = {
        option: any(
            "forbidden(hhh,arrest,ppp,sss)" in atom
            for atom in found.ground.possible({'"ISS-IMM"': "council", '"ISS-SCTHIRD"': option})
        )
        for option in ("permission", "nothing")
    }
    assert forbidden == {"permission": False, "nothing": True}
    assert ("forbidden(hhh,arrest,ppp,sss)", "IM-RP") in norms(found, "forbidden", "horizontal")


BOUND = {"arranged": (ARRANGED, "RS-87-5B"), "accepted": ((*ACCEPTED, "acceptance_of(host_acc,sit)"), "RS-12-3-ST")}
PERSONS = [
    Row("nobody", (), ALL_DUTY),
    Row("official of the host", serving("head_of_state", "hhh"), ALL_DUTY),
    Row("head of State of a party", (*PARTY, *serving("head_of_state")), ALL_DUTY),
    Row("head of another State", serving("head_of_state"), (ON_CUSTOM, BAR, BAR)),
    Row("former minister", former("minister"), (either(ON_CUSTOM, LIFTED), LIFTED, LIFTED)),
]


@pytest.mark.parametrize(("host", "rule"), BOUND.values(), ids=BOUND)
@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in PERSONS])
def test_who_agreed_or_accepted_is_bound_like_a_party(host: tuple[str, ...], rule: str, row: Row) -> None:
    found = solve(row.facts, host)
    # The finding on Mongolia speaks of Parties and of States that accept the jurisdiction, not of others.
    court = DUTY if rule == "RS-12-3-ST" else row.cells[0]
    assert check(found, (court, *row.cells[1:])) == []
    founding = {text(split(atom)[1][1]) for atom in found.possible if found.sought(str(split(atom)[1][0]))}
    assert founding == {rule}


def test_acceptance_binds_for_its_own_situation_only() -> None:
    elsewhere = (*ACCEPTED, 'situation(other,"another situation")', "acceptance_of(host_acc,other)")
    assert check(solve((), elsewhere), ALL_NO) == []


@pytest.mark.parametrize(
    "row",
    [
        Row("nobody", (), ALL_DUTY),
        Row("own official", serving("head_of_state", "hhh"), ALL_DUTY),
        Row(
            "head of a State under the same order",
            ("council_obliges(res,sss,sit,icc)", *serving("head_of_state")),
            (DUTY, DUTY, APART),
        ),
        Row("head of another State", serving("head_of_state"), (either(ON_CUSTOM, APART), APART, APART)),
    ],
    ids=lambda row: row.name,
)
def test_who_is_ordered_is_bound_for_that_situation(row: Row) -> None:
    found = solve(row.facts, COMMANDED)
    assert check(found, row.cells) == []


def test_an_order_binds_for_its_own_situation_only() -> None:
    elsewhere = tuple(it.replace("sit,", "other,") for it in COMMANDED)
    found = solve(('situation(other,"another situation")',), elsewhere)
    assert check(found, ALL_NO) == []


def test_a_former_party_is_bound_by_what_had_begun() -> None:
    # The investigation began in 2015, the exit took effect in 2019.
    assert check(solve((), LEFT), ALL_DUTY) == []
    # What it still owes is what it owed as a Party, on the Statute alone too.
    assert check(solve(serving("head_of_state"), LEFT), (DUTY, BAR, BAR)) == []


def test_a_former_party_is_not_bound_by_what_began_later() -> None:
    later = tuple(it.replace("20180101", "20120101") for it in LEFT)
    assert check(solve((), later), ALL_NO) == []


def test_a_former_party_and_a_mere_examination_is_an_issue() -> None:
    left = tuple(it.replace("20180101", "20130601") for it in LEFT)
    found = solve(("stage(sit,preliminary_examination,20120101)",), left)
    verdicts = {
        option: found.verdict({'"ISS-127COOP"': option}) for option in ("examination_enough", "investigation_needed")
    }
    assert verdicts == {"examination_enough": "obliged", "investigation_needed": "not_obliged"}


def test_premises_of_an_organisation_put_no_duty_on_the_organisation() -> None:
    for host in (HOST, NO_PARTY):
        found = solve((), host, presence="un_premises")
        assert not [atom for atom in found.possible if "duty(un," in atom]
    assert check(found, ALL_NO) == []


def test_in_a_part_of_a_party_that_others_hold_the_duty_stands() -> None:
    held = ('area(zone,"a zone")', "part_of(zone,hhh)", "no_effective_control(hhh,zone,20140101,#sup)")
    engine = default_engine()
    found = solution.solve(ask("ppp", "zone", on=DAY, suppose=[*HOST, *WANTED, *held], engine=engine))
    # That the State cannot act there now is told beside the duty, and takes nothing from it.
    assert check(found, ALL_DUTY) == []
    assert found.world({}).answer_set.rows("unable")
