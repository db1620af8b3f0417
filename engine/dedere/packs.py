"""Packs: rules, facts and cases that an installed package brings, found by its entry point and never read unasked.

A package brings a pack by an entry point of the group `dedere.packs`, in its `pyproject.toml`:

    [project.entry-points."dedere.packs"]
    riverlands = "dedere_riverlands"

The name is what `--pack` and `dedere.load(packs=...)` take. What stands behind it is a package, or a folder in one with
dots (`dedere_riverlands.law`), which holds `rules/`, `facts/` or both, and `cases/` where it likes. Nothing of the
package is run: its folder is looked for and not imported.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from dedere.errors import UsageError
from dedere.given import quoted

GROUP = "dedere.packs"
"""The group of entry points by which packages bring packs."""


class Pack(NamedTuple):
    """A pack that an installed package brings.

    `distribution` and `version` say which package that is, `where` the folder it is in (None where that is not found),
    and `wrong` why it cannot be used, with None for one that can. What the rules and facts in it say, and whether they
    load, is known only once it is loaded.
    """

    name: str
    distribution: str
    version: str
    where: Path | None
    wrong: str | None

    @property
    def rules(self) -> Path | None:
        """The folder of its rules, or None where it has none."""
        return self._folder("rules")

    @property
    def facts(self) -> Path | None:
        """The folder of its facts, or None where it has none."""
        return self._folder("facts")

    @property
    def cases(self) -> Path | None:
        """The folder of its cases, or None where it has none."""
        return self._folder("cases")

    def _folder(self, kind: str) -> Path | None:
        found = self.where / kind if self.where else None
        return found if found and found.is_dir() else None


def installed() -> tuple[Pack, ...]:
    """The packs that installed packages bring, by name; of those of one name none can be used."""
    # Imported here: a question that names no pack does without.
    from importlib.metadata import entry_points

    found: list[Pack] = []
    for point in entry_points(group=GROUP):
        where, wrong = _where(point.value)
        brought_by = (point.dist.name, point.dist.version) if point.dist else ("", "")
        found.append(Pack(point.name, *brought_by, where, wrong))
    found.sort()
    names = [it.name for it in found]
    return tuple(
        it if names.count(it.name) == 1 else it._replace(wrong=f"{names.count(it.name)} packages bring this name")
        for it in found
    )


def named(names: object) -> list[Pack]:
    """The installed packs of the names given: None, one name, or many of them.

    Raises `UsageError` for any other type, for a name that no package brings, and for a pack that cannot be used.
    """
    many = [] if names is None else [names] if isinstance(names, str) else names
    if not isinstance(many, Iterable) or isinstance(many, (bytes, dict)):
        raise UsageError(f"packs cannot be loaded from {quoted(names)}", "give the name of a pack, or a list of names")
    wanted = list(dict.fromkeys(map(_name, many)))
    if not wanted:
        return []
    known = {it.name: it for it in installed()}
    return [_usable(name, known) for name in wanted]


def _name(name: object) -> str:
    if not isinstance(name, str):
        raise UsageError(f"packs cannot be loaded from {quoted(name)}", "give the name of a pack, or a list of names")
    return name


def _usable(name: str, known: dict[str, Pack]) -> Pack:
    pack = known.get(name)
    if pack is None:
        from difflib import get_close_matches

        near = get_close_matches(name[:100].lower(), known, 1)
        hint = "`dedere rules packs` lists them" if known else "`dedere rules packs` lists them, and there are none"
        raise UsageError(f"no pack `{name}` is installed", f"did you mean `{near[0]}`? {hint}" if near else hint)
    if pack.wrong is not None:
        raise UsageError(f"the pack `{name}` cannot be used: {pack.wrong}", "`dedere rules packs` shows where it is")
    return pack


def _where(value: str) -> tuple[Path | None, str | None]:
    """The folder that an entry point names, and what is wrong with it."""
    from importlib.util import find_spec

    # Only the first name is looked up: to find a package within another Python would run the outer one.
    top, *below = names = value.split(".")
    if not all(map(str.isidentifier, names)):
        return None, f"its entry point names `{value}`, which is no package"
    try:
        spec = find_spec(top)
    except (ImportError, ValueError) as error:
        return None, f"the package `{top}` cannot be found: {error}"
    if spec is None:
        return None, f"the package `{top}` cannot be found"
    if spec.submodule_search_locations is None:
        return None, f"`{top}` is a module and no package, so that it has no folder of its own"
    folders = [Path(it, *below) for it in spec.submodule_search_locations]
    where = next((it for it in folders if it.is_dir()), None)
    if where is None:
        return None, f"the package `{top}` has no folder `{'/'.join(below)}`" if below else f"`{top}` is no folder"
    if not (where / "rules").is_dir() and not (where / "facts").is_dir():
        return where, "it has neither a folder `rules` nor a folder `facts`"
    return where, None
