"""A small district for publishing tests: a town ward, a ward of two hamlets, and a ward of islanders.

X district 40,000
  W1 ward 25,000              no quarters
  W2 ward 12,000              quarters Q1 2,000 and Q2 9,000
  W3 ward  3,000 (small)
"""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from vungxanh.assessment import Request, assess

FIRST, AS_OF = date(2021, 6, 1), date(2021, 6, 20)

AREAS = """code,name,level,parent,population
Q1,Hamlet 1,quarter,W2,2000
Q2,Hamlet 2,quarter,W2,9000
W1,=Ward 1,ward,X,25000
W2,Ward 2,ward,X,12000
W3,Ward 3,ward,X,3000
X,District X,district,,40000
"""

CASES: dict[tuple[str, int], int] = {("W1", 3): 2, ("Q1", 5): 1, ("W3", 7): 3, ("W1", 9): 12, ("Q2", 12): 4}
"""Cases by area and day of June."""


def assessed(folder: Path, cases: Mapping[tuple[str, int], int] = CASES, as_of: date = AS_OF) -> Path:
    """The assessment folder of these cases."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "areas.csv").write_text(AREAS, "utf-8")
    rows = [f"{area},{FIRST + timedelta(days=day - 1)},{n}" for (area, day), n in cases.items()]
    (folder / "cases.csv").write_text("\n".join(["area,day,cases", *rows]) + "\n", "utf-8")
    request = Request(
        cases=folder / "cases.csv",
        areas=folder / "areas.csv",
        criteria="vn-2686-2021",
        as_of=as_of,
        first=FIRST,
        absent="zero",
        data_through=as_of,
    )
    assess(request, folder / "assessment")
    return folder / "assessment"
