"""The language of a paragraph: detected from its words, and not if it is one without data."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmend.errors import LanguageDataError
from textmend.lang import detect as module
from textmend.lang.detect import detect, is_evidently

SUPPORTED = {
    "en": "The old bridge was closed for repairs last week, and nobody could say when it would open again.",
    "de": "Die alte Brücke wurde letzte Woche wegen Bauarbeiten gesperrt, und niemand wusste, wann sie wieder öffnet.",
    "fr": "Le vieux pont a été fermé la semaine dernière pour des travaux, et personne ne sait quand il va rouvrir.",
    "es": "El puente viejo se cerró la semana pasada por obras, y nadie sabe cuándo se podrá volver a cruzar.",
    "it": "Il vecchio ponte è stato chiuso la settimana scorsa per lavori, e nessuno sa quando sarà riaperto.",
    "pt": "A ponte velha foi fechada na semana passada para obras, e ninguém sabe quando ela vai abrir de novo.",
    "nl": "De oude brug is vorige week gesloten voor werkzaamheden, en niemand weet wanneer hij weer opengaat.",
    "pl": "Stary most został w zeszłym tygodniu zamknięty z powodu remontu i nikt nie wie, kiedy będzie otwarty.",
    "ru": "Старый мост закрыли на прошлой неделе на ремонт, и никто не знает, когда его снова откроют.",
    "uk": "Старий міст закрили минулого тижня на ремонт, і ніхто не знає, коли його знову відкриють.",
    "sv": "Den gamla bron stängdes förra veckan för reparation, och ingen vet när den kommer att öppnas igen.",
    "cs": "Starý most byl minulý týden uzavřen kvůli opravám a nikdo neví, kdy se po něm bude zase jezdit.",
    "tr": "Eski köprü geçen hafta onarım için kapatıldı ve ne zaman yeniden açılacağını kimse bilmiyor.",
}

NEIGHBOURS = {
    "Danish": "Den gamle bro blev lukket i sidste uge på grund af reparationer, og ingen ved, hvornår den åbner igen.",
    "Norwegian": "Den gamle broen ble stengt forrige uke på grunn av reparasjoner, og ingen vet når den åpner igjen.",
    "Nynorsk": "Den gamle brua vart stengd førre veke, og ingen veit når ho opnar att, for dei har ikkje sagt noko.",
    "Icelandic": "Gamla brúin var lokuð í síðustu viku vegna viðgerða og enginn veit hvenær hún verður opnuð aftur.",
    "Afrikaans": "Die ou brug is verlede week vir herstelwerk gesluit, en niemand weet wanneer dit weer oopmaak nie.",
    "Frisian": "De âlde brêge is ferline wike sletten foar wurk, en nimmen wit wannear't er wer iepen giet.",
    "Luxembourgish": "Déi al Bréck gouf d'lescht Woch gespaart, an et weess keen, wéini se nees op ass.",
    "Catalan": "El pont vell es va tancar la setmana passada per obres, i ningú no sap quan es tornarà a obrir.",
    "Galician": "A ponte vella pechouse a semana pasada por unhas obras, e ninguén sabe cando a van abrir de novo.",
    "Romanian": "Podul vechi a fost închis săptămâna trecută pentru reparații și nimeni nu știe când se va deschide.",
    "Latin": "Pons vetus clausus est, neque quisquam scit quando iterum aperiatur, quod opus nondum est perfectum.",
    "Slovak": "Starý most bol minulý týždeň zatvorený pre opravy a nikto nevie, kedy sa po ňom bude opäť jazdiť.",
    "Slovene": "Stari most so prejšnji teden zaprli zaradi popravil in nihče ne ve, kdaj ga bodo spet odprli.",
    "Croatian": "Stari most je prošli tjedan zatvoren zbog popravaka i nitko ne zna kada će se ponovno otvoriti.",
    "Serbian": "Стари мост је прошле недеље затворен због поправки и нико не зна када ће се поново отворити.",
    "Bulgarian": "Старият мост беше затворен миналата седмица за ремонт и никой не знае кога ще го отворят отново.",
    "Macedonian": "Стариот мост беше затворен минатата недела и никој не знае кога повторно ќе се отвори.",
    "Belarusian": "Стары мост на мінулым тыдні зачынілі на рамонт, і ніхто не ведае, калі яго зноў адчыняць.",
    "Azerbaijani": "Köhnə körpü keçən həftə təmir üçün bağlandı və heç kim bilmir ki, nə vaxt yenidən açılacaq.",
    "Turkmen": "Köne köpri geçen hepde abatlamak üçin ýapyldy we onuň haçan açyljakdygyny hiç kim bilenok.",
    "Scots": "The auld brig wis steekit last week for mendin, an naebody kens whan it will be appen again.",
    "Finnish": "Vanha silta suljettiin viime viikolla korjausten vuoksi, eikä kukaan tiedä, milloin se avataan.",
    "Greek": "Η παλιά γέφυρα έκλεισε την περασμένη εβδομάδα και κανείς δεν ξέρει πότε θα ανοίξει.",
    "Japanese": "古い橋は先週から修理のために閉鎖されており、いつ再開するのか誰も知らない。",
}


@pytest.mark.parametrize(("language", "text"), SUPPORTED.items())
def test_each_supported_language_is_told(language: str, text: str) -> None:
    assert detect(text) == language
    assert detect(text.upper()) == language


@pytest.mark.parametrize("text", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_a_language_without_data_is_not_taken_for_a_neighbour(text: str) -> None:
    assert detect(text) == ""


@pytest.mark.parametrize(
    "text",
    ["", "   ", "42 + 17 = 59", "Yes.", "El País", "La La Land", "Die Hard", "\ud800\udfff", "🙂" * 100, "x" * 100_000],
)
def test_what_is_no_sentence_is_not_told(text: str) -> None:
    assert detect(text) == ""


def test_elisions_and_typographic_apostrophes_tell() -> None:
    text = "Qu’est-ce qu’il y a d’autre à dire de l’homme qui n’est jamais venu ?"
    assert detect(text) == detect(text.replace("’", "'")) == "fr"


def test_a_text_that_lost_some_of_its_spaces_is_told_all_the_same() -> None:
    damaged = "Die alteBrücke wurde letzte Wochewegen Bauarbeiten gesperrt, undniemand wusste, wann sie wieder öffnet."
    assert detect(damaged) == "de"


def test_foreign_names_do_not_mislead() -> None:
    text = "The poems of Federico García Lorca were first read to us in La Casa de las Flores, where she lived."
    assert detect(text) == "en"


def test_threads_that_ask_first_all_get_the_answer() -> None:
    module._votes.cache_clear()
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(detect(SUPPORTED["sv"]))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["sv"] * 8


@pytest.fixture
def damaged_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "languages.json"
    monkeypatch.setattr(module, "_LANGUAGES_PATH", str(path))
    module._votes.cache_clear()
    yield path
    module._votes.cache_clear()


@pytest.mark.parametrize("content", [None, "", "{}", "[]", json.dumps({"languages": 1})])
def test_a_damaged_table_says_what_to_do(damaged_table: Path, content: str | None) -> None:
    if content is not None:
        damaged_table.write_text(content, encoding="utf-8")
    with pytest.raises(LanguageDataError, match=r"languages\.json.*reinstall"):
        detect(SUPPORTED["en"])


def test_english_is_told_by_a_few_words_and_nothing_else_is() -> None:
    english = "The end of the road was near, and the last of the walkers had gone to the inn to wait for the others."
    assert is_evidently(english, "en")
    assert not is_evidently(english, "de")
    assert not is_evidently(
        "Das Buch \u201eThe Lord of the Rings\u201c und der Film sind nicht dasselbe, sagt sie.", "en"
    )
    assert not is_evidently("A short line.", "en")


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_words_of_ascii_are_told_apart_as_others_are(text: str) -> None:
    assert text.translate(module._BARE).split() == module._LETTER_RUN.findall(text.lower())
