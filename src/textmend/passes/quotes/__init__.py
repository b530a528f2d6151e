"""Quotes: one style of quotation marks, apostrophes and primes for the whole text."""

from __future__ import annotations

from collections.abc import Iterator

from textmend._strings import characters_at
from textmend.errors import OptionError
from textmend.passes.base import Cues, Options, Pass, Proposal, Reach, Rule, View
from textmend.passes.quotes import straight

__all__ = ["QuotesOptions", "QuotesPass"]

_STYLES = ("straight", "typographic", "keep")


class QuotesOptions(Options):
    """Options of the pass.

    Attributes:
        style: "straight" for ASCII marks, "typographic" for curly ones, "keep" to change nothing.
        locale: whose marks "typographic" sets, as a BCP 47 tag ("en-GB"); "" for those of the language that the
            document's words tell, or of the pipeline where it is too short to tell.
        marks: four marks to set instead, outer opening and closing, inner opening and closing ("«»‹›"); "" for those
            of the locale.
    """

    style: str = "straight"
    locale: str = ""
    marks: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.style not in _STYLES:
            raise OptionError(f"quotes: style {self.style!r} is none; choose one of {', '.join(_STYLES)}.")
        if self.marks and (len(self.marks) != 4 or not self.marks.isprintable()):
            raise OptionError(f"quotes: marks takes four characters such as '«»‹›', not {self.marks!r}.")
        if self.locale:
            from textmend.passes.quotes import locales

            locales.find(self.locale)


class QuotesPass(Pass[QuotesOptions]):
    """Brings quotation marks, apostrophes and primes into one style.

    Leaves alone: « » ‹ ›, which are a language's own marks and not a variant of " "; the letters ʻ ʼ ʹ and
    the Hebrew ׳ ״; full-width marks and 「 」; in style "straight" also ′ and ″, and “ ” ‘ ’ in paragraphs of
    Chinese, Japanese or Korean; in style "typographic" marks whose direction is anybody's guess, and documents
    whose language nobody has named and nothing tells (they are reported).
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
        # No prose has them straight, so there is nothing to measure on; a judgement.
        Rule(
            "alternate",
            "in Chinese and Japanese, marks open and close by turns",
            "paragraphs with an odd number of them",
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
        if characters_at(view.text, view.hits, straight.OTHERS):
            for start, end, replacement, rule in straight.others(view.text):
                yield self.edit(start, end, replacement, rule)

    def _typographic(self, view: View) -> Iterator[Proposal]:
        from textmend.passes.quotes import locales, roles, tongue

        name = self.options.locale or tongue.tell(view.text)
        if name is None:
            name = view.language.code
        if not name:
            for at in characters_at(view.text, view.hits, roles.STRAIGHT_MARKS):
                yield self.refuse(at, at + 1, "", "double", "the language is not told: name it (locale)")
            return
        locale = locales.find(name)
        if self.options.marks:
            locale = locales.of_marks(locale, self.options.marks)
        exchanged: dict[tuple[str, str, str], list[int]] = {}  # by rule, straight mark and what it becomes
        for marks in roles.find(view.text, view.hits, view.guard(), locale):
            for mark, old, new in locale.set(view.text, marks):
                if mark.reason:
                    yield self.refuse(mark.at, mark.at + 1, new, mark.rule, mark.reason)
                elif len(new) > 1:
                    yield self.edit(mark.at, mark.at + 1, new, mark.rule)
                elif places := exchanged.get((mark.rule, old, new)):
                    places.append(mark.at)
                else:
                    exchanged[mark.rule, old, new] = [mark.at]
        for (rule, old, new), places in exchanged.items():
            yield self.exchange(places, {old: new}, rule)
