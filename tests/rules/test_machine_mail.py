"""Two hundred and fifty messages on the line between machines and persons, labelled before they were sorted.

Programs must get no answer, and persons must not be passed over in silence: these two hold without exception. What is laid before
a person without need, or read otherwise than an officer would, stands in the data with the reason (docs/judgement.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import tomlrt

from mailflow.worker.judgement import Judgement
from tests.rules.holdout_mail import DEFAULTS, comparable, message

CASES = Path(__file__).parents[1] / "cases" / "machines"
Sort = Callable[[str, bytes, datetime], Judgement]
MAILS: list[tuple[str, int, dict[str, Any]]] = [
    (file.stem, number, mail)
    for file in sorted(CASES.glob("*.toml"))
    for number, mail in enumerate(tomlrt.loads(file.read_text(encoding="utf-8"))["mail"], 1)
]


@pytest.mark.parametrize(("file", "number", "mail"), MAILS, ids=[f"{f}-{n}-{m['subject'][:30]}" for f, n, m in MAILS])
def test_machines_get_no_answer_and_persons_no_silence(
    file: str, number: int, mail: dict[str, Any], sort: Sort
) -> None:
    conference = mail["conference"]
    done = sort(conference, message(mail, conference, number), mail["at"].astimezone(UTC))
    label, told = {**DEFAULTS, **mail["label"]}, done.decision.as_json(mail["subject"])
    misread = set(mail.get("misread", {}))
    if label["disposition"] == "ignore":
        assert done.decision.letter is None
        assert told["disposition"] != "acknowledge"
    else:
        assert told["disposition"] != "ignore"
    if done.decision.letter is not None:
        assert done.decision.party == label["party"]
    # Where a person looks, he reads for himself: the rest of what was read counts where none has to.
    if told["disposition"] != label["disposition"]:
        assert misread == {"disposition"}
        return
    want, read = comparable(label), comparable(told)
    assert {name for name in want if want[name] != read[name]} == misread, (want, read)


def test_both_sides_of_the_line_are_there() -> None:
    counts = Counter((file, mail["label"].get("disposition", "acknowledge")) for file, _, mail in MAILS)
    assert counts["machines", "ignore"] >= 120
    assert counts["persons", "acknowledge"] >= 80
