"""Answers made by hand, so that what is shown does not change with the record."""

from __future__ import annotations

from datetime import date
from typing import Any

from dedere.reporting.assessment import build, told
from dedere.reporting.document import Document
from dedere.reporting.names import Names, School
from dedere.schema.answer import Assessment, Conclusion, Issue, Position, Proof, Provenance, Question, WhyNot, Window

FIRST, LAST = date(2024, 9, 2), date(2024, 9, 3)
SCHOOLS = ("court", "council")
NAMES = Names(
    "Mongolia",
    (
        School("court", "the Court", {"I": "none"}, True),
        School("council", "the Council", {"I": "referral"}, False),
    ),
)


def fact(
    sentence: str, atom: str, *, confidence: str = "seen_twice", source: str = "A table <https://example.org>"
) -> Proof:
    """A fact of the record."""
    return Proof(kind="fact", sentence=sentence, atom=atom, source=(source,), confidence=confidence)


def step(sentence: str, atom: str, *children: Proof, rule: str = "R-1", folded: bool = False, **more: Any) -> Proof:
    """A step by a rule with an authority."""
    authority = ("Statute, art. 1",) if rule != "EFFECT" else ()
    return Proof(
        kind=more.pop("kind", "derived"),
        sentence=sentence,
        atom=atom,
        rule=rule,
        authority=authority,
        folded=folded,
        children=children,
        **more,
    )


ASKED = Proof(kind="fact", sentence="Pat is in Mongolia", atom="visit(asked)", source=("the question",))
DEPOSIT = fact("Mongolia deposited its instrument on 11 April 2002", "deposited(mng)")
REQUEST = fact("the request was sent on 17 March 2023", "circulated(w)", confidence="recall", source="memory")
PARTY = step(
    "Mongolia has been a party since 1 July 2002",
    "party(mng)",
    step("sixty days are counted", "needs_days(20020411)", DEPOSIT, folded=True),
    Proof(kind="compared", sentence="1 July 2002 is on or before 2 September 2024", atom="20020701 <= 20240902"),
    rule="PARTY",
)
IMMUNE = step("as serving head of state, Pat is immune", "immune(pat)", rule="IM-RP")
WHY = step(
    "RS-89-1 applies, and no exception stands in its way",
    'effective(duty,"RS-89-1")',
    step(
        "Mongolia must arrest Pat",
        'applicable(duty,"RS-89-1")',
        step("Pat is on the territory of Mongolia", "within_reach(pat)", ASKED, rule="TER-AREA"),
        step("Mongolia received the request of the Court", "asked(mng)", REQUEST, rule="RS-87"),
        PARTY,
        rule="RS-89-1",
    ),
    Proof(
        kind="absent",
        sentence="nothing stands in the way of RS-89-1",
        atom="not beaten",
        children=(
            Proof(
                kind="defeated",
                sentence="the immunity of Pat cannot be opposed",
                atom="defeated(rs98)",
                children=(step("custom knows no such immunity", "unopposable(pat)", IMMUNE, PARTY, rule="IM-STATUTE"),),
            ),
        ),
    ),
    rule="EFFECT",
)
BARRED = WhyNot(
    rule="RS-89-1",
    title="A Party must arrest",
    authority=("Statute, art. 89",),
    regime="rome_statute",
    day=FIRST,
    schools=("council",),
    missing=step("Mongolia owes Russia the immunity of Pat", "defeated(rs89)", rule="RS-98-1", kind="defeated"),
    met=(),
)


def missing(sentence: str, atom: str, *children: Proof, would: str | None = None) -> Proof:
    return Proof(kind="missing", sentence=sentence, would=would, atom=atom, children=children)


def why_not(rule: str, missing: Proof) -> WhyNot:
    """A rule that could have founded the duty."""
    return WhyNot(
        rule=rule,
        title=f"The title of {rule}",
        authority=(f"Statute, {rule}",),
        regime="rome_statute",
        day=FIRST,
        schools=SCHOOLS,
        would="Mongolia would be bound",
        missing=missing,
        met=("Pat is in Mongolia",),
    )


