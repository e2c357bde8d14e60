"""`vungxanh cases check FILE`."""

from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from vungxanh.cli.language import _, spoken
from vungxanh.cli.options import Areas, AsJson, Mapping, OnDay, file_or_name
from vungxanh.cli.output import tell, tell_json, working
from vungxanh.messages import message

app = App(name="cases")


@app.command(
    name="check", help=_("Check a case list or a table of counts; exit code 1 when rows are refused.")
)
def check_cases(
    file: Annotated[Path, Parameter(help=_("Case list or table of counts: CSV, Excel, ODS or Parquet"))],
    /,
    *,
    areas: Areas,
    mapping: Mapping = None,
    refused: Annotated[Path | None, Parameter(help=_("Write the refused rows here, to be corrected"))] = None,
    as_of: Annotated[date | None, Parameter(help=_("Later rows are left out; default: today"))] = None,
    on: OnDay = None,
    as_json: AsJson = False,
) -> int:
    """Say how many rows are accepted, warned about and refused, and why."""
    from vungxanh.linelist import read_cases, read_mapping
    from vungxanh.tables import write_csv
    from vungxanh.territory import read_any_territory

    day = as_of or date.today()
    with working(2) as progress:
        progress(message("Reading the areas"))
        territory = read_any_territory(file_or_name(areas), on=on)
        progress(message("Checking the rows"))
        chosen = None if mapping is None else read_mapping(mapping)
        cases = read_cases(file, territory, mapping=chosen, as_of=day)
    if refused is not None:
        write_csv(cases.refused, refused)
    if as_json:
        tell_json(cases.report.to_json())
    else:
        tell(cases.report.render(spoken()))
        if refused is not None:
            tell(message("The refused rows are in {file}.", file=refused))
    return 1 if cases.refused.height else 0
