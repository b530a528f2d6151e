"""textmend repairs text damaged by PDF extraction, wrong encodings and lossy cleaning.

>>> import textmend
>>> textmend.clean("the war ofthe roses")
'the war of the roses'
>>> for edit in textmend.explain("the war ofthe roses").edits:
...     print(edit.start, repr(edit.replacement), edit.rule)
10 ' ' spacing/split
"""

from __future__ import annotations

from functools import cache

from textmend.version import __version__

TYPE_CHECKING = False  # as type checkers know it; importing `typing` takes longer than everything else here

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Literal, Unpack, overload

    from textmend.edits import Edit, Refusal
    from textmend.errors import DecodeError, TextmendError
    from textmend.formats.detect_encoding import Decoded, Segment
    from textmend.passes.base import Pass, Rule
    from textmend.pipeline.pipeline import Pipeline, PipelineLike
    from textmend.pipeline.presets import Preset, PresetName
    from textmend.pipeline.result import Result
    from textmend.pipeline.signatures import CleanSettings

__all__ = [
    "DecodeError",
    "Decoded",
    "Edit",
    "Pipeline",
    "Refusal",
    "Result",
    "Segment",
    "TextmendError",
    "__version__",
    "clean",
    "decode",
    "explain",
    "passes",
    "presets",
    "rules",
]


@cache
def _default() -> Pipeline:
    from textmend.pipeline.pipeline import Pipeline

    return Pipeline.preset("default")


def _first_clean(text: str) -> str:
    global _clean  # noqa: PLW0603  # a short text is cleaned in 0.4 µs, to which a call that looks it up adds a tenth
    _clean = _default().clean
    return _clean(text)


_clean: Callable[[str], str] = _first_clean


def clean(
    text: str,
    /,
    *,
    format: Literal["markdown", "html"] | None = None,  # noqa: A002  # the word that users expect
    pipeline: PipelineLike | None = None,
    **settings: Unpack[CleanSettings],
) -> str:
    """Return `text` repaired; the same object if nothing needs repair.

    The pipeline for the settings is built on the first call with them, and kept.

    Args:
        text: the text.
        preset: the name of a preset, by default "default"; `textmend.presets()` lists them.
        level: the minimum confidence of an edit: "safe" (0.99), "likely" (0.90), "guess" (0.70), or a number from 0 to
            1. By default, each pass of the preset has its own level.
        lang: the language of the text, as an ISO 639-1 code, by default "en".
        words: words that are never split or joined, such as names and terms.
        only: the passes of the preset to run; all by default.
        skip: passes to skip, and rules ("characters/ligature") to switch off.
        options: the options of passes: `{"quotes": {"style": "typographic", "locale": "de-CH"}}`.
        main_options: the main option of the passes `quotes`, `dashes`, `ascii`, `mojibake` and `spacing`, each by the
            name of the pass: `quotes="typographic"`.
        format: "markdown" or "html" if the text is written in it: only its prose is repaired, and code, link targets,
            tags and formulas are left alone. Without it, all of the text is prose.
        pipeline: a pipeline, the name of a preset, or a spec, in place of all settings before `format`.

    Raises:
        TypeError: `text` is not a str.
        UnknownNameError: there is no such preset, level, language, pass, rule, option or format.
        OptionError: a setting has an unusable value, or the text cannot be parsed in its format.

    >>> clean("\u201cThe war ofthe roses\u201d, a--b", preset="typographic", skip=["dashes"], words=["ofthe"])
    '“The war ofthe roses”, a--b'
    >>> clean("Run `a --b` to see the end ofthe war.", format="markdown")
    'Run `a --b` to see the end of the war.'
    """
    if format is None and pipeline is None and not settings:
        return _clean(text)
    if format is not None:
        return explain(text, format=format, pipeline=pipeline, **settings).text
    return _chosen(pipeline, settings).clean(text)


def explain(
    text: str,
    /,
    *,
    format: Literal["markdown", "html"] | None = None,  # noqa: A002
    pipeline: PipelineLike | None = None,
    **settings: Unpack[CleanSettings],
) -> Result:
    """Repair `text` as `clean` does and return the result with all edits and refusals, in positions of `text`.

    Args and exceptions are those of `clean`.

    >>> result = explain("the war ofthe roses", level=0.95)
    >>> result
    <Result: 1 edit, 0 refused; 'the war of the roses'>
    >>> [(edit.line, edit.column, edit.before, edit.replacement, edit.rule) for edit in result.edits]
    [(1, 11, '', ' ', 'spacing/split')]
    """
    chosen = _chosen(pipeline, settings) if settings or pipeline is not None else _default()
    if format is None:
        return chosen.explain(text)
    from textmend.formats import markup

    return markup.explain(text, format, chosen)


