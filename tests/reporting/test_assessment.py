"""What is told of an answer: the reasons that carry it, once each, and what is left out counted."""

from __future__ import annotations

import pytest

import samples
from dedere.reporting.assessment import Report, Section, build
from dedere.reporting.assessment import told as document_of
from dedere.reporting.document import Heading, Paragraph
from dedere.reporting.selection import ways


def _section(report: Report, title: str) -> Section:
    return next(it for it in report.sections if it.title.startswith(title))


def _told(section: Section) -> list[str]:
    return [it.sentence for it in section.reasons]


def test_the_founding_rule_comes_first_and_the_immunity_before_what_removes_it() -> None:
    report = build(samples.answer(), samples.NAMES, "full")
    assert _told(_section(report, "Why Mongolia must, in the view of the Court")) == [
        "Mongolia must arrest Pat",
        "Mongolia received the request of the Court",
        "the request was sent on 17 March 2023",
        "Mongolia has been a party since 1 July 2002",
        "Mongolia deposited its instrument on 11 April 2002",
        "as serving head of state, Pat is immune",
        "custom knows no such immunity",
    ]


def test_a_short_answer_has_the_weightiest_reasons_and_what_removes_the_exception_among_them() -> None:
    section = _section(build(samples.answer(), samples.NAMES, "short"), "Why Mongolia must")
    assert _told(section) == [
        "Mongolia must arrest Pat",
        "Mongolia received the request of the Court",
        "the request was sent on 17 March 2023",
        "Mongolia has been a party since 1 July 2002",
        "as serving head of state, Pat is immune",
        "custom knows no such immunity",
    ]
    assert section.more == 1
    assert [it.sentence for it in section.reasons if not it.weight] == [
        "Mongolia must arrest Pat",
        "custom knows no such immunity",
    ]


def test_reasons_name_their_authority_or_source() -> None:
    report = build(samples.answer(), samples.NAMES, "full")
    rests_on = {it.sentence: it.rests_on for it in _section(report, "Why Mongolia must").reasons}
    assert rests_on["Mongolia must arrest Pat"] == "Statute, art. 1"
    assert rests_on["Mongolia deposited its instrument on 11 April 2002"] == "A table"
    assert rests_on["the request was sent on 17 March 2023"] == "from memory: memory"


def test_each_school_answers_with_its_reason_and_the_court_is_marked() -> None:
    report = build(samples.answer(), samples.NAMES, "short")
    assert report.disputes == ("Does Pat keep immunity?",)
    assert [tuple(row) for row in report.rows] == [
        ("the Court", "must", "there is none", True, "B", True, ()),
        ("the Council", "need not", "only a referral removes it", False, "C, D", True, ()),
    ]
    against = _section(report, "Why Mongolia need not, on the other views").reasons
    assert [(it.sentence, it.under) for it in against] == [("Mongolia owes Russia the immunity of Pat", "")]


def test_a_school_that_leaves_open_what_stands_in_the_way_is_not_said_to_hold_it() -> None:
    schools = {"court": "obliged", "council": "contested"}
    report = build(samples.answer(schools=schools), samples.NAMES, "short")
    against = _section(report, "Why Mongolia need not, on the other views").reasons
    assert against[0].under == "on positions that the Council leaves open"


def test_a_position_of_no_school_that_frees_the_host_is_told() -> None:
    apart = samples.NAMES._replace(schools=tuple(it._replace(positions={}) for it in samples.NAMES.schools))
    report = build(samples.answer(), apart, "short")
    against = _section(report, "Why Mongolia need not, on the other views").reasons
    assert "on one view only a referral removes it" in [it.sentence for it in against]


def test_where_all_schools_are_open_the_positions_answer() -> None:
    schools = dict.fromkeys(samples.SCHOOLS, "contested")
    report = build(samples.answer(schools=schools), samples.NAMES, "short")
    assert [(row.who, row.answer, row.court) for row in report.rows] == [
        ("A", "must", True),
        ("C", "need not", False),
    ]


