"""What can be wrong with a criteria pack: one named error per reason, each naming key, value and reason."""

from collections.abc import Iterable
from difflib import get_close_matches

from vungxanh.messages import Message, VungXanhError, message

LONGEST_VALUE = 80


class PackError(VungXanhError):
    """A criteria pack cannot be used; `key` is the place in the file, e.g. criteria[0].rules[1].level."""

    def __init__(
        self,
        reason: Message,
        *,
        key: str = "",
        value: object = None,
        hint: Message | None = None,
        pack: str = "",
    ) -> None:
        self.reason, self.key, self.value, self.hint, self.pack = reason, key, value, hint, pack
        super().__init__(_sentence(reason, key, value, hint, pack))

    def within(self, pack: str) -> "PackError":
        """The same error, naming the pack or file in which it was found."""
        return type(self)(self.reason, key=self.key, value=self.value, hint=self.hint, pack=pack)


class PackNotFound(PackError):
    """There is no shipped pack and no file of that name."""


class PackUnreadable(PackError):
    """The file is there but is no text that can be read."""


class PackNotToml(PackError):
    """The text is not TOML."""


class UnknownKey(PackError):
    """A key that the schema does not have."""


class MissingKey(PackError):
    """A key that must be there."""


class WrongType(PackError):
    """A value of another type than the key takes."""


class WrongValue(PackError):
    """A value of the right type that is not allowed."""


class UnknownReference(PackError):
    """A name of an indicator, level, parameter, series, scale, source or pack that does not exist."""


class DuplicateName(PackError):
    """A name given twice, or one that the software keeps for itself."""


class ThresholdUnclear(PackError):
    """A condition with neither or both of threshold and than."""


class LevelNotAllowed(PackError):
    """A level that exists but cannot stand here."""


class TableShape(PackError):
    """Cells and cuts of a table do not fit each other."""


class ReferenceCycle(PackError):
    """Indicators or packs that need each other."""


class PlaceholderUnknown(PackError):
    """A {name} in a text for which there is no value."""


class NotUsed(PackError):
    """A parameter, indicator or series that nothing uses."""


class TooCertain(PackError):
    """A rule marked as better known than the parameters on which it rests."""


class ValidityReversed(PackError):
    """The last day of validity lies before the first."""


def closest(name: object, known: Iterable[str]) -> Message:
    """A hint: the most similar known name, or all of them (signs such as >= are never similar)."""
    names = sorted(known)
    similar = get_close_matches(str(name), [word for word in names if len(word) > 2], n=1)
    if similar:
        return message("Did you mean {name}?", name=similar[0])
    if not names:
        return message("There is none in this pack.")
    return message("Possible here: {names}.", names=tuple(names))


def _sentence(reason: Message, key: str, value: object, hint: Message | None, pack: str) -> Message:
    """Place, reason and hint as one sentence that can be shown in any language."""
    place = ": ".join(part for part in (pack, _with_value(key, value)) if part)
    if place and hint is not None:
        return message("{place}: {reason} {hint}", place=place, reason=reason, hint=hint)
    if place:
        return message("{place}: {reason}", place=place, reason=reason)
    return reason


def _with_value(key: str, value: object) -> str:
    if value is None or not key:
        return key
    shown = repr(value) if isinstance(value, str) else str(value)
    return f"{key} = {shown if len(shown) <= LONGEST_VALUE else shown[:LONGEST_VALUE] + '…'}"
