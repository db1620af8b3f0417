"""What a check finds: for every check a fact that it must find, and a record in which it finds nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpora import Lab
from dedere.checks.record import check
from dedere.engine import default_engine
from dedere.loading import default_folders, load_corpus
from dedere.schema.checks import Checked, CheckFinding

GOOD = """\
%@ source made_up "An example"
%@ by made_up seen_once 20260101
state(zza,"A"). state(zzb,"B"). state(zzc,"C"). state(zzd,"D"). state(zze,"E"). state(zzf,"F"). state(zzg,"G").
court(zzcourt,"Court"). court(zzother,"Other court"). organisation(zzorg,"Organisation").
person(pat,"Pat"). person(sam,"Sam"). person(kim,"Kim"). person(eve,"Eve").
national(pat,zza). national(sam,zza). national(kim,zzb). national(eve,zza).
situation(zzsit,"Situation"). situation_before(zzsit,zzcourt).
area(isle,"Isle"). part_of(isle,zza).
resolution(zzres,"Resolution"). adopted(zzres,20050101).
signed(zza,rome,19980717). deposited(zza,rome,20000101). entry_recorded(zza,rome,20020701).
instrument(zza,rome,ratification).
withdrawal_notified(zza,rome,20100301). exit_recorded(zza,rome,20110301).
member(zza,zzorg,20000101,20100101). member(zza,zzorg,20120101,#sup).
office(pat,head_of_state,zza,20000101,20100101). office(sam,head_of_state,zza,20100101,#sup).
title(pat,head_of_state,zza,20000101,"President").
warrant(w1,zzcourt,pat,20060101). in_situation(w1,zzsit).
stage(zzsit,preliminary_examination,20040101). stage(zzsit,investigation,20050101).
charged(w1,cah_murder).
made_public(w1,20060201). circulated(w1,all_parties,20060301). warrant_ended(w1,withdrawn,20200101).
visit(v1,pat,zzb,20070101,20070103). manner(v1,visit).
"""

BAD = {
    "CHK-ENTRY": ("deposited(zzb,rome,20030115). entry_recorded(zzb,rome,20030501). "),
    "CHK-ENTRY-NONE": ("entry_recorded(zzc,rome,20040501). "),
    "CHK-EXIT": (
        "deposited(zzd,rome,20030115). withdrawal_notified(zzd,rome,20100101). exit_recorded(zzd,rome,20110102). "
    ),
    "CHK-NAMED": (
        "deposited(zzf,rome,20030115). withdrawal_notified(zzf,rome,20100101). "
        "withdrawal_date_named(zzf,rome,20100101,20100601). "
    ),
    "CHK-EXIT-NONE": ("exit_recorded(zzb,rome,20150101). "),
    "CHK-SIGNED": ("signed(zzb,rome,20030201). "),
    "CHK-ACCESSION": ("instrument(zzd,rome,ratification). "),
    "CHK-INSTRUMENT": ("deposited(zzc,cat,20040101). "),
    "CHK-UNFILLED": ('person(left,"the name in full"). national(left,zza). '),
    "CHK-NOTICE": ("withdrawal_notified(zze,rome,20150101). "),
    "CHK-REVOKED": ("withdrawal_revoked(zzb,rome,20150101). "),
    "CHK-NOT-PARTY": ("not_party(zzb,rome). "),
    "CHK-ALIAS": ('alias(zza,"zzb"). '),
    "CHK-NAMESAKE": ('person(pit,"PAT"). national(pit,zza). '),
    "CHK-TWICE": (
        "visit(v9,pat,zzb,20070101,20070105). visit(v7,pat,zzb,20070102,20070104). "
        'journey(j1,pat,zzc,20071001,20071003,took_place,"X","Y"). '
        'journey(j2,pat,zzc,20071002,20071003,took_place,"X","Y"). '
        'journey(j3,pat,zzd,20071001,20071003,took_place,"X","Y"). '
        'journey(j4,pat,zzd,20071002,20071004,took_place,"X","Y"). '
    ),
    "CHK-WATCHED": ('treaty(zzt,"Treaty"). deposited(zza,zzt,20200101). '),
    "CHK-WARRANT": ("warrant(w9,zzcourt,kim,20060601). "),
    "CHK-MANNER": ("visit(v8,pat,zzb,20080101,20080103). "),
    "CHK-END": ("member(zzb,zzorg,20100101,20100101). "),
    "CHK-OVERLAP": ("member(zza,zzorg,20090101,20090201). "),
    "CHK-KEY": ("deposited(zza,rome,20000102). "),
    "CHK-STATUTE": ("warrant(w2,icc,kim,20010101). "),
    "CHK-STAGE": ("warrant(w3,zzcourt,kim,20041231). in_situation(w3,zzsit). "),
    "CHK-PERIOD": (
        'situation(zzold,"Old"). '
        "situation_before(zzold,zzcourt). "
        "situation_period(zzold,20120101,#sup). "
        "warrant(w4,zzcourt,kim,20110101). "
        "in_situation(w4,zzold). "
    ),
    "CHK-COURT": ("warrant(w5,zzother,kim,20110101). in_situation(w5,zzsit). "),
    "CHK-ENDED": ("warrant(w6,zzcourt,kim,20110101). warrant_ended(w6,withdrawn,20101231). "),
    "CHK-PUBLIC": ("made_public(w6,20101231). "),
    "CHK-REQUEST": ("request(zzcourt,zzb,pat,arrest_and_surrender,20051231). "),
    "CHK-CRIME": ("charged(w1,murdr). "),
    "CHK-NO-REQUEST": ("request(zzcourt,zzb,pat,arrest_and_surrender,20060601). no_request(zzcourt,zzb,pat). "),
    "CHK-SENT-TO-ALL": (
        "warrant(w21,icc,sam,20050601). made_public(w21,20050601). circulated(w21,all_parties,20060301). "
        "no_request(icc,zza,sam). "
    ),
    "CHK-CUSTODY": ("surrendered(pat,zzcourt,20051231). "),
    "CHK-RELEASED": ("released(sam,zzcourt,20080101). "),
    "CHK-FOUNDED": ("binds(icc,zza,20060101,#sup). binds_members(icc,un). continues(icty,icc). "),
    "CHK-POST": ("accredited(pat,zza,zzb,20060101,20070101). post_left(pat,zzb,20060601). "),
    "CHK-FINDING": ("finding(zzb,pat,zzcourt,20051231). "),
    "CHK-REFERRED": (
        "finding_referred(zzb,pat,20100101,assembly). "
        "finding_stay(zzb,pat,20100102,20090101,20090102). "
        "finding_stay(zzb,pat,20051231,20051230,20060102). "
    ),
    "CHK-REJECTED": ("accepted(d1,zzb,zzcourt,20100101). acceptance_rejected(d1,20090101). "),
    "CHK-ADOPTED": ('resolution(zzres2,"Another"). '),
    "CHK-ORDER": ("stage(zzsit,concluded,20041231). "),
    "CHK-NATIONAL": ('person(nobody,"Nobody"). '),
    "CHK-LIFE": ("died(eve,20200101). visit(v2,eve,zzb,20210101,20210102). "),
    "CHK-FUTURE": ('journey(j8,kim,zzd,29980101,29980103,took_place,"President","talks"). '),
    "CHK-TITLE": ('title(pat,head_of_state,zza,20010101,"King"). '),
    "CHK-SEEN": ("office_last_seen(pat,head_of_state,zza,20110101). "),
    "CHK-ONE-HOLDER": ("office(kim,head_of_state,zza,20090101,20091231). "),
    "CHK-HOME": ("visit(v3,sam,zza,20150101,20150102). "),
    "CHK-RATE": ('measure(m1,"A measure"). rate(m1,25). '),
    "CHK-JOURNEY": ('journey(j1,eve,zzb,20150102,20150101,took_place,"President","talks"). '),
    "CHK-VISIT": ("visit(v4,eve,zzb,20160101,20160102). outcome(v4,cancelled). "),
    "CHK-AREA": ('area(nowhere,"Nowhere"). '),
    "CHK-EXTENT": ("territory_extended(zzb,rome,isle,20100101). "),
    "CHK-EXTENDED": ("territory_excluded(zza,rome,isle,#inf,20100101). territory_extended(zza,rome,isle,20100102). "),
}


def _check(home: Path, facts: str) -> tuple[CheckFinding, ...]:
    """What is found in the record with the example beside it, and not in the record alone."""
    folder = home / "record"
    folder.mkdir(exist_ok=True)
    (folder / "facts.lp").write_text(GOOD + facts, encoding="utf-8")
    rules, record = default_folders()
    found = check(load_corpus([rules], [record, folder]))
    return tuple(it for it in (*found.findings, *found.notes) if it.file == "record/facts.lp")


@pytest.fixture(scope="module")
def all_bad(tmp_path_factory: pytest.TempPathFactory) -> tuple[CheckFinding, ...]:
    """The findings in a record with all bad examples."""
    return _check(tmp_path_factory.mktemp("checks"), "\n".join(BAD.values()))


def test_a_good_record_has_no_findings(tmp_path: Path) -> None:
    assert _check(tmp_path, "") == ()


@pytest.mark.parametrize("id_", BAD)
def test_each_check_finds_its_example(id_: str, all_bad: tuple[CheckFinding, ...]) -> None:
    mine = [it for it in all_bad if it.check == id_]
    assert mine
    for it in mine:
        assert it.line is not None
        assert it.hint
        assert it.sentence
        assert "{" not in it.sentence
        assert "any" not in it.sentence.split()


def test_a_finding_stands_at_the_fact_that_is_at_fault(all_bad: tuple[CheckFinding, ...]) -> None:
    for id_, example in BAD.items():
        facts = [it.strip(". ") for it in example.replace("). ", ").\n").split("\n") if it]
        about = {it.fact for it in all_bad if it.check == id_} | {it.against for it in all_bad if it.check == id_}
        assert about & set(facts), (id_, about)


def test_one_stay_under_two_ids_is_found_and_two_stays_are_not(
    all_bad: tuple[CheckFinding, ...], tmp_path: Path
) -> None:
    said = {it.sentence for it in all_bad if it.check == "CHK-TWICE"}
    assert "the stay of Pat in B from 2 January 2007 lies within another that is recorded" in said
    assert "the journey of Pat to C from 2 to 3 October 2007 began before another that was made had ended" in said
    assert "the journey of Pat to D from 2 to 4 October 2007 began before another that was made had ended" in said
    back = 'journey(j5,pat,zzc,20071001,20071003,took_place,"X","Y"). '
    back += 'journey(j6,pat,zzc,20071003,20071005,took_place,"X","Y"). '
    back += 'journey(j7,pat,zzc,20071002,20071002,cancelled,"X","Y"). '
    assert [it.sentence for it in _check(tmp_path, back) if it.check == "CHK-TWICE"] == []


@pytest.mark.parametrize(
    ("fact", "found"),
    [
        ('journey(j9,kim,zzc,20260301,20260302,took_place,"President","talks"). ', True),
        ('journey(j9,kim,zzc,20260301,20260302,planned,"President","talks"). ', False),
        ('journey(j9,kim,zzc,20260101,20260301,took_place,"President","talks"). ', False),
        ("died(eve,20260301). ", True),
        ("warrant(w9,zzcourt,eve,20260301). in_situation(w9,zzsit). charged(w9,cah_murder). ", True),
    ],
)
def test_what_is_said_to_have_happened_after_it_was_checked(tmp_path: Path, fact: str, found: bool) -> None:
    """A plan may be recorded before it is made; what took place may not."""
    dated = f'\n%@ source mine "Mine"\n%@ by mine seen_once 20260115\n{fact}'
    assert ("CHK-FUTURE" in {it.check for it in _check(tmp_path, dated)}) is found


def test_every_check_has_an_example() -> None:
    corpus = default_engine().corpus
    ids = {clause.rule_id for clause in corpus.clauses if clause.head_name == "violation"}
    assert ids - {"CHK-KEPT", "CHK-UNREAD"} == set(BAD)


def test_a_check_concludes_violations_of_its_own_id_and_says_what_to_do() -> None:
    corpus = default_engine().corpus
    hints = {it.atom.args[0] for it in corpus.by_predicate["mend"]}
    for clause in corpus.clauses:
        if clause.head_name == "violation":
            assert clause.head_args[0] == f'"{clause.rule_id}"'
            assert f'"{clause.rule_id}"' in hints
            bound = set(clause.head_args) | set(
                "".join(clause.head or "").replace("(", ",").replace(")", ",").split(",")
            )
            assert set(_slots(clause.says or "")) <= bound, clause.text


def _slots(template: str) -> list[str]:
    """The variables of a sentence; those of a stretch of time are two."""
    return [it for piece in template.split("{")[1:] for it in piece.partition("}")[0].split("..")]


def test_every_clause_of_the_checks_waits_for_the_switch() -> None:
    for clause in default_engine().corpus.clauses:
        if clause.file == "rules/checks.lp":
            assert clause.body[0].name == "checking", clause.text


def test_the_record_has_no_findings() -> None:
    found = check()
    assert [f"{it.file}:{it.line}: {it.sentence}" for it in found.findings] == []
    assert found.facts > 7000
    assert found.checks == len(BAD) + 2


def test_a_kind_that_is_kept_up_to_no_day(lab: Lab) -> None:
    rules = """
%@ type state named by state
%@ fact checking of checks
%@ says "checking"
%@ fact state(State: term, Name: text) of states
%@ says "{State} is a State"
%@ fact unkept(Kind: term, Facts: number) of checks
%@ says "unkept"
%@ fact unread(Predicate: term, Facts: number) of checks
%@ says "unread"
%@ derived violation(Check: text, Fact: term, Against: term)
%@ rule K-1 "Kept"
%@ authority "Dedere" "checks" checked(convention)
%@ says "the {N} facts of {K} are kept up to no day"
violation("K-1",kind(K),facts(N)) :- checking, unkept(K,N).
%@ says "the {N} facts of {K} are read by nothing"
violation("K-1",predicate(K),facts(N)) :- checking, unread(K,N).
"""
    facts = '%@ source src "A source"\n%@ by src recall\nstate(aaa,"A").\nstate(bbb,"B").\n'
    lab.write(rules__rules=rules, facts__facts=facts)
    found = check(load_corpus([lab.home / "rules"], [lab.home / "facts"])).findings
    # What names things is read wherever they are named.
    assert [(it.file, it.line, it.sentence) for it in found] == [
        ("facts/facts.lp", 3, "the 2 facts of states are kept up to no day")
    ]


def test_as_json() -> None:
    found = json.loads(check().to_json())
    assert found["schema"] == "dedere.check/1"
    assert {it["level"] for it in found["notes"]} == {"note"}
    Checked.model_validate(found)


def test_two_persons_of_one_name_can_be_recorded_as_two(tmp_path: Path) -> None:
    rules, facts = default_folders()
    head = '%@ source me "Mine"\n%@ by me seen_once 20260101\n'
    (tmp_path / "mine.lp").write_text(head + 'person(vp,"PUTIN, Wladimir").\nnational(vp,fra).\n', encoding="utf-8")
    found = check(load_corpus([rules], [facts, tmp_path])).findings
    assert [(it.check, it.fact, it.against) for it in found] == [
        ("CHK-NAMESAKE", 'person(vp,"PUTIN, Wladimir")', 'person(putin,"Vladimir Putin")')
    ]
    (tmp_path / "two.lp").write_text("%@ by me seen_once 20260101\ntwo_persons(vp,putin).\n", encoding="utf-8")
    assert check(load_corpus([rules], [facts, tmp_path])).findings == ()
