"""Layout of text as extractors of PDF files leave it: divided lines, blank lines inside paragraphs, widened spaces."""

from __future__ import annotations

import textwrap

import pytest

from textmend import Pipeline

LAYOUT = Pipeline(["layout"])
PARAGRAPHS = (
    "The ferry to the outer islands leaves from the north quay, and whoever wants a seat on the upper deck has to be "
    "there well before seven, when the gates are opened and the first cars roll aboard.",
    "Cars are loaded through the bow, bicycles are carried up the stairs, and dogs walk aboard as if the ship belonged "
    "to them, which for the next hour or so it does, because nobody else is in a hurry to sit down.",
    "Coffee is sold below until the last of the small harbours has been left behind, and after that there is nothing "
    "to do but to look at the water, to count the seals and to wait for the bell of the lighthouse.",
    "On the way back the crew sells what is left of the bread, and by the time that the town comes into view there is "
    "not a crumb on board, so that the gulls give up and fly ahead to the fish market.",
)
PROSE = "\n\n".join(PARAGRAPHS) + "\n"


def hyphens_at_ends(words: list[str], times: int) -> str:
    """Paragraphs in which each of some words has its hyphen at the end of a line."""
    broken = [divided_at(word.replace("|", "-"), PARAGRAPHS[0], 58) for word in words]
    return page([*broken, *([textwrap.wrap(paragraph, 58) for paragraph in PARAGRAPHS] * times)])


@pytest.mark.parametrize(
    ("words", "times", "whole"),
    [
        (["life|boat", "salt|stained"], 6, "life-boat"),
        (["life|boat"], 2, "lifeboat"),  # few lines: nothing is known
        (["life|boat", "environ|ment"], 6, "lifeboat"),
        (["life|boat", "skerry|vore", "moor|gully"], 6, "lifeboat"),
    ],
)
def test_where_no_word_is_broken_at_a_syllable_hyphens_stay(words: list[str], times: int, whole: str) -> None:
    assert whole in LAYOUT.clean(hyphens_at_ends(words, times))


def test_what_was_joined_before_shows_nothing_about_the_hyphens_that_are_left() -> None:
    """The second round sees one line for each paragraph, and of the broken words only what was left as unsure."""
    assert "popli-teus" not in LAYOUT.clean(hyphens_at_ends(["environ|ment", "popli|teus"], 20))


def test_a_word_that_the_document_has_whole_is_joined_all_the_same() -> None:
    assert "life-boat" not in LAYOUT.clean(hyphens_at_ends(["life|boat"], 6) + "\nThe lifeboat left at once.\n")


def wrapped(width: int = 62) -> list[list[str]]:
    return [textwrap.wrap(paragraph, width) for paragraph in PARAGRAPHS]


def page(paragraphs: list[list[str]], between: str = "\n\n") -> str:
    return between.join("\n".join(lines) for lines in paragraphs) + "\n"


def test_the_page_itself() -> None:
    assert LAYOUT.clean(page(wrapped())) == PROSE


@pytest.mark.parametrize("place", [(0, 1, 20), (2, 2, 30), (3, 0, 14)])
def test_a_line_divided_at_a_link_is_one_line(place: tuple[int, int, int]) -> None:
    paragraph, number, least = place
    paragraphs = wrapped()
    line = paragraphs[paragraph][number]
    at = line.index(" ", least)
    paragraphs[paragraph][number : number + 1] = [line[:at], line[at + 1 :]]
    assert LAYOUT.clean(page(paragraphs)) == PROSE


LONG = f"{PARAGRAPHS[0]} Tickets are sold on board. {PARAGRAPHS[1]}"


def in_words(width: int, chosen: range) -> str:
    """Paragraphs, and one of several sentences, some lines of which have each word on a line of its own."""
    lines = textwrap.wrap(LONG, width)
    lines[chosen.start : chosen.stop] = " ".join(lines[chosen.start : chosen.stop]).split()
    return page([*wrapped(width), lines, *wrapped(width)])


