"""Answers that servers are known to give, and that a real Dovecot cannot be made to give."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mailflow.errors import MailboxError
from tests.servers.script import CLOSE, ScriptedImap
from tests.wire.post import imap_mailbox

SIZES = {1: 10, 2: 10, 3: 10}
DATE = 'INTERNALDATE "17-Jul-2025 02:44:25 +0000"'
AT = datetime(2025, 7, 17, 2, 44, 25, tzinfo=UTC)


def body(uid: int, text: str, seq: int | None = None) -> str:
    return f"* {seq or uid} FETCH (UID {uid} {DATE} BODY[] {{{len(text)}}}\r\n{text})\r\n"


async def bodies(answer: str, *uids: int, sizes: dict[int, int] | None = None) -> dict[int, bytes | None]:
    """What is made of one answer to a FETCH of these UIDs."""
    async with ScriptedImap(FETCH=answer) as server:
        mailbox = imap_mailbox(server)
        await mailbox.open()
        arrivals = await mailbox.fetch(uids, size_limit=1000, sizes=sizes or SIZES)
        await mailbox.close()
    return {a.place.uid: a.raw for a in arrivals}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(body(1, "one") + "{tag} OK done\r\n", {1: b"one"}, id="plain"),
        pytest.param(body(2, "two") + body(1, "one") + "{tag} OK done\r\n", {1: b"one", 2: b"two"}, id="other order"),
        pytest.param(
            f"* 1 FETCH (UID 1 {DATE})\r\n* 1 FETCH (UID 1 BODY[] {{3}}\r\none)\r\n{{tag}} OK done\r\n",
            {1: b"one"},
            id="split into two answers",
        ),
        pytest.param(
            "* 2 FETCH (FLAGS (\\Seen))\r\n" + body(1, "one") + "* 1 FETCH (FLAGS ())\r\n{tag} OK done\r\n",
            {1: b"one"},
            id="flags of others in between",
        ),
        pytest.param(
            "* 1 FETCH (BODY[] {5}\r\nwhose)\r\n" + body(1, "one", seq=9) + "{tag} OK done\r\n",
            {1: b"one"},
            id="a body without UID is nobody's",
        ),
        pytest.param(body(77, "more") + body(1, "one") + "{tag} OK done\r\n", {1: b"one"}, id="not asked for"),
        pytest.param("* 1 FETCH (UID 1 BODY[] NIL)\r\n{tag} OK done\r\n", {}, id="NIL is gone"),
        pytest.param('* 1 FETCH (UID 1 BODY[] "")\r\n{tag} OK done\r\n', {}, id="empty is gone"),
        pytest.param('* 1 FETCH (UID 1 BODY[] "one")\r\n{tag} OK done\r\n', {1: b"one"}, id="quoted string"),
        pytest.param('* 1 FETCH (UID 1 BODY[] "123")\r\n{tag} OK done\r\n', {1: b"123"}, id="digits only"),
        pytest.param("{tag} OK done\r\n", {}, id="nothing"),
        pytest.param("* 2 EXPUNGE\r\n" + body(1, "one") + "{tag} OK done\r\n", {1: b"one"}, id="expunge in between"),
    ],
)
async def test_fetch_answers_are_read_by_their_uid(answer: str, expected: dict[int, bytes]) -> None:
    assert await bodies(answer, 1, 2) == expected


async def test_date_and_body_of_a_split_answer_are_put_together() -> None:
    answer = f"* 1 FETCH (UID 1 {DATE})\r\n* 1 FETCH (UID 1 BODY[] {{3}}\r\none)\r\n{{tag}} OK done\r\n"
    async with ScriptedImap(FETCH=answer) as server:
        mailbox = imap_mailbox(server)
        await mailbox.open()
        (arrival,) = await mailbox.fetch([1], size_limit=1000, sizes=SIZES)
        await mailbox.close()
    assert arrival.received_at == AT


@pytest.mark.parametrize("date", ['"yesterday"', "NIL", '"17-Jul-2025 02:44:25"', '"99-Foo-2025 02:44:25 +0000"'])
async def test_unreadable_date_of_arrival_does_not_lose_the_message(date: str) -> None:
    answer = f"* 1 FETCH (UID 1 INTERNALDATE {date} BODY[] {{3}}\r\none)\r\n{{tag}} OK done\r\n"
    assert await bodies(answer, 1) == {1: b"one"}


async def test_message_that_is_longer_than_listed_comes_by_its_header() -> None:
    long = "Subject: x\r\n\r\n" + "a" * 2000
    async with ScriptedImap(FETCH=body(1, long) + "{tag} OK done\r\n") as server:
        mailbox = imap_mailbox(server)
        await mailbox.open()
        (arrival,) = await mailbox.fetch([1], size_limit=1000, sizes=SIZES)
        await mailbox.close()
    assert (arrival.raw, arrival.head, arrival.size) == (None, b"Subject: x\r\n\r\n", len(long))


async def test_no_for_an_expunged_message_keeps_the_others() -> None:
    answers = [body(1, "one") + "{tag} NO [EXPUNGEISSUED] some are gone\r\n", "{tag} NO gone\r\n"]
    async with ScriptedImap(FETCH=answers, SEARCH="* SEARCH\r\n{tag} OK done\r\n") as server:
        mailbox = imap_mailbox(server)
        await mailbox.open()
        arrivals = await mailbox.fetch([1, 2], size_limit=1000, sizes=SIZES)
        await mailbox.close()
    assert [a.place.uid for a in arrivals] == [1]


@pytest.mark.parametrize("refusal", ["{tag} NO cannot convert\r\n", "{tag} BAD internal error\r\n"])
async def test_message_refused_three_times_goes_on_by_its_header(refusal: str) -> None:
    header = "* 2 FETCH (UID 2 BODY[HEADER]<0> {14}\r\nSubject: x\r\n\r\n)\r\n{tag} OK done\r\n"
    # Each round asks for both, then for the one that is missing; the last one asks for the header.
    answers = [body(1, "one") + refusal, refusal] * 3 + [header]
    async with ScriptedImap(FETCH=answers, SEARCH="* SEARCH 2\r\n{tag} OK done\r\n") as server:
        mailbox = imap_mailbox(server)
        await mailbox.open()
        for _ in range(2):
            with pytest.raises(MailboxError, match="message 2"):
                await mailbox.fetch([1, 2], size_limit=1000, sizes=SIZES)
        arrivals = await mailbox.fetch([1, 2], size_limit=1000, sizes=SIZES)
        await mailbox.close()
    assert [(a.place.uid, a.raw, a.head) for a in arrivals] == [(1, b"one", b""), (2, None, b"Subject: x\r\n\r\n")]


async def test_refusal_that_passes_is_never_counted_against_the_message() -> None:
    async with ScriptedImap(FETCH="{tag} NO [UNAVAILABLE] later\r\n", SEARCH="* SEARCH 1\r\n{tag} OK x\r\n") as server:
        mailbox = imap_mailbox(server)
        await mailbox.open()
        for _ in range(5):
            with pytest.raises(MailboxError, match="UNAVAILABLE") as caught:
                await mailbox.fetch([1], size_limit=1000, sizes=SIZES)
        await mailbox.close()
    assert not caught.value.permanent


async def test_answer_that_cannot_be_read_hinders_one_message_only() -> None:
    broken = '* 2 FETCH (UID 2 BODY[] "half)\r\n'
    answers = [body(1, "one") + broken + "{tag} OK done\r\n", body(1, "one") + "{tag} OK done\r\n"]
    answers += [broken + "{tag} OK done\r\n"]
    async with ScriptedImap(FETCH=answers, SEARCH="* SEARCH 2\r\n{tag} OK done\r\n") as server:
        mailbox = imap_mailbox(server)
        await mailbox.open()
        with pytest.raises(MailboxError, match="message 2"):
            await mailbox.fetch([1, 2], size_limit=1000, sizes=SIZES)
        await mailbox.close()


async def test_body_shorter_than_its_literal_is_never_handed_on() -> None:
    async with ScriptedImap(FETCH="* 1 FETCH (UID 1 BODY[] {300}\r\nhalf" + CLOSE) as server:
        mailbox = imap_mailbox(server)
        await mailbox.open()
        with pytest.raises(MailboxError):
            await mailbox.fetch([1], size_limit=1000, sizes=SIZES)
        await mailbox.close()


@pytest.mark.parametrize(
    ("answer", "uids"),
    [
        ("* SEARCH 1 2 3\r\n{tag} OK done\r\n", [1, 2, 3]),
        ("* SEARCH 3 1 2\r\n{tag} OK done\r\n", [1, 2, 3]),
        ("* SEARCH\r\n{tag} OK done\r\n", []),
        ("{tag} OK done\r\n", []),
        ("* SEARCH 1 2\r\n* SEARCH 3\r\n{tag} OK done\r\n", [1, 2, 3]),
        ("* SEARCH 1 2 (MODSEQ 917162500)\r\n{tag} OK done\r\n", [1, 2]),
    ],
)
async def test_search_answers_in_all_their_forms(answer: str, uids: list[int]) -> None:
    async with ScriptedImap(SEARCH=answer) as server:
        mailbox = imap_mailbox(server)
        await mailbox.open()
        found = await mailbox.uids()
        await mailbox.close()
    assert found == uids


async def test_folder_of_two_hundred_thousand_messages_can_be_listed() -> None:
    numbers = " ".join(str(n) for n in range(1_000_000, 1_200_000))
    async with ScriptedImap(SEARCH=f"* SEARCH {numbers}\r\n{{tag}} OK done\r\n") as server:
        mailbox = imap_mailbox(server)
        await mailbox.open()
        found = await mailbox.uids()
        await mailbox.close()
    assert len(found) == 200_000


async def test_refused_search_is_an_error_and_no_empty_folder() -> None:
    async with ScriptedImap(SEARCH="{tag} NO [SERVERBUG] no\r\n") as server:
        mailbox = imap_mailbox(server)
        await mailbox.open()
        with pytest.raises(MailboxError):
            await mailbox.listing(0)
        await mailbox.close()


async def test_message_without_a_size_is_listed_all_the_same() -> None:
    answer = "* 1 FETCH (UID 1 RFC822.SIZE 5)\r\n* 2 FETCH (RFC822.SIZE 6 FLAGS () UID 2)\r\n* 3 FETCH (FLAGS ())\r\n"
    async with ScriptedImap(FETCH=answer + "{tag} OK done\r\n") as server:
        mailbox = imap_mailbox(server)
        await mailbox.open()
        listing = await mailbox.listing(0)
        await mailbox.close()
    assert [(x.uid, x.size) for x in listing] == [(1, 5), (2, 6), (3, 0)]


async def test_missing_uidnext_is_worked_out() -> None:
    async with ScriptedImap(EXAMINE="* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n{tag} OK done\r\n") as server:
        mailbox = imap_mailbox(server)
        state = await mailbox.open()
        await mailbox.close()
    assert state.uidnext == 4


async def test_server_without_uidvalidity_is_refused() -> None:
    async with ScriptedImap(EXAMINE="* 3 EXISTS\r\n{tag} OK done\r\n") as server:
        mailbox = imap_mailbox(server)
        with pytest.raises(MailboxError, match="UIDVALIDITY") as caught:
            await mailbox.open()
        await mailbox.close()
    assert caught.value.permanent


async def test_renumbering_in_mid_session_is_noticed() -> None:
    async with ScriptedImap(NOOP=["{tag} OK x\r\n"] * 2 + ["* OK [UIDVALIDITY 8] new\r\n{tag} OK done\r\n"]) as server:
        mailbox = imap_mailbox(server)
        await mailbox.open()
        with pytest.raises(MailboxError, match="renumbered"):
            await mailbox.wait(1)
        await mailbox.close()


@pytest.mark.parametrize(
    "answer",
    [
        "* BYE idle for too long\r\n" + CLOSE,
        "* BYE\r\n{tag} OK done\r\n",
        CLOSE,
        "{tag} OK\r\n",
        "garbage\r\n",
        "\x00\xff\r\n",
        "A999 OK whose\r\n",
        "* 3 EXISTS",
        "* SEARCH 1 2 x\n",
    ],
)
async def test_conversation_in_doubt_costs_the_connection(answer: str) -> None:
    async with ScriptedImap(SEARCH=[answer, "* SEARCH 1\r\n{tag} OK done\r\n"]) as server:
        mailbox = imap_mailbox(server, timeout_seconds=0.2)
        await mailbox.open()
        with pytest.raises(MailboxError) as caught:
            await mailbox.uids()
        await mailbox.open()
        found = await mailbox.uids()
        await mailbox.close()
    assert (caught.value.permanent, server.connections, found) == (False, 2, [1])
