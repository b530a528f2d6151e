"""Print what CHANGELOG.md says of a version: `python -m docs.release_notes [VERSION]`, by default of this one.

The workflow for releases takes its notes from here. It stops where there is none, or where the version is not the tag.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from textmend.version import __version__

__all__ = ["notes"]

CHANGELOG = Path(__file__).parents[1] / "CHANGELOG.md"


def notes(version: str = __version__) -> str:
    """Return the notes of a version.

    Raises:
        LookupError: the changelog has none.
    """
    text = CHANGELOG.read_text("utf-8")
    found = re.search(rf"^## {re.escape(version)}(?: \([^()\n]*\))?\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    if found is None or not found[1].strip():
        raise LookupError(f"CHANGELOG.md has no section '## {version}'; write one before the release")
    return found[1].strip() + "\n"


if __name__ == "__main__":
    wanted = (sys.argv[1] if len(sys.argv) > 1 else __version__).removeprefix("v")
    if wanted != __version__:
        sys.exit(f"the tag is {wanted} and the version {__version__} (src/textmend/version.py); make them the same")
    sys.stdout.write(notes(wanted))
