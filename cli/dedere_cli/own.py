"""Rules and facts of the user's own, as every command takes them: `--rules`, `--facts`, `--pack` and `--alone`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

import click

if TYPE_CHECKING:
    from pathlib import Path

    from dedere import Corpus, Engine

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Note(Protocol):
    """What a check found, in a file."""

    @property
    def file(self) -> str | None: ...


_Noted = TypeVar("_Noted", bound=_Note)


class Own(NamedTuple):
    """The folders and packs that were named, and whether nothing that comes with Dedere is to be read beside them."""

    rules: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    alone: bool = False

    def folders(self) -> tuple[list[Path], list[Path]]:
        """The folders of rules and of facts that are read. Raises `UsageError` as `corpus` does."""
        from dedere.loading import folders

        return folders(self.rules, self.facts, self.alone, self.packs)

    def corpus(self) -> Corpus:
        """The record and the law with the user's own.

        Raises `UsageError` for a folder that brings nothing, and for a pack that is not installed.
        """
        from dedere import load

        return load(self.rules, self.facts, self.alone, self.packs)

    def noted(self, notes: Iterable[_Noted]) -> tuple[_Noted, ...]:
        """Of what is worth knowing, that of the user's own files; all of it where there are none on top of Dedere's.

        Whoever looks through a pack is not told what is worth knowing about the law below it.
        """
        if self.alone or not (self.rules or self.facts or self.packs):
            return tuple(notes)
        shipped = _shipped()
        return tuple(it for it in notes if it.file not in shipped)

    def law(self, corpus: Corpus) -> frozenset[str] | None:
        """The files of the user's own rules, on top of Dedere's; None where there are none, or no others."""
        own = frozenset(name for name, _ in corpus.law_files()) - _shipped()
        return own if own and not self.alone else None

    def lying_beside(self, cases: Iterable[Path]) -> str | None:
        """A hint that names the rules and facts that lie beside case files, where none of the user's own are named."""
        if self.rules or self.packs:
            return None
        for path in cases:
            for home in (path, *path.parents[:2]):
                near = [f"--{it} {home / it}" for it in ("rules", "facts") if (home / it).is_dir()]
                if near:
                    return f"the cases may be of the rules beside them: add `{' '.join(near)}`"
        return "name the rules that the cases are of with `--rules`"

    def typed(self) -> str:
        """The options as they are typed, each with a space before it."""
        import shlex

        named = [
            *(("--rules", it) for it in self.rules),
            *(("--facts", it) for it in self.facts),
            *(("--pack", it) for it in self.packs),
        ]
        return "".join(f" {option} {shlex.quote(it)}" for option, it in named) + " --alone" * self.alone

    def engine(self) -> Engine:
        """The same, made ready to answer."""
        from dedere import Engine

        return Engine(self.corpus())


def _shipped() -> frozenset[str]:
    """The names of the files that come with Dedere."""
    from dedere.loading import default_folders, read

    rules, facts = default_folders()
    return frozenset(it.path for it in (*read([rules], law=True), *read([facts], law=False)))


def own(command: _Command) -> _Command:
    """Give a command the four options; it is called with `own`."""

    @wraps(command)
    def with_own(
        *args: Any, rules: tuple[str, ...], facts: tuple[str, ...], packs: tuple[str, ...], alone: bool, **more: Any
    ) -> Any:
        if "-" in (*rules, *facts):
            from dedere_cli import incoming

            rules, facts = (tuple(str(incoming.path(it, ".lp")) for it in its) for its in (rules, facts))
        return command(*args, own=Own(rules, facts, packs, alone), **more)

    wrapped: Any = with_own
    for option in (
        click.option("--alone", is_flag=True, help="Only your own: nothing of Dedere's is read beside them."),
        click.option("--pack", "packs", metavar="NAME", multiple=True, help="A pack that a package brings."),
        click.option(
            "--facts", metavar="DIR", multiple=True, help="A folder or file of your own facts, on top of the record."
        ),
        click.option(
            "--rules", metavar="DIR", multiple=True, help="A folder or file of your own rules, on top of the law."
        ),
    ):
        wrapped = option(wrapped)
    result: _Command = wrapped
    return result
