"""What the odds of a place are lowered by for looking like something sound, as logarithms.

Judgements, set by the harm to sound text that they prevent: each step makes such a place three to five times less
likely.
"""

from __future__ import annotations

from math import inf

__all__ = ["ALONE", "IN_SENTENCE", "LOOKALIKE", "NEVER", "NO_SENTENCE", "STRONG_LOOKALIKE", "WEAK_LOOKALIKE"]

# Of a place that is left alone whatever the document shows.
NEVER = inf
# What looks like damage in sound text of a kind.
WEAK_LOOKALIKE = 2.0
LOOKALIKE = 3.0
STRONG_LOOKALIKE = 4.5
# A string that is alone in its line is a name or a term.
ALONE = 4.0
# Near the place there is no frequent word, as there is in every sentence.
NO_SENTENCE = 0.5
# A single line that is a sentence was hardly taken from a list of names or from a program: this share is left.
IN_SENTENCE = 0.5
