"""The websites on this machine, for looking at them before a web server does: loopback only, the headers that it should send."""

from __future__ import annotations

import os
import urllib.parse
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from mailflow.errors import PublishError
from mailflow.office.site.pages import HEADERS

_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "xml": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
}


def serve(folders: Mapping[str, Path], port: int) -> None:
    """Serve sites until Ctrl-C: the one site at the root, several each under its name."""
    try:
        server = make_server(folders, port)
    except OSError as error:
        raise PublishError(f"Port {port} cannot be used ({error.strerror}). Name another with --port.") from error
    where = f"http://127.0.0.1:{server.server_address[1]}/"
    with server:
        for name in folders:
            click.echo(f"{name}: {where if len(folders) == 1 else f'{where}{name}/'}")
        click.echo("Ctrl-C ends it.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("")


def make_server(folders: Mapping[str, Path], port: int) -> ThreadingHTTPServer:
    """A server on the loopback address."""
    roots = (
        {"": next(iter(folders.values()))}
        if len(folders) == 1
        else {f"{name}/": path for name, path in folders.items()}
    )

    class Handler(_Handler):
        """Knows its sites."""

        sites = roots

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


class _Handler(BaseHTTPRequestHandler):
    """Sends files of a build, and nothing that lies outside of it."""

    sites: Mapping[str, Path]
    server_version, sys_version = "mailflow", ""

    def do_GET(self) -> None:
        """A file, or the page that says there is none."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """The same without the file."""
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        asked = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path, errors="replace").removeprefix("/")
        for prefix, root in self.sites.items():
            if f"{asked}/" == prefix:
                self._redirect(f"/{prefix}")
                return
            if asked.startswith(prefix):
                self._send_file(root, asked.removeprefix(prefix), with_body)
                return
        self._send(HTTPStatus.NOT_FOUND, b"Not found.\n", "txt", with_body)

    def _send_file(self, root: Path, path: str, with_body: bool) -> None:
        path = f"{path}index.html" if path == "" or path.endswith("/") else path
        found = _read(root, path)
        if found is not None:
            self._send(HTTPStatus.OK, found, path.rpartition(".")[2], with_body)
        elif _read(root, f"{path}/index.html") is not None:
            self._redirect(f"{urllib.parse.urlsplit(self.path).path}/")
        else:
            self._send(HTTPStatus.NOT_FOUND, _read(root, "404.html") or b"Not found.\n", "html", with_body)

    def _redirect(self, to: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", "/" + to.lstrip("/"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, content: bytes, ending: str, with_body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", _TYPES.get(ending, "application/octet-stream"))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-cache")
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """What is looked at is nobody's business."""


def _read(root: Path, path: str) -> bytes | None:
    """A file of the build in force, found anew for each request; None where there is none."""
    parts = path.split("/")
    if any(part in ("", ".", "..") or "\0" in part or "\\" in part for part in parts):
        return None
    try:
        build = root.resolve(strict=True)
        file = build.joinpath(*parts)
        if file.resolve(strict=True) != file or not file.is_file():
            return None
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as stream:
        return stream.read()
