"""What has to be said about an outlook: which values it had to assume."""

from collections.abc import Callable

from vungxanh.messages import Message, message
from vungxanh.outlook.futures import SILENT
from vungxanh.zoning import Colours, Pack, read_pack
from vungxanh.zoning.lookback import days_in_force


def outlook_notes(
    colours: Colours, *, completed_days: int, packs: Callable[[str], Pack] = read_pack
) -> tuple[Message, ...]:
    """Assumptions that these counts and this pack make necessary."""
    counts = colours.counts
    notes = []
    kept = sorted(set(days_in_force(colours.pack, packs)) & set(counts.extra))
    if kept:
        notes.append(
            message(
                "Outlook: further values keep their last value while it is in force: {names}",
                names=tuple(kept),
            )
        )
    if counts.reported is not None and not (speaks := counts.reported[:, -SILENT:].any(axis=1)).all():
        notes.append(
            message(
                "Outlook: {number} areas have not reported for {days} days and stay unknown.",
                number=int((~speaks).sum()),
                days=SILENT,
            )
        )
    if completed_days:
        notes.append(
            message(
                "Outlook: late reports of the last {days} days are added as the nowcast expects them.",
                days=completed_days,
            )
        )
    return tuple(notes)
