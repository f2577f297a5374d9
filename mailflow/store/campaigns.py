"""Campaigns: one letter to many. Their letters lie in the outbox like all others, held until people have put their names to them.

What people see and what leaves is tied together by a seal: a SHA-256 over the bytes and recipients of all letters of the
campaign. A letter that is edited, written anew or added changes it; one that is cancelled or withdrawn does not, for
nothing leaves then that was not looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mailflow.core.packing import packed, unpacked
from mailflow.errors import Refused
from mailflow.store import times
from mailflow.store.database import Database
from mailflow.store.heard import heard
from mailflow.store.outbox import AWAITS_APPROVAL, Outbox
from mailflow.store.restoring import RESTORED
from mailflow.store.rows import Approval, Campaign, Heard, StoredLetter

_COLUMNS = "conference, name, letter, owed, reminds, copy, since, seal, begun_at, begun_by, session"
# A refusal of what was said or of who said it (RFC 3463 §3.8) is no word on the address.
_DEAD = """
select key, trim(coalesce(code, '') || ' ' || text) from recipients r where journal = 0 and state in ('bounced', 'failed')
    and enhanced not like '5.7.%' and text not like '5.7.%' and not exists (
        select 1 from recipients s where s.key = r.key and s.journal = 0 and s.state = 'sent' and s.at > r.at
    ) order by at
