"""No document can run a script on the page or in a notebook, or steer a terminal."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

import textmend
from tests.review.browser import Browser, browser
from tests.review.hostile import MARKUP, TERMINAL, document
from tests.test_cli import SCRIPT, needs_posix
from textmend.pipeline.result import Result
from textmend.review.findings import Entry, Findings
from textmend.review.page import page

__all__ = ["browser"]


@pytest.fixture(scope="module")
def result() -> Result:
    return textmend.Pipeline(["quotes", "ascii"]).explain(document())


def all_over() -> bytes:
    """A page with hostile strings wherever a string can be: not only texts come from elsewhere."""
    findings = Findings()
    for at, each in enumerate(MARKUP):
        place: dict[str, int | str] = {"line": at + 1, "field": each, "start": 0, "end": 1}
        reason = "" if at % 2 else each
        findings.add(Entry(f"{each}.txt", place, each, f"{each}!", f"spacing/{each}", 0.5, each, each, reason))
        findings.problem(each, each, each)
    rules = {f"spacing/{each}": each for each in MARKUP}
    return page(findings, title=MARKUP[0], run={"preset": MARKUP[1], "lang": MARKUP[2]}, rules=rules, notes=MARKUP[:9])


def test_there_are_200_kinds(result: Result) -> None:
    assert len(MARKUP) >= 200
    assert len(result.edits) >= 2 * len(MARKUP)


@pytest.mark.parametrize("where", ["text", "everywhere"])
def test_nothing_runs_on_the_page(browser: Browser, tmp_path: Path, result: Result, where: str) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(result.to_html(MARKUP[0]).encode() if where == "text" else all_over())
    with browser.open(file) as tab:
        assert tab.run("document.documentElement.dataset.ready") == "true", "the page's own script runs"
        for kind in ("refused", "all"):
            tab.run(f"document.querySelector('input[value={kind}]').click()")
        tab.run("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        for _ in range(20):
            tab.run("window.scrollBy(0, 50000); new Promise((done) => setTimeout(done, 20))")
        marks = tab.run("document.querySelectorAll('.mark').length")
        assert marks > 150
        for at in range(0, marks, 7):
            tab.run(f"document.querySelectorAll('.mark')[{at}].focus()")
        # A link or a form of a document is not one here.
        ours = "a:not(.skip), form:not(#filters), iframe, img, object, embed, meta, link, base, video, audio"
        assert tab.run(f"document.body.querySelectorAll('{ours}').length") == 0
        assert tab.run("window.ran ?? 'no'") == "no"
        assert tab.events("Page.javascriptDialogOpening") == []
        requests = [each["request"]["url"] for each in tab.events("Network.requestWillBeSent")]
        assert requests == [file.as_uri()]
        assert tab.events("Runtime.exceptionThrown") == []
        assert tab.run("document.title").endswith("textmend review")


def test_a_script_that_gets_in_does_not_run(browser: Browser, tmp_path: Path, result: Result) -> None:
    """The policy of the page is a second line of defence: it works where escaping would have failed."""
    broken = result.to_html().replace("</body>", "<script>window.ran=1</script><img src=x onerror=window.ran=1></body>")
    (tmp_path / "page.html").write_text(broken, "utf-8")
    with browser.open(tmp_path / "page.html") as tab:
        assert tab.run("window.ran ?? 'no'") == "no"
        assert tab.run("document.querySelectorAll('.mark').length") > 0
        logged = [each["entry"]["text"] for each in tab.events("Log.entryAdded")]
        assert sum("Content Security Policy" in each for each in logged) >= 2


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self.attributes: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag] += 1
        self.attributes.update(name for name, _ in attrs)


def test_a_notebook_gets_text_alone(result: Result) -> None:
    some = [document()[at : at + 3000] for at in range(0, len(document()), 3000)]
    tags = _Tags()
    for text in some:
        tags.feed(textmend.Pipeline(["quotes", "ascii"]).explain(text)._repr_html_())
    assert set(tags.found) == {"div", "style", "p", "small", "span", "del", "ins"}
    assert set(tags.attributes) == {"class", "dir", "title", "tabindex"}
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", result._repr_html_())


def test_nothing_runs_in_a_notebook(browser: Browser, tmp_path: Path) -> None:
    parts = [textmend.Pipeline(["quotes"]).explain(f"“{each}” {each}")._repr_html_() for each in MARKUP]
    (tmp_path / "page.html").write_text(f"<!doctype html><body>{''.join(parts)}", "utf-8")
    with browser.open(tmp_path / "page.html") as tab:
        assert tab.run("document.querySelectorAll('ins').length") > 1.9 * len(MARKUP)
        assert tab.run("window.ran ?? 'no'") == "no"
        assert tab.events("Page.javascriptDialogOpening") == []
        assert len(tab.events("Network.requestWillBeSent")) == 1


@needs_posix
@pytest.mark.parametrize(
    "command",
    [
        ("explain", "-p", "ascii", "--refused"),
        ("clean", "-p", "ascii", "--diff"),
        ("clean", "-p", "ascii", "--check", "--stats", "-v", "--report", "run.html"),
        ("clean", "-p", "ascii", "-w", "-v", "--on-error", "skip"),
    ],
    ids=" ".join,
)
def test_no_sequence_reaches_the_terminal(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Colours of our own are all that is there; neither texts nor names of files add to them."""
    pexpect = pytest.importorskip("pexpect", reason="a terminal of its own")
    name = "a\x1b[2J\x07b\u202e.txt"
    # A file with these is not a text, and is refused.
    (tmp_path / name).write_text(re.sub("[\0\ud800-\udfff]", "", document()), "utf-8")
    (tmp_path / f"{name}l").write_text("no json")
    child = pexpect.spawn(SCRIPT[0], [*SCRIPT[1:], *command, name], cwd=tmp_path, encoding="utf-8", timeout=60)
    child.expect(pexpect.EOF)
    child.close()
    rest = re.sub(r"\x1b\[[0-9;]*m|\r\n", "", child.before)
    # What the bar writes, which has a terminal to write to: the cursor hidden and shown, a line up, a line erased.
    rest = re.sub(r"\x1b\[(\?25[lh]|1A|2K)|\r", "", rest)
    assert set(re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rest)) <= {"\t"}
    assert len(TERMINAL) >= 20
    assert "a\\x1b[2J" in child.before or command[0] == "explain"
    assert re.search(r"\d{3} edits", rest) or rest.count("alert") > 200, "something was shown"
