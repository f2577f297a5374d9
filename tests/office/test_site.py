"""The pages of the website: what stands in them, in which form, and what never does."""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import re
import warnings
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.errors import LookError, PublishError
from mailflow.office import registering
from mailflow.office.registering import Offered
from mailflow.office.site.building import Published, publish
from mailflow.office.site.contents import contents, slug
from mailflow.office.site.pages import HEADERS, LOOK, POLICY, Site, pages
from mailflow.store import Store
from tests.office.documents import ROSTER, WELLINGTON, Archive, at, paper

ADDRESS = "https://wellington.secretariat.example/"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></head><body>Other page",
    "{{ 7 * 7 }} {% raw %}",
    "javascript:alert(1)",
    "Title\u202eexe.fdp\u2066 turned",
    "]]><x/> & &amp; &#60;",
    '‘single’ "double" `back` \'',
    "\x00\x0b\x1b[31m control \ud800",
    "../../etc/passwd",
    "A" * 5000,
    "ورقة عمل بشأن إزالة الألغام",
    "关于受害者援助的工作文件",
]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    store = Store.open(tmp_path / "mailflow.db", create=True)
    yield Archive(store)
    store.close()


def published(archive: Archive, folder: Path, **other: Any) -> Published:
    """The site as it is now."""
    return publish(archive.store, archive.conference, ROSTER, folder, **({"address": ADDRESS} | other))


def built(archive: Archive, folder: Path, **other: Any) -> dict[str, bytes]:
    """All files of the site by path."""
    current = published(archive, folder, **other).folder.resolve()
    return {f.relative_to(current).as_posix(): f.read_bytes() for f in current.rglob("*") if f.is_file()}


def text(site: dict[str, bytes], path: str) -> str:
    """A page as text."""
    return site[path].decode()


@pytest.fixture
def full(archive: Archive) -> Archive:
    """One of everything."""
    first = archive.accept(archive.receive("Definitions and technical features", submitters=["AUT"]))
    archive.revise(first, archive.receive("Definitions, revised"))
    archive.revise(first, change="corr")
    second = archive.accept(archive.receive("Les périodes de transition", language="fr", party="CIV"))
    registering.add(archive.clerk, second, "en", Offered("x.txt", b"Text.\n"), title="Transition periods")
    archive.accept(archive.receive("Too late", at=at(2027, 5, 4)))
    archive.accept(archive.receive("Opening words", kind="statement"), session="opening", speaker="Ms Ngata", place=2)
    archive.accept(archive.receive("First words", kind="statement", party="AUT"), session="opening", place=1)
    archive.accept(archive.receive("Other words", kind="statement", party="CRI"))
    archive.accept(archive.receive("Our national report", kind="contribution"))
    archive.receive("Never accepted")
    archive.receive("Forged", effective=False)
    registering.reject(archive.clerk, archive.receive("Rejected"), "no")
    registering.withdraw(archive.clerk, archive.accept(archive.receive("Withdrawn")), "asked")
    return archive


@pytest.fixture
def site(full: Archive, tmp_path: Path) -> dict[str, bytes]:
    return built(full, tmp_path / "site")


def html(site: dict[str, bytes]) -> dict[str, str]:
    """The web pages."""
    return {path: content.decode() for path, content in site.items() if path.endswith(".html")}


