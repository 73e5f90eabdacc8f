"""A Python package taken apart, for the rules that tests/test_architecture.py has about it."""

import ast
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path


class House:
    """The modules of a package by name (without the package's own), parsed."""

    def __init__(self, package: Path) -> None:
        self.package = package
        self.paths = {self._name(path): path for path in sorted(package.rglob("*.py"))}

    def _name(self, path: Path) -> str:
        parts = path.relative_to(self.package).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def trees(self) -> dict[str, ast.Module]:
        """The syntax tree of each module."""
        return {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in self.paths.items()}

    @cached_property
    def imports(self) -> dict[str, dict[str, int]]:
        """What each module imports of this package, with the line."""
        return {name: dict(self._imported(name)) for name in self.paths}

    def _imported(self, name: str) -> Iterator[tuple[str, int]]:
        for node in ast.walk(self.trees[name]):
            match node:
                case ast.Import():
                    for alias in node.names:
                        if (module := self._ours(alias.name)) is not None:
                            yield self._known(module), node.lineno
                case ast.ImportFrom():
                    base = self._ours(self._absolute(name, node))
                    if base is not None:
                        for alias in node.names:
                            yield self._known(f"{base}.{alias.name}".lstrip(".")), node.lineno
                case _:
                    pass

    def _absolute(self, name: str, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = [self.package.name, *filter(None, name.split("."))]
        if self.paths[name].name == "__init__.py":
            parts.append("__init__")
        return ".".join([*parts[: -node.level], *filter(None, [node.module])])

    def _ours(self, module: str) -> str | None:
        top, _, rest = module.partition(".")
        return rest if top == self.package.name else None

    def _known(self, module: str) -> str:
        """Return the module that a dotted name lies in: the name itself, or the module that defines it."""
        return module if module in self.paths else module.rpartition(".")[0]


def is_in(module: str, rooms: tuple[str, ...] | Mapping[str, object]) -> str | None:
    """Return the longest of these rooms that a module belongs to; None where it belongs to none."""
    names = (room for room in rooms if room and (module == room or module.startswith(f"{room}.")))
    return max(names, key=len, default="" if module == "" and "" in rooms else None)


def outside(house: House, rooms: tuple[str, ...]) -> Iterator[tuple[str, ast.Module]]:
    """Yield the modules that are in none of these rooms."""
    for module, tree in house.trees.items():
        if is_in(module, rooms) is None:
            yield module, tree


def own_imports(package: str, tree: ast.Module) -> Iterator[ast.ImportFrom]:
    """Yield the imports from the package itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (
            node.level or (node.module or "").partition(".")[0] == package
        ):
            yield node


def modules_of(module: str, tree: ast.Module, names: frozenset[str]) -> Iterator[str]:
    """Yield a line for each import of one of these modules."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            imported = [node.module or ""]
        else:
            continue
        yield from (f"{module}:{node.lineno} imports {name}" for name in imported if name in names)


def docstrings(tree: ast.Module) -> set[int]:
    """Return the ids of the docstring nodes of a module."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }
