"""Sentences of our own that carry a word, so that it can be repeated in a paragraph of sound prose.

With straight and curly marks, numbers and dates in them, so that the other passes of a preset have something to do,
and rounds follow one another.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["CARRIERS", "FILLERS"]

# By language; `{word}` is the word.
CARRIERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": (
            "The office in {word} was opened in 1987 and closed nine years later.",
            '"Nobody here had ever heard of {word}," the old clerk said.',
            "It wasn’t {word} that the letter meant, but a street of the same name.",
            "Of the 1,240 people who were asked, only 12 could spell {word}.",
            "“{word},” she read aloud, “is what we’ve always called it.”",
            "She'd seen {word} twice before the war, and didn't care to go again.",
            "On page 43 the author compares {word} with what his father remembered.",
            "For {word}, the figures of 2004 and 2005 are missing.",
            "Most of the money (about 60%) went to {word}.",
            "They'd spelled {word} with a small letter, which isn't how it's done.",
        ),
        "de": (
            "Das Büro in {word} wurde 1987 eröffnet und neun Jahre später geschlossen.",
            '"Von {word} hatte hier noch niemand gehört", sagte der alte Schreiber.',
            "Nicht {word} war in dem Brief gemeint, sondern eine Straße gleichen Namens.",
            "Von 1.240 Befragten konnten nur 12 das Wort {word} buchstabieren.",
            "„{word}“, las sie laut vor, „so haben wir es immer genannt.“",
            "Vor dem Krieg hatte sie {word} zweimal gesehen und wollte nicht mehr hin.",
            "Auf Seite 43 vergleicht der Verfasser {word} mit dem, was sein Großvater erzählte.",
            "Für {word} fehlen die Zahlen der Jahre 2004 und 2005.",
            "Der größte Teil des Geldes (etwa 60 %) ging an {word}.",
            "Sie schrieben {word} klein, wie's früher üblich war.",
        ),
        "fr": (
            "Le bureau de {word} a été ouvert en 1987 et fermé neuf ans plus tard.",
            '"Personne n\'avait jamais entendu parler de {word}", dit le vieux greffier.',
            "Ce n’est pas {word} que visait la lettre, mais une rue du même nom.",
            "Sur 1 240 personnes interrogées, 12 seulement savaient écrire {word}.",
            "« {word} », lut-elle à voix haute, « c’est ainsi qu’on l’a toujours appelé. »",
            "Elle avait vu {word} deux fois avant la guerre et n'y tenait plus.",
            "À la page 43, l'auteur compare {word} à ce que racontait son père.",
            "Pour {word}, les chiffres de 2004 et de 2005 manquent.",
            "La plus grande part de l'argent (près de 60 %) est allée à {word}.",
            "On écrivait {word} sans majuscule, ce qui ne se fait plus.",
        ),
    }
)

# Between the sentences that carry the word.
FILLERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": (
            "The rest of the year was quiet.",
            "It's said that the river rose by 3 feet that night.",
            "“We’ll know more in May,” he added.",
            "Two of the houses still have their old roofs.",
        ),
        "de": (
            "Der Rest des Jahres verlief ruhig.",
            "In jener Nacht soll der Fluß um 3 Fuß gestiegen sein.",
            "„Im Mai wissen wir mehr“, fügte er hinzu.",
            "Zwei der Häuser haben noch ihre alten Dächer.",
        ),
        "fr": (
            "Le reste de l'année fut tranquille.",
            "Cette nuit-là, la rivière serait montée de 3 pieds.",
            "« Nous en saurons plus en mai », ajouta-t-il.",
            "Deux des maisons ont encore leurs vieux toits.",
        ),
    }
)
