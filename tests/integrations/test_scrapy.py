"""Scrapy: a real crawl of a site on loopback, and the item pipeline on items of every kind."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.integrations.frames import message_without
from textmend import Pipeline
from textmend.errors import OptionError, UnknownNameError

pytest.importorskip("scrapy", reason="needs the extra 'scrapy'")
from scrapy.exceptions import DropItem

from textmend.integrations.scrapy import Addon, ItemPipeline  # which needs scrapy

TEXT = "The end ofthe war, caf\u00c3\u00a9"
FIXED = "The end of the war, caf\u00e9"
ADDON = {"textmend.integrations.scrapy.Addon": 400}


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = f'<html><head><meta charset="utf-8"></head><body><p>{TEXT}</p></body></html>'.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def crawled(url: str, **settings: Any) -> tuple[subprocess.CompletedProcess[str], Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.integrations.crawl", url, json.dumps({"ADDONS": ADDON, **settings})],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, cwd=Path(__file__).parents[2],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    return done, json.loads(done.stdout) if done.stdout else None


def test_a_crawl_with_items_of_every_kind(url: str) -> None:
    done, found = crawled(url, TEXTMEND_FIELDS=["text", "author.bio"])
    assert done.returncode == 0, done.stderr
    texts = {item["kind"]: item.get("text") for item in found["items"]}
    assert texts == {
        **dict.fromkeys(("dict", "item", "Data", "Frozen", "Defined", "Fixed"), FIXED),
        "list": [FIXED, None, "sound"], "inside": "sound", "number": 3, "missing": None,
    }  # fmt: skip
    assert [item["author"] for item in found["items"] if "author" in item] == [{"bio": FIXED}]
    stats = {name.removeprefix("textmend/"): value for name, value in found["stats"].items() if "textmend" in name}
    rules = [edit.rule for edit in Pipeline.preset("web").explain(TEXT).edits]
    assert stats == {
        "items": 10, "items_changed": 8, "missing/text": 1, "missing/author.bio": 9, "failed/text": 1,
        **{f"edits/{rule}": 8 * count for rule, count in Counter(rules).items()},
    }  # fmt: skip
    assert "field 'text' of an item dict is left as it is: it is not text, but int" in done.stderr
    assert "Traceback" not in done.stderr


def test_another_preset_and_dropped_items(url: str) -> None:
    done, found = crawled(url, TEXTMEND_FIELDS="text", TEXTMEND_PIPELINE="safe", TEXTMEND_ON_ERROR="drop")
    assert done.returncode == 0, done.stderr
    assert found["items"][0]["text"] == Pipeline.preset("safe").clean(TEXT) != FIXED
    assert "number" not in {item["kind"] for item in found["items"]}
    assert found["stats"]["item_dropped_count"] == 1


def test_a_preset_that_does_not_exist_stops_the_crawl_before_it_starts(url: str) -> None:
    done, found = crawled(url, TEXTMEND_FIELDS=["text"], TEXTMEND_PIPELINE="wbe")
    assert "unknown preset 'wbe'; did you mean 'web'?" in done.stderr
    assert found is None or not found["items"]


class Settings(dict[str, Any]):
    """As much of Scrapy's settings as the add-on looks at."""

    def getlist(self, name: str) -> list[str]:
        return list(self.get(name, []))


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        ({}, OptionError, "TEXTMEND_FIELDS names no field"),
        ({"TEXTMEND_FIELDS": ["a"], "TEXTMEND_ON_ERROR": "skip"}, OptionError, "'skip' is not one of 'keep', 'drop'"),
        ({"TEXTMEND_FIELDS": ["a"], "TEXTMEND_PIPELINE": "x"}, UnknownNameError, "unknown preset 'x'"),
    ],
)
def test_settings_are_checked(settings: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        Addon().update_settings(Settings(settings))


def test_sound_items_are_the_same_objects() -> None:
    pipeline = ItemPipeline(["text"])
    tags = ("sound", None)
    for item in ({"text": "sound"}, {"text": tags}, {"text": None}, {}, {"text": ""}):
        before = dict(item)
        assert pipeline.process_item(item) is item
        assert item == before
    assert {"text": tags}["text"] is tags


@dataclasses.dataclass(frozen=True, slots=True)
class Slotted:
    text: str
    size: int = dataclasses.field(init=False, default=0)


def test_what_is_frozen_is_copied_and_what_it_holds_stays() -> None:
    item = Slotted(TEXT)
    mended = ItemPipeline(["text"], Pipeline.preset("web").spec()).process_item(item)
    assert (mended, item) == (Slotted(FIXED), Slotted(TEXT))
    outer = {"page": item, "pages": [item, {"text": "sound"}]}
    found = ItemPipeline(["page.text", "pages.text"]).process_item(outer)
    assert found is outer
    assert outer == {"page": Slotted(FIXED), "pages": [Slotted(FIXED), {"text": "sound"}]}


def test_a_field_that_fails_does_not_stop_the_others() -> None:
    item = {"a": TEXT, "b": 3, "c": {"d": "x"}, "e": [TEXT, 4]}
    counts: Counter[str] = Counter()

    def count(name: str, by: int) -> None:
        counts[name] += by

    fields = ["b", "b.x", "e", "a"]
    assert ItemPipeline(fields, count=count).process_item(item) == {**item, "a": FIXED}
    assert [name for name in counts if name.startswith("failed")] == ["failed/b", "failed/b.x", "failed/e"]
    with pytest.raises(DropItem, match="field 'b' of an item dict"):
        ItemPipeline(fields, on_error="drop").process_item(item)


def test_the_extra_is_named() -> None:
    assert "pip install 'textmend[scrapy]'" in message_without("scrapy", "textmend.integrations.scrapy")
