"""Background work for imports: running a batch that somebody has started."""

from django_tasks import task

from vungxanh.office.clock import now
from vungxanh.office.usecases.imports import run_batch


@task()
def run(batch_id: int) -> None:
    """Run one batch; a second call finds it done, and does nothing."""
    run_batch(batch_id, as_of=now())
