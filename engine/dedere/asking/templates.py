"""Suppositions in bulk: a template of a fact whose variables range over the record, or a file with sets of facts.

A template reads `deposited(S,rome,20250901) : state(S)`: behind the colon stand atoms that say what the variables range
over, each either a fact predicate of the record with its arguments or a declared type with one variable. It is read as
data, like any fact; nothing of it reaches clingo but the ground facts that come out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from dedere.asking import suppositions, typed
from dedere.corpus.corpus import Corpus
from dedere.errors import UsageError
from dedere.given import quoted
from dedere.language.vocabulary import nearest
from dedere.terms.patterns import Bindings, Term, Variable, evaluate, match, order
from dedere.terms.reader import Pattern, parse_patterns
from dedere.terms.values import Atom, Value

MOST_SETS = 5000
"""How many sets of facts may be supposed one after the other."""


def _form(corpus: Corpus) -> str:
    example = suppositions.example(corpus, "X")
    return f"write a fact with variables, a colon, and what they range over, as in {example}"


class Supposed(NamedTuple):
    """One set of facts, and the values of the template's variables that made it."""

    bound: Mapping[str, Value]
    facts: tuple[Atom, ...]


class Template(NamedTuple):
    """A fact with variables, and what they range over."""

    source: str
    fact: Pattern
    ranges: tuple[Pattern, ...]

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables that are given values, in order."""
        return tuple(dict.fromkeys(name for it in self.ranges for name in it.variables() if name != "_"))


def parse(corpus: Corpus, source: str) -> Template:
    """Read a template, its arguments as those of facts are typed, where they are no variables.

    Raises `UsageError` for what is none, and for a variable that ranges over nothing.
    """
    before, colon, after = _part(source)
    try:
        if not colon:
            raise ValueError("nothing says what the variables range over")
        (fact,) = _patterns(before) if before.strip() else [Pattern("", ())]
        ranges = tuple(_patterns(after))
    except ValueError as error:
        said = "one fact stands before the colon" if "unpack" in str(error) else str(error)
        raise UsageError(f"{quoted(source)} is no template: {said}", _form(corpus)) from None
    wrong = corpus.vocabulary.signature(fact.name, len(fact.args))
    if wrong:
        raise UsageError(f"`{source}` cannot be taken: {wrong.message}", wrong.hint)
    for it in ranges:
        _check_range(corpus, it)
    times = Counter(name for it in (fact, *ranges) for name in it.variables())
    ranges = tuple(_named(corpus, it, {name for name in times if times[name] > 1}, source) for it in ranges)
    bound = {name for it in ranges for name in it.variables() if name != "_"}
    template = Template(source, _named(corpus, fact, bound, source), ranges)
    for name in template.fact.variables():
        if name not in template.variables:
            raise UsageError(f"`{name}` in `{source}` ranges over nothing", _form(corpus))
    return template


def _patterns(source: str) -> list[Pattern]:
    """Atoms with variables, in the syntax of rules or as facts are typed. `ValueError` for what is neither."""
    try:
        return parse_patterns(source)
    except ValueError:
        forms = [typed.form(it) for it in typed.pieces(source) or ()]
        if not forms or None in forms:
            raise
        return [Pattern(it.name, tuple(map(_argument, it.args))) for it in forms if it is not None]


def _argument(given: str) -> Term:
    """An argument in the syntax of rules, or as it was typed."""
    try:
        (pattern,) = parse_patterns(f"it({given})")
    except ValueError:
        return given
    return pattern.args[0] if len(pattern.args) == 1 else given


def _named(corpus: Corpus, atom: Pattern, variables: Collection[str], source: str) -> Pattern:
    """A pattern with its names found; a name may look like a variable that ranges over nothing."""
    predicate = corpus.vocabulary.predicates.get(atom.name)
    if predicate is None or len(predicate.arguments) != len(atom.args):
        return atom
    reader = typed.Reader(corpus)
    args: list[Term] = []
    for at, it in enumerate(atom.args):
        name = it.name if isinstance(it, Variable) else it
        if not isinstance(name, (str, int)) or name in variables or name == "_":
            args.append(it)
            continue
        try:
            args.append(reader.argument(predicate, at, str(name), source))
        except UsageError:
            if not isinstance(it, Variable) and typed.term(str(it)) is None:
                raise
            args.append(it)  # A variable, or an id that may be supposed beside.
    return Pattern(atom.name, tuple(args))


def _part(source: str) -> tuple[str, str, str]:
    """The text before and after the first colon that stands in no string."""
    inside_text = False
    for at, letter in enumerate(source):
        if letter == '"' and source[at - 1 : at] != "\\":
            inside_text = not inside_text
        elif letter == ":" and not inside_text:
            return source[:at], ":", source[at + 1 :]
    return source, "", ""


def _is_type(corpus: Corpus, atom: Pattern) -> bool:
    predicate = corpus.vocabulary.predicates.get(atom.name)
    return (
        len(atom.args) == 1
        and atom.name in corpus.vocabulary.types
        and (predicate is None or len(predicate.arguments) != 1)
    )


def _check_range(corpus: Corpus, atom: Pattern) -> None:
    if _is_type(corpus, atom):
        return
    wrong = corpus.vocabulary.signature(atom.name, len(atom.args))
    if wrong:
        near = nearest(atom.name, [*corpus.vocabulary.predicates, *corpus.vocabulary.types])
        hint = f"did you mean `{near}`?" if near and near != atom.name else wrong.hint
        raise UsageError(f"variables cannot range over `{atom.name}`: {wrong.message}", hint)
    if corpus.vocabulary.predicates[atom.name].kind != "fact":
        raise UsageError(
            f"variables cannot range over `{atom.name}`, which is derived", "let them range over facts of the record"
        )


def fill(
    corpus: Corpus, template: Template, supposed: Sequence[Atom] = (), gone: Sequence[Atom] = ()
) -> list[Supposed]:
    """The facts that come out of a template, in the order of what it ranges over; each is checked as if supposed."""
    found: dict[Atom, Bindings] = {}
    for bound in islice(_bindings(corpus, template.ranges, {}, supposed, frozenset(gone)), MOST_SETS * 20):
        args = tuple(evaluate(it, bound) for it in template.fact.args)
        atom = Atom(template.fact.name, tuple(it for it in args if it is not None))
        found.setdefault(atom, bound)
        if len(found) > MOST_SETS:
            raise UsageError(f"`{template.source}` makes more than {MOST_SETS} facts", "let it range over fewer")
    if not found:
        raise UsageError(f"`{template.source}` makes no fact", "nothing of the record is what the variables range over")
    for atom in found:
        suppositions.suppose(corpus, [str(atom)], supposed)
    return [Supposed(bound, (atom,)) for atom, bound in found.items()]


def _bindings(
    corpus: Corpus, ranges: Sequence[Pattern], bound: Bindings, supposed: Sequence[Atom], gone: frozenset[Atom]
) -> Iterator[Bindings]:
    if not ranges:
        yield bound
        return
    first, *rest = ranges
    for row in _rows(corpus, first, supposed, gone):
        new = dict(bound)
        if all(match(pattern, value, new) for pattern, value in zip(first.args, row, strict=True)):
            yield from _bindings(corpus, rest, new, supposed, gone)


def _rows(
    corpus: Corpus, atom: Pattern, supposed: Sequence[Atom], gone: frozenset[Atom]
) -> Iterator[tuple[Value, ...]]:
    """What an atom ranges over, in the order of terms: where a fact stands in the record says nothing."""
    rows: set[tuple[Value, ...]]
    if not _is_type(corpus, atom):
        rows = {it.atom.args for it in corpus.by_predicate.get(atom.name, ()) if it.atom not in gone}
        rows.update(it.args for it in supposed if it.name == atom.name)
    else:
        type_ = corpus.vocabulary.types[atom.name]
        rows = {(value,) for value in type_.constants}
        for name in type_.named_by:
            rows.update(it.atom.args[:1] for it in corpus.by_predicate.get(name, ()) if it.atom not in gone)
            rows.update(it.args[:1] for it in supposed if it.name == name)
    yield from sorted(rows, key=lambda row: tuple(map(order, row)))


def lines(corpus: Corpus, content: str, supposed: Sequence[Atom] = ()) -> list[Supposed]:
    """Sets of facts, one set a line; facts are parted by `;` or by full stops, and a line may begin with `%`."""
    sets = []
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("%"):
            continue
        try:
            facts = suppositions.suppose(corpus, list(_facts(line)), supposed)
        except UsageError as error:
            raise UsageError(f"line {number}: {error.message}", error.hint) from None
        sets.append(Supposed({}, tuple(facts)))
        if len(sets) > MOST_SETS:
            raise UsageError(f"there are more than {MOST_SETS} sets of facts", "split the file")
    if not sets:
        raise UsageError(
            "there is no fact to suppose", f"write one set of facts a line, such as {suppositions.example(corpus)}"
        )
    return sets


def _facts(line: str) -> Iterator[str]:
    """The facts of a line; what parts them stands in no string and in no parenthesis."""
    piece, depth, inside_text = "", 0, False
    for at, letter in enumerate(line):
        if letter == '"' and line[at - 1 : at] != "\\":
            inside_text = not inside_text
        depth += 0 if inside_text else (letter == "(") - (letter == ")")
        if not inside_text and depth <= 0 and letter in ".;":
            if piece.strip():
                yield piece
            piece = ""
        else:
            piece += letter
    if piece.strip():
        yield piece
