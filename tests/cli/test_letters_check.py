"""`mailflow letters check`: one line for one slip, and what only the workspace can tell."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.cli.small import small_workspace
from tests.cli.test_letter_as_pdf import ACCEPTED, attached
from tests.flow.command import called
from tests.flow.mail import STATES

CONTACT = "templates/letters/shared/contact.en.md"


def findings(folder: Path) -> list[dict[str, Any]]:
    """What is found besides what this conference lacks: a day to answer by, and letters in French and Spanish."""
    found = called(folder, "letters", "check", "--json").objects
    return [finding for finding in found if not re.search(r"\bdeadline\b|in this language", finding["text"])]


def test_one_slip_in_a_shared_piece_is_one_finding(tmp_path: Path) -> None:
    folder = small_workspace(tmp_path / "office")
    file = folder / CONTACT
    file.write_text("Call us.\n\n{{ conference.nonsense }}\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    (slip,) = findings(folder)
    assert (slip["file"], slip["line"]) == (str(file), 3)
    assert len(slip["letters"]) > 10
    assert sorted(slip["parties"]) == sorted(STATES.values())
    done = called(folder, "letters", "check")
    assert done.code == 1
    assert f"for {len(STATES)} parties, first: AUT" in done.out
    assert len([line for line in done.out.splitlines() if "nonsense" in line]) == 1


def test_what_a_letter_encloses_is_looked_for(tmp_path: Path) -> None:
    folder = small_workspace(tmp_path / "office")
    attached(folder, "\ue000")
    file = folder / "templates" / "letters" / "paper.en.md"
    file.write_text(file.read_text(encoding="utf-8").replace("+++\n", '+++\nattach = "files/map.pdf"\n', 1))
    sign, lost = sorted(findings(folder), key=lambda finding: finding["text"])
    assert "U+E000 is a private sign" in sign["text"]
    assert (sign["file"], sign["letters"]) == (str(folder / ACCEPTED), ["accepted"])
    assert "files/map.pdf cannot be attached" in lost["text"]
    assert lost["file"] == str(file)
