"""textmend mends text that extraction, wrong decoding and careless stripping have damaged.

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
    from textmend.edits import Edit
    from textmend.pipeline import Pipeline
    from textmend.result import Result

__all__ = ["Edit", "Pipeline", "Result", "__version__", "clean", "decode", "explain"]

# The build reads it here. To read it from the metadata of the build takes 20 ms at run time.
__version__ = "0.1.0"


@cache
def _default() -> Pipeline:
    from textmend.pipeline import Pipeline

    return Pipeline.preset("default")


def clean(text: str, /) -> str:
    """Return `text` mended by preset "default"; the same object when nothing needs mending."""
    return _default().clean(text)


def explain(text: str, /) -> Result:
    """Mend `text` by preset "default" and return it with every edit and every refusal."""
    return _default().explain(text)


def decode(data: bytes, /) -> str:
    """Return the text of bytes of unknown or mixed encoding; UTF-8 with stray bytes of Windows-1252 is read as both."""
    from textmend.formats import unknown

    return unknown.decode(data)


def __dir__() -> list[str]:
    return __all__


def __getattr__(name: str) -> object:
    # Importing textmend does nothing; what is behind the desk is fetched when it is asked for.
    if name == "Pipeline":
        from textmend.pipeline import Pipeline

        return Pipeline
    if name == "Result":
        from textmend.result import Result

        return Result
    if name == "Edit":
        from textmend.edits import Edit

        return Edit
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
