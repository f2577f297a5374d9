"""Marking messages on a real Dovecot."""

from __future__ import annotations

from datetime import date

import pytest

from mailflow.errors import MailboxError
from mailflow.wire.imap import ImapMailbox
from tests.servers.dovecot import Dovecot
from tests.servers.script import ScriptedImap
from tests.wire.post import imap_mailbox, imap_options, message


async def marked(dovecot: Dovecot, mark: str) -> str:
    """A user with three messages, of which the first two were marked."""
    user = dovecot.new_user()
    dovecot.deliver(user, *map(message, range(3)))
    mailbox = imap_mailbox(dovecot, user, mark=mark)
    await mailbox.open()
    await mailbox.mark([1, 2])
    await mailbox.close()
    return user


@pytest.mark.parametrize(("mark", "flag"), [("seen", "\\Seen"), ("keyword:$Recorded", "$Recorded")])
async def test_marked_messages_carry_the_flag(dovecot: Dovecot, mark: str, flag: str) -> None:
    user = await marked(dovecot, mark)
    assert [flag in flags for flags in dovecot.flags(user)] == [True, True, False]


async def test_moved_messages_lie_in_the_other_folder(dovecot: Dovecot) -> None:
    user = await marked(dovecot, "move:Recorded/2026 é")
    assert len(dovecot.flags(user)) == 1
    assert len(dovecot.flags(user, '"Recorded/2026 &AOk-"')) == 2


async def test_single_messages_are_moved_and_what_is_gone_is_passed_over(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, *map(message, range(3)))
    mailbox = imap_mailbox(dovecot, user)
    await mailbox.open()
    lacking = await mailbox.lacking(["Travel", "INBOX"])
    await mailbox.move([2, 77], "Travel")
    await mailbox.move([2], "Travel")
    assert (lacking, await mailbox.lacking(["Travel"]), await mailbox.uids()) == (["Travel"], [], [1, 3])
    await mailbox.close()
    assert len(dovecot.flags(user, "Travel")) == 1


async def test_a_server_that_cannot_move_is_told_so_before_the_first_message() -> None:
    async with ScriptedImap(capability="IMAP4rev1") as server:
        mailbox = imap_mailbox(server)
        await mailbox.open()
        for asked in (mailbox.lacking(["Travel"]), mailbox.move([1], "Travel")):
            with pytest.raises(MailboxError, match="no MOVE") as caught:
                await asked
            assert caught.value.permanent
        await mailbox.close()


async def test_marking_what_is_gone_is_passed_over(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, message(1))
    mailbox = imap_mailbox(dovecot, user, mark="seen")
    await mailbox.open()
    await mailbox.mark([1, 77])
    await mailbox.close()
    assert "\\Seen" in dovecot.flags(user)[0]


