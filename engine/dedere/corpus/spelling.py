"""How a name may be spelt: without case, accents and punctuation, in another script, or as another language writes it.

>>> plain("Türkiye"), plain("Lvova-Belova")
('turkiye', 'lvova belova')
>>> heard("Путин, Владимир") == heard(plain("Wladimir Putin"))
True

Nothing here guesses: two names are one where only the way of writing the same letters differs. What is merely like a
name is for `Directory` to offer.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("_-\u2010\u2011", " "),
        **dict.fromkeys("'\u2018\u2019\u02bc\u02bb\u02be\u02bf`\u00b4", ""),
        "&": " and ",
        **dict(zip("øłđð\u0131", "olddi", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
"""Letters that no accent parts from another, and marks within a word."""

_CYRILLIC = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфыэіґј", "abvgdeziklmnoprstufyeigj", strict=True))
    | {"ж": "zh", "\u0445": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}
    | {"є": "ie", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz"}
)

_SOUNDS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("tsch|tch", "ch"),
        ("sch|sh", "s"),
        ("zh", "z"),
        ("dzh|dj", "j"),
        ("ck|q", "k"),
        ("kh", "h"),
        ("gh", "g"),
        ("dh", "d"),
        ("th", "t"),
        ("ph", "f"),
        ("c(?![eihy])", "k"),
        ("w", "v"),
        ("x", "ks"),
        ("ou|oo", "u"),
        ("ee", "i"),
        ("[yj]", "i"),
        (r"(\w)\1+", r"\1"),
        ("^ie", "e"),
    )
)
"""What is one letter in another script, or one sound, and is written in several ways; tried in this order."""

_SAME = (
    "mohammed muhammad mohamed mohammad muhammed mohamad muhamad",
    "ahmed ahmad",
    "omar omer umar",
    "hussein hussain husayn husain hussien",
    "abdul abdel abdal abdoul",
    "yusuf yousef youssef yusef",
    "ibrahim ebrahim",
    "mustafa mostafa moustafa",
    "khalid khaled",
    "osama usama",
    "saif seif sayf",
    "ismail esmail ismael",
    "ali aly",
    "al el ul",
    "alexander aleksandr alexandre",
    "sergei serge",
    "saint st sankt",
)
"""Words that are one, written in several ways."""

_SAID_OR_NOT = frozenset(("the", "of", "and"))


@lru_cache(maxsize=1 << 16)  # The names of the record come back with every question that supposes a person.
def plain(name: str) -> str:
    """A name without case, accents and punctuation: `Türkiye` as `turkiye`, `Lvova-Belova` as `lvova belova`."""
    letters = "".join(it for it in unicodedata.normalize("NFKD", name) if not unicodedata.combining(it))
    return " ".join(re.findall(r"\w+", letters.casefold().translate(_LETTERS)))


def turned(name: str) -> str:
    """A plain name with its words in an order of their own, so that `Putin, Vladimir` is `Vladimir Putin`.

    Empty where no word has three letters: initials mean something else when their order changes.
    """
    words = name.split()
    return " ".join(sorted(words)) if any(len(it) > 2 for it in words) else ""


@lru_cache(maxsize=1 << 16)
def heard(name: str) -> str:
    """A name as any script and language spells it alike, in whatever order of its words.

    Empty where no word has four letters: those are codes and initials, whose letters stand for nothing but themselves.
    """
    if not any(len(it) > 3 for it in plain(name).split()):
        return ""
    words = (_sounds(it) for it in plain(name).split() if it not in _SAID_OR_NOT)
    return " ".join(sorted(_ONE.get(it, it) for it in words))


@lru_cache(maxsize=1 << 16)  # Long tables of names have their words in common.
def _sounds(word: str) -> str:
    word = word.translate(_CYRILLIC)
    for pattern, letters in _SOUNDS:
        word = pattern.sub(letters, word)
    return word


_ONE = {_sounds(it): _sounds(them.split()[0]) for them in _SAME for it in them.split()}
