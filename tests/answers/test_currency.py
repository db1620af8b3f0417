"""Up to which day the record is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import dedere
from dedere.answers.currency import Keeping, kept
from dedere.engine import Engine, default_engine
from dedere.errors import UsageError
from dedere.loading import load
from dedere.schema.answer import Proof
from small_law import SOUGHT, law


def _keeping() -> Keeping:
    engine = default_engine()
    return Keeping(engine.corpus, engine.reasoner.phrases)


def _fact(atom: str) -> Proof:
    return Proof(kind="fact", sentence="", atom=atom, confidence="seen_once")


def test_a_kind_is_kept_up_to_a_day() -> None:
    known, stale = _keeping().told([_fact("national(putin,rus)")], last=20270101)
    assert known == 20260822
    assert stale == ["the record is kept of persons up to 22 August 2026; the question goes past it"]


def test_each_treaty_is_kept_up_to_a_day_of_its_own() -> None:
    rested = [_fact("deposited(mng,rome,20020411)"), _fact("deposited(mng,vcdr,19670105)")]
    known, stale = _keeping().told(rested, last=20260101)
    assert known == 20150127
    (said,) = stale
    assert said.startswith(
        "the record is kept of treaty acts concerning the Vienna Convention on Diplomatic Relations up"
    )
    assert said.endswith("to 27 January 2015; the question goes past it")


@pytest.mark.parametrize(
    ("atom", "day"),
    [
        ("office(putin,head_of_state,rus,20120507,#sup)", 20260913),
        ("office(netanyahu,head_of_government,isr,20221229,#sup)", 20260924),
        ("office(harun,minister,sdn,20060101,20100101)", 20260822),
        ("warrant(icc_putin_2023,icc,putin,20230317)", 20261006),
        ("made_public(icc_putin_2023,20230317)", 20261006),
        ("made_public(stl_ayyash_2020,20200210)", 20260822),
        ("journey(put_020,putin,mng,20240902,20240903,took_place,x,y)", 20260304),
        ("visit_area(put_003,crimea)", 20260304),
    ],
)
def test_a_person_and_a_court_have_a_day_of_their_own(atom: str, day: int) -> None:
    assert _keeping().told([_fact(atom)], last=20240101) == (day, [])


def test_several_days_are_told_in_one_line() -> None:
    rested = [_fact("national(putin,rus)"), _fact("deposited(mng,rome,20020411)"), _fact("circulated(x,y,1)")]
    known, (said,) = _keeping().told(rested, last=20270101)
    assert known == 20260822
    assert said == (
        "the record is kept of persons and requests up to 22 August 2026; of treaty acts concerning the Rome Statute "
        "up to 1 October 2026; the question goes past it"
    )


def test_what_would_have_led_elsewhere_counts_where_the_question_goes_past_its_day() -> None:
    rested, other = [_fact("national(putin,rus)")], Proof(kind="missing", sentence="", atom="accepted(D,ind,icc,E)")
    assert _keeping().told(rested, [other], last=20260312) == (20260822, [])
    known, stale = _keeping().told(rested, [other], last=20260313)
    assert known == 20260312
    assert stale == ["the record is kept of situations up to 12 March 2026; the question goes past it"]


def test_that_there_is_none_rests_on_the_record_too() -> None:
    absent = Proof(kind="absent", sentence="", atom="not deposited(ind,rome,_)")
    assert _keeping().told([absent], last=20260101)[0] == 20261001


def test_the_question_and_the_law_are_no_part_of_the_record() -> None:
    own = Proof(kind="fact", sentence="", atom="visit(asked,putin,ind,20251205,20251206)")
    assert _keeping().told([own], last=20270101) == (None, [])


def test_an_answer_past_a_day_names_the_kinds_once() -> None:
    answer = dedere.assess("putin", "India", on="2027-06-01")
    (said,) = [it for it in answer.warnings if "the record is kept" in it]
    assert "of treaty acts concerning the Rome Statute up to 1 October 2026" in said
    assert answer.known_until == date(2026, 3, 12)
    assert " ".join(answer.to_text().split()).count("Record: kept of ") == 1


def test_an_answer_within_its_days_tells_the_earliest_that_bears_on_it() -> None:
    answer = dedere.assess("putin", "India", on="2025-12-05")
    assert answer.known_until == date(2026, 8, 22)
    assert not [it for it in answer.warnings if "the record is kept" in it]
    assert "Record: kept until 22 August 2026." in answer.to_text()


def test_what_is_told_beside_the_answer_has_its_day_too() -> None:
    rested, beside = [_fact("national(putin,rus)")], [_fact("deposited(mng,ap_i_1977,19951206)")]
    assert _keeping().told(rested, (), beside, last=20201109) == (20201109, [])
    known, stale = _keeping().told(rested, (), beside, last=20240902)
    assert known == 20201109
    assert " ".join(stale) == (
        "the record is kept until 22 August 2026, but of treaty acts concerning Additional Protocol I to the Geneva "
        "Conventions up to 9 November 2020"
    )
    known, (said,) = _keeping().told(rested, (), beside, last=20270101)
    assert (known, said.count("the record is kept"), said.count("goes past it")) == (20201109, 1, 1)


def test_an_answer_tells_the_earliest_day_of_all_that_it_tells() -> None:
    answer = dedere.assess("putin", "Mongolia", first="2024-09-02", last="2024-09-03")
    assert any(it.kind == "duty" and "Additional Protocol I" in it.sentence for it in answer.conclusions)
    assert answer.known_until == date(2020, 11, 9)
    told = " ".join(answer.to_text().split())
    assert (
        "Record: kept until 22 August 2026, but of treaty acts concerning Additional Protocol I to the Geneva "
        "Conventions up to 9 November 2020." in told
    )


def test_the_days_of_domestic_law_bear_on_an_answer_that_tells_of_it() -> None:
    answer = dedere.assess("netanyahu", "South Africa", on="2025-12-05")
    assert any(it.act == "act_under_own_law" for it in answer.conclusions)
    assert answer.known_until is not None
    assert answer.known_until <= date(2025, 11, 13)


# ------------------------------------------------------------------------------------------------------- all the parts


def test_all_parts_of_the_record_with_their_days() -> None:
    found = {(it.kind, it.about): it for it in kept().parts}
    assert found["situations", None].day == date(2026, 3, 12)
    assert found["visits", None].day == date(2026, 9, 24)
    assert found["trade_measures", None].day == date(2026, 7, 28)
    assert found["offices", None].day == date(2026, 8, 22)
    assert found["offices", "netanyahu"].day == date(2026, 9, 24)
    assert found["warrants", "icc"].day == date(2026, 10, 6)
    assert found["visits", "putin"].day == date(2026, 3, 4)
    assert found["visits", "putin"].name == "Vladimir Putin"
    assert found["treaty_acts", "rome"].facts > 500
    assert found["territories", None].note == "from memory, without systematic check"
    assert kept().unkept == ()
    assert [it.day for it in kept().parts] == sorted(it.day for it in kept().parts)


def test_a_kind_of_which_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "facts").mkdir()
    (tmp_path / "rules" / "r.lp").write_text('%@ fact pardon(Id: term) of pardons\n%@ says "{Id}"\n', encoding="utf-8")
    (tmp_path / "facts" / "f.lp").write_text('%@ source s "S"\n%@ by s recall\npardon(a).\n', encoding="utf-8")
    found = kept(load(tmp_path / "rules", tmp_path / "facts", alone=True))
    assert (found.parts, found.unkept) == ((), ("pardons",))


def test_what_is_about_a_thing_is_not_about_what_that_is_a_part_of(tmp_path: Path) -> None:
    """A deposit under a protocol has the day up to which the protocol was followed, not that of the treaty."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "facts").mkdir()
    (tmp_path / "rules" / "r.lp").write_text(
        "%@ type treaty named by treaty\n"
        '%@ fact treaty(Treaty: term, To: treaty) of treaties\n%@ says "{Treaty} belongs to {To}"\n'
        '%@ fact deposited(Treaty: treaty) of acts\n%@ says "an instrument was deposited"\n'
        '%@ fact followed(Treaty: treaty, Day: date) of days\n%@ says "{Treaty} was followed until {Day}"\n'
        '%@ fact kept_apart(Group: term, Type: term, Predicate: term) of days\n%@ says "kept apart"\n'
        '%@ rule R "R"\n%@ authority "A" "1" checked(convention)\n'
        "kept_apart(acts,treaty,followed).\n",
        encoding="utf-8",
    )
    (tmp_path / "facts" / "f.lp").write_text(
        '%@ source s "S"\n%@ by s recall\ntreaty(protocol,whole).\ntreaty(whole,whole).\n'
        "followed(protocol,20250101).\nfollowed(whole,20200101).\ndeposited(protocol).\n",
        encoding="utf-8",
    )
    engine = Engine(load(tmp_path / "rules", tmp_path / "facts", alone=True))
    keeping = Keeping(engine.corpus, engine.reasoner.phrases)
    assert keeping.parts_of("deposited", ("protocol",)) == {("acts", "protocol")}
    assert keeping.told([_fact("deposited(protocol)")], last=20240101) == (20250101, [])


