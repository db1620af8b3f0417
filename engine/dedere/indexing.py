"""What is worked out from a corpus as a whole, once: kept with it in the cache, and read line by line.

A cold answer looks at a few of thousands of facts and clauses; without this it would look through all of them first.
"""

from __future__ import annotations

from dedere import lawbook, names, slicing
from dedere.corpus import Corpus
from dedere.packing import line
from dedere.questions import declared
from dedere.sentences import shown_names


def index(corpus: Corpus) -> dict[str, dict[str, str]]:
    """The further parts of a corpus, as lines of JSON."""
    slices: dict[str, str] = {}
    for question in corpus.by_predicate.get("question", ()):
        slices |= slicing.index(corpus, declared(corpus, str(question.atom.args[0])))
    named = {name: type_ for name, type_ in corpus.vocabulary.types.items() if type_.named_by}
    return {
        "law": {"": line(lawbook.needs(corpus))},
        "shown": {"": line(shown_names(corpus))},
        "names": {name: line(names.table(corpus, name)) for name in named},
        "slices": slices,
    }
