"""Changes to the record for one question: facts added and facts left out. They are data, never program."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice

from dedere.asking import typed
from dedere.corpus.corpus import Corpus
from dedere.corpus.names import MORE_NAMES
from dedere.errors import UsageError
from dedere.given import quoted
from dedere.language.vocabulary import Complaint, nearest, nearest_atoms
from dedere.terms.values import Atom, as_constant

MOST = 200
"""How many facts may be supposed or withdrawn for one question."""


def suppose(
    corpus: Corpus, texts: str | Iterable[str], beside: Sequence[Atom] = (), withdrawn: Sequence[Atom] = ()
) -> list[Atom]:
    """The facts that are to be added, each once, in the order of their texts: the order they are given in says nothing.

    What one of them names, or a fact supposed `beside`, another may use: a person made up for the question, say.
    Raises `UsageError` for a text that is no ground fact of a declared predicate, for what belongs to the law, and for
    a second name of what has one that is not `withdrawn`.
    """
    texts = _several(texts)
    atoms = _read(corpus, texts, beside)
    names = typed.names(corpus, (*atoms, *beside))
    for given, atom in zip(texts, atoms, strict=True):
        _known(corpus, given, atom)
        predicate = corpus.vocabulary.predicates.get(atom.name)
        if predicate is not None and predicate.kind != "fact":
            forms = ", ".join(f"`{it}`" for it in _follows_from(corpus, atom.name)[:4])
            raise UsageError(
                f"`{given}` is not a fact that can be supposed",
                f"it is derived; suppose what it follows from: {forms}",
                "not_supposable",
            )
        _refuse(given, corpus.vocabulary.check_fact(atom, names))
        _named_once(corpus, atom, (*atoms, *beside), withdrawn)
    return ordered(atoms)


def _of_a_case(corpus: Corpus, given: str, *, gone: bool) -> None:
    """Refuse what the engine reads from the law or the record as a whole: a question is answered on them."""
    from dedere.program.protocol import PROTOCOL  # Most questions suppose nothing.

    name = as_constant(given.partition("(")[0].rstrip(". \t\n"))
    predicate = corpus.vocabulary.predicates.get(name)
    kept = {it.atom.args[2] for it in corpus.by_predicate.get("kept_apart", ())}
    passed = PROTOCOL["kept_until"] if name in kept else PROTOCOL.get(name)
    if predicate is None or predicate.kind != "fact" or passed is None or passed.supposed:
        return
    by = passed.by
    message = f"`{given}` cannot be {'left out' if gone else 'supposed'}"
    if by == "engine":
        raise UsageError(f"{message}: only the engine itself says `{name}`", "ask without it", "not_supposable")
    why = "it belongs to the law" if by == "rules" else "it says how the record is kept"
    hint = f"put it in a folder of {by} and name that with --{by}"
    if gone:
        hint = f"give {by} of your own in its place, with --{by} and --alone"
    schools = corpus.vocabulary.predicates.get("school")
    if schools is not None and schools.group is not None and schools.group == predicate.group:
        hint = f"ask in the view of a school with --school, or {hint}"
    raise UsageError(f"{message}: {why}", hint, "not_supposable")


def _named_once(corpus: Corpus, atom: Atom, supposed: Iterable[Atom], withdrawn: Collection[Atom]) -> None:
    """Refuse a second name: a sentence would have to choose between the two."""
    arguments = corpus.vocabulary.predicates[atom.name].arguments
    if atom.name not in corpus.vocabulary.naming_predicates() or [it.type for it in arguments[1:]] != ["text"]:
        return
    recorded = (it.atom for it in corpus.by_predicate.get(atom.name, ()))
    for it in (*recorded, *supposed):
        if it.name == atom.name and it.args[:1] == atom.args[:1] and it != atom and it not in withdrawn:
            other = Atom("alias", atom.args)
            alias = f"`{other}`" if other.name in corpus.vocabulary.predicates else "another"
            raise UsageError(
                f"`{atom}` is a second name: there is `{it}`", f"suppose {alias} instead, or withdraw `{it}`"
            )


def ordered(atoms: Iterable[Atom]) -> list[Atom]:
    """Facts each once, in the order of their texts."""
    return sorted(set(atoms), key=str)


def _follows_from(corpus: Corpus, derived: str) -> list[str]:
    """The declared forms of the facts that a derived predicate rests on, those most like it first."""
    reached = [derived]
    for name in reached:
        for clause in corpus.clauses:
            if clause.head_name == name:
                new = (it.name for it in clause.body if it.kind == "positive")
                reached.extend(dict.fromkeys(it for it in new if it not in reached))
    predicates = corpus.vocabulary.predicates
    wanted = {argument.type for argument in predicates[derived].arguments}
    facts = [predicates[name] for name in reached if predicates[name].kind == "fact"]
    # What shares most kinds of arguments says the same sort of thing; the order of reaching decides among equals.
    facts.sort(key=lambda it: -len(wanted & {argument.type for argument in it.arguments}))
    return [it.form for it in facts]


def withdraw(corpus: Corpus, texts: str | Iterable[str]) -> list[Atom]:
    """The facts of the record that are to be left out, as `suppose` has them. `UsageError` for a text that is none."""
    texts = _several(texts)
    atoms = _read(corpus, texts, gone=True)
    for given, atom in zip(texts, atoms, strict=True):
        if atom in corpus.by_atom:
            continue
        _known(corpus, given, atom)
        _refuse(given, corpus.vocabulary.signature(atom.name, len(atom.args)))
        raise UsageError(f"`{given}` is not in the record", instead_of(corpus, atom), "not_in_the_record")
    return ordered(atoms)


def instead_of(corpus: Corpus, atom: Atom) -> str:
    """What the record has in the place of a fact that it has not."""
    near = nearest_atoms(atom, (it.atom for it in corpus.by_predicate.get(atom.name, ())))
    if near:
        return f"the record has {' and '.join(f'`{it}`' for it in near)}"
    return f"`dedere facts list --predicate {atom.name}` shows what it has"


def example(corpus: Corpus, variable: str | None = None) -> str:
    """A fact as one writes it, taken from the record: the first of the predicate that it has most facts of.

    With a `variable` it is a template, in which that stands for something that has a name.
    """
    vocabulary = corpus.vocabulary
    named = {name: type_ for name, type_ in vocabulary.types.items() if type_.named_by}
    fitting = (
        (facts, place)
        for name, facts in corpus.by_predicate.items()
        if facts and not facts[0].law and name not in vocabulary.naming_predicates()
        for place, it in enumerate(vocabulary.predicates[name].arguments)
        if it.type in named
    )
    facts, place = max(fitting, key=lambda it: (len(it[0]), -it[1]), default=((), 0))
    if not facts:
        return "those of the folders of facts"
    atom = facts[0].atom
    if variable is None:
        return f"`{atom}`"
    type_ = vocabulary.predicates[atom.name].arguments[place].type
    pattern = Atom(atom.name, (*atom.args[:place], variable, *atom.args[place + 1 :]))
    return f"`{pattern} : {type_}({variable})`"


def _several(texts: str | Iterable[str]) -> list[str]:
    """The texts; one alone is a sequence of letters to Python, and never meant so."""
    if isinstance(texts, str):
        return [texts]
    if not isinstance(texts, Iterable) or isinstance(texts, (bytes, Mapping)):
        raise UsageError(f"the facts are given as {quoted(texts)}", "give them as texts")
    several = list(islice(texts, MOST + 1))  # It may never end; one too many is refused below.
    for it in several:
        if not isinstance(it, str):
            raise UsageError(f"among the facts is {quoted(it)}", "give them as texts")
    return several


def _read(corpus: Corpus, texts: Sequence[str], beside: Sequence[Atom] = (), *, gone: bool = False) -> list[Atom]:
    """The facts that are typed; those that name something first, since the others may use its name."""
    if len(texts) > MOST:
        raise UsageError(
            f"more than {MOST} facts are changed for one question", "put them in a folder and name it with --facts"
        )
    for given in texts:
        _of_a_case(corpus, given, gone=gone)
    naming = corpus.vocabulary.naming_predicates()
    called = {it for it in naming if [a.type for a in corpus.vocabulary.predicates[it].arguments[1:]] == ["text"]}
    atoms: dict[int, Atom] = {}
    for turn in (called, MORE_NAMES, naming, None):
        reader = typed.Reader(corpus, (*beside, *atoms.values()))
        for at, given in enumerate(texts):
            name = as_constant(given.partition("(")[0])
            if at not in atoms and (turn is None or name in turn):
                atoms[at] = _fact(corpus, reader, given)
    return [atoms[at] for at in range(len(texts))]


def _fact(corpus: Corpus, reader: typed.Reader, given: str) -> Atom:
    try:
        return reader.fact(given)
    except ValueError as error:
        hint = f"{error}; write one ground fact of a declared predicate, such as {example(corpus)}"
        name = as_constant(given.partition("(")[0])
        if name in corpus.vocabulary.predicates:
            hint = f"{error}; the predicate is declared as `{corpus.vocabulary.predicates[name].form}`"
        raise UsageError(f"{quoted(given)} is not a ground fact", hint, "bad_fact") from None


def _known(corpus: Corpus, given: str, atom: Atom) -> None:
    """Refuse what is no kind of fact at all."""
    if atom.name not in corpus.vocabulary.predicates:
        kinds = (it.name for it in corpus.vocabulary.predicates.values() if it.kind == "fact")
        near = nearest(atom.name, kinds)
        hint = f"did you mean `{near}`?" if near else "`dedere facts kinds` lists them"
        raise UsageError(f"`{given}` cannot be taken: there is no kind of fact `{atom.name}`", hint, "bad_fact")


def _refuse(given: str, wrong: Complaint | None) -> None:
    if wrong is not None:
        raise UsageError(f"`{given}` cannot be taken: {wrong.message}", wrong.hint, "bad_fact")
