"""`textmend completion`: shell completion for commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from textmend.cli.streams import write_stdout

__all__ = ["completion"]


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print a shell completion script.

    \b
    Save it where your shell looks for completions:
    textmend completion bash > ~/.local/share/bash-completion/completions/textmend
    textmend completion zsh > ~/.zfunc/_textmend
    textmend completion fish > ~/.config/fish/completions/textmend.fish

    For zsh, add fpath+=~/.zfunc before compinit.
    """
    root = click.get_current_context().find_root()
    kind = get_completion_class(shell)
    assert kind is not None, "click knows all shells of the choice"
    write_stdout(kind(root.command, {}, "textmend", "_TEXTMEND_COMPLETE").source() + "\n")
    return 0
