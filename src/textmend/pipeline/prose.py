"""Which proposals are made in a text that is not prose, or not all of which is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from textmend.edits import CharSubstitution, Edit, Refusal
from textmend.lang.text_kind import TextKind
from textmend.passes.base import Pass, Proposal, View, refusals_of

__all__ = ["without_data"]


def without_data(
    mender: Pass[Any], proposals: Sequence[Proposal], view: View, skipped: Collection[str]
) -> tuple[list[Proposal], list[Refusal]]:
    """Return the proposals of a pass without those that are for prose where there is none; and these, as refusals.

    Args:
        mender: the pass.
        proposals: what it proposes.
        view: the text.
        skipped: the rules that are switched off.
    """
    for_prose = list(filter(mender.is_for_prose, proposals))
    if not for_prose:
        return list(proposals), []
    if view.kind is TextKind.PROSE:
        kept, refused = _outside_data(for_prose, view)
        if not refused:
            return list(proposals), []
    else:
        kept, refused = [], refusals_of(for_prose, view.text, f"the text looks like {view.kind.value}")
    others = [each for each in proposals if not mender.is_for_prose(each)]
    return [*others, *kept], [each for each in refused if each.edit.rule not in skipped]


def _outside_data(proposals: Sequence[Proposal], view: View) -> tuple[list[Proposal], list[Refusal]]:
    """Divide proposals into those for blocks of prose and the others."""
    kept: list[Proposal] = []
    refused: list[Refusal] = []
    blocks = view.blocks
    for each in proposals:
        if isinstance(each, CharSubstitution):
            if inside := blocks.inside(each.places):
                edits = each._replace(places=inside).edits(view.text)
                refused += [_refusal(edit, blocks.kind(edit.start, edit.end)) for edit in edits]
                outside = sorted(set(each.places).difference(inside))
                each = each._replace(places=outside)  # noqa: PLW2901  # what is left of it
            if each.places:
                kept.append(each)
        elif isinstance(each, Edit) and (kind := blocks.kind(each.start, each.end)) is not TextKind.PROSE:
            refused.append(_refusal(each, kind))
        else:
            kept.append(each)
    return kept, refused


def _refusal(edit: Edit, kind: TextKind) -> Refusal:
    return Refusal(edit, f"this part of the text looks like {kind.value}")
