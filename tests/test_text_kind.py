"""The kind that a text looks like; and that in what is not prose no pass for prose changes anything."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timing import growth
from textmend import Pipeline
from textmend.lang.text_kind import TextKind, text_kind
from textmend.pipeline.presets import PRESETS, PresetName

KINDS = {
    TextKind.JSON: (
        '{"name": "Ada Bell", "says": "It\u2019s late -- too late,isn\u2019t it"}',
        '[\n  {\n    "id": 4,\n    "note": "the boat - the old one - is gone"\n  },\n  {\n'
        '    "id": 5,\n    "note": null\n  }\n]\n',
        '{"text": "one -- two", "n": 1}\n{"text": "three -- four", "n": 2}\n',
        '    "title": "Harbour",\n    "lines": [\n      "a -- b",\n      "c -- d"\n    ],\n    "open": true\n',
    ),
    TextKind.TABLE: (
        "1,Ann Smith,lives in Leeds\n2,Bo Ray,lives -- or so - in York\n",
        "name,home address,shoe size",
        "name\tsays\nAnn\tIt is late - too late - for that.\nBo\tThe boat -- the old one -- is gone.\n",
        'day;place;note\nMon;"York; the old town";wet\nTue;Leeds;dry\n',
        '4081,It is for all of us - the owners and the crew,"5\'4""",No,"Yes, if it is dry","No, not -- at all"\n'
        '4082,It is for the one that was in it first,"6\'0""",Yes,"No, never","Yes, if it is wet"\n',
    ),
    TextKind.NUMBERS: (
        "The tides - by the hour\n\n"
        "hour    low    high   mean\n"
        "  1   0.417   2.250   1.30 +- 0.2\n  2   0.521   2.875   1.41 +- 0.1\n  3   0.610   3.125   1.62 +- 0.3\n"
        "  4   0.733   3.500   1.75 +- 0.2\n  5   0.812  -0.125   1.80 +- 0.4\n",
    ),
    TextKind.HEADERS: (
        "Return-Path: <ann@bay.example>\nReceived: from bay.example (bay.example [10.0.0.7])\n"
        "\tby hill.example with ESMTP id C15FC441AD\n\tfor <bo@hill.example>; Mon, 19 Aug 2030 05:55:28 -0400\n"
        "From: Ann <ann@bay.example>\nTo: bo@hill.example\nSubject: the boat -- it's late\nMIME-Version: 1.0\n"
        "Date: Mon, 19 Aug 2030 05:55:21 -0400\n",
    ),
    TextKind.LOG: (
        "2031-05-02 07:11:40,511 WARN [pool-3] c.x.Sync - No such host - trying again -- attempt 3",
        "May  2 07:11:40 hill dhcp: bound to 10.0.0.7 -- renewal in 900 seconds.\n"
        "May  2 07:26:40 hill dhcp: it is done\n",
        "4f1c07aa2 Reject the old oars - for now\n92320b8b5 Don't wait for \"Ann\" -- she's late\n0e13d83b1 The sail\n",
        'bay  | {"level":"info","msg":"it\'s late - too late"}\nbay  | {"level":"warn","msg":"gone"}\n',
        "Main::INFO::2031-05-02 07:11:40,101::run - the old one - is on\n" * 2,
        '10.0.0.7 - - [02/May/2031:07:11:40 +0000] "GET /a HTTP/1.1" 200 12 "-" "the client - a new one"\n' * 2,
    ),
    TextKind.DIFF: (
        "From 00164b4a9821e82f513183035587bea9243a7d5e Mon Sep 17 00:00:00 2001\nSubject: The boat - it's late\n\n"
        "All of us know that the boat is old - too old for us.\nIt's in the bay - the old one - and there it is.\n---\n"
        "@@ -1,1 +1,1 @@\n-late\n+so late\n",
        "diff --git a/x.txt b/x.txt\n--- a/x.txt\n+++ b/x.txt\n@@ -1,3 +1,3 @@\n It is\n"
        "-late - too late\n+late -- too late\n",
    ),
    TextKind.SESSION: (
        "$ cat poem.txt\nThere is a boat - the old one - in the bay,\nand it's ours -- if we want it.\n",
        ">>> print('It\u2019s late')\nIt\u2019s late\n>>> 5 -- 3\n8\n",
    ),
    TextKind.SETTINGS: (
        "[server]\nport = 80\nmotto = the boat - the old one - is \u201cgone\u201d\nname=hill\n",
        "# the bay`s own rules - all of them\nLoadModule bay_module  modules/bay.so\nBayCond %{NAME} !-f\n"
        "BayRule . boat.php [NC,L]\n<Location /boats/>\n  BayRule .? /boat.php?q=${map} [NC]\n</Location>\n",
        "name: hill\nsays: 'it\u2019s late - too late'\njobs:\n  - run: make -- all\n    when: always\n",
    ),
    TextKind.CODE: (
        "def greet(name):\n    # the name - the full one - is what we want\n"
        "    return 'It\u2019s ' + name\n\n\nprint(greet('Ann'))\n",
        "-- this is slow - you will have to wait\n-- for all of it\nCREATE TABLE boat (\n"
        "  id INTEGER NOT NULL,\n  name TEXT\n);\n",
        "(defun boat--open (name)\n  ;; the boat - the old one - is what we want\n  (message \u201cx\u201d name))\n",
        "local n = 4 -- the number - all of it\nfor i = 1, n do\n  print(i) -- and so on\nend\n",
        "#!/usr/bin/env boat\n\nThe boat - the old one - is what we have, and it's late.\n",
        "import boats as b\nfrom bay import oars\n\n'''\nThe boat - the old one - is here, and it's late.\n'''\n",
        "/*\n* The boat - the old one - is what we have, and it's late.\n* All of it is here - or so we think.\n*/\n",
        "#!/bin/sh\n# Make all of it - the books -- and more.\nmake books\n",
        "/* The boat - the old one - is\n * what we want. */\nint main(void) {\n    return open(\"boat\");\n}\n",
        "const x = 'it\u2019s';",
        "help:\n\t@echo \"Please use 'make boat' - or 'make oar' - in this folder.\"\n"
        "\t@echo \"  boat   to make all of it\"\n",
        "dnl The boat - the old one - is\ndnl what we want, and it's late.\ndnl\nAC_DEFUN([BOAT], [oar])\n",
        "** The boat - the old one - is\n** what we want, and it's late.\n** All of us know.\n*/\nint boat;\n",
        "(after! boat\n  ;; The `boat-mode' of the bay - the old one - is `nil' here.\n"
        "  (setq boat-open-fast (oar-in-hand bay-folder \"it's here\")\n        boat-log \"oar\"))\n",
        "OUT = boats\n\nhelp:\n\t@$(BOATS) -M \u201chelp\u201d $(OUT)\n\nall: $(OUT)\n\tmake -C $(OUT) # all - or so\n",
        "# The boat - the old one - is what\n# we want, and it\u2019s late\n# for all of us -- or so\n"
        "# the log - the old one - says.\nBoat 3 4\nOar 5 6\n",
    ),
    TextKind.TEX: (
        "\\section{Boats}\nThe boat -- the old one -- is ``gone'' and so is \\emph{all} of it.\n\\label{sec:boats}\n",
    ),
}  # fmt: skip

