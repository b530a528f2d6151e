"""Haystack: a component that repairs documents.

>>> from haystack import Document
>>> from textmend.integrations.haystack import TextmendCleaner
>>> cleaner = TextmendCleaner("default", edits="edits")
>>> (document,) = cleaner.run([Document(content="the war ofthe roses")])["documents"]
>>> document.content, document.meta["edits"][0]["rule"]
('the war of the roses', 'spacing/split')
"""

from __future__ import annotations

from textmend.errors import MissingExtraError

try:
    import haystack  # noqa: F401
except ImportError:
    raise MissingExtraError("haystack", "components of Haystack") from None

from haystack_integrations.components.preprocessors.textmend_cleaner import TextmendCleaner

__all__ = ["TextmendCleaner"]
