"""Cases of a day, their outbreaks, and the contacts that were listed for them."""

from datetime import date, timedelta
from typing import Any

from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.models import Area, Case, Contact, Outbreak, Person
from vungxanh.office.records.store import insert_many
from vungxanh.office.usecases.contacts.due import set_due
from vungxanh.office.usecases.simulated.days import World, after, at, day_of

DISEASE = "covid19"
KINDS = ("household", "work", "neighbour", "market")
OTHERS = 1.6
"""Contacts listed for a case who do not fall ill, on average."""


def report_cases(world: World, day: date, rows: list[dict[str, Any]]) -> list[Case]:
    """Store the day's cases with their people; sources are linked where the list knows them."""
    _outbreaks(world, day, rows)
    with day_of(day, "case.report") as entry:
        wanted = [
            (_area(world, row), row["sex"], row["birth_year"], f"Tổ {row['group_number']}") for row in rows
        ]
        people = insert_many(world.new_people(wanted), entry=entry, model=Person)
        cases = [_case(world, row, person) for row, person in zip(rows, people, strict=True)]
        insert_many(cases, entry=entry, model=Case)
        world.cases |= {case.code: case for case in cases}
    return cases


def list_contacts(world: World, day: date, cases: list[Case]) -> list[Contact]:
    """F1 edges: of known sources to the new cases, and of the new cases to people who stay well."""
    with day_of(day, "contact.list") as entry:
        linked = [case for case in cases if case.source_case is not None]
        edges = [
            _edge(world, day, case.person, case.source_case, became=case)
            for case in linked
            if case.source_case
        ]
        others = world.rng.poisson(OTHERS, len(cases)).tolist()
        wanted = [
            (
                case.area,
                str(world.rng.choice(["male", "female"])),
                int(world.rng.integers(1945, 2016)),
                case.group_name,
            )
            for case, count in zip(cases, others, strict=True)
            for _ in range(count)
        ]
        people = iter(insert_many(world.new_people(wanted), entry=entry, model=Person))
        edges += [
            _edge(world, day, next(people), case)
            for case, count in zip(cases, others, strict=True)
            for _ in range(count)
        ]
        for edge, code in zip(edges, next_codes("contact", len(edges)) if edges else [], strict=True):
            edge.code = code
        return insert_many(edges, entry=entry, model=Contact)


def _outbreaks(world: World, day: date, rows: list[dict[str, Any]]) -> None:
    fresh = {r["cluster"]: r for r in rows if r["cluster"] and r["cluster"] not in world.outbreaks}
    if not fresh:
        return
    with day_of(day, "outbreak.open") as entry:
        made = [
            Outbreak(
                code=code,
                name=f"Ổ dịch {code} - {_area(world, row).name}",
                disease=DISEASE,
                area=_area(world, row),
                area_path=_area(world, row).path,
                kind="residential",
                began=row["onset_date"] or row["sample_date"],
            )
            for code, row in fresh.items()
        ]
        world.outbreaks |= {o.code: o for o in insert_many(made, entry=entry, model=Outbreak)}


def _case(world: World, row: dict[str, Any], person: Person) -> Case:
    area = person.area
    closed = after(row["report_date"], 21) <= world.last
    return Case(
        code=row["case_id"],
        person=person,
        disease=DISEASE,
        area=area,
        area_path=area.path,
        group_name=person.group_name,
        classification="confirmed",
        status="notified"
        if after(row["report_date"], 2) > world.last
        else "closed"
        if closed
        else "under_care",
        outcome="recovered" if closed else "pending",
        outcome_date=after(row["report_date"], 21) if closed else None,
        onset_date=row["onset_date"],
        sample_date=row["sample_date"],
        result_date=row["result_date"],
        report_date=row["report_date"],
        found_in=row["found_in"],
        lockdown=_point(world, row),
        source_known=row["source_known"] or "",
        source_case=world.cases.get(row["source_case"] or ""),
        outbreak=world.outbreaks.get(row["cluster"] or ""),
        sampled="yes",
        test_kind="rt-pcr",
        test_result="positive",
        care="inpatient",
        facility="Bệnh viện dã chiến (mô phỏng)",
        admission_date=row["report_date"],
        reporter="Trạm Y tế (mô phỏng)",
        reporting_unit=area.name,
        note="Dữ liệu mô phỏng",
    )


def _point(world: World, row: dict[str, Any]) -> Any:
    return (
        world.lockdowns.get((row["quarter_code"], row["group_number"]))
        if row["found_in"] == "lockdown"
        else None
    )


def _edge(world: World, day: date, person: Person, source: Case, became: Case | None = None) -> Contact:
    """An edge listed when the source was reported; newer ones still wait for a call."""
    listed = max(
        source.report_date, source.report_date if became is None else became.report_date - timedelta(days=4)
    )
    age = (world.last - day).days
    status = "became_case" if became else "finished" if age > 14 else "isolating" if age > 1 else "listed"
    met = (source.onset_date or source.sample_date or source.report_date) - timedelta(days=1)
    edge = Contact(
        person=person,
        degree=1,
        source_case=source,
        area=person.area,
        area_path=person.area_path,
        source_area_path=source.area_path,
        first_exposure=met,
        last_exposure=met + timedelta(days=int(world.rng.integers(0, 3))),
        place=source.person.area.name,
        kind=str(world.rng.choice(KINDS)),
        listed_at=at(min(listed, day)),
        status=status,
        reached_at=None if status == "listed" else at(day),
        isolating_since=day if status in ("isolating", "finished") else None,
        followed=min(after(day, 14), after(world.last, -int(world.rng.integers(0, 3)))) if age else None,
        closed_at=at(after(day, 14)) if status == "finished" else at(day) if became else None,
        became_case=became,
    )
    set_due(edge, disease=DISEASE)
    return edge


def _area(world: World, row: dict[str, Any]) -> Area:
    return world.areas[row["quarter_code"]]
