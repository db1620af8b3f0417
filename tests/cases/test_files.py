"""Case files: what is read of them, and what is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from casing import case_of, file_of
from dedere.cases.files import STAY, line_of, parse, read
from dedere.errors import UsageError

GOOD = """\
# left out a trip: the day is not known
- name: "Norway may be written NO"
  question: {person: putin, host: NO, first: 2024-05-01}
  expect:
    verdict: contested
    says:
      - a State Party that the International Criminal Court has asked
- name: another
  question: {person: putin, host: ind, first: 2025-12-05}
  expect: {verdict: not_obliged}
"""


def _write(folder: Path, name: str, content: str = GOOD) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())
    return path


def test_values_are_texts_and_what_is_left_out_is_counted(tmp_path: Path) -> None:
    file = read(_write(tmp_path, "a.yaml"))
    assert file.left_out == (("a trip", "the day is not known"),)
    assert [it.question.host for it in file.cases] == ["NO", "ind"]
    assert file.cases[0].question.first == "2024-05-01"


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_line_ends_are_no_part_of_what_is_read(tmp_path: Path, ends: str) -> None:
    file = read(_write(tmp_path, "a.yaml", GOOD.replace("\n", ends)))
    assert file.left_out == (("a trip", "the day is not known"),)
    assert file.cases == parse(file.path, GOOD).cases


def test_a_list_of_one_needs_no_brackets() -> None:
    one = case_of("rules: RS-86, says: a State Party, issues: ISS-IMM").expect
    assert (one.rules, one.says, one.issues) == (("RS-86",), ("a State Party",), {"ISS-IMM": None})


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("[ISS-IMM, ISS-WHODEC]", {"ISS-IMM": None, "ISS-WHODEC": None}),
        ("[ISS-IMM: alone, ISS-WHODEC]", {"ISS-IMM": "alone", "ISS-WHODEC": None}),
        ("{ISS-IMM: alone, ISS-WHODEC: no}", {"ISS-IMM": "alone", "ISS-WHODEC": "no"}),
    ],
)
def test_issues_are_written_with_how_they_turn_the_answer_or_without(written: str, read_as: dict[str, str]) -> None:
    assert case_of(f"issues: {written}").expect.issues == read_as


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[ISS-IMM: no, ISS-IMM: alone]", "expect.issues: an issue stands twice$"),
        ("[ISS-IMM, ISS-IMM]", "expect.issues: an issue stands twice$"),
        ("[[ISS-IMM]]", "expect.issues is no mapping of keys to values$"),
    ],
)
def test_issues_that_are_none_or_stand_twice_are_refused(written: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        case_of(f"issues: {written}")


@pytest.mark.parametrize("reason", ["", "~", "null", "true", "False", "no"])
def test_an_open_case_says_why(reason: str) -> None:
    with pytest.raises(UsageError, match=r"the case `a` does not say why it fails$"):
        case_of("verdict: obliged", more=f"  xfail: {reason}\n")


def test_the_verdict_of_a_school_is_of_the_stay_or_by_day() -> None:
    schools = case_of("schools: {court: obliged, council: {2024-05-01: obliged}}").expect.schools
    assert schools == {"court": {STAY: "obliged"}, "council": {"2024-05-01": "obliged"}}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("expect:", "expects:", "`a.yaml:4`: the case `Norway may be written NO` has a key that is none: `expects`$"),
        ("  expect: {verdict: not_obliged}", "  source: x", "`a.yaml:8`: the case `another` has no `expect`$"),
        ("verdict:", "verdicts:", "`a.yaml:5`: the case `Norway may be written NO` has a key that is none: `expect.v"),
        ("host: NO", "host: NO, state: SE", "`a.yaml:3`: .* has a key that is none: `question.state`"),
        ("verdict: contested", "verdict: maybe", "`a.yaml:5`: .* expect.verdict is `maybe` and should be `obliged`, "),
        ("first: 2024-05-01", "first: 2024-05-01, first: 2024-05-02", "line 3: the key `first` stands twice"),
        ("name: another", 'name: "Norway may be written NO"', "`a.yaml:8`: .* has the name of another"),
        ("expect: {verdict: not_obliged}", "expect: {}", "`a.yaml:10`: the case `another` expects nothing"),
        ("verdict: not_obliged", "schools: {}", "`a.yaml:10`: the case `another` expects nothing by `schools`"),
        ("verdict: not_obliged", "rules_not: []", "`a.yaml:10`: the case `another` expects nothing by `rules_not`"),
        ("verdict: not_obliged", "windows: [{}]", "the case `another` expects nothing by `windows`"),
        ("verdict: not_obliged", "schools: {court: {}}", "the case `another` expects nothing of `court`"),
        ("name: another", "name:", "`a.yaml:8`: the case `` has no name of one line"),
        ("name: another", 'name: "an\\nother"', "has no name of one line"),
        ("name: another", "name: [another]", r"`a.yaml:8`: the case `\?` has a fault: name"),
        ("verdict: not_obliged", 'says_not: ""', "`a.yaml:10`: the case `another` can never hold by `says_not`"),
        (
            "verdict: not_obliged",
            'rules_not: ""',
            "`another` can never fail by `rules_not`: an empty text names nothing",
        ),
        ("verdict: not_obliged", 'issues_not: [" "]', "can never fail by `issues_not`: an empty text names nothing"),
        ("verdict: not_obliged", 'says: [India, " "]', "the case `another` expects nothing by `says`: an empty text"),
        ("verdict: not_obliged", 'rules: [""], says: ""', "(hold by `rules`|expects nothing by `says`).* .and 1 more."),
        ("verdict: not_obliged", "issues: [ISS-IMM: maybe]", "issues.ISS-IMM is `maybe` and should be `alone`, `tog"),
        ("verdict: not_obliged", "schools: {court: maybe}", "expect.schools.court is `maybe` and should be"),
        (
            "expect: {v",
            "positions: {ISS-IMM: court}\n  expect: {v",
            "takes positions and expects more than conclusions",
        ),
    ],
)
def test_what_is_no_case_is_refused_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = _write(tmp_path, "a.yaml", GOOD.replace(old, new, 1))
    with pytest.raises(UsageError, match=message) as refused:
        parse(Path("a.yaml"), path.read_text(encoding="utf-8"))
    assert "\n" not in refused.value.message
    assert refused.value.hint


def test_a_key_that_is_none_has_the_nearest_for_a_hint() -> None:
    with pytest.raises(UsageError) as refused:
        file_of("warning: memory")
    assert refused.value.hint == "did you mean `warnings`?"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("- [", "is no case file: line 1: "),
        ("a: b", "is no list of cases"),
        ("[" * 5000, "is no case file: it is nested too deeply$"),
        ("- *nobody", "line 1: found undefined alias `nobody`$"),
        ("- just a text\n", "`some.yaml:1`: the case `[?]` has a fault: it is no mapping of keys"),
        ("- {[a]: b}\n", "line 1: a key is no text"),
        ('- !!python/object/apply:os.system ["true"]\n', "has a fault: it is no mapping of keys"),
        ("- &a [*a]\n", "is no case file"),
        ("- {name: a}\n---\n- {name: b}\n", "is no case file"),
        ("\x00", "is no case file"),
        ("\udcff", "is no case file"),
    ],
)
def test_what_is_no_case_file_is_refused(content: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse(Path("some.yaml"), content)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"- name: \xff\n")
    with pytest.raises(UsageError, match="is no case file: it is not UTF-8"):
        read(path)


@pytest.mark.parametrize(
    ("way", "line"),
    [
        (("name",), 2),
        (("expect", "verdict"), 5),
        (("expect", "says", 0), 7),
        (("expect", "nothing of the kind"), 4),
    ],
)
def test_lines_are_found(way: tuple[str | int, ...], line: int) -> None:
    file = parse(Path("a.yaml"), GOOD)
    assert line_of(file.node.value[0], way) == line


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: no such file"):
        read(tmp_path / "none.yaml")
    with pytest.raises(UsageError, match=r"`a.x00b` is the path of no file"):
        read(Path("a\0b"))


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("expect:", "expects:", "did you mean `expect`?"),
        ("person: ", "preson: ", "did you mean `person`?"),
        ("expect: {verdict: not_obliged}", "verdict: not_obliged", "`verdict` stands below `expect`"),
        ("verdict: not_obliged", "presence: visit", "`presence` stands below `question`"),
        ("verdict: not_obliged", "suppose: x", "`suppose` stands beside `question`"),
        ("verdict: not_obliged", "windows: [{akt: x}]", "did you mean `act`?"),
        ("verdict: not_obliged", "windows: [{xyz: x}]", "the keys are act, first_day, last_day, standing, rule"),
    ],
)
def test_a_key_that_is_none_comes_with_the_one_that_was_meant(tmp_path: Path, old: str, new: str, hint: str) -> None:
    with pytest.raises(UsageError, match="has a key that is none") as refused:
        read(_write(tmp_path, "a.yaml", GOOD.replace(old, new, 1)))
    assert refused.value.hint == hint
