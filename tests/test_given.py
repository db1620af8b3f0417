"""Whatever is given for whatever parameter of a public function is answered, or refused in one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dedere
from dedere import batch, testing
from dedere.batch.visits import Refused, Visit
from dedere.engine import default_engine
from dedere.errors import DedereError, UsageError
from dedere.given import flags, named, path, quoted, texts
from profiles import few
from small_law import law

pa: Any = pytest.importorskip("pyarrow")

QUESTION: dict[str, Any] = {"person": "putin", "host": "India", "on": "2025-12-05"}
CORPUS = default_engine().corpus


class Odd:
    """What cannot even be shown."""

    def __repr__(self) -> str:
        raise RuntimeError("no")


def split(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with its person and host given by name too."""
    return lambda **asked: function(asked.pop("person"), asked.pop("host"), **asked)


def rows(**given: Any) -> list[Any]:
    """The answers to a table, read to the end."""
    return list(dedere.explain(**given))


ASKED = ("person", "host", "on", "first", "last", "presence", "suppose", "withdraw", "school", "known_on", "engine")
FUNCTIONS: dict[str, tuple[Callable[..., Any], dict[str, Any], tuple[str, ...]]] = {
    "ask": (split(dedere.ask), QUESTION, ASKED),
    "assess": (split(dedere.assess), QUESTION, ASKED),
    "compare": (split(dedere.compare), QUESTION, (*ASKED, "change", "by")),
    "changes": (split(dedere.changes), QUESTION, ASKED),
    "why": (
        lambda **asked: dedere.why(asked.pop("what"), asked.pop("person"), asked.pop("host"), **asked),
        {**QUESTION, "what": "RS-89-1"},
        ("what", *ASKED),
    ),
    "flip": (split(dedere.flip), QUESTION, (*ASKED, "to", "today")),
    "grid": (split(dedere.grid), {**QUESTION, "suppose_from": "signed(ind,rome,20250101)"}, (*ASKED, "suppose_from")),
    "grid by template": (
        split(dedere.grid),
        {**QUESTION, "suppose_each": "signed(S,rome,20250101) : part_of(greenland,S)"},
        ("host", "suppose_each"),
    ),
    "inquire": (
        dedere.inquire,
        {"question": "measures", "given": {"origin": "ind"}, "on": "2025-11-12"},
        ("question", "given", "on", "first", "last", "suppose", "withdraw", "known_on", "engine"),
    ),
    "explain": (
        rows,
        {"visits": [Visit("putin", "India", on="2025-12-05")]},
        ("visits", "school", "known_on", "engine", "together"),
    ),
    "situations": (dedere.situations, {"person": "putin"}, ("person", "presence", "known_on", "engine")),
    "dossier": (split(dedere.dossier), QUESTION, (*ASKED, "today")),
    "plan": (
        dedere.plan,
        {"given": {"person": "putin", "legs": [{"host": "India", "on": "2025-12-05"}]}},
        ("given", "person", "suppose", "withdraw", "school", "known_on", "today", "engine"),
    ),
    "journeys": (dedere.journeys, {"about": "Mongolia"}, ("about", "engine")),
    "timeline": (
        lambda **asked: dedere.timeline(asked.pop("person"), asked.pop("hosts"), **asked),
        {"person": "putin", "hosts": "Mongolia"},
        ("person", "hosts", "engine"),
    ),
    "upcoming": (
        lambda **asked: dedere.upcoming(asked.pop("persons"), **asked),
        {"persons": "putin", "days": 30, "since": "2025-12-05"},
        ("persons", "days", "since", "engine"),
    ),
    "survey": (
        lambda **asked: dedere.survey(asked.pop("persons"), **asked),
        {"persons": "putin", "on": "2025-12-05"},
        ("persons", "host", "on", "suppose", "withdraw", "school", "known_on", "engine"),
    ),
    "recheck": (
        lambda **asked: dedere.recheck(asked.pop("kept"), **asked),
        {"kept": '{"person":"putin","host":"India","from":"2025-12-05","verdict":"not_obliged"}'},
        ("kept", "engine"),
    ),
    "diff": (dedere.diff, {"old": CORPUS, "new": CORPUS}, ("old", "new", "question")),
    "export": (dedere.export, {"corpus": CORPUS, "predicate": "entry_delay"}, ("corpus", "predicate", "kind", "form")),
    "check": (dedere.check, {"corpus": CORPUS}, ("corpus",)),
    "kept": (dedere.kept, {"corpus": CORPUS}, ("corpus",)),
    "load": (dedere.load, {}, ("rules", "facts", "alone", "packs")),
    "import_table": (
        dedere.import_table,
        {"table": "none.csv", "as_": "deposited", "dry_run": True},
        ("table", "as_", "into", "replace", "dry_run", "columns", "constant", "on", "rules", "facts"),
    ),
}


@cache
def _situations() -> dedere.Situations:
    return dedere.situations("putin")


@cache
def _answer() -> dedere.Assessment:
    return dedere.assess(**QUESTION)


