"""Settings from a file: found, validated, in force, and shown with their origin."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.test_cli import folder, needs_posix, only_line, run

__all__ = ["folder"]

TEXT = "They praised the “workof” the crew, the endof years.\n".encode()


def test_settings_stand_in_for_what_is_not_typed(folder: Path) -> None:
    (folder / "textmend.toml").write_text('skip = ["quotes"]\nwords = ["workof"]\n')
    assert run("clean", stdin=TEXT).output == TEXT.decode().replace("endof", "end of")
    assert run("clean", "--skip", "spacing", stdin=TEXT).output == TEXT.decode().replace("“", '"').replace("”", '"')
    assert run("clean", "--config", "", stdin=TEXT).output.count(" of") == 2
    assert "1 edit" in run("explain", stdin=TEXT).stderr


def test_a_table_of_pyproject_is_found_from_below(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "pyproject.toml").write_text('[project]\nname = "x"\n[tool.textmend]\nonly = ["quotes"]\n')
    (folder / "a/b").mkdir(parents=True)
    (folder / "a/pyproject.toml").write_text('[project]\nname = "y"\n')
    monkeypatch.chdir(folder / "a/b")
    assert run("clean", stdin=TEXT).output == TEXT.decode().replace("“", '"').replace("”", '"')


def test_word_lists_and_options_of_passes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "ours.txt").write_text("Endof # a firm\n")
    (folder / "textmend.toml").write_text(
        'word-lists = ["ours.txt"]\n[spacing]\nwords = ["Workof"]\n[quotes]\nstyle = "typographic"\n'
    )
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    assert run("clean", stdin=TEXT).output == TEXT.decode()
    assert run("clean", "-p", "safe", stdin=TEXT).exit_code == 0, "options of passes that do not run do no harm"


def test_rules_of_the_user_come_last_in_every_preset(folder: Path) -> None:
    (folder / "textmend.toml").write_text('[replace]\nreplacements = ["end of years => years\u2019 end", "crew =>"]\n')
    replaced = TEXT.decode().replace("endof years", "years\u2019 end").replace("crew", "")
    assert run("clean", "--skip", "quotes", stdin=TEXT).output == replaced.replace("workof", "work of")
    assert run("clean", "--only", "quotes", stdin=TEXT).output.count("crew") == 1
    assert run("clean", "--skip", "replace", stdin=TEXT).output.count("crew") == 1
    assert "replace/literal" in run("explain", "-p", "safe", stdin=TEXT).output
    (folder / "textmend.toml").write_text('[replace]\nreplacements = ["a => a b"]\n')
    done = run("clean", stdin=TEXT)
    assert done.exit_code == 2
    assert "textmend.toml:2: replace.replacements: 'a => a b' produces 'a'" in only_line(done.stderr)


def test_the_old_name_of_an_option_is_taken_and_reported(folder: Path) -> None:
    (folder / "textmend.toml").write_text('lang = "en"\n[replace]\nrules = ["teh => the"]\n')
    done = run("clean", stdin=b"teh end\n")
    assert done.stdout == "the end\n"
    assert "textmend.toml:3: option 'rules' was renamed to 'replacements'" in only_line(done.stderr)


def test_a_level_is_a_name_or_a_number(folder: Path) -> None:
    text = b"The war ofthe roses -- it was over.\n"
    assert run("clean", "--level", "0.5", stdin=text).output == run("clean", stdin=text).output != text.decode()
    (folder / "textmend.toml").write_text("level = 1.0\n")
    assert run("clean", stdin=text).output == text.decode()
    assert run("clean", "--level", "likely", stdin=text).output != text.decode()
    (folder / "textmend.toml").write_text("level = 95\n")
    assert "level: a level is one of safe, likely, guess, or a minimum" in only_line(run("clean", stdin=text).stderr)
    assert "not 95.0" in only_line(run("clean", "--config", "", "--level", "95", stdin=text).stderr)


def test_which_files_and_fields(folder: Path) -> None:
    (folder / "textmend.toml").write_text(
        'preset = "ascii"\nonly = ["ascii"]\nfield = ["body"]\nexclude = ["b.jsonl"]\n'
    )
    for name in ("a.jsonl", "b.jsonl"):
        (folder / name).write_text('{"body": "é"}\n', "utf-8")
    assert run("clean", "-w", "-q", ".").exit_code == 0
    assert (folder / "a.jsonl").read_text("utf-8") == '{"body": "e"}\n'
    assert (folder / "b.jsonl").read_text("utf-8") == '{"body": "é"}\n'


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('preset = "pdff"', 1, "preset: unknown preset 'pdff'; did you mean 'pdf'?"),
        ("\nprest = 1", 2, "prest: unknown key 'prest'; did you mean 'preset'?"),
        ('# x\nskip = "quotes"', 2, "skip: takes a list of strings, not 'quotes'"),
        ('skip = ["quotes", "quots/x"]', 1, "skip: unknown pass 'quots'"),
        ('skip = ["quotes/x"]', 1, "skip: unknown rule 'quotes/x'"),
        ("jobs = 0", 1, "jobs: takes a positive integer, not 0"),
        ("hidden = 1", 1, "hidden: takes true or false, not 1"),
        ('on-error = "drop"', 1, "on-error: unknown on-error 'drop'"),
        ("[preset]\nx = 1", 1, "preset: takes a string, not a table"),
        ('[spacing]\nwords = ["a"]\neffort = "much"', 3, "spacing.effort: unknown effort 'much'"),
        ("[spacing]\n\nefort = 1", 3, "spacing.efort: unknown option 'efort'; did you mean 'effort'?"),
    ],
)
def test_a_mistake_is_told_with_key_and_line(folder: Path, text: str, line: int, what: str) -> None:
    (folder / "textmend.toml").write_text(text)
    (folder / "p").mkdir()
    lines = text.replace("[", "[tool.textmend.", 1) if text.startswith("[") else f"[tool.textmend]\n{text}"
    (folder / "p/pyproject.toml").write_text(lines)
    for path, number in (("textmend.toml", line), ("p/pyproject.toml", line + (not text.startswith("[")))):
        for arguments in (["clean"], ["explain"], ["config"]):
            done = run(*arguments, "--config", path, stdin=TEXT)
            assert done.exit_code == 2
            assert only_line(done.stderr).startswith(f"textmend: {path}:{number}: {what}")


def test_what_is_no_toml_and_what_is_not_there(folder: Path) -> None:
    (folder / "textmend.toml").write_text('preset = "pdf\n')
    assert "textmend.toml: invalid TOML (" in only_line(run("clean", stdin=TEXT).stderr)
    assert "line 1" in run("clean", stdin=TEXT).stderr
    assert "none.toml: does not exist" in only_line(run("clean", "--config", "none.toml", stdin=TEXT).stderr)


def test_config_shows_what_is_in_force_and_from_where(folder: Path) -> None:
    assert run("config").output.startswith("No settings file")
    (folder / "textmend.toml").write_text('\npreset = "pdf"\n\n[spacing]\neffort = "light"\n')
    lines = run("config").output.splitlines()
    assert lines[0] == f"From {folder / 'textmend.toml'}"
    assert [line.split() for line in lines[1:3]] == [
        ["line", "2", "preset", "=", '"pdf"'], ["line", "5", "spacing.effort", "=", '"light"'],
    ]  # fmt: skip
    assert any(line.split()[:1] == ["on-error"] for line in lines[3:])


@needs_posix
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    assert "_TEXTMEND_COMPLETE" in run("completion", shell).output
    if shell == "bash":
        done = subprocess.run(
            [Path(sys.executable).with_name("textmend")],
            env={"_TEXTMEND_COMPLETE": "bash_complete", "COMP_WORDS": "textmend clean --on", "COMP_CWORD": "2"},
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert set(done.stdout.split()) == {"plain,--only", "plain,--on-error"}


def test_the_hooks_for_pre_commit_are_commands_that_run(folder: Path) -> None:
    hooks = yaml.safe_load((Path(__file__).parents[1] / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (folder / "a.txt").write_text("“ofthe war”\n", "utf-8")
    statuses = {}
    for hook in reversed(hooks):
        command = hook["entry"].split()
        assert command[0] == "textmend"
        statuses[hook["id"]] = run(*command[1:], "a.txt").exit_code
    assert statuses == {"textmend-check": 1, "textmend": 0}
    assert (folder / "a.txt").read_text("utf-8") == '"of the war"\n'
