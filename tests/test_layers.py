"""The house: imports run downwards, and importing textmend does nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

import textmend

ROOT = Path(textmend.__file__).parent

# The rooms, which are the folders and the modules in the root of the package, and their floors. A room imports rooms on
# lower floors alone. `__init__` is the front desk.
FLOORS = {
    "errors": 0, "patterns": 0, "edits": 0, "parallel": 0,
    "lang": 1,
    "gate": 2,
    "passes": 3,
    "pipeline": 4,
    "formats": 5,
    "__init__": 6,
    "cli": 7,
    "__main__": 8,
}  # fmt: skip
# The maximum size of the import drawing: if it grows, a room is missing, or superfluous.
MOST_ROOMS, MOST_FLOORS, MOST_ARROWS = 16, 10, 45

# The modules of `passes` that all passes may import; every other module or folder there is a pass.
SHARED_BY_PASSES = {"base", "protect"}

Imports = Mapping[str, Set[str]]


def modules() -> dict[str, Path]:
    """The modules of textmend and their files; that of the package itself is "__init__"."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


def names_imported(path: Path) -> set[str]:
    """What a file imports of textmend, inside functions too, but not for types alone."""
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


def module_of(name: str, known: Iterable[str]) -> str:
    """The module of an imported name: "edits.Edit" is in "edits", "__version__" in "__init__"."""
    while name not in known:
        name, _, _ = name.rpartition(".")
        if not name:
            return "__init__"
    return name


def drawing() -> Imports:
    """For each module the others that it imports."""
    known = modules()
    return {
        module: {module_of(name, known) for name in names_imported(path)} - {module} for module, path in known.items()
    }


def room(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


def arrows(imports: Imports) -> set[tuple[str, str]]:
    """The arrows from room to room."""
    pairs = ((room(module), room(target)) for module, targets in imports.items() for target in targets)
    return {(here, there) for here, there in pairs if here != there}


def upward(imports: Imports) -> list[str]:
    """The imports that go up, or to another room of the same floor."""
    return [
        f"{module} imports {target}"
        for module, targets in imports.items()
        for target in sorted(targets)
        if room(module) != room(target) and FLOORS[room(target)] >= FLOORS[room(module)]
    ]


def circles(imports: Imports) -> list[str]:
    """The modules that import themselves by way of others."""
    left = {module: set(targets) for module, targets in imports.items()}
    while free := [module for module, targets in left.items() if not targets & left.keys()]:
        for module in free:
            del left[module]
    return sorted(left)


def pass_of(module: str) -> str:
    """The pass that a module is part of; "" where it is part of none."""
    parts = module.split(".")
    return parts[1] if parts[0] == "passes" and len(parts) > 1 and parts[1] not in SHARED_BY_PASSES else ""


def between_passes(imports: Imports) -> list[str]:
    """The imports from one pass to another, and from what all passes share to any of them."""
    return [
        f"{module} imports {target}"
        for module, targets in imports.items()
        for target in sorted(targets)
        if room(module) == "passes" and pass_of(target) and pass_of(target) != pass_of(module)
    ]


def test_every_room_has_a_floor() -> None:
    assert {room(module) for module in modules()} == set(FLOORS)


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


def test_the_drawing_stays_small() -> None:
    imports = drawing()
    assert len(FLOORS) <= MOST_ROOMS
    assert len(set(FLOORS.values())) <= MOST_FLOORS
    assert len(arrows(imports)) <= MOST_ARROWS


def test_what_is_compiled_is_in_the_room_that_uses_it() -> None:
    assert [module for module in modules() if module.startswith("_") and not module.startswith("__")] == []


def test_passes_know_neither_the_scan_nor_the_pipeline() -> None:
    for module, targets in drawing().items():
        if room(module) == "passes":
            assert not targets & {"gate._scan", "gate.scan_pure", "gate.hits"}, module
            assert "pipeline" not in map(room, targets), module


def test_languages_know_no_pass() -> None:
    for module, targets in drawing().items():
        if room(module) == "lang":
            assert {room(target) for target in targets} <= {"lang", "errors", "patterns"}, module


def test_the_gate_knows_tables_and_nothing_else() -> None:
    imports = drawing()
    assert imports["lang._strings"] == imports["gate.cues"] == set()
    assert imports["lang._tables"] == {"lang._strings"}
    assert imports["gate._scan"] == imports["gate.scan_pure"] == {"gate.cues", "lang._strings", "lang._tables"}


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