PROSE = (
    # A manual of TeX, read from its pages, names commands that it does not use.
    "The command \\anchor drops it, \\sail hoists the sail,\nand the brace { takes four of them. After \\anchor\n"
    "there is no \\sail, and \\oar has to wait\nuntil \\haul has brought it up.\n",
    "The boat was old,and when the wind came,it went down,and so did we.\n"
    "Then Ann,who was in it,swam,and Bo,too,was safe.",
    "Der Wind kam auf,wie Anna gesagt hatte,und das Boot,das alte,war fort.",
    "Theboatwasold,andwhenthewindcame(itwaslate),itwentdown,andsodidwe.\n"
    "ThenAnn(whowasinit)swam,andBo(too)wassafe;itwaslate(verylate)",
    "The boat,the old one,was gone when we came,and so was Ann.",
    "Sales rose from 3,000 in May to 12,500 in June",
    "It was late -- too late; we left.\n\nThe boat - the old one - is gone;\nand all of us with it;\nthe bay is empty;",
    "# Boats\n\nThe boat is *old*. See [the list](list.md) for the others.\n\n```sh\nmake boat\n"
    "```\n\nThen it's done - or so we think.",
    "---\ntitle: Boats\ndate: 2031-05-02\n---\n\nThe boat -- the old one -- is gone, and we are glad of it.\n",
    "Ann: It is late - too late for that.\nBo: Is it -- really?\n"
    "Ann: It is, and the boat is gone.\nBo: Then we stay.\n",
    "Mix {0} and {1} in a large bowl - the blue one - until it is smooth.\nPour it over {2}, and serve it at once.",
    "From: Ann\nTo: Bo\nSubject: the boat\n\nDear Bo,\n\nthe boat - the old one - is gone. It's late.\n\nAnn",
    "- one boat, old\n- two oars\n- a sail, which is torn -- as you know\n",
    "# Boats\n\n## Old ones - and new\n\nThey\u2019re gone, all of them.\n\n## Oars\n\nThese are here -- still.\n",
    "Hi {name}, it\u2019s late\n{count} boats - all old\nShow {all}\nOpen %{file}\n<b>{n}</b> oars\n"
    "Close {file} - or not\n",
    "1. Take the boat to the bay.\n2. Tie it up - twice, if it is windy.\n3. Come home; it's late.\n",
    "(1) The boat (and its oars) shall be kept in the bay;\n\n"
    "(2) The owner (if any) shall be told; and\n\n(3) It's late.\n",
    "\u201cIt\u2019s late,\u201d she said.\n\u201cIs it?\u201d\n\u201cIt is \u2014 and the boat is gone.\u201d\n",
    "In 2031 the boat was sold at 07:11:40, or so the log - the old one - says, and nobody has seen it since.",
    "Boat 4 Oar 12 Sail 1\n",
    "import is what we live by, and it's late - too late.",
    "From May on, the boat was here - or so we think.\nusing it was hard - too hard for us.\n",
    "require 'boat' to be here - or so we think.",
    "The bay had 4 boats in 2029, 5 in 2030 and 7 in 2031.\nIn 2032, 12 of 15 boats were sold for 300 each - at last.\n"
    "By 2033 there were 2 boats, 4 oars and 1 sail.\nIn 2034, 2035 and 2036 there were 0, 0 and 0.\n",
    "GitHub - it's where the code is.\nYouTube - it's where the films are.\nBoatTown - it's where we are now.\n"
    "BayHouse - it's where we will be in May.\n",
    "(when it is windy) we stay in;\n(well-known in the bay) Ann goes out;\n(too late) the boat comes home.\n",
    "From: Ann\nTo: Bo\nDate: Monday\nSubject: the boat -- it's late\n\nDear Bo, the boat - the old one - is gone.\n",
    "The shop gave us 4 items:\n\nbread 2 1.20 2.40\nmilk 1 0.80 0.80\n\nIt's late - too late to go back.\n"
    "So we sat in the bay and ate what we had, all of us.\n",
    "We meet at 5:30 -- all of us [Ann, Bo] -- and take <b>the boat</b> & its oars = everything.",
    "\u6211\u4eec\u7684\u8239,\u65e7\u7684\u90a3\u4e00\u6761,\u4e0d\u89c1\u4e86",
    "00:01:02,000 --> 00:01:04,000\nIt is late - too late.\n\n00:01:05,000 --> 00:01:07,000\n"
    "- Is it?\n- It is -- really.\n",
)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in KINDS.items() for text in texts])
def test_kind(kind: TextKind, text: str) -> None:
    assert text_kind(text) is kind


