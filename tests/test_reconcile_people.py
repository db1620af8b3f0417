"""The record of people, courts, travel bans and trade measures is complete.

The fact files were built from reference tables. This module holds what those tables counted, and names every entry
that the record does not carry, or carries in another form, with the reason. A count that changes here changes because
the record did.
"""

import re
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from second_look import facts

FACTS = Path(__file__).parent.parent / "facts"
FACT = re.compile(r'^([a-z_]+)\(((?:[^"]|"(?:[^"\\]|\\.)*")*?)\)\.\s*(?:%.*)?$')
ARGUMENT = re.compile(r'(?:"(?:[^"\\]|\\.)*"|\([^()]*\)|[^,()"])+')

Arguments = tuple[str, ...]


@cache
def record() -> dict[str, list[Arguments]]:
    """All facts of the record, by predicate, in the order of their files."""
    found_facts: dict[str, list[Arguments]] = defaultdict(list)
    for path in sorted(FACTS.rglob("*.lp")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if found := FACT.match(line):
                found_facts[found[1]].append(tuple(ARGUMENT.findall(found[2])))
    return found_facts


def firsts(predicate: str) -> set[str]:
    """The first arguments of a predicate."""
    return {arguments[0] for arguments in record()[predicate]}


def about(predicate: str, value: str, place: int = 0) -> list[Arguments]:
    """The facts of a predicate that have a value at a place."""
    return [arguments for arguments in record()[predicate] if arguments[place] == value]


# What the tables counted ------------------------------------------------------------------------------------

COUNTS = {
    "person": 128,  # 94 of the table, the foreign minister who travelled in the place of his President, 33 others
    "office": 70,  # 61 of the table, his, Ortega, five of persons not wanted, earlier spells of Pinochet and Maduro
    "title": 70,
    "non_state_role": 6,
    "de_facto": 8,
    "office_last_seen": 21,
    "warrant": 109,  # 100 of the table, two of the Tribunal for Rwanda, two of Türkiye, three of France, Ortega, Ayyash
    "summons": 9,
    "text_sealed": 4,
    "warrant_ended": 65,  # 63 of the table, and those two
    "warrant_ended_undated": 3,
    "warrant_status": 50,
    "application": 4,
    "finding": 19,  # 15 of the table, and those against Sudan of 2010, and of 2015 on Hussein and Banda
    "circulated": 6,
    "request": 18,  # 7 of the table, and those behind the arrests and surrenders on sealed warrants
    "ban_regime": 18,
    "listed": 37,  # 36 of the table, and the foreign minister who travelled in the place of his President
    "ban_measure": 37,
    "listing_number": 13,
    "measure": 12,
    "judgment": 1,
    "claim": 1,
}

# Rows of the table of offices that say that a person once held an office: it follows from the end of the office.
FORMER_OFFICES = {
    ("gallant", "defence_minister", "isr"): "the office ends on 7 November 2024",
    ("duterte", "head_of_state", "phl"): "the office ends on 30 June 2022",
    ("bashir", "head_of_state", "sdn"): "the office ends on 11 April 2019",
    ("kenyatta", "head_of_state", "ken"): "the office ends on 13 September 2022",
    ("gbagbo_l", "head_of_state", "civ"): "the office ends on 11 April 2011",
    ("assad", "head_of_state", "syr"): "the office ends on 8 December 2024",
}
NO_OFFICE = {"gaddafi_s": "an alleged de facto role of 2011 without formal office, undated"}

# Entries that stand under another name or in another form than in the tables.
OTHER_FORM = {
    "milosevic": "head of state of the Federal Republic of Yugoslavia, entered under Serbia",
    "icc_agha_h_2026": "day of issue not known, so the day it became public",
    "icc_nadeem_2026": "day of issue not known, so the day it became public",
    "fra_assad_2025_08": "signed in August 2025, day not known, so the day it became public",
    "fra_assad_2023": "vacated in the table, set aside by a court of its own State: annulled",
    "gbr_pinochet_1998_1": "vacated in the table, set aside by a court of its own State: annulled",
}

# Warrants that were never seen to have been made public, so without a day of publication.
WITHOUT_PUBLICATION = {
    "icty_karadzic_1995", "icty_mladic_1995",
    "bel_yerodia_2000", "irmct_kabuga_2013", "irmct_kayishema", "irmct_jojic_2019", "irmct_radeta_2019",
    "fra_assad_2025_01", "arg_min_aung_hlaing_2025", "stl_ayyash_2011",
    "ictr_kabuga_1997", "ictr_kayishema_2001",
}  # fmt: skip

# Preliminary examinations whose days the tables do not give: their situations reach no such stage in the record.
UNDATED_EXAMINATIONS = {"venezuela2": "began on a day not given", "nigeria": "completed in 2020, days not given"}

# Situations that were never investigated, and so have no period of which the Court tries what happened.
NEVER_INVESTIGATED = {
    *UNDATED_EXAMINATIONS,
    "guinea",  # closed without an investigation
    "colombia",  # closed without an investigation
}

# Persons who are not wanted, and why they are in the record.
NOT_WANTED = {
    "lavrov": "travelled in the place of his President",
    "smotrich": "an application reported, no warrant",
    "sinwar": "an application, withdrawn after his death",
    "haniyeh": "an application, withdrawn after his death",
    "hasina": "sentenced by a national court; the request to India is not entered",
    "a_khan_kamal": "sentenced by a national court; the request to India is not entered",
    "sirajuddin_haqqani": "a namesake of one who is wanted",
    "mamlouk": "convicted in absentia by a national court; the day of the warrant was not seen",
    "jamil_hassan": "convicted in absentia by a national court; the day of the warrant was not seen",
    "khan_karim": "on a national list of wanted persons; no warrant was seen",
    "akane": "on a national list of wanted persons; no warrant was seen",
    "kabila": "sentenced in absentia by a court of his own State",
    "al_sharaa": "taken off the list of the United Nations",
    "thaci": "in custody; the day of the warrant was not seen",
    "hemedti": "charged before a court of his own State",
    "halevi": "complaints; no warrant was seen",
    "lukashenko": "asked about; no warrant was seen",
    "kadyrov": "asked about; no warrant was seen",
    "mishustin": "asked about; no warrant was seen",
    "medvedev": "asked about; no warrant was seen",
    "zelensky": "on a national list of wanted persons; no warrant was seen",
    "kallas": "on a national list of wanted persons; no warrant was seen",
    "koroma": "indicted by a court now closed; the day of the warrant was not seen",
    "merhi": "convicted in absentia by a court now closed; the terms of the warrant were not seen",
    "oneissi": "convicted in absentia by a court now closed; the terms of the warrant were not seen",
    "puigdemont": "European arrest warrants of the past; none was seen to stand",
    "assange": "a request that has ended",
    "jammeh": "asked about; no warrant was seen",
    "obiang_t": "convicted by a national court",
    "morales": "a warrant of his own State; no other State was seen to be asked",
    "correa": "an order of his own State; the request to another was not seen",
}


@pytest.mark.parametrize("predicate", COUNTS)
def test_as_counted(predicate: str) -> None:
    assert len(record()[predicate]) == COUNTS[predicate]


# People and offices -----------------------------------------------------------------------------------------


def test_every_person_has_a_name_and_a_nationality() -> None:
    assert len(firsts("person")) == len(record()["person"])
    assert firsts("national") == firsts("person")


def test_no_name_belongs_to_two_entities() -> None:
    named = [entry for kind in ("person", "court", "state", "area", "organisation") for entry in record()[kind]]
    entities = {entity for entity, _ in named}
    names: dict[str, set[str]] = defaultdict(set)
    for entity, name in named + [entry for entry in record()["alias"] if entry[0] in entities]:
        names[name.casefold()].add(entity)
    assert {name: owners for name, owners in names.items() if len(owners) > 1} == {}


def test_whoever_has_no_warrant_is_named() -> None:
    wanted = {person for predicate in ("warrant", "summons") for _, _, person, _ in record()[predicate]}
    assert firsts("person") - wanted == set(NOT_WANTED)


@pytest.mark.parametrize(("person", "office", "state"), FORMER_OFFICES)
def test_former_offices_follow_from_an_end(person: str, office: str, state: str) -> None:
    assert any(until != "#sup" for *who, _, until in record()["office"] if who == [person, office, state])


def test_no_office_stands_for_an_alleged_role() -> None:
    assert not firsts("office") & set(NO_OFFICE)


def test_every_title_belongs_to_an_office() -> None:
    held = {arguments[:4] for arguments in record()["office"]}
    assert {arguments[:4] for arguments in record()["title"]} == held
    assert {arguments[:4] for arguments in record()["de_facto"]} <= held
    assert {arguments[:3] for arguments in record()["office_last_seen"]} <= {arguments[:3] for arguments in held}


def test_the_predecessor_of_serbia() -> None:
    assert about("office", "milosevic") == [("milosevic", "head_of_state", "srb", "19970723", "20001007")]


def test_the_outcome_of_the_election_in_israel_is_not_known() -> None:
    assert ("netanyahu", "head_of_government", "isr", "20221229", "#sup") in record()["office"]
    assert ("netanyahu", "head_of_government", "isr", "20260924") in record()["office_last_seen"]


# Situations and warrants ------------------------------------------------------------------------------------


def test_situations_of_the_international_criminal_court() -> None:
    before = {situation for situation, _ in about("situation_before", "icc", 1)}
    assert len(before) == 22
    assert firsts("situation_period") & before == before - NEVER_INVESTIGATED
    assert firsts("seized_by") == before
    assert {situation for situation, _, _ in about("stage", "investigation", 1)} == before - NEVER_INVESTIGATED
    assert {arguments[0] for arguments in about("stage", "preliminary_examination", 1)} == {
        "philippines", "burundi", "palestine", "georgia", "bangladesh_myanmar", "ukraine", "venezuela1", "nigeria",
        "guinea",
    }  # fmt: skip
    assert {arguments[0] for arguments in about("stage_by", "preliminary_examination", 1)} >= {"colombia"}
    assert {arguments[0] for arguments in about("stage", "concluded", 1)} == {
        "uganda", "kenya", "georgia", "car1", "car2", "venezuela2", "guinea", "colombia",
    }  # fmt: skip


def test_only_own_initiative_needs_an_authorisation() -> None:
    authorised = {arguments[0] for arguments in about("stage", "authorisation", 1)}
    assert authorised == {situation for situation, _ in about("seized_by", "own_initiative", 1)} - NEVER_INVESTIGATED
    assert firsts("referred") == {situation for situation, _ in about("seized_by", "state_referral", 1)}
    assert firsts("seized_by") & {situation for _, situation, _ in record()["refers"]} == {
        situation for situation, _ in about("seized_by", "council_referral", 1)
    }


def test_warrants_of_the_international_criminal_court() -> None:
    issued = [arguments for kind in ("warrant", "summons") for arguments in about(kind, "icc", 1)]
    assert len(issued) == 83
    assert len({person for _, _, person, _ in issued}) == 76


def test_totals_that_the_court_gave_on_17_december_2024() -> None:
    public = {warrant for warrant, day in record()["made_public"] if int(day) <= 20241217} | WITHOUT_PUBLICATION
    persons = {person for warrant, _, person, _ in about("warrant", "icc", 1) if warrant in public}
    assert len(persons) == 59
    assert len({person for _, _, person, _ in about("summons", "icc", 1)}) == 9


def test_every_warrant_has_one_status_crimes_a_link_and_a_situation() -> None:
    known = sorted(firsts("warrant") | firsts("summons"))
    status = [
        warrant
        for predicate in ("warrant_ended", "warrant_ended_undated", "warrant_status")
        for warrant, *_ in record()[predicate]
    ]
    assert sorted(status) == known
    assert sorted(arguments[0] for arguments in record()["in_situation"]) == known
    assert sorted(firsts("charged")) == sorted(firsts("jurisdiction_link")) == known
    assert {situation for _, situation in record()["in_situation"]} <= firsts("situation")


def test_publication() -> None:
    known = firsts("warrant") | firsts("summons")
    assert known - firsts("made_public") == WITHOUT_PUBLICATION
    assert firsts("text_sealed") == {
        "icc_putin_2023", "icc_lvova_belova_2023", "icc_akhundzada_2025", "icc_haqqani_ah_2025",
    }  # fmt: skip


def test_a_warrant_unsealed_later_is_known_from_that_day() -> None:
    warrants = [it for kind in ("warrant", "summons") for it in facts(kind)]
    public = {it.atom.args[0]: it.atom.args[1] for it in facts("made_public")}
    unsealed = {it.atom.args[0]: public.get(it.atom.args[0]) for it in warrants}
    assert {it.atom.args[0]: it.known for it in warrants if it.known} == {
        it.atom.args[0]: day
        for it in warrants
        if (day := unsealed[it.atom.args[0]]) and int(day) > int(it.atom.args[3])
    }


@pytest.mark.parametrize("warrant", [entry for entry in OTHER_FORM if re.search(r"_\d{4}", entry)])
def test_warrants_in_another_form(warrant: str) -> None:
    if OTHER_FORM[warrant].endswith("annulled"):
        assert [how for _, how, _ in about("warrant_ended", warrant)] == ["annulled"]
    else:
        [(_, _, _, issued)] = about("warrant", warrant)
        assert about("made_public", warrant) == [(warrant, issued)]


def test_status_of_warrants() -> None:
    assert Counter(how for _, how, _ in record()["warrant_ended"]) == {
        "convicted": 21, "terminated_death": 13, "vacated": 12, "executed": 7, "withdrawn": 6, "acquitted": 4,
        "annulled": 2,
    }  # fmt: skip
    assert {arguments[:2] for arguments in record()["warrant_ended_undated"]} == {
        ("icc_otti_2005", "terminated_death"), ("icty_jojic_2015", "vacated"), ("icty_radeta_2015", "vacated"),
    }  # fmt: skip


# Findings ---------------------------------------------------------------------------------------------------


def test_findings_and_their_referral() -> None:
    found = {(host, person, day) for host, person, _, day in record()["finding"]}
    assert {arguments[:3] for arguments in record()["finding_referred"]} == found
    assert {host for host, _, _, body in record()["finding_referred"] if body == "none"} == {"zaf"}
    assert {(host, day) for host, _, _, day in record()["referral_reversed"]} == {("jor", "20190506")}
    assert {host for host, *_ in record()["finding_concerns"]} == {"ken"}


# Travel bans ------------------------------------------------------------------------------------------------


def test_lists_of_persons() -> None:
    assert Counter(authority for _, authority in record()["ban_authority"]) == {
        "un": 8,
        "eu": 5,
        "uk": 3,
        "national": 2,
    }
    assert len(record()["ban_in_force"]) == 10
    assert {arguments[:2] for arguments in record()["ban_measure"]} == {
        arguments[:2] for arguments in record()["listed"]
    }
    assert {person for person, _, measure in record()["ban_measure"] if measure == "asset_freeze_only"} == {
        "putin", "lavrov",
    }  # fmt: skip
    ended = {person for person, _, _, until in record()["listed"] if until != "#sup"}
    assert ended == {"ble_goude", "gbagbo_l", "gbagbo_s", "taylor"}


# Trade measures ---------------------------------------------------------------------------------------------


def applied(day: int) -> dict[str, int]:
    """The additional duties of the United States on goods of India that were collected on a day, in percent."""
    subject = firsts("on_goods_of_all") | {measure for measure, _ in about("on_goods_of", "ind", 1)}
    rates = {it: int(percent) // 100 for it, percent in record()["rate"] if percent != "0" and it in subject}
    at_work = {
        measure
        for measure, start, end in record()["in_effect"]
        if measure in rates and int(start) <= day and (end == "#sup" or day < int(end))
    }
    replaced = {earlier for measure, earlier, state in record()["replaces"] if measure in at_work and state == "ind"}
    return {measure: rates[measure] for measure in at_work - replaced}


@pytest.mark.parametrize(
    ("day", "duties"),
    [
        (20250404, {}),
        (20250405, {"eo_14257": 10}),
        (20250806, {"eo_14257": 10}),
        (20250807, {"eo_14326": 25}),
        (20250826, {"eo_14326": 25}),
        (20250827, {"eo_14326": 25, "eo_14329": 25}),
        (20251112, {"eo_14326": 25, "eo_14329": 25}),
        (20260206, {"eo_14326": 25, "eo_14329": 25}),
        (20260207, {"eo_14326": 25}),
        (20260223, {"eo_14326": 25}),
        (20260224, {"section_122": 10}),
        (20260723, {"section_122": 10}),
        (20260724, {}),
    ],
)
def test_duties_collected(day: int, duties: dict[str, int]) -> None:
    assert applied(day) == duties


def test_half_of_the_fifty_percent_is_about_russian_oil() -> None:
    triggers = {measure: {why for _, why in about("trigger", measure)} for measure in applied(20251112)}
    assert triggers == {"eo_14326": {"trade_deficit", "no_trade_deal"}, "eo_14329": {"russian_oil"}}


def test_what_was_annulled_had_been_applied() -> None:
    assert {measure for measure, _, day in record()["annulled"] if day == "20260220"} == {
        measure for day in (20250405, 20250807, 20250827) for measure in applied(day)
    }


def test_announced_rates_are_no_rates() -> None:
    announced = {percent for _, percent in record()["announced_rate"]}
    assert announced == {"2600", "1800", "1500", "1250"}
    assert {percent for _, percent in record()["rate"]} == {"0", "1000", "2500"}
    assert record()["rate_one_of"] == [("section_301_action", "ind", "1000", "1250")]


# Form -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    [
        "situations", "warrants", "requests", "persons", "offices", "findings", "visits", "travel_bans",
        "trade_measures",
    ],
)  # fmt: skip
def test_the_day_up_to_which_a_kind_is_kept_is_given(kind: str) -> None:
    assert len(about("kept_until", kind)) == 1


def test_days_exist() -> None:
    for predicate, place in (("warrant", 3), ("made_public", 1), ("finding", 3)):
        for arguments in record()[predicate]:
            day = arguments[place]
            date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}")
