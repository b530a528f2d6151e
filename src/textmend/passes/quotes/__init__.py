"""Quotes: one style of quotation marks, apostrophes and primes for the whole text."""

from __future__ import annotations

from collections.abc import Iterator

from textmend.errors import OptionError
from textmend.passes.base import Cues, Options, Pass, Proposal, Reach, Rule, View
from textmend.passes.quotes import straight
from textmend.passes.quotes.locales import LOCALES

__all__ = ["QuotesOptions", "QuotesPass"]

_STYLES = ("straight", "typographic", "keep")


class QuotesOptions(Options):
    """Options of the pass.

    Attributes:
        style: "straight" for ASCII marks, "typographic" for curly ones, "keep" to change nothing.
        locale: whose marks "typographic" sets, as an ISO 639-1 code.
    """

    style: str = "straight"
    locale: str = "en"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.style not in _STYLES:
            raise OptionError(f"quotes: style {self.style!r} is none; choose one of {', '.join(_STYLES)}.")
        if self.locale not in LOCALES:
            raise OptionError(f"quotes: no marks are known for locale {self.locale!r}; known: {', '.join(LOCALES)}.")


class QuotesPass(Pass[QuotesOptions]):
    """Brings quotation marks, apostrophes and primes into one style.

    Leaves alone: « » ‹ ›, which are a language's own marks and not a variant of " "; the letters ʻ ʼ ʹ and
    the Hebrew ׳ ״; full-width marks and 「 」; in style "straight" also ′ and ″, and “ ” ‘ ’ in paragraphs of
    Chinese, Japanese or Korean; in style "typographic" marks whose direction is anybody's guess (they
    are reported) and all straight marks in such paragraphs.
    """

    name = "quotes"
    # The rules of style "typographic" were measured on 352,000 marks of English prose (straightened, set, compared).
    rules = (
        Rule("straighten", "curly and low marks become \" and '", "East Asian text, guillemets, letters", 0.999),
        Rule("accent", "an accent or prime typed for the apostrophe of an English contraction", "all others", 0.99),
        Rule("backtick", "``TeX quotation'' becomes \"quotation\"", "backticks of code", 0.99),
        Rule("double", '" becomes an opening or closing mark', "marks with a space, or a letter, on both sides", 0.999),
        Rule(
            "apostrophe",
            "' becomes ’ inside a word, at its end, and where it closes a quotation",
            "marks with a space on both sides",
            0.999,
        ),
        Rule(
            "single",
            "' becomes ‘ where a later mark answers it",
            "openings that may as well be elisions ('07, 'tis)",
            0.96,
        ),
        Rule(
            "elision",
            "' becomes ’ where letters or figures are left out ('tis, '90s)",
            "elisions that a quotation may start with",
            0.98,
        ),
        # Too few in prose to measure; a judgement.
        Rule(
            "prime",
            "' and \" become ′ and ″ behind feet, inches, minutes and seconds",
            "marks that may close a quotation",
            0.95,
        ),
    )
    # A mark needs its paragraph; a paragraph without letters takes its script from the document.
    reach = Reach.DOCUMENT
    after = ("mojibake", "characters", "layout", "spacing", "dashes")
    options_type = QuotesOptions
    main_option = "style"

    @property
    def cues(self) -> Cues:
        if self.options.style == "straight":
            return straight.CUES
        if self.options.style == "typographic":
            return Cues(characters="\"'")
        return Cues()

    def propose(self, view: View) -> Iterator[Proposal]:
        if self.options.style == "straight":
            yield from self._straight(view)
        elif self.options.style == "typographic":
            yield from self._typographic(view)

    def _straight(self, view: View) -> Iterator[Proposal]:
        curly = straight.curly(view.text, view.hits)
        if places := straight.outside_east_asian(view.text, curly):
            yield self.exchange(places, straight.STRAIGHT, "straighten")
        if len(curly) < sum(end - start for start, end in view.hits):
            for start, end, replacement, rule in straight.others(view.text):
                yield self.edit(start, end, replacement, rule)

    def _typographic(self, view: View) -> Iterator[Proposal]:
        from textmend.passes.quotes import roles

        marks = LOCALES[self.options.locale]
        for mark in roles.find(view.text, view.protected):
            replacement = marks[mark.role]
            if view.text[mark.at] not in "\"'":
                continue  # curly already
            if mark.reason:
                yield self.refuse(mark.at, mark.at + 1, replacement, mark.rule, mark.reason)
            else:
                yield self.edit(mark.at, mark.at + 1, replacement, mark.rule)
