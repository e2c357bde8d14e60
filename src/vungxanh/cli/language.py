"""Which language the command line speaks; chosen once, before anything is said."""

from collections.abc import Mapping, Sequence
from contextvars import ContextVar

from vungxanh.messages import LANGUAGES, Language, VungXanhError, message, translator

_spoken: ContextVar[Language] = ContextVar("spoken", default="vi")


class UnknownLanguage(VungXanhError):
    """--language or VUNGXANH_LANG names a language that we do not speak."""


def spoken() -> Language:
    """The language of this run."""
    return _spoken.get()


def speak(language: Language) -> None:
    """From now on say everything in `language`."""
    _spoken.set(language)


def _(sentence: str) -> str:
    """A sentence without values (help texts) in the language of this run."""
    return translator(spoken())(sentence)


def choose_language(tokens: Sequence[str], environment: Mapping[str, str]) -> tuple[Language, list[str]]:
    """The language asked for, and the tokens without `--language`, which may stand anywhere.

    It is taken out before the commands are parsed, because their help texts already need it.
    """
    rest: list[str] = []
    asked = environment.get("VUNGXANH_LANG", "")
    waiting = False
    for token in tokens:
        if waiting:
            asked, waiting = token, False
        elif token == "--language":
            waiting = True
        elif token.startswith("--language="):
            asked = token.partition("=")[2]
        else:
            rest.append(token)
    if waiting:
        raise UnknownLanguage(message("--language needs a value: {known}.", known=LANGUAGES))
    return _named(asked) if asked else _of_the_system(environment), rest


def _named(asked: str) -> Language:
    for language in LANGUAGES:
        if asked.lower().startswith(language):
            return language
    raise UnknownLanguage(
        message("Language {asked} is not known. Known: {known}.", asked=asked, known=LANGUAGES)
    )


def _of_the_system(environment: Mapping[str, str]) -> Language:
    return "en" if environment.get("LANG", "").lower().startswith("en") else "vi"
