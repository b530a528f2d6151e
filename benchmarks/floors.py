"""Floors: what a release may not fall below, kept in `floors.json` next to this file.

A suite ("speed", "scaling", "quality", "sound text", "extraction", "printed pages", "furniture", "footnotes") measures
figures by name on a corpus. Its floors hold for that corpus alone, so they are stored with its fingerprint. `check`
reports what fell, `update` writes the floors anew; neither lets a figure fall unless it is allowed by name. All suites
offer this as `--check`, `--update` and `--allow NAME`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = ["CORPUS", "FILE", "FloorError", "check", "fingerprint", "options", "settle", "update"]

FILE = Path(__file__).with_name("floors.json")

# The name by which another corpus is allowed.
CORPUS = "corpus"

# How far above a floor a figure was when the floor was written, as a share of it: its random variation.
_MARGINS: Mapping[str, float] = {
    # Medians of turns on a machine that does other things too differ by up to a tenth from run to run, ratios
    # of two of them by somewhat more.
    "speed": 0.15,
    # A slope of 1 on sizes that are a factor of 100 or more apart: a tenth of it is a time 1.6 times too long at the
    # larger one, which caches and a busy machine explain; a text twice as costly per character is 0.15 and more.
    "scaling": 0.10,
    # Samples and seeds are fixed; this is for the rounding of the figures in the file.
    "quality": 0.002,
    "sound text": 0.002,
    # Nothing is random; this is for the four digits of the floors, of scores from 0.2 on.
    "extraction": 0.0005,
    "printed pages": 0.002,
    "furniture": 0.002,
    "footnotes": 0.002,
}

CommandT = TypeVar("CommandT", bound=Callable[..., Any])


class FloorError(click.ClickException):
    """Floors cannot be written or read as requested; the message says what to do. As a command's end: exit status 1."""


def fingerprint(texts: Iterable[str]) -> str:
    """Return a short name for these texts in this order: 16 hexadecimal digits of a SHA-256."""
    digest = hashlib.sha256()
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        # With its length, so that two texts are not the same as one that is both.
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()[:16]


def check(
    suite: str, measured: Mapping[str, float], corpus: str, allowed: Collection[str] = (), *, file: Path = FILE
) -> list[str]:
    """Compare figures with their floors.

    Args:
        suite: the suite that measured.
        measured: the figures by name. Those without a floor are ignored.
        corpus: the fingerprint of the texts they were measured on.
        allowed: names whose floors do not count this time; `CORPUS` allows other texts.
        file: the file of the floors.

    Returns:
        One message for each breach: what was measured, its floor, and what to do. Empty when all is well.

    Raises:
        FloorError: there are no floors for this suite, or the file cannot be read.
    """
    entry = _read(file).get(suite)
    if entry is None:
        raise FloorError(f"{file.name} has no floors for {suite!r}; write them with --update")
    if entry["corpus"] != corpus and CORPUS not in allowed:
        return [_other_corpus(suite, entry["corpus"], corpus)]
    return [
        _absent(suite, name) if name not in measured else _breach(suite, name, measured[name], floor)
        for name, floor in sorted(entry["floors"].items())
        if name not in allowed and (name not in measured or _fell(measured[name], floor))
    ]