@pytest.mark.parametrize("mark", ["keyword:", "keyword:two words", "keyword:\\Seen", "move:", "seen:x", "deleted", ""])
def test_mark_that_makes_no_sense_is_refused_at_once(dovecot: Dovecot, mark: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        ImapMailbox("oslo", imap_options(dovecot, mark=mark))


async def test_read_only_folder_can_be_read_but_not_marked() -> None:
    async with ScriptedImap(SELECT="* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n{tag} OK [READ-ONLY] done\r\n") as server:
        mailbox = imap_mailbox(server, mark="seen")
        await mailbox.open()
        uids = await mailbox.uids()
        with pytest.raises(MailboxError, match="read-only") as caught:
            await mailbox.mark([1])
        await mailbox.close()
    assert uids == [1, 2, 3]
    assert caught.value.permanent


async def test_nothing_is_copied_and_deleted_where_the_server_cannot_move() -> None:
    async with ScriptedImap(capability="IMAP4rev1") as server:
        mailbox = imap_mailbox(server, mark="move:Done")
        await mailbox.open()
        with pytest.raises(MailboxError, match="no MOVE"):
            await mailbox.mark([1])
        await mailbox.close()
    assert not any("COPY" in line or "STORE" in line for line in server.lines)


async def test_keyword_that_the_server_would_drop_is_refused() -> None:
    flags = "* OK [PERMANENTFLAGS (\\Seen \\Deleted)] limited\r\n"
    async with ScriptedImap(SELECT=f"* 3 EXISTS\r\n{flags}* OK [UIDVALIDITY 7] x\r\n{{tag}} OK done\r\n") as server:
        mailbox = imap_mailbox(server, mark="keyword:Recorded")
        await mailbox.open()
        with pytest.raises(MailboxError, match="keeps no keywords"):
            await mailbox.mark([1])
        await mailbox.close()


async def test_refused_marking_leaves_the_mailbox_usable() -> None:
    async with ScriptedImap(STORE="{tag} NO [OVERQUOTA] full\r\n") as server:
        mailbox = imap_mailbox(server, mark="seen")
        await mailbox.open()
        with pytest.raises(MailboxError, match="OVERQUOTA"):
            await mailbox.mark([1])
        uids = await mailbox.uids()
        await mailbox.close()
    assert uids == [1, 2, 3]
    assert server.connections == 1


def opened(verb: str, uidvalidity: int = 7, exists: int = 3) -> str:
    """The answer to EXAMINE or SELECT."""
    return (
        f"* {exists} EXISTS\r\n* OK [UIDVALIDITY {uidvalidity}] here\r\n* OK [UIDNEXT {exists + 1}] next\r\n"
        f"{{tag}} OK [{'READ-ONLY' if verb == 'EXAMINE' else 'READ-WRITE'}] done\r\n"
    )


async def test_renumbering_after_a_move_is_noticed_before_the_next() -> None:
    examine = [opened("EXAMINE"), opened("EXAMINE", uidvalidity=8)]
    select = [opened("SELECT"), opened("SELECT", uidvalidity=8)]
    async with ScriptedImap(EXAMINE=examine, SELECT=select) as server:
        mailbox = imap_mailbox(server)
        await mailbox.open()
        with pytest.raises(MailboxError, match="renumbered"):
            await mailbox.move([1], "Travel")
        with pytest.raises(MailboxError, match="not connected"):
            await mailbox.move([2], "Travel")
        assert (await mailbox.open()).uidvalidity == 8
        await mailbox.close()
    assert [line.partition(" ")[2] for line in server.lines if "MOVE" in line] == ['UID MOVE 1 "Travel"']


async def test_what_comes_while_messages_are_marked_by_moving_is_not_waited_for() -> None:
    async with ScriptedImap(SELECT=[opened("SELECT"), opened("SELECT", exists=4)]) as server:
        mailbox = imap_mailbox(server, mark="move:Done")
        await mailbox.open()
        await mailbox.listing(0)
        await mailbox.mark([1])
        assert await mailbox.wait(0)
        await mailbox.close()


async def test_what_comes_while_a_move_is_refused_is_not_waited_for() -> None:
    examine = [opened("EXAMINE"), opened("EXAMINE", exists=4)]
    async with ScriptedImap(EXAMINE=examine, SELECT=opened("SELECT", exists=4), MOVE="{tag} NO full\r\n") as server:
        mailbox = imap_mailbox(server)
        await mailbox.open()
        await mailbox.listing(0)
        with pytest.raises(MailboxError, match="full"):
            await mailbox.move([1], "Travel")
        assert await mailbox.wait(0)
        await mailbox.close()


async def test_another_folder_is_read_by_day_over_a_connection_of_its_own(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, message(1))
    with dovecot.session(user, None) as client:
        client.create("Travel/2031")
        client.append("Travel/2031", "", '"01-Jan-2021 12:00:00 +0000"', message(2))
        client.append("Travel/2031", "", '"03-Jan-2021 12:00:00 +0000"', message(3))
    mailbox = imap_mailbox(dovecot, user, mark="move:Travel/2031")
    await mailbox.open()
    beside = await mailbox.beside("Travel/2031")
    assert beside is not None
    state = await beside.open()
    assert ([each.uid for each in await beside.listing_since(date(2021, 1, 2))], state.exists) == ([2], 2)
    # Of the one there is nothing, and the other is a name that holds folders only.
    assert [await mailbox.beside(name) for name in ("Visa", "Travel")] == [None, None]
    await beside.close()
    await mailbox.close()
