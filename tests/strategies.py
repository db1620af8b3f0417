"""Hypothesis strategies for facts, well-formed and hostile."""

from __future__ import annotations

from hypothesis import strategies as st

from dedere.values import LARGEST_INTEGER, SMALLEST_INTEGER, Atom, Value, quote

identifiers = st.from_regex(r"\A[_']{0,2}[a-z][A-Za-z0-9_']{0,6}\Z").filter(lambda name: name != "not")
integers = st.integers(SMALLEST_INTEGER, LARGEST_INTEGER)
# No control characters and no lone surrogates: clingo's text cannot carry them.
strings = st.text(
    st.one_of(st.characters(exclude_categories=("Cc", "Cs")), st.sampled_from('"\\\n')),
    max_size=12,
).map(quote)
constants: st.SearchStrategy[Value] = st.one_of(identifiers, integers, strings, st.sampled_from(["#sup", "#inf"]))


def _function(children: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    return st.builds(
        lambda name, args: str(Atom(name, tuple(args))), identifiers, st.lists(children, min_size=1, max_size=3)
    )


terms: st.SearchStrategy[Value] = st.recursive(constants, _function, max_leaves=6)
atoms: st.SearchStrategy[Atom] = st.builds(
    lambda name, args: Atom(name, tuple(args)), identifiers, st.lists(terms, max_size=4)
)

_PIECES = [
    *("a", "p(", ")", "(", ",", ".", "..", ";", ":-", ":", "@f", "X", "_", "not ", "-", "+", "1", "007", "99999999999"),
    *(
        "#sup",
        "#script(python)",
        "#include",
        "#end",
        "%",
        "%*",
        '"',
        '\\"',
        "\\",
        "\n",
        "\x00",
        " ",
        "|",
        "&t",
        "\ud800",
        "é",
    ),
]
hostile = st.one_of(st.text(), st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
