"""What is told, as blocks that know nothing of how they look: each kind of answer makes them, each format shows them.

All text in a document is as the record and the user have it. A format writes out what its reader could obey, and
escapes what would be markup in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from dedere.reporting import phrases
from dedere.reporting.selection import Reason
from dedere.reporting.tree import Grower, Node

if TYPE_CHECKING:
    from dedere.reporting.pictures.picture import Picture


class Note(NamedTuple):
    """A line below an item.

    `kind` is `rests` (what the item rests on), `more` (a further thing said of it), `otherwise` (what is so in the
    other case), `beside` (of less weight), or `command` (options of the command that do what the item says, one a
    line: they are copied, and so never cut).
    """

    text: str
    kind: Literal["rests", "more", "otherwise", "beside", "command"]


class Item(NamedTuple):
    """One thing that is told, and the lines below it; `mark` is `+`, `-` or `~` for what came, went or changed.

    Where the page is too short for all items, those with the greatest `weight` go first, the last before the others.
    `sources` are numbers in the list of sources.
    """

    text: str
    notes: tuple[Note, ...] = ()
    mark: str = ""
    weight: int = 0
    sources: tuple[int, ...] = ()


class Heading(NamedTuple):
    """The heading of what follows."""

    text: str


class Paragraph(NamedTuple):
    """A text of its own; `soft` if it is of less weight, `shorter` for where the page is too short for it."""

    text: str
    soft: bool = False
    shorter: str = ""


class Lines(NamedTuple):
    """Short texts, one a line; `label` stands before each."""

    lines: tuple[str, ...]
    label: str = ""


class Code(NamedTuple):
    """Lines to be copied as they are."""

    lines: tuple[str, ...]


class Fields(NamedTuple):
    """What is said of one thing, each under a name; a name that is empty goes on with the one before."""

    fields: tuple[tuple[str, str], ...]


class Items(NamedTuple):
    """Things told one after the other; `more` are left out, and `see` shows them.

    In the style `numbers` their order matters, in `places` each begins with where it stands in a file. Where the page
    is too short the items of the list with the greatest `rank` go first, down to `least` of them, and if that is not
    enough down to those that have no weight, or to one; a `rank` of 0 keeps them as long as anything else can go. What
    is only counted in a list without a heading stands behind `lead`, by its name for one and for several.
    """

    items: tuple[Item, ...]
    more: int = 0
    see: str = ""
    style: Literal["bullets", "numbers", "places"] = "bullets"
    rank: int = 0
    least: int = 1
    lead: str = ""
    names: tuple[str, str] = ("", "")


class Table(NamedTuple):
    """Rows, maybe with a text `above`; those that are `marked` by their index have the reason in `legend`, if any.

    `shorter` says the same in fewer words, for where the page is too short, and `briefest` in a sentence, for where it
    would be too short without that.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marked: frozenset[int] = frozenset()
    legend: str = ""
    above: str = ""
    shorter: Table | None = None
    briefest: Paragraph | None = None


class Tree(NamedTuple):
    """Proofs, with the numbers of their sources."""

    nodes: tuple[Node, ...]


class Aside(NamedTuple):
    """A remark on what stands above."""

    text: str


class Figure(NamedTuple):
    """A picture of what is told, by its name: formats of text alone leave it out."""

    name: str
    picture: Picture | None = None


class Sources(NamedTuple):
    """What the numbers in trees and items stand for, in order: a citation, maybe with an address in `<>` behind it."""

    sources: tuple[str, ...]


class Remarks(NamedTuple):
    """What a reader must take into account, each under a label, maybe with fewer words for it."""

    remarks: tuple[tuple[str, str], ...]
    shorter: Remarks | None = None


class Footer(NamedTuple):
    """What closes an answer; the first `free` lines repeat what was asked, and take no room on a short page."""

    lines: tuple[str, ...]
    free: int = 0


Block: TypeAlias = (
    Heading | Paragraph | Lines | Code | Fields | Items | Table | Tree | Aside | Figure | Sources | Remarks | Footer
)


class Document(NamedTuple):
    """A title and what is told below it.

    `tone` is a verdict, `good` or `bad`; `asked` the question, where it is to be repeated before the title. `last`:
    where one reads from the end, as on a terminal, the title stands there. Where
    `most` is not 0, that many lines of text are to hold it, and `see` may say what shows what they leave out.
    """

    title: str
    blocks: tuple[Block, ...]
    tone: str = ""
    asked: str = ""
    last: bool = False
    most: int = 0
    see: str = ""


def section(title: str, items: tuple[Item, ...], more: int = 0, see: str = "") -> list[Block]:
    """A heading with what is told below it; nothing where there is nothing to tell."""
    return [Heading(title), Items(items, more, see)] if items else []


def of_reason(reason: Reason) -> Item:
    """A reason as an item."""
    told = reason.sentence.rstrip(".") + f" ({reason.under})" if reason.under else reason.sentence
    notes = (Note(reason.rests_on, "rests"),) if reason.rests_on else ()
    said = f"{reason.when}: {told}" if reason.when else told
    return Item(phrases.sentence(said), notes, weight=reason.weight)


def gathered(grower: Grower) -> list[Block]:
    """What the trees of a document have in common: the count of what they leave out, and their sources."""
    blocks: list[Block] = [Aside(grower.count())] if grower.count() else []
    return [*blocks, Sources(tuple(grower.sources))] if grower.sources else blocks
