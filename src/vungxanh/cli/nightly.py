"""`vungxanh nightly DIR`."""

import os
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from vungxanh.cli.language import _
from vungxanh.cli.options import AsJson
from vungxanh.cli.output import tell, tell_json, tell_table, working
from vungxanh.messages import message


def run_nightly(
    folder: Annotated[Path, Parameter(help=_("Folder that 'assess' wrote"))],
    /,
    *,
    disease: Annotated[
        str | None, Parameter(help=_("Disease pack: covid19, dengue, influenza, measles or FILE.toml"))
    ] = None,
    horizon: Annotated[int, Parameter(help=_("Days ahead"))] = 14,
    draws: Annotated[int, Parameter(help=_("Futures per area that are coloured"))] = 100,
    replicas: Annotated[int, Parameter(help=_("Monte Carlo replicas of the cluster scan"))] = 99,
    previous: Annotated[
        Path | None, Parameter(help=_("Assessment folder of the run before: late reports, known clusters"))
    ] = None,
    only: Annotated[list[str] | None, Parameter(help=_("Only these tables"))] = None,
    seed: Annotated[int, Parameter(help=_("Another seed, other random draws"))] = 0,
    processes: Annotated[int | None, Parameter(help=_("Worker processes; default: one per core"))] = None,
    ray: Annotated[
        str | None, Parameter(help=_("Work on a Ray cluster: its address, or 'local' to start one here"))
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Nowcast, Rt, forecast, outlook, clusters and freedom from infection of every area of an assessment."""
    from vungxanh.assessment import open_assessment
    from vungxanh.nightly import Plan, chosen, in_processes, nightly, on_ray

    assessment = open_assessment(folder)
    plan = chosen(
        assessment,
        Plan(disease=disease, horizon=horizon, draws=draws, replicas=replicas, seed=seed),
        only=only,
    )
    if ray is None:
        runner = in_processes(processes or os.cpu_count() or 1)
    else:
        runner = on_ray(None if ray == "local" else ray)
    with working() as progress:
        rows = nightly(assessment, plan, previous=previous, run=runner, progress=progress)
    if as_json:
        tell_json(rows)
        return
    tell_table((_("Table"), _("Rows")), list(rows.items()))
    tell(message("The tables are in {folder}.", folder=folder / "epi"))
