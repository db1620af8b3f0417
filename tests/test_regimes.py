"""One regime, one folder: without any one of them the law loads, has no fault, and answers."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora import Lab
from dedere import dates
from dedere.answers.assessment import assess
from dedere.checks.law import lint
from dedere.corpus.corpus import Corpus
from dedere.engine import Engine, default_engine
from dedere.loading import default_folders, load_corpus

RULES, FACTS = default_folders()
REGIMES = sorted(it.name for it in RULES.iterdir() if it.is_dir())
_DECLARED = re.compile(r"^%@ (?:fact|derived) (\w+)", re.MULTILINE)
_FACT = re.compile(r"([a-z]\w*)\(")
_REMARK = re.compile(r"%@ (note|known) ")
_STRING = re.compile(r'"[^"]*"')
_DAY = re.compile(r"\b\d{8}\b")
_WORD = re.compile(r"\b[a-z]\w*")


def told(lines: list[str], declared: set[str]) -> Iterator[str]:
    """The lines of a file of facts without the facts that no declared predicate is left for, nor their remarks."""
    remarks: list[str] = []
    left_out = False
    for line in lines:
        goes_on = line.startswith("%@   ")
        if _REMARK.match(line) or (remarks and goes_on):
            remarks.append(line)
            continue
        if goes_on and left_out:
            # What stands behind a fact goes on below it.
            continue
        found = _FACT.match(line)
        left_out = found is not None and found[1] not in declared
        if not left_out:
            yield from remarks
            yield line
        remarks.clear()
    yield from remarks


def without(regime: str, home: Path) -> tuple[Path, Path]:
    """The folders of rules without that regime and of the facts that can still be said."""
    shutil.copytree(RULES, home / "rules", ignore=lambda at, _: [regime] if Path(at) == RULES else [])
    declared = {it for path in (home / "rules").rglob("*.lp") for it in _DECLARED.findall(path.read_text())}
    for path in FACTS.rglob("*.lp"):
        copy = home / "facts" / path.relative_to(FACTS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text("\n".join(told(path.read_text().splitlines(), declared)) + "\n")
    return home / "rules", home / "facts"


@pytest.mark.parametrize("regime", REGIMES)
def test_law_stands_without_a_regime(regime: str, tmp_path: Path) -> None:
    """Whoever deletes the folder of a regime touches no other file."""
    rules, facts = without(regime, tmp_path)
    corpus = load_corpus([rules], [facts])
    assert not [it for it in corpus.rules.values() if it.regime == regime]
    assert lint(corpus).findings == ()
    engine = Engine(corpus)
    verdicts = {
        host: assess(person, host, on=day, engine=engine).schools["court"]
        for person, host, day in (("putin", "mng", 20240902), ("bashir", "jor", 20170329), ("putin", "ind", 20251205))
    }
    owed = "not_obliged" if regime == "rome_statute" else "obliged"
    assert verdicts == {"mng": owed, "jor": owed, "ind": "not_obliged"}


def test_file_for_two_regimes_waits_for_the_other(tmp_path: Path) -> None:
    """`rules/a/with_b.lp` is read only where `rules/b/` is."""
    waiting = tmp_path / "rules" / "a" / "with_b.lp"
    waiting.parent.mkdir(parents=True)
    waiting.write_text("%@ type late = one\n")
    assert "late" not in load_corpus([tmp_path / "rules"], []).vocabulary.types
    (tmp_path / "rules" / "b").mkdir()
    (tmp_path / "rules" / "b" / "law.lp").write_text("% Nothing yet.\n")
    assert "late" in load_corpus([tmp_path / "rules"], []).vocabulary.types


def test_rule_may_stand_in_several_files(lab: Lab) -> None:
    """What stands `under` a rule counts among its clauses; its id must be that of a rule."""
    more = '%@ under {id}\n%@ says "{{P}} came to {{H}} on {{D}}"\npresent(P,H,D) :- visit(P,H,D), office(P,_,H,_,_).\n'
    corpus = lab.load(rules__other__more=more.format(id="R-1"))
    assert [corpus.clauses[it].file for it in corpus.rules["R-1"].clauses] == ["rules/rules.lp", "rules/other/more.lp"]
    assert corpus.rules["R-1"].regime == ""
    assert "`R-9`" in lab.findings(rules__other__more=more.format(id="R-9"))[0].message


def test_open_predicate_may_be_concluded_by_nobody(lab: Lab) -> None:
    """A condition on what an absent regime would conclude is no slip."""
    law = """\
%@ derived asked(Person: person, Host: state){open}
%@ says "{{Host}} is asked for {{Person}}"
%@ rule R-2 "Who is asked for is present"
%@ authority "Convention" "art. 2" checked(text)
%@ says "{{P}} is in {{H}} on {{D}}"
present(P,H,D) :- visit(P,H,D), asked(P,H).
"""
    assert lab.load(rules__asked=law.format(open=" open")).vocabulary.predicates["asked"].open
    assert "nothing concludes `asked`" in lab.findings(rules__asked=law.format(open=""))[0].message


COMMON = {"genocide": "the crime has the letters of the treaty"}
"""Ids of courts and treaties of a regime that the common rules may name, and why."""


def test_common_rules_name_nothing_of_a_regime() -> None:
    """What a regime has to say of its court, its treaty, its rules and its issues stands in its folder."""
    record = default_engine().corpus
    entities = {str(it.atom.args[0]) for name in ("court", "treaty") for it in record.by_predicate[name]}
    own = entities & {word for text in said(record, common=False) for word in _WORD.findall(_STRING.sub("", text))}
    own |= {f'"{id_}"' for id_, rule in record.rules.items() if rule.regime}
    own |= {str(it.atom.args[0]) for it in record.by_predicate["issue"] if it.file.count("/") > 1}
    found = [
        (word, text)
        for text in said(record, common=True)
        for word in (*_WORD.findall(_STRING.sub("", text)), *_STRING.findall(text))
        if word in own and word not in COMMON
    ]
    assert not found
    assert {"icc", "rome", "stl", '"RS-89-1"', '"ISS-GENO"'} < own


def test_no_rule_names_a_day() -> None:
    """When a court was set up or an instrument took effect is record, with a source, and no rule."""
    record = default_engine().corpus
    texts = [*said(record, common=True), *said(record, common=False)]
    assert not [it for it in texts if any(dates.valid(int(day)) for day in _DAY.findall(it))]
    assert _DAY.findall("late(D) :- day(_,D), D >= 20040101.") == ["20040101"]


def said(corpus: Corpus, *, common: bool) -> Iterator[str]:
    """The clauses and facts of the law that stand beside the folders of regimes, or in them."""
    them = [(it.file, it.text) for it in corpus.clauses]
    them += [(it.file, str(it.atom)) for it in corpus.facts if it.law]
    return (text for file, text in them if (file.count("/") == 1) == common)
