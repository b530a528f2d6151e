"""The review of a run: its edits and refusals as one page of HTML, and the decisions of the person who read it."""

from __future__ import annotations

from textmend.review.findings import Entry, Findings

__all__ = ["Entry", "Findings"]
