"""The identity of a pipeline: stable over use, hash seeds and start methods; another one for every change."""

from __future__ import annotations

import copy
import json
import multiprocessing
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from tests import cases
from textmend import Pipeline, lang, version
from textmend.errors import OptionError, PassError, UnknownNameError, VersionMismatchError
from textmend.passes.base import Cues, Options, Pass, Proposal, Rule, View
from textmend.passes.quotes import QuotesPass
from textmend.pipeline import spec as specs
from textmend.pipeline.presets import PRESETS, PresetName, Step

PLAIN = {"level": "likely", "options": {}}
DAMAGED = "The war ofthe roses \u2013 as itâ€™s called -- was \u201clong\u201d."


class MarkOptions(Options):
    marks: tuple[str, ...] = ("!",)
    weight: float = 0.5


class MarkPass(Pass[MarkOptions]):
    """Doubles nothing: it is only there to be described."""

    name = "mark"
    rules = (Rule("mark", "nothing", "everything", 0.9),)
    options_type = MarkOptions

    @property
    def cues(self) -> Cues:
        return Cues(characters="".join(self.options.marks))

    def propose(self, view: View) -> Iterable[Proposal]:  # noqa: ARG002
        return ()


class CountingPass(MarkPass):
    """A pass with state that its options do not have."""

    name = "counting"

    def __init__(self, options: MarkOptions | None = None, most: int = 3) -> None:
        super().__init__(options)
        self.most = most


