"""What a pass is: the one contract that built-in and third-party passes follow."""

from __future__ import annotations

import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, NoReturn, TypeVar

from textmend.edits import CharSubstitution, Edit, Refusal, expand, partition
from textmend.errors import OptionError, UnknownNameError
from textmend.lang.data_blocks import DataBlocks
from textmend.lang.text_kind import TextKind, text_kind
from textmend.passes import protect

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform

    from textmend.lang import Language
else:

    def dataclass_transform(**_):
        return lambda kind: kind


__all__ = [
    "CHARACTERS_PER_SURE",
    "EFFORTS",
    "SURE_CHANCE",
    "Cues",
    "Options",
    "Pass",
    "Proposal",
    "Rule",
    "Span",
    "View",
    "check_effort",
    "refusals_of",
]

Span = tuple[int, int]
Proposal = Edit | CharSubstitution | Refusal

# How much passes with a costly scorer read: what cues point at, all of any text that shows damage, or everything.
EFFORTS = ("light", "auto", "thorough")
# A text that has one certain fault in this many characters is damaged, and all of it is worth reading. In prose that
# lost one space in 500 there is one in 3,000; no clean document of the development prose comes near.
CHARACTERS_PER_SURE = 6_000
# A fault is certain from this confidence on. With 0.99, four in ten of the dashes that were lost between words that ran
# together would be given up.
SURE_CHANCE = 0.9


def check_effort(effort: str) -> None:
    """Raise `UnknownNameError` unless `effort` is one of `EFFORTS`."""
    if effort not in EFFORTS:
        raise UnknownNameError("effort", effort, EFFORTS)


class Rule(NamedTuple):
    """One kind of repair, with its own name and its own switch.

    Attributes:
        name: the name inside its pass, such as "apostrophe".
        mends: what it repairs, in a few words.
        leaves: what looks similar and is left alone.
        confidence: the measured precision of its edits, 0 to 1; for a rule that scores each edit, the
            precision of the least certain one it proposes.
    """

    name: str
    mends: str
    leaves: str
    confidence: float


class Cues(NamedTuple):
    """What triggers a pass, as plain data for the gate. A pass never sees a text without any of it.

    Attributes:
        characters: single characters.
        ranges: ranges of characters, both ends included.
        literals: strings of two or more characters.
        unknown_words: words of three letters or more that are not in the language's lexicon, and that could be
            several words without their spaces.
        fragments: the words not in the lexicon that could not be several, too.
        always: any text; the pass has one hit over all of it.
        tight_marks: marks between words without a space, and digits next to them (home.Then, of1996).
        damage: text that earlier passes have shown to be damaged (see `Pass.evidence`); the pass then has one hit
            over all of it.
        beyond_ascii: any character beyond ASCII, except `familiar`; the pass has one hit over all of its text.
        familiar: characters beyond ASCII that do not trigger it.
    """

    characters: str = ""
    ranges: tuple[tuple[str, str], ...] = ()
    literals: tuple[str, ...] = ()
    unknown_words: bool = False
    fragments: bool = False
    always: bool = False
    tight_marks: bool = False
    damage: bool = False
    beyond_ascii: bool = False
    familiar: str = ""


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Options:
    """The options of a pass; the base has none. A subclass names each with its type and its default.

    They are given by keyword, checked, and immutable. To check more than types, extend `__post_init__`.

    Attributes:
        defaults: the options by name, with their default values.
        renamed: the current names of options by old ones, which settings may still have; they give a warning.

    Raises:
        UnknownNameError: an unknown option is given.
        OptionError: a value is not of its default's type. A list of words may be any collection of strings.

    >>> class ShoutOptions(Options):
    ...     mark: str = "!"
    >>> ShoutOptions(mark="?")
    ShoutOptions(mark='?')
    """

    # A dataclass in all but name: the module `dataclasses` imports `inspect` and takes 10 ms to import.
    defaults: ClassVar[Mapping[str, object]] = {}
    renamed: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own = {name: value for name, value in vars(cls).items() if name in cls.__annotations__ and name != "renamed"}
        # A dataclass with slots is created twice, the second time with descriptors in place of the defaults.
        own = {name: value for name, value in own.items() if not isinstance(value, MemberDescriptorType)}
        cls.defaults = {**cls.defaults, **own}

    def __init__(self, **values: object) -> None:
        for old in values.keys() & self.renamed.keys():
            warnings.warn(f"option {old!r} was renamed to {self.renamed[old]!r}", DeprecationWarning, stacklevel=2)
            values[self.renamed[old]] = values.pop(old)
        for name in values:
            if name not in self.defaults:
                raise UnknownNameError("option", name, self.defaults)
        vars(self).update(self.defaults, **values)
        self.__post_init__()

    def __post_init__(self) -> None:
        for name, default in self.defaults.items():
            value, kind = getattr(self, name), type(default)
            if kind is tuple and not isinstance(value, str) and isinstance(value, Iterable):
                # The order of a set differs between processes, and what options are must not.
                value = tuple(sorted(value, key=str) if isinstance(value, set | frozenset) else value)
                object.__setattr__(self, name, value)
                if all(isinstance(member, str) for member in value):
                    continue
            elif isinstance(value, kind):
                continue
            wanted = "a list of strings" if kind is tuple else f"a {kind.__name__}"
            raise OptionError(f"option {name!r} takes {wanted}, not {value!r}")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"options are immutable; create new ones: {type(self).__name__}({name}={value!r})")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"


