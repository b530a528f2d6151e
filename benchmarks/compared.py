"""What each tool makes of the same sentences: `python -m benchmarks.compared` prints the table of docs/comparison.md.

Half of the sentences are damaged, and half are sound and look as if they were. They are our own, and each is of a kind
that the measured tables have hundreds of: this shows what the figures are about, and measures nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

import textmend
from benchmarks import peers

SENTENCES = {
    "UTF-8 read as Windows-1252": "The cafÃ© was closed â€” again.",
    "Windows-1251 read as Windows-1252": "Îí ñêàçàë, ÷òî ïðèåäåò çàâòðà óòðîì.",
    "words that ran together": "The end ofthe war came, and theysaid nothing ofthisagreement.",
    "a dash typed as hyphens, straight marks": "\"It's over\" -- in the '90s.",
    "names and terms": "Kostopoulos pays for decarbonization on GitHub.",
    "an address": "Write to thequickfox@example.com or see https://example.com/ofthe.",
    "Chinese with its own marks": "他说：“你好，世界。”",
    "a line-end hyphen that belongs there": "a well-\nknown power-\nperformance trade-off",
}
# By what people look for.
TOOLS = ("ftfy", "plsfix", "clean-text", "textacy", "wordninja", "respacer", "wordsegment", "symspellpy", "smartypants")


def rows() -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Yield what each sentence is, the sentence, and what each tool makes of it."""
    tools = {f"textmend {name}": textmend.Pipeline.of(name).clean for name in ("safe", "default", "typographic")}
    tools |= {name: tool for name in TOOLS if (tool := peers.load(name)) is not None}
    for what, sentence in SENTENCES.items():
        yield what, sentence, [(name, tool(sentence)) for name, tool in tools.items()]


@click.command()
def main() -> None:
    """Print the table as Markdown: what changes nothing is left out."""
    for what, sentence, results in rows():
        print(f"**{what[:1].upper()}{what[1:]}**: {_code(sentence)}\n")
        print("| result | of |\n|---|---|")
        found: dict[str, list[str]] = {}
        for name, result in results:
            found.setdefault(result, []).append(name)
        for result, names in found.items():
            print(f"| {'unchanged' if result == sentence else _code(result)} | {', '.join(names)} |")
        print()


def _code(text: str) -> str:
    return "`" + text.replace("\n", "⏎").replace("|", "\\|") + "`"


if __name__ == "__main__":
    main()
