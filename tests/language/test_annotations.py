"""The `%@` lines, one at a time."""

from __future__ import annotations

import pytest

from dedere.language import annotations as notes


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ('%@ source untc "UN \\"Treaty\\"" "https://x.org"', notes.SourceLine("untc", 'UN "Treaty"', "https://x.org")),
        ('%@ source untc "UN"', notes.SourceLine("untc", "UN", None)),
        ("%@ by untc, wiki seen_twice 20261122", notes.ByLine(("untc", "wiki"), "seen_twice", 20261122)),
        ("%@ by untc recall", notes.ByLine(("untc",), "recall", None)),
        ('%@ note "a remark"', notes.NoteLine("a remark")),
        ("%@ known 20260529", notes.KnownLine(20260529)),
        ('%@ rule      RS-89-1 "Title, (1)"', notes.HeaderLine("rule", "RS-89-1", "Title, (1)")),
        ('%@ assumption A "t"', notes.HeaderLine("assumption", "A", "t")),
        ('%@ unevaluated A "t"', notes.HeaderLine("unevaluated", "A", "t")),
        ('%@ because "no"', notes.BecauseLine("no")),
        ('%@ authority "Rome Statute" "art. 1" checked(text)', notes.AuthorityLine("Rome Statute", "art. 1", "text")),
        ('%@ says "{H} must {P}"', notes.SaysLine("{H} must {P}", ("H", "P"))),
        ('%@ says gone "{H} {A..Z}"', notes.SaysLine("{H} {A..Z}", ("H", "A", "Z"), "gone")),
        ('%@ else "nothing"', notes.ElseLine("nothing", ())),
        ('%@ would "{H} were bound"', notes.WouldLine("{H} were bound", ("H",))),
        ("%@ type office = head_of_state | minister", notes.TypeLine("office", ("head_of_state", "minister"), ())),
        ("%@ type state named by state", notes.TypeLine("state", (), ("state",))),
        ("%@ type warrant named by warrant, summons", notes.TypeLine("warrant", (), ("warrant", "summons"))),
        (
            "%@ fact signed(State: state, Day: date) of acts",
            notes.PredicateLine("fact", "signed", (("State", "state"), ("Day", "date")), "acts", False),
        ),
        ("%@ derived x(A: term) folded", notes.PredicateLine("derived", "x", (("A", "term"),), None, True)),
        ("%@ derived x", notes.PredicateLine("derived", "x", (), None, False)),
    ],
)
def test_reads(line: str, read: notes.Annotation) -> None:
    assert notes.parse(line) == read


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ('%@ autority "a" "b" checked(text)', "unknown annotation `%@ autority`", "write `%@ authority"),
        ("%@", "unknown annotation", "an annotation is one of"),
        ("%@ by untc", "malformed `%@ by`: `untc`", "seen_twice|seen_once|recall"),
        ("%@ by untc guessed", "malformed", "seen_twice|seen_once|recall"),
        ("%@ by untc recall 20260230", "`20260230` is a day that does not exist", "%@ by"),
        ("%@ known 2026", "`2026` is a day that does not exist", "%@ known YYYYMMDD"),
        ("%@ known " + "9" * 5000, "is a day that does not exist", "%@ known YYYYMMDD"),
        ('%@ rule "title"', "malformed `%@ rule`", '%@ rule ID "title"'),
        ('%@ rule A ""', "the text in quotes is empty", "%@ rule"),
        ('%@ authority "a" "b"', "malformed `%@ authority`", "checked("),
        ('%@ authority "a" "b" checked(guess)', "malformed", "convention"),
        ('%@ says "{H must"', "a brace is not closed", "%@ says"),
        ('%@ says "{h}"', "`{h}` in the sentence is no variable", "%@ says"),
        ('%@ says "{A..}"', "`{}` in the sentence is no variable", "%@ says"),
        ("%@ says bare", "malformed", "%@ says ["),
        ("%@ type x", "malformed `%@ type`", "named by"),
        ("%@ fact p(state)", "`state` is no argument with its type", "%@ fact"),
        ("%@ fact p(A: state, A: state)", "two arguments are called `A`", "%@ fact"),
        ("%@ fact p(A: state) foldet", "malformed", "%@ fact"),
    ],
)
def test_refuses_with_the_form(line: str, message: str, hint: str) -> None:
    with pytest.raises(notes.AnnotationError) as refused:
        notes.parse(line)
    assert message in str(refused.value)
    assert hint in refused.value.hint