def test_no_duty_says_what_would_oblige_and_what_is_still_allowed() -> None:
    report = build(samples.refused(), samples.NAMES, "short")
    assert _told(_section(report, "Why Mongolia need not")) == ["Mongolia never signed the Statute"]
    assert _told(_section(report, "What would turn it")) == [
        "Mongolia would be bound if it were a State Party",
        "Mongolia would be bound if it had an agreement with the Court",
        "Mongolia would be bound if the Security Council had ordered it to cooperate",
    ]
    forbidden, permitted = _section(report, "What Mongolia must not and may do").reasons
    assert (forbidden.sentence, forbidden.under) == ("Mongolia may not arrest Pat", "in the view of the Council")
    assert permitted.sentence == "Mongolia may assist the Court, but need not"
    assert not any("may invite" in it.sentence for section in report.sections for it in section.reasons)
    full = build(samples.refused(), samples.NAMES, "full")
    assert _told(_section(full, "What would turn it"))[0].endswith(": it has deposited no instrument")


@pytest.mark.parametrize("silent", ["would", "missing"])
def test_a_rule_that_says_no_condition_is_told_by_why_it_does_not_apply(silent: str) -> None:
    first, *others = samples.MISSES
    blank = None if silent == "would" else first.missing.model_copy(update={"would": None})
    misses = (first.model_copy(update={silent: blank}), *others)
    told = ways(samples.refused(why_not=misses), samples.NAMES)
    assert not any("State Party" in it.sentence for it in told)
    shown = document_of(build(samples.refused(why_not=misses), samples.NAMES, "full")).blocks
    at = shown.index(Heading("Why not RS-89-1: The title of RS-89-1"))
    assert shown[at + 1] == Paragraph("[Statute, RS-89-1]", soft=True)
    assert told[0].sentence == "Mongolia would be bound if it had an agreement with the Court"


def test_no_duty_is_told_by_what_accounts_for_it_and_not_by_what_is_true_beside() -> None:
    statuses = (
        samples.conclusion("status", "Mongolia is a State Party", act="state_party"),
        samples.conclusion("status", "no warrant is known", act="nothing_to_execute"),
    )
    names = samples.NAMES._replace(accounts=frozenset({"nothing_to_execute"}))
    report = build(samples.refused(conclusions=statuses), names, "short")
    assert _told(_section(report, "Why Mongolia need not")) == ["no warrant is known"]
    report = build(samples.refused(conclusions=statuses[:1]), names, "short")
    assert _told(_section(report, "Why Mongolia need not")) == ["Mongolia is a State Party"]


def test_long_lists_are_cut_and_counted() -> None:
    many = tuple(samples.conclusion("duty", f"Mongolia must do {number}") for number in range(10))
    short = _section(build(samples.answer(conclusions=many), samples.NAMES, "short"), "What else Mongolia must do")
    assert (len(short.reasons), short.more) == (9, 1)
    full = _section(build(samples.answer(conclusions=many), samples.NAMES, "full"), "What else Mongolia must do")
    assert (len(full.reasons), full.more) == (10, 0)


def test_what_holds_on_some_days_says_on_which() -> None:
    late = samples.conclusion("duty", "Mongolia must act", first_day=samples.LAST)
    report = build(samples.answer(conclusions=(late,)), samples.NAMES, "short")
    assert _told(_section(report, "What else Mongolia must do")) == ["Mongolia must act (3 September 2024)"]


def test_assumptions_warnings_and_provenance_close_the_answer() -> None:
    report = build(samples.answer(), samples.NAMES, "short")
    assert report.cautions is not None
    assert report.cautions.remarks == (
        ("Taken for granted", "that the request had reached Mongolia."),
        ("Take care", "Rests on memory: the request was sent."),
        ("Record", "kept until 1 October 2025."),
    )
    assert report.footer == ("Answer abc123. More: --explain full | why-not, and dedere flip.",)


