"""Dashes between clauses: restored where they left a trace, and where only the sentence shows that one is missing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from types import MappingProxyType

from textmend.edits import Edit
from textmend.errors import MissingExtraError, OptionError
from textmend.passes.base import Cues, Options, Pass, Proposal, Rule, View, check_effort
from textmend.passes.dashes.lost import are_unseen_bigrams, document_lost_dashes, is_between_words, readable, score_gaps
from textmend.passes.dashes.model import gap_scorer, gap_weights, scores_gaps
from textmend.passes.dashes.places import BEGINS_WORD, Place
from textmend.passes.dashes.style import EM, EN, RAYA, STYLES, DashConventions, check_locale, custom
from textmend.passes.dashes.traces import HYPHENS, LITERALS, RARE, DashTrace, traces

__all__ = ["DashesOptions", "DashesPass"]


# What the folder of a custom model has.
_MODEL_FILES = ("model.onnx", "tokenizer.json", "config.json")
# A gap that is less likely is not a suspicion worth a reader's time.
_LOST_SUSPICION = 0.4


class DashesOptions(Options):
    """Options of the pass `dashes`.

    Attributes:
        effort: "light" looks for traces alone; "auto" also scores sentences in which words ran together, and all of the
            document if these look as if dashes had been lost there; "thorough" scores every sentence of any document,
            for text that is known to be damaged.
        style: how a clause dash is written: "auto" (a spaced hyphen or a lost dash gets the style of the rest of the
            document; other traces keep their spaces; without an example in the document it gets the style of books of
            the language), "em" (without spaces), "spaced-em", "spaced-en", "raya" (of Spanish). Existing dashes are
            unchanged.
        locale: the locale of those books, as a BCP 47 tag ("en-GB"); "" for that of the language around the dash, in
            English that of America.
        hyphens: whether hyphens that were typed for a dash (`--`, ` - `, `12--14`) become one. Without it only dashes
            are restored that an encoding or a program has damaged.
        model: a folder with a custom token-classification model for scoring lost dashes (`model.onnx`,
            `tokenizer.json`, `config.json`; see `textmend.passes.dashes.classifier`); empty for the one that ships.

    Raises:
        OptionError: `style` is not one of these.
        UnknownNameError: `effort` is not one of these, or CLDR has no such locale.
    """

    effort: str = "auto"
    style: str = "auto"
    locale: str = ""
    hyphens: bool = True
    model: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        check_effort(self.effort)
        if self.style not in ("auto", *STYLES, RAYA):
            raise OptionError(
                f"dashes: style {self.style!r} does not exist; use one of auto, {', '.join(STYLES)}, {RAYA}"
            )
        if self.locale:
            check_locale(self.locale)


class DashesPass(Pass[DashesOptions]):
    """Restores dashes that left a trace (`--`, a hyphen between spaces, `\xe2\u20ac"`), and those that left none.

    Leaves alone: options (`--flag`), formulas (`a - b = c`), negative numbers, compounds, identifiers, list
    points, rules, signatures, tables, patches, commands, scores (`5 - 3`), `A - Z`, and titles (`Artist - Title`).
    Dashes lost without a trace are restored in English only, and only in documents without dashes between words.
    """

    name = "dashes"
    prose_only = True
    rules = (
        Rule(
            "double-hyphen",
            "replaces two or three hyphens between words, or at the end of a broken-off sentence, with an em dash",
            "options, comments and identifiers (`--flag`, `btn--primary`), rules, `-- ` at a line start",
            0.80,
        ),
        Rule(
            "spaced-hyphen",
            "replaces a hyphen with spaces around it, between the clauses of an English sentence, with a dash",
            "formulas, ranges, titles, list points, other languages",
            0.75,
        ),
        Rule(
            "mojibake-dash",
            'repairs a UTF-8 dash whose last byte became a straight quote (â€"): – between numbers, — between words',
            "other contexts (reported)",
            0.99,
        ),
        Rule(
            "replacement-char",
            "restores a dash that became � or ?, Ñ (its byte in MacRoman) or, in damaged text, a quotation mark",
            "questions, replaced letters, lists of letters, other languages",
            0.90,
        ),
        Rule(
            "range",
            "replaces two hyphens between rising numbers with an en dash (12--14)",
            "dates, telephone and part numbers",
            0.90,
        ),
        Rule(
            "lost",
            "inserts a dash that was lost without a trace, if the sentence needs one (officials their first talks)",
            "documents that have dashes, headings, lists, other languages; gaps next to numbers and punctuation",
            0.70,
        ),
    )
    renamed_rules = MappingProxyType({"unshown-dash": "replacement-char"})
    after = ("mojibake", "characters", "layout", "spacing")
    options_type = DashesOptions
    main_option = "style"

    @property
    def cues(self) -> Cues:
        if self.options.effort == "thorough":
            return Cues(always=True)
        # A straight quote in a cue would stop the gate at every quote.
        literals = LITERALS if self.options.hyphens else tuple(each for each in LITERALS if "-" not in each)
        return Cues(characters=RARE, literals=literals, damage=self.options.effort == "auto")

    @property
    def enters(self) -> frozenset[str]:
        # `--el de madera--` begins like an option; `traces` tells them apart.
        return frozenset({"flag"})

    @property
    def data_files(self) -> tuple[str, ...]:
        folder = self.options.model
        return tuple(os.path.join(folder, name) for name in _MODEL_FILES) if folder else ()

    def propose(self, view: View) -> Iterator[Proposal]:
        text, language = view.text, view.language
        document = DashConventions(text)
        effort = self.options.effort
        is_damaged = effort == "thorough" or (effort == "auto" and len(view.damage) > 0)
        for start, end in view.hits:
            for verdict in traces(text, start, end, document, language, tight=is_damaged):
                if self.options.hyphens or verdict.rule not in HYPHENS:
                    yield self._repaired(verdict, document)
        if is_damaged and scores_gaps(view.language) and not document.has_dashes:
            yield from self._lost(view)

    def _lost(self, view: View) -> Iterator[Proposal]:
        """Score all sentences of a document that are in its language."""
        asks = self.options.effort == "auto"
        if asks and not are_unseen_bigrams(view.text, view.damage, view.language):
            return
        spans = readable(view.text, view.language)
        if not spans:
            return
        try:
            scorer = gap_scorer(view.language, self.options.model)
        except MissingExtraError as error:
            yield self.refuse(0, 0, "", "lost", f"no search for lost dashes: {error}")
            return
        if asks and not document_lost_dashes(view.text, spans, view.damage, scorer):
            return
        style = self._lost_style
        for gap in score_gaps(view.text, spans, scorer, gap_weights(view.language), is_damaged=bool(view.damage)):
            if gap.confidence < _LOST_SUSPICION:
                continue
            if is_between_words(view.text, gap):
                yield self.edit(gap.start, gap.end, style, "lost", gap.confidence)
            else:
                reason = "next to a number or punctuation mark, as in a caption, a date or a reference"
                yield self.refuse(gap.start, gap.end, style, "lost", reason, gap.confidence)

    @property
    def _lost_style(self) -> str:
        """The style of a dash that left nothing: with spaces, as the gap has one, unless the options say otherwise."""
        auto = self.options.style == "auto"
        style = custom(self.options.locale or "en") if auto else self.options.style
        # There is no way to know which end of a pair a lost dash is, as the raya requires.
        return STYLES["spaced-em" if style == RAYA or (auto and style == "em") else style]

    def _repaired(self, verdict: DashTrace, document: DashConventions) -> Proposal:
        """Write a dash as the document does, or give the reason not to."""
        here = verdict.place
        if verdict.doubt:
            return self.refuse(here.start, here.end, verdict.dash or EM, verdict.rule, verdict.doubt)
        if verdict.dash:
            return self.edit(here.start, here.end, verdict.dash, verdict.rule, verdict.confidence)
        return self._clause_dash(here, document, verdict.rule, verdict.confidence)

    def _clause_dash(self, here: Place, document: DashConventions, rule: str, confidence: float) -> Edit:
        """Write a clause dash in the configured style, or else the document's own, or that of the language."""
        asked = "" if self.options.style == "auto" else self.options.style
        own = "" if asked else document.style
        style = asked or own or self._customary(here)
        # In a document that has both, and in American books, a dash keeps the spaces it has or lacks; but only Spanish
        # has one of each.
        is_set = asked or here.parenthesis or (here.mark == "-" if own else style != "em")
        if style and is_set and here.before and here.behind and not here.breaks_off:
            start, end = here.start - here.spaces[0], here.end + here.spaces[1]
            raya = f" {EM}" if here.opens else f"{EM} "
            dash = STYLES.get(style, raya)
            return self.edit(start, end, dash if BEGINS_WORD.match(here.behind) else dash.rstrip(), rule, confidence)
        dash = EN if style == "spaced-en" and any(here.spaces) else EM
        return self.edit(here.start, here.end, dash, rule, confidence)

    def _customary(self, here: Place) -> str:
        """The style of the books of a place's language; where that is unknown, dashes keep their spaces."""
        locale = self.options.locale or here.language
        return custom(locale) if locale else "em"
