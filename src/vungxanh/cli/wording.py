"""Names of colours as the pack gives them, in the language of this run."""

from typing import TYPE_CHECKING

from vungxanh.cli.language import _, spoken

if TYPE_CHECKING:
    from vungxanh.zoning import Pack


def colour_names(pack: "Pack", area_level: str) -> dict[str, str]:
    """Name of each level id that areas of one level of the tree can have; "unknown" among them."""
    names = {level.id: level.name.render(spoken()) for level in pack.scale_for(area_level) or []}
    return names | {"unknown": _("unknown")}


def standing_names() -> dict[str, str]:
    """Words for how sure a green is."""
    return {
        "verified_green": _("verified green"),
        "green": _("not verified"),
        "not_green": _("not green"),
    }
