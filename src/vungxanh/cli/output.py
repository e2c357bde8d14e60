"""How the command line shows things: sentences, tables, JSON on stdout; complaints and progress on stderr."""

import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from vungxanh.cli.language import spoken
from vungxanh.messages import Message

# Wide enough that a table written into a file or a pipe is never cut.
WIDTH_OF_A_PIPE = 400


def prepare_streams() -> None:
    """Vietnamese must come out whole, whatever the terminal's encoding claims."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def tell(*said: Message | str) -> None:
    """Sentences, a line each."""
    for one in said:
        print(one.render(spoken()) if isinstance(one, Message) else one)


def complain(said: Message) -> None:
    """One sentence on stderr."""
    print(f"vungxanh: {said.render(spoken())}", file=sys.stderr)


def tell_json(value: object) -> None:
    """A value for programs; nothing else is then printed on stdout."""
    print(json.dumps(_plain(value), ensure_ascii=False, indent=2))


def tell_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """An aligned table; numbers to the right."""
    from rich.console import Console
    from rich.table import Table

    console = Console() if sys.stdout.isatty() else Console(width=WIDTH_OF_A_PIPE, no_color=True)
    shown = [[_cell(value) for value in row] for row in rows]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for position, column in enumerate(columns):
        numeric = bool(shown) and all(row[position][1] for row in shown)
        table.add_column(column, justify="right" if numeric else "left", no_wrap=not sys.stdout.isatty())
    for row in shown:
        table.add_row(*(text for text, _ in row))
    console.print(table)


@contextmanager
def working(steps: int | None = None) -> Iterator[Callable[[Message], None]]:
    """A progress bar on stderr, only for a person; call the result with what begins now."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None if steps is None else steps + 1)
        yield lambda said: bar.update(task, description=said.render(spoken()), advance=1)


def _cell(value: object) -> tuple[str, bool]:
    """What stands in a cell, and whether it counts as a number."""
    if value is None:
        return "–", True
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return Message("{value}", {"value": value}).render(spoken()), number


def _plain(value: Any) -> Any:
    match value:
        case Message():
            return value.render(spoken())
        case dict():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case date():
            return value.isoformat()
        case float() if not math.isfinite(value):
            return None  # JSON has no nan; null is "not known" there too
        case _:
            return value
