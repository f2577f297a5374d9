"""More than a thousand labelled messages that no rule was written for.

They were written and labelled before they were sorted for the first time (docs/judgement.md has the figures of that). What is
read right of them stays right; what is read wrong stands in the data, with the reason, and is told here when it is no longer wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import tomlrt

from mailflow.demo.build import CONFERENCES
from mailflow.worker.judgement import Judgement
from tests.rules.holdout_mail import DEFAULTS, comparable, message

CASES = Path(__file__).parents[1] / "cases" / "holdout"


def _mails() -> list[tuple[str, int, dict[str, Any]]]:
    return [
        (mail.get("conference", file.stem), number, mail)
        for file in sorted(CASES.glob("*.toml"))
        for number, mail in enumerate(tomlrt.loads(file.read_text(encoding="utf-8"))["mail"], 1)
    ]


MAILS = _mails()


@pytest.mark.parametrize(
    ("conference", "number", "mail"), MAILS, ids=[f"{c}-{n}-{m['subject'][:30]}" for c, n, m in MAILS]
)
def test_mail_of_strangers_is_read_as_an_officer_would(
    conference: str, number: int, mail: dict[str, Any], sort: Callable[[str, bytes, datetime], Judgement]
) -> None:
    done = sort(conference, message(mail, conference, number), mail["at"].astimezone(UTC))
    want, read = comparable({**DEFAULTS, **mail["label"]}), comparable(done.decision.as_json(mail["subject"]))
    misread = set(mail.get("misread", {}))
    assert {name for name in want if want[name] != read[name]} == misread, (want, read)


@pytest.mark.parametrize(("conference", "number", "mail"), MAILS, ids=[f"{c}-{n}" for c, n, _ in MAILS])
def test_no_letter_goes_to_whom_none_may_go_or_to_another_party(
    conference: str, number: int, mail: dict[str, Any], sort: Callable[[str, bytes, datetime], Judgement]
) -> None:
    decision = sort(conference, message(mail, conference, number), mail["at"].astimezone(UTC)).decision
    want = {**DEFAULTS, **mail["label"]}
    if decision.letter is not None:
        assert want["disposition"] == "acknowledge"
        assert decision.party == want["party"]


def test_every_conference_has_mail() -> None:
    assert {conference for conference, _, _ in MAILS} == set(CONFERENCES)
