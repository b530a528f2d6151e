"""The space scorer shared by the languages that have no text to count."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice

from textmend import lang
from training import candidates, corpus
from training.candidates import CLEAN_WEIGHT, Document
from training.spaces import damaged

__all__ = ["CAUTION", "FORESTS", "documents"]

FORESTS = ("splits", "joins")
# Compounds are new in every text, and an isolated sentence has no document for evidence. With the odds as
# learnt 14 of 14,268 clean sentences are changed, half of them German and Slavonic compounds, with these 6; of the
# spaces that sentences lost 40 in 100 are restored instead of 50.
CAUTION = 1.5

_SEED = 7
# Every sentence is learnt from unchanged, and damaged at each of these rates.
_RATES = (0.03, 0.1, 0.4)
# One in so many of the documents that the scorer of English learns from: as many candidates as the others have
# together.
_SHARE_OF_ENGLISH = 3


def documents() -> Iterator[Document]:
    """Yield sentences of the languages, clean and damaged, and English, as if nothing was known but its words.

    A scorer that has seen English alone takes German and Swedish compounds for words that ran together: at a recall of
    0.80 it splits 4 of 500 clean sentences, this one 1.
    """
    english = lang.Language("en", has_full_model=False)
    for document in islice(candidates.documents(), 0, None, _SHARE_OF_ENGLISH):
        yield document._replace(language=english)
    chance = random.Random(_SEED)
    for number, sentence in enumerate(corpus.sentences("dev")):
        text = sentence["text"]
        if sentence["lang"] not in corpus.OTHERS or not corpus.is_learnt(text):
            continue
        language = lang.load(sentence["lang"])
        yield Document(text, text, CLEAN_WEIGHT, number, language)
        for rate in _RATES:
            yield Document(damaged(text, rate, chance), text, 1.0, number, language)
