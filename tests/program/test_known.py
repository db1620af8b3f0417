"""What was known on an earlier day."""

from __future__ import annotations

from datetime import date

import pytest

import dedere
from corpora import Lab
from dedere.engine import Engine, default_engine
from dedere.errors import UsageError
from dedere.program.known import Known, known_day
from dedere.schema.answer import Assessment


def _hungary(known_on: str | None) -> Assessment:
    return dedere.assess("netanyahu", "Hungary", on="2026-06-03", known_on=known_on)


def _statuses(answer: Assessment) -> set[str]:
    return {it.act for it in answer.conclusions if it.kind == "status" and it.bearer == "HUN"}


def test_on_the_day_of_the_notice_the_exit_looked_certain() -> None:
    answer = _hungary("2025-06-02")
    assert "former_party" in _statuses(answer)
    # The duty outlives the exit, since the investigation had begun before, and as what a Party owes.
    assert answer.schools["court"] == "obliged"
    assert "RS-127-2B" in {it.rule for it in answer.windows}
    assert answer.question.known_on == date(2025, 6, 2)
    assert any("known on 2 June 2025" in it for it in answer.warnings)
    assert answer.known_until is not None
    assert answer.known_until <= date(2025, 6, 2)


def test_today_the_notice_is_known_to_have_been_revoked() -> None:
    answer = _hungary(None)
    assert "state_party" in _statuses(answer)
    assert "RS-127-2B" not in {it.rule for it in answer.windows}
    assert answer.provenance.id != _hungary("2025-06-02").provenance.id


def test_a_sealed_warrant_was_not_known() -> None:
    def rules(known_on: str | None) -> set[str]:
        answer = dedere.assess("Charles Taylor", "Ghana", on="2003-06-04", known_on=known_on)
        return {it.rule for it in answer.windows} | {it.rule for it in answer.why_not}

    corpus = default_engine().corpus
    warrant = next(it for it in corpus.by_predicate["warrant"] if it.atom.args[0] == "scsl_taylor_2003")
    assert known_day(corpus.vocabulary, warrant) == 20030604
    assert rules("2003-06-03")
    assert Known(corpus, 20030603).of([f"{warrant.atom}."]) == []
    assert Known(corpus, 20030604).of([f"{warrant.atom}."]) == [f"{warrant.atom}."]


def test_an_end_that_lies_ahead_was_open(lab: Lab) -> None:
    more = '%@ source other "Another"\n%@ by other recall\noffice(pat,minister,aaa,20100101,20200101).\n'
    corpus = lab.load(facts__more=more)
    known = Known(corpus, 20150101)
    assert known.of(["office(pat,minister,aaa,20100101,20200101)."]) == ["office(pat,minister,aaa,20100101,#sup)."]
    assert str(known.ended["office(pat,minister,aaa,20100101,#sup)"]) == "office(pat,minister,aaa,20100101,20200101)"
    assert Known(corpus, 20091231).of(["office(pat,minister,aaa,20100101,20200101)."]) == []
    assert Known(corpus, 20200101).ended == {}


def test_facts_without_a_day_were_always_known(lab: Lab) -> None:
    corpus = lab.load()
    known = Known(corpus, 16000101)
    assert known.of(['state(aaa,"A").']) == ['state(aaa,"A").']
    assert known.later == []


def test_the_question_is_never_cut() -> None:
    answer = dedere.assess(
        "putin", "India", on="2025-12-05", suppose=["deposited(ind,rome,20250901)"], known_on=20240101
    )
    assert answer.question.suppose == ("deposited(ind,rome,20250901)",)
    assert answer.schools["court"] == "obliged"


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UsageError):
        dedere.assess("putin", "India", on="2025-12-05", known_on="2025-02-30")


def test_what_is_known_today_is_what_is_known_far_ahead() -> None:
    engine: Engine = default_engine()
    for person, host, day in (("putin", "mng", "2024-09-03"), ("netanyahu", "hun", "2025-04-03")):
        plain = dedere.assess(person, host, on=day, engine=engine)
        later = dedere.assess(person, host, on=day, engine=engine, known_on="2999-12-31")
        assert later.windows == plain.windows
        assert later.conclusions == plain.conclusions