def _of(made: Callable[[], Any], name: str) -> Callable[..., Any]:
    """A method of what is made when it is first called for: to collect the tests answers nothing."""

    def call(**asked: Any) -> Any:
        return getattr(made(), name)(**asked)

    return call


DAYS = {"host": "India", "first": "2025-12-05", "last": "2025-12-06"}
LAW = law()
ROOMS: dict[str, tuple[Callable[..., Any], dict[str, Any], tuple[str, ...]]] = {
    "Engine": (dedere.Engine, {"corpus": CORPUS}, ("corpus",)),
    "Situations.on": (_of(_situations, "on"), {"host": "India", "day": "2025-12-05"}, ("host", "day")),
    "Situations.over": (_of(_situations, "over"), DAYS, ("host", "first", "last")),
    "Situations.changes": (_of(_situations, "changes"), {"host": "India"}, ("host",)),
    "Situations.place": (_of(_situations, "place"), {"given": "India"}, ("given",)),
    "Situations.outcomes": (_of(_situations, "outcomes"), {"place": dedere.Place("ind")}, ("place",)),
    "Assessment.to_json": (_of(_answer, "to_json"), {}, ("indent",)),
    "Assessment.to_text": (_of(_answer, "to_text"), {}, ("explain", "width", "unicode", "colour", "engine")),
    "Assessment.to_html": (_of(_answer, "to_html"), {}, ("explain", "engine")),
    "Assessment.to_markdown": (_of(_answer, "to_markdown"), {}, ("explain", "engine")),
    "Assessment.to_mermaid": (_of(_answer, "to_mermaid"), {}, ("engine",)),
    "Assessment.to_dot": (_of(_answer, "to_dot"), {}, ("engine",)),
    "batch.assess_table": (
        batch.assess_table,
        {"table": pa.table({"person": ["putin"], "host": ["India"], "first": ["2025-12-05"]})},
        ("table", "columns", "presence", "suppose", "withdraw", "known_on", "engine"),
    ),
    "testing.try_worlds": (
        testing.try_worlds,
        {"corpus": LAW, "worlds": 1, "properties": testing.PROPERTIES[:1]},
        ("corpus", "seed", "properties", "rules"),
    ),
    "testing.worlds": (testing.worlds, {"corpus": LAW}, ("corpus", "question", "rules")),
    "testing.facts": (testing.facts, {"corpus": LAW}, ("corpus",)),
    "testing.suppositions": (testing.suppositions, {"corpus": LAW}, ("corpus", "most")),
    "testing.changes": (testing.changes, {"corpus": LAW}, ("corpus", "most")),
    "testing.given_worlds": (
        lambda **asked: testing.given_worlds(**asked)(lambda world: None),
        {"corpus": LAW},
        ("corpus", "examples", "question", "rules"),
    ),
    "testing.hold": (testing.hold, {"world": None, "properties": testing.PROPERTIES}, ("world", "properties")),
}
"""What stands beside the functions: methods of what they give, and the rooms that have a face of their own."""

PLACES = [(name, parameter) for name, (_, _, parameters) in FUNCTIONS.items() for parameter in parameters]

SIMPLE: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        -1,
        3,
        10**40,
        10**5000,
        2.5,
        float("nan"),
        float("inf"),
        1j,
        "",
        " ",
        "nobody",
        "\n",
        "\ud800",
    ),
    *(b"ind", bytearray(b"x"), object(), Odd(), Odd, len, date(2025, 12, 5), datetime(2025, 12, 5, 9), Path("nowhere")),  # noqa: DTZ001
    *(
        datetime(2025, 12, 5, 9, tzinfo=UTC),
        iter(("ind",)),
        (it for it in ("ind",)),
        range(3),
        ...,
        dedere.Place("nowhere"),
    ),
    dedere.Place(["ind"]),  # type: ignore[arg-type]
    *("a\nb", "x" * 5000, "#sup", 'a"b', "f(X)", "{origin}", "2025-02-30", Visit("putin", "India")),
]
VALUES = st.one_of(
    st.sampled_from(SIMPLE),
    st.text(max_size=8),
    st.lists(st.sampled_from(SIMPLE), max_size=2),
    st.tuples(st.sampled_from(SIMPLE)),
    st.dictionaries(st.sampled_from(["origin", "product", "loaded", "x"]), st.sampled_from(SIMPLE), max_size=2),
)


def hold(name: str, parameter: str, value: Any) -> None:
    """Call a function with a value for a parameter; what it refuses, it refuses in one line with a hint."""
    function, asked, _ = (FUNCTIONS | ROOMS)[name]
    try:
        function(**{**asked, parameter: value})
    except DedereError as error:
        refused = error
    else:
        return
    assert refused.message
    assert f"{refused.message}{refused.hint}".isprintable()
    assert refused.hint or isinstance(refused, dedere.CorpusError), refused.message


