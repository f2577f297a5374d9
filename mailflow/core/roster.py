"""The roster: the parties that were invited, their names, languages, domains and addresses.

Look-ups are exact; nothing is guessed. A domain stands for itself and what lies below it, never for one that only looks
like it: that is a question of its own (`resembling`), whose answer is a doubt and proves nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from mailflow.core.address import Address, domain_name, parse_address
from mailflow.core.freemail import is_free_mail
from mailflow.core.located import did_you_mean, nearest
from mailflow.core.lookalike import looks_like
from mailflow.core.state_names import STATES
from mailflow.errors import Faults, RosterError

KINDS = ("state", "un", "igo", "ngo", "observer")
COLUMNS = ("code", "kind", "name", "official_name", "language", "domains", "emails", "status", "lists", "salutation")
_NEEDED = ("code", "kind", "name")
_NAME_COLUMN = re.compile(r"name_([a-z]{2})")
_STATE_CODE = re.compile(r"[A-Z]{3}")
_ORGANISATION_CODE = re.compile(r"org:[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2}")
_LETTER_LANGUAGES = frozenset({"en", "fr", "es", "ar", "ru", "zh"})
_LONGEST_FIELD = 20_000


@dataclass(frozen=True, slots=True)
class Party:
    """A State or an organisation. `code` is ISO 3166-1 alpha-3 for a State, `org:slug` for an organisation."""

    code: str
    kind: str  # state, un, igo, ngo, observer
    name: str  # English
    names: dict[str, str] = field(default_factory=dict)  # by language, English included
    official_name: str = ""
    language: str = "en"
    domains: tuple[str, ...] = ()
    emails: tuple[Address, ...] = ()  # first is where letters go
    status: str = ""  # legal status: state-party, signatory, …; free word of the conference
    lists: tuple[str, ...] = ()  # mailing lists it belongs to
    salutation: str = ""  # "Excellency", when letters to it need their own

    def named(self, language: str) -> str:
        """Its short name in that language, the English one where there is none."""
        return self.names.get(language) or self.name


@dataclass(frozen=True, slots=True)
class Roster:
    """All parties of a conference, in file order. Look-ups are exact; nothing is guessed."""

    parties: tuple[Party, ...] = ()
    codes: tuple[str, ...] = field(init=False, repr=False, compare=False)  # of the parties
    _hash: int = field(init=False, repr=False, compare=False)  # it is a key for what is made of it
    _by_code: dict[str, Party] = field(init=False, repr=False, compare=False)
    _by_address: dict[str, tuple[Party, ...]] = field(init=False, repr=False, compare=False)
    _by_domain: dict[str, tuple[Party, ...]] = field(init=False, repr=False, compare=False)

    def __hash__(self) -> int:
        return self._hash

    def __post_init__(self) -> None:
        addresses = _grouped((a.key, p) for p in self.parties for a in p.emails)
        domains = _grouped((d, p) for p in self.parties for d in p.domains if not is_free_mail(d))
        codes = tuple(party.code for party in self.parties)
        object.__setattr__(self, "codes", codes)
        object.__setattr__(self, "_hash", hash(codes))
        object.__setattr__(self, "_by_code", {p.code: p for p in self.parties})
        object.__setattr__(self, "_by_address", addresses)
        object.__setattr__(self, "_by_domain", domains)

    def get(self, code: str | None) -> Party | None:
        """The party of that code."""
        return self._by_code.get(code or "")

    def by_address(self, address: Address) -> Party | None:
        """The party that has this very address (without case and `+detail`), `None` where none or more than one has."""
        found = self._by_address.get(address.key, ())
        return found[0] if len(found) == 1 else None

    def by_domain(self, domain: str) -> tuple[Party, ...]:
        """The parties to whom this domain, or the nearest one above it, belongs. More than one share it: it proves none of
        them alone. A free-mail domain belongs to nobody."""
        while "." in domain:
            if found := self._by_domain.get(domain):
                return found
            domain = domain.partition(".")[2]
        return ()

    def resembling(self, domain: str) -> tuple[Party, ...]:
        """The parties whose domain this one looks like and is not. For a doubt, never for a proof."""
        if self.by_domain(domain):
            return ()
        found = {
            p.code: p for listed, parties in self._by_domain.items() if looks_like(domain, listed) for p in parties
        }
        return tuple(found.values())


def _grouped(pairs: Iterable[tuple[str, Party]]) -> dict[str, tuple[Party, ...]]:
    grouped: dict[str, tuple[Party, ...]] = {}
    for key, party in pairs:
        if party not in grouped.get(key, ()):
            grouped[key] = (*grouped.get(key, ()), party)
    return grouped


def parse_roster(text: str, file: str) -> Roster:
    """The roster in a CSV file (RFC 4180) with a head line. Lists inside a cell are parted by semicolons.

    Raises `RosterError` with file, line and column of all that is wrong: an unknown or missing column, a cell that is no code, kind, language,
    domain or address, a code twice, an address that two parties claim. What is only unwise is in `roster_problems`.
    """
    faults = Faults()
    parties: list[Party] = []
    codes: dict[str, int] = {}
    owners: dict[str, tuple[str, int]] = {}
    for line, row in _rows(text, file, faults):
        with faults.gathered():
            party = _party(row, file, line)
            if party.code in codes:
                twice = f'the code "{party.code}" stands in line {codes[party.code]} too.'
                raise RosterError(twice, file=file, line=line, key="code", hint="Give each party one line.")
            codes[party.code] = line
            for address in party.emails:
                owner, before = owners.setdefault(address.key, (party.code, line))
                if owner != party.code:
                    claimed = f'the address "{address}" belongs to {owner} in line {before} already.'
                    hint = "An address proves one party only."
                    raise RosterError(claimed, file=file, line=line, key="emails", hint=hint)
            parties.append(party)
    faults.refuse()
    return Roster(tuple(parties))


def write_roster(roster: Roster) -> str:
    """The roster as CSV that `parse_roster` reads back as it was."""
    languages = sorted({language for p in roster.parties for language in p.names} - {"en"})
    columns = [*COLUMNS[:3], *(f"name_{language}" for language in languages), *COLUMNS[3:]]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for party in roster.parties:
        cells = {
            "code": party.code,
            "kind": party.kind,
            "name": party.name,
            **{f"name_{language}": party.names.get(language, "") for language in languages},
            "official_name": party.official_name,
            "language": party.language,
            "domains": ";".join(party.domains),
            "emails": ";".join(a.spec for a in party.emails),
            "status": party.status,
            "lists": ";".join(party.lists),
            "salutation": party.salutation,
        }
        writer.writerow([cells[column] for column in columns])
    return out.getvalue()


def roster_problems(roster: Roster) -> tuple[str, ...]:
    """What a person should look at in a roster that can be used: whole sentences, in file order."""
    return (*(p for party in roster.parties for p in _problems(party)), *_shared(roster))


def _problems(party: Party) -> Iterator[str]:
    if not party.emails:
        yield f"{party.code}: no address; letters to {party.name} have nowhere to go."
    if party.language not in _LETTER_LANGUAGES:
        yield f'{party.code}: no letters ship in the language "{party.language}"; the conference\'s fallback chain decides.'
    if party.kind == "state" and party.code not in STATES:
        yield f"{party.code}: no State of that code is known; its name is found in texts only as the roster writes it."
    for domain in party.domains:
        if is_free_mail(domain):
            yield f'{party.code}: anybody can have an address in "{domain}"; it is not used. List the addresses themselves.'
    if not party.domains and not party.emails:
        yield f"{party.code}: neither domain nor address; nothing can prove that a message is from {party.name}."


def _shared(roster: Roster) -> Iterator[str]:
    """Names and domains that two parties have in common."""
    for domain, parties in _grouped((d, p) for p in roster.parties for d in p.domains).items():
        if len(parties) > 1:
            yield f'The domain "{domain}" belongs to {_codes(parties)}; it proves none of them, only a listed address does.'
    names = _grouped((name.casefold(), p) for p in roster.parties for name in (p.name, *p.names.values()) if name)
    for name, parties in names.items():
        if len(parties) > 1:
            yield f'The name "{name}" belongs to {_codes(parties)}; it is not looked for in texts.'


def _codes(parties: Iterable[Party]) -> str:
    return " and ".join(p.code for p in parties)


def _rows(text: str, file: str, faults: Faults) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The filled rows with their line numbers. What keeps one row from being read is gathered, and the next is read."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        head = [cell.strip().lower() for cell in next(reader, [])]
        _check_head(head, file)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(head):
                wrong = f"the line has {len(cells)} cells, the head line {len(head)}."
                hint = "Put a cell with a comma in quotation marks."
                faults.add(RosterError(wrong, file=file, line=reader.line_num, hint=hint))
                continue
            yield reader.line_num, {name: " ".join(cell.split()) for name, cell in zip(head, cells, strict=True)}
    except csv.Error as error:
        faults.add(RosterError(f"the line is no CSV: {error}.", file=file, line=reader.line_num))


def _check_head(head: list[str], file: str) -> None:
    if len(head) == 1 and (";" in head[0] or "\t" in head[0]):
        raise RosterError(
            "the columns are not parted by commas.", file=file, line=1, hint="Save the file as CSV with commas."
        )
    faults = Faults()
    for name in dict.fromkeys(head):
        if name not in COLUMNS and not _NAME_COLUMN.fullmatch(name):
            columns = f"The columns are {', '.join(COLUMNS)} and name_fr, name_es and so on."
            hint = did_you_mean(name, COLUMNS) or columns
            faults.add(RosterError(f'there is no column "{name}".', file=file, line=1, key=name, hint=hint))
        if head.count(name) > 1:
            faults.add(RosterError(f'the column "{name}" stands there twice.', file=file, line=1, key=name))
    for name in _NEEDED:
        # A column that is misspelt is missing, too.
        if name not in head and name not in {nearest(other, COLUMNS) for other in head if other not in COLUMNS}:
            faults.add(RosterError(f'the column "{name}" is missing.', file=file, line=1, key=name))
    faults.refuse()


def _party(row: Mapping[str, str], file: str, line: int) -> Party:
    def wrong(key: str, text: str, hint: str | None = None) -> RosterError:
        return RosterError(text, file=file, line=line, key=key, hint=hint)

    code, kind, language = row["code"], row["kind"].lower(), row.get("language", "").lower() or "en"
    if any(len(cell) > _LONGEST_FIELD for cell in row.values()):
        raise wrong("", "a cell is over 20,000 signs long.", "Perhaps a quotation mark is not closed.")
    if kind not in KINDS:
        raise wrong(
            "kind", f'"{row["kind"]}" is no kind.', did_you_mean(kind, KINDS) or f"Kinds are {', '.join(KINDS)}."
        )
    if not _STATE_CODE.fullmatch(code) and not _ORGANISATION_CODE.fullmatch(code):
        hint = (
            "A State has its ISO 3166-1 code of three capitals (NOR), an organisation org: and a short name (org:icrc)."
        )
        raise wrong("code", f'"{code}" is no code.', hint)
    if not row["name"]:
        raise wrong("name", "the party has no name.")
    if not _LANGUAGE.fullmatch(language):
        raise wrong("language", f'"{language}" is no language.', "Write two letters of ISO 639-1, such as fr.")
    others = {match[1]: cell for name, cell in row.items() if cell and (match := _NAME_COLUMN.fullmatch(name))}
    return Party(
        code=code,
        kind=kind,
        name=row["name"],
        names={"en": row["name"], **others},
        official_name=row.get("official_name", ""),
        language=language,
        domains=tuple(_domain(d, wrong) for d in _list(row.get("domains", ""))),
        emails=tuple({a.key: a for a in (_email(e, wrong) for e in _list(row.get("emails", "")))}.values()),
        status=row.get("status", ""),
        lists=_list(row.get("lists", "")),
        salutation=row.get("salutation", ""),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.strip() for item in cell.split(";") if item.strip()))


class _Wrong(Protocol):
    """Makes the error for a cell of the line at hand."""

    def __call__(self, key: str, text: str, hint: str | None = None) -> RosterError: ...


def _domain(text: str, wrong: _Wrong) -> str:
    domain = domain_name(text.removeprefix("@"))
    if domain is None or "." not in domain or domain.startswith("["):
        raise wrong("domains", f'"{text}" is no domain.', "Write mfa.example, several with a semicolon between them.")
    return domain


def _email(text: str, wrong: _Wrong) -> Address:
    address = parse_address(text)
    if address is None:
        raise wrong(
            "emails", f'"{text}" is no address.', "Write desk@mfa.example, several with a semicolon between them."
        )
    return Address(address.local, address.domain)
