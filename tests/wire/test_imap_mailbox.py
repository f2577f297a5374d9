"""Reading a folder of a real Dovecot, alone and beside colleagues who work in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mailflow.errors import MailboxError
from tests.servers.dovecot import Dovecot
from tests.wire.post import fetched, imap_mailbox, message


async def test_open_tells_how_far_the_folder_goes(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, *map(message, range(3)))
    mailbox = imap_mailbox(dovecot, user)
    state = await mailbox.open()
    await mailbox.close()
    assert (state.folder, state.exists, state.uidnext) == ("INBOX", 3, 4)


async def test_messages_arrive_whole(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, *map(message, range(120)))
    mailbox = imap_mailbox(dovecot, user)
    await mailbox.open()
    arrivals = await fetched(mailbox, *range(1, 121))
    await mailbox.close()
    assert [(a.raw or b"").endswith(message(n)) for n, a in enumerate(arrivals)] == [True] * 120


async def test_listing_holds_only_what_comes_after(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, *map(message, range(4)))
    mailbox = imap_mailbox(dovecot, user)
    await mailbox.open()
    listing = await mailbox.listing(2)
    await mailbox.close()
    assert [x.uid for x in listing] == [3, 4]


async def test_listing_after_the_last_message_is_empty(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, message(1))
    mailbox = imap_mailbox(dovecot, user)
    await mailbox.open()
    listing = await mailbox.listing(1)
    await mailbox.close()
    assert listing == []


async def test_size_in_the_listing_is_that_of_the_message(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, message(1))
    mailbox = imap_mailbox(dovecot, user)
    await mailbox.open()
    ((listed,), (arrival,)) = await mailbox.listing(0), await fetched(mailbox, 1)
    await mailbox.close()
    assert listed.size == arrival.size == len(arrival.raw or b"")


async def test_empty_folder_is_no_trouble(dovecot: Dovecot) -> None:
    mailbox = imap_mailbox(dovecot, dovecot.new_user())
    await mailbox.open()
    found = (await mailbox.listing(0), await mailbox.uids(), await fetched(mailbox, 1, 2))
    await mailbox.close()
    assert found == ([], [], [])


async def test_time_of_arrival_is_aware_and_in_utc(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    with dovecot.session(user) as colleague:
        colleague.append("INBOX", "", '"17-Jul-2025 02:44:25 +0530"', message(1))
    mailbox = imap_mailbox(dovecot, user)
    await mailbox.open()
    (arrival,) = await fetched(mailbox, 1)
    await mailbox.close()
    assert arrival.received_at == datetime(2025, 7, 16, 21, 14, 25, tzinfo=UTC)
    assert arrival.received_at.utcoffset() == timedelta(0)


async def test_reading_touches_no_flag(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, *map(message, range(2)))
    mailbox = imap_mailbox(dovecot, user)
    await mailbox.open()
    await fetched(mailbox, 1, 2)
    await mailbox.mark([1, 2])
    await mailbox.close()
    assert not any("Seen" in flags for flags in dovecot.flags(user))


async def test_of_an_oversized_message_only_the_header_comes(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, message(1), message(2, "We shall attend. " * 20_000), message(3))
    mailbox = imap_mailbox(dovecot, user)
    await mailbox.open()
    small, large, other = await fetched(mailbox, 1, 2, 3, size_limit=10_000)
    await mailbox.close()
    assert large.raw is None
    assert large.size > 300_000
    assert b"Subject: Letter 2\r\n" in large.head
    assert large.head.endswith(b"\r\n\r\n")
    assert small.raw is not None
    assert other.raw is not None


async def test_message_expunged_by_a_colleague_is_absent(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, *map(message, range(5)))
    mailbox = imap_mailbox(dovecot, user)
    await mailbox.open()
    sizes = {x.uid: x.size for x in await mailbox.listing(0)}
    with dovecot.session(user) as colleague:
        colleague.uid("STORE", "2,4", "+FLAGS", "(\\Deleted)")
        colleague.expunge()
    arrivals = await mailbox.fetch(list(sizes), size_limit=10_000, sizes=sizes)
    await mailbox.close()
    assert [a.place.uid for a in arrivals] == [1, 3, 5]


async def test_message_without_a_size_known_is_fetched_all_the_same(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, message(1), message(2))
    mailbox = imap_mailbox(dovecot, user)
    await mailbox.open()
    arrivals = await mailbox.fetch([1, 2, 99], size_limit=10_000, sizes={1: 400})
    await mailbox.close()
    assert [a.place.uid for a in arrivals] == [1, 2]


async def test_recreated_folder_has_another_uidvalidity(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    with dovecot.session(user) as colleague:
        colleague.create("Oslo")
        colleague.append("Oslo", "", "", message(1))
    mailbox = imap_mailbox(dovecot, user, folder="Oslo")
    first = await mailbox.open()
    with dovecot.session(user) as colleague:
        colleague.delete("Oslo")
        colleague.create("Oslo")
        colleague.append("Oslo", "", "", message(1))
    second = await mailbox.open()
    (arrival,) = await fetched(mailbox, 1)
    await mailbox.close()
    assert second.uidvalidity != first.uidvalidity
    assert arrival.place.uidvalidity == second.uidvalidity


async def test_folder_deleted_in_mid_session_is_an_error_and_no_answer(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    with dovecot.session(user) as colleague:
        colleague.create("Oslo")
        colleague.append("Oslo", "", "", message(1))
        mailbox = imap_mailbox(dovecot, user, folder="Oslo")
        await mailbox.open()
        colleague.delete("Oslo")
    with pytest.raises(MailboxError):
        await fetched(mailbox, 1)
    await mailbox.close()


async def test_folder_names_may_be_in_any_language(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    with dovecot.session(user) as colleague:
        colleague.create('"Conf&AOk-rence & suite"'.replace("& s", "&- s"))
    mailbox = imap_mailbox(dovecot, user, folder="Conférence & suite")
    state = await mailbox.open()
    await mailbox.close()
    assert state.folder == "Conférence & suite"


async def test_missing_folder_is_named_and_permanent(dovecot: Dovecot) -> None:
    mailbox = imap_mailbox(dovecot, dovecot.new_user(), folder="Nowhere")
    with pytest.raises(MailboxError, match="Nowhere") as caught:
        await mailbox.open()
    await mailbox.close()
    assert caught.value.permanent


async def test_uids_are_those_of_all_messages(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, *map(message, range(3)))
    mailbox = imap_mailbox(dovecot, user)
    await mailbox.open()
    uids = await mailbox.uids()
    await mailbox.close()
    assert uids == [1, 2, 3]


async def test_mailbox_may_be_opened_again_after_closing(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, message(1))
    mailbox = imap_mailbox(dovecot, user)
    await mailbox.open()
    await mailbox.close()
    await mailbox.open()
    uids = await mailbox.uids()
    await mailbox.close()
    assert uids == [1]


async def test_closed_mailbox_says_that_it_is_not_connected(dovecot: Dovecot) -> None:
    mailbox = imap_mailbox(dovecot, dovecot.new_user())
    with pytest.raises(MailboxError, match="not connected"):
        await mailbox.listing(0)


async def test_scattered_uids_are_fetched_in_parts(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, message(1), message(2))
    mailbox = imap_mailbox(dovecot, user)
    await mailbox.open()
    scattered = [1, 2, *range(1001, 41_000, 2)]
    arrivals = await mailbox.fetch(scattered, size_limit=10_000, sizes=dict.fromkeys(scattered, 400))
    await mailbox.close()
    assert [a.place.uid for a in arrivals] == [1, 2]
