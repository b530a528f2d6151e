# cython: language_level=3, annotation_typing=False
"""What may be done of what a pass proposes: protection, levels, rules that are switched off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from textmend.edits import CharSubstitution, Edit, Refusal, below_minimum

__all__ = ["Guardian", "filter_proposals", "outside"]


class Guardian(Protocol):
    """An object that determines what must not be edited."""

    def touches(self, start: int, end: int, /) -> bool:
        """True if an edit of `text[start:end]` would touch it."""

    def touched(self, places: list[int], /) -> list[int]:
        """Those of the positions of single characters that are in it."""


def outside(
    substitutions: Sequence[CharSubstitution], guard: Guardian | None
) -> tuple[tuple[CharSubstitution, ...], list[CharSubstitution]]:
    """Separate substitutions into those outside of what must not be edited, and those that touch it."""
    kept: list[CharSubstitution] = []
    touching: list[CharSubstitution] = []
    for substitution in substitutions:
        protected = guard.touched(substitution.places) if guard else []
        if not protected:
            kept.append(substitution)
            continue
        touching.append(substitution._replace(places=protected))
        if free := sorted(set(substitution.places).difference(protected)):
            kept.append(substitution._replace(places=free))
    return tuple(kept), touching


def filter_proposals(
    proposals: Iterable[Edit | Refusal],
    least: float,
    skipped_rules: Collection[str],
    guard: Guardian | None,
    line_rules: Collection[str] = (),
) -> tuple[list[Edit], list[Refusal]]:
    """Separate proposals into edits that may be made and refusals with a reason.

    Args:
        proposals: the proposals of a pass.
        least: the minimum confidence of an edit.
        skipped_rules: rules that are switched off, which give neither edits nor refusals.
        guard: what must not be edited; None if everything may be.
        line_rules: rules that remove whole lines, with what must not be edited in them.
    """
    wanted: list[Edit] = []
    refused: list[Refusal] = []
    for proposal in proposals:
        if isinstance(proposal, Refusal):
            if proposal.edit.rule not in skipped_rules:
                refused.append(proposal)
        elif proposal.rule in skipped_rules:
            continue
        elif proposal.confidence < least:
            refused.append(Refusal(proposal, below_minimum(proposal.confidence, least)))
        elif guard is not None and proposal.rule not in line_rules and guard.touches(proposal.start, proposal.end):
            reason = "inside a protected span (address, path, code, markup, identifier, unit)"
            refused.append(Refusal(proposal, reason))
        else:
            wanted.append(proposal)
    return wanted, refused
