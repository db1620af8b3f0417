"""The pages that are made: the law rule by rule, the record, the commands, Python, and the contracts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import dedere
from dedere import dates
from dedere.answers.currency import called
from dedere.corpus.corpus import Corpus
from dedere.reporting import contracts, rules
from dedere.schema.found import RuleFound

FOLDER = "reference"
"""Where the pages that are made stand among the others; nothing in it is kept."""

CHECKED = {
    "text": "read in the text",
    "decision": "read in the decision",
    "secondary": "seen in a secondary source",
    "memory": "from memory",
    "convention": "a convention of Dedere",
}


def write(home: Path) -> list[str]:
    """Write every page that is made below a folder; gives the names of the pages."""
    corpus = dedere.load()
    made = {**law(corpus), **record(corpus), **contract_pages(), "commands": commands(), "python": python()}
    for name, text in made.items():
        file = home / FOLDER / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        # What did not change is left alone, so that Sphinx reads it once.
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
    for old in (home / FOLDER).rglob("*.md"):
        if str(old.relative_to(home / FOLDER))[:-3] not in made:
            old.unlink()
    return list(made)


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", *parts, ""])


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands."""
    for sign in "\\`*_{}[]<>|$#":
        text = text.replace(sign, "\\" + sign)
    return text


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *(list(it) for it in rows)]
    return "\n".join(f"| {' | '.join(it)} |" for it in lines)


def _toctree(names: Iterable[str]) -> str:
    return "\n".join(["```{toctree}", ":maxdepth: 1", "", *names, "```"])


