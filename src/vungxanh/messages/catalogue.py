"""Translation catalogues: one .po file per room and language, merged when first used.

The .po text is the only form kept in the repository; nothing has to be compiled on a fresh machine.
"""

from collections.abc import Callable
from functools import cache
from gettext import GNUTranslations
from importlib.resources import files
from io import BytesIO
from typing import Literal, get_args

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@cache
def translator(language: Language) -> Callable[[str], str]:
    """The function that turns an English sentence of ours into `language`."""
    merged: GNUTranslations | None = None
    folder = files("vungxanh") / "locale" / language
    for po in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not po.name.endswith(".po"):
            continue
        compiled = BytesIO()
        write_mo(compiled, read_po(BytesIO(po.read_bytes()), locale=language))
        compiled.seek(0)
        translations = GNUTranslations(compiled)
        if merged is not None:
            translations.add_fallback(merged)
        merged = translations
    return merged.gettext if merged is not None else _unchanged


def _unchanged(sentence: str) -> str:
    return sentence