def _chosen(pipeline: PipelineLike | None, settings: CleanSettings) -> Pipeline:
    from textmend.pipeline.chosen import chosen

    return chosen(pipeline, settings)


def presets() -> dict[PresetName, Preset]:
    """Return the presets by name: what each is for, and its passes with their levels and options.

    >>> presets()["safe"].purpose
    'LLM training data and archives: repairs only, no change of style'
    """
    from textmend.pipeline.presets import PRESETS

    return dict(PRESETS)


if TYPE_CHECKING:

    def passes() -> dict[str, type[Pass[Any]]]:
        """Return all passes by name, those of installed packages too; see `textmend.passes`."""


def rules() -> dict[str, Rule]:
    """Return all rules by name, as `skip` takes them: what each repairs, what it leaves alone, and its confidence.

    >>> rules()["spacing/split"].mends
    'inserts the missing space between words that ran together (ofthe, saidthat, theUnited)'
    """
    from textmend.passes import classes

    return {f"{name}/{rule.name}": rule for name, kind in classes().items() for rule in kind.rules}


if TYPE_CHECKING:

    @overload
    def decode(data: bytes, /, *, errors: Literal["replace", "strict"] = "replace") -> str: ...
    @overload
    def decode(data: bytes, /, *, errors: Literal["report"]) -> Decoded: ...


def decode(data: bytes, /, *, errors: Literal["replace", "report", "strict"] = "replace") -> str | Decoded:
    """Decode bytes of unknown or mixed encoding. Line endings are preserved; a byte order mark (BOM) is removed.

    Data without a BOM is decoded as UTF-8 if it is valid UTF-8. Otherwise it is decoded line by line: as UTF-8, as one
    of about twenty legacy encodings, or as UTF-8 with parts in a legacy encoding, whichever gives the most likely text
    for the whole data. A valid UTF-8 sequence is decoded as another encoding only if that explains the whole data far
    better.

    An incomplete character, such as one at the end of truncated data, becomes U+FFFD, which shows that something is
    missing. A byte that is undefined in the encoding of its line is decoded as Latin-1, so that no byte is lost. Data
    that is not text, such as an image, is also decoded as Latin-1.

    Args:
        data: the bytes.
        errors: "replace" returns the most likely text; "report" returns it with the encoding of each segment and the
            margin over the next most likely encoding; "strict" raises an exception if anything is uncertain.

    Raises:
        TypeError: `data` is not bytes.
        DecodeError: with `errors="strict"`, if two encodings are about equally likely, a character is incomplete, or a
            byte is undefined.
        OptionError: `errors` has any other value.

    >>> decode(b"na\\xc3\\xafve caf\\xc3\\xa9\\nGr\\xf6\\xdfe")
    'naïve café\\nGröße'
    >>> [segment[:3] for segment in decode(b"caf\\xc3\\xa9, \\x93so\\x94", errors="report").segments]
    [(0, 7, 'utf-8'), (7, 11, 'cp1252')]
    """
    from textmend.formats import detect_encoding

    if errors not in ("replace", "report", "strict"):
        from textmend.errors import OptionError

        raise OptionError(f"errors={errors!r} is not one of 'replace', 'report', 'strict'")
    if not isinstance(data, bytes):
        remedy = "a str is decoded already: textmend.clean(text)" if isinstance(data, str) else "read a file as bytes"
        raise TypeError(f"data is bytes, not {type(data).__name__}; {remedy}")
    found = detect_encoding.decode(data)
    if errors == "report":
        return found
    return detect_encoding.checked(found, data) if errors == "strict" else found.text


def __dir__() -> list[str]:
    return __all__


_HOMES = {
    "Pipeline": "textmend.pipeline.pipeline",
    "Result": "textmend.pipeline.result",
    "Edit": "textmend.edits",
    "Refusal": "textmend.edits",
    "Decoded": "textmend.formats.detect_encoding",
    "Segment": "textmend.formats.detect_encoding",
    "DecodeError": "textmend.errors",
    "TextmendError": "textmend.errors",
}


def __getattr__(name: str) -> object:
    # Importing textmend does nothing; everything else is imported on first use.
    from importlib import import_module

    if name == "passes":  # the package of the passes, which can be called
        return import_module("textmend.passes")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
