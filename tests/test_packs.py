"""Packs that installed packages bring: found by name, each told from a broken one, and never read unasked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import dedere
from dedere.packs import installed
from installing import Site


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A folder that packages are installed in."""
    return Site(tmp_path, monkeypatch)


def test_a_pack_is_read_where_it_is_named_and_only_there(site: Site) -> None:
    site.court()
    site.install("dedere-court", {"regional": "dedere_court"}, "0.3")
    assert "RC-DUTY" not in dedere.load().rules
    for given in ("regional", ["regional"], ("regional", "regional")):
        assert "RC-DUTY" in dedere.load(packs=given).rules
    (pack,) = installed()
    assert (pack.name, pack.distribution, pack.version, pack.wrong) == ("regional", "dedere-court", "0.3", None)
    assert (pack.rules, pack.facts, pack.cases) == tuple(
        site.home / "dedere_court" / kind for kind in ("rules", "facts", "cases")
    )


def test_a_pack_lies_below_what_is_named_beside_it(site: Site, tmp_path: Path) -> None:
    site.court()
    site.install("dedere-court", {"regional": "dedere_court"})
    mine = tmp_path / "mine.lp"
    mine.write_text("%@ withdraw made_public(rc_1,20200101)\n", encoding="utf-8")
    corpus = dedere.load(facts=mine, packs="regional")
    assert not [it for it in corpus.facts if str(it.atom) == "made_public(rc_1,20200101)"]


def test_a_pack_may_be_a_folder_within_a_package_and_bring_rules_alone(site: Site) -> None:
    (site.home / "outer").mkdir()
    # Python that is run when the outer package is imported: nothing of a pack is.
    (site.home / "outer" / "__init__.py").write_text("raise AssertionError('it was run')\n", encoding="utf-8")
    inner = site.home / "outer" / "law" / "rules"
    inner.mkdir(parents=True)
    law = '%@ unevaluated OWN-1 "A rule"\n%@ authority "Charter" "art. 1" checked(text)\n%@ because "a test"\n'
    (inner / "own.lp").write_text(law, encoding="utf-8")
    site.install("outer", {"own": "outer.law"})
    assert "OWN-1" in dedere.load(packs=["own"]).rules


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ("nowhere", "the package `nowhere` cannot be found"),
        ("this", "`this` is a module and no package"),
        ("json.law", "the package `json` has no folder `law`"),
        ("json", "neither a folder `rules` nor a folder `facts`"),
        ("json:law", "which is no package"),
        ("os.path", "`os` is a module"),
    ],
)
def test_a_broken_pack_is_listed_with_its_reason_beside_the_others(site: Site, value: str, wrong: str) -> None:
    site.court()
    site.install("dedere-court", {"regional": "dedere_court"})
    site.install("other", {"broken": value})
    broken, whole = installed()
    assert whole.wrong is None
    assert wrong in (broken.wrong or "")
    with pytest.raises(dedere.UsageError, match="the pack `broken` cannot be used"):
        dedere.load(packs=["regional", "broken"])


def test_two_packs_of_one_name_are_refused(site: Site) -> None:
    for package in ("one", "two"):
        site.court(package)
        site.install(package, {"regional": package})
    assert [it.wrong for it in installed()] == ["2 packages bring this name"] * 2
    with pytest.raises(dedere.UsageError, match="2 packages bring this name"):
        dedere.load(packs="regional")


def test_an_unknown_name_is_told_with_the_nearest(site: Site) -> None:
    with pytest.raises(dedere.UsageError, match="no pack `regionl` is installed") as caught:
        dedere.load(packs="regionl")
    assert caught.value.hint == "`dedere rules packs` lists them, and there are none"
    site.court()
    site.install("dedere-court", {"regional": "dedere_court"})
    with pytest.raises(dedere.UsageError) as caught:
        dedere.load(packs="regionl")
    assert caught.value.hint == "did you mean `regional`? `dedere rules packs` lists them"


@pytest.mark.parametrize("given", [1, b"regional", [None], [["regional"]], {"regional": 1}])
def test_a_wrong_type_is_an_error_of_dedere(given: object) -> None:
    with pytest.raises(dedere.UsageError, match="packs cannot be loaded"):
        dedere.load(packs=given)  # type: ignore[arg-type]


def test_packages_are_not_looked_through_where_no_pack_is_named() -> None:
    program = "import sys, dedere; dedere.load(); sys.exit('importlib.metadata' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
