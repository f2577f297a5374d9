"""One paper from its receipt by the real worker to the website and away again, and the site as this machine serves it."""

from __future__ import annotations

import http.client
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mailflow.cli.site_server import make_server
from mailflow.office.site.pages import HEADERS
from tests.cli.small import small_workspace
from tests.documents.build import pdf, text
from tests.flow.command import Done, called
from tests.flow.mail import desk, mail

SCHEME = """
website = "https://oslo.secretariat.example/"

[conference.oslo.documents]
prefix = "OSLO/2031"
symbols = { paper = "{prefix}/WP.{n}" }
"""


def paper(state: str, title: str, subject: str, covering: str) -> bytes:
    """A message that brings a paper as PDF."""
    content = pdf([text(72, 760, title, 20), text(72, 700, f"Working paper submitted by {state}")])
    return mail(desk(state), covering, subject, attached={"Our paper (final2).pdf": content}).raw


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace whose conference numbers its papers."""
    folder = small_workspace(tmp_path / "office")
    config = folder / "config.toml"
    config.write_text(config.read_text(encoding="utf-8") + SCHEME, encoding="utf-8")
    return folder


def arrive(office: Path, number: int, raw: bytes) -> None:
    """A message lies in the Maildir, and the worker takes it in, answers it and ends."""
    (office / "incoming" / "new" / f"{1_900_000_000 + number}.M{number}.host").write_bytes(raw)
    done = called(office, "run", "--once")
    assert done.code == 0, done.err


def page(office: Path, path: str) -> str:
    """A page of the site in force."""
    return (office / "site" / "oslo" / "current" / path).read_text(encoding="utf-8")


def done(result: Done) -> str:
    """What a command said that went well."""
    assert result.code == 0, result.err
    return result.out


def test_paper_from_receipt_through_acceptance_revision_and_withdrawal(office: Path) -> None:
    arrive(
        office, 1, paper("Norway", "On victim assistance", "Working paper", "Please find attached a working paper.\n")
    )
    (receipt,) = called(office, "documents", "list", "--json").objects
    assert (receipt["number"], receipt["state"]) == ("PAPER/001", "received")
    (letter,) = (office / "outgoing" / "new").iterdir()
    assert b"PAPER/001" in letter.read_bytes()

    done(called(office, "publish"))
    assert "On victim assistance" not in page(office, "papers.html")
    done(called(office, "documents", "accept", "PAPER/001", "--language", "en"))
    assert "On victim assistance" not in page(office, "papers.html")
    assert "1 file." in done(called(office, "publish"))
    assert "On victim assistance" in page(office, "papers.html")
    assert "OSLO/2031/WP.1" in page(office, "documents/oslo-2031-wp-1.html")
    (file,) = (office / "site" / "oslo" / "current" / "files").iterdir()
    assert re.fullmatch(r"oslo-2031-wp-1-en-[0-9a-f]{8}\.pdf", file.name)

    revised = paper(
        "Norway", "On victim assistance, revised", "Revised paper", "Attached is a revised working paper.\n"
    )
    arrive(office, 2, revised)
    done(called(office, "documents", "revise", "OSLO/2031/WP.1", "PAPER/002", "--language", "en"))
    done(called(office, "publish"))
    assert "On victim assistance, revised" in page(office, "papers.html")
    assert "Earlier versions" in page(office, "documents/oslo-2031-wp-1.html")
    assert "WP.1/Rev.1: On victim assistance, revised" in page(office, "feed.xml")
    assert len(list((office / "site" / "oslo" / "current" / "files").iterdir())) == 2

    told = done(called(office, "documents", "withdraw", "OSLO/2031/WP.1", "--reason", "asked by Norway"))
    assert "built anew without it" in told
    everything = b"".join(f.read_bytes() for f in (office / "site").rglob("*") if f.is_file())
    assert b"victim assistance" not in everything
    assert [e["what"] for e in called(office, "documents", "show", "PAPER/001", "--json").objects[0]["acts"]] == [
        "accept",
        "accept",
        "withdraw",
    ]


def test_publish_says_what_it_did_and_where(office: Path, tmp_path: Path) -> None:
    first = called(office, "publish", "--out", str(tmp_path / "web"), "--json").objects
    second = called(office, "publish", "--out", str(tmp_path / "web"), "--json").objects
    assert [(o["folder"], o["changed"]) for o in (*first, *second)] == [
        (str(tmp_path / "web" / "current"), True),
        (str(tmp_path / "web" / "current"), False),
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [(("--conference", "lima"), 2, "no conference"), (("--out", "secrets"), 3, "holds other things")],
)
def test_wrong_use_is_told(office: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    told = called(office, "publish", *arguments)
    assert (told.code, said in told.err) == (code, True), told.err


def test_look_with_a_slip_is_told_with_file_and_line(office: Path) -> None:
    (office / "look").mkdir()
    (office / "look" / "home.html").write_text("one\n{% if %}\n", encoding="utf-8")
    config = office / "config.toml"
    config.write_text(
        config.read_text(encoding="utf-8") + '\n[conference.oslo.site]\nlook = "look"\n', encoding="utf-8"
    )
    told = called(office, "publish")
    assert (told.code, "home.html:2" in told.err) == (2, True), told.err


# Served on this machine


@contextmanager
def served(*folders: tuple[str, Path]) -> Iterator[http.client.HTTPConnection]:
    """A connection to the server of these sites."""
    with make_server(dict(folders), 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
        finally:
            server.shutdown()
            thread.join(10)


def get(connection: http.client.HTTPConnection, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer."""
    connection.request(method, path)
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


