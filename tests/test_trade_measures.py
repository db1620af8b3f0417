"""Trade measures: which additional duties bear on goods of an origin on a day, on what ground, by what authority.

The second regime: its rules are asked through the same engine, by a question that they declare themselves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from dedere.answers.inquiry import inquire
from dedere.errors import UsageError
from dedere.loading import default_folders
from dedere.schema.answer import Conclusion, Proof
from dedere.schema.inquiry import Inquiry

IDS = ("TRIG", "BASE", "COUNTRY", "SEC", "STACK", "EXC", "TRANS", "END", "VOID", "122", "WTO")
"""Section G of the catalogue."""

ENGINE = Path(__file__).parent.parent / "engine"


@cache
def ask(  # the answers are frozen, and most tests ask about the same few days
    on: str,
    origin: str = "ind",
    suppose: tuple[str, ...] = (),
    withdraw: tuple[str, ...] = (),
    known_on: str | None = None,
    **more: str,
) -> Inquiry:
    return inquire("measures", {"origin": origin, **more}, on=on, suppose=suppose, withdraw=withdraw, known_on=known_on)


def every(answer: Inquiry) -> tuple[Conclusion, ...]:
    return (*answer.answers, *answer.conclusions)


def norms(answer: Inquiry, act: str) -> set[tuple[str, str, str]]:
    """Bearer, object and toward of the conclusions of one kind."""
    return {(it.bearer, it.object, it.toward) for it in every(answer) if it.act == act}


def total(answer: Inquiry) -> int:
    """The duties in all, in percent, where all rates are known."""
    (found,) = norms(answer, "additional_duty_in_all")
    return int(found[1])


def parts(answer: Inquiry) -> dict[str, int]:
    return {measure: int(percent) for measure, percent, _ in norms(answer, "additional_duty")}


def lawful(answer: Inquiry) -> int | None:
    return next((int(percent) for _, percent, _ in norms(answer, "lawfully_due")), None)


def rules(answer: Inquiry) -> set[str]:
    return {it.rule for it in every(answer)} | {it.rule or "" for proof in answer.defeated for it in proof.children}


def steps(proofs: tuple[Proof, ...]) -> Iterator[Proof]:
    for proof in proofs:
        yield proof
        yield from steps(proof.children)


# The days on which something begins or ends ----------------------------------------------------------------

DAYS = [
    ("2025-04-04", {}, None),
    ("2025-04-05", {"eo_14257": 10}, 0),
    ("2025-08-06", {"eo_14257": 10}, 0),
    ("2025-08-07", {"eo_14326": 25}, 0),
    ("2025-08-26", {"eo_14326": 25}, 0),
    ("2025-08-27", {"eo_14326": 25, "eo_14329": 25}, 0),
    ("2025-11-12", {"eo_14326": 25, "eo_14329": 25}, 0),
    ("2026-02-06", {"eo_14326": 25, "eo_14329": 25}, 0),
    ("2026-02-07", {"eo_14326": 25}, 0),
    ("2026-02-20", {"eo_14326": 25}, 0),
    ("2026-02-23", {"eo_14326": 25}, 0),
    ("2026-02-24", {"section_122": 10}, 10),
    ("2026-03-01", {"section_122": 10}, 10),
    ("2026-07-23", {"section_122": 10}, 10),
]


@pytest.mark.parametrize(("day", "measures", "due"), DAYS)
def test_duties_of_india(day: str, measures: dict[str, int], due: int | None) -> None:
    answer = ask(day)
    assert parts(answer) == measures
    assert total(answer) == sum(measures.values())
    assert lawful(answer) == due
    assert {it.standing for it in every(answer)} == {"certain"}


def test_a_stretch_of_days_has_the_same_windows() -> None:
    answer = inquire("measures", {"origin": "India"}, first="2025-04-01", last="2026-08-01")
    windows = [
        (str(it.first_day), str(it.last_day), it.object) for it in answer.answers if it.act == "additional_duty_in_all"
    ]
    assert windows == [
        ("2025-04-01", "2025-04-04", "0"),
        ("2025-04-05", "2025-08-06", "10"),
        ("2025-08-07", "2025-08-26", "25"),
        ("2025-08-27", "2026-02-06", "50"),
        ("2026-02-07", "2026-02-23", "25"),
        ("2026-02-24", "2026-07-23", "10"),
    ]
    assert [
        (str(it.first_day), str(it.last_day), it.object)
        for it in answer.answers
        if it.act == "additional_duty_at_least"
    ] == [("2026-07-24", "2026-08-01", "10")]
    claims = [it for it in answer.answers if it.act == "reason_for_a_part"]
    assert [(str(it.first_day), str(it.last_day)) for it in claims] == [("2025-11-12", "2025-11-12")]


# 12 November 2025 -------------------------------------------------------------------------------------------


def test_fifty_is_two_duties_with_two_reasons() -> None:
    answer = ask("2025-11-12")
    assert answer.summary[0] == (
        "Goods of India bear additional duties of the United States of 50 percent in all, on top of ordinary duty: "
        "all of it is collected, and none of it is lawfully due as far as is known, since the Supreme Court of "
        "the United States in Learning Resources v. Trump held on 20 February 2026 that no power for it existed."
    )
    assert norms(answer, "triggered_by") == {
        ("eo_14326", "trade_deficit", "IND"),
        ("eo_14326", "no_trade_deal", "IND"),
        ("eo_14329", "russian_oil", "IND"),
    }
    assert ("eo_14329", "ieepa", "IND") in norms(answer, "relies_on")
    sentences = [step.sentence for step in steps(answer.why)]
    assert "50 is the sum of 25 and 25" in sentences


def test_the_sum_is_proved_by_its_summands() -> None:
    counted = next(it for it in steps(ask("2025-11-12").why) if it.sentence == "50 is the sum of 25 and 25")
    assert [it.atom for it in counted.children] == [
        "collected(eo_14326,2500,ind,usa,20251112)",
        "collected(eo_14329,2500,ind,usa,20251112)",
    ]
    facts = {it.atom: it.confidence for it in steps(counted.children) if it.kind == "fact"}
    assert facts["rate(eo_14329,2500)"] == "seen_twice"


def test_the_sentence_in_the_news_is_right_about_one_half_only() -> None:
    answer = ask("2025-11-12")
    assert norms(answer, "rate_as_claimed") == {("claim_20251112", "50", "IND")}
    assert norms(answer, "reason_for_a_part") == {("claim_20251112", "25", "russian_oil")}
    assert norms(answer, "another_reason") == {
        ("claim_20251112", "eo_14326", "trade_deficit"),
        ("claim_20251112", "eo_14326", "no_trade_deal"),
    }
    assert answer.summary[-1].endswith(
        "covers a part only: 25 of 50 percent were imposed because of imports of Russian oil."
    )


def test_other_claims_are_held_against_the_record_too() -> None:
    def claimed(percent: int, trigger: str) -> Inquiry:
        return ask(
            "2025-08-10",
            suppose=(
                'claim(c1,"a sentence")',
                "claim_made_on(c1,20250810)",
                "claim_about(c1,usa,ind)",
                f"claim_rate(c1,{percent * 100})",
                f"claim_trigger(c1,{trigger})",
            ),
        )

    assert norms(claimed(25, "trade_deficit"), "reason_as_claimed") == {("c1", "25", "trade_deficit")}
    assert norms(claimed(50, "russian_oil"), "rate_not_as_claimed") == {("c1", "25", "IND")}
    assert norms(claimed(50, "russian_oil"), "reason_for_nothing") == {("c1", "0", "russian_oil")}


def test_a_claim_is_checked_on_its_day_and_of_all_goods() -> None:
    assert "TR-CLAIM" not in rules(ask("2025-11-13"))
    assert "TR-CLAIM" not in rules(ask("2025-11-12", "chn"))
    assert "TR-CLAIM" not in rules(ask("2025-11-12", product="annex_2_goods"))


# Each rule of section G: where it speaks, and where it must not -----------------------------------------------


def test_a_country_rate_takes_the_place_of_the_baseline() -> None:
    answer = ask("2025-08-07")
    (given_way,) = (it for it in answer.defeated if it.rule == "TR-BASE")
    assert given_way.children[0].rule == "TR-COUNTRY"
    assert not [it for it in ask("2025-08-06").defeated if it.rule == "TR-BASE"]
    kept = ask("2025-08-07", withdraw=("replaces(eo_14326,eo_14257,ind)",))
    assert parts(kept) == {"eo_14257": 10, "eo_14326": 25}


def test_announced_rates_are_told_as_never_applied() -> None:
    assert ("eo_14257", "26", "IND") in norms(ask("2025-11-12"), "announced_only")
    assert {it[0] for it in norms(ask("2026-02-07"), "announced_only")} >= {
        "announcement_202602",
        "joint_statement_202602",
    }


def test_a_rate_announced_for_one_origin_is_not_told_of_another() -> None:
    assert not norms(ask("2025-11-12", "chn"), "announced_only")


def test_the_secondary_rate_is_of_india_alone() -> None:
    assert "TR-SEC" in rules(ask("2025-11-12"))
    assert "TR-SEC" not in rules(ask("2025-11-12", "chn"))
    assert "TR-SEC" not in rules(ask("2025-08-26"))


def test_that_an_order_is_on_goods_of_another_state_begins_and_ends_with_it() -> None:
    china = inquire("measures", {"origin": "China"}, first="2025-08-20", last="2026-02-20")
    (told,) = [it for it in china.conclusions if it.act == "not_on_goods_of"]
    assert (str(told.first_day), str(told.last_day)) == ("2025-08-27", "2026-02-06")


def test_a_trigger_is_a_power_and_no_duty() -> None:
    india = ask("2025-11-12", known_on="2025-11-12")
    assert norms(india, "impose_duty") == {("USA", "IND", "importers")}
    china = ask("2025-11-12", "chn")
    assert total(china) == 10
    assert norms(china, "not_on_goods_of") == {("eo_14329", "russian_oil", "CHN")}
    assert not norms(china, "impose_duty")
    found = ask("2025-11-12", "chn", ("trigger_found(usa,chn,russian_oil,20250901)",), known_on="2025-11-12")
    assert norms(found, "impose_duty") == {("USA", "CHN", "importers")}
    assert total(found) == 10
    ordered = ask("2025-11-12", "chn", ("on_goods_of(eo_14329,chn)",))
    assert total(ordered) == 35


def test_a_finding_gives_power_from_its_day() -> None:
    assert not norms(ask("2025-08-05", known_on="2025-11-12"), "impose_duty")
    assert norms(ask("2025-08-06", known_on="2025-11-12"), "impose_duty")


@pytest.mark.parametrize("product", ["section_232_goods", "section_1702b_goods", "annex_2_goods", "chapter_98_goods"])
def test_some_goods_bear_neither_half(product: str) -> None:
    answer = ask("2025-11-12", product=product)
    assert total(answer) == 0
    assert {it.children[0].rule for it in answer.defeated if it.rule == "TR-SEC"} == {"TR-EXC"}
    assert any("section 232 themselves" in it for it in answer.warnings) == (product == "section_232_goods")


def test_goods_that_a_measure_does_not_leave_out_bear_it() -> None:
    assert total(ask("2025-11-12", product="section_122_exceptions")) == 50
    assert total(ask("2026-03-01", product="section_122_exceptions")) == 0
    assert total(ask("2026-03-01", product="chapter_98_goods")) == 10


@pytest.mark.parametrize(
    ("loaded", "entered", "percent"),
    [
        ("2025-08-25", "2025-09-16", 25),
        ("2025-08-26", "2025-09-16", 25),
        ("2025-08-27", "2025-09-16", 50),
        ("2025-08-25", "2025-09-17", 50),
        ("2025-08-06", "2025-08-20", 10),
        ("2025-08-06", "2025-10-05", 50),
        ("2025-04-04", "2025-05-26", 0),
        ("2025-04-04", "2025-05-27", 10),
    ],
)
def test_goods_in_transit(loaded: str, entered: str, percent: int) -> None:
    answer = ask(entered, loaded=loaded)
    assert total(answer) == percent
    supposed = ask(entered, suppose=(f"loaded(asked,{loaded.replace('-', '')})",))
    assert parts(supposed) == parts(answer)


def test_transit_is_told_as_what_stands_in_the_way() -> None:
    exceptions = {it.rule: it.children[0].rule for it in ask("2025-09-16", loaded="2025-08-25").defeated}
    assert exceptions["TR-SEC"] == "TR-TRANS"
    assert "eo_14329" in {it[0] for it in norms(ask("2025-09-16"), "spares_goods_in_transit")}
    assert "eo_14329" not in {it[0] for it in norms(ask("2025-09-17"), "spares_goods_in_transit")}


def test_an_order_ends_the_secondary_rate() -> None:
    assert norms(ask("2026-02-07"), "ended_by") == {("eo_14329", "eo_14384", "IND")}
    assert not norms(ask("2026-02-06"), "ended_by")
    again = ask("2026-03-01", suppose=("in_effect(eo_14329,20260301,#sup)",))
    assert parts(again) == {"eo_14329": 25, "section_122": 10}


def test_what_was_collected_and_what_was_due_differ_for_the_same_day() -> None:
    answer = ask("2025-09-01")
    assert (total(answer), lawful(answer)) == (50, 0)
    assert {it[0] for it in norms(answer, "without_authority")} == {"eo_14326", "eo_14329"}
    assert any("paid back" in it for it in answer.warnings)


@pytest.mark.parametrize(("known", "due"), [("2025-11-12", 50), ("2026-02-19", 50), ("2026-02-20", 0)])
def test_the_judgment_counts_from_the_day_it_was_known(known: str, due: int) -> None:
    answer = ask("2025-09-01", known_on=known)
    assert (total(answer), lawful(answer)) == (50, due)
    assert bool(norms(answer, "without_authority")) == (due == 0)


def test_without_the_law_there_was_no_power_either() -> None:
    (given_way,) = (it for it in ask("2025-11-12").defeated if it.rule == "TR-TRIG")
    void = given_way.children[0]
    assert void.rule == "TR-VOID"
    assert void.sentence.startswith("the Supreme Court of the United States in Learning Resources v. Trump held on ")
    assert void.sentence.endswith(
        ", from which the power is taken, authorises no duties",
    )


def test_the_security_exception_is_disputed_unless_it_is_made_out() -> None:
    disputed = "whether the security exception of GATT art. XXI is made out, and who may review it, is disputed"
    asked = ask("2025-11-12")
    assert any(disputed.casefold() == it.casefold().rstrip(".") for it in asked.warnings)
    made_out = ask("2025-11-12", suppose=("security_exception(eo_14329)",))
    (given_way,) = (it for it in made_out.defeated if it.rule == "TR-WTO")
    assert given_way.children[0].sentence.startswith("the security exception of GATT art. XXI is made out for ")


def test_the_surcharge_has_another_law_and_an_end() -> None:
    answer = ask("2026-03-01")
    assert norms(answer, "relies_on") == {("section_122", "trade_act_122", "IND")}
    assert not norms(answer, "without_authority")
    assert any("15 percent" in it for it in answer.warnings)
    assert norms(ask("2026-07-24"), "expired") == {("section_122", "none", "IND")}
    assert not norms(ask("2026-07-23"), "expired")
    assert ("section_301_proposal", "12.5", "IND") in norms(ask("2026-07-23"), "proposed_only")
    assert not norms(ask("2026-07-24"), "proposed_only")


def test_a_duty_whose_rate_was_not_seen_is_told_with_both() -> None:
    answer = ask("2026-07-24")
    assert norms(answer, "additional_duty_in_all") == set()
    assert parts(answer) == {}
    assert norms(answer, "rate_not_seen") == {("section_301_action", "none", "IND")}
    assert norms(answer, "additional_duty_at_least") == {("IND", "10", "USA")}
    assert "additional duties of the United States of 10 or 12.5 percent in all" in " ".join(answer.to_text().split())
    assert any("was not seen: 10 or 12.5 percent" in it for it in answer.warnings)
    assert not norms(ask("2026-07-23"), "rate_not_seen")
    spared = ask("2026-07-24", product="section_232_goods")
    assert total(spared) == 0
    assert not norms(spared, "rate_not_seen")
    assert not norms(ask("2026-07-24", "chn"), "rate_not_seen")


def test_a_rate_is_a_decimal_wherever_it_is_shown() -> None:
    told = ask("2026-03-01", suppose=("rate(section_122,1250)",), withdraw=("rate(section_122,1000)",))
    assert parts_of(told) == {"section_122": "12.5"}
    text = " ".join(told.to_text().split())
    assert "12.5 percent in all" in text
    assert "1250" not in text.partition("Supposed")[0]


def parts_of(answer: Inquiry) -> dict[str, str]:
    return {measure: percent for measure, percent, _ in norms(answer, "additional_duty")}


def test_law_of_the_world_trade_organization() -> None:
    answer = ask("2025-11-12")
    assert norms(answer, "exceed_bound_rate") == {("USA", "eo_14326", "IND"), ("USA", "eo_14329", "IND")}
    assert any("XXI" in it for it in answer.warnings)
    excepted = ask("2025-11-12", suppose=("security_exception(eo_14329)",))
    assert norms(excepted, "exceed_bound_rate") == {("USA", "eo_14326", "IND")}
    assert not norms(ask("2025-11-12", suppose=("room_under_bound_rate(asked)",)), "exceed_bound_rate")
    assert not norms(ask("2025-04-04"), "exceed_bound_rate")
    assert not any("whose law is not applied" in it for it in answer.warnings)
    unknown = ask("2025-11-12", withdraw=("member(ind,wto,19950101,#sup)",))
    assert not norms(unknown, "exceed_bound_rate")
    assert any("whose law is not applied" in it for it in unknown.warnings)


@pytest.mark.parametrize("state", ["ind", "usa"])
def test_a_day_on_which_a_state_joins_the_organization_is_looked_at(state: str) -> None:
    """Of the State of origin, and of the one that imposes the duty."""
    answer = inquire(
        "measures",
        {"origin": "ind"},
        first="2025-11-10",
        last="2025-11-14",
        suppose=[f"member({state},wto,20251112,#sup)"],
        withdraw=[f"member({state},wto,19950101,#sup)"],
    )
    days = {it.first_day.isoformat() for it in every(answer) if it.act == "exceed_bound_rate"}
    assert days == {"2025-11-12"}


def test_a_record_that_knows_little_of_an_origin_says_so() -> None:
    assert any("may be missing" in it for it in ask("2025-11-12", "chn").warnings)
    assert not any("may be missing" in it for it in ask("2025-11-12").warnings)
    assert total(ask("2025-11-12", "rus")) == 0
    assert not ask("2025-11-12", "usa").answers


def test_a_question_past_the_record_says_so() -> None:
    assert any("of trade measures up to 28 July 2026" in it for it in ask("2026-07-29").warnings)
    assert not any("kept up to" in it for it in ask("2026-03-01").warnings)


@pytest.mark.parametrize("rule", [f"TR-{it}" for it in IDS])
def test_every_rule_of_the_catalogue_bears_on_some_answer(rule: str) -> None:
    asked = [
        *(ask(day) for day, _, _ in DAYS),
        ask("2025-11-12", product="annex_2_goods"),
        ask("2025-09-16", loaded="2025-08-25"),
        ask("2025-11-12", "chn"),
    ]
    # A power that is taken away bears on the answer by what takes its place.
    assert any(rule in rules(answer) or rule in {it.rule for it in answer.defeated} for answer in asked)


# The question itself ------------------------------------------------------------------------------------------


def test_the_answer_is_data() -> None:
    answer = ask("2025-11-12")
    data = json.loads(answer.to_json())
    assert data["schema"] == "dedere.inquiry/1"
    assert data["question"]["sentence"] == "Which additional duties do goods of India bear, and why?"
    assert data["sources"]
    assert Inquiry.model_validate_json(answer.to_json()) == answer
    again = inquire("measures", {"origin": "India"}, on=20251112)
    assert again.to_json() == answer.to_json()
    assert again.provenance.id != ask("2025-11-13").provenance.id


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        ({"origin": "Indai"}, "no state `Indai` is known", "did you mean India (ind)"),
        ({}, "the question `measures` needs a `origin`", "it is: "),
        ({"origin": "ind", "colour": "red"}, "does not ask for a `colour`", "it asks for origin, product, loaded"),
        ({"origin": "ind", "product": "wood"}, "no goods `wood` is known", ""),
        ({"origin": "ind", "loaded": "2025-02-30"}, "2025-02-30", ""),
    ],
)
def test_what_is_wrong_with_a_question_is_said(given: dict[str, str], message: str, hint: str) -> None:
    with pytest.raises(UsageError) as wrong:
        inquire("measures", given, on="2025-11-12")
    assert message in str(wrong.value)
    assert hint in (wrong.value.hint or "")


def test_the_engine_names_nothing_of_trade() -> None:
    words = re.compile(r"tariff|trade|goods|customs|import dut|ieepa|\bwto\b|measure\(", re.IGNORECASE)
    for path in sorted(ENGINE.rglob("*.py")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if ">>>" in line or line.startswith("'") or (path.name == "inquiry.py" and "measures" in line):
                continue  # an example of use
            assert not words.search(line), f"{path.name}: {line}"


def test_the_rules_of_other_regimes_know_nothing_of_trade() -> None:
    rules_folder, _ = default_folders()
    own = {
        name
        for path in (rules_folder / "trade_measures").glob("*.lp")
        for name in re.findall(r"^%@ (?:fact|derived) (\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    for path in sorted(rules_folder.rglob("*.lp")):
        if path.parent.name != "trade_measures":
            written = re.sub(r"^%.*$|\"[^\"]*\"", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
            assert not own & set(re.findall(r"\b(\w+)\(", written)), path.name


def test_only_orders_that_apply_to_goods_of_the_origin_are_cited() -> None:
    """What concerns India alone is cited for India alone."""
    china, india = (ask("2025-11-12", it).to_text(explain="full") for it in ("chn", "ind"))
    assert "Executive Order 14329, section" not in china
    assert "Executive Order 14326" not in china
    assert "Executive Order 14329, section 3(a), (d)" in " ".join(india.split())


def test_the_first_line_tells_what_was_collected_and_what_was_lawful() -> None:
    collected = "50 percent in all, on top of ordinary duty"
    assert f"{collected}: all of it is collected, and none of it is lawfully due" in ask("2025-11-12").summary[0]
    assert "10 percent in all, on top of ordinary duty, all lawfully due" not in ask("2025-11-12").summary[0]
    assert "all lawfully due as far as is known" in ask("2026-03-01").summary[0]
    # What rests on another law than that which gives no power stays due.
    part = ask("2025-11-12", withdraw=("annulled(eo_14329,learning_resources,20260220)",)).summary[0]
    assert f"{collected}: all of it is collected, and 25 percent of it are lawfully due as far as is known" in part
    assert part.endswith("held on 20 February 2026 that no power for the rest existed.")
    assert "0 percent" not in " ".join(it.sentence for it in every(ask("2025-11-12")) if it.act == "lawfully_due")


def test_goods_on_the_way_escape_the_surcharge() -> None:
    """Paragraph 15 of the Proclamation: loaded before 24 February, entered before 28 February."""
    assert total(ask("2026-02-27", loaded="2026-02-20")) == 0
    assert total(ask("2026-02-28", loaded="2026-02-20")) == 10
    assert total(ask("2026-02-27")) == 10
