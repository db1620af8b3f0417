"""What changed between two versions of the record, and which verdicts that turns."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from dedere.comparing.record import diff
from dedere.engine import Engine, default_engine
from dedere.loading import default_folders, load_corpus
from dedere.schema.diff import RecordDiff


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> RecordDiff:
    """The record against one in which India joined, Mongolia's deposit was later, and a source was seen again."""
    rules, facts = default_folders()
    folder = tmp_path_factory.mktemp("new") / "facts"
    shutil.copytree(facts, folder)
    statute = folder / "treaties" / "rome_statute.lp"
    written = statute.read_text(encoding="utf-8")
    assert "deposited(mng,rome,20020411)." in written
    written = written.replace("deposited(mng,rome,20020411).", "deposited(mng,rome,20020412).")
    written += "\n%@ by recall recall\ndeposited(ind,rome,20250901).\n"
    statute.write_text(written, encoding="utf-8")
    deaths = folder / "more.lp"
    deaths.write_text('%@ by recall recall 20261201\nalias(ind,"Land of the Indus").\n', encoding="utf-8")
    return diff(default_engine(), Engine(load_corpus([rules], [folder])))


def test_nothing_changes_between_a_version_and_itself() -> None:
    found = diff(default_engine(), default_engine())
    assert (found.added, found.removed, found.changed, found.resourced, found.verdicts) == ((), (), (), (), ())
    assert found.visits == len(MADE)
    assert found.answered == 0


MADE = [it for it in default_engine().corpus.by_predicate["journey"] if "took_place" in it.atom.args]


def test_only_journeys_that_were_made_put_a_question(changed: RecordDiff) -> None:
    """India was to receive him in September 2023, and he stayed away: there is nothing to answer for."""
    in_india = {str(it.atom.args[0]) for it in MADE if it.atom.args[1:3] == ("putin", "ind")}
    plans = {
        str(it.atom.args[0])
        for it in default_engine().corpus.by_predicate["journey"]
        if it.atom.args[1:3] == ("putin", "ind") and it not in MADE
    }
    assert plans == {"put_006"}
    assert {it.visit for it in changed.verdicts if it.person == "putin"} <= in_india


def test_a_journey_ends_on_its_last_day(changed: RecordDiff) -> None:
    (visit,) = [it for it in changed.verdicts if it.visit == "put_032"]
    assert (visit.first_day, visit.last_day) == (date(2025, 12, 4), date(2025, 12, 5))


def test_what_was_added_is_told_in_sentences(changed: RecordDiff) -> None:
    added = {it.fact: it for it in changed.added}
    assert set(added) == {"deposited(ind,rome,20250901)", 'alias(ind,"Land of the Indus")'}
    assert added["deposited(ind,rome,20250901)"].sentence.startswith("India deposited its instrument")
    assert added["deposited(ind,rome,20250901)"].file.endswith("treaties/rome_statute.lp")
    assert changed.removed == ()


def test_what_says_otherwise_of_the_same_is_one_change(changed: RecordDiff) -> None:
    (change,) = changed.changed
    assert (change.old.fact, change.new.fact) == ("deposited(mng,rome,20020411)", "deposited(mng,rome,20020412)")


def test_the_verdicts_that_turn(changed: RecordDiff) -> None:
    turned = [it for it in changed.verdicts if it.host == "IND" and it.person == "putin"]
    assert turned
    for it in turned:
        assert it.first_day >= date(2025, 12, 1)
        assert it.from_verdict == "not_obliged"
        assert it.from_schools["court"] == "not_obliged"
        assert it.to_schools["court"] == "obliged"
        assert "Vladimir Putin in India" in it.sentence
    assert {it.host for it in changed.verdicts} == {"IND"}
    # The day of Mongolia's deposit makes no difference, but it is asked again.
    assert changed.answered > len(changed.verdicts)
    assert changed.unanswered == ()


def test_a_fact_that_rests_on_something_else(tmp_path: Path) -> None:
    rules, facts = default_folders()
    (tmp_path / "mine.lp").write_text(
        '%@ source own "My own look"\n%@ by own seen_once 20261201\ndeposited(mng,rome,20020411).\n', encoding="utf-8"
    )
    found = diff(default_engine(), load_corpus([rules], [facts, tmp_path]))
    (it,) = found.resourced
    assert it.new.fact == "deposited(mng,rome,20020411)"
    assert it.now == "My own look (seen once, checked 2026-12-01)"
    assert (found.added, found.verdicts) == ((), ())
