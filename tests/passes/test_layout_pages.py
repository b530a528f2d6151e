"""The printed pages of docs/layout-pages.md are repaired as it shows, by the rules that it names."""

from __future__ import annotations

import re

import pytest

from docs import layout_pages
from docs.layout_pages import Reading
from textmend.passes.layout import LayoutPass

MARKDOWN = layout_pages.PAGE.read_text("utf-8")
READINGS = layout_pages.readings(MARKDOWN)
# A rule, and the sections that have it.
TABLE = dict(re.findall(r"^\| `([\w-]+)` \| (.*) \|$", MARKDOWN, re.MULTILINE))
# Pages load on a phone, and the repository keeps every version.
MOST_BYTES, MOST_BYTES_TOGETHER = 40_000, 300_000


def named(reading: Reading) -> str:
    return f"{reading.page}-{reading.extractor}"


def test_the_texts_are_those_of_today() -> None:
    assert layout_pages.with_results(MARKDOWN) == MARKDOWN, "write them anew: python -m docs"


@pytest.mark.parametrize("reading", READINGS, ids=named)
def test_the_rules_that_are_named_work(reading: Reading) -> None:
    result = reading.repaired()
    at_work = {rule for edit in result.edits for rule in edit.rules} | {each.edit.rule for each in result.refused}
    assert {f"layout/{rule}" for rule in reading.rules} <= at_work
    assert (result.text == reading.before) == (not reading.after)


def test_each_rule_is_shown_where_the_table_says() -> None:
    assert sorted(TABLE) == sorted(rule.name for rule in LayoutPass.rules)
    sections = re.split(r"^## ", MARKDOWN, flags=re.MULTILINE)[1:]
    shown = {
        (rule, section.split("\n")[0])
        for section in sections
        for reading in layout_pages.readings(section)
        for rule in reading.rules
    }
    for rule, links in TABLE.items():
        for words, heading in re.findall(r"\[([^\]]+)\]\(#([\w-]+)\)", links):
            assert heading == words.replace(" ", "-")
            assert (rule, words[0].upper() + words[1:]) in shown


def test_each_page_has_a_small_picture() -> None:
    pictures = sorted(layout_pages.FIGURES.iterdir())
    assert [each.stem for each in pictures] == sorted({reading.page for reading in READINGS})
    assert [each.stem for each in pictures] == sorted(source.stem for source in layout_pages.SOURCES.iterdir())
    sizes = [each.stat().st_size for each in pictures]
    assert max(sizes) < MOST_BYTES
    assert sum(sizes) < MOST_BYTES_TOGETHER
