"""The options that select what is repaired, the same for every subcommand, and the pipeline that they build."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

import textmend.passes as registry
from textmend.cli import settings, typed_options, values
from textmend.cli.streams import print_error
from textmend.errors import OptionError
from textmend.pipeline.pipeline import Pipeline
from textmend.pipeline.presets import LEVELS, PRESETS, Step, preset

if TYPE_CHECKING:
    from textmend.pipeline.presets import PresetName
    from textmend.pipeline.signatures import PassOptions

__all__ = ["Choices", "choices"]

# The pass that only settings add.
_USER_RULES = "replace"

_LEVELS = ", ".join(f"{name} ({least:.2f})" for name, least in LEVELS.items())


def _settle(context: click.Context, _: click.Parameter, typed: str | None) -> None:
    """Read the settings, which are the defaults of the options; this comes before all other options."""
    if context.resilient_parsing:
        return
    path = settings.find(Path.cwd()) if typed is None else Path(typed) if typed else None
    context.obj = settings.load(path)
    context.default_map = context.obj.defaults([each.name for each in context.command.params if each.name])


_OPTIONS = (
    click.option(
        "-p",
        "--preset",
        default="default",
        show_default=True,
        metavar="NAME",
        shell_complete=values.preset_names,
        help=f"The preset to use: {', '.join(PRESETS)}. 'textmend passes' describes them.",
    ),
    click.option(
        "--only",
        multiple=True,
        metavar="PASS[/RULE]",
        shell_complete=values.listed(values.passes_and_rules),
        help="Run only this pass of the preset, or this rule of it. Repeatable; a,b is a and b.",
    ),
    click.option(
        "--skip",
        multiple=True,
        metavar="PASS[/RULE]",
        shell_complete=values.listed(values.passes_and_rules),
        help="Skip a pass, or one rule of a pass, such as quotes/apostrophe. Repeatable; a,b is a and b.",
    ),
    click.option(
        "-O",
        "--option",
        multiple=True,
        metavar="PASS.OPTION=VALUE",
        help="Set an option of a pass, such as quotes.style=typographic. Repeatable; 'textmend passes PASS' has them.",
    ),
    click.option(
        "--level",
        metavar="LEVEL",
        shell_complete=values.levels,
        help=f"Minimum confidence of an edit: {_LEVELS}, or a number such as 0.95. Default: each pass has its own.",
    ),
    click.option(
        "--lang",
        default="en",
        show_default=True,
        metavar="CODE",
        shell_complete=values.languages,
        help="The language of the text.",
    ),
    click.option(
        "--words",
        multiple=True,
        metavar="FILE",
        type=click.Path(),
        help="Never split or join the words in FILE (UTF-8, separated by whitespace; # starts a comment). Repeatable.",
    ),
    click.option(
        "--config",
        is_eager=True,
        expose_value=False,
        callback=_settle,
        metavar="FILE",
        type=click.Path(),
        help="Read settings from FILE; '' for no settings. Default: the nearest textmend.toml or pyproject.toml in the "
        "current folder or above.",
    ),
)


@dataclass(frozen=True, slots=True)
class Choices:
    """The user's choices, by the names of the options."""

    preset: str
    only: tuple[str, ...]
    skip: tuple[str, ...]
    level: str | None
    lang: str
    words: tuple[str, ...]
    settings: settings.Settings = field(default_factory=settings.Settings)

    @property
    def described(self) -> dict[str, object]:
        """Everything that affects a result, by the names of the options; only what is not the default."""
        own = {f"[{name}]": dict(options) for name, options in self.settings.passes.items()}
        listed = self.settings.values.get("words", [])
        given: dict[str, object] = {"only": list(self.only), "skip": list(self.skip), "level": self.level}
        given |= {"words": list(self.words), "words in settings": list(listed), **own}
        return {"preset": self.preset, "lang": self.lang, **{name: value for name, value in given.items() if value}}

    def pipeline(self) -> Pipeline:
        """Return the chosen pipeline.

        Raises:
            UnknownNameError: a name is unknown; the message lists the valid ones.
            OptionError: a pass is requested that the preset does not have, or a list of words cannot be read.
        """
        only, other_rules = typed_options.only(_current(name) for name in typed_options.split_lists(self.only))
        skip = [*map(_current, typed_options.split_lists(self.skip)), *other_rules]
        for wanted in sorted(only):
            _check_pass(self.preset, wanted)
        kept = [s.name for s in preset(self.preset).steps if (not only or s.name in only)]
        # Settings may mention passes that this preset does not have: they apply to all.
        options: dict[str, dict[str, object]] = {
            name: dict(values) for name, values in self.settings.passes.items() if name in kept and name not in skip
        }
        if words := [*self.settings.values.get("words", ()), *(word for path in self.words for word in _listed(path))]:
            spacing = options.setdefault("spacing", {})
            spacing["words"] = [*cast("list[str]", spacing.get("words", [])), *words]
        if "spacing" not in kept or "spacing" in skip:
            given = options.pop("spacing", None)
            # The values of a settings file apply where they can; those typed must.
            if given and self.words and "word-lists" not in self.settings.values:
                raise OptionError("--words needs the pass 'spacing', which is not run; remove --words")
        chosen = Pipeline.preset(
            cast("PresetName", self.preset),
            only=only or None,
            skip=skip,
            lang=self.lang,
            level=typed_options.as_level(self.level),
            options=cast("PassOptions", options),
        )
        own = self.settings.passes.get(_USER_RULES)
        if not own or self.only or _USER_RULES in skip:
            return chosen
        # The user's rules are in no preset: they come last, whatever it is.
        return Pipeline(
            [*chosen.steps, Step(_USER_RULES)],
            lang=self.lang,
            skip_rules=[each for each in skip if "/" in each],
            options={**options, _USER_RULES: own},
        )


