"""What `mailflow doctor` looks at, and what it finds."""

from __future__ import annotations

import asyncio
import itertools
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec

from mailflow.cli.move_targets import moved_into, targets_of_rules
from mailflow.core.roster import Roster
from mailflow.errors import Faults, FileError, MailflowError
from mailflow.settings import Settings

_OLD = 365 * 86400


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it stands (ok, note, bad), and what to do."""

    what: str
    state: str
    text: str


def examined(settings: Settings, *, offline: bool) -> Iterator[Finding]:
    """Everything that was looked at, one after the other; without the servers where `offline`."""
    yield Finding("configuration", "ok", str(settings.file))
    yield from _begun(settings)
    yield from _permissions(settings)
    yield _tried("key", lambda: _key(settings))
    yield _tried("database", lambda: _database(settings))
    yield _clock()
    yield from _shared(finding for name in settings.conferences for finding in _files(settings, name))
    yield from _pictures(settings)
    yield from _shipped(settings)
    yield from _two_names(settings)
    if not offline:
        for name in settings.form.mailbox:
            yield _tried(f"mailbox {name}", lambda name=name: asyncio.run(_mailbox(settings, name)))  # type: ignore[misc]
        yield _tried("courier", lambda: asyncio.run(_courier(settings)))
    yield from _authserv(settings)
    if settings.form.office.operator is None:
        yield Finding(
            "operator", "note", "No address for alarms is named; they stand in the log only. [office] operator"
        )


def _two_names(settings: Settings) -> Iterator[Finding]:
    """Two names may be one server: a folder that is watched under the one is then not known to be so under the other."""
    for (name, form), (other, its) in itertools.permutations(settings.form.mailbox.items(), 2):
        if form.kind != "imap" or its.kind != "imap" or form.host.casefold() == its.host.casefold():
            continue
        if (form.user or "").casefold() != (its.user or "").casefold():
            continue
        try:
            targets = moved_into(settings, name)
        except FileError:
            continue  # that is told apart
        if its.folder.casefold() in (target.casefold() for target in targets):
            text = (
                f"Its messages are moved into {its.folder}, which the mailbox {other} watches. If {form.host} and {its.host} are"
                " one server, write one name for both, or what is moved there comes in again."
            )
            yield Finding(f"mailbox {name}", "note", text)


def _tried(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, "ok", look())
    except MailflowError as error:
        return Finding(what, "bad", str(error))


def _permissions(settings: Settings) -> Iterator[Finding]:
    for path in (settings.database, settings.path(settings.form.office.key_file)):
        if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield Finding("permissions", "bad", f"{path} can be read by other users. Run: chmod 600 {path}")
    if not os.access(settings.database.parent, os.W_OK):
        yield Finding("permissions", "bad", f"{settings.database.parent} cannot be written to.")


def _key(settings: Settings) -> str:
    from mailflow.workspace import read_key

    path = settings.path(settings.form.office.key_file)
    read_key(path)
    return f"{path}: keep a copy with your backups"


def _database(settings: Settings) -> str:
    from mailflow.store import Store

    store = Store.open(settings.database, readonly=True)
    try:
        damage, doubt = store.damage(), store.doubt()
    finally:
        store.close()
    if damage:
        raise MailflowError(f"{settings.database} is damaged: {damage[0]}. Restore the newest backup.")
    if doubt:
        raise MailflowError(str(doubt))
    return f"{settings.database} is whole"


def _clock() -> Finding:
    now = time.time()
    newest = max((os.stat(x).st_mtime for x in (__file__, "/etc", "/tmp") if os.path.exists(x)), default=now)  # noqa: S108
    if now < newest - 86400 or now > newest + 10 * _OLD:
        return Finding("clock", "bad", f"It says {datetime.now(UTC):%d %B %Y}; that can hardly be. Set it (NTP).")
    return Finding("clock", "ok", f"{datetime.now(UTC):%d %B %Y, %H:%M} UTC")


def _shared(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Errors in files that several conferences share are told once, with the names of all."""
    names: dict[tuple[str, str], list[str]] = {}
    kept = list(findings)
    for finding in kept:
        names.setdefault((finding.state, finding.text), []).append(finding.what)
    for (state, text), whats in names.items():
        first, *others = whats
        yield Finding(", ".join([first, *(what.rpartition(" ")[2] for what in others)]), state, text)


