"""The contract between rules and engine: every predicate that passes between them, and nothing else.

The rules speak of law and may use whatever predicates they like; those listed here are the ones the engine knows by
name. Loading refuses a vocabulary that declares one of them with other arguments, or that asks questions and lacks what
answers them. What else is absent stands in as the entry says, so a small pack need not declare what it does not use.

The list of the page `docs/format.md`, and what lint takes for read, are made from this table.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from dedere.errors import Finding
from dedere.language.vocabulary import Vocabulary

Side = Literal["rules", "facts", "engine"]


class Passed(NamedTuple):
    """A predicate that passes between rules and engine.

    `by` is the side that states it, `meaning` what it says, `absent` what stands in where it is not declared; where
    that is None the predicate is needed as soon as a question is declared. `supposed` tells whether it can be supposed
    for one question: of most the engine reads what the corpus says, and not what is supposed beside it.
    """

    name: str
    arity: int
    by: Side
    meaning: str
    absent: str | None
    supposed: bool = False


def _needed(name: str, arity: int, meaning: str) -> Passed:
    return Passed(name, arity, "rules", meaning, None)


def _rules(name: str, arity: int, meaning: str, absent: str) -> Passed:
    return Passed(name, arity, "rules", meaning, absent)


def _facts(name: str, arity: int, meaning: str, absent: str, *, supposed: bool = True) -> Passed:
    return Passed(name, arity, "facts", meaning, absent, supposed)


def _engine(name: str, arity: int, meaning: str) -> Passed:
    return Passed(name, arity, "engine", meaning, "nothing waits for it")


_ALL = (
    # What is asked
    _rules("question", 2, "the id of a question, and how it reads with slots in braces", "nothing can be asked"),
    _needed("plan", 2, "a fact that the question adds to the record, with slots"),
    _needed("looked_at", 2, "the predicate that gives the days to answer for"),
    _needed("seeks", 4, "a norm that answers the question: its place among them, with slots and `_`, the act in words"),
    _rules("focus", 2, "a type: only facts about the entities of it that are asked about matter", "every fact matters"),
    _rules("around", 2, "a type: only facts about the entities of it that the case names matter", "every fact matters"),
    _rules("whole", 2, "a predicate whose facts all matter, of whatever entity", "none is exempt from the above"),
    _rules("host_given_as", 3, "another type by which a host is named, and the predicate that leads from it", "none"),
    _rules("said_of_many", 2, "a sentence that stands below the counts of many answers", "none"),
    _rules("leads", 1, "the question that is meant where none is named", "the first that is declared"),
    _rules(
        "fills", 3, "the slot that a part of a question fills: person, host, area, first, after, last, manner", "none"
    ),
    _rules("once_put", 2, "facts of this form tell of events that put the question, `{id}` each its id", "none did"),
    _rules("recorded", 3, "facts of this form tell of journeys, how far a list reaches, or who is wanted", "none do"),
    _rules("preset", 3, "the value of a slot of which nothing is said", "it must be given"),
    _rules("elsewhere_too", 2, "in this manner a person may be in two places on the same days", "in none"),
    # What is concluded
    _needed("applicable", 3, "a norm applies by a rule on a day"),
    _needed("effective", 3, "a norm applies by a rule on a day, and nothing stands in its way"),
    _rules("defeated", 4, "a norm founded by a rule is defeated by a rule on a day", "nothing is ever defeated"),
    _rules("beaten", 3, "something defeats a norm founded by a rule on a day", "nothing is ever defeated"),
    _rules("outranks", 2, "a rule goes before another, with which it conflicts", "what conflicts is told as a doubt"),
    _rules("doubt", 2, "what is in doubt on a day; its sentence is told as a caution", "no cautions of the rules"),
    _rules("unable", 4, "a host cannot act for a person in a place on a day, bound or not", "every host can act"),
    # What is contested
    _rules("issue", 2, "a contested question, and how it reads", "nothing is contested"),
    _rules("told_at", 2, "the place at which an issue is told", "after those that have one, as they are written"),
    _rules("option", 3, "a position on an issue, and what it means", "nothing is contested"),
    _rules("adopt", 2, "the position that is taken on an issue, one an answer set", "nothing is contested"),
    _rules("at_issue", 1, "the case raises an issue", "nothing is contested"),
    _rules("beyond", 3, "the case lies beyond what those who hold a position spoke of", "they speak of every case"),
    _rules("held_by", 4, "who holds a position, and on what authority", "nobody is named"),
    _rules("argued", 3, "a position that can be argued and nobody holds, and from what", "lint asks who holds it"),
    _rules("unheld", 3, "that nobody is known to hold a position, and why", "lint asks who does"),
    _rules("court_holds", 3, "the court itself holds a position, on what authority", "the court is not named"),
    _rules("school", 2, "a named bundle of positions", "there are no schools"),
    _rules("takes", 3, "the position that a school takes on an issue", "the school leaves it open"),
    _rules("follows_court", 1, "the school of the court's own positions", "no school is the court's"),
    _rules("tells", 3, "the position on which reasons are told where a school leaves an issue open", "any"),
    _rules("speaks_in", 3, "a regime in which a school has a view, and whose view it is there", "it speaks everywhere"),
    # What could be changed
    _rules("changeable", 2, "a change that could be made, and its weight", "nothing turns an answer"),
    _rules("adds", 2, "a fact that a change adds", "it adds none"),
    _rules("removes", 2, "a fact that a change removes", "it removes none"),
    _rules("latest", 2, "the last day on which a change still counts", "no day is told"),
    _rules("variant", 3, "changes of one group of which the nearest is told", "each stands alone"),
    _engine("changing", 0, "that changes are asked for: what is said of them waits for it"),
    # What tables of others give
    _rules(
        "taken_from",
        5,
        "a schema, a property of it, the predicate and argument it gives, and that of the id",
        "nothing",
    ),
    _rules(
        "given_to",
        5,
        "a schema, a property of it, the predicate and argument it is given, and the arguments that tell the entity",
        "nothing",
    ),
    _rules("given_beside", 3, "a schema, and a property for addresses of sources or for what stands on memory", "none"),
    _rules("status_table", 3, "a form of a depositary's tables, whose it is, and where it is found", "no such form"),
    _rules("status_column", 3, "how a column of a form begins, and the predicate whose days it has", "none is read"),
    _rules("status_sign", 3, "what a sign behind a day in a form says", "a day with a sign is refused"),
    _rules("status_kind", 3, "the predicate that tells what such a sign says of an act", "it is not taken"),
    _rules("status_also", 3, "another predicate as which the record may have an act of a form", "none"),
    _rules("status_ended", 2, "a predicate of acts after which a form no longer shows one as in force", "none"),
    _rules("in_place_of", 2, "a predicate whose facts take the place of those of another about the same", "none does"),
    # How things are called
    _facts("called_in", 3, "another name of a participant in a form of tables", "only names and aliases are known"),
    _facts("alias", 2, "another name of an entity", "only ids and names are known"),
    _facts("code", 2, "a code of an entity", "only ids and names are known"),
    _rules("reads", 2, "how a constant reads in a sentence", "as it is written, `_` for a blank"),
    _rules("addressed_by", 3, "a type is called by what a predicate ends with while another lasts", "by no title"),
    _rules("told_apart_by", 2, "a type, and a predicate by which those of one name are told apart", "by id and name"),
    _facts("with_article", 1, "an entity that is spoken of with the article", "without it"),
    _rules("object_read_as", 2, "the type that the object of a norm of an act is shown as", "as it stands"),
    _rules("in_capitals", 1, "a type whose ids are shown in capitals", "ids are shown as they are"),
    # What is worked out only where it is asked for
    _rules("worked_out_for", 3, "a predicate holds, in an argument counted from 1, only of what another names", "none"),
    _rules("left_to_regime", 2, "a predicate that asks names a value only where a regime is there", "none"),
    # What is known, and until when
    _facts("kept_until", 2, "the day up to which a kind of fact is kept", "no day is told", supposed=False),
    _rules("kept_apart", 3, "a kind that is kept for each entity of a type, and the predicate that says so", "none"),
    _rules("identified_by", 2, "how many arguments tell a fact from others of its predicate", "all of them"),
    # What is checked
    _engine("checking", 0, "that the record is checked: what only checks need waits for it"),
    _engine("spans", 4, "a fact of the record, what it is about, and from when to when it holds"),
    _engine("foretold", 2, "a fact that names a later day than that on which it was checked (or today), and that day"),
    _engine("same_key", 2, "two facts of the record that are identified by the same arguments"),
    _engine("unfilled", 2, "a fact in which the `source` or a `text` of a template was left"),
    _engine("names_alike", 4, "a fact that names an entity, and one by which another bears that name or id"),
    _engine("unread", 2, "a predicate that no rule reads, and how many facts it has"),
    _engine("unkept", 2, "a kind that is kept up to no day, and how many facts it has"),
    _rules("violation", 3, "a check that fails, the fact at fault, and what it contradicts or `none`", "no checks"),
    _rules("only_noted", 1, "a check whose findings are notes", "all are errors"),
    _rules("may_follow", 1, "a check of what is lacking, which rows of a table may be written without", "none is"),
    _rules("mend", 2, "what is to be done about a check that fails", "no hint"),
    _rules("goes_with", 2, "a fact of the first predicate is told with one of the second", "nothing is missed"),
    # What lint is told
    _rules("for_readers", 1, "a predicate that is there to be read by people", "lint asks who reads it"),
    _rules("letter", 2, "how a variable is called that stands for a type, or an argument of a name", "as one likes"),
    _rules("only_asks", 1, "a predicate that only asks for something to be worked out", "lint follows it in loops"),
    _rules("accounts", 2, "a status that explains why nothing answers a question", "none explains it"),
    _rules("beside", 2, "an act: what is concluded of it for the host is told beside the first line", "none is"),
    _rules("told_when", 3, "an act that comes `before` or `after` the days asked about", "all belong to these days"),
    _rules("titled", 3, "an act told beside the first line, and the heading that it has of its own", "it has none"),
    _rules("of_every_view", 1, "what of doubts is told without saying that some positions alone raise it", "none is"),
    _rules("completes", 2, "an act: a duty or status of the host of it is told within the first line", "none is"),
    _rules("heralds", 2, "a status that is a change lately come or about to, told near the answer", "none is told so"),
)

PROTOCOL = {it.name: it for it in _ALL}
"""Every predicate that passes between rules and engine, by name."""

READ_BY_ENGINE = frozenset(PROTOCOL)
"""Predicates that no clause need read, since the engine does, or states them itself."""


def complaints(vocabulary: Vocabulary) -> Iterator[Finding]:
    """What in a vocabulary breaks the contract: other arguments than it says, or what a question needs and lacks."""
    declared = vocabulary.predicates
    for it in _ALL:
        predicate = declared.get(it.name)
        if predicate is not None and len(predicate.arguments) != it.arity:
            message = f"`{it.name}` has {len(predicate.arguments)} arguments, and the engine knows it with {it.arity}"
            hint = f"to the engine it says: {it.meaning}; declare it so, or give yours another name"
            yield Finding(predicate.file, predicate.line, message, hint)
    asks = declared.get("question")
    if asks is None:
        return
    for it in _ALL:
        if it.absent is None and it.name not in declared:
            message = f"questions are declared, and `{it.name}/{it.arity}` is not"
            yield Finding(asks.file, asks.line, message, f"declare it: {it.meaning}")


def page() -> str:
    """The contract as a table in Markdown, for the documentation."""
    rows = ["| predicate | stated by | what it says | where it is absent |", "| --- | --- | --- | --- |"]
    for it in _ALL:
        absent = "needed wherever a question is declared" if it.absent is None else it.absent
        rows.append(f"| `{it.name}/{it.arity}` | {it.by} | {it.meaning} | {absent} |")
    return "\n".join(rows)