@pytest.fixture
def current(office: Path) -> Path:
    """The site of that workspace."""
    done(called(office, "publish"))
    (office / "site" / "secret.txt").write_text("not for the public", encoding="utf-8")
    return office / "site" / "oslo" / "current"


def test_pages_are_served_with_the_headers_that_a_web_server_should_send(current: Path) -> None:
    with served(("oslo", current)) as connection:
        status, headers, body = get(connection, "/")
        assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert {name: headers.get(name) for name in HEADERS} == HEADERS
        assert body == (current / "index.html").read_bytes()
        assert get(connection, "/style.css")[1]["Content-Type"].startswith("text/css")
        assert get(connection, "/", "HEAD")[2] == b""
        assert json.loads(get(connection, "/feed.json")[2])["items"] == []
        missing = get(connection, "/documents/none.html")
        assert (missing[0], b"This page does not exist" in missing[2]) == (404, True)
        assert get(connection, "/", "POST")[0] == 501


@pytest.mark.parametrize(
    "path",
    [
        "/../../secret.txt",
        "/%2e%2e/%2e%2e/secret.txt",
        "/..%2f..%2fsecret.txt",
        "/files/../../../secret.txt",
        "/..\\..\\secret.txt",
        "//etc/passwd",
        "/%00",
        "/%80",
        "/link",
        "/folder-link/secret.txt",
        "/files",
        "/files/",
    ],
)
def test_nothing_outside_of_the_site_is_served(current: Path, path: str) -> None:
    (current / "link").symlink_to(current.parent.parent / "secret.txt")
    (current / "folder-link").symlink_to(current.parent.parent)
    with served(("oslo", current)) as connection:
        connection.putrequest("GET", path)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
    assert (answer.status, b"not for the public" in body, b"root:" in body) == (404, False, False)


def test_several_sites_are_served_each_under_its_name(current: Path) -> None:
    with served(("oslo", current), ("lima", current)) as connection:
        assert get(connection, "/lima/papers.html")[0] == 200
        moved = get(connection, "/lima")
        assert (moved[0], moved[1]["Location"]) == (301, "/lima/")
        assert get(connection, "/rome/papers.html")[0] == 404


def test_only_this_machine_is_served(current: Path) -> None:
    with make_server({"oslo": current}, 0) as server:
        assert server.server_address[0] == "127.0.0.1"
