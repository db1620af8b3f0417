"""Expectations rewritten in their files: only what is wrong in them changes, or nothing does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import profiles
from casing import ARMENIA, INDIA, NORWAY
from dedere.cases.files import parse
from dedere.cases.rewriting import Rewritten, updated
from dedere.cases.run import run
from dedere.engine import default_engine


def _updated(content: str) -> Rewritten:
    file = parse(Path("some.yaml"), content)
    return updated(file, [run(it) for it in file.cases], default_engine())


def _written(expect: str, question: str = NORWAY) -> str:
    return f"- name: a\n  question: {{{question}}}\n  expect: {{{expect}}}"


@pytest.mark.parametrize(
    ("question", "old", "new"),
    [
        (NORWAY, "verdict: obliged", "verdict: contested"),
        (NORWAY, "verdict: 'obliged', rules: [RS-86]", "verdict: 'contested', rules: [RS-86]"),
        (NORWAY, "schools: {court: obliged, council: obliged}", "schools: {court: obliged, council: not_obliged}"),
        (NORWAY, "rules: [RS-86, RS-127-ANN]", "rules: [RS-86]"),
        (NORWAY, "rules: RS-127-ANN", "verdict: contested"),
        (NORWAY, "rules_not: [RS-86, SC-DUTY]", "rules_not: [SC-DUTY]"),
        (
            NORWAY,
            "holds: ['duty(nor, cooperate,_,_)', 'duty(swe,cooperate,_,_)']",
            'holds: ["duty(nor, cooperate,_,_)"]',
        ),
        (NORWAY, "says: [a serving head of State, a queen], says_not: Norway", 'says: ["a serving head of State"]'),
        (NORWAY, "issues: [ISS-IMM: no, ISS-WHODEC]", "issues: [ISS-IMM: alone, ISS-WHODEC]"),
        (NORWAY, "issues: [ISS-FUNC, ISS-WHODEC]", "issues: [ISS-WHODEC]"),
        (NORWAY, "issues: {ISS-IMM: no, ISS-FUNC: no}", "issues: {ISS-IMM: alone}"),
        (NORWAY, "issues_not: [ISS-IMM, ISS-FUNC]", "issues_not: [ISS-FUNC]"),
        (NORWAY, "warnings: [on memory, on paper]", 'warnings: ["on memory"]'),
        (NORWAY, "assumptions: on paper, rules: [RS-86]", "rules: [RS-86]"),
        (NORWAY, "why: {RS-86: gladly, IM-RP: on some views}", 'why: {IM-RP: "on some views"}'),
        (
            NORWAY,
            "why: {IM-RP: [on some views, on no view], RS-86: [gladly, merrily]}",
            'why: {IM-RP: ["on some views"]}',
        ),
        (NORWAY, "windows: [{rule: RS-89-1, standing: certain}]", "windows: [{rule: RS-89-1, standing: contested}]"),
        (NORWAY, "windows: [{standing: certain}, {standing: contested}]", "windows: [{standing: contested}]"),
        (INDIA, "windows: [{standing: certain}]", "verdict: not_obliged"),
        (
            ARMENIA,
            "schools: {court: {2024-01-31: obliged, 2024-02-01: obliged}}",
            "schools: {court: {2024-01-31: not_obliged, 2024-02-01: obliged}}",
        ),
        (ARMENIA, "schools: {court: {2024-01-31 to 2024-02-01: obliged}}, rules: [RS-86]", "rules: [RS-86]"),
        (
            ARMENIA,
            'conclusions: ["duty(arm,cooperate,putin,icc) by RS-86, contested, 2024-01-31 to 2024-02-01"]',
            'conclusions: ["duty(arm,cooperate,putin,icc) by RS-86, certain, 2024-02-01 to 2024-02-01"]',
        ),
        (ARMENIA, 'conclusions_not: ["duty(arm,cooperate,putin,icc) by RS-86"]', "verdict: contested"),
    ],
)
def test_what_is_wrong_is_replaced_or_left_out(question: str, old: str, new: str) -> None:
    found = _updated(_written(old, question))
    assert found.content == _written(new, question)
    assert (found.changed, found.left) == (("a",), ())
    assert _updated(found.content) == Rewritten(found.content, (), ())


@pytest.mark.parametrize(
    "content",
    [
        _written("verdict: contested"),
        _written("verdict: obliged") + "\n  xfail: known\n",
        _written("verdict: obliged") + "\n  confidence: recall\n",
    ],
)
def test_what_has_not_failed_stays(content: str) -> None:
    assert _updated(content) == Rewritten(content, (), ())


@pytest.mark.parametrize(
    ("content", "why"),
    [
        # The other case would change as well, and it was right.
        (
            (
                f"- name: a\n  question: {{{NORWAY}}}\n  expect: &e {{verdict: not_obliged}}\n"
                f"- name: b\n  question: {{{INDIA}}}\n  expect: *e\n"
            ),
            "`some.yaml` stays as it is: written so, it would not hold the same cases; rewrite `a` by hand",
        ),
        (
            (
                f"- name: a\n  question: {{{NORWAY}}}\n  expect: {{rules: &r [RS-127-ANN], verdict: contested}}\n"
                f"- name: b\n  question: {{{INDIA}}}\n  expect: {{rules_not: *r}}\n"
            ),
            "`some.yaml` stays as it is",
        ),
        (
            _written("verdict: obliged", "person: nobody at all, host: NO, first: 2024-05-01"),
            "`a` stays as it is: no per",
        ),
        (
            (
                f"- name: a\n  question: {{{NORWAY}}}\n  positions: {{ISS-IMM: court}}\n"
                '  expect: {conclusions_not: ["duty(nor,cooperate,putin,icc) by RS-86"]}\n'
            ),
            "`a` stays as it is: nothing that it expects holds",
        ),
    ],
)
def test_what_cannot_be_rewritten_stays_and_that_is_said(content: str, why: str) -> None:
    found = _updated(content)
    assert found.content == content
    assert found.changed == ()
    (left,) = found.left
    assert left.startswith(why)


def test_an_alias_is_rewritten_where_it_stands() -> None:
    content = (
        f"- name: a\n  question: {{{INDIA}}}\n  expect: &e {{verdict: not_obliged}}\n"
        f"- name: b\n  question: {{{NORWAY}}}\n  expect: *e\n"
    )
    assert _updated(content).content == content.replace("*e", "{verdict: contested}")


_WRONG: dict[str, list[Any]] = {
    "verdict": ["obliged", "contested", "not_obliged"],
    "schools": [{"court": "not_obliged"}, {"court": "obliged", "council": "obliged"}],
    "rules": [["RS-127-ANN"], ["RS-86", "RS-127-ANN", "VT-34"]],
    "says": [["State Party", "queens"]],
    "issues_not": [["ISS-IMM"]],
}
_COMMENTS = st.sampled_from(["", "  # why", "  # a: [b, {c"])


def _flow(value: object, quote: str) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_flow(it, quote)}' for key, it in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(_flow(it, quote) for it in value)}]"
    return f"{quote}{value}{quote}"


@st.composite
def case_files(draw: st.DrawFn) -> str:
    """Case files in block and flow style, with comments, in all quotes, with and without a last end of a line."""
    entries = []
    for name in draw(st.sampled_from(["a", "ab"])):
        question = draw(st.sampled_from([NORWAY, INDIA]))
        keys = draw(st.lists(st.sampled_from(list(_WRONG)), min_size=1, max_size=3, unique=True))
        expect = {key: draw(st.sampled_from(_WRONG[key])) for key in keys}
        quote = draw(st.sampled_from(["", "'", '"']))
        style = draw(st.sampled_from(["flow", "half", "block"]))
        if style == "flow":
            entries.append(
                f"- {{name: {name}, question: {{{question}}}, expect: {_flow(expect, quote)}}}{draw(_COMMENTS)}"
            )
            continue
        lines = [f"- name: {name}{draw(_COMMENTS)}", f"  question: {{{question}}}"]
        if style == "half":
            lines.append(f"  expect: {_flow(expect, quote)}{draw(_COMMENTS)}")
        else:
            lines.append(f"  expect:{draw(_COMMENTS)}")
            for key, value in expect.items():
                if draw(st.booleans()):
                    lines.append(f"    {key}: {_flow(value, quote)}{draw(_COMMENTS)}")
                elif isinstance(value, list):
                    lines.append(f"    {key}:{draw(_COMMENTS)}")
                    indent = draw(st.sampled_from(["", "  "]))
                    lines += [f"    {indent}- {quote}{it}{quote}{draw(_COMMENTS)}" for it in value]
                elif isinstance(value, dict):
                    lines.append(f"    {key}:")
                    lines += [f"      {school}: {quote}{it}{quote}{draw(_COMMENTS)}" for school, it in value.items()]
                else:
                    lines.append(f"    {key}: {quote}{value}{quote}{draw(_COMMENTS)}")
        if draw(st.booleans()):
            lines.append("  confidence: seen_once")
        if draw(st.booleans()):
            lines += ["", "# left out a trip: the day is not known"]
        entries.append("\n".join(lines))
    ends = draw(st.sampled_from(["\n", "\r\n"]))
    return ("\n".join(entries) + draw(st.sampled_from(["", "\n", "\n\n# the end"]))).replace("\n", ends)


@profiles.few(15)
@given(case_files())
def test_what_was_rewritten_reads_as_the_same_cases_which_pass(content: str) -> None:
    before = parse(Path("some.yaml"), content)
    found = _updated(content)
    after = parse(Path("some.yaml"), found.content)
    assert found.left == ()
    assert [it.model_copy(update={"expect": None}) for it in after.cases] == [
        it.model_copy(update={"expect": None}) for it in before.cases
    ]
    assert after.left_out == before.left_out
    assert [run(it).status for it in after.cases] == ["passed"] * len(after.cases)
    for one, other in zip(before.cases, after.cases, strict=True):
        assert (one.expect == other.expect) is (one.name not in found.changed)
    # What is no part of an expectation stays, letter by letter.
    assert ("\r" in found.content) is ("\r" in content)
    assert found.content.endswith(content[content.rfind("# the end") :] if "# the end" in content else "")
