"""Layout: does a paragraph end at a full line that ends a sentence?"""

from __future__ import annotations

import textwrap

import pytest

from textmend import Pipeline
from textmend.lang import load as load_language
from textmend.passes.layout.breaks import LineBreak, line_breaks_between
from textmend.passes.layout.font_metrics import FONTS
from textmend.passes.layout.full_lines import fit_full_lines
from textmend.passes.layout.lines import read_lines
from textmend.passes.layout.paragraph_words import features, score
from textmend.passes.layout.wrapping import Wrapping, measure

GUESSING = Pipeline(["layout"], level="guess")
PARAGRAPHS = (
    "The harbour office opens at six, and by then the quay is full of people who have been waiting since five with "
    "their bags, their dogs and the newspapers that they have read already.",
    "Tickets are sold at two windows, of which one is closed in winter. The other sells everything else as well: maps, "
    "bread, umbrellas for the crossing, and a tide table that is right on most days.",
    "Nobody is in a hurry once the boat has left. The mate goes round with a basket of apples, tells each family the "
    "same story about the lighthouse, and has never been known to tell it in the same way twice.",
    "At the island the bus is waiting. It takes an hour for the ten miles to the village, as the driver stops at each "
    "farm to hand over parcels, letters and the gossip of the town, which travels no faster.",
)
SPEECH = (
    "“We had meant to be home before dark,” said the mate, “but the lock was shut for repairs, and so we lay under the "
    "willows until the keeper came back from the fair, late at night, with his fiddle and a new hat.{}"
)
# The ends of `SPEECH`, what follows it, and what an English reader takes that for.
CONTINUES = [
    ("", "He had been dancing, he said, and nobody had told him that a barge would come.”"),
    ("", "All the same he opened the gates for us, and would take nothing for it but a pipe of tobacco.”"),
]
BEGINS = [
    ("”", "“And what did he say when he saw you there?” asked the boy, who had heard the story before."),
    ("”", "“That,” said the cook, “is not what you told us in the spring.” He went on peeling potatoes."),
]


def full(paragraph: str, following: str) -> int:
    """The width at which a line ends where the paragraph does, so that the page does not show that it ends."""
    for width in range(48, 100):
        lines = textwrap.wrap(f"{paragraph} {following}", width)
        if any(" ".join(lines[:count]) == paragraph for count in range(2, len(lines))):
            return width
    raise AssertionError(f"no width breaks the line after {paragraph[-20:]!r}")


def page(paragraphs: tuple[str, ...], width: int, end: str = "") -> str:
    """The paragraphs with nothing between; `end` is behind each line that was broken."""
    return "".join(f"{end}\n".join(textwrap.wrap(paragraph, width)) + "\n" for paragraph in paragraphs)


@pytest.mark.parametrize(("end", "following"), CONTINUES)
def test_inside_a_quotation_no_paragraph_ends(end: str, following: str) -> None:
    speech = SPEECH.format(end)
    text = page((*PARAGRAPHS, f"{speech} {following}", *PARAGRAPHS), full(speech, following))
    assert f"{speech} {following}" in GUESSING.clean(text).splitlines()


@pytest.mark.parametrize(("end", "following"), BEGINS)
def test_another_speaker_begins_a_paragraph(end: str, following: str) -> None:
    speech = SPEECH.format(end)
    text = page((*PARAGRAPHS, speech, following, *PARAGRAPHS), full(speech, following))
    cleaned = GUESSING.clean(text).splitlines()
    assert speech in cleaned
    assert following in cleaned


@pytest.mark.parametrize(("end", "following", "one"), [(*CONTINUES[1], True), (*BEGINS[0], False), (*BEGINS[1], False)])
def test_pages_may_end_with_a_paragraph(end: str, following: str, one: bool) -> None:
    speech = SPEECH.format(end)
    paragraphs = (f"{speech} {following}",) if one else (speech, following)
    text = page((*PARAGRAPHS, *paragraphs, *PARAGRAPHS), full(speech, following))
    lines = text.split("\n")
    last = next(at for at, line in enumerate(lines) if line and speech.endswith(line))
    text = "\n".join([*lines[: last + 1], "\f" + lines[last + 1], *lines[last + 2 :]])
    cleaned = GUESSING.clean(text).splitlines()
    assert [paragraph for paragraph in paragraphs if paragraph not in cleaned] == []


@pytest.mark.parametrize("one", [True, False])
def test_programs_that_write_the_space_at_which_they_broke_show_which_lines_they_did_not_break(one: bool) -> None:
    before, after = PARAGRAPHS[0], PARAGRAPHS[2]
    paragraphs = (f"{before} {after}",) if one else (before, after)
    text = page((*PARAGRAPHS, *paragraphs, *PARAGRAPHS), full(before, after), end=" ")
    assert [line for line in GUESSING.clean(text).splitlines() if line] == [*PARAGRAPHS, *paragraphs, *PARAGRAPHS]


