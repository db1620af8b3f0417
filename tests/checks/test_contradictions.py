"""What a change of the record contradicts, and what would mend it; a change that contradicts nothing is passed over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import dedere
from dedere.checks.contradictions import (
    Changes,
    Contradiction,
    Local,
    Violation,
    contradictions,
    contradictory,
    laid_over,
    local,
)
from dedere.comparing.flip import flip
from dedere.engine import Engine, default_engine
from dedere.loading import default_folders, load_corpus
from dedere.terms.reader import parse_fact
from dedere.terms.values import Atom

HELD, SEEN = "office(putin,head_of_state,rus,20120507,#sup)", "office_last_seen(putin,head_of_state,rus,20260913)"


def found(suppose: list[str], withdraw: list[str]) -> list[Contradiction]:
    return contradictions(default_engine(), [*map(parse_fact, suppose)], [*map(parse_fact, withdraw)])


@pytest.mark.parametrize(
    ("suppose", "withdraw"),
    [
        (["deposited(ind,rome,20250901)"], []),
        (["waiver(rus,putin,icc,20240101,#sup)"], []),
        (["office(putin,head_of_state,rus,20120507,20251205)"], [HELD, SEEN]),
        (["request(icc,ind,putin,arrest_and_surrender,20251205)"], []),
        ([], []),
    ],
)
def test_what_contradicts_nothing(suppose: list[str], withdraw: list[str]) -> None:
    assert found(suppose, withdraw) == []


def test_only_the_check_that_fails_is_named() -> None:
    (it,) = found(["warrant_ended(icc_putin_2023,withdrawn,20200101)"], [])
    assert it.finding.check == "CHK-ENDED"
    assert "before it was issued on 17 March 2023" in it.sentence


def test_a_fact_of_the_record_is_mended_first() -> None:
    (it,) = found(["died(sokolov,19500101)"], [])
    assert it.withdraw == (parse_fact("born(sokolov,19620404)"),)
    assert it.sentence.endswith("to mend it, withdraw `born(sokolov,19620404)` too")


def test_else_a_supposition_is_dropped() -> None:
    notice = "withdrawal_notified(ind,rome,20250901)"
    (it,) = found([notice, "waiver(rus,putin,icc,20240101,#sup)"], [])
    assert it.unsuppose == (parse_fact(notice),)
    assert it.finding.check == "CHK-NOTICE"


def test_what_the_changes_do_not_name_themselves_is_looked_at() -> None:
    (it,) = found(["request(icc,ind,putin,arrest_and_surrender,20230301)"], [])
    assert it.finding.check == "CHK-REQUEST"
    assert "before the first warrant, of 17 March 2023; to mend it" in it.sentence


def test_who_was_asked_with_all_others_was_asked() -> None:
    (it,) = found(["no_request(icc,bra,putin)"], [])
    assert it.finding.check == "CHK-SENT-TO-ALL"
    assert it.withdraw == (parse_fact("circulated(icc_putin_2023,all_parties,20230317)"),)
    assert found(["no_request(icc,bra,putin)"], ["circulated(icc_putin_2023,all_parties,20230317)"]) == []
    assert found(["no_request(icc,ind,putin)"], []) == []
    assert found(["no_request(icc,phl,putin)"], []) == []


def test_nothing_is_mended_by_leaving_out_whom_the_question_is_about() -> None:
    (it,) = found([], ["national(putin,rus)"])
    assert (it.withdraw, it.unsuppose) == ((), ())
    assert it.sentence.endswith("no nationality of Vladimir Putin is recorded; record the nationality")


def test_withdrawing_contradicts_too() -> None:
    (it,) = found([], ["deposited(mng,rome,20020411)"])
    assert it.finding.check == "CHK-ENTRY-NONE"
    assert it.withdraw == (parse_fact("entry_recorded(mng,rome,20020701)"),)


def test_many_changes_at_once_are_told_apart() -> None:
    changes = [
        ([parse_fact("deposited(ind,rome,20250901)")], []),
        ([parse_fact("withdrawal_notified(ind,rome,20250901)")], []),
        ([parse_fact("deposited(mng,rome,20250901)")], []),
        ([parse_fact("deposited(mng,rome,20020412)")], [parse_fact("deposited(mng,rome,20020411)")]),
    ]
    assert contradictory(default_engine(), changes) == [False, True, True, False]


def test_an_answer_warns() -> None:
    answer = dedere.assess("putin", "ind", on="2025-12-05", suppose=["withdrawal_notified(ind,rome,20250901)"])
    assert [it for it in answer.warnings if "CHK-NOTICE" in it]
    assert not [it for it in dedere.assess("putin", "ind", on="2025-12-05").warnings if "CHK-" in it]


def test_no_flip_contradicts_the_record() -> None:
    for it in flip("putin", "mng", on="2024-09-02", to="not_obliged").sets:
        changes = it.changes
        own = [fact for change in changes for fact in change.suppose if not fact.startswith(("visit(", "manner("))]
        gone = [fact for change in changes for fact in change.withdraw if not fact.startswith(("visit(", "manner("))]
        assert found(own, gone) == []


def test_facts_laid_over_the_record_are_held_against_it(tmp_path: Path) -> None:
    head = '%@ source mine "A note of mine"\n%@ by mine seen_once 20260101\n'
    (tmp_path / "mine.lp").write_text(f"{head}deposited(mng,rome,20100101).\ndeposited(ken,rome,20100101).\n", "utf-8")
    rules, facts = default_folders()
    engine = Engine(load_corpus([rules], [facts, tmp_path]))
    told = [it for it in dedere.assess("putin", "mng", on="2024-09-02", engine=engine).warnings if "CHK" in it]
    assert len(told) == 1
    assert told[0].startswith("the facts laid over the record contradict it (CHK-")
    assert told[0].endswith("to mend it, leave out `deposited(mng,rome,20100101)`")
    assert not [it for it in dedere.assess("putin", "ind", on="2025-12-05", engine=engine).warnings if "CHK" in it]


class Unsearched(list[Atom]):
    """Facts that may be looked through once, and not once for each fact of the record."""

    def __contains__(self, item: object) -> bool:
        pytest.fail("looked for one by one")


def test_a_long_table_of_facts_is_not_looked_through_for_each_fact() -> None:
    own = Unsearched(parse_fact(f"born(putin,1950{month:02}01)") for month in range(1, 13))
    (new,) = local(default_engine()).new([(list(own), ())], own)
    assert new


def test_few_facts_of_a_long_table_are_left_out_in_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.lp").write_text(
        '%@ source own "own table"\n%@ by own seen_once 20261129\n'
        + "".join(f'person(p{at},"Person {at}").\n' for at in range(30))
        + "born(putin,19600101).\n"
    )
    engine = Engine(load_corpus(default_folders()[:1], [default_folders()[1], tmp_path]))
    tried: list[int] = []
    run = Local.new

    def counted(self: Local, changes: Sequence[Changes], apart: Sequence[Atom] = ()) -> list[frozenset[Violation]]:
        tried.append(len(changes))
        return run(self, changes, apart)

    monkeypatch.setattr(Local, "new", counted)
    (it,) = laid_over(engine, {"putin"})
    assert it.unsuppose == (parse_fact("born(putin,19600101)"),)
    assert tried == [1, 1]


def test_a_crime_that_no_rule_knows_is_told_and_taken() -> None:
    (it,) = found(["charged(icc_putin_2023,murdr)"], [])
    assert it.finding.check == "CHK-CRIME"
    assert "the charge of murdr bears on no rule" in it.sentence
    assert found(["charged(icc_putin_2023,murder)"], []) == []
    assert found(["charged(icc_putin_2023,murdr)", "crime_class(murdr,other_crimes)"], []) == []
