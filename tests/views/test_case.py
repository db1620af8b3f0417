"""One question with its answer and the proofs of it."""

from __future__ import annotations

import dedere
from dedere.views.case import Case


def case(person: str, host: str, on: str) -> Case:
    return Case(dedere.ask(person, host, on=on))


def test_each_duty_is_proved_and_what_stands_in_its_way() -> None:
    found = case("putin", "mng", "2024-09-02")
    assert [window.rule for window, _ in found.founding] == ["RS-89-1"]
    assert [it.rule for it in found.defeating] == ["RS-98-1"]
    assert found.accounts == []


def test_where_nothing_is_owed_it_is_what_the_host_is() -> None:
    found = case("putin", "ind", "2025-12-05")
    assert [it.act for it, _ in found.accounts] == ["never_signed", "not_bound"]
    assert all(proof.sentence for _, proof in found.accounts)


def test_a_norm_says_its_days_and_whose_view_it_is() -> None:
    found = Case(dedere.ask("putin", "arm", first="2024-01-31", last="2024-02-02"))
    said = found.window(found.answer.windows[0])
    assert (str(said.first_day), str(said.last_day)) == ("2024-02-01", "2024-02-02")
    assert said.view == "in the view of the Court"


def test_tasks_come_with_their_time() -> None:
    found = {(it.kind, it.phase): it.said for it in case("putin", "mng", "2024-09-02").tasks()}
    assert {phase for _, phase in found} == {"before", "on", "after"}
    assert "consult" in found["duty", "before"].sentence or "tell the Court" in found["duty", "before"].sentence
    assert all(it.rule for it in found.values())


def test_powers_concern_the_host() -> None:
    told = [it.sentence for it in case("putin", "ind", "2025-12-05").powers()]
    assert told == ["the Court may invite India to assist"]
