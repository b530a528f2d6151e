"""A new pass is one class: given as it is or found by the entry-point group, run by the pipeline, held to its word."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from importlib import metadata
from importlib.metadata import EntryPoint
from typing import Any, ClassVar

import pytest

import textmend.passes as registry
from textmend import Pipeline
from textmend.edits import Refusal
from textmend.errors import OptionError, PassError, UnknownNameError
from textmend.passes.base import Cues, Options, Pass, Proposal, Rule, View
from textmend.passes.quotes import QuotesPass
from textmend.pipeline.presets import PRESETS, Step


class ShoutPass(Pass[Options]):
    """Ends shouting. Leaves alone: a single exclamation mark."""

    name = "shout"
    rules = (
        Rule("marks", "!! becomes !", "a single mark", 0.95),
        Rule("guess", "?! becomes ?", "a single mark", 0.50),
    )
    after = ("mojibake",)
    options_type = Options

    @property
    def cues(self) -> Cues:
        return Cues(literals=("!!", "?!"))

    def propose(self, view: View) -> Iterator[Proposal]:
        for start, end in view.hits:
            at = view.text.find("!!", start, end)
            if at >= 0:
                yield self.edit(at, at + 2, "!", "marks")
            elif (at := view.text.find("?!", start, end)) >= 0:
                yield self.edit(at, at + 2, "?", "guess")


class HushOptions(Options):
    """Options of the pass `hush`."""

    mark: str = "."


class HushPass(Pass[HushOptions]):
    """Ends exclamations."""

    name = "hush"
    rules = (Rule("mark", "! becomes a full stop", "nothing", 0.95),)
    renamed_rules: ClassVar = {"bang": "mark"}
    after = ("mojibake",)
    options_type = HushOptions
    main_option = "mark"

    @property
    def cues(self) -> Cues:
        return Cues(characters="!")

    def propose(self, view: View) -> Iterator[Proposal]:
        for start, end in view.hits:
            for at in range(start, end):
                if view.text[at] == "!":
                    yield self.edit(at, at + 1, self.options.mark, "mark")


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("shout", f"{__name__}:ShoutPass", registry.ENTRY_POINT_GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda _: ShoutPass)
    monkeypatch.setattr(metadata, "entry_points", lambda group: [point] if group == registry.ENTRY_POINT_GROUP else [])


def test_a_third_party_pass_runs_like_a_built_in_one() -> None:
    assert "shout" in registry.names()
    result = Pipeline(["mojibake", "shout"]).explain("Stop!! cafÃ©")
    assert result.text == "Stop! café"
    assert result.edits[0].rule == "shout/marks"


def test_edits_under_the_level_are_refused_with_the_reason() -> None:
    result = Pipeline(["shout"]).explain("What?!")
    assert result.text == "What?!"
    assert "0.50" in result.refused[0].reason
    assert Pipeline(["shout"], level="likely").clean("What?!") == "What?!"


def test_protected_spans_are_out_of_bounds() -> None:
    text = "See https://a.example/wow!! now"
    result = Pipeline(["shout"]).explain(text)
    assert result.text is text
    assert "protected" in result.refused[0].reason


def test_a_rule_can_be_switched_off() -> None:
    assert Pipeline(["shout"], skip_rules=["shout/marks"]).clean("Stop!!") == "Stop!!"


def test_an_order_that_a_pass_rules_out_is_an_error() -> None:
    with pytest.raises(PassError, match="'shout' must come after 'mojibake'"):
        Pipeline(["shout", "mojibake"])


def test_unknown_names_list_the_valid_ones() -> None:
    with pytest.raises(UnknownNameError, match=r"did you mean 'quotes'\?.*shout"):
        Pipeline(["quote"])
    with pytest.raises(UnknownNameError, match=r"preset 'pfd'.*did you mean 'pdf'"):
        Pipeline.preset("pfd")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match=r"level 'sure'.*safe, likely, guess"):
        Pipeline(["quotes"], level="sure")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match=r"option of pass 'quotes'.*style"):
        Pipeline(["quotes"], options={"quotes": {"stile": "x"}})
    with pytest.raises(UnknownNameError, match=r"rule 'shout/mark'.*shout/marks"):
        Pipeline(["shout"], skip_rules=["shout/mark"])
    with pytest.raises(UnknownNameError, match="language 'xx'"):
        Pipeline(["shout"], lang="xx")
    with pytest.raises(OptionError, match="'shout' has no main option"):
        Pipeline(["shout"], shout="loud")


def test_a_class_that_is_no_pass_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EntryPoint, "load", lambda _: dict)
    with pytest.raises(PassError, match="shout"):
        registry.get("shout")


class TestClassesAndInstances:
    """Passes that nobody registered, given to the pipeline as they are."""

    def test_a_class_is_enough(self) -> None:
        assert "hush" not in registry.names()
        result = Pipeline([HushPass]).explain("Stop! Now!")
        assert result.text == "Stop. Now."
        assert [edit.rule for edit in result.edits] == ["hush/mark"] * 2
        assert repr(Pipeline([HushPass])) == "<Pipeline hush (likely); en>"

    def test_an_instance_brings_its_options(self) -> None:
        assert Pipeline([HushPass()]).clean("Stop!") == "Stop."
        assert Pipeline([HushPass(HushOptions(mark="…"))]).clean("Stop!") == "Stop…"

    def test_with_names_and_steps_in_any_order(self) -> None:
        mixed = Pipeline(["mojibake", HushPass, Step("quotes"), "shout"])
        assert mixed.clean("\u201cStop!\u201d cafÃ© What?!") == '"Stop." café What?.'
        assert Pipeline([*PRESETS["safe"].steps, HushPass()]).clean("Stop! cafÃ©") == "Stop. café"

    def test_level_rules_and_options_as_for_other_passes(self) -> None:
        assert Pipeline([HushPass], level="safe").clean("Stop!") == "Stop!"
        assert Pipeline([Step("hush", "safe", own=HushPass)]).clean("Stop!") == "Stop!"
        assert Pipeline([HushPass], skip_rules=["hush/mark"]).clean("Stop!") == "Stop!"
        with pytest.warns(DeprecationWarning, match="'hush/bang' was renamed to 'hush/mark'"):
            assert Pipeline([HushPass], skip_rules=["hush/bang"]).clean("Stop!") == "Stop!"
        assert Pipeline([HushPass], hush="?").clean("Stop!") == "Stop?"
        assert Pipeline([HushPass], options={"hush": {"mark": "?"}}).clean("Stop!") == "Stop?"
        assert Pipeline([Step("hush", options={"mark": "?"}, own=HushPass)]).clean("Stop!") == "Stop?"

    def test_a_class_comes_before_the_registered_pass_of_its_name(self) -> None:
        class MyQuotes(QuotesPass):
            def propose(self, view: View) -> Iterator[Proposal]:
                return (edit for edit in super().propose(view) if isinstance(edit, Refusal))

        assert Pipeline(["quotes"]).clean("\u201cNo\u201d") == '"No"'
        assert Pipeline([MyQuotes], skip_rules=["quotes/straighten"]).clean("\u201cNo\u201d") == "\u201cNo\u201d"

    def test_a_pipeline_with_them_can_be_pickled(self) -> None:
        for given in (HushPass, HushPass(HushOptions(mark="…"))):
            pipeline = Pipeline(["mojibake", given])
            assert pickle.loads(pickle.dumps(pipeline)).clean("Stop!") == pipeline.clean("Stop!") != "Stop!"

    def test_an_order_that_a_class_rules_out_is_an_error(self) -> None:
        with pytest.raises(PassError, match="'hush' must come after 'mojibake'"):
            Pipeline([HushPass, "mojibake"])

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ([dict], r"takes names of passes, and subclasses of .*base.Pass .*; class dict is none of these"),
            ([str.upper], "<method 'upper' of 'str' objects> is none of these"),
            ([None], "None is none of these"),
            ([Pass], "class Pass is not a complete pass: it lacks name, rules, options_type, cues, propose"),
            ([HushPass, "quotes", type("Loud", (HushPass,), {})], "two different passes are called 'hush'"),
            ([Step("quotes", own=HushPass)], "step 'quotes' has a pass of another name: HushPass, 'hush'"),
        ],
    )  # fmt: skip
    def test_what_is_no_pass_is_an_error_that_says_what_is(self, given: list[Any], message: str) -> None:
        with pytest.raises(PassError, match=message):
            Pipeline(given)

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"propose": Pass.propose}, "class Wrong is not a complete pass: it lacks propose$"),
            ({"name": "hush/all"}, "name of class Wrong must be a word, such as 'spacing', not 'hush/all'"),
            ({"rules": ()}, r"one or more: rules = \(Rule\(…\),\)"),
            ({"rules": HushPass.rules[0]}, r"rules of pass 'hush' are a tuple with one or more"),
            ({"rules": ("mark",)}, r"is Rule\(name, mends, leaves, confidence\), not 'mark'"),
            ({"rules": (Rule("mark", "", "", 95),)}, "confidence of rule 'hush/mark' .* between 0 and 1, not 95"),
            ({"options_type": dict}, "options_type of pass 'hush' is a subclass of .*, not class dict"),
            ({"cues": lambda _: Cues()}, "`cues` of pass 'hush' is not a Cues .*; put @property above it"),
            ({"cues": "!"}, r"`cues` of pass 'hush' is not a Cues but '!'; return Cues\(…\)"),
        ],
    )
    def test_a_class_that_lacks_something_is_told_what(self, wrong: dict[str, Any], message: str) -> None:
        with pytest.raises(PassError, match=message):
            Pipeline([type("Wrong", (HushPass,), wrong)])

    def test_an_instance_takes_no_more_options(self) -> None:
        with pytest.raises(OptionError, match=r"an instance, which has its options already; .* the class, HushPass"):
            Pipeline([HushPass()], hush="?")

    def test_unknown_options_and_rules_list_the_valid_ones(self) -> None:
        with pytest.raises(UnknownNameError, match=r"option of pass 'hush' 'make'; did you mean 'mark'"):
            Pipeline([HushPass], options={"hush": {"make": "?"}})
        with pytest.raises(UnknownNameError, match=r"rule 'hush/marks'; did you mean 'hush/mark'"):
            Pipeline([HushPass], skip_rules=["hush/marks"])

    def test_passes_come_in_a_list(self) -> None:
        with pytest.raises(OptionError, match=r"takes a list of names: \[HushPass\], not HushPass"):
            Pipeline(HushPass)  # type: ignore[arg-type]
        with pytest.raises(OptionError, match=r"takes a list of names: \['quotes'\], not 'quotes'"):
            Pipeline("quotes")
