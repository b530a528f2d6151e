"""Handicaps: the reduction of the log odds of a place for looking like sound text.

The values are set by hand, by the harm to sound text that they prevent: each step makes such a place three to five
times less likely.
"""

from __future__ import annotations

from math import inf

__all__ = ["ALONE", "IN_SENTENCE", "LOOKALIKE", "NEVER", "NO_SENTENCE", "STRONG_LOOKALIKE", "WEAK_LOOKALIKE"]

# For a place that must not be edited, whatever the rest of the document contains.
NEVER = inf
# For patterns of sound text that look like damage.
WEAK_LOOKALIKE = 2.0
LOOKALIKE = 3.0
STRONG_LOOKALIKE = 4.5
# A string that is alone on its line is a name or a term.
ALONE = 4.0
# There is no frequent word near the place, but every sentence has one.
NO_SENTENCE = 0.5
# A single line that is a sentence was hardly taken from a list of names or from a program: this share remains.
IN_SENTENCE = 0.5
