"""What a pipeline is, as plain data: its spec, and the fingerprint, the equality and the pickling that follow from it.

Frameworks compare, cache and send a pipeline by its identity. Nothing that a pipeline has computed belongs to it, so it
is the same before and after use, for every hash seed and in every process.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from textmend import lang as language_data
from textmend.errors import OptionError, PassError, UnknownNameError, VersionMismatchError
from textmend.passes.base import Pass
from textmend.pipeline.presets import Step
from textmend.version import __version__

if TYPE_CHECKING:
    from typing import Self

    from textmend.pipeline.presets import PresetName

__all__ = ["Specifiable"]

_Own = type[Pass[Any]] | Pass[Any] | None

# The keys of a spec and of a pass in it; those with None need not be there.
_SPEC_KEYS: Mapping[str, type | None] = {
    "textmend": None, "data": None, "lang": str, "passes": list, "skip_rules": list,
}  # fmt: skip
_PASS_KEYS: Mapping[str, type | None] = {
    "name": str, "level": object, "options": dict, "class": None, "code": None, "files": None,
}  # fmt: skip


class Specifiable:
    """A pipeline with an identity: the base of `Pipeline`."""

    steps: tuple[Step, ...]
    lang: str
    _passes: Sequence[Pass[Any]]
    _skipped_rules: frozenset[str]

    if TYPE_CHECKING:

        def __init__(self, passes: Iterable[Step], /, *, lang: str, skip_rules: Iterable[str]) -> None: ...
        @classmethod
        def preset(cls, name: PresetName, /) -> Self: ...

    @classmethod
    def of(cls, given: Self | str | Mapping[str, object], /) -> Self:
        """Return the pipeline for the name of a preset or for a spec; a pipeline is returned as it is.

        Raises:
            UnknownNameError: there is no such preset.
            OptionError: it is none of these; and all that `from_spec` raises.
        """
        if isinstance(given, cls):
            return given
        if isinstance(given, str):
            return cls._preset(given)
        if isinstance(given, Mapping):
            return cls.from_spec(given)
        raise OptionError(f"a pipeline is a Pipeline, the name of a preset or a spec, not {given!r}")

    @classmethod
    @cache
    def _preset(cls, name: str) -> Self:
        return cls.preset(cast("PresetName", name))

    def spec(self) -> dict[str, object]:
        """Return all that determines the results of this pipeline, as data that JSON can represent.

        Equal pipelines have equal specs, also if an option was given in one and is the default of the other.

        Keys:
            textmend: the version of textmend.
            data: the SHA-256 of the language data.
            lang: the language.
            passes: for each pass its `name`, `level` (a name, or a number if it has none) and `options`, all of them;
                for a pass that is not part of textmend also the SHA-256 of the file that defines it (`code`), and if it
                is not registered, its `class`, as "module:Class".
            skip_rules: the rules that are switched off, sorted.

        Raises:
            PassError: a pass was given as an instance of a class with an `__init__` of its own, or an option is not
                plain data, so that its state cannot be described.
        """
        for step, mender in zip(self.steps, self._passes, strict=True):
            if _has_state(step, mender):
                raise PassError(
                    f"pass {mender.name!r} is an instance of a class with an __init__ of its own, so its state is not "
                    "known; let its options_type have what __init__ takes"
                )
        return self._spec()

    @classmethod
    def from_spec(cls, spec: Mapping[str, object], /) -> Self:
        """Build the pipeline that a spec describes. For a pass with a `class`, its module is imported: use such a spec
        only if you trust it.

        The keys `textmend`, `data` and `code` are compared with what is installed here. Remove them from a spec to
        build its pipeline with another version, whose results may differ.

        Raises:
            VersionMismatchError: the spec was made with another version, other data, or other code of a pass.
            OptionError: it is not a spec.
            UnknownNameError: it has an unknown key, pass, level, language, rule or option.
            PassError: a class does not exist, or is not a pass.
        """
        return cls._built(spec, ())

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of the spec, in hexadecimal: two pipelines with the same one give the same results.

        Raises:
            PassError: as for `spec`.
        """
        return _sha256(_as_json(self.spec()))

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._key == other._key

    def __hash__(self) -> int:
        return hash((self.lang, self._skipped_rules, *((step.name, step.level) for step in self.steps)))

    def __dask_tokenize__(self) -> tuple[str, str]:
        return "textmend.Pipeline", self.fingerprint

    def __reduce__(self) -> tuple[Callable[..., Specifiable], tuple[object, ...]]:
        # One string, and not a dict: whether two equal strings in it are one object would show in the pickle. Classes
        # are pickled too, so that those of a notebook are found wherever the pickler can send them.
        steps = zip(self.steps, self._passes, strict=True)
        own = [None if _is_registered(*each) else each[1] if _has_state(*each) else type(each[1]) for each in steps]
        return _unpickled, (type(self), _as_json(self._spec()), *own)

    def __copy__(self) -> Self:
        return self  # nothing of it changes

    def __deepcopy__(self, _: object) -> Self:
        return self

    @property
    def _key(self) -> tuple[object, ...]:
        passes = zip(self.steps, self._passes, strict=True)
        described = (
            (step.level, type(mender), mender if _has_state(step, mender) else mender.options)
            for step, mender in passes
        )
        return self.lang, self._skipped_rules, *described

    def _spec(self) -> dict[str, object]:
        return {
            "textmend": __version__,
            "data": language_data.data_hash(),
            "lang": self.lang,
            "passes": [_described(step, mender) for step, mender in zip(self.steps, self._passes, strict=True)],
            "skip_rules": sorted(self._skipped_rules),
        }

    @classmethod
    def _built(cls, spec: Mapping[str, object], own: Sequence[_Own]) -> Self:
        """Build the pipeline of a spec, with these passes in place of those that it names by their class."""
        given = _checked("a spec", spec, _SPEC_KEYS)
        _compare(given, "textmend", __version__, "version of textmend")
        _compare(given, "data", language_data.data_hash(), "language data")
        entries = [_checked("a pass of a spec", entry, _PASS_KEYS) for entry in given["passes"]]
        own = own or [_imported(entry["class"]) if "class" in entry else None for entry in entries]
        steps = [
            Step(entry["name"], entry["level"], {} if isinstance(each, Pass) else entry["options"], each)
            for entry, each in zip(entries, own, strict=True)
        ]
        built = cls(steps, lang=given["lang"], skip_rules=given["skip_rules"])
        for entry, mender in zip(entries, built._passes, strict=True):
            _compare(
                entry,
                "code",
                "" if _is_ours(type(mender)) else _code_hash(type(mender)),
                f"code of the pass {mender.name!r}",
            )
            _compare(entry, "files", _files_hash(mender), f"files that the options of the pass {mender.name!r} name")
        return built


