"""Every fixture holds, every known failure still fails, and the collection itself is in order."""

from __future__ import annotations

from collections import Counter

import pytest

from tests import cases
from tests.cases import Case

MENDED = (*cases.load("wild"), *cases.load("synthetic"))
NEGATIVE = cases.load("negative")
KNOWN_FAILURES = cases.load("known_failures")


@pytest.mark.parametrize("case", MENDED, ids=str)
def test_mends(case: Case) -> None:
    assert case.text != case.fixed, "a case that needs nothing belongs to the negatives"
    assert case.pipeline().clean(case.text) == case.fixed, case.why


@pytest.mark.parametrize("case", NEGATIVE, ids=str)
def test_leaves_alone(case: Case) -> None:
    assert case.text == case.fixed, "a negative stays as it is"
    result = case.pipeline().explain(case.text)
    assert result.text is case.text, (result.edits, case.why)
    if case.refused:
        assert result.refused, "this suspicion is to be reported"


@pytest.mark.parametrize(
    "case", [pytest.param(c, marks=pytest.mark.xfail(strict=True, reason=c.why), id=str(c)) for c in KNOWN_FAILURES]
)
def test_known_failure(case: Case) -> None:
    assert case.pipeline().clean(case.text) == case.fixed


def test_labels_are_unique() -> None:
    counts = Counter(str(case) for kind in cases.KINDS for case in cases.load(kind))
    assert [label for label, count in counts.items() if count > 1] == []


def test_each_subject_leaves_alone_as_much_as_it_mends() -> None:
    mended = Counter(case.subject for case in MENDED)
    negative = Counter(case.subject for case in NEGATIVE)
    assert {s: (n, negative[s]) for s, n in mended.items() if negative[s] < n} == {}
