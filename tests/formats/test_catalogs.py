"""Catalogs of messages: translations are repaired; keys, comments, placeholders and escapes are not."""

from __future__ import annotations

import ast
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.mending import DEFAULT, mended, places
from textmend import Pipeline
from textmend.errors import FileError

TYPOGRAPHIC = Pipeline.preset("typographic")

PO = r"""# It’s a comment - the old one
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"X-Note: It’s late - too late ofthe\n"

#. It’s from the program - the new one
#: boat.c:12
#, c-format
#| msgid "It’s old"
msgctxt "It’s a context"
msgid "It’s %d boats - all ofthe bay"
msgid_plural "It’s many"
msgstr[0] "It’s %d boat - the old one - is in one \"bay\" ofthe\n"
msgstr[1] ""
"It’s a long way to go from"
"here to the other end ofthe bay, %s.\n"

msgid "a"
msgstr "Ann,Bo"

msgid "b"
msgstr "Café dÃ©jÃ  vu"

#~ msgid "It’s gone"
#~ msgstr "It’s gone - all of it"
"""
MENDED = (
    PO.replace('msgstr[0] "It’s', "msgstr[0] \"It's")
    .replace("boat - the old one - is in", "boat — the old one — is in")
    .replace('\\"bay\\" ofthe\\n', '\\"bay\\" of the\\n')
    .replace('"It’s a long way', "\"It's a long way")
    .replace("end ofthe bay", "end of the bay")
    .replace("dÃ©jÃ ", "déjà")
)


def test_translations_are_repaired_and_nothing_else() -> None:
    data, parts = mended("po", PO.encode(), DEFAULT)
    assert data.decode() == MENDED
    found = [(place["line"], place["column"]) for place in places(parts)]
    assert found == sorted(found)
    assert {line for line, _ in found} == {14, 16, 17, 23}
    assert mended("po", data, DEFAULT)[0] == data


@pytest.mark.parametrize(
    "line",
    [
        'msgstr "%(count)d\u00a0boats -- all of them are here, or so we think."',
        'msgstr "It is {0 - 1} and {a--b} that we have to think of."',
        'msgstr "Use --all for all of the boats, or -x - for standard input - of course."',
    ],
)
def test_placeholders_stay(line: str) -> None:
    data, _ = mended("po", f'msgid "a"\n{line}\n'.encode(), TYPOGRAPHIC)
    signs = re.compile(r"%\(count\)d|\{[^}]*\}|--all|-x")
    assert signs.findall(data.decode()) == signs.findall(line)


def test_a_new_mark_is_escaped() -> None:
    data, _ = mended("po", 'msgid "a"\nmsgstr "She said “it is late” and then she left all of us."\n'.encode(), DEFAULT)
    assert data.decode().endswith(r'"She said \"it is late\" and then she left all of us."' + "\n")


@pytest.mark.parametrize(
    "broken",
    ['msgid "a\nmsgstr "b"\n', 'msgid "a"\nmsgstr b\n', '"a"\n', "The boat\n", 'msgid "a" "b"\n', 'msgid "a\\"\n'],
)
def test_what_is_not_a_catalog_is_refused_with_its_line(broken: str) -> None:
    with pytest.raises(FileError, match=r"a\.po:[12]: is not a line of a gettext catalog"):
        mended("po", broken.encode(), DEFAULT)


@pytest.mark.parametrize("whole", ["", "\n", "# only a comment", 'msgid ""\nmsgstr "It’s late - too late for us"\n'])
def test_small_catalogs_stay(whole: str) -> None:
    assert mended("po", whole.encode(), DEFAULT)[0].decode() == whole


CHARSET = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-X\\n"\n\n'


def test_the_charset_that_a_catalog_names() -> None:
    text = CHARSET.replace("X", "2") + 'msgid "a"\nmsgstr "Šaty jsou ofthe dům, a to je vše."\n'
    data, _ = mended("po", text.encode("iso8859-2"), Pipeline(["replace"], replace=["ofthe => pro"]))
    assert data.decode("iso8859-2") == text.replace("ofthe", "pro")
    dash = CHARSET.replace("X", "1") + 'msgid "a"\nmsgstr "The boat - the old one - is gone."\n'
    with pytest.raises(FileError, match="U\\+2014, which iso8859-1 cannot encode"):
        mended("po", dash.encode(), DEFAULT)


PROPERTIES = r"""# It’s a comment - the old one
! It’s another
title.one = It’s the boat - the old one - that we have to sell.
title.two:It\u2019s "late" for all ofthe boats \
    that are still inthe bay.
label ofthe
pattern = It’s {0} boats - all ofthe bay, and it’s late.
doubled = It''s the boat - the old one - that we have to sell.
name = Ann,Bo
mojibake=CafÃ© dÃ©jÃ\u00a0 vu
empty
path = C:\\boats\\ofthe
"""


def test_values_are_repaired_and_keys_and_patterns_are_not() -> None:
    data, _ = mended("properties", PROPERTIES.encode(), DEFAULT)
    assert mended("properties", data, DEFAULT)[0] == data
    assert data.decode() == (
        PROPERTIES.replace("one = It’s the boat - the old one - that", "one = It's the boat — the old one — that")
        .replace("It\\u2019s", "It's")
        .replace("all ofthe boats", "all of the boats")
        .replace("still inthe bay", "still in the bay")
        .replace("CafÃ© dÃ©jÃ\\u00a0", "Café déjà")
    )


def test_a_file_in_ascii_stays_so() -> None:
    text = b"a = The boat - the old one - is what we have to sell, \\\n  and the oars -- of course -- too.\n"
    data, _ = mended("properties", text, DEFAULT)
    assert data == text.replace(b" - ", b" \\u2014 ").replace(b"--", b"\\u2014")


