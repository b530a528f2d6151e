"""ASCII: the nearest plain letters, for sinks that can hold nothing else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from textmend.errors import OptionError
from textmend.passes.ascii.spellings import LANGUAGES, spelling
from textmend.passes.base import Cues, Options, Pass, Proposal, Rule, View

__all__ = ["AsciiOptions", "AsciiPass"]

# Characters that only change how the letter before them looks or joins: non-spacing and enclosing
# marks, and invisible format characters such as the zero width non-joiner.
_ATTACHED = frozenset({"Mn", "Me", "Cf"})


class AsciiOptions(Options):
    """Options of the pass.

    Attributes:
        language: whose spelling to follow where it differs from others, as an ISO 639-1 code: "de" for ä to ae, "da"
            and "no" for å to aa, "uk" and "bg" for their own romanisations; "" for none in particular.
    """

    language: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.language and self.language not in LANGUAGES:
            raise OptionError(
                f"ascii: no spelling rules for language {self.language!r}; "
                f"known: {', '.join(LANGUAGES)}, or '' for none"
            )


class AsciiPass(Pass[AsciiOptions]):
    """Transliterates non-ASCII characters one by one, with Unidecode's tables and a few additions.

    Chinese characters get a space between syllables (北京 to "Bei Jing"); Hangul syllables do not.

    Leaves alone: ASCII, and characters without an ASCII spelling, which are reported: emoji,
    private-use characters, lone surrogates, combining marks that do not follow a letter.
    """

    name = "ascii"
    rules = (
        Rule(
            "transliterate",
            "replaces non-ASCII characters with their nearest ASCII spelling (é to e, Москва to Moskva)",
            "characters without an ASCII spelling, such as emoji (reported)",
            1.0,
        ),
        Rule(
            "mark",
            "removes combining marks and invisible joiners after a letter, which ASCII does not have",
            "marks after other characters: without its stroke, a decomposed ≠ would mean the opposite",
            1.0,
        ),
    )
    after = ("mojibake", "characters", "layout", "spacing", "dashes", "quotes")
    # A sink that accepts only ASCII does not accept a URL with an umlaut either.
    respects_protection = False
    options_type = AsciiOptions
    main_option = "language"

    @property
    def cues(self) -> Cues:
        return Cues(ranges=(("\x80", "\U0010ffff"),))

    def propose(self, view: View) -> Iterator[Proposal]:
        text = view.text
        after_mark = -1  # the position after the last mark attached to a letter, for stacked marks
        for start, end in view.hits:
            for at in range(start, end):
                character = text[at]
                if character.isascii():
                    continue
                plain = spelling(text, at, self.options.language)
                if plain is not None:
                    yield self.edit(at, at + 1, plain, "transliterate")
                elif unicodedata.category(character) in _ATTACHED and (
                    at == after_mark or (at > 0 and text[at - 1].isalpha())
                ):
                    after_mark = at + 1
                    yield self.edit(at, at + 1, "", "mark")
                else:
                    yield self.refuse(at, at + 1, "", "transliterate", "no ASCII spelling is known")
