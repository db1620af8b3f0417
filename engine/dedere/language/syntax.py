"""Rule and fact files as plain data: statements in their order, and what is refused, by clingo's own parser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple, TypeAlias

import clingo
from clingo import ast
from clingo.ast import ASTType

from dedere.errors import CorpusError, Finding
from dedere.language.annotations import MARK
from dedere.language.endless import endless
from dedere.language.fact_files import plain
from dedere.language.records import Clause, Literal
from dedere.language.rule_tree import Node, Refused, children, clauses, walk
from dedere.language.screening import INCLUDE, SCRIPT, screen
from dedere.terms.reader import parse_fact
from dedere.terms.values import Atom


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

MOST_EXPANDED = 10_000
"""Facts that one fact with pools or intervals may stand for."""

_MESSAGE = re.compile(r"[^\n]*?:([0-9]+):([0-9]+)[-0-9:]*: (?:error|warning|info): (.*)", re.DOTALL)
_BEFORE_COMMENT = re.compile(r"""(?:[^%"]|"(?:[^"\\]|\\.)*")*""")
_REFUSED = {
    ASTType.Script: SCRIPT,
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


def parse(path: str, text: str, *, facts_only: bool = False) -> list[Statement]:
    """The statements of one file, in their order.

    `path` is only what findings call the file. With `facts_only` the file may hold ground facts and comments, nothing
    that has to be evaluated; without a fault it is read without clingo. Raises `CorpusError` with every fault.
    """
    if facts_only and (facts := plain(text)) is not None:
        return [FactStatement(it, *at) if isinstance(it, Atom) else CommentStatement(it, *at) for it, *at in facts]
    findings = list(screen(path, text))
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
        except Refused as refused:
            findings.append(Finding(path, node.location.begin.line, refused.message, refused.hint))
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


def _message(message: str) -> tuple[int, int, str]:
    """Line, column and wording of a message of clingo."""
    found = _MESSAGE.match(message)
    return (int(found[1]), int(found[2]), found[3].strip()) if found else (1, 1, message.strip())


def _syntax_error(path: str, lines: Sequence[str], message: str) -> Finding:
    line, column, what = _message(message)
    what = re.sub(r"(unexpected|expecting|or) (\S+?)(?=,|$| or )", r"\1 `\2`", what.splitlines()[0])
    source = lines[line - 1].strip() if line <= len(lines) else ""
    if "unexpected" in what and not (lines[line - 1][: column - 1].strip() if line <= len(lines) else ""):
        # What is unexpected begins a line: the statement above it may not have ended.
        above = next((at for at in range(min(line - 1, len(lines)), 0, -1) if _code(lines[at - 1])), 0)
        ended = _code(lines[above - 1]) if above else ""
        if re.search(r'[\w)"]$', ended):
            message = f"no full stop ends `{ended[-80:]}`"
            return Finding(path, above, message, "a statement ends with a full stop: write it behind it")
    where = f"look at column {column} of `{source[:80]}`" if source else "look at the end of the line before it"
    return Finding(path, line, what, f"{where}; a statement ends with a full stop, and names begin in lower case")


def _code(line: str) -> str:
    """A line without the comment at its end."""
    found = _BEFORE_COMMENT.match(line)
    return found[0].strip() if found else ""


def _statement(path: str, node: Node, facts_only: bool) -> Iterator[Statement]:
    location = node.location  # Asked for once: clingo makes it anew each time.
    line, last_line = location.begin.line, location.end.line
    kind = node.ast_type
    if location.begin.filename != "<string>":
        # Looked for beforehand, but clingo nests comments and the search does not.
        raise Refused(*INCLUDE)
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
            raise Refused("a fact file holds facts only", "put the rule into a file of the rules folder")
        else:
            for unpooled in node.unpool():
                for clause, atoms in clauses(path, line, unpooled):
                    if endless(clause):
                        more = f"the clause concludes ever more of `{clause.head_name}` from what it concludes"
                        raise Refused(more, "say how far with a comparison, as in `N < 100`, or with a fact")
                    yield ClauseStatement(clause, atoms, line, last_line)
    else:
        refused = _REFUSED.get(kind, (f"`{str(node).split()[0]}` cannot stand in a rule file", "leave it out"))
        raise Refused(*refused)


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
            raise Refused(f"{_unlike_a_fact(node) or error} (`{text[:80]}`)", hint) from None
    if len(expanded) > MOST_EXPANDED:
        raise Refused(f"`{text[:80]}` stands for more than {MOST_EXPANDED} facts", "make the interval smaller")
    try:
        return [parse_fact(text) for text in expanded]
    except ValueError as error:
        raise Refused(f"{error} (`{text[:80]}`)", "a fact is ground and written out") from None


def _unlike_a_fact(node: Node) -> str | None:
    """What the user wrote instead of a ground term, where clingo's text has parentheses of its own."""
    kinds = {part.ast_type for argument in children(node.head.atom.symbol) for part in walk(argument)}
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
