"""Many questions in one ground program: every clause that depends on a question is given the case as one more argument.

`present(P,H,D) :- staying(V,P,H,D)` becomes `present(_K,P,H,D) :- staying(_K,V,P,H,D)`, and what depends on the record
alone stays as it is. So the cases of one program share the record and see nothing of one another: its answer sets are
the combinations of theirs. Clauses are rewritten by their tokens where they have nothing but atoms and comparisons, and
else through clingo's own parser, whose tree takes thirty times as long to walk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import clingo
from clingo import ast
from clingo.ast import AST, ASTType

from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause
from dedere.program.facts import read_by
from dedere.program.question import Declared, fill
from dedere.solving.control import Control, Mode, some, written
from dedere.terms.values import Atom, Value

CASE = "_K"
"""The variable that stands for the case; a law cannot clash with it, since its variables begin with a letter."""


def dependent(corpus: Corpus, question: Declared, more: Iterable[str] = ()) -> frozenset[str]:
    """The predicates that can differ from case to case: those of the plan, any `more`, and all concluded from them."""
    found = {*question.planned, *more}
    waiting = [(clause.head_name, read_by([clause])) for clause in corpus.clauses if clause.head_name]
    while True:
        heads = {head for head, read in waiting if head not in found and not read.isdisjoint(found)}
        if not heads:
            return frozenset(found)
        found |= heads


_TOKEN = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|:-|_*[A-Za-z][\w']*|\d+|[^\s\w]|_)""")
_BEFORE, _AFTER = frozenset({"", ",", ";", ":-", "not"}), frozenset({",", ";", ":-", "."})
"""What stands before an atom that is a condition or a conclusion, and after it."""


def _plainly(text: str, names: frozenset[str]) -> str | None:
    """A clause of nothing but atoms and comparisons with its case; None where there is more to it."""
    tokens: list[str] = _TOKEN.findall(text)
    if not {"{", "#", "@", "&", "|"}.isdisjoint(tokens):
        return None
    made: list[str] = []
    depth, tagged, in_body, bound = 0, False, False, False
    for at, it in enumerate(tokens):
        made.append(" not " if it == "not" else it)
        if depth == 0 and it in names:
            before, end = tokens[at - 1] if at else "", _end(tokens, at + 1)
            if before not in _BEFORE or end == len(tokens) or tokens[end] not in _AFTER:
                return None
            # What opens the arguments, if any, comes next; the case stands before the first of them.
            made[-1] = it if end != at + 1 else f"{it}({CASE})"
            tokens[at + 1] = f"({CASE}," if end != at + 1 else tokens[at + 1]
            tagged, bound = True, bound or (in_body and before != "not")
        depth += {"(": 1, f"({CASE},": 1, ")": -1}.get(it, 0)
        in_body = in_body or it == ":-"
    whole = "".join(made)
    if not tagged:
        return text
    return whole if bound else f"{whole[:-1]}{', ' if in_body else ' :- '}_case({CASE})."


def _end(tokens: Sequence[str], at: int) -> int:
    """Where an atom ends whose arguments, if it has any, begin at a place."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[place], 0)
        if depth == 0:
            return place + 1 if place > at else at
    return len(tokens)


class _Tagger(ast.Transformer):
    """Adds the case to the atoms of some predicates; `tied` tells whether a condition binds it."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.tagged = False

    # Nodes are `Any` here: clingo types what they hold as anything that some node can hold.
    def visit_SymbolicAtom(self, node: Any) -> AST:  # noqa: N802  # clingo calls it by the name of the type
        function = node.symbol
        if function.ast_type != ASTType.Function or function.name not in self.names:
            same: AST = node
            return same
        self.tagged = True
        case = ast.Variable(node.symbol.location, CASE)
        args = [case, *function.arguments]
        new: AST = node.update(symbol=ast.Function(function.location, function.name, args, function.external))
        return new


_MADE: dict[frozenset[str], dict[str, str]] = {}
"""What was rewritten, by the names that depend on the case."""

_MOST_NAMES = 16


