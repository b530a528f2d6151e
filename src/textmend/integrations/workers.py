"""A pipeline on its way from a driver to the workers of an engine, which have to have what the driver has."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from textmend.errors import TextmendError
from textmend.pipeline.pipeline import Pipeline

__all__ = ["WorkerPipeline", "stamp"]

# The packages whose versions affect results.
_PACKAGES = ("ftfy", "onnxruntime", "regex", "unidecode")


@cache
def stamp() -> Mapping[str, str]:
    """Return what the results here depend on besides the pipeline: versions, and the hash of the language data."""
    spec = Pipeline([]).spec()
    ours = {"textmend": str(spec["textmend"]), "data": str(spec["data"])[:16], "unicode": unicodedata.unidata_version}
    return ours | {name: _version(name) for name in _PACKAGES}


class WorkerPipeline:
    """A pipeline that is sent as its spec, with the stamp of the driver, and built by each process that uses it.

    Args:
        pipeline: the pipeline.

    Raises:
        PassError: a pass of the pipeline has a state that cannot be sent.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        self._spec = pipeline.spec()
        self._stamp = stamp()
        self._built: Pipeline | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_built": None}

    def pipeline(self) -> Pipeline:
        """Return the pipeline, built once in each process.

        Raises:
            TextmendError: the results here could differ from those of the driver.
        """
        if self._built is None:
            here = stamp()
            if here != self._stamp:
                raise TextmendError(
                    f"this worker has {_described(here, self._stamp)}, the driver has {_described(self._stamp, here)}, "
                    "so results could differ; install the same versions everywhere"
                )
            self._built = Pipeline.from_spec(self._spec)
        return self._built


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def _described(stamp: Mapping[str, str], other: Mapping[str, str]) -> str:
    """Return all of a stamp, what differs first."""
    ordered = sorted(stamp, key=lambda name: (stamp[name] == other.get(name), list(stamp).index(name)))
    return ", ".join(f"{name} {stamp[name]}" for name in ordered)
