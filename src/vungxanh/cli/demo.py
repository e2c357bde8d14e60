"""`vungxanh demo`: the whole way from an officer's case list to a public site, on a simulated outbreak."""

import shutil
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from vungxanh.cli.assess import show_summary
from vungxanh.cli.demo_office import fill_demo_office, serving_office
from vungxanh.cli.language import _
from vungxanh.cli.output import tell, working
from vungxanh.cli.serve import serve_site
from vungxanh.messages import Message, VungXanhError, message

if TYPE_CHECKING:
    from vungxanh.demo import Simulated

CRITERIA = "hcmc-emulation-2021"
AREAS = "district6-2021"
STEPS = 25
WEEKS = 3
"""Snapshots that are published, a week apart: the last one scores the forecasts of those before it."""

MARK = "made-by-vungxanh-demo.txt"


class FolderInUse(VungXanhError):
    """The folder holds something that the demo did not make."""


def run_demo(
    *,
    out: Annotated[Path, Parameter(help=_("Folder to write; an earlier demo there is replaced"))] = Path(
        "demo-out"
    ),
    serve: Annotated[bool, Parameter(help=_("Serve the site and the office at the end"))] = True,
    office: Annotated[
        bool, Parameter(help=_("Fill an office with the same outbreak: the confidential side"))
    ] = True,
    seed: Annotated[int, Parameter(help=_("Another seed, another outbreak"))] = 6,
    port: Annotated[int, Parameter(help=_("Port; if it is taken, the next free one"))] = 8000,
) -> None:
    """Simulate an outbreak, publish three weeks of it, fill an office with it; serve both."""
    from vungxanh.assessment import open_assessment
    from vungxanh.demo import simulate

    prepare_folder(out)
    with working(STEPS) as progress:
        progress(message("Simulating an outbreak"))
        simulated = simulate(out / "input", seed=seed)
        for number, as_of in enumerate(publication_days(simulated.as_of), start=1):
            refused = _assess(simulated, as_of, out, progress)
            progress(message("Looking ahead: Rt, forecast, outlook, clusters, freedom from infection"))
            _look_ahead(out / "assessment")
            progress(message("Writing the pages"))
            _publish(out, number)
    if office:
        fill_demo_office(simulated, out / "office")
    tell(message("Simulated case list: {file}", file=simulated.cases_xlsx))
    tell(message("Refused rows, to be corrected: {number}", number=refused))
    show_summary(open_assessment(out / "assessment"))
    tell(message("Public site: {folder}", folder=out / "site"))
    if not serve:
        return
    with serving_office(out / "office", port + 1) if office else nullcontext():
        serve_site(out / "site", port=port)


def prepare_folder(out: Path) -> None:
    """An empty, marked folder. Only what an earlier demo made is removed."""
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / MARK).is_file())):
        raise FolderInUse(message("{folder} is not an earlier demo; nothing was changed.", folder=out))
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    (out / MARK).write_text("vungxanh demo\n", "utf-8")


def publication_days(last: date) -> list[date]:
    """The days that the snapshots are of, the last one last."""
    return [last - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]


def site_folder(out: Path, number: int) -> Path:
    """Where a snapshot goes; the last one, which is served, has the plain name."""
    return out / ("site" if number == WEEKS else f"site-{number}")


def _assess(simulated: "Simulated", as_of: date, out: Path, progress: Callable[[Message], None]) -> int:
    """Assess the officer's list as known on a day; how many rows were refused."""
    from vungxanh.assessment import OutlookRequest, Request, assess

    request = Request(
        cases=simulated.cases_xlsx,
        areas=AREAS,
        criteria=CRITERIA,
        as_of=as_of,
        inputs=simulated.inputs,
        outlook=OutlookRequest(what_if=("none", "rt=0.9")) if as_of == simulated.as_of else OutlookRequest(),
    )
    return assess(request, out / "assessment", progress=progress).refused.height


def _look_ahead(folder: Path) -> None:
    """The nightly run, in this process: one district is one shard. The assessment has its outlook."""
    from vungxanh.assessment import open_assessment
    from vungxanh.nightly import PARTS, Plan, chosen, nightly

    assessment = open_assessment(folder)
    nightly(assessment, chosen(assessment, Plan(), only=[part for part in PARTS if part != "outlook"]))


def _publish(out: Path, number: int) -> None:
    from vungxanh.campaign import read_plan
    from vungxanh.publishing import publish

    period = read_plan().period
    publish(
        out / "assessment",
        site_folder(out, number),
        previous=None if number == 1 else site_folder(out, number - 1),
        key=None,
        now=datetime.now(UTC),
        league_period=(period.start, period.stop),
    )