def _files(settings: Settings, conference: str) -> Iterator[Finding]:
    from mailflow.core.letter_check import check as check_letters
    from mailflow.desk import open_desk
    from mailflow.letters import open_letters
    from mailflow.sources import read_sources

    faults = Faults()
    with faults.gathered():
        sources = read_sources(settings, conference)
        with faults.gathered():
            desk = open_desk(sources)
        with faults.gathered():
            letters = open_letters(sources)
    if faults:
        yield from (Finding(f"files {conference}", "bad", error.sentence) for error in faults.all)
        return
    parties, rules = len(desk.roster.parties), len(desk.ruleset.rules)
    yield Finding(f"files {conference}", "ok", f"{parties} parties, {rules} rules, {len(letters.names)} letters")
    yield from _to_be_set(settings, conference, desk.roster)
    if not parties:
        yield Finding(f"roster {conference}", "note", "It names no party: every message will wait for a person.")
    problems = check_letters(letters, [desk.conference], desk.roster.parties[:1], datetime.now(UTC))
    if problems:
        yield Finding(f"letters {conference}", "note", f"{problems[0]} (all: mailflow letters check)")


def _pictures(settings: Settings) -> Iterator[Finding]:
    """Can pictures of pages be read, and in which languages? It is a choice, so that nothing here is bad."""
    if settings.pictures is None:
        yield Finding("pictures", "ok", 'Scans are not read: [reading] pictures = "never".')
        return
    from mailflow.documents.engine import engine
    from mailflow.documents.scripts import ORIENTATION, lacking, packages, reads_all_latin

    installed = engine()
    if installed is None:
        yield Finding(
            "pictures",
            "note",
            "No program that reads scans is installed; a person types what they say. On Debian:"
            f" apt install {packages(_languages(settings))}",
        )
        return
    shown = ", ".join(sorted(installed.models - {ORIENTATION}))
    yield Finding("pictures", "ok", f"Scans are read by tesseract {installed.version}, with: {shown}")
    wanting = list(lacking(_languages(settings), installed.models))
    if wanting:
        text = f"Scans in {', '.join(wanting)} cannot be read. On Debian: apt install {packages(wanting, engine=False)}"
        yield Finding("pictures", "note", text)
    if not reads_all_latin(installed.models):
        text = "Names lose signs such as ø, ł and ą. On Debian: apt install tesseract-ocr-script-latn"
        yield Finding("pictures", "note", text)
    if ORIENTATION not in installed.models:
        text = "Pages that lie on their side and other scripts are not told apart. On Debian: apt install tesseract-ocr-osd"
        yield Finding("pictures", "note", text)
    if find_spec("pypdfium2") is None or find_spec("PIL") is None:
        yield Finding(
            "pictures", "note", "Pages cannot be made ready to be read. Run: pip install 'mailflow[documents]'"
        )


def _languages(settings: Settings) -> list[str]:
    named = (language for conference in settings.conferences.values() for language in conference.languages)
    return list(dict.fromkeys([*named, "en"]))


