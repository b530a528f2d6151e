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
    from typing import Literal, overload

    from textmend.edits import Edit
    from textmend.errors import DecodeError
    from textmend.formats.detect_encoding import Decoded, Segment
    from textmend.pipeline.pipeline import Pipeline
    from textmend.pipeline.result import Result

__all__ = [
    "DecodeError",
    "Decoded",
    "Edit",
    "Pipeline",
    "Result",
    "Segment",
    "__version__",
    "clean",
    "decode",
    "explain",
]


@cache
def _default() -> Pipeline:
    from textmend.pipeline.pipeline import Pipeline

    return Pipeline.preset("default")


def clean(
    text: str,
    /,
    *,
    format: Literal["markdown", "html"] | None = None,  # noqa: A002  # the word that users expect
    pipeline: Pipeline | str | None = None,
) -> str:
    """Return `text` repaired; the same object if nothing needs repair.

    Args:
        text: the text.
        format: "markdown" or "html" if the text is written in it: only its prose is repaired, and code, link targets,
            tags and formulas are left alone. Without it, all of the text is prose.
        pipeline: a pipeline, or the name of a preset, by default "default".

    Raises:
        TypeError: `text` is not a str.
        UnknownNameError: there is no such preset or format.
        OptionError: the text cannot be parsed in its format.

    >>> clean("Run `a --b` to see the end ofthe war.", format="markdown")
    'Run `a --b` to see the end of the war.'
    """
    if format is not None:
        return explain(text, format=format, pipeline=pipeline).text
    return (_default() if pipeline is None else _chosen(pipeline)).clean(text)


def explain(
    text: str,
    /,
    *,
    format: Literal["markdown", "html"] | None = None,  # noqa: A002
    pipeline: Pipeline | str | None = None,
) -> Result:
    """Repair `text` as `clean` does and return the result with all edits and refusals, in positions of `text`."""
    chosen = _default() if pipeline is None else _chosen(pipeline)
    if format is None:
        return chosen.explain(text)
    from textmend.formats import markup

    return markup.explain(text, format, chosen)


def _chosen(pipeline: Pipeline | str) -> Pipeline:
    from textmend.pipeline.pipeline import Pipeline

    return Pipeline.of(pipeline)


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
    found = detect_encoding.decode(data)
    if errors == "report":
        return found
    return detect_encoding.checked(found, data) if errors == "strict" else found.text


def __dir__() -> list[str]:
    return __all__


def __getattr__(name: str) -> object:
    # Importing textmend does nothing; everything else is imported on first use.
    if name == "Pipeline":
        from textmend.pipeline.pipeline import Pipeline

        return Pipeline
    if name == "Result":
        from textmend.pipeline.result import Result

        return Result
    if name == "Edit":
        from textmend.edits import Edit

        return Edit
    if name in ("Decoded", "Segment"):
        from textmend.formats import detect_encoding

        return getattr(detect_encoding, name)
    if name == "DecodeError":
        from textmend.errors import DecodeError

        return DecodeError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
