"""Areas of rows: found as the pipeline finds them, and refused outside the importer's own."""

import numpy as np

from vungxanh.linelist.places import find_places, judge_places
from vungxanh.linelist.verdicts import Verdicts
from vungxanh.messages import message
from vungxanh.office.records.models import Area
from vungxanh.office.usecases.imports.cells import Cells
from vungxanh.office.usecases.imports.kind import Fault, Sheet

OUTSIDE = message("the place is outside the areas that you may enter records for")
PLACE_FIELDS = ("group", "quarter", "ward", "district", "province", "area_code", "group_code", "quarter_code",
                "ward_code", "district_code", "province_code")  # fmt: skip


def read_areas(sheet: Sheet, cells: Cells, permission: str) -> list[Area | None]:
    """The area of every row, None where it has a fault."""
    source = sheet.source
    verdicts = Verdicts(source.frame.height, source.row_number, source.columns.of)
    places = find_places(source, sheet.territory)
    judge_places(places, verdicts)
    cells.take(verdicts)
    tops = sheet.by.scope.paths(permission)
    allowed = np.array([any(area.path.startswith(top) for top in tops) for area in sheet.areas])
    field = next((name for name in PLACE_FIELDS if name in source.columns.of), "ward")
    found: list[Area | None] = []
    for record, position in enumerate(places.area.to_list()):
        if position is not None and not allowed[position]:
            cells.faults.append(Fault(record, field, cells.shown(field, record), OUTSIDE))
            position = None  # noqa: PLW2901 - refused
        found.append(None if position is None else sheet.areas[position])
    return found
