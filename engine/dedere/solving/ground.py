"""The border to clingo for answering: ground the law with the facts of a question, and ask what holds.

Symbols do not leave this module: everything is handed on as text in clingo's canonical form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import clingo

from dedere.errors import Unanswered
from dedere.schema.answer import Verdict
from dedere.terms.values import Atom

# Writing a symbol out costs ten times as much as finding it again, and the atoms of one question come back in the next.
_written: Callable[[clingo.Symbol], str] = lru_cache(maxsize=1 << 17)(str)

MOST_CONFLICTS = 200_000
"""How often one search may run into a contradiction. Counted rather than timed, so that the same question has the same
answer on every machine; those asked in earnest take a few dozen."""

Choice = tuple[str, str]
"""A position on an issue: the texts of the issue and of the option."""


class Grounded:
    """A ground program and the questions one can put to it.

    `adopted` maps every position to its literal. What is asked for are the atoms of `effective/3`, and of further
    predicates named as `name/arity` in `also`; `sought` are patterns of the norms that answer the question, with `_`
    standing for anything.
    """

    def __init__(self, law: str, facts: Iterable[str], sought: Sequence[str] = (), also: Sequence[str] = ()) -> None:
        self._notices: list[str] = []
        self._control = clingo.Control(["--warn=none"], logger=lambda _, text: self._notices.append(text))
        answered = " ".join(f"_answered(D) :- effective({pattern},_,D)." for pattern in sought)
        shown = " ".join(f"#show {it}." for it in ("effective/3", "adopt/2", *also))
        self._control.add("base", [], f"{law}\n{' '.join(facts)}\n{answered} _answered :- _answered(_). {shown}")
        self._control.ground([("base", [])])
        # clingo types its configuration as anything at all; what is set on it are texts and numbers.
        configuration: Any = self._control.configuration
        self._mode = configuration.solve
        self._mode.solve_limit = f"{MOST_CONFLICTS},umax"
        self._brave: dict[tuple[int, ...], list[str]] = {}
        self.adopted: dict[Choice, int] = {}
        for atom in self._control.symbolic_atoms.by_signature("adopt", 2):
            issue, option = atom.symbol.arguments
            self.adopted[str(issue), str(option)] = atom.literal

    def issues(self, positions: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """The issues that are open on these positions, with their open options, in the order of their texts."""
        found: dict[str, list[str]] = {}
        taken = set(self._some(self._possible(positions)))
        for issue, option in sorted(self.adopted):
            if issue not in positions and str(Atom("adopt", (issue, option))) in taken:
                found.setdefault(issue, []).append(option)
        return {issue: tuple(options) for issue, options in found.items() if len(options) > 1}

    def literals(self, positions: Mapping[str, str]) -> list[int]:
        """The assumptions by which positions are taken, of those that are known in this program.

        The other options are ruled out, rather than this one required: an issue that another position leaves without
        an object is not raised, and then nothing can be taken on it.
        """
        return [
            -literal
            for (issue, option), literal in self.adopted.items()
            if issue in positions and option != positions[issue] and (issue, positions[issue]) in self.adopted
        ]

    @cached_property
    def _answered(self) -> tuple[int | None, list[int]]:
        """The literals of: some sought norm holds on some day; and of each day, that one holds on it."""
        atoms = self._control.symbolic_atoms
        some = atoms[clingo.Function("_answered")]
        return some.literal if some is not None else None, [it.literal for it in atoms.by_signature("_answered", 1)]

    def _can(self, positions: Mapping[str, str], *more: int) -> bool:
        self._mode.enum_mode = "auto"
        self._mode.models = 1
        result = self._control.solve(assumptions=[*self.literals(positions), *more])
        _within_bounds(result)
        return bool(result.satisfiable)

    def verdict(self, positions: Mapping[str, str], more: Sequence[int] = ()) -> Verdict:
        """Whether a sought norm holds: on some day whatever is held on what is left open, on some view, or never."""
        some, days = self._answered
        if some is None or not self._can(positions, some, *more):
            return "not_obliged"
        return "contested" if all(self._can(positions, -day, *more) for day in days) else "obliged"

    def _solve(self, mode: str, positions: Mapping[str, str], more: Sequence[int], whole: bool) -> list[str] | None:
        self._mode.enum_mode = mode
        self._mode.models = 1 if mode == "auto" else 0
        found: Any = None
        with self._control.solve(assumptions=[*self.literals(positions), *more], yield_=True) as handle:
            for model in handle:
                found = model.symbols(atoms=True) if whole else model.symbols(shown=True)
            _within_bounds(handle.get())
        return None if found is None else list(map(_written, found))

    def _possible(self, positions: Mapping[str, str]) -> list[str] | None:
        key = tuple(sorted(self.literals(positions)))
        if key not in self._brave:
            found = self._solve("brave", positions, (), False)
            if found is None:
                return None
            self._brave[key] = found
        return self._brave[key]

    def possible(self, positions: Mapping[str, str]) -> frozenset[str]:
        """What holds on some combination of the positions left open. Raises `Unanswered` if there is none."""
        return frozenset(it for it in self._some(self._possible(positions)) if it.startswith("effective("))

    def ever(self, positions: Mapping[str, str]) -> frozenset[str]:
        """Every atom asked for, of whatever predicate, that holds on some combination of the positions left open."""
        # clingo gathers over its answer sets what is shown, and of all else gives those of the last.
        return frozenset(self._some(self._possible(positions)))

    def certain(self, positions: Mapping[str, str]) -> frozenset[str]:
        """What holds on every combination of the positions left open. Raises `Unanswered` if there is none."""
        found = self._some(self._solve("cautious", positions, (), False))
        return frozenset(it for it in found if it.startswith("effective("))

    def world(
        self, positions: Mapping[str, str], having: str | None = None, lacking: str | None = None
    ) -> list[str] | None:
        """All atoms of one answer set with these positions, with and without the given atoms; None if there is none."""
        more = []
        for wanted, sign in ((having, 1), (lacking, -1)):
            if wanted is not None:
                atom = self._control.symbolic_atoms[clingo.parse_term(wanted)]
                if atom is not None:
                    more.append(sign * atom.literal)
                elif sign > 0:
                    return None
        return self._solve("auto", positions, more, True)

    @staticmethod
    def _some(found: list[str] | None) -> list[str]:
        if found is None:
            raise Unanswered(
                "the rules contradict one another on these facts",
                "run `dedere check` on the record and the suppositions",
            )
        return found


def _within_bounds(result: clingo.SolveResult) -> None:
    if result.unknown or result.interrupted:
        raise Unanswered(
            f"no answer was found within {MOST_CONFLICTS} conflicts of the search",
            "ask about a shorter stay, or suppose less at once",
        )


def concluded(program: str, name: str, arity: int) -> list[str]:
    """The atoms of a predicate in one answer set of a program, in their order. Raises `Unanswered` if there is none."""
    control = clingo.Control(["--warn=none"], logger=lambda _code, _text: None)
    control.add("base", [], f"{program}\n#show {name}/{arity}.")
    control.ground([("base", [])])
    with control.solve(yield_=True) as handle:
        for model in handle:
            return [str(symbol) for symbol in sorted(model.symbols(shown=True))]
    raise Unanswered("the rules contradict one another on these facts", "take the last change back")


def concluded_each(program: str, name: str, arity: int, alternatives: Sequence[Sequence[str]]) -> list[list[str]]:
    """The atoms of a predicate for each of some lists of rules that are added to a program one at a time."""
    chosen = " ".join(f"{rule}, _chosen({index})." for index, rules in enumerate(alternatives) for rule in rules)
    control = clingo.Control(["--warn=none", "0"], logger=lambda _code, _text: None)
    shown = f"#show {name}/{arity}. #show _chosen/1."
    control.add("base", [], f"{program}\n{chosen} 1 {{ _chosen(0..{len(alternatives) - 1}) }} 1. {shown}")
    control.ground([("base", [])])
    found: list[list[str]] = [[] for _ in alternatives]
    with control.solve(yield_=True) as handle:
        for model in handle:
            symbols = model.symbols(shown=True)
            index = next(it.arguments[0].number for it in symbols if it.name == "_chosen")
            found[index] = [str(it) for it in symbols if it.name == name]
    return found


class Alternatives(Grounded):
    """One ground program in which exactly one of many sets of facts is added; each set is asked about for itself.

    `sets` gives for each its facts and the patterns of the norms that answer the question asked of it.
    """

    def __init__(self, law: str, facts: Iterable[str], sets: Sequence[tuple[Sequence[str], Sequence[str]]]) -> None:
        lines = [f"1 {{ _supposed(0..{len(sets) - 1}) }} 1."]
        for index, (added, sought) in enumerate(sets):
            lines += [f"{atom} :- _supposed({index})." for atom in added]
            lines += [f"_yes({index},D) :- _supposed({index}), effective({pattern},_,D)." for pattern in sought]
        super().__init__(f"{law}\n{' '.join(lines)}", facts)
        self._size = len(sets)
        self._days = [
            (it.symbol.arguments[0].number, str(it.symbol))
            for it in self._control.symbolic_atoms.by_signature("_yes", 2)
        ]
        # That a day is without a duty can be said only of days that are known now.
        no = " ".join(f"{_no(yes)} :- _supposed({index}), not {yes}." for index, yes in self._days)
        self._control.add("without", [], f"{no}\n#show _yes/2. #show _no/2.")
        self._control.ground([("without", [])])

    def verdicts(self, positions: Mapping[str, str]) -> list[Verdict]:
        """The verdict for each set on these positions, all from one solve."""
        found = set(self._some(self._solve("brave", positions, (), False)))
        verdicts: list[Verdict] = ["not_obliged"] * self._size
        for index, yes in self._days:
            if yes in found and verdicts[index] != "obliged":
                verdicts[index] = "contested" if _no(yes) in found else "obliged"
        return verdicts


def _no(yes: str) -> str:
    return f"_no{yes.removeprefix('_yes')}"


class Options(NamedTuple):
    """A change that may be made: the facts it adds and removes, and its weight."""

    adds: tuple[str, ...]
    removes: tuple[str, ...]
    weight: int


class Choices(Grounded):
    """One ground program in which any set of changes may be made.

    `facts` are without those that some change removes. Two changes that remove the same fact exclude each other, and so
    do two that belong to one group of variants, given by `groups`.
    """

    def __init__(
        self,
        law: str,
        facts: Iterable[str],
        sought: Sequence[str],
        changes: Sequence[Options],
        groups: Iterable[Sequence[int]],
        heaviest: int,
    ) -> None:
        lines = [f"{{ _made(0..{len(changes) - 1}) }}." if changes else ""]
        removed: dict[str, list[int]] = {}
        for index, change in enumerate(changes):
            lines += [f"{fact} :- _made({index})." for fact in change.adds]
            for fact in change.removes:
                removed.setdefault(fact, []).append(index)
        for fact, by in removed.items():
            lines.append(f"{fact} :- {', '.join(f'not _made({index})' for index in by)}.")
        lines += [f":- 2 {{ {'; '.join(f'_made({index})' for index in by)} }}." for by in (*removed.values(), *groups)]
        summed = "; ".join(f"{change.weight},{index} : _made({index})" for index, change in enumerate(changes))
        lines.append(f"_weight(W) :- W = 1..{heaviest}, W = #sum {{ {summed} }}.")
        super().__init__(f"{law}\n{' '.join(lines)}", facts, sought)
        atoms = self._control.symbolic_atoms
        self._made = {it.symbol.arguments[0].number: it.literal for it in atoms.by_signature("_made", 1)}
        self._weight = {it.symbol.arguments[0].number: it.literal for it in atoms.by_signature("_weight", 1)}

    def _exactly(self, chosen: frozenset[int]) -> list[int]:
        return [literal if index in chosen else -literal for index, literal in self._made.items()]

    def find(self, weight: int, answered: bool, positions: Mapping[str, str]) -> frozenset[int] | None:
        """A set of changes of this weight under which, on some view in line with these positions, a sought norm holds.

        With `answered` false one under which none holds. None where there is no such set that is not ruled out.
        """
        level = self._weight.get(weight)
        some, _ = self._answered
        if level is None or (some is None and answered):
            return None
        wanted = [level] if some is None else [level, some if answered else -some]
        found = self._models([*self.literals(positions), *wanted])
        if found is None:
            return None
        return frozenset(index for index, literal in self._made.items() if literal in found)

    def refute(self, chosen: frozenset[int], answered: bool, positions: Mapping[str, str]) -> dict[str, str] | None:
        """Positions on which these changes leave the question answered, or not; None where there are none."""
        some, _ = self._answered
        if some is None:
            return None if answered else dict(positions)
        wanted = [*self._exactly(chosen), some if answered else -some]
        found = self._models([*self.literals(positions), *wanted])
        if found is None:
            return None
        return {issue: option for (issue, option), literal in self.adopted.items() if literal in found}

    def verdict_with(self, chosen: frozenset[int], positions: Mapping[str, str]) -> Verdict:
        """The verdict once these changes are made."""
        return self.verdict(positions, self._exactly(chosen))

    def failing(self, chosen: frozenset[int], answered: bool, positions: Mapping[str, str]) -> dict[int, bool]:
        """The changes, made (`True`) or not made, to which it is owed that a set fails on these positions.

        With `answered` it fails since no sought norm can hold, without since one must, on some day. Every set alike in
        these changes fails as well. Where no part of the set is to blame, all of it is.
        """
        some, days = self._answered
        exactly = self._exactly(chosen)
        for goal in ([some] if some is not None else []) if answered else [-day for day in days]:
            core = self._core([*self.literals(positions), goal, *exactly])
            if core is not None:
                return {index: index in chosen for index, literal in self._made.items() if {literal, -literal} & core}
        return {index: index in chosen for index in self._made}

    def rule_out(self, alike: Mapping[int, bool]) -> None:
        """Do not find a set in which these changes are made, or are not."""
        literals = [self._made[index] if made else -self._made[index] for index, made in sorted(alike.items())]
        with self._control.backend() as backend:
            backend.add_rule([], literals)

    def _core(self, assumptions: Sequence[int]) -> frozenset[int] | None:
        """Some of the assumptions that contradict one another; None where they do not."""
        self._mode.enum_mode = "auto"
        self._mode.models = 1
        with self._control.solve(assumptions=list(assumptions), yield_=True) as handle:
            result = handle.get()
            _within_bounds(result)
            return frozenset(handle.core()) if result.unsatisfiable else None

    def _models(self, assumptions: Sequence[int]) -> frozenset[int] | None:
        """The literals of changes and positions that hold in one answer set; None where there is none."""
        self._mode.enum_mode = "auto"
        self._mode.models = 1
        looked_at = [*self._made.values(), *self.adopted.values()]
        with self._control.solve(assumptions=list(assumptions), yield_=True) as handle:
            for model in handle:
                return frozenset(literal for literal in looked_at if model.is_true(literal))
            _within_bounds(handle.get())
        return None
