"""The front page in a real Chromium: what it shows is the answer to the question that stands in its address.

A State is always looked at together with its verdict: an answer to an earlier question must fail the test.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

import dedere
from dedere import dates
from services import start

pytestmark = pytest.mark.browser

api: Any = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: see `make browser`")
expect = api.expect
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SECONDS = 60_000.0

QUESTION = "?person=putin&on=2025-12-05&host=IND"
INDIA = "Not obliged: India has no duty to arrest and surrender Vladimir Putin on 5 December 2025."
MONGOLIA = "Contested: whether Mongolia must arrest and surrender Vladimir Putin"
DEPOSITED = "deposited(India, Rome Statute, 2025-09-01)"


@pytest.fixture(name="address", scope="module")
def _address() -> Iterator[str]:
    service, address = start()
    yield address
    service.terminate()
    service.communicate(timeout=60)


@pytest.fixture(name="browser", scope="module")
def _browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("the system has no Chromium")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(name="context")
def _context(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1200, "height": 900}, locale="en-GB")
    context.set_default_timeout(SECONDS)
    expect.set_options(timeout=SECONDS)
    yield context
    context.close()


@pytest.fixture(name="page")
def _page(context: Any, address: str) -> Iterator[Any]:
    page = context.new_page()
    outside: list[str] = []
    faults: list[str] = []
    page.on("request", lambda it: outside.append(it.url) if not it.url.startswith(address) else None)
    page.on("pageerror", lambda it: faults.append(str(it)))
    yield page
    assert outside == []
    assert faults == []


def told(page: Any) -> Any:
    """The first line of the answer."""
    return page.locator("#told h3").first


def shape(page: Any, id_: str) -> Any:
    return page.locator(f'#map path[data-id="{id_}"]')


def counted(page: Any) -> str:
    text: str = page.locator("#lead").inner_text()
    return text


def test_the_question_of_the_readme_has_the_words_and_the_id_of_the_command(page: Any, address: str) -> None:
    page.goto(f"{address}/{QUESTION}")
    expect(told(page)).to_have_text(INDIA)
    answer = dedere.assess("putin", "ind", on="2025-12-05")
    shown = page.locator("#told").inner_text()
    words = " ".join(answer.to_text(width=10_000).replace("[", "").replace("]", "").split())
    assert words.startswith(INDIA)
    on_page = " ".join(shown.split())
    for line in answer.to_text(width=10_000).splitlines():
        said = line.strip().removeprefix("- ").partition(" [")[0].partition(": ")[2 if line.startswith("Record") else 0]
        assert said in on_page, said
    assert answer.id in on_page
    expect(page.locator("#status")).to_have_text(INDIA)
    expect(page.locator("#answer-title")).to_have_text("India, 5 December 2025")
    expect(page).to_have_title("India: Vladimir Putin, 5 December 2025")


def test_a_stay_of_days_has_the_words_and_the_id_of_the_command(page: Any, address: str) -> None:
    page.goto(f"{address}/?person=putin&on=2024-09-02&host=MNG")
    expect(told(page)).to_contain_text("on 2 September 2024")
    page.locator("#until").fill("2024-09-03")
    expect(told(page)).to_contain_text("Mongolia must arrest Vladimir Putin from 2 to 3 September 2024")
    expect(page.locator("#told")).to_contain_text(
        dedere.assess("putin", "mng", first="2024-09-02", last="2024-09-03").id
    )
    expect(page.locator("#answer-title")).to_have_text("Mongolia, 2 September 2024 to 3 September 2024")
    expect(page.locator("#lead")).to_contain_text("The map is of the first day.")
    assert "until=2024-09-03" in page.url
    assert "first=2024-09-02&last=2024-09-03" in page.get_by_role("link", name="Memo to print").get_attribute("href")
    page.locator("#until").fill("2024-09-01")
    expect(page.locator("#error")).to_contain_text("2024-09-01")
    expect(told(page)).to_have_count(0)
    page.go_back()
    expect(told(page)).to_contain_text("from 2 to 3 September 2024")
    assert page.locator("#until").input_value() == "2024-09-03"


def test_the_map_says_what_a_survey_says(page: Any, address: str) -> None:
    page.goto(f"{address}/{QUESTION}&school=court")
    found = dedere.survey("putin", on="2025-12-05")
    counts = found.schools["court"]
    expect(page.locator("#lead")).to_contain_text(f"{counts.obliged} obliged, {counts.contested} contested")
    for it in found.states:
        verdict = it.schools["court"]
        for one in page.locator(f'#map [data-id="{it.state}"]').all():
            assert verdict in str(one.get_attribute("class")).split(), it.state
    page.locator("#table summary").click()
    rows = page.locator("#rows tr")
    expect(rows.filter(has=page.get_by_role("link", name="Mongolia", exact=True))).to_contain_text("obliged")
    expect(rows.filter(has=page.get_by_role("link", name="India", exact=True))).to_contain_text("not obliged")


def test_a_click_on_the_map_asks_of_that_state_and_the_back_button_of_the_one_before(page: Any, address: str) -> None:
    page.goto(f"{address}/?person=putin&on=2024-09-02")
    expect(page.locator("#choose")).to_be_visible()
    expect(shape(page, "MNG")).to_have_class("contested")
    shape(page, "MNG").click()
    expect(told(page)).to_contain_text("Mongolia")
    expect(told(page)).to_contain_text("Contested")
    assert "host=MNG" in page.url
    assert page.locator("#host").input_value() == "MNG"
    page.locator("#host").select_option("IND")
    expect(told(page)).to_contain_text("Not obliged: India")
    page.go_back()
    expect(told(page)).to_contain_text("Mongolia")
    expect(told(page)).to_contain_text("Contested")
    assert page.locator("#host").input_value() == "MNG"
    page.go_back()
    expect(page.locator("#choose")).to_be_visible()
    expect(page.locator("#told")).to_be_empty()
    page.go_forward()
    expect(told(page)).to_contain_text("Contested")


def test_a_slow_answer_never_shows_under_another_question(page: Any, address: str) -> None:
    def slow(route: Any) -> None:
        if "host=IND" in route.request.url:
            time.sleep(1.5)
        route.continue_()

    page.route("**/api/assess*", slow)
    page.goto(f"{address}/?person=putin&on=2024-09-02&host=IND")
    expect(page.locator("#status")).to_contain_text("Answering")
    page.locator("#host").select_option("MNG")
    expect(told(page)).to_contain_text("Mongolia")
    page.wait_for_timeout(2500)
    assert "Mongolia" in told(page).inner_text()
    assert "Contested" in told(page).inner_text()
    assert "India" not in page.locator("#status").inner_text()
    page.locator("#host").select_option("IND")
    expect(page.locator("#answer-title")).to_contain_text("India")
    assert "Mongolia" not in page.locator("#told").inner_text(), "an answer stands below another question"
    expect(told(page)).to_contain_text("Not obliged: India")


def test_two_tabs_ask_of_two_states(context: Any, page: Any, address: str) -> None:
    other = context.new_page()
    page.goto(f"{address}/{QUESTION}")
    other.goto(f"{address}/?person=putin&on=2024-09-02&host=MNG")
    expect(told(other)).to_contain_text("Mongolia")
    expect(told(page)).to_have_text(INDIA)
    page.reload()
    expect(told(page)).to_have_text(INDIA)
    assert "Contested" in told(other).inner_text()


def test_what_is_supposed_turns_the_map_and_the_answer_and_can_be_switched_off(page: Any, address: str) -> None:
    page.goto(f"{address}/{QUESTION}&school=court")
    expect(shape(page, "IND")).to_have_class("not_obliged here")
    page.locator("#fact").fill(DEPOSITED)
    page.keyboard.press("Enter")
    expect(shape(page, "IND")).to_have_class("obliged turned here")
    expect(told(page)).to_contain_text("Obliged")
    expect(told(page)).to_contain_text("India")
    expect(page.locator("#key-turned")).to_contain_text("(1)")
    link = page.url
    switch = page.get_by_role("checkbox", name=DEPOSITED)
    expect(switch).to_be_checked()
    switch.uncheck()
    expect(shape(page, "IND")).to_have_class("not_obliged here")
    expect(told(page)).to_contain_text("Not obliged")
    expect(switch).not_to_be_checked()
    page.get_by_role("button", name=f"Forget: {DEPOSITED}").click()
    expect(page.locator("#supposed-none")).to_be_visible()
    page.goto(link)
    expect(told(page)).to_contain_text("Obliged")
    expect(shape(page, "IND")).to_have_class("obliged turned here")
    expect(page.get_by_role("checkbox", name=DEPOSITED)).to_be_checked()


def test_what_the_rules_say_could_change_is_switched_on_by_name(page: Any, address: str) -> None:
    page.goto(f"{address}/{QUESTION}")
    page.locator("#could summary").click()
    page.locator("#changes").get_by_role("checkbox", name=re.compile("India makes an ad hoc arrangement")).check()
    expect(told(page)).to_contain_text("Contested")
    expect(told(page)).to_contain_text("India")
    expect(page.locator("#supposed li")).to_contain_text("India makes an ad hoc arrangement with the Court")
    expect(shape(page, "IND")).to_have_class("contested turned here")


def test_what_would_turn_it_how_it_runs_and_what_is_printed(context: Any, page: Any, address: str) -> None:
    page.goto(f"{address}/{QUESTION}")
    page.get_by_role("link", name="What would turn it").click()
    flips = dedere.flip("putin", "ind", on="2025-12-05")
    expect(page.locator("#told")).to_contain_text(flips.sets[0].changes[0].sentence[1:60])
    assert "show=flip" in page.url
    expect(page.locator("#status")).to_contain_text("India: From not obliged")
    page.get_by_role("link", name="How the duty runs").click()
    expect(page.locator("#told")).to_contain_text("When must India arrest and surrender Vladimir Putin?")
    picture = page.locator("#told img")
    expect(picture).to_be_visible()
    page.wait_for_function("document.querySelector('#told img').naturalWidth > 100")
    with context.expect_page() as opened:
        page.get_by_role("link", name="Memo to print").click()
    expect(opened.value.locator("h1")).to_have_text(
        "Must India arrest and surrender Vladimir Putin on 5 December 2025?"
    )
    expect(opened.value.locator("main")).to_contain_text(INDIA)


def test_what_would_turn_it_is_supposed_by_a_button(page: Any, address: str) -> None:
    page.goto(f"{address}/?person=putin&on=2024-09-02&host=MNG&show=flip")
    page.locator("#told").get_by_role("button", name="Suppose it").nth(0).click()
    expect(page.locator("#supposed li")).to_have_count(1)
    page.get_by_role("link", name="Answer", exact=True).click()
    expect(told(page)).to_contain_text("Obliged: Mongolia")
    expect(shape(page, "MNG")).to_have_class("obliged turned here")


def test_the_proofs_are_unfolded_with_their_sources(page: Any, address: str) -> None:
    page.goto(f"{address}/?person=putin&on=2024-09-02&host=MNG")
    expect(told(page)).to_contain_text("Mongolia")
    page.locator("#full > summary").click()
    expect(page.locator("#proofs .tree").first).to_be_visible()
    expect(page.locator("#proofs ol li").first).to_contain_text("http")
    page.locator("#host").select_option("IND")
    expect(told(page)).to_contain_text("India")
    expect(page.locator("#proofs")).to_contain_text("India never signed the Rome Statute")


@pytest.mark.parametrize(
    ("link", "message", "hint"),
    [
        ("?person=putn&on=2025-12-05&host=IND", "No person `putn` is known.", "Did you mean Vladimir Putin"),
        ("?person=putin&on=2025-02-30&host=IND", "2025-02-30", ""),
        ("?person=putin&on=2025-12-05&host=Atlantis", "Atlantis", ""),
        (f"{QUESTION}&if=deposited(India)", "deposited", ""),
    ],
)
def test_what_is_wrong_is_told_and_no_answer_shown(page: Any, address: str, link: str, message: str, hint: str) -> None:
    page.goto(f"{address}/{link}")
    expect(page.get_by_role("alert")).to_contain_text(message)
    expect(page.get_by_role("alert")).to_contain_text(hint)
    expect(page.locator("#told h3")).to_have_count(0)
    page.locator("#person").select_option("putin")
    page.goto(f"{address}/{QUESTION}")
    expect(page.get_by_role("alert")).to_be_empty()
    expect(told(page)).to_have_text(INDIA)


def test_where_the_service_is_gone_it_is_said_and_asked_again(context: Any, page: Any, address: str) -> None:
    page.goto(f"{address}/{QUESTION}")
    expect(told(page)).to_have_text(INDIA)
    context.set_offline(True)
    page.locator("#host").select_option("MNG")
    expect(page.get_by_role("alert")).to_contain_text("The service cannot be reached.")
    assert page.locator("#told").inner_text() == ""
    context.set_offline(False)
    page.get_by_role("button", name="Ask again").click()
    expect(told(page)).to_contain_text("Mongolia")
    expect(page.get_by_role("alert")).to_be_empty()


def test_where_the_service_is_busy_it_is_said(page: Any, address: str) -> None:
    busy = '{"detail": "too many questions wait for an answer", "hint": "ask again later"}'
    page.route("**/api/assess*", lambda route: route.fulfill(status=503, body=busy))
    page.goto(f"{address}/{QUESTION}")
    expect(page.get_by_role("alert")).to_contain_text("Too many questions wait for an answer.")
    page.unroute("**/api/assess*")
    page.get_by_role("button", name="Ask again").click()
    expect(told(page)).to_have_text(INDIA)


def test_by_the_keyboard_alone(page: Any, address: str) -> None:
    page.goto(f"{address}/?person=putin&on=2024-09-02")
    expect(page.locator("#lead")).to_contain_text("States")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "host":
            break
    page.keyboard.type("Mongolia")
    page.keyboard.press("Enter")
    expect(told(page)).to_contain_text("Mongolia")
    assert page.evaluate("document.activeElement.id") == "host", "the focus was lost"
    live = page.get_by_role("status")
    expect(live).to_contain_text("Mongolia")
    expect(live).to_contain_text("Contested")


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    browser: Any, address: str, width: int, scheme: str
) -> None:
    axe: Any = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.set_default_timeout(SECONDS)
    page.goto(f"{address}/{QUESTION}&if=deposited(ind,rome,20250901)&but=signed(ind,rome,20250101)")
    expect(told(page)).to_contain_text("India")
    expect(page.locator("#could")).to_be_visible()
    for it in ("#full > summary", "#table > summary", "#could > summary"):
        page.locator(it).click()
    expect(page.locator("#proofs .tree").first).to_be_visible()
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{address}/?person=nobody")
    expect(page.get_by_role("alert")).to_contain_text("nobody")
    assert axe.run(page).violations_count == 0
    page.close()


def test_a_new_page_asks_of_today(page: Any, address: str) -> None:
    page.goto(f"{address}/")
    expect(page.locator("#lead")).to_contain_text("States")
    assert page.locator("#on").input_value() == time.strftime("%Y-%m-%d")
    assert dates.words(date.today()) in counted(page)  # noqa: DTZ011  # it is the day of whoever looks