def _code(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"


# -------------------------------------------------------------------------------------------------------------- the law


def law(corpus: Corpus) -> dict[str, str]:
    """A page for each regime with its rules, and one that lists the regimes."""
    by: dict[str, list[RuleFound]] = {}
    for it in rules.data(corpus, corpus.rules.values()).rules:
        by.setdefault(it.regime, []).append(it)
    said = "How the rules hang together is told in [How it reasons](../reasoning.md), how one is written in "
    said += "[the format](../format.md). `dedere rules show ID` prints one with its place in the files."
    rows = [
        (f"[{_regime(name)}](law/{name}.md)", str(len(them)), ", ".join(_instruments(them)[:4]))
        for name, them in by.items()
    ]
    front = _page(
        "The law here",
        "Each legal rule that Dedere applies, by regime: its id, its title, the authority it rests on with how well "
        "that was checked, the sentence that an answer tells, and the clauses as they are run.",
        said,
        _table(("regime", "rules", "instruments"), rows),
        _toctree(f"law/{name}" for name in by),
    )
    return {"law": front, **{f"law/{name}": _of_regime(corpus, name, them) for name, them in by.items()}}


def _regime(name: str) -> str:
    """The name of a regime, made of that of its folder."""
    if name == "general":
        return "The general part"
    spelled = {"un": "UN", "or": "or", "of": "of", "and": "and", "the": "the"}
    return " ".join(spelled.get(it, it.capitalize()) for it in name.split("_"))


def _part(file: str) -> str:
    """The name of a part of a regime, made of that of its file."""
    return Path(file).stem.replace("_", " ").capitalize()


def _instruments(them: Iterable[RuleFound]) -> list[str]:
    counted = Counter(a.instrument for it in them for a in it.authorities if a.checked != "convention")
    return [_plain(name) for name, _ in counted.most_common()]


def _of_regime(corpus: Corpus, name: str, them: list[RuleFound]) -> str:
    parts = []
    for file in dict.fromkeys(it.file for it in them):
        parts.append(f"## {_part(file)}\n\nIn `{file}`.")
        parts += [part for it in them if it.file == file for part in _rule(corpus, it)]
    return _page(_regime(name), *parts)


def _rule(corpus: Corpus, it: RuleFound) -> Iterator[str]:
    yield f"({it.id.lower()})=\n### {_plain(it.id)}: {_plain(it.title)}"
    if it.kind != "rule":
        yield f"*{it.kind}*" + (f": {_plain(it.because)}" if it.because else "")
    if it.authorities:
        yield "\n".join(
            f"- {_plain(a.instrument)}, {_plain(a.place)} ({CHECKED.get(a.checked, a.checked)})" for a in it.authorities
        )
    said = None
    for number in corpus.rules[it.id].clauses:
        clause = corpus.clauses[number]
        if clause.says and clause.says != said:
            yield f"> {_plain(clause.says)}"
        said = clause.says
        yield _code("clingo", _laid_out(clause.text))


def _laid_out(clause: str) -> str:
    """A clause with each condition on a line of its own."""
    head, sign, body = clause.partition(" :- ")
    if not sign:
        return clause
    return f"{head} :-\n    {_conditions(body)}"


def _conditions(body: str) -> str:
    depth, made, quoted = 0, "", False
    for sign in body:
        quoted ^= sign == '"'
        if not quoted:
            depth += (sign in "({") - (sign in ")}")
        made += sign
        if sign in ",;" and not depth and not quoted:
            made = made.rstrip() + "\n   "
    return made


# ----------------------------------------------------------------------------------------------------------- the record


def record(corpus: Corpus) -> dict[str, str]:
    """What the record has: how far it is kept, how well each kind was checked, and on which sources it rests."""
    facts = [it for it in corpus.facts if not it.law]
    of = {name: it.group or "other" for name, it in corpus.vocabulary.predicates.items()}
    by: dict[str, Counter[str]] = {}
    used: Counter[str] = Counter()
    for it in facts:
        by.setdefault(of.get(it.atom.name, "other"), Counter())[it.confidence] += 1
        used.update(set(it.sources))
    ranks = ("seen_twice", "seen_once", "recall")
    kept = dedere.kept()
    confidence = _table(
        ("kind", "facts", "seen twice", "seen once", "from memory"),
        ((called(kind, None), str(sum(it.values())), *(str(it[r]) for r in ranks)) for kind, it in sorted(by.items())),
    )
    until = _table(
        ("kept up to", "kind", "about"),
        ((dates.words(it.day), called(it.kind, None), _plain(it.name or "")) for it in kept.parts),
    )
    sources = "\n".join(
        f"- {_plain(it.citation)}{f' (<{it.url}>)' if it.url else ''}: {used[it.id]} fact{'s' * (used[it.id] != 1)}"
        for it in sorted(corpus.sources.values(), key=lambda it: it.citation)
        if used[it.id]
    )
    front = _page(
        "The record",
        f"{len(facts)} facts stand in the record, each with its source and with how well it was checked. "
        "`dedere facts search WORDS` finds one, `dedere facts show` prints it with what it rests on; "
        "[how it is kept](../record.md) is a page of its own.",
        "## How well it was checked",
        "*Seen twice* is seen in two sources, *seen once* in one; what stands on memory alone says so, and so does "
        "every answer that rests on it.",
        confidence,
        "## Kept until",
        "After these days the record may lack what has happened. An answer names the day that it rests on.",
        until,
        _toctree(["record/sources"]),
    )
    return {"record": front, "record/sources": _page("Sources of the record", sources)}


# -------------------------------------------------------------------------------------------------------- the contracts


def contract_pages() -> dict[str, str]:
    """A page for each contract with what stands in it, and one that lists them."""
    found = [contracts.contract(it) for it in contracts.names()]
    front = _page(
        "JSON",
        "What is written as JSON is a contract with a name and a number. `dedere schema NAME` prints its JSON Schema, "
        "made from what writes it; [how contracts change](../command.md#contracts) is told with the command.",
        _table(("contract", "what it is"), ((f"[{it.name}](json/{_short(it)}.md)", _plain(it.about)) for it in found)),
        _toctree(f"json/{_short(it)}" for it in found),
    )
    return {"json": front, **{f"json/{_short(it)}": _contract(it) for it in found}}


def _short(it: contracts.Contract) -> str:
    return it.name.removeprefix("dedere.").partition("/")[0]


def _contract(it: contracts.Contract) -> str:
    parts = [f"{_plain(it.about)}. `dedere schema {_short(it)}` prints the schema."]
    if "properties" in it.schema:
        parts.append(_fields(it.schema))
    for name, node in sorted(it.schema.get("$defs", {}).items()):
        parts.append(f"## {name}")
        if about := node.get("description"):
            parts.append(_prose(about))
        if "properties" in node:
            parts.append(_fields(node))
        elif "enum" in node:
            parts.append("One of " + ", ".join(f"`{value}`" for value in node["enum"]) + ".")
    return _page(f"`{it.name}`", *parts)


def _prose(text: str) -> str:
    """A docstring: what stands between backticks in it is code."""
    return "`".join(part if at % 2 else _plain(part) for at, part in enumerate(text.split("`")))


def _fields(node: Mapping[str, Any]) -> str:
    needed = set(node.get("required", ()))
    rows = ((f"`{name}`", _type(it), "" if name in needed else "no") for name, it in node["properties"].items())
    head = ("field", "what it is", "always there")
    found = [(field, what, always or "yes") for field, what, always in rows]
    if all(always == "yes" for *_, always in found):
        return _table(head[:2], (it[:2] for it in found))
    return _table(head, found)


def _type(node: Mapping[str, Any]) -> str:
    if "$ref" in node:
        return f"{node['$ref'].rpartition('/')[2]}"
    if "const" in node:
        return f"`{node['const']}`"
    if "enum" in node:
        return ", ".join(f"`{it}`" for it in node["enum"])
    for key in ("anyOf", "oneOf"):
        if key in node:
            return " or ".join(dict.fromkeys(map(_type, node[key])))
    if node.get("type") == "array":
        if "prefixItems" in node:
            return "list of " + ", then ".join(map(_type, node["prefixItems"]))
        return f"list of {_type(node['items'])}" if node.get("items") else "list"
    if node.get("type") == "object" and isinstance(node.get("additionalProperties"), dict):
        return f"object of {_type(node['additionalProperties'])}"
    named = {"string": node.get("format", "text"), "null": "null", "boolean": "true or false"}
    kind = str(node.get("type", "anything"))
    return str(named.get(kind, kind))


# -------------------------------------------------------------------------------------------------- commands and Python


def commands() -> str:
    """Every command with its options, as the command itself tells them."""
    click = ".. click:: dedere_cli.main:cli\n   :prog: dedere\n   :nested: full"
    return _page("Commands", _code("{eval-rst}", click))


def python() -> str:
    """What `import dedere` gives: its functions first, then what they take, give and raise."""
    functions = [it for it in dedere.__all__ if it.islower() and not it.startswith("_")]
    types = [it for it in dedere.__all__ if not it.islower() and isinstance(getattr(dedere, it), type)]
    faults = [it for it in types if issubclass(getattr(dedere, it), Exception)]
    parts = []
    for title, names, how in (
        ("Functions", functions, "autofunction"),
        ("Errors", faults, "autoclass"),
        ("What is taken and given", [it for it in types if it not in faults], "autoclass"),
    ):
        lines = "\n\n".join(f".. {how}:: dedere.{name}" for name in names)
        parts += [f"## {title}", _code("{eval-rst}", lines)]
    return _page("Python", "[In Python](../python.md) shows how these are used.", *parts)
