"""Print what the review page costs, in a headless Chromium: `python -m benchmarks.review`.

Its size, the time until it is shown, the time of a filter, and the frames while it scrolls; each is the median of five
turns. An idle machine is needed, as these are wall times.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks.browser import Browser, Tab, executable
from textmend.review.findings import Entry, Findings
from textmend.review.page import page

__all__ = ["FILTER_TIME", "LEVELS", "SCROLL", "findings"]

_TURNS = 5
LEVELS = {"safe": 0.99, "likely": 0.90, "guess": 0.70}
_WORDS = [
    "the",
    "of",
    "and",
    "a",
    "river",
    "stone",
    "window",
    "letter",
    "morning",
    "quiet",
    "garden",
    "paper",
    "under",
    "after",
    "between",
    "walked",
    "found",
    "old",
]
_RULES = ("spacing/split", "quotes/straighten", "dashes/trace", "mojibake/utf-8", "characters/ligature", "layout/line")


def findings(edits: int, *, files: int = 20, script: str = "latin", sample: int | None = None) -> Findings:
    """Return findings with so many edits, and a tenth as many refusals."""
    random = Random(7)
    found = Findings(sample or edits)

    def words() -> str:
        if script == "cjk":
            return "".join(chr(random.randrange(0x4E00, 0x9000)) for _ in range(60))
        return " ".join(random.choices(_WORDS, k=12))[:60]

    for number in range(edits):
        path = f"notes/chapter-{number * files // edits:03}.txt"
        rule = random.choice(_RULES)
        confidence = random.uniform(0.7, 1.0)
        line = number % 997 + 1
        place: dict[str, int | str] = {"line": line, "column": 14, "start": number * 200, "end": number * 200 + 1}
        found.add(Entry(path, place, "“", '"', rule, confidence, words(), words()))
        if number % 10 == 0:
            low = random.uniform(0.5, 0.9)
            reason = f"confidence {low:.2f} is below the minimum of 0.90" if number % 20 else "inside a protected span"
            place = {"line": line, "column": 99, "start": number * 200 + 100, "end": number * 200 + 101}
            found.add(Entry(path, place, "a", "b", rule, low, words(), words(), reason))
    return found


# Leave out every rule, and show all again: the time until the page is laid out, in milliseconds, for one of the two.
FILTER_TIME = """(async () => {
  const start = performance.now();
  document.getElementById('no-rules').click();
  document.getElementById('all-rules').click();
  document.body.offsetHeight;
  return (performance.now() - start) / 2;
})()"""

# The times of 120 frames in milliseconds, each of which scrolls on by half a screen.
SCROLL = """new Promise((done) => {
  const times = [];
  let last = 0;
  const step = (now) => {
    if (last) times.push(now - last);
    last = now;
    window.scrollBy(0, 400);
    if (times.length < 120) requestAnimationFrame(step); else done(times);
  };
  requestAnimationFrame(step);
})"""

_OPENED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


def _measured(browser: Browser, file: Path, measure: Callable[[Tab], float]) -> float:
    figures = []
    for _ in range(_TURNS):
        with browser.open(file) as tab:
            figures.append(measure(tab))
    return statistics.median(figures)


def main() -> None:
    """Print the figures."""
    path = executable()
    if path is None:
        raise SystemExit("install Chromium, in which the page is measured")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(path, Path(folder, "profile"))
        for edits, script in ((2_000, "latin"), (2_000, "cjk"), (10_000, "latin")):
            file = Path(folder, "page.html")
            file.write_bytes(page(findings(edits, script=script), title="A run", levels=LEVELS))
            print(f"{edits:,} edits ({script}): {file.stat().st_size / 1000:,.0f} kB")
            print(f"  opened in {_measured(browser, file, lambda tab: tab.run(_OPENED)):.0f} ms")
            print(f"  filtered in {_measured(browser, file, lambda tab: tab.run(FILTER_TIME)):.0f} ms")
            frames = _measured(browser, file, lambda tab: statistics.median(tab.run(SCROLL)))
            late = _measured(browser, file, lambda tab: sorted(tab.run(SCROLL))[113])
            print(f"  scrolls at {1000 / frames:.0f} frames a second; 95% of the frames within {late:.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
