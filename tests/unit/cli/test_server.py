"""The little web server: types, compression, redirects, and nothing outside the folder."""

import gzip
import http.client
import threading
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest

from vungxanh.cli.server import NotASite, find_file, open_server


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "vi").mkdir(parents=True)
    (folder / "index.html").write_text("<p>Vùng Xanh</p>" * 50, "utf-8")
    (folder / "vi" / "index.html").write_text("<p>vi</p>", "utf-8")
    (folder / "a b.geojson").write_text("{}", "utf-8")
    (folder / "data.parquet").write_bytes(b"PAR1")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return folder


@pytest.fixture
def port(site: Path) -> Iterator[int]:
    with open_server(site, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def get(port: int, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_a_page_with_its_type(port: int) -> None:
    response, body = get(port, "/?from=mail")
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Vùng Xanh".encode() in body


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/a%20b.geojson", "application/geo+json"), ("/data.parquet", "application/vnd.apache.parquet")],
)
def test_types(port: int, path: str, kind: str) -> None:
    assert get(port, path)[0].headers["Content-Type"] == kind


def test_text_is_compressed_for_those_who_ask(port: int) -> None:
    plain = get(port, "/")[1]
    response, body = get(port, "/", **{"Accept-Encoding": "br, gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(body) < len(plain)
    assert gzip.decompress(body) == plain


def test_parquet_is_not_compressed_again(port: int) -> None:
    assert get(port, "/data.parquet", **{"Accept-Encoding": "gzip"})[0].headers["Content-Encoding"] is None


def test_head_sends_no_body(port: int) -> None:
    response, body = get(port, "/", method="HEAD")
    assert response.status == 200
    assert body == b""


def test_a_folder_is_reached_with_its_slash(port: int) -> None:
    response, _ = get(port, "/vi")
    assert (response.status, response.headers["Location"]) == (301, "/vi/")
    assert get(port, "/vi/")[1] == b"<p>vi</p>"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/vi/..%2f..%2fsecret.txt",
        "/link.txt",
        "/..%5csecret.txt",
        "/%00",
    ],
)
def test_nothing_outside_the_folder(port: int, path: str) -> None:
    response, body = get(port, path)
    assert response.status == 404
    assert b"secret" not in body


def test_a_redirect_stays_on_this_server(site: Path, port: int) -> None:
    assert find_file(site, "//vi") is not None
    assert get(port, "//vi")[0].headers["Location"] == "/vi/"


def test_a_busy_port_leads_to_the_next_one(site: Path) -> None:
    with open_server(site, "127.0.0.1", 0) as first:
        busy = first.server_address[1]
        with open_server(site, "127.0.0.1", busy) as second:
            assert busy < second.server_address[1] <= busy + 100


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotASite, match="not a folder"):
        open_server(tmp_path / "none", "127.0.0.1", 0)