class Rewriter:
    """Gives clauses their case; each is rewritten once in a process."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        if len(_MADE) >= _MOST_NAMES:
            _MADE.clear()
        self._made = _MADE.setdefault(names, {})

    def clause(self, text: str) -> str:
        """The clause with the case in every atom that depends on one."""
        if text not in self._made:
            plainly = _plainly(text, self.names)
            self._made[text] = self.parsed(text) if plainly is None else plainly
        return self._made[text]

    def parsed(self, text: str) -> str:
        """The same through the syntax tree, which any clause has."""
        found: list[str] = []
        ast.parse_string(text, lambda node: found.extend(self._statement(node)))
        return " ".join(found)

    def _statement(self, node: Any) -> Iterator[str]:
        if node.ast_type != ASTType.Rule:
            return
        tagger = _Tagger(self.names)
        new = tagger.visit(node)
        if not tagger.tagged:
            yield str(node)
            return
        # The case must be bound: where no condition does so, the clause holds in each.
        bound = any(self._binds(it) for it in node.body)
        yield str(new) if bound else f"{str(new)[:-1]}{', ' if len(node.body) else ' :- '}_case({CASE})."

    def _binds(self, literal: Any) -> bool:
        if literal.ast_type != ASTType.Literal or literal.sign != ast.Sign.NoSign:
            return False
        atom = literal.atom
        return bool(
            atom.ast_type == ASTType.SymbolicAtom
            and atom.symbol.ast_type == ASTType.Function
            and atom.symbol.name in self.names
        )


class Found(NamedTuple):
    """What holds in a case: the atoms of `effective/3`, the days on which a sought norm holds, what else is shown."""

    effective: frozenset[str]
    answered: frozenset[int]
    beside: frozenset[str] = frozenset()


Positions: TypeAlias = Mapping[str, str] | Sequence[Mapping[str, str]]
"""Positions by issue, the same in every case, or those of each."""


def program(
    rewriter: Rewriter,
    question: Declared,
    law: Iterable[str],
    facts: Iterable[str],
    given: Sequence[Mapping[str, Value]],
    own: Sequence[Iterable[Atom]] | None = None,
) -> list[str]:
    """The lines of a program of many cases, without what is to be shown of it.

    `_answered` holds of a case and the days on which a sought norm does, `_founded` also of the place of that norm
    among those that are sought, and of the rules that found it.
    """
    lines = [rewriter.clause(it) for it in law]
    # A fact of what can also be concluded holds in every case.
    lines += [rewriter.clause(it) if it.partition("(")[0].rstrip(".") in rewriter.names else it for it in facts]
    variables = {slot: f"S_{slot}" for slots in given for slot in slots}
    for case, slots in enumerate(given):
        lines.append(f"_case({case}).")
        lines += [f"_slot({case},{slot},{value})." for slot, value in slots.items()]
        facts_of = question.facts(slots) if own is None else own[case]
        lines += [f"{Atom(it.name, (case, *it.args))}." for it in facts_of]
    for place, sought in enumerate(question.seeks):
        pattern = fill(sought.pattern, variables)
        slots_read = [it for it in variables if variables[it] in pattern]
        bound = "".join(f", _slot({CASE},{it},{variables[it]})" for it in slots_read)
        lines.append(f"_founded({CASE},{place},S__rule,S__day) :- effective({CASE},{pattern},S__rule,S__day){bound}.")
    lines.append(f"_answered({CASE},S__day) :- _founded({CASE},_,_,S__day).")
    return lines


_ALIKE = (
    "{_alike}. _taken(I,O) :- adopt(_,I,O).",
    ":- _alike, _taken(I,O), _taken(I,O2), O < O2.",
)
"""A position is taken in all cases or in none, where that is asked for."""


def alike(law: Iterable[Clause], names: frozenset[str]) -> bool:
    """Whether any position may be taken in all cases alike: nothing but positions is chosen, and none excluded."""
    return all(
        it.kind == "derive"
        or (
            it.head_name == "adopt"
            and all(literal.name not in names for literal in it.body if literal.name != "at_issue")
        )
        for it in law
    )


class Together:
    """A ground program of many cases, numbered from 0 on, and the positions that can be taken in each.

    With `alike` what is gathered is gathered over answer sets in which a position is taken in all cases or in none, of
    which there are fewer to go through: then each must be possible wherever it is raised (see `alike`).

    All of them are in each of its answer sets: where one contradicts the rules there is none, and every question put
    to the program raises `Unanswered`.
    """

    def __init__(self, lines: Iterable[str], *, alike: bool = False) -> None:
        self._control = Control("\n".join([*lines, *(_ALIKE if alike else ())]))
        self._adopted = [
            (str(symbol.arguments[1]), str(symbol.arguments[2]), symbol.arguments[0].number, literal)
            for symbol, literal in self._control.literals("adopt", 3)
        ]
        self._held = {(case, issue, option) for issue, option, case, _ in self._adopted}
        self._alike = self._control.literal("_alike") if alike else None

    def gathered(self, mode: Mode, positions: Positions) -> Sequence[clingo.Symbol]:
        """What is shown of some answer set, or of all, with positions. Raises `Unanswered` where there is none."""
        more = self.literals(positions)
        if self._alike is not None and isinstance(positions, Mapping):
            more.append(self._alike)
        return some(self._control.gather(mode, more))

    @property
    def contested(self) -> bool:
        """Whether any position can be taken in any case; if not, there is one answer set."""
        return bool(self._adopted)

    def satisfiable(self) -> bool:
        """Whether there is an answer set at all."""
        return self._control.can(())

    def literals(self, positions: Positions) -> list[int]:
        """The assumptions by which positions are taken in every case that knows them."""
        found = []
        for issue, option, case, literal in self._adopted:
            taken = (positions if isinstance(positions, Mapping) else positions[case]).get(issue)
            if taken is not None and option != taken and (case, issue, taken) in self._held:
                found.append(-literal)
        return found


class Cases(Together):
    """Many cases, and every norm that holds in each.

    `given` has the slots of each; `own`, if given, the facts of each, in place of those that the question lays down.
    Predicates named as `name/arity` in `also` can be asked for beside the norms.
    """

    def __init__(
        self,
        rewriter: Rewriter,
        question: Declared,
        law: Iterable[str],
        facts: Iterable[str],
        given: Sequence[Mapping[str, Value]],
        own: Sequence[Iterable[Atom]] | None = None,
        also: Sequence[str] = (),
        *,
        alike: bool = False,
    ) -> None:
        self._names = rewriter.names
        self._count = len(given)
        # Much of what is asked for comes again and again, and each part of it that clingo is asked for costs.
        self._parts = cache(_parts)
        lines = program(rewriter, question, law, facts, given, own)
        lines.append("#show effective/4. #show adopt/3. #show _answered/2.")
        # Each has the case as one more argument.
        lines += [f"#show {name}/{int(arity) + 1}." for name, _, arity in (it.partition("/") for it in also)]
        super().__init__(lines, alike=alike)

    def _read(self, symbols: Iterable[clingo.Symbol]) -> list[Found]:
        found: tuple[list[set[Any]], ...] = tuple([set() for _ in range(self._count)] for _ in range(3))
        for kind, case, what in map(self._parts, symbols):
            if kind >= 0:
                found[kind][case].add(what)
        return [Found(frozenset(a), frozenset(b), frozenset(c)) for a, b, c in zip(*found, strict=True)]

    def some(self, positions: Positions) -> list[Found]:
        """For each case what holds on one combination of the positions left open."""
        return self._read(self.gathered("auto", positions))

    def possible(self, positions: Positions) -> list[Found]:
        """For each case what holds on some combination of the positions left open."""
        return self._read(self.gathered("brave", positions))

    def certain(self, positions: Positions) -> list[Found]:
        """For each case what holds on every combination of the positions left open."""
        return self._read(self.gathered("cautious", positions))

    def world(
        self, positions: Positions, having: Mapping[int, str], only: frozenset[int] | None
    ) -> tuple[dict[int, list[str]], list[str]]:
        """One answer set: the atoms of each case, and those of the record alone.

        `having` gives for some cases an atom that is to hold in it; with `only` just these cases are read.
        """
        more = self.literals(positions)
        for case, wanted in having.items():
            literal = self._control.literal(wanted.replace("(", f"({case},", 1))
            if literal is not None:
                more.append(literal)
        cases: dict[int, list[str]] = {case: [] for case in (range(self._count) if only is None else only)}
        shared: list[str] = []
        names = self._names
        # One text is cut rather than many arguments asked for: a call to clingo costs more than all else here.
        for atom in map(str, some(self._control.gather("auto", more, whole=True))):
            name, _, rest = atom.partition("(")
            if name in names:
                number, _, args = rest.partition(",")
                if args:
                    atoms_of = cases.get(int(number))
                    if atoms_of is not None:
                        atoms_of.append(f"{name}({args}")
                elif (atoms_of := cases.get(int(number[:-1]))) is not None:
                    atoms_of.append(name)
            elif only is None and name[0] != "_":
                shared.append(atom)
        return cases, shared


def _parts(symbol: clingo.Symbol) -> tuple[int, int, str | int]:
    """Of which kind a conclusion is in the order of `Found`, of which case, and what it says there."""
    name, args = symbol.name, symbol.arguments
    if name == "_answered":
        return 1, args[0].number, args[1].number
    if name == "adopt":
        return -1, 0, ""
    return 0 if name == "effective" else 2, args[0].number, f"{name}({','.join(map(written, args[1:]))})"
