"""An issue on which nothing turns where it is raised is told."""

from __future__ import annotations

from dedere.asking.query import ask
from dedere.engine import default_engine
from dedere.terms.reader import parse_fact
from dedere.testing import World, try_worlds
from dedere.testing.answers import answers
from dedere.testing.turning import Turning
from small_law import law


def test_an_issue_that_turns_nothing_is_told() -> None:
    old = 'F <= D, D < T, adopt("ISS-OFFICE",yes).'
    found = try_worlds(law(old, "F <= D, D < T."), 12)
    assert [it.issue for it in found.idle] == ["ISS-OFFICE"]
    assert found.idle[0].worlds > 1
    assert "1 issue that turned nothing where raised" in found.to_text()


def test_an_issue_of_other_rules_than_those_tried_is_not_told() -> None:
    old = 'F <= D, D < T, adopt("ISS-OFFICE",yes).'
    assert try_worlds(law(old, "F <= D, D < T."), 4, rules=["DUTY"]).idle == ()


REVOKED = """\
extradition_request(extradition_request_a,state_b,state_a,person_a,same,20021111,20121023)
withdrawal_revoked(state_b,apic,20121024)
withdrawal_notified(state_b,apic,20121024)
deposited(state_b,apic,20021116)
succeeded(state_a,apic,20131028,20131027)
deposited(state_a,rome,20131029)
icc_delegate(person_a,state_a,state_a,20131031,#sup)
person(person_a,"Person A")
state(state_a,"State A")
state(state_b,"State B")
national(person_a,state_b)
"""


def test_an_option_that_nobody_holds_cannot_be_taken_and_ends_nothing() -> None:
    engine = default_engine()
    question, _ = engine.question("assess")
    asked = ask("putin", "mng", on="2013-10-30").given
    given = {**asked, "person": "person_a", "host": "state_a"}
    facts = tuple(parse_fact(it) for it in REVOKED.splitlines())
    told = answers([World(engine, question, given, 20131030, 20131030, facts)])
    assert told[0] is not None
    assert told[0].raised == {'at_issue("ISS-REVOKE")'}
    turning = Turning(engine, None)
    turning.look(told)
    assert turning.idle == {"ISS-REVOKE": 1}
