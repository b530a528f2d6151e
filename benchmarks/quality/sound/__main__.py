"""Compare what presets do to sound text with its floors: `python -m benchmarks.quality.sound --check`.

A subset of `python -m benchmarks.quality wild repeats symbols`. Needs the corpora (see training/README.md).
"""

from __future__ import annotations

import click

from benchmarks import floors
from benchmarks.quality import peers
from benchmarks.quality.sound import pinned
from benchmarks.quality.sound.pieces import pieces
from benchmarks.tables import console, figure, table


@click.command()
@floors.options
def main(checking: bool, updating: bool, allowed: tuple[str, ...]) -> None:
    """Measure what presets do to sound text, on a subset that takes a minute."""
    babel = peers.optional("babel")
    if babel is None:
        raise click.ClickException("the names that are repeated are Babel's: pip install babel")
    found, repeated = pieces(), pinned.few_repeats(babel)
    measured = dict(pinned.figures(found, repeated))
    rows = [(name, figure(value)) for name, value in measured.items()]
    console().print(table("What presets do to sound text", ("figure", "measured"), rows))
    floors.settle(
        "sound text",
        measured,
        floors.fingerprint(pinned.texts(found, repeated)),
        checking=checking,
        updating=updating,
        allowed=allowed,
        at_most=list(measured),
    )


if __name__ == "__main__":
    main()
