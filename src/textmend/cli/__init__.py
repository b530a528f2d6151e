"""The `textmend` command: one module per subcommand, and the parts that they share."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from textmend.cli.streams import STDOUT, print_error, silence_stdout
from textmend.errors import TextmendError
from textmend.formats import disk

__all__ = ["main"]

# The commands, and the module and function of each, which is imported on first use.
_COMMANDS = {
    "clean": "clean",
    "try": "trial",
    "explain": "explain",
    "review": "review",
    "passes": "passes",
    "config": "config",
    "completion": "completion",
}

_INTERRUPTED = 130  # 128 + SIGINT, what shells expect of a command that Ctrl-C ended


class _Command(click.Group):
    """A group whose every failure is one line on stderr, and exit status 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        name = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"{__name__}.{name}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; for one that does not exist, suggest what was meant."""
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            import difflib

            near = difflib.get_close_matches(name, _COMMANDS, n=1)
            meant = near[0] if near else f"clean {name}" if os.path.exists(name) else ""
            hint = f"did you mean 'textmend {meant}'?" if meant else f"the commands are {', '.join(_COMMANDS)}"
            ctx.fail(f"no such command: {name!r}; {hint}")
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **kwargs: Any) -> NoReturn:
        kwargs["standalone_mode"] = False
        if "_TEXTMEND_COMPLETE" in os.environ:
            from textmend.cli.completion import register

            register()
        try:
            sys.exit(super().main(args, *rest, **kwargs))
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else self._asked(sys.argv[1:] if args is None else args)
            # Some of click's messages have several lines.
            print_error(f"{' '.join(error.format_message().split())} (see '{command} --help')")
        except click.ClickException as error:
            print_error(error.format_message())
        except TextmendError as error:
            print_error(str(error))
        except OSError as error:
            # All other reading and writing has its own messages; this is click's help or version.
            silence_stdout()
            print_error(str(disk.failure(STDOUT, error, writing=True)))
        except click.Abort:
            sys.exit(_INTERRUPTED)
        sys.exit(2)

    def _asked(self, arguments: Sequence[str]) -> str:
        """The option that lacks its argument, where click does not name it."""
        return " ".join(["textmend", *(word for word in arguments[:1] if word in _COMMANDS)])


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from textmend import __version__
    from textmend.pipeline.pipeline import GATE

    click.echo(f"textmend {__version__}, gate: {GATE.kind}")
    context.exit()


@click.group(cls=_Command, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version and exit."
)
@click.pass_context
def main(context: click.Context) -> None:
    """Repair text damaged by PDF extraction, wrong encodings and lossy cleaning.

    \b
    Examples:
      textmend clean scan.txt               print the cleaned text
      textmend clean --preset pdf scan.txt  clean text extracted from a PDF file
      textmend clean --diff notes/          show what would change in a folder
      textmend try notes/                   the same from a sample, with all presets compared
      textmend explain scan.txt             list the edits with rule and confidence
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
