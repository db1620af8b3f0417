"""Hostile input: refused with a sentence, answered, or shown harmlessly; no traceback, no hang, nothing done outside.

A fixed corpus runs always. `DEDERE_FUZZ=100000 pytest tests/test_hostile.py` tries that many random inputs more.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

import dedere
from dedere.asking import templates
from dedere.cases import files as case_files
from dedere.engine import Engine, default_engine
from dedere.errors import CorpusError, DedereError, UsageError
from dedere.language.annotations import AnnotationError, parse
from dedere.loading import load_corpus
from dedere.reporting import page as terminal
from dedere_cli.main import cli

FUZZ = int(os.environ.get("DEDERE_FUZZ", "0"))
SLOWEST = 60
"""Seconds of processor that no input may take."""
LARGEST = 2 * 1024**3
"""Bytes that the largest questions may take, in a process of their own."""

FACTS = {
    "a script": "#script(python) import os; os.system('true') #end.",
    "an inclusion": '#include "/etc/passwd".',
    "an inclusion of a system file": "#include <incmode>.",
    "an external function": "deposited(@f(),rome,20250901)",
    "a rule": "deposited(ind,rome,20250901) :- state(ind,_).",
    "a choice": "{ deposited(ind,rome,20250901) }",
    "a constraint": ":- deposited(ind,rome,20250901)",
    "two facts": "deposited(ind,rome,20250901). deposited(chn,rome,20250901).",
    "a pool": "deposited((ind;chn),rome,20250901)",
    "a pool without parentheses": "deposited(ind;chn,rome,20250901)",
    "an interval": "deposited(ind,rome,20250901..20990901)",
    "arithmetic": "deposited(ind,rome,20250901+1)",
    "a variable": "deposited(X,rome,20250901)",
    "an anonymous variable": "deposited(_,rome,20250901)",
    "negation": "not deposited(ind,rome,20250901)",
    "classical negation": "-deposited(ind,rome,20250901)",
    "a comment": "deposited(ind,rome,20250901) % no",
    "a block comment": "deposited(ind,%* no *%rome,20250901)",
    "a directive": "#show deposited/3.",
    "a constant": "#const rome = cat.",
    "a theory atom": "&sum { x } = 1",
    "a number of 33 bits": "deposited(ind,rome,4294967297)",
    "a number without end": f"deposited(ind,rome,{'9' * 1500})",
    "a number in other digits": "deposited(ind,rome,٢٠٢٥٠٩٠١)",
    "a day that does not exist": "deposited(ind,rome,20250230)",
    "a term too deep": f"deposited({'f(' * 500}a{')' * 500},rome,20250901)",
    "a fact too long": f'person(x,"{"a" * 100_000}")',
    "a tuple": "deposited((ind,chn),rome,20250901)",
    "a string that is not closed": 'person(x,"never)',
    "a terminal escape": 'person(x,"\x1b[2J\x1b]0;owned\x07")',
    "a zero byte": "deposited(ind\x00,rome,20250901)",
    "a zero byte behind a letter of two bytes": 'person(x1,"é\x00")',
    "half a character": 'person(x,"\ud800")',
    "a path": "../../etc/passwd",
    "an undeclared predicate": "system(true)",
    "a derived predicate": "party(ind,rome,20250901)",
    "a conclusion": 'applicable(duty(ind,arrest_and_surrender,putin,icc),"RS-89-1",20251205)',
    "a position": 'adopt("ISS-IMM",horizontal)',
    "another stay": "visit(v,putin,ind,20250101,20250102)",
    "an argument too many": "deposited(ind,rome,20250901,20250902)",
    "nothing": "",
    "a blank": " \t\n",
    "a format": "{0.__class__} %s %n ${HOME} `id`",
}

NAMES = {
    "nothing": "",
    "a blank": " ",
    "a terminal escape": "\x1b[31mputin\x1b[0m\x07",
    "a reordering": "\u202enitup",
    "a zero byte": "pu\x00tin",
    "half a character": "\ud800",
    "a path": "../../../etc/passwd",
    "a fact": 'putin","x'[:8],
    "an injection": "putin,ind,20250101,20250102). #script(python) #end. visit(asked,putin",
    "a slot": "{host}",
    "an anonymous variable": "_",
    "a variable": "X",
    "very long": "a" * 100_000,
    "combining": "e" + "\u0301" * 5_000,
    "markup": "<script>alert(1)</script>",
}

DAYS = [
    "",
    "0",
    "20250230",
    "99999999",
    "2025-13-01",
    "1599-12-31",
    "3000-01-01",
    "-20250101",
    "\uff12\uff10\uff12\uff15-01-01",
    "1e8",
]
DAYS += ["20250101; rm", "\x1b[2J", "9" * 5_000, "2025-01-01\n", "nan", "@f()", "2025-02-29"]


@pytest.fixture(autouse=True)
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder to run in, in which nothing may be left, and a bound on what is done."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    began = time.process_time()
    yield
    assert list(here.iterdir()) == []
    if not FUZZ:
        assert time.process_time() - began < SLOWEST


def ask(**changed: object) -> dedere.answers.Assessment:
    """The question of the README, with something else in it."""
    asked: dict[str, object] = {"person": "putin", "host": "ind", "on": "2025-12-05", **changed}
    return dedere.assess(**asked)  # type: ignore[arg-type]  # whatever a user may type


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_what_is_no_fact_of_the_record_is_refused_with_a_sentence(fact: str) -> None:
    for how in ("suppose", "withdraw"):
        with pytest.raises(UsageError) as refused:
            ask(**{how: [fact]})
        for told in (refused.value.message, refused.value.hint):
            assert told
            assert len(told) < 5_000
        assert refused.value.message[0].islower() or refused.value.message[0] == "`"


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_names_are_looked_up_and_never_run(name: str) -> None:
    for what in ("person", "host", "school", "presence"):
        # Punctuation and accents are ignored in names, so a few of these do name somebody.
        with suppress(UsageError):
            assert ask(**{what: name}).question.person == "putin"


@pytest.mark.parametrize("day", DAYS)
def test_days_that_are_none_are_refused(day: str) -> None:
    if day.strip() == "2025-01-01":
        assert ask(on=day).verdict == "not_obliged"
        return
    with pytest.raises(UsageError):
        ask(on=day)


@pytest.mark.parametrize(
    "text", [*FACTS.values(), *NAMES.values(), "state(X,_)" * 500, "deposited(S,rome,20250901) : " * 50]
)
def test_templates_are_data_too(text: str) -> None:
    for read in (templates.parse, templates.lines):
        with suppress(DedereError):
            read(default_engine().corpus, text)


@pytest.mark.parametrize(
    "text",
    [
        *(text for text in FACTS.values() if text.strip()),
        "é(x).",
        'p("\\q é").',
        '"é',
        "p(" * 5_000 + ")" * 5_000 + ".",
        "p(1..2147483647).",
        "p(1;2;3)." * 3 + "p((1;2;3),(1;2;3))." * 3,
        "%@ by",
        "%* é %* é *%",
        "#program base. #end. #defined p/1.",
        "p(X) :- q(X), #sum { Y : r(Y) } = X, &t { X }.",
        ":~ p(X). [X@1,X]",
        "\ufeffp(a).",
        "p(a)" + "\u2028" + ".",
    ],
)
def test_files_are_refused_whole(tmp_path: Path, text: str) -> None:
    for folder in ("rules", "facts"):
        path = tmp_path / f"in_{folder}" / folder / "some.lp"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        other = tmp_path / f"in_{folder}" / ({"rules", "facts"} - {folder}).pop()
        other.mkdir()
        with pytest.raises(CorpusError) as refused:
            load_corpus([tmp_path / f"in_{folder}" / "rules"], [tmp_path / f"in_{folder}" / "facts"])
        assert all(it.file == f"{folder}/some.lp" for it in refused.value.findings)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_what_never_ends_is_not_read_to_its_end(tmp_path: Path) -> None:
    endless = "/dev/zero"
    (tmp_path / "pipes").mkdir()
    os.mkfifo(tmp_path / "pipes" / "pipe.lp")
    question = ["putin", "ind", "--on", "2025-12-05"]
    for arguments, told in (
        (["whatif", *question, "--suppose-from", endless], "larger than 32"),
        (["test", endless], "larger than 32"),
        (["assess", *question, "--facts", endless], "neither a file nor a folder"),
        (["assess", *question, "--rules", str(tmp_path / "pipes" / "pipe.lp")], "neither a file nor a folder"),
        (["assess", *question, "--facts", str(tmp_path / "pipes")], "no file"),
        (["facts", "import", endless], "larger than 32"),
    ):
        result = CliRunner().invoke(cli, arguments)
        assert result.exit_code in (1, 2, 3)
        assert told in result.output, result.output


def test_too_much_at_once_is_refused() -> None:
    with pytest.raises(UsageError, match="more than 200"):
        ask(suppose=[f"born(putin,{19500101 + number})" for number in range(1, 29)] * 10)
    with pytest.raises(UsageError, match="longer than 40 years"):
        ask(on=None, first="2000-01-01", last="2050-01-01")


def test_the_largest_questions_are_answered_in_bounded_time_and_memory() -> None:
    months = [f"{year}{month:02}{day:02}" for year in range(2020, 2025) for month in range(1, 13) for day in (1, 15)]
    warrants = [
        text
        for number in range(66 if FUZZ else 20)
        for text in (
            f"warrant(w{number},icc,putin,{months[number]})",
            f"in_situation(w{number},ukraine)",
            f"made_public(w{number},{months[number]})",
        )
    ]
    states = [
        text
        for number in range(60 if FUZZ else 20)
        for text in (
            f'state(z{number:02},"Z{number}")',
            f"office(putin,head_of_state,z{number:02},{months[number]},#sup)",
            f"deposited(z{number:02},rome,{months[number]})",
        )
    ]
    # The machine ends what goes beyond; what this process took for other tests doesn't count.
    alone = subprocess.run(
        [sys.executable, "-c", LARGEST_QUESTIONS],
        input=json.dumps([warrants, states]),
        capture_output=True,
        text=True,
        preexec_fn=_bounded,
        check=False,
    )
    assert (alone.returncode, alone.stdout.split()) == (0, ["contested", "contested"]), alone.stderr


LARGEST_QUESTIONS = """
import json, sys, dedere
for supposed in json.load(sys.stdin):
    print(dedere.assess("putin", "mng", first="2020-01-01", last="2025-09-03", suppose=supposed).verdict)
