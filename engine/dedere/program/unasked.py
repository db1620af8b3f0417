"""What is worked out only for values that somebody asks for, and what rules read of it for a value nobody asks for.

The rules say so themselves: `worked_out_for(party,2,watched)` means that `party` holds only of what `watched` names in
its second argument. A rule that reads `party(H,charter,D)` where nothing concludes `watched(charter)` would be met by
nobody, whatever the record says, and no answer would tell. So loading refuses it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dedere.errors import Finding
from dedere.language.records import Clause
from dedere.terms.patterns import Variable, term
from dedere.terms.values import Value

if TYPE_CHECKING:
    from dedere.language.assemble import Records


def unasked(records: Records) -> Iterator[Finding]:
    """The conditions that read, of a value for which nothing asks, what is worked out only where something does."""
    waiting: dict[str, list[tuple[int, str]]] = {}
    rows: dict[str, list[tuple[Value, ...]]] = {}
    for fact in records.facts:
        rows.setdefault(fact.atom.name, []).append(fact.atom.args)
    for name, place, asking in rows.get("worked_out_for", ()):
        if isinstance(place, int):
            waiting.setdefault(str(name), []).append((place - 1, str(asking)))
    if not waiting:
        return
    left = {(str(asking), value) for asking, value in rows.get("left_to_regime", ())}
    asked = {asking: _asked(records, rows, asking) for them in waiting.values() for _, asking in them}
    for clause in records.clauses:
        fixed = settled(clause)
        for literal in clause.body:
            for place, asking in waiting.get(literal.name, ()):
                pattern = term(literal.args[place])
                value = fixed.get(pattern.name) if isinstance(pattern, Variable) else pattern
                values = asked[asking]
                if not isinstance(value, (int, str)) or values is None or value in values or (asking, value) in left:
                    continue
                message = (
                    f"`{literal.text}` is worked out only where `{asking}({value})` holds, which nothing concludes"
                )
                hint = f"write `{asking}({value}).` under a rule, or correct the name"
                yield Finding(clause.file, clause.line, message, hint)


def _asked(records: Records, rows: dict[str, list[tuple[Value, ...]]], asking: str) -> set[Value] | None:
    """The values that can be asked for; None where that may be any."""
    values = {args[0] for args in rows.get(asking, ())}
    concluded = {clause.head_name for clause in records.clauses}
    for clause in records.clauses:
        if clause.head_name != asking:
            continue
        head = term(clause.head_args[0])
        if not isinstance(head, Variable):
            if isinstance(head, (int, str)):
                values.add(head)
            continue
        fixed = settled(clause).get(head.name)
        if fixed is not None:
            values.add(fixed)
            continue
        given = [
            {args[place] for args in rows.get(literal.name, ())}
            for literal in clause.body
            if literal.kind == "positive" and literal.name not in concluded
            for place, argument in enumerate(literal.args)
            if argument == head.name
        ]
        if not given:
            return None
        values |= set.intersection(*given)
    return values


def settled(clause: Clause) -> dict[str, Value]:
    """The variables that a clause sets equal to one value."""
    fixed: dict[str, Value] = {}
    for literal in clause.body:
        if literal.kind == "comparison" and literal.name == "=" and len(literal.args) == 2:
            for one, other in (literal.args, literal.args[::-1]):
                variable, value = term(one), term(other)
                if isinstance(variable, Variable) and isinstance(value, (int, str)):
                    fixed[variable.name] = value
    return fixed
