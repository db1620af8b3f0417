"""A pack to begin with: rules, facts, cases and tests that work as written, to be changed into the law one means.

The texts are in `templates/pack`. They hold a small regime, made up and true to form: a court, its treaty, who must
arrest, who need not, and what stands in the way.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from string import Template

from dedere.errors import UsageError, reason_of
from dedere.loading import default_folders, load

_TEMPLATES = Path(__file__).parent / "templates" / "pack"
_NAME = re.compile(r"[a-z][a-z0-9_]{1,29}")

_FILES = {
    "pyproject.toml": "pyproject.toml",
    "README.md": "README.md",
    "$package/__init__.py": "init.py",
    "$package/rules/$name/vocabulary.lp": "vocabulary.lp",
    "$package/rules/$name/duty.lp": "duty.lp",
    "$package/rules/$name/exceptions.lp": "exceptions.lp",
    "$package/facts/$name.lp": "facts.lp",
    "$package/cases/$name.yaml": "cases.yaml",
    "tests/test_$name.py": "test.py",
}
"""The files of a pack, and the template of each."""


def new_pack(name: str, into: str | Path | None = None) -> tuple[Path, ...]:
    """Write a working pack into a folder, by default one of the pack's name here; the files that were written.

    The name is what `--pack` takes: two to thirty small letters, digits and `_`, beginning with a letter. Raises
    `UsageError` for another, for one that Dedere or an installed package has taken, and for a folder that is not empty
    or cannot be written. Nothing that is there is overwritten.
    """
    _check(name)
    home = Path(name if into is None else into)
    try:
        if home.exists() and (not home.is_dir() or os.listdir(home)):
            what = "is not empty" if home.is_dir() else "is no folder"
            raise UsageError(f"`{home}` {what}", "name another folder with --into; nothing is overwritten")
        words = {
            "name": name,
            "package": f"dedere_{name}",
            "distribution": name.replace("_", "-"),
            "title": name.replace("_", " ").strip().title(),
            "id": name.replace("_", "-").upper(),
        }
        written = []
        for path, template in _FILES.items():
            text = Template((_TEMPLATES / f"{template}.txt").read_text(encoding="utf-8")).substitute(words)
            target = home / Template(path).substitute(words)
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
            written.append(target)
    except OSError as error:
        raise UsageError(f"`{home}` cannot be written: {reason_of(error)}", "name another folder with --into") from None
    return tuple(written)


def _check(name: object) -> None:
    """Raise `UsageError` for a name that no new pack can have."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        hint = "2 to 30 small letters, digits and `_`, beginning with a letter, as `river_lands`"
        raise UsageError(f"`{name}` is no name for a pack", hint)
    from importlib.util import find_spec

    if find_spec(f"dedere_{name}") is not None:
        raise UsageError(f"the name `{name}` is taken: there is a package `dedere_{name}`", "give another name")
    if (default_folders()[0] / name).exists():
        raise UsageError(f"the name `{name}` is taken: Dedere has rules of that regime", "give another name")
    corpus = load()
    words = {f"{name}_court", f"{name}_treaty", f"{name}_1", f"{name}_2"}
    taken = sorted(words & {str(value) for values in corpus.names.values() for value in values})
    taken += [it for it in (f"amnesty_{name}", f"sought_by_{name}") if it in corpus.vocabulary.predicates]
    if taken:
        raise UsageError(f"the name `{name}` is taken: Dedere speaks of `{taken[0]}`", "give another name")
