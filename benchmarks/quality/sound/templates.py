"""Symbols, and our own sentences around them: Greek, formulas, units, sounds, transliterations, drawings.

A sentence is a template with `{a}`, `{b}` and `{c}` for symbols and `{n}` and `{m}` for numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["DRAWINGS", "FILLERS", "FORMATS", "PAGES", "PATTERNS", "Pattern"]


class Pattern(NamedTuple):
    """A family of symbols, each of which is inserted into each of the templates."""

    symbols: tuple[str, ...]
    templates: tuple[str, ...]


_GREEK = Pattern(
    (*"αβγδεζηθικλμνξοπρςστυφχψωϑϕϵΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",),
    (
        "We set {a} = 0.{n} and {b} = 0.{m}, so that {c} = {a}/{b}.",
        "The ratio {a}max/{a}min grows with the eigenvalues {b}i of {c}T{c}.",
        "where M = {a}2Rcore/G and Q = 2{b}GnRcore/{c}.",
        "Let {a}, {b} and {c} be the angles of a triangle; then {a} + {b} + {c} = 180°.",
        "A film {n}0 {a}m thick was grown at {b} = {m}° on glass.",
        "If {a} ≤ {b} then ‖{c}‖ ≥ 0 for every {a} ∈ ℝ.",
        "Both p({a}|{b}) and p({b}|{a}) are known, but {c}({n}) < {m} is a guess.",
        "The decay {a}{b} → {b}{c} was not seen; nor was {a}{c}{b}.",
        "Choose {a}.",
        "{a}, {b} and {c} are free parameters.",
        "Its {a}-value of {n}.{m} is within {n}{b} of the mean, cf. ({c}).",
        "Sum over i: Σ{a}i{b}i − ½{c}2 = {n}.",
        "The spectral index {a} of the source is steeper than {b}, see Eq. {n}.",
        "Members of {a}{b}{c} meet on Fridays in room {m}.",
        "Stars {a} Cen, {b} Ori and {c} Dra were observed for {n} nights.",
        "the {a}-th moment, E[X^{a}] = {b}·{c}^{n}, diverges",
        "Aus {a} = {n} und {b} = {m} folgt {c} < {a}, was für größere Werte nicht gilt.",
        "Der Winkel {a} zwischen Träger und Stütze beträgt {n}°, {b} höchstens {m}°.",
        "Für das Maß ({a}, {b}) genügt die Länge {c}.",
        "Le paramètre {a} dépend de {b} ; on a donc {c} ≥ {n} à l'équilibre.",
        "Où {a} désigne l'énergie et {b} la fréquence, {c} étant négligé.",
        "El ángulo {a} según la ecuación {n} es mayor que {b}, así que {c} = 0.",
        "Kąt {a} między ścianą a podłogą wynosi {n}°, więc {b} < {c}.",
        "Úhel {a} je větší než {b}, proto platí {c} ≠ {m}.",
    ),
)
_FORMULA = Pattern(
    (*"∂∇∆∑∏∫∮√∛∞∝∅∈∉∋⊂⊃⊆⊇∪∩∀∃¬∧∨⊕⊗⊥∥∠≈≅≡≠≤≥≪≫±∓×÷·∗∘⟨⟩→←↔⇒⇔↦ℝℕℤℂℚℏℓ℘ℵ′″‴°½¼¾²³¹⁰⁻⁺₀₁₂ⁿ…†‡ªº¯´¨¸ˆ˜‖−",),
    (
        "Hence x {a} y {b} z holds for all n {c} {n}.",
        "It follows that f(x){a} = {n} whenever g(y){b} < {m}.",
        "{a}x + {b}y = {n}",
        "We write A {a} B, and B {b} C if A is empty.",
        "(x{a}1)({n}{b}y){c}",
        "The symbol {a} is read as in Table {n}.",
        "Values are {n} {a} {m} at rest, {m} {b} {n} in motion.",
        "One finds a{a}b{b}c.",
        "Gleichung ({n}) liefert x {a} y, für große Werte sogar x {b} y.",
        "On en déduit que x {a} y, où y {b} {n}.",
        "The set {{x : x {a} {n}}} is not closed under {b}.",
        "5{a}, {n}{b} and {m}{c}",
    ),
)
_UNITS = Pattern(
    (
        "μm", "µm", "μg/mL", "µs", "μM", "Å", "Å²", "Ω", "kΩ", "MΩ", "°C", "°F", "℃", "℉", "‰", "m²", "cm³", "m/s²",
        "kcal·mol⁻¹", "W·m⁻²", "mol·L⁻¹", "µΩ·cm", "γ-ray counts", "º", "′", "″", "dB", "ÅU", "‱", "㎞", "㎡", "mK√Hz",
    ),
    (
        "The layer is {n}00 {a} thick and loses {m} {b} a day.",
        "We measured {n} ± {m} {a} at noon.",
        "about {n}{a}",
        "Range: {n}–{m} {a}; step: {n} {b} ({m} {c})",
        "Die Schicht ist {n} {a} dick und kühlt um {m} {b} ab.",
        "La couche mesure {n} {a} d'épaisseur et perd {m} {b} l'été.",
    ),
)  # fmt: skip
_LIFE = Pattern(
    (
        "TNF-α", "IFN-γ", "IL-1β", "PPARδ", "PPARγ", "NF-κB", "TGF-β1", "β-cells", "α-helix", "β-sheet", "δ¹³C",
        "σ-bond",
        "π-electrons", "λ phage", "ω-3 acids", "γ-GTP", "Aβ42", "Δ9-THC", "α,β-unsaturated ketones", "5′-UTR", "3′ end",
        "CO₂", "H₂O", "Ca²⁺", "SO₄²⁻", "¹⁴C", "Fe³⁺", "N→O", "C≡N", "β₂-agonist", "μ-opioid receptor", "κ-casein",
        "χ² test", "ε-amino group", "ζ potential", "φX174", "θ waves", "η² complex", "Ψ gene", "ΔF508", "ρ factor",
    ),
    (
        "{a} was raised in the treated group (n = {n}), {b} was not.",
        "Loss of {a} in these mice lowers {b} and {c} by {m}%.",
        "{a}: {n} of {m}",
        "We stained for {a}, and then for {a} again after {n} hours.",
        "The role of {a}/{b} in sepsis is unclear [{n}].",
        "{a} wurde bei {n} Mäusen erhöht gefunden, {b} dagegen nicht.",
        "L'expression de {a} était élevée ; celle de {b} ne l'était pas.",
        "Los niveles de {a} y {b} no cambiaron después de {n} días.",
    ),
)  # fmt: skip
_SOUNDS = Pattern(
    (*"ɐɑɒɓʙβɔɕçɗɖðʤəɘɚɛɜɞɟʄɡɠɢʛɦɧħɥʜɨɪʝɭɬɫɮʟɱɯɰŋɳɲɴøɵɸθœɶɹɺɾɻʀʁɽʂʃʈʧʉʊʋⱱʌɣɤʍχʎʏʑʐʒʔʡʕʢǀǁǂǃˈˌːˑʼʰʷʲˠˤ",),
    (
        "The word ends in /{a}/, not in /{b}/.",
        "[{a}] and [{b}] contrast in {n} languages of the valley.",
        "Older speakers say [k{a}t], younger ones [t{b}k].",
        "The letter is read {a} before a vowel and {b} elsewhere.",
        "Der Laut [{a}] wird hier wie {b} gesprochen.",
        "Le son [{a}] précède toujours [{b}{c}].",
    ),
)
_MONEY = Pattern(
    (*"€£¥¢₹₽₩₺₴₪₫₦₱₡₲₵₸₼₾₭₮₨₧₣₤¤ƒ฿៛﷼₿元円원",),
    (
        "It costs {a}{n}.{m} here and {b}{m} there.",
        "We paid {n} {a} for two.",
        "{a}1 = {b}{n}.{m}",
        "Das kostet {n},{m} {a}, früher waren es {n} {b}.",
        "Ça coûte {n},{m} {a} à l'entrée.",
        "Rates: {a} {n}, {b} {m}, {c} {n}",
    ),
)
_TRANSLITERATED = Pattern(
    (
        # ISO 9
        "Ŝerbina", "Âgodnoe", "Ûžnyj Ural", "Èlektrostalʹ", "obʺezd", "Čeremuha", "ŝuka", "Žigulí", "Ì̂na", "êžak",
        # DIN 31635
        "ʿAbd ar-Raḥmān", "al-Ḫalīl", "Ṯābit", "Ǧamāl", "muʾaḏḏin", "Ṣalāḥ", "al-Ġazālī", "Ẓāhir", "Baġdād", "qurʾān",
        # IAST
        "Kṛṣṇa", "Pāṇini", "Viṣṇu", "saṃsāra", "jñāna", "Śakuntalā", "pitṝn", "kḷpta", "duḥkha", "maṅgala",
        # Pinyin with tones
        "Běijīng", "nǚ'ér", "lǜsè", "Chóngqìng", "xuéxí", "péngyǒu", "Lǐ Bái", "hǎo", "Xī'ān", "ǹg",
        # Hepburn
        "Tōkyō", "Kyūshū", "shōgun", "kōan", "jūdō", "Ōsaka", "obāsan", "onīsan", "onēsan", "shin'yō",
    ),
    (
        "The name {a} is read {n} times, {b} once.",
        "In {a} they say {b}.",
        "{a}",
        "See under {a}; cf. {b} and {c} (p. {m}).",
        "{a} heißt auf Deutsch anders, {b} dagegen ähnlich.",
        "On écrit {a} ou {b}, jamais « {c} ».",
    ),
)  # fmt: skip
_PUNCTUATION = Pattern(
    (*"§¶©®™ª·•‣¡¿«»‹›„‚“”‘’–—…‰′″‾⁄†‡¦¬",),
    (
        "See {a}{n} and {b}{m}.",
        "{a} first {b} second {c} third",
        "Acme{a} and Bolt{b} are names of {n} firms.",
        "A{a}B{b}C",
        "{a}{b}{c}",
        "Siehe {a} {n}, für Übriges {b} {m}.",
        "Voir {a} {n} à l'entrée ; {b} {m} après.",
    ),
)

PATTERNS: Mapping[str, Pattern] = MappingProxyType(
    {
        "Greek letters": _GREEK,
        "formulas": _FORMULA,
        "units": _UNITS,
        "chemistry and genes": _LIFE,
        "sounds (IPA)": _SOUNDS,
        "currencies": _MONEY,
        "transliterations": _TRANSLITERATED,
        "marks": _PUNCTUATION,
    }
)

# Between the sentences of a document.
FILLERS = (
    "The first of these was left as it was.",
    '"It can\'t be helped," she wrote in the margin.',
    "All others are given in the appendix, in the same order.",
    "“We'll see,” said the chair, and the meeting went on.",
    "There were 12 of them in 1998, and 1,450 a year later.",
    "Nothing else was found at the site.",
)

# Single-byte pages whose upper halves are printed as charts.
PAGES = (
    *(f"cp125{digit}" for digit in range(9)),
    *(f"iso8859-{part}" for part in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)),
    *("koi8-r", "koi8-u", "cp437", "cp737", "cp775", "cp850", "cp852", "cp855", "cp857", "cp862", "cp866", "cp869"),
    *("cp874", "mac-roman", "mac-latin2", "mac-cyrillic", "mac-greek", "hp-roman8", "ptcp154", "kz1048"),
)

DRAWINGS = (
    "┌──────┬─────┐\n│ name │ qty │\n├──────┼─────┤\n│ pear │  {n}  │\n└──────┴─────┘",
    "╔══════╦═════╗\n║ Name ║ Qty ║\n╠══════╬═════╣\n║ Äpfel║  {n}  ║\n╚══════╩═════╝",
    "src\n├── main.c\n│   └── año.txt\n└── lib{n}\n    ├── a\n    └── b",
    "░░▒▒▓▓██ {n}0%  █▌▐█ ▀▄▀▄ ■□▪▫",
    "¸.·´¯`·.¸¸.·´¯`·.¸ {n} ><(((º>",
    "¯\\_(ツ)_/¯   (╯°□°)╯︵ ┻━┻   ʕ•ᴥ•ʔ   (¬‿¬) {n}",
    "»»————-　★　————-««\n   chapter {n}\n»»————-　★　————-««",
    "  .--.      .--.\n :::::.\\::::::::.\\ {n}\n'      `--'      `.-'",
    "+---+---+\n| ø | å |\n+---+---+\n| {n} | ½ |\n+---+---+",
    "×÷øØ ±¡ ¤¨«»¯ ¦\xad {n}\n┘┘┘┐┐┐└└└",
    "A ──▶ B ──▶ C\n      ╰──▶ D ({n})",
    "◢◤ ◥◣ ►◄ ▲▼ ♠♣♥♦ ☺☻ ♪♫ {n}",
)

FORMATS = (
    "git log --pretty=%h»¦«%aN»¦«%s»¦«%aD | head -{n}",
    'split column "»¦«" a b c  # {n} columns',
    'printf("¿%s? ¡%d!\\n", name, {n});',
    "date +'%d·%m·%Y' prints {n}·{m}·2020",
    "Use the format «%s» or ‹%d› with {n} fields.",
    "PS1='┌─[\\u@\\h]─[\\w]\\n└─▪ ' costs {n} columns",
    "sep = '¦'; esc = '¬'; nul = '¤'  # {n}",
    "{{0:±.{n}f}} and {{1:→>{m}}}",
    "let c = 'ñ'; assert_eq!(c.len_utf8(), {n});",
    "s/[àâä]/a/g; s/[éèêë]/e/g; y/ñç/nc/; # {n}",
    "[^\\x00-\\x7Fñáéíóú]+ matches {n} words",
    "enum {{ Æ = {n}, Ø, Å }};",
)
