"""Completion in real shells, as people press Tab there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_cli import needs_posix

pytestmark = needs_posix

# What is typed before Tab, and what is there afterwards; all shells put a space behind what is complete.
ONE = {
    "clean --pres": "clean --preset",
    "clean --preset typo": "clean --preset typographic",
    "clean -p ema": "clean -p email",
    "clean --level saf": "clean --level safe",
    "clean --only mojib": "clean --only mojibake",
    "clean --only quotes,mojib": "clean --only quotes,mojibake",
    "clean --skip quotes/apo": "clean --skip quotes/apostrophe",
    "clean --format markd": "clean --format markdown",
    "clean --encoding koi": "clean --encoding koi8-r",
    "clean --on-error sto": "clean --on-error stop",
    "passes spac": "passes spacing",
    "rev": "review",
    "tr": "try",
    # Files and folders, for arguments and for options; the names of all are unlike those of commands.
    "clean old": "clean old-letters.txt",
    "clean -w old": "clean -w old-letters.txt",
    "clean old-letters.txt fol": "clean old-letters.txt folder/",
    "clean --words old": "clean --words old-letters.txt",
    "clean -o fol": "clean -o folder/",
    "clean --report old": "clean --report old-letters.txt",
    "explain old": "explain old-letters.txt",
    "try fol": "try folder/",
}


@pytest.fixture
def shell_folder(tmp_path: Path) -> Path:
    """A folder with some files, and with the command in the folder `bin`."""
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "textmend"
    command.write_text(f"#!{sys.executable}\nfrom textmend.cli import main\nmain()\n")
    command.chmod(0o755)
    (tmp_path / "old-letters.txt").write_text("")
    (tmp_path / "folder").mkdir()
    return tmp_path


def environment(folder: Path) -> dict[str, str]:
    path = os.pathsep.join((str(folder / "bin"), os.environ["PATH"]))
    return {**os.environ, "PATH": path, "HOME": str(folder), "TERM": "dumb", "LC_ALL": "C.UTF-8", "HISTFILE": ""}


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed here")


def tabbed(folder: Path, shell: list[str], prepare: list[str]) -> Callable[[str], str]:
    """Start a shell; return a function that types a line and Tab in it, and returns the words that are there then."""
    pexpect = pytest.importorskip("pexpect", reason="a terminal of its own, as POSIX has it")
    child = pexpect.spawn(shell[0], shell[1:], cwd=folder, env=environment(folder), encoding="utf-8", timeout=30)
    child.setwinsize(40, 200)
    for line in (*prepare, "PS1='ready> '", "words() { printf '<%s>' \"$*\"; }"):
        child.sendline(line)
    child.sendline("words begin")
    child.expect_exact("<begin>")

    def typed(line: str) -> str:
        # The start of the line is typed as it is; then it becomes a comment that is printed.
        child.send(f"textmend {line}\t")
        child.expect("textmend [^\r\n]*")
        # Tab takes as long as the command does; what is asked then is answered after it.
        child.send("\x01words \x05\r")
        child.expect("<(textmend [^>]*)>")
        return str(child.match[1]).removeprefix("textmend ").strip()

    return typed


@needs("bash")
def test_bash(shell_folder: Path) -> None:
    typed = tabbed(shell_folder, ["bash", "--norc", "--noprofile", "-i"], ['eval "$(textmend completion bash)"'])
    assert {line: typed(line) for line in ONE} == ONE


@needs("zsh")
def test_zsh(shell_folder: Path) -> None:
    prepare = ["autoload -U compinit", "compinit -D", "unsetopt ZLE_BRACKETED_PASTE", "bindkey -e"]
    typed = tabbed(shell_folder, ["zsh", "-f", "-i"], [*prepare, 'eval "$(textmend completion zsh)"'])
    # A slash that zsh adds goes away with the next key.
    assert {line: typed(line) for line in ONE} == {line: done.removesuffix("/") for line, done in ONE.items()}


@needs("fish")
def test_fish(shell_folder: Path) -> None:
    def completed(line: str) -> list[str]:
        ask = f"textmend completion fish | source; complete -C 'textmend {line}'"
        done = subprocess.run(
            ["fish", "-c", ask], cwd=shell_folder, env=environment(shell_folder), capture_output=True, check=True
        )
        return [each.partition("\t")[0] for each in done.stdout.decode().splitlines() if each.strip()]

    for line, expected in ONE.items():
        assert completed(line) == [expected.rpartition(" ")[2]], line
    described = subprocess.run(
        ["fish", "-c", "textmend completion fish | source; complete -C 'textmend clean -p pd'"],
        cwd=shell_folder,
        env=environment(shell_folder),
        capture_output=True,
        check=True,
    )
    assert described.stdout.decode().strip() == "pdf\ttext from PDF, OCR or print"


def test_all_values_are_offered() -> None:
    import textmend.passes as registry
    from textmend import formats, lang
    from textmend.pipeline.presets import LEVELS, PRESETS

    def offered(line: str, typed: str = "") -> list[str]:
        words = f"textmend {line} {typed}".rstrip()
        env = {**os.environ, "_TEXTMEND_COMPLETE": "bash_complete", "COMP_WORDS": words.replace(" ", "\n")}
        env["COMP_CWORD"] = str(len(words.split()) - (1 if typed else 0))
        code = "import sys; sys.argv[0] = 'textmend'; from textmend.cli import main; main()"
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False)
        return [line.partition(",")[2] for line in done.stdout.decode().split()]

    assert offered("clean --preset") == list(PRESETS)
    assert offered("clean --level") == list(LEVELS)
    assert offered("clean --format") == list(formats.NAMES)
    assert offered("explain --lang") == list(lang.names())
    assert offered("clean --only") == list(registry.names())
    assert offered("clean --skip", "dashes/") == [f"dashes/{rule.name}" for rule in registry.get("dashes").rules]
    assert offered("clean --skip", "none/") == []
    assert all(re.fullmatch(r"[\w-]+", name) for name in offered("clean --encoding"))
