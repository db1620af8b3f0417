"""What is told of one reason alone: whether it holds and for whom, its proof, or what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedere.reporting import phrases, supposed
from dedere.reporting.document import Block, Document, Footer, Heading, Lines, Paragraph, Table, Tree, gathered
from dedere.reporting.names import named
from dedere.reporting.tree import Grower

if TYPE_CHECKING:
    from dedere.engine import Engine
    from dedere.schema.answer import Proof
    from dedere.schema.reason import Reasoned

_STANDS = {
    "rule": {"certain": "applies", "contested": "open", "gives way": "gives way", "absent": "does not apply"},
    "fact": {"certain": "holds", "contested": "open", "gives way": "gives way", "absent": "does not hold"},
}


def _asked(proof: Proof) -> Proof:
    """A proof that is told although its first step is a technical one, since just that was asked about."""
    return proof.model_copy(update={"folded": False})


def document(found: Reasoned, engine: Engine, explain: str, only: str | None = None) -> Document:
    """The answer in a line, what each school says where they differ, and the proofs; without these for `none`."""
    blocks: list[Block] = []
    if found.title:
        rests = f" [{'; '.join(found.authority)}]" if found.authority else ""
        blocks.append(Paragraph(f"{found.about}: {found.title}.{rests}", soft=True))
    if len(set(found.schools.values())) > 1:
        called = named(engine, only=only)
        blocks.append(
            Table((), tuple((called.school(id_), _STANDS[found.kind][it]) for id_, it in found.schools.items()))
        )
    grower = Grower()
    if explain != "none":
        if found.why:
            blocks += [Heading("Why"), Tree(grower.grow([_asked(it) for it in found.why]))]
        for lack in found.why_not:
            way = "What stands in its way" if lack.missing.kind == "defeated" else "What is lacking"
            blocks.append(Heading(way if found.kind == "rule" else f"{way}, by {lack.rule}"))
            blocks.append(Tree(grower.grow([_asked(lack.missing)])))
            blocks += [Lines(lack.met, "met")] if lack.met else []
        if found.standing == "absent" and not found.why_not:
            blocks.append(Lines(("Nothing of the kind is in the record.",)))
    blocks += gathered(grower)
    understood = tuple(supposed.lines(engine, found.question.suppose, found.question.withdraw))
    if understood:
        blocks.append(Footer(understood, len(understood)))
    return Document(phrases.sentence(found.sentence), tuple(blocks))
