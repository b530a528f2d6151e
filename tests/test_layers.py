"""The house: imports run downwards, and importing textmend does nothing."""

from __future__ import annotations

import subprocess
import sys

from docs.imports import LAYERS, Imports, arrows, between_passes, circles, direct, drawing, modules, part, upward

# How large the drawing of the imports may become: where it grows, a part is missing, or one too many.
MOST_PARTS, MOST_LAYERS, MOST_ARROWS = 16, 10, 49


def test_every_room_has_a_floor() -> None:
    assert {part(module) for module in modules()} == set(LAYERS)


def test_no_arrow_goes_up() -> None:
    assert upward(drawing()) == []


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert circles(drawing()) == []


def test_no_pass_imports_another() -> None:
    assert between_passes(drawing()) == []


def test_a_wrong_arrow_is_seen() -> None:
    imports: Imports = {
        "edits": {"pipeline.pipeline"},
        "pipeline.pipeline": {"edits", "passes"},
        "passes": {"passes.base"},
        "passes.base": {"passes.quotes"},
        "passes.quotes": {"passes.dashes.style", "passes.quotes.roles"},
        "passes.quotes.roles": {"lang"},
        "passes.dashes.style": set(),
        "lang": {"gate.cues"},
        "gate.cues": set(),
    }
    assert upward(imports) == ["edits imports pipeline.pipeline", "lang imports gate.cues"]
    assert circles(imports) == ["edits", "pipeline.pipeline"]
    assert between_passes(imports) == ["passes.base imports passes.quotes", "passes.quotes imports passes.dashes.style"]


def test_what_a_chain_implies_is_not_direct() -> None:
    assert direct({("a", "b"), ("b", "c"), ("c", "d"), ("a", "d"), ("a", "c")}) == {("a", "b"), ("b", "c"), ("c", "d")}


def test_the_drawing_stays_small() -> None:
    imports = drawing()
    assert len(LAYERS) <= MOST_PARTS
    assert len(set(LAYERS.values())) <= MOST_LAYERS
    assert len(arrows(imports)) <= MOST_ARROWS


def test_what_is_compiled_is_in_the_room_that_uses_it() -> None:
    assert [module for module in modules() if module.startswith("_") and not module.startswith("__")] == []


def test_passes_know_neither_the_scan_nor_the_pipeline() -> None:
    for module, targets in drawing().items():
        if part(module) == "passes":
            assert not targets & {"gate._scan", "gate.scan_pure", "gate.hits"}, module
            assert "pipeline" not in map(part, targets), module


def test_languages_know_no_pass() -> None:
    for module, targets in drawing().items():
        if part(module) == "lang":
            assert {part(target) for target in targets} <= {"lang", "errors", "patterns"}, module


def test_the_gate_knows_tables_and_nothing_else() -> None:
    imports = drawing()
    assert imports["lang._units"] == imports["gate.cues"] == set()
    assert imports["lang._strings"] == {"lang._units"}
    assert imports["lang._tables"] == {"lang._strings"}
    assert imports["gate._blocks"] == imports["gate._rows"] == set()
    assert imports["lang._split_filter"] == {"lang._strings", "lang._tables"}
    assert imports["gate.scan_pure"] == {"gate.cues", "lang._strings", "lang._split_filter"}
    assert imports["gate._scan"] == {
        "gate._blocks",
        "gate.cues",
        "lang._strings",
        "lang._tables",
        "lang._units",
    }


def test_files_stay_readable() -> None:
    long = {n: c for n, p in modules().items() if (c := len(p.read_text("utf-8").splitlines())) > 430}
    assert long == {}


def test_importing_loads_no_data_and_nothing_from_outside() -> None:
    code = (
        "import sys; before = set(sys.modules); import textmend; "
        "new = {m.split('.')[0] for m in set(sys.modules) - before}; "
        "print(*sorted(new - set(sys.stdlib_module_names) - {'textmend'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
