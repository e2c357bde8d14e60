"""The method page: the pack in words. Nothing here knows any rule; all comes from the pack."""

from itertools import pairwise

from vungxanh.messages import message
from vungxanh.publishing.disclosure_rule import DisclosureRule
from vungxanh.publishing.site.palette import UNKNOWN_SWATCH, Swatch
from vungxanh.publishing.site.press import Press
from vungxanh.zoning import Condition, Criteria
from vungxanh.zoning.pack import Table

UNITS = {
    "days": message("days"),
    "cases": message("cases"),
    "people": message("people"),
    "areas": message("places"),
    "years": message("years"),
}


def write_method(press: Press, rule: DisclosureRule) -> None:
    """Write method.html."""
    wording = Wording(press)
    view = press.view
    press.page(
        f"{press.tongue.language}/method.html",
        "method.html.j2",
        current="method",
        context=view.context,
        rule=rule,
        looks=list(view.palette.all()),
        unknown=UNKNOWN_SWATCH,
        scales=[
            (name, list(zip(view.palette.scales[name], levels, strict=True)))
            for name, levels in view.atlas.pack.scales.items()
        ],
        general=wording.general,
        bands=wording.bands,
        table_text=wording.table_text,
        cell_words=wording.cell,
        look_of=wording.look_of,
        criteria_title=wording.criteria_title,
        unit=lambda name: press.tongue.render(UNITS[name]) if name in UNITS else name,
        amount=view.atlas.pack.number,
    )


class Wording:
    """Pieces of the pack as sentences of one language."""

    def __init__(self, press: Press) -> None:
        self.press, self.pack, self.tongue = press, press.view.atlas.pack, press.tongue

    def general(self, condition: Condition) -> str:
        """The condition without a day's value: "community cases in 14 days ≥ 1"."""
        name = self.indicator(condition.indicator)
        sign = {">=": "≥", "<=": "≤"}.get(condition.op, condition.op)
        if condition.than is not None:
            return f"{name} {sign} {self.indicator(condition.than)}"
        assert condition.threshold is not None  # the reader of packs refuses a condition with neither
        return f"{name} {sign} {self.tongue.number(self.pack.number(condition.threshold), 2)}"

    def indicator(self, name: str) -> str:
        """What an indicator is called."""
        return self.pack.indicator(name).name.render(self.tongue.language)

    def bands(self, indicator: str, cuts: list[float | str]) -> list[str]:
        """The bands between the cuts: "< 20", "20 – < 50", "≥ 50", the first with the indicator's name."""
        numbers = [self.tongue.number(self.pack.number(cut), 2) for cut in cuts]
        between = [f"{low} – < {high}" for low, high in pairwise(numbers)]
        found = [f"< {numbers[0]}", *between, f"≥ {numbers[-1]}"]
        return [f"{self.indicator(indicator)}: {found[0]}", *found[1:]]

    def table_text(self, table: Table) -> str:
        """What a table decides by, without a day's values."""
        text = table.text.render(self.tongue.language)
        return text.replace("{row}", "…").replace("{column}", "…")

    def cell(self, criteria: Criteria, cell: str | list[str]) -> str:
        """A cell in words."""
        either = [cell] if isinstance(cell, str) else cell
        joined = self.tongue.say("or").join((" ", " "))
        return joined.join(self.press.zone(self.look_of(criteria, level)) for level in either)

    def look_of(self, criteria: Criteria, level: str) -> Swatch:
        """The look of one level of the criteria's scale."""
        looks = self.press.view.palette.scales[criteria.scale]
        return next((look for look in looks if look.id == level), UNKNOWN_SWATCH)

    def criteria_title(self, criteria: Criteria) -> str:
        """For which levels of the tree the criteria hold."""
        return ", ".join(self.tongue.area_levels(level) for level in criteria.applies_to)