@pytest.mark.parametrize(("width", "count"), [(50, 2), (50, 3), (56, 1), (62, 1), (62, 2), (62, 3)])
def test_lines_whose_words_are_on_a_line_each(width: int, count: int) -> None:
    """A sentence ends in these lines, but none where they begin and end."""
    lines = textwrap.wrap(LONG, width)
    first = next(at for at, line in enumerate(lines) if "aboard." in line)
    assert LONG in LAYOUT.clean(in_words(width, range(first, first + count)))


def test_a_line_that_ends_a_sentence_is_in_pieces_if_it_is_looser_than_the_next_one() -> None:
    lines = [
        "to do but to look at the water and to count seals.",
        "I",
        "watched the mate, who counted them with the captain, and",
    ]
    paragraph = f"Coffee is sold below, and after that there is nothing else {' '.join(lines)} then it rained."
    text = page(
        [*wrapped(58), ["Coffee is sold below, and after that there is nothing else", *lines, "then it rained."]], "\n"
    )
    assert paragraph in LAYOUT.clean(text).splitlines()


@pytest.mark.parametrize("items", ["tickets maps bread umbrellas timetables", "Tickets. Maps. Bread."])
@pytest.mark.parametrize("below", [[], ["which are sold at the window as long as the boat is at the quay."]])
def test_items_of_one_word_stay(items: str, below: list[str]) -> None:
    """No item is as common as the words of each line of a sentence are."""
    listed = items.split()
    above = [*textwrap.wrap(PARAGRAPHS[0], 62)[:-1], "well before seven, when the gates are opened and there are"]
    text = page([*wrapped(), [*above, *listed, *below], *wrapped()])
    assert "\n".join(listed) in LAYOUT.clean(text)


def test_blank_lines_inside_paragraphs() -> None:
    paragraphs = wrapped()
    cut = [(0, 1), (1, 1), (2, 1), (3, 1)]
    for paragraph, number in cut:
        paragraphs[paragraph][number] = "\n" + paragraphs[paragraph][number]
    cleaned = LAYOUT.clean(page(paragraphs))
    joined = sum(paragraph in cleaned for paragraph in PARAGRAPHS)
    assert joined >= len(PARAGRAPHS) - 1, cleaned  # where a line ends a sentence, nothing shows that it goes on


def test_spaces_that_were_widened_to_fill_the_line() -> None:
    paragraphs = [
        [line if at % 2 else line.replace(" ", "   ") for at, line in enumerate(lines)] for lines in wrapped()
    ]
    assert LAYOUT.clean(page(paragraphs)) == PROSE


def test_a_title_and_a_number_above_the_first_paragraph_do_not_keep_its_lines() -> None:
    cleaned = LAYOUT.clean("HARBOUR NEWS 2031 05 02 THE\n1\n" + page(wrapped()))
    assert cleaned.endswith(PROSE[PROSE.index("Cars") :])
    assert PARAGRAPHS[0] in cleaned


def test_headers_between_paragraphs_are_known_by_their_distance() -> None:
    text = ""
    for number in range(1, 5):
        text += f"{number}\n\nHARBOUR NEWS, THE ISLANDS\n\n" + page(wrapped(50))
    cleaned = LAYOUT.clean(text)
    assert "HARBOUR NEWS" not in cleaned[200:], cleaned
    assert all(cleaned.count(paragraph) == 4 for paragraph in PARAGRAPHS)


def test_titles_of_exercises_stay() -> None:
    exercises = "".join(
        f"EXERCISE\n{number}\n\n" + page(wrapped(50)[: number % 3 + 1]) + "\n" for number in range(1, 7)
    )
    assert LAYOUT.clean(exercises).count("EXERCISE") == 6


TERMS = (
    "bow door,upper deck of the old ferry,seal,lighthouse bell with a long rope,bread,gull,quay in the north of town,"
    "crumb,fish market on the square,stairs,gate,small harbour,outer islands and the reef,water,dog,"
    "coffee below the deck of the ship,seat,car"
)


def test_a_list_of_terms_in_small_letters_stays() -> None:
    text = "\n".join(TERMS.split(",") * 3) + "\n"
    assert LAYOUT.clean(text) == text


