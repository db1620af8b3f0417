"""What clingo's parser must not see: what it would act on, overlook or choke on, found in the text beforehand.

It opens a file at `#include`, wraps large integers around, ends a file at a zero byte, and ends the process itself at a
letter that is no ASCII. Strings and comments are passed over, but for comments in comments, which the parser alone
takes apart; what gets in behind one is refused once it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dedere.errors import Finding
from dedere.terms.reader import LARGEST_INTEGER

MOST_NESTED = 64
"""How deep parentheses, brackets and braces may be nested: the parser nests calls, and the process has one stack."""

INCLUDE = "`#include` cannot stand in a rule file", "every file of the folder is read anyway"
SCRIPT = "`#script` cannot stand in a rule file", "say it in rules; Dedere runs no code of a rule file"
"""What is said, as message and hint, of the two directives that are refused here and after parsing."""

_TOKEN = re.compile(
    r""""(?:[^"\\\n]|\\["\\n])*"|%\*.*?(?:\*%|\Z)|%[^\n]*|#include\b|#script\b|(?<![\w'])[0-9]+|[([{]|[])}]|[^\x00-\x7f]""",
    re.DOTALL,
)


def screen(path: str, text: str) -> Iterator[Finding]:
    """The faults of a text that are looked for before the parser runs; `path` is what findings call the file."""
    zero = text.find("\0")
    if zero >= 0:
        # The parser takes it for the end of the file, in a string and a comment too, and what it cuts off for a fault.
        line = text.count("\n", 0, zero) + 1
        yield Finding(path, line, "there is a zero byte in the file", "save the file as plain text")
        return
    depth = 0
    for found in _TOKEN.finditer(text):
        token = found.group()
        if token in ("(", "[", "{"):
            depth += 1
            message, hint = f"parentheses are nested deeper than {MOST_NESTED}", "write the term flatter"
            if depth != MOST_NESTED + 1:
                continue
        elif token in (")", "]", "}"):
            depth -= 1
            continue
        elif token == "#include":
            # The parser opens the file at once, whatever it is.
            message, hint = INCLUDE
        elif token == "#script":
            message, hint = SCRIPT
        elif token == "\ufeff":
            message, hint = "the file begins with a byte order mark", "save it as UTF-8 without one"
        elif not token[0].isascii():
            # The parser complains of its first byte alone, which is no text, and the process ends there and then.
            message = f"the character {token!a} stands outside a text in quotes"
            hint = "names are plain ASCII; a text in quotes has no escapes but those of quote, backslash and line end"
        elif token[0].isdigit() and (len(token) > 10 or int(token) > LARGEST_INTEGER):
            # The parser wraps it around without a word.
            message, hint = f"`{token[:20]}` is larger than 32 bits", "write a smaller integer, or a text in quotes"
        else:
            continue
        yield Finding(path, text.count("\n", 0, found.start()) + 1, message, hint)
