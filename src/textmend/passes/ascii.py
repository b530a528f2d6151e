"""ASCII: the nearest plain letters, for sinks that can hold nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from textmend.passes.base import Cues, Options, Pass, Proposal, Reach, Rule, View

__all__ = ["AsciiPass"]


class AsciiPass(Pass[Options]):
    """Transliterates what is not ASCII, by unidecode's tables.

    Leaves alone: ASCII itself, and characters for which unidecode has nothing (they are reported).
    """

    name = "ascii"
    rules = (
        Rule(
            "transliterate",
            "characters outside ASCII become their nearest ASCII spelling (é to e, Москва to Moskva)",
            "characters without an ASCII spelling, such as emoji; they are reported",
            1.0,
        ),
    )
    reach = Reach.WORD
    after = ("mojibake", "characters", "layout", "spacing", "dashes", "quotes")
    # A sink that holds only ASCII holds no URL with an umlaut either.
    respects_protection = False
    options_type = Options

    @property
    def cues(self) -> Cues:
        return Cues(ranges=(("\x80", "\U0010ffff"),))

    def propose(self, view: View) -> Iterator[Proposal]:
        from unidecode import unidecode_expect_nonascii

        for start, end in view.hits:
            for at in range(start, end):
                character = view.text[at]
                if character.isascii():
                    continue
                plain = "" if "\ud800" <= character <= "\udfff" else unidecode_expect_nonascii(character)
                if plain:
                    yield self.edit(at, at + 1, plain, "transliterate")
                else:
                    yield self.refuse(at, at + 1, "", "transliterate", "no ASCII spelling is known")
