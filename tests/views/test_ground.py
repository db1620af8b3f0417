"""On what an answer rests, in a few words."""

from __future__ import annotations

import shutil
from pathlib import Path

import dedere
from dedere.batch.places import Outcome
from dedere.views.ground import Grounds

QUERY = dedere.ask("putin", "India", on="2025-12-05")
GROUNDS = Grounds(QUERY.engine, QUERY.engine.reasoner.phrases, QUERY.first)


def outcome(possible: tuple[str, ...], beside: tuple[str, ...] = (), certain: tuple[str, ...] = ()) -> Outcome:
    return Outcome("contested", {}, frozenset(possible), frozenset(beside), frozenset(certain))


def test_a_duty_that_holds_on_every_view_goes_before_one_that_is_contested() -> None:
    first = 'effective(duty(ind,arrest,putin,icc),"RS-127-2B",20251205)'
    other = 'effective(duty(ind,arrest,putin,icc),"RS-89-1",20251205)'
    assert GROUNDS.of(QUERY.given, outcome((first, other)))[0] == "RS-127-2B"
    assert GROUNDS.of(QUERY.given, outcome((first, other), certain=(other,)))[0] == "RS-89-1"


def test_a_status_of_another_state_accounts_for_nothing() -> None:
    own = 'effective(status(ind,signatory,rome,none),"RS-125-1",20251205)'
    others = 'effective(status(rus,declared_non_party,rome,none),"VT-18-END",20251205)'
    assert GROUNDS.of(QUERY.given, outcome((own, others))) == ("RS-125-1", "signatory")
    assert GROUNDS.of(QUERY.given, outcome((others,))) == (None, "")


def test_which_status_accounts_for_it_does_not_hang_on_the_regimes_that_are_there(tmp_path: Path) -> None:
    home = Path(__file__).parents[2]
    rules = shutil.copytree(home / "rules", tmp_path / "rules")
    common = rules / "extradition" / "common.lp"
    said = common.read_text(encoding="utf-8")
    common.write_text(said.replace("accounts(assess,no_duty_to_extradite).", ""), encoding="utf-8")
    engine = dedere.Engine(dedere.load(rules, home / "facts", alone=True))
    found = dedere.survey("putin", on="2025-12-05", engine=engine).states
    assert next(it.ground for it in found if it.state == "IND") == "never signed"
    whole = dedere.survey("putin", on="2025-12-05").states
    assert [(it.state, it.ground) for it in found] == [(it.state, it.ground) for it in whole]


def test_what_defeats_the_duty_accounts_for_the_rest() -> None:
    contested = 'defeated(duty(ind,arrest,putin,icc),"RS-89-1","RS-98-1",20251205)'
    certain = 'defeated(duty(ind,arrest,putin,icc),"RS-89-1","VT-29",20251205)'
    found = GROUNDS.of(QUERY.given, outcome((), (contested, certain), (certain,)))
    assert found == ("VT-29", "Vienna Convention on the Law of Treaties, art. 29")


def test_every_area_is_there_with_what_is_said_of_it() -> None:
    areas = GROUNDS.areas()
    assert areas["crimea"][0] == "Crimea stands here under Ukraine"
    assert "Gibraltar is claimed by Spain" in areas["gibraltar"]
    assert GROUNDS.of_whole("ind") == ()
