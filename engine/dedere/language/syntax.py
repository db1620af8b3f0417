"""Rule and fact files through clingo's own parser, as plain data. The only module that touches `clingo.ast`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Any, NamedTuple, TypeAlias

import clingo
from clingo import ast
from clingo.ast import AST, ASTSequence, ASTType

from dedere.errors import CorpusError, Finding
from dedere.language.annotations import MARK
from dedere.language.records import Clause, Literal
from dedere.terms.reader import LARGEST_INTEGER, parse_fact
from dedere.terms.values import Atom
from dedere.terms.variables import names

Node: TypeAlias = Any
"""A node of clingo's tree. Its attributes depend on its kind; clingo's own type for them is a union of everything."""


class FactStatement(NamedTuple):
    """A ground fact, with the lines it begins and ends on."""

    atom: Atom
    line: int
    last_line: int


class ClauseStatement(NamedTuple):
    """A rule of one head atom (pools and choice elements are taken apart), or a constraint.

    `atoms` are all atoms in it, the head first, those inside aggregates and conditions included: what the vocabulary
    is checked against.
    """

    clause: Clause
    atoms: tuple[Literal, ...]
    line: int
    last_line: int


class DefinedStatement(NamedTuple):
    """`#defined name/arity.`"""

    name: str
    arity: int
    line: int
    last_line: int


class CommentStatement(NamedTuple):
    """A comment that begins with `%@`."""

    text: str
    line: int
    last_line: int


Statement: TypeAlias = FactStatement | ClauseStatement | DefinedStatement | CommentStatement

MOST_NESTED = 64
MOST_EXPANDED = 10_000

_TOKEN = re.compile(
    r""""(?:[^"\\\n]|\\["\\n])*"|%\*.*?(?:\*%|\Z)|%[^\n]*|#include\b|#script\b|(?<![\w'])[0-9]+|[([{]|[])}]|\x00|[^\x00-\x7f]""",
    re.DOTALL,
)
_MESSAGE = re.compile(r"[^\n]*?:([0-9]+):([0-9]+)[-0-9:]*: (?:error|warning|info): (.*)", re.DOTALL)
_REFUSED = {
    ASTType.Script: ("`#script` cannot stand in a rule file", "say it in rules; Dedere runs no code of a rule file"),
    ASTType.Definition: ("`#const` cannot stand in a rule file", "write a fact instead, so that it has a source"),
    ASTType.ShowSignature: (
        "`#show` cannot stand in a rule file",
        "leave it out; Dedere shows what a question asks for",
    ),
    ASTType.ShowTerm: ("`#show` cannot stand in a rule file", "leave it out; Dedere shows what a question asks for"),
    ASTType.External: ("`#external` cannot stand in a rule file", "suppose a fact instead"),
    ASTType.Minimize: ("weak constraints and `#minimize` cannot stand in a rule file", "say it in rules"),
    ASTType.Program: ("`#program` cannot stand in a rule file", "leave it out; every rule belongs to the base program"),
    ASTType.Heuristic: ("`#heuristic` cannot stand in a rule file", "leave it out"),
    ASTType.Edge: ("`#edge` cannot stand in a rule file", "leave it out"),
    ASTType.ProjectAtom: ("`#project` cannot stand in a rule file", "leave it out"),
    ASTType.ProjectSignature: ("`#project` cannot stand in a rule file", "leave it out"),
    ASTType.TheoryDefinition: ("`#theory` cannot stand in a rule file", "leave it out"),
}
_OPERATORS = {
    int(ast.ComparisonOperator.Equal): "=",
    int(ast.ComparisonOperator.NotEqual): "!=",
    int(ast.ComparisonOperator.LessThan): "<",
    int(ast.ComparisonOperator.LessEqual): "<=",
    int(ast.ComparisonOperator.GreaterThan): ">",
    int(ast.ComparisonOperator.GreaterEqual): ">=",
}


