"""A rule of clingo's syntax tree, taken apart into clauses of one head each with their conditions as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from clingo import ast
from clingo.ast import AST, ASTSequence, ASTType

from dedere.language.records import Clause, Literal
from dedere.terms.patterns import term
from dedere.terms.variables import names

Node: TypeAlias = Any
"""A node of clingo's tree. Its attributes depend on its kind; clingo's own type for them is a union of everything."""

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_OPERATORS = {
    int(ast.ComparisonOperator.Equal): "=",
    int(ast.ComparisonOperator.NotEqual): "!=",
    int(ast.ComparisonOperator.LessThan): "<",
    int(ast.ComparisonOperator.LessEqual): "<=",
    int(ast.ComparisonOperator.GreaterThan): ">",
    int(ast.ComparisonOperator.GreaterEqual): ">=",
}


class Refused(Exception):
    """A statement that a rule file must not have, with what to do instead; caught where the file is parsed."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def children(node: Node) -> Iterator[Node]:
    """The nodes right below a node."""
    for key in node.child_keys:
        child = getattr(node, key)
        if isinstance(child, AST):
            yield child
        elif isinstance(child, ASTSequence):
            yield from child


def walk(node: Node) -> Iterator[Node]:
    """A node and all nodes below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def _variables(node: Node) -> tuple[str, ...]:
    # Read off the canonical text: walking the tree takes twenty times as long.
    return tuple(dict.fromkeys(names(str(node))))


class _Anonymous(ast.Transformer):
    """Gives each `_` a name of its own that the rule does not use."""

    def __init__(self, used: Iterable[str]) -> None:
        self.used = set(used)
        self.count = 0

    def visit_Variable(self, node: Node) -> Any:  # noqa: N802 - clingo calls it by this name
        if node.name != "_":
            return node
        self.count += 1
        while (name := f"_A{self.count}") in self.used:
            self.count += 1
        return node.update(name=name)


def clauses(path: str, line: int, node: Node) -> Iterator[tuple[Clause, tuple[Literal, ...]]]:
    """The clauses of an unpooled rule: one, or one for each element of a choice."""
    marked = _STRING.sub("", str(node))
    for part in walk(node) if "@" in marked or "&" in marked else ():
        if part.ast_type == ASTType.Function and part.external:
            raise Refused(f"`{part}` calls a function outside clingo", "say it in rules; Dedere runs no code of a file")
        if part.ast_type == ASTType.TheoryAtom:
            raise Refused(f"the theory atom `{part}` cannot stand in a rule file", "say it in rules")
    anonymous = _Anonymous(_variables(node))
    body = [_body_literal(literal, anonymous) for literal in node.body]
    atoms = list(_atoms(node.body))
    for kind, head, conditions in _heads(node.head):
        whole = [*body, *(_body_literal(condition, anonymous) for condition in conditions)]
        head_literal = _atom_literal("positive", head) if head is not None else None
        clause = Clause(
            index=-1,
            rule_id="",
            file=path,
            line=line,
            text=str(node),
            kind=kind,
            head=head_literal.text if head_literal else None,
            head_name=head_literal.name if head_literal else "",
            head_args=head_literal.args if head_literal else (),
            body=tuple(literal for literal, _ in whole),
            variables=tuple(dict.fromkeys(name for _, names in whole for name in names)),
            says=None,
            variable_types={},
        )
        _readable(clause)
        yield clause, (*((head_literal,) if head_literal else ()), *atoms, *_atoms(conditions))


def _readable(clause: Clause) -> None:
    """Refuse what no reason could be read off: a proof of it would be wrong, or missing."""
    for arg in (*clause.head_args, *(arg for it in clause.body if it.kind != "aggregate" for arg in it.args)):
        try:
            term(arg)
        except ValueError as error:
            hint = "write plain terms and the operations + - * / \\ **, or a fact for each value"
            raise Refused(f"{error} (`{arg}`)", hint) from None


def _heads(head: Node) -> Iterator[tuple[str, Node | None, Sequence[Node]]]:
    """Kind, symbol and conditions of what a rule concludes."""
    if head.ast_type == ASTType.Literal:
        atom = head.atom
        if atom.ast_type == ASTType.BooleanConstant and (atom.value == 0) != bool(head.sign):
            yield "constraint", None, ()
            return
        if atom.ast_type == ASTType.SymbolicAtom and not head.sign:
            yield "derive", atom.symbol, ()
            return
        raise Refused(f"`{head}` cannot be concluded", "conclude an atom, or nothing at all (`:- ...`)")
    if head.ast_type == ASTType.Aggregate:
        for element in head.elements:
            for _, symbol, _ in _heads(element.literal):
                yield "choice", symbol, element.condition
        return
    if head.ast_type == ASTType.Disjunction:
        raise Refused("a disjunction cannot be concluded", "write a choice, `1 { a ; b } 1 :- ...`")
    raise Refused(f"`{head}` cannot be concluded", "conclude an atom or a choice `{ ... }`")


def _atom_literal(kind: str, symbol: Node, text: str | None = None) -> Literal:
    if symbol.ast_type != ASTType.Function:
        raise Refused(f"classical negation, as in `{symbol}`, has no reading here", "declare a predicate of its own")
    args = tuple(str(argument) for argument in symbol.arguments)
    return Literal(kind, str(symbol) if text is None else text, symbol.name, args, _variables(symbol))


def _body_literal(node: Node, anonymous: _Anonymous) -> tuple[Literal, tuple[str, ...]]:
    """A body literal, and the variables that it may bind for the whole clause."""
    if node.ast_type == ASTType.Literal:
        atom = node.atom
        if atom.ast_type == ASTType.SymbolicAtom and not node.sign:
            literal = _atom_literal("positive", anonymous.visit(atom.symbol))
            return literal, literal.variables
        if atom.ast_type == ASTType.SymbolicAtom and node.sign == ast.Sign.Negation:
            return _atom_literal("negative", atom.symbol, str(node)), ()
        if atom.ast_type == ASTType.BooleanConstant:
            return Literal("comparison", str(node), "", (), ()), ()
        if atom.ast_type == ASTType.Comparison:
            args = (str(atom.term), *(str(guard.term) for guard in atom.guards))
            plain = len(args) == 2 and not node.sign
            name = _OPERATORS[int(atom.guards[0].comparison)] if plain else ""
            literal = Literal("comparison", str(node), name, args, _variables(node))
            return literal, () if node.sign else tuple(name for name in literal.variables if name != "_")
        if atom.ast_type in (ASTType.Aggregate, ASTType.BodyAggregate):
            guards = [guard for guard in (atom.left_guard, atom.right_guard) if guard is not None]
            bound = tuple(name for guard in guards for name in _variables(guard.term) if not node.sign)
            return Literal("aggregate", str(node), "", (), _variables(node)), bound
    # A conditional literal, or an atom negated twice: nothing that an explanation could take apart.
    return Literal("aggregate", str(node), "", (), _variables(node)), ()


def _atoms(nodes: Iterable[Node]) -> Iterator[Literal]:
    """Every atom below, with its sign, wherever it stands."""
    for node in nodes:
        if node.ast_type == ASTType.Literal and node.atom.ast_type in (ASTType.SymbolicAtom, ASTType.Comparison):
            # The most frequent by far: there is nothing below to walk to.
            if node.atom.ast_type == ASTType.SymbolicAtom:
                yield _atom_literal("negative" if node.sign else "positive", node.atom.symbol)
            continue
        for part in walk(node):
            if part.ast_type == ASTType.Literal and part.atom.ast_type == ASTType.SymbolicAtom:
                yield _atom_literal("negative" if part.sign else "positive", part.atom.symbol)
