"""The page that answers in the browser, opened as a file without a network, in the browser of the system."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dedere.engine import default_engine
from making import trial

Page = Any
"""A page of playwright, which is not installed everywhere."""

ROOT = Path(__file__).parents[2]
CHROMIUM = next((it for it in ("chromium", "chromium-browser", "google-chrome") if shutil.which(it)), None)
SLOW = 120_000
"""Milliseconds that a machine with much to do may take for what takes a second."""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the page lies that was written now."""
    home = tmp_path_factory.mktemp("site")
    if (built := trial.fetched(ROOT / "build" / "npm")) is not None:
        (home / "npm" / "node_modules").mkdir(parents=True)
        (home / "npm" / "node_modules" / "clingo-wasm").symlink_to(built.parent)
    if not trial.write(home / "built" / "try", default_engine()):
        pytest.skip("clingo for browsers could not be fetched with npm")
    return (home / "built" / "try" / "index.html").as_uri()


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of a browser, offline and 360 pixels wide; what it asks for outside, or what goes wrong in it, fails."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    faults: list[str] = []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which(CHROMIUM), args=["--no-sandbox"])
        context = browser.new_context(offline=True, viewport={"width": 360, "height": 800})
        context.set_default_timeout(SLOW)
        opened = context.new_page()
        opened.on("pageerror", lambda it: faults.append(str(it)))
        opened.on("request", lambda it: faults.extend([it.url] * (not it.url.startswith(("file:", "data:", "blob:")))))
        yield opened
        browser.close()
    assert faults == []


def row(page: Page, head: str) -> str:
    """What stands in the table of the State that is chosen."""
    chosen = page.locator("#answer tr", has=page.get_by_role("rowheader", name=head, exact=True))
    return str(chosen.locator("td").inner_text())


def told(page: Page, begins: str) -> None:
    """Wait until the page tells how it came to the answer."""
    page.wait_for_function("begins => document.querySelector('#told').textContent.startsWith(begins)", arg=begins)


def test_what_is_asked_is_looked_up_and_what_is_supposed_is_worked_out(page: Page, address: str) -> None:
    page.goto(f"{address}#person=putin&day=2025-12-05&view=court&host=ind")
    told(page, "Looked up")
    assert page.locator("#answer caption").inner_text() == "India, about Vladimir Putin on 5 December 2025"
    assert row(page, "All views together") == "not obliged"
    assert page.locator("[data-place=ind] title").first.text_content() == "India: not obliged"
    assert page.evaluate("document.documentElement.scrollWidth") == 360

    page.select_option("#kind", "deposited")
    page.get_by_label("State", exact=True).select_option("ind")
    page.get_by_label("Treaty", exact=True).select_option("rome")
    page.get_by_label("Day", exact=True).fill("2025-09-01")
    page.get_by_role("button", name="Suppose it").click()
    told(page, "Worked out")
    assert row(page, "All views together") == "contested"
    assert row(page, "In the view of the Court") == "obliged"
    assert "Rome Statute, arts 59(1), 89(1)" in row(page, "By RS-89-1")
    assert page.locator("[data-place=ind] title").first.text_content() == "India: obliged"
    assert page.locator("#answer pre").inner_text() == (
        "dedere assess putin ind --on 2025-12-05 --suppose 'deposited(ind,rome,20250901)'"
    )

    page.get_by_role("button", name="take back").click()
    told(page, "Looked up")
    assert row(page, "All views together") == "not obliged"


def test_a_link_gives_the_same_again_and_no_program_gets_in_by_it(page: Page, address: str) -> None:
    page.goto(f"{address}#person=putin&day=2024-09-02&view=court&host=mng&suppose=deposited(ind,rome,20250901).%20a:-b")
    told(page, "Looked up")
    assert page.locator("#supposed li").count() == 0
    assert page.locator("#answer caption").inner_text() == "Mongolia, about Vladimir Putin on 2 September 2024"
    assert row(page, "In the view of the Court") == "obliged"
