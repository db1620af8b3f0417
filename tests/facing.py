"""The public face of Python as it was published, and what a change of it breaks; `make contracts` writes it anew.

The face is a stub of what `import dedere` gives, made from the code by griffe without running it: a line for each
parameter and field, so that a change is read as one. griffe tells what of it would break a caller.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import griffe

import dedere
from dedere.version import __version__

ENGINE = Path(__file__).parents[1] / "engine"
PUBLISHED = Path(__file__).parent / "face.txt"
"""The face, below a line that says of which version it is; no `.pyi`, since nothing is to be typed by it."""

_SAID = "# The face of "


def written() -> str:
    """The face of the code as it is."""
    package = griffe.load("dedere", search_paths=[ENGINE], resolve_aliases=True, force_inspection=False)
    assert isinstance(package, griffe.Module)
    shown: dict[str, griffe.Object] = {}
    for name in dedere.__all__:
        found = package[name]
        target = found.final_target if isinstance(found, griffe.Alias) else found
        assert isinstance(target, griffe.Object)
        shown[name] = target
    lines = [f"{_SAID}dedere {__version__}", ""]
    for name in sorted(_with_what_they_need(shown)):
        lines += [*_stub(name, shown[name]), ""]
    return "\n".join(lines)


def _with_what_they_need(shown: dict[str, griffe.Object]) -> list[str]:
    """The names, those that classes inherit from, and those of dictionaries whose keys are parameters of a function."""
    waiting = list(shown.values())
    while waiting:
        it = waiting.pop()
        if isinstance(it, griffe.Class):
            for base in it.resolved_bases:
                if isinstance(base, griffe.Class) and base.path.startswith("dedere.") and base.name not in shown:
                    shown[base.name] = base
                    waiting.append(base)
        if isinstance(it, griffe.Function):
            for parameter in it.parameters:
                if (text := str(parameter.annotation)).startswith("Unpack["):
                    named = text.removeprefix("Unpack[").removesuffix("]")
                    of = it.module[named]
                    target = of.final_target if isinstance(of, griffe.Alias) else of
                    assert isinstance(target, griffe.Object)
                    shown[named] = target
    return list(shown)


def _stub(name: str, it: griffe.Object) -> Iterator[str]:
    if isinstance(it, griffe.Function):
        yield from _function(name, it, "")
    elif isinstance(it, griffe.Class):
        bases = ", ".join(map(str, it.bases))
        yield f"class {name}({bases}):" if bases else f"class {name}:"
        members = [each for each in _members(it) if not each.name.startswith("_")]
        for each in members:
            if isinstance(each, griffe.Function):
                yield from _function(each.name, each, "    ")
            elif isinstance(each, griffe.Attribute):
                valued = "" if each.value is None else " = ..."
                yield f"    {each.name}: {each.annotation or 'Any'}{valued}"
        if not members:
            yield "    pass"
    elif isinstance(it, griffe.Attribute | griffe.TypeAlias):
        yield f"{name} = {it.value}"


def _members(it: griffe.Class) -> Iterable[griffe.Object]:
    """The members of a class itself, by name."""
    for name in sorted(it.members):
        each = it.members[name]
        target = each.final_target if isinstance(each, griffe.Alias) else each
        if isinstance(target, griffe.Object) and not isinstance(target, griffe.Module):
            yield target


def _function(name: str, it: griffe.Function, margin: str) -> Iterator[str]:
    yield from (f"{margin}@{label}" for label in ("classmethod", "staticmethod", "property") if label in it.labels)
    yield f"{margin}def {name}("
    before = None
    for each in it.parameters:
        named = griffe.ParameterKind.keyword_only
        if each.kind is named and before not in (named, griffe.ParameterKind.var_positional):
            yield f"{margin}    *,"
        before = each.kind
        star = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}.get(
            each.kind or named, ""
        )
        typed = f": {each.annotation}" if each.annotation is not None else ""
        valued = f" = {each.default}" if each.default is not None and not star else ""
        yield f"{margin}    {star}{each.name}{typed}{valued},"
    yield f"{margin}) -> {it.returns}: ..."


def version_of(face: str) -> str:
    """The version that a face is of."""
    return face.partition("\n")[0].rpartition(" ")[2]


def breaking(before: str, after: str) -> list[str]:
    """What in a later face breaks who calls by the earlier one, a line each."""
    with tempfile.TemporaryDirectory() as home:
        old, new = (_loaded(Path(home) / name, text) for name, text in (("before", before), ("after", after)))
        return [it.explain(griffe.ExplanationStyle.ONE_LINE) for it in griffe.find_breaking_changes(old, new)]


def _loaded(home: Path, face: str) -> griffe.Object:
    home.mkdir()
    (home / "face.py").write_text(face, encoding="utf-8")
    loaded = griffe.load("face", search_paths=[home], force_inspection=False)
    assert isinstance(loaded, griffe.Object)
    return loaded


def asked_for(before: str, after: str) -> str | None:
    """The version number that a later face asks for; None where it is the earlier one.

    What breaks a caller asks for the next major number, and before the first for the next minor one; what only adds
    asks for the next minor number, and before the first for the next.
    """
    if before.partition("\n")[2] == after.partition("\n")[2]:
        return None
    major, minor, patch = map(int, version_of(before).split("."))
    if breaking(before, after):
        return f"{major + 1}.0.0" if major else f"0.{minor + 1}.0"
    return f"{major}.{minor + 1}.0" if major else f"0.{minor}.{patch + 1}"


if __name__ == "__main__":
    PUBLISHED.write_text(written(), encoding="utf-8")
