"""A dataset that is mapped twice, in a process of its own: `mapped.py FOLDER` prints fingerprints and cache files.

FOLDER has `docs.jsonl`; the cache is written to it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import datasets
from datasets.fingerprint import Hasher

from textmend.integrations.datasets import Cleaner, clean


def main() -> None:
    folder = Path(sys.argv[1])
    datasets.disable_progress_bars()
    given: Any = datasets.load_dataset(
        "json", data_files=str(folder / "docs.jsonl"), cache_dir=str(folder / "cache"), split="train"
    )
    cleaner = Cleaner("text", "default")
    before = Hasher.hash(cleaner)
    mended = clean(given, "text", "default", edits="_edits")
    again = clean(given, "text", "default", edits="_edits")
    cleaner.pipeline.clean("the war ofthe \u201croses\u201d -- as it was")
    files = [file["filename"] for file in mended.cache_files]
    print(
        json.dumps(
            {
                "hash": [before, Hasher.hash(cleaner)],
                "fingerprints": [mended._fingerprint, again._fingerprint],
                "files": files,
                "times": [Path(file).stat().st_mtime_ns for file in files],
                "texts": mended["text"][:],
                "edits": mended["text_edits"][:],
            }
        )
    )


if __name__ == "__main__":
    main()
