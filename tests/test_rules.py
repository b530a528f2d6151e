"""The names of rules: the current ones, and old ones, which settings and options may still have."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

import textmend.passes as registry
from tests.test_cli import folder, run
from textmend import Pipeline
from textmend.errors import UnknownNameError

__all__ = ["folder"]

RENAMED = {
    f"{name}/{old}": f"{name}/{new}"
    for name in registry.names()
    for old, new in registry.get(name).renamed_rules.items()
}
STRAY = "They came , they saw , and they went home with the others ."


def test_five_rules_had_other_names() -> None:
    assert RENAMED == {
        "dashes/unshown-dash": "dashes/replacement-char",
        "mojibake/a-grave": "mojibake/a-grave-space",
        "mojibake/parallel": "mojibake/lost-letter",
        "spacing/mark": "spacing/space-after-punctuation",
        "spacing/stray": "spacing/space-before-punctuation",
    }


@pytest.mark.parametrize(("old", "new"), RENAMED.items())
def test_an_old_name_is_taken_with_a_warning(old: str, new: str) -> None:
    name = old.partition("/")[0]
    with pytest.warns(DeprecationWarning, match=f"rule '{old}' was renamed to '{new}'"):
        with_old = Pipeline([name], skip_rules=[old])
    with pytest.warns(DeprecationWarning, match=new):
        Pipeline.preset("ocr", skip=[old])
    assert with_old._skipped_rules == Pipeline([name], skip_rules=[new])._skipped_rules == {new}


def test_a_name_that_never_was_lists_those_of_today() -> None:
    with pytest.raises(UnknownNameError, match="space-before-punctuation"):
        Pipeline(["spacing"], skip_rules=["spacing/strays"])


def test_no_new_name_warns() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Pipeline.preset("ocr", skip=[*RENAMED.values()])


@pytest.mark.usefixtures("folder")
def test_the_command_takes_an_old_name_and_says_so() -> None:
    done = run("clean", "-p", "ocr", "--skip", "spacing/stray", stdin=STRAY.encode())
    assert done.exit_code == 0
    assert done.output.rstrip("\n").endswith("others .")
    assert "rule 'spacing/stray' was renamed to 'spacing/space-before-punctuation'" in done.stderr


def test_settings_take_an_old_name_and_the_command_says_so(folder: Path) -> None:
    (folder / "textmend.toml").write_text('preset = "ocr"\nskip = ["spacing/stray"]\n')
    done = run("clean", stdin=STRAY.encode())
    assert done.exit_code == 0
    assert done.output.rstrip("\n").endswith("others .")
    assert "was renamed to 'spacing/space-before-punctuation'" in done.stderr
