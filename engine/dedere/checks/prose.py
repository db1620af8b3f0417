"""Prose that a machine can see is none: what should have been in braces, ids, names of constants, stray blanks.

A sentence is a template: names and days stand in slots, and everything beside them is read aloud as it is. So a
variable, the id of a rule or the name of a constant beside the slots is a slip, and so is a slot that an id of a rule
would be put into where a reader meets the sentence by itself. A clause that has no sentence of its own has that of the
clause before it, which was written for another thing where that concludes another predicate from other conditions; and
where there is none, that of its predicate, which says of no norm why it applies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dedere.checks.finding import found_at
from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause
from dedere.language.vocabulary import Predicate
from dedere.schema.lint import LintFinding, Severity

TOLD = frozenset({"applicable", "defeated", "doubt"})
"""The predicates whose sentences an answer tells by themselves."""

CITING = frozenset({"Rule", "By", "OtherRule", "Other"})
"""Arguments that hold the id of a rule where they are texts."""

_SLOT = re.compile(r"\{[^{}]*\}")
_NAME = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
_WORD = re.compile(r"(?<![\w/.-])\w+(?![\w/-])")
"""A word, not a part of the number of a document, such as `S/RES/827`."""

_BLANKS = re.compile(r" {2,}|^ | $| [,.;:?!)]|\( ")
_ID = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+(?![\w-])")


def find(corpus: Corpus) -> Iterator[LintFinding]:
    """Every slip in the sentences of clauses, predicates and rules."""
    predicates = corpus.vocabulary.predicates
    lines = {path: content.split("\n") for path, content in corpus.law_files()}
    before: Clause | None = None
    for clause in corpus.clauses:
        for sentence in filter(None, (clause.says, clause.would)):
            yield from _slips(clause, sentence, corpus, frozenset(clause.variables))
        if clause.head_name in TOLD and not clause.says:
            message = f"`{clause.head}` is told without a reason of its own: `{predicates[clause.head_name].says}`"
            yield found_at(clause, "no-reason", message, 'give it a sentence: `%@ says "..."`')
        if clause.says:
            yield from _ids_in_slots(clause, clause.says, _of_rules(clause, corpus))
        if before is not None and _foreign(before, clause) and not _own(clause, lines):
            message = f"the clause concludes `{clause.head_name}` in the words of `{before.head_name}` above it"
            # What is folded is read in a full proof alone.
            level: Severity = "note" if predicates[clause.head_name].folded else "error"
            yield found_at(clause, "foreign-words", message, 'give it a sentence of its own: `%@ says "..."`', level)
        before = clause
    for predicate in predicates.values():
        for sentence in filter(None, (predicate.says, predicate.otherwise, predicate.would)):
            yield from _slips(predicate, sentence, corpus, frozenset())


def _foreign(before: Clause, clause: Clause) -> bool:
    """Whether a clause has the sentence of the clause before it, which concludes another predicate for other reasons.

    What rests on the conclusion before, or on all that this rests on, is of the same thought.
    """
    same = before.file == clause.file and before.rule_id == clause.rule_id and before.says == clause.says
    if not (clause.says and same and clause.head_name and before.head_name != clause.head_name):
        return False
    if before.head_name in {it.name for it in clause.body if it.kind == "positive"}:
        return False
    return not {it.text for it in before.body} <= {it.text for it in clause.body}


def _own(clause: Clause, lines: Mapping[str, Sequence[str]]) -> bool:
    """Whether an annotation stands right above a clause."""
    above = lines.get(clause.file, ())[clause.line - 2 : clause.line - 1]
    return any(it.startswith("%@") for it in above)


def _slips(
    place: Clause | Predicate, sentence: str, corpus: Corpus, variables: frozenset[str]
) -> Iterator[LintFinding]:
    """What stands beside the slots of a sentence and is no prose."""
    prose = _SLOT.sub("\0", sentence)
    for word in _WORD.findall(prose):
        if word in variables:
            message = f"`{word}` stands in the sentence as it is, and is a variable of the clause"
            yield found_at(place, "variable-in-prose", message, f"write `{{{word}}}`, or another word")
    for name in _NAME.findall(prose):
        yield found_at(place, "constant-in-prose", f"`{name}` is no word", "say it in words, or put it into a slot")
    for id_ in _ID.findall(prose):
        if id_ in corpus.rules:
            message = f"the sentence names the rule `{id_}`, which no reader knows"
            yield found_at(place, "rule-in-prose", message, "name the article or the decision, or say what it asks")
    if _BLANKS.search(sentence) or prose.count("{") or prose.count("}"):
        message = f"a blank or a brace in `{sentence}` is one too many, or stands in the wrong place"
        yield found_at(place, "stray-blank", message, "write one blank between words, and none before a stop")
    if re.search(r"[^.]\.$", sentence):
        message = f"`{sentence}` ends with a full stop"
        yield found_at(place, "full-stop", message, "leave it out: the answer puts sentences together")


def _of_rules(clause: Clause, corpus: Corpus) -> frozenset[str]:
    """The variables of a clause that stand for the id of a rule."""
    predicates = corpus.vocabulary.predicates
    atoms = [(it.name, it.args) for it in clause.body if it.kind in ("positive", "negative")]
    return frozenset(
        value
        for name, args in [*atoms, (clause.head_name, clause.head_args)]
        if name in predicates and predicates[name].kind == "derived"
        for argument, value in zip(predicates[name].arguments, args, strict=True)
        if argument.type == "text" and argument.name in CITING
    )


def _ids_in_slots(clause: Clause, sentence: str, of_rules: frozenset[str]) -> Iterator[LintFinding]:
    """The slots of a sentence that is told by itself into which the id of a rule would be put."""
    if clause.head_name not in TOLD:
        return
    for slot in re.findall(r"\{([^{}]*)\}", sentence):
        if slot in of_rules:
            message = f"`{{{slot}}}` puts the id of a rule into what a reader is told"
            yield found_at(clause, "rule-in-prose", message, "leave it out, or say what that rule asks")
