"""Edits in their contexts as a fragment of HTML, for notebooks: without a script, as notebooks remove those."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from textmend.edits import Edit, Refusal, round_down
from textmend.review.document import entries
from textmend.review.findings import Entry
from textmend.review.passages import passages

__all__ = ["fragment"]

# A screen or two; whoever wants to see more is shown how.
_MOST_EDITS = 50
_REACH = 60

# Colours that can be read on white and on black; where a notebook removes the style, `del` and `ins` remain.
_STYLE = """
.textmend-result { max-width: 60em; line-height: 1.7; }
.textmend-result p { margin: .5em 0; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.textmend-result del, .textmend-result ins { border-radius: 3px; padding: 0 .1em; }
.textmend-result del { background: rgba(220, 60, 40, .22); }
.textmend-result del.sign { text-decoration: none; outline: 1px solid rgba(220, 60, 40, .7); }
.textmend-result ins { background: rgba(40, 160, 80, .25); text-decoration: none; border-bottom: 2px solid; }
.textmend-result small { opacity: .8; }
"""

# Controls, marks that reorder the text around them, and lone surrogates, as on the page.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def fragment(text: str, edits: Sequence[Edit], refused: Sequence[Refusal]) -> str:
    """Return the fragment.

    Args:
        text: the original text.
        edits: its edits.
        refused: the refusals, of which only the number is shown.
    """
    number = len(edits)
    parts = [f'<div class="textmend-result"><style>{_STYLE}</style>']
    left_alone = f", {len(refused):,} left alone" if refused else ""
    parts.append(f"<p><small>{number:,} edit{'' if number == 1 else 's'}{left_alone}</small></p>")
    found = list(entries(text, edits[:_MOST_EDITS], (), reach=_REACH))
    for passage in passages(found):
        pieces = [_shown(piece) if isinstance(piece, str) else _marked(found[piece]) for piece in passage]
        parts.append(f'<p dir="auto">{"".join(pieces)}</p>')
    if number > _MOST_EDITS:
        parts.append(f"<p><small>and {number - _MOST_EDITS:,} more: result.to_html() has all of them</small></p>")
    parts.append("</div>")
    return "\n".join(parts)


def _marked(entry: Entry) -> str:
    place = f"{entry.place['line']}:{entry.place['column']}"
    told = escape(f"{place}  {entry.rule}  {round_down(entry.confidence):.2f}")
    # A line through a dash is not seen.
    kind = "" if any(map(str.isalnum, entry.before)) else ' class="sign"'
    before = f"<del{kind}>{_change(entry.before)}</del>" if entry.before else ""
    after = f"<ins>{_change(entry.after)}</ins>" if entry.after else ""
    return f'<span title="{told}" tabindex="0">{before}{after}</span>'


def _change(text: str) -> str:
    """A text that is inserted or removed; spaces and line ends are shown where nothing else is."""
    if text.isspace():
        return "".join({" ": "␣", "\n": "⏎", "\t": "⇥"}.get(char, _number(char)) for char in text)
    return _shown(text)


def _shown(text: str) -> str:
    return escape(_CONTROL.sub(lambda match: _number(match[0]), text))


def _number(char: str) -> str:
    return f"[U+{ord(char):04X}]"
