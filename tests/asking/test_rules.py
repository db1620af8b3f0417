"""Which rule is meant."""

from __future__ import annotations

import pytest

from dedere.asking.rules import find
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