"""


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (2 * SLOWEST, 2 * SLOWEST))
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST, LARGEST))


def test_a_search_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from dedere.solving import control, ground

    monkeypatch.setattr(control, "MOST_CONFLICTS", 50)
    holes = "p(1..9). h(1..8). 1 { in(P,H) : h(H) } 1 :- p(P). :- in(P,H), in(Q,H), P < Q. effective(a,b,1) :- in(1,1)."
    hard = ground.Grounded(holes, [])
    for search in (hard.possible, hard.certain, hard.ever, hard.world):
        with pytest.raises(dedere.Unanswered, match="within 50 conflicts"):
            search({})


# ---------------------------------------------------------------------------------------------------- what is shown

HOSTILE_NAME = "Pat \x1b[31m<b>&\"'\u202e\\"


def test_hostile_names_are_shown_harmlessly() -> None:
    shown = terminal.clean(HOSTILE_NAME)
    assert not terminal.HOSTILE.search(shown)
    assert "\x1b" not in shown
    # A name with controls is refused as a fact; markup and marks are taken, and shown as they are or escaped.
    name = "Pat <script>alert(1)</script> & {host} %s"
    facts = [f'person(pat,"{name}")', "national(pat,rus)"]
    args = ["assess", "pat", "mng", "--on", "2025-12-05", *(arg for it in facts for arg in ("--suppose", it))]
    for extra in ([], ["--json"], ["--explain", "full"]):
        result = CliRunner().invoke(cli, [*args, *extra])
        assert result.exit_code == 0, result.output
        assert not terminal.HOSTILE.search(result.output.replace("\n", ""))
    assert json.loads(CliRunner().invoke(cli, [*args, "--json"]).output)["question"]["person"] == "pat"


def test_html_is_escaped(tmp_path: Path) -> None:
    name = "Pat <script>alert(1)</script>"
    facts = [f'person(pat,"{name}")', "national(pat,rus)", "warrant(w,icc,pat,20240101)", "in_situation(w,ukraine)"]
    args = ["assess", "pat", "mng", "--on", "2025-12-05", *(arg for it in facts for arg in ("--suppose", it))]
    helped = CliRunner().invoke(cli, ["assess", "--help"]).output
    if "--format" not in helped:
        pytest.skip("no report in HTML yet")
    result = CliRunner().invoke(cli, [*args, "--format", "html"])
    assert result.exit_code == 0, result.output
    assert "<script" not in result.output.replace("<script>", "<script", 0) or "alert(1)</script>" not in result.output
    assert "&lt;script&gt;" in result.output


@pytest.mark.parametrize("word", [*NAMES.values(), *FACTS.values()])
def test_the_command_ends_with_a_message_and_never_with_a_traceback(word: str) -> None:
    if "\ud800" in word or "\x00" in word:
        pytest.skip("no shell hands this over")
    for args in (
        ["assess", word, "ind", "--on", "2025-12-05"],
        ["assess", "putin", "ind", "--on", "2025-12-05", "--suppose", word],
        ["facts", "search", word],
        ["rules", "show", word],
        ["test", word],
    ):
        result = CliRunner().invoke(cli, args)
        assert result.exit_code in (0, 1, 2), (args, result.output)
        assert "Traceback" not in result.output
        assert "fault of dedere" not in result.output
        assert not terminal.HOSTILE.search(result.output.replace("\n", "")), args


# ---------------------------------------------------------------------------------------------------- at random


def _seeds() -> list[str]:
    corpus = default_engine().corpus
    chosen = range(0, len(corpus.facts), len(corpus.facts) // 200)
    return [str(corpus.facts[at].atom) for at in chosen] + list(FACTS.values()) + list(NAMES.values()) + DAYS


_PIECES = [
    "(",
    ")",
    ",",
    ".",
    "..",
    ";",
    ":-",
    "@",
    "#",
    "%",
    "%*",
    "*%",
    '"',
    "\\",
    "\n",
    "\x00",
    "\x1b[",
    "_",
    "X",
    "not ",
]
_PIECES += [
    "-",
    "+",
    "1",
    "0",
    "99999999999",
    "#sup",
    "#inf",
    "#script",
    "#include",
    "|",
    "&",
    "{",
    "}",
    "é",
    "\u202e",
    "\ud800",
    " ",
]


def _mutated(chance: random.Random, seeds: list[str]) -> str:
    text = chance.choice(seeds)[:3_000]
    for _ in range(chance.randint(0, 6)):
        at = chance.randint(0, len(text))
        kind = chance.randrange(4)
        if kind == 0:
            text = text[:at] + chance.choice(_PIECES) * chance.choice((1, 1, 1, 40)) + text[at:]
        elif kind == 1:
            text = text[:at] + text[at + chance.randint(1, 4) :]
        elif kind == 2:
            text = text[:at] + chr(chance.randrange(0x3000)) + text[at:]
        else:
            other = chance.choice(seeds)[:200]
            text = text[:at] + other[chance.randint(0, len(other)) :]
    return text


def _targets(folder: Path) -> list[Callable[[str], object]]:
    engine: Engine = default_engine()
    file = folder / "case.yaml"
    law = folder / "rules" / "some.lp"
    record = folder / "facts" / "some.lp"
    for path in (law, record):
        path.parent.mkdir(exist_ok=True)
        path.write_text("")

    def case(text: str) -> object:
        file.write_text(text, encoding="utf-8", errors="surrogatepass")
        return case_files.read(file)

    def files(text: str) -> object:
        for path in (law, record):
            path.write_text(text, encoding="utf-8", errors="surrogatepass")
        return load_corpus([law.parent], [record.parent])

    def note(text: str) -> object:
        try:
            return parse(f"%@ {text}")
        except AnnotationError as refused:
            return refused

    return [
        *[lambda text: ask(suppose=[text], engine=engine)] * 6,
        *[lambda text: ask(withdraw=[text], engine=engine)] * 2,
        lambda text: ask(person=text, engine=engine),
        lambda text: ask(host=text, engine=engine),
        lambda text: ask(on=text, engine=engine),
        lambda text: ask(presence=text, engine=engine),
        lambda text: ask(school=text, engine=engine),
        lambda text: templates.parse(engine.corpus, text),
        lambda text: templates.lines(engine.corpus, text),
        terminal.clean,
        note,
        case,
        files,
    ]


def test_random_input(tmp_path: Path) -> None:
    count = FUZZ or 500
    chance = random.Random(os.urandom(8) if FUZZ else 20261122)
    seeds = _seeds()
    targets = _targets(tmp_path)
    slowest = (0.0, "")
    for _ in range(count):
        text = _mutated(chance, seeds)
        target = chance.choice(targets)
        began = time.process_time()
        try:
            with suppress(DedereError):
                target(text)
        except Exception as fault:
            raise AssertionError(f"{type(fault).__name__} on {text!r}: {fault}") from fault
        slowest = max(slowest, (time.process_time() - began, text[:200]))
    assert slowest[0] < SLOWEST, slowest
    if FUZZ:
        sys.stderr.write(f"{count} inputs, the slowest took {slowest[0]:.2f} s: {slowest[1]!a}\n")
