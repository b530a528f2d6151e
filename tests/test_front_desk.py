"""`textmend.clean` and its siblings: one call takes all settings, and wrong ones are answered with what to do."""

from __future__ import annotations

import math
import pickle
from importlib import metadata
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

import textmend
import textmend.passes as registry
from textmend import Edit, Pipeline
from textmend.edits import apply
from textmend.errors import OptionError, UnknownNameError
from textmend.pipeline import chosen
from textmend.pipeline.presets import PRESETS

TEXT = "“The war ofthe roses”, p. 3\nand itâ€™s end -- as theysaid."


class TestSettings:
    @pytest.mark.parametrize(
        "settings",
        [
            {"preset": "pdf"},
            {"preset": "typographic", "level": "safe"},
            {"level": 0.95, "lang": "en"},
            {"words": ["theysaid"]},
            {"only": ["quotes"], "quotes": "typographic"},
            {"skip": ["spacing", "quotes/apostrophe"]},
            {"options": {"dashes": {"style": "em"}, "quotes": {"locale": "de"}}},
        ],
        ids=str,
    )
    def test_they_are_those_of_a_preset(self, settings: dict[str, Any]) -> None:
        name = settings.get("preset", "default")
        built = Pipeline.preset(name, **{key: value for key, value in settings.items() if key != "preset"})
        assert textmend.clean(TEXT, **settings) == built.clean(TEXT)
        assert textmend.explain(TEXT, **settings) == built.explain(TEXT)

    def test_a_pipeline_is_built_once_for_equal_settings(self) -> None:
        built = [chosen.chosen(None, {"preset": "web", "words": words}) for words in (["one"], ("one",), iter(["one"]))]
        assert built[0] is built[1] is built[2]
        assert chosen.chosen(None, {"preset": "web", "words": ["two"]}) is not built[0]
        one, two = ({"options": {"quotes": {"style": style}}} for style in ("keep", "straight"))
        assert chosen.chosen(None, one) is chosen.chosen(None, dict(one)) is not chosen.chosen(None, two)

    def test_few_are_kept(self) -> None:
        for number in range(100):
            chosen.chosen(None, {"only": ["spacing"], "words": [f"word{number}"]})
        assert len(chosen._kept) <= 32

    def test_none_is_as_if_it_was_not_given(self) -> None:
        nothing: dict[str, Any] = dict.fromkeys(chosen.SETTINGS)
        assert textmend.clean(TEXT, **nothing) == textmend.clean(TEXT)
        assert textmend.explain(TEXT, preset=None) == textmend.explain(TEXT)

    def test_words_are_never_split_in_any_way_of_giving_them(self) -> None:
        expected = textmend.clean(TEXT, words=["theysaid"])
        assert "theysaid" in expected
        assert "of the" in expected
        assert Pipeline.preset(words=["theysaid"]).clean(TEXT) == expected
        assert Pipeline.preset(spacing=["theysaid"]) == Pipeline.preset(words=["theysaid"])
        assert Pipeline(["spacing"], words=["a"], spacing=["b"]) == Pipeline(["spacing"], words=["b", "a"])

    def test_with_markup(self) -> None:
        assert textmend.clean("`ofthe` ofthe", format="markdown", words=["ofthe"]) == "`ofthe` ofthe"
        page = "<p>The war ofthe roses</p>"
        assert textmend.clean(page, format="html", preset="web", level=0.9) == "<p>The war of the roses</p>"

    @pytest.mark.parametrize(
        ("settings", "error", "message"),
        [
            ({"presett": "pdf"}, UnknownNameError, "setting 'presett'; did you mean 'preset'"),
            ({"preset": "pdff"}, UnknownNameError, "did you mean 'pdf'"),
            ({"lang": "xx"}, UnknownNameError, "language 'xx'.*Valid: cs, de, en"),
            ({"level": "sure"}, UnknownNameError, "Valid: safe, likely, guess"),
            ({"level": 95}, OptionError, "minimum confidence from 0 to 1 such as 0.95, not 95"),
            ({"level": True}, OptionError, "not True"),
            ({"level": math.nan}, OptionError, "not nan"),
            ({"level": None, "quotes": "curly"}, OptionError, "straight, typographic, consistent, keep"),
            ({"words": "theysaid"}, OptionError, r"words takes a list of names: \['theysaid'\]"),
            ({"only": "quotes"}, OptionError, r"only takes a list of names: \['quotes'\]"),
            ({"skip": "quotes"}, OptionError, "skip takes a list"),
            ({"mojibake": "a => b"}, OptionError, "mojibake takes a list"),
            ({"preset": "safe", "words": ["NASA"]}, OptionError, "words needs the pass 'spacing'"),
            (
                {"pipeline": "safe", "level": 0.9},
                OptionError,
                "pipeline and level cannot be given together",
            ),
            ({"options": {"quotes": {"style": {}}}}, OptionError, "'style' takes a str"),
            ({"options": {"quotes": {"style": slice(1)}}}, OptionError, "'style' takes a str"),
            ({"format": "text"}, UnknownNameError, "markdown, html"),
        ],
        ids=str,
    )
    def test_a_wrong_one_names_the_cure(self, settings: dict[str, Any], error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            textmend.clean("a", **settings)


class TestLevels:
    def test_a_number_is_its_name(self) -> None:
        assert Pipeline.preset("pdf", level=0.9) == Pipeline.preset("pdf", level="likely")
        assert Pipeline.preset("pdf", level=0.9).fingerprint == Pipeline.preset("pdf", level="likely").fingerprint
        assert Pipeline.preset("pdf", level=0.91) != Pipeline.preset("pdf", level="likely")

    def test_any_number_is_a_level(self) -> None:
        pipeline = Pipeline.preset("pdf", level=0.95)
        assert repr(pipeline).startswith("<Pipeline mojibake (0.95) → ")
        assert Pipeline.from_spec(pipeline.spec()) == pickle.loads(pickle.dumps(pipeline)) == pipeline
        assert {edit.confidence >= 0.95 for edit in pipeline.explain(TEXT).edits} == {True}
        assert not Pipeline.preset("pdf", level=1).explain("theysaid ofthe").edits


class TestLists:
    def test_presets(self) -> None:
        assert textmend.presets() == dict(PRESETS)
        assert [step.name for step in textmend.presets()["safe"].steps] == ["mojibake", "dashes"]

    def test_passes_and_rules(self) -> None:
        assert list(textmend.passes()) == list(registry.names())
        assert textmend.passes()["quotes"].main_option == "style"
        assert "quotes/apostrophe" in textmend.rules()
        assert all(textmend.clean(TEXT, skip=[rule]) for rule in list(textmend.rules())[::9])

    def test_a_pass_of_another_package_that_cannot_be_loaded_is_reported(self, monkeypatch: pytest.MonkeyPatch) -> None:
        point = EntryPoint("loud", "nowhere:Loud", registry.ENTRY_POINT_GROUP)
        monkeypatch.setattr(metadata, "entry_points", lambda group: [point] if group == point.group else [])
        with pytest.warns(UserWarning, match="the pass 'loud' of another package cannot be loaded: No module named"):
            assert "loud" not in textmend.passes()


class TestNoText:
    @pytest.mark.parametrize(
        ("given", "cure"),
        [
            (None, "not None; leave missing values out, or clean the column"),
            (math.nan, "not nan; leave missing values out"),
            (b"text", r"not bytes; .*textmend\.decode"),
            (["text"], r"not list; .*clean_many"),
            (Path("text"), r"Path; read the file first"),
            (3.5, r"not float; give its text, such as str\(value\)"),
        ],
        ids=str,
    )
    def test_the_cure_is_named(self, given: Any, cure: str) -> None:
        for call in (textmend.clean, textmend.explain, Pipeline.of("pdf").clean, Pipeline.of("safe").explain):
            with pytest.raises(TypeError, match=cure):
                call(given)
        with pytest.raises(TypeError, match=cure):
            textmend.clean(given, format="html")
        with pytest.raises(TypeError, match=cure):
            list(Pipeline.of("safe").clean_many(["fine", given]))

    def test_one_text_is_not_several(self) -> None:
        for many in (Pipeline.of("safe").clean_many, Pipeline.of("safe").explain_many_if_any):
            with pytest.raises(TypeError, match=r"not a single str; use \[text\]"):
                many("ofthe")

    @pytest.mark.parametrize(("given", "cure"), [("text", r"decoded already: textmend\.clean"), (None, "not NoneType")])
    def test_what_is_no_data(self, given: Any, cure: str) -> None:
        with pytest.raises(TypeError, match=cure):
            textmend.decode(given)


class TestResults:
    def test_an_edit_knows_what_it_replaced_and_where(self) -> None:
        result = textmend.explain(TEXT, level=0.5)
        assert len(result.edits) >= 6
        for edit in result.edits:
            assert edit.before == TEXT[edit.start : edit.end]
            assert TEXT.split("\n")[edit.line - 1][edit.column - 1 :].startswith(edit.before)
            assert edit == Edit(*edit)
        assert [(edit.line, edit.column, edit.before) for edit in result.edits if edit.before == "--"] == [
            (2, 16, "--")
        ]
        assert repr(result.edits[0]).startswith("Edit(start=0, end=1, ")

    def test_so_does_a_refused_one(self) -> None:
        refusal = textmend.explain("Fine.\nSee x--y.", level=1).refused[0]
        assert (refusal.edit.line, refusal.edit.before) == (2, "--")

    def test_windows_and_markup_lead_to_the_whole_text(self) -> None:
        long = "It was over.\n" * 90_000 + "The end of the “war”."
        edit, _ = textmend.explain(long, only=["quotes"]).edits
        assert (edit.line, edit.column, edit.before) == (90_001, 16, "“")
        (edit,) = textmend.explain("# One\n\nThe `ofthe` ofthe war.", format="markdown").edits
        assert (edit.line, edit.column) == (3, 15)

    def test_they_are_sent_with_what_they_know(self) -> None:
        result = textmend.explain(TEXT)
        again = pickle.loads(pickle.dumps(result))
        assert again == result
        assert [(edit.before, edit.line) for edit in again.edits] == [(edit.before, edit.line) for edit in result.edits]
        edit = pickle.loads(pickle.dumps(result.edits[-1]))
        assert (edit, edit.before, edit.line) == (result.edits[-1], result.edits[-1].before, 2)
        assert len(pickle.dumps(textmend.explain("ofthe " + "Fine. " * 10_000).edits[0])) < 1_000

    def test_what_is_made_of_one_is_plain(self) -> None:
        edit = textmend.explain("ofthe").edits[0]
        for plain in (edit._replace(replacement="-"), edit.moved(3), Edit(*edit)):
            with pytest.raises(AttributeError, match=r"only an edit of a Result has 'before'.*text\[edit.start"):
                plain.before  # noqa: B018
            assert not hasattr(plain, "line")
            assert not hasattr(plain, "column")

    def test_a_result_is_shown_on_one_line(self) -> None:
        result = textmend.explain("The war ofthe roses.\n" * 1_000)
        assert repr(result).startswith("<Result: 1,000 edits, 0 refused; 'The war of the roses.\\nThe war")
        assert len(repr(result)) < 120
        assert apply(result.original, result.edits) == result.text
        assert repr(textmend.decode(b"caf\xe9 " * 1_000, errors="report")).startswith("<Decoded: 1 segment")
