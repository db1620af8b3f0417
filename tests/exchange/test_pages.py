"""Tables in saved pages."""

from __future__ import annotations

from dedere.exchange.pages import tables


def test_cells_of_html_without_footnotes_scripts_and_spaces() -> None:
    page = """<html><head><title>T</title></head><body><script>x = "<table>"</script><h2>A treaty</h2>
<table><thead><tr><th>Participant <sup>1</sup><th>Day
<tr><td>&nbsp;C&ocirc;te<br>d'Ivoire<sup>2, 3</sup></td><td>1&nbsp;May 2001 a</td></tr></table><p>below</p>"""
    found = tables(page)
    assert found.tables == [[(2, ["Participant", "Day"]), (3, ["Côte d'Ivoire", "1 May 2001 a"])]]
    assert found.above(0) == ("A treaty",)


def test_a_table_within_a_cell_is_a_table_of_its_own() -> None:
    page = "<p>as at</p><table><tr><td>title</td></tr><tr><td><table><tr><td>a<td>b</table></td></tr></table>"
    found = tables(page)
    assert found.tables[1] == [(1, ["a", "b"])]
    assert found.above(1) == ("as at", "title")
    assert found.above(0) == ("as at",)


def test_the_same_in_the_xml_of_an_office() -> None:
    row = "<Row><Entry>{}</Entry><Entry>{}</Entry></Row>"
    page = f"<?xml version='1.0'?><Treaty><Name>T</Name><Table><TGroup><Rows>{row.format('Participant', 'Day')}"
    found = tables(f"{page}{row.format('Betania<superscript>1</superscript>', '')}</Rows></TGroup></Table></Treaty>")
    assert found.tables == [[(1, ["Participant", "Day"]), (1, ["Betania", ""])]]
    assert found.above(0) == ("T",)