KEPT = f"{SOUGHT}kept_until(acts,20260101).\nkept_until(states,20100101).\n"


def test_the_parts_of_a_small_record_by_their_days_with_how_many_facts_each_has() -> None:
    found = kept(law(record=KEPT))
    assert [(it.kind, it.about, it.name, str(it.day), it.facts, it.source) for it in found.parts] == [
        ("states", None, None, "2010-01-01", 4, ("A source",)),
        ("acts", None, None, "2026-01-01", 3, ("A source",)),
    ]
    assert found.unkept == ("persons",)
    none = kept(law(record=SOUGHT))
    assert (none.parts, none.unkept) == ((), ("acts", "persons", "states"))
    assert found.id != none.id
    with pytest.raises(UsageError):
        kept(3)  # type: ignore[arg-type]


def _small() -> Keeping:
    engine = law(record=KEPT)
    return Keeping(engine.corpus, engine.reasoner.phrases)


@pytest.mark.parametrize(
    ("proof", "parts"),
    [
        (_fact("sought(ada,20050101,20080101)"), {("acts", None)}),
        (_fact('state(aaa,"Alderland")'), {("states", None)}),
        (_fact('person(ada,"Ada Ash")'), set()),  # Of that kind it is not said how far it is kept.
        (_fact("unheard_of(ada)"), set()),
        (_fact("here(ada,bbb,20060601)"), set()),
        (Proof(kind="fact", sentence="", atom="sought(ada,20050101,#sup)"), set()),  # supposed
        (Proof(kind="absent", sentence="", atom="not sought(ada,_,_)"), {("acts", None)}),
        (Proof(kind="missing", sentence="", atom="sought(ada,_,_)"), {("acts", None)}),
        (Proof(kind="compared", sentence="", atom="20050101 < 20060101"), set()),
        (Proof(kind="derived", sentence=""), set()),
    ],
)
def test_a_step_rests_on_the_part_of_the_record_that_its_fact_is_of(
    proof: Proof, parts: set[tuple[str, str | None]]
) -> None:
    assert _small().parts(proof) == parts


def test_an_answer_within_its_days_has_no_warning_and_one_past_some_of_them_names_these() -> None:
    acts, states = _fact("sought(ada,20050101,20080101)"), _fact('state(aaa,"Alderland")')
    keeping = _small()
    assert keeping.told([acts], last=20260101) == (20260101, [])
    assert keeping.told([acts], last=20260102) == (
        20260101,
        ["the record is kept of acts up to 1 January 2026; the question goes past it"],
    )
    assert keeping.told([acts, states], last=20100101) == (20100101, [])
    known, (said,) = keeping.told([acts, states], last=20100102)
    assert (known, said) == (
        20100101,
        "the record is kept of states up to 1 January 2010; the question goes past it",
    )
    known, (said,) = keeping.told([acts, states], last=20270101)
    assert (known, said) == (
        20100101,
        "the record is kept of states up to 1 January 2010; of acts up to 1 January 2026; the question goes past it",
    )
    assert keeping.told([], last=20270101) == (None, [])