def test_space_at_the_start_of_a_line_is_no_part_of_a_value() -> None:
    text = "a =\u2003The boat is what we have to\u2003sell \\\n  \u2003and the oars.\n"
    data, _ = mended("properties", text.encode(), DEFAULT)
    assert data.decode() == text.replace("to\u2003sell", "to sell")


def test_an_old_file_is_in_latin_1() -> None:
    text = "a = Caf\u00e9 ofthe d\u00e9j\u00e0 vu\n".encode("latin-1")
    assert mended("properties", text, Pipeline(["replace"], replace=["ofthe => ou"]))[0] == text.replace(
        b"ofthe", b"ou"
    )


def test_an_escape_without_digits_is_refused_with_its_line() -> None:
    with pytest.raises(FileError, match=r"a\.properties:2: has \\u without four digits"):
        mended("properties", b"a = b\nb = \\u12\n", DEFAULT)


WORDS = st.sampled_from(
    [
        "It’s late - too late for all of us.", "She said “it is late” -- and then left ofthe", "caf\u00e9 vu", "%s",
        "%(name)s", "{0}", "\u200f", "\u00a0", "a", "ofthe", "'", '"', "\\", "\n", "\t", "\u2028", "é", "\U0001f600",
        "=", ":", " ", "#", "!", "\u200b",
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=8).map("".join)


def quoted(text: str) -> str:
    """A text as a string of a catalog."""
    for sign, escape in (("\\", r"\\"), ('"', r"\""), ("\n", r"\n"), ("\t", r"\t")):
        text = text.replace(sign, escape)
    return f'"{text}"'


def read(catalog: str) -> list[tuple[str, str]]:
    """Keywords and their strings, as Python reads them, whose escapes are the same."""
    found: list[tuple[str, str]] = []
    for line in catalog.split("\n"):
        if line and line[0] != "#":
            keyword, _, string = line.partition('"')
            before = found.pop() if not keyword else (keyword.strip(), "")
            found.append((before[0], before[1] + ast.literal_eval(f'"{string}')))
    return found


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=4), st.sampled_from([DEFAULT, TYPOGRAPHIC]))
def test_the_structure_of_a_catalog_stays(messages: list[tuple[str, str, str]], pipeline: Pipeline) -> None:
    source = "".join(
        f"# {key!r}\nmsgid {quoted(key)}\nmsgstr {quoted(one)}\n{quoted(two)}\n\n" for key, one, two in messages
    )
    data, _ = mended("po", source.encode(), pipeline)
    before, after = read(source), read(data.decode())
    assert [keyword for keyword, _ in after] == [keyword for keyword, _ in before]
    for (keyword, old), (_, new) in zip(before, after, strict=True):
        assert new == old or keyword == "msgstr"
        assert (new.count("\n"), new.count("%"), new.count("{")) == (old.count("\n"), old.count("%"), old.count("{"))
    comments = re.compile(r"^#.*", re.MULTILINE)
    assert comments.findall(data.decode()) == comments.findall(source)


def escaped(text: str, *, is_ascii: bool) -> str:
    """A text as a value of properties."""
    for sign, escape in (("\\", r"\\"), ("\n", r"\n"), ("\t", r"\t")):
        text = text.replace(sign, escape)
    text = re.sub("^ ", r"\\ ", text)
    units = re.compile("[^\x00-\x7f]")
    return units.sub(lambda c: f"\\u{ord(c[0]):04x}" if ord(c[0]) < 0x10000 else "", text) if is_ascii else text


def loaded(properties: str) -> dict[str, str]:
    """What Java reads, of properties that were written in one way."""
    found: dict[str, str] = {}
    for line in re.sub(r"(?<!\\)((?:\\\\)*)\\\n[ \t]*", r"\1", properties).split("\n"):
        if "=" in line and line[0] != "#":
            key, _, value = line.partition("=")
            text = re.sub(r"\\u([\da-f]{4})", lambda code: chr(int(code[1], 16)), value.lstrip(" \t"))
            found[key] = re.sub(r"\\(.)", lambda sign: {"n": "\n", "t": "\t"}.get(sign[1], sign[1]), text)
    return found


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4), st.booleans(), st.sampled_from([DEFAULT, TYPOGRAPHIC]))
def test_the_structure_of_properties_stays(values: list[tuple[str, str]], is_ascii: bool, pipeline: Pipeline) -> None:
    source = "".join(
        f"# it’s\nkey{number}={escaped(one, is_ascii=is_ascii)}\\\n   {escaped(two, is_ascii=is_ascii)}\n"
        for number, (one, two) in enumerate(values)
    )
    source = source.replace("’", "'") if is_ascii else source
    data, _ = mended("properties", source.encode(), pipeline)
    before, after = loaded(source), loaded(data.decode())
    assert list(after) == list(before)
    for key, old in before.items():
        new = after[key]
        assert bool(new) == bool(old)
        assert new.count("\n") == old.count("\n")
        if "{" in old:
            assert new.count("'") == old.count("'")
    assert not source.isascii() or data.isascii()


def test_a_message_is_prose_if_it_is_once_its_characters_are_repaired() -> None:
    source = 'msgid "ready"\nmsgstr "“CafÃ© crÃ¨me prÃªt”, dÃ©clarÃ© Ã©tÃ©"\n'
    data, _ = mended("po", source.encode(), DEFAULT)
    assert data.decode() == 'msgid "ready"\nmsgstr "\\"Café crème prêt\\", déclaré été"\n'
    assert mended("po", data, DEFAULT)[0] == data
