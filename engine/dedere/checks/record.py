"""What is wrong with a record: every `violation` that the rules conclude from it, with file, line and sentence.

>>> check().findings
()

What a check is, is said in the rules. From here come only facts about the facts themselves, which no rule could find:
intervals of whatever predicate, facts with the same key, predicates that nothing reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from dedere import dates
from dedere.checks.unfilled import unfilled
from dedere.corpus.content import identify
from dedere.corpus.corpus import Corpus
from dedere.corpus.names import MORE_NAMES
from dedere.corpus.spelling import heard, plain
from dedere.engine import Engine, ready
from dedere.language.records import Clause, Fact
from dedere.program.facts import read_by
from dedere.schema.checks import Checked, CheckFinding
from dedere.solving.conclusions import concluded
from dedere.terms.patterns import Bindings, match
from dedere.terms.values import Atom, Value, split, text
from dedere.version import __version__

SWITCH = Atom("checking")
"""The fact that every clause of a check waits for."""

VIOLATION = "violation"


def check(corpus: Corpus | Engine | None = None) -> Checked:
    """Everything that is wrong with a record; with the one that comes with Dedere where None is given.

    Raises `UsageError` for what is neither a corpus nor an engine.
    """
    engine = ready(corpus)
    found = Checking(engine)
    findings = sorted(found.findings(), key=lambda it: (it.file or "", it.line or 0, it.check, it.fact))
    of = engine.corpus
    return Checked(
        id=identify("dedere.check/1", of.rules_fingerprint, of.facts_fingerprint),
        findings=tuple(it for it in findings if it.level == "error"),
        notes=tuple(it for it in findings if it.level == "note"),
        facts=sum(not fact.law for fact in of.facts),
        checks=len({clause.rule_id for clause in of.by_head.get(VIOLATION, ())}),
        dedere=__version__,
        rules_fingerprint=of.rules_fingerprint,
        facts_fingerprint=of.facts_fingerprint,
    )


class Checking:
    """The checks of one corpus, ready to be run on its facts or on others."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._corpus = engine.corpus
        self._phrases = engine.reasoner.phrases
        self.noted = {it.atom.args[0] for it in self._corpus.by_predicate.get("only_noted", ())}
        self._hints = {it.atom.args[0]: text(it.atom.args[1]) for it in self._corpus.by_predicate.get("mend", ())}

        self._first: dict[str, Fact] = {}
        """Where what is said of a predicate or a kind as a whole is shown: at its first fact."""

    def findings(self) -> Iterator[CheckFinding]:
        clauses = needed_for(self._corpus, VIOLATION)
        facts = [*(f"{fact.atom}." for fact in self._corpus.facts), f"{SWITCH}."]
        facts += [f"{atom}." for atom in self._about_the_record(clauses)]
        program = "\n".join([*(clause.text for clause in clauses), *facts])
        for atom in concluded(program, VIOLATION, 3):
            check_, fact, against = split(atom)[1]
            yield self.finding(check_, fact, against)

    def finding(self, check: Value, fact: Value, against: Value, supposed: Iterable[Atom] = ()) -> CheckFinding:
        """A violation, in words and with what is to be done about it; supposed facts may name what it speaks of."""
        at, other = self._fact(fact), self._fact(against)
        clause, bound = self._clause((check, fact, against))
        sentence = self._phrases.calling(supposed).clause(clause, bound)
        return CheckFinding(
            check=text(check),
            title=self._corpus.rules[text(check)].title,
            level="note" if check in self.noted else "error",
            file=at.file if at else None,
            line=at.line if at else None,
            fact=str(fact),
            sentence=sentence,
            against=None if against == "none" else str(against),
            against_at=f"{other.file}:{other.line}" if other else None,
            hint=self._hints.get(check),
        )

    def _fact(self, term: Value) -> Fact | None:
        return self._first.get(str(term)) or self._corpus.by_atom.get(Atom(*split(term)))

    def _clause(self, args: tuple[Value, ...]) -> tuple[Clause, Bindings]:
        """The clause that concludes a violation, with what its head binds."""
        for clause in self._corpus.by_head[VIOLATION]:
            bound: Bindings = {}
            head = self._engine.reasoner.head(clause)
            if all(match(pattern, value, bound) for pattern, value in zip(head, args, strict=True)):
                return clause, bound
        raise AssertionError(f"no clause concludes {args}")

    # ------------------------------------------------------------------------------------------ about the record itself

    def _about_the_record(self, clauses: Iterable[Clause]) -> Iterator[Atom]:
        facts = [fact for fact in self._corpus.facts if not fact.law]
        yield from self.spans(facts)
        yield from self._foretold(facts)
        yield from self.same_key(facts)
        yield from self._alike(facts)
        yield from (Atom("unfilled", (str(it), what)) for it, what in unfilled(facts, self._corpus.sources))
        # What only checks read changes no answer.
        switched = {clause.index for clause in clauses if any(it.name == SWITCH.name for it in clause.body)}
        read = read_by(clause for clause in self._corpus.clauses if clause.index not in switched)
        yield from self._counts(facts, read)

    def spans(self, facts: Iterable[Fact]) -> Iterator[Atom]:
        """The facts that hold from a day to a day, each with all that tells it from others of its kind."""
        for fact in facts:
            types = [it.type for it in self._corpus.vocabulary.predicates[fact.atom.name].arguments]
            if len(types) > 1 and types[-1] == "until" and types[-2] in ("date", "since"):
                apart = Atom(fact.atom.name, fact.atom.args[:-2] or ("none",))
                yield Atom("spans", (str(fact.atom), str(apart), *fact.atom.args[-2:]))

    def _foretold(self, facts: Iterable[Fact]) -> Iterator[Atom]:
        """The facts that name a day after the one on which they were checked; it is today where that is not said."""
        today = dates.number(datetime.now().astimezone().date())
        for fact in facts:
            types = self._corpus.vocabulary.predicates[fact.atom.name].arguments
            seen = fact.checked or today
            days = (day for it, day in zip(types, fact.atom.args, strict=True) if it.type == "date")
            if any(isinstance(day, int) and day > seen for day in days):
                yield Atom("foretold", (str(fact.atom), seen))

    def same_key(self, facts: Iterable[Fact]) -> Iterator[Atom]:
        """Each fact with an earlier one that has the same key."""
        first: dict[tuple[Value, ...], Fact] = {}
        for fact in facts:
            key = self._corpus.key(fact.atom)
            earlier = fact if key is None else first.setdefault(key, fact)
            if earlier is not fact:
                yield Atom("same_key", (str(fact.atom), str(earlier.atom)))

    def _alike(self, facts: Iterable[Fact]) -> Iterator[Atom]:
        """Each name of an entity with what of the record gives the same name, or as an id, to another."""
        alias, code = MORE_NAMES
        predicates = self._corpus.vocabulary.predicates
        if alias not in predicates:
            return
        type_ = self._corpus.vocabulary.types.get(predicates[alias].arguments[0].type)
        naming = type_.named_by if type_ else ()
        named = [it.atom for it in facts if it.atom.name in (*naming, *MORE_NAMES) and len(it.atom.args) > 1]
        borne: dict[tuple[str, str], list[Atom]] = {}
        told: set[tuple[Value, Value]] = set()
        # An id and an own name come first, then what was added to them.
        for atom in sorted(named, key=lambda it: it.name in MORE_NAMES):
            name, id_ = text(atom.args[1]), atom.args[0]
            keys = {("written", plain(name)), ("heard", heard(name))}
            for other in (it for key in sorted(keys) if key[1] for it in borne.get(key, ())):
                if atom.name != code and other.args[0] != id_ and (id_, other.args[0]) not in told:
                    told.add((id_, other.args[0]))
                    yield Atom("names_alike", (str(atom), id_, str(other), other.args[0]))
            for key in keys | ({("written", plain(str(id_)))} if atom.name in naming else set()):
                borne.setdefault(key, []).append(atom)

    def _counts(self, facts: Iterable[Fact], read: frozenset[str]) -> Iterator[Atom]:
        """How many facts no rule reads, and how many are of a kind that is kept up to no day."""
        predicates = self._corpus.vocabulary.predicates
        unread: dict[str, int] = {}
        unkept: dict[str, int] = {}
        kept = {it.atom.args[0] for it in self._corpus.by_predicate.get("kept_until", ())}
        naming = self._corpus.vocabulary.naming_predicates()
        for fact in facts:
            name, kind = fact.atom.name, predicates[fact.atom.name].group
            if name not in read and name not in naming:
                unread[name] = unread.get(name, 0) + 1
                self._first.setdefault(f"predicate({name})", fact)
            if kind is not None and kind not in kept:
                unkept[kind] = unkept.get(kind, 0) + 1
                self._first.setdefault(f"kind({kind})", fact)
        yield from (Atom("unread", row) for row in unread.items())
        yield from (Atom("unkept", row) for row in unkept.items())


def needed_for(corpus: Corpus, predicate: str) -> list[Clause]:
    """The clauses that what is concluded of a predicate can depend on, where no position is taken on anything."""
    wanted, waiting = {predicate}, [predicate]
    found: list[Clause] = []
    while waiting:
        for clause in corpus.by_head.get(waiting.pop(), ()):
            if clause.kind == "choice":
                continue
            found.append(clause)
            new = read_by([clause]) - wanted
            wanted |= new
            waiting += new
    return found
