"""What can be chosen: what is offered can be asked, and is called as answers call it."""

from __future__ import annotations

import dedere
from dedere.engine import default_engine
from dedere_serve import choices

ENGINE = default_engine()


def test_what_is_offered_can_be_asked_and_is_called_as_answers_call_it() -> None:
    found = choices.of(ENGINE)
    persons = {it.id: it.name for it in found.persons}
    places = {it.id: it for it in found.places}
    assert persons["putin"] == "Vladimir Putin"
    assert found.first == "putin"
    assert (places["IND"].name, places["IND"].of) == ("India", None)
    assert places["crimea"].of == "UKR"
    for it in ("IND", "crimea"):
        asked = dedere.ask("putin", it, on="2025-12-05").question
        assert it in (asked.host, asked.area)
    assert found.presences[0].id == dedere.ask("putin", "ind", on="2025-12-05").question.presence
    assert found.schools[0].court
    assert [it.court for it in found.schools].count(True) == 1
    for school in found.schools:
        assert dedere.assess("putin", "mng", on="2024-09-02", school=school.id).verdict
    assert found.facts_fingerprint == ENGINE.corpus.facts_fingerprint