# Pairs that differ in one thing that affects results.
VARIANTS: dict[str, Callable[[], Pipeline]] = {
    **{f"preset {name}": (lambda name=name: Pipeline.preset(name)) for name in PRESETS},  # type: ignore[misc]
    "no pass": lambda: Pipeline([]),
    "spacing": lambda: Pipeline(["spacing"]),
    "twice": lambda: Pipeline(["spacing", "spacing"]),
    "level": lambda: Pipeline(["spacing"], level="guess"),
    "language": lambda: Pipeline(["spacing"], lang="de"),
    "words": lambda: Pipeline(["spacing"], options={"spacing": {"words": ["ofthe", "inthe"]}}),
    "words in another order": lambda: Pipeline(["spacing"], options={"spacing": {"words": ["inthe", "ofthe"]}}),
    "option": lambda: Pipeline(["spacing"], options={"spacing": {"broken": False}}),
    "rule": lambda: Pipeline(["spacing"], skip_rules=["spacing/split"]),
    "order": lambda: Pipeline(["spacing", MarkPass]),
    "other order": lambda: Pipeline([MarkPass, "spacing"]),
    "own pass": lambda: Pipeline([MarkPass]),
    "own pass with options": lambda: Pipeline([MarkPass(MarkOptions(marks=("?",)))]),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_a_spec_leads_back_to_an_equal_pipeline(name: str) -> None:
    pipeline = VARIANTS[name]()
    for again in (
        Pipeline.from_spec(json.loads(json.dumps(pipeline.spec()))),
        pickle.loads(pickle.dumps(pipeline)),
        copy.deepcopy(pipeline),
        VARIANTS[name](),
    ):
        assert again == pipeline
        assert hash(again) == hash(pipeline)
        assert again.spec() == pipeline.spec()
        assert again.fingerprint == pipeline.fingerprint
        assert again.explain(DAMAGED) == pipeline.explain(DAMAGED)


def test_each_difference_shows() -> None:
    built = [build() for build in VARIANTS.values()]
    assert len({pipeline.fingerprint for pipeline in built}) == len(built)
    assert len(set(built)) == len(built)
    assert all((one == other) == (one is other) for one in built for other in built)
    assert Pipeline([]) != "no pass"


def test_what_is_the_same_has_one_identity_however_it_was_given() -> None:
    given = Pipeline(["quotes"], quotes="straight", level="likely")
    assert given == Pipeline(["quotes"]) == Pipeline([QuotesPass]) == Pipeline([QuotesPass()])
    assert given.fingerprint == Pipeline([QuotesPass()]).fingerprint == Pipeline([Step("quotes")]).fingerprint
    assert Pipeline.preset("pdf", skip=["dashes", "quotes"]) == Pipeline.preset("pdf", skip=["quotes", "dashes"])
    assert Pipeline([MarkPass]) == Pipeline([MarkPass(MarkOptions())])


@pytest.mark.parametrize("name", PRESETS)
def test_use_changes_nothing(name: PresetName) -> None:
    pipeline = Pipeline.preset(name)
    before = pipeline.spec(), pipeline.fingerprint, pickle.dumps(pipeline), hash(pipeline)
    for kind in cases.KINDS:
        for case in cases.load(kind)[:15]:
            pipeline.explain(case.text)
    assert (pipeline.spec(), pipeline.fingerprint, pickle.dumps(pipeline), hash(pipeline)) == before
    assert pipeline == Pipeline.preset(name)


def pickled(use: bool) -> tuple[str, bytes]:
    words = {"Quillby", "ofthe", "inthe", "DeepMind", "onthe"}
    skipped = ["quotes/apostrophe", "characters/ligature"]
    pipeline = Pipeline.preset("pdf", options={"spacing": {"words": words}}, skip=skipped)
    if use:
        pipeline.clean(DAMAGED)
    return pipeline.fingerprint, pickle.dumps(pipeline)


def printed(queue: Any) -> None:
    queue.put(pickled(True))


# What a fresh process prints: the fingerprint and the pickle, made there or in a process that it starts.
HERE = "from tests.test_spec import pickled; f, p = pickled(True); print(f, p.hex())"
IN_A_CHILD = """
import multiprocessing, sys
from tests.test_spec import printed
if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    queue = context.Queue()
    process = context.Process(target=printed, args=(queue,))
    process.start()
    f, p = queue.get(timeout=60)
    process.join()
    print(f, p.hex())
"""


def printed_by(code: str, *arguments: str, seed: str = "random") -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return done.stdout.split()


@pytest.mark.parametrize("seed", ["0", "1", "77"])
def test_hash_seeds_change_nothing(seed: str) -> None:
    fingerprint, data = pickled(False)
    assert printed_by(HERE, seed=seed) == [fingerprint, data.hex()]


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_start_methods_change_nothing(method: str) -> None:
    fingerprint, data = pickled(False)
    assert printed_by(IN_A_CHILD, method) == [fingerprint, data.hex()]


def test_dask_knows_equal_pipelines() -> None:
    dask = pytest.importorskip("dask.base", reason="needs dask")
    pipeline = Pipeline.preset("default")
    before = dask.tokenize(pipeline)
    pipeline.clean(DAMAGED)
    assert dask.tokenize(pipeline) == before == dask.tokenize(Pipeline.preset("default"))
    assert dask.tokenize(Pipeline.preset("safe")) != before


def test_another_version_is_another_fingerprint_and_stops_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = Pipeline(["spacing"])
    spec, fingerprint, data = pipeline.spec(), pipeline.fingerprint, pickle.dumps(pipeline)
    monkeypatch.setattr(specs, "__version__", "9.9.9")
    assert Pipeline(["spacing"]).fingerprint != fingerprint
    for build in (lambda: Pipeline.from_spec(spec), lambda: pickle.loads(data)):
        with pytest.raises(VersionMismatchError, match=rf"{version.__version__}.*9\.9\.9") as caught:
            build()
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    del spec["textmend"]
    assert Pipeline.from_spec(spec).spec()["textmend"] == "9.9.9"


def test_other_data_is_another_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = Pipeline(["spacing"])
    spec, fingerprint = pipeline.spec(), pipeline.fingerprint
    for path in Path(lang.DATA).glob("*.provenance.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(lang, "DATA", str(tmp_path))
    lang.data_hash.cache_clear()
    try:
        assert lang.data_hash() == spec["data"]
        one = tmp_path / "en.words.bin.provenance.json"
        one.write_text(json.dumps({**json.loads(one.read_text("utf-8")), "sha256": "0" * 64}), "utf-8")
        lang.data_hash.cache_clear()
        assert Pipeline(["spacing"]).fingerprint != fingerprint
        with pytest.raises(VersionMismatchError, match="language data"):
            Pipeline.from_spec(spec)
    finally:
        lang.data_hash.cache_clear()


def test_other_code_of_an_own_pass_is_another_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = Pipeline([MarkPass])
    spec, fingerprint = pipeline.spec(), pipeline.fingerprint
    monkeypatch.setattr(specs, "_code_hash", lambda _: "changed")
    assert Pipeline([MarkPass]).fingerprint != fingerprint
    with pytest.raises(VersionMismatchError, match="code of the pass 'mark'"):
        Pipeline.from_spec(spec)


def test_another_model_in_the_same_folder_is_another_fingerprint(tmp_path: Path) -> None:
    def fingerprint() -> str:
        return Pipeline(["dashes"], options={"dashes": {"model": str(tmp_path)}}).fingerprint

    (tmp_path / "model.onnx").write_bytes(b"one")
    first = fingerprint()
    assert fingerprint() == first
    (tmp_path / "model.onnx").write_bytes(b"two")
    assert fingerprint() != first


def test_a_pass_with_more_state_than_its_options_has_no_spec_but_can_be_sent() -> None:
    pipeline = Pipeline([CountingPass(most=7)])
    for ask in (pipeline.spec, lambda: pipeline.fingerprint):
        with pytest.raises(PassError, match="options_type have what __init__ takes"):
            ask()
    again = pickle.loads(pickle.dumps(pipeline))
    assert again._passes[0].most == 7
    assert again != pipeline
    assert pipeline == pipeline  # noqa: PLR0124  # an object is equal to itself
    assert Pipeline([CountingPass]).spec() == Pipeline.from_spec(Pipeline([CountingPass]).spec()).spec()


def test_an_option_that_is_no_data_is_refused() -> None:
    class OddOptions(MarkOptions):
        what: object = object()

    class OddPass(MarkPass):
        options_type = OddOptions

    pipeline = Pipeline([OddPass])
    with pytest.raises(PassError, match=r"option mark\.what is <object"):
        pipeline.spec()


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"lang": None}, OptionError, "needs 'lang', a str"),
        ({"passes": "spacing"}, OptionError, "needs 'passes', a list"),
        ({"passes": [3]}, OptionError, "is a mapping"),
        ({"passes": [{"name": "spacing", "level": "likely"}]}, OptionError, "needs 'options'"),
        ({"language": "en"}, UnknownNameError, "did you mean 'lang'"),
        ({"passes": [{"name": "spacng", **PLAIN}]}, UnknownNameError, "'spacing'"),
        ({"passes": [{"name": "x", **PLAIN, "class": "json:dumps"}]}, PassError, "not a subclass"),
        ({"passes": [{"name": "x", **PLAIN, "class": "nowhere:X"}]}, PassError, "imported"),
        ({"passes": [{"name": "x", **PLAIN, "class": ""}]}, PassError, "imported"),
    ],
)
def test_what_is_no_spec_is_an_error_that_teaches(change: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        Pipeline.from_spec({**Pipeline(["spacing"]).spec(), **change})


def test_a_pipeline_of_what_is_given() -> None:
    pipeline = Pipeline(["spacing"])
    assert Pipeline.of(pipeline) is pipeline
    assert Pipeline.of(pipeline.spec()) == pipeline
    assert Pipeline.of("safe") == Pipeline.preset("safe")
    assert Pipeline.of("safe") is Pipeline.of("safe")
    with pytest.raises(UnknownNameError, match="unknown preset 'saef'; did you mean 'safe'"):
        Pipeline.of("saef")
    wrong: Any = 3
    with pytest.raises(OptionError, match="not 3"):
        Pipeline.of(wrong)
