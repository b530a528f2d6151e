"""A pipeline that goes to workers: built once there, if they have what the driver has."""

from __future__ import annotations

import pickle

import pytest

from textmend import Pipeline, version
from textmend.errors import TextmendError
from textmend.integrations import workers
from textmend.integrations.workers import WorkerPipeline, stamp


def test_it_is_built_once_in_each_process() -> None:
    pipeline = Pipeline.preset("default", skip=["quotes"])
    sent = WorkerPipeline(pipeline)
    before = pickle.dumps(sent)
    assert sent.pipeline() == pipeline
    assert sent.pipeline() is sent.pipeline()
    assert pickle.dumps(sent) == before
    assert pickle.loads(before).pipeline() == pipeline


@pytest.mark.parametrize("name", list(stamp()))
def test_a_worker_with_another_version_of_anything_says_both(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = pickle.loads(pickle.dumps(WorkerPipeline(Pipeline.preset("safe"))))
    other = {**stamp(), name: "9.9"}
    monkeypatch.setattr(workers, "stamp", lambda: other)
    with pytest.raises(TextmendError, match=rf"this worker has {name} 9\.9, .*, the driver has {name} \S+, ") as caught:
        sent.pipeline()
    assert all(f"{each} {value}" in str(caught.value) for each, value in stamp().items())


def test_the_stamp_has_versions() -> None:
    assert stamp()["textmend"] == version.__version__
    assert "none" not in stamp().values()
    assert workers._version("no-such-package") == "none"
