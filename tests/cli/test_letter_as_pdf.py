"""`attach = "pdf"`: the letter travels as PDF beside its text, and does not travel where the PDF cannot be made."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

from tests.cli.small import small_workspace
from tests.flow.command import called
from tests.flow.mail import Mail, acceptance
from tests.typeset.paper import text_of

ACCEPTED = "templates/letters/accepted.en.md"


def attached(folder: Path, *words: str) -> None:
    """The letter "accepted" attaches itself, and says these words."""
    file = folder / ACCEPTED
    text = file.read_text(encoding="utf-8").replace("+++\n", '+++\nattach = "pdf"\n', 1)
    file.write_text(text + "\n".join(["", *words]), encoding="utf-8")


def delivered(folder: Path, *mails: Mail) -> None:
    for number, each in enumerate(mails):
        (folder / "incoming" / "new" / f"{1_900_000_000 + number}.M{number}.host").write_bytes(each.raw)


def sent(folder: Path) -> list[EmailMessage]:
    files = sorted((folder / "outgoing" / "new").iterdir())
    return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]


def test_letter_travels_as_pdf_beside_its_text(tmp_path: Path) -> None:
    folder = small_workspace(tmp_path / "office")
    attached(folder)
    delivered(folder, *map(acceptance, ("Norway", "Sweden", "Malta")))
    assert called(folder, "run", "--once").code == 0
    letters = {letter["To"].addresses[0].domain: letter for letter in sent(folder)}
    assert len(letters) == 3
    letter = letters["ministry.norway.example"]
    (part,) = letter.iter_attachments()
    text = text_of(part.get_content())
    assert (part.get_filename(), part.get_content_type()) == ("oslo-accepted-NOR.pdf", "application/pdf")
    assert "Delegation: Norway" in text
    assert "1 / 1" in text
    body = letter.get_body(("plain",))
    assert body is not None
    assert "Delegation: Norway" in " ".join(body.get_content().split())


def test_letter_whose_pdf_cannot_be_made_waits_for_a_person(tmp_path: Path) -> None:
    folder = small_workspace(tmp_path / "office")
    attached(folder, "A private sign: \ue000")
    delivered(folder, acceptance("Norway"))
    called(folder, "run", "--once")
    (item,) = called(folder, "review", "--json").objects
    assert "U+E000 is a private sign" in " ".join(item["reasons"])
    assert sent(folder) == []


def test_fonts_are_looked_for_in_the_folders_of_the_settings(tmp_path: Path) -> None:
    folder = small_workspace(tmp_path / "office")
    attached(folder)
    config = folder / "config.toml"
    config.write_text(config.read_text().replace("[office]\n", '[office]\nfonts = ["letterhead-fonts"]\n', 1))
    delivered(folder, acceptance("Norway"))
    called(folder, "run", "--once")
    (item,) = called(folder, "review", "--json").objects
    assert "no such folder of fonts" in " ".join(item["reasons"])
    (folder / "letterhead-fonts").mkdir()
    assert called(folder, "review", "accept", "1", "--letter").code == 0
    called(folder, "run", "--once")
    assert [part.get_filename() for letter in sent(folder) for part in letter.iter_attachments()] == [
        "oslo-accepted-NOR.pdf"
    ]
