"""Quotes: one style of quotation marks, apostrophes and primes for the whole text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from textmend.errors import OptionError
from textmend.lang import locale_detection
from textmend.lang._strings import characters_at
from textmend.passes.base import Cues, Options, Pass, Proposal, Rule, View
from textmend.passes.quotes import document_style, locales, roles, straight

__all__ = ["QuotesOptions", "QuotesPass"]

_STYLES = ("straight", "typographic", "consistent", "keep")


class QuotesOptions(Options):
    """Options of the pass `quotes`.

    Attributes:
        style: "straight" for ASCII marks, "typographic" for curly ones, "consistent" for those that most of the
            document has, "keep" to repair only marks that cannot be right.
        locale: the locale of the marks that "typographic" sets, as a BCP 47 tag ("en-GB"); "" for that of the language
            detected from the document's words, or of the pipeline where the document is too short to detect it.
        marks: four marks to set instead, outer opening and closing, inner opening and closing ("«»‹›"); "" for those
            of the locale.
        angled: in style "straight", also « » ‹ › become " and '. Off, as they are the marks of a language.
    """

    style: str = "straight"
    locale: str = ""
    marks: str = ""
    angled: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.style not in _STYLES:
            raise OptionError(f"quotes: unknown style {self.style!r}; use one of {', '.join(_STYLES)}")
        if self.marks and (len(self.marks) != 4 or not self.marks.isprintable()):
            raise OptionError(f"quotes: marks takes four characters such as '«»‹›', not {self.marks!r}")
        if self.locale:
            locales.find(self.locale)


class QuotesPass(Pass[QuotesOptions]):
    """Converts quotation marks, apostrophes and primes to one style.

    Leaves alone: « » ‹ ›, which are a language's own marks and not a variant of " " (option `angled`); the letters
    ʻ ʼ ʹ and the Hebrew ׳ ״; full-width marks and 「 」. Style "straight" also leaves alone ′ and ″ after figures, and
    “ ” ‘ ’ in Chinese, Japanese and Korean paragraphs. Style "typographic" reports but does not change marks whose
    direction is ambiguous, and documents whose language is neither given nor detected. Style "consistent" leaves alone
    documents with as many marks of one style as of the other.
    """

    name = "quotes"
    prose_only = True
    # The rules of style "typographic" were measured on 352,000 marks of English prose (straightened, set, compared).
    rules = (
        Rule("straighten", "replaces curly and low marks with \" and '", "East Asian text, guillemets, letters", 0.999),
        Rule(
            "accent",
            "replaces an accent or prime used as the apostrophe of a contraction",
            "other accents and primes",
            0.99,
        ),
        Rule(
            "backtick",
            "replaces ``TeX quotation'' with \"quotation\", `manual' with 'manual'",
            "backticks of code",
            0.99,
        ),
        Rule(
            "angled",
            "replaces « » ‹ › with \" and ' (option angled)",
            "guillemets without a partner on their line",
            0.99,
        ),
        # Style "keep"; no text of the development data has such marks, so these are judgements.
        Rule("low", "replaces ,, before a quotation with „", "commas without a closing mark", 0.95),
        Rule("doubled", "replaces a doubled mark, or two single marks, with one", "quotations that end together", 0.95),
        Rule("mismatch", "corrects a closing “, an opening ”, and the ‘ in don‘t", "ayin, and ambiguous marks", 0.95),
        Rule(
            "double",
            'replaces " with an opening or closing mark',
            "marks with a space, or a letter, on both sides",
            0.999,
        ),
        Rule(
            "apostrophe",
            "replaces ' with ’ inside or at the end of a word, and at the end of a quotation",
            "marks with a space on both sides",
            0.999,
        ),
        Rule(
            "single",
            "replaces ' with ‘ if a later mark closes the quotation",
            "marks that may be elisions ('07, 'tis)",
            0.96,
        ),
        Rule(
            "elision",
            "replaces ' with ’ where letters or figures are omitted ('tis, '90s)",
            "elisions that may open a quotation",
            0.98,
        ),
        # Too few in prose to measure; a judgement.
        Rule(
            "prime",
            "replaces ' and \" with ′ and ″ after feet, inches, minutes and seconds",
            "marks that may close a quotation",
            0.95,
        ),
        # No prose has straight primes, so there is nothing to measure on; a judgement.
        Rule(
            "alternate",
            "replaces marks in Chinese and Japanese with opening and closing ones in turn",
            "paragraphs with an odd number of marks",
            0.95,
        ),
    )
    # A mark needs its paragraph; a paragraph without letters takes its script from the document.
    after = ("mojibake", "characters", "layout", "spacing", "dashes")
    options_type = QuotesOptions
    main_option = "style"

    @property
    def cues(self) -> Cues:
        if self.options.style == "straight" and self.options.angled:
            return straight.CUES._replace(characters=straight.CUES.characters + straight.ANGLED)
        return {
            "straight": straight.CUES,
            "typographic": Cues(characters=roles.STRAIGHT_MARKS),
            "consistent": document_style.ANY_CUES,
            "keep": document_style.KEEP_CUES,
        }[self.options.style]

    def propose(self, view: View) -> Iterator[Proposal]:
        style = self.options.style
        if style == "consistent":
            style = document_style.style_of(view.text, view.hits, view.guard())
        if style == "straight":
            yield from self._straight(view)
        elif style == "typographic":
            yield from self._typographic(view)
        elif style == "keep":
            yield from self._keep(view)

    def _straight(self, view: View) -> Iterator[Proposal]:
        text, hits = view.text, view.hits
        if places := straight.outside_east_asian(text, straight.curly(text, hits)):
            yield self.substitute(places, straight.STRAIGHT, "straighten")
        if characters_at(text, hits, straight.OTHERS):
            for start, end, replacement, rule in straight.others(text):
                yield self.edit(start, end, replacement, rule)
        if self.options.angled and characters_at(text, hits, straight.ANGLED):
            for start, end, replacement in straight.angled(text):
                yield self.edit(start, end, replacement, "angled")

    def _typographic(self, view: View) -> Iterator[Proposal]:
        locale = self._locale(view)
        if locale is None:
            for at in characters_at(view.text, view.hits, roles.STRAIGHT_MARKS):
                yield self.refuse(at, at + 1, "", "double", "the language was not detected; set the option locale")
            return
        paragraphs = roles.find(view.text, view.hits, view.guard(), locale)
        if self.options.style == "consistent":
            everywhere = roles.find(view.text, [(0, len(view.text))], view.guard(), locale, document_style.CURLY)
            own = document_style.marks_of(view.text, chain.from_iterable(everywhere), locale.marks)
            locale = locales.of_marks(locale, own) if own != locale.marks else locale
        substituted: dict[tuple[str, str, str], list[int]] = {}  # by rule, straight mark and replacement
        for marks in paragraphs:
            for mark, old, new in locale.curl(view.text, marks):
                if mark.reason:
                    yield self.refuse(mark.at, mark.at + 1, new, mark.rule, mark.reason)
                elif len(new) > 1:
                    yield self.edit(mark.at, mark.at + 1, new, mark.rule)
                elif places := substituted.get((mark.rule, old, new)):
                    places.append(mark.at)
                else:
                    substituted[mark.rule, old, new] = [mark.at]
        for (rule, old, new), places in substituted.items():
            yield self.substitute(places, {old: new}, rule)

    def _keep(self, view: View) -> Iterator[Proposal]:
        text, hits = view.text, view.hits
        is_curly = sum(map(text.count, document_style.CURLY)) > sum(map(text.count, roles.STRAIGHT_MARKS))
        for start, end, replacement, rule in chain(
            straight.apostrophes(text, "’" if is_curly else "'"), document_style.doubled(text)
        ):
            yield self.edit(start, end, replacement, rule)
        locale = self._locale(view)
        if locale is None or not straight.curly(text, hits):
            return
        paragraphs = list(roles.find(text, hits, view.guard(), locale, document_style.CURLY))
        own = document_style.marks_of(text, chain.from_iterable(paragraphs), locale.marks)
        for marks in paragraphs:
            for at, replacement in document_style.misdirected(text, marks, own):
                yield self.edit(at, at + 1, replacement, "mismatch")

    def _locale(self, view: View) -> locales.Locale | None:
        """The locale whose marks the document uses; None when its language is not known."""
        name = self.options.locale or locale_detection.detect_locale(view.text)
        if name is None:
            name = view.language.code
        if not name:
            return None
        locale = locales.find(name)
        return locales.of_marks(locale, self.options.marks) if self.options.marks else locale
