"""A second opinion on the arrest duty under the Rome Statute: slow, plain, and written from the texts alone.

Nothing here reads the rules or asks clingo. Where an article is named its text was read; the rest names the sections of
the rule catalogue (A is treaty status, C.1 warrant and request, C.5 who is bound without being a party, D immunities,
D.4 the decision table). It does not know ships, State aircraft and missions whose State is not known: worlds that are
compared with it contain none. It tells what is owed to the Court, not to a State that asks for extradition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Literal, NamedTuple

from dedere.terms.values import Atom, Value

Verdict = Literal["obliged", "contested", "not_obliged"]
Act = Literal["arrest", "surrender"]
Choice = Mapping[str, str]

STATUTE_IN_FORCE = 20020701

# 0.4, those that bear on the arrest duty; the options of each.
OPTIONS: dict[str, tuple[str, ...]] = {
    "ISS-IMM": ("court", "council", "horizontal"),
    "ISS-LINE": ("statute", "custom"),
    "ISS-TROIKA": ("strict", "wide"),
    "ISS-FUNC": ("lifted", "kept"),
    "ISS-ACC123": ("binds_27", "no_27"),
    "ISS-27W": ("persists", "ends"),
    "ISS-DIPL": ("stands", "yields"),
    "ISS-127COOP": ("investigation_needed", "examination_enough"),
    "ISS-98KIND": ("covered", "not_covered"),
    "ISS-FULLY": ("with_98", "without_98"),
    "ISS-982": ("wide", "narrow"),
    "ISS-DEFER": ("court_only", "suspends_arrest"),
    "ISS-AIR": ("landing_only", "overflight_too"),
}
SCHOOLS = OPTIONS["ISS-IMM"]

TROIKA = ("head_of_state", "head_of_government", "foreign_minister")
MINISTERS = ("defence_minister", "minister", "deputy_head_of_state")
AGAINST_JUSTICE = ("administration_of_justice", "contempt")


class Case(NamedTuple):
    """Who is where, from the first day to the last, both included, in what manner, and in what area of the host."""

    person: str
    host: str
    first: int
    last: int
    presence: str = "visit"
    area: str | None = None


class Immunity(NamedTuple):
    """An immunity that a State's representative has before the host."""

    state: Value
    kind: Literal["personal", "functional", "envoy", "delegate", "premises"]


class Facts:
    """Ground facts, found by predicate."""

    def __init__(self, atoms: Iterable[Atom]) -> None:
        self.memberships: dict[Value, list[tuple[int, int | None]]] = {}
        """What was worked out before, by State."""
        self._rows: dict[str, list[tuple[Value, ...]]] = {}
        for atom in atoms:
            self._rows.setdefault(atom.name, []).append(atom.args)

    def of(self, name: str, *wanted: Value | None) -> Iterator[tuple[Value, ...]]:
        """The rows of a predicate whose first arguments are those given; None stands for anything."""
        for row in self._rows.get(name, ()):
            if all(want is None or want == have for want, have in zip(wanted, row, strict=False)):
                yield row

    def any(self, name: str, *wanted: Value | None) -> bool:
        """Whether there is such a row."""
        return next(self.of(name, *wanted), None) is not None

    def any_by(self, name: str, day: int, *wanted: Value | None) -> bool:
        """Whether there is such a row whose day, its last argument, has come."""
        return any(_at(row[-1]) <= day for row in self.of(name, *wanted))

    def any_on(self, name: str, day: int, *wanted: Value | None) -> bool:
        """Whether there is such a row that holds on a day, by its last two arguments."""
        return any(_within(day, *row[-2:]) for row in self.of(name, *wanted))


# ---------------------------------------------------------------------------------------------------------------- days


