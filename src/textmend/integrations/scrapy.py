"""Scrapy: an add-on, or an item pipeline, that repairs fields of items.

In the settings of a project:

    ADDONS = {"textmend.integrations.scrapy.Addon": 400}
    TEXTMEND_FIELDS = ["title", "body", "author.bio"]

    TEXTMEND_PIPELINE = "web"    # a preset, a spec or a Pipeline
    TEXTMEND_ON_ERROR = "keep"   # what becomes of an item with a field that is not text: "keep" or "drop"

A field is text, a list of texts, or missing; "author.bio" is a field of an item inside an item, or of each in a list.
Items are of any kind that Scrapy knows; a frozen one is replaced by a copy. The stats of the crawl count what was done:
`textmend/items`, `textmend/items_changed`, `textmend/edits/RULE`, `textmend/missing/FIELD`, `textmend/failed/FIELD`.

The pipeline works in the one thread of the crawl. The preset `pdf` reads some 58 kB a second and would hold up a crawl:
repair what came from PDF files afterwards.
"""

from __future__ import annotations

import copy
import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textmend.errors import MissingExtraError, OptionError
from textmend.pipeline.pipeline import Pipeline, PipelineLike

try:
    from itemadapter import ItemAdapter
    from scrapy.exceptions import DropItem
except ImportError:
    raise MissingExtraError("scrapy", "item pipelines of Scrapy") from None

if TYPE_CHECKING:
    from typing import Self

__all__ = ["Addon", "ItemPipeline"]

_LOG = logging.getLogger(__name__)
_ON_ERROR = ("keep", "drop")
# After the pipelines of a project that complete or check items, which have lower numbers by custom, and before those
# that store them.
_PRIORITY = 700


class ItemPipeline:
    """Repairs fields of items.

    Args:
        fields: the names of the fields, with dots for those of items inside items.
        pipeline: a pipeline, the name of a preset, or a spec.
        on_error: what becomes of an item with a field that is not text: "keep" keeps the field as it is, and logs a
            warning; "drop" drops the item.
        count: is called with the name of a figure and what to add to it.

    Raises:
        UnknownNameError: there is no such preset.
        OptionError: there is no field, or `on_error` has another value.
    """

    def __init__(
        self,
        fields: Sequence[str],
        pipeline: PipelineLike = "web",
        *,
        on_error: str = "keep",
        count: Callable[[str, int], object] = lambda *_: None,
    ) -> None:
        if not fields:
            raise OptionError(
                "TEXTMEND_FIELDS names no field; set it to the fields to repair, such as ['title', 'body']"
            )
        if on_error not in _ON_ERROR:
            raise OptionError(f"TEXTMEND_ON_ERROR={on_error!r} is not one of {', '.join(map(repr, _ON_ERROR))}")
        self._fields = {field: field.split(".") for field in fields}
        self._pipeline = Pipeline.of(pipeline)
        self._drops = on_error == "drop"
        self._count = count

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """Build it from the settings of a crawl."""
        stats = crawler.stats
        return cls(**_arguments(crawler.settings), count=lambda name, by: stats.inc_value(f"textmend/{name}", by))

    def process_item(self, item: Any) -> Any:
        """Return the item with its fields repaired; the same object unless it is frozen.

        Raises:
            DropItem: a field is not text, and such items are dropped.
        """
        self._count("items", 1)
        mended, changed = item, False
        for field, path in self._fields.items():
            try:
                found = self._item(mended, path, field)
            except Exception as error:  # whatever it is, no item is lost to it
                self._count(f"failed/{field}", 1)
                problem = f"textmend: field {field!r} of an item {type(item).__name__} is left as it is: {error}"
                if self._drops:
                    raise DropItem(problem) from error
                _LOG.warning(problem, exc_info=not isinstance(error, OptionError))
                continue
            if found is not None:
                mended, changed = found, True
        if changed:
            self._count("items_changed", 1)
        return mended

    def _item(self, item: Any, path: Sequence[str], field: str) -> Any:
        """Return an item with a field repaired; None if nothing changes."""
        adapter = ItemAdapter(item)
        name, rest = path[0], path[1:]
        if adapter.get(name) is None:
            self._count(f"missing/{field}", 1)
            return None
        value = self._value(adapter[name], rest, field)
        return None if value is None else _with_field(item, name, value)

    def _value(self, value: Any, path: Sequence[str], field: str) -> Any:
        """Return a value of a field repaired; None if nothing changes."""
        if isinstance(value, list | tuple):
            new = [None if each is None else self._value(each, path, field) for each in value]
            if all(each is None for each in new):
                return None
            return type(value)(old if each is None else each for old, each in zip(value, new, strict=True))
        if path:
            if not ItemAdapter.is_item(value):
                raise OptionError(f"there is no item in it, but {type(value).__name__}")
            return self._item(value, path, field)
        if not isinstance(value, str):
            raise OptionError(f"it is not text, but {type(value).__name__}")
        result = self._pipeline.explain_if_any(value)
        if result is None or result.text is value:
            return None
        for edit in result.edits:
            self._count(f"edits/{edit.rule}", 1)
        return result.text


class Addon:
    """Puts the item pipeline into a crawl; before it starts, it checks the settings.

    Raises:
        UnknownNameError: there is no such preset.
        OptionError: `TEXTMEND_FIELDS` is missing, or `TEXTMEND_ON_ERROR` has an unknown value.
    """

    def update_settings(self, settings: Any) -> None:
        """Add the item pipeline, unless the project has it already."""
        ItemPipeline(**_arguments(settings))
        settings.setdefault_in_component_priority_dict("ITEM_PIPELINES", ItemPipeline, _PRIORITY)


def _arguments(settings: Any) -> dict[str, Any]:
    return {
        "fields": settings.getlist("TEXTMEND_FIELDS"),
        "pipeline": settings.get("TEXTMEND_PIPELINE", "web"),
        "on_error": settings.get("TEXTMEND_ON_ERROR", "keep"),
    }


def _with_field(item: Any, name: str, value: Any) -> Any:
    """Return an item with another value of a field: the same object, or a copy of one that cannot be changed."""
    try:
        ItemAdapter(item)[name] = value
    except (AttributeError, ValueError):  # frozen: a dataclass, or a class of attrs; a model of pydantic
        item = copy.copy(item)
        object.__setattr__(item, name, value)
    return item
