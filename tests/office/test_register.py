"""The register: a number on receipt, a symbol on acceptance, versions, and nothing undone but by another act."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailflow.documents.clean import CleanFile, Unclean
from mailflow.errors import DocumentError
from mailflow.office import registering
from mailflow.office.registering import Offered, Wishes
from mailflow.store import FactRow, Store
from tests.office.documents import WELLINGTON, Archive, at, message, paper
from tests.store.build import arrival, broken_off, taken


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    store = Store.open(tmp_path / "mailflow.db", create=True)
    yield Archive(store)
    store.close()


def states(archive: Archive) -> list[tuple[str, str, str]]:
    """Number, state and symbol of everything in the register."""
    return [(i.receipt.number, i.state, i.version.symbol if i.version else "") for i in archive.register.items]


def test_document_gets_its_number_on_receipt_and_its_symbol_on_acceptance(archive: Archive) -> None:
    first, second = archive.receive(), archive.receive("On stockpiles", party="AUT")
    assert states(archive) == [("PAPER/001", "received", ""), ("PAPER/002", "received", "")]
    archive.accept(second)
    archive.accept(first)
    assert states(archive) == [
        ("PAPER/001", "accepted", "CCM/WLG/2027/WP.2"),
        ("PAPER/002", "accepted", "CCM/WLG/2027/WP.1"),
    ]


def test_accepted_version_says_what_the_public_may_know(archive: Archive) -> None:
    version = archive.accept(archive.receive("On  the\nclearance", submitters=["CIV", "AUT", "CRI"]))
    (file,) = version.files
    assert version.titles == {"en": "On the clearance"}
    # In English alphabetical order, accents not counted.
    assert version.submitters == ("AUT", "CRI", "CIV", "NOR")
    assert (file.language, file.kind, file.pages, version.by) == ("en", "pdf", 1, "Rewi Tamihana")
    assert archive.store.documents.file(file.sha256) == paper("On  the\nclearance")


def test_title_of_a_scan_stands_in_the_register_when_a_person_has_accepted_it(archive: Archive) -> None:
    item = archive.receive("")
    values = {"part": "2", "title": "On the clearance of land", "filename": "Paper.pdf"}
    made_out = FactRow("title", values, "2", "On the clearance of land", picture=True)
    message = item.receipt.message
    assert message is not None
    assert archive.store.proposals.put(message, (made_out,), "made out in a picture", {}, None, archive.now)
    assert archive.item("PAPER/001").receipt.title == ""
    archive.store.records.accept(message, "Rewi Tamihana", archive.now)
    accepted = archive.item("PAPER/001")
    assert accepted.receipt.title == "On the clearance of land"
    assert archive.accept(accepted).titles == {"en": "On the clearance of land"}


def test_document_of_an_unproven_sender_does_not_count_until_a_person_has_looked(archive: Archive) -> None:
    item = archive.receive(effective=False)
    with pytest.raises(DocumentError, match="mailflow review accept 1"):
        archive.accept(item)
    with pytest.raises(DocumentError, match="mailflow review accept 1"):
        registering.reject(archive.clerk, item, "forged")
    assert states(archive) == [("", "unproven", "")]
    archive.store.records.accept(1, "Rewi Tamihana", archive.now)
    numbers = [registering.receive(archive.store, WELLINGTON, 1, "Rewi Tamihana", archive.now) for _ in range(2)]
    assert numbers == [("PAPER/001",), ()]
    assert archive.accept(archive.item("PAPER/001")).symbol == "CCM/WLG/2027/WP.1"


def test_revisions_stand_in_the_place_of_what_they_revise(archive: Archive) -> None:
    first = archive.accept(archive.receive())
    corrigendum = archive.revise(first, change="corr")
    addendum = archive.revise(first, change="add")
    revision = archive.revise(first, archive.receive("On the clearance of land, revised", replaces=True))
    second = archive.revise(archive.version(first.symbol))  # what stands in its place is revised
    late = archive.revise(addendum, change="corr")
    base = "CCM/WLG/2027/WP.1"
    assert [v.symbol for v in (corrigendum, addendum, revision, second, late)] == [
        f"{base}/Corr.1",
        f"{base}/Add.1",
        f"{base}/Rev.1",
        f"{base}/Rev.2",
        f"{base}/Add.1/Corr.1",
    ]
    stand = {v.symbol.removeprefix(base): v.state for v in archive.register.versions}
    assert stand == {
        "": "replaced",
        "/Corr.1": "replaced",
        "/Add.1": "accepted",
        "/Rev.1": "replaced",
        "/Rev.2": "accepted",
        "/Add.1/Corr.1": "accepted",
    }
    assert archive.version(base).replaced_by == second.number
    assert revision.titles == {"en": "On the clearance of land, revised"}


def test_withdrawn_revision_leaves_the_one_before_it_in_force(archive: Archive) -> None:
    first = archive.accept(archive.receive())
    revision = archive.revise(first)
    gone = registering.withdraw(archive.clerk, revision, "sent by mistake", only=True)
    assert [v.symbol for v in gone] == ["CCM/WLG/2027/WP.1/Rev.1"]
    assert [v.symbol for v in archive.register.public()] == ["CCM/WLG/2027/WP.1"]
    assert archive.version(first.number).state == "accepted"
    assert archive.revise(first).symbol == "CCM/WLG/2027/WP.1/Rev.2"


def test_withdrawn_document_goes_with_all_its_versions_and_may_come_back_under_its_symbol(archive: Archive) -> None:
    first = archive.accept(archive.receive())
    revision = archive.revise(first)
    registering.withdraw(archive.clerk, revision, "at the request of the delegation")
    assert archive.register.public() == ()
    assert archive.item(first.symbol).reason == "at the request of the delegation"
    with pytest.raises(DocumentError, match="withdrawn already"):
        registering.withdraw(archive.clerk, archive.version(first.number), "again")
    with pytest.raises(DocumentError, match="was withdrawn"):
        archive.revise(archive.version(first.number))
    archive.accept(archive.item(first.number))
    archive.accept(archive.receive("Another"))
    assert [v.symbol for v in archive.register.public()] == ["CCM/WLG/2027/WP.1", "CCM/WLG/2027/WP.2"]


def test_rejected_document_may_be_accepted_after_all(archive: Archive) -> None:
    item = archive.receive()
    registering.reject(archive.clerk, item, "not on the agenda")
    assert archive.item("PAPER/001").reason == "not on the agenda"
    archive.accept(archive.item("PAPER/001"))
    assert states(archive) == [("PAPER/001", "accepted", "CCM/WLG/2027/WP.1")]
    with pytest.raises(DocumentError, match="mailflow documents withdraw"):
        registering.reject(archive.clerk, archive.item("PAPER/001"), "after all")


def test_every_act_is_an_entry_with_its_author_and_time(archive: Archive) -> None:
    version = archive.accept(archive.receive())
    archive.by = "Hana Parata"
    registering.correct(archive.clerk, version, Wishes(title="On clearing land"))
    registering.withdraw(archive.clerk, version, "mistake")
    acts = archive.store.documents.acts("oslo")
    assert [(a.what, a.by, a.message) for a in acts] == [
        ("accept", "Rewi Tamihana", 1),
        ("correct", "Hana Parata", 1),
        ("withdraw", "Hana Parata", 1),
    ]
    assert [a.at for a in acts] == sorted({a.at for a in acts})
    assert archive.store.documents.acts_on(1) == acts


def test_symbol_of_an_acceptance_that_failed_is_given_to_the_next(archive: Archive) -> None:
    item, other = archive.receive(), archive.receive("Another")
    with broken_off(archive.store.write()):
        assert archive.accept(item).symbol == "CCM/WLG/2027/WP.1"
    assert archive.accept(other).symbol == "CCM/WLG/2027/WP.1"


def test_symbol_is_never_given_twice_though_the_scheme_changes(archive: Archive) -> None:
    archive.with_scheme(paper="{prefix}/{n}")
    symbols = [archive.accept(archive.receive()).symbol]
    # The pattern says the same in other words, and its count begins anew.
    archive.with_scheme(paper="CCM/WLG/2027/{n:01}")
    symbols.append(archive.accept(archive.receive("Another")).symbol)
    assert symbols == ["CCM/WLG/2027/1", "CCM/WLG/2027/2"]


def test_conference_without_a_scheme_knows_documents_by_their_titles(archive: Archive) -> None:
    archive.with_scheme()
    first = archive.accept(archive.receive())
    assert (first.symbol, archive.revise(first).symbol, archive.item("PAPER/001").state) == ("", "Rev.1", "replaced")
    assert archive.register.find("Rev.1") is None
    assert archive.register.find("") is None


# Late documents


@pytest.mark.parametrize(
    ("received", "late"),
    [((2027, 4, 30, 11, 59), False), ((2027, 4, 30, 12, 0), True)],  # midnight in Wellington
)
def test_document_is_late_by_the_conference_s_own_midnight(
    archive: Archive, received: tuple[int, ...], late: bool
) -> None:
    item = archive.receive(at=at(*received))
    version = archive.accept(item)
    assert (item.late, version.late, version.symbol) == (late, late, f"CCM/WLG/2027/{'INF' if late else 'WP'}.1")
    assert version.treatment == ("information" if late else "accept")


def test_person_decides_otherwise(archive: Archive) -> None:
    late = at(2027, 5, 3)
    in_time = archive.accept(archive.receive(at=late), late=False)
    noted = archive.accept(archive.receive("Another", at=late), treatment="note")
    assert (in_time.symbol, in_time.late) == ("CCM/WLG/2027/WP.1", False)
    assert (noted.symbol, noted.late) == ("CCM/WLG/2027/WP.2", True)


def test_late_revision_keeps_the_symbol_of_its_document(archive: Archive) -> None:
    first = archive.accept(archive.receive())
    revision = archive.revise(first, archive.receive("Revised", at=at(2027, 5, 3)))
    assert (revision.symbol, revision.late, revision.treatment) == ("CCM/WLG/2027/WP.1/Rev.1", True, "note")


def test_late_document_in_its_own_language_only_gets_no_other(archive: Archive) -> None:
    version = archive.accept(archive.receive(at=at(2027, 5, 3)), treatment="original")
    with pytest.raises(DocumentError, match="own language only"):
        registering.add(archive.clerk, version, "fr", Offered("Papier.pdf", paper("Le déminage")))
    assert isinstance(registering.add(archive.clerk, version, "en", Offered("Paper.txt", b"Text.\n")), CleanFile)


# Languages, forms, corrections


def test_one_symbol_stands_for_all_languages(archive: Archive) -> None:
    version = archive.accept(archive.receive())
    other = archive.receive("Le déminage", language="fr", party="NOR")
    offered = Offered("Papier.pdf", paper("Le déminage"))
    registering.add(archive.clerk, version, "fr", offered, title="Le déminage", item=other)
    found = archive.version(version.number)
    assert [(f.language, f.kind) for f in found.files] == [("en", "pdf"), ("fr", "pdf")]
    assert (found.titled("fr"), found.titled("es")) == (
        ("Le déminage", "fr"),
        ("On the clearance of land", "en"),
    )
    assert archive.item(other.receipt.number).state == "language"
    with pytest.raises(DocumentError, match=f"language of {version.number}"):
        archive.accept(archive.item(other.receipt.number))


def test_file_is_issued_again_with_an_asterisk(archive: Archive) -> None:
    version = archive.accept(archive.receive())
    better = Offered("Paper.pdf", paper("The same, better set"))
    with pytest.raises(DocumentError, match="--reissue"):
        registering.add(archive.clerk, version, "en", better)
    registering.add(archive.clerk, version, "en", better, reissue=True)
    found = archive.version(version.number)
    assert (found.symbol, len(found.files)) == ("CCM/WLG/2027/WP.1*", 1)
    assert archive.store.documents.file(found.files[0].sha256) == better.content


def test_correction_changes_what_it_names_and_nothing_else(archive: Archive) -> None:
    version = archive.accept(archive.receive(kind="statement"), session="opening", speaker="Ms Aroha Ngata", place=2)
    registering.correct(
        archive.clerk,
        version,
        Wishes(title="Déclaration", language="fr", session="article-2", submitters=("AUT", "NOR")),
    )
    found = archive.version(version.number)
    assert found.titles == {"en": "On the clearance of land", "fr": "Déclaration"}
    assert (found.session, found.speaker, found.place, found.submitters) == (
        "article-2",
        "Ms Aroha Ngata",
        2,
        ("AUT", "NOR"),
    )


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        (Wishes(session="closing"), 'no session "closing". There are: opening, article-2'),
        (Wishes(submitters=("XXX",)), '"XXX" is not on the roster'),
        (Wishes(title="x", language="english"), '"english" is no language'),
        (Wishes(), "Nothing was said"),
    ],
)
def test_wrong_correction_is_refused(archive: Archive, wishes: Wishes, said: str) -> None:
    version = archive.accept(archive.receive())
    with pytest.raises(DocumentError, match=said):
        registering.correct(archive.clerk, version, wishes)


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ({"language": None}, "--language"),
        ({"title": ""}, "--title"),
        ({"party": None}, "--submitter"),
        ({"party": "XXX"}, "--submitter"),
    ],
)
def test_what_is_not_known_is_asked_of_the_person(archive: Archive, read: dict[str, str | None], said: str) -> None:
    item = archive.receive(**{"title": "On land", **read})  # type: ignore[arg-type]
    with pytest.raises(DocumentError, match=said):
        archive.accept(item)
    accepted = archive.accept(item, title="On land", language="en", submitters=("NOR",))
    assert accepted.symbol == "CCM/WLG/2027/WP.1"


def test_resubmission_is_offered_as_a_revision(archive: Archive) -> None:
    archive.accept(archive.receive("On stockpiles"))
    archive.accept(archive.receive("On the clearance of land"))
    archive.accept(archive.receive("On the clearance of land", party="AUT"))
    again = archive.receive("On the clearance of land", replaces=True)
    other = archive.receive("On something else", replaces=True, party="CRI")
    assert again.offer is not None
    assert (again.offer.symbol, other.offer) == ("CCM/WLG/2027/WP.2", None)


def test_unclean_file_is_refused_and_nothing_is_done(archive: Archive) -> None:
    item = archive.receive(name="Paper.docm")
    version = archive.accept(archive.receive("Another"))
    offered = Offered("Paper.docm", b"PK")
    refusals = [
        registering.accept(archive.clerk, item, offered),
        registering.revise(archive.clerk, version, "rev", offered, item),
        registering.add(archive.clerk, version, "fr", offered),
    ]
    assert all(isinstance(refusal, Unclean) for refusal in refusals)
    assert [a.what for a in archive.store.documents.acts("oslo")] == ["accept"]


def test_attachment_is_found_by_part_and_by_name(archive: Archive) -> None:
    raw = message({"Note.pdf": b"note", "Paper.pdf": b"paper"})
    (id,) = taken(archive.store, arrival(77, raw))
    contents = [registering.attached(archive.store, id, wanted).content for wanted in ("2", "3", "Note.pdf")]
    assert contents == [b"note", b"paper", b"note"]
    for wanted, said in (("9", 'no attachment "9". It has: 2 Note.pdf, 3 Paper.pdf'), ("", "is the text of message")):
        with pytest.raises(DocumentError, match=said):
            registering.attached(archive.store, id, wanted)


def test_damaged_file_is_not_handed_out(archive: Archive) -> None:
    (file,) = archive.accept(archive.receive()).files
    archive.store._db.execute("update document_files set content = x'00'")
    with pytest.raises(Exception, match="is damaged on record"):
        archive.store.documents.file(file.sha256)