class _Refused(Exception):
    """A statement that a rule file must not have; caught in `parse`."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def parse(path: str, text: str, *, facts_only: bool = False) -> list[Statement]:
    """The statements of one file, in their order.

    `path` is only what findings call the file. With `facts_only` the file may hold ground facts and comments, nothing
    that has to be evaluated. Raises `CorpusError` with every fault of the file.
    """
    findings = list(_before(path, text))
    if findings:
        raise CorpusError(findings)
    nodes: list[Node] = []
    messages: list[str] = []
    try:
        ast.parse_string(text, nodes.append, logger=lambda _code, message: messages.append(message))
    except RuntimeError:
        lines = text.split("\n")
        raise CorpusError(_syntax_error(path, lines, message) for message in messages or [":1:1: error: ?"]) from None
    statements: list[Statement] = []
    for node in nodes[1:]:  # The first node is the `#program base.` that clingo puts before every text.
        try:
            statements.extend(_statement(path, node, facts_only))
        except _Refused as refused:
            findings.append(Finding(path, _lines(node)[0], refused.message, refused.hint))
    if findings:
        raise CorpusError(findings)
    return statements


def unsafe(text: str) -> list[tuple[int, str]]:
    """What clingo's own checks say against a program as a whole (unsafe variables, above all), as line and message.

    Nothing is grounded.
    """
    messages: list[str] = []
    control = clingo.Control(logger=lambda _code, message: messages.append(message))
    try:
        control.add("base", [], text)
        control.ground([])
    except RuntimeError:
        pass
    found: list[tuple[int, str]] = []
    for message in messages:
        line, _, what = _message(message)
        if "unsafe" in what:
            variables = sorted(set(re.findall(r"'([^'\n]+)' is unsafe", what)))
            found.append((line, f"unsafe variables: {', '.join(f'`{name}`' for name in variables)}"))
        elif ": error:" in message:
            found.append((line, what.splitlines()[0]))
    return found


def _before(path: str, text: str) -> Iterator[Finding]:
    """Faults that clingo's parser would act on, overlook or choke on, so that they are looked for before it runs."""
    depth = 0
    for found in _TOKEN.finditer(text):
        token = found.group()
        if token in ("(", "[", "{"):
            depth += 1
            message, hint = f"parentheses are nested deeper than {MOST_NESTED}", "write the term flatter"
            if depth != MOST_NESTED + 1:
                continue
        elif token in (")", "]", "}"):
            depth -= 1
            continue
        elif token == "#include":
            # The parser opens the file at once, whatever it is.
            message, hint = "`#include` cannot stand in a rule file", "every file of the folder is read anyway"
        elif token == "#script":
            message, hint = _REFUSED[ASTType.Script]
        elif token == "\x00":
            # The parser takes it for the end of the file.
            message, hint = "there is a zero byte in the file", "save the file as plain text"
        elif token == "\ufeff":
            message, hint = "the file begins with a byte order mark", "save it as UTF-8 without one"
        elif not token[0].isascii():
            # The parser complains of its first byte alone, which is no text, and the process ends there and then.
            message = f"the character {token!a} stands outside a text in quotes"
            hint = "names are plain ASCII; a text in quotes has no escapes but those of quote, backslash and line end"
        elif token[0].isdigit() and (len(token) > 10 or int(token) > LARGEST_INTEGER):
            # The parser wraps it around without a word.
            message, hint = f"`{token[:20]}` is larger than 32 bits", "write a smaller integer, or a text in quotes"
        else:
            continue
        yield Finding(path, text.count("\n", 0, found.start()) + 1, message, hint)


def _message(message: str) -> tuple[int, int, str]:
    """Line, column and wording of a message of clingo."""
    found = _MESSAGE.match(message)
    return (int(found[1]), int(found[2]), found[3].strip()) if found else (1, 1, message.strip())


def _syntax_error(path: str, lines: Sequence[str], message: str) -> Finding:
    line, column, what = _message(message)
    what = re.sub(r"(unexpected|expecting|or) (\S+?)(?=,|$| or )", r"\1 `\2`", what.splitlines()[0])
    source = lines[line - 1].strip() if line <= len(lines) else ""
    where = f"look at column {column} of `{source[:80]}`" if source else "look at the end of the line before it"
    return Finding(path, line, what, f"{where}; a statement ends with a full stop, and names begin in lower case")


def _lines(node: Node) -> tuple[int, int]:
    location = node.location
    return location.begin.line, location.end.line


def _statement(path: str, node: Node, facts_only: bool) -> Iterator[Statement]:
    line, last_line = _lines(node)
    kind = node.ast_type
    if node.location.begin.filename != "<string>":
        # Looked for beforehand, but clingo nests comments and the search does not.
        raise _Refused("`#include` cannot stand in a rule file", "every file of the folder is read anyway")
    if kind == ASTType.Comment:
        comment = str(node)
        if comment.startswith(MARK):
            yield CommentStatement(comment.strip(), line, last_line)
    elif kind == ASTType.Defined:
        yield DefinedStatement(node.name, node.arity, line, last_line)
    elif kind == ASTType.Rule:
        if not node.body and _plain_head(node):
            for atom in _facts(node, facts_only):
                yield FactStatement(atom, line, last_line)
        elif facts_only:
            raise _Refused("a fact file holds facts only", "put the rule into a file of the rules folder")
        else:
            for unpooled in node.unpool():
                for clause, atoms in _clauses(path, line, unpooled):
                    yield ClauseStatement(clause, atoms, line, last_line)
    else:
        refused = _REFUSED.get(kind, (f"`{str(node).split()[0]}` cannot stand in a rule file", "leave it out"))
        raise _Refused(*refused)


