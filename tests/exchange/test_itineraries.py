"""A plan of visits, read from YAML, JSON and facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dedere.errors import UsageError
from dedere.exchange.itineraries import MOST_LEGS, Form, from_file, of_data, read

YAML = """title: Autumn
person: putin
legs:
  - host: Mongolia
    from: 2024-09-02
    until: 2024-09-03
    event: anniversary
    alternatives:
      - host: China
      - on: 2024-09-05
  - leg: stop
    host: NO
    on: 2024-09-04
    presence: overflight
  - hots: India
  - just a text
"""

FACTS = """% a plan: leg(x,y,z,1,2).
title("As facts").
leg(a, putin, "Mongolia", 20240902, 20240903). presence(a, overflight).
event(a, "Khalkhin Gol. % no comment").  % one with a point.
leg(b, putin, chn, 20240904, 20240904).
alternative(b, a).
leg(a, putin, ind, 20240904, 20240904).
leg(c, X, hun, 20250403, 20250403).
evil(1) :- leg(a,_,_,_,_).
#script(python).
presence(zz, visit).
"""


def test_yaml_is_read_with_its_lines() -> None:
    found = read(YAML, "yaml")
    assert found.title == "Autumn"
    told = [(it.line, it.leg, it.of, it.host, it.first, it.last) for it in found.legs[:4]]
    assert told == [
        (4, "1", None, "Mongolia", "2024-09-02", "2024-09-03"),
        (9, "1a", "1", "China", "2024-09-02", "2024-09-03"),
        (10, "1b", "1", "Mongolia", "2024-09-05", "2024-09-05"),
        (11, "stop", None, "NO", "2024-09-04", "2024-09-04"),
    ]
    assert [it.person for it in found.legs[:4]] == ["putin"] * 4
    assert [it.event for it in found.legs[:2]] == ["anniversary"] * 2
    assert found.legs[3].presence == "overflight"
    wrong = [(it.line, it.wrong) for it in found.legs[4:]]
    assert wrong[0] == (15, ("a leg has no `hots`", "did you mean `host`?"))
    assert wrong[1][1] is not None
    assert wrong[1][1][0] == "the leg is no mapping"


def test_json_is_the_same() -> None:
    data = {"person": "putin", "legs": [{"host": "India", "on": "2025-12-05"}]}
    found = read(json.dumps(data, indent="\t"), "json")
    assert (found.legs[0].line, found.legs[0].host) == (4, "India")
    assert found.legs[0]._replace(line=None) == of_data(data).legs[0]


def test_facts_are_read_one_by_one_and_never_run() -> None:
    found = read(FACTS, "facts")
    assert found.title == "As facts"
    legs = {it.leg: it for it in found.legs if it.leg}
    assert (legs["a"].line, legs["a"].presence, legs["a"].event) == (3, "overflight", "Khalkhin Gol. % no comment")
    assert (legs["b"].of, legs["b"].host, legs["b"].first) == ("a", "chn", "20240904")
    assert [it.leg for it in found.legs][:2] == ["a", "b"]
    wrong = {it.line: it.wrong for it in found.legs if it.wrong is not None}
    assert {line: it[1] for line, it in wrong.items()} == {
        7: "there is a leg `a` already",
        8: "a variable cannot stand in a fact: `X`",
        9: "a rule is not a fact",
        10: "a directive cannot stand in a fact",
        11: "there is no leg `zz`",
    }


@pytest.mark.parametrize(
    ("content", "form", "message"),
    [
        ("legs: [", "yaml", r"the plan is no YAML: .* \(line 1\)"),
        ("{", "json", "the plan is no JSON: expecting property name .*, at line 1, column 2$"),
        ("[" * 100_000, "json", "the plan is no JSON: it is nested too deeply"),
        ("- a", "yaml", "the plan is no mapping"),
        ("legs: {}", "yaml", "the legs of the plan are no list"),
        ("legs: []", "yaml", "the plan has no leg"),
        ("lges: []", "yaml", "a plan has no `lges`"),
        ("person: a\nlegs: []\nperson: b", "yaml", r"the key `person` stands twice \(line 3\)"),
        ("legs:\n- {host: ind, on: 2025-12-05, host: mng}", "yaml", r"the key `host` stands twice \(line 2\)"),
        ('{"legs": [{"host": "ind",\n"host": "mng"}]}', "json", r"the key `host` stands twice \(line 2\)"),
        ("% nothing", "facts", "the plan has no leg"),
        ("legs:\n" + "- host: ind\n" * (MOST_LEGS + 1), "yaml", "more than 200 legs"),
        ("a: &a [*a]", "yaml", "a plan has no `a`|the plan is no YAML"),
        ("legs: !!python/object:os.system []", "yaml", "the plan has no leg|the plan is no YAML"),
    ],
)
def test_what_is_no_plan(content: str, form: Form, message: str) -> None:
    with pytest.raises(UsageError, match=message) as refused:
        read(content, form)
    assert refused.value.hint


@pytest.mark.parametrize(
    ("leg", "message"),
    [
        ({"host": "ind", "on": "2025-12-05", "until": "2025-12-06"}, "`on` and `from` or `until`"),
        ({"host": ["ind"]}, "the host of the leg is no text"),
        ({"host": "ind", "alternatives": "x"}, "the alternatives are no list"),
        (3, "the leg is no mapping"),
    ],
)
def test_what_is_wrong_with_a_leg_stands_with_it(leg: Any, message: str) -> None:
    found = of_data({"legs": [leg, {"host": "ind", "on": "2025-12-05"}]})
    assert any(it.wrong is not None and message in it.wrong[0] for it in found.legs)
    assert found.legs[-1].wrong is None


def test_a_name_is_given_once() -> None:
    found = read("legs:\n- {leg: x, host: ind}\n- {leg: x, host: chn}\n", "yaml")
    assert [it.wrong is None for it in found.legs] == [True, False]


def test_the_ending_names_the_form(tmp_path: Path) -> None:
    for name, content in (("a.yaml", "legs: [{host: ind}]"), ("a.lp", "leg(a,putin,ind,20251205,20251205).")):
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert from_file(tmp_path / name).legs[0].host == "ind"
    (tmp_path / "a.txt").write_text("legs: []", encoding="utf-8")
    (tmp_path / "b.yaml").write_bytes(b"\xff\xfe")
    for name, message in (("a.txt", "does not say how"), ("b.yaml", "is not UTF-8"), ("none.yaml", "no such file")):
        with pytest.raises(UsageError, match=message) as refused:
            from_file(tmp_path / name)
        assert refused.value.hint