def update(
    suite: str,
    measured: Mapping[str, float],
    corpus: str,
    allowed: Collection[str] = (),
    *,
    at_most: Collection[str] = (),
    file: Path = FILE,
) -> None:
    """Write the floors of a suite anew: each measured figure less the suite's margin for noise.

    A floor that the figure keeps, but by less than the margin, is unchanged, so that a run with bad luck does not
    lower it. A floor without a measurement stays, unless its removal is allowed by name.

    Args:
        suite: the suite that measured.
        measured: the figures by name, each of which gets a floor.
        corpus: the fingerprint of the texts they were measured on. With other texts than before, and `CORPUS`
            allowed, all floors of the suite are written as if there had been none.
        allowed: names whose floors may be lowered or dropped.
        at_most: names of the figures that are good when they are low.
        file: the file of the floors.

    Raises:
        FloorError: a floor would be lowered, or the texts are others, and it is not allowed. Nothing is written.
    """
    floors = _read(file)
    entry = floors.get(suite, {"corpus": corpus, "floors": {}})
    if entry["corpus"] != corpus:
        if CORPUS not in allowed:
            raise FloorError(_other_corpus(suite, entry["corpus"], corpus))
        entry = {"corpus": corpus, "floors": {}}
    old = {name: floor for name, floor in entry["floors"].items() if name not in allowed}
    fallen = [name for name in sorted(old) if name in measured and _fell(measured[name], old[name])]
    if fallen:
        raise FloorError("\n".join(_breach(suite, name, measured[name], old[name]) for name in fallen))
    new = {name: _floor(figure, _MARGINS[suite], name in at_most) for name, figure in measured.items()}
    kept = {name: floor for name, floor in old.items() if name not in new or _fell(_bound(new[name]), floor)}
    floors[suite] = {"corpus": corpus, "floors": new | kept}
    file.write_text(json.dumps(floors, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def options(command: CommandT) -> CommandT:
    """Give a click command the options `checking`, `updating` and `allowed`, which `settle` takes."""
    for option in (
        click.option(
            "--allow", "allowed", multiple=True, metavar="NAME", help="A floor that may be missed; repeatable."
        ),
        click.option("--update", "updating", is_flag=True, help="Write the floors anew from this run."),
        click.option("--check", "checking", is_flag=True, help="End with status 1 if a figure is below its floor."),
    ):
        command = option(command)
    return command


def settle(
    suite: str,
    measured: Mapping[str, float],
    corpus: str,
    *,
    checking: bool,
    updating: bool,
    allowed: Collection[str],
    at_most: Collection[str] = (),
    file: Path = FILE,
) -> None:
    """Apply the `options` at the end of a run.

    Raises:
        FloorError: a figure is below its floor and not allowed to be.
    """
    if updating:
        update(suite, measured, corpus, allowed, at_most=at_most, file=file)
        click.echo(f"floors of {suite} written to {file.name}")
    if checking:
        breaches = check(suite, measured, corpus, allowed, file=file)
        if breaches:
            raise FloorError("\n".join(breaches))
        click.echo(f"{suite}: no figure is below its floor")


def _read(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        floors: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise FloorError(f"{file} is no JSON ({error}); restore it from version control") from error
    return floors


def _floor(figure: float, margin: float, low: bool) -> dict[str, float]:
    """The floor that a figure keeps by the margin, to four digits."""
    name, bound = ("at_most", figure * (1 + margin)) if low else ("at_least", figure * (1 - margin))
    return {name: float(f"{bound:.4g}")}


def _bound(floor: Mapping[str, float]) -> float:
    (bound,) = floor.values()
    return bound


def _fell(figure: float, floor: Mapping[str, float]) -> bool:
    # Written so that "not a number" counts as fallen, too.
    return not (figure <= floor["at_most"] if "at_most" in floor else figure >= floor["at_least"])


def _breach(suite: str, name: str, figure: float, floor: Mapping[str, float]) -> str:
    wanted = " ".join(next(iter(floor)).split("_"))
    return (
        f"{suite}: {name!r} is {figure:.4g}, and its floor is {wanted} {_bound(floor):.4g}. Find what made it "
        f'worse, or let it fall: --allow "{name}" (with --update, for good).'
    )


def _absent(suite: str, name: str) -> str:
    return (
        f"{suite}: {name!r} has a floor and was not measured. Run the whole suite with the packages that it names, or "
        f'do without: --allow "{name}".'
    )


def _other_corpus(suite: str, old: str, new: str) -> str:
    return (
        f"{suite}: the texts have the fingerprint {new}, the floors were measured on {old}, so figures cannot be "
        "compared. Measure on the same texts (training/README.md describes them), or write floors for these: "
        f"--update --allow {CORPUS}."
    )
