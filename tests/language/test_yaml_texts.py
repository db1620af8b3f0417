"""YAML as texts, lists and mappings: read alike by either reader, and no key is taken twice."""

from __future__ import annotations

import pytest
import yaml

from dedere.language.yaml_texts import loader, tree


def test_every_scalar_is_a_text() -> None:
    node, read = tree("- {on: 2025-12-05, yes: 1.0, none: ~}\n- [null, 'a']\n")
    assert read == [{"on": "2025-12-05", "yes": "1.0", "none": "~"}, ["null", "a"]]
    assert node.start_mark.line == 0
    assert tree("") == (None, [])
    assert tree("# nothing\n") == (None, [])


@pytest.mark.parametrize("content", ["a: 1\nb: 2\na: 3\n", '{"a": 1,\n"b": 2,\n"a": 3}', "- c\n- a: 1\n  a: 2\n"])
@pytest.mark.parametrize("quick", [False, True])
def test_a_key_that_stands_twice_is_refused_where_it_does(content: str, quick: bool) -> None:
    if quick and not yaml.__with_libyaml__:
        pytest.skip("there is no libyaml")
    with pytest.raises(yaml.MarkedYAMLError) as refused:
        yaml.load(content, Loader=loader(quick=quick))  # noqa: S506  # texts, lists and mappings
    assert (refused.value.problem, refused.value.note) == ("the key `a` stands twice", "keep one of them")
    assert refused.value.problem_mark is not None
    assert refused.value.problem_mark.line == 2
    with pytest.raises(yaml.MarkedYAMLError, match="stands twice"):
        tree(content)


def test_a_key_that_is_no_text_is_refused() -> None:
    with pytest.raises(yaml.MarkedYAMLError) as refused:
        tree("? [a]\n: b\n")
    assert refused.value.problem == "a key is no text"
