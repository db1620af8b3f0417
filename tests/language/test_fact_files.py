"""Fact files read without clingo: where that is done, it is what clingo's parser gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedere.errors import CorpusError
from dedere.language import syntax
from dedere.language.fact_files import plain
from dedere.loading import default_folders, read
from dedere.terms.values import Atom


def by_clingo(text: str) -> list[syntax.Statement]:
    """The same read by clingo alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(syntax, "plain", lambda _text: None)
        return syntax.parse("x.lp", text, facts_only=True)


def test_every_file_of_the_record_is_read_so_and_as_clingo_reads_it() -> None:
    for file in read([default_folders()[1]], law=False):
        text = file.content.decode()
        assert plain(text) is not None, file.path
        assert syntax.parse(file.path, text, facts_only=True) == by_clingo(text), file.path


PIECES = (
    *(
        "p(a).",
        "p.",
        'p("x. %@ y", 1)',
        "q(f(a,-1),#sup,#inf)",
        "p(a) .",
        "p(a)\n.",
        "p( a ,\n\tb ).",
        "p(a)..",
        "p(1..2).",
    ),
    *('%@ note "a"', "% plain p(a).", "%@ by one recall\r\n", "%", "%@", "%* p(a). *%", "%*%* *%", "*%", "%%@ x"),
    *("\n", "\r\n", "\n\n", " ", "\t", ".", "(", ")", ",", '"', '"a\\"b"', '"a\\nb"', "'", "_p(a).", "p'(a).", "\\"),
    *("p :- q.", ":- p.", "-p(a).", "not p.", "p(X).", "p(00).", "p(2147483648).", "p(1+2).", "p((a,b)).", "p(a;b)."),
    *("#show.", "#defined p/1.", '#include "x".', "#sup.", "\0", "\ufeff", "é", '"é"', 'p("\ud7ff").', "\x0b", "\x85"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_what_is_read_so_is_what_clingo_reads(text: str) -> None:
    found = plain(text)
    if found is not None:
        expected = [
            ((it.atom, it.line, it.last_line) if isinstance(it, syntax.FactStatement) else (it.text, *it[1:]))
            for it in by_clingo(text)
            if isinstance(it, syntax.FactStatement | syntax.CommentStatement)
        ]
        assert found == expected


@pytest.mark.parametrize(
    "text", ["p(a)", "p(X).", "p(a, %@ by x recall\n b).", "%* no *% p(a).", "p :- q.", "\0p(a).", "p(1..2)."]
)
def test_anything_else_is_left_to_clingo(text: str) -> None:
    assert plain(text) is None


def test_a_comment_that_ends_the_file_and_a_fact_that_runs_over_lines() -> None:
    assert plain('\n p(a,\n  "x.\\n%")\n . q. %@ note "n"') == [
        (Atom("p", ("a", '"x.\\n%"')), 2, 4),
        (Atom("q", ()), 4, 4),
        ('%@ note "n"', 4, 4),
    ]


def test_long_texts_take_no_long_time() -> None:
    assert plain(" \n" * 300_000 + "p(a") is None
    assert plain('p("' + "a" * 600_000) is None
    assert plain('"a"' * 200_000) is None


def test_a_fault_is_told_as_clingo_finds_it() -> None:
    with pytest.raises(CorpusError) as refused:
        syntax.parse("x.lp", "p(a).\np(b)\n", facts_only=True)
    assert [it.message for it in refused.value.findings] == ["no full stop ends `p(b)`"]
