"""Taking messages out of a Maildir that others use too."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mailflow.errors import MailboxError
from mailflow.wire.maildir import MaildirMailbox
from mailflow.wire.maildir.mailbox import LIST_NAME
from tests.servers.dovecot import Dovecot
from tests.wire.post import message


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty Maildir."""
    for sub in ("tmp", "new", "cur"):
        (tmp_path / "Maildir" / sub).mkdir(parents=True)
    return tmp_path / "Maildir"


def put(root: Path, number: int, where: str = "new", flags: str = "", body: str = "We shall attend.") -> Path:
    """A message delivered `number` seconds after the turn of the century."""
    path = root / where / (f"{946684800 + number}.M{number}P1.mx{flags}")
    path.write_bytes(message(number, body))
    os.utime(path, (946684800 + number,) * 2)
    return path


def everything(root: Path) -> list[Path]:
    return sorted(root.rglob("*"))


async def uids(root: Path, **changes: Path) -> dict[int, bytes | None]:
    """What a mailbox finds that is opened afresh."""
    mailbox = MaildirMailbox("oslo", root, **changes)  # type: ignore[arg-type]
    await mailbox.open()
    arrivals = await mailbox.fetch([x.uid for x in await mailbox.listing(0)], size_limit=10_000, sizes={})
    return {a.place.uid: a.raw for a in arrivals}


async def test_messages_are_numbered_in_the_order_of_their_arrival(root: Path) -> None:
    for number in (3, 1, 2):
        put(root, number, "cur" if number == 3 else "new")
    assert await uids(root) == {n: message(n) for n in (1, 2, 3)}


async def test_state_tells_how_far_the_folder_goes(root: Path) -> None:
    put(root, 1)
    state = await MaildirMailbox("oslo", root).open()
    assert (state.exists, state.uidnext) == (1, 2)


async def test_numbers_stay_when_a_reader_moves_and_flags_a_message(root: Path) -> None:
    first = put(root, 1)
    put(root, 2)
    before = await uids(root)
    first.rename(root / "cur" / f"{first.name}:2,RS")
    assert await uids(root) == before


async def test_numbers_are_never_given_twice(root: Path) -> None:
    first, second = put(root, 1), put(root, 2)
    await uids(root)
    first.unlink()
    second.unlink()
    put(root, 3)
    assert list(await uids(root)) == [3]


async def test_late_message_gets_a_higher_number_whatever_its_date(root: Path) -> None:
    put(root, 5)
    await uids(root)
    put(root, 1)
    assert await uids(root) == {1: message(5), 2: message(1)}


async def test_lost_list_gives_new_numbers_a_new_validity(root: Path) -> None:
    put(root, 1)
    first = await MaildirMailbox("oslo", root).open()
    (root / LIST_NAME).write_text(f"mailflow-uidlist 1 {first.uidvalidity} garbage\n")
    second = await MaildirMailbox("oslo", root).open()
    assert second.uidvalidity > first.uidvalidity
    assert second.exists == 1


@pytest.mark.parametrize("rest", ["2 94668", "2", "2 ", "1"])
async def test_half_a_line_left_by_a_crash_was_never_handed_out(root: Path, rest: str) -> None:
    put(root, 1)
    state = await MaildirMailbox("oslo", root).open()
    with (root / LIST_NAME).open("a") as file:
        file.write(rest)
    put(root, 2)
    again = await MaildirMailbox("oslo", root).open()
    assert again.uidvalidity == state.uidvalidity
    assert await uids(root) == {1: message(1), 2: message(2)}


async def test_two_readers_agree_on_the_numbers(root: Path) -> None:
    one, two = MaildirMailbox("oslo", root), MaildirMailbox("oslo", root)
    await one.open()
    await two.open()
    for number in range(1, 20):
        put(root, number)
        await asyncio.gather(one.listing(0), two.listing(0))
    names = [{a.place.uid: a.raw for a in await m.fetch(range(1, 20), size_limit=10**6, sizes={})} for m in (one, two)]
    assert names[0] == names[1] == {n: message(n) for n in range(1, 20)}


async def test_list_may_lie_elsewhere_and_the_maildir_is_not_touched(root: Path, tmp_path: Path) -> None:
    put(root, 1)
    before = everything(root)
    (tmp_path / "state").mkdir()
    found = await uids(root, state_dir=tmp_path / "state")
    assert list(found) == [1]
    assert everything(root) == before


