"""The decisions of the person who read the review page: which edits are made, and which are not."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from textmend.edits import Edit, Refusal, minimal
from textmend.errors import OptionError

__all__ = ["REJECTED", "Decisions", "FileDecisions"]

#: The reason of a refusal that a person decided on.
REJECTED = "rejected in the review"

Place = Mapping[str, int | str]
# Line or row, field, start, end and rule of an edit.
_Key = tuple[int, str, int, int, str]

_CHOICES = ("accept", "reject")
_UNDECIDED = ("make", "leave")


class _Decision(NamedTuple):
    """A decision on one edit; what it replaced and by what, if the page knew all of it."""

    accepted: bool
    before: str | None
    after: str | None


class FileDecisions(NamedTuple):
    """The decisions for one file.

    Attributes:
        make_undecided: whether edits without a decision are made.
        rules: for rules, by their names as edits have them, whether their edits are made.
        edits: the decisions on single edits, which come before those on rules.
    """

    make_undecided: bool
    rules: Mapping[str, bool]
    edits: Mapping[_Key, _Decision]

    def apply(
        self, text: str, edits: Sequence[Edit], refused: Sequence[Refusal], place: Callable[[Edit], Place]
    ) -> tuple[list[Edit], list[Refusal], int]:
        """Return the edits to make, the refusals, and how many of the decisions on single edits were found.

        Args:
            text: the original text.
            edits: the edits that would be made: a valid list.
            refused: the refusals.
            place: where in the file an edit is.
        """
        made: list[Edit] = []
        left: list[Refusal] = []
        found = 0
        for edit in edits:
            own = self._own(text, edit, place)
            found += own is not None
            if self.rules.get(edit.rule, self.make_undecided) if own is None else own.accepted:
                made.append(edit)
            else:
                left.append(Refusal(edit, REJECTED))
        for refusal in refused:
            own = self._own(text, refusal.edit, place)
            found += own is not None
            if own is not None and own.accepted and _is_free(refusal.edit, made):
                made.append(refusal.edit)
                made.sort()
            else:
                left.append(refusal)
        return minimal(made, text), left, found

    def _own(self, text: str, edit: Edit, place: Callable[[Edit], Place]) -> _Decision | None:
        """The decision on an edit itself."""
        if not self.edits:
            return None
        found = self.edits.get(_key(place(edit), edit.rule))
        if found is None or found.before not in (None, text[edit.start : edit.end]):
            return None
        return found if found.after in (None, edit.replacement) else None


class Decisions:
    """The decisions on a run, as the page exports them.

    Args:
        text: the content of the file, in JSON.

    Attributes:
        run: the configuration of the run that was reviewed.

    Raises:
        OptionError: it is not a file of decisions; the message does not name the file.
    """

    def __init__(self, text: str) -> None:
        try:
            content = json.loads(text)
        except ValueError as error:
            raise OptionError(f"is not JSON ({error})") from error
        if not isinstance(content, dict) or content.get("textmend") != "decisions":
            raise OptionError("is not a file of decisions, as a review page exports them")
        if content.get("version") != 1:
            raise OptionError(f"has the version {content.get('version')!r}, which this version of textmend cannot read")
        self.run: Mapping[str, Any] = content.get("run") or {}
        self._make_undecided = _one_of(content.get("undecided", "make"), _UNDECIDED, "undecided") == "make"
        self._rules: dict[str, bool] = {}
        self._files: dict[str, dict[_Key, _Decision]] = {}
        try:
            for rule, choice in content.get("rules", {}).items():
                self._rules[rule] = _one_of(choice, _CHOICES, f"rules.{rule}") == "accept"
            for each in content.get("edits", []):
                accepted = _one_of(each["decision"], _CHOICES, "decision") == "accept"
                edits = self._files.setdefault(os.path.abspath(each["path"]), {})
                edits[_key(each, each["rule"])] = _Decision(accepted, each.get("before"), each.get("after"))
        except (AttributeError, KeyError, TypeError) as error:
            raise OptionError(f"has an incomplete decision ({error})") from error

    def of(self, path: str) -> FileDecisions:
        """The decisions for a file."""
        return FileDecisions(self._make_undecided, self._rules, self._files.get(os.path.abspath(path), {}))

    def count(self, paths: Iterable[str]) -> int:
        """The number of decisions on single edits of some files."""
        return sum(len(self._files.get(os.path.abspath(path), ())) for path in paths)


def _key(place: Place, rule: str) -> _Key:
    """What identifies an edit; in a text without records, its characters do."""
    in_record = "field" in place or "row" in place
    record = place.get("row", place.get("line", 0)) if in_record else 0
    return int(record), str(place.get("field", "")), int(place.get("start", -1)), int(place.get("end", -1)), rule


def _is_free(edit: Edit, made: Iterable[Edit]) -> bool:
    """Whether an edit touches none of the others."""
    return all(edit.end < other.start or other.end < edit.start for other in made)


def _one_of(value: object, valid: tuple[str, ...], what: str) -> str:
    if value not in valid:
        raise OptionError(f"{what} is {' or '.join(map(repr, valid))}, not {value!r}")
    return str(value)
