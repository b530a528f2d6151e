"""The rules of the pass `characters`."""

from __future__ import annotations

from textmend.passes.base import Rule

__all__ = ["RULES"]

RULES = (
    Rule(
        "c1",
        "replaces undecoded bytes 80 to 9F with the Windows-1252 characters that they represent",
        "bytes undefined in Windows-1252, parts of mis-decoded UTF-8, and texts likely in another encoding",
        0.99,
    ),
    Rule(
        "control",
        "removes control characters, terminal sequences and overstrikes",
        "whitespace, separators U+001C to U+001F, and a NUL between letters, which may be a lost ligature",
        0.99,
    ),
    Rule("bom", "removes a byte order mark (BOM) at the start", "the same character elsewhere (see zero-width)", 1.0),
    Rule(
        "zero-width",
        "removes invisible spaces, joiners and direction marks",
        "joiners next to scripts and emoji that may need them; direction marks in data, and with right-to-left letters",
        0.99,
    ),
    Rule(
        "soft-hyphen",
        "removes soft hyphens inside words",
        "soft hyphens at the end of a line or next to a space or digit, which may represent a real hyphen",
        0.99,
    ),
    Rule(
        "space",
        "replaces no-break, thin, en, em and other unusual spaces with plain ones",
        "spaces required by typography: next to French punctuation, dashes, numbers, short words; East Asian ones",
        0.99,
    ),
    Rule(
        "lost-ligature",
        "replaces a control character or (cid:28) that a font used for a ligature with its letters (de\\x1cne)",
        "words that are not in the lexicon, unless other words of the text show what the code represents",
        0.95,
    ),
    Rule(
        "loose-accent",
        "combines an accent that a font placed next to its letter with the letter (Universit´e, Mu¨nchen)",
        "apostrophes (l´eau, it´s), and names, unless a word of the lexicon shows that the text has such accents",
        0.95,
    ),
    Rule(
        "ligature",
        "replaces ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ with letters",
        "æ, œ, ß, ligatures of other scripts, a ligature on its own",
        1.0,
    ),
    Rule(
        "line-end",
        "replaces mixed line endings with the most common one of the document",
        "a document whose line endings are all of one kind",
        0.99,
    ),
    Rule(
        "nfc",
        "composes letters and combining marks (NFC, option form)",
        "compatibility ideographs and angle brackets; the order of combining marks that do not compose",
        1.0,
    ),
    Rule("nfkc", "replaces compatibility characters (NFKC, option form)", "nothing", 1.0),
    Rule("ellipsis", "replaces … with three dots (option ellipsis)", "……, and … next to East Asian letters", 1.0),
    Rule(
        "bullet",
        "replaces bullets of symbol fonts with •, or all bullets with hyphens (option bullets)",
        "bullets inside a line",
        0.99,
    ),
    Rule("fraction", "replaces ½ with 1/2, 2½ with 2 1/2 (option fractions)", "fractions with a fraction slash", 1.0),
    Rule(
        "script",
        "replaces 10⁻³ with 10^-3, H₂O with H2O (option scripts)",
        "superscript figures after words, which are notes",
        0.99,
    ),
    Rule("homoglyph", "reports words of mixed alphabets (option homoglyphs)", "all such words: none is changed", 0.0),
    Rule(
        "entity",
        "decodes HTML character references, however often they were escaped (option entities)",
        "references without a semicolon, unknown names, and numbers that are not a character",
        0.99,
    ),
    Rule(
        "quoted-printable",
        "decodes quoted-printable that was left in a text (option transport)",
        "texts with any other equals sign, or with bytes that are not UTF-8",
        0.99,
    ),
    Rule(
        "escape",
        "decodes escapes that a program left in words, of bytes (It\\xe2\\x80\\x99s) and of characters (It\\u2019s; "
        "option transport)",
        "code, escapes that are written about, and bytes that are not UTF-8",
        0.99,
    ),
    Rule(
        "percent",
        "decodes words in which letters or spaces are percent-encoded (caf%C3%A9; option transport)",
        "addresses, paths, file names, percentages, and bytes that are not UTF-8",
        0.99,
    ),
    Rule(
        "tag",
        "reports tags of HTML that were left in a text (option transport); it removes none",
        "all else in angle brackets",
        0.0,
    ),
)
