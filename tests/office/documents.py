"""An office with documents on record: messages that bring papers, and a clerk who acts on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any
from zoneinfo import ZoneInfo

from mailflow.core.address import Address
from mailflow.core.conference import Conference, Session
from mailflow.core.roster import Party, Roster
from mailflow.core.symbol import Scheme
from mailflow.documents.clean import Unclean
from mailflow.office import registering
from mailflow.office.register import Item, Register, Version
from mailflow.office.registering import Clerk, Offered, Wishes
from mailflow.store import FactRow, Store
from tests.documents.build import pdf, text
from tests.store.build import NOW, arrival, begin, record, taken

ZONE = ZoneInfo("Pacific/Auckland")
SCHEME = Scheme(
    "CCM/WLG/2027",
    {"paper": "{prefix}/WP.{n}", "information": "{prefix}/INF.{n}"},
    {"paper": "information", "statement": "note"},
)
WELLINGTON = Conference(
    name="oslo",
    title="Wellington Conference",
    place="Wellington",
    begins=date(2027, 5, 17),
    ends=date(2027, 5, 21),
    zone=ZONE,
    address=Address("wellington", "secretariat.example"),
    languages=("en", "fr"),
    titles={"fr": "Conférence de Wellington"},
    deadlines={"papers": date(2027, 4, 30)},
    register="{kind}/{n:03}",
    documents=SCHEME,
    sessions=(
        Session("opening", "Opening", datetime(2027, 5, 17, 10, tzinfo=ZONE), datetime(2027, 5, 17, 13, tzinfo=ZONE)),
        Session(
            "article-2", "Definitions", datetime(2027, 5, 18, 10, tzinfo=ZONE), datetime(2027, 5, 18, 13, tzinfo=ZONE)
        ),
    ),
)
ROSTER = Roster(
    tuple(
        Party(code, "state", name, {"en": name, **names})
        for code, name, names in (
            ("NOR", "Norway", {"fr": "Norvège"}),
            ("CIV", "Côte d’Ivoire", {}),
            ("CRI", "Costa Rica", {}),
            ("AUT", "Austria", {"fr": "Autriche"}),
        )
    )
)


def paper(title: str = "On the clearance of land") -> bytes:
    """A PDF with that title on its page."""
    return pdf([text(72, 700, title)])


def message(files: Mapping[str, bytes], covering: str = "Please find attached.") -> bytes:
    """A message with these files."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "Conference Desk <desk@mfa.norway.example>"
    mail["Subject"] = "A paper"
    mail.set_content(covering)
    for name, content in files.items():
        mail.add_attachment(content, "application", "octet-stream", filename=name)
    return bytes(mail)


@dataclass
class Archive:
    """A store with what came in, and what was done with it, a minute after the other."""

    store: Store
    conference: Conference = WELLINGTON
    by: str = "Rewi Tamihana"
    now: datetime = NOW
    _uid: int = field(default=0)

    def __post_init__(self) -> None:
        begin(self.store)

    @property
    def clerk(self) -> Clerk:
        """Somebody at the register, a minute later."""
        self.now += timedelta(minutes=1)
        return Clerk(self.store, self.conference, ROSTER, self.by, self.now)

    @property
    def register(self) -> Register:
        """The register as it stands."""
        return registering.read_register(self.store, self.conference)

    def receive(
        self,
        title: str = "On the clearance of land",
        *,
        kind: str = "paper",
        party: str | None = "NOR",
        effective: bool = True,
        content: bytes | None = None,
        name: str = "Paper.pdf",
        at: datetime | None = None,
        number: str | None = None,
        **values: Any,
    ) -> Item:
        """A document comes with a message of its own, and gets its number as the worker gives it."""
        self._uid += 1
        self.now += timedelta(minutes=1)
        raw = message({name: paper(title) if content is None else content}, f"Message {self._uid}")
        received_at = at or self.now
        (id,) = taken(self.store, arrival(self._uid, raw, received_at=received_at))
        if number is None:
            n = self.store.records.next_number("oslo", kind.upper()) if effective else 0
            number = f"{kind.upper()}/{n:03}" if effective else ""
        read = {"kind": kind, "filename": name, "title": title, "part": "2", "language": "en"}
        fact = FactRow("paper", {**read, "replaces": False, "submitters": [], "number": number, **values}, "2", title)
        review = () if effective else ("the sender is not proven",)
        self.store.records.commit(
            record(id, party=party, kinds=(kind,), effective=effective, facts=(fact,), review=review), self.now
        )
        return self.register.of_message(id)[0]

    def item(self, reference: str) -> Item:
        """A document by its number or symbol, as it stands."""
        found = self.register.find(reference)
        assert found is not None, reference
        return found

    def version(self, reference: str) -> Version:
        """An accepted version, as it stands."""
        found = self.item(reference).version
        assert found is not None, reference
        return found

    def accept(self, item: Item, **wishes: Any) -> Version:
        """Accept what came as it came."""
        assert item.receipt.message is not None
        offered = registering.attached(self.store, item.receipt.message, item.receipt.part)
        done = registering.accept(self.clerk, item, offered, Wishes(**wishes))
        assert not isinstance(done, Unclean), done
        return done

    def revise(self, version: Version, item: Item | None = None, change: str = "rev", **wishes: Any) -> Version:
        """A new version, of what came, or made by the secretariat."""
        offered = Offered("New.pdf", paper(f"Version after {version.number}"))
        done = registering.revise(self.clerk, version, change, offered, item, Wishes(**wishes))
        assert not isinstance(done, Unclean), done
        return done

    def with_scheme(self, **symbols: str) -> None:
        """From now on the conference numbers like this."""
        self.conference = replace(self.conference, documents=replace(SCHEME, symbols=symbols))


def at(*numbers: int) -> datetime:
    """A moment in UTC."""
    return datetime(*numbers, tzinfo=UTC)  # type: ignore[arg-type]  # year, month, day and so on
