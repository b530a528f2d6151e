"""What pipelines take, as type checkers see it: they find a misspelt preset, option or style before the program runs.

At run time the main options of passes come as a mapping by name, because a pass that is not part of textmend can have
any name. `tests/test_signatures.py` compares these types with the passes, and runs mypy on programs that use them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar

__all__ = [
    "DashStyle",
    "Effort",
    "Footnotes",
    "Furniture",
    "QuoteStyle",
    "Spelling",
    "UnicodeForm",
    "from_preset",
    "init",
    "with_signature_of",
]

Effort = Literal["light", "auto", "thorough"]
UnicodeForm = Literal["NFC", "NFKC", ""]
DashStyle = Literal["auto", "em", "spaced-em", "spaced-en", "raya"]
Footnotes = Literal["move", "keep"]
Furniture = Literal["remove", "mark", "keep"]
QuoteStyle = Literal["straight", "typographic", "consistent", "keep"]
Spelling = Literal["de", "da", "no", "nb", "nn", "uk", "bg", ""]

# What follows costs half a millisecond, and only type checkers read it.
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypedDict, Unpack

    from textmend.passes.base import Pass
    from textmend.pipeline.presets import Level, PresetName, Step

    class AsciiOptions(TypedDict, total=False):
        language: Spelling

    class CharactersOptions(TypedDict, total=False):
        entities: bool
        form: UnicodeForm
        ellipsis: bool
        bullets: bool
        fractions: bool
        scripts: bool
        homoglyphs: bool
        transport: bool

    class DashesOptions(TypedDict, total=False):
        effort: Effort
        style: DashStyle
        locale: str
        hyphens: bool
        model: str

    class LayoutOptions(TypedDict, total=False):
        width: int
        furniture: Furniture
        footnotes: Footnotes

    class MojibakeOptions(TypedDict, total=False):
        replacements: Iterable[str]

    class QuotesOptions(TypedDict, total=False):
        style: QuoteStyle
        locale: str
        marks: str
        angled: bool

    class SpacingOptions(TypedDict, total=False):
        words: Iterable[str]
        effort: Effort
        broken: bool

    class PassOptions(TypedDict, total=False):
        """The options of the passes in presets, by the name of the pass."""

        ascii: AsciiOptions
        characters: CharactersOptions
        dashes: DashesOptions
        layout: LayoutOptions
        mojibake: MojibakeOptions
        quotes: QuotesOptions
        spacing: SpacingOptions

    class Settings(TypedDict, total=False):
        """What every pipeline of a preset takes: general settings, and the main options of passes."""

        lang: str
        level: Level | None
        words: Iterable[str]
        options: PassOptions | None
        ascii: Spelling
        dashes: DashStyle
        mojibake: Iterable[str]
        quotes: QuoteStyle
        spacing: Iterable[str]

    class CleanSettings(TypedDict, total=False):
        """What `textmend.clean` takes: a preset and its settings; None is as if it was not given."""

        preset: PresetName | None
        level: Level | None
        lang: str | None
        words: Iterable[str] | None
        only: Iterable[str] | None
        skip: Iterable[str] | None
        options: PassOptions | None
        ascii: Spelling | None
        dashes: DashStyle | None
        mojibake: Iterable[str] | None
        quotes: QuoteStyle | None
        spacing: Iterable[str] | None


ParamsT = ParamSpec("ParamsT")
ReturnT = TypeVar("ReturnT")
PipelineT = TypeVar("PipelineT")


def with_signature_of(_: Callable[ParamsT, ReturnT]) -> Callable[[Callable[..., Any]], Callable[ParamsT, ReturnT]]:
    """Give a function, for type checkers, the signature of another one."""
    return lambda function: function


def init(
    self: Any,
    passes: Iterable[str | type[Pass[Any]] | Pass[Any] | Step],
    /,
    *,
    lang: str = ...,
    level: Level | None = ...,
    words: Iterable[str] = ...,
    skip_rules: Iterable[str] = ...,
    options: Mapping[str, Mapping[str, object]] | PassOptions | None = ...,
    ascii: Spelling = ...,  # noqa: A002
    dashes: DashStyle = ...,
    mojibake: Iterable[str] = ...,
    quotes: QuoteStyle = ...,
    replace: Iterable[str] = ...,
    spacing: Iterable[str] = ...,
    **choices: object,
) -> None:
    """`Pipeline.__init__`; `choices` are the main options of passes that are not part of textmend."""


def from_preset(
    cls: type[PipelineT],
    name: PresetName = ...,
    /,
    *,
    only: Iterable[str] | None = ...,
    skip: Iterable[str] = ...,
    **settings: Unpack[Settings],
) -> PipelineT:
    """`Pipeline.preset`."""
    raise NotImplementedError  # only its signature is used
