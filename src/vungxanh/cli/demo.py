"""`vungxanh demo`: the whole way from an officer's case list to a public site, on a simulated outbreak."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from vungxanh.cli.assess import show_summary
from vungxanh.cli.language import _
from vungxanh.cli.output import tell, working
from vungxanh.cli.serve import serve_site
from vungxanh.messages import Message, VungXanhError, message

if TYPE_CHECKING:
    from vungxanh.demo import Simulated

CRITERIA = "hcmc-emulation-2021"
AREAS = "district6-2021"
STEPS = 9
MARK = "made-by-vungxanh-demo.txt"


class FolderInUse(VungXanhError):
    """The folder holds something that the demo did not make."""


def run_demo(
    *,
    out: Annotated[Path, Parameter(help=_("Folder to write; an earlier demo there is replaced"))] = Path(
        "demo-out"
    ),
    serve: Annotated[bool, Parameter(help=_("Serve the site at the end"))] = True,
    seed: Annotated[int, Parameter(help=_("Another seed, another outbreak"))] = 6,
    port: Annotated[int, Parameter(help=_("Port; if it is taken, the next free one"))] = 8000,
) -> None:
    """Simulate, check, assess, publish, serve."""
    from vungxanh.assessment import open_assessment
    from vungxanh.demo import simulate

    prepare_folder(out)
    with working(STEPS) as progress:
        progress(message("Simulating an outbreak"))
        simulated = simulate(out / "input", seed=seed)
        refused = _assess(simulated, out, progress)
        progress(message("Writing the pages"))
        _publish(out)
    tell(message("Simulated case list: {file}", file=simulated.cases_xlsx))
    tell(message("Refused rows, to be corrected: {number}", number=refused))
    show_summary(open_assessment(out / "assessment"))
    tell(message("Public site: {folder}", folder=out / "site"))
    if serve:
        serve_site(out / "site", port=port)


def prepare_folder(out: Path) -> None:
    """An empty, marked folder. Only what an earlier demo made is removed."""
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / MARK).is_file())):
        raise FolderInUse(message("{folder} is not an earlier demo; nothing was changed.", folder=out))
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    (out / MARK).write_text("vungxanh demo\n", "utf-8")


def _assess(simulated: "Simulated", out: Path, progress: Callable[[Message], None]) -> int:
    """Assess the officer's list; how many rows were refused."""
    from vungxanh.assessment import Request, assess

    request = Request(
        cases=simulated.cases_xlsx,
        areas=AREAS,
        criteria=CRITERIA,
        as_of=simulated.as_of,
        inputs=simulated.inputs,
    )
    return assess(request, out / "assessment", progress=progress).refused.height


def _publish(out: Path) -> None:
    from vungxanh.campaign import read_plan
    from vungxanh.publishing import publish

    period = read_plan().period
    publish(
        out / "assessment",
        out / "site",
        previous=None,
        key=None,
        now=datetime.now(UTC),
        league_period=(period.start, period.stop),
    )