"""


@dataclass(frozen=True, slots=True)
class Released:
    """What an approval did: the letters that may leave now, and who must still put his name to them ("" for nobody)."""

    letters: tuple[int, ...]
    lacking: str = ""


class Campaigns:
    """The campaigns of all conferences. A write joins the open transaction, or is one."""

    def __init__(self, db: Database, outbox: Outbox) -> None:
        self._db, self._outbox = db, outbox

    def begin(self, campaign: Campaign, by: str, now: datetime) -> None:
        """Put a campaign on record; one that is there goes on. Raises `StoreError` where its name stands for another."""
        with self._db.write():
            found = self.get(campaign.conference, campaign.name)
            if found is not None:
                if _occasion(found) != _occasion(campaign):
                    raise Refused(
                        f'There is a campaign "{campaign.name}" already, with the letter {found.letter}. Choose another'
                        " name with --name."
                    )
                return
            self._db.execute(
                f"insert into campaigns ({_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?)",
                [
                    campaign.conference,
                    campaign.name,
                    campaign.letter,
                    packed(campaign.owed),
                    campaign.reminds,
                    int(campaign.copy),
                    times.written_or_none(campaign.since),
                    times.written(now),
                    by,
                    campaign.session,
                ],
            )

    def get(self, conference: str, name: str) -> Campaign | None:
        """One campaign."""
        row = self._db.row(f"select {_COLUMNS} from campaigns where conference = ? and name = ?", [conference, name])
        return None if row is None else _campaign(row)

    def listed(self, conference: str | None = None) -> list[Campaign]:
        """Campaigns, oldest first."""
        rows = self._db.rows(
            f"select {_COLUMNS} from campaigns where ?1 is null or conference = ?1 order by begun_at, name",
            [conference],
        )
        return [_campaign(row) for row in rows]

    def letters(self, conference: str, name: str) -> list[StoredLetter]:
        """All letters of a campaign, oldest first; without their bytes."""
        found = self._outbox.listed(conference=conference, campaign=name, limit=1_000_000)
        return found[::-1]

    def waiting(self, conference: str, name: str) -> list[StoredLetter]:
        """Those that wait for approval."""
        return [x for x in self.letters(conference, name) if x.state == "held" and x.hold == AWAITS_APPROVAL]

    def written_at(self, letter: int) -> datetime:
        """When a letter got the words it has, and with them its date line: when it was made, or last written anew."""
        found = self._db.one(
            "select coalesce((select max(at) from attempts where letter = l.id and text = ?), created_at)"
            " from letters l where id = ?",
            [WRITTEN_ANEW, letter],
        )
        return times.read(str(found))

    def doubtful(self, conference: str, name: str) -> frozenset[int]:
        """Letters that may have been approved and sent after the copy was made from which the database was restored, and
        that nobody has written anew since."""
        rows = self._db.rows(
            "select l.id from letters l where l.conference = ? and l.campaign = ? and exists (select 1 from attempts a"
            " where a.letter = l.id and a.text = ? and not exists (select 1 from revisions r where r.letter = l.id"
            " and r.at >= a.at))",
            [conference, name, RESTORED],
        )
        return frozenset(letter for (letter,) in rows)

    def heard(self, conference: str) -> Mapping[str, Heard]:
        """What was heard from each party."""
        return heard(self._db, conference)

    def dead_addresses(self) -> Mapping[str, str]:
        """Addresses that letters came back from and that have taken none since, by their key, with the server's words."""
        return dict(self._db.rows(_DEAD))

    def copies(self, conference: str) -> Mapping[str, int]:
        """Journal copies on record: the message by the Message-ID of the letter, its own id and nobody else's."""
        return dict(
            self._db.rows(
                "select message_id, id from messages where conference = ? and message_id >= '<mf.' and message_id < '<mf/'",
                [conference],
            )
        )

    def machine_answers(self, conference: str, name: str) -> Mapping[int, list[str]]:
        """What machines answered to the letters of a campaign: absences, receipts."""
        rows = self._db.rows(
            "select a.letter, a.text from attempts a join letters l on l.id = a.letter where l.conference = ?"
            " and l.campaign = ? and a.what = 'auto-reply' order by a.id",
            [conference, name],
        )
        found: dict[int, list[str]] = {}
        for letter, text in rows:
            found.setdefault(letter, []).append(text)
        return found

    # Seal and approval

    def seal(self, conference: str, name: str) -> str:
        """The seal over all letters of a campaign as they are; "" where it has none."""
        rows = self._db.rows(
            "select l.id, l.message_id, l.sender, d.data from letters l join letter_data d on d.letter = l.id"
            " where l.conference = ? and l.campaign = ? order by l.message_id",
            [conference, name],
        )
        if not rows:
            return ""
        whole = hashlib.sha256()
        for letter, message_id, sender, data in rows:
            to = self._db.rows("select address from recipients where letter = ? order by place", [letter])
            line = "\0".join([message_id, sender or "", *(address for (address,) in to)])
            whole.update(f"{line}\0{hashlib.sha256(data).hexdigest()}\n".encode())
        return whole.hexdigest()

    def shown(self, conference: str, name: str, by: str, now: datetime) -> str:
        """All letters were shown to the person who queued them, and all are in: the seal, with his name put to it."""
        with self._db.write():
            seal = self.seal(conference, name)
            self._db.execute(
                "update campaigns set seal = ? where conference = ? and name = ?", [seal, conference, name]
            )
            self._endorse(conference, name, seal, by, now, "queued")
        return seal

    def unseen(self, conference: str, name: str, by: str) -> list[int]:
        """Letters that wait and were edited or written anew by others since that person last put his name to the campaign."""
        seen = self._db.one(
            "select max(at) from approvals where conference = ? and campaign = ? and person = ?",
            [conference, name, _person(by)],
        )
        rows = self._db.rows(
            "select r.letter, r.entered_by from revisions r join letters l on l.id = r.letter where l.conference = ?"
            " and l.campaign = ? and l.state = 'held' and r.at >= ? order by r.letter",
            [conference, name, seen or ""],
        )
        return list(dict.fromkeys(letter for letter, writer in rows if _person(writer) != _person(by)))

    def approvals(self, conference: str, name: str) -> list[Approval]:
        """Who put his name to what, oldest first."""
        rows = self._db.rows(
            "select seal, entered_by, at, what from approvals where conference = ? and campaign = ? order by at",
            [conference, name],
        )
        return [Approval(seal, by, times.read(at), what) for seal, by, at, what in rows]

    def approve(
        self,
        conference: str,
        name: str,
        by: str,
        now: datetime,
        *,
        seal: str | None = None,
        two: bool = False,
        withheld: Mapping[int, str] | None = None,
    ) -> Released:
        """A person puts his name to the letters as they are, and those that wait may leave; but not those `withheld`.

        `seal` is what he saw; without it, what was shown when they were queued. With `two`, two different persons must
        have queued or approved these very bytes. Raises `StoreError` where the letters are others than those.
        """
        with self._db.write():
            campaign = self.get(conference, name)
            if campaign is None:
                raise Refused(f'There is no campaign "{name}". See: mailflow campaign list')
            now_sealed = self.seal(conference, name)
            self._refuse_others(campaign, now_sealed, seal)
            self._endorse(conference, name, now_sealed, by, now, "approved")
            names = {_person(each.by) for each in self.approvals(conference, name) if each.seal == now_sealed}
            if two and len(names) < 2:
                return Released((), f"a second person must put a name to these letters; so far only {by} has")
            released = []
            for letter in self.waiting(conference, name):
                if letter.id not in (withheld or {}):
                    self._outbox.let_go(letter.id, by, now, f"approved under the seal {now_sealed[:12]}")
                    released.append(letter.id)
        return Released(tuple(released))

    @staticmethod
    def _refuse_others(campaign: Campaign, sealed: str, given: str | None) -> None:
        name = campaign.name
        if given is not None:
            if not sealed.startswith(given.lower()) or len(given) < 8:
                raise Refused(
                    f"The letters of {name} are not under the seal {given} but under {sealed[:12]}. Look at them again:"
                    f" mailflow campaign show {name}"
                )
        elif not campaign.seal:
            raise Refused(
                f"Queueing {name} did not come to its end, and not all of its letters were shown. Call the command that"
                " queued it again; nobody gets a second letter."
            )
        elif campaign.seal != sealed:
            raise Refused(
                f"The letters of {name} were changed since they were shown. Look at them: mailflow campaign show {name};"
                " it shows their seal, which approval then asks for with --seal."
            )

    def _endorse(self, conference: str, name: str, seal: str, by: str, now: datetime, what: str) -> None:
        self._db.execute(
            "insert or ignore into approvals values (?, ?, ?, ?, ?, ?, ?)",
            [conference, name, seal, _person(by), what, by, times.written(now)],
        )


WRITTEN_ANEW = "written anew"


def _person(name: str) -> str:
    """Under whatever capitals and blanks somebody writes his name, he is one person."""
    return " ".join(name.casefold().split())


def _occasion(campaign: Campaign) -> tuple[object, ...]:
    """What a campaign of that name stands for."""
    return campaign.letter, campaign.reminds, campaign.copy, campaign.session


def _campaign(row: tuple[Any, ...]) -> Campaign:
    return Campaign(
        conference=row[0],
        name=row[1],
        letter=row[2],
        owed=tuple(unpacked(row[3])),
        reminds=row[4],
        copy=bool(row[5]),
        since=times.read_or_none(row[6]),
        seal=row[7],
        begun_at=times.read(row[8]),
        begun_by=row[9],
        session=row[10],
    )
