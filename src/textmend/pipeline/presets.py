"""Presets and levels as data: which passes run, in which order, at which level, and why."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from textmend.errors import OptionError, UnknownNameError

if TYPE_CHECKING:
    from textmend.passes.base import Pass

__all__ = [
    "DEFAULT_LEVEL",
    "LEVELS",
    "PRESETS",
    "Level",
    "LevelName",
    "Preset",
    "PresetName",
    "Step",
    "named_level",
    "preset",
    "threshold",
]

PresetName = Literal["default", "safe", "pdf", "ocr", "email", "web", "typographic", "ascii"]
LevelName = Literal["safe", "likely", "guess"]
#: A level by its name, or as the minimum confidence itself, from 0 to 1.
Level = LevelName | float

# The minimum confidence (measured precision on damaged documents) at which an edit is applied.
LEVELS: Mapping[LevelName, float] = MappingProxyType({"safe": 0.99, "likely": 0.90, "guess": 0.70})

# Nine of ten are right, which readers still accept as a repair.
DEFAULT_LEVEL: LevelName = "likely"


class Step(NamedTuple):
    """One pass of a pipeline.

    Attributes:
        name: its name.
        level: the level it runs at, by its name or as a number.
        options: the options that differ from its own defaults.
        own: the class or the instance to use; without it, the pass that is registered under the name.
    """

    name: str
    level: Level = DEFAULT_LEVEL
    options: Mapping[str, object] = {}
    own: type[Pass[Any]] | Pass[Any] | None = None


class Preset(NamedTuple):
    """A named pipeline: its purpose, and its steps in the order in which they run."""

    purpose: str
    steps: tuple[Step, ...]


# Encoding first, because every later pass reads the characters; then the space between the characters (layout before
# spacing, since a word cut by a line end is not a broken word); then the details.
_MOJIBAKE = Step("mojibake", "safe")
_CHARACTERS = Step("characters", "safe")
# Spaces inside words are an error of scans: elsewhere there are almost none, and "re think" may be intended.
_SPACING = Step("spacing", "likely", {"broken": False})
_DASHES = Step("dashes", "likely")
_QUOTES = Step("quotes", "likely")
# If only a full stop at the end of a full line could mark a paragraph, the paragraph continues three times in four; at
# "likely" the line would stay cut, and a torn paragraph is the worse guess. And where lines are broken, spaces are
# lost: of the splits at 0.7 to 0.9, nine in ten are right there.
_PAGE_LAYOUT = Step("layout", "guess")
_PAGE_SPACING = Step("spacing", "guess", {"effort": "thorough"})
_DEFAULT = (_MOJIBAKE, _CHARACTERS, _SPACING, _DASHES, _QUOTES)

PRESETS: Mapping[PresetName, Preset] = MappingProxyType(
    {
        "default": Preset("general use", _DEFAULT),
        # No change of style: texts for training or for an archive must stay as their authors wrote them.
        "safe": Preset(
            "LLM training data and archives: repairs only, no change of style",
            (_MOJIBAKE, Step("dashes", "safe", {"hyphens": False, "effort": "light"})),
        ),
        "pdf": Preset(
            "text from PDF, OCR or print",
            (
                _MOJIBAKE,
                _CHARACTERS,
                _PAGE_LAYOUT,
                _PAGE_SPACING,
                # Extraction loses dashes without a trace, and those restored at "guess" are right seven times in ten.
                Step("dashes", "guess", {"effort": "thorough"}),
                _QUOTES,
            ),
        ),
        # A scan shows its dashes, so none is inserted where there is no trace of one; its words are broken, too.
        "ocr": Preset(
            "scanned pages",
            (
                _MOJIBAKE,
                _CHARACTERS,
                _PAGE_LAYOUT,
                _PAGE_SPACING,
                _DASHES,
                _QUOTES,
            ),
        ),
        # Mail is full of lines that end on purpose; if the end of a paragraph is uncertain, the break stays.
        "email": Preset(
            "plain-text e-mail",
            (
                _MOJIBAKE,
                Step("characters", "safe", {"transport": True}),
                Step("layout", "likely"),
                _SPACING,
                _DASHES,
                _QUOTES,
            ),
        ),
        # Entities are decoded only here: elsewhere, the author may want `&lt;` to be read.
        "web": Preset(
            "scraped web pages",
            (_MOJIBAKE, Step("characters", "safe", {"entities": True, "transport": True}), _SPACING, _DASHES, _QUOTES),
        ),
        "typographic": Preset(
            "publishing",
            (_MOJIBAKE, _CHARACTERS, _SPACING, _DASHES, Step("quotes", "likely", {"style": "typographic"})),
        ),
        "ascii": Preset("systems limited to ASCII", (*_DEFAULT, Step("ascii"))),
    }
)


def preset(name: str) -> Preset:
    """Return the preset called `name`.

    Raises:
        UnknownNameError: there is no such preset.
    """
    try:
        return PRESETS[name]  # type: ignore[index]  # a name that users type may be none
    except KeyError:
        raise UnknownNameError("preset", name, PRESETS) from None


def threshold(level: Level) -> float:
    """Return the minimum confidence at which an edit is applied at `level`.

    Raises:
        UnknownNameError: there is no such level.
        OptionError: it is a number that is not from 0 to 1, or neither a name nor a number.
    """
    if isinstance(level, str):
        try:
            return LEVELS[level]
        except KeyError:
            raise UnknownNameError("level", level, LEVELS) from None
    if isinstance(level, bool) or not isinstance(level, int | float) or not 0 <= level <= 1:
        raise OptionError(
            f"a level is one of {', '.join(LEVELS)}, or a minimum confidence from 0 to 1 such as 0.95, not {level!r}"
        )
    return float(level)


def named_level(level: Level) -> Level:
    """Return the name of a level, also if it was given as a number: two ways to say the same are one pipeline.

    Raises:
        UnknownNameError, OptionError: as for `threshold`.
    """
    least = threshold(level)
    return next((name for name, value in LEVELS.items() if value == least), least)