def _begun(settings: Settings) -> Iterator[Finding]:
    """A conference that was made from the last one has its title and days until a person sets them."""
    from mailflow.succession import MARK

    for number, line in enumerate(settings.file.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith(MARK):
            yield Finding("configuration", "note", f"{settings.file}:{number}: {line.removeprefix('# ')} …")


def _to_be_set(settings: Settings, conference: str, roster: Roster) -> Iterator[Finding]:
    """What a conference that was made from the last one still lacks."""
    form = settings.form.conference[conference]
    today = datetime.now(settings.conferences[conference].zone).date()
    if form.ends < today:
        yield Finding(
            f"conference {conference}",
            "note",
            f"It ended on {form.ends:%d %B %Y}. If it is still to come, set title, place, begins, ends and deadlines.",
        )
    if not settings.mailboxes(conference):
        yield Finding(f"conference {conference}", "note", f"No mailbox belongs to it: add a [mailbox.{conference}].")
    bounced = [p.code for p in roster.parties if any(name.startswith("bounced-") for name in p.lists)]
    if bounced:
        shown = ", ".join(bounced[:10]) + (" …" if len(bounced) > 10 else "")
        yield Finding(
            f"roster {conference}",
            "note",
            f"Letters to {shown} came back at the last conference: find new addresses, then take the list bounced-… out.",
        )


def _shipped(settings: Settings) -> Iterator[Finding]:
    """Does a newer version bring files that the workspace does not have yet?"""
    from mailflow.renewal import steps

    try:
        planned = steps(settings.folder)
    except MailflowError as error:
        yield Finding("shipped files", "bad", str(error))
        return
    if planned:
        yield Finding(
            "shipped files",
            "note",
            f"This version of mailflow brings {len(planned)} files of its own. See: mailflow renew",
        )
    beside = sorted(settings.folder.glob("rules/**/*.new")) + sorted(settings.folder.glob("templates/**/*.new"))
    if beside:
        yield Finding("shipped files", "note", f"{len(beside)} newer files lie beside yours: {beside[0].name} …")


async def _mailbox(settings: Settings, name: str) -> str:
    from mailflow.worker import doors

    mailbox = doors.mailbox(settings, name)
    try:
        state = await mailbox.open()
        told = f"{state.folder}: {state.exists} messages"
        try:
            targets = targets_of_rules(settings, settings.form.mailbox[name].conference)
        except FileError:
            targets = []  # that is told apart
        lacking = await mailbox.lacking(targets) if targets else []
        if lacking:
            told += f"; made when the first message is moved there: {', '.join(lacking)}"
        return told
    finally:
        await mailbox.close()


async def _courier(settings: Settings) -> str:
    from mailflow.worker import doors

    courier = doors.courier(settings)
    try:
        return await courier.check()
    finally:
        await courier.close()


def _authserv(settings: Settings) -> Iterator[Finding]:
    """Compare the authserv-ids that stand in real mail with the one that is believed."""
    from mailflow.core.parsing import parse
    from mailflow.store import Store

    if not settings.database.exists():
        return
    try:
        store = Store.open(settings.database, readonly=True)
    except MailflowError:
        return
    try:
        for name, form in settings.form.mailbox.items():
            if form.trust != "results":
                continue
            newest = [r for r in store.records.listed(conference=form.conference, limit=30) if r.mailbox == name]
            seen: dict[str, int] = {}
            for record in newest:
                for field in parse(store.ledger.raw(record.id) or b"").all("Authentication-Results")[:1]:
                    word = field.partition(";")[0].strip().split(" ")[0].lower()
                    seen[word] = seen.get(word, 0) + 1
            yield _believed(name, form.authserv_id, seen, len(newest))
    finally:
        store.close()


def _believed(mailbox: str, believed: str, seen: dict[str, int], messages: int) -> Finding:
    what = f"authserv-id {mailbox}"
    if not messages:
        return Finding(what, "note", "No mail yet to compare with.")
    if not seen:
        return Finding(
            what, "note", f"None of {messages} messages has an Authentication-Results field: nothing proves senders."
        )
    if believed.lower() in seen:
        return Finding(what, "ok", f"{believed} stands on {seen[believed.lower()]} of {messages} messages")
    names = ", ".join(sorted(seen, key=lambda k: -seen[k])[:3])
    return Finding(what, "bad", f'You believe "{believed}", but the topmost fields say {names}. Set authserv_id.')
