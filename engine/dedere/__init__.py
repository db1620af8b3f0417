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
from dedere.version import __version__

if TYPE_CHECKING:
    from dedere.answers.assessment import assess
    from dedere.answers.inquiry import inquire
    from dedere.batch.grid import grid
    from dedere.batch.visits import Visit, explain
    from dedere.checks.record import check
    from dedere.comparing.flip import flip
    from dedere.comparing.record import diff
    from dedere.comparing.whatif import compare
    from dedere.corpus.corpus import Corpus
    from dedere.engine import Engine
    from dedere.exchange.importing import import_table
    from dedere.exchange.tables import export

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

_HOMES = {
    "assess": "dedere.answers.assessment",
    "check": "dedere.checks.record",
    "compare": "dedere.comparing.whatif",
    "diff": "dedere.comparing.record",
    "explain": "dedere.batch.visits",
    "Visit": "dedere.batch.visits",
    "export": "dedere.exchange.tables",
    "flip": "dedere.comparing.flip",
    "grid": "dedere.batch.grid",
    "import_table": "dedere.exchange.importing",
    "inquire": "dedere.answers.inquiry",
    "Engine": "dedere.engine",
    "Corpus": "dedere.corpus.corpus",
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
    from dedere.loading import default_folders, load_corpus

    if rules is None or facts is None:
        own_rules, own_facts = default_folders()
        rules = [own_rules] if rules is None else rules
        facts = [own_facts] if facts is None else facts
    return load_corpus(rules, facts)
