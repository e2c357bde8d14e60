"""Areas by code, as spreadsheets leave codes."""

from vungxanh.territory.territory import Territory


class CodeIndex:
    """The codes of a territory; a spreadsheet's 775.0 and lost leading zeros are understood."""

    def __init__(self, territory: Territory) -> None:
        self._exact = territory.index
        self._unpadded: dict[str, list[int]] = {}
        for position, code in enumerate(territory.codes):
            self._unpadded.setdefault(code.lstrip("0"), []).append(position)

    def find(self, typed: str) -> int | None:
        """The position of the code; zeros may be missing or added where no other code is meant then."""
        text = typed.strip()
        if text in self._exact:
            return self._exact[text]
        text = text.removesuffix(".0")
        if not (text.isascii() and text.isdigit()):
            return None
        same = self._unpadded.get(text.lstrip("0"), [])
        return same[0] if len(same) == 1 else None
