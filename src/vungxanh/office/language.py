"""The office's sentences in the language of the request."""

from typing import cast

from django.utils.functional import lazystr
from django.utils.translation import get_language

from vungxanh.messages import LANGUAGES, Language, Message, translator
from vungxanh.messages.wording import show


def spoken() -> Language:
    """The language of this request; Vietnamese where none was chosen."""
    code = (get_language() or "vi")[:2]
    return code if code in LANGUAGES else "vi"


def say(text: str, **values: object) -> str:
    """An English literal of ours in the language of the request; `{names}` take the values."""
    language = spoken()
    shown = {name: show(value, language) for name, value in values.items()}
    return translator(language)(text).format(**shown)


def tell(said: Message) -> str:
    """A message in the language of the request."""
    return said.render(spoken())


class Later:
    """A sentence that is translated when it is shown: for labels of forms, which outlive a request."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return say(self.text)


def _(text: str) -> str:
    """Marks a literal that is translated each time it is shown."""
    return cast(str, lazystr(Later(text)))
