"""A sentence with values in it, translated only when it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vungxanh.messages.catalogue import Language, translator
from vungxanh.messages.wording import show


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with {named} places, and the values that go there."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def render(self, language: Language = "en") -> str:
        """The sentence in `language`; dates and numbers as that language writes them."""
        shown = {name: show(value, language) for name, value in self.values.items()}
        return translator(language)(self.text).format(**shown)

    def __str__(self) -> str:
        return self.render("en")


def message(text: str, **values: object) -> Message:
    """A message; `text` is a literal so that the catalogues can find it."""
    return Message(text, values)