MISSES = (
    why_not(
        "RS-89-1",
        missing(
            "Mongolia is not a State Party on 2 September 2024",
            "party(mng)",
            missing("Mongolia has deposited no instrument", "deposited(mng,N)"),
            would="Mongolia were a State Party",
        ),
    ),
    why_not(
        "RS-87-5B",
        missing(
            "Mongolia is not bound",
            "bound(a)",
            missing(
                "Mongolia has no agreement with the Court",
                "arrangement(mng)",
                would="Mongolia had an agreement with the Court",
            ),
        ),
    ),
    why_not(
        "SC-DUTY",
        missing(
            "Mongolia is not bound",
            "bound(b)",
            missing(
                "the Security Council has not ordered Mongolia to cooperate",
                "ordered(mng)",
                would="the Security Council had ordered Mongolia to cooperate",
            ),
        ),
    ),
)


def conclusion(kind: Any, sentence: str, **more: Any) -> Conclusion:
    """A conclusion about the host on both days."""
    values: dict[str, Any] = {
        "kind": kind,
        "bearer": "MNG",
        "act": "act",
        "object": "pat",
        "toward": "icc",
        "first_day": FIRST,
        "last_day": LAST,
        "standing": "certain",
        "schools": SCHOOLS,
        "regime": "rome_statute",
        "rule": "R-2",
        "authority": "Statute, art. 2",
        "sentence": sentence,
    }
    return Conclusion(**{**values, **more})


def answer(**more: Any) -> Assessment:
    """The answer of a State whose duty is contested; anything in it can be replaced."""
    values: dict[str, Any] = {
        "id": "abc123",
        "question": Question(person="pat", host="MNG", first_day=FIRST, last_day=LAST),
        "summary": "Contested: whether Mongolia must arrest Pat.",
        "verdict": "contested",
        "schools": {"court": "obliged", "council": "not_obliged"},
        "windows": (
            Window(
                act="arrest_and_surrender",
                bearer="MNG",
                person="pat",
                toward="icc",
                first_day=FIRST,
                last_day=LAST,
                standing="contested",
                schools=("court",),
                regime="rome_statute",
                rule="RS-89-1",
                authority="Statute, art. 89",
                sentence="Mongolia must arrest Pat",
            ),
        ),
        "conclusions": (),
        "why": (WHY,),
        "why_not": (BARRED,),
        "left_open": {},
        "issues": (
            Issue(
                id="I",
                question="Does Pat keep immunity?",
                turns="alone",
                positions=(
                    Position(
                        option="none",
                        meaning="there is none",
                        held_by=("A",),
                        authority=("B",),
                        court=True,
                        verdict="obliged",
                    ),
                    Position(
                        option="referral",
                        meaning="only a referral removes it",
                        held_by=("C",),
                        authority=("D",),
                        court=False,
                        verdict="not_obliged",
                    ),
                ),
            ),
        ),
        "assumptions": ("it is taken that the request had reached Mongolia",),
        "warnings": ("rests on memory: the request was sent",),
        "known_until": date(2025, 10, 1),
        "provenance": Provenance(id="abc123", dedere="0.1.0", clingo="5.8.3", rules="r" * 32, facts="f" * 32),
    }
    return Assessment(**{**values, **more})


def refused(**more: Any) -> Assessment:
    """The answer of a State that has no duty."""
    return answer(
        **{
            "summary": "Not obliged: Mongolia has no duty.",
            "verdict": "not_obliged",
            "schools": dict.fromkeys(SCHOOLS, "not_obliged"),
            "windows": (),
            "why": (),
            "why_not": MISSES,
            "issues": (),
            "left_open": {},
            "conclusions": (
                conclusion("status", "Mongolia never signed the Statute"),
                conclusion("permitted", "Mongolia may assist the Court, but need not"),
                conclusion("forbidden", "Mongolia may not arrest Pat", standing="contested", schools=("council",)),
                conclusion("power", "the Court may invite Mongolia", bearer="icc"),
            ),
            **more,
        }
    )


EVIL = 'x\x1b[31m </p><script>alert(1)</script> [a](b) `c` "q" <img src=x> | *d*'
"""A text that a terminal, HTML and Markdown could all take for their own."""


def document(explain: str = "full") -> Document:
    """What is told of the answer above."""
    return told(build(answer(), NAMES, explain))


def evil() -> Document:
    """What is told of an answer in which every text is hostile."""
    proof = step(EVIL, "a", fact(EVIL, "b", source=f"{EVIL} <javascript:alert(1)>"))
    hostile = answer(
        summary=EVIL,
        why=(proof,),
        assumptions=(EVIL,),
        conclusions=(conclusion("duty", EVIL, authority=EVIL),),
    )
    return told(build(hostile, NAMES._replace(host=EVIL), "full"))