HYPHENATED = """\
The keeper of the lighthouse wrote to the council in the spring be -
cause the lamp had grown dim, and he asked them for a bigger one of
the kind that was used on the other side of the strait, where nobo -
dy had run aground for as long as the oldest fishermen could remem -
ber. They answered in the summer that there was no money left, and
that he would have to wait until the harbour had been paid for.
"""


def test_hyphens_after_a_space() -> None:
    cleaned = LAYOUT.clean(HYPHENATED)
    assert "because the lamp" in cleaned
    assert "nobody had" in cleaned
    assert "remember. They" in cleaned


def test_dashes_at_line_ends_are_no_hyphens() -> None:
    paragraphs = wrapped(50)
    for lines in paragraphs:
        lines[1] += " -"
    cleaned = LAYOUT.clean(page(paragraphs))
    assert cleaned.count(" -") == 4, cleaned


def joined_at_hyphens(paragraphs: list[list[str]], every: int) -> list[list[str]]:
    """Lines as an extractor leaves them that joins each so many to the next one, where a hyphen was inside a word."""
    count, joined = 0, []
    for lines in paragraphs:
        rest = [lines[0]]
        for line in lines[1:]:
            count += 1
            if count % every == 0:
                rest[-1] += f" {line}"
            else:
                rest.append(line)
        joined.append(rest)
    return joined


@pytest.mark.parametrize("every", [4, 5, 7])
def test_lines_that_were_joined_end_where_the_last_of_them_does(every: int) -> None:
    """Nothing is between the paragraphs: the room after the last line of a joined one shows that a paragraph ends."""
    paragraphs = [textwrap.wrap(paragraph, 58) for paragraph in PARAGRAPHS * 2]
    whole = ["".join(text).replace("\n", " ") for text in ("\n".join(p) for p in joined_at_hyphens(paragraphs, every))]
    text = "\n".join("\n".join(lines) for lines in joined_at_hyphens(paragraphs, every)) + "\n"
    assert LAYOUT.clean(text) == "\n\n".join(whole) + "\n"


def test_lines_that_were_joined_go_on_even_if_the_first_was_short() -> None:
    paragraphs = [textwrap.wrap(paragraph, 58) for paragraph in PARAGRAPHS * 2]
    for number in (0, 2, 5):
        lines = paragraphs[number]
        rest = " ".join(lines[1:])
        short = textwrap.wrap(rest, 48 + number)[0]
        second, *others = textwrap.wrap(rest[len(short) :].strip(), 58)
        lines[1:] = [f"{short} {second}", *others]
    assert LAYOUT.clean(page(paragraphs)) == PROSE.rstrip() + "\n\n" + PROSE


def divided_at(compound: str, paragraph: str, width: int) -> list[str]:
    """The lines of a paragraph with a compound in a place where its hyphen ends a line."""
    words = paragraph.split()
    for at in range(4, len(words)):
        lines = textwrap.wrap(" ".join([*words[:at], compound, *words[at:]]), width)
        if any(line.endswith(f" {compound.partition('-')[0]}-") for line in lines[:-2]):
            return lines
    raise AssertionError(compound)


def dropped(words: list[str], space: str = "") -> str:
    """Paragraphs as pdftotext reads them: two lines are one, without the hyphen, where the first ended with one."""
    paragraphs = [textwrap.wrap(paragraph, 58) for paragraph in PARAGRAPHS * 2]
    for number, word in enumerate(words):
        paragraphs[number] = divided_at(word.replace("|", "-"), PARAGRAPHS[number], 58)
    return page(paragraphs, "\n").replace("-\n", space)


@pytest.mark.parametrize(
    "words",
    [
        ["salt|stained", "rain|soaked", "wind|driven"],
        ["self|propelled", "tide|washed", "water|logging"],
        ["sail|maker", "rain|soaked", "wind|driven"],
    ],
)
def test_compounds_get_back_a_hyphen_that_the_extractor_dropped(words: list[str]) -> None:
    cleaned = LAYOUT.clean(dropped(words))
    known = {"water|logging", "sail|maker"}
    for word in words:
        assert word.replace("|", "" if word in known else "-") in cleaned


