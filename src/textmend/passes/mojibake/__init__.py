"""Mojibake: repairs text that was decoded with the wrong encoding, stretch by stretch.

Two detectors take turns at each line until neither finds anything, so that layers of damage come off one by one.
`sequences` knows what UTF-8 looks like in single-byte code pages, with ftfy's rules for what is mojibake: it works on
runs of characters in otherwise correct text, and on sequences that lost a space. `search` compares how likely the text
is as written and as decoded by each pair of encodings, using the letters of 130 languages: it works on words, and
covers all other encodings.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from types import MappingProxyType

from textmend.edits import Edit, Refusal, apply, compose, minimal
from textmend.lang._strings import count_flagged
from textmend.passes.base import Cues, Options, Pass, Proposal, Rule, View, replacements
from textmend.passes.mojibake import lost_letters, search, sequences, whole_text
from textmend.passes.mojibake._char_bigrams import FAMILIAR
from textmend.passes.mojibake._non_ascii import differences
from textmend.passes.mojibake.document import Document
from textmend.passes.mojibake.lost_quotes import lost_quotes
from textmend.passes.mojibake.rules import Rules, check_rules

__all__ = ["MojibakeOptions", "MojibakePass"]

# The minimum gain in bits of each UTF-8 sequence. Those that western systems show may even lose some, as rare
# characters do: a γ in IL2RγcKO, struck-through letters. What other code pages show is more often correct text (`doœæ`
# would be `doϾ` in MacRoman), and correct repairs gain 12.
_LEAST_GAIN_COMMON, _LEAST_GAIN = -9.0, 8.0
# They must also be this much likelier than what western systems show: `„Å™eka` is „řeka, and not なeka in MacRoman.
_RARITY = 16.0
# Anything with more than 1 control in 25 characters is not text: random bytes have twice as many. Controls that do
# occur in text, in some programs, do not count: backspaces, form feeds, escapes, separators.
_MOST_CONTROLS = 25
_CONTROLS = bytes(unit <= 0x07 or unit == 0x0B or 0x0E <= unit <= 0x1A or unit == 0x7F for unit in range(128))


class MojibakeOptions(Options):
    """Options of the pass `mojibake`.

    Attributes:
        replacements: repairs that no encoding explains, as "wrong => right": facts about the user's data for bytes that
            are lost (`â?? => ’`). They apply inside words, too, and before everything else. Neither side can begin or
            end with a plain space or a tab; a no-break space or a control there is part of it.
    """

    replacements: tuple[str, ...] = ()
    renamed = MappingProxyType({"rules": "replacements"})

    def __post_init__(self) -> None:
        super().__post_init__()
        check_rules(replacements(self.replacements))


class MojibakePass(Pass[MojibakeOptions]):
    """Repairs text that was decoded with the wrong encoding, once or several times.

    Changes only the encoding: curly quotes, no-break spaces, full-width characters and control characters are kept.

    Leaves alone: text that no sequence of encodings explains as a whole, and text for which the evidence is too weak: a
    single rare letter may belong to a name. The pass `characters` repairs single C1 bytes, and the pass `dashes`
    repairs `\xe2\u20ac"` with a flattened
    quote.
    """

    name = "mojibake"
    rules = (
        Rule(
            "utf-8",
            "repairs UTF-8 decoded as another encoding (Ã© to é, â€™ to ’, РџСЂ to Пр, 脙漏 to é)",
            "sequences that are only partly UTF-8; words that look odd but are right (“Ä…”, NESTLÉ®)",
            0.99,
        ),
        Rule(
            "utf-8-with-space",
            "repairs such UTF-8 if a no-break space in it became a plain space (Ã la carte, Å iauliai)",
            "capitals Â, Ã, Å before a space in a line without other mojibake",
            0.99,
        ),
        Rule(
            "a-grave-space",
            "repairs à at the end of a word if one space replaced two (voilÃ le to voilà le)",
            "nothing; the letters of the line decide whether Ã is inside a word (hÃ i for hài in Vietnamese)",
            0.90,
        ),
        Rule(
            "legacy",
            "repairs a legacy encoding decoded as another (ÑÅÊÐÅÒ to СЕКРЕТ, pøíliš to příliš, ÖÐÎÄ to 中文)",
            "text that is about as likely unchanged; short words",
            0.99,
        ),
        Rule(
            "lost-letter",
            "restores a lost letter (caf�, gar?on) if one word of the document has all the others (café, garçon)",
            "words that two words or none match; a ? at the end of a word, which may end a question",
            0.94,
        ),
        Rule(
            "lost-quote",
            "restores a closing quotation mark that lost its last byte (â€�, â€? or â€ for ”) if a quotation is open",
            "marks with no open quotation, or directly before a letter",
            0.99,
        ),
        Rule(
            "user",
            "applies the replacements in the option `replacements` (such as â?? to ’, if that is true of your data)",
            "nothing; the same characters are also replaced where they are right",
            1.0,
        ),
    )
    # A URL with mojibake in it is as broken as a word.
    respects_protection = False
    renamed_rules = MappingProxyType({"a-grave": "a-grave-space", "parallel": "lost-letter"})
    options_type = MojibakeOptions
    main_option = "replacements"

    @property
    def cues(self) -> Cues:
        wrong = list(self._replacements)
        return Cues(
            characters="".join(each for each in wrong if len(each) == 1),
            literals=tuple(each for each in wrong if len(each) > 1),
            beyond_ascii=True,
            familiar=FAMILIAR,
        )

    @cached_property
    def _replacements(self) -> dict[str, str]:
        return replacements(self.options.replacements)

    @cached_property
    def _user_rules(self) -> Rules:
        return Rules(self._replacements)

    def propose(self, view: View) -> Iterator[Proposal]:
        if not view.hits:
            return
        text = view.text
        if edits := [*self._by_rules(text)]:
            # What is correct now is evidence for the rest, which the next round reads.
            yield from edits
            return
        document = Document(view.memory)
        suspects = document.suspects(text)
        first = next(suspects, None)
        # Most text does not need this check.
        if first and _is_binary(text):
            return
        if first and (mended := document.as_a_whole(text)):
            yield from self._between(text, mended, 0, "utf-8")
            return
        # Read everything before repairing anything: the proof of a transcoding may come last.
        lines = [(start, text[start:end]) for start, end in (first, *suspects)] if first else []
        lines = [line for line in lines if not _is_binary(line[1])]
        if mended := document.as_legacy(text, [line for _, line in lines]):
            yield from self._between(text, mended, 0, "legacy")
            return
        if document.doubtful:
            yield from self._doubts(text, document.doubtful)
        yield from self._parallels(text)
        yield from self._lost_quotes(text)
        yield from self._line_by_line(lines, document)

    def _line_by_line(self, lines: list[tuple[int, str]], document: Document) -> Iterator[Proposal]:
        """The changes that make lines correct, each by itself and by what all of them have proven."""
        wholes = [document.as_a_whole(line) for _, line in lines]
        suspicious = [not mended and document.read(line) for (_, line), mended in zip(lines, wholes, strict=True)]
        for (start, line), mended, is_suspicious in zip(lines, wholes, suspicious, strict=True):
            if mended:
                yield from self._between(line, mended, start, "utf-8")
            elif (is_suspicious and document.has_found) or sequences.CUE.search(line):
                yield from self._in_line(line, start, document)

    def _parallels(self, text: str) -> Iterator[Proposal]:
        """Letters that are lost in a word but present in the same word elsewhere."""
        found = [*lost_letters.fillings(text)]
        if found and _is_binary(text):
            return
        for start, end, letters in found:
            if len(letters) == 1:
                yield self.edit(start, end, letters[0], "lost-letter")
            else:
                reason = f"a letter is lost; words of this document have {' or '.join(letters)} there"
                yield self.refuse(start, end, letters[0], "lost-letter", reason)

    def _lost_quotes(self, text: str) -> Iterator[Proposal]:
        """Closing quotation marks whose last byte is lost."""
        for lost in lost_quotes(text):
            if lost.is_open:
                yield self.edit(lost.start, lost.end, "”", "lost-quote")
            else:
                reason = "the last byte of a quotation mark is lost, but no quotation is open"
                yield self.refuse(lost.start, lost.end, "”", "lost-quote", reason)

    def _doubts(self, text: str, found: search.Finding) -> Iterator[Refusal]:
        """Words that the lines of a text together let suspect, the first of each."""
        reason = f"may be {found.transcoding}, but the text has too little evidence"
        pooled = {word: right for _, _, right in found.words if (word := found.transcoding.damaged(right))}
        for word, right in pooled.items():
            if (start := text.find(word)) >= 0:
                yield self.refuse(start, start + len(word), right, "legacy", reason)

    def _between(self, text: str, mended: str, offset: int, rule: str) -> list[Edit]:
        """The edits that turn a text that was damaged throughout back into the original."""
        name, sure = self._rules[rule]
        # The constructor of a named tuple is Python code, and takes twice as long.
        new = tuple.__new__
        return [
            new(Edit, (start + offset, end + offset, right, name, sure))
            for start, end, right in differences(text, mended)
        ]

    def _by_rules(self, text: str) -> Iterator[Edit]:
        """The edits that the user's rules make."""
        if self._replacements:
            for change in self._user_rules.changes(text):
                yield self.edit(*change, "user")

    def _in_line(self, line: str, offset: int, document: Document) -> Iterator[Proposal]:
        """Repair one line, layer by layer, until nothing in it reads as mojibake any more."""
        runs = remaining = sequences.runs(line)
        mended = line
        edits: list[Edit] = []
        for _ in range(whole_text.MOST_LAYERS):
            layer = minimal(self._layer(mended, remaining, document), mended)
            if not layer:
                break
            edits = compose(edits, layer, line, mended)
            mended = apply(mended, layer)
            remaining = sequences.runs(mended)
        for edit in edits:
            yield edit.moved(offset)
        yield from self._refusals(line, runs, offset, bool(edits))

    def _refusals(
        self, line: str, runs: list[sequences.MojibakeRun], offset: int, is_mended: bool
    ) -> Iterator[Refusal]:
        """The parts of a line that look like mojibake and stay."""
        lossy = sequences.lossy(line, next((reading.changes for reading in sequences.agreed(runs)), []))
        for start, end in lossy:
            reason = "looks like mojibake with lost bytes, which cannot be restored"
            yield self.refuse(start + offset, end + offset, line[start:end], "utf-8", reason)
        for run in () if is_mended or lossy else runs:
            if not run.readings:
                reason = "looks like mojibake, but no known wrong decoding explains all of it"
                yield self.refuse(run.start + offset, run.end + offset, line[run.start : run.end], "utf-8", reason)

    def _layer(self, line: str, runs: list[sequences.MojibakeRun], document: Document) -> Iterator[Edit]:
        """The edits that undo one layer of damage."""
        found = document.explain(line)
        if found and all(finding.is_all and finding.gain >= whole_text.SURE for finding in found):
            yield from self._edits(found)
            return
        ways: dict[tuple[Edit, ...], float] = {}
        for reading in sequences.agreed(runs):
            edits = [self.edit(*change) for change in _untorn(line, reading.changes)]
            edits = [edit for edit in edits if not self._has_lost_nothing(line, edit, document)]
            least, rarity = (
                (_LEAST_GAIN_COMMON, 0.0) if sequences.is_common(reading.decoding) else (_LEAST_GAIN, _RARITY)
            )
            for way in (edits, [*map(self._closed_up, edits)]):
                if way and document.gain(line, way) >= least:
                    ways.setdefault(tuple(way), rarity)
        if found:
            # A run that is not UTF-8 as a whole may be text in another encoding, and so may the runs next to it.
            is_torn = any(run.is_bad and not run.readings for run in runs)
            is_rare = any(
                not (each.transcoding.true != "utf-8" or sequences.is_common(each.transcoding.wrong)) for each in found
            )
            ways = {**({} if is_torn else ways), tuple(self._edits(found)): _RARITY if is_rare else 0.0}
        yield from document.likeliest(line, ways)

    def _has_lost_nothing(self, line: str, edit: Edit, document: Document) -> bool:
        """Whether a letter before a space is more likely the end of a word than half of another: PÅ SVENSKA."""
        before = line[edit.start - 1 : edit.start]
        if line[edit.end - 1] != " " or not before.isupper():
            return False
        start, end = line.rfind(" ", 0, edit.start) + 1, line.find(" ", edit.end)
        words = line[start : end if end > 0 else len(line)]
        return document.gain(words, [edit.moved(-start)]) < 0

    def _closed_up(self, edit: Edit) -> Edit:
        """An edit without the space that is inserted after an `à` where it may have been inside a word."""
        is_grave = edit.rule == self._rules["a-grave-space"][0]
        return edit._replace(replacement=edit.replacement.rstrip(" ")) if is_grave else edit

    def _edits(self, findings: list[search.Finding]) -> Iterator[Edit]:
        for finding in findings:
            rule = "utf-8" if finding.transcoding.true == "utf-8" else "legacy"
            for start, end, word in finding.words:
                yield self.edit(start, end, word, rule)


def _is_binary(text: str) -> bool:
    return _MOST_CONTROLS * count_flagged(text, 0, len(text), _CONTROLS)[0] > len(text)


def _untorn(line: str, changes: list[sequences.Change]) -> list[sequences.Change]:
    """The changes outside of anything that has lost bytes."""
    lossy = sequences.lossy(line, changes)
    starts = [start for start, _ in lossy]
    return [
        each
        for each in changes
        if not lossy or each[0] < starts[0] or each[0] >= lossy[bisect_right(starts, each[0]) - 1][1]
    ]
