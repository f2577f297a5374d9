"""Putting letters into a Maildir, once."""

from __future__ import annotations

import asyncio
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from mailflow.core.delivery import Envelope, Fate
from mailflow.errors import CourierError
from mailflow.wire.maildir import MaildirCourier, MaildirMailbox
from mailflow.wire.maildir.courier import file_name
from mailflow.wire.ports import SendCancelled
from tests.wire.post import ADA, BO, TO_ADA

LETTER = b"Message-ID: <one@secretariat.example>\r\nSubject: Receipt\r\n\r\nThank you.\r\n.\r\n"


async def test_letter_is_filed_with_its_envelope(tmp_path: Path) -> None:
    await MaildirCourier(tmp_path).send(Envelope(None, (ADA, BO)), LETTER)
    (path,) = (tmp_path / "new").iterdir()
    assert path.read_bytes() == (
        b"X-Envelope-From: <>\nX-Envelope-To: <ada@state.example>\nX-Envelope-To: <bo@state.example>\n"
        b"Message-ID: <one@secretariat.example>\nSubject: Receipt\n\nThank you.\n.\n"
    )


async def test_each_recipient_is_told_as_sent(tmp_path: Path) -> None:
    delivery = await MaildirCourier(tmp_path).send(Envelope(None, (ADA, BO)), LETTER)
    assert [(o.recipient, o.fate) for o in delivery.outcomes] == [(ADA, Fate.SENT), (BO, Fate.SENT)]


async def test_letter_put_in_is_taken_out(tmp_path: Path) -> None:
    await MaildirCourier(tmp_path / "a" / "b").send(TO_ADA, LETTER)
    mailbox = MaildirMailbox("out", tmp_path / "a" / "b")
    await mailbox.open()
    assert len(await mailbox.listing(0)) == 1


async def filed_again(root: Path) -> list[Path]:
    await MaildirCourier(root).send(TO_ADA, LETTER)
    return [p for sub in ("tmp", "new", "cur") for p in (root / sub).iterdir()]


async def test_repeat_finds_the_letter_there(tmp_path: Path) -> None:
    await filed_again(tmp_path)
    assert len(await filed_again(tmp_path)) == 1


async def test_repeat_finds_the_letter_that_a_reader_has_opened(tmp_path: Path) -> None:
    (path,) = await filed_again(tmp_path)
    path.rename(tmp_path / "cur" / f"{path.name}:2,RS")
    assert len(await filed_again(tmp_path)) == 1


async def test_half_a_file_left_by_a_crash_is_replaced(tmp_path: Path) -> None:
    (path,) = await filed_again(tmp_path)
    whole = path.read_bytes()
    path.unlink()
    (tmp_path / "tmp" / path.name).write_bytes(whole[:20])
    (again,) = await filed_again(tmp_path)
    assert again.read_bytes() == whole


@pytest.mark.parametrize(
    "header",
    [b"Message-ID: <one@x.example>", b"message-id:<one@x.example>", b"Message-ID:\r\n <one@x.example>", b"MESSAGE-ID: \t<one@x.example>  "],
)  # fmt: skip
def test_name_follows_from_the_message_id_however_it_is_written(header: bytes) -> None:
    plain = file_name(TO_ADA, b"Message-ID: <one@x.example>\r\n\r\nfirst try")
    assert file_name(TO_ADA, b"Subject: x\r\n" + header + b"\r\n\r\nsecond try") == plain


def test_message_id_in_the_body_names_nothing() -> None:
    first, second = (file_name(TO_ADA, b"Subject: %d\r\n\r\nMessage-ID: <one@x.example>" % n) for n in (1, 2))
    assert first != second


async def test_same_letter_to_somebody_else_is_another_file(tmp_path: Path) -> None:
    await MaildirCourier(tmp_path).send(Envelope(None, (ADA,)), LETTER)
    await MaildirCourier(tmp_path).send(Envelope(None, (BO,)), LETTER)
    assert len(list((tmp_path / "new").iterdir())) == 2


async def test_many_at_once_are_all_filed(tmp_path: Path) -> None:
    courier = MaildirCourier(tmp_path)
    letters = [LETTER.replace(b"one@", b"%d@" % n) for n in range(50)]
    await asyncio.gather(*(courier.send(TO_ADA, letter) for letter in letters))
    assert len(list((tmp_path / "new").iterdir())) == 50


async def test_full_disk_is_an_error_and_leaves_no_half_letter(tmp_path: Path) -> None:
    courier = MaildirCourier(tmp_path)
    await courier.check()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50, hard))
    try:
        with pytest.raises(CourierError, match="cannot be filed") as caught:
            await courier.send(TO_ADA, LETTER)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not caught.value.permanent
    assert list((tmp_path / "new").iterdir()) == []


async def test_place_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CourierError):
        await MaildirCourier(tmp_path / "file" / "Maildir").check()


async def test_check_leaves_nothing_behind(tmp_path: Path) -> None:
    found = await MaildirCourier(tmp_path).check()
    assert str(tmp_path) in found
    assert [list((tmp_path / sub).iterdir()) for sub in ("tmp", "new", "cur")] == [[], [], []]


async def test_stopping_defers(tmp_path: Path) -> None:
    task = asyncio.create_task(MaildirCourier(tmp_path).send(TO_ADA, LETTER))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(SendCancelled) as caught:
        await task
    assert caught.value.delivery.outcomes[0].fate is Fate.DEFERRED


KILLED = """
import asyncio, sys
from pathlib import Path
from mailflow.core.address import Address
from mailflow.core.delivery import Envelope
from mailflow.wire.maildir import MaildirCourier
async def main():
    courier = MaildirCourier(Path(sys.argv[1]))
    print("ready", flush=True)
    for n in range(300):
        letter = b"Message-ID: <%d@secretariat.example>\\r\\n\\r\\n" % n + b"x" * 20000
        await courier.send(Envelope(None, (Address("ada", "state.example"),)), letter)
        print(n, flush=True)
asyncio.run(main())
"""


@pytest.mark.parametrize("after", [1, 40, 150])
def test_killed_at_any_moment_and_begun_again_each_letter_is_there_once_and_whole(tmp_path: Path, after: int) -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True) as sender:
        assert sender.stdout is not None
        for line in sender.stdout:
            if line.strip() == str(after):
                sender.kill()
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=True, stdout=subprocess.DEVNULL)
    sizes = [p.stat().st_size for p in (tmp_path / "new").iterdir()]
    assert len(sizes) == 300
    assert min(sizes) > 20_000