async def test_dead_names_are_forgotten_in_time_and_numbers_are_not(root: Path) -> None:
    for number in range(1, 1501):
        put(root, number, body="").write_bytes(b"")
    mailbox = MaildirMailbox("oslo", root)
    await mailbox.open()
    for path in (root / "new").iterdir():
        path.unlink()
    state = await mailbox.open()
    put(root, 1501)
    found = await mailbox.listing(0)
    assert (root / LIST_NAME).read_text().count("\n") == 2
    assert (state.uidnext, [x.uid for x in found]) == (1501, [1501])


async def test_message_deleted_in_the_meantime_is_absent(root: Path) -> None:
    put(root, 1).rename(root / "cur" / "gone:2,")
    put(root, 2)
    mailbox = MaildirMailbox("oslo", root)
    await mailbox.open()
    listed = [x.uid for x in await mailbox.listing(0)]
    (root / "cur" / "gone:2,").unlink()
    arrivals = await mailbox.fetch(listed, size_limit=10_000, sizes={})
    assert len(arrivals) == 1


async def test_message_renamed_in_the_meantime_is_found(root: Path) -> None:
    path = put(root, 1)
    mailbox = MaildirMailbox("oslo", root)
    await mailbox.open()
    path.rename(root / "cur" / f"{path.name}:2,S")
    (arrival,) = await mailbox.fetch([1], size_limit=10_000, sizes={})
    assert arrival.raw == message(1)


async def test_of_an_oversized_message_only_the_header_comes(root: Path) -> None:
    path = put(root, 1, body="x" * 50_000)
    mailbox = MaildirMailbox("oslo", root)
    await mailbox.open()
    (arrival,) = await mailbox.fetch([1], size_limit=10_000, sizes={})
    assert (arrival.raw, arrival.size) == (None, path.stat().st_size)
    assert arrival.head == message(1).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"


async def test_header_ends_at_the_first_empty_line_of_either_kind(root: Path) -> None:
    path = put(root, 1)
    path.write_bytes(b"Subject: x\n\nbody\r\n\r\nmore" + b"." * 50_000)
    mailbox = MaildirMailbox("oslo", root)
    await mailbox.open()
    (arrival,) = await mailbox.fetch([1], size_limit=10_000, sizes={})
    assert arrival.head == b"Subject: x\n\n"


async def test_time_of_arrival_is_that_of_the_file(root: Path) -> None:
    put(root, 0)
    mailbox = MaildirMailbox("oslo", root)
    await mailbox.open()
    (arrival,) = await mailbox.fetch([1], size_limit=10_000, sizes={})
    assert arrival.received_at == datetime(2000, 1, 1, tzinfo=UTC)


async def test_pipes_links_directories_and_dot_files_are_no_messages(root: Path, tmp_path: Path) -> None:
    os.mkfifo(root / "new" / "1.pipe")
    (root / "new" / "2.directory").mkdir()
    (tmp_path / "secret").write_text("not mail")
    (root / "new" / "3.link").symlink_to(tmp_path / "secret")
    (root / "new" / ".nfs0001").write_text("not mail")
    assert await uids(root) == {}


async def test_names_in_any_bytes_are_messages(root: Path) -> None:
    odd = os.fsdecode(b"946684801.\xff \xc3\xa9,S=12")
    (root / "new" / odd).write_bytes(message(1))
    assert await uids(root) == {1: message(1)}
    assert await uids(root) == {1: message(1)}


@pytest.mark.parametrize("where", ["new", "cur"])
async def test_new_message_ends_the_waiting(root: Path, where: str) -> None:
    mailbox = MaildirMailbox("oslo", root, poll_seconds=0.02)
    await mailbox.open()
    waiting = asyncio.create_task(mailbox.wait(5))
    await asyncio.sleep(0.05)
    put(root, 1, where)
    began = time.monotonic()
    assert await waiting
    assert time.monotonic() - began < 0.3


async def test_quiet_maildir_lets_the_time_pass(root: Path) -> None:
    for sub in ("new", "cur"):
        os.utime(root / sub, (0, 0))
    mailbox = MaildirMailbox("oslo", root, poll_seconds=0.02)
    await mailbox.open()
    assert not await mailbox.wait(0.1)


