"""`dedere measures`: which additional duties goods of an origin bear on a day, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from dedere_cli.commands.assess import EXPLAIN, check_days
from dedere_cli.own import Own, own

if TYPE_CHECKING:
    from dedere.reporting.page import Page
    from dedere.reporting.report import Section
    from dedere.reporting.selection import Reason
    from dedere.schema.answer import Conclusion, Proof
    from dedere.schema.inquiry import Inquiry

MOST_OTHERS = 6
"""How many conclusions beside the answer a short answer has."""


@click.command("measures", short_help="Which additional duties do goods bear on a day?")
@click.argument("origin")
@click.option("--on", metavar="DATE", help="The day on which the goods are entered, as YYYY-MM-DD.")
@click.option("--from", "first", metavar="DATE", help="The first of several days.")
@click.option("--until", "last", metavar="DATE", help="The last of several days; it belongs to them.")
@click.option(
    "--goods", "product", metavar="CLASS", help="A class of goods that measures leave out: annex_2_goods, ..."
)
@click.option("--loaded", metavar="DATE", help="The day on which the goods were loaded.")
@click.option("--suppose", metavar="FACT", multiple=True, help="Add a fact to the record for this question.")
@click.option("--withdraw", metavar="FACT", multiple=True, help="Leave a fact of the record out for this question.")
@click.option("--known-on", metavar="DATE", help="Answer with what was known on that day.")
@click.option("--explain", type=click.Choice(EXPLAIN[:3]), default="short", help="How much of the reasons.")
@click.option("--json", "as_json", is_flag=True, help="The answer as JSON.")
@own
@click.option("--color/--no-color", "colour", default=None, help="By default on a terminal. NO_COLOR wins over both.")
def command(
    origin: str,
    on: str | None,
    first: str | None,
    last: str | None,
    product: str | None,
    loaded: str | None,
    suppose: tuple[str, ...],
    withdraw: tuple[str, ...],
    known_on: str | None,
    explain: str,
    as_json: bool,
    own: Own,
    colour: bool | None,
) -> None:
    """Which additional duties do goods of ORIGIN bear, on what ground, and by what authority? By code or name: IND.

    \b
      dedere measures ind --on 2025-11-12
      dedere measures ind --from 2025-04-01 --until 2026-08-01
      dedere measures ind --on 2025-09-16 --loaded 2025-08-25
      dedere measures ind --on 2025-11-12 --goods annex_2_goods
    """
    check_days(on, first, last)
    from dedere.reporting import page as terminal

    engine = own.engine()
    from dedere.answers.inquiry import inquire

    slots = {"origin": origin, "product": product, "loaded": loaded}
    answer = inquire(
        "measures",
        {slot: value for slot, value in slots.items() if value is not None},
        on=on,
        first=first,
        last=last,
        suppose=suppose,
        withdraw=withdraw,
        known_on=known_on,
        engine=engine,
    )
    page = terminal.output(colour)
    terminal.write(terminal.json_text(answer.to_json(), page) if as_json else render(answer, explain, page))


def render(answer: Inquiry, explain: str, page: Page) -> str:
    """The answer as text: what answers the question first, what else follows, what to take care of."""
    from dedere.reporting import phrases, text
    from dedere.reporting.tree import Grower

    asked = answer.question
    lines = page.wrap(f"{asked.sentence} ({phrases.span(asked.first_day, asked.last_day)})", styles=("dim",))
    told = list(_answers(answer))
    if told:
        lines += page.wrap(told[0].sentence, styles=("bold",))
        if told[0].rests_on:
            lines += page.wrap(f"[{told[0].rests_on}]", "  ", "  ", ("dim",))
    else:
        lines += page.wrap("The record has no such duty.", styles=("bold",))
    if explain != "none":
        for section in _sections(answer, told[1:], full=explain == "full"):
            lines += text._section(section, page)
    grower = Grower()
    if explain == "full":
        lines += text._trees("The proof, down to the record", grower.grow(answer.why), page)
        lines += text._sources(grower, page)
    lines.append("")
    for line in _footer(answer):
        lines += page.wrap(line, styles=("dim",))
    return "\n".join(lines)


def _answers(answer: Inquiry) -> Iterator[Reason]:
    """The sentences of the answer, each with what it adds up and what it rests on."""
    from dedere.reporting.selection import Reason

    proofs = iter(answer.why)
    seen: set[tuple[str, ...]] = set()
    for sentence, it in zip(answer.summary, answer.answers, strict=True):
        counted = ""
        if _norm(it) not in seen:
            seen.add(_norm(it))
            counted = "; ".join(step.sentence for step in _counted(next(proofs)) if len(step.children) > 1)
        yield Reason(f"{sentence.rstrip('.')}: {counted}." if counted else sentence, it.authority)


def _norm(it: Conclusion) -> tuple[str, ...]:
    return it.kind, it.bearer, it.act, it.object, it.toward, it.rule


def _counted(proof: Proof) -> Iterator[Proof]:
    """What the founding rule counts or adds up itself, not what the steps below it do."""
    for step in proof.children:
        if step.kind == "counted":
            yield step
        elif step.folded or not proof.authority:
            yield from _counted(step)


def _sections(answer: Inquiry, told: list[Reason], *, full: bool) -> Iterator[Section]:
    from dedere.reporting.report import Section
    from dedere.reporting.selection import Reason

    also = [Reason(it.sentence + _when(answer, it), it.authority) for it in answer.conclusions]
    shown = also if full else also[:MOST_OTHERS]
    sections = [
        Section("In detail", tuple(told)),
        Section("What gives way", tuple(map(_given_way, answer.defeated))),
        Section("What else follows", tuple(shown), len(also) - len(shown), "--explain full"),
        Section("Taken for granted", tuple(map(Reason, answer.assumptions))),
        Section("Take care", tuple(map(Reason, answer.warnings))),
    ]
    yield from (it for it in sections if it.reasons)


def _given_way(proof: Proof) -> Reason:
    from dedere.reporting.selection import Reason

    exception = proof.children[0]
    return Reason(f"not that {proof.sentence}, since {exception.sentence}", "; ".join(exception.authority))


def _when(answer: Inquiry, it: Conclusion) -> str:
    from dedere.reporting import phrases

    asked = answer.question
    if (it.first_day, it.last_day) == (asked.first_day, asked.last_day):
        return ""
    return f" ({phrases.span(it.first_day, it.last_day)})"


def _footer(answer: Inquiry) -> Iterator[str]:
    from dedere.reporting import phrases

    asked, made = answer.question, answer.provenance
    if asked.suppose:
        yield f"Supposed for this question: {' '.join(f'{it}.' for it in asked.suppose)}"
    if asked.withdraw:
        yield f"Left out for this question: {' '.join(f'{it}.' for it in asked.withdraw)}"
    if asked.known_on:
        yield f"Answered with what was known on {phrases.day(asked.known_on)}."
    if answer.known_until:
        yield f"The record behind this answer is known until {phrases.day(answer.known_until)}."
    yield f"Answer {made.id}; dedere {made.dedere}, rules {made.rules[:12]}, facts {made.facts[:12]}."