def _check_pass(preset_name: str, name: str) -> None:
    """Make sure that a preset has a pass.

    Raises:
        OptionError: it has not.
    """
    if name in registry.names() and name not in [step.name for step in preset(preset_name).steps]:
        having = [each for each, p in PRESETS.items() if name in [step.name for step in p.steps]]
        remedy = f"use one of these presets: {', '.join(having)}" if having else "no preset includes it"
        raise OptionError(f"preset {preset_name!r} does not include the pass {name!r}; {remedy}")


def _current(name: str) -> str:
    """The current name of a pass or rule; if a rule is given by its old name, report and use the new one."""
    if "/" not in name:
        return name
    current = registry.current_rule(name)
    if current != name:
        print_error(f"rule {name!r} was renamed to {current!r}; the old name is deprecated")
    return current


def _listed(path: str) -> list[str]:
    """Read a list of words."""
    try:
        text = Path(path).read_bytes().decode("utf-8").removeprefix("\ufeff")
    except OSError as error:
        remedy = "give a text file with the words to keep"
        raise OptionError(f"--words {path}: {error.strerror}; {remedy}") from error
    except UnicodeDecodeError as error:
        raise OptionError(f"--words {path}: invalid UTF-8 at byte {error.start}; save the file as UTF-8") from error
    return [word for line in text.splitlines() for word in line.partition("#")[0].split()]


def choices(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of `Choices`, which it gets as its argument `chosen`."""

    @functools.wraps(command)
    def with_choices(**arguments: Any) -> Any:
        given = {each.name: arguments.pop(each.name) for each in fields(Choices) if each.name != "settings"}
        typed = arguments.pop("option")
        for name in {each.partition(".")[0] for each in typed} - {_USER_RULES}:
            _check_pass(given["preset"], name)
        chosen = Choices(**given, settings=typed_options.with_options(click.get_current_context().obj, typed))
        return command(chosen=chosen, **arguments)

    for option in reversed(_OPTIONS):
        with_choices = option(with_choices)
    return with_choices
