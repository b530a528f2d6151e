"""Names of languages and places in the languages that are spoken there: short strings, where false edits come from.

They are those of CLDR, from the package Babel.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.quality import mojibake
from benchmarks.quality.mojibake import Lane

__all__ = ["KINDS", "clean", "damaged", "named"]

KINDS = ("languages", "countries", "cities")

_LANGUAGES = (
    *("ar", "cs", "da", "de", "el", "es", "et", "fi", "fr", "he", "hr", "hu", "is", "it", "ja", "ko"),
    *("lt", "lv", "nb", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "th", "tr", "uk", "vi", "zh"),
)
_SHORTEST, _LONGEST = 4, 12
_SEED = 7
# A lane has names of up to 31 languages; a third of a percent is one of these.
_MOST = 300

Names = Mapping[str, list[str]]


def named(babel: Any, kind: str) -> Names:
    """Return the names of a kind that are not plain ASCII, by language.

    Args:
        babel: the package.
        kind: one of `KINDS`.
    """
    found = {}
    for language in _LANGUAGES:
        locale = babel.Locale(language)
        cities = (zone["city"] for zone in locale.time_zones.values() if "city" in zone)
        names = {"languages": locale.languages.values(), "countries": locale.territories.values(), "cities": cities}
        found[language] = sorted({name for name in names[kind] if _is_short(name)})
    return found


def _is_short(name: str) -> bool:
    return not name.isascii() and _SHORTEST <= sum(map(str.isalpha, name)) <= _LONGEST


def clean(names: Names) -> list[str]:
    """All names, unchanged."""
    return [name for them in names.values() for name in them]


def damaged(names: Names) -> Iterator[tuple[Lane, list[tuple[str, str]]]]:
    """Yield the lanes of mojibake, each with (damaged, right) names."""
    import ftfy.bad_codecs  # noqa: F401  (registers the sloppy codecs)

    for lane in mojibake.possible():
        candidates = clean(names) if lane.lang == mojibake.ALL else list(names.get(lane.lang, ()))
        random.Random(_SEED).shuffle(candidates)
        pairs = ((mojibake.damaged(name, lane.true, lane.wrong), name) for name in candidates)
        if found := [pair for pair in pairs if pair[0]][:_MOST]:
            yield lane, found
