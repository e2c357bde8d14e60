"""Logs and error reports without personal data: what went wrong where in the code, not which values."""

import logging
import re
from typing import Any

from django.views.debug import ExceptionReporter

NUMBERS = re.compile(r"\d{6,}")
ADDRESSES = re.compile(r"[^\s@<>\"'=]+@[^\s@<>\"'=]+")
QUERIES = re.compile(r"\?[^\s'\"]*")
SECRETS = re.compile(r"(/invitation/|/password/reset/key/)[^\s'\"]+")


class Scrubbed(logging.Formatter):
    """Plain lines: sentences of exceptions are left out, since they may quote a record; so are queries.

    The kind of the error and the lines of code that led to it are what finds a fault.
    """

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """The line, scrubbed; Django's reports of requests keep only the kind of answer and the address."""
        return scrub(super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - as logging names it
        """The chain of calls and the kind of the error, without its sentence."""
        kind, _, trace = ei
        lines = [f"  {where.tb_frame.f_code.co_filename}:{where.tb_lineno}" for where in _frames(trace)]
        return "\n".join([*lines, f"{getattr(kind, '__module__', '')}.{getattr(kind, '__name__', kind)}"])


class SilentReporter(ExceptionReporter):
    """A report for administrators by mail would hold values of local variables: this one holds none."""

    def get_traceback_data(self) -> dict[str, Any]:
        """Nothing of the request, the settings or the variables."""
        data: dict[str, Any] = super().get_traceback_data()
        kept: dict[str, Any] = {
            "exception_type": data.get("exception_type"),
            "frames": [],
            "is_email": self.is_email,
        }
        empty: dict[str, Any] = dict.fromkeys(data)
        return {**empty, **kept}


def scrub(text: str) -> str:
    """Without query strings, secrets of links, e-mail addresses, and what may be a phone or an id."""
    for pattern, instead in (
        (SECRETS, r"\1..."),
        (QUERIES, "?..."),
        (ADDRESSES, "...@..."),
        (NUMBERS, "..."),
    ):
        text = pattern.sub(instead, text)
    return text


def _frames(trace: Any) -> Any:
    while trace is not None:
        yield trace
        trace = trace.tb_next
