"""Cells that a spreadsheet would run as a formula, made harmless and turned back again."""

import re

import polars as pl

# A leading =, +, -, @ (also in their full-width forms), tab or line break starts a formula in some programs.
_DANGEROUS = r"^'*[=+\-@\t\r\n＝＋－＠]"
_NUMBER = r"^-\d+([.,]\d+)?$"
_ESCAPED = r"^''*[=+\-@\t\r\n＝＋－＠]"

_ESCAPED_START = re.compile(_ESCAPED)


def escape(frame: pl.DataFrame) -> pl.DataFrame:
    """An apostrophe before every text that could start a formula; negative numbers stay as they are."""
    text = pl.col(pl.String)
    risky = text.str.contains(_DANGEROUS) & ~text.str.contains(_NUMBER)
    safe = frame.with_columns(pl.when(risky).then(pl.lit("'") + text).otherwise(text).name.keep())
    return safe.rename({name: f"'{name}" for name in safe.columns if name[:1] in tuple("=+-@\t\r\n")})


def unescape(frame: pl.DataFrame) -> pl.DataFrame:
    """The opposite of `escape`; also right for files of others that escape in the same way."""
    text = pl.col(pl.String)
    escaped = text.str.contains(_ESCAPED)
    return frame.with_columns(pl.when(escaped).then(text.str.slice(1)).otherwise(text).name.keep())


def unescape_name(name: str) -> str:
    """The same for one column header."""
    return name[1:] if _ESCAPED_START.match(name) else name
