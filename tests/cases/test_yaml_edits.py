"""Changes to a text in YAML that leave all else as it is."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from dedere.cases.yaml_edits import DROP, Edits, kept

BLOCK = """\
# first
- name: a
  expect:   # of it all
    # the verdict
    verdict: 'obliged'   # so it was
    schools: &s
      court: "obliged"
      council: obliged
    rules:
    - A
    # why B
    - B   # of B
    holds: [x,
            y]  # flowing
  last: |
    one text
    of two lines

# second
- name: b
  expect: {verdict: obliged,   # here
           rules: [A, B]}
"""


def _edited(new: dict[str, Any], index: int = 0, content: str = BLOCK) -> str:
    edits = Edits(content)
    edits.change(index, "expect", {**edits.value(index, "expect"), **new})
    return edits.made()


@pytest.mark.parametrize(
    ("new", "old_lines", "new_lines"),
    [
        ({}, "", ""),
        ({"verdict": "contested"}, "verdict: 'obliged'   #", "verdict: 'contested'   #"),
        ({"schools": {"court": "contested", "council": "obliged"}}, 'court: "obliged"', 'court: "contested"'),
        ({"schools": {"court": "obliged", "council": DROP}}, "      council: obliged\n", ""),
        ({"schools": DROP}, '    schools: &s\n      court: "obliged"\n      council: obliged\n', ""),
        ({"schools": "none"}, '&s\n      court: "obliged"\n      council: obliged', "&s\n      none"),
        ({"rules": ["A", DROP]}, "    - B   # of B\n", ""),
        ({"rules": [DROP, "C"]}, "    - A\n    # why B\n    - B ", "    # why B\n    - C "),
        ({"rules": [DROP, DROP]}, "    rules:\n    - A\n    # why B\n    - B   # of B\n", ""),
        ({"holds": [DROP, "y"]}, "[x,\n            y]  #", "[y]  #"),
        ({"holds": ["x", 'say "z"']}, "            y]", '            "say \\"z\\""]'),
        ({"more": "x"}, "    # the verdict\n", "    # the verdict\n    more: x\n"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_only_what_is_changed_changes(new: dict[str, Any], old_lines: str, new_lines: str, ends: str) -> None:
    content = BLOCK.replace("\n", ends)
    assert not old_lines or old_lines in BLOCK
    assert _edited(new, content=content) == BLOCK.replace(old_lines, new_lines, 1).replace("\n", ends)


def test_what_flows_is_written_anew_where_something_goes() -> None:
    changed = _edited({"verdict": "contested", "rules": ["A", DROP]}, 1)
    assert changed == BLOCK.replace(
        "{verdict: obliged,   # here\n           rules: [A, B]}",
        "{verdict: contested,   # here\n           rules: [A]}",
    )
    assert "expect: {rules: [A, B]}\n" in _edited({"verdict": DROP}, 1)


@pytest.mark.parametrize("ending", ["", "\n", "\n\n# an end\n"])
@pytest.mark.parametrize(
    "place", ["  expect:\n    rules: [A]\n    verdict: obliged", "  expect: {rules: [A], verdict: obliged}"]
)
def test_the_end_of_the_text_stays(place: str, ending: str) -> None:
    content = f"- name: a\n{place}{ending}"
    changed = _edited({"verdict": "contested"}, content=content)
    assert changed == content.replace("obliged", "contested")
    gone = _edited({"verdict": DROP}, content=content)
    assert yaml.safe_load(gone) == [{"name": "a", "expect": {"rules": ["A"]}}]
    assert gone.endswith(ending[1:])


def test_an_alias_is_replaced_and_what_it_stood_for_is_not() -> None:
    content = "- name: a\n  expect: &e {verdict: obliged}\n- name: b\n  expect: *e\n"
    assert _edited({"verdict": "contested"}, 1, content) == content.replace("*e", "{verdict: contested}")
    assert _edited({"verdict": "contested"}, 0, content) == content.replace("obliged", "contested")


def test_what_goes_leaves_nothing_empty_behind() -> None:
    assert kept({"a": DROP, "b": [DROP], "c": {"d": DROP}, "e": [DROP, "x"]}) == {"e": ["x"]}
