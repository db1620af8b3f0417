"""Tables of the shapes that people have, held against the record: each row is taken, or refused and told why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dedere.batch.taking import import_table
from dedere.errors import UsageError
from dedere.exchange.reading import read
from dedere.exchange.tables import export
from dedere.loading import load
from dedere.schema.exchange import Imported

NEWS = {"source": "news", "citation": "News of 3 October 2026", "confidence": "seen once"}
CITED = "news;News of 3 October 2026;seen once"


class Shape(NamedTuple):
    """A table as it is saved, how it is imported, the facts that it gives, and the rows that it does not, with why."""

    name: str
    content: bytes
    how: dict[str, Any]
    taken: tuple[str, ...]
    refused: tuple[tuple[int, str], ...] = ()


JOURNEY = "Outcome;Capacity;Occasion;source;citation;confidence"
WENT = f"took place;head of State;visit;{CITED}"

SHAPES = (
    Shape(
        "semicolons in code page 1252.csv",
        (
            f"Journey;Person;Host;From;Until;{JOURNEY}\r\n"
            f"a1;Vladimir Putin;C\xf4te d'Ivoire;1.9.2026;2.9.2026;{WENT}\r\n"
            f"a2;Wladimir Putin;\xd6sterreich;31.2.2026;1.3.2026;{WENT}\r\n"
        ).encode("cp1252"),
        {"as_": "journey"},
        ('journey(a1,putin,civ,20260901,20260902,took_place,"head of State","visit")',),
        ((3, "`31.2.2026` is a day that does not exist (column `First`)"),),
    ),
    Shape(
        "mark of byte order, one day, titles of persons.csv",
        (
            f"\ufeffJourney;Person;Host;On;{JOURNEY}\n"
            f"b1;President Putin;Mongolia;2 Sep 2026;{WENT}\n"
            f"b2;President Smith;Mongolia;2 Sep 2026;{WENT}\n"
        ).encode(),
        {"as_": "journey"},
        ('journey(b1,putin,mng,20260902,20260902,took_place,"head of State","visit")',),
        ((3, "no person `President Smith` is known"),),
    ),
    Shape(
        "sep.csv",
        (
            "sep=;\r\nState;Treaty;Day;source;citation;confidence\r\n"
            f"Tuvalu;Rome Statute;10 Feb 2025;{CITED}\r\nTuvalu;Rome Statute;11/02/2025;{CITED}\r\n"
        ).encode(),
        {"as_": "deposited"},
        ("deposited(tuv,rome,20250210)",),
        ((4, "`11/02/2025` may be either of two days"),),
    ),
    Shape(
        "titles above, columns without names.csv",
        (
            b"Journeys of wanted persons,,,,,,,,\nas of 1 October 2026,,,,,,,,\n,,,,,,,,\n"
            b"Journey,Person,Host,Start date,End date,Outcome,Capacity,Occasion,,\n"
            b"d1,Benjamin Netanyahu,United States,2026-10-20,2026-10-24,took place,head of government,Assembly,,\n"
            b"d2,Bibi,Hungary,2026-09-24,2026-09-20,took place,head of government,visit,,\n"
            b"d3,Bibi,Hungary,2026-09-24,2026-09-25,took place,head of government,visit,x,\n"
        ),
        {"as_": "journey", "constant": NEWS},
        ('journey(d1,netanyahu,usa,20261020,20261024,took_place,"head of government","Assembly")',),
        ((6, "comes before the first"), (7, "a cell stands in a column without a name")),
    ),
    Shape(
        "a list without ids.csv",
        (
            b"Journeys, of the desk\nName,Destination,Arrival,Departure,Notes\n"
            b"Putin,Mongolia,2026-10-01,2026-10-03,talks\nPutin,Tajikistan,2026-10-05,,talks\n"
            b"Putin,Mongolia,2026-10-01,2026-10-02,talks\nHussein,Mongolia,2026-10-01,2026-10-02,talks\n"
            b"Putin,Mongolia,2026-10-11,2026-10-12,\n"
        ),
        {
            "as_": "journey",
            "columns": {"Name": "person", "Destination": "host", "Notes": "occasion"},
            "constant": {**NEWS, "outcome": "took place", "capacity": "head of State"},
        },
        (
            'journey(putin_mng_20261001,putin,mng,20261001,20261003,took_place,"head of State","talks")',
            'journey(putin_tjk_20261005,putin,tjk,20261005,20261005,took_place,"head of State","talks")',
        ),
        (
            (5, "row 3 says otherwise of the same"),
            (6, "`Hussein` may be more than one person"),
            (7, "the cell is empty"),
        ),
    ),
    Shape(
        "the last day included.csv",
        (
            "Visit;Person;Host;First;Last;source;citation;confidence\n"
            f"e1;Yoav Gallant;USA;2026-10-01;2026-10-03;{CITED}\ne2;Yoav Gallant;USA;2026-10-05;;{CITED}\n"
        ).encode(),
        {"as_": "visit"},
        ("visit(e1,gallant,usa,20261001,20261004)", "visit(e2,gallant,usa,20261005,20261006)"),
    ),
    Shape(
        "lines.jsonl",
        "\n".join(
            [
                json.dumps({"State": "Tuvalu", "Treaty": "cat", "Day": "2026-10-01", **NEWS}),
                json.dumps({"State": "Atlantis", "Treaty": "cat", "Day": "2026-10-01", **NEWS}),
                "{broken",
            ]
        ).encode(),
        {"as_": "deposited"},
        ("deposited(tuv,cat,20261001)",),
        ((2, "no state `Atlantis` is known"), (3, "the line is no JSON")),
    ),
    Shape(
        "entities.ijson",
        "\n".join(
            json.dumps({"id": id_, "schema": schema, "properties": properties})
            for id_, schema, properties in (
                ("NK-1", "Person", {"name": ["Jane Roe"], "alias": ["J. Roe"], "nationality": ["us"]}),
                (
                    "S-1",
                    "Sanction",
                    {"entity": ["NK-1"], "authority": ["International Criminal Court"], "startDate": ["2026-05-01"]},
                ),
                ("C-1", "Company", {"name": ["Roe Ltd"]}),
            )
        ).encode(),
        {"constant": NEWS},
        (
            'person(nk_1,"Jane Roe")',
            'alias(nk_1,"J. Roe")',
            "national(nk_1,usa)",
            "warrant(s_1,icc,nk_1,20260501)",
        ),
        ((3, "nothing is taken from an entity of the schema `Company`"),),
    ),
    Shape(
        "status.html",
        (
            b"<html><body><p>STATUS AS AT : 01-10-2026 09:15:40 EDT</p>"
            b"<h1>10 . Rome Statute of the International Criminal"
            b" Court</h1><table><tr><th>Participant <sup>2</sup></th>"
            b"<th>Signature</th><th>Ratification, Accession(a)</th>"
            b"</tr>\n<tr><td>Tuvalu<sup>3</sup></td><td>&nbsp;</td><td>10 Feb 2025 a</td></tr>\n"
            b"<tr><td>Nutopia</td><td></td><td>1 Apr 1973 a</td></tr></table></body></html>"
        ),
        {"as_": "untc", "on": "2020-01-01"},
        ("deposited(tuv,rome,20250210)", "instrument(tuv,rome,accession)"),
        ((3, "no state `Nutopia` is known"),),
    ),
    Shape(
        "the text of a spreadsheet.txt",
        (
            "State\tTreaty\tKind\tsource\tcitation\tconfidence\n"
            "Tuvalu\tRome Statute\taccession\tnews\tNews, of 3 October 2026\tseen once\n"
            "Tuvalu\tRome Statute\tjoining\tnews\tNews, of 3 October 2026\tseen once\n"
        ).encode("utf-16"),
        {"as_": "instrument"},
        ("instrument(tuv,rome,accession)",),
        ((3, "`joining` is no `instrument`"),),
    ),
    Shape(
        "other names of columns.csv",
        ("Pays;Trait\xe9;D\xe9p\xf4t\nTuvalu;Statut de Rome;10.02.2025\nTuvalu;Rome Statute;10.02.2025\n").encode(
            "cp1252"
        ),
        {
            "as_": "deposited",
            "columns": {"Pays": "State", "Traité": "Treaty", "Dépôt": "Day"},
            "constant": NEWS,
        },
        ("deposited(tuv,rome,20250210)",),
        ((2, "no treaty `Statut de Rome` is known"),),
    ),
)


def taken(home: Path, shape: Shape) -> Imported:
    path = home / shape.name
    path.write_bytes(shape.content)
    return import_table(path, into=home / "own.lp", dry_run=True, **shape.how)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda it: it.name)
def test_each_row_is_a_fact_or_refused_with_its_line_and_reason(tmp_path: Path, shape: Shape) -> None:
    found = taken(tmp_path, shape)
    assert tuple(it.fact for it in found.rows if it.written) == shape.taken
    refused = [(it.line, it.reason or "") for it in found.rows if not it.written and it.status == "invalid"]
    assert [line for line, _ in refused] == [line for line, _ in shape.refused]
    for (_, reason), (_, wanted) in zip(refused, shape.refused, strict=True):
        assert wanted in reason
    assert all(it.hint for it in found.rows if it.status == "invalid")


@pytest.mark.parametrize(
    ("name", "content"),
    [("book.xlsx", b"PK\x03\x04\x14\x00"), ("old.xls", b"\xd0\xcf\x11\xe0\xa1"), ("p.pdf", b"%PDF-1.7")],
)
def test_what_is_no_text_is_refused_with_what_to_do(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match="no text") as caught:
        read(tmp_path / name)
    assert caught.value.hint == "save the table as CSV"


def test_the_whole_record_comes_back_equal_and_no_cell_is_a_formula(tmp_path: Path) -> None:
    corpus = load()
    written = export(corpus)
    path = tmp_path / "all.csv"
    path.write_text(written, encoding="utf-8")
    for line in read(path).lines:
        assert line.wrong is None
    assert not [line for line in written.splitlines() if line.lstrip('"')[:1] in ("=", "+", "-", "@")]
    again = import_table(path, into=tmp_path / "all.lp", dry_run=True)
    assert {it.status for it in again.rows} == {"same"}
    assert len(again.rows) == sum(not it.law for it in corpus.facts)
