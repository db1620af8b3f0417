"""What is not installed is said by what needs it."""

from __future__ import annotations

from typing import Any

import pytest

from dedere.batch import arrow
from dedere.errors import UsageError


def test_each_module_is_there_or_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow")
    assert arrow.library().__name__ == "pyarrow"
    assert arrow.parquet().__name__ == "pyarrow.parquet"
    assert arrow.compute().__name__ == "pyarrow.compute"

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(arrow, "import_module", missing)
    with pytest.raises(UsageError, match="need pyarrow") as refused:
        arrow.library()
    assert refused.value.code == "not_installed"


def test_views_of_texts_are_written_out_and_all_else_is_left() -> None:
    pa: Any = pytest.importorskip("pyarrow")
    table = pa.table({"a": pa.array(["x", None], pa.string_view()), "b": [1, 2]})
    plain = arrow.plain_texts(table)
    assert plain.schema.types == [pa.string(), pa.int64()]
    assert plain.to_pylist() == table.to_pylist()
    assert arrow.plain_texts(plain) is plain