_ARROW = "=>"


def replacements(rules: Iterable[str]) -> dict[str, str]:
    """Map what is wrong to its replacement, for rules of the user: "wrong => right". Of duplicates the last one counts.

    Spaces and tabs around a side are not part of it. All other white space is: `Ã` and a no-break space are an à.

    Raises:
        OptionError: a rule is not written so.
    """
    found: dict[str, str] = {}
    for rule in rules:
        wrong, arrow, right = (part.strip(" \t") for part in rule.partition(_ARROW))
        if not (arrow and wrong):
            raise OptionError(f"a rule is written as 'wrong {_ARROW} right', not {rule!r}")
        found[wrong] = right
    return found


def refusals_of(proposals: Iterable[Proposal], text: str, reason: str) -> list[Refusal]:
    """Return refusals of all proposals; those that are refusals keep their reason."""
    substitutions, rest = partition(proposals)
    found = [each if isinstance(each, Refusal) else Refusal(each, reason) for each in rest]
    return [*found, *(Refusal(edit, reason) for edit in expand(substitutions, text))]


class View:
    """What a pass may look at: one text, the positions of its cues, and evidence about the document.

    Attributes:
        text: the text as the earlier passes left it.
        hits: sorted, disjoint spans that contain cues; the pass may widen them as needed. One hit over
            the whole text must lead to the same proposals.
        damage: where earlier passes have restored lost characters, in order, if that is enough for the length of the
            text to show that characters of it were lost.
        memory: what the pass wants to keep for the next round, in which most of the text is the same.
        least: the minimum confidence of an edit. A pass need not look at it, unless an edit includes others.
        skipped: the full names of rules that are switched off; the same.
    """

    def __init__(
        self,
        text: str,
        hits: Sequence[Span],
        load_language: Callable[[], Language],
        *,
        damage: Sequence[int] = (),
        memory: dict[Any, Any] | None = None,
        least: float = 0.0,
        skipped: Collection[str] = (),
    ) -> None:
        self.text = text
        self.hits = hits
        self.damage = damage
        self.memory: dict[Any, Any] = {} if memory is None else memory
        self.least = least
        self.skipped = skipped
        self._load_language = load_language
        self._guards: dict[frozenset[str], protect.Guard] = {}

    @cached_property
    def kind(self) -> TextKind:
        """The kind of the text, by its look."""
        return text_kind(self.text)

    @cached_property
    def blocks(self) -> DataBlocks:
        """The blocks of the text that are not prose, whatever the rest is."""
        return DataBlocks(self.text)

    @cached_property
    def language(self) -> Language:
        """The language data; loaded on first use."""
        return self._load_language()

    def guard(self, but: frozenset[str] = frozenset()) -> protect.Guard:
        """Whether a single position is protected, without looking at the rest of the text; see `protect.find`."""
        if but not in self._guards:
            self._guards[but] = protect.Guard(self.text, but)
        return self._guards[but]


OptionsT = TypeVar("OptionsT", bound=Options)


