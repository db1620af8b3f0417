"""A picture as parts that know nothing of each other: a drawing, its words, its keys and bars, and where it comes from.

The same parts are put together as one SVG (`svg`), in which all words are drawn, and as a page of HTML (`page`), in
which they are text that is wrapped to the width of the screen. Four colours are used, which stay apart in grey and for
whoever sees no red or no green; what is contested is hatched, so that no colour alone says it.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple

OBLIGED, CONTESTED, NOT_OBLIGED, NONE = "obliged", "contested", "not_obliged", "none"

STYLE = (
    "text{fill:#1a1a1a;font-family:'Source Sans Pro','Source Sans 3',system-ui,sans-serif;font-size:14px}"
    ".t{font-size:22px;font-weight:bold}.s{font-size:12px;fill:#444}.e{text-anchor:end}.m{text-anchor:middle}"
    ".obliged{fill:#0b5394}.contested{fill:url(#contested)}.not_obliged{fill:#ead38b}.none{fill:url(#none)}"
    ".made{fill:#333}.sea{fill:#f4f7fa}.paper{fill:#fff}.edge{stroke:#fff;stroke-width:.4px}.box{stroke:#555;stroke-width:.5px}"
    ".ring{stroke:#1a1a1a;stroke-width:.6px}.turned{stroke:#000;stroke-width:2px}.line{stroke:#999;stroke-width:1px}"
    ".mark{stroke:#000;stroke-width:1.5px;stroke-dasharray:5 3}.open{fill:#fff;stroke:#1a1a1a;stroke-width:1.2px}"
)

_HATCH = '<rect width="5" height="5" fill="#bfd7ea"/><rect width="2.4" height="5" fill="#0b5394"/>'
_DOTTED = '<rect width="5" height="5" fill="#fff"/><circle cx="2.5" cy="2.5" r=".9" fill="#777"/>'

_PATTERNS = "".join(
    f'<pattern id="{name}{of}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="{turn}{scale}">'
    f"{inside}</pattern>"
    for name, inside, turn in (("contested", _HATCH, "rotate(45) "), ("none", _DOTTED, ""))
    for of, scale in (("", "scale(1)"), ("-fine", "scale(8)"))
)
PATTERNS = f"<defs>{_PATTERNS}</defs>"
"""What is hatched and what is dotted; `-fine` is for a drawing in tenths of a pixel."""


class Key(NamedTuple):
    """A sign of the drawing and what it means; `style` is of the sign alone."""

    sign: str
    text: str
    style: str = ""


class Bar(NamedTuple):
    """A share drawn as a bar: a label, how many of each sign, and the same in words."""

    label: str
    parts: tuple[tuple[str, int], ...]
    text: str


class Picture(NamedTuple):
    """Everything that a picture is; `style` is of its drawing alone.

    A drawing that is `wide` keeps a width in which its words can be read, and is moved sideways on a narrow screen.

    `lead` stands below the title, `alternative` says to whoever does not see the drawing what it shows. `drawing` is
    SVG of `width` and `height`. `notes` stand below keys and bars, `source` says where shapes and answers come from.
    """

    title: str
    lead: str
    alternative: str
    drawing: str
    width: float
    height: float
    keys: tuple[Key, ...] = ()
    bars: tuple[Bar, ...] = ()
    notes: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    style: str = ""
    wide: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """What is to be pasted where the picture is shown elsewhere: caption, source lines, and alternative text."""
        return (" ".join((self.title, self.lead)).strip(), *self.source, f"Alternative text: {self.alternative}")


WIDTH = 1000
MARGIN = 24


class Page:
    """Words and shapes put one below the other."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.y = float(MARGIN)

    def text(self, words: str, size: float, kind: str = "", indent: float = 0) -> None:
        """A text in as many lines as it takes; none where there are no words."""
        for line in wrapped(words, (WIDTH - indent) / (size * 0.5)) if words else ():
            self.y += size * 1.3
            self.parts.append(f'<text x="{indent:g}" y="{self.y:.1f}" class="{kind}">{escape(line)}</text>')