@pytest.mark.parametrize("text", PROSE)
def test_prose(text: str) -> None:
    assert text_kind(text) is TextKind.PROSE


@pytest.mark.parametrize("preset", [name for name in PRESETS if name != "ascii"])
@pytest.mark.parametrize("text", [text for texts in KINDS.values() for text in texts])
def test_only_characters_are_repaired_there(preset: PresetName, text: str) -> None:
    result = Pipeline.preset(preset).explain(text)
    assert result.text is text, result.edits


def test_what_is_left_alone_is_reported() -> None:
    text = KINDS[TextKind.LOG][0]
    refused = Pipeline.preset("default").explain(text).refused
    assert "the text looks like a log" in {refusal.reason for refusal in refused}


def test_characters_and_encodings_are_repaired_there() -> None:
    text = '{"caf\u00c3\u00a9 r\u00c3\u00b4ti \u00c3\u00a0 midi": "a\u200bb", "x": "y -- z"}'
    assert Pipeline.preset("default").clean(text) == '{"caf\u00e9 r\u00f4ti \u00e0 midi": "ab", "x": "y -- z"}'


@given(st.dictionaries(st.text(min_size=1), st.text() | st.integers() | st.none(), min_size=1, max_size=6))
def test_any_json_object_is_json(record: dict[str, object]) -> None:
    assert text_kind(json.dumps(record)) is TextKind.JSON
    assert text_kind(json.dumps(record, indent=2)) is TextKind.JSON


@pytest.mark.parametrize("unit", ["a, b;", "[", "{\n", "--- ", '"\\', "x = ", "1:", "a\t", "(((", "word "])
def test_time_is_linear_in_the_length(unit: str) -> None:
    assert growth(text_kind, unit) < 3


def test_references_stay_in_data_and_not_in_prose() -> None:
    web = Pipeline.preset("web")
    data = '{"title": "the &quot;old&quot; boat", "n": 1}'
    assert web.clean(data) is data
    assert web.clean("The &quot;old&quot; boat is gone &amp; so is Ann.") == 'The "old" boat is gone & so is Ann.'


DAMAGED_PROSE = (
    "Thekeeperofthelighthousewrotetothecouncil,andaskedforoil,andforanewlampthatburnsallnight.Theyanswered,later,no.",
    'When the news came he said \\how can I go there now?" and \\what is left of it?" and \\who will pay?" to all.',
)


@pytest.mark.parametrize("text", DAMAGED_PROSE)
def test_prose_stays_prose_whatever_it_lost(text: str) -> None:
    assert text_kind(text) is TextKind.PROSE
