"""The web server: Granian with several processes. TLS and the public site are the reverse proxy's."""

from granian import Granian
from granian.constants import Interfaces

APPLICATION = "vungxanh.office.wsgi:application"


def serve(*, host: str, port: int, processes: int, threads: int) -> None:
    """Serve until interrupted."""
    Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=threads,
        respawn_failed_workers=True,
        log_access=False,
    ).serve()
