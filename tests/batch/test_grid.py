"""Many suppositions in one solve: every row is what the question answers for itself."""

from __future__ import annotations

from pathlib import Path

import pytest

import dedere
from dedere.batch.grid import grid
from dedere.errors import UsageError

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
