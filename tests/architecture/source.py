"""The repository's files and functions, as the architecture tests look at them."""

import ast
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

NOT_OURS = {
    "migrations",
    ".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache",
    ".artefacts", "__pycache__", "build", "dist", "demo-out", "vendor", "node_modules",
}  # fmt: skip
CODE = {".py", ".js", ".css", ".html", ".jinja", ".j2"}


def files_below(root: Path, suffixes: Iterable[str] | None = None) -> list[Path]:
    """Our files (git is not asked: a release archive has none), sorted."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.endswith(".egg-info")]
        found += [Path(folder, name) for name in names if suffixes is None or Path(name).suffix in suffixes]
    return sorted(found)


@dataclass(frozen=True)
class Function:
    """A function of ours and where it stands; `lines` counts its signature, docstring and body."""

    file: Path
    name: str
    line: int
    lines: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.name} ({self.lines} lines)"


def functions_in(files: Iterable[Path]) -> list[Function]:
    """Every function and method, nested ones too."""
    return [
        Function(file, node.name, node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1)
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def lines_of(file: Path) -> int:
    """Number of lines of a text file."""
    return len(file.read_text("utf-8").splitlines())


def dotted_calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the full name of what is called, aliases of imports resolved."""
    aliases = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                head = alias.name.split(".")[0]
                aliases[alias.asname or head] = alias.name if alias.asname else head
        elif isinstance(node, ast.ImportFrom) and node.module:
            aliases |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := _dotted(node.func)):
            head, _, rest = name.partition(".")
            yield node, ".".join(filter(None, (aliases.get(head, head), rest)))


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (inner := _dotted(node.value)):
        return f"{inner}.{node.attr}"
    return ""
