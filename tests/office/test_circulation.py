"""What there is to circulate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mailflow.office import registering
from mailflow.office.circulation import circulated
from mailflow.office.site.building import publish
from mailflow.store import Store
from tests.office.documents import ROSTER, WELLINGTON, Archive

SITE = replace(WELLINGTON, site="https://wellington.secretariat.example/papers")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    store = Store.open(tmp_path / "mailflow.db", create=True)
    yield Archive(store)
    store.close()


def test_what_was_accepted_since_the_last_circulation_is_circulated(archive: Archive) -> None:
    old = archive.accept(archive.receive("Old"))
    gone = archive.accept(archive.receive("Gone"))
    archive.receive("Not accepted")
    since = archive.now
    archive.accept(archive.receive("New", submitters=["AUT"]))
    archive.revise(old)
    registering.withdraw(archive.clerk, gone, "asked")
    found = circulated(archive.register, WELLINGTON, archive.register.versions[-1].accepted_at)
    both = circulated(archive.register, WELLINGTON, since)
    assert [d.symbol for d in found] == ["CCM/WLG/2027/WP.1/Rev.1"]
    assert [(d.symbol, d.submitters, d.replaces, d.link) for d in both if d.title == "New"] == [
        ("CCM/WLG/2027/WP.3", ("AUT", "NOR"), False, "")
    ]
    assert [d.replaces for d in both if "Rev.1" in d.symbol] == [True]
    assert {d.symbol for d in circulated(archive.register, WELLINGTON, None)} == {d.symbol for d in both}


def test_links_lead_to_pages_of_the_site(archive: Archive, tmp_path: Path) -> None:
    archive.revise(archive.accept(archive.receive()), change="add")
    archive.accept(archive.receive("Words", kind="statement"))
    current = publish(archive.store, SITE, ROSTER, tmp_path / "site", address=SITE.site).folder
    links = [d.link for d in circulated(archive.register, SITE, None)]
    assert len(links) == 3
    assert all((current / link.removeprefix(f"{SITE.site}/")).is_file() for link in links)