async def test_second_change_within_one_tick_of_the_clock_is_seen(root: Path) -> None:
    mailbox = MaildirMailbox("oslo", root, poll_seconds=0.02)
    put(root, 1)
    stamp = (root / "new").stat().st_mtime_ns
    await mailbox.open()
    put(root, 2)
    os.utime(root / "new", ns=(stamp, stamp))
    assert await mailbox.wait(4)


async def test_seen_mark_moves_to_cur_and_keeps_other_flags(root: Path) -> None:
    first, second = put(root, 1), put(root, 2, "cur", ":2,FR")
    mailbox = MaildirMailbox("oslo", root, mark="seen")
    await mailbox.open()
    await mailbox.mark([1, 2, 99])
    assert sorted(p.name for p in (root / "cur").iterdir()) == [f"{first.name}:2,S", second.name.replace("FR", "FRS")]
    assert list(await uids(root)) == [1, 2]


async def test_moved_messages_lie_in_the_other_folder(root: Path) -> None:
    path = put(root, 1)
    mailbox = MaildirMailbox("oslo", root, mark="move:Recorded")
    await mailbox.open()
    await mailbox.mark([1])
    assert [p.name for p in (root / ".Recorded" / "cur").iterdir()] == [f"{path.name}:2,"]


async def test_single_messages_are_moved_with_their_flags(root: Path) -> None:
    put(root, 1)
    second = put(root, 2, "cur", ":2,FR")
    mailbox = MaildirMailbox("oslo", root)
    await mailbox.open()
    assert await mailbox.lacking(["Travel"]) == ["Travel"]
    await mailbox.move([2, 99], "Travel")
    await mailbox.move([2], "Travel")
    assert [p.name for p in (root / ".Travel" / "cur").iterdir()] == [second.name]
    assert (await mailbox.lacking(["Travel"]), list(await uids(root))) == ([], [1])


@pytest.mark.parametrize("name", ["a/b", ".hidden", "", ".."])
async def test_a_name_that_would_lead_elsewhere_is_refused(root: Path, name: str) -> None:
    put(root, 1)
    mailbox = MaildirMailbox("oslo", root)
    await mailbox.open()
    with pytest.raises(MailboxError, match="is no folder of a Maildir"):
        await mailbox.move([1], name)


async def test_nothing_is_renamed_by_default(root: Path) -> None:
    path = put(root, 1)
    mailbox = MaildirMailbox("oslo", root)
    await mailbox.open()
    await mailbox.mark([1])
    assert path.exists()


async def one_moved(folder: Path) -> MaildirMailbox:
    """A Maildir that is made there, and its one message moved into a folder of it."""
    for sub in ("tmp", "new", "cur"):
        (folder / sub).mkdir(parents=True)
    put(folder, 1)
    mailbox = MaildirMailbox("oslo", folder)
    await mailbox.open()
    await mailbox.move([1], "Travel")
    return mailbox


async def test_folders_of_a_folder_lie_beside_it_where_mail_programs_look(root: Path) -> None:
    mailbox = await one_moved(root / ".Conference")
    assert await uids(root / ".Conference.Travel") == {1: message(1)}
    assert (await mailbox.lacking(["Travel", "Visa"]), await mailbox.uids()) == (["Visa"], [])


async def test_a_maildir_whose_own_name_begins_with_a_dot_has_its_folders_within(tmp_path: Path) -> None:
    root = tmp_path / ".maildir"
    await one_moved(root)
    assert await uids(root / ".Travel") == {1: message(1)}


