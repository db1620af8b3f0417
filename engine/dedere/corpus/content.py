"""What rules and facts say, whatever they stand in: digests by which two corpora, or two answers, are the same.

Neither the path nor the name of a file counts, nor the order of folders, files and lines, nor comments and blanks: a
clause is taken in clingo's canonical text, a fact with its sources and remarks. What is told beside the law counts too:
sentences, titles, authorities. So does the regime of a rule, although a folder gives it its name: answers speak of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b

from dedere.corpus.packing import line
from dedere.language.records import Clause, Fact, Rule, Source
from dedere.language.vocabulary import Vocabulary


def digests(
    sources: Mapping[str, Source],
    vocabulary: Vocabulary,
    rules: Mapping[str, Rule],
    clauses: Iterable[Clause],
    facts: Iterable[Fact],
) -> tuple[str, str]:
    """The digests of the rules and of the facts. A fact that stands among the rules is a part of the law."""
    law: list[object] = [
        *(["type", it.name, sorted(it.constants), sorted(it.named_by)] for it in vocabulary.types.values()),
        *(["predicate", it._replace(file="", line=0)] for it in vocabulary.predicates.values()),
        *(["rule", it._replace(file="", line=0, clauses=())] for it in rules.values()),
        *(["clause", it.rule_id, it.text, it.says] for it in clauses),
    ]
    record: list[object] = [["source", it] for it in sources.values()]
    for fact in facts:
        if fact.law:
            law.append(["fact", str(fact.atom), fact.rule])
        else:
            record.append(
                ["fact", str(fact.atom), sorted(fact.sources), fact.confidence, fact.checked, fact.note, fact.known]
            )
    return _digest(law, 16), _digest(record, 16)


def identify(contract: str, *content: str) -> str:
    """The `id` of an answer in the form of a contract, such as `dedere.assessment/1`.

    `content` is what was asked, and the digests of the rules and facts that it was asked of.
    """
    return _digest([[contract, *content]], 8)


def _digest(said: Iterable[object], size: int) -> str:
    digest = blake2b(digest_size=size)
    for each in sorted(map(line, said)):
        # A line of JSON holds no end of line, so that none can be taken for two.
        digest.update(f"{each}\n".encode())
    return digest.hexdigest()
