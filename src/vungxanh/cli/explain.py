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

    assessment = open_assessment(folder)
    explanation = assessment.explanation(area, day or assessment.last_day)
    if as_json:
        tell_json(explanation.to_json())
    else:
        tell(explanation.headline(spoken()), *explanation.sentences(spoken()))
