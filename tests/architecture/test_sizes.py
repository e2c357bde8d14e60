"""The house numbers: small files, small functions."""

from pathlib import Path
from statistics import median, quantiles

from tests.architecture.source import CODE, files_below, functions_in, lines_of

FILE_CEILING = 400
FUNCTION_CEILING = 60


def too_long_files(root: Path) -> list[str]:
    return [f"{f} ({n} lines)" for f in files_below(root, CODE) if (n := lines_of(f)) > FILE_CEILING]


def too_long_functions(root: Path) -> list[str]:
    return [str(f) for f in functions_in(files_below(root, {".py"})) if f.lines > FUNCTION_CEILING]


def product(repo_root: Path) -> list[Path]:
    """Python files of the product that hold code; a face (`__init__`) says nothing about size."""
    files = files_below(repo_root / "src", {".py"})
    return [file for file in files if file.name != "__init__.py"]


def test_no_file_is_longer_than_the_ceiling(repo_root: Path) -> None:
    assert too_long_files(repo_root) == []


def test_no_function_is_longer_than_the_ceiling(repo_root: Path) -> None:
    assert too_long_functions(repo_root) == []


def test_half_of_the_product_files_have_at_most_100_lines(repo_root: Path) -> None:
    assert median(map(lines_of, product(repo_root))) <= 100


def test_nine_in_ten_product_files_have_at_most_280_lines(repo_root: Path) -> None:
    assert quantiles(map(lines_of, product(repo_root)), n=10)[-1] <= 280


def test_half_of_the_functions_have_at_most_12_lines(repo_root: Path) -> None:
    assert median(f.lines for f in functions_in(product(repo_root))) <= 12


def test_the_ceilings_can_be_hit(tmp_path: Path) -> None:
    body = "\n".join(f"    a{i} = {i}" for i in range(FILE_CEILING))
    (tmp_path / "long.py").write_text(f"def long():\n{body}\n", "utf-8")
    (tmp_path / "long.js").write_text("//\n" * (FILE_CEILING + 1), "utf-8")
    assert len(too_long_files(tmp_path)) == 2
    assert len(too_long_functions(tmp_path)) == 1
