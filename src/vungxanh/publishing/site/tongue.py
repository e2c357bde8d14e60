"""Tongue: one language as pages speak it: sentences, dates, numbers, names of levels."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from vungxanh.messages import Language, Message, message, show_date, show_number, translator
from vungxanh.messages.wording import show

AREA_LEVELS = {
    "group": message("neighbourhood group"),
    "quarter": message("quarter"),
    "ward": message("ward or commune"),
    "district": message("district"),
    "province": message("province or city"),
}
AREA_LEVELS_PLURAL = {
    "group": message("Neighbourhood groups"),
    "quarter": message("Quarters"),
    "ward": message("Wards and communes"),
    "district": message("Districts"),
    "province": message("Provinces and cities"),
}
WEEKDAYS = (
    message("Monday"),
    message("Tuesday"),
    message("Wednesday"),
    message("Thursday"),
    message("Friday"),
    message("Saturday"),
    message("Sunday"),
)


@dataclass(frozen=True)
class Tongue:
    """Everything of a page that depends on the language; translations are looked up once."""

    language: Language
    known: dict[str, str] = field(default_factory=dict)
    look_up: Callable[[str], str] | None = None

    @classmethod
    def of(cls, language: Language) -> "Tongue":
        """The tongue of one language."""
        return cls(language, {}, translator(language))

    def say(self, text: str, **values: object) -> str:
        """A sentence with its values; the name `_` and `t` of templates."""
        translated = self.known.get(text)
        if translated is None:
            translated = self.look_up(text) if self.look_up else text
            self.known[text] = translated
        return translated.format(**{name: self.show(value) for name, value in values.items()})

    def show(self, value: object) -> str:
        """A value as this language writes it."""
        return show(value, self.language)

    def render(self, said: Message) -> str:
        """A message in this language."""
        return said.render(self.language)

    def day(self, day: date) -> str:
        """A date in full."""
        return show_date(day, self.language)

    def day_short(self, day: date) -> str:
        """Day and month, for axes."""
        return day.strftime("%d/%m") if self.language == "vi" else day.strftime("%m-%d")

    def month(self, day: date) -> str:
        """Month and year."""
        return day.strftime("%m/%Y") if self.language == "vi" else day.strftime("%Y-%m")

    def number(self, value: float, decimals: int = 1) -> str:
        """A number with this language's separators."""
        return show_number(value, self.language, decimals)

    def area_level(self, level: str) -> str:
        """What one area of this level is called."""
        return self.render(AREA_LEVELS[level])

    def area_levels(self, level: str) -> str:
        """What areas of this level are called together, as a heading."""
        return self.render(AREA_LEVELS_PLURAL[level])
