"""What a question comes to: bytes of a format, or a problem, and never an exception."""

from __future__ import annotations

import json

import pytest

import dedere
from dedere.engine import default_engine
from dedere.errors import UsageError
from dedere_serve import problems, replies
from dedere_serve.replies import Asked, reply
from services import CASE, DOCUMENTS

ENGINE = default_engine()


@pytest.mark.parametrize("form", replies.FORMS)
def test_what_is_drawn_in_each_format(form: str) -> None:
    found = reply(ENGINE, Asked({"ask": "journeys", **DOCUMENTS["journeys"]}, form))
    if form in ("mermaid", "dot"):
        assert found.status == 422
        return
    assert (found.status, found.media) == (200, replies.MEDIA.get(form, "text/plain; charset=utf-8"))
    answer = dedere.journeys("Mongolia")
    assert found.id == answer.id
    if form == "json":
        assert json.loads(found.body) == json.loads(answer.to_json())
    if form == "csv":
        assert found.body.decode() == f"{answer.to_csv()}\n"


def test_a_fault_is_a_reply(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = reply(ENGINE, Asked({"ask": "assess", **CASE, "person": "putn"}))
    assert (wrong.status, wrong.media, wrong.id) == (422, problems.MEDIA, None)
    assert json.loads(wrong.body)["code"] == "unknown_name"

    def fails(*_args: object, **_more: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr("dedere.assess", fails)
    ours = reply(ENGINE, Asked({"ask": "assess", **CASE}))
    assert (ours.status, json.loads(ours.body)["code"]) == (500, "bug")
    assert b"secret" not in ours.body


@pytest.mark.parametrize(("form", "explain"), [("docx", None), ("text", "all")])
def test_a_format_or_an_explanation_that_is_none_is_refused(form: str, explain: str | None) -> None:
    with pytest.raises(UsageError, match="there is no"):
        Asked({"ask": "assess", **CASE}, form, explain).checked()
