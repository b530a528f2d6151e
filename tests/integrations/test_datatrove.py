"""datatrove: one task gives what four give, in texts and in stats."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.integrations.frames import DEFAULT, ROWS, SAFE, message_without
from textmend.errors import UnknownNameError

pytest.importorskip("datatrove", reason="needs the extra 'datatrove'")
from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from textmend.integrations.datatrove import TextmendFormatter  # which needs datatrove

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")

# A reader leaves out empty texts.
TEXTS = [text for text in ROWS if text]


def ran(folder: Path, tasks: int) -> tuple[dict[str, str], dict[str, Any]]:
    """The texts by id, and the stats of the step, of a run with so many tasks."""
    out, logs = folder / f"out{tasks}", folder / f"logs{tasks}"
    LocalPipelineExecutor(
        [
            JsonlReader(str(folder / "in")),
            TextmendFormatter("default", edits="edits"),
            JsonlWriter(str(out), compression=None),
        ],
        tasks=tasks,
        workers=2 if tasks > 1 else 1,
        logging_dir=str(logs),
    ).run()
    records = [json.loads(line) for path in sorted(out.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    for record in records:
        made = DEFAULT.explain(TEXTS[int(record["id"])]).edits
        assert [edit["start"] for edit in record.get("metadata", {}).get("edits", [])] == [edit.start for edit in made]
    (step,) = [each for each in json.loads((logs / "stats.json").read_text("utf-8")) if "textmend" in each["name"]]
    # A figure that was counted once for each document is a number, others are an object.
    stats = {name: each["total"] if isinstance(each, dict) else each for name, each in step["stats"].items()}
    return {record["id"]: record["text"] for record in records}, stats


def test_one_task_is_four_tasks_and_a_plain_loop(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(4):
        lines = (json.dumps({"id": str(at), "text": text}) for at, text in enumerate(TEXTS) if at % 4 == number)
        (tmp_path / "in" / f"{number}.jsonl").write_text("\n".join(lines), "utf-8")
    (one, stats), (four, same) = ran(tmp_path, 1), ran(tmp_path, 4)
    assert one == four == {str(number): DEFAULT.clean(text) for number, text in enumerate(TEXTS)}
    rules = Counter(edit.rule for text in TEXTS for edit in DEFAULT.explain(text).edits)
    for found in (stats, same):
        counted = {name: total for name, total in found.items() if name.startswith("edits/")}
        assert counted == {f"edits/{rule}": count for rule, count in rules.items()}
        assert found["total"] == len(TEXTS)


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