def test_a_compound_that_the_document_has_elsewhere_gets_back_its_hyphen() -> None:
    text = dropped(["skerry|vore", "rain|soaked", "wind|driven"]) + "The boat for Skerry-Vore leaves at noon.\n"
    assert "skerry-vore" in LAYOUT.clean(text)


def with_long_line(compound: str, times: int) -> str:
    """Paragraphs, of which one ends with two lines that are one, without the hyphen at the end of the first."""
    lines = divided_at(compound.replace("|", "-"), PARAGRAPHS[0], 58)
    cut = next(at for at, line in enumerate(lines) if line.endswith("-"))
    last = [*lines[: cut + 1], lines[cut + 1].rsplit(" ", 2)[0] + "."]
    paragraphs = [textwrap.wrap(paragraph, 58) for paragraph in PARAGRAPHS * times]
    return page([paragraphs[0], last, *paragraphs[1:]]).replace("-\n", "")


def test_a_compound_gets_back_its_hyphen_at_the_end_of_its_paragraph() -> None:
    """There, no sentence goes on after the line that is wider than the page."""
    assert "salt-stained" in LAYOUT.clean(with_long_line("salt|stained", 2))


@pytest.mark.parametrize(
    ("compound", "times", "whole"),
    [("sail|maker", 2, "sailmaker"), ("sail|maker", 6, "sail-maker"), ("life|boat", 6, "lifeboat")],
)
def test_where_few_lines_were_joined_a_rare_word_is_a_compound(compound: str, times: int, whole: str) -> None:
    assert whole in LAYOUT.clean(with_long_line(compound, times))


@pytest.mark.parametrize("words", [["ambi|tious", "ex|cited"], ["ambi|tious", "dis|played", "any|where", "be|came"]])
def test_a_space_where_the_hyphen_was_dropped_goes(words: list[str]) -> None:
    """As pdftotext reads what LibreOffice has printed."""
    cleaned = LAYOUT.clean(dropped(words, " "))
    assert [word for word in words if word.replace("|", "") not in cleaned] == []


@pytest.mark.parametrize(
    "words", [["ambi|tious"], ["any|where", "no|body"], ["ambi|tious", "rain|soaked", "low|water"]]
)
def test_spaces_between_words_stay(words: list[str]) -> None:
    """One line shows nothing, and neither do words that are next to each other by chance."""
    cleaned = LAYOUT.clean(dropped(words, " "))
    assert [word for word in words if word.replace("|", " ") not in cleaned] == []


@pytest.mark.parametrize("word", ["Sea|Cat", "boat|house", "fer|ryman", "tern|let", "Ice|Bear"])
def test_other_words_get_no_hyphen(word: str) -> None:
    """Names of two words, which may be identifiers, words of the language, and words of which a half is none."""
    assert word.replace("|", "") in LAYOUT.clean(dropped([word, "rain|soaked", "wind|driven"]))


def test_words_that_were_run_together_get_no_hyphen() -> None:
    text = dropped(["rain|soaked", "and|harbours", "with|bells", "the|water"])
    assert "rainsoaked" in LAYOUT.clean(text)


def test_compounds_get_no_hyphen_where_others_were_not_dropped() -> None:
    text = dropped(["rain|soaked", "wind|driven"]).replace("the bow", "the bow-").replace("seven, ", "seven-\n")
    assert "rainsoaked" in LAYOUT.clean(text)


def test_a_line_with_a_word_on_each_line_is_one_line() -> None:
    """As pymupdf reads a line that was widened to fill a narrow column."""
    paragraphs = wrapped(46)
    paragraphs[1][2:3] = paragraphs[1][2].split()
    assert LAYOUT.clean(page(paragraphs)) == PROSE


def test_pieces_that_end_a_sentence_in_the_middle_of_a_line() -> None:
    paragraphs = wrapped(50)
    paragraphs[2][-2:] = ["bell of the lighthouse. The gulls wait for food", "there as well, and so do the dogs."]
    whole = [*paragraphs[:2], [*paragraphs[2][:-2], " ".join(paragraphs[2][-2:])], paragraphs[3]]
    paragraphs[2][-2:-1] = ["bell of the lighthouse.", "The gulls wait for food"]
    assert LAYOUT.clean(page(paragraphs)) == "\n\n".join(" ".join(lines) for lines in whole) + "\n"


