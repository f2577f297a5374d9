"""A scanned note from its arrival to the list of participants; and what happens where its pictures cannot be read."""

from __future__ import annotations

import time
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mailflow.workspace import make_maildirs
from tests.documents.scans import NORWAY, NORWEGIANS, as_pdf, fake_engine, needs_engine, page
from tests.flow.mail import AUTHSERV, desk, mail
from tests.flow.office import Office
from tests.flow.waiting import until

BRIEF = "Please find attached the note verbale of the Permanent Mission.\n"


def office_in(folder: Path, **reading: Any) -> Office:
    box = {"conference": "oslo", "kind": "maildir", "path": "incoming", "authserv_id": AUTHSERV, "backlog": "answer"}
    made = Office(folder, {"kind": "maildir", "path": "outgoing"}, {"oslo": box}, small=False, reading=reading)
    make_maildirs([folder / "incoming", folder / "outgoing"])
    return made


def deliver(office: Office, number: int, raw: bytes) -> None:
    (office.folder / "incoming" / "new" / f"{1930000000 + number}.M{number}.test").write_bytes(raw)


def deliver_scan(office: Office, number: int, content: bytes, state: str = "Norway") -> None:
    deliver(office, number, mail(desk(state), BRIEF, "Note verbale", attached={"scan.pdf": content}).raw)


def letters_of(office: Office) -> list[str]:
    """The letters that left, as text."""
    files = sorted((office.folder / "outgoing" / "new").iterdir())
    return [file.read_text(encoding="utf-8", errors="replace") for file in files]


def reviews(office: Office) -> list[dict[str, Any]]:
    return office.objects("review")


# What is made out in a scan


@dataclass
class Story:
    """The workspace after the scan came, and again after it was accepted."""

    office: Office
    letters: list[str]
    review: list[dict[str, Any]]
    shown: str
    before: list[dict[str, Any]]
    explained: str


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    office = office_in(tmp_path_factory.mktemp("scan") / "office")
    deliver_scan(office, 1, as_pdf(page(NORWAY)))
    assert office.run("--once").wait(90) == 0
    made = Story(
        office,
        letters_of(office),
        reviews(office),
        office.call("show", "1").out,
        office.objects("delegation", "NOR"),
        office.call("explain", "1").out,
    )
    hasty = office.call("review", "accept", "1")
    assert (hasty.code, "accept 1 --pictures" in hasty.err) == (1, True)
    assert all(name in hasty.err for name in NORWEGIANS)
    assert office.objects("delegation", "NOR") == []
    hasty = office.call("correct", "1", "--kind", "representation")
    assert (hasty.code, office.objects("delegation", "NOR")) == (1, [])
    done = office.call("review", "accept", "1", "--pictures")
    assert (done.code, "Åse Kjærstad-Sjøvik" in done.out, "Read from a picture" in done.out) == (0, True, True)
    return made


reads = needs_engine("Latin", "osd")


@reads
def test_the_letter_of_receipt_repeats_nothing_of_the_picture(story: Story) -> None:
    (letter,) = story.letters
    assert "auto-replied" in letter
    assert not any(part in letter for name in NORWEGIANS for part in name.split())


@reads
def test_the_proposal_is_laid_before_a_person_with_its_words(story: Story) -> None:
    (item,) = story.review
    told = " ".join(item["reasons"])
    assert "only proposed" in told
    assert all(name in told for name in NORWEGIANS)
    assert "read from a picture" in story.shown
    assert "(no effect)" in story.shown
    assert "Read from a picture" in story.explained or "read from a picture" in story.explained


@reads
def test_nothing_of_it_has_effect_before(story: Story) -> None:
    assert story.before == []


@reads
def test_accepted_it_stands_in_the_delegation_and_in_the_list_of_participants(story: Story) -> None:
    office = story.office
    rows = office.objects("delegation", "NOR")
    assert (rows[0]["name"], rows[0]["role"]) == ("H.E. Ms Åse Kjærstad-Sjøvik", "head")
    assert [row["name"].split(maxsplit=1)[1] for row in rows[1:]] == NORWEGIANS[1:]
    listed = office.call("report", "participants").out
    assert all(name.split()[0] in listed for name in NORWEGIANS)
    (record,) = office.objects("show", "1")
    assert (record["attendance"], record["kinds"]) == ("accepted", ["representation"])
    assert reviews(office) == []
    assert office.call("search", "Kjærstad", "--json").objects[0]["id"] == 1


@reads
def test_sort_gives_the_proposal_and_stores_nothing(story: Story, tmp_path: Path) -> None:
    file = tmp_path / "scan.eml"
    file.write_bytes(mail(desk("Norway"), BRIEF, "Note verbale", attached={"scan.pdf": as_pdf(page(NORWAY))}).raw)
    (value,) = story.office.objects("sort", str(file))
    assert (value["attendance"], value["needs_person"], value["disposition"]) == ("accepted", True, "acknowledge")
    assert [d["name"] for d in value["delegates"]] == NORWEGIANS