# ------------------------------------------------------------------------------------------------------------- facts


def _plain_head(node: Node) -> bool:
    head = node.head
    return bool(head.ast_type == ASTType.Literal and head.atom.ast_type == ASTType.SymbolicAtom)


def _facts(node: Node, facts_only: bool) -> Iterable[Atom]:
    text = str(node)
    try:
        return [parse_fact(text)]
    except ValueError as error:
        expanded = [] if facts_only else _expanded(node)
        if not expanded:
            hint = "write every fact out, one on a line" if facts_only else "a fact is ground and written out"
            raise _Refused(f"{_unlike_a_fact(node) or error} (`{text[:80]}`)", hint) from None
    if len(expanded) > MOST_EXPANDED:
        raise _Refused(f"`{text[:80]}` stands for more than {MOST_EXPANDED} facts", "make the interval smaller")
    try:
        return [parse_fact(text) for text in expanded]
    except ValueError as error:
        raise _Refused(f"{error} (`{text[:80]}`)", "a fact is ground and written out") from None


def _unlike_a_fact(node: Node) -> str | None:
    """What the user wrote instead of a ground term, where clingo's text has parentheses of its own."""
    kinds = {part.ast_type for argument in _children(node.head.atom.symbol) for part in _walk(argument)}
    if ASTType.Interval in kinds:
        return "an interval cannot stand in a fact"
    if node.head.atom.symbol.ast_type == ASTType.Function and kinds & {ASTType.BinaryOperation, ASTType.UnaryOperation}:
        return "arithmetic and comparison cannot stand in a fact"
    return None


def _expanded(node: Node) -> list[str]:
    """The texts of the facts that a fact with pools or integer intervals stands for; empty where it is none."""
    texts: list[str] = []
    for unpooled in node.unpool():
        symbol = unpooled.head.atom.symbol
        if symbol.ast_type != ASTType.Function or unpooled.head.sign:
            return []
        choices: list[Sequence[object]] = []
        size = 1
        for argument in symbol.arguments:
            if argument.ast_type == ASTType.Interval:
                try:
                    choices.append(range(int(str(argument.left)), int(str(argument.right)) + 1))
                except ValueError:
                    return []
            else:
                choices.append([argument])
            size *= len(choices[-1])
        if size > MOST_EXPANDED:
            return [str(node)] * (MOST_EXPANDED + 1)
        texts += [f"{symbol.name}({','.join(map(str, args))})" for args in product(*choices)]
    return texts


# ----------------------------------------------------------------------------------------------------------- clauses


def _children(node: Node) -> Iterator[Node]:
    for key in node.child_keys:
        child = getattr(node, key)
        if isinstance(child, AST):
            yield child
        elif isinstance(child, ASTSequence):
            yield from child


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in _children(node):
        yield from _walk(child)


# Read off the canonical text: walking the tree takes twenty times as long.
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def _variables(node: Node) -> tuple[str, ...]:
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


def _clauses(path: str, line: int, node: Node) -> Iterator[tuple[Clause, tuple[Literal, ...]]]:
    """The clauses of an unpooled rule: one, or one for each element of a choice."""
    marked = _STRING.sub("", str(node))
    for part in _walk(node) if "@" in marked or "&" in marked else ():
        if part.ast_type == ASTType.Function and part.external:
            raise _Refused(
                f"`{part}` calls a function outside clingo", "say it in rules; Dedere runs no code of a file"
            )
        if part.ast_type == ASTType.TheoryAtom:
            raise _Refused(f"the theory atom `{part}` cannot stand in a rule file", "say it in rules")
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
        yield clause, (*((head_literal,) if head_literal else ()), *atoms, *_atoms(conditions))


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
        raise _Refused(f"`{head}` cannot be concluded", "conclude an atom, or nothing at all (`:- ...`)")
    if head.ast_type == ASTType.Aggregate:
        for element in head.elements:
            for _, symbol, _ in _heads(element.literal):
                yield "choice", symbol, element.condition
        return
    if head.ast_type == ASTType.Disjunction:
        raise _Refused("a disjunction cannot be concluded", "write a choice, `1 { a ; b } 1 :- ...`")
    raise _Refused(f"`{head}` cannot be concluded", "conclude an atom or a choice `{ ... }`")


def _atom_literal(kind: str, symbol: Node, text: str | None = None) -> Literal:
    if symbol.ast_type != ASTType.Function:
        raise _Refused(f"classical negation, as in `{symbol}`, has no reading here", "declare a predicate of its own")
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
        for part in _walk(node):
            if part.ast_type == ASTType.Literal and part.atom.ast_type == ASTType.SymbolicAtom:
                yield _atom_literal("negative" if part.sign else "positive", part.atom.symbol)
