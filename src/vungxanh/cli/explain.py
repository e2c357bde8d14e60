"""`vungxanh explain DIR AREA`."""

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from vungxanh.cli.language import _, spoken
from vungxanh.cli.options import AsJson, Assessed
from vungxanh.cli.output import tell, tell_json


def explain_area(
    folder: Assessed,
    area: Annotated[str, Parameter(help=_("Code of the area"))],
    /,
    *,
    day: Annotated[date | None, Parameter(help=_("Day (YYYY-MM-DD); default: the last one"))] = None,
    as_json: AsJson = False,
) -> None:
    """The colour, the rule that decided, what must happen next."""
    from vungxanh.assessment import open_assessment
    from vungxanh.outlook import outlook_sentences

    assessment = open_assessment(folder)
    explanation = assessment.explanation(area, day or assessment.last_day)
    # The outlook begins after the last day; for an earlier day it would be hindsight.
    rows = assessment.outlook_of(area) if explanation.day == assessment.last_day else None
    if as_json:
        tell_json(explanation.to_json() | {"outlook": None if rows is None else rows.to_dicts()})
        return
    tell(explanation.headline(spoken()), *explanation.sentences(spoken()))
    if rows is not None:
        tell(*outlook_sentences(rows, assessment.pack, spoken()))
