"""Rule, phrase, letter and roster files that break while the worker runs: the last good ones stay in force, staff are told
within a minute, and whoever writes meanwhile is answered by what was good.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.figures import count
from tests.faults.test_kills import NO_CEILINGS
from tests.flow.invariants import broken, doubled, lost
from tests.flow.mail import Mail, correspondence
from tests.flow.office import SMALL, Office, imap, smtp
from tests.flow.sink import Sink
from tests.flow.waiting import until
from tests.servers.dovecot import Dovecot

RULES, PHRASES, ROSTER = "rules/10-few.toml", "rules/phrases/en.toml", "roster.csv"
ACCEPTED, PAPER, SHARED = "letters/accepted.en.md", "letters/paper.en.md", "letters/shared/closing.en.md"

Break = Callable[[bytes], bytes]


def cut_after(words: bytes) -> Break:
    """Half written: it ends after some words."""
    return lambda content: content.partition(words)[0] + words


def put(old: bytes, new: bytes) -> Break:
    """A slip."""
    return lambda content: content.replace(old, new, 1)


def everywhere(name: str) -> list[tuple[str, Break]]:
    """What happens to a file of any kind."""
    return [
        (name, lambda _: b""),
        (name, lambda _: b" \n\n"),
        (name, lambda content: content + b"\xe9t\xe9 \xff"),
        (name, lambda content: content.decode().encode("utf-16")),
        (name, lambda _: b"\x00\xff\xfe\x80" * 500),
        (name, lambda content: content.decode().replace("e", "é").encode("latin-1", "replace")),
    ]


BROKEN: list[tuple[str, Break]] = [
    *(case for name in (RULES, PHRASES, ACCEPTED, PAPER, SHARED, ROSTER) for case in everywhere(name)),
    (RULES, cut_after(b'name = "acc')),
    (RULES, cut_after(b"when = {")),
    (RULES, put(b"[[rule]]", b"[[rule]")),
    (RULES, put(b"then =", b"than =")),
    (RULES, put(b'phrase = "accept"', b'phrase = "acept"')),
    (RULES, put(b'phrase = "accept"', b'subject = { regex = "(a+" }')),
    (RULES, put(b'name = "paper"', b'name = "accepted"')),
    (PHRASES, cut_after(b"accept = [")),
    (PHRASES, put(b"accept =", b"accept")),
    (PHRASES, put(b"accept", b"acccept")),
    (ACCEPTED, cut_after(b"+++\n")),
    (ACCEPTED, cut_after(b"{%")),
    (ACCEPTED, put(b"+++", b"---")),
    (ACCEPTED, put(b"{%", b"{{ message.subject }{%")),
    (ACCEPTED, put(b"subject", b"subjekt")),
    (PAPER, put(b"{%", b"{% if %}{%")),
    (SHARED, put(b"{%", b"{% endfor %}{%")),
    (ROSTER, put(b"code,kind", b"code;kind")),
    (ROSTER, put(b",state,", b",estate,")),
    (ROSTER, lambda content: content + content.splitlines(keepends=True)[1]),
]
SIDE_BY_SIDE = 14


def test_some_files_break(dovecot: Dovecot, sink: Sink, tmp_path: Path) -> None:
    chosen = [BROKEN[0], BROKEN[8], BROKEN[36], BROKEN[46], BROKEN[-3]]
    assert broken_while_running(dovecot, sink, tmp_path, chosen) == []


@pytest.mark.long
@pytest.mark.parametrize("part", range(4))
def test_every_file_breaks_in_every_way(dovecot: Dovecot, sink: Sink, tmp_path: Path, part: int) -> None:
    chosen = BROKEN[part * SIDE_BY_SIDE : (part + 1) * SIDE_BY_SIDE]
    assert chosen
    assert broken_while_running(dovecot, sink, tmp_path, chosen) == []


def broken_while_running(dovecot: Dovecot, sink: Sink, folder: Path, cases: list[tuple[str, Break]]) -> list[str]:
    """One worker with a conference for each case, whose file breaks, and is put right again. What does not hold."""
    names = [f"c{number}" for number in range(len(cases))]
    users = {name: dovecot.new_user() for name in names}
    boxes = {name: imap(dovecot, user, name) for name, user in users.items()}
    office = Office(folder / "office", smtp(sink.port), boxes, NO_CEILINGS, conference=own_files)
    files = {name: own(office, name) / case[0] for name, case in zip(names, cases, strict=True)}
    delivered: list[Mail] = []

    def deliver() -> None:
        for name, user in users.items():
            post = correspondence(f"{name}@secretariat.example")
            each = next(mail for mail in post if mail.id not in {before.id for before in delivered})
            delivered.append(each)
            dovecot.deliver(user, each.raw)

    with office.running() as worker:
        whole = {name: file.read_bytes() for name, file in files.items()}
        for name, (_, harm) in zip(names, cases, strict=True):
            broken_file = harm(whole[name])
            assert broken_file != whole[name], f"nothing is broken in {files[name]}"
            files[name].write_bytes(broken_file)
        for name in names:
            worker.until_logged("alarm.open", f'cause="files {name}"', seconds=60)
        deliver()
        until(lambda: len(answered(sink, delivered)) == len(delivered), "answers by what was good", 60)
        for name, file in files.items():
            file.write_bytes(whole[name])
        for name in names:
            worker.until_logged("alarm.over", f'cause="files {name}"', seconds=60)
        deliver()
        office.until_settled(len(delivered))
    wrong = [f"{x.subject} was written by a broken file" for x in office.letters() if "{{" in x.subject]
    count("broken rule and letter files", len(cases), lost(office, delivered, sink), doubled(office, sink))
    return [*wrong, *broken(office, delivered, sink)]


def answered(sink: Sink, delivered: list[Mail]) -> set[str]:
    """The authors that were answered."""
    return {recipient for letter in sink.letters for recipient in letter.recipients} & {m.author for m in delivered}


def own_files(name: str) -> dict[str, object]:
    """Where the files of a conference lie."""
    return {"rules": [f"{name}/rules"], "letters": [f"{name}/letters"], "roster": f"{name}/roster.csv"}


def own(office: Office, name: str) -> Path:
    """The files of a conference, which are its own."""
    folder = office.folder / name
    shutil.copytree(SMALL, folder / "rules")
    shutil.copytree(office.folder / "templates" / "letters", folder / "letters")
    shutil.copy(office.folder / "roster.csv", folder / "roster.csv")
    return folder
