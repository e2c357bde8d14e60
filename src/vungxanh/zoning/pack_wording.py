"""The texts of a pack: which {names} they may use, and filling in the parameters when it is read.

{value} and {threshold} change from day to day and stay; {window_days} and other parameters do not.
"""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any, get_args

from vungxanh.messages import Language, message, show_number
from vungxanh.zoning.pack import Pack
from vungxanh.zoning.pack_errors import PlaceholderUnknown, closest

DAILY = {"value", "threshold"}
DAILY_OF_TABLES = {"row", "column"}


def check_placeholders(pack: Pack) -> None:
    """Every {name} in a text is a parameter, or a value of the day where there is one."""
    for path, text in texts_in(pack.model_dump(by_alias=True)):
        allowed = set(pack.parameters) | _daily_names(path)
        for language in get_args(Language):
            for name in _names_in(text[language], f"{path}.{language}"):
                if name not in allowed:
                    raise PlaceholderUnknown(
                        message("There is no value for {name}.", name="{" + name + "}"),
                        key=f"{path}.{language}",
                        value=text[language],
                        hint=closest(name, allowed),
                    )


def fill_parameters(data: Any, pack: Pack) -> Any:
    """The file's content with the pack's parameters written into its texts."""
    if isinstance(data, dict):
        if set(data) == {"vi", "en"}:
            return {language: _filled(text, language, pack) for language, text in data.items()}
        return {key: fill_parameters(value, pack) for key, value in data.items()}
    if isinstance(data, list):
        return [fill_parameters(value, pack) for value in data]
    return data


def texts_in(data: Any, path: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every bilingual text in a pack's content, with its place."""
    if isinstance(data, dict):
        if set(data) == {"vi", "en"}:
            yield path, data
        else:
            for key, value in data.items():
                yield from texts_in(value, f"{path}.{key}".lstrip("."))
    elif isinstance(data, list):
        for position, value in enumerate(data):
            yield from texts_in(value, f"{path}[{position}]")


def _daily_names(path: str) -> set[str]:
    if path.endswith(".table.text"):
        return DAILY_OF_TABLES
    return DAILY if path.endswith(".text") else set()


def _names_in(text: str, path: str) -> list[str]:
    try:
        parts = [] if "{{" in text or "}}" in text else list(Formatter().parse(text))
    except ValueError:
        parts = []
    names = [
        name for _, name, layout, conversion in parts if name is not None and not layout and not conversion
    ]
    if len(names) != text.count("{") or len(names) != text.count("}"):
        raise PlaceholderUnknown(
            message("Curly brackets must stand in pairs around a single name."), key=path, value=text
        )
    return names


def _filled(text: str, language: str, pack: Pack) -> str:
    """Parameters as numbers of that language; other names stay as they are."""
    for name, parameter in pack.parameters.items():
        text = text.replace(
            "{" + name + "}", show_number(parameter.value, "vi" if language == "vi" else "en")
        )
    return text