# Where they cannot be read


def settled(office: Office) -> None:
    """As without an engine: the scan is acknowledged and laid before a person, and nothing is proposed."""
    (item,) = reviews(office)
    assert item["disposition"] == "acknowledge"
    assert "only proposed" not in " ".join(item["reasons"])
    (record,) = office.objects("show", str(item["message"]))
    assert not any(fact["picture"] for fact in record["facts"])
    with office.store() as store:
        assert store.proposals.waiting() == 0


@pytest.mark.parametrize("how", ["absent", "never"])
def test_without_an_engine_or_by_the_setting_all_is_as_before(tmp_path: Path, programs: Path, how: str) -> None:
    office = office_in(tmp_path / "office", **({"pictures": "never"} if how == "never" else {}))
    if how == "never":
        fake_engine(programs, f"/bin/touch {tmp_path / 'asked'}")
    deliver_scan(office, 1, as_pdf(page(NORWAY)))
    assert office.run("--once").wait(60) == 0
    settled(office)
    assert len(letters_of(office)) == 1
    assert not (tmp_path / "asked").exists()


@pytest.mark.parametrize("end", ["exec /bin/sleep 600", "kill -9 $$"], ids=["hangs", "dies"])
def test_an_engine_that_hangs_or_dies_costs_only_the_proposal(tmp_path: Path, programs: Path, end: str) -> None:
    office = office_in(tmp_path / "office", picture_seconds=2)
    fake_engine(programs, end)
    deliver_scan(office, 1, as_pdf(page(NORWAY)))
    deliver(office, 2, mail(desk("Peru"), "Peru will be represented at the Conference.\n", "Re: Invitation").raw)
    worker = office.run("--once")
    assert worker.wait(90) == 0
    settled(office)
    assert len(letters_of(office)) == 2
    # Nobody's letter waited for the picture.
    log = worker.text
    assert log.rindex("letter.sent") < log.index("pictures.read")


def test_a_worker_that_is_stopped_while_it_reads_ends_soon_and_reads_again_at_the_next_start(
    tmp_path: Path, programs: Path
) -> None:
    office = office_in(tmp_path / "office", picture_seconds=600)
    # It may write no file; an empty one can bear its number as a name.
    began = tmp_path / "began"
    began.mkdir()
    fake_engine(programs, f"/bin/touch {began}/$$; exec /bin/sleep 600")
    deliver_scan(office, 1, as_pdf(page(NORWAY)))
    worker = office.run()
    try:
        until(lambda: list(began.iterdir()), "the engine began", 60)
    finally:
        at = time.monotonic()
        worker.stop()
    (number,) = (file.name for file in began.iterdir())
    assert time.monotonic() - at < 15
    # The engine went with the process that had started it.
    until(lambda: not Path(f"/proc/{number}").exists(), "the engine is gone")
    with office.store() as store:
        assert store.proposals.waiting() == 1
    fake_engine(programs, "exit 1")
    assert office.run("--once").wait(60) == 0
    settled(office)


def test_a_picture_that_would_fill_the_memory_ends_its_reader_and_no_more(tmp_path: Path, programs: Path) -> None:
    office = office_in(tmp_path / "office", picture_seconds=20)
    fake_engine(programs, "exit 1")
    deliver_scan(office, 1, bomb(20_000, 20_000))
    deliver(office, 2, mail(desk("Peru"), "Peru will be represented at the Conference.\n", "Re: Invitation").raw)
    assert office.run("--once").wait(120) == 0
    settled(office)
    assert len(letters_of(office)) == 2


def test_doctor_says_what_can_be_read(tmp_path: Path, programs: Path) -> None:
    office = office_in(tmp_path / "office")

    def told() -> list[tuple[str, str]]:
        found = office.call("doctor", "--offline", "--json").objects
        return [(f["state"], f["text"]) for f in found if f["what"] == "pictures"]

    ((state, text),) = told()
    assert (state, "apt install tesseract-ocr" in text) == ("note", True)
    fake_engine(programs, "exit 1")
    first, *others = told()
    assert first[0] == "ok"
    assert "eng" in first[1]
    assert {state for state, _ in others} == {"note"}
    assert any("tesseract-ocr-fra" in text for _, text in others)
    assert any("tesseract-ocr-script-latn" in text for _, text in others)


def bomb(width: int, height: int) -> bytes:
    """A PDF with one picture that takes a gigabyte as soon as it is shown, and hardly a megabyte before."""
    packed = zlib.compress(zlib.compress(bytes(3 * width * height), 9), 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I 4 0 R >> >> /Contents 5 0 R >>",
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8"
        b" /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%s\nendstream"
        % (width, height, len(packed), packed),
        b"<< /Length 24 >>\nstream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream",
    ]
    body, places = b"%PDF-1.5\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(body))
    )
