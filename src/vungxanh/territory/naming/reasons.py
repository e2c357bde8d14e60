"""Why a typed place was not taken: one sentence per reason."""

from vungxanh.messages import Message, message
from vungxanh.territory.levels import LEVEL_NAMES


def nothing_given() -> Message:
    """All cells are empty."""
    return message("No place is given")


def unknown(level: str, typed: str) -> Message:
    """No area of that level is called so."""
    return message(
        'There is no {level} "{typed}" in the list of areas', level=LEVEL_NAMES[level], typed=typed
    )


def ambiguous(typed: str, n: int) -> Message:
    """Several areas are called so."""
    return message('"{typed}" can be {n} areas; say which one', typed=typed, n=n)


def elsewhere(typed: str, above: str) -> Message:
    """There is such an area, but not where the row says."""
    return message('"{typed}" does not lie in "{above}"', typed=typed, above=above)


def contradicted(level: str, typed: str) -> Message:
    """Two cells name two different areas of one level."""
    return message(
        "The row names different areas as its {level}: {typed}", level=LEVEL_NAMES[level], typed=typed
    )


def other_province(typed: str, province: str) -> Message:
    """The place lies in another province."""
    return message(
        '"{typed}" means {province}, which this list of areas does not cover', typed=typed, province=province
    )


def unknown_province(typed: str) -> Message:
    """A province that nobody knows."""
    return message('"{typed}" is not the province of this list of areas', typed=typed)


def unchecked(level: str, typed: str) -> Message:
    """The list cannot tell whether the coarser place agrees."""
    return message(
        'The list of areas does not say in which {level} its areas lie, so "{typed}" cannot be checked; '
        "add that column to the list",
        level=LEVEL_NAMES[level],
        typed=typed,
    )


def unknown_code(code: str) -> Message:
    """No area has this code on the day of the list."""
    return message("The code {code} is not in the list of areas of that day", code=code)
