"""Dedere: must a State arrest and surrender a wanted person, why, who disagrees, and what would change the answer?

    >>> import dedere
    >>> answer = dedere.assess("putin", "India", on="2025-12-05")
    >>> answer.verdict
    'not_obliged'

`assess` answers from the record and the law that come with the package. `load` reads others, and `assess` takes them as
`engine=Engine(load(rules, facts))`. Everything that can go wrong with a question or a file is a `DedereError`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dedere.errors import CorpusError, DedereError, Finding, Unanswered, UsageError

if TYPE_CHECKING:
    from dedere.assessment import assess
    from dedere.bulk import Visit, explain
    from dedere.checking import check
    from dedere.corpus import Corpus
    from dedere.engine import Engine
    from dedere.flips import flip
    from dedere.grids import grid
    from dedere.importing import import_table
    from dedere.inquiry import inquire
    from dedere.tables import export
    from dedere.versions import diff
    from dedere.whatif import compare

__all__ = [
    "Corpus",
    "CorpusError",
    "DedereError",
    "Engine",
    "Finding",
    "Unanswered",
    "UsageError",
    "Visit",
    "__version__",
    "assess",
    "check",
    "compare",
    "diff",
    "explain",
    "export",
    "flip",
    "grid",
    "import_table",
    "inquire",
    "load",
]

__version__ = "0.1.0"

_HOMES = {
    "assess": "dedere.assessment",
    "check": "dedere.checking",
    "compare": "dedere.whatif",
    "diff": "dedere.versions",
    "explain": "dedere.bulk",
    "Visit": "dedere.bulk",
    "export": "dedere.tables",
    "flip": "dedere.flips",
    "grid": "dedere.grids",
    "import_table": "dedere.importing",
    "inquire": "dedere.inquiry",
    "Engine": "dedere.engine",
    "Corpus": "dedere.corpus",
}


def __getattr__(name: str) -> Any:
    # Lazy, so that reading a name or an error does not bring in clingo and pydantic.
    if name not in _HOMES:
        raise AttributeError(f"module 'dedere' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


# No `from __future__ import annotations` here: it would hide the module of that name.
def load(rules: Sequence[Path] | None = None, facts: Sequence[Path] | None = None) -> "Corpus":
    """Load rules and facts from folders or files; those that come with Dedere where None.

    Raises `CorpusError` with all findings, by file and line, if anything in them is broken.
    """
    from dedere.corpus import Corpus, default_folders

    if rules is None or facts is None:
        own_rules, own_facts = default_folders()
        rules = [own_rules] if rules is None else rules
        facts = [own_facts] if facts is None else facts
    return Corpus.load(rules, facts)
