"""Programs and other files that are not prose: encodings and characters are repaired, everything else stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.mending import DEFAULT, mended
from textmend import Pipeline
from textmend.formats import recognised
from textmend.pipeline.presets import PresetName

FILES = {
    "greet.py": "x = 'It\u2019s'  # the name - the full one - is ofthe kind\n",
    "songs.sql": "-- this is slow - you will have to wait -- for all of it\nselect 1;\n",
    "requirements.txt": "boats>=1.2  # the old one - the first - is broken\n",
    "robots.txt": "User-agent: *\nDisallow: /a--b # the boat - the old one - is gone\n",
    "deploy.yaml": "says: It\u2019s late - too late -- for all of us\n",
    "server.log": "No such file - retrying -- attempt 2 ofthe server\n",
    "paper.tex": "\\section{Boats} It's late -- too late, ``she'' said.\n",
    "guide.rst": "Boats\n=====\n\nIt\u2019s late -- see :ref:`the 'old' boats <old>`.\n",
    "CMakeLists.txt": "# The boat - the old one - is what we build\nset(X \u201cy\u201d)\n",
}


@pytest.mark.parametrize("name", FILES)
def test_known_by_its_name(name: str) -> None:
    assert recognised(Path(name)) == recognised(Path("a") / f"{name}.gz") == "code"


@pytest.mark.parametrize("preset", ["default", "typographic", "pdf", "web"])
@pytest.mark.parametrize("text", FILES.values())
def test_stays(text: str, preset: PresetName) -> None:
    data, parts = mended("code", text.encode(), Pipeline.preset(preset))
    assert data == text.encode()
    assert not parts[0].edits


def test_characters_and_encodings_are_repaired() -> None:
    text = "x = 'caf\u00c3\u00a9 d\u00c3\u00a9j\u00c3\u00a0 vu' \u200b# a -- b\n"
    assert mended("code", text.encode(), DEFAULT)[0] == "x = 'caf\u00e9 d\u00e9j\u00e0 vu' # a -- b\n".encode()


@pytest.mark.parametrize("name", ["notes.txt", "README.md", "page.html", "text", "letter.text"])
def test_prose_is_not_code(name: str) -> None:
    assert recognised(Path(name)) != "code"


def test_user_rules_apply_to_programs_too() -> None:
    pipeline = Pipeline(["quotes", "replace"], replace=["colour => color"])
    assert (
        mended("code", b"colour = \xe2\x80\x98x\xe2\x80\x99\n", pipeline)[0] == b"color = \xe2\x80\x98x\xe2\x80\x99\n"
    )


def test_forms_of_letters_stay_in_programs_and_are_composed_in_prose() -> None:
    text = "KEYS = {'e\u0301': 1, '\u00e9': 2}\n"
    assert mended("code", text.encode(), DEFAULT)[0] == text.encode()
    assert mended("txt", "the cafe\u0301 in town\n".encode(), DEFAULT)[0] == "the caf\u00e9 in town\n".encode()


def test_a_file_of_mail_keeps_the_encoding_that_its_headers_name() -> None:
    mail = b"Content-Transfer-Encoding: quoted-printable\n\nit=E2=80=99s late=20\nand so on=20\n"
    assert mended("code", mail, Pipeline.preset("email"))[0] == mail
    assert Pipeline.preset("email").clean("It=E2=80=99s late=20\nand so on.\n") == "It's late\nand so on.\n"