@pytest.mark.parametrize(("name", "parameter"), [it for it in PLACES if it[1] not in ("first", "last")])
@pytest.mark.parametrize("value", [2.5, b"ind", [None], {3: 4}, Odd()], ids=lambda it: type(it).__name__)
def test_what_can_be_nothing_is_refused(name: str, parameter: str, value: Any) -> None:
    function, asked, _ = FUNCTIONS[name]
    if parameter == "visits" and isinstance(value, list):
        (row,) = function(**{**asked, parameter: value})
        assert isinstance(row, Refused)
        return
    with pytest.raises(UsageError) as refused:
        function(**{**asked, parameter: value})
    assert "`" in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize(
    "place", [(name, it) for name, (_, asked, _) in FUNCTIONS.items() for it in asked], ids=".".join
)
@pytest.mark.parametrize("value", [None, "\ud800", "", "\0"], ids=ascii)
def test_what_has_to_be_given_is_answered_or_refused(place: tuple[str, str], value: Any) -> None:
    hold(*place, value)


@few(200)
@given(st.sampled_from(PLACES), VALUES)
def test_anything_is_answered_or_refused(place: tuple[str, str], value: Any) -> None:
    hold(*place, value)


@pytest.mark.parametrize("place", [(name, it) for name, (_, _, them) in ROOMS.items() for it in them], ids=".".join)
def test_so_it_is_of_what_functions_give_and_of_the_rooms_beside_them(place: tuple[str, str]) -> None:
    for value in (*SIMPLE, [None], ["x"], ("ind",), {"a": 1}, {"ind"}):
        hold(*place, value)


def test_every_parameter_is_tried() -> None:
    import inspect

    tried: dict[str, set[str]] = {}
    for name, parameter in PLACES:
        tried.setdefault(name.partition(" ")[0], set()).add(parameter)
    for name, parameters in tried.items():
        declared = inspect.signature(getattr(dedere, name)).parameters
        assert {it for it in declared if it != "asked"} <= parameters, name
    functions = {it for it in dedere.__all__ if it.islower() and not it.startswith("_")}
    assert functions == {it.partition(" ")[0] for it in FUNCTIONS}


def test_a_query_stands_alone() -> None:
    query = dedere.ask(**QUESTION)
    for function in (dedere.assess, dedere.compare, dedere.flip, dedere.grid):
        for beside in ({"host": "India"}, {"on": "2025-12-06"}):
            with pytest.raises(UsageError, match="beside it") as refused:
                function(query, **beside, **({"suppose_from": "x"} if function is dedere.grid else {}))  # type: ignore[arg-type]
            assert f"`{next(iter(beside))}`" in refused.value.message


def test_a_row_that_is_none_is_refused_alone() -> None:
    visit = Visit("putin", "India", on="2025-12-05")
    given_: list[Any] = [visit, None, ("putin", "India"), Visit(3, "India", on="2025-12-05"), visit]  # type: ignore[arg-type]
    found = list(dedere.explain(given_))
    assert [it.number for it in found if isinstance(it, Refused)] == [1, 2, 3]
    told = [it.error.message for it in found if isinstance(it, Refused)]
    assert told == ["the row is `None`", "the row is `('putin', 'India')`", "the person is `3`"]


def test_paths_and_days_are_taken_in_every_form(tmp_path: Path) -> None:
    file = tmp_path / "facts.txt"
    file.write_text("signed(ind,rome,20250101)\n", encoding="utf-8")
    asked: dict[str, Any] = {"person": "putin", "host": "India", "on": date(2025, 12, 5)}
    from_text = dedere.grid(**asked, suppose_from="signed(ind,rome,20250101)")
    assert dedere.grid(**asked, suppose_from=file) == from_text
    assert dedere.grid(**asked, suppose_from=str(file)) == from_text
    for none in (tmp_path / "none", str(tmp_path / "none"), "nosuch"):
        with pytest.raises(UsageError, match=f"`{none}` cannot be read: no such file"):
            dedere.grid(**asked, suppose_from=none)
    table = tmp_path / "table.csv"
    table.write_text(
        "State,Treaty,Day,source,citation,confidence\nIndia,rome,2025-09-01,m,Mine,recall\n", encoding="utf-8"
    )
    one, other = (dedere.import_table(it, "deposited", dry_run=True) for it in (table, str(table)))
    assert one == other
    assert one.count("new") == 1


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("ind", "`ind`"),
        (None, "`None`"),
        (float("nan"), "`nan`"),
        (b"x", "`b'x'`"),
        (Odd(), "`a Odd`"),
        (10**5000, "`a int`"),
        ("x" * 100, f"`{'x' * 77}...`"),
    ],
    ids=lambda it: type(it).__name__,
)
def test_what_was_given_is_shown_shortly(value: Any, shown: str) -> None:
    assert quoted(value) == shown


def test_the_single_checks() -> None:
    texts(name="x", other=None)
    flags(dry_run=False)
    assert path("table", "a/b") == path("table", Path("a/b")) == Path("a/b")
    with pytest.raises(UsageError, match="the name is `3`"):
        texts(name=3)
    with pytest.raises(UsageError, match="no person is given"):
        named(host="x", person=None)
    with pytest.raises(UsageError, match="`dry_run` is `no`"):
        flags(dry_run="no")
    for wrong in ("", "a\0b", "a\ud800", 3, None):
        with pytest.raises(UsageError, match="the table is"):
            path("table", wrong)
