"""The decisions of the second look, row by row: a fact, an authority of a rule, a holder, or why neither."""

from __future__ import annotations

from datetime import date

import pytest

from dedere.engine import default_engine
from dedere.terms.reader import parse_fact
from dedere.terms.values import text
from second_look import day, facts, table

ROWS = {row["id"]: row for row in table("decisions")}

FINDINGS = {
    "icc-mwi-2011": [("mwi", "bashir")],
    "icc-tcd-2011": [("tcd", "bashir")],
    "icc-tcd-2013": [("tcd", "bashir")],
    "icc-cod-2014": [("cod", "bashir")],
    "icc-dji-uga-2016": [("dji", "bashir"), ("uga", "bashir")],
    "icc-zaf-2017": [("zaf", "bashir")],
    "icc-jor-2017": [("jor", "bashir")],
    "icc-sdn-2010": [("sdn", "harun"), ("sdn", "abd_al_rahman")],
    "icc-sdn-2015-03": [("sdn", "bashir")],
    "icc-sdn-2015-06": [("sdn", "hussein")],
    "icc-sdn-2015-11": [("sdn", "banda")],
    "icc-lby-2014": [("lby", "gaddafi_s")],
    "icc-ken-2016": [("ken", "kenyatta")],
    "icc-mng-2024": [("mng", "putin")],
    "icc-tjk-2026": [("tjk", "putin")],
    "icc-hun-2025": [("hun", "netanyahu")],
    "icc-ita-2025-10": [("ita", "njeem")],
}
"""Findings that a State failed to comply: who, in whose case."""

FACTS = {
    "icc-jor-2019": ["referral_reversed(jor,bashir,20171211,20190506)"],
    "icc-ita-2026": ["referral_made(ita,njeem,20251017,assembly,20260126)"],
    "icc-usa-2013": ["invited(icc,usa,bashir,20130918)"],
    "icc-sau-2014": ["invited(icc,sau,bashir,20141001)"],
    "icc-isr-2024-19": ["challenge(netanyahu,icc,jurisdiction,20240923,20241121)"],
    "icc-isr-2025-04": ["challenge(netanyahu,icc,jurisdiction,20250424,#sup)"],
    "icc-mmr-2019": ["stage(bangladesh_myanmar,authorisation,20191114)"],
    "icc-ita-2025-02": ["request(icc,ita,njeem,provisional_arrest,20250118)"],
    "req-bashir": [
        "circulated(icc_bashir_2009,all_parties,20090306)",
        "circulated(icc_bashir_2010,all_parties,20100721)",
        "circulated_as(icc_bashir_2009,arrest_and_surrender)",
        "invited(icc,usa,bashir,20090306)",
        "invited(icc,chn,bashir,20090306)",
        "invited(icc,rus,bashir,20090306)",
    ],
    "req-putin": ["circulated_as(icc_putin_2023,provisional_arrest)"],
    "req-netanyahu": [
        "circulated(icc_netanyahu_2024,case_by_case,20241121)",
        "circulated_as(icc_netanyahu_2024,provisional_arrest)",
        "request(icc,hun,netanyahu,provisional_arrest,20250403)",
    ],
    "req-njeem": ["request(icc,ita,njeem,provisional_arrest,20250118)"],
    "req-duterte": ["request(icc,phl,duterte,provisional_arrest,20250311)"],
}
"""What else decisions and requests left in the record."""

AUTHORITIES = {
    "icc-mwi-2011": "ICC-02/05-01/09-139",
    "icc-tcd-2011": "Chad, 13 December 2011, -140",
    "icc-cod-2014": "ICC-02/05-01/09-195",
    "icc-zaf-2017": "ICC-02/05-01/09-302",
    "icc-jor-2017": "Jordan, 11 December 2017, -309",
    "icc-jor-2019": "ICC-02/05-01/09-397-Corr",
    "icc-sdn-2015-03": "ICC-02/05-01/09-227",
    "icc-lby-2012-06": "ICC-01/11-01/11-163",
    "icc-lby-2013-06": "ICC-01/11-01/11-354",
    "icc-lby-2014": "ICC-01/11-01/11-577",
    "icc-ken-2015": "ICC-01/09-02/11-1032",
    "icc-mng-2024": "ICC-01/22-90",
    "icc-hun-2025": "Hungary, 24 July 2025",
    "icc-mmr-2018": "ICC-RoC46(3)-01/18-37",
    "icc-mmr-2019": "ICC-01/19-27",
    "icc-phl-2025": "23 October 2025 (Duterte)",
    "icc-phl-2026": "22 April 2026 (Duterte)",
    "icj-yerodia": "Arrest Warrant (Congo v. Belgium) 14 February 2002",
    "icj-bel-sen": "Belgium v. Senegal 20 July 2012",
    "icj-ger-ita": "Jurisdictional Immunities (Germany v. Italy) 3 February 2012",
    "icj-bos-ser": "Bosnia v. Serbia 26 February 2007",
    "scsl-taylor": "SCSL-2003-01-I",
    "echr-ilascu": "Ilascu and others v. Moldova and Russia 8 July 2004",
    "ilc-2022": "art. 7, first reading (2022)",
    "fra-cass-2025-assad": "plenary, 25 July 2025, Assad",
    "fra-cass-2025-mayaleh": "plenary, 25 July 2025, Mayaleh",
    "gbr-fjp-2018": "[2018] EWCA Civ 1719",
    "gbr-pinochet3": "House of Lords, 24 March 1999",
    "au-245": "Assembly/AU/Dec.245(XIII), 3 July 2009, para. 10",
}
"""Decisions that rules cite, by words of the citation."""

