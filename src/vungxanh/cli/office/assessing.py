"""`vungxanh office assess`."""

from datetime import UTC, date, datetime
from typing import Annotated

from cyclopts import Parameter

from vungxanh.cli.language import _
from vungxanh.cli.office.running import Home
from vungxanh.cli.output import tell
from vungxanh.messages import message


def assess_day(
    *,
    home: Home = None,
    as_of: Annotated[
        date | None, Parameter(help=_("The day that is assessed (default: today, YYYY-MM-DD)"))
    ] = None,
) -> None:
    """Compute an assessment from the records; it waits for the approval of a person."""
    from vungxanh.office.commands.starting import must_be_set_up, start

    start(home)
    must_be_set_up()
    from vungxanh.office.access import Actor
    from vungxanh.office.clock import today
    from vungxanh.office.usecases.assessments import assess_records

    made = assess_records(by=Actor.machine("command"), as_of=as_of or today(), known_at=datetime.now(UTC))
    tell(message("Assessment {number} of {day} waits for approval.", number=str(made.number), day=made.as_of))
