"""Many suppositions in one solve: every row is what the question answers for itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dedere
from dedere.batch.grid import grid
from dedere.errors import UsageError
from small_law import SOUGHT, law

WAIVER = "waiver(rus,putin,icc,20240101,#sup)"
EACH = "deposited(S,rome,20250901) : state(S)"


def test_only_the_deposit_of_the_host_matters() -> None:
    found = grid("putin", "ind", on="2025-12-05", suppose_each=EACH)
    assert {row.suppose for row in found.rows if row.verdict != "not_obliged"} == {("deposited(ind,rome,20250901)",)}


@pytest.mark.parametrize("host", ["IND", "MNG", "RUS", "UKR", "USA", "HUN", "PHL"])
def test_a_row_is_what_assess_says(host: str) -> None:
    found = grid("putin", "S", on="2025-12-05", suppose_each=EACH)
    assert found.host is None
    row = next(it for it in found.rows if it.host == host)
    alone = dedere.assess("putin", host, on="2025-12-05", suppose=row.suppose)
    assert (row.verdict, row.schools) == (alone.verdict, alone.schools)


def test_sets_of_facts_with_what_holds_for_all() -> None:
    content = f"deposited(ind,rome,20250901).\ndeposited(ind,rome,20250901). {WAIVER}.\ndeposited(ind,rome,20251115)."
    found = grid("putin", "ind", on="2025-12-05", suppose_from=content)
    assert [row.verdict for row in found.rows] == ["contested", "obliged", "not_obliged"]
    waived = grid("putin", "ind", on="2025-12-05", suppose_from=content, suppose=[WAIVER])
    assert [row.verdict for row in waived.rows] == ["obliged", "obliged", "not_obliged"]


def test_a_fact_of_the_record_changes_nothing() -> None:
    found = grid("putin", "mng", on="2024-09-02", suppose_each="deposited(S,T,D) : deposited(S,T,D), signed(S,rome,_)")
    assert {row.verdict for row in found.rows} == {"contested"}


def test_one_school() -> None:
    found = grid("putin", "ind", on="2025-12-05", suppose_from="deposited(ind,rome,20250901)", school="court")
    assert found.rows[0].verdict == "obliged"


def test_the_host_goes_with_the_fact_and_a_query_is_taken_as_it_is() -> None:
    found = grid("putin", "S", on="2025-12-05", suppose_each="signed(S,rome,19981201) : withdrawal_revoked(S,rome,_)")
    assert [it.host for it in found.rows] == ["GMB", "HUN", "ZAF"]
    assert {it.verdict for it in found.rows} == {"contested"}
    template = "deposited(S,rome,20250901) : withdrawal_revoked(S,rome,_)"
    read = grid(dedere.ask("putin", "ind", on="2025-12-05"), suppose_each=template)
    assert (read.host, {it.verdict for it in read.rows}) == ("IND", {"not_obliged"})
    assert read.rows == grid("putin", "ind", on="2025-12-05", suppose_each=template).rows


def test_either_a_template_or_sets() -> None:
    with pytest.raises(UsageError, match="not clear"):
        grid("putin", "ind", on="2025-12-05")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for given in (tmp_path / "none.lp", str(tmp_path / "none.lp")):
        with pytest.raises(UsageError, match=r"none\.lp` cannot be read: no such file") as error:
            grid("putin", "ind", on="2025-12-05", suppose_from=given)
        assert error.value.hint == "check the path"
    (tmp_path / "latin.lp").write_bytes(b'person(kat,"K\xe4t").')
    with pytest.raises(UsageError, match=r"latin\.lp` is not UTF-8"):
        grid("putin", "ind", on="2025-12-05", suppose_from=tmp_path / "latin.lp")


def test_the_host_ranges_over_states() -> None:
    with pytest.raises(UsageError, match="stands for the host"):
        grid("putin", "P", on="2025-12-05", suppose_each="national(P,rus) : person(P)")


SMALL = law(record=SOUGHT)


def test_a_small_grid_row_by_row() -> None:
    each = "joined(S,20050101) : state(S)"
    found = grid(
        "ada", "S", on="2006-03-01", suppose_each=each, suppose=["office(ben,aaa,20000101,#sup)"], engine=SMALL
    )
    assert [(it.host, it.suppose, it.verdict, it.schools) for it in found.rows] == [
        ("aaa", ("joined(aaa,20050101)",), "obliged", {"wide": "obliged", "narrow": "obliged"}),
        ("bbb", ("joined(bbb,20050101)",), "contested", {"wide": "obliged", "narrow": "not_obliged"}),
    ]
    assert (found.host, found.person, found.presence) == (None, "ada", "visit")
    assert found.suppose == ("office(ben,aaa,20000101,#sup)",)
    here = grid("ada", "aaa", on="2006-03-01", suppose_each=each, engine=SMALL)
    assert [(it.host, it.verdict) for it in here.rows] == [("aaa", "obliged"), ("aaa", "not_obliged")]
    narrow = grid("ada", "S", on="2006-03-01", suppose_each=each, school="narrow", engine=SMALL)
    assert [(it.verdict, it.schools) for it in narrow.rows] == [
        ("obliged", {"narrow": "obliged"}),
        ("not_obliged", {"narrow": "not_obliged"}),
    ]
    alone = dedere.assess("ada", "aaa", on="2006-03-01", suppose=["joined(aaa,20050101)"], engine=SMALL)
    assert here.rows[0].id == alone.id


def test_what_one_row_supposes_no_other_has_and_what_the_record_has_all_have() -> None:
    lines = "joined(aaa,20050101).\njoined(aaa,20070101).\njoined(bbb,20050401).\noffice(ada,bbb,20050101,20100101)."
    found = grid("ada", "aaa", on="2006-03-01", suppose_from=lines, engine=SMALL)
    assert [it.verdict for it in found.rows] == ["obliged", "not_obliged", "not_obliged", "not_obliged"]
    in_birchmark = grid("ada", "bbb", on="2006-03-01", suppose_from=lines, engine=SMALL)
    assert [it.verdict for it in in_birchmark.rows] == ["contested"] * 4
    gone = grid("ada", "bbb", on="2006-03-01", suppose_from=lines, withdraw="joined(bbb,20050401)", engine=SMALL)
    assert [it.verdict for it in gone.rows] == ["not_obliged", "not_obliged", "contested", "not_obliged"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "it is not clear what to suppose in turn"),
        ({"suppose_each": "joined(S,20050101) : state(S)", "suppose_from": "joined(aaa,20050101)."}, "it is not clear"),
        ({"suppose_each": 3}, "the suppose_each is `3`"),
        ({"suppose_from": 3}, "the suppose_from is `3`"),
        ({"suppose_from": "none.lp"}, "`none.lp` cannot be read: no such file or directory"),
    ],
)
def test_what_is_given_otherwise_is_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said) as refused:
        grid("ada", "aaa", on="2006-03-01", engine=SMALL, **given)
    assert refused.value.hint