def _unpickled(kind: type[Specifiable], spec: str, *own: _Own) -> Specifiable:
    return kind._built(json.loads(spec), own)


def _as_json(spec: Mapping[str, object]) -> str:
    return json.dumps(spec, sort_keys=True, separators=(",", ":"))


def _described(step: Step, mender: Pass[Any]) -> dict[str, object]:
    options = {} if _has_state(step, mender) else _plain_options(mender)
    found: dict[str, object] = {"name": step.name, "level": step.level, "options": options}
    kind = type(mender)
    if not _is_ours(kind):
        found["code"] = _code_hash(kind)
    if not _is_registered(step, mender):
        found["class"] = f"{kind.__module__}:{kind.__qualname__}"
    if mender.data_files:
        found["files"] = _files_hash(mender)
    return found


def _is_ours(kind: type[Pass[Any]]) -> bool:
    return kind.__module__.startswith("textmend.passes.")


def _is_registered(step: Step, mender: Pass[Any]) -> bool:
    """True if the name of a pass is enough to find its class."""
    return step.own is None or _is_ours(type(mender))


def _has_state(step: Step, mender: Pass[Any]) -> bool:
    """True if a pass was given as an instance and may have more state than its options."""
    return isinstance(step.own, Pass) and type(mender).__init__ is not Pass.__init__


def _plain_options(mender: Pass[Any]) -> dict[str, object]:
    options = mender.options
    return {name: _plain(getattr(options, name), f"{mender.name}.{name}") for name in sorted(options.defaults)}


def _plain(value: object, option: str) -> object:
    """Return an option as JSON has it: tuples are lists, sets are sorted.

    Raises:
        PassError: it is an object of another kind.
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, set | frozenset):
        return sorted((_plain(member, option) for member in value), key=repr)
    if isinstance(value, list | tuple):
        return [_plain(member, option) for member in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key], option) for key in sorted(value, key=str)}
    raise PassError(f"option {option} is {value!r}, which a spec cannot have; use strings, numbers, lists and mappings")


@cache
def _code_hash(kind: type) -> str:
    """The SHA-256 of the file that defines a class; "" if there is none, as in a notebook, or it is the script that
    runs, which is another one in each process.
    """
    path = getattr(sys.modules.get(kind.__module__), "__file__", None)
    return "" if path is None or kind.__module__ == "__main__" else _file_hash(path)


def _files_hash(mender: Pass[Any]) -> str:
    return _sha256("".join(map(_file_hash, mender.data_files)))


def _sha256(text: str) -> str:
    from hashlib import sha256  # takes 3 ms to import, which only those pay who ask for a fingerprint

    return sha256(text.encode()).hexdigest()


def _file_hash(path: str) -> str:
    """The SHA-256 of a file; "" if it cannot be read: whoever needs it reports that better."""
    from hashlib import file_digest

    try:
        with open(path, "rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _checked(what: str, given: object, keys: Mapping[str, type | None]) -> dict[str, Any]:
    """Return a part of a spec with what it leaves out.

    Raises:
        OptionError: it is not a mapping, or a value is of the wrong type, or missing.
        UnknownNameError: it has another key.
    """
    if not isinstance(given, Mapping):
        raise OptionError(f"{what} is a mapping, as Pipeline.spec() returns it, not {given!r}")
    for key in given:
        if key not in keys:
            raise UnknownNameError(f"key in {what}:", key, keys)
    for key, kind in keys.items():
        if kind is not None and not isinstance(given.get(key), kind):
            raise OptionError(f"{what} needs {key!r}, a {kind.__name__}, as Pipeline.spec() writes it")
    return dict(given)


def _compare(given: Mapping[str, Any], key: str, here: str, what: str) -> None:
    if given.get(key, here) != here:
        raise VersionMismatchError(what, str(given[key]), here, key)


def _imported(name: str) -> type[Pass[Any]]:
    """Import a class by "module:Class".

    Raises:
        PassError: there is no such class, or it is not a pass.
    """
    module, _, path = str(name).partition(":")
    try:
        found: Any = import_module(module)
        for part in path.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError, ValueError) as error:
        raise PassError(
            f"the class {name!r} of a spec cannot be imported ({error}); define it in a module that is installed"
        ) from error
    if not (isinstance(found, type) and issubclass(found, Pass)):
        raise PassError(f"{name!r} in a spec is not a subclass of textmend.passes.base.Pass")
    return found
