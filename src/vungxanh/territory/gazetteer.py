"""What a code means on which day: 27373 was Phường 4 in 2021 and is Bình Tiên since July 2025."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Dated:
    """An area with its first and last day, both inclusive; None is open."""

    code: str
    name: str
    level: str
    begins: date | None = None
    ends: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the area exists on `day`."""
        return (self.begins or date.min) <= day <= (self.ends or date.max)


class Gazetteer:
    """Areas of many days, looked up by code and day."""

    def __init__(self, areas: Iterable[Dated]) -> None:
        self._by_code: dict[str, list[Dated]] = {}
        for area in areas:
            self._by_code.setdefault(area.code, []).append(area)

    def area_on(self, code: str, day: date) -> Dated | None:
        """The area that `code` means on `day`; None when it means nothing then."""
        return next((area for area in self._by_code.get(code, []) if area.valid_on(day)), None)

    def meanings(self, code: str) -> tuple[Dated, ...]:
        """Everything that the code has ever meant, oldest first."""
        return tuple(sorted(self._by_code.get(code, []), key=lambda area: area.begins or date.min))
