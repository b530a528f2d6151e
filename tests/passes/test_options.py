"""Options: given by keyword, checked, immutable; a third party may write them as a dataclass."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from textmend import Pipeline
from textmend.errors import OptionError, UnknownNameError
from textmend.passes.base import Options
from textmend.passes.dashes import DashesOptions
from textmend.passes.spacing import SpacingOptions


class Loud(Options):
    mark: str = "!"
    times: int = 1


class Louder(Loud):
    words: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AsDataclass(Options):
    mark: str = "!"


@dataclass(frozen=True, kw_only=True, slots=True)
class WithSlots(Options):
    mark: str = "!"


class Renamed(Options):
    mark: str = "!"
    renamed = {"sign": "mark"}  # noqa: RUF012


def test_an_old_name_is_taken_with_a_warning() -> None:
    assert Renamed.defaults == {"mark": "!"}
    with pytest.warns(DeprecationWarning, match="option 'sign' was renamed to 'mark'"):
        assert Renamed(sign="?") == Renamed(mark="?")  # type: ignore[call-arg]
    with pytest.warns(DeprecationWarning, match="option 'rules' was renamed to 'replacements'"):
        pipeline = Pipeline(["replace"], options={"replace": {"rules": ["teh => the"]}})
    assert pipeline == Pipeline(["replace"], replace=["teh => the"])


def test_defaults_and_values() -> None:
    assert Louder.defaults == {"mark": "!", "times": 1, "words": ()}
    assert repr(Louder(times=2)) == "Louder(mark='!', times=2, words=())"
    assert Louder(words=["a"]).words == ("a",)  # type: ignore[arg-type]


def test_the_same_values_are_the_same_options() -> None:
    assert Loud() == Loud(mark="!") != Loud(mark="?")
    assert Loud() != Louder()
    assert hash(Loud()) == hash(Loud(times=1))


def test_they_do_not_change() -> None:
    with pytest.raises(AttributeError, match=r"create new ones: Loud\(mark='\?'\)"):
        Loud().mark = "?"  # type: ignore[misc]


def test_mistakes_are_told() -> None:
    with pytest.raises(OptionError, match="option 'times' takes a int, not 'a'"):
        Loud(times="a")  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="option 'words' takes a list of strings, not 'ofthe'"):
        SpacingOptions(words="ofthe")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match=r"unknown option 'marc'; did you mean 'mark'\?"):
        Loud(marc="!")  # type: ignore[call-arg]
    with pytest.raises(OptionError, match="style 'x' does not exist"):
        DashesOptions(style="x")


@pytest.mark.parametrize("kind", [Loud, AsDataclass, WithSlots])
def test_a_dataclass_does_as_well(kind: type[Loud]) -> None:
    assert kind.defaults["mark"] == "!"
    assert kind(mark="?").mark == "?"
    with pytest.raises(OptionError, match="option 'mark' takes a str"):
        kind(mark=1)  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        kind().mark = "?"  # type: ignore[misc]


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda options: pickle.loads(pickle.dumps(options))])
def test_copies(copied: Callable[[Options], Options]) -> None:
    assert copied(DashesOptions(style="em")) == DashesOptions(style="em")
