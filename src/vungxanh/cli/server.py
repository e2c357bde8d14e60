"""A small static web server for looking at a site: right types, gzip, nothing outside the folder."""

import gzip
import socket
import sys
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from vungxanh.messages import VungXanhError, message

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".toml": "application/toml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".parquet": "application/vnd.apache.parquet",
}
COMPRESSIBLE = ("text/", "application/json", "application/geo+json", "application/manifest+json",
                "application/xml", "application/toml", "image/svg+xml")  # fmt: skip
PORTS_TO_TRY = 100


class NoFreePort(VungXanhError):
    """The port and those after it are taken."""


class NotASite(VungXanhError):
    """The folder cannot be served."""


def open_server(site: Path, host: str, port: int) -> ThreadingHTTPServer:
    """A server on `port`, or on the next free one after it."""
    if not site.is_dir():
        raise NotASite(message("{site} is not a folder.", site=site))
    for candidate in range(port, port + PORTS_TO_TRY if port else 1):
        try:
            return _Server((host, candidate), handler_for(site))
        except (PermissionError, socket.gaierror) as error:
            place, reason = f"{host}:{candidate}", error.strerror or str(error)
            said = message("Cannot listen on {place}: {reason}.", place=place, reason=reason)
            raise NoFreePort(said) from error
        except OSError:
            continue
    raise NoFreePort(message("No free port from {port} on.", port=str(port)))


def free_port(host: str, port: int) -> int:
    """`port`, or the next one after it that nobody listens on."""
    for candidate in range(port, port + PORTS_TO_TRY):
        with socket.socket() as probe:
            if probe.connect_ex((host, candidate)):
                return candidate
    raise NoFreePort(message("No free port from {port} on.", port=str(port)))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Windows would let a second server quietly share a port that is in use.
    allow_reuse_address = sys.platform != "win32"


def handler_for(site: Path) -> type[BaseHTTPRequestHandler]:
    """The request handler of one site."""

    class Handler(_SiteHandler):
        root = site.resolve()

    return Handler


class _SiteHandler(BaseHTTPRequestHandler):
    root: Path
    protocol_version = "HTTP/1.1"
    server_version = "vungxanh"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer(self.wfile.write)

    def do_HEAD(self) -> None:
        self._answer(lambda _: None)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Nothing: who looked at what is nobody's business."""

    def _answer(self, write: Callable[[bytes], object]) -> None:
        path = unquote(urlsplit(self.path).path)
        file = find_file(self.root, path)
        if file is not None and file.name == "index.html" and not path.endswith(("/", "index.html")):
            self._redirect(urlsplit(self.path).path + "/")
            return
        status = HTTPStatus.OK if file else HTTPStatus.NOT_FOUND
        self._send(status, file or find_file(self.root, "/404.html"), write)

    def _send(self, status: HTTPStatus, file: Path | None, write: Callable[[bytes], object]) -> None:
        kind = TYPES.get(file.suffix.lower(), "application/octet-stream") if file else TYPES[".txt"]
        body, packed = self._body(file, kind) if file else (b"404", False)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-cache")
        if packed:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        write(body)

    def _body(self, file: Path, kind: str) -> tuple[bytes, bool]:
        welcome = "gzip" in self.headers.get("Accept-Encoding", "")
        if welcome and kind.startswith(COMPRESSIBLE):
            return packed_bytes(file, file.stat().st_mtime_ns), True
        return file.read_bytes(), False

    def _redirect(self, place: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        # One slash only: "//host" would be another server.
        self.send_header("Location", "/" + place.lstrip("/"))
        self.send_header("Content-Length", "0")
        self.end_headers()


def find_file(root: Path, path: str) -> Path | None:
    """The file that a URL path means; None if there is none or it lies outside `root`."""
    if "\0" in path or "\\" in path:
        return None
    file = (root / path.lstrip("/")).resolve()
    if not file.is_relative_to(root):
        return None
    file = file / "index.html" if file.is_dir() else file
    return file if file.is_file() else None


@lru_cache(maxsize=64)
def packed_bytes(file: Path, modified: int) -> bytes:
    """The file's content, gzipped; `modified` keeps a changed file from being served stale."""
    return gzip.compress(file.read_bytes(), compresslevel=6, mtime=modified // 1_000_000_000)
