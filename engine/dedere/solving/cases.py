"""Many questions in one ground program: every clause that depends on a question is given the case as one more argument.

`present(P,H,D) :- staying(V,P,H,D)` becomes `present(_K,P,H,D) :- staying(_K,V,P,H,D)`, and what depends on the record
alone stays as it is. So the cases of one program share the record and see nothing of one another: its answer sets are
the combinations of theirs. Clauses are rewritten through clingo's own parser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import clingo
from clingo import ast
from clingo.ast import AST, ASTType

from dedere.corpus.corpus import Corpus
from dedere.program.facts import read_by
from dedere.program.question import Declared, fill
from dedere.solving.control import Control, some, written
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


class Rewriter:
    """Gives clauses their case; each is rewritten once."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self._made: dict[str, str] = {}

    def clause(self, text: str) -> str:
        """The clause with the case in every atom that depends on one."""
        if text not in self._made:
            found: list[str] = []
            ast.parse_string(text, lambda node: found.extend(self._statement(node)))
            self._made[text] = " ".join(found)
        return self._made[text]

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


class Together:
    """A ground program of many cases, numbered from 0 on, and the positions that can be taken in each.

    All of them are in each of its answer sets: where one contradicts the rules there is none, and every question put
    to the program raises `Unanswered`.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._control = Control("\n".join(lines))
        self._adopted = [
            (str(symbol.arguments[1]), str(symbol.arguments[2]), symbol.arguments[0].number, literal)
            for symbol, literal in self._control.literals("adopt", 3)
        ]
        self._held = {(case, issue, option) for issue, option, case, _ in self._adopted}

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
    ) -> None:
        self._names = rewriter.names
        self._count = len(given)
        lines = program(rewriter, question, law, facts, given, own)
        lines.append("#show effective/4. #show adopt/3. #show _answered/2.")
        # Each has the case as one more argument.
        lines += [f"#show {name}/{int(arity) + 1}." for name, _, arity in (it.partition("/") for it in also)]
        super().__init__(lines)

    def _read(self, symbols: Iterable[clingo.Symbol]) -> list[Found]:
        effective: list[set[str]] = [set() for _ in range(self._count)]
        answered: list[set[int]] = [set() for _ in range(self._count)]
        beside: list[set[str]] = [set() for _ in range(self._count)]
        for symbol in symbols:
            args = symbol.arguments
            if symbol.name == "effective":
                effective[args[0].number].add(f"effective({','.join(map(written, args[1:]))})")
            elif symbol.name == "_answered":
                answered[args[0].number].add(args[1].number)
            elif symbol.name != "adopt":
                beside[args[0].number].add(f"{symbol.name}({','.join(map(written, args[1:]))})")
        each = zip(effective, answered, beside, strict=True)
        return [Found(frozenset(a), frozenset(b), frozenset(c)) for a, b, c in each]

    def some(self, positions: Positions) -> list[Found]:
        """For each case what holds on one combination of the positions left open."""
        return self._read(some(self._control.gather("auto", self.literals(positions))))

    def possible(self, positions: Positions) -> list[Found]:
        """For each case what holds on some combination of the positions left open."""
        return self._read(some(self._control.gather("brave", self.literals(positions))))

    def certain(self, positions: Positions) -> list[Found]:
        """For each case what holds on every combination of the positions left open."""
        return self._read(some(self._control.gather("cautious", self.literals(positions))))

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
