"""From a schema fault as pydantic reports it to our named error with place, value, reason and hint."""

import typing
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from vungxanh.messages import Message, message
from vungxanh.zoning import pack as schema
from vungxanh.zoning.pack_errors import MissingKey, PackError, UnknownKey, WrongType, WrongValue, closest

KINDS: dict[str, type[BaseModel]] = {
    str(typing.get_args(kind.model_fields["kind"].annotation)[0]): kind for kind in schema.INDICATOR_KINDS
}
TESTS: dict[str, type[BaseModel]] = {
    "condition": schema.Condition,
    "any": schema.AnyOf,
    "all": schema.AllOf,
}
# Parts of a fault's place that choose between alternatives and do not stand in the file.
TAGS = {**KINDS, **TESTS}

EXPECTED: dict[str, Message] = {
    "string_type": message("should be text in quotes."),
    "int_type": message("should be a whole number."),
    "float_type": message("should be a number."),
    "bool_type": message("should be true or false, without quotes."),
    "date_type": message("should be a date such as 2021-05-31, without quotes."),
    "list_type": message("should be a list in square brackets."),
    "dict_type": message("should be a table of keys and values."),
    "model_type": message("should be a table of keys and values."),
    "model_attributes_type": message("should be a table of keys and values."),
}

NUMBER_OR_NAME: dict[str, Message] = {
    "int": message("should be a whole number or the name of a parameter in quotes."),
    "float": message("should be a number or the name of a parameter in quotes."),
}


def pack_error(fault: ValidationError, data: dict[str, Any]) -> PackError:
    """The first fault of the file as our error."""
    details = fault.errors(include_url=False)[0]
    key, value, tail = _place(details["loc"], data)
    match details["type"]:
        case "extra_forbidden":
            return UnknownKey(
                message("is not a key that can stand here."),
                key=key,
                hint=closest(details["loc"][-1], _keys(details["loc"][:-1])),
            )
        case "missing":
            return MissingKey(message("is missing."), key=key)
        case "union_tag_not_found":
            return MissingKey(message("is missing."), key=f"{key}.kind", hint=_kinds(""))
        case "union_tag_invalid":
            kind = str(value.get("kind")) if isinstance(value, dict) else ""
            return WrongValue(
                message("is not a kind of indicator."), key=f"{key}.kind", value=kind, hint=_kinds(kind)
            )
        case kind if tail in NUMBER_OR_NAME and kind.endswith("_type"):
            return WrongType(NUMBER_OR_NAME[tail], key=key, value=value)
        case kind if kind in EXPECTED:
            return WrongType(EXPECTED[kind], key=key, value=value)
        case _:
            return _wrong_value(details, key, value)


def _wrong_value(details: ErrorDetails, key: str, value: object) -> PackError:
    context = details.get("ctx", {})
    reason, hint = message("is not allowed here."), None
    match details["type"]:
        case "literal_error" | "enum":
            names = [
                name.strip().strip("'") for name in str(context["expected"]).replace(" or ", ",").split(",")
            ]
            hint = closest(value, names)
        case "string_pattern_mismatch" if key.endswith(".colour"):
            reason = message("should be a colour such as #2E8B57.")
        case "string_pattern_mismatch":
            reason = message("should be lower-case letters, digits, - or _, beginning with a letter.")
        case "string_too_short" | "too_short":
            reason = message("must not be empty.")
        case "string_too_long":
            reason = message("is longer than {most} characters.", most=context["max_length"])
        case "greater_than_equal":
            reason = message("must be at least {least}.", least=context["ge"])
        case "finite_number":
            reason = message("must be a finite number.")
    return WrongValue(reason, key=key, value=value, hint=hint)


def _place(loc: tuple[int | str, ...], data: Any) -> tuple[str, Any, str]:
    """The place as it stands in the file, the value there, and the last part that does not stand there."""
    path, tail, at = "", "", data
    for position, part in enumerate(loc):
        if isinstance(part, int) and isinstance(at, list) and part < len(at):
            path, at, tail = f"{path}[{part}]", at[part], ""
        elif isinstance(part, str) and isinstance(at, dict) and _stands_there(part, at, loc[position + 1 :]):
            path, at, tail = f"{path}.{part}".lstrip("."), at.get(part), ""
        else:
            tail = str(part)
    return path, at, tail


def _stands_there(part: str, at: dict[str, Any], rest: tuple[int | str, ...]) -> bool:
    """A missing key is the last part; the tags "any" and "all" are also keys, and then come twice."""
    if part == "[key]":
        return False
    if rest and rest[0] == part:
        return False
    return part in at or (not rest and part not in TAGS)


def _keys(loc: tuple[int | str, ...]) -> list[str]:
    """The keys that the schema knows at a place."""
    model: type[BaseModel] | None = schema.Pack
    for part in loc:
        fields = model.model_fields if model is not None else {}
        by_key = {field.alias or name: field for name, field in fields.items()}
        if part in by_key:
            model = _inner_model(by_key[str(part)].annotation) or TAGS.get(str(part), model)
        elif part in TAGS:
            model = TAGS[str(part)]
    return [] if model is None else [field.alias or name for name, field in model.model_fields.items()]


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    """The model inside list[...], dict[..., ...] or ... | None, if it is a single one."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, BaseModel) else None
    found = [_inner_model(part) for part in typing.get_args(annotation)]
    models = [model for model in found if model is not None]
    return models[0] if len(models) == 1 else None


def _kinds(kind: str) -> Message:
    return closest(kind, KINDS)
