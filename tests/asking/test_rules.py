"""Which rule is meant."""

from __future__ import annotations

import pytest

from dedere.asking.rules import citing, find
from dedere.engine import default_engine
from dedere.errors import UsageError


@pytest.mark.parametrize("given", ["RS-89-1", "rs-89-1", " RS-89-1 "])
def test_an_id_in_whatever_case(given: str) -> None:
    assert find(default_engine().corpus, given) == "RS-89-1"


@pytest.mark.parametrize(("given", "hint"), [("RS-89-11", "`RS-89-1`"), ("RS-8", "more?"), ("?", "rules search")])
def test_what_is_none_is_offered(given: str, hint: str) -> None:
    with pytest.raises(UsageError, match="there is no rule") as refused:
        find(default_engine().corpus, given)
    assert hint in str(refused.value.hint)
    assert refused.value.code == "unknown_rule"


@pytest.mark.parametrize(
    ("given", "rule", "other"),
    [
        ("Rome Statute, art. 98(1)", "RS-98-1", "RS-98-2"),
        ("[Rome Statute, arts 59(1), 89(1)]", "RS-89-1", "RS-98-1"),
        ("rome statute, art 98", "RS-98-2", "RS-89-1"),
        ("art. 87(5)(a)", "RS-87-5A", "RS-98-1"),
    ],
)
def test_the_rules_that_rest_on_an_authority_are_offered(given: str, rule: str, other: str) -> None:
    corpus = default_engine().corpus
    found = citing(corpus, given)
    assert rule in found
    assert other not in found
    with pytest.raises(UsageError, match="is an authority, and no rule") as refused:
        find(corpus, given)
    assert f"`{found[0]}`" in str(refused.value.hint)


@pytest.mark.parametrize("given", ["party(mng,rome,_)", "Rome Statute, art. 998", "RS-89-1", "20250901", "art"])
def test_what_is_no_authority_is_taken_for_none(given: str) -> None:
    assert citing(default_engine().corpus, given) == []
