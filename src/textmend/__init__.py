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

TYPE_CHECKING = False  # as type checkers know it; importing `typing` takes longer than all else here

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

# The build reads it here. To read it from the metadata of the build takes 20 ms at run time.
__version__ = "0.1.0"


@cache
def _default() -> Pipeline:
    from textmend.pipeline.pipeline import Pipeline

    return Pipeline.preset("default")


def clean(text: str, /) -> str:
    """Return `text` mended by preset "default"; the same object when nothing needs mending."""
    return _default().clean(text)


def explain(text: str, /) -> Result:
    """Mend `text` by preset "default" and return it with every edit and every refusal."""
    return _default().explain(text)


if TYPE_CHECKING:

    @overload
    def decode(data: bytes, /, *, errors: Literal["replace", "strict"] = "replace") -> str: ...
    @overload
    def decode(data: bytes, /, *, errors: Literal["report"]) -> Decoded: ...


def decode(data: bytes, /, *, errors: Literal["replace", "report", "strict"] = "replace") -> str | Decoded:
    """Return the text of bytes of unknown or mixed encoding. Line ends stay; a byte order mark goes.

    Data without a mark is UTF-8 where it is valid UTF-8. Else it is read line by line: as UTF-8, as one of some twenty
    legacy encodings, or as UTF-8 with parts of one in it, in the way in which the whole is likeliest as text. A valid
    sequence of UTF-8 is read as another encoding only where that explains the whole of the data far better.

    What is left of a character that was cut, as where data ends at a length, becomes U+FFFD: so it shows that something
    is missing. A byte that the encoding of its line has nothing for becomes what Latin-1 has, so that no byte is lost;
    so does all of what is no text, such as a picture.

    Args:
        data: the bytes.
        errors: "replace" to return the likeliest text; "report" to return it with an account of what was read how, and
            of how near the next reading is; "strict" to raise where that leaves anything open.

    Raises:
        DecodeError: with `errors="strict"`, two readings are near each other, a character was cut, or a byte stands for
            nothing.
        OptionError: `errors` is none of the three.

    >>> decode(b"na\\xc3\\xafve caf\\xc3\\xa9\\nGr\\xf6\\xdfe")
    'naïve café\\nGröße'
    >>> [segment[:3] for segment in decode(b"caf\\xc3\\xa9, \\x93so\\x94", errors="report").segments]
    [(0, 7, 'utf-8'), (7, 11, 'cp1252')]
    """
    from textmend.formats import detect_encoding

    if errors not in ("replace", "report", "strict"):
        from textmend.errors import OptionError

        raise OptionError(f"errors={errors!r} is none of 'replace', 'report', 'strict'")
    found = detect_encoding.decode(data)
    if errors == "report":
        return found
    return detect_encoding.checked(found, data) if errors == "strict" else found.text


def __dir__() -> list[str]:
    return __all__


def __getattr__(name: str) -> object:
    # Importing textmend does nothing; what is behind the desk is fetched when it is asked for.
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
