"""Indicator values of protected areas: replaced by the bound that the deciding condition itself states.

"3 cases in 14 days (threshold 1)" becomes "≥ 1 cases in 14 days (threshold 1)": no more than the colour and
the published criteria already say. Other conditions are left out, since two bounds can enclose a count.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, replace

import polars as pl

from vungxanh.messages import Language, show_number
from vungxanh.publishing.marks import SUPPRESSED_MARK
from vungxanh.zoning.explanation import Explanation, Finding
from vungxanh.zoning.pack import Condition, Pack, Test, conditions_in

SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<"}
OPPOSITE = {">=": "<", ">": "≤", "<=": ">", "<": "≥"}


@dataclass(frozen=True)
class BoundedFinding(Finding):
    """A finding without its value; `sign` says on which side of the threshold the value lies."""

    sign: str = ""

    def value_shown(self, language: Language) -> str:
        """The bound, or the mark of a suppressed value where the threshold must not be told either."""
        if self.threshold is None or not self.sign:
            return SUPPRESSED_MARK
        return f"{self.sign} {show_number(self.threshold, language)}"

    def sentence(self, language: Language) -> str:
        """The pack's sentence with the bound filled in."""
        threshold = SUPPRESSED_MARK if self.threshold is None else show_number(self.threshold, language)
        said = self.text.render(language).replace("{value}", self.value_shown(language))
        return said.replace("{threshold}", threshold)


def mask_explanation(said: Explanation) -> Explanation:
    """The explanation without numbers that would tell the counts of a small area."""
    conditions = {condition.id: condition for condition in all_conditions(said.pack)}

    def bounded(finding: Finding | None) -> Finding | None:
        return None if finding is None else _bounded(finding, conditions[finding.condition])

    deciding = bounded(said.deciding)
    return replace(
        said,
        deciding=deciding,
        barrier=bounded(said.barrier),
        also=(),
        blocking=() if deciding is None else (deciding,),
        open=tuple(_bounded(finding, conditions[finding.condition]) for finding in said.open),
    )


def mask_values(colours: pl.DataFrame, protected: Collection[str], pack: Pack) -> pl.DataFrame:
    """The colours with `value_shown` as text; for protected areas `value` is emptied and that is a bound."""
    kept = [c for c in colours.columns if c != "value_shown"]
    hidden = pl.col("area").is_in(list(protected))
    # A bound that is another indicator of the same area is as telling as the value.
    free = hidden & pl.col("_own_threshold").not_()
    bound = pl.concat_str(pl.col("_sign") + " ", _number("threshold"))
    has_value = pl.col("value").is_not_null()
    return (
        colours.join(_signs(pack), on="decided_by", how="left", maintain_order="left")
        .with_columns(threshold=pl.when(~free.fill_null(hidden)).then("threshold"))
        .with_columns(
            value=pl.when(~hidden).then("value"),
            value_shown=pl.when(has_value & hidden)
            .then(pl.coalesce(bound, pl.lit(SUPPRESSED_MARK)))
            .otherwise(_number("value")),
        )
        .select(*kept, "value_shown")
    )


def all_conditions(pack: Pack) -> Iterator[Condition]:
    """Every condition of a pack; their ids occur once."""
    for criteria in pack.criteria:
        tests: list[Test] = [rule.when for rule in criteria.rules]
        tests += [step.when for step in criteria.raises]
        tests += [] if criteria.no_improvement_when is None else [criteria.no_improvement_when]
        for test in tests:
            yield from conditions_in(test)


def _bounded(finding: Finding, condition: Condition) -> Finding:
    given = {f.name: getattr(finding, f.name) for f in fields(Finding)}
    signs = {True: SIGNS, False: OPPOSITE, None: {}}[finding.state]
    given |= {"value": None, "value_upper": None}
    given["threshold"] = finding.threshold if condition.than is None else None
    return BoundedFinding(**given, sign=signs.get(condition.op, ""))


def _signs(pack: Pack) -> pl.DataFrame:
    rows = [(c.id, SIGNS[c.op], c.than is None) for c in all_conditions(pack)]
    schema = {"decided_by": pl.String, "_sign": pl.String, "_own_threshold": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _number(name: str) -> pl.Expr:
    return pl.col(name).round(2).cast(pl.String).str.replace(r"\.0$", "")
