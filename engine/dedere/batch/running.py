"""A table of stays answered into another: a part at a time, by several processes, and on from where a run was killed.

Each part that is done is a file of its own in a folder beside the output, and was written whole or not at all. When all
are done they are put together. So a run that is begun again after it was killed does what is left, and what comes out
is the same byte for byte.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from dedere.batch import rowfiles, spread
from dedere.batch.deriving import Footing
from dedere.batch.parts import Asked, Parts, of_rejected
from dedere.batch.rowfiles import Form, Part
from dedere.batch.tally import Tally
from dedere.corpus import cache
from dedere.engine import Engine
from dedere.errors import Unanswered, UsageError, reason_of
from dedere.given import quoted
from dedere.language.files import STANDARD_INPUT, File, replace
from dedere.loading import corpus_of

ROWS, COLUMNS = 20_000, 1 << 17
"""Rows of a part that is read row by row, and of one that is read as columns."""

# -------------------------------------------------------------------------------------------------------- the whole run


def run(
    engine: Engine,
    source: Path,
    out: Path,
    asked: Asked = Asked(),  # noqa: B008  # it is a tuple
    *,
    jobs: int = 1,
    rows: int | None = None,
    progress: Callable[[int, int | None], None] = lambda _done, _of: None,
) -> Tally:
    """Answer a table into another; `-` is standard input or output. Rows without an answer go to `OUT.rejected`.

    The form of a file is that of its ending; what comes in is CSV or JSON lines, and goes out as it came. A run into a
    file goes on from where it was killed, unless the table, the question, the record or the program is another since.
    Raises `UsageError` for what is no table of stays, and for a file that cannot be read or written, `Unanswered` where
    another run writes into it.
    """
    if isinstance(jobs, bool) or not isinstance(jobs, int) or jobs < 1:
        raise UsageError(f"`jobs` is {quoted(jobs)}", "give how many processes may work at once, at least 1")
    notes: list[str] = []
    if str(source) == STANDARD_INPUT:
        rows = rows or ROWS
        form, found = rowfiles.piped(rows, notes)
    else:
        form = rowfiles.form_of(source)
        rows = rows or (ROWS if form in rowfiles.TEXTS else COLUMNS)
        found = rowfiles.read(source, form, rows, notes)
    to = rowfiles.form_of(out, form)
    parts = Parts(engine, asked, to)
    tally = parts.tally
    if str(out) == STANDARD_INPUT:
        tally = _to_output(engine, parts, found, to, asked, progress)
        tally.notes += notes
        return tally
    if source.exists() and out.exists() and os.path.samefile(source, out):
        raise UsageError(f"`{out}` is the table itself", "write into another file")
    home = Path(f"{out}.part")
    try:
        with _alone(out):
            _begin(home, _identity(engine, source, asked, to, rows))
            columns: tuple[str, ...] | None = None
            for part, made in _made(engine, parts, asked, to, found, home, jobs):
                columns = columns or parts.columns(part)
                tally.add(made)
                progress(tally.rows, None)
            _put_together(home, out, to, columns or parts.added, tally.refused_in_all > 0, parts)
            tally.notes += notes
    except OSError as error:
        raise UsageError(f"`{out}` cannot be written: {reason_of(error)}", "name another file", "file") from None
    return tally


def _to_output(
    engine: Engine,
    parts: Parts,
    found: Iterable[Part],
    form: Form,
    asked: Asked,
    progress: Callable[[int, int | None], None],
) -> Tally:
    if form not in rowfiles.TEXTS:
        raise UsageError(f"{form.capitalize()} is not written to standard output", "name a file")
    tally = parts.tally
    columns: tuple[str, ...] | None = None
    for part in found:
        if columns is None:
            columns = parts.columns(part)
            sys.stdout.buffer.write(rowfiles.header(form, columns))
        _derive(engine, parts, part, asked.footing, 1)
        made = parts.answer(columns, part)
        sys.stdout.buffer.write(made.rows)
        sys.stdout.buffer.flush()
        if made.tally.refused_in_all:
            sys.stderr.write(made.refused.decode())
        tally.add(made.tally)
        progress(tally.rows, None)
    return tally


def _identity(engine: Engine, source: Path, asked: Asked, form: Form, rows: int) -> str:
    """What makes a run the same as another: its table, how it is asked, the record, the law and the program."""
    said: list[Any] = [engine.corpus.rules_fingerprint, engine.corpus.facts_fingerprint, form, rows]
    said += [sorted(asked.mapped.items()), asked.presence, asked.reasons, asked.by, asked.footing.known_on]
    said += [sorted(map(str, it)) for it in asked.footing[1:]]
    with suppress(OSError):
        stat = source.stat()
        said += [str(source.resolve()), stat.st_size, stat.st_mtime_ns]
    if str(source) == STANDARD_INPUT:
        said.append(os.urandom(16).hex())  # What came in once does not come again.
    return cache.key(blake2b(json.dumps(said).encode(), digest_size=16).hexdigest())


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Hold an output against other runs as long as this one lasts; a run that is killed lets go of it."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    path = Path(f"{out}.lock")
    while True:
        with open(path, "wb") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Unanswered(f"another run writes into `{out}`", "wait for its end, or name another file") from None
            # Whoever was done in between has taken this file away, and the next has another.
            if not path.exists() or not os.path.samestat(os.fstat(stream.fileno()), path.stat()):
                continue
            try:
                yield
            finally:
                path.unlink(missing_ok=True)
            return


def _begin(home: Path, identity: str) -> None:
    """The folder of the parts, without those of another run."""
    said = home / "run"
    if not said.exists() or said.read_text(encoding="utf-8") != identity:
        if home.exists():
            shutil.rmtree(home)
        home.mkdir(parents=False)
        replace(str(said), identity.encode(), 0o666)


def _made(
    engine: Engine, parts: Parts, asked: Asked, form: Form, found: Iterable[Part], home: Path, jobs: int
) -> Iterator[tuple[Part, Tally]]:
    """Each part, once it is done, with its tally, in their order."""
    columns: tuple[str, ...] | None = None
    waiting: list[tuple[int, Part, Future[dict[str, Any]] | None]] = []
    pool: ProcessPoolExecutor | None = None
    try:
        for number, part in enumerate(found):
            columns = columns or parts.columns(part)
            done = _tally(home, number)
            if done is None:
                _derive(engine, parts, part, asked.footing, jobs)
                if jobs == 1:
                    done = _answer(parts, columns, part, home, number)
                else:
                    pool = pool or _pool(engine, asked, form, jobs)
                    waiting.append((number, part, pool.submit(_in_process, columns, part, str(home), number)))
            if done is not None:
                waiting.append((number, part, None))
            while waiting and (waiting[0][2] is None or len(waiting) > 2 * jobs):
                yield _next(waiting, parts, home)
        while waiting:
            yield _next(waiting, parts, home)
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def _next(waiting: list[Any], parts: Parts, home: Path) -> tuple[Part, Tally]:
    number, part, future = waiting.pop(0)
    if future is not None:
        future.result()
    return part, parts.tally.found(_tally(home, number) or {})


def _derive(engine: Engine, parts: Parts, part: Part, footing: Footing, jobs: int) -> None:
    for _ in spread.derive(engine, parts.needed(part), footing, jobs):
        pass


def _answer(parts: Parts, columns: tuple[str, ...], part: Part, home: Path, number: int) -> dict[str, Any]:
    """Answer a part into its files; the tally comes last, and says that the part is done."""
    made = parts.answer(columns, part)
    replace(str(home / f"{number}.rows"), made.rows, 0o666)
    replace(str(home / f"{number}.rejected"), made.refused, 0o666)
    kept = made.tally.kept()
    replace(str(home / f"{number}.done"), json.dumps(kept).encode(), 0o666)
    return kept


def _tally(home: Path, number: int) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads((home / f"{number}.done").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _put_together(home: Path, out: Path, form: Form, columns: tuple[str, ...], refused: bool, parts: Parts) -> None:
    """The output of all parts, whole or not at all; then they are gone."""
    count = sum(1 for it in home.iterdir() if it.suffix == ".done")
    rejected = Path(f"{out}.rejected")
    if refused:
        own = columns[: len(columns) - len(parts.added)]
        _whole(
            rejected,
            of_rejected(form),
            ("line", "reason", "hint", *own),
            [home / f"{it}.rejected" for it in range(count)],
        )
    else:
        rejected.unlink(missing_ok=True)
    _whole(out, form, columns, [home / f"{it}.rows" for it in range(count)])
    shutil.rmtree(home)


def _whole(path: Path, form: Form, columns: tuple[str, ...], parts: list[Path]) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(draft, "wb") as stream:
            rowfiles.together(form, columns, parts, stream)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


# -------------------------------------------------------------------------------------------------- in another process

_PARTS: list[Parts] = []
"""What answers in a process that answers parts."""


def _pool(engine: Engine, asked: Asked, form: Form, jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, get_context("spawn"), _begin_process, (engine.corpus.files, asked, form))


def _begin_process(files: tuple[File, ...], asked: Asked, form: Form) -> None:
    _PARTS[:] = [Parts(Engine(corpus_of(files)), asked, form)]


def _in_process(columns: tuple[str, ...], part: Part, home: str, number: int) -> dict[str, Any]:
    return _answer(_PARTS[0], columns, part, Path(home), number)
