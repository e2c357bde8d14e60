"""What the office knows about its own state: heads of the trail, files behind records, dead work."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from vungxanh.office.records.models import Assessment, ImportBatch


def known_heads() -> list[tuple[int, str]]:
    """Heads of the audit trail that assessments have kept: (number, sha256)."""
    kept = Assessment.objects.exclude(audit_sha256="").values_list("audit_number", "audit_sha256")
    return sorted(set(kept))


def lost_files() -> list[str]:
    """Uploads that are gone or changed, and folders of assessments that are gone."""
    lost = []
    for batch in ImportBatch.objects.only("stored", "sha256").iterator():
        file = Path(settings.FILES) / batch.stored
        if not file.is_file() or sha256(file.read_bytes()).hexdigest() != batch.sha256:
            lost.append(batch.stored)
    done = Assessment.objects.filter(status__in=("computed", "approved", "published"))
    lost += [name for name in done.values_list("folder", flat=True) if not _there(name)]
    return lost


def dead_work(*, before: datetime) -> list[str]:
    """Imports and assessments that have been running since before a moment."""
    batches = ImportBatch.objects.filter(status="running", started_at__lt=before)
    numbers = Assessment.objects.filter(status="computing", started_at__lt=before)
    return [
        *batches.values_list("code", flat=True),
        *(f"assessment {number}" for number in numbers.values_list("number", flat=True)),
    ]


def _there(folder: str) -> bool:
    return (Path(settings.ASSESSMENTS) / folder).is_dir()