def test_without_reasons_the_verdict_the_answers_and_the_cautions_are_told() -> None:
    report = build(samples.answer(), samples.NAMES, "none")
    assert report.summary
    assert [tuple(filter(None, it[:3])) for it in report.rows] == [("the Court", "must"), ("the Council", "need not")]
    assert report.cautions is not None
    assert len(report.cautions.remarks) == 3
    assert not any((report.sections, report.disputes, report.windows, report.footer, report.why, report.why_not))


def test_the_days_of_each_duty_and_its_rule_are_told_in_full() -> None:
    days = ("2 to 3 September 2024: arrest and surrender (RS-89-1), in the view of the Court",)
    assert build(samples.answer(), samples.NAMES, "full").windows == days
    assert build(samples.answer(), samples.NAMES, "short").windows == ()


def test_who_holds_what_is_told_in_full() -> None:
    told = _told(_section(build(samples.answer(), samples.NAMES, "full"), "Who holds what"))
    assert told == ["Does Pat keep immunity? There is none: held by A", "Only a referral removes it: held by C"]


def test_what_is_taken_for_granted_is_told_with_the_cautions_alone() -> None:
    assumed = ("Mongolia received the request of the Court",)
    short = build(samples.answer(assumptions=assumed), samples.NAMES, "short")
    assert assumed[0] not in _told(_section(short, "Why Mongolia must"))
    assert short.cautions is not None
    assert short.cautions.remarks[0] == ("Taken for granted", f"{assumed[0]}.")


def test_nothing_is_told_twice() -> None:
    duty = samples.conclusion("duty", "Mongolia received the request of the Court")
    report = build(samples.answer(conclusions=(duty,)), samples.NAMES, "short")
    told = [it.sentence for section in report.sections for it in section.reasons]
    assert len(told) == len(set(told))
    assert told.count(duty.sentence) == 1


def test_an_answer_of_one_school_does_not_claim_that_all_agree() -> None:
    one = samples.answer(verdict="obliged", schools={"court": "obliged"}, issues=())
    report = build(one, samples.NAMES._replace(only="court"), "short")
    assert report.rows == ()
    assert not report.disputes


def test_a_duty_that_the_court_does_not_know_says_whose_it_is() -> None:
    (window,) = samples.answer().windows
    other = window.model_copy(update={"sentence": "Mongolia must arrest Pat", "schools": ("council",)})
    both = samples.answer(windows=(window.model_copy(update={"sentence": "another"}), other))
    first = _section(build(both, samples.NAMES, "short"), "Why Mongolia must, in the view of the Court").reasons[0]
    assert first.under == "in the view of the Council"


def test_what_all_schools_hold_comes_first() -> None:
    some = samples.conclusion("duty", "Mongolia must ask", standing="contested", schools=())
    every = samples.conclusion("duty", "Mongolia must act")
    report = build(samples.answer(conclusions=(some, every)), samples.NAMES, "short")
    section = _section(report, "What else Mongolia must do")
    assert [(it.sentence, it.under) for it in section.reasons] == [
        ("Mongolia must act", ""),
        ("Mongolia must ask", "on some positions only"),
    ]


def test_what_has_changed_or_is_about_to_is_told_in_the_order_of_the_rules() -> None:
    statuses = (
        samples.conclusion("status", "Mongolia must go on cooperating", act="afterwards"),
        samples.conclusion("status", "Mongolia has given notice", act="pending"),
        samples.conclusion("status", "Mongolia is a State Party", act="state_party"),
    )
    names = samples.NAMES._replace(heralds=("pending", "afterwards"))
    report = build(samples.answer(conclusions=statuses), names, "short")
    told = _told(_section(report, "What has changed or is about to"))
    assert told == ["Mongolia has given notice", "Mongolia must go on cooperating"]
    assert "has changed" not in str(build(samples.answer(conclusions=statuses), samples.NAMES, "short"))


def test_what_is_told_beside_the_first_line_is_not_told_again_below() -> None:
    duty = samples.conclusion("duty", "Mongolia must submit the case")
    report = build(samples.answer(conclusions=(duty,), beside=(duty,)), samples.NAMES, "short")
    assert [it.sentence for it in report.beside] == ["beside that, Mongolia must submit the case"]
    assert not [it for it in report.sections if "else" in it.title]
