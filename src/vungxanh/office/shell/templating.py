"""Jinja as the office's pages use it: sentences, dates, addresses, icons of colours."""

from datetime import date, datetime
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from vungxanh.messages import Message, show_date, show_number
from vungxanh.office.clock import HERE
from vungxanh.office.language import say, spoken, tell


def environment(**options: Any) -> Environment:
    """The environment of Django's Jinja backend: undefined names are errors, text is escaped."""
    made = Environment(
        **{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    )
    made.globals.update(_=say, url=_url, static=static, spoken=spoken)
    made.filters.update(day=show_day, moment=show_moment, number=show_figure, said=_said, named=_named)
    return made


def show_day(value: date | None) -> str:
    """A calendar day; nothing for none."""
    return "" if value is None else show_date(value, spoken())


def show_moment(value: datetime | None) -> str:
    """A moment as clocks in Viet Nam show it."""
    if value is None:
        return ""
    local = value.astimezone(HERE)
    return f"{show_date(local.date(), spoken())} {local:%H:%M}"


def show_figure(value: float | None, decimals: int = 1) -> str:
    """A number with the language's separators; nothing for none."""
    return "" if value is None else show_number(value, spoken(), decimals)


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


def _said(value: Message | str) -> str:
    return tell(value) if isinstance(value, Message) else str(value)


def _named(value: dict[str, str]) -> str:
    """The text in the language of the request, from {"vi": ..., "en": ...}."""
    return value[spoken()]