def parsed(page: str) -> ElementTree.Element:
    """A page as a tree. Raises `html5lib`'s error where it is not valid HTML."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree: ElementTree.Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return tree


def test_only_what_was_accepted_is_there(site: dict[str, bytes]) -> None:
    everything = b"\n".join(site.values()).decode("utf-8", "replace")
    for title in ("Never accepted", "Forged", "Rejected", "Withdrawn"):
        assert title not in everything
    for title in ("Definitions, revised", "Transition periods", "Too late", "Opening words", "Our national report"):
        assert title in everything
    files = {hashlib.sha256(content).hexdigest() for path, content in site.items() if path.startswith("files/")}
    listed = dict(reversed(line.split("  ")) for line in text(site, "SHA256SUMS").splitlines())  # type: ignore[misc]
    assert set(listed.values()) == files
    assert {path for path in site if path.startswith("files/")} == set(listed)


def test_nothing_private_is_there(site: dict[str, bytes]) -> None:
    pages_of_ours = b"\n".join(content for path, content in site.items() if not path.startswith("files/")).decode()
    assert set(re.findall(r"[\w.+-]+@[\w.-]+", pages_of_ours)) == {"wellington@secretariat.example"}
    for private in ("Paper.pdf", "Rewi Tamihana", "desk@", "mfa.norway"):
        assert private not in pages_of_ours


def test_every_page_is_valid_html(site: dict[str, bytes]) -> None:
    for path, page in html(site).items():
        assert parsed(page) is not None, path


def test_every_link_leads_to_a_file(site: dict[str, bytes]) -> None:
    for path, page in html(site).items():
        tree = parsed(page)
        for attribute in ("href", "src"):
            for element in tree.iter():
                target = element.get(attribute)
                if target is None or target.startswith("mailto:"):
                    continue
                found = urlsplit(target)
                assert (found.scheme, found.netloc) == ("", ""), f"{path} leads elsewhere: {target}"
                base = "" if path == "404.html" else posixpath.dirname(path)
                reached = posixpath.normpath(
                    posixpath.join(base, unquote(found.path).lstrip("/") or posixpath.basename(path))
                )
                assert reached in site, f"{path}: {target}"
                if found.fragment:
                    ids = {e.get("id") for e in parsed(site[reached].decode()).iter()}
                    assert found.fragment in ids, f"{path}: {target}"


def test_no_page_lacks_what_a_screen_reader_needs(site: dict[str, bytes]) -> None:
    for path, page in html(site).items():
        tree = parsed(page)
        body = tree.find("body")
        assert body is not None
        language = "fr" if path.startswith("fr/") else "en"
        assert (tree.get("lang"), tree.get("dir")) == (language, "ltr"), path
        assert len(list(tree.iter("h1"))) == 1, path
        assert body[0].get("href") == "#content"
        assert next(tree.iter("main")).get("id") == "content"
        assert all(nav.get("aria-label") for nav in tree.iter("nav"))
        levels = [int(e.tag[1]) for e in tree.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)]
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)
        for table in tree.iter("table"):
            caption = table.find("caption")
            assert caption is not None, path
            assert "".join(caption.itertext()).strip(), path
            assert all(th.get("scope") for th in table.iter("th")), path
            # Without its roles a table that a phone lays out as blocks would be none to a screen reader.
            assert {e.get("role") for e in table.iter("td")} <= {"cell"}, path
        ids = [e.get("id") for e in tree.iter() if e.get("id")]
        assert len(ids) == len(set(ids)), path
        title = next(tree.iter("title")).text
        assert title, path
        assert title.strip(), path


def test_no_page_runs_or_loads_anything_active(site: dict[str, bytes]) -> None:
    for path, page in html(site).items():
        tree = parsed(page)
        assert not {e.tag for e in tree.iter()} & {"script", "iframe", "object", "embed", "form", "base", "style"}, path
        assert not [name for e in tree.iter() for name in e.attrib if name.startswith("on") or name == "style"], path
        policies = [m.get("content") for m in tree.iter("meta") if m.get("http-equiv") == "Content-Security-Policy"]
        assert policies == [POLICY], path
    assert "default-src 'none'" in POLICY
    assert not re.search(r"unsafe|https?:|\*|script-src|object-src|data:", POLICY)
    headers = text(site, "_headers")
    assert all(f"{name}: {value}" in headers for name, value in HEADERS.items())


def test_style_sheet_loads_nothing_from_elsewhere(site: dict[str, bytes]) -> None:
    assert not re.search(r"@import|url\(|https?:", text(site, "style.css"))


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "paper"),
        ("soft", "paper"),
        ("soft", "wash"),
        ("link", "paper"),
        ("link", "wash"),
        ("on-deep", "deep"),
        ("on-deep-soft", "deep"),
        ("ink", "note"),
    ],
)
def test_every_text_has_the_contrast_that_weak_eyes_need(ink: str, ground: str, scheme: str) -> None:
    css = (LOOK / "style.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", blocks[0]))
    if scheme == "dark":
        colours |= dict(re.findall(r"--([\w-]+): (#\w{6})", blocks[1]))
    light, dark = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
    # WCAG 2.2, 1.4.3: 4.5 to 1.
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_each_language_of_the_conference_has_its_pages(site: dict[str, bytes]) -> None:
    english, french = text(site, "papers.html"), text(site, "fr/papers.html")
    assert "Transition periods" in english
    assert "Les périodes de transition" in french
    assert "Autriche et Norvège" in french
    assert 'lang="en" dir="auto">Definitions, revised' in french
    assert set(site) >= {"fr/index.html", "fr/feed.xml", "fr/feed.json"}
    assert not [path for path in site if path.startswith("es/")]


def test_papers_stand_in_the_order_of_their_numbers(archive: Archive, tmp_path: Path) -> None:
    for n in range(1, 13):
        archive.accept(archive.receive(f"Paper {n}"))
    page = text(built(archive, tmp_path / "site"), "papers.html")
    found = [int(n) for n in re.findall(r"documents/ccm-wlg-2027-wp-(\d+)\.html\"><span", page)]
    assert found == list(range(1, 13))


def test_statements_stand_by_session_in_speaking_order(site: dict[str, bytes]) -> None:
    page = text(site, "statements.html")
    order = [
        page.index(words) for words in ("Opening", "First words", "Opening words", "Other statements", "Other words")
    ]
    assert order == sorted(order)
    assert "Ms Ngata" in page


def test_late_document_says_so(site: dict[str, bytes]) -> None:
    assert "issued as an information paper" in text(site, "documents/ccm-wlg-2027-inf-1.html")


def test_replaced_version_is_kept_on_the_page_of_its_document(site: dict[str, bytes]) -> None:
    page = text(site, "documents/ccm-wlg-2027-wp-1.html")
    body = page.index('id="earlier"')
    assert page.index("Definitions, revised") < body < page.rindex("Definitions and technical features")
    assert len(re.findall(r'href="\.\./files/ccm-wlg-2027-wp-1-rev-1-en-\w{8}\.pdf"', page)) >= 1


def test_files_have_names_of_our_making_with_size_and_checksum(site: dict[str, bytes]) -> None:
    for path in site:
        if path.startswith("files/"):
            assert re.fullmatch(r"files/[a-z0-9-]+\.(?:pdf|txt)", path)
    path, content = next((p, c) for p, c in site.items() if "wp-2-fr" in p)
    page = text(site, "documents/ccm-wlg-2027-wp-2.html")
    assert hashlib.sha256(content).hexdigest() in page
    assert f"{len(content) / 1000:.1f} kB" in page or f"{len(content)} bytes" in page
    assert path in page


# Feeds


def test_atom_feed_is_well_formed_and_its_entries_have_identities(site: dict[str, bytes]) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(site["feed.xml"])  # noqa: S314  # written by us
    ids = [entry.findtext(f"{atom}id") for entry in feed.iter(f"{atom}entry")]
    assert len(ids) == len(set(ids)) > 5
    assert all(id is not None and id.startswith("tag:wellington.secretariat.example,2000:oslo/") for id in ids)
    for entry in feed.iter(f"{atom}entry"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", entry.findtext(f"{atom}updated") or "")
        assert entry.find(f"{atom}author/{atom}name") is not None
        for link in entry.iter(f"{atom}link"):
            assert (link.get("href") or "").removeprefix(ADDRESS) in site


def test_json_feed_says_the_same(site: dict[str, bytes]) -> None:
    feed = json.loads(site["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert all(item["url"].removeprefix(ADDRESS) in site for item in feed["items"])
    assert "CCM/WLG/2027/WP.1/Rev.1: Definitions, revised" in [item["title"] for item in feed["items"]]


def test_sitemap_names_every_page(site: dict[str, bytes]) -> None:
    found = set(re.findall(rf"<loc>{ADDRESS}(.*?)</loc>", text(site, "sitemap.xml")))
    paths = {p.removesuffix("index.html") for p in site if p.endswith(".html") and p != "404.html"}
    assert found == paths


def test_site_without_an_address_has_relative_links_and_no_sitemap(full: Archive, tmp_path: Path) -> None:
    site = built(full, tmp_path / "site", address="")
    assert "sitemap.xml" not in site
    assert 'href="documents/ccm-wlg-2027-wp-1.html"' in text(site, "feed.xml")
    assert "tag:secretariat.example,2000:oslo/" in text(site, "feed.xml")


# Hostile words


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_title_and_names_stay_text(archive: Archive, tmp_path: Path, title: str) -> None:
    received = archive.receive("x", name="..%2f<b>'\"&.pdf", content=paper())
    archive.accept(received, title=title, speaker=title)
    archive.accept(archive.receive("y", kind="statement"), title=title, session="opening", speaker=title)
    site = built(archive, tmp_path / "site")
    for path, page in html(site).items():
        tree = parsed(page)
        assert not {e.tag for e in tree.iter()} & {"script", "img", "x", "b"}, path
        assert len(list(tree.iter("title"))) == 1
    for path in ("feed.xml", "sitemap.xml", "fr/feed.xml"):
        ElementTree.fromstring(site[path])  # noqa: S314  # written by us
    json.loads(site["feed.json"])
    assert all(re.fullmatch(r"[A-Za-z0-9_./-]+", path) and ".." not in path for path in site)


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_any_text_becomes_a_safe_part_of_an_address(words: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug(words))


def test_documents_whose_names_would_be_one_get_two_pages(archive: Archive, tmp_path: Path) -> None:
    archive.with_scheme(paper="A.B/{n}")
    archive.accept(archive.receive("One"))
    archive.with_scheme(paper="A/B.{n}")
    archive.accept(archive.receive("Two"))
    site = built(archive, tmp_path / "site")
    assert {p for p in site if p.startswith("documents/")} == {
        "documents/a-b-1-paper-001.html",
        "documents/a-b-1-paper-002.html",
    }
    assert len([p for p in site if p.startswith("files/")]) == 2


def test_right_to_left_pages_say_so(full: Archive) -> None:
    from dataclasses import replace

    conference = replace(WELLINGTON, languages=("ar",), titles={"ar": "مؤتمر ويلينغتون"})
    arabic = contents(full.register, conference, ROSTER, "ar")
    page = pages(Site("oslo", "", "secretariat.example", (arabic,)))["papers.html"].decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert "الوثائق" in page


# Building


def test_same_record_gives_the_same_bytes(full: Archive, tmp_path: Path) -> None:
    assert built(full, tmp_path / "one") == built(full, tmp_path / "two")
    again = published(full, tmp_path / "one")
    assert again.changed is False


def test_withdrawn_document_is_gone_from_the_site_and_the_disk(full: Archive, tmp_path: Path) -> None:
    built(full, tmp_path / "site")
    registering.withdraw(full.clerk, full.version("CCM/WLG/2027/WP.2"), "asked")
    after = built(full, tmp_path / "site")
    assert not [path for path in after if "wp-2" in path]
    everything = b"".join(f.read_bytes() for f in (tmp_path / "site").rglob("*") if f.is_file())
    assert "Les périodes de transition".encode() not in everything
    assert len(list((tmp_path / "site" / "builds").iterdir())) == 1


def test_damaged_build_is_made_anew(full: Archive, tmp_path: Path) -> None:
    before = built(full, tmp_path / "site")
    (tmp_path / "site" / "current" / "index.html").write_text("defaced", encoding="utf-8")
    (tmp_path / "site" / "current" / "more.html").write_text("added", encoding="utf-8")
    assert built(full, tmp_path / "site") == before


def test_everybody_may_read_what_is_published(full: Archive, tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        current = published(full, tmp_path / "site").folder.resolve()
    finally:
        os.umask(before)
    assert all(
        entry.stat().st_mode & 0o004 for entry in [current, *current.rglob("*"), current.parent, tmp_path / "site"]
    )


def test_folder_with_other_things_is_left_alone(full: Archive, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(PublishError, match="holds other things"):
        published(full, tmp_path / "home")
    assert [p.name for p in (tmp_path / "home").iterdir()] == ["thesis.txt"]


def test_site_that_cannot_be_built_leaves_the_one_in_force(full: Archive, tmp_path: Path) -> None:
    before = built(full, tmp_path / "site")
    full.accept(full.receive("Another"))
    look = tmp_path / "look"
    look.mkdir()
    (look / "home.html").write_text("line 1\n{{ site.nothing }}", encoding="utf-8")
    with pytest.raises(LookError, match=r"home\.html:2.*nothing"):
        published(full, tmp_path / "site", look=look)
    current = (tmp_path / "site" / "current").resolve()
    assert {f.relative_to(current).as_posix() for f in current.rglob("*") if f.is_file()} == set(before)


# The look


def test_conference_replaces_what_it_likes(full: Archive, tmp_path: Path) -> None:
    look = tmp_path / "look"
    look.mkdir()
    (look / "style.css").write_text("body { color: teal }", encoding="utf-8")
    (look / "logo.png").write_bytes(b"\x89PNG")
    (look / "secret.toml").write_text("password", encoding="utf-8")
    (look / "home.html").write_text(
        '{% extends "base.html" %}{% block content %}<h1>Welcome & {{ site.title }}</h1>{% endblock %}',
        encoding="utf-8",
    )
    site = built(full, tmp_path / "site", look=look)
    assert site["style.css"] == b"body { color: teal }"
    assert "<h1>Welcome & Wellington Conference</h1>" in text(site, "index.html")
    assert ("logo.png" in site, "secret.toml" in site) == (True, False)
    assert "Definitions, revised" in text(site, "papers.html")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% for %}", r"home\.html:1"),
        ("{{ nothing }}", "nothing"),
        ("{{ site.__class__.__mro__ }}", "unsafe|undefined"),
        ("{{ ''.__class__ }}", "unsafe|undefined"),
        ("{% include 'other.html' %}", "other"),
        ("{% include '../../../config.toml' %}", "config"),
    ],
)
def test_template_that_cannot_be_used_is_named(archive: Archive, tmp_path: Path, template: str, said: str) -> None:
    look = tmp_path / "look"
    look.mkdir()
    (look / "home.html").write_text(template, encoding="utf-8")
    with pytest.raises(LookError, match=said):
        published(archive, tmp_path / "site", look=look)


def test_look_that_is_no_folder_is_named(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(LookError, match="no such folder"):
        published(archive, tmp_path / "site", look=tmp_path / "nowhere")
