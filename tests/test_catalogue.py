"""Every rule of the catalogue is in the law, once: encoded, or kept as an entry that says why it is not evaluated."""

from __future__ import annotations

import dedere

LISTED = """
RS-125-1 RS-125-2 RS-120 RS-126-1 RS-126-2 RS-127-1 RS-127-ANN RS-127-2A RS-127-2B RS-127-2C RS-127-REV
RS-12-3-ST RS-124 RS-121-5 RS-5 RS-11 RS-12-2A RS-12-2B RS-12-3 RS-13A RS-13B RS-13C RS-XB RS-15BIS-4
RS-15BIS-5 RS-15TER RS-16 RS-17 RS-19-2 RS-19-7 RS-19-9 RS-119 RS-58-1 RS-58-4 RS-58-7 RS-70 RS-87-REQ RS-87-1
RS-87-3 RS-86 RS-88 RS-89-1 RS-59-1 RS-59-4 RS-59-3 RS-59-7 RS-89-2 RS-89-4 RS-89-3A RS-89-3B RS-89-3D
RS-89-3E RS-89-FUG RS-90-1 RS-90-2 RS-90-3 RS-90-4 RS-90-5 RS-90-6 RS-90-7A RS-90-7B RS-90-8 RS-91 RS-92-1
RS-92-2 RS-92-3 RS-95 RS-97 RS-98-1 RS-98-2 RS-98-PRO RS-99-1 RS-99-4 RS-93 RS-101 RS-102 RS-87-5A RS-87-5B
RS-87-6 RS-27-1 RS-27-2
VT-18 VT-18-END VT-24 VT-25 VT-28 VT-34 VT-29 VT-SUCC
TER-AREA TER-INV TER-SHIP TER-OCC
SC-DUTY SC-URGE
AU-245
IM-RP IM-RP-WIDE IM-RP-END IM-RP-OWN IM-RM IM-RM-CORE IM-WAIVE IM-SM IM-VCDR IM-VCDR-TR IM-VCCR IM-UNREP
IM-ICCDEL IM-UNOFF IM-NAT IM-ENTITY IM-HQ IM-SOFA IM-SCEXCL IM-APIC IM-27H IM-STATUTE IM-CUSTOM IM-COUNCIL
IM-HORIZ IM-ACC123
CQ-FIND CQ-REFER CQ-ASP CQ-RESP CQ-DOM CQ-VC27 CQ-INVITE CQ-AIR
CH7-ICTY CH7-IRMCT CH7-LAW
SL-SELF SL-THIRD SL-IMM
GC-VI-T GC-VI-C
CT-5 CT-6 CT-7 CT-8
GV-146
EX-NONE EX-TRT EX-IMM
EA-1 EA-16 EA-20
IP-RED
TB-ENTRY TB-OWN TB-EXC
EB-ENTRY EB-OWN EB-HOST EB-EX
CA-STAT CA-TRO CA-COOP
ML-FORCE ML-46A
TR-TRIG TR-BASE TR-COUNTRY TR-SEC TR-STACK TR-EXC TR-TRANS TR-END TR-VOID TR-122 TR-WTO
HC-BUILT HC-JC HC-103 HC-SPEC HC-POST HC-30 HC-CUST HC-DIL HC-PLANE
"""
CATALOGUE = LISTED.split()

NOT_EVALUATED = {
    "HC-JC": "nothing computed here demands what a peremptory norm forbids, and voidness is for judges",
}


def test_the_catalogue_has_its_length_and_no_id_twice() -> None:
    assert len(CATALOGUE) == len(set(CATALOGUE)) == 182


def test_every_rule_is_encoded_or_says_why_not() -> None:
    rules = dedere.load().rules
    assert [it for it in CATALOGUE if it not in rules] == []
    for it in CATALOGUE:
        rule = rules[it]
        assert rule.title
        assert rule.authorities
        assert (rule.kind == "unevaluated") == (it in NOT_EVALUATED)
        assert bool(rule.because) == (it in NOT_EVALUATED)
        assert bool(rule.clauses) != (it in NOT_EVALUATED)


def test_every_issue_of_the_register_is_a_choice_that_some_rule_opens() -> None:
    corpus = dedere.load()
    issues = {fact.atom.args[0] for fact in corpus.by_predicate["issue"]}
    assert len(issues) == 26
    opened = {clause.head_args[0] for clause in corpus.clauses if clause.head_name == "at_issue"}
    # Whether a State is one is asked of any disputed statehood, by a rule that takes the issue from the fact.
    assert issues - opened == {'"ISS-PAL"'}
    assert opened - issues == {"I"}
    for issue in issues:
        options = [fact.atom.args[1] for fact in corpus.by_predicate["option"] if fact.atom.args[0] == issue]
        assert len(options) >= 2
