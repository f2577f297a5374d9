"""`python -m bench.plain IMAP_PORT SMTP_PORT USER PASSWORD FOLDER`: the plain pipeline that mailflow is set beside.

It does what any such program must, with the tools that one would take: fetches in batches (imapclient), parses with the standard
library, stores (SQLite, a transaction a batch, as durable as mailflow's), renders (Jinja2), sends over four kept connections
(aiosmtplib), marks what is done. It answers everybody but machines that say so. It has no rules and reads no facts, has no
search index and no trace; a letter whose answer is cut off is sent twice by it or never, and it forgets everything it
did when it is killed.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from pathlib import Path

import aiosmtplib
import imapclient
from jinja2 import Environment

BATCH, CONNECTIONS = 50, 4
_OURS = "oslo@secretariat.example"
_LETTER = Environment(autoescape=False, keep_trailing_newline=True).from_string(  # noqa: S701  # plain text
    "Dear {{ name or 'colleague' }},\n\n"
    'The Secretariat acknowledges with thanks receipt of your message of {{ date }}, "{{ subject }}"'
    "{% if files %}, with {{ files|length }} file{{ 's' if files|length != 1 }} ({{ files|join(', ') }}){% endif %}.\n\n"
    "It has been brought to the attention of those concerned, and an answer will follow where one is called for.\n\n"
    "Please accept, dear {{ name or 'colleague' }}, the assurances of our consideration.\n\nThe Conference Secretariat\n"
)
_SCHEMA = """
create table messages (uid integer primary key, sender text, subject text, sent_at text, text text, raw blob);
create table files (message integer, name text, type text, size integer);
create table letters (message integer, recipient text, data blob);
"""


class Pipeline:
    """One pass over a mailbox."""

    def __init__(self, imap_port: int, smtp_port: int, user: str, password: str, folder: Path) -> None:
        self._smtp_port = smtp_port
        self._imap = imapclient.IMAPClient("127.0.0.1", imap_port, ssl=False)
        self._imap.login(user, password)
        self._imap.select_folder("INBOX")
        self._db = sqlite3.connect(folder / "plain.db", isolation_level=None)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = full")
        self._db.executescript(_SCHEMA)

    async def run(self) -> None:
        """Everything unseen, batch by batch."""
        clients = [_client(self._smtp_port) for _ in range(CONNECTIONS)]
        for client in clients:
            await client.connect()
        unseen = self._imap.search("UNSEEN")
        for start in range(0, len(unseen), BATCH):
            uids = unseen[start : start + BATCH]
            fetched = self._imap.fetch(uids, ["BODY.PEEK[]"])
            letters = self._recorded([(uid, fetched[uid][b"BODY[]"]) for uid in uids])
            await asyncio.gather(*(self._sent(client, letters[n::CONNECTIONS]) for n, client in enumerate(clients)))
            self._imap.add_flags(uids, [imapclient.SEEN], silent=True)
        for client in clients:
            await client.quit()
        self._imap.logout()
        self._db.close()

    def _recorded(self, batch: Sequence[tuple[int, bytes]]) -> list[tuple[str, bytes]]:
        """Parse and store a batch; the letters that it calls for, each with its recipient."""
        letters: list[tuple[str, bytes]] = []
        self._db.execute("begin")
        for uid, raw in batch:
            message = message_from_bytes(raw, policy=policy.default)
            files = list(_files(message))
            body = message.get_body(("plain", "html"))
            text = str(body.get_content()) if body is not None else ""
            head = [str(message[name] or "") for name in ("From", "Subject", "Date")]
            self._db.execute("insert into messages values (?, ?, ?, ?, ?, ?)", [uid, *head, text, raw])
            self._db.executemany("insert into files values (?, ?, ?, ?)", [(uid, *file) for file in files])
            if message.get("Auto-Submitted", "no") == "no":
                recipient, letter = _answer(message, [name for name, _, _ in files])
                self._db.execute("insert into letters values (?, ?, ?)", [uid, recipient, letter])
                letters.append((recipient, letter))
        self._db.execute("commit")
        return letters

    @staticmethod
    async def _sent(client: aiosmtplib.SMTP, letters: Sequence[tuple[str, bytes]]) -> None:
        for recipient, letter in letters:
            await client.sendmail(_OURS, [recipient], letter)


def _client(port: int) -> aiosmtplib.SMTP:
    return aiosmtplib.SMTP(hostname="127.0.0.1", port=port, use_tls=False, start_tls=False)


def _files(message: EmailMessage) -> Iterator[tuple[str, str, int]]:
    for part in message.iter_attachments():
        yield part.get_filename() or "", part.get_content_type(), len(part.get_payload(decode=True) or b"")


def _answer(message: EmailMessage, files: Sequence[str]) -> tuple[str, bytes]:
    name, address = parseaddr(message["From"])
    letter = EmailMessage(policy=policy.SMTP)
    letter["From"], letter["To"], letter["Subject"] = _OURS, address, f"Re: {message['Subject']}"
    letter["Date"], letter["Message-ID"] = format_datetime(datetime.now(UTC)), make_msgid(domain="secretariat.example")
    letter["In-Reply-To"] = letter["References"] = message["Message-ID"]
    letter["Auto-Submitted"] = "auto-replied"
    letter.set_content(_LETTER.render(name=name, date=message["Date"], subject=message["Subject"], files=files))
    return address, letter.as_bytes()


if __name__ == "__main__":
    imap_port, smtp_port, user, password, folder = sys.argv[1:]
    asyncio.run(Pipeline(int(imap_port), int(smtp_port), user, password, Path(folder)).run())
