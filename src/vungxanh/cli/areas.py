"""`vungxanh areas show AREAS` and `vungxanh areas check AREAS`."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, Parameter

from vungxanh.cli.language import _
from vungxanh.cli.options import AsJson, Neighbours, OnDay, file_or_name
from vungxanh.cli.output import tell, tell_json, tell_table
from vungxanh.messages import message

if TYPE_CHECKING:
    from vungxanh.territory import Territory

app = App(name="areas")

AreasFile = Annotated[str, Parameter(help=_("File of areas, or a built-in territory: district6-2021"))]


@app.command(name="show", help=_("List the areas: code, name, level, parent, population."))
def show_areas(
    areas: AreasFile,
    /,
    *,
    level: Annotated[
        Literal["group", "quarter", "ward", "district", "province"] | None,
        Parameter(help=_("Only areas of this level")),
    ] = None,
    on: OnDay = None,
    as_json: AsJson = False,
) -> None:
    """One line per area."""
    from vungxanh.territory import read_any_territory

    territory = read_any_territory(file_or_name(areas), on=on)
    chosen = range(len(territory)) if level is None else territory.at_level(level).tolist()
    rows = [_row(territory, position) for position in chosen]
    if as_json:
        tell_json(rows)
        return
    headings = (_("Code"), _("Name"), _("Level"), _("Parent"), _("Population"))
    tell_table(headings, [tuple(row.values()) for row in rows])


@app.command(name="check", help=_("Read a file of areas and say how it was understood."))
def check_areas(
    areas: AreasFile, /, *, on: OnDay = None, neighbours: Neighbours = None, as_json: AsJson = False
) -> None:
    """Areas per level, what is known of them, and what was noticed."""
    from vungxanh.territory import read_any_territory

    territory = read_any_territory(file_or_name(areas), on=on, neighbours=neighbours)
    found = Counter(territory.levels)
    without_people = sum(
        row["population"] is None for row in (_row(territory, p) for p in range(len(territory)))
    )
    if as_json:
        tell_json(
            {
                "day": territory.day,
                "areas": {level: found[level] for level in territory.present_levels},
                "without_population": without_people,
                "shapes": territory.shapes is not None,
                "schematic": territory.schematic,
                "neighbours_known": territory.neighbours.known,
                "notes": list(territory.notes),
            }
        )
        return
    tell(message("Areas valid on {day}:", day=territory.day))
    tell(
        *(
            message("  {level}: {number}", level=level, number=found[level])
            for level in territory.present_levels
        )
    )
    tell(message("Without population: {number}", number=without_people))
    tell(_("Shapes: yes") if territory.shapes else _("Shapes: none, so there is no map"))
    tell(_("Neighbours: known") if territory.neighbours.known else _("Neighbours: not known"))
    tell(*territory.notes)


def _row(territory: "Territory", position: int) -> dict[str, object]:
    parent, people = int(territory.parent[position]), float(territory.population[position])
    return {
        "code": territory.codes[position],
        "name": territory.names[position],
        "level": territory.levels[position],
        "parent": territory.codes[parent] if parent >= 0 else None,
        "population": None if people != people else round(people),  # noqa: PLR0124 - nan is not itself
    }
