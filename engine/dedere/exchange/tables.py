"""Facts as tables, CSV or JSON: one row a fact, its arguments and its source in columns.

>>> from dedere.loading import load
>>> export(load(), predicate="entry_delay").splitlines()[0]
'Treaty,Delay,source,citation,url,confidence,checked,known,note'
"""

from __future__ import annotations

import csv
import io

from dedere import dates
from dedere.corpus.corpus import Corpus
from dedere.corpus.sentences import decimal
from dedere.engine import Engine
from dedere.errors import UsageError
from dedere.exchange.entities import entities
from dedere.exchange.reading import FORMULA
from dedere.given import quoted, texts
from dedere.language.records import Fact
from dedere.language.vocabulary import Predicate, nearest
from dedere.schema.exchange import Exported
from dedere.terms.values import Atom, Value, text

REMARKS = ("source", "citation", "url", "confidence", "checked", "known", "note")
"""The columns beside the arguments."""

BETWEEN = " | "
"""What stands between several sources in one cell."""


def predicates_of(corpus: Corpus, predicate: str | None, kind: str | None) -> list[Predicate]:
    """The fact predicates of a name or of a kind, all where neither is given. Raises `UsageError` for what is none."""
    declared = [it for it in corpus.vocabulary.predicates.values() if it.kind == "fact"]
    names, kinds = [it.name for it in declared], [it.group for it in declared if it.group]
    for what, given, known in (("predicate", predicate, names), ("kind of fact", kind, kinds)):
        if given is not None and given not in known:
            near = nearest(given, known)
            hint = f"did you mean `{near}`?" if near else "`dedere facts list` shows the predicates and the kinds"
            raise UsageError(f"there is no {what} `{given}`", hint)
    found = [it for it in declared if predicate in (None, it.name) and kind in (None, it.group)]
    if not found:
        raise UsageError(f"`{predicate}` is no fact of the kind `{kind}`", "leave one of the two out")
    return found


def export(corpus: Corpus | Engine, predicate: str | None = None, kind: str | None = None, form: str = "csv") -> str:
    """The facts of a predicate, of a kind, or all, as the text of a table; the law's own facts are none of the record.

    `form` is `csv`, `json`, or `ftm`: persons, warrants and bans as entities of FollowTheMoney, of the whole record.
    Raises `UsageError` for an unknown predicate, kind or form.
    """
    corpus = (corpus if isinstance(corpus, Engine) else Engine(corpus)).corpus
    texts(predicate=predicate, kind=kind)
    declared = predicates_of(corpus, predicate, kind)
    if form == "ftm":
        if predicate is not None or kind is not None:
            raise UsageError("entities are made of many kinds of facts", "leave out the predicate and the kind")
        return entities(corpus)
    names = {it.name for it in declared}
    facts = [fact for fact in corpus.facts if fact.atom.name in names and not fact.law]
    used = {fact.atom.name for fact in facts}
    arguments = dict.fromkeys(column for it in declared if it.name in used or predicate for column in columns_of(it))
    columns = [*(() if predicate else ("predicate",)), *arguments, *REMARKS]
    rows = [_row(corpus, fact) for fact in facts]
    if form == "json":
        # An empty cell of an argument has a meaning, an empty remark has none.
        shown = [{it: row[it] for it in columns if row.get(it) or (it in row and it not in REMARKS)} for row in rows]
        return Exported(columns=tuple(columns), rows=tuple(shown)).to_json(indent=1)
    if form != "csv":
        raise UsageError(f"there is no form {quoted(form)}", "it is one of csv, json, ftm")
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    # A spreadsheet works out what looks like a formula; import takes the sign off again.
    writer.writerows({name: f"'{it}" if FORMULA.match(it) else it for name, it in row.items()} for row in rows)
    return stream.getvalue()


def columns_of(predicate: Predicate) -> list[str]:
    """The columns of the arguments of a predicate: their names, with its own before one that a remark has too."""
    return [f"{predicate.name}_{it.name}" if it.name.lower() in REMARKS else it.name for it in predicate.arguments]


def own_id(corpus: Corpus, predicate: Predicate) -> tuple[int, ...]:
    """Of a predicate whose facts have an id of their own, the arguments that one can be made of; else none.

    They are those that name something, and the first day: who, where and when tell one stay from all others.
    """
    types = [it.type for it in predicate.arguments]
    first = Atom(predicate.name, tuple(range(len(types))))
    named = predicate.name in corpus.vocabulary.naming_predicates() or len(corpus.key(first) or ()) == 2
    days = [at for at, it in enumerate(types) if it in ("date", "since")][:1]
    known = corpus.vocabulary.types
    things = [at for at, it in enumerate(types) if at and it in known and known[it].named_by]
    return (*things, *days) if named and types[:1] == ["term"] and things and days else ()


def _row(corpus: Corpus, fact: Fact) -> dict[str, str]:
    sources = [corpus.sources[id_] for id_ in fact.sources]
    predicate = corpus.vocabulary.predicates[fact.atom.name]
    cells = (_cell(value, it.type) for it, value in zip(predicate.arguments, fact.atom.args, strict=True))
    return {
        "predicate": fact.atom.name,
        **dict(zip(columns_of(predicate), cells, strict=True)),
        "source": BETWEEN.join(it.id for it in sources),
        "citation": BETWEEN.join(it.citation for it in sources),
        "url": BETWEEN.join(it.url or "" for it in sources).rstrip(BETWEEN) if any(it.url for it in sources) else "",
        "confidence": fact.confidence,
        "checked": dates.iso(fact.checked) if fact.checked else "",
        "known": dates.iso(fact.known) if fact.known else "",
        "note": fact.note or "",
    }


def _cell(value: Value, type_name: str) -> str:
    if type_name in ("date", "since", "until"):
        return dates.iso(value) if isinstance(value, int) else ""
    if type_name == "hundredths":
        return decimal(value)
    return text(value) if type_name == "text" else str(value)
