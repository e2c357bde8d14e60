"""`vungxanh serve SITE`."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from vungxanh.cli.language import _
from vungxanh.cli.output import tell
from vungxanh.messages import message


def serve_site(
    site: Annotated[Path, Parameter(help=_("Folder of a published site"))],
    /,
    *,
    port: Annotated[int, Parameter(help=_("Port; if it is taken, the next free one"))] = 8000,
    host: Annotated[
        str, Parameter(help=_("Address to listen on; 0.0.0.0 lets other machines in"))
    ] = "127.0.0.1",
) -> None:
    """Show a site until Ctrl+C."""
    from vungxanh.cli.server import open_server

    with open_server(site, host, port) as server:
        address = f"http://{host}:{server.server_address[1]}/"
        tell(message("{site} is at {address} - Ctrl+C ends it.", site=site, address=address))
        # The address must be visible at once, also in a pipe or a log.
        print(end="", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            tell("")
