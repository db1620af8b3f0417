"""By which rules norms, defeats and faults of the record are concluded: each has to be there.

A reader is told the title and the authority of the rule that a clause concludes by. Where the id is misspelt there is
neither, so loading refuses it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dedere.errors import Finding
from dedere.language.records import Clause, Fact
from dedere.language.vocabulary import nearest
from dedere.program.unasked import settled
from dedere.terms.patterns import Variable, term
from dedere.terms.values import text

if TYPE_CHECKING:
    from dedere.language.assemble import Records

BY = {"applicable": 1, "defeated": 2, "violation": 0}
"""The argument at which the id of the rule stands that is told."""


def unfounded(records: Records) -> Iterator[Finding]:
    """What is concluded by a rule that is none, as far as its id can be read off the clause."""
    for clause in records.clauses:
        if clause.head_name in BY:
            by = term(clause.head_args[BY[clause.head_name]])
            yield from _told(records, clause, settled(clause).get(by.name) if isinstance(by, Variable) else by)
    for fact in records.facts:
        if fact.atom.name in BY:
            yield from _told(records, fact, fact.atom.args[BY[fact.atom.name]])


def _told(records: Records, place: Clause | Fact, by: object) -> Iterator[Finding]:
    if not isinstance(by, str) or (id_ := text(by)) in records.rules:
        return
    near = nearest(id_, records.rules)
    hint = f"did you mean `{near}`?" if near else "write the id of the header that it stands under"
    yield Finding(place.file, place.line, f"what is concluded by `{id_}` has no reason: there is no such rule", hint)
