"""How values are written for people: dd/mm/yyyy and 25.000,5 in Vietnamese; ISO dates in English."""

from datetime import date, datetime
from math import isfinite

from vungxanh.messages.catalogue import Language


def show_date(day: date, language: Language) -> str:
    """A day as this language writes it."""
    return day.strftime("%d/%m/%Y") if language == "vi" else day.isoformat()


def show_number(value: float, language: Language, decimals: int = 1) -> str:
    """A number with this language's separators; whole numbers without decimals."""
    text = f"{value:,.{0 if value == int(value) else decimals}f}" if _finite(value) else str(value)
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


def show(value: object, language: Language) -> str:
    """Any value that may stand in a message."""
    match value:
        case bool():
            return str(value)
        case datetime():
            return f"{show_date(value.date(), language)} {value:%H:%M}"
        case date():
            return show_date(value, language)
        case int() | float():
            return show_number(value, language)
        case tuple() | list():
            return ", ".join(show(item, language) for item in value)
        case _:
            render = getattr(value, "render", None)
            return str(render(language)) if callable(render) else str(value)


def _finite(value: float) -> bool:
    return isfinite(value)
