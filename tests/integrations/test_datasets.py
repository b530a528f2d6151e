"""Hugging Face datasets: the cache is found again by another process, and the result is that of a plain loop."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.integrations.digest import PRESETS, assert_same, rows_of
from tests.integrations.frames import ROWS, SAFE, fixed, message_without
from textmend.errors import OptionError, UnknownNameError
from textmend.pipeline import spec

pytest.importorskip("pyarrow", reason="needs the extra 'datasets'")
datasets = pytest.importorskip("datasets", reason="needs the extra 'datasets'")
from textmend.integrations.datasets import Cleaner, clean  # noqa: E402  # which needs datasets

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")


@pytest.fixture(autouse=True)
def _quiet() -> None:
    datasets.disable_progress_bars()


@pytest.fixture
def docs() -> Any:
    kinds = datasets.Features({"id": datasets.Value("int32"), "text": datasets.Value("string")})
    return datasets.Dataset.from_dict({"id": range(len(ROWS)), "text": ROWS}, features=kinds)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("options", [{}, {"batch_size": 7}, {"batch_size": None}, {"num_proc": 2}], ids=str)
def test_the_digest_is_that_of_a_plain_loop(options: dict[str, Any], preset: str) -> None:
    numbers, texts = zip(*rows_of(preset), strict=True)
    given = datasets.Dataset.from_dict({"id": numbers, "text": texts})
    mended = clean(given, "text", preset, edits="_edits", **options)
    assert_same(zip(mended["id"][:], mended["text"][:], mended["text_edits"][:], strict=True), preset)


def test_without_edits_the_columns_stay(docs: Any) -> None:
    mended = clean(docs, "text", "default")
    assert mended["text"][:] == fixed()
    assert mended["id"][:] == docs["id"][:]
    assert mended.features == docs.features
    assert docs["text"][:] == ROWS


def test_datasets_of_all_kinds(docs: Any) -> None:
    assert [row["text"] for row in clean(docs.to_iterable_dataset(), "text")] == fixed(SAFE)
    both = clean(datasets.DatasetDict(train=docs, test=docs), ["text"], SAFE.spec())
    assert both["train"]["text"][:] == both["test"]["text"][:] == fixed(SAFE)
    assert clean(docs.select([]), "text", edits="_edits").num_rows == 0
    formatted = clean(docs.with_format("numpy", columns=["id"]), "text").format
    assert (formatted["type"], formatted["columns"]) == ("numpy", ["id"])


def printed(folder: Path, seed: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "tests.integrations.mapped", str(folder)],
        env={
            **os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path),
            "HF_HOME": str(folder), "HF_DATASETS_OFFLINE": "1",
        },
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_cache_is_found_in_another_process_and_after_use(tmp_path: Path) -> None:
    lines = (json.dumps({"text": text}) for text in ["the war ofthe roses", None, "sound"])
    (tmp_path / "docs.jsonl").write_text("\n".join(lines), "utf-8")
    first, second = printed(tmp_path, "1"), printed(tmp_path, "2")
    assert first["texts"] == ["the war of the roses", None, "sound"]
    assert len({*first["hash"], *second["hash"]}) == 1
    assert len({*first["fingerprints"], *second["fingerprints"]}) == 1
    # The same file, which was not written again.
    assert first == second


def test_another_version_has_another_fingerprint(docs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first = clean(docs, "text")._fingerprint
    assert clean(docs, "text")._fingerprint == first
    assert clean(docs, "text", "default")._fingerprint != first
    monkeypatch.setattr(spec, "__version__", "9.9.9")
    assert clean(docs, "text")._fingerprint != first


def test_errors_teach_before_the_job_starts(docs: Any) -> None:
    with pytest.raises(OptionError, match="no column 'body'; the columns are 'id', 'text'"):
        clean(docs, "body")
    with pytest.raises(OptionError, match=r"column 'id' is .*, not text"):
        clean(docs, ["text", "id"])
    with pytest.raises(UnknownNameError, match="unknown preset 'pdff'"):
        Cleaner("text", "pdff")
    assert "pip install 'textmend[datasets]'" in message_without("datasets", "textmend.integrations.datasets")