def wrapped(words: str, most: float) -> list[str]:
    """A text in lines of at most so many letters."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def svg(picture: Picture) -> str:
    """A picture as one SVG with all its words."""
    page = Page()
    page.text(picture.title, 22, "t")
    page.y += 4
    page.text(picture.lead, 14)
    page.y += 14
    scale = min(1.0, WIDTH / picture.width)
    page.parts.append(f'<g transform="translate(0 {page.y:.1f}) scale({scale:g})">{picture.drawing}</g>')
    page.y += picture.height * scale + 10
    _keys(page, picture)
    for bar in picture.bars:
        _bar(page, bar)
    page.y += 6
    for note in picture.notes:
        page.text(note, 14)
    page.y += 6
    for line in picture.source:
        page.text(line, 12, "s")
    height = page.y + MARGIN
    box = f"{-MARGIN} 0 {WIDTH + 2 * MARGIN} {height:.0f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{WIDTH + 2 * MARGIN}" height="{height:.0f}" '
        f'role="img" aria-labelledby="title description"><title id="title">{escape(picture.title)}</title>'
        f'<desc id="description">{escape(picture.alternative)}</desc><style>{STYLE}{picture.style}</style>{PATTERNS}'
        f'<rect x="{-MARGIN}" width="{WIDTH + 2 * MARGIN}" height="{height:.0f}" class="paper"/>'
        f"{''.join(page.parts)}</svg>"
    )


def _keys(page: Page, picture: Picture) -> None:
    """The signs with what they mean, as many in a row as there is room for."""
    x = 0.0
    for at, key in enumerate(picture.keys):
        width = 34 + len(key.text) * 7 + 18
        if x and x + width > WIDTH:
            x = 0.0
        if x == 0:
            page.y += 24 if at else 20
        page.parts.append(
            f'<rect x="{x:g}" y="{page.y - 12:.1f}" width="22" height="14" class="{key.sign} box" style="{key.style}"/>'
            f'<text x="{x + 29:g}" y="{page.y:.1f}">{escape(key.text)}</text>'
        )
        x += width
    page.y += 8 if picture.keys else 0


def _bar(page: Page, bar: Bar) -> None:
    page.y += 22
    page.parts.append(f'<text x="0" y="{page.y:.1f}">{escape(bar.label)}</text>')
    x, of = 330.0, max(1, sum(number for _, number in bar.parts))
    for sign, number in bar.parts:
        width = 380 * number / of
        if number:
            page.parts.append(
                f'<rect x="{x:.1f}" y="{page.y - 11:.1f}" width="{width:.1f}" height="14" class="{sign} box"/>'
            )
        x += width
    page.parts.append(f'<text x="722" y="{page.y:.1f}">{escape(bar.text)}</text>')


def figure(picture: Picture) -> str:
    """A picture as a part of a page: the drawing with its keys, and its lead as a caption.

    One that is wide is moved sideways on a narrow screen, by the keyboard too.
    """
    said = escape(picture.alternative)
    moved = f'<div class="wide" tabindex="0" role="group" aria-label="{said}">' if picture.wide else "<div>"
    keys = "".join(
        f'<li><svg viewBox="0 0 22 14" aria-hidden="true"><rect width="22" height="14" class="{key.sign} box" '
        f'style="{key.style}"/></svg>{escape(key.text)}</li>'
        for key in picture.keys
    )
    return (
        f"<figure><style>{STYLE}{picture.style}</style>{moved}"
        f'<svg viewBox="0 0 {picture.width:g} {picture.height:g}" role="img" aria-label="{said}">'
        f"{PATTERNS}{picture.drawing}</svg></div>"
        f'<ul class="keys">{keys}</ul><figcaption>{escape(picture.lead)}</figcaption></figure>'
    )


PAGE_STYLE = """
body{margin:0 auto;max-width:1200px;padding:1rem;font:1rem/1.45 'Source Sans Pro','Source Sans 3',system-ui,sans-serif;
color:#1a1a1a;background:#fff}
figure{margin:0}figure svg.drawing{width:100%;height:auto;display:block}.wide{overflow-x:auto}
figcaption{font-size:.85rem;color:#444}h1{font-size:1.5rem;line-height:1.2;margin:.2em 0}
.keys{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.2rem}
.keys svg{width:22px;height:14px;margin-right:.4rem;vertical-align:-1px}
.bars{border-collapse:collapse;width:100%}.bars th{text-align:left;font-weight:normal;padding:.15rem .6rem .15rem 0}
.bars td{padding:.15rem 0}.bars td+td{padding-left:.8rem}
.bars svg{width:100%;min-width:80px;height:14px;display:block}
main .dedere{--ink:#1a1a1a;--paper:#fff;--soft:#444;--line:#ccc;--mark:#f4f4f2;--new:#1b6b22;--gone:#9a3b34;
color-scheme:light;font-family:inherit;margin:1.5rem 0 0}
.dedere article{max-width:none;padding:0}
@media(max-width:600px){.scroll{min-width:640px}.map .ring{r:70px}.bars td+td{padding-left:0}
.bars,.bars tbody,.bars tr,.bars th,.bars td{display:block}}
@page{margin:15mm}@media print{body{max-width:none}}
"""


def page(picture: Picture, beside: str) -> str:
    """A picture as a whole page of HTML that needs nothing else and runs nothing; `beside` is HTML that follows it."""
    title = escape(picture.title)
    drawing = (
        f'<svg class="drawing{" scroll" if picture.wide else ""}" viewBox="0 0 {picture.width:g} {picture.height:g}" '
        f'role="img" aria-labelledby="title description"><title id="title">{title}</title>'
        f'<desc id="description">{escape(picture.alternative)}</desc>{PATTERNS}{picture.drawing}</svg>'
    )
    keys = "".join(
        f'<li><svg viewBox="0 0 22 14" aria-hidden="true"><rect width="22" height="14" class="{key.sign} box" '
        f'style="{key.style}"/></svg>{escape(key.text)}</li>'
        for key in picture.keys
    )
    bars = "".join(_bar_of_page(it) for it in picture.bars)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<style>{STYLE}{picture.style}{PAGE_STYLE}</style></head>\n<body><main><h1>{title}</h1><figure><p>{escape(picture.lead)}</p>"
        + (
            f'<div class="wide" tabindex="0" role="group" aria-label="{title}">{drawing}</div>'
            if picture.wide
            else drawing
        )
        + (f'<ul class="keys">{keys}</ul>' if keys else "")
        + (f'<table class="bars"><tbody>{bars}</tbody></table>' if bars else "")
        + "".join(f"<p>{escape(it)}</p>" for it in picture.notes)
        + f"<figcaption>{'<br>'.join(map(escape, picture.source))}</figcaption></figure>{beside}</main></body></html>"
    )


def _bar_of_page(bar: Bar) -> str:
    x, of, parts = 0.0, max(1, sum(number for _, number in bar.parts)), []
    for sign, number in bar.parts:
        width = 400 * number / of
        if number:
            parts.append(f'<rect x="{x:.1f}" width="{width:.1f}" height="14" class="{sign} box"/>')
        x += width
    drawn = f'<svg viewBox="0 0 400 14" preserveAspectRatio="none" aria-hidden="true">{"".join(parts)}</svg>'
    return f'<tr><th scope="row">{escape(bar.label)}</th><td>{drawn}</td><td>{escape(bar.text)}</td></tr>'