def _date(day: int) -> date:
    return date(day // 10000, day // 100 % 100, day % 100)


def _number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def days(case: Case) -> list[int]:
    """Every day of the stay."""
    first, last = _date(case.first), _date(case.last)
    return [_number(first + timedelta(days=count)) for count in range((last - first).days + 1)]


def _at(value: Value) -> int:
    """A day, an unknown start or an open end as a number that compares rightly."""
    if value == "#inf":
        return 0
    return 99999999 if value == "#sup" else int(value)


def _within(day: int, first: Value, after: Value) -> bool:
    return _at(first) <= day < _at(after)


def entry_day(deposit: int) -> int:
    """RS-126-2: the first of the month after the 60th day following the deposit; RS-126-1: not before the Statute."""
    sixtieth = _date(deposit) + timedelta(days=60)
    year, month = (sixtieth.year + 1, 1) if sixtieth.month == 12 else (sixtieth.year, sixtieth.month + 1)
    return max(year * 10000 + month * 100 + 1, STATUTE_IN_FORCE)


def year_after(day: int) -> int:
    """The same calendar day one year later; after 29 February it is 1 March."""
    try:
        return _number(_date(day).replace(year=day // 10000 + 1))
    except ValueError:
        return (day // 10000 + 1) * 10000 + 301


def exit_day(facts: Facts, state: Value, notice: Value) -> int:
    """Art. 127(1): a year after the receipt of a notice, unless it specifies a later date; an earlier one is none."""
    named = (_at(day) for _, _, _, day in facts.of("withdrawal_date_named", state, "rome", notice))
    return max([year_after(_at(notice)), *named])


# ------------------------------------------------------------------------------------------------- A. status of States


def memberships(facts: Facts, state: Value) -> list[tuple[int, int | None]]:
    """The times in which a State was a Party: the day it entered, and the day it was out again or None."""
    if state not in facts.memberships:
        facts.memberships[state] = list(_memberships(facts, state))
    return facts.memberships[state]


def _memberships(facts: Facts, state: Value) -> Iterator[tuple[int, int | None]]:
    entries = [_at(effective) for _, _, _, effective in facts.of("succeeded", state, "rome")]
    for _, _, deposited in facts.of("deposited", state, "rome"):
        entry = entry_day(_at(deposited))
        # RS-127-REV: an instrument can be taken back before it takes effect.
        if not any(
            _at(deposited) <= _at(taken_back) < entry
            for _, _, taken_back in facts.of("instrument_withdrawn", state, "rome")
        ):
            entries.append(entry)
    party_until: int | None = 0
    for entry in sorted(entries):
        if party_until is None or entry < party_until:
            continue  # It is a Party already.
        # Only a Party can give notice, and each notice runs for itself unless it is taken back (VCLT art. 68).
        exits = [
            exit_day(facts, state, notice)
            for _, _, notice in facts.of("withdrawal_notified", state, "rome")
            if entry <= _at(notice)
            and not any(
                _at(notice) <= _at(revoked) < exit_day(facts, state, notice)
                for _, _, revoked in facts.of("withdrawal_revoked", state, "rome")
            )
        ]
        party_until = min(exits, default=None)
        yield entry, party_until


def party(facts: Facts, state: Value, day: int) -> bool:
    """Whether a State is a Party on a day."""
    return any(entry <= day and (out is None or day < out) for entry, out in memberships(facts, state))


def left(facts: Facts, state: Value, day: int) -> int | None:
    """The day on which a State that was a Party, and is none on this day, left last."""
    if party(facts, state, day):
        return None
    return max((out for _, out in memberships(facts, state) if out is not None and out <= day), default=None)


def accepting(facts: Facts, state: Value, situation: Value, day: int) -> bool:
    """RS-12-3-ST: whether a State has accepted jurisdiction in a situation by a declaration that has effect."""
    return any(
        _at(lodged) <= day
        and facts.any("acceptance_of", declaration, situation)
        and not facts.any("acceptance_rejected", declaration)
        for declaration, _, _, lodged in facts.of("accepted", None, state, "icc")
    )


def ordered(facts: Facts, state: Value, situation: Value, day: int) -> bool:
    """SC-DUTY: whether the Security Council has decided that a State shall cooperate in a situation."""
    return any(
        _at(adopted) <= day
        for resolution, _, _, _ in facts.of("council_obliges", None, state, situation, "icc")
        for _, adopted in facts.of("adopted", resolution)
    )


def covered(facts: Facts, case: Case, day: int) -> bool:
    """VCLT art. 29: the Statute binds a Party in all its territory but an area left out, until it is extended there."""
    return case.area is None or not any(
        _within(day, since, until)
        and not any(
            _at(since) <= _at(extended) <= day
            for _, _, _, extended in facts.of("territory_extended", case.host, "rome", case.area)
        )
        for _, _, _, since, until in facts.of("territory_excluded", case.host, "rome", case.area)
    )


def bound(facts: Facts, case: Case, warrant: Value, day: int, choice: Choice) -> bool:
    """Whether the host owes cooperation in the case of a warrant, on whatever footing (C.1, C.5, art. 127(2))."""
    # Art. 87(5): arrangements are for States that are no Parties.
    arranged = any(_within(day, first, after) for _, _, first, after in facts.of("arrangement", case.host, "icc"))
    return (arranged and not party(facts, case.host, day)) or bound_by_part_9(facts, case, warrant, day, choice)


def bound_by_part_9(facts: Facts, case: Case, warrant: Value, day: int, choice: Choice) -> bool:
    """The same on the footing of Part 9 as a whole, and not of what was agreed alone.

    That it does not control the place frees it of nothing: art. 89(1) asks whose territory it is.
    """
    host, here = case.host, covered(facts, case, day)
    if here and party(facts, host, day):
        return True
    situations = [situation for _, situation in facts.of("in_situation", warrant)]
    # Charter arts 25, 103: an order of the Council binds a State wherever it has authority, Party or not.
    if any(ordered(facts, host, it, day) for it in situations):
        return True
    # Art. 12(3): a declaration is for States that are no Parties, and they cooperate in accordance with Part 9.
    if not party(facts, host, day) and any(accepting(facts, host, it, day) for it in situations):
        return True
    return as_former(facts, case, warrant, day, choice)


def as_former(facts: Facts, case: Case, warrant: Value, day: int, choice: Choice) -> bool:
    """Art. 127(2), second sentence: whether what had begun before its exit still binds a former Party to cooperate."""
    out = left(facts, case.host, day)
    if out is None or not covered(facts, case, day):
        return False
    for _, situation in facts.of("in_situation", warrant):
        reached = (*facts.of("stage", situation), *facts.of("stage_by", situation))
        begun = {stage for _, stage, since in reached if _at(since) < out}
        # Art. 58(1): there is no warrant before the investigation has begun.
        begun |= {"investigation" for _, _, _, issued in facts.of("warrant", warrant) if _at(issued) < out}
        if begun & {"authorisation", "investigation"}:
            return True
        if "preliminary_examination" in begun and choice["ISS-127COOP"] == "examination_enough":
            return True
    return False


# ------------------------------------------------------------------------------------------- C.1 warrant and request


def executed(facts: Facts, person: str, warrant: Value) -> Iterator[int]:
    """The days on which a warrant was executed; where a later surrender is recorded, that one counts.

    Whatever is recorded of an execution, a surrender executes each warrant that was there by then.
    """
    handed_over = [_at(since) for _, _, since in facts.of("surrendered", person, "icc")]
    for _, _, done in facts.of("warrant_ended", warrant, "executed"):
        yield min((since for since in handed_over if _at(done) <= since), default=_at(done))
    for _, _, _, issued in facts.of("warrant", warrant, "icc", person):
        yield from (since for since in handed_over if _at(issued) <= since)


def in_custody(facts: Facts, person: str, day: int) -> bool:
    """Whether the Court has the person; on the day of the surrender itself the host still has to act."""
    came = [_at(since) for _, _, since in facts.of("surrendered", person, "icc")]
    came += [
        day for warrant, _, _, _ in facts.of("warrant", None, "icc", person) for day in executed(facts, person, warrant)
    ]
    released = [_at(since) for _, _, since in facts.of("released", person, "icc")]
    return any(since < day and not any(since <= out <= day for out in released) for since in came)


def in_force(facts: Facts, person: str, day: int) -> Iterator[Value]:
    """RS-58-4: the warrants against the person that have effect on a day."""
    if in_custody(facts, person, day):
        return
    for warrant, _, _, issued in facts.of("warrant", None, "icc", person):
        ended = any(how != "executed" and _at(since) <= day for _, how, since in facts.of("warrant_ended", warrant))
        undated = any(how != "executed" for _, how in facts.of("warrant_ended_undated", warrant))
        # Art. 60(5): whoever was released is arrested on a new warrant.
        spent = any(done < day for done in executed(facts, person, warrant))
        if _at(issued) <= day and not ended and not undated and not spent:
            yield warrant


def asked(facts: Facts, case: Case, warrant: Value, day: int) -> bool:
    """RS-87-REQ, RS-87-3: whether a request reached the host; for a public warrant that is assumed unless known."""
    if any(_at(received) <= day for _, _, _, _, received in facts.of("request", "icc", case.host, case.person)):
        return True
    for _, _, sent in facts.of("circulated", warrant, "all_parties"):
        if _at(sent) <= day and party(facts, case.host, day) and party(facts, case.host, _at(sent)):
            return True
    public = any(_at(since) <= day for _, since in facts.of("made_public", warrant))
    return public and not facts.any("no_request", "icc", case.host, case.person)


def asked_to_surrender(facts: Facts, case: Case, warrant: Value, day: int) -> bool:
    """Arts 89(1), 92(1): whether more was asked for than provisional arrest, pending which no surrender is owed.

    Of what nothing is known it is taken that it was, unless requests on the warrant go out for provisional arrest.
    """
    kinds = {
        kind for _, _, _, kind, received in facts.of("request", "icc", case.host, case.person) if _at(received) <= day
    }
    for _, _, sent in facts.of("circulated", warrant, "all_parties"):
        if _at(sent) <= day and party(facts, case.host, day) and party(facts, case.host, _at(sent)):
            kinds |= {kind for _, kind in facts.of("circulated_as", warrant)} or {"arrest_and_surrender"}
    kinds = kinds or {kind for _, kind in facts.of("circulated_as", warrant)}
    return not kinds or "arrest_and_surrender" in kinds


def against_justice(facts: Facts, warrant: Value) -> bool:
    """RS-70: whether a warrant is for offences against the administration of justice alone."""
    classes = {class_ for _, crime in facts.of("charged", warrant) for _, class_ in facts.of("crime_class", crime)}
    return bool(classes) and classes <= set(AGAINST_JUSTICE)


# ----------------------------------------------------------------------------------------------------- D. immunities


def immunities(facts: Facts, case: Case, warrant: Value, day: int, choice: Choice) -> set[Immunity]:
    """D.1: the immunities that the person could claim before the host, whether or not they help against the Court."""
    found: set[Immunity] = set()
    personal = (*TROIKA, *(MINISTERS if choice["ISS-TROIKA"] == "wide" else ()))
    for _, office, state, since, until in facts.of("office", case.person):
        if state == case.host or _at(since) > day:  # IM-RP-OWN
            continue
        serving = _within(day, since, until)
        if serving and office in personal:
            found.add(Immunity(state, "personal"))
        elif not facts.any("private_acts", warrant):  # IM-RM
            found.add(Immunity(state, "functional"))
        if serving and case.presence == "special_mission" and not facts.any("national", case.person, case.host):
            found.add(Immunity(state, "envoy"))
        if serving and case.presence == "un_meeting" and not facts.any("national", case.person, case.host):
            found.add(Immunity(state, "delegate"))
    # Whoever is immune in person needs no functional immunity of the same State.
    found = {it for it in found if it.kind != "functional" or Immunity(it.state, "personal") not in found}
    for name in ("special_mission", "accredited", "un_delegate", "icc_delegate"):
        for _, state, _, since, until in facts.of(name, case.person, None, case.host):
            # IM-NAT: the State of nationality need not respect these.
            at_home = facts.any("national", case.person, case.host)
            # Art. 39(2): a diplomat is protected until departure after the post, which is taken not to have come.
            lasts = _within(day, since, until) or (name == "accredited" and _at(since) <= day)
            # Delegates to the Assembly: VCLT art. 34, only a party to the Agreement on Privileges owes it.
            owed = name != "icc_delegate" or party_to_apic(facts, case.host, day)
            if lasts and owed and not at_home:
                found.add(Immunity(state, "delegate" if name in ("un_delegate", "icc_delegate") else "envoy"))
    # Convention on Diplomatic Relations, art. 22(1): nobody enters a mission without consent, whoever is inside.
    for _, state, _, *span in facts.of("inside_mission", case.person, None, case.host):
        if state != case.host and _within(day, *span):
            found.add(Immunity(state, "premises"))
    return found


def party_to_apic(facts: Facts, state: Value, day: int) -> bool:
    """Agreement on the Privileges and Immunities of the Court, art. 35: thirty days after the deposit."""
    deposits = (_date(_at(it)) + timedelta(days=30) for _, _, it in facts.of("deposited", state, "apic"))
    return any(max(it, date(2004, 7, 22)) <= _date(day) for it in deposits)


def waived(facts: Facts, case: Case, state: Value, day: int) -> bool:
    """IM-WAIVE: a waiver counts in its scope, towards the Court or towards the host."""
    return any(
        toward in ("icc", case.host) and _within(day, *span)
        for _, _, toward, *span in facts.of("waiver", state, case.person)
    )


def opposable(facts: Facts, case: Case, warrant: Value, immunity: Immunity, day: int, choice: Choice) -> bool:
    """D.2 to D.4: whether an immunity can be opposed to an arrest for the Court: then art. 98(1) bars the request."""
    state = immunity.state
    situations = [situation for _, situation in facts.of("in_situation", warrant)]
    # Art. 27(2) takes away what attaches to the official capacity of a person; a mission attaches to none.
    of_a_person = immunity.kind != "premises"
    if of_a_person and party(facts, state, day):  # IM-27H
        return False
    if waived(facts, case, state, day):
        return False
    out = left(facts, state, day)
    if of_a_person and out is not None and choice["ISS-27W"] == "persists":
        for situation in situations:
            if any(_at(since) < out for _, since, _ in facts.of("situation_period", situation)):
                return False
    # Between Parties no view on officials of other States is needed, only one on places.
    if not of_a_person and party(facts, state, day):
        return choice["ISS-DIPL"] == "stands"
    school = choice["ISS-IMM"]
    by_council = any(ordered(facts, state, situation, day) for situation in situations)
    official = immunity.kind in ("personal", "functional")
    # The Court rests on the Council too (Jordan 2019); the Statute alone speaks of Parties and those that accept, and
    # art. 127(2) leaves the cooperation of those that were Parties as it was.
    like_a_party = (
        party(facts, case.host, day)
        or any(accepting(facts, case.host, it, day) for it in situations)
        or as_former(facts, case, warrant, day, choice)
    )
    on_a_line = school == "court" and (choice["ISS-LINE"] == "custom" or like_a_party)
    avenue = on_a_line if official else school == "court" and choice["ISS-DIPL"] == "yields"
    if avenue or (school in ("court", "council") and by_council and (official or choice["ISS-DIPL"] == "yields")):
        return False
    # Whether the order of the Council to a host that is no Party takes in art. 98(1).
    by_charter = not party(facts, case.host, day) and any(ordered(facts, case.host, it, day) for it in situations)
    if by_charter and choice["ISS-FULLY"] == "without_98":
        return False
    if not official:
        return not (immunity.kind == "delegate" and choice["ISS-98KIND"] == "not_covered")
    if choice["ISS-ACC123"] == "binds_27" and any(accepting(facts, state, it, day) for it in situations):
        return False
    lifted = choice["ISS-FUNC"] == "lifted" and not against_justice(facts, warrant)
    return not (immunity.kind == "functional" and lifted)


# ------------------------------------------------------------------------------- arts 16, 90, 98(2): what bars or parts


def deferred(facts: Facts, warrant: Value, day: int) -> bool:
    """Art. 16: whether the Council has stopped the situation, for twelve months from its request and no longer."""
    return any(
        _within(day, since, until) and day < year_after(_at(since))
        for _, situation in facts.of("in_situation", warrant)
        for _, since, until in facts.of("deferral", situation)
    )


def consent_needed(facts: Facts, case: Case, day: int, choice: Choice) -> bool:
    """Art. 98(2): whether an agreement in force asks for the consent of a sending State before a surrender."""
    agreed = {
        state
        for name in ("agreement_in_force", "agreement_in_force_by")
        for _, state, since in facts.of(name, case.host)
        if _at(since) <= day
    }
    # D, IM-WAIVE: consent works like a waiver, towards the Court or towards the host.
    agreed = {state for state in agreed if not waived(facts, case, state, day)}
    forces = {
        state
        for _, state, *span in facts.of("forces_agreement", case.host)
        if _within(day, *span) and not waived(facts, case, state, day)
    }
    if any(facts.any_on("sent_person", day, case.person, state, case.host) for state in agreed | forces):
        return True
    # Convention on Special Missions, arts 1, 21(1): whoever is there for a State, its head too, is sent by it.
    serves = {state for _, _, state, *span in facts.of("office", case.person) if _within(day, *span)}
    if case.presence in ("official_visit", "special_mission", "military_base") and serves & (agreed | forces):
        return True
    return any(facts.any("national", case.person, state) for state in agreed) and choice["ISS-982"] == "wide"


def may_wait(facts: Facts, case: Case, warrant: Value, day: int) -> bool:
    """Art. 95: whether the surrender may be postponed; the arrest may not (art. 19(9); Libya, 1 June 2012)."""
    # Rule 163(2): nor does art. 19 apply to offences against the administration of justice.
    return not against_justice(facts, warrant) and facts.any_on("challenge", day, case.person, "icc", "admissibility")


def last_ruling(facts: Facts, case: Case, warrant: Value, day: int) -> Value | None:
    """Arts 17, 19(10): what the Court has last ruled on admissibility, if it has; what it rules it may review.

    Rule 163(2): of offences against the administration of justice there is no such ruling, since Part 2 does not apply.
    """
    if against_justice(facts, warrant):
        return None
    rulings = facts.of("ruling", case.person, "icc", "admissibility")
    return max(((_at(ruled), result) for _, _, _, result, ruled in rulings if _at(ruled) <= day), default=(0, None))[1]


def immune_from_extradition(
    facts: Facts, case: Case, warrant: Value, requesting: Value, day: int, choice: Choice
) -> bool:
    """Whether what the host owes a third State for the person stands against extradition to another State.

    Arrest Warrant (2002), paras 51-58: who holds one of the three offices is inviolable before all other States;
    members of missions and delegates are so by their conventions. No chamber of the Court speaks of such requests.
    """
    for it in immunities(facts, case, warrant, day, choice):
        if it.kind == "premises" or it.state == requesting:
            continue
        waivers = facts.of("waiver", it.state, case.person)
        if any(toward in (case.host, requesting) and _within(day, *span) for _, _, toward, *span in waivers):
            continue
        if it.kind != "functional" or against_justice(facts, warrant) or choice["ISS-FUNC"] != "lifted":
            return True
    return False


def may_extradite(facts: Facts, case: Case, warrant: Value, day: int, choice: Choice) -> bool:
    """Art. 90: whether the request of another State leaves the host free not to surrender, or not yet."""
    admissible = last_ruling(facts, case, warrant, day) == "admissible"
    for _, state, _, _, conduct, since, until in facts.of("extradition_request", None, None, case.host, case.person):
        if not _within(day, since, until):
            continue
        # Paras 4 to 7 ask whether the host is obliged to extradite the person, and not only whether a treaty is there.
        obliged = facts.any_on("extradition_obligation", day, case.host, state) and not immune_from_extradition(
            facts, case, warrant, state, day, choice
        )
        if conduct == "different":
            free = obliged  # Para. 7.
        elif party(facts, state, day):
            free = not admissible  # Paras 2 and 3.
        else:
            free = obliged or not admissible  # Paras 4 to 6.
        if free:
            return True
    return False


# ---------------------------------------------------------------------------------------------------------- the duty


def must(facts: Facts, case: Case, day: int, choice: Choice) -> frozenset[Act]:
    """Art. 89(1) and its relatives: what the host must do for the Court on a day, if these positions are taken."""
    if case.presence == "remote" or any(_at(died) <= day for _, died in facts.of("died", case.person)):
        return frozenset()
    owed = (_owed(facts, case, warrant, day, choice) for warrant in in_force(facts, case.person, day))
    return frozenset(act for acts in owed for act in acts)


def _owed(facts: Facts, case: Case, warrant: Value, day: int, choice: Choice) -> tuple[Act, ...]:
    if not asked(facts, case, warrant, day) or not bound(facts, case, warrant, day, choice):
        return ()
    if case.presence == "overflight" and choice["ISS-AIR"] == "landing_only":
        return ()
    # Rule 163(2): nothing of Part 2, and so not art. 16, applies to offences against the administration of justice.
    if (
        deferred(facts, warrant, day)
        and not against_justice(facts, warrant)
        and choice["ISS-DEFER"] == "suspends_arrest"
    ):
        return ()
    # Art. 17(1): the Court does not deal with an inadmissible case; rule 163(2) as above.
    if last_ruling(facts, case, warrant, day) == "inadmissible":
        return ()
    # RS-70 leaves it to the law of the host, but not where it is the Charter that obliges it.
    situations = [situation for _, situation in facts.of("in_situation", warrant)]
    by_council = not party(facts, case.host, day) and any(
        ordered(facts, case.host, situation, day) for situation in situations
    )
    own_law = against_justice(facts, warrant) and facts.any("no_article_70_law", case.host)
    if own_law and not by_council:
        return ()
    # Charter art. 103: what the Council ordered goes before what was agreed with another State.
    if not by_council and consent_needed(facts, case, day, choice):
        return ()
    held = immunities(facts, case, warrant, day, choice)
    if any(opposable(facts, case, warrant, it, day, choice) for it in held):
        return ()
    # Art. 90(1) speaks of States Parties: what was agreed with the Court gives way to another State's request only if
    # that was agreed too.
    by_part_9 = bound_by_part_9(facts, case, warrant, day, choice)
    parted = not by_council and by_part_9 and may_extradite(facts, case, warrant, day, choice)
    if not asked_to_surrender(facts, case, warrant, day):
        return ("arrest",)
    return ("arrest",) if parted or may_wait(facts, case, warrant, day) else ("arrest", "surrender")


class _Open(LookupError):
    """An issue on which no position has been taken yet."""


class _Taken(dict[str, str]):
    """Positions that have been taken."""

    def __missing__(self, issue: str) -> str:
        raise _Open(issue)


def outcomes(found: Callable[[Choice], frozenset[Act]]) -> Iterator[tuple[Choice, frozenset[Act]]]:
    """What is found on every position, those issues only being parted on which it turns."""
    waiting = [_Taken()]
    while waiting:
        taken = waiting.pop()
        try:
            yield taken, found(taken)
        except _Open as undecided:
            issue = str(undecided)
            waiting += [_Taken(taken | {issue: option}) for option in OPTIONS[issue]]


def opinions(facts: Facts, case: Case, act: Act = "arrest") -> dict[str, dict[int, Verdict]]:
    """The verdict on each day of the stay about an act, under each school and (`all`) on every position."""
    told: dict[str, dict[int, Verdict]] = {school: {} for school in (*SCHOOLS, "all")}
    for day in days(case):
        on_this_day = list(outcomes(partial(must, facts, case, day)))
        for school, by_day in told.items():
            says = {act in acts for taken, acts in on_this_day if school in ("all", taken.get("ISS-IMM", school))}
            by_day[day] = "obliged" if says == {True} else "contested" if True in says else "not_obliged"
    return told
