"""Build the passes of a pipeline from names, classes and options, and check them."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

import textmend.passes as registry
from textmend.errors import OptionError, PassError, UnknownNameError
from textmend.gate.cues import Trigger
from textmend.passes.base import Cues, Options, Pass, Rule
from textmend.pipeline.presets import Level, Step, named_level, preset

__all__ = [
    "as_step",
    "build_pass",
    "check_order",
    "check_rule",
    "classes_of",
    "listed",
    "merged_options",
    "steps_at",
    "steps_of_preset",
    "trigger_of",
]

# The pass that words are for.
_WORDS_PASS = "spacing"

Classes = Mapping[str, type[Pass[Any]]]
NameT = TypeVar("NameT")


def as_step(given: str | type[Pass[Any]] | Pass[Any] | Step) -> Step:
    """Return the step of a pass that is given by its name, its class, or an instance; a step is returned as it is.

    Raises:
        PassError: it is something else, or a class that is not a complete pass.
    """
    if isinstance(given, Step):
        return given
    if isinstance(given, str):
        return Step(given)
    kind = given if isinstance(given, type) else type(given)
    if not issubclass(kind, Pass):
        raise PassError(
            "a pipeline takes names of passes, and subclasses of textmend.passes.base.Pass or instances of them; "
            f"{_shown(given)} is none of these"
        )
    _check_class(kind)
    return Step(kind.name, own=given)


def steps_at(level: Level | None, passes: Iterable[str | type[Pass[Any]] | Pass[Any] | Step]) -> tuple[Step, ...]:
    """Return the steps of passes, each at this level, or at its own if there is none.

    Raises:
        PassError: as for `as_step`.
        UnknownNameError, OptionError: there is no such level.
    """
    steps = [as_step(each) for each in listed("passes", passes)]
    return tuple(step._replace(level=named_level(step.level if level is None else level)) for step in steps)


def steps_of_preset(name: str, only: Iterable[str] | None, skip: Iterable[str]) -> tuple[list[Step], list[str]]:
    """Return the steps of a preset that are wanted, and the rules that are switched off.

    Raises:
        UnknownNameError: a name does not exist, or `only` has a pass that the preset does not include.
    """
    steps = preset(name).steps
    known = [step.name for step in steps]
    skip = listed("skip", skip)
    only = known if only is None else listed("only", only)
    for wanted in only:
        if wanted not in known:
            raise UnknownNameError(f"pass in preset {name!r}:", wanted, known)
    for pass_name in skip:
        if "/" not in pass_name:
            registry.get(pass_name)
    return [s for s in steps if s.name in only and s.name not in skip], [rule for rule in skip if "/" in rule]


def classes_of(steps: Sequence[Step]) -> Classes:
    """Return the class of each pass by its name.

    Raises:
        UnknownNameError: a name is not that of a registered pass.
        PassError: two classes have one name.
    """
    classes: dict[str, type[Pass[Any]]] = {}
    for step in steps:
        if step.own is None:
            kind = registry.get(step.name)
        else:
            kind = step.own if isinstance(step.own, type) else type(step.own)
            if step.name != kind.name:
                raise PassError(f"the step {step.name!r} has a pass of another name: {kind.__name__}, {kind.name!r}")
        if classes.setdefault(step.name, kind) is not kind:
            raise PassError(f"two different passes are called {step.name!r}; give yours a name of its own")
    return classes


def merged_options(
    options: Mapping[str, Mapping[str, object]],
    choices: Mapping[str, object],
    classes: Classes,
    words: Iterable[str] = (),
) -> dict[str, dict[str, object]]:
    """Merge all ways of giving options into one mapping, and check the names of the passes.

    Args:
        options: by the name of the pass and the name of the option.
        choices: the main option, by the name of the pass.
        classes: the passes.
        words: words for the pass `spacing`, in addition to those of its option.
    """
    for name in (*options, *choices):
        if name not in classes:
            raise UnknownNameError("pass in options (not in the pipeline)", name, classes)
    for name, values in options.items():
        if not isinstance(values, Mapping):
            raise OptionError(
                f"options of a pass are given by name, as in {{{name!r}: {{'OPTION': …}}}}, not {values!r}"
            )
    merged = {name: dict(values) for name, values in options.items()}
    for name, value in choices.items():
        main = classes[name].main_option
        if not main:
            raise OptionError(f"pass {name!r} has no main option; name one in options={{{name!r}: {{…}}}}")
        merged.setdefault(name, {})[main] = value
    if words := listed("words", words):
        if _WORDS_PASS not in classes:
            raise OptionError(f"words needs the pass {_WORDS_PASS!r}, which is not in this pipeline; leave words out")
        spacing = merged.setdefault(_WORDS_PASS, {})
        spacing["words"] = [*listed("words", cast("Iterable[str]", spacing.get("words", ()))), *words]
    return merged


def build_pass(step: Step, kind: type[Pass[Any]], extra: Mapping[str, object]) -> Pass[Any]:
    """Build the pass of one step; an instance is used as it is.

    Raises:
        UnknownNameError: the pass has no such option.
        OptionError: an instance, which has its options, is given others.
        PassError: the pass breaks the contract of `Pass`.
    """
    values = {**step.options, **extra}
    if isinstance(step.own, Pass):
        if values:
            raise OptionError(
                f"pass {step.name!r} is given as an instance, which has its options already; to set options here, give "
                f"the class, {kind.__name__}"
            )
        mender = step.own
    else:
        for name in values:
            if kind.options_type.renamed.get(name, name) not in kind.options_type.defaults:
                raise UnknownNameError(f"option of pass {step.name!r}", name, kind.options_type.defaults)
        mender = kind(kind.options_type(**values))
    if not isinstance(mender.cues, Cues):
        hint = "put @property above it" if callable(mender.cues) else "return Cues(…)"
        raise PassError(f"`cues` of pass {step.name!r} is not a Cues but {_shown(mender.cues)}; {hint}")
    return mender


def check_rule(rule: str, classes: Classes) -> str:
    """Return the current name of a rule; an old name gives a warning.

    Raises:
        UnknownNameError: there is no such rule.
    """
    current = registry.current_rule(rule, classes)
    if current != rule:
        warnings.warn(f"rule {rule!r} was renamed to {current!r}", DeprecationWarning, stacklevel=2)
    return current


def check_order(passes: Sequence[Pass[Any]]) -> None:
    """Check that no pass comes before one that it must follow."""
    names = [mender.name for mender in passes]
    for place, mender in enumerate(passes):
        for earlier in mender.after:
            if earlier in names[place + 1 :]:
                raise PassError(
                    f"pass {mender.name!r} must come after {earlier!r}; the order given is {', '.join(names)}"
                )


def _check_class(kind: type[Pass[Any]]) -> None:
    """Accept a class that has all that a pass must have.

    Raises:
        PassError: something is missing, or of the wrong kind.
    """
    missing = [name for name in ("name", "rules", "options_type") if not hasattr(kind, name)]
    if missing := [*missing, *sorted(kind.__abstractmethods__)]:
        raise PassError(f"class {kind.__name__} is not a complete pass: it lacks {', '.join(missing)}")
    if not isinstance(kind.name, str) or not kind.name.replace("-", "_").isidentifier():
        raise PassError(f"the name of class {kind.__name__} must be a word, such as 'spacing', not {kind.name!r}")
    if isinstance(kind.rules, Rule) or not isinstance(kind.rules, Sequence) or not kind.rules:
        raise PassError(f"the rules of pass {kind.name!r} are a tuple with one or more: rules = (Rule(…),)")
    for rule in kind.rules:
        if not isinstance(rule, Rule):
            raise PassError(
                f"a rule of pass {kind.name!r} is Rule(name, mends, leaves, confidence), not {_shown(rule)}"
            )
        if not 0 <= rule.confidence <= 1:
            raise PassError(
                f"the confidence of rule '{kind.name}/{rule.name}' is the share of its edits that are right, between "
                f"0 and 1, not {rule.confidence}"
            )
    if not (isinstance(kind.options_type, type) and issubclass(kind.options_type, Options)):
        raise PassError(
            f"options_type of pass {kind.name!r} is a subclass of textmend.passes.base.Options, or that itself, not "
            f"{_shown(kind.options_type)}"
        )


def _shown(value: object) -> str:
    return f"class {value.__name__}" if isinstance(value, type) else repr(value)


def listed(argument: str, names: Iterable[NameT]) -> list[NameT]:
    """Return the names as a list; a single string, or a single class, is most likely a mistake."""
    if isinstance(names, str) or not isinstance(names, Iterable):
        shown = names.__name__ if isinstance(names, type) else repr(names)
        raise OptionError(f"{argument} takes a list of names: [{shown if names else repr('spacing')}], not {shown}")
    return list(names)


def trigger_of(cues: Cues) -> Trigger:
    """Return the cues of a pass as the gate takes them."""
    return Trigger(
        cues.characters,
        cues.ranges,
        cues.literals,
        cues.unknown_words,
        cues.tight_marks,
        cues.beyond_ascii,
        cues.familiar,
    )
