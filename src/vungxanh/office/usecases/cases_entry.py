"""A line list typed by hand: its good rows are stored in one act, each once however often it is sent."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.db import IntegrityError

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.records.folding import name_key
from vungxanh.office.records.models import Case
from vungxanh.office.records.queries.people import people_for
from vungxanh.office.usecases.cases import CaseValues, NewCase, report_cases
from vungxanh.office.usecases.cases_rows import Row, read_row
from vungxanh.office.usecases.people import PersonValues, day_of

MOST = 500
SYSTEM = "entry"
KEY = re.compile(r"[A-Za-z0-9-]{8,60}\Z")


class NotAList(VungXanhError):
    """What was sent is no list of rows."""


@dataclass
class Entered:
    """What became of the rows, by their keys: stored cases, and what is wrong or doubtful with the others."""

    stored: dict[str, Case] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)


def check_rows(rows: Mapping[str, Mapping[str, str]], *, by: Actor, as_of: datetime) -> dict[str, Row]:
    """What is wrong or doubtful with each row; nothing is stored."""
    _check_shape(rows)
    read = {key: read_row(cells, by=by, today=day_of(as_of)) for key, cells in rows.items()}
    _doubt_known(read, by)
    return read


def enter_rows(*, by: Actor, as_of: datetime, rows: Mapping[str, Mapping[str, str]]) -> Entered:
    """Store the rows that nothing is wrong with. `key` is given by the browser: a key is stored once."""
    _check_shape(rows)
    try:
        return _enter(rows, by, as_of)
    except IntegrityError:
        # The same rows were being stored by the answer that got lost: now they are there.
        return _enter(rows, by, as_of)


def _enter(rows: Mapping[str, Mapping[str, str]], by: Actor, as_of: datetime) -> Entered:
    done = Entered(stored=_stored(list(rows), by))
    fresh = {key: cells for key, cells in rows.items() if key not in done.stored}
    done.rows = check_rows(fresh, by=by, as_of=as_of) if fresh else {}
    good = [key for key, row in done.rows.items() if not row.wrong]
    if good:
        new = [_new(done.rows[key], key, by) for key in good]
        cases = report_cases(by=by, as_of=as_of, rows=new)
        done.stored |= dict(zip(good, cases, strict=True))
    done.rows = {key: row for key, row in done.rows.items() if row.wrong}
    return done


def _new(row: Row, key: str, by: Actor) -> NewCase:
    marks: Any = {"source_system": SYSTEM, "source_id": _source(key, by)}
    person, case = row.person | marks, row.case | marks
    return NewCase(person=cast(PersonValues, person), values=cast(CaseValues, case))


def _stored(keys: Sequence[str], by: Actor) -> dict[str, Case]:
    """Cases that were stored from these rows before."""
    wanted = {_source(key, by): key for key in keys}
    found = Case.objects.filter(source_system=SYSTEM, source_id__in=list(wanted)).select_related("person")
    return {wanted[case.source_id]: case for case in found}


def _source(key: str, by: Actor) -> str:
    """Rows belong to who typed them: nobody learns from a guessed key what others entered."""
    return f"{by.user_id}:{key}"


def _doubt_known(rows: Mapping[str, Row], by: Actor) -> None:
    """Names that are known with the same year of birth, here or in another row: perhaps the same person."""
    keys = {key: (name_key(row.person["full_name"]), _year(row)) for key, row in rows.items()}
    names = {name for name, year in keys.values() if name and year}
    known = people_for(by.scope).filter(name_key__in=names, merged_into=None)
    codes: dict[tuple[str, int | None], str] = {
        (p.name_key, p.birth_year): p.code for p in known.only("name_key", "birth_year", "code", "area__name")
    }
    seen: set[tuple[str, int | None]] = set()
    for key, who in keys.items():
        if who in codes:
            said = message("{code} has the same name and year of birth.", code=codes[who])
            rows[key].doubtful.setdefault("full_name", said)
        elif who in seen and who[0] and who[1]:
            said = message("Another row has the same name and year of birth.")
            rows[key].doubtful.setdefault("full_name", said)
        seen.add(who)


def _year(row: Row) -> int | None:
    born = row.person.get("birth_date")
    return born.year if born else row.person.get("birth_year")


def _check_shape(rows: Mapping[str, Mapping[str, str]]) -> None:
    if len(rows) > MOST:
        raise NotAList(message("At most {n} rows at once: save some first.", n=MOST))
    if not all(KEY.match(key) for key in rows):
        raise NotAList(message("What was sent cannot be used."))
