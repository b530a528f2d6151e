"""datatrove: one task gives what four give, in texts and in stats."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.integrations.digest import PRESETS, Row, assert_same, expected, rows_of
from tests.integrations.frames import SAFE, message_without
from textmend.errors import UnknownNameError

pytest.importorskip("datatrove", reason="needs the extra 'datatrove'")
from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from textmend.integrations.datatrove import TextmendFormatter  # which needs datatrove

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


def ran(folder: Path, preset: str, tasks: int) -> tuple[list[Row], dict[str, Any]]:
    """The rows, and the stats of the step, of a run with so many tasks."""
    out, logs = folder / f"out{tasks}", folder / f"logs{tasks}"
    LocalPipelineExecutor(
        [
            JsonlReader(str(folder / "in")),
            TextmendFormatter(preset, edits="edits"),
            JsonlWriter(str(out), compression=None),
        ],
        tasks=tasks,
        workers=2 if tasks > 1 else 1,
        logging_dir=str(logs),
    ).run()
    records = [json.loads(line) for path in out.glob("*.jsonl") for line in path.open(encoding="utf-8")]
    # A writer leaves out a text that has become empty.
    rows = [(int(each["id"]), each.get("text", ""), each.get("metadata", {}).get("edits", [])) for each in records]
    (step,) = [each for each in json.loads((logs / "stats.json").read_text("utf-8")) if "textmend" in each["name"]]
    # A figure that was counted once for each document is a number, others are an object.
    stats = {name: each["total"] if isinstance(each, dict) else each for name, each in step["stats"].items()}
    return rows, stats


@pytest.mark.parametrize("preset", PRESETS)
def test_one_task_is_four_tasks_and_a_plain_loop(tmp_path: Path, preset: str) -> None:
    (tmp_path / "in").mkdir()
    given = [{"id": str(number), "text": text} for number, text in rows_of(preset) if text]
    for part in range(4):
        lines = "\n".join(map(json.dumps, given[part::4]))
        (tmp_path / "in" / f"{part}.jsonl").write_text(lines, "utf-8")
    rules = Counter(edit["rule"] for _, _, made in expected(preset) for edit in made or ())
    for tasks in (1, 4):
        rows, stats = ran(tmp_path, preset, tasks)
        assert_same(rows, preset, of=bool)  # a reader leaves out empty texts
        counted = {name: total for name, total in stats.items() if name.startswith("edits/")}
        assert counted == {f"edits/{rule}": count for rule, count in rules.items()}
        assert stats["total"] == len(given)


def test_sound_documents_are_left_alone() -> None:
    step = TextmendFormatter(SAFE.spec(), edits="edits")
    text = "Nothing to do."
    (document,) = step.run([Document(text=text, id="1", metadata={"a": 1})])
    assert document.text is text
    assert document.metadata == {"a": 1}
    assert step.format(text) is text
    assert step.format("caf\u00c3\u00a9") == "caf\u00e9"
    (empty,) = step.run([Document(text="", id="2")])
    assert empty.text == ""


def test_errors_teach() -> None:
    with pytest.raises(UnknownNameError, match="unknown preset 'pdff'"):
        TextmendFormatter("pdff")
    assert "pip install 'textmend[datatrove]'" in message_without("datatrove", "textmend.integrations.datatrove")
