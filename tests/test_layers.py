"""The house: imports run downwards, and importing textmend does nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import textmend

ROOT = Path(textmend.__file__).parent

# A module imports from lower floors, from FOUNDATIONS, and inside its own package.
FLOORS = {
    "errors": 0, "edits": 0, "patterns": 0, "windows": 0,
    "_alphabets": 0, "_tables": 0, "_cues": 0, "_strings": 0, "_foreign": 0, "_marks": 0, "_runs": 0, "_quotes": 0,
    "_lattice": 0, "_forest": 0, "_judge": 0,
    "_gate": 0, "_gate_plain": 0,
    "lang": 1,
    "passes": 2, "presets": 2,
    "hits": 3, "result": 3, "steps": 3, "pipeline": 3,
    "formats": 4, "parallel": 4,
    "integrations": 5, "report": 5, "cli": 5, "__main__": 6,
}  # fmt: skip
# What the other files of its floor are built on.
FOUNDATIONS = {
    "errors", "edits", "patterns", "_alphabets", "_tables", "_cues", "_strings", "_foreign", "_marks", "_runs", "_gate",
    "passes.spacing.doubts",
    "passes.base", "passes.protect", "passes.scripts", "hits", "result", "steps",
}  # fmt: skip


def modules() -> dict[str, Path]:
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found[name] = path
    return found


def imports(path: Path) -> set[str]:
    """The modules of textmend that a file imports, inside functions too, but not for types alone."""
    found: set[str] = set()
    tree = ast.parse(path.read_text("utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found.update(name.removeprefix("textmend.") for name in names if name.startswith("textmend."))
    return found


def module_of(name: str, known: dict[str, Path]) -> str:
    """The module that an imported name stands in: "edits.Edit" is in "edits"."""
    while name not in known:
        name, _, rest = name.rpartition(".")
        if not rest or not name:
            return ""
    return name


def test_every_module_has_a_floor() -> None:
    assert {name.split(".")[0] for name in modules()} - {"__init__"} <= set(FLOORS)


def allowed(name: str, target: str) -> bool:
    parts, target_parts = name.split("."), target.split(".")
    top, target_top = parts[0], target_parts[0]
    if FLOORS[target_top] < FLOORS[top] or target in FOUNDATIONS:
        return True
    # A pass may be a folder of several files, but passes do not know one another.
    depth = 2 if top == "passes" else 1
    return parts[:depth] == target_parts[:depth]


def test_no_arrow_goes_up() -> None:
    known = modules()
    upward = [
        f"{name} imports {target}"
        for name, path in known.items()
        if name != "__init__"
        for target in {module_of(i, known) for i in imports(path)} - {"", name}
        if not allowed(name, target)
    ]
    assert upward == []


def test_an_arrow_that_goes_up_is_seen() -> None:
    assert not allowed("edits", "pipeline")
    assert not allowed("passes.quotes", "passes.dashes")
    assert not allowed("passes.layout.lines", "pipeline")
    assert allowed("passes.layout", "passes.layout.lines")


def test_passes_know_neither_gate_nor_pipeline() -> None:
    known = modules()
    for name, path in known.items():
        if name.split(".")[0] == "passes":
            tops = {target.split(".")[0] for target in imports(path)}
            assert not tops & {"_gate", "_gate_plain", "pipeline", "presets"}, name


def test_the_gate_knows_tables_and_nothing_else() -> None:
    assert imports(ROOT / "_tables.py") == set()
    assert imports(ROOT / "_scan.py") == {
        "_cues.TIGHT_MARKS",
        "_cues.anchor",
        "_cues.merged",
        "_tables.EMPTY",
        "_tables.stem",
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
