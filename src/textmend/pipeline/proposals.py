"""Proposals of passes that are refused, or that need closer inspection, before the others are resolved."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from textmend.edits import CharSubstitution, Refusal, expand, partition
from textmend.passes import protect
from textmend.passes.base import Proposal

__all__ = ["outside", "refuse_all"]


def refuse_all(proposals: Sequence[Proposal], text: str, reason: str, skipped_rules: Collection[str]) -> list[Refusal]:
    """Refuse all proposals for one reason; those of rules that are switched off give no refusal."""
    substitutions, rest = partition(proposals)
    kept = (each if isinstance(each, Refusal) else Refusal(each, reason) for each in rest)
    found = [*kept, *(Refusal(edit, reason) for edit in expand(substitutions, text))]
    return [each for each in found if each.edit.rule not in skipped_rules]


def outside(
    substitutions: Sequence[CharSubstitution], guard: protect.Guard | None
) -> tuple[tuple[CharSubstitution, ...], list[CharSubstitution]]:
    """Separate substitutions into those outside protected spans, and those that touch one."""
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
