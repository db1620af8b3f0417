"""One file, read: which annotation belongs to which fact, clause and declaration."""

from __future__ import annotations

import pytest

from dedere.language.files import File
from dedere.language.gathered import Gathered
from dedere.language.reading import Reading

HEADER = '%@ rule R-1 "Title"\n%@ authority "Convention" "art. 1" checked(text)\n'


def read(text: str | bytes, law: bool = True) -> Gathered:
    gathered = Gathered()
    content = text.encode() if isinstance(text, str) else text
    Reading(gathered, File("x.lp", content, law)).read()
    return gathered


def told(text: str | bytes, law: bool = True) -> list[tuple[int, str]]:
    found = read(text, law).findings
    assert all(it.hint and it.file == "x.lp" for it in found)
    return [(it.line, it.message) for it in found]


# ------------------------------------------------------------------------------------------------------------- facts


def test_a_source_holds_for_all_facts_below_until_the_next() -> None:
    gathered = read("%@ by one recall\np(a).\np(b).\n%@ by two seen_once 20260101\np(c).\n", law=False)
    assert [(str(it.atom), it.by.sources, it.by.checked) for it in gathered.facts if it.by] == [
        ("p(a)", ("one",), None),
        ("p(b)", ("one",), None),
        ("p(c)", ("two",), 20260101),
    ]


def test_a_remark_is_of_the_facts_on_its_line_or_of_the_next() -> None:
    text = (
        '%@ note "above"\np(a).\np(b). p(c). %@ note "beside"\n'
        "p(d).\n%@ known 20250101\np(e). %@ by own recall\np(f).\n"
    )
    facts = {str(it.atom): it for it in read(text, law=False).facts}
    notes = {name: it.note for name, it in facts.items()}
    assert notes == {"p(a)": "above", "p(b)": "beside", "p(c)": "beside", "p(d)": None, "p(e)": None, "p(f)": None}
    assert [name for name, it in facts.items() if it.known == 20250101] == ["p(e)"]
    assert [name for name, it in facts.items() if it.by] == ["p(e)"]


def test_a_remark_beside_a_fact_that_ends_on_a_later_line_is_its_own() -> None:
    (fact,) = read('p(a,\n  b). %@ note "there"\n', law=False).facts
    assert (fact.at, fact.note) == (1, "there")


# ------------------------------------------------------------------------------------------------------------- rules


def test_clauses_and_facts_belong_to_the_header_above() -> None:
    gathered = read(f"{HEADER}p(X) :- q(X).\nr(a).\n%@ under R-9\ns(X) :- q(X).\n")
    assert gathered.headers["R-1"].clauses == [0]
    assert (gathered.headers["R-1"].facts, gathered.facts[0].rule) == (1, "R-1")
    assert [(it.line.id, it.clauses) for it in gathered.continued] == [("R-9", [1])]
    assert [it.clause.rule_id for it in gathered.clauses] == ["R-1", "R-9"]


def test_a_sentence_holds_for_the_clauses_below_until_the_next() -> None:
    clauses = f'{HEADER}%@ says "one"\np :- q.\np :- r.\n%@ says "two"\np :- s.\n'
    assert [it.says.template for it in read(clauses).clauses if it.says] == ["one", "one", "two"]


def test_the_first_sentence_below_a_declaration_is_its_own_and_the_next_that_of_the_clause() -> None:
    text = (
        f'{HEADER}%@ derived p(A: term)\n%@ says "declared {{A}}"\n%@ else "none"\n%@ says "concluded"\np(X) :- q(X).\n'
    )
    gathered = read(text)
    assert gathered.predicates["p"].says == "declared {A}"
    assert gathered.predicates["p"].otherwise == "none"
    assert [it.says.template for it in gathered.clauses if it.says] == ["concluded"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("p :- q.", 1, "a clause stands under no header"),
        ('%@ unevaluated R-1 "T"\n%@ authority "C" "1" checked(text)\n%@ because "vague"\np :- q.', 4, "not evaluated"),
        ('%@ authority "C" "1" checked(text)', 1, "an authority stands under no header"),
        ('%@ because "vague"', 1, "a reason stands under no unevaluated rule"),
        ('%@ says "x"', 1, "a sentence stands under no header"),
        ('%@ else "x"', 1, "`else` stands under no declaration"),
        ('%@ fact p\n%@ says "x"\n%@ says "y"', 3, "`p` has this sentence already"),
        ('%@ fact p\n%@ says "x"\n%@ says a "y"\n%@ says a "z"', 4, "`p` has this sentence already"),
        ('%@ says a "x"', 1, "`says a` stands under no declaration"),
        ("%@ fact p\n%@ fact p", 2, "the predicate `p` is declared twice"),
        ("%@ type t = a\n%@ type t = b", 2, "the type `t` is declared twice"),
        ('%@ source s "S"\n%@ source s "T"', 2, "the source `s` is named twice"),
        (f"{HEADER}p :- q.\n{HEADER}p :- r.", 4, "the rule `R-1` stands twice"),
        (f'{HEADER}%@ note "x"\np :- q.', 3, "`note` stands before no fact"),
        ('%@ note "x"\n%@ note "y"\np(a).', 2, "two `note` lines stand before one fact"),
        ("%@ known 20250101\n", 1, "`known` stands before no fact"),
        ("%@ withdraw p(a)", 1, "a rule file withdraws no fact"),
        (HEADER, 1, "the rule `R-1` has no clause"),
    ],
)
def test_what_stands_where_it_cannot(text: str, line: int, message: str) -> None:
    found = told(text)
    assert len(found) == 1
    assert found[0][0] == line
    assert message in found[0][1]


@pytest.mark.parametrize(
    "text", ['%@ rule R "T"', "%@ under R", '%@ says "x"', "%@ type t = a", "%@ fact p", '%@ because "x"']
)
def test_a_fact_file_holds_facts_only(text: str) -> None:
    assert told(text, law=False) == [(1, "a fact file holds facts only")]


def test_a_predicate_declared_twice_takes_no_second_sentence() -> None:
    gathered = read('%@ fact p\n%@ says "one"\n%@ fact p\n%@ says "two"\n')
    assert gathered.predicates["p"].says == "one"
    assert len(gathered.findings) == 1


def test_what_is_defined_is_kept_with_its_place() -> None:
    assert read("\n#defined p/3.\n").defined == [("p", 3, "x.lp", 2)]


# ------------------------------------------------------------------------------------------------------ broken files


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"p(a).\np(\xff).\n", 2, "the file is not UTF-8"),
        (b"\n\np(a)).\n", 3, "syntax error"),
        (b"p(a).\n%@ surce x\n", 2, "unknown annotation `%@ surce`"),
    ],
)
def test_a_file_that_cannot_be_read_is_broken(content: bytes, line: int, message: str) -> None:
    gathered = read(content, law=False)
    assert gathered.broken
    assert [it.line for it in gathered.findings] == [line]
    assert message in gathered.findings[0].message


def test_a_fault_that_leaves_the_rest_readable_breaks_nothing() -> None:
    assert not read("p :- q.").broken
