"""What kinds of facts there are, and facts of one's own to fill in."""

from __future__ import annotations

from pathlib import Path

import pytest

from dedere.checks.record import check
from dedere.corpus.corpus import Corpus
from dedere.engine import default_engine
from dedere.errors import UsageError
from dedere.exchange.kinds import kinds, template
from dedere.loading import default_folders, load_corpus
from dedere.terms.reader import parse_fact
from dedere.terms.values import Value

TODAY = 20261129


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return default_engine().corpus


def _facts(written: str) -> list[str]:
    return [line.removesuffix(".") for line in written.splitlines() if line and line[0] != "%"]


def test_a_kind_says_what_its_arguments_are(corpus: Corpus) -> None:
    (warrant,) = kinds(corpus, "warrant")
    meant = dict(warrant.arguments)
    assert meant["Warrant"] == "an id of your own, in small letters and underscores"
    assert meant["Court"].startswith("the id of a court, such as `icc`, ")
    assert meant["Issued"] == "a day"
    assert {it.name for it in warrant.beside} >= {"in_situation", "made_public", "charged"}
    assert warrant.example is not None
    (manner,) = kinds(corpus, "manner")
    assert "one of visit, official_visit" in dict(manner.arguments)["Presence"]


@pytest.mark.parametrize("name", ["treaty_acts", "treaty-act", "Treaty Act"])
def test_a_kind_by_its_name(corpus: Corpus, name: str) -> None:
    assert {"deposited", "signed", "withdrawal_notified"} <= {it.predicate.name for it in kinds(corpus, name)}


def test_all_kinds_are_of_the_record_and_none_of_the_law(corpus: Corpus) -> None:
    names = {it.predicate.name for it in kinds(corpus)}
    assert {"person", "visit", "warrant", "deposited"} <= names
    assert not names & {"option", "school", "takes", "question", "spans", "checking", "reads"}


def test_a_kind_of_a_pack_is_there_before_its_first_fact(tmp_path: Path) -> None:
    rules, facts = default_folders()
    (tmp_path / "pack.lp").write_text(
        '%@ fact truce(Host: state, From: since, To: until) of truces\n%@ says "{Host} has a truce from {From}"\n',
        encoding="utf-8",
    )
    packed = load_corpus([rules, tmp_path], [facts])
    assert "truce" in {it.predicate.name for it in kinds(packed)}
    for name in ("truce", "truces"):
        (found,) = kinds(packed, name)
        assert [it for it, _ in found.arguments] == ["Host", "From", "To"]
        (fact,) = _facts(template(packed, name, TODAY))
        assert parse_fact(fact).name == "truce"


def test_what_is_no_kind(corpus: Corpus) -> None:
    with pytest.raises(UsageError, match="there is no kind of fact `warant`") as refused:
        kinds(corpus, "warant")
    assert refused.value.hint == "did you mean `warrant`?"


def test_every_template_is_made_of_facts(corpus: Corpus) -> None:
    for kind in kinds(corpus):
        new: dict[str, set[Value]] = {}
        atoms = [parse_fact(it) for it in _facts(template(corpus, kind.predicate.name, TODAY))]
        for atom in atoms:
            new.setdefault(atom.name, set()).add(atom.args[0])
        names = {name: set(ids) | new.get(name, set()) for name, ids in corpus.names.items()}
        for atom in atoms:
            assert corpus.vocabulary.check_fact(atom, names) is None, atom


def test_what_goes_with_a_fact_is_about_the_same(corpus: Corpus) -> None:
    act, how = map(parse_fact, _facts(template(corpus, "treaty-act", TODAY)))
    assert (act.name, how.name) == ("deposited", "instrument")
    assert act.args[:2] == how.args[:2]


@pytest.mark.parametrize("name", ["warrant", "visit", "person"])
def test_a_template_lacks_nothing(corpus: Corpus, name: str, tmp_path: Path) -> None:
    (tmp_path / "mine.lp").write_text(template(corpus, name, TODAY), encoding="utf-8")
    rules, facts = default_folders()
    found = check(load_corpus([rules], [facts, tmp_path]))
    told = [it for it in (*found.findings, *found.notes) if (it.file or "").endswith("mine.lp")]
    # What is to be filled in, and no more.
    assert {it.check for it in told} == {"CHK-UNFILLED"}
