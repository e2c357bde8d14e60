"""The outlook of an assessment: futures of its counts, and the tables that are written of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.assessment import store
from vungxanh.assessment.errors import AssessmentError
from vungxanh.assessment.request import OutlookRequest
from vungxanh.epidemic import Counts
from vungxanh.messages import LANGUAGES, Message, message
from vungxanh.outlook import Outlook, WhatIf, outlook, outlook_notes, parse_what_if
from vungxanh.tables import write_long
from vungxanh.zoning import Colours

if TYPE_CHECKING:
    from vungxanh.epidemic.nowcast import Nowcast

Progress = Callable[[Message], None]

TABLE, WHAT_IFS = "outlook", "outlook-what-if"


MOST_DAYS, MOST_DRAWS = 120, 10_000


class OutlookNotPossible(AssessmentError):
    """An outlook was asked for over no days, or without a future."""


def check_outlook(asked: OutlookRequest) -> list[WhatIf]:
    """The what-ifs as understood. Raises OutlookNotPossible, WhatIfError."""
    limits = {
        "--outlook": (asked.days, 1, MOST_DAYS),
        "--to-green": (asked.to_best, 1, MOST_DAYS),
        "--draws": (asked.draws, 1, MOST_DRAWS),
        "--seed": (asked.seed, 0, 2**31 - 1),
    }
    for option, (value, least, most) in limits.items():
        if not least <= value <= most:
            raise OutlookNotPossible(
                message(
                    "{option} {value} is not possible: it must be from {least} to {most}.",
                    option=option,
                    value=value,
                    least=least,
                    most=most,
                )
            )
    return [parse_what_if(text) for text in asked.what_if]


@dataclass(frozen=True)
class Outlooks:
    """As forecast, and for each what-if; `notes` say what was assumed."""

    asked: OutlookRequest
    plain: Outlook
    what_ifs: dict[str, Outlook]
    notes: tuple[Message, ...]

    def write(self, folder: Path) -> None:
        """The files of the assessment folder; each appears whole."""
        write_long(self.plain.frame(), folder / f"{TABLE}.parquet")
        if self.what_ifs:
            write_long(self.what_if_frame(), folder / f"{WHAT_IFS}.parquet")
        else:
            (folder / f"{WHAT_IFS}.parquet").unlink(missing_ok=True)
        store.write_json(folder / f"{TABLE}.json", self.info())

    def what_if_frame(self) -> pl.DataFrame:
        """One table, told apart by the column `what_if`."""
        frames = [
            found.frame().select(pl.lit(name).alias("what_if"), pl.all())
            for name, found in self.what_ifs.items()
        ]
        return pl.concat(frames)

    def info(self) -> dict[str, Any]:
        """What was asked and assumed, for programs."""
        asked = self.asked
        return {
            "days": asked.days,
            "to_best": asked.to_best,
            "draws": asked.draws,
            "seed": asked.seed,
            "what_if": list(asked.what_if),
            "notes": [{language: note.render(language) for language in LANGUAGES} for note in self.notes],
        }


def look_out(
    colours: Colours,
    triangle: pl.DataFrame | None,
    asked: OutlookRequest,
    progress: Progress = lambda _: None,
) -> Outlooks:
    """Judge the futures of `colours`. Raises as `check_outlook`, before anything is computed."""
    wishes = check_outlook(asked)
    late = None if triangle is None or triangle.is_empty() else _nowcast(colours.counts, triangle)

    def seen(wish: WhatIf | None) -> Outlook:
        progress(message("Judging {draws} futures", draws=asked.draws))
        last = colours.counts.last
        end = last + timedelta(days=asked.days)
        change = None if wish is None else wish.change(last, end, _generation(colours))
        return outlook(
            colours,
            horizon=asked.days,
            to_best=asked.to_best,
            draws=asked.draws,
            seed=asked.seed,
            change=change,
            nowcast=late,
        )

    plain = seen(None)
    what_ifs = {wish.text: seen(wish) for wish in wishes}
    return Outlooks(asked, plain, what_ifs, outlook_notes(colours, completed_days=plain.past))


def _nowcast(counts: Counts, triangle: pl.DataFrame) -> "Nowcast":
    """The last days completed, for the areas that cases are counted in."""
    from vungxanh.epidemic.delays import triangle_of  # noqa: PLC0415 - only where cases come late
    from vungxanh.epidemic.nowcast import nowcast  # noqa: PLC0415

    territory = counts.territory
    named = set(triangle["area"].unique())
    parts = np.setdiff1d(np.arange(len(territory)), territory.parent)
    named |= {territory.codes[position] for position in parts}
    rows = [position for position, code in enumerate(territory.codes) if code in named]
    made = triangle_of(triangle, as_of=counts.as_of, areas=[territory.codes[row] for row in rows])
    return nowcast(made, parents=territory.parent[rows].astype(np.intp))


def _generation(colours: Colours) -> NDArray[np.float64] | None:
    """Of the disease that the criteria are made for; None where they are for several."""
    from vungxanh.epidemic.disease import disease_names, read_disease  # noqa: PLC0415

    packs = [read_disease(name) for name in disease_names()]
    found = [pack.generation for pack in packs if pack.title.en == colours.pack.disease]
    return found[0] if found else None
