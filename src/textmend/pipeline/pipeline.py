"""The pipeline: cues trigger passes, passes propose edits, the pipeline applies them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, repeat
from typing import Any

from textmend import lang as language_data
from textmend.edits import (
    CharSubstitution,
    Edit,
    OffsetMap,
    Refusal,
    apply,
    expand,
    partition,
    resolve,
    with_new_spans,
)
from textmend.errors import not_a_text
from textmend.gate import _scan, scan_pure
from textmend.gate._rows import rows, utf8_rows
from textmend.gate.hits import Found, covered, drop_hits, remap_hits
from textmend.lang._strings import changes_words, substituted
from textmend.passes import protect
from textmend.passes.base import CHARACTERS_PER_SURE, SURE_CHANCE, Cues, Pass, View
from textmend.pipeline.batches import in_batches
from textmend.pipeline.build import (
    build_pass,
    check_order,
    check_rule,
    classes_of,
    listed,
    merged_options,
    steps_at,
    steps_of_preset,
    trigger_of,
)
from textmend.pipeline.presets import Level, Step, threshold
from textmend.pipeline.prose import without_data
from textmend.pipeline.result import Result, Stage, build_result, concatenate, not_converged
from textmend.pipeline.settling import filter_proposals, outside
from textmend.pipeline.signatures import from_preset, init, with_signature_of
from textmend.pipeline.spec import Specifiable
from textmend.pipeline.windows import WINDOW, windows

__all__ = ["Pipeline", "PipelineLike", "Result"]

# The compiled gate if there is one, else the pure one. TEXTMEND_GATE=pure selects the pure one, to compare the two.
_COMPILED = not _scan.__file__.endswith(".py") and os.environ.get("TEXTMEND_GATE") != "pure"
GATE: type[_scan.Gate] | type[scan_pure.PureGate] = _scan.Gate if _COMPILED else scan_pure.PureGate

# Cleaning is repeated until nothing changes, so that it is idempotent. One round is the rule and a second one confirms
# it; a document that still changes after this many is left as it was.
_MAX_ROUNDS = 8

# For a text shorter than two sentences, a title or a message, loading what looks for more is not worth it.
_SHORTEST_DAMAGED = 200


class Pipeline(Specifiable):
    """A sequence of passes, each with a level, that repairs texts.

    Args:
        passes: passes in the order in which they run, each as its name, its class, an instance of it, or a `Step` for
            full control.
        lang: the language of the texts, as an ISO 639-1 code.
        level: the minimum confidence of an edit in all passes: "safe" (0.99), "likely" (0.90), "guess" (0.70), or a
            number from 0 to 1. By default, each step has its own level.
        words: words that are never split or joined, for the pass `spacing`.
        skip_rules: rules to switch off, as "pass/rule".
        options: maps the name of a pass to its options by name.
        choices: the main option of a pass, by the name of the pass: `quotes="typographic"`.

    Raises:
        UnknownNameError: a name does not exist; the message lists the valid names.
        OptionError: an option has a value that the pass cannot use.
        PassError: what is given for a pass is not a pass, or the order is one that a pass rules out.

    A result never depends on the texts that a pipeline has processed before. A pipeline can be shared
    between threads and can be pickled. Two pipelines are equal if they repair every text alike because they are built
    alike: see `spec`.
    """

    @with_signature_of(init)
    def __init__(
        self,
        passes: Iterable[str | type[Pass[Any]] | Pass[Any] | Step],
        /,
        *,
        lang: str = "en",
        level: Level | None = None,
        words: Iterable[str] = (),
        skip_rules: Iterable[str] = (),
        options: Mapping[str, Mapping[str, object]] | None = None,
        **choices: object,
    ) -> None:
        self.steps = steps_at(level, passes)
        self.lang = language_data.check(lang)
        classes = classes_of(self.steps)
        extra = merged_options(options or {}, choices, classes, words)
        self._passes = [build_pass(step, classes[step.name], extra.get(step.name, {})) for step in self.steps]
        # The passes that see every text.
        self._always_on = frozenset(number for number, mender in enumerate(self._passes) if mender.cues.always)
        self._triggered_by_damage = frozenset(
            number for number, mender in enumerate(self._passes) if mender.cues.damage
        )
        self._evidence = frozenset(f"{mender.name}/{rule}" for mender in self._passes for rule in mender.evidence)
        self._thresholds = [threshold(step.level) for step in self.steps]
        self._skipped_rules = frozenset(check_rule(rule, classes) for rule in listed("skip_rules", skip_rules))
        # By the characters that a substitution inserts; passes have few of these.
        self._rests: dict[frozenset[str], tuple[str, ...] | None] = {}
        check_order(self._passes)

    @classmethod
    @with_signature_of(from_preset)
    def preset(
        cls: type[Pipeline],
        name: str = "default",
        /,
        *,
        only: Iterable[str] | None = None,
        skip: Iterable[str] = (),
        **settings: Any,
    ) -> Pipeline:
        """Build the pipeline of a preset.

        Args:
            name: the name of the preset.
            only: the passes of the preset to run; all by default.
            skip: passes to skip, and rules ("characters/ligature") to switch off.
            settings: `lang`, `level`, `words`, `options` and the main options of passes, as for `Pipeline`.

        Raises:
            UnknownNameError: a name does not exist, or `only` has a pass that the preset does not include.
        """
        kept, rules = steps_of_preset(name, only, skip)
        return cls(kept, skip_rules=rules, **settings)

    @cached_property
    def for_data(self) -> Pipeline:
        """The same without the passes for prose: for programs and data, in which a space or a mark is syntax."""
        kept = [
            step._replace(own=mender, options={})
            for step, mender in zip(self.steps, self._passes, strict=True)
            if not mender.prose_only
        ]
        names = {step.name for step in kept}
        rules = {rule for rule in self._skipped_rules if rule.partition("/")[0] in names}
        rules.update(
            f"{mender.name}/{rule}" for mender in self._passes for rule in mender.prose_rules | mender.text_rules
        )
        return Pipeline(kept, lang=self.lang, skip_rules=rules)

    def __repr__(self) -> str:
        chain = " → ".join(f"{step.name} ({step.level})" for step in self.steps)
        return f"<Pipeline {chain or 'without passes'}; {self.lang}>"

    def __call__(self, text: str, /) -> str:
        return self.clean(text)

    def clean(self, text: str, /) -> str:
        """Return the cleaned text; the same object if nothing needs repair.

        Raises:
            TypeError: `text` is not a str.
        """
        if type(text) is not str:
            return self.explain(text).text
        if len(text) > WINDOW:
            mended = "".join(map(self.clean, windows(text)))
            return text if mended == text else mended
        # Nearly every text is clean, and many are short: for these, only the gate runs.
        if not (found := self._gate.scan(text)) and not self._always_on:
            return text
        mended, _, _ = self._mend(text, found)
        return mended

    def clean_many(self, texts: Iterable[str], /) -> Iterator[str]:
        """Clean texts, lazily and in order: as `clean` does one by one, but short ones are scanned together.

        It reads ahead as many texts as it has returned, up to 1,024 or 65,536 characters.

        Raises:
            TypeError: a text is not a str.
        """
        return chain.from_iterable(in_batches(texts, self._rows, self.clean, unchanged=lambda part: part))

    def explain_many_if_any(self, texts: Iterable[str], /) -> Iterator[Result | None]:
        """Like `explain_if_any` for each text, lazily and in order; see `clean_many`.

        Raises:
            TypeError: a text is not a str.
        """
        explain = self.explain_if_any
        return chain.from_iterable(
            in_batches(texts, self._rows, explain, unchanged=lambda part: repeat(None, len(part)))
        )

    def _rows(self, texts: list[str]) -> Sequence[int]:
        """The numbers of the texts that may need repair."""
        return range(len(texts)) if self._always_on or len(texts) == 1 else rows(texts, self._gate.scan_rows)

    @property
    def reads_everything(self) -> bool:
        """Whether a pass sees every text, so that none can be told to need no repair without it."""
        return bool(self._always_on)

    def rows_of_column(self, data: memoryview, offsets: memoryview) -> Sequence[int]:
        """The numbers of the texts of a column that may have cues; see `textmend.gate._rows.utf8_rows`."""
        return utf8_rows(data, offsets, self._gate.scan_rows)

    def explain(self, text: str, /) -> Result:
        """Return the cleaned text with all edits, all refusals and the map of positions.

        Raises:
            TypeError: `text` is not a str. Decode bytes first, for example with `textmend.decode`.
        """
        return self.explain_if_any(text) or Result(text, text, (), ())

    def explain_if_any(self, text: str, /) -> Result | None:
        """Like `explain`, but return None if there is no edit and no refusal, as in nearly all records of a file.

        Raises:
            TypeError: `text` is not a str.
        """
        exact = text
        if type(text) is not str:
            if not isinstance(text, str):
                raise not_a_text(text)
            # The gate takes exact strings; a text of a subclass that is clean still comes back as itself.
            exact = str.__str__(text)
        if len(exact) > WINDOW:
            return concatenate(text, [self.explain(window) for window in windows(exact)])
        if not (found := self._gate.scan(exact)) and not self._always_on:
            return None
        mended, stages, at_rest = self._mend(exact, found)
        if not stages:
            return None
        if not at_rest:
            return not_converged(text, stages)
        return build_result(text, text if mended is exact else mended, stages)

    def _mend(self, original: str, found: Found) -> tuple[str, list[Stage], bool]:
        """Run rounds until nothing changes.

        Args:
            original: the original text.
            found: the hits in it.

        Returns:
            The cleaned text (the same object if it is equal), the stages, and whether the rounds converged.
        """
        text = original
        stages: list[Stage] = []
        memories: list[dict[Any, Any]] = [{} for _ in self._passes]
        for _ in range(_MAX_ROUNDS):
            before = text
            if found or self._always_on:
                text, found = self._round(text, found, stages, memories)
            if text == before:
                return (original if text == original else text), stages, True
        return original, stages, False

    def _round(
        self, text: str, found: Found, stages: list[Stage], memories: Sequence[dict[Any, Any]]
    ) -> tuple[str, Found]:
        """Run every pass once.

        Args:
            text: the current text.
            found: the hits in it.
            stages: the stages so far; this round appends to them.
            memories: what each pass has kept from earlier rounds.

        Returns:
            The new text and the hits in it.
        """
        lost: list[int] = []
        for step, (mender, least) in enumerate(zip(self._passes, self._thresholds, strict=True)):
            damage = lost if _SHORTEST_DAMAGED <= len(text) <= len(lost) * CHARACTERS_PER_SURE else ()
            if step in self._always_on or (damage and step in self._triggered_by_damage):
                hits = [(0, len(text))]
            elif not found or not (hits := found[step]):
                continue
            memory, skipped = memories[step], self._skipped_rules
            view = View(text, hits, self._load_language, damage=damage, memory=memory, least=least, skipped=skipped)
            edits, substitutions, refused = self._settle(mender, least, view)
            if substitutions:
                # They do not move any position, so the edits and refusals stay where they are.
                stages.append(Stage(text, substitutions, ()))
                text = self._substituted(text, substitutions, step, hits)
                if found:
                    found = drop_hits(found, step, [at for substitution in substitutions for at in substitution.places])
            if edits or refused:
                stages.append(Stage(text, edits, refused))
            if edits:
                text = apply(text, edits)
                if lost or mender.evidence:
                    lost = self._put_back(lost, edits)
                # Passes that see every text have no hits.
                if len(self._always_on) < len(self._passes):
                    nothing: Found = [[] for _ in self._passes]
                    found = remap_hits(found or nothing, edits, text, self._gate.scan, self._longest_literal)
        return text, found

    def _put_back(self, lost: list[int], made: Sequence[Edit]) -> list[int]:
        """Return where edits have restored lost characters, with the current positions of those restored before."""
        lost = list(map(OffsetMap(made).to_new, lost)) if lost else lost
        sure = (
            at for edit, at, _ in with_new_spans(made) if edit.confidence >= SURE_CHANCE and edit.rule in self._evidence
        )
        return sorted([*lost, *sure])

    def _substituted(
        self, text: str, substitutions: tuple[CharSubstitution, ...], step: int, hits: Sequence[tuple[int, int]]
    ) -> str:
        """Apply the substitutions of a step, given the positions of its cues."""
        if len(substitutions) == 1 and self._is_complete(substitutions[0], step, hits):
            for old, new in substitutions[0].table.items():
                text = text.replace(old, new)
            return text
        for substitution in substitutions:
            text = substituted(text, substitution.places, substitution.table)
        return text

    def _is_complete(self, substitution: CharSubstitution, step: int, hits: Sequence[tuple[int, int]]) -> bool:
        """True if none of its characters is left out; then Python replaces them in a third of the time."""
        table = substitution.table
        if not table.keys() <= self._cue_sets[step] or not table.keys().isdisjoint(table.values()):
            return False
        return len(substitution.places) == covered(hits)

    @cached_property
    def _cue_sets(self) -> list[frozenset[str]]:
        return [frozenset(mender.cues.characters) for mender in self._passes]

    def _settle(
        self, mender: Pass[Any], least: float, view: View
    ) -> tuple[list[Edit], tuple[CharSubstitution, ...], list[Refusal]]:
        """Sort a pass's proposals into edits, substitutions that need not be expanded, and refusals with a reason."""
        proposals = list(mender.propose(view))
        if not proposals:
            return [], (), []
        proposals, not_here = without_data(mender, proposals, view, self._skipped_rules)
        guard = view.guard(mender.enters) if mender.respects_protection else None
        substitutions, rest = partition(proposals)
        quiet: list[CharSubstitution] = []
        loud: list[CharSubstitution] = []
        for substitution in substitutions:
            (quiet if self._is_quiet(substitution, least, view.text) else loud).append(substitution)
        kept, touching = outside(quiet, guard)
        edits, refused = self._resolved(rest, [*loud, *touching], least, view.text, guard, mender)
        if any(substitution.meets(edits) for substitution in kept):
            kept = ()
            edits, refused = self._resolved(rest, substitutions, least, view.text, guard, mender)
        return edits, kept, refused + not_here

    def _resolved(
        self,
        proposals: Sequence[Edit | Refusal],
        substitutions: Sequence[CharSubstitution],
        least: float,
        text: str,
        guard: protect.Guard | None,
        mender: Pass[Any],
    ) -> tuple[list[Edit], list[Refusal]]:
        """Sort proposals and expanded substitutions into a valid list of edits and refusals with a reason."""
        wanted, refused = filter_proposals(
            (*proposals, *expand(substitutions, text)), least, self._skipped_rules, guard, mender.line_rules
        )
        accepted, overlapping = resolve(wanted, text)
        return accepted, refused + overlapping

    def _is_quiet(self, substitution: CharSubstitution, least: float, text: str) -> bool:
        """True if a substitution is allowed and no pass finds a cue after it that it did not find before."""
        if substitution.confidence < least or substitution.rule in self._skipped_rules:
            return False
        rests = self._rests_around(frozenset(substitution.table.values()))
        if rests is None or any(rest in text for rest in rests):
            return False
        return not changes_words(text, substitution.places, substitution.table)

    def _rests_around(self, marks: frozenset[str]) -> tuple[str, ...] | None:
        """Return what would be the rest of a literal around one of some characters; None if one is a cue by itself."""
        if marks not in self._rests:
            rests = (
                literal.translate(dict.fromkeys(map(ord, marks))) for literal in self._literals if marks & set(literal)
            )
            self._rests[marks] = None if any(map(self._is_cue, marks)) else tuple(rests)
        return self._rests[marks]

    def _load_language(self) -> language_data.Language:
        return language_data.load(self.lang)

    @cached_property
    def _gate(self) -> _scan.Gate | scan_pure.PureGate:
        cues = [mender.cues for mender in self._passes]
        triggers = [trigger_of(each) for each in cues]
        # If the only cues are characters beyond ASCII, a regular expression stops at the first one.
        is_scanned = any(each != Cues(beyond_ascii=True, familiar=each.familiar) for each in cues)
        gate = GATE if is_scanned and len(triggers) <= _scan.MOST_TRIGGERS else scan_pure.PureGate
        if not any(trigger.words for trigger in triggers):
            return gate(triggers, None, None)
        language = self._load_language()
        fragments = any(each.fragments for each in cues)
        return gate(triggers, language.lexicon, None if fragments else language.split_filter)

    @cached_property
    def _literals(self) -> tuple[str, ...]:
        return tuple(literal for mender in self._passes for literal in mender.cues.literals)

    @cached_property
    def _longest_literal(self) -> int:
        return max(map(len, self._literals), default=0)

    def _is_cue(self, character: str) -> bool:
        """True if a character alone is a cue of any pass."""
        return any(trigger_of(mender.cues).matches(character) for mender in self._passes)


# What `Pipeline.of` takes: a pipeline, the name of a preset, or a spec.
PipelineLike = Pipeline | str | Mapping[str, object]
