"""A new pass is one class: found by the entry-point group, run by the pipeline, checked against its contract."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata
from importlib.metadata import EntryPoint

import pytest

from textmend import Pipeline, passes
from textmend.errors import OptionError, PassError, UnknownNameError
from textmend.passes.base import Cues, Options, Pass, Proposal, Rule, View


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


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("shout", f"{__name__}:ShoutPass", passes.ENTRY_POINT_GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda _: ShoutPass)
    monkeypatch.setattr(metadata, "entry_points", lambda group: [point] if group == passes.ENTRY_POINT_GROUP else [])


def test_a_third_party_pass_runs_like_a_built_in_one() -> None:
    assert "shout" in passes.names()
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
        Pipeline.preset("pfd")
    with pytest.raises(UnknownNameError, match=r"level 'sure'.*safe, likely, guess"):
        Pipeline(["quotes"], level="sure")
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
        passes.get("shout")
