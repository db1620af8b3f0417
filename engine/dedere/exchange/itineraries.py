"""A plan of visits, read from YAML or JSON, from facts, or from a calendar: data, and never program.

YAML and JSON follow `dedere.itinerary/1`. As facts a plan is made of `leg(ID,PERSON,HOST,FIRST,LAST)`, of
`presence(ID,KIND)`, `capacity(ID,"TEXT")`, `event(ID,"TEXT")`, and of `alternative(ID,OF)` for a leg that may take the
place of another; each is read as one ground fact. A calendar is read by `calendars`.

>>> [(it.leg, it.host, it.first) for it in read('leg(a,putin,"Mongolia",20240902,20240903).', "facts").legs]
[('a', 'Mongolia', '20240902')]
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

from dedere.errors import UsageError, reason_of
from dedere.exchange.reading import why_no_json
from dedere.exchange.stops import Given, Stop
from dedere.language.files import read_given
from dedere.language.vocabulary import nearest
from dedere.language.yaml_texts import tree
from dedere.schema.itinerary import Itinerary, ItineraryAlternative
from dedere.terms.reader import parse_fact
from dedere.terms.values import Atom, text

Form: TypeAlias = Literal["yaml", "json", "facts", "calendar"]

ENDINGS: Mapping[str, Form] = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".lp": "facts",
    ".ics": "calendar",
    ".ical": "calendar",
}
"""What the ending of a file says of how the plan is written."""

MOST_LEGS = 200
"""How many legs a plan may have, alternatives among them."""

KEYS, _OF_PLAN = (tuple(it.removesuffix("_") for it in of.__annotations__) for of in (ItineraryAlternative, Itinerary))
"""What may be said of a leg, and of a plan."""

_FACTS: Mapping[str, int] = {"leg": 5, "presence": 2, "capacity": 2, "event": 2, "alternative": 2, "title": 1}
_AS = {"alternative": "of"}
_STATEMENT = re.compile(r'(?:%[^\n]*|"(?:[^"\\\n]|\\.)*"|[^".%]|\.(?=\S))+', re.DOTALL)
_COMMENT = re.compile(r'("(?:[^"\\\n]|\\.)*")|%[^\n]*')


def from_file(path: str | Path, form: Form | None = None) -> Given:
    """The plan in a file, in the form that its ending names where none is given; `-` is standard input.

    Raises `UsageError` for a file that cannot be read, and as `read` does.
    """
    chosen = form or ENDINGS.get(Path(path).suffix.lower()) or ("yaml" if str(path) == "-" else None)
    if chosen is None:
        endings = ", ".join(ENDINGS)
        raise UsageError(f"`{path}` does not say how the plan is written", f"let its name end in one of {endings}")
    try:
        content = read_given(path).decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"`{path}` cannot be read: {reason_of(error)}", "check the path", "file") from None
    except UnicodeDecodeError:
        raise UsageError(f"`{path}` is not UTF-8", "save it as UTF-8", "file") from None
    return read(content, chosen)


def read(content: str, form: Form) -> Given:
    """The plan that a text is. Raises `UsageError` for one that is none; what is wrong with a leg stands with it."""
    if form == "facts":
        found = _of_facts(content)
    elif form == "calendar":
        from dedere.exchange import calendars

        found = calendars.read(content)
    else:
        found = _of_data(*_parsed(content, form))
    return _checked(found)


def _checked(found: Given) -> Given:
    """A plan with legs, each of which has a name of its own."""
    if not found.legs:
        raise UsageError("the plan has no leg", "give one leg or more, each with a host and its days")
    if len(found.legs) > MOST_LEGS:
        raise UsageError(f"the plan has more than {MOST_LEGS} legs", "part it")
    names: set[str] = set()
    legs = []
    for it in found.legs:
        again = it.leg in names and it.wrong is None  # What is no leg has no name.
        wrong = (f"there is a leg `{it.leg}` already", "give each a name of its own, or none") if again else it.wrong
        legs.append(it._replace(wrong=wrong))
        names.add(it.leg)
    return found._replace(legs=tuple(legs))


# -------------------------------------------------------------------------------------------------------- YAML and JSON

Lines: TypeAlias = Mapping[tuple[int, ...], int]
"""At which line a leg stands, by its place and that of an alternative in it."""


def _parsed(content: str, form: Form) -> tuple[Any, Lines]:
    import yaml

    if form == "json":
        try:
            json.loads(content)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"the plan is no JSON: {why_no_json(error)}", "mend it there", "file") from None
        content = content.replace("\t", " ")  # Blanks in JSON; YAML takes none that are tabs.
    try:
        node, data = tree(content)
    except (yaml.YAMLError, RecursionError) as error:
        mark, note = getattr(error, "problem_mark", None), getattr(error, "note", None)
        where = f" (line {mark.line + 1})" if mark is not None else ""
        said = getattr(error, "problem", None) or "it is nested too deeply"
        # What is noted of it is no fault of the form, and as wrong in JSON.
        message = said if note else f"the plan is no YAML: {said}"
        raise UsageError(f"{message}{where}", note or "mend it there", "file") from None
    return data, dict(_lines(node))


def _lines(node: Any) -> Iterator[tuple[tuple[int, ...], int]]:
    legs = _child(node, "legs")
    for at, leg in enumerate(getattr(legs, "value", ()) if type(legs).__name__ == "SequenceNode" else ()):
        yield (at,), leg.start_mark.line + 1
        others = _child(leg, "alternatives")
        for nth, it in enumerate(getattr(others, "value", ()) if type(others).__name__ == "SequenceNode" else ()):
            yield (at, nth), it.start_mark.line + 1


def _child(node: Any, key: str) -> Any:
    if type(node).__name__ != "MappingNode":
        return None
    return next((value for name, value in node.value if name.value == key), None)


def of_data(data: Mapping[str, Any]) -> Given:
    """The plan that a mapping is, as `dedere.itinerary/1` has it. Raises `UsageError` for what is none."""
    return _checked(_of_data(data, {}))


def _of_data(data: Any, lines: Lines) -> Given:
    if not isinstance(data, Mapping):
        raise UsageError(
            "the plan is no mapping", "give `legs`, a list of them; `dedere schema itinerary` describes it"
        )
    if wrong := next((it for it in data if it not in _OF_PLAN), None):
        raise UsageError(f"a plan has no `{wrong}`", _near(str(wrong), _OF_PLAN))
    legs = data.get("legs")
    if not isinstance(legs, (list, tuple)):
        raise UsageError("the legs of the plan are no list", "give `legs`, a list of them")
    for key in ("title", "person"):
        if not isinstance(data.get(key), str | None):
            raise UsageError(f"the {key} of the plan is no text", "write it as one")
    return Given(data.get("title"), tuple(_of_legs(legs, data.get("person"), lines)))


def _of_legs(legs: Iterable[Any], person: str | None, lines: Lines) -> Iterator[Stop]:
    for at, given in enumerate(legs):
        name, line = str(at + 1), lines.get((at,))
        others = given.get("alternatives") or () if isinstance(given, Mapping) else ()
        leg = _stop(given, name, line, {"person": person}, (*KEYS, "alternatives"))
        yield leg
        if not isinstance(others, (list, tuple)):
            yield Stop(line, f"{leg.leg}a", leg.leg, wrong=("the alternatives are no list", "give a list of them"))
            continue
        inherited = {key: it for key, it in given.items() if key in KEYS and key != "leg"} if others else {}
        for nth, it in enumerate(others):
            base = {"person": person, **inherited}
            if isinstance(it, Mapping) and any(it.get(key) for key in ("on", "from", "until")):
                base = {key: said for key, said in base.items() if key not in ("on", "from", "until")}
            name = f"{leg.leg}{chr(ord('a') + nth % 26)}"
            yield _stop(it, name, lines.get((at, nth), line), base, KEYS)._replace(of=leg.leg)


def _stop(given: Any, name: str, line: int | None, base: Mapping[str, Any], known: Iterable[str]) -> Stop:
    if not isinstance(given, Mapping):
        return Stop(line, name, wrong=("the leg is no mapping", f"say of it {', '.join(KEYS)}"))
    said = {**base, **{key: it for key, it in given.items() if key != "alternatives" and it is not None}}
    name = str(said["leg"]) if isinstance(said.get("leg"), str) and said["leg"].strip() else name
    if wrong := next((str(it) for it in given if it not in known), None):
        return Stop(line, name, wrong=(f"a leg has no `{wrong}`", _near(wrong, known)))
    if wrong := next((key for key, it in said.items() if not isinstance(it, str | None)), None):
        return Stop(line, name, wrong=(f"the {wrong} of the leg is no text", "write it as one; a day as `2025-12-05`"))
    if said.get("on") and (said.get("from") or said.get("until")):
        return Stop(
            line, name, wrong=("a leg has `on` and `from` or `until`", "give one day, or a first and a last one")
        )
    return Stop(
        line,
        name,
        None,
        said.get("person"),
        said.get("host"),
        said.get("on") or said.get("from"),
        said.get("on") or said.get("until"),
        said.get("presence"),
        said.get("capacity"),
        said.get("event"),
    )


def _near(word: str, known: Iterable[str]) -> str:
    every = list(known)
    near = nearest(word, every)
    return f"did you mean `{near}`?" if near else f"it has {', '.join(every)}"


# ---------------------------------------------------------------------------------------------------------------- facts


def _of_facts(content: str) -> Given:
    legs: dict[str, Stop] = {}
    more: list[tuple[int, Atom]] = []
    broken: list[Stop] = []
    title: str | None = None
    for line, written in _statements(content):
        try:
            atom = parse_fact(written)
        except ValueError as error:
            broken.append(_unread(line, written, str(error)))
            continue
        if _FACTS.get(atom.name) != len(atom.args):
            forms = "leg(ID,PERSON,HOST,FIRST,LAST), presence, capacity, event and alternative(ID,OF)"
            broken.append(_unread(line, written, f"a plan is made of {forms}"))
        elif atom.name == "title":
            title = text(atom.args[0])
        elif atom.name == "leg":
            id_, person, host, first, last = map(text, atom.args)
            if id_ in legs:
                broken.append(_unread(line, written, f"there is a leg `{id_}` already"))
            else:
                legs[id_] = Stop(line, id_, None, person, host, first, last)
        else:
            more.append((line, atom))
    for line, atom in more:
        id_, value = map(text, atom.args)
        if id_ not in legs or (atom.name == "alternative" and value not in legs):
            broken.append(_unread(line, str(atom), f"there is no leg `{value if id_ in legs else id_}`"))
        else:
            legs[id_] = Stop(**{**legs[id_]._asdict(), _AS.get(atom.name, atom.name): value})
    ordered = [it for leg in legs.values() if leg.of is None for it in (leg, *_others(leg, legs.values()))]
    return Given(title, tuple(sorted((*ordered, *broken), key=lambda it: _place(it, legs))))


def _others(leg: Stop, every: Iterable[Stop]) -> Iterator[Stop]:
    yield from (it for it in every if it.of == leg.leg)


def _place(it: Stop, legs: Mapping[str, Stop]) -> tuple[int, int]:
    main = legs.get(it.of or "", it)
    return main.line or 0, 0 if main is it else it.line or 0


def _unread(line: int, written: str, why: str) -> Stop:
    shown = written if len(written) <= 80 else f"{written[:77]}..."
    return Stop(line, "", wrong=(f"`{shown}` is no fact of a plan", why))


def _statements(content: str) -> Iterator[tuple[int, str]]:
    """The statements of a text, each with its line; comments are left out."""
    for found in _STATEMENT.finditer(content):
        written = _COMMENT.sub(lambda it: it[1] or "", found.group())
        if stripped := written.strip():
            behind = len(found.group()) - len(found.group().lstrip())
            begin = found.group()[behind:]
            while begin.startswith("%"):
                behind += len(begin) - len(begin.partition("\n")[2].lstrip())
                begin = begin.partition("\n")[2].lstrip()
            yield content.count("\n", 0, found.start() + behind) + 1, " ".join(stripped.split())
