"""What is told of rules: which were found, and one with its authorities, what builds on it, and its clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from dedere.reporting.document import Block, Code, Document, Fields, Heading, Paragraph, Table
from dedere.reporting.record import counted
from dedere.schema.found import AuthorityFound, ClauseFound, RuleFound, RulesFound

if TYPE_CHECKING:
    from dedere.corpus.corpus import Corpus
    from dedere.language.records import Clause, Rule

MOST_USERS = 12
"""How many of the rules that build on a conclusion are named."""

WIDEST_CODE = 76
"""Columns of a clause, which goes on in the next line behind a condition."""

_CHECKED = {
    "text": "read in the text",
    "decision": "read in the decision",
    "secondary": "seen in a secondary source",
    "memory": "from memory",
    "convention": "a convention of Dedere",
}


def found(rules: Sequence[Rule]) -> Document:
    """The rules that were found, with their titles."""
    rows = tuple((it.id, it.title + ("" if it.kind == "rule" else f" ({it.kind})")) for it in rules)
    table: tuple[Block, ...] = (Table((), rows),) if rows else ()
    return Document(counted(len(rules), "rule"), table, last=True)


def whole(corpus: Corpus, rule: Rule) -> Document:
    """A rule with all that belongs to it."""
    blocks: list[Block] = [Fields(tuple(_fields(corpus, rule)))]
    said = None
    for clause in _clauses(corpus, rule):
        if clause.says and clause.says != said:
            blocks.append(Heading(clause.says))
        said = clause.says
        lines = wrap(clause.text, WIDEST_CODE, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
        blocks += [Code(tuple(lines)), Paragraph(f"{clause.file}:{clause.line}", soft=True)]
    return Document(f"{rule.id}: {rule.title}", tuple(blocks))


def data(corpus: Corpus, rules: Iterable[Rule]) -> RulesFound:
    """Rules with all that belongs to them as values, for JSON."""
    return RulesFound(
        rules=tuple(
            RuleFound(
                id=it.id,
                title=it.title,
                kind=it.kind,
                because=it.because,
                regime=it.regime or "general",
                authorities=tuple(AuthorityFound(**authority._asdict()) for authority in it.authorities),
                file=it.file,
                line=it.line,
                used={name: tuple(ids) for name, ids in _used(corpus, it).items()},
                clauses=tuple(
                    ClauseFound(says=clause.says, text=clause.text, file=clause.file, line=clause.line)
                    for clause in _clauses(corpus, it)
                ),
            )
            for it in rules
        )
    )


def _fields(corpus: Corpus, rule: Rule) -> Iterator[tuple[str, str]]:
    if rule.kind != "rule":
        yield "kind", rule.kind + (f": {rule.because}" if rule.because else "")
    yield "regime", rule.regime or "general"
    for it in rule.authorities:
        yield "authority", f"{it.instrument}, {it.place} ({_CHECKED.get(it.checked, it.checked)})"
    yield "stands in", f"{rule.file}:{rule.line}"
    for name, ids in _used(corpus, rule).items():
        if ids:
            more = f" and {len(ids) - MOST_USERS} more" if len(ids) > MOST_USERS else ""
            yield "used", f"{name}: by {', '.join(ids[:MOST_USERS])}{more}"


def _clauses(corpus: Corpus, rule: Rule) -> list[Clause]:
    return [corpus.clauses[it] for it in rule.clauses]


def _used(corpus: Corpus, rule: Rule) -> Mapping[str, list[str]]:
    """For each predicate that the rule concludes, the other rules that build on it."""
    users: dict[str, dict[str, None]] = {it.head_name: {} for it in _clauses(corpus, rule) if it.head_name}
    for clause in corpus.clauses:
        for literal in clause.body:
            if literal.name in users and clause.rule_id != rule.id:
                users[literal.name][clause.rule_id] = None
    return {name: list(ids) for name, ids in users.items()}
