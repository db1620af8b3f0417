"""Loading: what a corpus holds, and every fault with its file, line and hint."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import clingo
import pytest

from corpora import FACTS, RULES, VOCABULARY, Lab
from dedere.engine import default_engine
from dedere.errors import CorpusError
from dedere.language.records import Authority, Fact, Source
from dedere.loading import default_folders, load_corpus
from dedere.terms.values import Atom


def test_facts_carry_their_sources(lab: Lab) -> None:
    corpus = lab.load(
        facts__facts="""\
%@ source one "First"
%@ source two "Second" "https://example.org"
%@ by one, two seen_twice 20260101
state(aaa,"A"). state(bbb,"B"). %@ note "both"
%@ note "on his own line"
%@ known 20260202
person(pat,"Pat").
office(pat,head,aaa,#inf,
       #sup).    %@ by two recall
visit(pat,bbb,20250101).
"""
    )
    assert corpus.sources == {
        "one": Source("one", "First", None),
        "two": Source("two", "Second", "https://example.org"),
    }
    both, file = ("one", "two"), "facts/facts.lp"
    assert corpus.facts == (
        Fact(Atom("state", ("aaa", '"A"')), file, 4, both, "seen_twice", 20260101, "both", None, None, False),
        Fact(Atom("state", ("bbb", '"B"')), file, 4, both, "seen_twice", 20260101, "both", None, None, False),
        Fact(
            Atom("person", ("pat", '"Pat"')),
            file,
            7,
            both,
            "seen_twice",
            20260101,
            "on his own line",
            20260202,
            None,
            False,
        ),
        Fact(
            Atom("office", ("pat", "head", "aaa", "#inf", "#sup")),
            file,
            8,
            ("two",),
            "recall",
            None,
            None,
            None,
            None,
            False,
        ),
        Fact(Atom("visit", ("pat", "bbb", 20250101)), file, 10, both, "seen_twice", 20260101, None, None, None, False),
    )
    assert corpus.by_atom[Atom("visit", ("pat", "bbb", 20250101))].line == 10
    assert [fact.line for fact in corpus.by_predicate["state"]] == [4, 4]
    assert corpus.names["person"] == {"pat"}


def test_rules_carry_their_authorities(lab: Lab) -> None:
    corpus = lab.load(
        rules__regime__more="""\
%@ assumption R-2 "Taken for granted"
%@ authority "One" "art. 1" checked(memory)
%@ authority "Two" "" checked(decision)
%@ says "{P} in {H}"
duty_on(duty(H,P),D) :- present(P,H,D).
duty_on(other(H,P),D) :-
    present(P,H,D).
count(aaa,3).

%@ unevaluated R-3 "Not computed"
%@ authority "Three" "art. 3" checked(secondary)
%@ because "nothing is known of it"
"""
    )
    rule = corpus.rules["R-2"]
    assert rule.authorities == (Authority("One", "art. 1", "memory"), Authority("Two", "", "decision"))
    assert (rule.kind, rule.regime, rule.file, rule.line) == ("assumption", "regime", "rules/regime/more.lp", 1)
    assert [(corpus.clauses[i].line, corpus.clauses[i].says) for i in rule.clauses] == [
        (5, "{P} in {H}"),
        (6, "{P} in {H}"),
    ]
    assert all(clause.index == index for index, clause in enumerate(corpus.clauses))
    fact = corpus.by_atom[Atom("count", ("aaa", 3))]
    assert (fact.law, fact.rule, fact.sources, fact.confidence) == (True, "R-2", (), "")
    assert corpus.rules["R-3"].because == "nothing is known of it"
    assert corpus.rules["R-1"].regime == ""


def test_a_clause_holds_what_explaining_needs(lab: Lab) -> None:
    clause = lab.load().clauses[0]
    assert (clause.rule_id, clause.file, clause.line, clause.kind) == ("R-1", "rules/rules.lp", 4, "derive")
    assert (clause.head, clause.head_name, clause.head_args) == ("present(P,H,D)", "present", ("P", "H", "D"))
    assert clause.variable_types == {"P": "person", "H": "state", "D": "date"}
    assert hash(clause)


BROKEN: dict[str, tuple[dict[str, str], tuple[str, int, str, str]]] = {
    "syntax": (
        {"facts__bad": 'state(ccc,"C")\nstate(ddd,"D").\n'},
        ("facts/bad.lp", 1, 'no full stop ends `state(ccc,"C")`', "ends with a full stop"),
    ),
    "include": ({"facts__bad": '#include "x.lp".\n'}, ("facts/bad.lp", 1, "`#include` cannot stand", "every file")),
    "script": (
        {"rules__bad": "\n#script (python)\n#end.\n"},
        ("rules/bad.lp", 2, "`#script` cannot stand", "in rules"),
    ),
    "big number": ({"rules__bad": "count(aaa,\n2147483648)."}, ("rules/bad.lp", 2, "larger than 32 bits", "smaller")),
    "annotation": ({"facts__bad": "%@ sorce a\n"}, ("facts/bad.lp", 1, "unknown annotation `%@ sorce`", "%@ source")),
    "undeclared predicate": (
        {"rules__bad": RULES.replace("R-1", "R-2").replace("visit(", "vist(")},
        ("rules/bad.lp", 4, "undeclared predicate `vist/3`", "did you mean `visit`?"),
    ),
    "undeclared fact": (
        {"facts__bad": '%@ by src recall\nstat(ccc,"C").\n'},
        ("facts/bad.lp", 2, "undeclared predicate `stat/2`", "did you mean `state`?"),
    ),
    "undeclared in #defined": (
        {"rules__bad": "#defined nothing/1."},
        ("rules/bad.lp", 1, "undeclared predicate `nothing/1`", "declare it"),
    ),
    "arity": (
        {"facts__bad": "%@ by src recall\nvisit(pat,bbb).\n"},
        ("facts/bad.lp", 2, "`visit` has 3 arguments, not 2", "`visit(Person: person, Host: state, Day: date)`"),
    ),
    "arity in a rule": (
        {"rules__bad": RULES.replace("R-1", "R-2").replace("visit(P,H,D)", "visit(P,H,D), not office(P,H)")},
        ("rules/bad.lp", 4, "`office` has 5 arguments, not 2", "`office(Person: person,"),
    ),
    "unknown constant": (
        {"facts__bad": "%@ by src recall\noffice(pat,ministr,aaa,#inf,#sup).\n"},
        ("facts/bad.lp", 2, "`ministr` is no `office`", "did you mean `minister`?"),
    ),
    "impossible date": (
        {"facts__bad": "%@ by src recall\nvisit(pat,bbb,20250230).\n"},
        ("facts/bad.lp", 2, "`20250230` is a day that does not exist", "YYYYMMDD"),
    ),
    "open start as end": (
        {"facts__bad": "%@ by src recall\noffice(pat,head,aaa,#inf,#inf).\n"},
        ("facts/bad.lp", 2, "`#inf` is no `until`", "YYYYMMDD, or `#sup` where there is no end"),
    ),
    "text": (
        {"facts__bad": "%@ by src recall\nstate(ccc,ccc).\n"},
        ("facts/bad.lp", 2, "`ccc` is no text", "double quotes"),
    ),
    "number": (
        {"facts__bad": "%@ by src recall\ncount(aaa,many).\n"},
        ("facts/bad.lp", 2, "`many` is no number", "declared as `count(State: state, Number: number)`"),
    ),
    "id without a name": (
        {"facts__bad": "%@ by src recall\nvisit(pat,ccc,20250101).\n"},
        ("facts/bad.lp", 2, "`ccc` is named as no `state`", "state"),
    ),
    "id without a name in a rule": (
        {"rules__bad": RULES.replace("R-1", "R-2").replace("visit(P,H,D)", "visit(P,H,D), not visit(P,zzz,D)")},
        ("rules/bad.lp", 4, "`zzz` is named as no `state`", "fact of state"),
    ),
    "id without a name, equal": (
        {"rules__bad": RULES.replace("R-1", "R-2").replace("visit(P,H,D)", "visit(P,H,D), H = zzz")},
        ("rules/bad.lp", 4, "`zzz` is named as no `state` (in `H = zzz`)", "fact of state"),
    ),
    "unknown constant, unequal": (
        {
            "rules__bad": RULES.replace("R-1", "R-2").replace(
                "visit(P,H,D)", "visit(P,H,D), office(P,O,H,_,_), bos != O"
            )
        },
        ("rules/bad.lp", 4, "`bos` is no `office` (in `bos != O`)", "one of head, minister"),
    ),
    "a year for a day": (
        {"rules__bad": RULES.replace("R-1", "R-2").replace("visit(P,H,D)", "visit(P,H,D), D < 2024")},
        ("rules/bad.lp", 4, "`2024` is a day that does not exist (in `D < 2024`)", "YYYYMMDD"),
    ),
    "date in a rule": (
        {"rules__bad": RULES.replace("R-1", "R-2").replace("visit(P,H,D)", "visit(P,H,D), not visit(P,H,20251301)")},
        ("rules/bad.lp", 4, "`20251301` is a day that does not exist", "YYYYMMDD"),
    ),
    "constant inside an aggregate": (
        {
            "rules__bad": RULES.replace("R-1", "R-2").replace(
                "visit(P,H,D).", "visit(P,H,D), #count{X:office(X,boss,_,_,_)}=0."
            )
        },
        ("rules/bad.lp", 4, "`boss` is no `office`", "one of head, minister"),
    ),
    "variable of two types": (
        {"rules__bad": RULES.replace("R-1", "R-2").replace("visit(P,H,D)", "visit(P,H,D), visit(H,_,_)")},
        ("rules/bad.lp", 4, "`H` stands for a `state` and for a `person`", "two variables"),
    ),
    "types over an equality": (
        {"rules__bad": RULES.replace("R-1", "R-2").replace("visit(P,H,D)", "visit(P,H,D), X = P, X = H")},
        ("rules/bad.lp", 4, "stands for a `", "two variables"),
    ),
    "no day but a term": (
        {"rules__bad": RULES.replace("R-1", "R-2").replace("visit(P,H,D)", "visit(P,H,D), office(P,f(P),H,_,_)")},
        ("rules/bad.lp", 4, "`f(P)` is no `office`", "declared as"),
    ),
    "variable in a sentence": (
        {"rules__bad": RULES.replace("R-1", "R-2").replace("on {D}", "on {X}")},
        ("rules/bad.lp", 4, "the sentence names `{X}`", "it binds P, H, D"),
    ),
    "derived fact in the record": (
        {"facts__bad": "%@ by src recall\npresent(pat,aaa,20250101).\n"},
        ("facts/bad.lp", 2, "`present` is derived", "%@ fact"),
    ),
    "concluded fact": (
        {
            "rules__bad": RULES.replace("R-1", "R-2").replace(
                "present(P,H,D) :- visit(P,H,D)", "visit(P,H,D) :- present(P,H,D)"
            )
        },
        ("rules/bad.lp", 4, "a rule concludes `visit`, which is a fact of the record", "%@ derived visit("),
    ),
    "clause without header": (
        {"rules__bad": "duty_on(P,D) :- present(P,_,D).\n"},
        ("rules/bad.lp", 1, "a clause stands under no header", "%@ rule ID"),
    ),
    "clause under an unevaluated header": (
        {
            "rules__bad": '%@ unevaluated U "t"\n%@ authority "a" "b" checked(text)\n%@ because "x"\n'
            "duty_on(P,D) :- present(P,_,D).\n"
        },
        ("rules/bad.lp", 4, "a clause stands under `U`, which is not evaluated", "make the header a `rule`"),
    ),
    "no authority": (
        {"rules__bad": "\n" + RULES.replace("R-1", "R-2").replace("%@ authority", "% authority")},
        ("rules/bad.lp", 2, "the rule `R-2` has no authority", "%@ authority"),
    ),
    "no reason": (
        {"rules__bad": '%@ unevaluated U "t"\n%@ authority "a" "b" checked(text)\n'},
        ("rules/bad.lp", 1, "the rule `U` is not evaluated, and no reason is given", "%@ because"),
    ),
    "no clause": (
        {"rules__bad": '%@ rule R-2 "t"\n%@ authority "a" "b" checked(text)\n'},
        ("rules/bad.lp", 1, "the rule `R-2` has no clause", "`unevaluated`"),
    ),
    "no sentence": (
        {"rules__bad": RULES.replace("R-1", "R-2").replace("%@ says", "% says")},
        ("rules/bad.lp", 4, "a clause has no sentence", "%@ says"),
    ),
    "no source": (
        {"facts__bad": 'state(ccc,"C").\n'},
        ("facts/bad.lp", 1, '`state(ccc,"C")` has no source', "%@ by"),
    ),
    "unknown source": (
        {"facts__bad": '%@ by scr recall\nstate(ccc,"C").\n'},
        ("facts/bad.lp", 1, "unknown source `scr`", "did you mean `src`?"),
    ),
    "source twice": (
        {"facts__more": '%@ source src "Again"\n'},
        ("facts/more.lp", 1, "the source `src` is named twice", "facts/facts.lp:1"),
    ),
    "rule twice": (
        {"rules__z": RULES},
        ("rules/z.lp", 1, "the rule `R-1` stands twice", "rules/rules.lp:1"),
    ),
    "fact twice": (
        {"facts__z": '%@ by src recall\nstate( aaa, "A" ).\n'},
        ("facts/z.lp", 2, '`state(aaa,"A")` stands twice', "facts/facts.lp:3"),
    ),
    "predicate twice": (
        {"rules__z": '%@ derived visit(A: term)\n%@ says "{A}"\n'},
        ("rules/z.lp", 1, "the predicate `visit` is declared twice", "rules/vocabulary.lp:12"),
    ),
    "type twice": (
        {"rules__z": "%@ type office = a\n"},
        ("rules/z.lp", 1, "the type `office` is declared twice", "rules/vocabulary.lp:4"),
    ),
    "built-in type": ({"rules__z": "%@ type date = a\n"}, ("rules/z.lp", 1, "the type `date` is built in", "another")),
    "undeclared type": (
        {"rules__z": "%@ derived x(A: stat)\n"},
        ("rules/z.lp", 1, "undeclared type `stat` of `A` in `x`", "did you mean `state`?"),
    ),
    "type named by nothing": (
        {"rules__z": "%@ type x named by visitt\n"},
        ("rules/z.lp", 1, "no predicate `visitt` is declared", "did you mean `visit`?"),
    ),
    "fact without sentence": (
        {"rules__z": "%@ fact x(A: state) of states\n"},
        ("rules/z.lp", 1, "the fact `x` has no sentence", "%@ says"),
    ),
    "sentence of a declaration": (
        {"rules__z": '%@ derived x(A: state)\n%@ else "{B}"\n'},
        ("rules/z.lp", 1, "the sentence of `x` names `{B}`", "its arguments are A"),
    ),
    "second else": (
        {"rules__z": '%@ derived x(A: state)\n%@ else "a"\n%@ else "b"\n'},
        ("rules/z.lp", 3, "`x` has this sentence already", "leave one out"),
    ),
    "stray sentence": (
        {"rules__z": '%@ says "a"\n'},
        ("rules/z.lp", 1, "a sentence stands under no header", "%@ rule"),
    ),
    "stray else": ({"rules__z": '%@ else "a"\n'}, ("rules/z.lp", 1, "`else` stands under no declaration", "%@ fact")),
    "stray authority": (
        {"rules__z": '%@ authority "a" "b" checked(text)\n'},
        ("rules/z.lp", 1, "an authority stands under no header", "%@ rule"),
    ),
    "stray reason": (
        {"rules__z": '%@ because "a"\n'},
        ("rules/z.lp", 1, "a reason stands under no unevaluated rule", "%@ unevaluated"),
    ),
    "stray note": (
        {"facts__z": '%@ by src recall\n%@ note "a"\n'},
        ("facts/z.lp", 2, "`note` stands before no fact", "right above it"),
    ),
    "two notes": (
        {"facts__z": '%@ by src recall\n%@ note "a"\n%@ note "b"\nstate(ccc,"C").\n'},
        ("facts/z.lp", 3, "two `note` lines stand before one fact", "join them"),
    ),
    "rule among the facts": (
        {"facts__z": "present(P,H,D) :- visit(P,H,D).\n"},
        ("facts/z.lp", 1, "a fact file holds facts only", "rules folder"),
    ),
    "header among the facts": (
        {"facts__z": '%@ rule X "x"\n'},
        ("facts/z.lp", 1, "a fact file holds facts only", "under the rules"),
    ),
    "interval among the facts": (
        {"facts__z": "%@ by src recall\ncount(aaa,1..3).\n"},
        ("facts/z.lp", 2, "an interval cannot stand in a fact", "write every fact out"),
    ),
    "rule that never fires": (
        {"rules__bad": RULES.replace("R-1", "R-2").replace("visit(P,H,D)", "visit(P,H,D), duty_on(P,D)")},
        ("rules/bad.lp", 4, "the clause can never fire: nothing concludes `duty_on`", "write the rule"),
    ),
    "unsafe variable": (
        {
            "rules__bad": RULES.replace("R-1", "R-2")
            .replace("visit(P,H,D)", "visit(P,_,D), not visit(P,H,D)")
            .replace("in {H} ", "")
        },
        ("rules/bad.lp", 4, "unsafe variables: `H`", "not negated"),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_fault_has_its_place_and_its_hint(lab: Lab, name: str) -> None:
    files, expected = BROKEN[name]
    findings = lab.findings(**files)
    file, line, message, hint = expected
    found = [it for it in findings if (it.file, it.line) == (file, line) and message in it.message]
    assert found, findings
    assert hint in (found[0].hint or "")
    # A fault is told once, and does not drag others behind it.
    assert len(findings) == 1, findings


def test_all_faults_are_told_at_once(lab: Lab) -> None:
    findings = lab.findings(
        facts__one='state(ccc,"C").\n%@ by src recall\nvisit(pat,zzz,20250230).\n',
        rules__two="duty_on(P,D) :- presnt(P,_,D).",
    )
    assert [(it.file, it.line) for it in findings] == [
        ("facts/one.lp", 1),
        ("facts/one.lp", 3),
        *[("rules/two.lp", 1)] * 2,
    ]


def test_bytes_that_are_no_text(lab: Lab) -> None:
    (lab.write().home / "facts" / "bad.lp").write_bytes(b"% \n% \xff\n")
    assert [(it.line, it.message) for it in lab.findings()] == [(2, "the file is not UTF-8")]
    (lab.home / "facts" / "bad.lp").write_bytes(b"% \n\x00state(zzz).\n")
    assert [(it.line, it.message) for it in lab.findings()] == [(2, "there is a zero byte in the file")]


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as missing:
        load_corpus([tmp_path / "none"], [])
    assert "there is no file or folder" in missing.value.message
    assert missing.value.hint


def test_fingerprints_follow_content_and_names(lab: Lab, tmp_path: Path) -> None:
    corpus = lab.load()
    moved = Lab(tmp_path / "elsewhere")
    moved.home.mkdir()
    assert moved.load().fingerprint == corpus.fingerprint
    other = lab.load(facts__more='%@ by src recall\nstate(ccc,"C").\n')
    assert other.rules_fingerprint == corpus.rules_fingerprint
    assert other.facts_fingerprint != corpus.facts_fingerprint
    assert other.fingerprint != corpus.fingerprint


def test_a_corpus_is_frozen(lab: Lab) -> None:
    with pytest.raises(AttributeError):
        lab.load().fingerprint = "x"  # type: ignore[misc]


def test_types_of_variables(lab: Lab) -> None:
    corpus = lab.load(
        rules__more="""\
%@ rule R-2 "t"
%@ authority "a" "b" checked(text)
%@ says "x"
duty_on(f(S,N,Y,W),D) :- visit(P,S,_), office(P,_,S,F,T), D = F, state(W,_), Y = D/10000, N = #count{X : person(X,_)}.
"""
    )
    types = corpus.clauses[corpus.rules["R-2"].clauses[0]].variable_types
    assert {name: types[name] for name in "SPFTDWYN"} == {
        "S": "state",
        "P": "person",
        "F": "date",
        "T": "until",
        "D": "date",
        "W": "state",
        "Y": "number",
        "N": "number",
    }
    assert types["_A1"] == "date"


def test_plain_clingo_reads_the_same(lab: Lab) -> None:
    control = clingo.Control(["--warn=none"])
    control.add("base", [], lab.load().program_text())
    control.ground([("base", [])])
    assert clingo.Function("present", [clingo.Function("pat"), clingo.Function("bbb"), clingo.Number(20250101)]) in (
        atom.symbol for atom in control.symbolic_atoms
    )


def test_clingo_is_not_imported_for_a_corpus_in_the_cache(lab: Lab, tmp_path: Path) -> None:
    lab.load()
    script = (
        "import sys; from pathlib import Path; from dedere.loading import load_corpus;"
        f"c = load_corpus([Path({str(lab.home / 'rules')!r})], [Path({str(lab.home / 'facts')!r})]);"
        "c.facts, c.clauses, c.rules, c.sources, c.vocabulary, c.names; print('clingo' in sys.modules, len(c.facts))"
    )
    engine = str(Path(__file__).parents[2] / "engine")
    environment = {"DEDERE_CACHE": str(tmp_path / "cache"), "PYTHONPATH": engine}
    for imported in ("True 5", "False 5"):
        run = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        assert run.stdout.strip() == imported


def test_the_record_and_the_law_that_come_with_dedere_load() -> None:
    rules, facts = default_folders()
    corpus = load_corpus([rules], [facts])
    assert corpus.facts
    assert corpus.clauses
    for clause in corpus.clauses:
        assert clause.rule_id in corpus.rules


def test_the_small_corpus_is_whole(lab: Lab) -> None:
    assert lab.load(rules__vocabulary=VOCABULARY, facts__facts=FACTS).facts


def test_what_tells_a_fact_from_others_of_its_predicate() -> None:
    corpus = default_engine().corpus
    deposit = corpus.by_predicate["deposited"][0].atom
    assert corpus.key(deposit) == ("deposited", *deposit.args[:2])
    assert corpus.key(deposit._replace(name="alias")) is None