def test_of_the_others_nothing_is_a_habit() -> None:
    """Spaces behind all lines, as behind none, say nothing, and the lines are joined as without."""
    paragraphs = (*PARAGRAPHS, f"{PARAGRAPHS[0]} {PARAGRAPHS[2]}", *PARAGRAPHS)
    text = page(paragraphs, full(PARAGRAPHS[0], PARAGRAPHS[2]))
    assert GUESSING.clean(text.replace("\n", " \n")) == GUESSING.clean(text)


def test_left_at_the_default_level_unless_it_is_likely() -> None:
    speech, following = PARAGRAPHS[0], PARAGRAPHS[2]
    text = page((*PARAGRAPHS, speech, following, *PARAGRAPHS), full(speech, following))
    assert f"{speech[-20:]}\n{following[:20]}" in Pipeline(["layout"]).clean(text)


def measured(text: str) -> tuple[list[LineBreak], Wrapping]:
    lines = read_lines(text)
    line_breaks = line_breaks_between(lines, text)
    wrapping = measure(lines, line_breaks)
    assert wrapping is not None
    return [line_break for line_break in line_breaks if line_break.mid_sentence], wrapping


def test_a_program_that_fills_lines_is_told_from_tex() -> None:
    filled, wrapping = measured(page(PARAGRAPHS, 66))
    assert not fit_full_lines(filled, wrapping).weighed
    # TeX also ends lines early, if that makes the paragraph better: three lines of five leave room for the next word.
    widths = (70, 60, 66, 58, 68)
    uneven = [line for paragraph in PARAGRAPHS * 6 for line in wrap_unevenly(paragraph, widths)]
    breaks, wrapping = measured("\n".join(uneven) + "\n")
    assert fit_full_lines(breaks, wrapping).weighed


def wrap_unevenly(paragraph: str, widths: tuple[int, ...]) -> list[str]:
    lines: list[str] = []
    rest = paragraph
    while rest:
        line = textwrap.wrap(rest, widths[len(lines) % len(widths)])[0]
        lines.append(line)
        rest = rest[len(line) :].lstrip()
    return lines


def test_the_more_room_the_likelier_a_line_is_a_last_one() -> None:
    filled, wrapping = measured(page(PARAGRAPHS, 66))
    fit = fit_full_lines(filled, wrapping)
    left, right = read_lines("It is here\nand more")
    odds: list[float] = []
    for width in (63, 57, 50, 40, 20):
        line_break = LineBreak(left, right)
        line_break.width, line_break.need = width, width + 8
        odds.append(fit.end_odds(line_break))
    assert odds == sorted(odds)
    assert odds[0] < 0 < odds[-1]


def test_lines_that_were_joined_show_nothing() -> None:
    filled, wrapping = measured(page(PARAGRAPHS * 3, 66))
    left, right = read_lines("It is here\nand more")
    joined = LineBreak(left, right)
    joined.width, joined.need = 120, 128
    assert fit_full_lines([*filled, joined], wrapping).end_odds(joined) == 0


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("“So we waited.", "Then it rained.”", "quote open"),
        ("“So we waited.”", "Then it rained.", "quote end"),
        ("“So we waited.”", "“Then it rained.”", "quote end opens"),
        ("“Well,” he said.", "Then it rained.", "quote closed"),
        ('"Well," he said. "So we waited.', 'Then it rained."', "quote open"),
        ("So we waited.", "Then it rained.", "quote none"),
        ("So we waited.", "Then it rained,” she said.", "later closed"),
        ("So we waited.", "Then she said: “No.”", "later open"),
        ("« Bien sûr. », dit-il.", "Il pleuvait.", "quote closed"),
    ],
)
def test_quotations(before: str, after: str, name: str) -> None:
    assert name in features(before, after, before)


def test_words_are_those_of_the_sentences_at_the_break() -> None:
    found = features("Long ago. So we waited for them.", "They came at ten. It was late.", "Long ago.")
    assert {"first they", "second came", "last them", "sentence so", "paragraph long", "next it"} <= set(found)
    assert {"after ten", "before waited"} <= set(found)
    assert not {"after late", "before ago"} & set(found)


def test_other_languages_are_judged_without_words() -> None:
    english, shared = (load_language(code).weights("paragraphs") for code in ("en", "de"))
    assert any(name.startswith("first ") for name in english["words"])
    assert not any(name.startswith(("first ", "after ", "before ")) for name in shared["words"])
    assert set(english["evidence"]) == set(shared["evidence"])
    asked = score(shared["words"], "„So warteten wir.“", "„Und dann?“", "")
    assert asked > score(shared["words"], "„So warteten wir.", "Und dann regnete es.“", "")


def test_font_metrics_of_office_programs_and_tex_fit_a_byte() -> None:
    for font in FONTS:
        assert 0 < font.measure("W") < 256
        assert font.measure("ill") <= font.measure("mum")
