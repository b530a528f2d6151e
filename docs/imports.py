"""What imports what: the parts of textmend, their layers, and the arrows between them, as read from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

import textmend

__all__ = [
    "LAYERS",
    "ROOT",
    "Imports",
    "arrows",
    "between_passes",
    "circles",
    "direct",
    "drawing",
    "modules",
    "part",
    "upward",
]

ROOT = Path(textmend.__file__).parent

# The parts, which are the folders and the modules in the root of the package, and their layers. A part imports parts on
# lower layers alone. `__init__` is the public interface.
LAYERS = {
    "errors": 0, "patterns": 0, "version": 0,
    "edits": 0, "lang": 1, "review": 2,
    "gate": 2,
    "passes": 3,
    "pipeline": 4,
    "arrow": 5,
    "formats": 6, "integrations": 6,
    "__init__": 7,
    "cli": 8,
    "__main__": 9,
}  # fmt: skip

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
    """The module that an imported name is in: "edits.Edit" is in "edits", "__version__" in "__init__"."""
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


def part(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


def arrows(imports: Imports) -> set[tuple[str, str]]:
    """The arrows from part to part."""
    pairs = ((part(module), part(target)) for module, targets in imports.items() for target in targets)
    return {(here, there) for here, there in pairs if here != there}


def upward(imports: Imports) -> list[str]:
    """The imports that go up, or to another part of the same layer."""
    return [
        f"{module} imports {target}"
        for module, targets in imports.items()
        for target in sorted(targets)
        if part(module) != part(target) and LAYERS[part(target)] >= LAYERS[part(module)]
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
        if part(module) == "passes" and pass_of(target) and pass_of(target) != pass_of(module)
    ]


def direct(found: Set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The arrows that no chain of other arrows implies: of a → b → c and a → c, the first two."""

    def reached(here: str) -> set[str]:
        return {there for start, there in found if start == here for there in (there, *reached(there))}

    return {
        (here, there)
        for here, there in found
        if not any(there in reached(between) for start, between in found if start == here and between != there)
    }