def test_a_line_in_pieces_across_the_end_of_a_sentence() -> None:
    both = f"{PARAGRAPHS[0]} {PARAGRAPHS[1]}"
    lines = textwrap.wrap(both, 46)
    place = next(at for at, line in enumerate(lines) if ". " in line)
    lines[place : place + 1] = lines[place].split()
    assert LAYOUT.clean(page([lines, *wrapped(46)])) == f"{both}\n\n{PROSE}"


def hyphenated(paragraph: str, width: int) -> list[str]:
    """Lines of exactly this width, but for words that hardly fit."""
    lines, line = [], ""
    for word in paragraph.split():
        line = f"{line} {word}".strip()
        if len(line) > width:
            rest = len(line) - width + 1
            cut = len(word) - rest if 1 < rest < len(word) - 1 else 0
            lines.append(f"{line[: -len(word)]}{word[:cut]}-" if cut else line[: -len(word)].rstrip())
            line = word[cut:]
    return [*lines, line]


def test_a_title_in_two_lines_is_no_piece_of_a_line() -> None:
    title = ["Where the ferries of the", "outer islands land"]
    paragraphs = wrapped(46)
    cleaned = LAYOUT.clean(page([*paragraphs[:2], title, *paragraphs[2:]]))
    assert PARAGRAPHS[1] in cleaned.splitlines()
    assert PARAGRAPHS[2] in cleaned.splitlines()


@pytest.mark.parametrize("terms", [["bow door", "bell rope"], ["true", "false", "true", "false"], TERMS.split(",")[:9]])
def test_terms_between_paragraphs_are_no_pieces_of_a_line(terms: list[str]) -> None:
    """Even where some lines are in pieces: none of the commonest words is at their ends."""
    paragraphs = [*wrapped(50), *wrapped(50)]
    for lines in (paragraphs[0], paragraphs[4]):
        lines[2:3] = lines[2].split()
    cleaned = LAYOUT.clean(page([*paragraphs[:2], terms, *paragraphs[2:]], "\n")).splitlines()
    assert [term for term in terms if term not in cleaned] == []


def test_short_speeches_are_no_pieces_of_a_line() -> None:
    speeches = ["“Is it late?”", "“Not very.”", "“And the ferry?”", "“Gone.”"]
    paragraphs = wrapped(60)
    paragraphs[0][2:3] = paragraphs[0][2].split()
    text = page([*paragraphs[:2], *([speech] for speech in speeches), *paragraphs[2:]])
    cleaned = LAYOUT.clean(text).splitlines()
    assert [speech for speech in speeches if speech not in cleaned] == []
    assert PARAGRAPHS[0] in cleaned


def test_short_lines_above_a_list_are_no_pieces() -> None:
    text = page(wrapped()) + "\nOn board there are\na bell\na rope\ntwo boats\nand a dog\n"
    assert LAYOUT.clean(text) == PROSE + "\nOn board there are\na bell\na rope\ntwo boats\nand a dog\n"


def test_first_lines_are_short_where_the_extractor_dropped_indents() -> None:
    lines = [line for paragraph in PARAGRAPHS * 3 for line in textwrap.wrap(paragraph, 62, initial_indent=" " * 9)]
    cleaned = LAYOUT.clean("\n".join(line.strip() for line in lines) + "\n")
    assert [line for line in cleaned.splitlines() if line[:1].islower()] == []


def test_a_line_with_one_widened_space_among_lines_with_many() -> None:
    paragraphs = wrapped()
    for lines in paragraphs:
        lines[0] = lines[0].replace(" ", "  ")
        lines[1] = lines[1].replace(" ", "  ", 2).replace("  ", " ", 1)
    assert LAYOUT.clean(page(paragraphs)) == PROSE


