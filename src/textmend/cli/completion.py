"""`textmend completion`: shell completion for commands, options, their values, and files."""

from __future__ import annotations

from typing import ClassVar

import click
from click.shell_completion import FishComplete, add_completion_class, get_completion_class

from textmend.cli.streams import write_stdout

__all__ = ["completion", "register"]


class _Fish(FishComplete):
    """As click has it, but for values and descriptions with a comma, which it cuts there."""

    source_template: ClassVar[str] = FishComplete.source_template.replace(
        'string split "," $completion', 'string split --max 1 "," $completion'
    )


def register() -> None:
    """Use the classes of this module in place of click's, where a shell asks and where its script is printed."""
    add_completion_class(_Fish)


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print a shell completion script.

    \b
    Try it in the shell that is running:
      eval "$(textmend completion bash)"
      source <(textmend completion zsh)
      textmend completion fish | source

    \b
    Save it where your shell looks for completions:
      textmend completion bash > ~/.local/share/bash-completion/completions/textmend
      textmend completion zsh > ~/.zfunc/_textmend
      textmend completion fish > ~/.config/fish/completions/textmend.fish

    For zsh, add fpath+=~/.zfunc before compinit.
    """
    register()
    root = click.get_current_context().find_root()
    kind = get_completion_class(shell)
    assert kind is not None, "click knows all shells of the choice"
    write_stdout(kind(root.command, {}, "textmend", "_TEXTMEND_COMPLETE").source() + "\n")
    return 0
