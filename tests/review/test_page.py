"""The page in a real browser: what it shows, how it is used by mouse and by keyboard, and how fast it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import textmend
from benchmarks.review import FILTER_TIME, LEVELS, SCROLL, findings
from tests.review.browser import Browser, Tab, browser
from tests.test_cli import folder, run
from textmend.review.findings import Entry, Findings
from textmend.review.page import page

__all__ = ["browser", "folder"]

TEXT = """They praised the workof the crew, the endof years. The “curly” mark.
We sawthe ship, and it was good.
"""
ARABIC = "قرأنا “الكتاب” في المدينة.\n"
CHINESE = "他说：“你好，世界”！\n"


@pytest.fixture
def reviewed(folder: Path) -> Path:
    """The page of a run over three files."""
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text(ARABIC + CHINESE, "utf-8")
    (folder / "c.md").write_text("# The endof it\n\nThey praised the workof `years`, itwas allso good.\n", "utf-8")
    # With this level, some edits are refused for their confidence.
    run("clean", "-q", "--check", "--level", "safe", ".", "--report", "run.html")
    return folder / "run.html"


def write(path: Path, found: Findings) -> Path:
    path.write_bytes(page(found, title="A run", levels=LEVELS, run={"preset": "default", "lang": "en"}))
    return path


def texts(tab: Tab, selector: str) -> list[str]:
    found: list[str] = tab.run(
        f"[...document.querySelectorAll({json.dumps(selector)})].map((each) => each.textContent)"
    )
    return found


def shown_edits(tab: Tab) -> int:
    return int(tab.run("document.querySelectorAll('.mark').length"))


def press(tab: Tab, start: str) -> None:
    """Click on the button of the open edit whose text starts so."""
    tab.run(f"[...card.querySelectorAll('button')].find((e) => e.textContent.startsWith({start!r})).click()")


def focused(tab: Tab) -> str:
    return str(tab.run("document.activeElement.id || document.activeElement.getAttribute('aria-label') || ''"))


class TestReading:
    def test_edits_are_marked_in_their_context(self, browser: Browser, folder: Path) -> None:
        (folder / "a.txt").write_text(TEXT, "utf-8")
        run("clean", "-q", "--check", "a.txt", "--report", "run.html")
        with browser.open(folder / "run.html") as tab:
            (text,) = texts(tab, ".text")
            assert text.startswith(
                'They praised the work␣of the crew, the end␣of years. The “"curly”" mark.\nWe saw␣the ship'
            )
            assert texts(tab, "del") == ["“", "”"]
            assert texts(tab, "ins") == ["␣", "␣", '"', '"', "␣"]
            assert texts(tab, ".place") == ["1:22"]
            assert texts(tab, "#summary") == ["5 edits in 1 file · 0 left alone · preset default"]

    def test_before_and_after_on_hover_and_on_focus(self, browser: Browser, reviewed: Path) -> None:
        with browser.open(reviewed) as tab:
            assert tab.run("document.getElementById('card').hidden")
            tab.hover(".mark")
            assert texts(tab, "#card dt") == ["Before", "After"]
            assert texts(tab, "#card dd") == ["workof", "work␣of"]
            assert "inserts the missing space" in texts(tab, "#card .about")[0]
            tab.run("document.querySelectorAll('.mark')[1].focus()")
            assert texts(tab, "#card dd")[0] == "endof"

    def test_refused_suspicions_have_reasons(self, browser: Browser, reviewed: Path) -> None:
        with browser.open(reviewed) as tab:
            tab.run("document.querySelector('input[value=refused]').click()")
            assert shown_edits(tab) >= 1
            assert "left alone: confidence" in texts(tab, ".meta")[0]
            label = tab.run("document.querySelector('.mark').getAttribute('aria-label')")
            assert "left alone: confidence" in label

    def test_scripts_of_other_directions(self, browser: Browser, reviewed: Path) -> None:
        with browser.open(reviewed) as tab:
            tab.run("document.querySelector('input[value=all]').click()")
            (text,) = [text for text in texts(tab, ".text") if "الكتاب" in text]
            assert "你好" in text
            at = "[...document.querySelectorAll('.text')].find((each) => each.textContent.includes('الكتاب'))"
            assert tab.run(f"getComputedStyle({at}).direction") == "rtl"
            assert tab.run(f"getComputedStyle({at}).unicodeBidi") == "plaintext"


class TestFilters:
    def test_by_rule_pass_file_level_and_words(self, browser: Browser, tmp_path: Path) -> None:
        with browser.open(write(tmp_path / "p.html", findings(400, files=4))) as tab:
            click = "document.getElementById('{}').click()".format
            tab.run("document.querySelector('#more').scrollIntoView()")
            tab.run(click("no-rules"))
            assert shown_edits(tab) == 0
            assert texts(tab, ".empty") == ["Nothing matches these filters."]
            tab.run(click("pass-spacing"))
            only = tab.run(
                "[...document.querySelectorAll('.mark')].every((e) => e.ariaLabel.includes('spacing/split'))"
            )
            assert only
            tab.run(click("all-rules"))
            tab.run("file.value = 2; file.dispatchEvent(new Event('change'))")
            assert texts(tab, ".file") == ["notes/chapter-002.txt 100 edits"]
            tab.run("file.value = -1; file.dispatchEvent(new Event('change'))")
            for _ in range(3):
                tab.run("document.querySelectorAll('#bands input')[0].click()")
            labels = tab.run("[...document.querySelectorAll('.mark')].map((each) => each.ariaLabel)")
            assert max(float(label.rpartition("confidence ")[2]) for label in labels) < 0.99
            tab.run("search.value = 'chapter-001'; search.dispatchEvent(new Event('input'))")
            tab.run("new Promise((done) => setTimeout(done, 250))")
            assert texts(tab, ".file") == ["notes/chapter-001.txt 100 edits"]

    def test_another_level(self, browser: Browser, tmp_path: Path) -> None:
        found = findings(300)
        with browser.open(write(tmp_path / "p.html", found)) as tab:
            assert texts(tab, "#outcome") == ["As run: 300 edits."]
            tab.run("slider.value = 85; slider.dispatchEvent(new Event('input'))")
            fewer = sum(count for (_, at, made), count in found.bins.items() if made and at < 85)
            more = sum(count for (_, at, made), count in found.bins.items() if not made and at >= 85)
            assert fewer
            assert more
            expected = f"At 0.85 or more: {300 - fewer + more} edits, {fewer} fewer and {more} more than in this run."
            assert texts(tab, "#outcome")[0].startswith(expected)
            assert tab.run("document.querySelectorAll('.mark.not').length") > 0
            tab.run("document.getElementById('differing').click()")
            tab.run("document.querySelector('#more').scrollIntoView(); new Promise((done) => setTimeout(done, 300))")
            assert shown_edits(tab) == fewer + more
            tab.run("[...document.querySelectorAll('#level-buttons button')][0].click()")
            assert texts(tab, "#outcome") == ["As run: 300 edits."]

    def test_charts_say_what_they_show(self, browser: Browser, tmp_path: Path) -> None:
        with browser.open(write(tmp_path / "p.html", findings(300))) as tab:
            label = tab.run("document.getElementById('histogram').getAttribute('aria-label')")
            assert label.startswith("Edits by confidence: ")
            assert sum(int(part.split()[0]) for part in label.split(": ")[1].split(", ")) == 300
            assert tab.run("document.querySelectorAll('#histogram .made').length") > 20
            counts = [int(text) for text in texts(tab, ".group > .rule:not(:first-child) .number")]
            assert sum(counts) == 300

    def test_a_sample_says_so(self, browser: Browser, tmp_path: Path) -> None:
        with browser.open(write(tmp_path / "p.html", findings(9000, sample=2000))) as tab:
            assert "This page shows a sample: 2,000 of 9,000 edits" in texts(tab, "#notes")[0]
            assert texts(tab, "#status") == ["Showing 2,000 edits of a sample of 2,000 of 9,000"]
            assert texts(tab, "#outcome") == ["As run: 9,000 edits."]


class TestDecisions:
    def saved(self, tab: Tab, folder: Path) -> None:
        tab.run("document.getElementById('export').click(); document.getElementById('export-save').click()")
        for _ in range(50):
            if (folder / "decisions.json").exists() and (folder / "decisions.json").stat().st_size:
                return
            tab.run("new Promise((done) => setTimeout(done, 100))")
        raise AssertionError("nothing was saved")

    def test_from_the_page_to_the_files(self, browser: Browser, folder: Path) -> None:
        """The whole way: report, page, decisions by keyboard and by mouse, export, clean."""
        (folder / "a.txt").write_text(TEXT, "utf-8")
        run("clean", "-q", "--check", "a.txt", "--report", "run.jsonl")
        run("review", "run.jsonl")
        with browser.open(folder / "run.html") as tab:
            tab.run("document.querySelector('.mark').focus()")
            tab.press("r")
            assert "rejected" in focused(tab)
            tab.run("document.querySelectorAll('.mark')[4].focus()")
            press(tab, "Accept")
            tab.run("document.querySelectorAll('.mark')[2].focus()")
            press(tab, "Reject all")
            assert texts(tab, "#decided") == ["1 accepted, 1 rejected, 1 rule"]
            self.saved(tab, folder)
        done = run("clean", "a.txt", "--decisions", "decisions.json")
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout == TEXT.replace("endof", "end of").replace("sawthe", "saw the")
        written = json.loads((folder / "decisions.json").read_text("utf-8"))
        assert [each["decision"] for each in written["edits"]] == ["reject", "accept"]
        assert written["rules"] == {"quotes/straighten": "reject"}
        assert written["run"] == {"preset": "default", "lang": "en"}

    def test_what_cannot_be_obeyed_is_not_offered(self, browser: Browser, folder: Path) -> None:
        """Bytes that are decoded before anything else; and edits of old reports, which do not say where they are."""
        (folder / "a.txt").write_bytes(b"A caf\xe9 by the river, and na\xc3\xafve plans of the old caf\xe9 keeper.\n")
        run("clean", "-q", "--check", "a.txt", "--report", "run.html")
        found = Findings()
        found.add(Entry("a.txt", {"line": 3}, "x", "y", "spacing/split", 0.9))
        for file in (folder / "run.html", write(folder / "old.html", found)):
            with browser.open(file) as tab:
                tab.run("document.querySelector('.mark').focus()")
                tab.press("r")
                assert texts(tab, "#card dt") == ["Before", "After"]
                assert texts(tab, "#decided") == [""]
                assert not [each for each in texts(tab, "#card button") if each in ("Accept", "Reject")]

    def test_a_result_has_none(self, browser: Browser, tmp_path: Path) -> None:
        """A text in memory is no file that the command could be given."""
        (tmp_path / "p.html").write_text(textmend.explain("They praised the workof the crew.").to_html(), "utf-8")
        with browser.open(tmp_path / "p.html") as tab:
            tab.run("document.querySelector('.mark').focus()")
            assert texts(tab, "#card dd") == ["workof", "work␣of"]
            assert [each for each in texts(tab, "#card button") if not each.startswith("Never")] == []
            assert tab.run("document.getElementById('export').hidden")

    def test_the_command_is_that_of_the_run(self, browser: Browser, folder: Path) -> None:
        (folder / "a.txt").write_text(TEXT, "utf-8")
        run("clean", "-q", "--check", "-p", "web", "--skip", "quotes", "a.txt", "--report", "run.html")
        with browser.open(folder / "run.html") as tab:
            tab.run("document.getElementById('export').click()")
            command = "textmend clean -p web --skip quotes FILES… --decisions decisions.json"
            assert texts(tab, "#export-command") == [command]

    def test_they_outlast_the_page(self, browser: Browser, reviewed: Path) -> None:
        with browser.open(reviewed) as tab:
            tab.run("document.querySelector('.mark').focus()")
            tab.press("a")
        with browser.open(reviewed) as tab:
            assert texts(tab, "#decided") == ["1 accepted, 0 rejected"]

    def test_never_again(self, browser: Browser, folder: Path) -> None:
        (folder / "a.txt").write_text(TEXT, "utf-8")
        run("clean", "-q", "--check", "a.txt", "--report", "run.html")
        with browser.open(folder / "run.html") as tab:
            tab.run("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
            tab.run("document.querySelector('.mark').focus()")
            word, rule = [each for each in texts(tab, "#card button") if each.startswith("Never")]
            assert word == "Never split “workof”: copy the word"
            assert rule == "Never by this rule: copy --skip spacing/split"
            press(tab, "Never split")
            (folder / "words.txt").write_text(tab.run("window.copied"))
            press(tab, "Never by")
            skip = tab.run("window.copied").split()
        assert "workof" in run("clean", "--words", "words.txt", "a.txt").stdout
        assert "endof" in run("clean", *skip, "a.txt").stdout


class TestEveryone:
    def test_the_keyboard_alone(self, browser: Browser, reviewed: Path) -> None:
        with browser.open(reviewed) as tab:
            seen: list[str] = []
            for _ in range(60):
                tab.press("Tab")
                seen.append(
                    tab.run("(({className, id, name}) => className || id || name || '')(document.activeElement)")
                )
                if "mark" in seen[-1]:
                    break
            assert seen[:3] == ["skip", "primary", "help-open"]
            assert "mark" in seen[-1], "the list is one stop after the filters"
            assert seen.index("search") < seen.index("slider") < len(seen) - 1
            first = focused(tab)
            tab.press("ArrowRight")
            second = focused(tab)
            tab.press("j")
            assert len({first, second, focused(tab)}) == 3
            tab.press("ArrowLeft")
            assert focused(tab) == second
            tab.press("Enter")
            assert tab.run("document.activeElement.textContent") == "Accept"
            tab.press("Tab")
            assert tab.run("document.activeElement.textContent") == "Reject"
            tab.press("Enter")
            assert tab.run("document.activeElement.getAttribute('aria-pressed')") == "true"
            tab.press("Escape")
            assert focused(tab) == f"{second}, rejected"
            tab.press("End")
            assert tab.run("[...document.querySelectorAll('.mark')].at(-1) === document.activeElement")
            tab.press("Escape")
            assert tab.run("document.getElementById('card').hidden")

    @pytest.mark.parametrize("dark", [False, True])
    @pytest.mark.parametrize("width", [1280, 360])
    def test_everything_can_be_read(self, browser: Browser, reviewed: Path, width: int, dark: bool) -> None:
        """Contrast of 4.5 to 1, as WCAG 2.2 AA has it, for all text that is on the page in any state."""
        with browser.open(reviewed, width=width, dark=dark) as tab:
            tab.run("document.getElementById('side').open = true")
            tab.run("document.querySelector('input[value=all]').click()")
            marks = "document.querySelectorAll('.mark')"
            for key, at in (("r", 0), ("a", 1)):
                tab.run(f"{marks}[{at}].focus()")
                tab.press(key)
            tab.run("document.querySelectorAll('details').forEach((each) => (each.open = true))")
            tab.run("slider.value = 60; slider.dispatchEvent(new Event('input'))")
            tab.run("document.getElementById('toast').textContent = 'Copied'")
            assert tab.run(_LOW_CONTRAST) == []
            tab.run("document.getElementById('export').click()")
            assert tab.run(_LOW_CONTRAST) == []

    @pytest.mark.parametrize("dark", [False, True])
    def test_names_and_roles(self, browser: Browser, reviewed: Path, dark: bool) -> None:
        with browser.open(reviewed, dark=dark) as tab:
            tab.run("document.querySelector('.mark').focus()")
            tree = tab.send("Accessibility.getFullAXTree")["nodes"]
            roles = {
                "button",
                "checkbox",
                "radio",
                "slider",
                "searchbox",
                "combobox",
                "image",
                "dialog",
                "group",
                "form",
            }
            named = [node for node in tree if not node["ignored"] and node["role"]["value"] in roles]
            assert len(named) > 30
            nameless = [n for n in named if not n.get("name", {}).get("value") and n["role"]["value"] != "group"]
            assert nameless == []
            headings = [n["name"]["value"] for n in tree if not n["ignored"] and n["role"]["value"] == "heading"]
            assert headings[0] == "run.html"
            assert {n["role"]["value"] for n in tree if not n["ignored"]} >= {"banner", "main", "article"}
            assert tab.run("document.documentElement.lang") == "en"

    def test_nothing_is_wider_than_a_phone(self, browser: Browser, tmp_path: Path) -> None:
        found = findings(60)
        long = next(iter(found.sampled()))
        found.add(long._replace(path="x" * 300, left="y" * 300, before="z" * 300, right="w" * 300))
        with browser.open(write(tmp_path / "p.html", found), width=360, height=740) as tab:
            tab.run("document.getElementById('side').open = true")
            for at in (0, 20, -1):
                tab.run(f"[...document.querySelectorAll('.mark')].at({at}).focus()")
                assert tab.run("document.documentElement.scrollWidth") == 360
            assert tab.run("document.querySelector('#card').getBoundingClientRect().right") <= 360
            small = (
                "[...document.querySelectorAll('button')].filter((e) => e.offsetHeight && e.offsetHeight < 24).length"
            )
            assert tab.run(small) == 0, "a finger needs some room"


class TestFigures:
    """The figures of docs/review.md are the medians on a quiet machine; here is what a busy one must reach."""

    def test_2000_edits_open_at_once_and_filter_at_once(self, browser: Browser, tmp_path: Path) -> None:
        with browser.open(write(tmp_path / "p.html", findings(2000))) as tab:
            opened = tab.run("performance.getEntriesByType('navigation')[0].loadEventEnd")
            assert opened <= 2000
            assert min(tab.run(FILTER_TIME) for _ in range(5)) <= 150

    def test_10000_edits_scroll(self, browser: Browser, tmp_path: Path) -> None:
        with browser.open(write(tmp_path / "p.html", findings(10_000))) as tab:
            frames = tab.run(SCROLL)
            frames.sort()
            assert frames[len(frames) // 2] <= 40, "the median time of a frame in milliseconds"
            tab.run("new Promise((done) => setTimeout(done, 4000))")
            assert shown_edits(tab) > 5000, "all of it is there soon, so that the browser's own search finds it"


# The texts on the page whose contrast with what is behind them is too low.
_LOW_CONTRAST = """(() => {
  const parse = (color) => {
    const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number);
    return {r, g, b, a};
  };
  const over = (top, bottom) => ({
    r: top.r * top.a + bottom.r * (1 - top.a), g: top.g * top.a + bottom.g * (1 - top.a),
    b: top.b * top.a + bottom.b * (1 - top.a), a: 1,
  });
  const ground = (element) => {
    const stack = [];
    for (let e = element; e; e = e.parentElement) stack.push(parse(getComputedStyle(e).backgroundColor));
    return stack.reverse().reduce((below, color) => over(color, below), {r: 255, g: 255, b: 255, a: 1});
  };
  const light = ({r, g, b}) => {
    const [x, y, z] = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest('script, option')) continue;
    const back = ground(element);
    const a = light(over(parse(getComputedStyle(element).color), back)), b = light(back);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.push([element.outerHTML.slice(0, 120), ratio]);
  }
  return low;
})()"""
