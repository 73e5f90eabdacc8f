"""The keys of brand.yml, the files of its folder, and what is wrong with them."""

import os
from pathlib import Path

from annual_report.problems import Place, Problem
from annual_report.record.near import near_miss
from annual_report.record.nodes import Mapping, Node, Scalar


class Keys:
    """Reads keys of one brand.yml and collects what is wrong with it; whatever that is, it is an error."""

    def __init__(self, folder: Path, file: str) -> None:
        """``folder`` is the brand's own, ``file`` the brand.yml as problems name it."""
        self.folder = folder
        self.file = file
        self.problems: list[Problem] = []

    def report(self, code: str, place: Place, message: str, hint: str | None = None) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, "error", place, message, hint))

    def group(self, parent: Mapping | None, key: str) -> Mapping | None:
        """The keys under a key; ``None`` where there are none."""
        node = parent.get(key) if parent else None
        if isinstance(node, Mapping) or node is None or is_nothing(node):
            return node if isinstance(node, Mapping) else None
        self.report("AR402", node.place, f'"{key}" is a group of keys')
        return None

    def refuse_others(self, group: Mapping, known: list[str]) -> None:
        """Report each key that is not one of those known."""
        for entry in group.entries:
            if entry.key.text not in known:
                near = near_miss(entry.key.text, known)
                hint = f'did you mean "{near}"?' if near else f"the keys here are {', '.join(known)}"
                self.report("AR403", entry.key.place, f'unknown key "{entry.key.text}"', hint)


def is_nothing(node: Node) -> bool:
    """Whether a key stands there without a value."""
    return isinstance(node, Scalar) and node.is_nothing


def own_file(folder: Path, name: str, limit: int) -> tuple[str, bytes]:
    """Why a file that brand.yml names can't be used, or its bytes; ``limit`` is how many it may have.

    It lies in the brand's folder, really and not by a link, so that the brand is whole wherever it is copied
    to; hidden files are not, for they are not copied.
    """
    try:
        home = folder.resolve()
        there = Path(os.path.normpath(home / name))
        path = there.resolve(strict=True)
        own = there.is_relative_to(home) and path.is_relative_to(home)
        if not own or there.parent.resolve() != there.parent:
            return "it lies outside the brand's folder", b""
        if any(part.startswith(".") for part in there.relative_to(home).parts):
            return "its name begins with a dot, and hidden files do not travel with a brand", b""
        if not path.is_file():
            return "it is not a file", b""
        with path.open("rb") as stream:
            content = stream.read(limit + 1)
    except FileNotFoundError:
        return "there is no such file", b""
    except (OSError, RuntimeError, ValueError) as reason:  # RuntimeError: links that lead in a circle
        return str(getattr(reason, "strerror", None) or "its path leads nowhere"), b""
    if len(content) > limit:
        return f"it is larger than {limit // 1_000_000} megabytes", b""
    return "", content