async def test_a_file_that_is_renamed_at_every_look_is_not_called_moved(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        put(root, number)
    mailbox = MaildirMailbox("oslo", root)
    await mailbox.open()
    rename, times = Path.rename, [1]

    def between(path: Path, target: Path) -> Path:
        """A mail program sets a flag between the look and the renaming: once for the first message, always for the other."""
        if path.name.startswith("946684801") and not times:
            return rename(path, target)
        if path.name.startswith("946684801"):
            times.pop()
        rename(path, root / "cur" / f"{path.name.partition(':')[0]}:2,{'FS' if path.name.endswith('R') else 'R'}")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", between)
    await mailbox.move([1], "Travel")
    with pytest.raises(MailboxError, match="renamed"):
        await mailbox.move([2], "Travel")
    monkeypatch.undo()
    assert await uids(root / ".Travel") == {1: message(1)}
    await mailbox.move([2], "Travel")
    assert await mailbox.uids() == []


async def test_a_file_that_a_look_misses_because_it_is_being_renamed_is_moved_all_the_same(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(root, 1, "cur", ":2,")
    mailbox = MaildirMailbox("oslo", root)
    await mailbox.open()
    scandir, hidden = os.scandir, [True]
    (root / "cur" / "946684801.M1P1.mx:2,").rename(root / "cur" / "946684801.M1P1.mx:2,S")

    def missing(path: Path) -> contextlib.AbstractContextManager[Iterator[os.DirEntry[str]]]:
        """What reading a directory may show of a file that gets another name meanwhile: nothing."""
        if Path(path).name == "cur" and hidden:
            hidden.pop()
            (root / "cur" / "946684801.M1P1.mx:2,S").rename(root / "cur" / "946684801.M1P1.mx:2,RS")
            return contextlib.nullcontext(iter(()))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", missing)
    await mailbox.move([1], "Travel")
    assert hidden == []
    assert await uids(root / ".Travel") == {1: message(1)}


async def test_another_folder_is_listed_by_day_and_numbered_apart(root: Path, tmp_path: Path) -> None:
    day = 86400
    for number in (1, 2 * day, 3 * day):
        put(root, number)
    mailbox = MaildirMailbox("oslo", root, state_dir=tmp_path)
    await mailbox.open()
    await mailbox.move([1, 2, 3], "Travel")
    beside = await mailbox.beside("Travel")
    assert beside is not None
    await beside.open()
    listed = [each.uid for each in await beside.listing_since(date(2000, 1, 3))]
    assert (listed, await beside.uids(), await mailbox.uids()) == ([2, 3], [1, 2, 3], [])
    assert await mailbox.beside("Visa") is None


@pytest.mark.parametrize("mark", ["keyword:Done", "move:", "move:a/b", "move:..", "trash", ""])
def test_mark_that_makes_no_sense_is_refused_at_once(root: Path, mark: str) -> None:
    with pytest.raises(ValueError, match="can be marked"):
        MaildirMailbox("oslo", root, mark=mark)


async def test_directory_that_is_no_maildir_is_named(tmp_path: Path) -> None:
    with pytest.raises(MailboxError, match="is not a Maildir") as caught:
        await MaildirMailbox("oslo", tmp_path).open()
    assert caught.value.permanent


async def test_maildir_that_vanishes_is_an_error_and_not_empty(root: Path) -> None:
    mailbox = MaildirMailbox("oslo", root)
    await mailbox.open()
    (root / "new").rename(root / "away")
    with pytest.raises(MailboxError):
        await mailbox.listing(0)


async def test_maildir_that_dovecot_fills_is_read(dovecot: Dovecot, tmp_path: Path) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, message(1), message(2))
    if not os.access(dovecot.maildir(user), os.R_OK):
        pytest.skip("the Maildir belongs to somebody else")
    found = await uids(dovecot.maildir(user), state_dir=tmp_path)
    assert [b"Subject: Letter 1" in (found[1] or b""), b"Subject: Letter 2" in (found[2] or b"")] == [True, True]


KILLED = """
import asyncio, sys
from pathlib import Path
from mailflow.wire.maildir import MaildirMailbox
async def main():
    mailbox = MaildirMailbox("oslo", Path(sys.argv[1]))
    await mailbox.open()
    while True:
        for listing in await mailbox.listing(0):
            print(listing.uid, mailbox._names[listing.uid], flush=True)
asyncio.run(main())
"""


def handed_out_and_killed(root: Path, number: int) -> dict[str, str]:
    """Numbers and names that a reader printed before it was killed among 30 new messages."""
    handed_out = {}
    with subprocess.Popen([sys.executable, "-c", KILLED, str(root)], stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        for letter in range(number * 100, number * 100 + 30):
            put(root, letter)
        for line in reader.stdout:
            if line.endswith("\n"):  # the last one may have been cut by the kill
                uid, name = line.split()
                handed_out[uid] = name
            if len(handed_out) > number * 20:
                reader.kill()
    return handed_out


async def test_number_handed_out_before_a_kill_means_the_same_message_after_it(root: Path) -> None:
    rounds = [handed_out_and_killed(root, number) for number in (1, 2, 3)]
    mailbox = MaildirMailbox("oslo", root)
    await mailbox.open()
    assert all(mailbox._names[int(uid)] == name for handed_out in rounds for uid, name in handed_out.items())
