"""XML: the prose of known kinds of documents is repaired; everything else keeps its bytes."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.mending import DEFAULT, mended, places
from textmend import Pipeline
from textmend.errors import FileError

TYPOGRAPHIC = Pipeline.preset("typographic")
IT = "It’s late - too late - ofthe"
OK = "It's late — too late — of the"

DOCUMENTS = {
    "XLIFF 1.2": f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- {IT} -->
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="it’s"><body>
<trans-unit id="it’s"><source>{IT}</source><target state="it’s">!{IT} <g id="1">bay</g><x id="2"/></target>
<note>{IT}</note></trans-unit>
<trans-unit id="2" translate="no"><source>{IT}</source><target>{IT}</target></trans-unit>
</body></file></xliff>
""",
    "XLIFF 2": f"""<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"><unit id="u"><segment>
<source>{IT}</source><target>!{IT} <pc id="1">bay</pc> <mrk id="m" translate="no">{IT}</mrk></target>
</segment></unit></xliff>""",
    "TTML": f"""<?xml version="1.0"?>
<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><head><metadata><ttm:title xmlns:ttm="x">{IT}</ttm:title>
</metadata></head><body><div><p begin="00:01">!{IT}<br/><span style="it’s">bay</span></p></div></body></tt>""",
    "DocBook 5": f"""<d:article xmlns:d="http://docbook.org/ns/docbook"><d:title>!{IT} bay</d:title>
<d:para>!{IT} <d:code>it’s ofthe</d:code> bay<d:programlisting>{IT}</d:programlisting></d:para>
<d:screen>{IT}</d:screen></d:article>""",
    "DocBook 4": f"""<?xml version="1.0"?>
<!DOCTYPE book PUBLIC "-//OASIS//DTD DocBook XML V4.5//EN" "docbookx.dtd" [<!ENTITY it "it’s ofthe">]>
<book><chapter><para>!{IT} &it; <emphasis>bay</emphasis>
caf&#233; &amp; oars <![CDATA[it’s ofthe]]></para></chapter></book>""",
    "TEI": f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><idno>{IT}</idno></teiHeader><text><body>
<p>!{IT} <hi rend="it’s">bay</hi> <code>it’s</code></p></body></text></TEI>""",
    "JATS": f"""<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving DTD v1.2//EN" "a.dtd">
<article><front><issn>it’s</issn></front><body><p>!{IT} <italic>bay</italic> <monospace>it’s</monospace></p>
<preformat>{IT}</preformat></body></article>""",
}
OTHERS = (
    f"<resources><string name='a'>{IT}</string></resources>",
    f"<article><p>{IT}</p></article>",
    f"<book><para>{IT}</para></book>",
    f"<svg xmlns='http://www.w3.org/2000/svg'><text>{IT}</text></svg>",
    f"<rss version='2.0'><channel><title>{IT}</title></channel></rss>",
    f"<plist version='1.0'><string>{IT}</string></plist>",
    f"<!-- docbook xliff -->\n<a b='xliff'><target>{IT}</target><para>{IT}</para></a>",
    f"not XML - at all, and {IT}",
)


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_prose_of_known_kinds_is_repaired(kind: str, newline: str) -> None:
    document = DOCUMENTS[kind].replace("\n", newline)
    data, parts = mended("xml", document.encode(), DEFAULT)
    assert data.decode() == document.replace("!" + IT, "!" + OK)
    assert {place["line"] for place in places(parts)} <= set(range(1, 8))
    assert mended("xml", data, DEFAULT)[0] == data


@pytest.mark.parametrize("document", OTHERS)
def test_other_documents_are_data(document: str) -> None:
    assert mended("xml", document.encode(), TYPOGRAPHIC)[0].decode() == document
    repaired, _ = mended("xml", document.replace("late", "cafÃ©").encode(), DEFAULT)
    assert repaired.decode() == document.replace("late", "café")


@pytest.mark.parametrize(("broken", "place"), [("<para>a", "1:"), ("<para>\n&</para></article>", "2:"), ("</x>", "1:")])
def test_what_is_not_well_formed_is_refused_with_its_place(broken: str, place: str) -> None:
    with pytest.raises(FileError, match=rf"a\.xml:{place}\d+: invalid XML \(.*\); fix that place"):
        mended("xml", f'<article xmlns="http://docbook.org/ns/docbook">{broken}'.encode(), DEFAULT)


def test_what_the_encoding_lacks_is_a_reference() -> None:
    document = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<article xmlns="http://docbook.org/ns/docbook"><para>{}</para></article>'
    old, new = "The caf\u00e9 - the old one - is gone.", "The caf\u00e9 &#8212; the old one &#8212; is gone."
    data, _ = mended("xml", document.format(old).encode("latin-1"), DEFAULT)
    assert data.decode("latin-1") == document.format(new)
    in_ascii, _ = mended("xml", document.format(old).replace("\u00e9", "e").encode(), DEFAULT)
    assert in_ascii.decode() == document.format(new).replace("\u00e9", "e")


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE book [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
    document = f'{bomb}<book xmlns="http://docbook.org/ns/docbook"><para>{"&c;" * 50} ofthe bay</para></book>'
    assert mended("xml", document.encode(), DEFAULT)[0].decode() == document.replace("ofthe", "of the")


TEXTS = st.lists(
    st.sampled_from(
        [IT, "“so”", "a", " ", "\n", "&", "<", ">", "]]>", "é", "\u200b", "\u00a0", "CafÃ©", "x'", "--", "&amp;"]
    ),
    max_size=4,
).map("".join)
TREES = st.recursive(
    TEXTS,
    lambda inner: st.tuples(
        st.sampled_from(["para", "emphasis", "code", "list", "title", "screen"]), st.lists(inner, max_size=3)
    ),
    max_leaves=10,
)


def built(tree: Any) -> str:
    """A tree as XML."""
    if isinstance(tree, str):
        return tree.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    name, inner = tree
    return f"<{name} x='it’s'>{''.join(map(built, inner))}</{name}>"


def form(element: ElementTree.Element) -> Any:
    return element.tag, element.attrib, [form(each) for each in element]


@settings(max_examples=200, deadline=None)
@given(st.lists(TREES, max_size=4), st.sampled_from([DEFAULT, TYPOGRAPHIC, Pipeline.preset("pdf")]))
def test_the_structure_stays(trees: list[Any], pipeline: Pipeline) -> None:
    source = f'<article xmlns="http://docbook.org/ns/docbook">{"".join(map(built, trees))}</article>'
    data, _ = mended("xml", source.encode(), pipeline)
    before, after = ElementTree.fromstring(source), ElementTree.fromstring(data)
    assert form(after) == form(before)
    for name in ("code", "screen"):
        tag = f"{{http://docbook.org/ns/docbook}}{name}"
        assert ["".join(each.itertext()) for each in after.iter(tag)] == [
            "".join(each.itertext()) for each in before.iter(tag)
        ]
    assert mended("xml", data, pipeline)[0] == data