def test_a_table_next_to_lines_with_widened_spaces_stays() -> None:
    paragraphs = [[line.replace(" ", "  ") for line in lines] for lines in wrapped()]
    table = "ferry to the isles  from the quay\nferry to the town  from the pier\nlast ferry of all  from the quay\n"
    assert LAYOUT.clean(page(paragraphs) + "\n" + table) == PROSE + "\n" + table


def test_a_manual_that_quotes_source_is_no_source() -> None:
    manual = page(wrapped()) * 20 + "\n# ferry --north\n\n\\begin{crossing}\n\n" + page(wrapped())
    assert LAYOUT.clean(manual).count(PARAGRAPHS[1]) == 21


def test_a_source_with_few_marks_is_one() -> None:
    source = "# Crossings\n\n" + page(wrapped()) + "\n# Fares\n\n" + page(wrapped())
    assert LAYOUT.clean(source) == source


def test_a_manual_page_in_troff_is_source() -> None:
    source = '.\\" The ferry to the isles\n.Dd May 2\n.Sh NAME\n' + page(wrapped())
    assert LAYOUT.clean(source) == source


def test_a_tree_of_folders_stays() -> None:
    tree = "prow/\nthe first deck (closed by default)\nbar/\ncoffee\nbow/\ncars and bikes\nquay/\nall who are late\n"
    assert LAYOUT.clean(page(wrapped(), "\n") + tree).endswith(tree)


def test_the_title_of_a_chapter_over_the_number_of_the_page_goes() -> None:
    paragraphs = PARAGRAPHS * 16
    lines = [line for paragraph in paragraphs for line in (*textwrap.wrap(paragraph, 62), "")]
    pages = [lines[at : at + 30] for at in range(0, len(lines), 30)]
    text = "".join(
        f"\fChapter {number // 3 + 1}: Crossings\n\n{number}\n\n" + "\n".join(each) + "\n"
        for number, each in enumerate(pages, 1)
    )
    assert "Chapter" not in LAYOUT.clean(text)
    assert "Chapter 1: Crossings\n\nThe ferry" in LAYOUT.clean("Chapter 1: Crossings\n\n" + page(wrapped()))


def test_a_bullet_on_a_line_of_its_own_is_joined_with_its_item() -> None:
    listed = "\n\n".join(f"•\n\n{paragraph}" for paragraph in page(wrapped(), "\n\n").rstrip().split("\n\n")) + "\n"
    expected = "\n\n".join(f"• {paragraph}" for paragraph in PARAGRAPHS) + "\n"
    assert LAYOUT.clean(listed) == expected


def test_the_lines_of_items_are_joined() -> None:
    lines = "\n".join(f"({number}) " + textwrap.fill(each, 58) for number, each in enumerate(PARAGRAPHS, 1))
    whole = "\n".join(f"({number}) {each}" for number, each in enumerate(PARAGRAPHS, 1))
    assert LAYOUT.clean(f"{page(wrapped())}\n{lines}\n") == f"{PROSE}\n{whole}\n"


def test_short_items_stay() -> None:
    items = "• a bell that can be heard\n• a rope\n• two boats and a dog\n"
    assert LAYOUT.clean(f"{page(wrapped())}\n{items}") == f"{PROSE}\n{items}"


def test_two_styles_of_paragraphs_are_measured_each_by_itself() -> None:
    """An abstract in wider lines above narrow columns, and the other way round."""
    wide, narrow = wrapped(96) * 2, wrapped(44) * 3
    assert LAYOUT.clean(page(wide) + "\n" + page(narrow)) == "\n".join([PROSE] * 5)
    assert LAYOUT.clean(page(wide * 2) + "\n" + page(narrow)) == "\n".join([PROSE] * 7)


def test_verse_below_paragraphs_is_no_second_style() -> None:
    verse = (
        "and so the sea went down at last\nand all the boats lay in a row\nand no one asked who tied them fast\n"
        "and no one thought of where to go\nand so the night went down at last\nand all the stars lay in a row\n"
    )
    paragraphs = "\n".join([PROSE] * 4)
    assert LAYOUT.clean(page(wrapped(84) * 4) + "\n" + verse) == f"{paragraphs}\n{verse}"
