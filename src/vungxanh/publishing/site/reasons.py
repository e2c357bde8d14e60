"""Why a stretch of days had its colour, in one sentence: for histories, where an explanation is too long."""

from functools import cached_property

from vungxanh.messages import Message, message
from vungxanh.publishing.site.atlas import Run
from vungxanh.publishing.site.tongue import Tongue
from vungxanh.zoning import Condition, Pack
from vungxanh.zoning.pack import conditions_in

FIXED = {
    "all_clear": message("No condition of a worse colour holds."),
    "holding": message("A better colour has been counted, but must last longer."),
    "missing": message("Data are missing; unknown is not green."),
}
BOUNDS = {">=": "≥", ">": ">", "<=": "≤", "<": "<"}


class Reasons:
    """The sentences of one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    @cached_property
    def conditions(self) -> dict[str, Condition]:
        """Every condition of the pack by id."""
        tests = [rule.when for criteria in self.pack.criteria for rule in criteria.rules]
        for criteria in self.pack.criteria:
            tests += [raised.when for raised in criteria.raises]
            tests += [criteria.no_improvement_when] if criteria.no_improvement_when else []
        return {condition.id: condition for test in tests for condition in conditions_in(test)}

    def sentence(self, run: Run, tongue: Tongue) -> str:
        """What decided on the first day of a run, with the values of that day."""
        condition = self.conditions.get(run.why)
        if condition is not None:
            text = condition.text.render(tongue.language)
            return text.replace("{value}", _value(run, condition, tongue)).replace(
                "{threshold}", "?" if run.threshold is None else tongue.number(run.threshold)
            )
        table = next((c.table for c in self.pack.criteria if c.table and c.table.id == run.why), None)
        if table is not None:
            name = table.text.render(tongue.language)
            return name.replace("{row}", "…").replace("{column}", "…")
        return tongue.render(FIXED.get(run.why, Message("{why}", {"why": run.why})))


def _value(run: Run, condition: Condition, tongue: Tongue) -> str:
    """The value; where it must stay hidden, only what the condition itself says."""
    if run.value is not None:
        return tongue.number(run.value)
    return "?" if run.threshold is None else f"{BOUNDS[condition.op]} {tongue.number(run.threshold)}"
