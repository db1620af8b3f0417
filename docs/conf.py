"""The site of the documentation, as Sphinx reads it; `make docs` builds it."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), *(str(HERE.parent / root) for root in ("engine", "serve", "cli"))]

from dedere.version import __version__  # noqa: E402  # found by the line above

project = "Dedere"
author = "the authors of Dedere"
project_copyright = author
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_click", "making.site"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
root_doc = "index"
nitpicky = False

# A dash, an option and a quotation mark stay what they are: they are typed.
smartquotes = False
default_role = "code"
myst_heading_anchors = 3
highlight_language = "none"

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "undoc-members": False, "show-inheritance": False}
# A session that ends with `...` and an answer that is cut are no whole program.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = "Dedere"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
# A summary of what was found would be fetched, which a page that is opened as a file may not.
html_show_search_summary = False
# No button that leads to a place outside.
html_theme_options: dict[str, list[str]] = {"top_of_page_buttons": [], "footer_icons": []}

man_pages = [
    ("reference/commands", "dedere", "what a State must do with a wanted person, and why", [author], 1),
    ("command", "dedere-commands", "what the commands have in common", [author], 7),
    ("format", "dedere-format", "how rules and facts are written", [author], 5),
]
man_show_urls = True
