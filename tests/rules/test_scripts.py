"""What short messages in Russian, Arabic and Chinese say: sentences that are a certain thing, and some that only look like it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomlrt

from mailflow.core.conference import Receiving, Trust
from mailflow.core.history import History
from mailflow.core.sorting import Desk
from mailflow.demo.build import HERE
from mailflow.desk import open_desk
from mailflow.settings import load_settings
from mailflow.sources import read_sources
from mailflow.worker.judgement import Batch, Job, Judgement
from mailflow.worker.sorter import judge
from mailflow.workspace import make_workspace
from tests.rules.holdout_mail import message

CASES = Path(__file__).parents[1] / "cases" / "scripts.toml"
MAILS = tomlrt.loads(CASES.read_text(encoding="utf-8"))["mail"]
RECEIVING = Receiving(Trust.RESULTS, "mx.secretariat.example")
AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
WRITERS = {
    "ru": ("Постоянное представительство <office@geneva.russia.example>", "Конференция"),
    "ar": ("البعثة الدائمة <office@geneva.egypt.example>", "المؤتمر"),
    "zh": ("常驻代表团 <office@geneva.china.example>", "会议"),
}
Mail = Mapping[str, Any]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mail], Mail]:
    """What is read out of a message, by the rules that ship."""
    folder = tmp_path_factory.mktemp("scripts") / "office"
    make_workspace(
        folder,
        (HERE / "config.toml").read_text(encoding="utf-8"),
        (HERE / "roster.csv").read_text(encoding="utf-8"),
    )
    settings = load_settings(folder / "config.toml")

    @cache
    def desk(conference: str) -> tuple[Desk, Batch]:
        sources = read_sources(settings, conference)
        return open_desk(sources), Batch(sources.revision, (), History())

    def read_(mail: Mail) -> Mail:
        writer, subject = WRITERS[mail["language"]]
        conference = mail.get("conference", "oslo")
        described = {
            "from": mail.get("from", writer),
            "subject": mail.get("subject", subject),
            "text": mail["text"],
            "at": AT,
            "file": [{"name": f"{name}.docx", "paragraphs": ["Text."]} for name in mail.get("files", [])],
        }
        done = judge(Job(1, message(described, conference, 1), RECEIVING, AT), *desk(conference))
        assert isinstance(done, Judgement)
        return done.decision.as_json(described["subject"])

    return read_


@pytest.mark.parametrize("mail", MAILS, ids=[f"{n}-{m['language']}" for n, m in enumerate(MAILS, 1)])
def test_a_short_message_is_read_as_one_who_has_the_language_would(mail: Mail, read: Callable[[Mail], Mail]) -> None:
    found = read(mail)
    if "kinds" in mail:
        assert sorted(found["kinds"]) == mail["kinds"]
    if "never" in mail:
        assert found["attendance"] not in mail["never"]
    else:
        assert found["attendance"] == mail.get("attendance")
    named = sorted((d["name"].rstrip("."), d.get("role") or "delegate") for d in found["delegates"])
    assert named == sorted((d["name"].rstrip("."), d["role"]) for d in mail.get("delegates", []))
    if "removed" in mail:
        assert sorted(found["removed"]) == sorted(mail["removed"])
    assert found["action_points"] == mail.get("action_points", [])
