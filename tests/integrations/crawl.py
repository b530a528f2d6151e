"""A crawl of one site, in a process of its own, since a reactor runs once: `crawl.py URL SETTINGS`, both as JSON.

Prints the items that come out and the stats as one JSON object.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import attrs
import scrapy
from itemadapter import ItemAdapter
from scrapy import signals
from scrapy.crawler import CrawlerProcess
from scrapy.exceptions import ScrapyDeprecationWarning

warnings.simplefilter("error", ScrapyDeprecationWarning)


class Page(scrapy.Item):  # type: ignore[misc, unused-ignore]  # a class without types
    kind = scrapy.Field()
    text = scrapy.Field()


@dataclasses.dataclass
class Data:
    kind: str
    text: str


@dataclasses.dataclass(frozen=True)
class Frozen:
    kind: str
    text: str


@attrs.define
class Defined:
    kind: str
    text: str


@attrs.frozen
class Fixed:
    kind: str
    text: str


class Spider(scrapy.Spider):  # type: ignore[misc, unused-ignore]
    name = "pages"

    def parse(self, response: Any) -> Iterator[Any]:
        text = response.css("p::text").get()
        yield {"kind": "dict", "text": text}
        yield Page(kind="item", text=text)
        kinds: tuple[Any, ...] = (Data, Frozen, Defined, Fixed)
        for kind in kinds:
            yield kind(kind.__name__, text)
        yield {"kind": "list", "text": [text, None, "sound"]}
        yield {"kind": "inside", "author": {"bio": text}, "text": "sound"}
        yield {"kind": "number", "text": 3}
        yield {"kind": "missing"}


def main() -> None:
    items: list[dict[str, Any]] = []

    def scraped(item: Any) -> None:
        items.append(ItemAdapter(item).asdict())

    process = CrawlerProcess({"LOG_LEVEL": "WARNING", "TELNETCONSOLE_ENABLED": False, **json.loads(sys.argv[2])})
    crawler = process.create_crawler(Spider)
    crawler.signals.connect(scraped, signals.item_scraped)
    process.crawl(crawler, start_urls=[sys.argv[1]])
    process.start()
    stats = {name: value for name, value in crawler.stats.get_stats().items() if isinstance(value, int)}
    print(json.dumps({"items": items, "stats": stats}))


if __name__ == "__main__":
    main()
