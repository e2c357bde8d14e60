"""The parts of `benchmarks.office` that need Django, each in a process of its own."""

import json
import os
import random
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import django
import numpy as np
import polars as pl
import xlsxwriter

django.setup()

from django.conf import settings  # noqa: E402 - after the set-up
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402

from benchmarks import office_data as data  # noqa: E402
from vungxanh.demo.names import full_name  # noqa: E402
from vungxanh.office.access import Actor  # noqa: E402
from vungxanh.office.records.models import Area, Case, Contact, Grant, Person, Sample, User  # noqa: E402
from vungxanh.office.usecases.areas import load_areas  # noqa: E402
from vungxanh.office.usecases.assessments import approve_assessment, assess_records  # noqa: E402
from vungxanh.office.usecases.imports import run_file  # noqa: E402
from vungxanh.territory import read_any_territory  # noqa: E402

SIZE = data.Size(50_000, 100_000, 100_000) if os.environ.get("OFFICE_SMALL") else data.Size()
MACHINE = Actor.machine("benchmark")
ROWS = 10_000 if os.environ.get("OFFICE_SMALL") else 100_000
READERS, WRITERS = 50, 10
HEADERS = (
    "Mã ca bệnh", "Họ và tên", "Năm sinh", "Giới tính", "Điện thoại", "Phường", "Quận", "Nơi phát hiện",
    "Ngày khởi phát", "Ngày lấy mẫu", "Ngày báo cáo",
)  # fmt: skip
NOW = datetime.combine(data.FIRST + timedelta(days=data.DAYS), datetime.min.time(), UTC)


def prepare() -> None:
    """Tables and areas, once."""
    call_command("migrate", verbosity=0)
    if not Area.objects.exists():
        file = Path(settings.HOME) / "areas.csv"
        file.parent.mkdir(parents=True, exist_ok=True)
        data.city(SIZE).write_csv(file)
        load_areas(read_any_territory(file), by=MACHINE, as_of=data.EPOCH)


def seed() -> None:
    """The whole city."""
    prepare()
    rng = np.random.default_rng(1)
    areas = pl.DataFrame(list(Area.objects.filter(level="quarter").order_by("id").values("id", "path")))
    names = [full_name(rng, str(rng.choice(["male", "female"]))) for _ in range(60_000)]
    people = data.people_frame(SIZE.cases + SIZE.contacts * 7 // 10, _next(Person), areas, names, rng)
    data.copy_in(Person, people)
    cases = data.cases_frame(SIZE, people, rng, _next(Case))
    data.copy_in(Case, cases)
    data.copy_in(Contact, data.contacts_frame(SIZE, cases, people, rng))
    data.copy_in(Sample, data.samples_frame(SIZE, cases, people, rng))
    for model in (Person, Case, Contact, Sample):
        data.write_history(model)
    _facts(cases, names)
    print(
        "   cases",
        Case.objects.count(),
        "contacts",
        Contact.objects.count(),
        "samples",
        Sample.objects.count(),
    )


def assess() -> None:
    """One assessment of the whole city, approved, so that the dashboard has something to show."""
    made = assess_records(by=MACHINE, as_of=NOW.date(), known_at=NOW)
    other = Actor(User.objects.order_by("id")[0].pk, "other", MACHINE.scope)
    approve_assessment(by=other, as_of=NOW, assessment_id=made.pk)


def import_rows(into: str) -> None:
    """An Excel list of new cases, the whole way."""
    prepare()
    file = Path(settings.HOME) / f"new-{into}.xlsx"
    _write_list(file)
    begun = time.perf_counter()
    counts = run_file(file, kind="cases", by=MACHINE, as_of=NOW)
    taken = time.perf_counter() - begun
    print(
        f"   {ROWS} rows in {taken:.1f} s = {taken / ROWS * 1e3:.2f} ms a row (goal: 100,000 in 180 s)"
        f"\n   {counts}"
    )


def _write_list(file: Path) -> None:
    rng = np.random.default_rng(7)
    wards = list(Area.objects.filter(level="ward").values_list("name", "parent__name"))
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEADERS)
        for row in range(1, ROWS + 1):
            male = bool(rng.random() < 0.5)
            name, sex = full_name(rng, "male" if male else "female"), "Nam" if male else "Nữ"
            phone, born = f"0{rng.integers(10**8, 10**9)}", int(rng.integers(1930, 2020))
            place = wards[int(rng.integers(0, len(wards)))]
            sheet.write_row(row, 0, (f"{file.stem}-{row}", name, born, sex, phone, *place, "Cộng đồng"))
            report = datetime.combine(data.FIRST, datetime.min.time()) + timedelta(
                days=int(rng.integers(5, data.DAYS))
            )
            for back, column in ((3, 8), (1, 9), (0, 10)):
                sheet.write_datetime(row, column, report - timedelta(days=back), day)


def _facts(cases: pl.DataFrame, names: list[str]) -> None:
    """What the people at work need: sessions, cases, wards, things to search for."""
    dice = random.Random(3)
    top = Area.objects.order_by("path")[0]
    wards = list(Area.objects.filter(level="ward").order_by("path"))
    sessions = []
    for number in range(READERS + WRITERS + 1):
        email = f"officer{number}@example.org"
        user = User(username=email, email=email, full_name=f"Officer {number}")
        user.set_unusable_password()
        user.save()
        Grant.objects.create(
            user=user,
            role="epidemiologist",
            area=top,
            area_path=top.path,
            valid_from=date(2020, 1, 1),
            granted_at=NOW,
        )
        session = SessionStore()
        session["_auth_user_id"] = str(user.pk)
        session["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
        session["_auth_user_hash"] = user.get_session_auth_hash()
        session.create()
        sessions.append(session.session_key)
    some = [dice.randrange(cases.height) for _ in range(2_000)]
    asked = [dice.choice(names) for _ in range(100)] + [cases["code"][i] for i in some[:50]]
    asked += ["nguyen van", "tran thi", "le minh tuan"]
    facts = {
        "sessions": sessions, "readers": READERS, "writers": WRITERS, "asked": asked,
        "cases": [int(cases["id"][i]) for i in some], "wards": [ward.pk for ward in wards],
        "days": [str(cases["report_date"][i]) for i in some[:200]],
    }  # fmt: skip
    Path(os.environ["OFFICE_FACTS"]).write_text(json.dumps(facts), "utf-8")


def _next(model: type[Person] | type[Case]) -> int:
    last = model._default_manager.order_by("-id").values_list("id", flat=True).first()
    return (last or 0) + 1


if __name__ == "__main__":
    match sys.argv[1]:
        case "import-empty" | "import-full" as into:
            import_rows(into)
        case "seed":
            seed()
        case "assess":
            assess()