HOLDERS = {
    "icc-zaf-2017-min": "Judge Perrin de Brichambaut, alone",
    "icc-pal-2021": "Judge Kovacs, partly dissenting",
    "bel-cass-2003": "the Belgian Court of Cassation, in passing",
    "phl-sc-2021": "the Supreme Court of the Philippines",
    "st-fra-2024": "France: to be taken into consideration",
    "st-hun": "Mongolia and Hungary",
    "st-mng": "Mongolia and Hungary",
    "otp-ind-2015": "the Prosecutor in 2015",
}
"""Who holds a position, by words of the holder."""

BOUND_AT_HOME = {"zaf-sca-2016": "zaf", "ken-hc-2011": "ken", "ken-ca-2018": "ken"}
"""Courts of a State that read its own act: the act stands in the record."""

NOWHERE = {
    "icc-nga-2013-07": "an urgent reminder of the request, which says nothing new",
    "icc-nga-2013-09": "the guest had left: no finding, and no rule rests on it",
    "icc-jor-2018-leave": "leave to appeal; the judgment is cited",
    "icc-lby-2012-04": "a refusal to postpone; the decision of 1 June 2012 is cited",
    "icc-ken-2014": "no referral at first; set aside on appeal, and followed by the finding of 2016",
    "icc-mng-2024-plen": "on the request that a judge step aside",
    "icc-mng-2024-leave": "leave to appeal refused; the finding stands",
    "icc-isr-2025-07": "a note on the challenge that was sent back",
    "icc-isr-2025-10": "leave to appeal; the challenge that was sent back stands",
    "icc-isr-2025-12": "on the notice of the situation, by one account of an organisation",
    "icc-bdi-2017": "the rule on withdrawal rests on the words of art. 127(2)",
    "icc-phl-2023": "majority on deferral; the later rulings on jurisdiction are cited",
    "icj-dji-fra": "on summonses to witnesses, of which the rules do not speak",
    "icj-gab": "on necessity and termination of treaties, of which the rules do not speak",
    "echr-adsani": "on civil suits",
    "echr-jones": "on civil suits",
    "echr-skeini": "on control abroad, of which the rules take the view of Ilascu",
    "fra-cass-2001": "a serving head before a court of another State: the Arrest Warrant case is cited",
    "st-ita-2024": "a statement without a reason in law",
    "st-deu": "a statement without a reason in law",
    "st-gbr": "a statement without a reason in law",
    "st-pol": "a promise for one occasion, without a reason in law",
    "st-tjk": "nothing was found",
    "st-ind-2015": "a statement that it owes nothing, as a State that is no party",
    "st-esp": "nothing was seen",
    "icc-katanga-90": "nothing was found",
}
"""Rows that left nothing, and why."""

BODIES = {"Assembly": "assembly", "Council": "council", "nobody": "none"}


def test_every_row_is_looked_at() -> None:
    assert len(ROWS) == 85
    used = FINDINGS.keys() | FACTS.keys() | AUTHORITIES.keys() | HOLDERS.keys() | BOUND_AT_HOME.keys()
    assert used | NOWHERE.keys() == ROWS.keys()
    assert not used & NOWHERE.keys()


@pytest.mark.parametrize("id_", FINDINGS)
def test_a_finding_has_its_day_and_what_was_seen_of_it(id_: str) -> None:
    row = ROWS[id_]
    for host, person in FINDINGS[id_]:
        (fact,) = (it for it in facts("finding") if it.atom.args == (host, person, "icc", day(row["date"])))
        # What the second look saw does not rest on memory.
        assert "recall" not in fact.sources or row["confidence"] == "recall"


@pytest.mark.parametrize("id_", FINDINGS)
def test_a_finding_was_referred_to_whom_the_row_says(id_: str) -> None:
    row = ROWS[id_]
    told = {word for name, word in BODIES.items() if name in row["referral made to whom"]}
    for host, person in FINDINGS[id_]:
        referred = {
            str(it.atom.args[3])
            for it in facts("finding_referred")
            if it.atom.args[:3] == (host, person, day(row["date"]))
        }
        # What was deferred has been decided since, by a row of its own.
        assert referred == (told or {"assembly"})
        assert told or "deferred" in row["referral made to whom"]


@pytest.mark.parametrize("id_", FACTS)
def test_what_a_decision_left_in_the_record(id_: str) -> None:
    for fact in FACTS[id_]:
        assert parse_fact(fact) in default_engine().corpus.by_atom, fact


def cited() -> set[str]:
    """Every authority of the law, instrument and place."""
    return {f"{it.instrument} {it.place}" for rule in default_engine().corpus.rules.values() for it in rule.authorities}


@pytest.mark.parametrize("id_", AUTHORITIES)
def test_a_decision_is_cited(id_: str) -> None:
    assert any(AUTHORITIES[id_] in it for it in cited())


@pytest.mark.parametrize("id_", [id_ for id_ in AUTHORITIES if len(ROWS[id_]["date"]) == len("2000-01-01")])
def test_a_decision_is_cited_with_its_day(id_: str) -> None:
    on = date.fromisoformat(ROWS[id_]["date"])
    assert any(AUTHORITIES[id_] in it and f"{on.day} {on:%B %Y}" in it for it in cited())


@pytest.mark.parametrize("id_", HOLDERS)
def test_a_position_has_its_holder(id_: str) -> None:
    assert any(HOLDERS[id_] in text(it.atom.args[2]) for it in facts("held_by"))


@pytest.mark.parametrize("id_", BOUND_AT_HOME)
def test_an_act_that_a_court_read_stands_in_the_record(id_: str) -> None:
    assert BOUND_AT_HOME[id_] in {it.atom.args[0] for it in facts("domestic_act")}
