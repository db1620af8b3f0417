"""No rule goes before itself, however many stand between: else what yields would depend on where one begins."""

from __future__ import annotations

from graphlib import TopologicalSorter

import clingo

import examples
from dedere import dates
from dedere.asking import suppositions
from dedere.engine import default_engine
from dedere.terms.values import Value
from examples import Example

CASES = [
    case
    for name in ("conflicts", "un_tribunals")
    for case in examples.read(examples.HOME / "examples" / f"{name}.yaml").cases
]


def ranking(case: Example) -> set[tuple[str, str]]:
    """The pairs of rules of which the first goes before the second, on whatever position."""
    engine = default_engine()
    question = case.question
    given: dict[str, Value] = {
        "person": question.person,
        "host": question.host,
        "first": dates.parse_date(question.first),
        "after": dates.next_day(dates.parse_date(question.last or question.first)),
        "presence": question.presence,
    }
    declared, slicer = engine.question("assess")
    supposed = suppositions.suppose(engine.corpus, case.suppose)
    facts = slicer.select(declared.facts(given), supposed, ())
    control = clingo.Control(["--warn=none", "--enum-mode=brave", "0"])
    control.add("base", [], f"{engine.law(facts)}\n{' '.join(facts)}\n#show outranks/2.")
    control.ground([("base", [])])
    found: set[tuple[str, str]] = set()
    with control.solve(yield_=True) as handle:
        for model in handle:
            found = {(it.arguments[0].string, it.arguments[1].string) for it in model.symbols(shown=True)}
    return found


def test_ranking_has_no_cycle() -> None:
    pairs: set[tuple[str, str]] = set().union(*map(ranking, CASES))
    assert {("CH7-ICTY", "EX-TRT"), ("RS-90-3", "EX-TRT"), ("IM-27H", "IM-RP"), ("HC-POST", "HC-30")} <= pairs
    after: dict[str, set[str]] = {}
    for first, second in pairs:
        after.setdefault(second, set()).add(first)
    TopologicalSorter(after).prepare()
