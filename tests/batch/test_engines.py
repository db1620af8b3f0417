"""Engines for large tables map the answering of a table over its parts, and come to what it comes to whole.

`make engines` installs them and prints how long each took beside one process; `STAYS` says of how many stays.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dedere.batch import assess_table

pa: Any = pytest.importorskip("pyarrow")
dask: Any = pytest.importorskip("dask")
frames: Any = pytest.importorskip("dask.dataframe")
ray: Any = pytest.importorskip("ray")
pytest.importorskip("ray.data")
sql: Any = pytest.importorskip("pyspark.sql")

# Each starts processes, threads and sockets in ways of its own, and warns of some of them.
pytestmark = [pytest.mark.engines, pytest.mark.filterwarnings("ignore")]

STAYS = int(os.environ.get("STAYS", "20000"))
PARTS = 8
PERSONS = ["putin", "Benjamin Netanyahu", "bashir", "nobody"]
HOSTS = ["India", "MNG", "Hungary", "Crimea", "South Africa", "Jordan", "Atlantis"]
_seconds: dict[str, float] = {}


@pytest.fixture(scope="module")
def stays() -> Any:
    """A table of stays, some of nobody and some nowhere."""
    drawn = random.Random(20261130)
    days = [date(2009, 1, 1) + timedelta(drawn.randrange(6500)) for _ in range(STAYS)]
    return pa.table(
        {
            "row": range(STAYS),
            "person": [drawn.choice(PERSONS) for _ in days],
            "host": [drawn.choice(HOSTS) for _ in days],
            "from": [day.isoformat() for day in days],
        }
    )


@pytest.fixture(scope="module")
def whole(stays: Any, cache_folder: Any) -> Any:
    """The same answered in one piece by this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEDERE_CACHE", str(cache_folder))
        assess_table(stays)  # The situations of the persons are worked out and kept.
        return _timed("one process", lambda: assess_table(stays))


@pytest.fixture(autouse=True)
def found(whole: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes of others find the library, what is mapped here, and what was worked out."""
    monkeypatch.syspath_prepend(Path(__file__).parents[2])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(it for it in sys.path if it))
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)


def test_dask_maps_it_over_its_partitions(stays: Any, whole: Any) -> None:
    answered = frames.from_pandas(stays.to_pandas(), npartitions=PARTS).map_partitions(_of_frame)
    with dask.config.set(scheduler="processes", num_workers=2):
        _same(pa.Table.from_pandas(_timed("dask", answered.compute), preserve_index=False), whole)


def test_ray_maps_it_over_its_batches(stays: Any, whole: Any) -> None:
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        mapped = ray.data.from_arrow(stays).repartition(PARTS).map_batches(assess_table, batch_format="pyarrow")
        parts = _timed("ray", lambda: ray.get(mapped.to_arrow_refs()))
    finally:
        ray.shutdown()
    _same(pa.concat_tables(parts), whole)


def test_spark_maps_it_in_arrow(stays: Any, whole: Any) -> None:
    spark = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        schema = spark.createDataFrame(_plain_texts(whole.slice(0, 1))).schema
        mapped = spark.createDataFrame(stays).repartition(PARTS).mapInArrow(_in_batches, schema)
        _same(_timed("spark", mapped.toArrow), whole)
    finally:
        spark.stop()


def _of_frame(frame: Any) -> Any:
    return assess_table(pa.Table.from_pandas(frame, preserve_index=False)).to_pandas()


def _in_batches(batches: Iterator[Any]) -> Iterator[Any]:
    for batch in batches:
        yield from _plain_texts(assess_table(batch)).to_batches()


def _plain_texts(answered: Any) -> Any:
    """Texts that are each there once and referred to are not read by Spark."""
    plain = [(it.name, pa.string() if pa.types.is_dictionary(it.type) else it.type) for it in answered.schema]
    return answered.cast(pa.schema(plain))


def _timed(name: str, work: Callable[[], Any]) -> Any:
    began = time.monotonic()
    done = work()
    _seconds[name] = time.monotonic() - began
    sys.stderr.write(f"{name}: {STAYS} stays in {_seconds[name]:.1f} s\n")
    return done


def _same(answered: Any, whole: Any) -> None:
    """As equal as they can be: the order of the rows, and how texts are held, is the engine's own."""
    found = {row["row"]: row for row in answered.to_pylist()}
    assert len(found) == answered.num_rows == whole.num_rows
    for row in whole.to_pylist():
        assert {name: _plain(it) for name, it in found[row["row"]].items()} == row


def _plain(it: Any) -> Any:
    """Data frames have values of their own for what is missing."""
    return None if it != it else it
