"""The notebook of the documentation prints what stands in it, cell by cell.

    PYTHONPATH=engine:serve:cli:tests:docs python tests/docs/test_notebook.py

runs it and writes what it prints into it.
"""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebooks" / "demonstration.ipynb"


def printed(notebook: dict[str, Any]) -> list[list[str]]:
    """What each cell of code prints when all are run in their order, in one place."""
    found, names = [], {"__name__": "notebook"}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            with contextlib.redirect_stdout(io.StringIO()) as told:
                exec("".join(cell["source"]), names)  # noqa: S102  # it is ours
            found.append(told.getvalue().splitlines(keepends=True))
    return found


def _outputs(lines: list[str]) -> list[dict[str, Any]]:
    return [{"name": "stdout", "output_type": "stream", "text": lines}] if lines else []


def test_each_cell_prints_what_stands_below_it() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    stands = [it["outputs"] for it in notebook["cells"] if it["cell_type"] == "code"]
    assert stands == [_outputs(lines) for lines in printed(notebook)]
    assert sum(map(len, stands)) >= 5


if __name__ == "__main__":
    read = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    cells = [it for it in read["cells"] if it["cell_type"] == "code"]
    for number, (each, lines) in enumerate(zip(cells, printed(read), strict=True), 1):
        each |= {"outputs": _outputs(lines), "execution_count": number}
    NOTEBOOK.write_text(json.dumps(read, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