class Pass(ABC, Generic[OptionsT]):
    """Finds one family of damage and proposes edits; it never writes text.

    To add a pass, write one file with one subclass, and its fixtures. A pass that is not part of textmend is given to
    `Pipeline` as its class, or registered under the entry-point group `textmend.passes`. The pipeline drops proposals
    under its level, inside protected spans (`respects_protection`), and of rules that are switched off;
    a pass need not look at any of these.

    Class attributes:
        name: the file's name, the first half of every rule name, and what users type.
        rules: what it can do, one by one.
        renamed_rules: the current names of its rules by old ones, which settings and options may still have.
        evidence: those of its rules whose edits, where they are certain, show that a text has lost characters,
            so that a later pass may look for others.
        after: passes that must not come later in a pipeline, where both are in it.
        respects_protection: whether protected spans are out of bounds. Passes that repair characters
            work inside them too: a URL with mojibake is still damaged.
        prose_only: whether the pass is for prose, and all of a text that looks like data or a program is out of bounds.
        prose_rules: those of its rules for which this is so, where it is not for all.
        line_rules: the full names of those of its rules that remove whole lines, with the protected spans in them.
        text_rules: those of its rules that are for texts whatever they look like, but not for files of data.
        options_type: its options.
        main_option: the option that `Pipeline(quotes="typographic")` sets; empty for none.
    """

    name: ClassVar[str]
    rules: ClassVar[tuple[Rule, ...]]
    renamed_rules: ClassVar[Mapping[str, str]] = {}
    evidence: ClassVar[frozenset[str]] = frozenset()
    after: ClassVar[tuple[str, ...]] = ()
    respects_protection: ClassVar[bool] = True
    prose_only: ClassVar[bool] = False
    prose_rules: ClassVar[frozenset[str]] = frozenset()
    line_rules: ClassVar[frozenset[str]] = frozenset()
    text_rules: ClassVar[frozenset[str]] = frozenset()
    options_type: type[OptionsT]
    main_option: ClassVar[str] = ""

    def __init__(self, options: OptionsT | None = None) -> None:
        self.options: OptionsT = self.options_type() if options is None else options
        self._rules = {rule.name: (f"{self.name}/{rule.name}", rule.confidence) for rule in self.rules}

    @property
    @abstractmethod
    def cues(self) -> Cues:
        """What triggers this pass, given its options."""

    @property
    def enters(self) -> frozenset[str]:
        """Kinds of protected spans that the pass may edit, having better evidence of its own; see `protect.find`."""
        return frozenset()

    def is_for_prose(self, proposal: Proposal) -> bool:
        """Whether a proposal is for prose alone."""
        if self.prose_only or not self.prose_rules:
            return self.prose_only
        rule = proposal.edit.rule if isinstance(proposal, Refusal) else proposal.rule
        return rule.partition("/")[2] in self.prose_rules

    @property
    def data_files(self) -> tuple[str, ...]:
        """The paths of files that are not part of a package and that results depend on, such as a model of the user."""
        return ()

    @abstractmethod
    def propose(self, view: View) -> Iterable[Proposal]:
        """Yield edits of `view.text`, or a substitution, in any order, and refusals of what looked suspicious."""

    def edit(self, start: int, end: int, replacement: str, rule: str, confidence: float | None = None) -> Edit:
        """An edit by one of this pass's rules, by default with the rule's confidence."""
        name, sure = self._rules[rule]
        return Edit(start, end, replacement, name, sure if confidence is None else confidence)

    def deletions(self, spans: Iterable[Span], rule: str) -> list[Edit]:
        """Edits by one rule that delete some spans."""
        name, sure = self._rules[rule]
        # The constructor of a named tuple is Python code, and takes twice as long.
        new = tuple.__new__
        return [new(Edit, (start, end, "", name, sure)) for start, end in spans]

    def substitute(
        self, places: list[int], table: dict[str, str], rule: str, confidence: float | None = None
    ) -> CharSubstitution:
        """Edits by one rule at many positions, each of one character for another; see `CharSubstitution`."""
        name, sure = self._rules[rule]
        return CharSubstitution(places, table, name, sure if confidence is None else confidence)

    def refuse(
        self, start: int, end: int, replacement: str, rule: str, reason: str, confidence: float = 0.0
    ) -> Refusal:
        """A suspicion that is reported and not acted on."""
        return Refusal(self.edit(start, end, replacement, rule, confidence), reason)
