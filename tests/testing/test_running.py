"""What is put wrong into a law is found by the property that is there for it; in a sound law nothing is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dedere
from dedere.cases.files import parse
from dedere.cases.run import run
from dedere.engine import Engine
from dedere.loading import load
from dedere.testing import PROPERTIES, try_worlds
from small_law import law

RULE = '%@ rule MORE "More"\n%@ authority "Small law" "art. 9" checked(convention)\n%@ says "more"\n'
FAULTS = {
    "the day of a beginning is not looked at": ("every_day", "change(E) :- visit(_,P,_,_,_), sought(P,E,_).\n", "", ""),
    "the day of an end is not looked at": ("every_day", "change(E) :- visit(_,P,_,_,_), sought(P,_,E).\n", "", ""),
    "the day of an act is not looked at": ("every_day", "change(E) :- visit(_,_,H,_,_), joined(H,E).\n", "", ""),
    "a number is added to a day": ("every_day", "joined(H,E), E <= D.", "joined(H,E), E + 30 <= D.", ""),
    "an end still belongs": (
        "half_open",
        "sought(P,F,T), F <= D, D < T, joined",
        "sought(P,F,T), F <= D, D <= T, joined",
        "",
    ),
    "a beginning does not belong yet": (
        "half_open",
        "sought(P,F,T), F <= D, D < T, joined",
        "sought(P,F,T), F < D, D < T, joined",
        "",
    ),
    "an act is owed and forbidden": (
        "hidden_conflict",
        "",
        "",
        f'{RULE}applicable(forbidden(H,arrest,P,none),"MORE",D) :- here(P,H,D), office(P,H,F,T), F <= D, D < T.\n',
    ),
    "the office of anybody counts": (
        "strangers",
        'adopt("ISS-OFFICE",yes).',
        'adopt("ISS-OFFICE",yes), not few.',
        (f'{RULE}%@ derived few\n%@ says "few"\nfew :- #count {{ P : office(P,_,_,_) }} = 1.\n'),
    ),
    "the order of ids counts": ("other_names", "joined(H,E), E <= D.", "joined(H,E), E <= D, P < H.", ""),
    "the order of two States counts, in which the first never comes": (
        "other_names",
        "S != H, F <= D, D < T, adopt",
        "S < H, F <= D, D < T, adopt",
        "",
    ),
    "the rules contradict one another": (
        "answered",
        "",
        "",
        f"{RULE}:- here(P,H,D), office(P,H,F,T), F <= D, D < T.\n",
    ),
    "nobody holds what must be taken": (
        "answered",
        'held_by("ISS-OFFICE",yes,"some","a book").\nheld_by("ISS-OFFICE",no,"others","a book").\n',
        "",
        "",
    ),
    "an exception begins too late": (
        "half_open",
        'office(P,S,F,T), S != H, F <= D, D < T, adopt("ISS-OFFICE",yes).',
        'office(P,S,F,T), S != H, F < D, D < T, adopt("ISS-OFFICE",yes).',
        "",
    ),
    "a longer stay frees": (
        "longer_stay",
        "joined(H,E), E <= D.",
        "joined(H,E), E <= D, visit(_,P,H,F2,T2), T2 - F2 < 20.",
        "",
    ),
    "a check of the pack fails of a norm": (
        "checks_of_conclusions",
        "",
        "",
        f'{RULE}violation("MORE",P,H) :- checking, effective(duty(H,arrest,P,_),_,_), office(P,H,_,_).\n',
    ),
}


def properties(found: dedere.schema.worlds.Worlds) -> set[str]:
    return {it.property for it in found.counterexamples}


def test_a_sound_law_has_no_counterexample_and_all_of_it_is_tried() -> None:
    found = try_worlds(law(), 20)
    assert found.counterexamples == ()
    assert found.drawn == 20
    assert (found.never, found.unmade, found.idle) == ((), (), ())
    assert {it.rule for it in found.fired} == {"DUTY", "OFFICE"}
    assert all(it.worlds * 4 >= found.drawn for it in found.fired), found.fired


@pytest.mark.parametrize("kind", FAULTS)
def test_each_kind_of_fault_is_found(kind: str) -> None:
    property_, old, new, more = FAULTS[kind]
    found = try_worlds(law(old, new, more), 30, properties=PROPERTIES)
    assert property_ in properties(found), found.to_text()
    told = next(it for it in found.counterexamples if it.property == property_)
    assert told.message
    # What can be left out is left out: those who are asked about, and what the rules need.
    assert len(re.findall(r"\)\.$", told.facts, re.MULTILINE)) <= 8, told.facts


def test_a_conflict_in_which_one_rule_goes_before_the_other_is_not_hidden() -> None:
    property_, old, new, more = FAULTS["an act is owed and forbidden"]
    first = 'outranks("DUTY","MORE") :- visit(_,_,_,_,_).\n'
    found = try_worlds(law(old, new, f"{more}{first}"), 30, properties=PROPERTIES)
    assert property_ not in properties(found), found.to_text()


def test_a_rule_that_never_fires_is_told() -> None:
    more = f'{RULE}applicable(permitted(H,wait,P,none),"MORE",D) :- here(P,H,D), joined(H,E), D < E, E < D.\n'
    found = try_worlds(law(more=more), 16)
    assert [it.rule for it in found.never] == ["MORE"]
    assert [it.rule for it in found.unmade] == ["MORE"]
    assert "1 clause for which no world was found" in found.to_text()
    assert "MORE: More" in found.to_text()


def test_an_exception_that_never_fires_is_told_with_its_place() -> None:
    more = f'{RULE}defeated(N,"DUTY","MORE",D) :- applicable(N,"DUTY",D), here(P,H,D), not joined(H,_), joined(H,_).\n'
    found = try_worlds(law(more=more), 16)
    assert [it.rule for it in found.never] == ["MORE"]
    (clause,) = found.unmade
    line = law(more=more).corpus.by_head["defeated"][-1].line
    assert clause.line == line


def test_a_clause_that_asks_for_an_order_of_ids_fires_in_that_order() -> None:
    for order in ("S < H", "S > H"):
        engine = law("S != H, F <= D, D < T, adopt", f"{order}, F <= D, D < T, adopt")
        assert try_worlds(engine, worlds=6, properties=()).unmade == (), order


def test_what_one_rule_owes_and_another_forbids_is_tried_together_at_once() -> None:
    # Each of the two fires alone in a world or two; only together they are wrong.
    more = "".join(
        f'{RULE.replace("MORE", id_)}applicable({kind}(H,wait,P,none),"{id_}",D) :- here(P,H,D), {of}.\n'
        for id_, kind, of in (("ONE", "duty", "joined(H,D)"), ("TWO", "forbidden", "sought(P,D,_)"))
    )
    found = try_worlds(law(more=more), 16, seed=2, properties=PROPERTIES)
    assert "hidden_conflict" in properties(found), found.to_text()


def test_the_same_seed_draws_the_same_worlds() -> None:
    kind = FAULTS["an end still belongs"]
    one, two = (try_worlds(law(*kind[1:]), 6, seed=3, properties=PROPERTIES) for _ in range(2))
    assert one == two
    assert one != try_worlds(law(*kind[1:]), 6, seed=4, properties=PROPERTIES)


def test_a_counterexample_can_be_pasted_into_a_folder_and_into_a_case_file(tmp_path: Path) -> None:
    kind = FAULTS["the day of an act is not looked at"]
    engine = law(*kind[1:])
    told = next(
        it for it in try_worlds(engine, 30, properties=PROPERTIES).counterexamples if it.property == "every_day"
    )
    home = tmp_path
    (home / "made_up.lp").write_text(f"{told.facts}\n", encoding="utf-8")
    (home / "law").mkdir()
    for name, content in engine.corpus.law_files():
        (home / "law" / name.rpartition("/")[2]).write_text(content, encoding="utf-8")
    with_it = Engine(load(home / "law", home / "made_up.lp", alone=True))
    assert re.match(r"something changes after \S+ and by \S+, when the stay is not looked at: ", told.message)
    person, host, day = re.fullmatch(r"dedere assess (\S+) (\S+) --from \S+ --until (\S+)(?: .*)?", told.asks).groups()  # type: ignore[union-attr]
    assert dedere.assess(person, host, on=day, engine=with_it).verdict
    assert told.case is not None
    (case,) = parse(home / "case.yaml", told.case).cases
    assert run(case, engine).status == "failed"
    assert run(case, law()).status == "passed"


@pytest.mark.parametrize(("worlds", "seed"), [(0, 0), (-1, 0), (2.5, 0), ("3", 0), (True, 0), (1, -1), (1, "x")])
def test_a_number_that_is_none_is_refused(worlds: object, seed: object) -> None:
    with pytest.raises(dedere.UsageError, match=r"^`(worlds|seed)` is `") as refused:
        try_worlds(law(), worlds, seed=seed)  # type: ignore[arg-type]
    assert refused.value.hint


@pytest.mark.parametrize("kind", ["rule", "assumption"])
def test_what_is_taken_to_be_so_on_the_first_day_of_a_stay_parts_it_and_what_is_so_does_not(kind: str) -> None:
    more = (
        '%@ derived came(Person: person, Host: state, Day: date)\n%@ says "{Person} came to {Host} on {Day}"\n'
        f"{RULE.replace('rule MORE', f'{kind} CAME')}came(P,H,F) :- visit(_,P,H,F,_).\n"
        f'{RULE}applicable(duty(H,wait,P,none),"MORE",D) :- came(P,H,D), here(P,H,D).\n'
    )
    split = [it for it in PROPERTIES if it.name == "split_stay"]
    assert properties(try_worlds(law(more=more), 20, properties=split)) == ({"split_stay"} if kind == "rule" else set())
