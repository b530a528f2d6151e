"""Compare what presets do to extracted text with its floors: `python -m benchmarks.quality.extraction --check`.

The scores of `python -m benchmarks.quality extraction`, without the peers and the account of each edit. Needs the
corpora (see training/README.md).
"""

from __future__ import annotations

import click

from benchmarks import floors
from benchmarks.quality.extraction import measure
from benchmarks.quality.extraction.tables import MEASURED, found_documents
from benchmarks.tables import console, table


@click.command()
@floors.options
def main(checking: bool, updating: bool, allowed: tuple[str, ...]) -> None:
    """Measure how near to the truth presets bring extracted text."""
    texts = found_documents()
    raw = measure.raw(texts)
    # Scores, not gains: a gain may be 0 or less, and a floor is a share of its figure.
    measured: dict[str, float] = {}
    harm: dict[str, float] = {}
    for preset in MEASURED:
        scores = measure.of_preset(texts, measure.edits(preset, texts))
        for extractor, mean in measure.by_extractor(texts, scores).items():
            measured[f"{preset}: score, {extractor}"] = mean
        harm[f"{preset}: documents made worse"] = measure.worse(raw, scores)
    measured |= harm
    rows = [(name, f"{value:.4f}") for name, value in measured.items()]
    console().print(table("What presets do to extracted text", ("figure", "measured"), rows))
    floors.settle(
        "extraction",
        measured,
        floors.fingerprint(part for text in texts for part in (text.text, text.truth)),
        checking=checking,
        updating=updating,
        allowed=allowed,
        at_most=list(harm),
    )


if __name__ == "__main__":
    main()
